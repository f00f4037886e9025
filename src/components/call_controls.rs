//! The five controls in their fixed places: Answer, Reject, Drop, Conference, Queue.
//!
//! None of them ever comes, goes or moves; only what they would do changes.

use agent_session::command::Command;
use agent_session::view::{Act, CallKey, CallState, CallView, View};

use super::common::button::Opens;
use super::common::element::{Element, element};
use super::common::icon::Icon;
use super::common::roving::{Axis, row, walk};
use super::conference_menu::conference_menu;
use super::control::{Control, command_button};
use super::reject_menu::reject_menu;
use super::screen::Screen;
use crate::text::{Phrase, Sentence, Text};

/// The toolbar of the five controls.
pub fn call_controls(screen: &Screen) -> Element {
    let Screen { view, text, .. } = *screen;
    let slot = |class, name, label, control, face, is_first| {
        let button = command_button(screen, class, name, label, control);
        button.face(face).stop(Axis::Horizontal, is_first)
    };
    let control = answer(view, text);
    let mut answer = slot(
        "slot answer",
        "answer",
        text.say(Sentence::Answer),
        control,
        Icon::Receiver,
        true,
    );
    answer.detail = which_of_several(view, answerable(view)).into();
    let control = drop_call(view, text);
    let mut drop_call = slot(
        "slot drop",
        "drop",
        text.say(Sentence::Drop),
        control,
        Icon::ReceiverDown,
        false,
    );
    drop_call.detail = which_of_several(view, view.current.as_ref()).into();
    let mut queue = slot(
        "slot queue",
        "queue",
        text.say(Sentence::Queue),
        queue(view),
        Icon::List,
        false,
    );
    queue.opens = Some((Opens::Part, view.queue.open().is_some()));
    let controls = element("div", "call-controls")
        .attribute("role", "toolbar")
        .attribute("aria-label", text.say(Sentence::CallControls))
        .on("keydown", |event| walk(event, Axis::Horizontal))
        .child(answer.draw())
        .child(reject_menu(screen))
        .child(drop_call.draw())
        .child(conference_menu(screen))
        .child(queue.draw());
    row(controls, Axis::Horizontal)
}

/// A call by its key.
pub fn call<'a>(view: &'a View, key: Option<&CallKey>) -> Option<&'a CallView> {
    view.calls.iter().find(|call| Some(&call.key) == key)
}

/// The words for acting on a call: its number.
pub fn about(view: &View, key: Option<&CallKey>, text: &Text) -> String {
    match call(view, key) {
        None => String::new(),
        Some(call) => text.fill(Phrase::ForCall, &[text.number(call.caller.as_deref())]),
    }
}

/// With several calls, the end of the number of the one that a control would act on.
fn which_of_several(view: &View, key: Option<&CallKey>) -> String {
    let number = call(view, key).and_then(|call| call.caller.as_deref());
    match (view.calls.len(), number) {
        (2.., Some(number)) => {
            let skipped = number.chars().count().saturating_sub(4);
            let end: String = number.chars().skip(skipped).collect();
            ["…", &end].concat()
        }
        _ => String::new(),
    }
}

/// The call that rings; without one, a call whose state is not known.
fn answerable(view: &View) -> Option<&CallKey> {
    let not_known = || {
        view.calls
            .iter()
            .find(|call| call.state == CallState::NotKnown)
    };
    view.offered
        .as_ref()
        .or_else(|| not_known().map(|call| &call.key))
}

fn answer(view: &View, text: &Text) -> Control {
    let key = answerable(view);
    Control::under(view.actions.answer, key.cloned().map(Command::Answer))
        .pending(view, |act| act == Act::Answer)
        .about(about(view, key, text))
}

fn drop_call(view: &View, text: &Text) -> Control {
    let Some(key) = &view.current else {
        return Control::under(view.actions.drop, None);
    };
    Control::under(view.actions.drop, Some(Command::Drop(key.clone())))
        .pending_for(view, |act| act == Act::Drop, Some(&key.id))
        .about(about(view, Some(key), text))
}

fn queue(view: &View) -> Control {
    let control = match view.queue.open() {
        Some(_) => Control::plain(Command::CloseQueue),
        None => Control::under(view.actions.open_queue, Some(Command::OpenQueue)),
    };
    control.pending(view, |act| act == Act::PickUp)
}
