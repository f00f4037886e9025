//! Events on their way from an act to the agents' queues.
//!
//! An act tells its events one after the other; when it is over they are put
//! in the order of the reading, meet what is armed for them, and wait for
//! polls.

use std::collections::BTreeMap;

use crate::agent_event;
use crate::event::Event;
use crate::exchange::Exchange;
use crate::fault;
use crate::id::AgentId;
use crate::readings::Order;

impl Exchange {
    /// An event for an agent, to be sent when the act is over.
    pub(crate) fn tell(&mut self, agent: AgentId, event: Event) {
        self.told.push((agent, event));
    }

    /// The act is over: each agent's events are put in the order of the
    /// reading and handed to the polls that wait.
    pub(crate) fn conclude(&mut self) {
        let told = std::mem::take(&mut self.told);
        let mut by_agent: BTreeMap<AgentId, Vec<Event>> = BTreeMap::new();
        for (agent, event) in told {
            by_agent.entry(agent).or_default().push(event);
        }
        for (agent, events) in by_agent {
            let events = arrange(events, self.settings.readings.order);
            let (edition, now) = (self.settings.readings.edition, self.clock);
            let sent = events
                .into_iter()
                .map(|event| event.into_wire(agent, edition, now))
                .collect();
            let sent = fault::events::pass(self, agent, sent);
            if let Some(session) = self.session_mut(agent) {
                session.events.extend(sent);
            }
            agent_event::serve_polls(self, agent);
        }
    }
}

fn arrange(mut events: Vec<Event>, order: Order) -> Vec<Event> {
    match order {
        Order::Listed => events,
        Order::Reversed => {
            events.reverse();
            events
        }
        Order::Permutation(number) => {
            let mut number = number as usize;
            let mut arranged = Vec::with_capacity(events.len());
            while !events.is_empty() {
                let choices = events.len();
                arranged.push(events.remove(number % choices));
                number /= choices;
            }
            arranged
        }
    }
}
