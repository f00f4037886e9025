//! Every kind of reply read from one answer, and the texts out of it that could be shown.
//!
//! Interfaces that say yes and no more are all read alike, so one stands for them.

use gateway_protocol::agent_event::Poll;
use gateway_protocol::call_data::{
    AllCallInfoEx, CallInfo, CallInfoBeforeAnswer, HoldList, WaitCallInfo,
};
use gateway_protocol::endpoint::{Endpoint, Failure, Response};
use gateway_protocol::event::{EventKind, GatewayEvent};
use gateway_protocol::id::CallId;
use gateway_protocol::online_agent::{AgentSkills, AgentStatus, SignIn, SyncAgentInfo, UpdateGuid};
use gateway_protocol::queue_device::SkillWaitNum;
use gateway_protocol::voice_call::RejectCall;

/// Reads an answer as one kind of reply, and gives every text that could be shown.
pub type Reader = fn(&Response) -> Vec<String>;

/// One for each kind of reply.
pub const READERS: &[Reader] = &[
    |response| shown::<RejectCall>(response, |()| Vec::new()),
    |response| shown::<SignIn>(response, |reply| vec![reply.server_name]),
    |response| shown::<AgentStatus>(response, |_| Vec::new()),
    |response| shown::<UpdateGuid>(response, |guid| vec![format!("{guid:?}")]),
    |response| shown::<SyncAgentInfo>(response, |_| Vec::new()),
    |response| shown::<SkillWaitNum>(response, |_| Vec::new()),
    |response| {
        shown::<AgentSkills>(response, |skills| {
            skills.into_iter().map(|skill| skill.name).collect()
        })
    },
    |response| shown::<WaitCallInfo>(response, |calls| vec![format!("{calls:?}")]),
    |response| shown::<HoldList>(response, |calls| vec![format!("{calls:?}")]),
    |response| shown::<CallInfo>(response, |call| vec![format!("{call:?}")]),
    |response| shown::<CallInfoBeforeAnswer>(response, |call| vec![format!("{call:?}")]),
    |response| {
        shown::<AllCallInfoEx>(response, |calls| {
            calls.iter().map(CallId::to_string).collect()
        })
    },
    |response| {
        shown::<Poll>(response, |events| {
            events.into_iter().flat_map(event_texts).collect()
        })
    },
];

/// What every reader gives.
pub fn texts_read(response: &Response) -> Vec<String> {
    READERS.iter().flat_map(|reader| reader(response)).collect()
}

/// Whether a character could disturb what is shown around it.
pub fn is_unfit(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn shown<E: Endpoint>(
    response: &Response,
    texts: impl FnOnce(E::Reply) -> Vec<String>,
) -> Vec<String> {
    match E::read(response) {
        Ok(reply) => texts(reply),
        Err(Failure::Refused(refusal)) => vec![refusal.message, refusal.retcode.to_string()],
        Err(Failure::Unreadable(unreadable)) => vec![unreadable.to_string()],
    }
}

fn event_texts(event: GatewayEvent) -> Vec<String> {
    let content = match event.kind {
        EventKind::Unknown { content } => vec![content],
        EventKind::Ringing(offer) | EventKind::AutoAnswer(offer) => {
            [offer.caller, offer.called, offer.transferred_from]
                .into_iter()
                .flatten()
                .collect()
        }
        EventKind::CustomerReleased { number, .. } => Vec::from_iter(number),
        EventKind::ParticipantChanged(change) => Vec::from_iter(change.participant),
        EventKind::IncomingCallInfo(call) => {
            [call.caller, call.called, call.skill, call.last_agent]
                .into_iter()
                .flatten()
                .collect()
        }
        _ => Vec::new(),
    };
    [event.name].into_iter().chain(content).collect()
}
