//! Taking a session up again after the page was loaded anew.
//!
//! Both interfaces are only for that. What the agent has at that moment is asked of the
//! snapshots of `calldata` and of `agentstatus`: the synchronisation page speaks of the state in
//! the CTI platform's numbers (1 is idle there, 4 elsewhere), so its state is left out here.

use crate::endpoint::{Failure, Why, endpoint};
use crate::envelope::Envelope;
use crate::id::{AgentId, Guid};
use crate::lenient::{self, Fields};

endpoint! {
    /// `PUT /onlineagent/{agentid}/updateGuid`
    ///
    /// Asks for a Guid with the present one. It touches no call, so it may be sent again. The
    /// Guid is in the body, the only place where one is; a server that sends `Set-GUID` too is
    /// heard as with a poll, by whoever reads the headers.
    ///
    /// Errors: 100-006.
    /// Source: Actively Requesting to Update the GUID When the Agent Page Is Refreshed.
    UpdateGuid {
        /// Whose session.
        agent: AgentId as "agentid",
    }
    PUT "/onlineagent/{agentid}/updateGuid" logged as "updateGuid"
    replies Guid: guid
}

fn guid(envelope: &Envelope) -> Result<Guid, Failure> {
    let text = lenient::only_row(envelope.result()?)
        .and_then(|row| row.get("guid"))
        .and_then(|guid| guid.text());
    text.and_then(Guid::parse)
        .ok_or_else(|| envelope.unreadable(Why::WrongShape("guid")))
}

endpoint! {
    /// `POST /onlineagent/{agentid}/syncagentinfo`
    ///
    /// Empties the event queue and tells how the agent stands. Never while a poll is in flight:
    /// what it empties could not be told from what the poll brings.
    ///
    /// Errors: not public. Source: Synchronizing the Agent Status and Call Information When the
    /// Agent Page Is Refreshed.
    SyncAgentInfo {
        /// Whose queue.
        agent: AgentId as "agentid",
    }
    POST "/onlineagent/{agentid}/syncagentinfo" logged as "syncagentinfo"
    replies AgentInfo: agent_info
}

/// What a synchronisation tells that no snapshot does; the queue is empty even if none of it can
/// be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AgentInfo {
    /// Whether the agent asked, during a call, to be busy after it (`preBusy`).
    pub is_busy_next: bool,
    /// How long the agent has been in the present state, milliseconds, both ends by the
    /// gateway's clock.
    pub state_age: Option<u64>,
}

fn agent_info(envelope: &Envelope) -> Result<AgentInfo, Failure> {
    let Some(row) = envelope.result_if_any().get("agentStateInfo") else {
        return Ok(AgentInfo::default());
    };
    let fields = Fields::of(row);
    let began = fields.time("agentStateBeginTime");
    Ok(AgentInfo {
        is_busy_next: fields.is_set("preBusy"),
        state_age: fields
            .time("currentTime")
            .and_then(|now| now.checked_sub(began?)),
    })
}
