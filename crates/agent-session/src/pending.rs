//! Commands on their way: what their replies mean, what confirms them, what settles them.
//!
//! A reply never proves that anything happened; an event does.
//! Nothing here sends anything, least of all a second time.

use gateway_protocol::endpoint::{Failure, Refusal};
use gateway_protocol::event::EventKind;
use gateway_protocol::id::{CallId, SkillId};
use gateway_protocol::retcode::Retcode;

use crate::agent::AgentState;
use crate::command::{Act, CallKey, InvitationKey};
use crate::effect::RequestId;
use crate::time::Moment;

/// What a command was pressed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The agent.
    Agent,
    /// This offer of this call.
    Call(CallKey),
    /// This invitation.
    Invitation(InvitationKey),
    /// This call in a queue.
    Queued {
        /// The waiting call.
        call: CallId,
        /// The skill whose queue it waits in.
        skill: SkillId,
    },
}

impl Target {
    /// The call it is about, where it is a call.
    pub fn call(&self) -> Option<&CallId> {
        match self {
            Self::Call(key) => Some(&key.id),
            Self::Queued { call, .. } => Some(call),
            Self::Agent | Self::Invitation(_) => None,
        }
    }
}

/// How far a command has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Sent. Its reply, its confirming event or its limit leaves it.
    Asked,
    /// Accepted by the gateway. Its confirming event or its limit leaves it.
    Accepted,
    /// Nobody knows. An event or a snapshot settles it.
    Unknown,
}

/// One command on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Its number in the ledger.
    pub number: u32,
    /// What was asked.
    pub act: Act,
    /// What for.
    pub target: Target,
    /// The request that carried it.
    pub request: RequestId,
    /// When it was asked.
    pub asked: Moment,
    /// How far it has come.
    pub phase: Phase,
    /// How many snapshots could not settle it.
    pub rounds: u8,
    /// The agent state reported since it was asked (a rejection's outcome may come before its confirmation).
    pub reported: Option<AgentState>,
    /// The agent had a call when it was asked, so that "busy" is accepted now and comes later.
    pub was_during_call: bool,
}

/// What a reply means for its command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The gateway will do it, or has.
    Accepted,
    /// The gateway will not.
    Refused(Refusal),
    /// There was nothing left to do it to.
    AlreadyOver(Refusal),
    /// The agent is in the conference already (101-003).
    AlreadyJoined(Refusal),
    /// It may have been done or not.
    Unknown(Option<Refusal>),
}

impl Reply {
    /// What this answer means for a command of this kind.
    ///
    /// A server error (HTTP 500 and above) proves nothing, even with a success inside.
    pub fn of(act: Act, status: u16, answer: Result<(), Failure>) -> Self {
        let refusal = match answer {
            Ok(()) if status >= 500 => return Self::Unknown(None),
            Ok(()) => return Self::Accepted,
            Err(Failure::Unreadable(_)) => return Self::Unknown(None),
            Err(Failure::Refused(refusal)) => refusal,
        };
        match (act, &refusal.retcode) {
            (_, Retcode::OperationFailed) => Self::Unknown(Some(refusal)),
            (Act::Decline | Act::Join | Act::Leave, Retcode::NoConference)
            | (Act::Answer | Act::Reject(_), Retcode::NoCallToAnswer)
            | (Act::Drop, Retcode::NoCallToRelease | Retcode::NoCallToDrop) => {
                Self::AlreadyOver(refusal)
            }
            (Act::Join, Retcode::AlreadyInConference) => Self::AlreadyJoined(refusal),
            (Act::SignOut, Retcode::NotSignedIn | Retcode::AlreadySignedOut) => Self::Accepted,
            _ => Self::Refused(refusal),
        }
    }
}

impl Pending {
    /// Whether this event says that the command has been carried out.
    ///
    /// An event that names a call counts for the offer it moved, which the caller has checked.
    pub fn is_confirmed_by(&self, event: &EventKind) -> bool {
        match (self.act, &self.target, event) {
            (Act::Answer, Target::Call(key), EventKind::Talking(talk)) => talk.call == key.id,
            (Act::Reject(_), Target::Call(key), EventKind::NoAnswer(call)) => *call == key.id,
            (Act::Drop, Target::Call(key), EventKind::CallReleased(call)) => *call == key.id,
            (Act::PickUp, Target::Queued { call, .. }, EventKind::Talking(talk)) => {
                talk.call == *call
            }
            (Act::PickUp, Target::Queued { call, .. }, EventKind::Ringing(offer)) => {
                offer.call == *call
            }
            (Act::Decline, _, EventKind::PhoneReleased { .. } | EventKind::AgentReady) => true,
            (Act::Join, Target::Invitation(key), EventKind::ConferenceJoined(id)) => *id == key.id,
            (Act::Join, _, EventKind::Talking(_)) => true,
            (Act::Leave, Target::Invitation(key), EventKind::ConferenceLeft(id)) => *id == key.id,
            (Act::Leave, _, EventKind::AgentReady) => true,
            (
                Act::SetReady,
                _,
                EventKind::AgentReady
                | EventKind::NotReadyCancelled
                | EventKind::WorkCancelled
                | EventKind::RestCancelled,
            ) => true,
            (Act::SetBusy, _, EventKind::NotReadySet { .. }) => true,
            _ => false,
        }
    }
}
