//! Faults that strike events as they are told, before any poll fetches them.

use serde_json::{Value, json};

use super::armed::Aim;
use super::late::Straggler;
use super::{Details, Fault, Moment};
use crate::event;
use crate::exchange::Exchange;
use crate::id::AgentId;
use crate::time::Millis;

const FIVE_SECONDS: Millis = Millis::seconds(5);

/// The events of one act, in the order they are told, as they reach the
/// agent's queue.
pub(crate) fn pass(exchange: &mut Exchange, agent: AgentId, told: Vec<Value>) -> Vec<Value> {
    let mut arriving = Vec::with_capacity(told.len());
    for (place, event) in told.iter().enumerate() {
        let aim = Aim {
            moment: Moment::Event,
            name: event::type_of(event),
            agent: Some(agent),
        };
        let is_followed = place + 1 < told.len();
        let struck = exchange.struck(aim, &|_, fault| {
            fault != Fault::EventsReordered || is_followed
        });
        let Some((fault, details)) = struck else {
            arriving.push(event.clone());
            continue;
        };
        let name = event::type_of(event).to_owned();
        exchange.note_fault(fault, Some(agent), Some(name));
        if fault == Fault::EventsReordered {
            arriving.extend(told.iter().skip(place).rev().cloned());
            break;
        }
        arriving.extend(spoil(exchange, agent, fault, &details, event));
    }
    arriving
}

/// What is told in the place of an event.
fn spoil(
    exchange: &mut Exchange,
    agent: AgentId,
    fault: Fault,
    details: &Details,
    event: &Value,
) -> Vec<Value> {
    let event = event.clone();
    let copies = |usual| details.copies.map_or(usual, |copies| copies as usize);
    let after_strangers = |count: usize, event| {
        let stranger = json!({"eventType": "AgentOther_OfNoPage", "workNo": agent});
        let mut told = vec![stranger; count];
        told.push(event);
        told
    };
    match fault {
        Fault::EventLost => Vec::new(),
        Fault::EventDoubled => vec![event; copies(2)],
        Fault::EventLate => {
            let session = exchange.session(agent).map_or(0, |session| session.number);
            let straggler = Straggler::Event {
                agent,
                session,
                event,
            };
            exchange.let_lag(straggler, details.ms.unwrap_or(FIVE_SECONDS));
            Vec::new()
        }
        Fault::EventWithoutContent => {
            let mut bare = event;
            if let Some(fields) = bare.as_object_mut() {
                fields.remove("content");
            }
            vec![bare]
        }
        Fault::EventUnknown => after_strangers(1, event),
        Fault::EventBurst => after_strangers(copies(1000), event),
        _ => vec![event],
    }
}
