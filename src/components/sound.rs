//! The sound of the ring: how loud, whether it is heard, and the way to let it through.

use agent_session::view::Lead;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

use super::calls::said;
use super::common::button::Button;
use super::common::element::{Element, element, words};
use super::common::icon::{Icon, icon};
use super::screen::Screen;
use crate::store::{SoundRequest, SoundState};
use crate::text::Sentence;

/// A small panel with the volume and a test, in the tab that is heard.
pub fn sound_panel(screen: &Screen) -> Element {
    let title = screen.text.say(Sentence::Sound);
    let class = match screen.sound {
        SoundState::Blocked => "blocked",
        SoundState::Ready | SoundState::Untested => "",
    };
    let summary = element("summary", "button")
        .attribute("title", title)
        .child(icon(Icon::Sound))
        .child(words("span", "label", title));
    let mut panel = element("div", "pop-up sound-panel");
    if screen.view.lead == Lead::Following {
        panel = panel.child(words(
            "p",
            "note",
            screen.text.say(Sentence::SoundElsewhere),
        ));
    } else {
        panel = panel.children(sound_test(screen));
    }
    element("details", "popping")
        .key("sound")
        .state(class)
        .child(summary)
        .child(panel)
}

/// The volume, a test and what came of it.
pub fn sound_test(screen: &Screen) -> [Element; 3] {
    let (text, hand) = (screen.text, screen.hand);
    let slider = element("input", "")
        .attribute("type", "range")
        .attribute("min", "0")
        .attribute("max", "100")
        .attribute("step", "5")
        .value(u32::from(screen.volume).to_string())
        .on("input", move |event| {
            let slider = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(volume) = slider.and_then(|slider| slider.value().parse().ok()) {
                hand.set_volume(volume);
            }
        });
    let volume = element("label", "volume")
        .child(words("span", "name", text.say(Sentence::Volume)))
        .child(slider);
    let test = Button::new(
        "test-sound",
        screen.id("hint", "test"),
        text.say(Sentence::TestSound),
    )
    .on_press(move |_| {
        hand.request_sound(SoundRequest::Test);
        hand.change(&mut |local| local.has_tested = true);
    });
    let answer = match (screen.local.has_tested, screen.sound) {
        (true, SoundState::Ready) => text.say(Sentence::SoundPlayed),
        _ => "",
    };
    [volume, test.face(Icon::Sound).draw(), said(answer)]
}

/// "Sound is off, press here", while the browser holds sound back.
pub fn sound_blocked(screen: &Screen) -> Option<Element> {
    let hand = screen.hand;
    let label = screen.text.say(Sentence::SoundBlocked);
    let button = Button::new("sound-blocked", screen.id("hint", "unblock"), label)
        .on_press(move |_| hand.request_sound(SoundRequest::Unblock));
    (screen.sound == SoundState::Blocked).then(|| button.face(Icon::Sound).draw())
}
