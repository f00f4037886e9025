//! The agent's hand: from a control the agent wants to the command that is drawn behind it.

use agent_session::command::{Command, SignInForm};
use agent_session::view::{CallState, CallView, Password, RejectMode, Stage, View, Waiting};

use super::agent::NUMBER;
use super::step::Wanted;

/// What a press of this control sends by what is drawn, where it may be pressed.
pub fn reach(view: &View, wanted: Wanted) -> Option<Command> {
    match (&view.stage, wanted) {
        (Stage::SignedOut, Wanted::SignIn) => Some(Command::SignIn(SignInForm {
            agent_id: NUMBER.to_string(),
            password: Password::new("x"),
            phone: "40038".into(),
        })),
        (Stage::ForcedSignInOffered { .. }, Wanted::SignIn) => Some(Command::ForceSignIn),
        (Stage::SignedIn { .. }, _) => at_work(view, wanted),
        _ => None,
    }
}

fn at_work(view: &View, wanted: Wanted) -> Option<Command> {
    let actions = &view.actions;
    let first = |may: fn(&CallView) -> bool| {
        let mut calls = view.calls.iter();
        calls.find(|call| may(call)).map(|call| call.key.clone())
    };
    let conference = match &view.conference {
        agent_session::view::Conference::None => None,
        agent_session::view::Conference::Invited { key, .. }
        | agent_session::view::Conference::Joined { key, .. } => Some(key.clone()),
    };
    match wanted {
        Wanted::SignIn => None,
        Wanted::SignOut => actions.sign_out.is_ok().then_some(Command::SignOut),
        Wanted::Ready => actions.set_ready.is_ok().then_some(Command::SetReady),
        Wanted::Busy => actions.set_busy.is_ok().then_some(Command::SetBusy),
        Wanted::Answer => first(|call| call.answer.is_ok()).map(Command::Answer),
        Wanted::RejectToQueue | Wanted::RejectAndHangUp => {
            let mode = match wanted {
                Wanted::RejectToQueue => RejectMode::BackToQueue,
                _ => RejectMode::HangUp,
            };
            first(|call| call.reject.is_ok()).map(|key| Command::Reject(key, mode))
        }
        Wanted::Drop => {
            let current = view.current.clone().filter(|_| actions.drop.is_ok());
            let drawn = current.or_else(|| first(|call| call.drop.is_ok()));
            drawn.map(Command::Drop)
        }
        Wanted::DropHeld => {
            first(|call| call.state == CallState::Held && call.drop.is_ok()).map(Command::Drop)
        }
        Wanted::Decline => conference
            .filter(|_| actions.decline.is_ok())
            .map(Command::Decline),
        Wanted::Join => conference
            .filter(|_| actions.join.is_ok())
            .map(Command::Join),
        Wanted::Leave => conference
            .filter(|_| actions.leave.is_ok())
            .map(Command::Leave),
        Wanted::OpenQueue => actions.open_queue.is_ok().then_some(Command::OpenQueue),
        Wanted::PickUp => pick_up(view),
        Wanted::CloseQueue => view.queue.open().map(|_| Command::CloseQueue),
    }
}

fn pick_up(view: &View) -> Option<Command> {
    let open = view.queue.open()?;
    let Waiting::List { calls, .. } = &open.waiting else {
        return None;
    };
    let (call, skill) = (calls.first()?.call.clone(), open.chosen?);
    let may = view.actions.pick_up.is_ok();
    may.then_some(Command::PickUp { call, skill })
}
