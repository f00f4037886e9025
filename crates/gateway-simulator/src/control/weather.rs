//! What surrounds everybody: time, outages, the gateway's settings, a fresh
//! start.

use serde::Deserialize;
use serde_json::{Value, json};

use super::read;
use crate::exchange::Exchange;
use crate::outage::Outage;
use crate::settings::Settings;
use crate::time::Millis;

/// The most time one request lets pass: a day.
const LONGEST: Millis = Millis::seconds(86_400);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    ms: Millis,
}

pub(super) fn advance(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let Advance { ms } = read(body)?;
    if ms > LONGEST {
        return Err(format!("ms is at most {} (a day).", LONGEST.0));
    }
    exchange.advance(ms);
    Ok(json!({"now": exchange.clock}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Begin {
    kind: Outage,
    ms: Option<Millis>,
}

/// Without `ms` it lasts until it is ended.
pub(super) fn outage(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let Begin { kind, ms } = read(body)?;
    if ms.is_some_and(|ms| ms > LONGEST) {
        return Err(format!("ms is at most {} (a day).", LONGEST.0));
    }
    exchange.start_outage(kind, ms);
    Ok(json!({"outage": exchange.ongoing}))
}

pub(super) fn end_outage(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let Nothing {} = read(body)?;
    let Some(outage) = exchange.outage() else {
        return Err("There is no outage.".to_owned());
    };
    exchange.finish_outage();
    Ok(json!({"ended": outage}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// Changes the settings named, leaves the others. A poll that is held and a
/// call that rings keep the time they began with.
pub(super) fn settings(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let changes = body.as_object().ok_or("Settings are an object.")?;
    let mut merged = json!(exchange.settings);
    for (name, value) in changes {
        let known = merged
            .get_mut(name)
            .ok_or_else(|| format!("There is no setting {name}."))?;
        if name != "readings" {
            *known = value.clone();
            continue;
        }
        let mut readings = exchange.settings.readings.clone();
        for (reading, value) in value.as_object().ok_or("Readings are an object.")? {
            readings = readings.turned(reading, value.clone())?;
        }
        *known = json!(readings);
    }
    let settings: Settings = read(merged)?;
    if settings.guid_interval >= settings.guid_timeout {
        return Err("guidInterval must be shorter than guidTimeout.".to_owned());
    }
    exchange.settings = settings;
    exchange.watch_silence();
    Ok(json!(exchange.settings))
}

pub(super) fn reset(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let Nothing {} = read(body)?;
    exchange.reset();
    Ok(json!({}))
}
