//! The conference an agent is invited to or has joined.
//!
//! No snapshot of the gateway knows conferences, so only events and the agent's own acts move it.

use gateway_protocol::id::ConfId;

use crate::command::{Epoch, InvitationKey};
use crate::time::Moment;

/// Where the agent stands with a conference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Conference {
    /// No conference. Entered at sign-in and when an invitation or membership ends; `AgentConf_Ringing` leaves it.
    #[default]
    None,
    /// `AgentConf_Ringing` was received. Joining, declining, or `AgentOther_PhoneRelease` leaves it.
    Invited {
        /// Which invitation.
        key: InvitationKey,
        /// Since when it rings.
        since: Moment,
    },
    /// The gateway reported that the agent is in it. Leaving it or its end leaves the state.
    Joined {
        /// Which conference; the epoch is that of its invitation.
        key: InvitationKey,
        /// Since when.
        since: Moment,
    },
}

impl Conference {
    /// The invitation that rings, if one does.
    pub fn invitation(&self) -> Option<&InvitationKey> {
        match self {
            Self::Invited { key, .. } => Some(key),
            Self::None | Self::Joined { .. } => None,
        }
    }

    /// The conference joined, if one is.
    pub fn joined(&self) -> Option<&InvitationKey> {
        match self {
            Self::Joined { key, .. } => Some(key),
            Self::None | Self::Invited { .. } => None,
        }
    }

    /// Since when it is known, if there is one.
    pub fn since(&self) -> Option<Moment> {
        match self {
            Self::Invited { since, .. } | Self::Joined { since, .. } => Some(*since),
            Self::None => None,
        }
    }

    /// A conference rings. The same one ringing again is the same invitation.
    ///
    /// Returns whether this is a new invitation.
    pub fn ring(&mut self, id: ConfId, epoch: Epoch, at: Moment) -> bool {
        let is_known = match self {
            Self::Invited { key, .. } | Self::Joined { key, .. } => key.id == id,
            Self::None => false,
        };
        if !is_known {
            *self = Self::Invited {
                key: InvitationKey { id, epoch },
                since: at,
            };
        }
        !is_known
    }

    /// The gateway reported the agent in a conference.
    pub fn join(&mut self, id: ConfId, epoch: Epoch, at: Moment) {
        let epoch = match self {
            Self::Joined { key, .. } if key.id == id => return,
            Self::Invited { key, .. } if key.id == id => key.epoch,
            Self::None | Self::Invited { .. } | Self::Joined { .. } => epoch,
        };
        *self = Self::Joined {
            key: InvitationKey { id, epoch },
            since: at,
        };
    }

    /// The conference is over for this agent, whichever way.
    pub fn end(&mut self) {
        *self = Self::None;
    }
}
