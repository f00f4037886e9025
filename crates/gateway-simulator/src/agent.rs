//! An agent: who may sign in, the session, and the agent's own state.
//!
//! The state is the one of page "agent state table": idle, busy or wrap-up,
//! and talking while a call or a conference occupies the agent.

use std::collections::VecDeque;

use serde::Serialize;
use serde_json::Value;

use crate::conference::Seat;
use crate::event::{self, Event, HungUpBy};
use crate::exchange::Exchange;
use crate::guid::Guids;
use crate::id::{AgentId, CallId, SkillId, Ticket};
use crate::log::Effect;
use crate::readings::{AlreadyInState, NotReadyName, SayFreeNews};
use crate::retcode::{self, Retcode};
use crate::time::Millis;

/// Someone who may sign in.
pub(crate) struct Agent {
    pub(crate) name: String,
    pub(crate) password: Option<String>,
    pub(crate) skills: Vec<SkillId>,
    pub(crate) session: Option<Session>,
    /// Guids of a session that a forced sign-in took over.
    pub(crate) displaced_guids: Vec<String>,
    pub(crate) has_signed_out: bool,
}

impl Agent {
    pub(crate) const fn newcomer(skills: Vec<SkillId>) -> Self {
        Self {
            name: String::new(),
            password: None,
            skills,
            session: None,
            displaced_guids: Vec::new(),
            has_signed_out: false,
        }
    }
}

/// A signed-in agent.
pub(crate) struct Session {
    /// Tells sessions of one agent apart.
    pub(crate) number: u64,
    pub(crate) guids: Guids,
    pub(crate) login_time: Millis,
    pub(crate) last_request: Millis,
    pub(crate) phone: String,
    pub(crate) auto_answer: AnswerMode,
    pub(crate) after_call: AfterCall,
    pub(crate) phone_habit: PhoneHabit,
    pub(crate) state: State,
    pub(crate) state_since: Millis,
    /// A state asked for during a call.
    pub(crate) wish: Option<Wish>,
    /// The skills signed in to; none before "resetskill".
    pub(crate) skills: Vec<SkillId>,
    pub(crate) is_recording: bool,
    pub(crate) seat: Seat,
    pub(crate) calls: Vec<CallId>,
    pub(crate) last_call: Option<CallId>,
    /// As they will be sent.
    pub(crate) events: VecDeque<Value>,
    pub(crate) polls: Vec<Poll>,
}

/// A poll that waits for an event.
pub(crate) struct Poll {
    pub(crate) ticket: Ticket,
    pub(crate) until: Millis,
    /// The Guid it came with.
    pub(crate) guid: String,
    pub(crate) is_abandoned: bool,
}

/// The agent's state while nothing occupies the agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum State {
    Idle,
    Busy,
    Work,
}

/// How calls are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AnswerMode {
    Automatic,
    Manual,
}

/// "autoenteridle": what follows a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AfterCall {
    Idle,
    Work,
}

/// "releasephone": the phone's events come only when the phone is hung up
/// after each call (page "手工应答", "non long connect").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhoneHabit {
    HungUpAfterEach,
    KeptOffHook,
}

/// A state asked for during a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Idle,
    Busy(NotReadyReason),
}

/// Why an agent is busy: the reason table of page "Entering the Busy State
/// Successfully".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotReadyReason(pub(crate) u8);

impl NotReadyReason {
    pub(crate) const BY_SELF: Self = Self(1);
    pub(crate) const DID_NOT_ANSWER: Self = Self(2);
    pub(crate) const REJECTED: Self = Self(7);
}

/// Where an act leaves the agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// As after any call: idle or wrap-up, as signed in.
    AsSignedIn,
    Idle,
    Busy(NotReadyReason),
    /// Busy after a rejection, whose page has another name for the event.
    BusyAfterReject,
}

impl Session {
    /// Whether a call or a conference occupies the agent.
    pub(crate) fn is_occupied(&self) -> bool {
        !self.calls.is_empty() || self.seat != Seat::Free
    }
}

impl Exchange {
    pub(crate) fn session(&self, agent: AgentId) -> Option<&Session> {
        self.agents.get(&agent)?.session.as_ref()
    }

    pub(crate) fn session_mut(&mut self, agent: AgentId) -> Option<&mut Session> {
        self.agents.get_mut(&agent)?.session.as_mut()
    }

    /// The state number of page "agent state table".
    pub(crate) fn state_number(session: &Session) -> u8 {
        match session.state {
            _ if session.is_occupied() => 7,
            State::Busy => 3,
            State::Idle => 4,
            State::Work => 5,
        }
    }

    pub(crate) fn answers_automatically(&self, session: &Session) -> bool {
        self.settings
            .auto_answer
            .unwrap_or(session.auto_answer == AnswerMode::Automatic)
    }

