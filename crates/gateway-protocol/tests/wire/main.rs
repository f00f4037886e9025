//! What the pages print, against what this crate sends and reads.
//!
//! Rows are literal: an address, a body or an answer stands here as its page has it, so that a
//! row can be laid beside the page.

mod any_bytes;
mod calls;
mod codes;
mod events;
mod ids;
mod json;
mod refresh;
mod replies;
mod requests;
mod secrets;

use gateway_protocol::endpoint::{Endpoint, Failure, Response, Unreadable, Why};
use gateway_protocol::id::{AgentId, CallId, SkillId};
use gateway_protocol::retcode::Retcode;

fn agent() -> AgentId {
    AgentId::parse("291").unwrap()
}

fn call() -> CallId {
    CallId::parse("1455885056-1095").unwrap()
}

const SKILL: SkillId = SkillId(1);

fn read<E: Endpoint>(body: &str) -> Result<E::Reply, Failure> {
    E::read(&answered(200, body))
}

fn answered(status: u16, body: &str) -> Response {
    Response::from_bytes(status, body.as_bytes())
}

fn refused_with<R>(reply: Result<R, Failure>) -> Option<Retcode> {
    match reply {
        Err(Failure::Refused(refusal)) => Some(refusal.retcode),
        _ => None,
    }
}

fn unreadable_because<R>(reply: Result<R, Failure>) -> Option<Why> {
    match reply {
        Err(Failure::Unreadable(Unreadable { why, .. })) => Some(why),
        _ => None,
    }
}
