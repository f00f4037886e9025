//! The interface of `agentevent`: the poll that brings one event an answer.
//!
//! It is held for about 10 s when there is nothing to tell, and it is the session's heartbeat.
//! A renewed Guid comes in its `Set-GUID` header, see [`Guid::parse`](crate::id::Guid::parse);
//! when to poll again is not decided here.

use crate::endpoint::{Endpoint, Failure, Request, Response, Why};
use crate::envelope::Envelope;
use crate::event::GatewayEvent;
use crate::id::AgentId;
use crate::json::Json;

/// `GET /agentevent/{agentid}`
///
/// Waits for the agent's next event; the reply has none or one, or several where a server sends
/// an array. `calldata` is left out: it is optional, "for bar refresh".
///
/// Errors: 000-001, 000-003, 000-007, 100-006.
/// Source: Obtaining Events of One Agent in Polling Mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// Whose events.
    pub agent: AgentId,
}

impl Endpoint for Poll {
    type Reply = Vec<GatewayEvent>;
    const METHOD: http::Method = http::Method::GET;
    const PATH: &'static str = "/agentevent/{agentid}";
    const LOG_NAME: &'static str = "getAgentEvent";

    fn request(&self) -> Request {
        Request::to::<Self>(&[("agentid", &self.agent)])
    }

    fn read(response: &Response) -> Result<Vec<GatewayEvent>, Failure> {
        let envelope = Envelope::read_event(response)?;
        let told = match &envelope.event {
            None => &[],
            Some(event @ Json::Object(_)) => std::slice::from_ref(event),
            Some(Json::List(events)) => events.as_slice(),
            Some(_) => return Err(envelope.unreadable(Why::WrongShape("event"))),
        };
        let mut events = Vec::new();
        for event in told {
            events.push(GatewayEvent::read(event));
        }
        Ok(events)
    }
}
