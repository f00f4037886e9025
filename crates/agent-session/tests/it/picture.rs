//! What there is to see, as sorted lines without times and numbers, so that two ways to the same end compare equal.

use agent_session::view::{
    CallState, Conference, Connection, EndedCall, LedgerEntry, Notice, NoticeKind, Outcome, Stage,
    View,
};

/// The picture in lines.
///
/// Left out: times, epochs and numbers, the ledger's order, and which of several events confirmed a command.
pub fn lines(view: &View) -> Vec<String> {
    let mut lines = vec![
        format!("stage {}", stage(&view.stage)),
        format!("connection {}", connection(view.connection)),
        format!(
            "agent {:?} busy next {}",
            view.agent.state, view.agent.is_busy_next
        ),
        format!(
            "offered {:?} current {:?}",
            view.offered.as_ref().map(|key| key.id.as_str()),
            view.current.as_ref().map(|key| key.id.as_str())
        ),
        format!("conference {}", conference(&view.conference)),
        format!("actions {:?}", view.actions),
        format!("ring {:?}", view.ring),
    ];
    lines.extend(view.calls.iter().map(|call| {
        format!(
            "call {} {:?} {:?} {:?} {:?} left {} doubt {}",
            call.key.id,
            call.state,
            call.caller,
            call.called,
            call.skill,
            call.has_caller_left,
            call.is_in_doubt
        )
    }));
    let pending = view.pending.iter();
    lines.extend(pending.map(|it| format!("pending {:?} unknown {}", it.act, it.is_unknown)));
    lines.extend(view.ended.iter().map(ended));
    lines.extend(view.notices.iter().map(notice));
    lines.extend(view.ledger.iter().map(entry));
    lines.sort();
    lines
}

fn stage(stage: &Stage) -> &'static str {
    match stage {
        Stage::SignedOut => "signed out",
        Stage::SigningIn { .. } => "signing in",
        Stage::ForcedSignInOffered { .. } => "forced sign-in offered",
        Stage::SignedIn { .. } => "signed in",
    }
}

/// How well the gateway is heard, without since when.
pub fn connection(connection: Connection) -> &'static str {
    match connection {
        Connection::Off => "off",
        Connection::Fresh => "fresh",
        Connection::Stale { .. } => "stale",
        Connection::NotReceiving { .. } => "not receiving",
        Connection::Critical { .. } => "critical",
    }
}

fn conference(conference: &Conference) -> String {
    match conference {
        Conference::None => "none".into(),
        Conference::Invited { key, .. } => format!("invited {}", key.id),
        Conference::Joined { key, .. } => format!("joined {}", key.id),
    }
}

fn ended(call: &EndedCall) -> String {
    format!(
        "ended {} {:?} {:?} by {:?}",
        call.key.id, call.caller, call.how, call.by
    )
}

fn notice(notice: &Notice) -> String {
    match &notice.kind {
        NoticeKind::Missed { call, caller } => format!("notice missed {} {caller:?}", call.id),
        NoticeKind::CallerLeft { call } => format!("notice caller left {}", call.id),
        kind => format!("notice {kind:?}"),
    }
}

fn entry(entry: &LedgerEntry) -> String {
    format!("asked {} {}", entry.log_name, outcome(&entry.outcome))
}

/// What became of a command, without when and by which event.
pub fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Open => "open".into(),
        Outcome::Confirmed { .. } => "confirmed".into(),
        Outcome::Refused { retcode, .. } => format!("refused {retcode}"),
        Outcome::Settled { as_what, .. } => format!("settled {as_what:?}"),
    }
}

/// The notices in lines.
pub fn notices(view: &View) -> Vec<String> {
    view.notices.iter().map(notice).collect()
}

/// The state of every live call, by id.
pub fn calls(view: &View) -> Vec<(String, CallState)> {
    let calls = view.calls.iter();
    calls
        .map(|call| (call.key.id.to_string(), call.state))
        .collect()
}
