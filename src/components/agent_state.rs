//! The agent's own state: Ready and Busy, what the gateway reports, and signing out.

use std::sync::Arc;

use agent_session::command::Command;
use agent_session::view::{Act, AgentState, Stage, View};
use leptos::prelude::*;

use super::common::clock::hour_and_minute;
use super::common::element::{element, live, words};
use super::common::icon::Icon;
use super::connection::connection_badge;
use super::control::{Control, command_button};
use super::sound::sound_panel;
use crate::store::Store;
use crate::text::Text;

/// The left part of the bar.
pub fn agent_state(store: Store) -> AnyView {
    let text = store.text();
    let is_ready = move || store.read(|view| view.agent.state == AgentState::Ready);
    let is_busy = move || store.read(|view| matches!(view.agent.state, AgentState::Busy { .. }));
    let ready = command_button(
        store,
        "segment ready",
        text.agent.ready,
        Box::new(set_ready),
    )
    .pressed_while(Arc::new(is_ready));
    let busy = command_button(store, "segment busy", text.agent.busy, Box::new(set_busy))
        .pressed_while(Arc::new(is_busy));
    let sign_out = command_button(
        store,
        "sign-out icon-only",
        text.agent.sign_out,
        Box::new(move |view| sign_out(view, text)),
    )
    .face(Icon::Leave);
    let segments = element("span")
        .class("segments")
        .child(ready.draw())
        .child(busy.draw());
    let controls = element("div")
        .class("agent-controls")
        .child(segments.draw())
        .child(sound_panel(store))
        .child(sign_out.draw());
    let part = |class, read: fn(&View, &Text) -> String| {
        words(
            "span",
            class,
            live(move || store.read(|view| read(view, text))),
        )
    };
    let reported = element("p")
        .class("agent-words")
        .child(part("reported", |view, text| {
            text.agent_state(view.agent.state)
        }))
        .child(part("busy-next", busy_next))
        .child(part("since", since))
        .child(connection_badge(store));
    element("div")
        .class(live(move || {
            store.read(|view| ["agent-state ", class(view.agent.state)].concat())
        }))
        .attribute("role", "group")
        .attribute("aria-label", text.agent.group)
        .child(controls.draw())
        .child(reported.draw())
        .draw()
}

/// Becoming busy, wherever there is a button for it.
pub fn set_busy(view: &View) -> Control {
    let control = Control::under(view.actions.set_busy, Some(Command::SetBusy));
    control.pending(view, |act| act == Act::SetBusy)
}

fn set_ready(view: &View) -> Control {
    let control = Control::under(view.actions.set_ready, Some(Command::SetReady));
    control.pending(view, |act| act == Act::SetReady)
}

fn sign_out(view: &View, text: &Text) -> Control {
    let agent = match &view.stage {
        Stage::SignedIn { agent, .. } => text.agent.agent.with(&[agent.as_str()]),
        _ => String::new(),
    };
    let control = Control::under(view.actions.sign_out, Some(Command::SignOut));
    control
        .pending(view, |act| act == Act::SignOut)
        .about(agent)
}

fn busy_next(view: &View, text: &Text) -> String {
    if view.agent.is_busy_next {
        text.agent.busy_next.to_owned()
    } else {
        String::new()
    }
}

fn since(view: &View, text: &Text) -> String {
    match view.agent.state {
        AgentState::NotKnown => String::new(),
        _ => text.agent.since.with(&[&hour_and_minute(view.agent.since)]),
    }
}

fn class(state: AgentState) -> &'static str {
    match state {
        AgentState::NotKnown => "not-known",
        AgentState::Ready => "ready",
        AgentState::Busy { .. } => "busy",
        AgentState::Occupied => "occupied",
        AgentState::WrapUp => "wrap-up",
        AgentState::Rest => "rest",
    }
}
