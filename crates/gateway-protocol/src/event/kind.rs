//! From an event's name and content to what it says.
//!
//! The names are grouped by what their content must hold, because that is what a malformed one
//! lacks.

use super::{EventKind, Feature, IncomingCall, Offer, ParticipantChange, PhoneReleasedBy, Talk};
use crate::json::Json;
use crate::lenient::{self, Fields};

impl EventKind {
    pub(super) fn read(name: &str, content: &Json) -> EventKind {
        Self::read_call(name, content)
            .or_else(|| Self::read_conference(name, content))
            .or_else(|| Self::read_agent(name, content))
            .unwrap_or_else(|| match RECOGNISED.contains(&name) {
                true => EventKind::Recognised,
                false => EventKind::Unknown {
                    content: lenient::unknown_content(content),
                },
            })
    }

    fn read_call(name: &str, content: &Json) -> Option<EventKind> {
        use EventKind as Kind;
        let call = || lenient::call_id(content);
        let kind = match name {
            "AgentEvent_Ringing" => Offer::read(content).map(Kind::Ringing),
            "AgentEvent_Auto_Answer" => Offer::read(content).map(Kind::AutoAnswer),
            "AgentEvent_Talking" => Talk::read(content).map(Kind::Talking),
            "AgentEvent_No_Answer" => call().map(Kind::NoAnswer),
            "AgentEvent_Call_Release" => call().map(Kind::CallReleased),
            "AgentEvent_Hold" => call().map(Kind::Held),
            "AgentEvent_Incoming_CallInfo" => {
                IncomingCall::read(content).map(Kind::IncomingCallInfo)
            }
            "AgentEvent_Customer_Release" => Some(Kind::CustomerReleased {
                call: call(),
                number: Fields::of(content).text("number"),
            }),
            "AgentOther_PhoneAlerting" => Some(Kind::PhoneAlerting { call: call() }),
            "AgentOther_PhoneOffhook" => Some(Kind::PhoneOffhook),
            "AgentOther_PhoneRelease" => Some(Kind::PhoneReleased {
                by: PhoneReleasedBy::read(content),
            }),
            _ => return None,
        };
        Some(kind.unwrap_or(Kind::Malformed("callid")))
    }

    fn read_conference(name: &str, content: &Json) -> Option<EventKind> {
        use EventKind as Kind;
        let conference = || lenient::conf_id(content);
        let kind = match name {
            "AgentConf_Ringing" => conference().map(Kind::ConferenceRinging),
            "AgentConf_SelfJoinResult" => conference().map(Kind::ConferenceJoined),
            "AgentConf_SelfLeaveResult" => conference().map(Kind::ConferenceLeft),
            "AgentConf_ParticipantChanged" => {
                ParticipantChange::read(content).map(Kind::ParticipantChanged)
            }
            _ => return None,
        };
        Some(kind.unwrap_or(Kind::Malformed("confId")))
    }

    fn read_agent(name: &str, content: &Json) -> Option<EventKind> {
        use EventKind as Kind;
        Some(match name {
            "AgentState_Ready" | "AgentState_Force_Ready" => Kind::AgentReady,
            "AgentState_Busy" => Kind::AgentOccupied,
            "AgentState_SetNotReady_Success"
            | "AgentEvent_SetNotReady_Success"
            | "AgentState_Force_SetNotReady" => Kind::NotReadySet {
                reason: Fields::of(content).count("reason"),
            },
            "AgentState_CancelNotReady_Success" => Kind::NotReadyCancelled,
            "AgentState_SetRest_Success" => Kind::RestSet,
            "AgentState_CancelRest_Success" => Kind::RestCancelled,
            "AgentState_Work" | "AgentState_SetWork_Success" => Kind::Work,
            "AgentState_CancelWork_Success" => Kind::WorkCancelled,
            "AgentOther_InService" => Kind::InService,
            "AgentOther_ShutdownService" => Kind::ServiceShutDown,
            "AgentMediaEvent_Record" => Kind::RecordingStarted,
            "AgentMediaEvent_StopRecordDone" => Kind::RecordingStopped,
            _ => return None,
        })
    }
}