    /// "sayfree"; during a call it is a wish for afterwards.
    pub(crate) fn say_free(&mut self, agent: AgentId) -> Result<(), Retcode> {
        let repeated = self.settings.readings.already_in_state;
        let news = self.settings.readings.say_free_news;
        let session = self.session_mut(agent).ok_or(retcode::NOT_SIGNED_IN)?;
        if session.is_occupied() {
            session.wish = Some(Wish::Idle);
            return Ok(());
        }
        let cancelled = match session.state {
            State::Idle if repeated == AlreadyInState::Refused => {
                return Err(retcode::CANNOT_SET_STATE);
            }
            State::Idle => return Ok(()),
            State::Busy => event::CANCEL_NOT_READY,
            State::Work => event::CANCEL_WORK,
        };
        self.set_state(agent, State::Idle);
        if news != SayFreeNews::Ready {
            self.tell(agent, cancelled);
        }
        if news != SayFreeNews::Cancelled {
            self.tell(agent, event::READY);
        }
        Ok(())
    }

    /// "saybusy"; during a call it is a wish for afterwards.
    pub(crate) fn say_busy(
        &mut self,
        agent: AgentId,
        reason: NotReadyReason,
    ) -> Result<(), Retcode> {
        let session = self.session_mut(agent).ok_or(retcode::NOT_SIGNED_IN)?;
        if session.is_occupied() {
            session.wish = Some(Wish::Busy(reason));
        } else {
            self.enter(agent, Next::Busy(reason));
        }
        Ok(())
    }

    /// Frees the agent's phone and sets the state, unless something still
    /// occupies the agent; then a rejection's or a time-out's busy is kept
    /// for afterwards.
    pub(crate) fn after_call(&mut self, agent: AgentId, next: Next, by: HungUpBy) {
        let Some(session) = self.session_mut(agent) else {
            return;
        };
        if session.is_occupied() {
            let busy = match next {
                Next::Busy(reason) => Some(reason),
                Next::BusyAfterReject => Some(NotReadyReason::REJECTED),
                Next::AsSignedIn | Next::Idle => None,
            };
            if let Some(reason) = busy {
                session.wish = Some(Wish::Busy(reason));
            }
            return;
        }
        let wish = session.wish.take();
        let phone = match session.phone_habit {
            PhoneHabit::HungUpAfterEach => Some(event::phone_release(by)),
            PhoneHabit::KeptOffHook => None,
        };
        let is_busy = matches!(next, Next::Busy(_) | Next::BusyAfterReject);
        let next = match wish {
            _ if is_busy => next,
            Some(Wish::Busy(reason)) => Next::Busy(reason),
            Some(Wish::Idle) => Next::Idle,
            None => next,
        };
        // The rejection's page lists busy before the phone, idle after it.
        if is_busy {
            self.enter(agent, next);
        }
        if let Some(phone) = phone {
            self.tell(agent, phone);
        }
        if !is_busy {
            self.enter(agent, next);
        }
    }

    fn enter(&mut self, agent: AgentId, next: Next) {
        let name = self.settings.readings.not_ready_after_reject;
        let (state, news) = match next {
            Next::Idle => (State::Idle, event::READY),
            Next::Busy(reason) => (State::Busy, event::set_not_ready(reason)),
            Next::BusyAfterReject => {
                let reason = NotReadyReason::REJECTED;
                let news = match name {
                    NotReadyName::AgentState => event::set_not_ready(reason),
                    NotReadyName::AgentEvent => event::set_not_ready_as_rejection_prints(reason),
                };
                (State::Busy, news)
            }
            Next::AsSignedIn => match self.session(agent).map(|session| session.after_call) {
                Some(AfterCall::Work) => (State::Work, event::WORK),
                Some(AfterCall::Idle) | None => (State::Idle, event::READY),
            },
        };
        self.set_state(agent, state);
        self.tell(agent, news);
    }

    fn set_state(&mut self, agent: AgentId, state: State) {
        let now = self.clock;
        if let Some(session) = self.session_mut(agent) {
            session.state = state;
            session.state_since = now;
        }
        let effect = match state {
            State::Idle => Effect::BecameIdle,
            State::Busy => Effect::BecameBusy,
            State::Work => Effect::BeganWork,
        };
        self.note(effect, agent);
    }

    /// The phone rings and is taken off the hook, if its habit is to be on it.
    pub(crate) fn tell_phone(&mut self, agent: AgentId, alerting: Event) {
        let habit = self.session(agent).map(|session| session.phone_habit);
        if habit == Some(PhoneHabit::HungUpAfterEach) {
            self.tell(agent, alerting);
            self.tell(agent, event::phone_offhook());
        }
    }
}
