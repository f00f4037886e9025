//! The sound of the ring: how loud, whether it is heard, and the way to let it through.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

use super::common::button::Button;
use super::common::copy::said;
use super::common::dynamic::{dynamic, nothing};
use super::common::element::{element, live, words};
use super::common::icon::{Icon, icon};
use crate::store::{SoundRequest, SoundState, Store};

/// A small panel with the volume and a test.
pub fn sound_panel(store: Store) -> AnyView {
    let title = store.text().sound.title;
    let state = store.sound().state;
    let class = live(move || match state.get() {
        SoundState::Blocked => "sound blocked".to_owned(),
        SoundState::Ready | SoundState::Untested => "sound".to_owned(),
    });
    let summary = element("summary")
        .class("button")
        .attribute("title", title)
        .child(icon(Icon::Sound))
        .child(words("span", "label", title));
    let panel = element("div").class("sound-panel").child(sound_test(store));
    element("details")
        .class(class)
        .child(summary.draw())
        .child(panel.draw())
        .draw()
}

/// The volume, a test and what came of it.
pub fn sound_test(store: Store) -> AnyView {
    let text = &store.text().sound;
    let sound = store.sound();
    let has_tested = RwSignal::new(false);
    let slider = element("input")
        .attribute("type", "range")
        .attribute("min", "0")
        .attribute("max", "100")
        .attribute("step", "5")
        .attribute("value", sound.volume.get_untracked().to_string())
        .on("input", move |event| {
            let slider = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(volume) = slider.and_then(|slider| slider.value().parse().ok()) {
                sound.volume.set(volume);
            }
        });
    let volume = element("label")
        .class("volume")
        .child(words("span", "name", text.volume));
    let test = Button::new(
        "test-sound",
        text.test.into(),
        Box::new(move || {
            sound.request(SoundRequest::Test);
            has_tested.set(true);
        }),
    );
    let answer = live(move || match (has_tested.get(), sound.state.get()) {
        (true, SoundState::Ready) => text.played.to_owned(),
        _ => String::new(),
    });
    let parts = [
        volume.child(slider.draw()).draw(),
        test.face(Icon::Sound).draw(),
        said(answer),
    ];
    Vec::from(parts).into_any()
}

/// "Sound is off, press here", while the browser holds sound back.
pub fn sound_blocked(store: Store) -> AnyView {
    let sound = store.sound();
    dynamic(move || match sound.state.get() {
        SoundState::Ready | SoundState::Untested => nothing(),
        SoundState::Blocked => {
            let unblock = move || sound.request(SoundRequest::Unblock);
            let button = Button::new(
                "sound-blocked",
                store.text().sound.blocked.into(),
                Box::new(unblock),
            );
            button.face(Icon::Sound).draw()
        }
    })
}
