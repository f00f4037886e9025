//! What has happened between two pictures, in the past tense: the events that a host is told.
//!
//! One pure function over two views, the one told last and the one there is now, so that nothing can be told twice or be
//! forgotten, whatever way the picture came about: by the gateway's word, a snapshot, or another tab.
//! What a session that is taken up brings along from before is the present state, and no news.

use crate::call::{CallState, EndedCall, EndedHow};
use crate::command::Act;
use crate::conference::Conference;
use crate::connection::Connection;
use crate::host::picture as told;
use crate::host::words::{CommandNumber, events};
use crate::ledger::{Entry, Outcome};
use crate::queue::{Queue, Waiting};
use crate::view::{AgentId, CallView, Stage, View};

events! {
    /// Something that happened, as a host is told it.
    HostEvent<'a> {
        /// A call can be answered.
        CallRinging "call.ringing" {
            /// The gateway's id.
            id "callId": &'a str,
            /// Its epoch.
            offer "offer": u64,
            /// The call.
            call "call": told::Call<'a>,
        },
        /// A call is connected.
        CallAnswered "call.answered" {
            /// The gateway's id.
            id "callId": &'a str,
            /// Its epoch.
            offer "offer": u64,
            /// The call.
            call "call": told::Call<'a>,
        },
        /// The agent has rejected a call.
        CallRejected "call.rejected" {
            /// The gateway's id.
            id "callId": &'a str,
            /// Its epoch.
            offer "offer": u64,
            /// By whom it was ended.
            by "by": told::EndedBy,
            /// The call.
            call "call": told::EndedCall<'a>,
        },
        /// A call rang only.
        CallMissed "call.missed" {
            /// The gateway's id.
            id "callId": &'a str,
            /// Its epoch.
            offer "offer": u64,
            /// By whom it was ended.
            by "by": told::EndedBy,
            /// The call.
            call "call": told::EndedCall<'a>,
        },
        /// A call is over in another way.
        CallEnded "call.ended" {
            /// The gateway's id.
            id "callId": &'a str,
            /// Its epoch.
            offer "offer": u64,
            /// By whom it was ended.
            by "by": told::EndedBy,
            /// The call.
            call "call": told::EndedCall<'a>,
        },
        /// An invitation has come.
        ConferenceRinging "conference.ringing" {
            /// The conference.
            conference "conference": told::Conference<'a>,
        },
        /// The agent has declined.
        ConferenceRejected "conference.rejected" {
            /// By whom it was ended.
            by "by": told::EndedBy,
            /// The conference as it was.
            conference "conference": told::Conference<'a>,
        },
        /// The agent is in the conference.
        ConferenceJoined "conference.joined" {
            /// The conference.
            conference "conference": told::Conference<'a>,
        },
        /// It is over in another way.
        ConferenceEnded "conference.ended" {
            /// By whom it was ended.
            by "by": told::EndedBy,
            /// The conference as it was.
            conference "conference": told::Conference<'a>,
        },
        /// The panel is not as before.
        QueueChanged "queue.changed" {
            /// The panel.
            queue "queue": told::Queue<'a>,
        },
        /// The agent's own state is not as before.
        AgentStateChanged "agent.stateChanged" {
            /// The state.
            agent "agent": told::Agent,
        },
        /// The agent is signed in.
        SessionStarted "session.started" {
            /// The session.
            session "session": told::Session<'a>,
        },
        /// Another Guid holds.
        SessionRenewed "session.renewed" {
            /// How many have come since the sign-in.
            renewals "renewals": u32,
        },
        /// The gateway is about to sign the agent out.
        SessionExpiring "session.expiring" {
            /// When.
            signed_out "signedOutAt": u64,
        },
        /// The gateway has ended the session.
        SessionLost "session.lost" {
            /// Whose it was.
            agent "agentId": &'a str,
            /// By whom it was ended.
            by "by": told::EndedBy,
        },
        /// The agent has signed out.
        SessionEnded "session.ended" {
            /// Whose it was.
            agent "agentId": &'a str,
            /// By whom it was ended.
            by "by": told::EndedBy,
        },
        /// The gateway is heard better or worse.
        ConnectionChanged "connection.changed" {
            /// The connection.
            connection "connection": told::Connection,
        },
        /// This tab has another part.
        LeaderChanged "leader.changed" {
            /// The part.
            leader "leader": told::Leader,
        },
        /// The gateway has accepted a command.
        CommandAccepted "command.accepted" {
            /// Which.
            number "commandId": CommandNumber,
            /// What was asked.
            act "act": told::Act,
            /// For which call.
            call "callId": Option<&'a str>,
            /// When it was asked, in milliseconds since 1970.
            asked "askedAt": u64,
        },
        /// The gateway has reported it as done.
        CommandConfirmed "command.confirmed" {
            /// Which.
            number "commandId": CommandNumber,
            /// What was asked.
            act "act": told::Act,
            /// For which call.
            call "callId": Option<&'a str>,
            /// When it was asked, in milliseconds since 1970.
            asked "askedAt": u64,
            /// What reported it.
            by "confirmedBy": &'a str,
        },
        /// The gateway has refused it.
        CommandRefused "command.refused" {
            /// Which.
            number "commandId": CommandNumber,
            /// What was asked.
            act "act": told::Act,
            /// For which call.
            call "callId": Option<&'a str>,
            /// When it was asked, in milliseconds since 1970.
            asked "askedAt": u64,
            /// The gateway's code.
            code "code": &'a str,
        },
        /// Nobody knows what became of it.
        CommandUnknown "command.unknown" {
            /// Which.
            number "commandId": CommandNumber,
            /// What was asked.
            act "act": told::Act,
            /// For which call.
            call "callId": Option<&'a str>,
            /// When it was asked, in milliseconds since 1970.
            asked "askedAt": u64,
        },
        /// What was unknown has been settled.
        CommandSettled "command.settled" {
            /// Which.
            number "commandId": CommandNumber,
            /// What was asked.
            act "act": told::Act,
            /// For which call.
            call "callId": Option<&'a str>,
            /// When it was asked, in milliseconds since 1970.
            asked "askedAt": u64,
            /// As what.
            outcome "outcome": told::End,
        },
        /// The gateway has told something that this version does not know.
        GatewayEvent "gateway.event" {
            /// Its name as the gateway spelled it.
            event "event": &'a str,
            /// What it held, cut.
            content "content": &'a str,
        },
    }
}