impl Offer {
    fn read(content: &Json) -> Option<Offer> {
        let fields = Fields::of(content);
        Some(Offer {
            call: lenient::call_id(content)?,
            caller: fields.text("caller"),
            called: fields.text("called"),
            is_transfer: fields.is_set("transfer"),
            transferred_from: lenient::transferred_from(fields),
            feature: Feature::of(fields.integer("feature")),
            media_type: fields.integer("mediaType"),
        })
    }
}

impl Talk {
    fn read(content: &Json) -> Option<Talk> {
        let fields = Fields::of(content);
        Some(Talk {
            call: lenient::call_id(content)?,
            caller: fields.text("caller"),
            called: fields.text("called"),
            feature: Feature::of(fields.integer("feature")),
        })
    }
}

impl IncomingCall {
    fn read(content: &Json) -> Option<IncomingCall> {
        let fields = Fields::of(content);
        Some(IncomingCall {
            call: lenient::call_id(content)?,
            skill: fields.text("skillName"),
            skill_id: fields.skill_id("skillId"),
            caller: fields.text("caller"),
            called: fields.text("called"),
            requeue_count: fields.count("releaseAndReQueueCount"),
            last_agent: fields.text("lastReleaseAgentId"),
        })
    }
}

impl PhoneReleasedBy {
    fn read(content: &Json) -> PhoneReleasedBy {
        match Fields::of(content).integer("phoneState") {
            Some(2) => PhoneReleasedBy::Agent,
            Some(3) => PhoneReleasedBy::Platform,
            _ => PhoneReleasedBy::NotKnown,
        }
    }
}

/// The rest of the family: calls out, transfers, three-party talks, the chair's conference
/// events, playing, text chat, quality control.
///
/// `AgentState_NotReady`, `AgentEvent_Agent_Occupyed` and `AgentEvent_ReturnFromIvr` are left out: what they say of agent
/// and call is not public, so that like an unknown event each has everything looked up.
const RECOGNISED: &[&str] = &[
    "AgentChat_CallOutCreated",
    "AgentChat_CalloutFailed",
    "AgentChat_Connected",
    "AgentChat_DataRecved",
    "AgentChat_Disconnected",
    "AgentChat_Ring",
    "AgentConf_PresidentChanged",
    "AgentConf_RequestFailed",
    "AgentConf_RequestSuccess",
    "AgentConf_StopParticipantVoice",
    "AgentConf_Timeout",
    "AgentEvent_AbandonCall",
    "AgentEvent_Call_Out_Fail",
    "AgentEvent_Conference",
    "AgentEvent_Connect_Fail",
    "AgentEvent_Consult_Fail",
    "AgentEvent_ControlWindow_Notify",
    "AgentEvent_Customer_Alerting",
    "AgentEvent_Inside_Call_Fail",
    "AgentEvent_JoinConf",
    "AgentEvent_No_Answer_From_Cti",
    "AgentEvent_Orders_Notify",
    "AgentEvent_Preview",
    "AgentEvent_Preview_CallOut",
    "AgentEvent_ReleaseRequest",
    "AgentEvent_ReleaseResponse",
    "AgentEvent_SuccTransResult",
    "AgentEvent_linkagePhoneCallOut",
    "AgentEvent_linkagePhoneHold",
    "AgentEvent_linkagePhoneMute",
    "AgentEvent_linkagePhoneTransferOut_Result",
    "AgentEvent_linkagePhoneUnHold",
    "AgentEvent_linkagePhoneUnMute",
    "AgentMediaEvent_JumpPlayDone",
    "AgentMediaEvent_Play",
    "AgentMediaEvent_Play_Fail",
    "AgentMediaEvent_Play_Succ",
    "AgentMediaEvent_Record_Fail",
    "AgentMediaEvent_StopPlayDone",
    "AgentOther_All_Agent_Busy",
    "AgentOther_Bulletin",
    "AgentOther_Note",
    "AgentOther_PhoneBusy",
    "AgentOther_PhoneUnknow",
    "AgentState_Rest_Timeout",
    "QC_AgentState_Notify",
];
