//! Missed calls: number and time, until they are cleared.

use agent_session::command::Command;
use agent_session::view::EndedCall;

use super::common::clock::hour_and_minute;
use super::common::element::{Element, element, words};
use super::control::{Control, command_button};
use super::screen::Screen;
use crate::text::{Phrase, Sentence};

/// The list, while there is something in it.
pub fn missed_calls(screen: &Screen) -> Option<Element> {
    let (text, missed) = (screen.text, &screen.view.missed);
    if missed.is_empty() {
        return None;
    }
    let title = text.fill(Phrase::MissedCalls, &[&missed.len().to_string()]);
    let rows = element("ul", "")
        .attribute("tabindex", "0")
        .attribute("aria-label", title.clone())
        .children(missed.iter().map(|call| row(screen, call)));
    let control = Control::coming(Command::ClearMissed);
    let clear = command_button(screen, "clear", "clear", text.say(Sentence::Clear), control);
    let panel = element("section", "missed-calls")
        .attribute("aria-label", title.clone())
        .child(words("p", "title", title))
        .child(rows)
        .child(clear.draw());
    Some(panel)
}

fn row(screen: &Screen, call: &EndedCall) -> Element {
    let number = screen.text.number(call.caller.as_deref()).to_owned();
    element("li", "")
        .key(call.key.epoch.0.to_string())
        .child(words("bdi", "number", number))
        .words(" ")
        .child(words("time", "at", hour_and_minute(call.at)))
}
