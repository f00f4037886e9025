//! Faults that strike an answer on its way out: what the request did is done.

use serde_json::Value;

use super::armed::Aim;
use super::late::Straggler;
use super::{Details, Fault, Moment, arrival};
use crate::exchange::{Exchange, Waits};
use crate::gateway;
use crate::http::{Afterwards, Ending, HttpAnswer, Outcome, Torn};
use crate::id::{AgentId, Ticket};
use crate::time::Millis;

/// What becomes of an answer.
enum Way {
    Now(Ending),
    Later(Ending, Millis),
    Never,
}

/// Sends the answer of the present request.
pub(crate) fn send(
    exchange: &mut Exchange,
    name: &str,
    agent: Option<AgentId>,
    answer: HttpAnswer,
) -> Outcome {
    match pass(exchange, name, agent, answer) {
        Way::Now(ending) => ending.into(),
        Way::Later(ending, length) => {
            let ticket = super::late::wait(exchange);
            exchange.let_lag(Straggler::Ending { ticket, ending }, length);
            Outcome::Hold(ticket)
        }
        Way::Never => Outcome::Hold(gateway::hold(exchange, Waits::Forever)),
    }
}

/// Sends the answer of a poll that was held and is the present request.
pub(crate) fn settle(exchange: &mut Exchange, ticket: Ticket, agent: AgentId, answer: HttpAnswer) {
    match pass(exchange, "getAgentEvent", Some(agent), answer) {
        Way::Now(ending) => exchange.settled.push((ticket, ending)),
        Way::Later(ending, length) => {
            super::late::wait(exchange);
            exchange.let_lag(Straggler::Ending { ticket, ending }, length);
        }
        Way::Never => {
            gateway::hold(exchange, Waits::Forever);
        }
    }
}

fn pass(exchange: &mut Exchange, name: &str, agent: Option<AgentId>, answer: HttpAnswer) -> Way {
    let aim = Aim {
        moment: Moment::Answer,
        name,
        agent,
    };
    let struck = exchange.struck(aim, &|_, fault| can_strike(fault, &answer));
    let Some((fault, details)) = struck else {
        return Way::Now(Ending::Answer(answer));
    };
    exchange.note_fault(fault, agent, answer.event_type());
    spoil(fault, &details, answer)
}

fn can_strike(fault: Fault, answer: &HttpAnswer) -> bool {
    match fault {
        Fault::SetGuidLost | Fault::SetGuidMalformed => answer.header("Set-GUID").is_some(),
        Fault::ResetMidBody | Fault::BodyStalls | Fault::TruncatedAnswer => answer.body.len() > 1,
        _ => true,
    }
}

const TEN_SECONDS: Millis = Millis::seconds(10);
/// 10 MB.
const HUGE: usize = 10_000_000;

fn spoil(fault: Fault, details: &Details, mut answer: HttpAnswer) -> Way {
    let half = answer.body.len() / 2;
    match fault {
        Fault::AnswerLost => return Way::Now(Ending::Cut),
        Fault::AnswerSwallowed => return Way::Never,
        Fault::AnswerDelayed => {
            let length = details.ms.unwrap_or(TEN_SECONDS);
            return Way::Later(Ending::Answer(answer), length);
        }
        Fault::ResetMidBody => return Way::Now(tear(answer, half, Afterwards::Reset)),
        Fault::BodyStalls => return Way::Now(tear(answer, half, Afterwards::Silence)),
        Fault::HeadersOnly => return Way::Now(tear(answer, 0, Afterwards::Silence)),
        Fault::WrongType => answer.set_header("Content-Type", "text/html;charset=UTF-8"),
        Fault::TruncatedAnswer => answer.body.truncate(half),
        Fault::BrokenText => answer.body.extend([0xe4, 0xb8]),
        Fault::ByteOrderMark => drop(answer.body.splice(0..0, [0xef, 0xbb, 0xbf])),
        Fault::NulByte => answer.body.insert(0, 0),
        Fault::HugeAnswer => change(&mut answer, |body| {
            body["message"] = "x".repeat(HUGE).into();
        }),
        Fault::TypesSwapped => change(&mut answer, swap_types),
        Fault::SetGuidLost => answer.headers.retain(|(name, _)| name != "Set-GUID"),
        Fault::SetGuidMalformed => answer.set_header("Set-GUID", "JSESSIONID="),
        _ => {
            if let Some((instead, _)) = arrival::instead(fault, details) {
                answer = instead;
            }
        }
    }
    Way::Now(Ending::Answer(answer))
}

fn tear(answer: HttpAnswer, sent: usize, afterwards: Afterwards) -> Ending {
    Ending::Torn(Torn {
        answer,
        sent,
        afterwards,
    })
}

fn change(answer: &mut HttpAnswer, how: impl FnOnce(&mut Value)) {
    if let Ok(mut body) = serde_json::from_slice(&answer.body) {
        how(&mut body);
        answer.body = body.to_string().into_bytes();
    }
}

/// Numbers become text, texts of digits numbers.
fn swap_types(value: &mut Value) {
    match value {
        Value::Number(number) => *value = number.to_string().into(),
        Value::String(text) => {
            if let Ok(number) = text.parse::<u64>() {
                *value = number.into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(swap_types),
        Value::Object(fields) => fields.values_mut().for_each(swap_types),
        Value::Null | Value::Bool(_) => {}
    }
}
