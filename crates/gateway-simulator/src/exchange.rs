//! The exchange: the whole call centre behind one door.
//!
//! A request goes in with the time, an answer or a promise of one comes out.
//! It has no clock, no socket and no thread, so that a test under a virtual
//! clock and the server behind a real port run the same gateway. What the
//! interfaces do is in the modules named as the gateway names them; what
//! happens to agents, calls, queues and conferences is in theirs.

use std::collections::{BTreeMap, VecDeque};

use crate::agent::Agent;
use crate::call::Call;
use crate::conference::Conference;
use crate::dice::Dice;
use crate::event::Event;
use crate::fault::late::Stragglers;
use crate::fault::{Arming, Faults};
use crate::http::{Ending, HttpRequest, Outcome, Target};
use crate::id::{AgentId, CallId, ConfId, SkillId, Ticket};
use crate::log::{Cause, Effect, Log, LogEntry, LogRow};
use crate::outage::Ongoing;
use crate::settings::Settings;
use crate::staff::Staff;
use crate::time::{Agenda, Alarm, Millis};
use crate::{agent_event, control, gateway};

/// A call centre in a box.
pub struct Exchange {
    pub(crate) settings: Settings,
    pub(crate) skills: BTreeMap<SkillId, String>,
    pub(crate) agents: BTreeMap<AgentId, Agent>,
    pub(crate) calls: BTreeMap<CallId, Call>,
    pub(crate) ended: VecDeque<Call>,
    pub(crate) conferences: BTreeMap<ConfId, Conference>,
    pub(crate) agenda: Agenda,
    pub(crate) faults: Faults,
    pub(crate) stragglers: Stragglers,
    pub(crate) log: Log,
    pub(crate) dice: Dice,
    /// The gateway's time: the driver's, and what the desk has let pass.
    pub(crate) clock: Millis,
    pub(crate) cause: Cause,
    pub(crate) calls_made: u64,
    pub(crate) invitations_made: u64,
    pub(crate) sessions_made: u64,
    pub(crate) held: BTreeMap<Ticket, Held>,
    pub(crate) settled: Vec<(Ticket, Ending)>,
    pub(crate) ongoing: Option<Ongoing>,
    pub(crate) outages: u64,
    pub(crate) started_with: Start,
    ahead: Millis,
    requests: u64,
    /// Events of the present act, in the order it told them.
    pub(crate) told: Vec<(AgentId, Event)>,
}

/// What a fresh start goes back to.
#[derive(Clone)]
pub(crate) struct Start {
    settings: Settings,
    staff: Staff,
    pub(crate) faults: Vec<Arming>,
}

/// A request that waits for its answer.
pub(crate) struct Held {
    pub(crate) request: u64,
    pub(crate) waits: Waits,
}

/// What a held request waits for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Waits {
    /// An event for this agent.
    Event(AgentId),
    /// A late request or answer of its own.
    Straggler,
    /// Nothing: it is never answered.
    Forever,
}

