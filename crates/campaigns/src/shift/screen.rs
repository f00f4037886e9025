//! From the toolbar's view to what an onlooker sees on the screen.

use agent_session::view::{self, CallState, CallView, Conference, LedgerEntry, Settlement, View};

use crate::observation::{
    AgentState, Connection, Control, Entry, Outcome, Place, Screen, Seat, ShownCall, Stage,
};

/// What this view shows.
pub fn seen(view: &View) -> Screen {
    let calls: Vec<ShownCall> = view.calls.iter().map(call).collect();
    Screen {
        stage: match view.stage {
            view::Stage::SignedOut => Stage::SignedOut,
            view::Stage::SignedIn { .. } => Stage::SignedIn,
            _ => Stage::Between,
        },
        connection: match view.connection {
            view::Connection::Off => Connection::Off,
            view::Connection::Fresh => Connection::Fresh,
            view::Connection::Stale { .. } => Connection::Stale,
            view::Connection::NotReceiving { .. } => Connection::NotReceiving,
            view::Connection::Critical { .. } => Connection::Critical,
        },
        agent: match view.agent.state {
            view::AgentState::Ready => AgentState::Ready,
            view::AgentState::Busy { .. } => AgentState::Busy,
            view::AgentState::Occupied => AgentState::Occupied,
            view::AgentState::WrapUp => AgentState::WrapUp,
            view::AgentState::NotKnown | view::AgentState::Rest => AgentState::NotKnown,
        },
        enabled: enabled(view, &calls),
        calls,
        conference: conference(&view.conference),
        waiting: waiting(view),
        is_waiting: !view.pending.is_empty(),
    }
}

/// What the ledger tells anew.
pub fn entered(before: &View, view: &View) -> Vec<Entry> {
    let known = &before.ledger;
    let is_new = |entry: &&LedgerEntry| !known.contains(entry);
    view.ledger.iter().filter(is_new).map(entry).collect()
}

fn entry(entry: &LedgerEntry) -> Entry {
    Entry {
        number: entry.number,
        name: entry.log_name,
        is_accepted: entry.accepted.is_some(),
        outcome: match &entry.outcome {
            view::Outcome::Open if entry.unknown.is_some() => Outcome::Unknown,
            view::Outcome::Open => Outcome::Open,
            view::Outcome::Confirmed { .. } => Outcome::Confirmed,
            view::Outcome::Refused { .. } => Outcome::Refused,
            view::Outcome::Settled { as_what, .. } => match as_what {
                Settlement::Done => Outcome::Done,
                Settlement::NotDone => Outcome::NotDone,
                Settlement::CallOver => Outcome::CallOver,
                Settlement::NotKnown => Outcome::NotKnown,
            },
        },
    }
}

/// The controls of the bar. Those that act on a call are listed with it, and here only if no call has them.
fn enabled(view: &View, calls: &[ShownCall]) -> Vec<Control> {
    let actions = &view.actions;
    let has_none = |control| !calls.iter().any(|call| call.enabled.contains(&control));
    let of_calls = [
        (Control::Answer, &actions.answer),
        (Control::Reject, &actions.reject),
        (Control::Drop, &actions.drop),
    ];
    let orphans = of_calls
        .into_iter()
        .filter(|(control, verdict)| verdict.is_ok() && has_none(*control));
    let others = [
        (Control::Decline, &actions.decline),
        (Control::Join, &actions.join),
        (Control::Leave, &actions.leave),
        (Control::PickUp, &actions.pick_up),
        (Control::SetReady, &actions.set_ready),
        (Control::SetBusy, &actions.set_busy),
        (Control::SignOut, &actions.sign_out),
    ];
    let others = others.into_iter().filter(|(_, verdict)| verdict.is_ok());
    let sign_in = match view.stage {
        view::Stage::SignedOut => Some(Control::SignIn),
        view::Stage::ForcedSignInOffered { .. } => Some(Control::ForceSignIn),
        view::Stage::SigningIn { .. } | view::Stage::SignedIn { .. } => None,
    };
    let acting = orphans.chain(others).map(|(control, _)| control);
    acting.chain(sign_in).collect()
}

fn waiting(view: &View) -> Vec<String> {
    match view.queue.open().map(|open| &open.waiting) {
        Some(view::Waiting::List { calls, .. }) => calls
            .iter()
            .map(|waiting| waiting.call.to_string())
            .collect(),
        _ => Vec::new(),
    }
}

fn call(call: &CallView) -> ShownCall {
    let verdicts = [
        (Control::Answer, &call.answer),
        (Control::Reject, &call.reject),
        (Control::Drop, &call.drop),
    ];
    let enabled = verdicts.into_iter().filter(|(_, verdict)| verdict.is_ok());
    ShownCall {
        id: call.key.id.to_string(),
        offer: call.key.epoch.0,
        place: match call.state {
            CallState::Alerting => Place::Alerting,
            CallState::Ringing => Place::Ringing,
            CallState::Talking => Place::Talking,
            CallState::Held => Place::Held,
            CallState::NotKnown => Place::NotKnown,
        },
        enabled: enabled.map(|(control, _)| control).collect(),
    }
}

fn conference(conference: &Conference) -> Option<(u32, Seat)> {
    let (key, seat) = match conference {
        Conference::None => return None,
        Conference::Invited { key, .. } => (key, Seat::Invited),
        Conference::Joined { key, .. } => (key, Seat::Joined),
    };
    key.id.to_string().parse().ok().map(|number| (number, seat))
}
