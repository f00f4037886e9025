//! The sound of the ring: how loud, whether it is heard, and the way to let it through.

use leptos::html;
use leptos::prelude::*;

use super::common::button::Button;
use super::common::dynamic::{dynamic, nothing};
use super::common::icon::{Icon, icon};
use crate::store::{SoundRequest, SoundState, Store};

/// A small panel with the volume and a test.
#[component]
pub fn SoundPanel() -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let state = store.sound().state;
    let class = Signal::derive(move || match state.get() {
        SoundState::Blocked => "sound blocked",
        SoundState::Ready | SoundState::Untested => "sound",
    });
    view! {
        <details class=class>
            <summary class="button" title=text.sound.title>
                {icon(Icon::Sound)}
                <span class="label">{text.sound.title}</span>
            </summary>
            <div class="sound-panel">
                <SoundTest/>
            </div>
        </details>
    }
    .into_any()
}

/// The volume, a test and what came of it.
#[component]
pub fn SoundTest() -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let sound = store.sound();
    let has_tested = RwSignal::new(false);
    let slider: NodeRef<html::Input> = NodeRef::new();
    let change = move |_| {
        let volume = slider
            .get_untracked()
            .and_then(|slider| slider.value().parse().ok());
        if let Some(volume) = volume {
            sound.volume.set(volume);
        }
    };
    let test = move |()| {
        sound.request(SoundRequest::Test);
        has_tested.set(true);
    };
    let answer = Signal::derive(move || match (has_tested.get(), sound.state.get()) {
        (true, SoundState::Ready) => text.sound.played,
        _ => "",
    });
    view! {
        <label class="volume">
            <span>{text.sound.volume}</span>
            <input
                type="range"
                min="0"
                max="100"
                step="5"
                prop:value=sound.volume.get_untracked().to_string()
                node_ref=slider
                on:input=change
            />
        </label>
        <Button class="test-sound" label=text.sound.test face=Icon::Sound on_press=test/>
        <span class="answer-to-press" role="status">{answer}</span>
    }
    .into_any()
}

/// "Sound is off, press here", while the browser holds sound back.
#[component]
pub fn SoundBlocked() -> AnyView {
    let store = Store::expect();
    let sound = store.sound();
    dynamic(move || match sound.state.get() {
        SoundState::Ready | SoundState::Untested => nothing(),
        SoundState::Blocked => {
            let unblock = move |()| sound.request(SoundRequest::Unblock);
            let label = store.text().sound.blocked;
            view! { <Button class="sound-blocked" label face=Icon::Sound on_press=unblock/> }
                .into_any()
        }
    })
}
