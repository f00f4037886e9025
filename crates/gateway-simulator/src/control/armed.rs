//! Arming an answer: a refusal, anything at all, or silence.
//!
//! Each waits for the next request of one "method name in logs", of one agent
//! if that is given. With `acts` the request takes effect before its answer
//! is replaced; a poll cannot, since its effect is its answer.

use serde::Deserialize;
use serde_json::{Value, json};

use super::read;
use crate::exchange::Exchange;
use crate::fault::{Armed, ArmedAnswer};
use crate::id::AgentId;
use crate::route;

/// The largest body that can be armed.
const LARGEST_BODY: usize = 2 * 1024 * 1024;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Refusal {
    on: String,
    agent: Option<AgentId>,
    retcode: String,
    message: Option<String>,
    #[serde(default)]
    acts: bool,
}

pub(super) fn arm(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let asked: Refusal = read(body)?;
    let answer = ArmedAnswer::Refusal {
        retcode: asked.retcode,
        message: asked.message.unwrap_or_default(),
    };
    set(exchange, &asked.on, asked.agent, asked.acts, answer)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Raw {
    on: String,
    agent: Option<AgentId>,
    status: Option<u16>,
    content_type: Option<String>,
    body: String,
    #[serde(default)]
    acts: bool,
}

pub(super) fn answer(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let asked: Raw = read(body)?;
    let status = asked.status.unwrap_or(200);
    if !(200..=599).contains(&status) {
        return Err("status is 200 to 599.".to_owned());
    }
    if asked.body.len() > LARGEST_BODY {
        return Err(format!("body has at most {LARGEST_BODY} bytes."));
    }
    let content_type = asked
        .content_type
        .unwrap_or_else(|| "application/json;charset=UTF-8".to_owned());
    if !content_type
        .bytes()
        .all(|byte| (b' '..=b'~').contains(&byte))
    {
        return Err("contentType has a character that no header may have.".to_owned());
    }
    let answer = ArmedAnswer::Raw {
        status,
        content_type,
        body: asked.body,
    };
    set(exchange, &asked.on, asked.agent, asked.acts, answer)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Silence {
    on: String,
    agent: Option<AgentId>,
    #[serde(default)]
    acts: bool,
}

pub(super) fn stall(exchange: &mut Exchange, body: Value) -> Result<Value, String> {
    let asked: Silence = read(body)?;
    let answer = ArmedAnswer::Silence;
    set(exchange, &asked.on, asked.agent, asked.acts, answer)
}

fn set(
    exchange: &mut Exchange,
    on: &str,
    agent: Option<AgentId>,
    acts: bool,
    answer: ArmedAnswer,
) -> Result<Value, String> {
    let Some(on) = route::known_name(on) else {
        let names: Vec<&str> = route::names().collect();
        return Err(format!(
            "on is a method name in logs, not \"{on}\": {}.",
            names.join(", ")
        ));
    };
    if acts && on == "getAgentEvent" {
        return Err("A poll cannot act: its effect is its answer.".to_owned());
    }
    exchange.faults.arm(Armed {
        on,
        agent,
        answer,
        acts,
    });
    Ok(json!({"on": on}))
}
