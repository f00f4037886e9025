//! The picture as a host is told it, and the parts that events carry.
//!
//! In the words of the API: `conferenceId`, `rejectConference`, milliseconds since 1970. It borrows from the view, and
//! like the view holds no secret: of the Guid nothing at all.

mod calls;
mod commands;
mod standing;
mod waiting;

use super::Verb;
use super::words::object;
use crate::actions::Verdict;
use crate::view::View;

pub use calls::{Call, CallState, Conference, ConferenceState, EndedBy, EndedCall, How};
pub use commands::{Act, End, LedgerEntry};
pub use standing::{
    Agent, AgentStateWord, Cause, Connection, ConnectionState, Leader, Ring, Session, SessionState,
};
pub use waiting::{Queue, QueuedCall, Skill};

/// How many calls that are over a picture tells.
const MOST_ENDED: usize = 10;

object! {
    /// The whole picture, without its number and time.
    Picture<'a> {
        /// The session.
        session "session": Session<'a>,
        /// The agent's own state.
        agent "agent": Agent,
        /// The connection.
        connection "connection": Connection,
        /// The part of this tab.
        leader "leader": Leader,
        /// Live calls.
        calls "calls": Vec<Call<'a>>,
        /// Calls that are over, newest first.
        ended "ended": Vec<EndedCall<'a>>,
        /// The conference.
        conference "conference": Conference<'a>,
        /// The queue panel.
        queue "queue": Queue<'a>,
        /// Whether something rings.
        ring "ring": Ring,
        /// What may be asked besides what a call allows.
        allowed "allowed": Vec<Verb>,
        /// What this host may ask at all.
        granted "granted": Vec<Verb>,
    }
}

impl<'a> Picture<'a> {
    /// The picture of a view, for a host that was granted this.
    pub fn of(view: &'a View, granted: &[Verb]) -> Self {
        let mut calls = Vec::new();
        for call in &view.calls {
            calls.push(Call::of(call));
        }
        let mut ended = Vec::new();
        for call in view.ended.iter().take(MOST_ENDED) {
            ended.push(EndedCall::of(call));
        }
        let actions = &view.actions;
        let allowed = allowed(&[
            (Verb::RejectConference, actions.decline),
            (Verb::JoinConference, actions.join),
            (Verb::LeaveConference, actions.leave),
            (Verb::RequestCall, actions.pick_up),
            (Verb::ListQueued, actions.open_queue),
            (Verb::SetReady, actions.set_ready),
            (Verb::SetBusy, actions.set_busy),
        ]);
        Picture {
            session: Session::of(&view.stage),
            agent: Agent::of(view),
            connection: Connection::of(view.connection),
            leader: Leader::of(view.lead),
            calls,
            ended,
            conference: Conference::of(&view.conference),
            queue: Queue::of(&view.queue),
            ring: Ring::of(view.ring),
            allowed,
            granted: granted.to_vec(),
        }
    }
}

fn allowed(verdicts: &[(Verb, Verdict)]) -> Vec<Verb> {
    let mut allowed = Vec::new();
    for (verb, verdict) in verdicts {
        if verdict.is_ok() {
            allowed.push(*verb);
        }
    }
    allowed
}
