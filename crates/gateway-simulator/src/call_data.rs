//! Module `calldata`: what an agent may know about calls.
//!
//! Pages "Querying Information About Calls Waiting in a Specified Skill
//! Queue", "Querying Call IDs of a Specified Agent", "Querying Call Information
//! Before Answering a Call", "Querying the List of Held Calls" and "Querying
//! Call Information". Where a page names no code for "there is none", it is
//! 400-001, the module's own "no call".

use serde_json::{Value, json};

use crate::agent::State;
use crate::call::{Call, Place};
use crate::exchange::Exchange;
use crate::id::{AgentId, SkillId, plain_number};
use crate::readings::{IdleWaitList, LastCallFlag};
use crate::reply::Reply;
use crate::retcode::{self, Retcode};
use crate::route::{Access, Ask, Route};

const fn route(
    suffix: &'static str,
    name: &'static str,
    act: fn(&mut Exchange, &Ask<'_>) -> Result<Reply, Retcode>,
) -> Route {
    Route {
        method: "GET",
        suffix,
        name,
        access: Access::SignedIn,
        act,
    }
}

pub(crate) const ROUTES: &[Route] = &[
    route(
        "waitcallinfo/*",
        "queryWaitCallInfoBySkillId",
        waiting_calls,
    ),
    route("allcallinfoEx/*", "allcallinfoEx", call_ids),
    route(
        "callinfobeforeanswer",
        "callinfobeforeanswer",
        before_answer,
    ),
    route("holdlist", "holdlist", held_calls),
    route("callinfo", "callinfo", call_info),
];

/// The media type of an ordinary audio call.
const MEDIA_TYPE: u8 = 5;

/// Only for an agent who is not idle.
fn waiting_calls(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let skill = plain_number(ask.part(0))
        .map(SkillId)
        .ok_or(retcode::INVALID_PARAMETER)?;
    let session = exchange.session(ask.agent).ok_or(retcode::NOT_SIGNED_IN)?;
    if session.state == State::Idle && !session.is_occupied() {
        return match exchange.settings.readings.idle_wait_list {
            IdleWaitList::Refused => Err(retcode::OPERATION_EXCEPTION),
            IdleWaitList::Empty => Ok(Reply::Result(json!([]))),
        };
    }
    let calls: Vec<Value> = exchange
        .waiting(skill)
        .into_iter()
        .map(|call| waiting_call(exchange, call))
        .collect();
    Ok(Reply::Result(json!(calls)))
}

/// The fields of the page's example, those outside its table included.
fn waiting_call(exchange: &Exchange, call: &Call) -> Value {
    let mut info = call_fields(exchange, call);
    info["begintime"] = json!(call.arrived);
    info["endtime"] = Value::Null;
    info["waitTime"] = json!(exchange.clock.since(call.arrived).0 / 1000);
    info["mediaAbility"] = json!(1);
    info["trace"] = Value::Null;
    info
}

fn call_ids(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let agent = AgentId::parse(ask.part(0)).ok_or(retcode::UNKNOWN_AGENT)?;
    let calls = exchange
        .session(agent)
        .map(|session| session.calls.clone())
        .unwrap_or_default();
    Ok(Reply::Result(json!(calls)))
}

fn before_answer(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let call = exchange
        .ringing_call(ask.agent, None)
        .and_then(|id| exchange.calls.get(&id))
        .ok_or(retcode::NO_CALL_DATA)?;
    Ok(Reply::Result(call_fields(exchange, call)))
}

/// Only in manual answer mode, and only five fields.
fn held_calls(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let session = exchange.session(ask.agent).ok_or(retcode::NOT_SIGNED_IN)?;
    if exchange.answers_automatically(session) {
        return Err(retcode::NO_RIGHT_TO_QUERY);
    }
    let held: Vec<Value> = session
        .calls
        .iter()
        .filter_map(|id| exchange.calls.get(id))
        .filter(|call| matches!(call.place, Place::Held { .. }))
        .map(|call| {
            json!({
                "callfeature": call.feature(),
                "callid": call.id,
                "caller": call.caller,
                "called": call.called,
                "callskill": skill_name(exchange, call),
            })
        })
        .collect();
    if held.is_empty() {
        return Err(retcode::NO_HELD_CALL);
    }
    Ok(Reply::Result(json!(held)))
}

/// The current call, or the last one where that is asked for.
fn call_info(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let wants_last = match ask.target.query("isNoContainLastCall") {
        None => false,
        Some(flag) => {
            let is_printed = exchange.settings.readings.last_call_flag == LastCallFlag::AsPrinted;
            (flag == "true") == is_printed
        }
    };
    if let Some(call) = exchange
        .current_call(ask.agent)
        .and_then(|id| exchange.calls.get(&id))
    {
        return Ok(Reply::Result(talked_call(exchange, call)));
    }
    let last = exchange
        .session(ask.agent)
        .and_then(|session| session.last_call.as_ref())
        .filter(|_| wants_last)
        .and_then(|id| exchange.ended.iter().find(|call| call.id == *id))
        .ok_or(retcode::NO_CALL_DATA)?;
    Ok(Reply::Result(talked_call(exchange, last)))
}

fn talked_call(exchange: &Exchange, call: &Call) -> Value {
    let mut info = call_fields(exchange, call);
    info["begintime"] = json!(call.answered);
    info["endtime"] = json!(call.ended);
    info
}

fn call_fields(exchange: &Exchange, call: &Call) -> Value {
    json!({
        "callfeature": call.feature(),
        "callid": call.id,
        "caller": call.caller,
        "called": call.called,
        "callskill": skill_name(exchange, call),
        "callskillid": call.skill,
        "orgicallednum": "",
        "calldata": "",
        "userPriority": 0,
        "trunkNo": 65535,
        "logontimes": exchange.clock.since(call.arrived).0 / 1000,
        "mediaType": MEDIA_TYPE,
    })
}

fn skill_name<'a>(exchange: &'a Exchange, call: &Call) -> &'a str {
    call.skill
        .and_then(|skill| exchange.skills.get(&skill))
        .map_or("", String::as_str)
}
