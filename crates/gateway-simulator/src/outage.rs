//! Outages: for a time the gateway, or the way to it, is not what it was.
//!
//! One at a time; each is a named kind with what it does when it begins, while
//! it lasts and when it ends. They are armed as faults are (`fault.rs`), which
//! has what befalls a single request. What the pages leave open is a reading.

use serde::{Deserialize, Serialize};

use crate::agent_event;
use crate::exchange::{Exchange, Waits};
use crate::http::{Ending, Outcome};
use crate::id::{AgentId, Ticket};
use crate::log::{Cause, LogEntry};
use crate::readings::{PollAtSwitchOver, RestartedEvents};
use crate::retcode::{self, Retcode};
use crate::time::{Alarm, Millis};

/// A kind of outage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outage {
    /// Agents are switched over to another node: every request that would be
    /// served is answered 000-004 (error code page). Sessions, Guids and calls
    /// go on, and so does the count of silence.
    SwitchOver,
    /// Connections are taken and requests on them lost: no effect, no answer,
    /// no end. What was held when it began is never answered either; the
    /// gateway does not notice and holds it on.
    BlackHole,
    /// Connections are refused and open ones cut, while the gateway itself
    /// goes on: sessions last until their silence or their Guid is over.
    Down,
    /// The gateway starts again and still knows its sessions, Guids and calls.
    /// Until it is back connections are refused, and no silence is counted.
    RestartWithSessions,
    /// The gateway starts again and knows nobody: calls that rang go back to
    /// their queues, the others are released. Until it is back connections are
    /// refused.
    RestartWithoutSessions,
}

impl Outage {
    /// Whether it is a restart that has not come to its end.
    const fn is_restart(self) -> bool {
        matches!(
            self,
            Self::RestartWithSessions | Self::RestartWithoutSessions
        )
    }
}

/// The outage that goes on.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Ongoing {
    #[serde(rename = "kind")]
    pub(crate) outage: Outage,
    pub(crate) since: Millis,
    /// Its end; `null`: when the desk says so.
    pub(crate) until: Option<Millis>,
    /// Tells outages apart.
    #[serde(skip)]
    number: u64,
}

impl Exchange {
    /// Lets an outage begin, for so long or until it is ended; one that goes
    /// on ends first. A restart of no length cuts what is open and is over.
    pub fn begin_outage(&mut self, outage: Outage, length: Option<Millis>, now: Millis) {
        self.wake(now);
        self.cause = Cause::Desk;
        self.start_outage(outage, length);
        self.conclude();
    }

    /// Ends the outage that goes on, if there is one.
    pub fn end_outage(&mut self, now: Millis) {
        self.wake(now);
        self.cause = Cause::Desk;
        self.finish_outage();
        self.conclude();
    }

    /// The outage that goes on.
    #[must_use]
    pub fn outage(&self) -> Option<Outage> {
        self.ongoing.map(|ongoing| ongoing.outage)
    }

    pub(crate) fn start_outage(&mut self, outage: Outage, length: Option<Millis>) {
        self.finish_outage();
        self.outages += 1;
        let number = self.outages;
        let until = length.map(|length| self.clock.plus(length));
        self.ongoing = Some(Ongoing {
            outage,
            since: self.clock,
            until,
            number,
        });
        self.write(LogEntry::OutageBegan { outage });
        match outage {
            Outage::SwitchOver => self.switch_over(),
            Outage::BlackHole => agent_event::lose_polls(self),
            Outage::Down => self.cut_everybody(),
            Outage::RestartWithSessions => {
                self.cut_everybody();
                agent_event::forget_polls(self);
            }
            Outage::RestartWithoutSessions => {
                self.cut_everybody();
                self.lose_sessions();
            }
        }
        match until {
            Some(until) if until > self.clock => {
                self.agenda.set(until, Alarm::OutageOver(number));
            }
            Some(_) => self.finish_outage(),
            None => {}
        }
    }

    pub(crate) fn finish_outage(&mut self) {
        let Some(Ongoing { outage, .. }) = self.ongoing.take() else {
            return;
        };
        self.write(LogEntry::OutageEnded { outage });
        if !outage.is_restart() {
            return;
        }
        let now = self.clock;
        let is_lost = self.settings.readings.restarted_events == RestartedEvents::Lost;
        let sessions = self
            .agents
            .values_mut()
            .filter_map(|agent| agent.session.as_mut());
        for session in sessions {
            session.last_request = now;
            if is_lost {
                session.events.clear();
            }
        }
        self.watch_silence();
    }

    /// An outage's time is over; ignored if that one was ended before.
    pub(crate) fn outage_over(&mut self, number: u64) {
        if self.ongoing.is_some_and(|ongoing| ongoing.number == number) {
            self.finish_outage();
        }
    }

    /// Whether the gateway has yet to come back from a restart.
    pub(crate) fn is_restarting(&self) -> bool {
        self.outage().is_some_and(Outage::is_restart)
    }

    fn switch_over(&mut self) {
        if self.settings.readings.poll_at_switch_over == PollAtSwitchOver::Kept {
            return;
        }
        let agents: Vec<AgentId> = self.agents.keys().copied().collect();
        for agent in agents {
            let polls = agent_event::take_polls(self, agent);
            agent_event::refuse_polls(self, agent, polls, retcode::SWITCHING_OVER);
        }
    }

    /// Cuts the connection of every request that waits; a poll's end is noticed
    /// or not, as when its client goes away.
    fn cut_everybody(&mut self) {
        let tickets: Vec<Ticket> = self.held.keys().copied().collect();
        for ticket in tickets {
            if let Some(request) = agent_event::listener(self, ticket) {
                let cause = std::mem::replace(&mut self.cause, Cause::Request { request });
                self.write(LogEntry::Cut);
                self.cause = cause;
                self.settled.push((ticket, Ending::Cut));
                agent_event::let_go(self, ticket);
            }
        }
    }
}

/// What a request that arrives now meets, if an outage keeps it from the
/// gateway.
pub(crate) fn meet(exchange: &mut Exchange) -> Option<Outcome> {
    let outage = exchange.outage()?;
    let outcome = match outage {
        Outage::SwitchOver => return None,
        Outage::BlackHole => Outcome::Hold(crate::gateway::hold(exchange, Waits::Forever)),
        Outage::Down | Outage::RestartWithSessions | Outage::RestartWithoutSessions => {
            Outcome::Refused
        }
    };
    exchange.write(LogEntry::Unserved { outage });
    Some(outcome)
}

/// A request that is let in during a switch-over goes no further.
pub(crate) fn check(exchange: &Exchange) -> Result<(), Retcode> {
    match exchange.outage() {
        Some(Outage::SwitchOver) => Err(retcode::SWITCHING_OVER),
        _ => Ok(()),
    }
}
