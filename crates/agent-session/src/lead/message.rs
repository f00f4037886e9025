//! What tabs say to each other on the channel.
//!
//! Who says it and in which term is part of every message, because a channel may bring it late.

use gateway_protocol::id::Guid;

use super::{PressId, TabId};

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Message {
    /// Who says it.
    pub from: TabId,
    /// The latest term the sender knows of; a leader's own.
    pub term: u64,
    /// What it says.
    pub said: Said,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Said {
    /// "I am here; does anybody lead?"
    Hello,
    /// "I am leaving."
    Goodbye,
    /// "I lead."
    Leads,
    /// The leader's record.
    Record(String),
    /// The session's Guid, or that there is none any more. Only where the channel is the toolbar's own.
    Guid(Option<Guid>),
    /// A press made at a follower, for the leader it follows.
    Press {
        /// Who is to take it.
        to: TabId,
        /// Which press.
        press: PressId,
        /// What was pressed.
        command: String,
    },
    /// The leader has taken this press.
    Took(PressId),
}
