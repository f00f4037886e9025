//! The control desk: `/sim/…`, everything that callers, supervisors and time
//! do to the agents.
//!
//! JSON in, JSON out. What cannot be done is refused with HTTP 400 and a
//! sentence. A request that changes something must be a POST with
//! `Content-Type: application/json`, or a DELETE, so that no foreign page can
//! send it unasked.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::exchange::Exchange;
use crate::http::{HttpAnswer, HttpRequest, Target};
use crate::log::Cause;

mod calls;
mod faults;
mod people;
mod state;
mod weather;

pub(crate) use calls::CALLED;

/// What the desk can do, and what its sentence of success holds.
type Act = fn(&mut Exchange, Value) -> Result<Value, String>;

const ACTS: &[(&str, Act)] = &[
    ("ring", calls::ring),
    ("queue", calls::queue),
    ("hangup", calls::hang_up),
    ("take", calls::take),
    ("hold", calls::hold),
    ("unhold", calls::unhold),
    ("reoffer", calls::reoffer),
    ("release", people::release),
    ("record", people::record),
    ("invite", people::invite),
    ("conference/end", people::end_conference),
    ("event", people::event),
    ("faults", faults::arm),
    ("advance", weather::advance),
    ("settings", weather::settings),
    ("reset", weather::reset),
];

/// Serves a request to `/sim/…`.
pub(crate) fn serve(exchange: &mut Exchange, request: &HttpRequest, target: &Target) -> HttpAnswer {
    let name = target.path.get(1..).unwrap_or_default().join("/");
    let answered = match (request.method.as_str(), name.as_str()) {
        ("GET", "state") => Ok(state::state(exchange)),
        ("GET", "log") => state::log(exchange, target),
        ("GET", "faults") => Ok(faults::list(exchange)),
        ("DELETE", "faults") => faults::clear(exchange, target),
        ("POST", _) => body(request).and_then(|body| perform(exchange, &name, body)),
        _ => Err("GET /sim/state, /sim/log and /sim/faults, DELETE /sim/faults; everything else is a POST.".to_owned()),
    };
    let answer = match answered {
        Ok(value) => HttpAnswer::json(200, &value),
        Err(sentence) => HttpAnswer::json(400, &json!({"error": sentence})),
    };
    answer.with_header("Cache-Control", "no-store".to_owned())
}

/// Does one thing the desk asks.
pub(crate) fn perform(exchange: &mut Exchange, name: &str, body: Value) -> Result<Value, String> {
    let Some((_, act)) = ACTS.iter().find(|(known, _)| *known == name) else {
        return match name {
            "state" => Ok(state::state(exchange)),
            _ => Err(format!("There is no /sim/{name}. There are: {}.", names())),
        };
    };
    exchange.cause = Cause::Desk;
    let done = act(exchange, body);
    exchange.conclude();
    done
}

fn names() -> String {
    let names: Vec<&str> = ACTS.iter().map(|(name, _)| *name).collect();
    names.join(", ")
}

fn body(request: &HttpRequest) -> Result<Value, String> {
    let kind = request.header("Content-Type").unwrap_or_default();
    if !kind.trim_start().starts_with("application/json") {
        return Err("Send Content-Type: application/json (curl: --json '…').".to_owned());
    }
    if request.body.is_empty() {
        return Ok(json!({}));
    }
    serde_json::from_slice(&request.body).map_err(|error| format!("The body is not JSON: {error}."))
}

/// Reads the fields of a request.
fn read<T: DeserializeOwned>(body: Value) -> Result<T, String> {
    serde_json::from_value(body).map_err(|error| format!("{error}."))
}
