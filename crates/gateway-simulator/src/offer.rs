//! An offered call: it rings at an agent until it is answered, rejected or
//! has rung long enough.
//!
//! One call may be offered several times under its one id: offers are counted,
//! so that the ring time of an earlier one does not end a later one.

use crate::agent::{Next, NotReadyReason};
use crate::call::{CallKind, Place};
use crate::event::{self, HungUpBy};
use crate::exchange::Exchange;
use crate::id::{AgentId, CallId};
use crate::log::Effect;
use crate::readings::{DirectReject, Pickup};
use crate::time::Alarm;

/// How a call is to be rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RejectMode {
    /// 1: back to its queue; the agent is busy.
    ToQueue,
    /// 2: released; the agent is idle.
    Release,
}

impl Exchange {
    /// Offers a call to an agent, who must have neither a ringing nor a
    /// talking call.
    pub(crate) fn offer(&mut self, id: &CallId, agent: AgentId) {
        let was_occupied = self.session(agent).is_some_and(|s| s.is_occupied());
        self.give(id, agent);
        if !was_occupied {
            self.tell(agent, event::BUSY);
        }
        self.ring(id, agent);
    }

    /// Hands a waiting call to the agent who asked for it.
    pub(crate) fn pick_up(&mut self, id: &CallId, agent: AgentId) {
        self.note_call(Effect::Requested, agent, id);
        self.give(id, agent);
        match self.settings.readings.pickup {
            Pickup::RingsFirst => self.ring(id, agent),
            Pickup::Connects => {
                self.alert(id, agent);
                self.connect(id, agent, Effect::Connected);
            }
        }
    }

    fn give(&mut self, id: &CallId, agent: AgentId) {
        if let Some(session) = self.session_mut(agent) {
            session.calls.push(id.clone());
        }
        let since = self.clock;
        if let Some(call) = self.calls.get_mut(id) {
            call.place = Place::Ringing { agent, since };
            call.offers += 1;
            call.last_agent = Some(agent);
        }
    }

    fn alert(&mut self, id: &CallId, agent: AgentId) {
        if let Some(call) = self.calls.get(id) {
            let alerting = event::phone_alerting(self.settings.readings.edition, call);
            self.tell_phone(agent, alerting);
        }
    }

    fn ring(&mut self, id: &CallId, agent: AgentId) {
        self.alert(id, agent);
        let Some(call) = self.calls.get(id).cloned() else {
            return;
        };
        self.note_call(Effect::Rang, agent, id);
        let edition = self.settings.readings.edition;
        let is_automatic = self
            .session(agent)
            .is_some_and(|session| self.answers_automatically(session));
        if is_automatic {
            self.tell(agent, event::auto_answer(edition, &call));
            self.connect(id, agent, Effect::Connected);
            return;
        }
        self.tell(agent, event::ringing(edition, &call));
        if self.settings.readings.inbound_customer_alerting {
            self.tell(agent, event::customer_alerting(&call));
        }
        let over = self.clock.plus(self.settings.ring_time);
        self.agenda
            .set(over, Alarm::RingOver(id.clone(), call.offers));
    }

    /// The agent rejects a ringing call.
    pub(crate) fn reject(&mut self, id: &CallId, agent: AgentId, mode: RejectMode) {
        let Some(call) = self.calls.get(id) else {
            return;
        };
        let is_direct = call.kind != CallKind::Inbound;
        let reading = self.settings.readings.direct_reject;
        self.note_call(
            match mode {
                RejectMode::ToQueue => Effect::RejectedToBusy,
                RejectMode::Release => Effect::RejectedToIdle,
            },
            agent,
            id,
        );
        self.tell(agent, event::no_answer(id));
        match mode {
            RejectMode::ToQueue => self.requeue(id),
            RejectMode::Release => self.end_call(id),
        }
        let next = match mode {
            RejectMode::ToQueue if is_direct && reading == DirectReject::AlwaysIdle => Next::Idle,
            RejectMode::ToQueue => Next::BusyAfterReject,
            RejectMode::Release => Next::Idle,
        };
        self.after_call(agent, next, HungUpBy::Platform);
    }

    /// Nobody answered in time; ignored if that offer is over.
    pub(crate) fn ring_over(&mut self, id: &CallId, offer: u32) {
        let Some(call) = self.calls.get(id) else {
            return;
        };
        let Place::Ringing { agent, .. } = call.place else {
            return;
        };
        if call.offers != offer {
            return;
        }
        self.note_call(Effect::NotAnswered, agent, id);
        self.tell(agent, event::no_answer(id));
        self.requeue(id);
        let next = Next::Busy(NotReadyReason::DID_NOT_ANSWER);
        self.after_call(agent, next, HungUpBy::Platform);
    }
}
