//! The gateway's front: from a request to an answer.
//!
//! Here a request meets what is armed for it, finds its interface, shows its
//! Guid and is served. Decisions where the pages
//! are silent: an address no page has is HTTP 404, a method the page does not
//! name is HTTP 405, everything else is HTTP 200 with a code in the envelope.
//! An agent who is not signed in is told 100-006 whatever the Guid; a missing,
//! wrong or expired Guid of one who is gets 000-003; a Guid whose session was
//! taken over by a forced sign-in gets 100-006.

use crate::agent_event;
use crate::exchange::{Exchange, Held, Waits};
use crate::fault;
use crate::http::{HttpAnswer, HttpRequest, Outcome, Target};
use crate::id::{AgentId, CallId, Ticket};
use crate::log::LogEntry;
use crate::outage;
use crate::readings::{ContentType, Edition};
use crate::reply::{self, Reply};
use crate::retcode::{self, Retcode};
use crate::route::{self, Access, Ask, Found, Route};

/// What is known of a request before it is served.
pub(crate) struct Arrived {
    /// The "method name in logs"; `unknown` for an address no page has.
    pub(crate) name: &'static str,
    pub(crate) agent: Option<AgentId>,
    /// The call it names.
    pub(crate) call: Option<CallId>,
}

/// What becomes of a request that a client has sent.
pub(crate) fn receive(exchange: &mut Exchange, request: &HttpRequest, target: &Target) -> Outcome {
    let arrived = note_arrival(exchange, request, target, None);
    if let Some(outcome) = outage::meet(exchange) {
        return outcome;
    }
    let met = fault::arrival::meet(exchange, request, &arrived);
    met.unwrap_or_else(|| serve(exchange, request, target))
}

/// What becomes of a request that reaches the gateway later than it was sent.
pub(crate) fn reach(exchange: &mut Exchange, request: &HttpRequest) -> Outcome {
    let target = Target::parse(&request.path_and_query);
    outage::meet(exchange).unwrap_or_else(|| serve(exchange, request, &target))
}

/// Serves a request.
fn serve(exchange: &mut Exchange, request: &HttpRequest, target: &Target) -> Outcome {
    let (route, agent, parts) = match route::find(&request.method, &target.path) {
        Found::Interface {
            route,
            agent,
            parts,
        } => (route, agent, parts),
        Found::WrongMethod => return turn_away(exchange, 405),
        Found::Nothing => return turn_away(exchange, 404),
    };
    let id = AgentId::parse(agent);
    let served = admit(exchange, route, id, request).and_then(|(agent, guid)| {
        outage::check(exchange)?;
        (route.act)(
            exchange,
            &Ask {
                agent,
                parts,
                target,
                body: &request.body,
                guid,
            },
        )
    });
    give(exchange, route.name, id, served)
}

fn turn_away(exchange: &mut Exchange, status: u16) -> Outcome {
    note_answer(exchange, None, status, None);
    fault::answer::send(exchange, UNKNOWN, None, HttpAnswer::empty(status))
}

/// Lets a request in, or says why not. A request let in breaks the silence.
fn admit<'a>(
    exchange: &mut Exchange,
    route: &Route,
    agent: Option<AgentId>,
    request: &'a HttpRequest,
) -> Result<(AgentId, &'a str), Retcode> {
    let readings = &exchange.settings.readings;
    let last = match readings.edition {
        Edition::Newer => 999_999,
        Edition::Older => 59_999,
    };
    let agent = agent
        .filter(|agent| (101..=last).contains(&agent.0))
        .ok_or(retcode::INVALID_PARAMETER)?;
    if readings.content_type == ContentType::Required && !has_content_type(request) {
        return Err(retcode::INVALID_PARAMETER);
    }
    let guid = request.header("Guid").unwrap_or_default();
    if route.access == Access::Open {
        return Ok((agent, guid));
    }
    let now = exchange.clock;
    let settings = &exchange.settings;
    let known = exchange.agents.get_mut(&agent);
    let Some(known) = known.filter(|known| known.session.is_some() || known.has_signed_out) else {
        return Err(retcode::NOT_SIGNED_IN);
    };
    let is_displaced = known.displaced_guids.iter().any(|old| old == guid);
    match &mut known.session {
        None if route.name == "logout" => Err(retcode::ALREADY_SIGNED_OUT),
        None => Err(retcode::NOT_SIGNED_IN),
        Some(session) if session.guids.admits(guid, settings, now) => {
            session.last_request = now;
            Ok((agent, guid))
        }
        Some(_) if is_displaced => Err(retcode::NOT_SIGNED_IN),
        Some(_) => Err(retcode::NO_PERMISSION),
    }
}

