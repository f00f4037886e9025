//! The interface of `agentevent`: the poll that brings one event an answer.
//!
//! It is held for about 10 s when there is nothing to tell, and it is the session's heartbeat.
//! A renewed Guid comes in its `Set-GUID` header, see [`Guid::parse`](crate::id::Guid::parse);
//! when to poll again is not decided here.

use serde_json::Value;

use crate::endpoint::{Failure, Why, endpoint};
use crate::envelope::Envelope;
use crate::event::GatewayEvent;
use crate::id::AgentId;

endpoint! {
    /// `GET /agentevent/{agentid}`
    ///
    /// Waits for the agent's next event; the reply has none or one, or several where a server
    /// sends an array. `calldata` is left out: it is optional, "for bar refresh".
    ///
    /// Errors: 000-001, 000-003, 000-007, 100-006.
    /// Source: Obtaining Events of One Agent in Polling Mode.
    Poll {
        /// Whose events.
        agent: AgentId as "agentid",
    }
    GET "/agentevent/{agentid}" logged as "getAgentEvent"
    replies Vec<GatewayEvent>: events
}

fn events(envelope: &Envelope) -> Result<Vec<GatewayEvent>, Failure> {
    match &envelope.event {
        None => Ok(Vec::new()),
        Some(event @ Value::Object(_)) => Ok(vec![GatewayEvent::read(event)]),
        Some(Value::Array(events)) => Ok(events.iter().map(GatewayEvent::read).collect()),
        Some(_) => Err(envelope.unreadable(Why::WrongShape("event"))),
    }
}
