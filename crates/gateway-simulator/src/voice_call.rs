//! Module `voicecall`: answer, reject, hang up, request a call.
//!
//! Pages "Answering a Call", "Rejecting an Inbound Call", "Dropping a Call",
//! "Disconnecting a Call of a Specified ID" and "Requesting a Specified Call".

use serde_json::{Map, Value};

use crate::call::Place;
use crate::event::HungUpBy;
use crate::exchange::Exchange;
use crate::id::{CallId, SkillId, plain_number};
use crate::log::Effect;
use crate::offer::RejectMode;
use crate::reply::Reply;
use crate::retcode::{self, Retcode};
use crate::route::{Access, Ask, Route};

const fn route(
    method: &'static str,
    suffix: &'static str,
    name: &'static str,
    act: fn(&mut Exchange, &Ask<'_>) -> Result<Reply, Retcode>,
) -> Route {
    Route {
        method,
        suffix,
        name,
        access: Access::SignedIn,
        act,
    }
}

pub(crate) const ROUTES: &[Route] = &[
    route("PUT", "answer", "answer", answer),
    route("POST", "reject", "reject", reject),
    route("DELETE", "release", "release", release),
    route("DELETE", "", "releaseEx", release),
    route("POST", "dropcall/*", "dropCall", drop_call),
    route(
        "POST",
        "requestcall/*/*",
        "requestAppointedCall",
        request_call,
    ),
];

/// The call id is optional; a wrong one finds no call.
fn answer(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let call = exchange
        .ringing_call(ask.agent, ask.target.query("callid"))
        .ok_or(retcode::NO_CALL_TO_ANSWER)?;
    exchange.connect(&call, ask.agent, Effect::Answered);
    Ok(Reply::Done)
}

/// The mode is a number in the table and a string in the example; the call id
/// is optional.
fn reject(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let fields: Map<String, Value> =
        serde_json::from_slice(ask.body).map_err(|_| retcode::UNREADABLE_BODY)?;
    let mode = match fields.get("mode") {
        Some(Value::Number(number)) => number.as_u64(),
        Some(Value::String(text)) => plain_number(text).map(u64::from),
        _ => None,
    };
    let mode = match mode {
        Some(1) => RejectMode::ToQueue,
        Some(2) => RejectMode::Release,
        _ => return Err(retcode::INVALID_PARAMETER),
    };
    let named = match fields.get("callid") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) if text.is_empty() => None,
        Some(Value::String(text)) => Some(text.as_str()),
        Some(_) => return Err(retcode::INVALID_PARAMETER),
    };
    let call = exchange
        .ringing_call(ask.agent, named)
        .ok_or(retcode::NO_CALL_TO_ANSWER)?;
    exchange.reject(&call, ask.agent, mode);
    Ok(Reply::Done)
}

/// Only the current call: neither one that rings nor one that is held.
fn release(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let call = exchange
        .current_call(ask.agent)
        .ok_or(retcode::NO_CALL_TO_HANG_UP)?;
    exchange.hang_up(&call, ask.agent, HungUpBy::Agent);
    Ok(Reply::Done)
}

/// Any call the agent talks or holds; one that only rings cannot be dropped.
fn drop_call(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let call = exchange.call_of(ask.agent, ask.part(0))?;
    if matches!(call.place, Place::Ringing { .. }) {
        return Err(retcode::NO_CALL_TO_DROP);
    }
    let call = call.id.clone();
    exchange.hang_up(&call, ask.agent, HungUpBy::Agent);
    Ok(Reply::Done)
}

/// Refused with 100-007, the only code its page has, while another call rings,
/// talks or is held, while recording, and when the call no longer waits there.
/// The skill may be spelled `skillId`, as the page does, or `skillid`, as the
/// public clients do.
fn request_call(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let query = ask.target;
    let skill = query
        .query("skillId")
        .or_else(|| query.query("skillid"))
        .and_then(plain_number)
        .map(SkillId)
        .ok_or(retcode::INVALID_PARAMETER)?;
    if ask.part(1) != "0" {
        return Err(retcode::INVALID_PARAMETER);
    }
    let session = exchange.session(ask.agent).ok_or(retcode::NOT_SIGNED_IN)?;
    if session.is_occupied() || session.is_recording {
        return Err(retcode::OPERATION_EXCEPTION);
    }
    let call = CallId(ask.part(0).to_owned());
    let waits_there = exchange
        .calls
        .get(&call)
        .is_some_and(|call| call.skill == Some(skill) && call.agent().is_none());
    if !waits_there {
        return Err(retcode::OPERATION_EXCEPTION);
    }
    exchange.pick_up(&call, ask.agent);
    Ok(Reply::Done)
}

/// The call a rejection names, for the log.
pub(crate) fn named_in_body(body: &[u8]) -> Option<String> {
    let fields: Map<String, Value> = serde_json::from_slice(body).ok()?;
    fields.get("callid")?.as_str().map(str::to_owned)
}