fn has_content_type(request: &HttpRequest) -> bool {
    let Some(value) = request.header("Content-Type") else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    let is_json = parts
        .next()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
    is_json
        && parts.all(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            !name.eq_ignore_ascii_case("charset")
                || value.trim_matches('"').eq_ignore_ascii_case("utf-8")
        })
}

fn give(
    exchange: &mut Exchange,
    name: &str,
    agent: Option<AgentId>,
    served: Result<Reply, Retcode>,
) -> Outcome {
    let (answer, code) = match served {
        Ok(Reply::Held(ticket)) => return Outcome::Hold(ticket),
        Ok(Reply::Polled(polled)) => {
            agent_event::note_polled(exchange, agent, &polled);
            return fault::answer::send(exchange, name, agent, polled.into_answer());
        }
        Ok(Reply::Done) => (reply::accepted(serde_json::json!({})), "0"),
        Ok(Reply::Result(result)) => (reply::accepted(result), "0"),
        Ok(Reply::SignedIn { result, set_guid }) => {
            let answer = reply::accepted(result).with_header("Set-GUID", set_guid);
            (answer, "0")
        }
        Err(code) => (reply::refused(code), code.code),
    };
    note_answer(exchange, agent, 200, Some(code.to_owned()));
    fault::answer::send(exchange, name, agent, answer)
}

/// Makes the present request wait.
pub(crate) fn hold(exchange: &mut Exchange, waits: Waits) -> Ticket {
    let request = exchange.request_number();
    let ticket = Ticket(request);
    exchange.held.insert(ticket, Held { request, waits });
    ticket
}

/// The name of a request for an address that no page has.
const UNKNOWN: &str = "unknown";

/// Notes that the network has sent a request once more.
pub(crate) fn note_copy(exchange: &mut Exchange, request: &HttpRequest, of: u64) {
    let target = Target::parse(&request.path_and_query);
    note_arrival(exchange, request, &target, Some(of));
}

fn note_arrival(
    exchange: &mut Exchange,
    request: &HttpRequest,
    target: &Target,
    copy_of: Option<u64>,
) -> Arrived {
    let (name, agent) = match route::find(&request.method, &target.path) {
        Found::Interface { route, agent, .. } => (route.name, AgentId::parse(agent)),
        Found::WrongMethod | Found::Nothing => (UNKNOWN, None),
    };
    let path = request
        .path_and_query
        .split('?')
        .next()
        .unwrap_or_default()
        .to_owned();
    let named = match name {
        "answer" => target.query("callid").map(str::to_owned),
        "dropCall" | "requestAppointedCall" => target.path.get(5).cloned(),
        "reject" => crate::voice_call::named_in_body(&request.body),
        _ => None,
    };
    let call = named.map(CallId);
    exchange.write(LogEntry::Arrived {
        name,
        method: request.method.clone(),
        path,
        agent,
        callid: call.clone(),
        copy_of,
    });
    Arrived { name, agent, call }
}

pub(crate) fn note_answer(
    exchange: &mut Exchange,
    agent: Option<AgentId>,
    status: u16,
    retcode: Option<String>,
) {
    exchange.write(LogEntry::Answered {
        agent,
        status,
        retcode,
        event: None,
        has_set_guid: false,
    });
}