impl Exchange {
    /// A gateway with these settings and the usual staff.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self::with_staff(settings, Staff::default())
    }

    /// A gateway with these settings and this staff.
    #[must_use]
    pub fn with_staff(settings: Settings, staff: Staff) -> Self {
        let mut exchange = Self {
            dice: Dice::new(settings.seed),
            started_with: Start {
                settings: settings.clone(),
                staff: staff.clone(),
                faults: Vec::new(),
            },
            settings,
            skills: BTreeMap::new(),
            agents: BTreeMap::new(),
            calls: BTreeMap::new(),
            ended: VecDeque::new(),
            conferences: BTreeMap::new(),
            agenda: Agenda::default(),
            faults: Faults::default(),
            stragglers: Stragglers::default(),
            log: Log::default(),
            clock: Millis::default(),
            cause: Cause::Time,
            calls_made: 1000,
            invitations_made: 0,
            sessions_made: 0,
            held: BTreeMap::new(),
            settled: Vec::new(),
            ongoing: None,
            outages: 0,
            ahead: Millis::default(),
            requests: 0,
            told: Vec::new(),
        };
        exchange.hire(&staff);
        exchange
    }

    /// Serves a request; `now` never goes back.
    pub fn handle(&mut self, request: &HttpRequest, now: Millis) -> Outcome {
        self.wake(now);
        let target = Target::parse(&request.path_and_query);
        if target.path.first().is_some_and(|first| first == "sim") {
            return Outcome::Answer(control::serve(self, request, &target));
        }
        self.begin_request();
        let outcome = gateway::receive(self, request, &target);
        self.conclude();
        outcome
    }

    /// Does what the desk asks: `name` is the part of the address after
    /// `/sim/`, `body` the JSON that would be sent there.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with the request.
    pub fn control(
        &mut self,
        name: &str,
        body: serde_json::Value,
        now: Millis,
    ) -> Result<serde_json::Value, String> {
        self.wake(now);
        control::perform(self, name, body)
    }

    /// Lets everything happen that is due by `now`.
    pub fn wake(&mut self, now: Millis) {
        let now = now.plus(self.ahead).max(self.clock);
        while let Some((at, alarm)) = self.agenda.take_due(now) {
            self.clock = self.clock.max(at);
            self.cause = Cause::Time;
            self.fire(alarm);
            self.conclude();
        }
        self.clock = now;
    }

    /// The held requests that have ended since the last call.
    pub fn settled(&mut self, now: Millis) -> Vec<(Ticket, Ending)> {
        self.wake(now);
        std::mem::take(&mut self.settled)
    }

    /// When something is due next, by the driver's time.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Millis> {
        self.agenda.next().map(|at| at.since(self.ahead))
    }

    /// The client of a held request has gone away.
    pub fn abandon(&mut self, ticket: Ticket, now: Millis) {
        self.wake(now);
        agent_event::abandon(self, ticket);
        self.conclude();
    }

    /// Everything that arrived and what it did, the oldest kept row first.
    pub fn log(&self) -> impl DoubleEndedIterator<Item = &LogRow> {
        self.log.rows()
    }

    /// The settings as they are now.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Lets time pass at once.
    pub(crate) fn advance(&mut self, length: Millis) {
        let now = self.clock.since(self.ahead);
        self.ahead = self.ahead.plus(length);
        self.wake(now);
    }

    /// Starts again: nobody signed in, no call, the first settings and faults.
    /// Time and running numbers go on.
    pub(crate) fn reset(&mut self) {
        self.faults = Faults::default();
        self.dismiss_everybody();
        self.log.clear();
        let start = self.started_with.clone();
        let fresh = Self::with_staff(start.settings, start.staff).with_faults(start.faults);
        *self = Self {
            log: std::mem::take(&mut self.log),
            clock: self.clock,
            ahead: self.ahead,
            requests: self.requests,
            calls_made: self.calls_made,
            invitations_made: self.invitations_made,
            sessions_made: self.sessions_made,
            settled: std::mem::take(&mut self.settled),
            dice: Dice::new(self.dice.roll()),
            ..fresh
        };
    }

    pub(crate) fn note(&mut self, effect: Effect, agent: AgentId) {
        self.note_with(effect, Some(agent), None, None);
    }

    pub(crate) fn note_call(&mut self, effect: Effect, agent: AgentId, call: &CallId) {
        self.note_with(effect, Some(agent), Some(call), None);
    }

    pub(crate) fn note_conference(&mut self, effect: Effect, agent: AgentId, conf: ConfId) {
        self.note_with(effect, Some(agent), None, Some(conf));
    }

    pub(crate) fn note_with(
        &mut self,
        effect: Effect,
        agent: Option<AgentId>,
        call: Option<&CallId>,
        conference: Option<ConfId>,
    ) {
        let callid = call.cloned();
        self.write(LogEntry::Effect {
            effect,
            agent,
            callid,
            conference,
        });
    }

    pub(crate) fn write(&mut self, entry: LogEntry) {
        self.log.add(self.clock, self.cause, entry);
    }

    /// The number of the request that is served now.
    pub(crate) const fn request_number(&self) -> u64 {
        match self.cause {
            Cause::Request { request } => request,
            Cause::Desk | Cause::Time => self.requests,
        }
    }

    /// Another request is served from now on.
    pub(crate) const fn begin_request(&mut self) {
        self.requests += 1;
        self.cause = Cause::Request {
            request: self.requests,
        };
    }

    fn fire(&mut self, alarm: Alarm) {
        match alarm {
            Alarm::HoldOver(ticket) => agent_event::hold_over(self, ticket),
            Alarm::RingOver(call, offer) => self.ring_over(&call, offer),
            Alarm::InvitationOver(agent, number) => self.invitation_over(agent, number),
            Alarm::Silence(agent, number) => self.check_silence(agent, number),
            Alarm::OutageOver(number) => self.outage_over(number),
            Alarm::Late(number) => self.straggler_arrives(number),
        }
    }
}
