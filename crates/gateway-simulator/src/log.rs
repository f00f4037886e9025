//! The log: everything that arrived, everything it did, everything that was
//! answered.
//!
//! Checkers judge a client by it, so rows are only ever added and nothing is
//! summed up. Headers and bodies are left out: no Guid and no password can be
//! in it. Only the newest rows are kept.

use std::collections::VecDeque;

use serde::Serialize;

use crate::fault::Fault;
use crate::id::{AgentId, CallId, ConfId};
use crate::outage::Outage;
use crate::time::Millis;

/// One row of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogRow {
    /// Running number, from 1.
    pub seq: u64,
    /// When.
    pub time: Millis,
    /// What brought it about.
    #[serde(flatten)]
    pub cause: Cause,
    /// What happened.
    #[serde(flatten)]
    pub entry: LogEntry,
}

/// What brought a row about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "camelCase")]
pub enum Cause {
    /// A client's request of this number.
    Request {
        /// Running number of requests, from 1.
        request: u64,
    },
    /// The control desk, at once or by a fault it has armed.
    Desk,
    /// Time alone.
    Time,
}

/// What a row tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum LogEntry {
    /// A request arrived.
    Arrived {
        /// The "method name in logs" of its page; `unknown` for an address no page has.
        name: &'static str,
        /// The HTTP method.
        method: String,
        /// The address without its query.
        path: String,
        /// The agent named in the address.
        #[serde(skip_serializing_if = "Option::is_none")]
        agent: Option<AgentId>,
        /// The call named in address, query or body.
        #[serde(skip_serializing_if = "Option::is_none")]
        callid: Option<CallId>,
        /// The request that the network has sent once more: a fault's doing,
        /// not the client's.
        #[serde(rename = "copyOf", skip_serializing_if = "Option::is_none")]
        copy_of: Option<u64>,
    },
    /// A fault struck the request, or an event that it or the desk brought
    /// about. What the gateway answered may stand before it.
    Fault {
        /// Which one.
        fault: Fault,
        /// Whom it concerns.
        #[serde(skip_serializing_if = "Option::is_none")]
        agent: Option<AgentId>,
        /// The event it struck, or that was in the answer it struck.
        #[serde(skip_serializing_if = "Option::is_none")]
        event: Option<String>,
    },
    /// Something changed.
    Effect {
        /// What.
        effect: Effect,
        /// Whom it concerns.
        #[serde(skip_serializing_if = "Option::is_none")]
        agent: Option<AgentId>,
        /// On which call.
        #[serde(skip_serializing_if = "Option::is_none")]
        callid: Option<CallId>,
        /// In which conference.
        #[serde(rename = "confId", skip_serializing_if = "Option::is_none")]
        conference: Option<ConfId>,
    },
    /// A request was answered; polls later than they arrived. A fault may yet
    /// have kept the answer from the client: its row follows.
    Answered {
        /// The agent named in the address.
        #[serde(skip_serializing_if = "Option::is_none")]
        agent: Option<AgentId>,
        /// The HTTP status.
        status: u16,
        /// The code in the answer, if it was the gateway's own.
        #[serde(skip_serializing_if = "Option::is_none")]
        retcode: Option<String>,
        /// The event a poll brought.
        #[serde(skip_serializing_if = "Option::is_none")]
        event: Option<String>,
        /// Whether a `Set-GUID` went with it.
        #[serde(rename = "setGuid")]
        has_set_guid: bool,
    },
    /// A request met an outage: it had no effect and gets no answer. Where
    /// connections are refused it is the attempt that is told.
    Unserved {
        /// The outage.
        outage: Outage,
    },
    /// A request's connection was cut by an outage before it was answered.
    Cut,
    /// A request's client went away before it was answered.
    Abandoned,
    /// The answer went to a client that had gone away: what it carried is lost.
    Lost {
        /// The event in it.
        #[serde(skip_serializing_if = "Option::is_none")]
        event: Option<String>,
    },
    /// An outage began.
    OutageBegan {
        /// Its kind.
        outage: Outage,
    },
    /// An outage ended.
    OutageEnded {
        /// Its kind.
        outage: Outage,
    },
}

/// A change in the call centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Effect {
    /// An agent signed in.
    SignedIn,
    /// An agent signed out.
    SignedOut,
    /// A session ended after too long a silence.
    SilenceEnded,
    /// A session was taken over by a forced sign-in.
    Displaced,
    /// A session was lost as the gateway started again or forgot it.
    SessionLost,
    /// An agent was given a new Guid without a poll.
    GuidUpdated,
    /// An agent had the events that waited thrown away.
    QueueEmptied,
    /// An agent became idle.
    BecameIdle,
    /// An agent became busy.
    BecameBusy,
    /// An agent began wrap-up.
    BeganWork,
    /// A caller began to wait in a queue.
    Queued,
    /// A call was offered to an agent.
    Rang,
    /// An agent answered.
    Answered,
    /// A call was connected without being answered: automatic answer or a
    /// requested call.
    Connected,
    /// An agent requested a waiting call.
    Requested,
    /// A call went back to its queue.
    Requeued,
    /// An agent rejected a call, to be busy.
    RejectedToBusy,
    /// An agent rejected a call, to be idle.
    RejectedToIdle,
    /// An agent did not answer in time.
    NotAnswered,
    /// A call was held.
    Held,
    /// A held call was resumed.
    Resumed,
    /// Another agent, outside this simulator, took a waiting call.
    TakenElsewhere,
    /// An agent hung up.
    HungUp,
    /// The caller hung up.
    CallerLeft,
    /// A call ended without a word of agent or caller.
    Ended,
    /// An agent was invited to a conference.
    Invited,
    /// An agent joined a conference.
    Joined,
    /// An agent declined an invitation.
    Declined,
    /// An agent left a conference.
    Left,
    /// An invitation ended without an answer.
    InvitationEnded,
    /// A conference ended.
    ConferenceEnded,
    /// Self-recording began.
    RecordingBegan,
    /// Self-recording ended.
    RecordingEnded,
}

/// The newest rows.
pub(crate) struct Log {
    rows: VecDeque<LogRow>,
    next: u64,
}

/// Rows kept.
const LIMIT: usize = 20_000;

impl Default for Log {
    fn default() -> Self {
        Self {
            rows: VecDeque::new(),
            next: 1,
        }
    }
}

impl Log {
    pub(crate) fn add(&mut self, time: Millis, cause: Cause, entry: LogEntry) {
        if self.rows.len() >= LIMIT {
            self.rows.pop_front();
        }
        self.rows.push_back(LogRow {
            seq: self.next,
            time,
            cause,
            entry,
        });
        self.next += 1;
    }

    /// Forgets the rows; their numbers are not used again.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
    }

    pub(crate) fn rows(&self) -> impl DoubleEndedIterator<Item = &LogRow> {
        self.rows.iter()
    }
}
