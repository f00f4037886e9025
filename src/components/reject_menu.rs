//! Reject and its picker: each mode with both of its effects, in words that promise nothing.
//!
//! With the administrator's default mode the face names it and rejects with it, and an arrow opens
//! the picker; without, the whole button opens it. The picker is for the call it was opened for and
//! closes when that call no longer rings.

use std::rc::Rc;
use std::sync::Arc;

use agent_session::command::Command;
use agent_session::view::{Act, RejectMode, View};
use leptos::prelude::*;

use super::announcer::Announcer;
use super::call_controls::{about, call};
use super::common::button::{Button, Opens};
use super::common::dynamic::effect;
use super::common::element::live;
use super::common::icon::Icon;
use super::common::menu::MenuAnchor;
use super::common::roving::{Roving, Stop};
use super::control::{Control, bound, command_button, shown};
use crate::store::Store;
use crate::text::Text;

/// The slot; `roving` is the row of the five controls.
pub fn reject_menu(store: Store, roving: Roving) -> AnyView {
    let text = store.text();
    let words = &text.controls;
    let is_open = RwSignal::new(false);
    let any = store.select(move |view| reject(view, text, RejectMode::BackToQueue));
    let offer = store.select(|view| rejecting(view, RejectMode::BackToQueue));
    // The command names the offer: another offer, or none, closes the picker.
    effect(move || {
        offer.track();
        is_open.set(false);
    });
    let default = store.settings().default_reject_mode;
    let whole = default.map(|mode| default_button(store, mode, roving.stop()));
    let stop = roving.stop();
    let announcer = Announcer::expect();
    let toggle = move || match any.get_untracked().wish {
        Ok(_) => is_open.set(!is_open.get_untracked()),
        Err(reason) => announcer.say((text.reason)(reason)),
    };
    let plain = match default {
        None => {
            Button::new("slot reject", words.reject.into(), Box::new(toggle)).face(Icon::Crossed)
        }
        Some(_) => Button::new(
            "arrow icon-only",
            words.choose_mode.into(),
            Box::new(toggle),
        ),
    };
    let opener = shown(store, any, plain)
        .opens(Opens::Menu, Arc::new(move || is_open.get()))
        .stop(stop);
    MenuAnchor {
        class: if default.is_some() { "split" } else { "whole" },
        label: words.choose_mode,
        is_open,
        is_blocked: Arc::new(move || any.with(|control| control.wish.is_err())),
        opener: stop.node,
        face: whole.into_iter().chain([opener.draw()]).collect(),
        items: Box::new(move |roving, close| {
            let modes = [RejectMode::BackToQueue, RejectMode::HangUp];
            modes
                .map(|mode| item(store, mode, roving.stop(), Rc::clone(&close)))
                .into()
        }),
    }
    .draw()
}

/// The face that rejects with the administrator's mode.
fn default_button(store: Store, mode: RejectMode, stop: Stop) -> AnyView {
    let text = store.text();
    let detail = match mode {
        RejectMode::BackToQueue => text.controls.to_queue_short,
        RejectMode::HangUp => text.controls.hang_up_short,
    };
    let read = move |view: &View| reject(view, text, mode);
    command_button(store, "slot reject", text.controls.reject, Box::new(read))
        .face(Icon::Crossed)
        .detail(detail.into())
        .stop(stop)
        .draw()
}

/// One mode, with what it does to the call and to the agent.
fn item(store: Store, mode: RejectMode, stop: Stop, close: Rc<dyn Fn()>) -> AnyView {
    let text = store.text();
    let words = move || mode_words(text, mode, store.read(may_differ));
    let control = store.select(move |view| Control {
        about: String::new(),
        ..reject(view, text, mode)
    });
    let item = Button::new("item", live(move || words()[0].to_owned()), Box::new(|| ()))
        .role("menuitem")
        .detail(live(move || [" · ", words()[1]].concat()))
        .stop(stop);
    bound(store, control, item, close).draw()
}

/// What a mode does to the call, and what to the agent.
fn mode_words(text: &Text, mode: RejectMode, may_differ: bool) -> [&'static str; 2] {
    let words = &text.controls;
    match (mode, may_differ) {
        (RejectMode::BackToQueue, false) => [words.to_queue, words.to_queue_you],
        (RejectMode::HangUp, false) => [words.hang_up, words.hang_up_you],
        (RejectMode::BackToQueue, true) => [words.ask_to_queue, words.may_differ],
        (RejectMode::HangUp, true) => [words.ask_hang_up, words.may_differ],
    }
}

/// Rejecting the offered call in this mode.
fn reject(view: &View, text: &Text, mode: RejectMode) -> Control {
    rejecting(view, mode)
        .pending(view, |act| matches!(act, Act::Reject(_)))
        .about(about(view, view.offered.as_ref(), text))
}

fn rejecting(view: &View, mode: RejectMode) -> Control {
    let command = view.offered.clone().map(|key| Command::Reject(key, mode));
    Control::under(view.actions.reject, command)
}

/// In these cases the interface's page leaves the effect of a mode open.
fn may_differ(view: &View) -> bool {
    let offered = call(view, view.offered.as_ref());
    offered.is_some_and(|call| call.is_transfer || call.feature.is_internal())
}
