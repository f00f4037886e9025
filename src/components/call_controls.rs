//! The five controls in their fixed places: Answer, Reject, Drop, Conference, Queue.
//!
//! None of them ever comes, goes or moves; only what they would do changes.

use agent_session::command::Command;
use agent_session::view::{Act, CallKey, CallView, View};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::common::icon::Icon;
use super::common::roving::{Axis, Roving};
use super::conference_menu::ConferenceMenu;
use super::control::{CommandButton, Control};
use super::reject_menu::RejectMenu;
use crate::store::Store;
use crate::text::Text;

/// The toolbar of the five controls.
#[component]
pub fn CallControls() -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let roving = Roving::new(Axis::Horizontal);
    let answer = store.select(move |view| answer(view, text));
    let drop_call = store.select(move |view| drop_call(view, text));
    let answers = store.select(|view| which_of_several(view, view.offered.as_ref()));
    let drops = store.select(|view| which_of_several(view, view.current.as_ref()));
    let queue = store.select(queue);
    let is_queue_open = store.select(|view| view.queue.open().is_some());
    let key_down = move |event: KeyboardEvent| {
        roving.walk(&event);
    };
    view! {
        <div class="call-controls" role="toolbar" aria-label=text.controls.group on:keydown=key_down>
            <CommandButton
                class="slot answer"
                label=text.controls.answer
                detail=answers
                face=Icon::Receiver
                control=answer
                stop=roving.stop()
            />
            <RejectMenu roving/>
            <CommandButton
                class="slot drop"
                label=text.controls.drop
                detail=drops
                face=Icon::ReceiverDown
                control=drop_call
                stop=roving.stop()
            />
            <ConferenceMenu stop=roving.stop()/>
            <CommandButton
                class="slot queue"
                label=text.controls.queue
                face=Icon::List
                control=queue
                opens=("true", is_queue_open.into())
                stop=roving.stop()
            />
        </div>
    }
    .into_any()
}

/// A call by its key.
pub fn call<'a>(view: &'a View, key: Option<&CallKey>) -> Option<&'a CallView> {
    view.calls.iter().find(|call| Some(&call.key) == key)
}

/// The words for acting on a call: its number.
pub fn about(text: &Text, call: Option<&CallView>) -> Option<String> {
    let number = text.number(call?.caller.as_deref());
    Some(text.controls.for_call.with(&[number]))
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

fn answer(view: &View, text: &Text) -> Control {
    let command = view.offered.clone().map(Command::Answer);
    Control::under(view.actions.answer, command)
        .pending(view, |act, _| act == Act::Answer)
        .about(about(text, call(view, view.offered.as_ref())))
}

fn drop_call(view: &View, text: &Text) -> Control {
    let command = view.current.clone().map(Command::Drop);
    let current = view.current.as_ref().map(|key| &key.id);
    Control::under(view.actions.drop, command)
        .pending(view, |act, call| act == Act::Drop && call == current)
        .about(about(text, call(view, view.current.as_ref())))
}

fn queue(view: &View) -> Control {
    let control = match view.queue.open() {
        Some(_) => Control::plain(Command::CloseQueue),
        None => Control::under(view.actions.open_queue, Some(Command::OpenQueue)),
    };
    control.pending(view, |act, _| act == Act::PickUp)
}