/// What has happened from one picture to the other, in an order in which it may be told.
pub fn changes<'a>(before: &'a View, after: &'a View) -> Vec<HostEvent<'a>> {
    let mut happened = Vec::new();
    let (was, is) = (agent_of(before), agent_of(after));
    // The calls and commands of a session that is not this one are no news of this one.
    let is_taken_up = was.is_none() && is.is_some();
    if was != is && is.is_some() {
        let session = told::Session::of(&after.stage);
        happened.push(HostEvent::SessionStarted { session });
    }
    surroundings(before, after, &mut happened);
    if !is_taken_up {
        ends(before, after, &mut happened);
    }
    for call in &after.calls {
        moves(before, call, &mut happened);
    }
    conference(before, after, &mut happened);
    if is_another(&before.queue, &after.queue) {
        let queue = told::Queue::of(&after.queue);
        happened.push(HostEvent::QueueChanged { queue });
    }
    for entry in &after.ledger {
        let known = before.ledger.iter().find(|it| it.number == entry.number);
        if known.is_some() || !is_taken_up {
            command(known, entry, &mut happened);
        }
    }
    let newest = before.unknown_events.last().map_or(0, |last| last.number);
    for event in &after.unknown_events {
        if event.number > newest {
            let (event, content) = (event.name.as_str(), event.content.as_str());
            happened.push(HostEvent::GatewayEvent { event, content });
        }
    }
    if let Some(agent) = was.filter(|_| was != is) {
        let agent = agent.as_str();
        let is_sign_out = |entry: &&Entry| entry.act == Act::SignOut;
        let is_asked_for = after.ledger.iter().rfind(is_sign_out).is_some_and(is_done)
            && !before.ledger.iter().rfind(is_sign_out).is_some_and(is_done);
        happened.push(if is_asked_for {
            let by = told::EndedBy::Agent;
            HostEvent::SessionEnded { agent, by }
        } else {
            let by = told::EndedBy::System;
            HostEvent::SessionLost { agent, by }
        });
    }
    happened
}

