//! Faults that strike as a request arrives.
//!
//! Those that surprise the request (a caller who leaves, a session that ends)
//! are the desk's doing by the log, and the request is served after them.

use serde_json::json;

use super::armed::Aim;
use super::late::{self, Straggler};
use super::{Details, Fault, Moment};
use crate::agent::State;
use crate::agent_event;
use crate::call::{CallKind, Place};
use crate::control::CALLED;
use crate::exchange::{Exchange, Waits};
use crate::gateway::{self, Arrived};
use crate::http::{HttpAnswer, HttpRequest, Outcome};
use crate::id::{AgentId, CallId};
use crate::log::Cause;
use crate::online_agent;
use crate::reply;
use crate::settings::AuthMode;
use crate::time::Millis;

/// What a request that arrives meets, if it does not go straight to its
/// interface.
pub(crate) fn meet(
    exchange: &mut Exchange,
    request: &HttpRequest,
    arrived: &Arrived,
) -> Option<Outcome> {
    let aim = Aim {
        moment: Moment::Request,
        name: arrived.name,
        agent: arrived.agent,
    };
    let (fault, details) =
        exchange.struck(aim, &|exchange, fault| can_strike(exchange, fault, arrived))?;
    exchange.note_fault(fault, arrived.agent, None);
    match fault {
        Fault::RequestLost => Some(Outcome::Refused),
        Fault::RequestSwallowed => Some(Outcome::Hold(gateway::hold(exchange, Waits::Forever))),
        Fault::RequestDelayed => Some(delay(exchange, request, &details)),
        Fault::RequestDoubled => Some(double(exchange, request)),
        Fault::RequestReplayed => Some(replay(exchange, request, &details)),
        _ => {
            let answer = instead(fault, &details);
            let Some((answer, retcode)) = answer else {
                surprise(exchange, fault, arrived);
                return None;
            };
            gateway::note_answer(exchange, arrived.agent, answer.status, retcode);
            Some(Outcome::Answer(answer))
        }
    }
}

const TEN_SECONDS: Millis = Millis::seconds(10);
const A_MINUTE: Millis = Millis::seconds(60);

fn delay(exchange: &mut Exchange, request: &HttpRequest, details: &Details) -> Outcome {
    let ticket = late::wait(exchange);
    let straggler = Straggler::Request {
        number: ticket.0,
        request: request.clone(),
    };
    exchange.let_lag(straggler, details.ms.unwrap_or(TEN_SECONDS));
    Outcome::Hold(ticket)
}

fn double(exchange: &mut Exchange, request: &HttpRequest) -> Outcome {
    let of = exchange.request_number();
    let first = gateway::reach(exchange, request);
    late::drop_outcome(exchange, first);
    exchange.conclude();
    exchange.begin_request();
    gateway::note_copy(exchange, request, of);
    gateway::reach(exchange, request)
}

fn replay(exchange: &mut Exchange, request: &HttpRequest, details: &Details) -> Outcome {
    let copy = Straggler::Copy {
        of: exchange.request_number(),
        request: request.clone(),
    };
    exchange.let_lag(copy, details.ms.unwrap_or(A_MINUTE));
    gateway::reach(exchange, request)
}

/// The page that stands in the gateway's place, for people.
const PAGE: &str = "<!doctype html><html><head><title>Sign in</title></head><body><form><input name=\"user\"></form></body></html>";
/// A page that every simulator serves.
const ELSEWHERE: &str = "/sim/";

/// What is answered in the place of an interface, and its code if it has one.
pub(crate) fn instead(fault: Fault, details: &Details) -> Option<(HttpAnswer, Option<String>)> {
    let page = |status, body: &str| HttpAnswer {
        status,
        headers: vec![("Content-Type".to_owned(), "text/html".to_owned())],
        body: body.as_bytes().to_vec(),
    };
    let answer = match fault {
        Fault::AcceptedInVain => {
            return Some((reply::accepted(json!({})), Some("0".to_owned())));
        }
        Fault::Refused => {
            let code = details.retcode.as_deref().unwrap_or("100-007");
            let message = details.message.as_deref().unwrap_or_default();
            let answer = reply::refused_with(code, message);
            return Some((answer, Some(code.to_owned())));
        }
        Fault::HttpError => {
            let status = details.status.unwrap_or(503);
            page(status, &format!("<h1>{status}</h1>"))
        }
        Fault::Redirected => HttpAnswer::empty(302).with_header("Location", ELSEWHERE.to_owned()),
        Fault::HtmlAnswer => page(200, PAGE),
        Fault::EmptyAnswer => HttpAnswer::empty(200),
        Fault::AnyAnswer => {
            let kind = details.content_type.as_deref();
            let kind = kind.unwrap_or("application/json;charset=UTF-8");
            HttpAnswer {
                status: details.status.unwrap_or(200),
                headers: vec![("Content-Type".to_owned(), kind.to_owned())],
                body: details.body.clone().unwrap_or_default().into_bytes(),
            }
        }
        _ => return None,
    };
    Some((answer, None))
}

