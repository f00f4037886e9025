//! The agent's own state: Ready and Busy, what the gateway reports, and signing out.

use agent_session::command::Command;
use agent_session::view::{Act, AgentState, Stage, View};
use leptos::prelude::*;

use super::common::clock::hour_and_minute;
use super::common::icon::Icon;
use super::connection::ConnectionBadge;
use super::control::{CommandButton, Control};
use super::sound::SoundPanel;
use crate::store::Store;
use crate::text::Text;

/// The left part of the bar.
#[component]
pub fn AgentStatePanel() -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let words = &text.agent;
    let ready = store.select(|view| {
        Control::under(view.actions.set_ready, Some(Command::SetReady))
            .pending(view, |act, _| act == Act::SetReady)
    });
    let busy = store.select(|view| {
        Control::under(view.actions.set_busy, Some(Command::SetBusy))
            .pending(view, |act, _| act == Act::SetBusy)
    });
    let sign_out = store.select(move |view| sign_out(view, text));
    let is_ready = store.select(|view| view.agent.state == AgentState::Ready);
    let is_busy = store.select(|view| matches!(view.agent.state, AgentState::Busy { .. }));
    let class = store.select(|view| ["agent-state ", class(view.agent.state)].concat());
    let state = store.select(move |view| text.agent_state(view.agent.state));
    let busy_next = store.select(move |view| match view.agent.is_busy_next {
        true => text.agent.busy_next.to_owned(),
        false => String::new(),
    });
    let since = store.select(move |view| match view.agent.state {
        AgentState::NotKnown => String::new(),
        _ => text.agent.since.with(&[&hour_and_minute(view.agent.since)]),
    });
    view! {
        <div class=class role="group" aria-label=words.group>
            <div class="agent-controls">
                <span class="segments">
                    <CommandButton
                        class="segment ready"
                        label=words.ready
                        control=ready
                        is_pressed=Signal::from(is_ready)
                    />
                    <CommandButton
                        class="segment busy"
                        label=words.busy
                        control=busy
                        is_pressed=Signal::from(is_busy)
                    />
                </span>
                <SoundPanel/>
                <CommandButton
                    class="sign-out icon-only"
                    label=words.sign_out
                    face=Icon::Leave
                    control=sign_out
                />
            </div>
            <p class="agent-words">
                <span class="reported">{state}</span>
                <span class="busy-next">{busy_next}</span>
                <span class="since">{since}</span>
                <ConnectionBadge/>
            </p>
        </div>
    }
    .into_any()
}

fn sign_out(view: &View, text: &Text) -> Control {
    let agent = match &view.stage {
        Stage::SignedIn { agent, .. } => Some(text.agent.agent.with(&[agent.as_str()])),
        _ => None,
    };
    Control::under(view.actions.sign_out, Some(Command::SignOut))
        .pending(view, |act, _| act == Act::SignOut)
        .about(agent)
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
