//! The queue panel: the agent's skills and who waits.
//!
//! No event tells of a queue, so it is read again and again while the panel is open, and only then.
//! An idle agent gets the count alone: the gateway gives the list to an agent who is not idle
//! (Querying Information About Calls Waiting in a Specified Skill Queue).

use gateway_protocol::call_data::CallData;
use gateway_protocol::id::{CallId, SkillId};
use gateway_protocol::online_agent::Skill;

use crate::time::{Millis, Moment};

/// How long after an answer the open queue is read again.
pub const REREAD_AFTER: Millis = Millis::seconds(4);

/// The panel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Queue {
    /// Closed: nothing is read.
    #[default]
    Closed,
    /// Open on one of the agent's skills.
    Open(OpenQueue),
}

/// The open panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQueue {
    /// The agent's skills; `None` until the gateway has told them.
    pub skills: Option<Vec<Skill>>,
    /// The skill looked at.
    pub chosen: Option<SkillId>,
    /// Who waits there.
    pub waiting: Waiting,
}

/// Who waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waiting {
    /// Not told yet.
    Reading,
    /// The agent is idle: only the number of callers.
    Count {
        /// How many wait.
        count: u32,
        /// When it was read.
        at: Moment,
    },
    /// The callers, in the gateway's order.
    List {
        /// The callers.
        calls: Vec<WaitingCall>,
        /// When it was read.
        at: Moment,
    },
}

/// One caller in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingCall {
    /// The id to take it by.
    pub call: CallId,
    /// The caller's number, where told.
    pub caller: Option<String>,
    /// Since when it waits, in milliseconds since 1970 by the gateway's clock, where told.
    pub since: Option<u64>,
}

impl From<CallData> for WaitingCall {
    fn from(data: CallData) -> Self {
        Self {
            call: data.call,
            caller: data.caller,
            since: data.begin_time,
        }
    }
}

impl Queue {
    /// The panel, when it is open.
    pub fn open(&self) -> Option<&OpenQueue> {
        match self {
            Self::Open(open) => Some(open),
            Self::Closed => None,
        }
    }

    /// The panel, when it is open.
    pub fn open_mut(&mut self) -> Option<&mut OpenQueue> {
        match self {
            Self::Open(open) => Some(open),
            Self::Closed => None,
        }
    }

    /// Whether this call is in the list shown.
    pub fn has(&self, call: &CallId) -> bool {
        self.open().is_some_and(|open| match &open.waiting {
            Waiting::List { calls, .. } => calls.iter().any(|waiting| waiting.call == *call),
            Waiting::Reading | Waiting::Count { .. } => false,
        })
    }
}
