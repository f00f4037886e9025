//! The events, built as their pages print them.
//!
//! An event's content is `null`, a bare string or an object, and numbers are
//! often strings: each constructor keeps its own page's form.

use serde_json::{Value, json};

use crate::agent::NotReadyReason;
use crate::call::{Call, CallKind};
use crate::id::{AgentId, CallId, ConfId};
use crate::readings::Edition;
use crate::time::Millis;

/// An event on its way to one agent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event {
    /// One of the gateway's own.
    Named { name: &'static str, content: Value },
    /// Whatever the desk wants to be sent, as it is.
    Raw(Value),
}

impl Event {
    /// The event as it stands in a poll's answer.
    pub(crate) fn into_wire(self, agent: AgentId, edition: Edition, now: Millis) -> Value {
        match self {
            Self::Raw(value) => value,
            Self::Named { name, content } => {
                let mut event = json!({"eventType": name, "workNo": agent, "content": content});
                if edition == Edition::Newer {
                    event["eventGenTime"] = json!(now);
                }
                event
            }
        }
    }
}

/// The type of an event as it is sent; `raw` for what is no event.
pub(crate) fn type_of(event: &Value) -> &str {
    event
        .get("eventType")
        .and_then(Value::as_str)
        .unwrap_or("raw")
}

const fn bare(name: &'static str) -> Event {
    named(name, Value::Null)
}

const fn named(name: &'static str, content: Value) -> Event {
    Event::Named { name, content }
}

pub(crate) const IN_SERVICE: Event = bare("AgentOther_InService");
pub(crate) const READY: Event = bare("AgentState_Ready");
pub(crate) const BUSY: Event = bare("AgentState_Busy");
pub(crate) const WORK: Event = bare("AgentState_Work");
pub(crate) const CANCEL_NOT_READY: Event = bare("AgentState_CancelNotReady_Success");
pub(crate) const CANCEL_WORK: Event = bare("AgentState_CancelWork_Success");
pub(crate) const STOP_RECORD_DONE: Event = bare("AgentMediaEvent_StopRecordDone");

/// Whose doing it was that the phone was hung up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HungUpBy {
    Agent,
    Platform,
}

pub(crate) fn shutdown_service(login_time: Millis) -> Event {
    named(
        "AgentOther_ShutdownService",
        json!({"loginTime": login_time.0.to_string()}),
    )
}

pub(crate) fn phone_alerting(edition: Edition, call: &Call) -> Event {
    let content = match edition {
        Edition::Newer => Value::Null,
        Edition::Older => json!({"callid": call.id, "caller": call.caller}),
    };
    named("AgentOther_PhoneAlerting", content)
}

pub(crate) fn phone_alerting_for_conference() -> Event {
    bare("AgentOther_PhoneAlerting")
}

pub(crate) fn phone_offhook() -> Event {
    named("AgentOther_PhoneOffhook", json!({"type": "main"}))
}

pub(crate) fn phone_release(by: HungUpBy) -> Event {
    let state = match by {
        HungUpBy::Agent => 2,
        HungUpBy::Platform => 3,
    };
    named("AgentOther_PhoneRelease", json!({"phoneState": state}))
}

pub(crate) fn set_not_ready(reason: NotReadyReason) -> Event {
    named(
        "AgentState_SetNotReady_Success",
        json!({"reason": reason.0.to_string()}),
    )
}

/// The busy event under the name that only the rejection's page has.
pub(crate) fn set_not_ready_as_rejection_prints(reason: NotReadyReason) -> Event {
    named(
        "AgentEvent_SetNotReady_Success",
        json!({"reason": reason.0.to_string()}),
    )
}

pub(crate) fn ringing(edition: Edition, call: &Call) -> Event {
    named("AgentEvent_Ringing", offer(edition, call))
}

pub(crate) fn auto_answer(edition: Edition, call: &Call) -> Event {
    named("AgentEvent_Auto_Answer", offer(edition, call))
}

fn offer(edition: Edition, call: &Call) -> Value {
    let (transfer, from) = match call.kind {
        CallKind::Transfer { from } => ("yes", from.to_string()),
        CallKind::Inbound | CallKind::Internal => ("no", String::new()),
    };
    let mut content = json!({
        "caller": call.caller,
        "called": call.called,
        "callid": call.id,
        "transfer": transfer,
        "transfrom": from,
        "type": "main",
        "feature": call.feature().to_string(),
        "mediaAbility": "1",
    });
    if edition == Edition::Newer {
        content["mediaType"] = json!("5");
    }
    content
}

pub(crate) fn talking(call: &Call) -> Event {
    named(
        "AgentEvent_Talking",
        json!({
            "caller": call.caller,
            "callid": call.id,
            "called": call.called,
            "feature": call.feature().to_string(),
            "type": "main",
            "mediaAbility": "1",
        }),
    )
}

/// Talking in a conference, under the reading that a conference is told so.
pub(crate) fn talking_in_conference(agent: AgentId, conf: ConfId, leg: &CallId) -> Event {
    named(
        "AgentEvent_Talking",
        json!({
            "caller": conf.to_string(),
            "callid": leg,
            "called": agent,
            "feature": "53",
            "type": "main",
            "mediaAbility": "1",
        }),
    )
}

pub(crate) fn customer_alerting(call: &Call) -> Event {
    named(
        "AgentEvent_Customer_Alerting",
        json!({"callid": call.id, "otherPhoneWorkno": "", "otherPhone": call.caller, "type": "main"}),
    )
}

pub(crate) fn no_answer(call: &CallId) -> Event {
    named("AgentEvent_No_Answer", json!(call))
}

pub(crate) fn call_release(call: &CallId) -> Event {
    named("AgentEvent_Call_Release", json!(call))
}

pub(crate) fn customer_release(call: &Call) -> Event {
    named(
        "AgentEvent_Customer_Release",
        json!({"callid": call.id, "number": call.caller}),
    )
}

pub(crate) fn hold(call: &CallId) -> Event {
    named("AgentEvent_Hold", json!(call))
}

pub(crate) fn record(id: String) -> Event {
    named("AgentMediaEvent_Record", json!({"recordID": id}))
}

pub(crate) fn conference_ringing(conf: ConfId) -> Event {
    named("AgentConf_Ringing", json!({"confId": conf}))
}

pub(crate) fn self_join_result(conf: ConfId) -> Event {
    named("AgentConf_SelfJoinResult", json!({"confId": conf}))
}

pub(crate) fn self_leave_result(conf: ConfId) -> Event {
    named("AgentConf_SelfLeaveResult", json!({"confId": conf}))
}

/// What happened to a participant: the page's result, changeType and changeReason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParticipantChange {
    Joined,
    /// A join that failed; the page has no word of its own for declining.
    Declined,
    Left,
    SignedOut,
}

pub(crate) fn participant_changed(
    conf: ConfId,
    participant: AgentId,
    change: ParticipantChange,
) -> Event {
    let (result, change_type, reason) = match change {
        ParticipantChange::Joined => (0, 0, 255),
        ParticipantChange::Declined => (1, 0, 255),
        ParticipantChange::Left => (0, 1, 0),
        ParticipantChange::SignedOut => (0, 1, 4),
    };
    named(
        "AgentConf_ParticipantChanged",
        json!({
            "result": result,
            "changeReason": reason,
            "changeType": change_type,
            "confId": conf,
            "participant": participant,
            "participantType": 9,
            "deviceCallType": 0,
            "deviceType": 2,
        }),
    )
}
