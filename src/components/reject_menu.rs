//! Reject and its picker: each mode with both of its effects, in words that promise nothing.
//!
//! With the administrator's default mode the face names it and rejects with it, and an arrow opens
//! the picker; without, the whole button opens it. The picker is for the call it was opened for and
//! closes when that call no longer rings.

use agent_session::command::Command;
use agent_session::view::{Act, RejectMode, View};
use leptos::prelude::*;

use super::announcer::Announcer;
use super::call_controls::{about, call};
use super::common::button::Button;
use super::common::icon::Icon;
use super::common::menu::{Items, MenuAnchor};
use super::common::roving::{Roving, Stop};
use super::control::{CommandButton, Control, hint};
use crate::store::Store;
use crate::text::Text;

const MODES: [RejectMode; 2] = [RejectMode::BackToQueue, RejectMode::HangUp];

/// The slot.
#[component]
pub fn RejectMenu(
    /// The row of the five controls.
    roving: Roving,
) -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let announcer = Announcer::expect();
    let is_open = RwSignal::new(false);
    let offered = store.select(|view| view.offered.clone());
    Effect::new(move |before: Option<_>| {
        let now = offered.get();
        if before.is_some_and(|before| before != now) {
            is_open.set(false);
        }
        now
    });
    let any = store.select(move |view| reject(view, text, RejectMode::BackToQueue));
    let default = store.settings().default_reject_mode;
    let whole = default.map(|mode| default_button(store, mode, roving.stop()));
    let stop = roving.stop();
    let (class, label, icon) = match default {
        None => ("slot reject", text.controls.reject, Some(Icon::Crossed)),
        Some(_) => ("arrow icon-only", text.controls.choose_mode, None),
    };
    let opener = view! {
        <Button
            class
            label
            face=icon
            opens=("menu", is_open.into())
            stop
            is_blocked=Signal::derive(move || any.with(|control| control.wish.is_err()))
            progress=Signal::derive(move || any.with(|control| control.progress))
            hint=Signal::derive(move || hint(store, &any.get()))
            on_press=move |()| match any.with_untracked(|control| control.wish.clone()) {
                Ok(_) => is_open.update(|is_open| *is_open = !*is_open),
                Err(reason) => announcer.say((text.reason)(reason)),
            }
        />
    };
    let items: Items = Box::new(move |roving, close| {
        MODES
            .map(|mode| item(store, mode, roving.stop(), close))
            .into_any()
    });
    view! {
        <MenuAnchor
            class=if default.is_some() { "reject-anchor split" } else { "reject-anchor" }
            label=text.controls.choose_mode
            is_open
            is_blocked=Signal::derive(move || any.with(|control| control.wish.is_err()))
            opener=stop.node
            face=(whole, opener).into_any()
            items
        />
    }
    .into_any()
}

/// The face that rejects with the administrator's mode.
fn default_button(store: Store, mode: RejectMode, stop: Stop) -> AnyView {
    let text = store.text();
    let control = store.select(move |view| reject(view, text, mode));
    let detail = match mode {
        RejectMode::BackToQueue => text.controls.to_queue_short,
        RejectMode::HangUp => text.controls.hang_up_short,
    };
    view! {
        <CommandButton
            class="slot reject"
            label=text.controls.reject
            detail
            face=Icon::Crossed
            control
            stop
        />
    }
    .into_any()
}

/// One mode, with what it does to the call and to the agent.
fn item(store: Store, mode: RejectMode, stop: Stop, close: Callback<()>) -> AnyView {
    let text = store.text();
    let words = &text.controls;
    let control = store.select(move |view| Control {
        about: None,
        ..reject(view, text, mode)
    });
    let may_differ = store.select(may_differ);
    let label = move || match (mode, may_differ.get()) {
        (RejectMode::BackToQueue, false) => words.to_queue,
        (RejectMode::HangUp, false) => words.hang_up,
        (RejectMode::BackToQueue, true) => words.ask_to_queue,
        (RejectMode::HangUp, true) => words.ask_hang_up,
    };
    let detail = move || match (mode, may_differ.get()) {
        (_, true) => words.may_differ,
        (RejectMode::BackToQueue, false) => words.to_queue_you,
        (RejectMode::HangUp, false) => words.hang_up_you,
    };
    view! {
        <CommandButton
            class="item"
            role="menuitem"
            label=Signal::derive(move || label().to_owned())
            detail=Signal::derive(move || [" · ", detail()].concat())
            control
            stop
            on_sent=close
        />
    }
    .into_any()
}

/// Rejecting the offered call in this mode.
fn reject(view: &View, text: &Text, mode: RejectMode) -> Control {
    let command = view.offered.clone().map(|key| Command::Reject(key, mode));
    Control::under(view.actions.reject, command)
        .pending(view, |act, _| matches!(act, Act::Reject(_)))
        .about(about(text, call(view, view.offered.as_ref())))
}

/// In these cases the interface's page leaves the effect of a mode open.
fn may_differ(view: &View) -> bool {
    let offered = call(view, view.offered.as_ref());
    offered.is_some_and(|call| call.is_transfer || call.feature.is_internal())
}
