//! Arming faults: `GET /sim/faults` lists them and what is armed, POST arms
//! one, DELETE disarms all, or with `?fault=NAME` those of one name, and ends
//! the outage.

use serde_json::{Value, json};

use super::read;
use crate::exchange::Exchange;
use crate::fault::{Arming, FAULTS, Fault};
use crate::http::Target;
use crate::log::Cause;

pub(super) fn list(exchange: &Exchange) -> Value {
    json!({
        "faults": FAULTS,
        "armed": exchange.faults.waiting(exchange.clock),
        "outage": exchange.ongoing,
        "late": exchange.stragglers.count(),
    })
}

pub(super) fn arm(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let arming: Arming = read(body)?;
    let fault = arming.fault;
    exchange.begin_fault(arming)?;
    Ok(json!({"fault": fault}))
}

pub(super) fn clear(exchange: &mut Exchange, target: &Target) -> Result<Value, String> {
    let only = target.query("fault").map(Fault::named).transpose()?;
    exchange.cause = Cause::Desk;
    let cleared = exchange.end_faults(only);
    exchange.conclude();
    Ok(json!({"cleared": cleared}))
}
