//! How a session ends: signed out, silent for too long, taken over, or lost.
//!
//! Pages "Signing Out", "Forcibly Signing Out" and "Detection of Agent
//! Connection Timeout". Whatever ends it, held polls are answered, unless the
//! gateway itself went.

use crate::agent_event;
use crate::event;
use crate::exchange::Exchange;
use crate::id::AgentId;
use crate::log::Effect;
use crate::readings::SignOutNotice;
use crate::retcode;
use crate::time::Alarm;

impl Exchange {
    /// Signs the agent out; calls are released.
    pub(crate) fn sign_out(&mut self, agent: AgentId, why: Effect) {
        self.release_all(agent);
        self.give_up_seat(agent);
        let is_told = match why {
            Effect::Displaced => true,
            _ => self.settings.readings.sign_out_notice == SignOutNotice::Sent,
        };
        let edition = self.settings.readings.edition;
        let now = self.clock;
        let Some(known) = self.agents.get_mut(&agent) else {
            return;
        };
        let Some(session) = known.session.take() else {
            return;
        };
        known.has_signed_out = true;
        if why == Effect::Displaced {
            known.displaced_guids.extend(session.guids.into_all());
        }
        let last = is_told
            .then(|| event::shutdown_service(session.login_time).into_wire(agent, edition, now));
        self.note(why, agent);
        agent_event::end_polls(self, agent, session.polls, last);
    }

    /// Signs the agent out if nothing was heard for too long, else looks
    /// again when that could be. A held poll is no silence.
    pub(crate) fn check_silence(&mut self, agent: AgentId, number: u64) {
        let (now, max_time) = (self.clock, self.settings.max_time);
        let Some(session) = self.session(agent).filter(|s| s.number == number) else {
            return;
        };
        if self.is_restarting() {
            let later = now.plus(max_time);
            self.agenda.set(later, Alarm::Silence(agent, number));
            return;
        }
        let is_listening = session.polls.iter().any(|poll| !poll.is_abandoned);
        let end = session.last_request.plus(max_time);
        if is_listening {
            self.agenda
                .set(now.plus(max_time), Alarm::Silence(agent, number));
        } else if end <= now {
            self.sign_out(agent, Effect::SilenceEnded);
        } else {
            self.agenda.set(end, Alarm::Silence(agent, number));
        }
    }

    /// Looks again at everybody's silence, after its limit has changed.
    pub(crate) fn watch_silence(&mut self) {
        let (now, max_time) = (self.clock, self.settings.max_time);
        for (id, agent) in &self.agents {
            if let Some(session) = &agent.session {
                let end = session.last_request.plus(max_time).max(now);
                self.agenda.set(end, Alarm::Silence(*id, session.number));
            }
        }
    }

    /// The gateway forgets whom it knew, without a word to anybody.
    pub(crate) fn lose_sessions(&mut self) {
        agent_event::forget_polls(self);
        let agents: Vec<AgentId> = self.agents.keys().copied().collect();
        for agent in agents {
            self.lose_session(agent);
        }
    }

    /// The gateway forgets one agent; a poll that it holds is told 100-006.
    pub(crate) fn lose_session(&mut self, agent: AgentId) {
        let polls = agent_event::take_polls(self, agent);
        self.release_all(agent);
        self.give_up_seat(agent);
        let Some(known) = self.agents.get_mut(&agent) else {
            return;
        };
        known.has_signed_out = false;
        known.displaced_guids.clear();
        if known.session.take().is_some() {
            self.note(Effect::SessionLost, agent);
        }
        agent_event::refuse_polls(self, agent, polls, retcode::NOT_SIGNED_IN);
    }

    /// Answers every held poll with 100-006, as the desk starts again.
    pub(crate) fn dismiss_everybody(&mut self) {
        let agents: Vec<AgentId> = self.agents.keys().copied().collect();
        for agent in agents {
            self.sign_out(agent, Effect::SignedOut);
        }
    }
}
