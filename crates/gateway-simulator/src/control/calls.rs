//! What callers do: ring, wait, hang up, be held.

use serde::Deserialize;
use serde_json::{Value, json};

use super::read;
use crate::agent::State;
use crate::call::{Call, CallKind, Place};
use crate::exchange::Exchange;
use crate::id::{AgentId, CallId, SkillId};
use crate::log::Effect;

/// The number callers dial, where none is given.
pub(crate) const CALLED: &str = "60015";
/// The most callers one request may queue.
const MOST_CALLERS: u32 = 500;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Ring {
    agent: AgentId,
    caller: Option<String>,
    called: Option<String>,
    skill: Option<SkillId>,
    /// `true`, or the agent who transfers.
    #[serde(default)]
    transfer: Transfer,
    #[serde(default)]
    internal: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Transfer {
    Marked(bool),
    From(AgentId),
}

impl Default for Transfer {
    fn default() -> Self {
        Self::Marked(false)
    }
}

/// The agent a transfer comes from, where none is named.
const TRANSFERRING_AGENT: AgentId = AgentId(190);
/// The agent an internal call comes from, where none is named; an agent's
/// number has an A before it.
const CALLING_AGENT: &str = "A190";

pub(super) fn ring(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let ring: Ring = read(body)?;
    let agent = ring.agent;
    let kind = match (ring.transfer, ring.internal) {
        (Transfer::Marked(false), false) => CallKind::Inbound,
        (Transfer::Marked(false), true) => CallKind::Internal,
        (Transfer::Marked(true), false) => CallKind::Transfer {
            from: TRANSFERRING_AGENT,
        },
        (Transfer::From(from), false) => CallKind::Transfer { from },
        _ => return Err("A call is a transfer or internal, not both.".to_owned()),
    };
    check_free(exchange, agent)?;
    let skill = match kind {
        CallKind::Internal => ring.skill,
        CallKind::Inbound | CallKind::Transfer { .. } => {
            Some(skill_of(exchange, agent, ring.skill)?)
        }
    };
    let (caller, called) = match kind {
        CallKind::Internal => (CALLING_AGENT.to_owned(), agent.to_string()),
        _ => (exchange.some_number(), CALLED.to_owned()),
    };
    let call = exchange.new_call(
        ring.caller.unwrap_or(caller),
        ring.called.unwrap_or(called),
        skill,
        kind,
    );
    exchange.offer(&call, agent);
    Ok(json!({"callid": call}))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Queue {
    skill: SkillId,
    caller: Option<String>,
    called: Option<String>,
    count: Option<u32>,
}

pub(super) fn queue(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let queue: Queue = read(body)?;
    let count = queue.count.unwrap_or(1);
    if !exchange.skills.contains_key(&queue.skill) {
        return Err(format!("There is no skill {}.", queue.skill));
    }
    if !(1..=MOST_CALLERS).contains(&count) {
        return Err(format!("count is 1 to {MOST_CALLERS}."));
    }
    let mut calls = Vec::new();
    for _ in 0..count {
        let caller = queue
            .caller
            .clone()
            .unwrap_or_else(|| exchange.some_number());
        let called = queue.called.clone().unwrap_or_else(|| CALLED.to_owned());
        let call = exchange.new_call(caller, called, Some(queue.skill), CallKind::Inbound);
        exchange.note_with(Effect::Queued, None, Some(&call), None);
        calls.push(call);
    }
    Ok(json!({"callid": calls.first(), "callids": calls}))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Named {
    callid: CallId,
}

pub(super) fn hang_up(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let call = find(exchange, body)?.id.clone();
    exchange.caller_leaves(&call);
    Ok(json!({"callid": call}))
}

pub(super) fn take(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let call = find(exchange, body)?;
    if call.agent().is_some() {
        return Err(format!("Call {} does not wait in a queue.", call.id));
    }
    let call = call.id.clone();
    exchange.take_elsewhere(&call);
    Ok(json!({"callid": call}))
}

pub(super) fn hold(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let call = find(exchange, body)?;
    let Place::Talking { agent, .. } = call.place else {
        return Err(format!("Call {} is not talking.", call.id));
    };
    let call = call.id.clone();
    exchange.hold(&call, agent);
    Ok(json!({"callid": call}))
}

pub(super) fn unhold(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let call = find(exchange, body)?;
    let Place::Held { agent, .. } = call.place else {
        return Err(format!("Call {} is not held.", call.id));
    };
    let call = call.id.clone();
    check_phone_free(exchange, agent)?;
    exchange.connect(&call, agent, Effect::Resumed);
    Ok(json!({"callid": call}))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Reoffer {
    callid: CallId,
    agent: Option<AgentId>,
}

/// To the agent named, else to the one it rang at last.
pub(super) fn reoffer(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let Reoffer { callid, agent } = read(body)?;
    let call = exchange
        .calls
        .get(&callid)
        .ok_or_else(|| format!("There is no call {callid}."))?;
    if call.agent().is_some() {
        return Err(format!("Call {callid} does not wait in a queue."));
    }
    let (last_agent, skill) = (call.last_agent, call.skill);
    let agent = agent
        .or(last_agent)
        .ok_or("Name an agent: the call has rung nowhere yet.")?;
    check_free(exchange, agent)?;
    skill_of(exchange, agent, skill)?;
    exchange.offer(&callid, agent);
    Ok(json!({"callid": callid, "agent": agent}))
}

fn find(exchange: &Exchange, body: Value) -> Result<&Call, String> {
    let Named { callid } = read(body)?;
    exchange
        .calls
        .get(&callid)
        .ok_or_else(|| format!("There is no call {callid}."))
}

/// A call reaches an agent who is idle, or whose only calls are held.
fn check_free(exchange: &Exchange, agent: AgentId) -> Result<(), String> {
    let session = exchange
        .session(agent)
        .ok_or_else(|| format!("Agent {agent} is not signed in."))?;
    check_phone_free(exchange, agent)?;
    match session.state {
        _ if session.is_occupied() => Ok(()),
        State::Idle => Ok(()),
        State::Busy => Err(format!("Agent {agent} is busy.")),
        State::Work => Err(format!("Agent {agent} is in wrap-up.")),
    }
}

fn check_phone_free(exchange: &Exchange, agent: AgentId) -> Result<(), String> {
    if exchange.ringing_call(agent, None).is_some() {
        return Err(format!("A call rings at agent {agent} already."));
    }
    if exchange.current_call(agent).is_some() {
        return Err(format!("Agent {agent} is talking."));
    }
    let session = exchange.session(agent);
    if session.is_some_and(|session| session.seat.conference().is_some()) {
        return Err(format!(
            "Agent {agent} is in a conference or invited to one."
        ));
    }
    Ok(())
}

/// The skill a call comes by: one the agent signed in to ("resetskill").
fn skill_of(
    exchange: &Exchange,
    agent: AgentId,
    wanted: Option<SkillId>,
) -> Result<SkillId, String> {
    let skills = exchange
        .session(agent)
        .map(|session| session.skills.as_slice())
        .unwrap_or_default();
    match (wanted, skills) {
        (_, []) => Err(format!(
            "Agent {agent} has no skill: \"resetskill\" was not called."
        )),
        (None, [first, ..]) => Ok(*first),
        (Some(skill), _) if skills.contains(&skill) => Ok(skill),
        (Some(skill), _) => Err(format!("Agent {agent} has not signed in to skill {skill}.")),
    }
}

impl Exchange {
    /// A number to call from.
    pub(crate) fn some_number(&mut self) -> String {
        format!("0755{:07}", self.dice.roll() % 10_000_000)
    }
}