/// Whether a surprise finds what it would take away.
fn can_strike(exchange: &Exchange, fault: Fault, arrived: &Arrived) -> bool {
    let session = arrived.agent.and_then(|agent| exchange.session(agent));
    match fault {
        Fault::SessionGone | Fault::SignedInElsewhere => session.is_some(),
        Fault::GuidDue => session.is_some() && exchange.settings.auth_mode == AuthMode::Dynamic,
        Fault::CallerLeaves => call_meant(exchange, arrived).is_some(),
        Fault::CallReplaced => call_present(exchange, arrived.agent).is_some(),
        Fault::TakenByAnother => waiting_call(exchange, arrived).is_some(),
        Fault::CallReoffered => ringing_call(exchange, arrived.agent).is_some(),
        Fault::ConferenceEnds => session.is_some_and(|session| session.seat.conference().is_some()),
        _ => true,
    }
}

/// Lets something happen just before the request does.
fn surprise(exchange: &mut Exchange, fault: Fault, arrived: &Arrived) {
    let Some(agent) = arrived.agent else {
        return;
    };
    let cause = std::mem::replace(&mut exchange.cause, Cause::Desk);
    match fault {
        Fault::SessionGone => exchange.lose_session(agent),
        Fault::SignedInElsewhere => online_agent::sign_in_elsewhere(exchange, agent),
        Fault::GuidDue => renew_soon(exchange, agent),
        Fault::CallerLeaves => {
            if let Some(call) = call_meant(exchange, arrived) {
                exchange.caller_leaves(&call);
            }
        }
        Fault::TakenByAnother => {
            if let Some(call) = waiting_call(exchange, arrived) {
                exchange.take_elsewhere(&call);
            }
        }
        Fault::CallReplaced => replace_call(exchange, agent),
        Fault::CallReoffered => reoffer_call(exchange, agent),
        Fault::ConferenceEnds => {
            let session = exchange.session(agent);
            if let Some(conf) = session.and_then(|session| session.seat.conference()) {
                exchange.end_conference(conf);
            }
        }
        _ => {}
    }
    exchange.conclude();
    exchange.cause = cause;
}

/// The call a request names, wherever it is; else the agent's present one.
fn call_meant(exchange: &Exchange, arrived: &Arrived) -> Option<CallId> {
    match &arrived.call {
        Some(call) => exchange.calls.contains_key(call).then(|| call.clone()),
        None => call_present(exchange, arrived.agent),
    }
}

fn call_present(exchange: &Exchange, agent: Option<AgentId>) -> Option<CallId> {
    ringing_call(exchange, agent).or_else(|| exchange.current_call(agent?))
}

fn ringing_call(exchange: &Exchange, agent: Option<AgentId>) -> Option<CallId> {
    exchange.ringing_call(agent?, None)
}

fn waiting_call(exchange: &Exchange, arrived: &Arrived) -> Option<CallId> {
    let named = arrived.call.as_ref()?;
    let call = exchange.calls.get(named)?;
    matches!(call.place, Place::Queued { .. }).then(|| named.clone())
}

fn renew_soon(exchange: &mut Exchange, agent: AgentId) {
    if let Some(session) = exchange.session_mut(agent) {
        session.guids.fall_due();
    }
    agent_event::end_holds(exchange, agent);
}

fn replace_call(exchange: &mut Exchange, agent: AgentId) {
    let Some(call) = call_present(exchange, Some(agent)) else {
        return;
    };
    let skill = exchange.calls.get(&call).and_then(|call| call.skill);
    exchange.caller_leaves(&call);
    exchange.conclude();
    make_free(exchange, agent);
    let caller = exchange.some_number();
    let next = exchange.new_call(caller, CALLED.to_owned(), skill, CallKind::Inbound);
    exchange.offer(&next, agent);
}

fn reoffer_call(exchange: &mut Exchange, agent: AgentId) {
    let Some(call) = ringing_call(exchange, Some(agent)) else {
        return;
    };
    let offer = exchange.calls.get(&call).map_or(0, |call| call.offers);
    exchange.ring_over(&call, offer);
    exchange.conclude();
    // A call that never was in a queue does not come back.
    if exchange.calls.contains_key(&call) {
        make_free(exchange, agent);
        exchange.offer(&call, agent);
    }
}

/// Makes an agent idle whom no call occupies, as a supervisor can.
fn make_free(exchange: &mut Exchange, agent: AgentId) {
    let session = exchange.session(agent);
    if session.is_some_and(|session| !session.is_occupied() && session.state != State::Idle) {
        // Refused only while idle.
        let _ = exchange.say_free(agent);
        exchange.conclude();
    }
}
