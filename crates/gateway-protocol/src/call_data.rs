//! The interfaces of `calldata`: who waits in a queue, and which calls an agent has right now.
//!
//! These are the snapshots from which a picture is rebuilt when an event may have been lost. A
//! success without `result` is unreadable, never "no calls"; null and `{}` are "none".

use crate::endpoint::{Failure, Why, endpoint};
use crate::envelope::Envelope;
use crate::event::Feature;
use crate::id::{AgentId, CallId, SkillId};
use crate::json::Json;
use crate::lenient::{self, Fields};

/// What the gateway knows of one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallData {
    /// The call.
    pub call: CallId,
    /// The calling number.
    pub caller: Option<String>,
    /// The called number.
    pub called: Option<String>,
    /// The skill queue's name.
    pub skill: Option<String>,
    /// The skill queue's number.
    pub skill_id: Option<SkillId>,
    /// What kind of call it is.
    pub feature: Feature,
    /// When waiting (in a queue) or talking began, milliseconds since 1970 by the gateway's clock.
    pub begin_time: Option<u64>,
    /// The media type's number, 5 for an ordinary voice call.
    pub media_type: Option<i64>,
}

impl CallData {
    fn read(row: &Json) -> Option<CallData> {
        row.members()?;
        let fields = Fields::of(row);
        Some(CallData {
            call: lenient::call_id(row)?,
            caller: fields.text("caller"),
            called: fields.text("called"),
            skill: fields.text("callskill"),
            skill_id: fields.skill_id("callskillid"),
            feature: Feature::of(fields.integer("callfeature")),
            begin_time: fields.time("begintime"),
            media_type: fields.integer("mediaType"),
        })
    }
}

endpoint! {
    /// `GET /calldata/{agentid}/waitcallinfo/{skillid}`
    ///
    /// Lists the calls waiting in a public skill queue; only for an agent who is not idle. A row
    /// without a call id is skipped.
    ///
    /// Errors: not public.
    /// Source: Querying Information About Calls Waiting in a Specified Skill Queue.
    WaitCallInfo {
        /// Who asks.
        agent: AgentId as "agentid",
        /// The queue.
        skill: SkillId as "skillid",
    }
    GET "/calldata/{agentid}/waitcallinfo/{skillid}" logged as "queryWaitCallInfoBySkillId"
    replies Vec<CallData>: calls
}

endpoint! {
    /// `GET /calldata/{agentid}/allcallinfoEx/{workno}`
    ///
    /// Lists the ids of an agent's calls; asked of the agent's own, so both numbers are the same.
    ///
    /// Errors: 100-006, 100-007, 100-011, 900-002.
    /// Source: Querying Call IDs of a Specified Agent.
    AllCallInfoEx {
        /// Who asks, and about whom.
        agent: AgentId as "agentid",
    }
    GET "/calldata/{agentid}/allcallinfoEx/{agentid}" logged as "allcallinfoEx"
    replies Vec<CallId>: call_ids
}

endpoint! {
    /// `GET /calldata/{agentid}/callinfobeforeanswer`
    ///
    /// Tells of the call that rings, before it is answered; `None` when none does.
    ///
    /// Errors: not public. Source: Querying Call Information Before Answering a Call.
    CallInfoBeforeAnswer {
        /// Who asks.
        agent: AgentId as "agentid",
    }
    GET "/calldata/{agentid}/callinfobeforeanswer" logged as "callinfobeforeanswer"
    replies Option<CallData>: call
}

endpoint! {
    /// `GET /calldata/{agentid}/holdlist`
    ///
    /// Lists the held calls; only id, numbers, skill name and feature are filled in. A row
    /// without a call id is skipped.
    ///
    /// Errors: 100-006, 300-001, 400-003 (none held). Source: Querying the List of Held Calls.
    HoldList {
        /// Who asks.
        agent: AgentId as "agentid",
    }
    GET "/calldata/{agentid}/holdlist" logged as "holdlist"
    replies Vec<CallData>: calls
}

endpoint! {
    /// `GET /calldata/{agentid}/callinfo`
    ///
    /// Tells of the agent's current call, `None` when there is none. `isNoContainLastCall` is
    /// left out: page and clients disagree on which way round it works.
    ///
    /// Errors: not public. Source: Querying Call Information.
    CallInfo {
        /// Who asks.
        agent: AgentId as "agentid",
    }
    GET "/calldata/{agentid}/callinfo" logged as "callinfo"
    replies Option<CallData>: call
}

fn calls(envelope: &Envelope) -> Result<Vec<CallData>, Failure> {
    envelope.list(CallData::read)
}

fn call_ids(envelope: &Envelope) -> Result<Vec<CallId>, Failure> {
    envelope.list(lenient::call_id)
}

fn call(envelope: &Envelope) -> Result<Option<CallData>, Failure> {
    match envelope.rows()? {
        [] => Ok(None),
        [row] if lenient::names_no_call(row) => Ok(None),
        [row] => match CallData::read(row) {
            Some(call) => Ok(Some(call)),
            None => Err(envelope.unreadable(Why::WrongShape("callid"))),
        },
        _ => Err(envelope.unreadable(Why::WrongShape("result"))),
    }
}
