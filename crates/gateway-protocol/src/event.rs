//! What the gateway tells: one event at a time, out of its poll.
//!
//! An event is carried whatever it holds: a known name with unusable content is
//! [`EventKind::Malformed`], an unknown name [`EventKind::Unknown`]. What an event changes is left
//! to the session; no event is ever fatal here.

mod feature;
mod kind;
mod participant;

pub use feature::Feature;
pub use participant::{ChangeType, LeaveReason, ParticipantChange, ParticipantType};

use crate::id::{CallId, ConfId, SkillId};
use crate::json::Json;
use crate::lenient::Fields;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatewayEvent {
    /// `eventType`, as spelled on the wire; empty when it had none.
    pub name: String,
    /// What it says.
    pub kind: EventKind,
    /// When the gateway made it, milliseconds since 1970 by its clock; newer editions only.
    pub generated_at: Option<u64>,
}

/// What an event says. Each names the `eventType` it is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventKind {
    /// `AgentEvent_Ringing`: a call waits for the agent's answer.
    Ringing(Offer),
    /// `AgentEvent_Auto_Answer`: instead of ringing, where calls are answered automatically.
    AutoAnswer(Offer),
    /// `AgentEvent_Talking`: a call is established or resumed.
    Talking(Talk),
    /// `AgentEvent_No_Answer`: a call stopped ringing unanswered, rejected ones included.
    NoAnswer(CallId),
    /// `AgentEvent_Call_Release`: the agent left a call.
    CallReleased(CallId),
    /// `AgentEvent_Customer_Release`: the other side left a call.
    CustomerReleased {
        /// The call.
        call: Option<CallId>,
        /// Who left.
        number: Option<String>,
    },
    /// `AgentEvent_Hold`: a call is on hold.
    Held(CallId),
    /// `AgentOther_PhoneAlerting`: the agent's phone rings, before the call does.
    PhoneAlerting {
        /// The call; the page gives none, two public clients read one.
        call: Option<CallId>,
    },
    /// `AgentOther_PhoneOffhook`: the agent's phone was picked up.
    PhoneOffhook,
    /// `AgentOther_PhoneRelease`: the agent's phone was hung up.
    PhoneReleased {
        /// By whom.
        by: PhoneReleasedBy,
    },
    /// `AgentConf_Ringing`: the agent is invited to a conference.
    ConferenceRinging(ConfId),
    /// `AgentConf_SelfJoinResult`: the agent is in the conference.
    ConferenceJoined(ConfId),
    /// `AgentConf_SelfLeaveResult`: the agent has left the conference.
    ConferenceLeft(ConfId),
    /// `AgentConf_ParticipantChanged`: something happened to a member.
    ParticipantChanged(ParticipantChange),
    /// `AgentState_Ready`, or `AgentState_Force_Ready` by an inspector: idle.
    AgentReady,
    /// `AgentState_Busy`: taken up by a call, which is not "set busy".
    AgentOccupied,
    /// `AgentState_SetNotReady_Success`, spelled `AgentEvent_SetNotReady_Success` on the page
    /// Rejecting an Inbound Call, or `AgentState_Force_SetNotReady` by an inspector: set busy.
    NotReadySet {
        /// Why: 0 none, 1 by the agent, 2 did not answer, 3 by an inspector, 4 rest, 5 phone
        /// unavailable, 7 rejected a call, 200–250 the site's own.
        reason: Option<u32>,
    },
    /// `AgentState_CancelNotReady_Success`: no longer set busy.
    NotReadyCancelled,
    /// `AgentState_SetRest_Success`.
    RestSet,
    /// `AgentState_CancelRest_Success`.
    RestCancelled,
    /// `AgentState_Work` after a call, `AgentState_SetWork_Success` when asked for: wrapping up.
    Work,
    /// `AgentState_CancelWork_Success`: no longer wrapping up.
    WorkCancelled,
    /// `AgentOther_InService`: signed in.
    InService,
    /// `AgentOther_ShutdownService`: signed out.
    ServiceShutDown,
    /// `AgentEvent_Incoming_CallInfo`: more about a call on its way.
    IncomingCallInfo(IncomingCall),
    /// `AgentMediaEvent_Record`.
    RecordingStarted,
    /// `AgentMediaEvent_StopRecordDone`.
    RecordingStopped,
    /// A name the pages or public clients know and this toolbar has no use for.
    Recognised,
    /// A known name whose content cannot be used: the part that is missing or odd.
    Malformed(&'static str),
    /// A name nobody documents.
    Unknown {
        /// Its content as compact JSON, at most 500 characters.
        content: String,
    },
}

/// A call offered to the agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The call.
    pub call: CallId,
    /// The calling number; an agent's has an `a` or `A` before it.
    pub caller: Option<String>,
    /// The called number.
    pub called: Option<String>,
    /// Whether somebody transferred it.
    pub is_transfer: bool,
    /// Who did.
    pub transferred_from: Option<String>,
    /// What kind of call it is.
    pub feature: Feature,
    /// The media type's number, 5 for an ordinary voice call; newer editions only.
    pub media_type: Option<i64>,
}

/// A call the agent talks in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// The call.
    pub call: CallId,
    /// The calling number.
    pub caller: Option<String>,
    /// The called number.
    pub called: Option<String>,
    /// What kind of call it is.
    pub feature: Feature,
}

/// `phoneState` of `AgentOther_PhoneRelease`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneReleasedBy {
    /// 2.
    Agent,
    /// 3.
    Platform,
    /// Another number, or none.
    NotKnown,
}

/// More about a call on its way to the agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingCall {
    /// The call.
    pub call: CallId,
    /// The skill queue's name.
    pub skill: Option<String>,
    /// The skill queue's number.
    pub skill_id: Option<SkillId>,
    /// The calling number.
    pub caller: Option<String>,
    /// The called number.
    pub called: Option<String>,
    /// How often the call was released back to its queue.
    pub requeue_count: Option<u32>,
    /// The agent who did so last.
    pub last_agent: Option<String>,
}

impl GatewayEvent {
    pub(crate) fn read(event: &Json) -> GatewayEvent {
        let content = event.get("content").unwrap_or(&Json::Null);
        let name = Fields::of(event).text("eventType");
        let kind = match name.as_deref() {
            Some(name) => EventKind::read(name, content),
            None => EventKind::Malformed("eventType"),
        };
        GatewayEvent {
            kind,
            name: name.unwrap_or_default(),
            generated_at: Fields::of(event).time("eventGenTime"),
        }
    }
}
