//! What supervisors, conference chairs and the agents' own phones do.

use serde::Deserialize;
use serde_json::{Value, json};

use super::read;
use crate::event::{self, Event, HungUpBy};
use crate::exchange::Exchange;
use crate::id::{AgentId, ConfId};
use crate::log::Effect;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Somebody {
    agent: AgentId,
}

/// A supervisor hangs up the agent's current call.
pub(super) fn release(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let Somebody { agent } = read(body)?;
    check_signed_in(exchange, agent)?;
    let call = exchange
        .current_call(agent)
        .ok_or_else(|| format!("Agent {agent} is not talking."))?;
    exchange.hang_up(&call, agent, HungUpBy::Platform);
    Ok(json!({"callid": call}))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Record {
    agent: AgentId,
    on: bool,
}

/// The agent records, with or without a call.
pub(super) fn record(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let Record { agent, on } = read(body)?;
    check_signed_in(exchange, agent)?;
    let recording = format!("{}-{agent}", exchange.clock.0);
    let Some(session) = exchange.session_mut(agent) else {
        return Err(format!("Agent {agent} is not signed in."));
    };
    if session.is_recording == on {
        let word = if on { "already" } else { "not" };
        return Err(format!("Agent {agent} is {word} recording."));
    }
    session.is_recording = on;
    if on {
        exchange.note(Effect::RecordingBegan, agent);
        exchange.tell(agent, event::record(recording));
    } else {
        exchange.note(Effect::RecordingEnded, agent);
        exchange.tell(agent, event::STOP_RECORD_DONE);
    }
    Ok(json!({"agent": agent, "on": on}))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Invite {
    agent: AgentId,
    /// A conference that goes on; none for a new one.
    #[serde(rename = "confId")]
    conference: Option<ConfId>,
}

/// The number of the first conference, as large as the pages' example.
const FIRST_CONFERENCE: u32 = 1_031_168;

pub(super) fn invite(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let Invite { agent, conference } = read(body)?;
    check_signed_in(exchange, agent)?;
    if exchange.session(agent).is_some_and(|s| s.is_occupied()) {
        return Err(format!("Agent {agent} is occupied."));
    }
    let conf = match conference {
        Some(conf) if !exchange.conferences.contains_key(&conf) => {
            return Err(format!("There is no conference {conf}."));
        }
        Some(conf) => conf,
        None => ConfId(FIRST_CONFERENCE.saturating_add(exchange.invitations_made as u32)),
    };
    exchange.invite(agent, conf);
    Ok(json!({"confId": conf}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EndConference {
    #[serde(rename = "confId")]
    conference: ConfId,
}

pub(super) fn end_conference(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let EndConference { conference } = read(body)?;
    if !exchange.conferences.contains_key(&conference) {
        return Err(format!("There is no conference {conference}."));
    }
    exchange.end_conference(conference);
    Ok(json!({"confId": conference}))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AnyEvent {
    agent: AgentId,
    event: Value,
}

/// Sends the agent an event as it is, whatever it is.
pub(super) fn event(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let AnyEvent { agent, event } = read(body)?;
    check_signed_in(exchange, agent)?;
    exchange.tell(agent, Event::Raw(event));
    Ok(json!({"agent": agent}))
}

fn check_signed_in(exchange: &Exchange, agent: AgentId) -> Result<(), String> {
    match exchange.session(agent) {
        Some(_) => Ok(()),
        None => Err(format!("Agent {agent} is not signed in.")),
    }
}
