//! The agent's own state: ready, busy, occupied by a call, wrapping up, resting.
//!
//! `AgentState_Busy` means occupied by a call; "set busy" is `AgentState_SetNotReady_Success`.

use gateway_protocol::event::EventKind;
use gateway_protocol::online_agent::StateCode;

/// What the gateway last reported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AgentState {
    /// Nothing has been reported yet.
    #[default]
    NotKnown,
    /// Idle: calls may be offered.
    Ready,
    /// Not ready: no calls are offered.
    Busy {
        /// Why, where told: 1 by the agent, 2 did not answer, 3 by an inspector, 7 rejected a call, 200–250 the site's own.
        reason: Option<u32>,
    },
    /// Occupied by a call or an offer.
    Occupied,
    /// Wrapping up after a call.
    WrapUp,
    /// Resting.
    Rest,
}

/// The reason of `AgentState_SetNotReady_Success` for a call that was not answered.
pub const REASON_NOT_ANSWERED: u32 = 2;

impl AgentState {
    /// The state an event reports, if it reports one.
    pub fn reported_by(event: &EventKind) -> Option<Self> {
        match event {
            EventKind::AgentReady
            | EventKind::NotReadyCancelled
            | EventKind::WorkCancelled
            | EventKind::RestCancelled => Some(Self::Ready),
            EventKind::NotReadySet { reason } => Some(Self::Busy { reason: *reason }),
            EventKind::AgentOccupied => Some(Self::Occupied),
            EventKind::Work => Some(Self::WrapUp),
            EventKind::RestSet => Some(Self::Rest),
            _ => None,
        }
    }

    /// The state a snapshot reports; a busy agent keeps the reason an event gave.
    pub fn reported_as(code: StateCode, before: Self) -> Self {
        match (code, before) {
            (StateCode::Busy, Self::Busy { .. }) => before,
            (StateCode::Busy, _) => Self::Busy { reason: None },
            (StateCode::Idle | StateCode::AsIdle, _) => Self::Ready,
            (StateCode::WrapUp, _) => Self::WrapUp,
            (StateCode::Talking, _) => Self::Occupied,
            (StateCode::Rest, _) => Self::Rest,
            (
                StateCode::Unknown
                | StateCode::SignedIn
                | StateCode::SignedOut
                | StateCode::Other(_),
                _,
            ) => before,
        }
    }
}