fn agent_of(view: &View) -> Option<&AgentId> {
    match &view.stage {
        Stage::SignedIn { agent, .. } => Some(agent),
        Stage::SignedOut | Stage::SigningIn { .. } | Stage::ForcedSignInOffered { .. } => None,
    }
}

/// The connection, the Guid, the part of this tab and the agent's own state.
fn surroundings<'a>(before: &View, after: &'a View, happened: &mut Vec<HostEvent<'a>>) {
    if let (Some(was), Some(is)) = (before.guid, after.guid)
        && is.generation > was.generation
    {
        let renewals = is.generation.saturating_sub(1);
        happened.push(HostEvent::SessionRenewed { renewals });
    }
    let was = told::Connection::of(before.connection);
    let connection = told::Connection::of(after.connection);
    if (was.state, was.cause) != (connection.state, connection.cause) {
        if let (Connection::Critical { signed_out, .. }, true) =
            (after.connection, was.state != connection.state)
        {
            let signed_out = signed_out.wall;
            happened.push(HostEvent::SessionExpiring { signed_out });
        }
        happened.push(HostEvent::ConnectionChanged { connection });
    }
    if before.lead != after.lead {
        let leader = told::Leader::of(after.lead);
        happened.push(HostEvent::LeaderChanged { leader });
    }
    let (was, is) = (&before.agent, &after.agent);
    if was.state != is.state || was.is_busy_next != is.is_busy_next {
        let agent = told::Agent::of(after);
        happened.push(HostEvent::AgentStateChanged { agent });
    }
}

/// Calls that are over, the oldest first.
fn ends<'a>(before: &View, after: &'a View, happened: &mut Vec<HostEvent<'a>>) {
    let is_news = |call: &&EndedCall| !before.ended.iter().any(|known| known.key == call.key);
    for ended in after.ended.iter().rev().filter(is_news) {
        let call = told::EndedCall::of(ended);
        let (id, offer, by) = (call.id, call.offer, call.by);
        happened.push(match ended.how {
            EndedHow::Rejected(_) => HostEvent::CallRejected {
                id,
                offer,
                by,
                call,
            },
            EndedHow::Missed => HostEvent::CallMissed {
                id,
                offer,
                by,
                call,
            },
            EndedHow::Released | EndedHow::SessionEnded => HostEvent::CallEnded {
                id,
                offer,
                by,
                call,
            },
        });
    }
}

/// A live call has come further. What it was when that was last known decides, so that nothing is told again after it
/// was lost sight of.
fn moves<'a>(before: &View, now: &'a CallView, happened: &mut Vec<HostEvent<'a>>) {
    let was = before.calls.iter().find(|call| call.key == now.key);
    let was = was.map_or(0, |call| how_far(call.last_known));
    let is = how_far(now.last_known);
    if is <= was {
        return;
    }
    let call = told::Call::of(now);
    let (id, offer) = (call.id, call.offer);
    happened.push(match is {
        1 => HostEvent::CallRinging { id, offer, call },
        _ => HostEvent::CallAnswered { id, offer, call },
    });
}

/// Not told, ringing, connected.
fn how_far(state: CallState) -> u8 {
    match state {
        CallState::NotKnown | CallState::Alerting => 0,
        CallState::Ringing => 1,
        CallState::Talking | CallState::Held => 2,
    }
}

