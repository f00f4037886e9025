//! What the desk sees: the whole call centre, and the log.
//!
//! No Guid and no password is in either.

use serde_json::{Value, json};

use crate::agent::{Agent, Session};
use crate::call::{Call, CallKind};
use crate::conference::Seat;
use crate::exchange::Exchange;
use crate::http::Target;
use crate::id::AgentId;
use crate::log::LogRow;

/// Ended calls shown, the newest first.
const ENDED_SHOWN: usize = 20;
/// Log rows in one answer, unless fewer are asked for.
const ROWS_SHOWN: usize = 2000;

pub(super) fn state(exchange: &Exchange) -> Value {
    let agents: Vec<Value> = exchange
        .agents
        .iter()
        .map(|(id, agent)| about_agent(exchange, *id, agent))
        .collect();
    let queues: Vec<Value> = exchange
        .skills
        .iter()
        .map(|(skill, name)| {
            let waiting: Vec<&str> = exchange
                .waiting(*skill)
                .iter()
                .map(|call| call.id.0.as_str())
                .collect();
            json!({"skill": skill, "name": name, "callids": waiting})
        })
        .collect();
    let calls: Vec<Value> = exchange
        .calls
        .values()
        .map(|call| about_call(exchange, call))
        .collect();
    let ended: Vec<Value> = exchange
        .ended
        .iter()
        .rev()
        .take(ENDED_SHOWN)
        .map(|call| about_call(exchange, call))
        .collect();
    let conferences: Vec<Value> = exchange
        .conferences
        .iter()
        .map(|(id, conference)| json!({"confId": id, "members": conference.members}))
        .collect();
    json!({
        "now": exchange.clock,
        "agents": agents,
        "calls": calls,
        "ended": ended,
        "queues": queues,
        "conferences": conferences,
        "armed": exchange.faults.waiting(exchange.clock),
        "late": exchange.stragglers.count(),
        "outage": exchange.ongoing,
        "settings": exchange.settings,
    })
}

fn about_agent(exchange: &Exchange, id: AgentId, agent: &Agent) -> Value {
    let mut about = json!({
        "agent": id,
        "name": agent.name,
        "isSignedIn": agent.session.is_some(),
        "hasPassword": agent.password.is_some(),
    });
    if let Some(session) = &agent.session {
        about["session"] = about_session(exchange, session);
    }
    about
}

fn about_session(exchange: &Exchange, session: &Session) -> Value {
    let conference = match &session.seat {
        Seat::Free => Value::Null,
        Seat::Invited { conf, since, .. } => {
            json!({"confId": conf, "is": "invited", "since": since})
        }
        Seat::Joined { conf, since, .. } => json!({"confId": conf, "is": "joined", "since": since}),
    };
    json!({
        "agentState": Exchange::state_number(session),
        "state": session.state,
        "since": session.state_since,
        "isOccupied": session.is_occupied(),
        "isAutoAnswer": exchange.answers_automatically(session),
        "isRecording": session.is_recording,
        "phone": session.phone,
        "skills": session.skills,
        "callids": session.calls,
        "conference": conference,
        "loginTime": session.login_time,
        "lastRequest": session.last_request,
        "pollsHeld": session.polls.len(),
        "eventsWaiting": session.events.len(),
    })
}

fn about_call(exchange: &Exchange, call: &Call) -> Value {
    let kind = match call.kind {
        CallKind::Inbound => "inbound",
        CallKind::Transfer { .. } => "transfer",
        CallKind::Internal => "internal",
    };
    let skill_name = call.skill.and_then(|skill| exchange.skills.get(&skill));
    let mut about = json!({
        "callid": call.id,
        "caller": call.caller,
        "called": call.called,
        "skill": call.skill,
        "skillName": skill_name,
        "kind": kind,
        "arrived": call.arrived,
        "answered": call.answered,
        "ended": call.ended,
        "offers": call.offers,
        "lastAgent": call.last_agent,
    });
    if call.ended.is_none()
        && let (Value::Object(about), Value::Object(place)) = (&mut about, json!(call.place))
    {
        about.extend(place);
    }
    about
}

/// `?after=SEQ` leaves out the rows up to that one, `?agent=ID` other agents',
/// `?limit=N` gives the newest N.
pub(super) fn log(exchange: &Exchange, target: &Target) -> Result<Value, String> {
    let number = |name: &str| match target.query(name) {
        None => Ok(None),
        Some(text) => text
            .parse::<u64>()
            .map(Some)
            .map_err(|_| format!("{name} is a number, not \"{text}\".")),
    };
    let after = number("after")?.unwrap_or(0);
    let limit = number("limit")?.map_or(ROWS_SHOWN, |limit| limit as usize);
    let agent = number("agent")?.map(|agent| agent.to_string());
    let mut rows: Vec<Value> = exchange
        .log
        .rows()
        .rev()
        .take_while(|row| row.seq > after)
        .map(|row: &LogRow| json!(row))
        .filter(|row| {
            agent.is_none() || row.get("agent").and_then(Value::as_str) == agent.as_deref()
        })
        .take(limit)
        .collect();
    rows.reverse();
    Ok(json!({"now": exchange.clock, "rows": rows}))
}
