//! What is on its way for longer than usual: requests, answers, events.
//!
//! Each was struck by a fault and comes in its own time, whatever is disarmed
//! meanwhile.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::agent_event;
use crate::exchange::{Exchange, Waits};
use crate::gateway;
use crate::http::{Ending, HttpRequest, Outcome};
use crate::id::{AgentId, Ticket};
use crate::log::{Cause, LogEntry};
use crate::outage::Outage;
use crate::time::{Alarm, Millis};

/// Something that comes late.
pub(crate) enum Straggler {
    /// A request that has not yet reached the gateway.
    Request { number: u64, request: HttpRequest },
    /// The second copy of a request that was served before.
    Copy { of: u64, request: HttpRequest },
    /// The end of a held request.
    Ending { ticket: Ticket, ending: Ending },
    /// An event for an agent, if the session is still the one of this number.
    Event {
        agent: AgentId,
        session: u64,
        event: Value,
    },
}

/// Everything that is late.
#[derive(Default)]
pub(crate) struct Stragglers {
    next: u64,
    coming: BTreeMap<u64, Straggler>,
}

/// How much is late.
#[derive(Default, Serialize)]
pub(crate) struct Count {
    requests: u32,
    answers: u32,
    events: u32,
}

impl Stragglers {
    pub(crate) fn count(&self) -> Count {
        let mut count = Count::default();
        for straggler in self.coming.values() {
            match straggler {
                Straggler::Request { .. } | Straggler::Copy { .. } => count.requests += 1,
                Straggler::Ending { .. } => count.answers += 1,
                Straggler::Event { .. } => count.events += 1,
            }
        }
        count
    }
}

impl Exchange {
    /// Lets something come so much later.
    pub(crate) fn let_lag(&mut self, straggler: Straggler, length: Millis) {
        let number = self.stragglers.next;
        self.stragglers.next += 1;
        self.stragglers.coming.insert(number, straggler);
        let at = self.clock.plus(length);
        self.agenda.set(at, Alarm::Late(number));
    }

    /// Something late arrives.
    pub(crate) fn straggler_arrives(&mut self, number: u64) {
        match self.stragglers.coming.remove(&number) {
            Some(Straggler::Request { number, request }) => self.late_request(number, &request),
            Some(Straggler::Copy { of, request }) => {
                self.begin_request();
                gateway::note_copy(self, &request, of);
                let outcome = gateway::reach(self, &request);
                drop_outcome(self, outcome);
            }
            // It was on its way when the hole opened: it is held for ever.
            Some(Straggler::Ending { .. }) if self.outage() == Some(Outage::BlackHole) => {}
            Some(Straggler::Ending { ticket, ending }) => {
                if self.held.remove(&ticket).is_some() {
                    self.settled.push((ticket, ending));
                } else {
                    self.cause = Cause::Request { request: ticket.0 };
                    drop_outcome(self, ending.into());
                }
            }
            Some(Straggler::Event {
                agent,
                session,
                event,
            }) => {
                let known = self.session_mut(agent);
                if let Some(known) = known.filter(|known| known.number == session) {
                    known.events.push_back(event);
                    agent_event::serve_polls(self, agent);
                }
            }
            None => {}
        }
    }

    /// A request reaches the gateway at last, whether or not its client waits.
    fn late_request(&mut self, number: u64, request: &HttpRequest) {
        let ticket = Ticket(number);
        let is_awaited = self.held.contains_key(&ticket);
        self.cause = Cause::Request { request: number };
        let outcome = gateway::reach(self, request);
        if is_awaited {
            deliver(self, ticket, outcome);
        } else {
            drop_outcome(self, outcome);
        }
    }
}

/// Ends a held request that has been served at last, or lets it wait on.
fn deliver(exchange: &mut Exchange, ticket: Ticket, outcome: Outcome) {
    let ending = match outcome {
        Outcome::Hold(_) => return,
        Outcome::Answer(answer) => Ending::Answer(answer),
        Outcome::Torn(torn) => Ending::Torn(torn),
        Outcome::Refused => Ending::Cut,
    };
    exchange.held.remove(&ticket);
    exchange.settled.push((ticket, ending));
}

/// Nobody listens to what became of the present request.
pub(crate) fn drop_outcome(exchange: &mut Exchange, outcome: Outcome) {
    match outcome {
        Outcome::Hold(ticket) => agent_event::abandon(exchange, ticket),
        Outcome::Answer(answer) => {
            let event = answer.event_type();
            exchange.write(LogEntry::Lost { event });
        }
        Outcome::Torn(_) | Outcome::Refused => {}
    }
}

/// Makes the present request wait for a straggler.
pub(crate) fn wait(exchange: &mut Exchange) -> Ticket {
    gateway::hold(exchange, Waits::Straggler)
}
