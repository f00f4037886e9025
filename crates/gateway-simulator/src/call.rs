//! A call: who calls, where it is, and everything that can happen to it.
//!
//! Each act changes the call, the agents it concerns, tells the events of its
//! page and leaves a row in the log. Waiting is in `queue.rs`, ringing in
//! `offer.rs`.

use serde::Serialize;

use crate::agent::Next;
use crate::event::{self, HungUpBy};
use crate::exchange::Exchange;
use crate::id::{AgentId, CallId, SkillId};
use crate::log::Effect;
use crate::readings::CallerLeavesRinging;
use crate::retcode::{self, Retcode};
use crate::time::Millis;

/// A call.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) id: CallId,
    /// Running number: which of two calls of one moment came first.
    pub(crate) number: u64,
    pub(crate) caller: String,
    pub(crate) called: String,
    pub(crate) skill: Option<SkillId>,
    pub(crate) kind: CallKind,
    pub(crate) place: Place,
    pub(crate) arrived: Millis,
    pub(crate) answered: Option<Millis>,
    pub(crate) ended: Option<Millis>,
    /// How often it was offered; tells offers apart.
    pub(crate) offers: u32,
    pub(crate) last_agent: Option<AgentId>,
}

/// How a call came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallKind {
    /// A caller from outside, by way of a queue.
    Inbound,
    /// A caller handed over by another agent.
    Transfer { from: AgentId },
    /// Another agent calls.
    Internal,
}

/// Where a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", tag = "place")]
pub(crate) enum Place {
    Queued { since: Millis },
    Ringing { agent: AgentId, since: Millis },
    Talking { agent: AgentId, since: Millis },
    Held { agent: AgentId, since: Millis },
}

impl Place {
    /// When it got there.
    pub(crate) const fn since(self) -> Millis {
        match self {
            Self::Queued { since }
            | Self::Ringing { since, .. }
            | Self::Talking { since, .. }
            | Self::Held { since, .. } => since,
        }
    }
}

impl Call {
    /// "feature" of page "call type table".
    pub(crate) const fn feature(&self) -> u8 {
        match self.kind {
            CallKind::Inbound | CallKind::Transfer { .. } => 0,
            CallKind::Internal => 6,
        }
    }

    /// The agent it occupies.
    pub(crate) const fn agent(&self) -> Option<AgentId> {
        match self.place {
            Place::Queued { .. } => None,
            Place::Ringing { agent, .. }
            | Place::Talking { agent, .. }
            | Place::Held { agent, .. } => Some(agent),
        }
    }
}

impl Exchange {
    /// The agent's call that rings; `named`, if given, must be it.
    pub(crate) fn ringing_call(&self, agent: AgentId, named: Option<&str>) -> Option<CallId> {
        self.call_at(agent, |place| matches!(place, Place::Ringing { .. }))
            .filter(|call| named.is_none_or(|named| named == call.0))
    }

    /// The agent's current call: the one that talks.
    pub(crate) fn current_call(&self, agent: AgentId) -> Option<CallId> {
        self.call_at(agent, |place| matches!(place, Place::Talking { .. }))
    }

    fn call_at(&self, agent: AgentId, is_wanted: fn(&Place) -> bool) -> Option<CallId> {
        let session = self.session(agent)?;
        let id = session.calls.iter().find(|id| {
            self.calls
                .get(id)
                .is_some_and(|call| is_wanted(&call.place))
        })?;
        Some(id.clone())
    }

    /// Connects a call with its agent.
    pub(crate) fn connect(&mut self, id: &CallId, agent: AgentId, effect: Effect) {
        let now = self.clock;
        let Some(call) = self.calls.get_mut(id) else {
            return;
        };
        call.place = Place::Talking { agent, since: now };
        call.answered.get_or_insert(now);
        let news = event::talking(call);
        self.note_call(effect, agent, id);
        self.tell(agent, news);
    }

    /// The agent, or a supervisor in the agent's stead, hangs up.
    pub(crate) fn hang_up(&mut self, id: &CallId, agent: AgentId, by: HungUpBy) {
        let Some(call) = self.calls.get(id) else {
            return;
        };
        let customer = event::customer_release(call);
        self.note_call(Effect::HungUp, agent, id);
        self.end_call(id);
        self.tell(agent, event::call_release(id));
        self.tell(agent, customer);
        self.after_call(agent, Next::AsSignedIn, by);
    }

    /// The caller hangs up, wherever the call is.
    pub(crate) fn caller_leaves(&mut self, id: &CallId) {
        let Some(call) = self.calls.get(id).cloned() else {
            return;
        };
        self.note_with(Effect::CallerLeft, call.agent(), Some(id), None);
        self.end_call(id);
        let Some(agent) = call.agent() else {
            return;
        };
        let reading = self.settings.readings.caller_leaves_ringing;
        let is_ringing = matches!(call.place, Place::Ringing { .. });
        if !is_ringing || reading != CallerLeavesRinging::NoAnswer {
            self.tell(agent, event::customer_release(&call));
        }
        let next = if is_ringing {
            Next::Idle
        } else {
            Next::AsSignedIn
        };
        if is_ringing && reading != CallerLeavesRinging::Released {
            self.tell(agent, event::no_answer(id));
        } else {
            self.tell(agent, event::call_release(id));
        }
        self.after_call(agent, next, HungUpBy::Platform);
    }

    /// The current call is held. The gateway's interface for it is not among
    /// those this simulator serves; the agent's phone can do it.
    pub(crate) fn hold(&mut self, id: &CallId, agent: AgentId) {
        let since = self.clock;
        if let Some(call) = self.calls.get_mut(id) {
            call.place = Place::Held { agent, since };
        }
        self.note_call(Effect::Held, agent, id);
        self.tell(agent, event::hold(id));
    }

    /// Takes a call away from everybody; the log says nothing of it.
    pub(crate) fn end_call(&mut self, id: &CallId) {
        let Some(mut call) = self.calls.remove(id) else {
            return;
        };
        if let Some(session) = call.agent().and_then(|agent| self.session_mut(agent)) {
            session.calls.retain(|known| known != id);
            session.last_call = Some(id.clone());
        }
        call.ended = Some(self.clock);
        if self.ended.len() >= ENDED_CALLS_KEPT {
            self.ended.pop_front();
        }
        self.ended.push_back(call);
    }

    /// The agent's calls are taken away as the session ends: those that ring
    /// go back to their queues, the others are released.
    pub(crate) fn release_all(&mut self, agent: AgentId) {
        let calls = self
            .session(agent)
            .map(|session| session.calls.clone())
            .unwrap_or_default();
        for id in calls {
            let place = self.calls.get(&id).map(|call| call.place);
            if matches!(place, Some(Place::Ringing { .. })) {
                self.requeue(&id);
            } else {
                self.note_call(Effect::HungUp, agent, &id);
                self.end_call(&id);
            }
        }
    }

    /// A call the agent has, whatever its place.
    pub(crate) fn call_of(&self, agent: AgentId, id: &str) -> Result<&Call, Retcode> {
        self.calls
            .get(&CallId(id.to_owned()))
            .filter(|call| call.agent() == Some(agent))
            .ok_or(retcode::NO_CALL_TO_DROP)
    }
}

/// Ended calls remembered, for "callinfo" and the desk.
const ENDED_CALLS_KEPT: usize = 200;
