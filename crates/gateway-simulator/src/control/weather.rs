//! What surrounds everybody: time, the gateway's settings, a fresh start.

use serde::Deserialize;
use serde_json::{Value, json};

use super::read;
use crate::exchange::Exchange;
use crate::fault::LONGEST;
use crate::settings::Settings;
use crate::time::Millis;

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
