//! The five controls in their fixed places: Answer, Reject, Drop, Conference, Queue.
//!
//! None of them ever comes, goes or moves; only what they would do changes.

use std::sync::Arc;

use agent_session::command::Command;
use agent_session::view::{Act, CallKey, CallState, CallView, View};
use leptos::prelude::*;

use super::common::button::Opens;
use super::common::element::{element, live};
use super::common::icon::Icon;
use super::common::roving::{Axis, Roving};
use super::conference_menu::conference_menu;
use super::control::{Control, command_button};
use super::reject_menu::reject_menu;
use crate::store::Store;
use crate::text::Text;

/// The toolbar of the five controls.
pub fn call_controls(store: Store) -> AnyView {
    let text = store.text();
    let words = &text.controls;
    let roving = Roving::new(Axis::Horizontal);
    let answer = command_button(
        store,
        "slot answer",
        words.answer,
        Box::new(|view| answer(view, text)),
    )
    .face(Icon::Receiver)
    .detail(live(move || {
        store.read(|view| which_of_several(view, answerable(view)))
    }))
    .stop(roving.stop());
    let reject = reject_menu(store, roving);
    let drop_call = command_button(
        store,
        "slot drop",
        words.drop,
        Box::new(|view| drop_call(view, text)),
    )
    .face(Icon::ReceiverDown)
    .detail(live(move || {
        store.read(|view| which_of_several(view, view.current.as_ref()))
    }))
    .stop(roving.stop());
    let conference = conference_menu(store, roving.stop());
    let is_queue_open = store.select(|view| view.queue.open().is_some());
    let queue = command_button(store, "slot queue", words.queue, Box::new(queue))
        .face(Icon::List)
        .opens(Opens::Part, Arc::new(move || is_queue_open.get()))
        .stop(roving.stop());
    element("div")
        .class("call-controls")
        .attribute("role", "toolbar")
        .attribute("aria-label", words.group)
        .on("keydown", move |event| roving.walk(&event))
        .child(answer.draw())
        .child(reject)
        .child(drop_call.draw())
        .child(conference)
        .child(queue.draw())
        .draw()
}

/// A call by its key.
pub fn call<'a>(view: &'a View, key: Option<&CallKey>) -> Option<&'a CallView> {
    view.calls.iter().find(|call| Some(&call.key) == key)
}

/// The words for acting on a call: its number.
pub fn about(view: &View, key: Option<&CallKey>, text: &Text) -> String {
    match call(view, key) {
        None => String::new(),
        Some(call) => text
            .controls
            .for_call
            .with(&[text.number(call.caller.as_deref())]),
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
        .pending_for(view, |act| act == Act::Drop, &key.id)
        .about(about(view, Some(key), text))
}

fn queue(view: &View) -> Control {
    let control = match view.queue.open() {
        Some(_) => Control::plain(Command::CloseQueue),
        None => Control::under(view.actions.open_queue, Some(Command::OpenQueue)),
    };
    control.pending(view, |act| act == Act::PickUp)
}
