//! The agent's own state: Ready and Busy, what the gateway reports, and signing out.

use agent_session::command::Command;
use agent_session::view::{Act, AgentState, Stage, View};

use super::common::button::Button;
use super::common::clock::hour_and_minute;
use super::common::element::{Element, element, words};
use super::common::icon::Icon;
use super::connection::connection_badge;
use super::control::{Control, command_button};
use super::ledger::ledger;
use super::screen::Screen;
use super::sound::sound_panel;
use crate::text::{Phrase, Sentence, Text};

/// The left part of the bar.
pub fn agent_state(screen: &Screen) -> Element {
    let Screen { view, text, .. } = *screen;
    let state = view.agent.state;
    let ready = set_ready(view);
    let mut ready = command_button(
        screen,
        "segment ready",
        "ready",
        text.say(Sentence::Ready),
        ready,
    );
    ready.is_pressed = Some(state == AgentState::Ready);
    let busy = set_busy(view);
    let mut busy = command_button(
        screen,
        "segment busy",
        "busy",
        text.say(Sentence::Busy),
        busy,
    );
    busy.is_pressed = Some(matches!(state, AgentState::Busy { .. }));
    let leaving = sign_out(view, text);
    let label = text.say(Sentence::SignOut);
    let sign_out = command_button(screen, "sign-out icon-only", "sign-out", label, leaving);
    let segments = element("span", "segments")
        .child(ready.draw())
        .child(busy.draw());
    let controls = element("div", "agent-controls")
        .child(segments)
        .child(sound_panel(screen))
        .child(ledger(screen))
        .children(pop_out(screen))
        .child(sign_out.face(Icon::Leave).draw());
    let reported = element("p", "agent-words")
        .child(words("span", "reported", text.agent_state(state)))
        .child(words("span", "busy-next", busy_next(view, text)))
        .child(words("span", "since", since(view, text)))
        .child(connection_badge(screen));
    element("div", "agent-state")
        .state(class(state))
        .attribute("role", "group")
        .attribute("aria-label", text.say(Sentence::YourState))
        .child(controls)
        .child(reported)
}

/// Opens a window that shows the same, where the toolbar is in a frame.
fn pop_out(screen: &Screen) -> Option<Element> {
    let hand = screen.hand;
    let label = screen.text.say(Sentence::PopOut);
    let button = Button::new("pop-out icon-only", screen.id("hint", "pop-out"), label)
        .on_press(move |_| hand.pop_out());
    hand.can_pop_out().then(|| button.face(Icon::Window).draw())
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
        Stage::SignedIn { agent, .. } => text.fill(Phrase::Agent, &[agent.as_str()]),
        _ => String::new(),
    };
    let control = Control::under(view.actions.sign_out, Some(Command::SignOut));
    control
        .pending(view, |act| act == Act::SignOut)
        .about(agent)
}

/// That the agent will be busy after the call.
pub fn busy_next(view: &View, text: &Text) -> &'static str {
    if view.agent.is_busy_next {
        text.say(Sentence::BusyNext)
    } else {
        ""
    }
}

fn since(view: &View, text: &Text) -> String {
    match view.agent.state {
        AgentState::NotKnown => String::new(),
        _ => text.fill(Phrase::Since, &[&hour_and_minute(view.agent.since)]),
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