fn conference<'a>(before: &'a View, after: &'a View, happened: &mut Vec<HostEvent<'a>>) {
    let key = |conference: &'a Conference| conference.invitation().or(conference.joined());
    let (was, is) = (&before.conference, &after.conference);
    if let Some(gone) = key(was).filter(|gone| key(is) != Some(gone)) {
        let conference = told::Conference::of(was);
        let is_over = |act: Act| {
            let entry = after.ledger.iter().rfind(|entry| entry.act == act);
            let known =
                entry.and_then(|entry| before.ledger.iter().find(|it| it.number == entry.number));
            entry.is_some_and(is_done) && !known.is_some_and(is_done)
        };
        let was_invited = was.invitation() == Some(gone);
        happened.push(if was_invited && is_over(Act::Decline) {
            let by = told::EndedBy::Agent;
            HostEvent::ConferenceRejected { by, conference }
        } else {
            let by = match is_over(Act::Leave) {
                true => told::EndedBy::Agent,
                false => told::EndedBy::Unknown,
            };
            HostEvent::ConferenceEnded { by, conference }
        });
    }
    let conference = told::Conference::of(is);
    if is.invitation().is_some() && is.invitation() != was.invitation() {
        happened.push(HostEvent::ConferenceRinging { conference });
    } else if is.joined().is_some() && is.joined() != was.joined() {
        happened.push(HostEvent::ConferenceJoined { conference });
    }
}

/// Whether the panel shows something else, whenever it was read.
fn is_another(was: &Queue, is: &Queue) -> bool {
    match (was.open(), is.open()) {
        (Some(was), Some(is)) => {
            let is_same = match (&was.waiting, &is.waiting) {
                (Waiting::Reading, Waiting::Reading) => true,
                (Waiting::Count { count: was, .. }, Waiting::Count { count: is, .. }) => was == is,
                (Waiting::List { calls: was, .. }, Waiting::List { calls: is, .. }) => was == is,
                _ => false,
            };
            !is_same || was.chosen != is.chosen || was.skills != is.skills
        }
        (was, is) => was.is_some() != is.is_some(),
    }
}

/// What has become of a command, of which this was known before.
fn command<'a>(known: Option<&Entry>, entry: &'a Entry, happened: &mut Vec<HostEvent<'a>>) {
    let (number, act) = (CommandNumber(entry.number), told::Act::of(entry.act));
    let call = entry.call.as_ref().map(|call| call.as_str());
    let asked = entry.asked.wall;
    if entry.accepted.is_some() && known.is_none_or(|known| known.accepted.is_none()) {
        happened.push(HostEvent::CommandAccepted {
            number,
            act,
            call,
            asked,
        });
    }
    if entry.unknown.is_some() && known.is_none_or(|known| known.unknown.is_none()) {
        happened.push(HostEvent::CommandUnknown {
            number,
            act,
            call,
            asked,
        });
    }
    if known.is_some_and(|known| known.outcome != Outcome::Open) {
        return;
    }
    // What was unknown has been told as unknown, and is told as settled.
    let outcome = match (&entry.outcome, entry.unknown) {
        (Outcome::Open, _) => return,
        (Outcome::Confirmed { .. }, Some(_)) => told::End::Done,
        (Outcome::Refused { .. }, Some(_)) => told::End::NotDone,
        (Outcome::Settled { as_what, .. }, _) => told::End::of(*as_what),
        (Outcome::Confirmed { by, .. }, None) => {
            let by = by.as_str();
            return happened.push(HostEvent::CommandConfirmed {
                number,
                act,
                call,
                asked,
                by,
            });
        }
        (Outcome::Refused { retcode, .. }, None) => {
            let code = retcode.as_str();
            return happened.push(HostEvent::CommandRefused {
                number,
                act,
                call,
                asked,
                code,
            });
        }
    };
    happened.push(HostEvent::CommandSettled {
        number,
        act,
        call,
        asked,
        outcome,
    });
}

fn is_done(entry: &Entry) -> bool {
    use crate::notice::Settlement::Done;
    matches!(
        entry.outcome,
        Outcome::Confirmed { .. } | Outcome::Settled { as_what: Done, .. }
    )
}
