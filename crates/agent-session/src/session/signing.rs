//! Signing in and out, and how a session ends.

use gateway_protocol::endpoint::{Endpoint, Failure, Request, Response};
use gateway_protocol::id::AgentId;
use gateway_protocol::online_agent::{self, ForceSignIn, ResetSkill, SignIn, SignInDetails};
use gateway_protocol::retcode::Retcode;

use super::{Agent, Attempt, Purpose, Session, Stage};
use crate::call::{EndedBy, EndedHow};
use crate::command::SignInForm;
use crate::conference::Conference;
use crate::connection::SIGNED_OUT_AFTER;
use crate::notice::{EndedAfter, NoticeKind};
use crate::queue::Queue;
use crate::time::Moment;

/// From this many days on, the agent is told that the password ends.
const PASSWORD_WARNING_DAYS: u32 = 7;

impl Session {
    pub(super) fn sign_in(&mut self, form: SignInForm, now: Moment) {
        let Ok(agent) = AgentId::parse(&form.agent_id) else {
            self.notices.raise(NoticeKind::AgentIdInvalid, now);
            return;
        };
        let fields = self.settings.sign_in;
        let details = SignInDetails {
            password: form.password,
            phone: form.phone.trim().to_owned(),
            autoanswer: fields.autoanswer,
            autoenteridle: fields.autoenteridle,
            releasephone: fields.releasephone,
            agenttype: fields.agenttype,
            status: fields.status,
        };
        let request = SignIn {
            agent: agent.clone(),
            details: details.clone(),
        }
        .request();
        self.attempt(Attempt { agent, details }, request, now);
    }

    pub(super) fn force_sign_in(&mut self, now: Moment) {
        if let Stage::Offered(attempt) = &self.stage {
            let attempt = attempt.clone();
            let request = ForceSignIn {
                agent: attempt.agent.clone(),
                details: attempt.details.clone(),
            }
            .request();
            self.attempt(attempt, request, now);
        }
    }

    fn attempt(&mut self, attempt: Attempt, request: Request, now: Moment) {
        self.credential.forget();
        self.notices.retract(&is_about_signing_in);
        self.send(request, Purpose::SignIn, self.settings.limits.request, now);
        self.stage = Stage::Between(attempt);
    }

    pub(super) fn sign_in_answered(&mut self, response: &Response, now: Moment) {
        let Stage::Between(attempt) = std::mem::replace(&mut self.stage, Stage::Out) else {
            return;
        };
        match SignIn::read(response) {
            Ok(_) if !self.credential.is_ready() => {
                self.notices.raise(NoticeKind::GuidMissing, now);
            }
            Ok(signed_in) => self.signed_in(attempt.agent, &signed_in, now),
            Err(failure) => {
                self.credential.forget();
                match failure {
                    Failure::Refused(refusal) if refusal.retcode == Retcode::AlreadySignedIn => {
                        self.stage = Stage::Offered(attempt);
                    }
                    Failure::Refused(refusal) => {
                        self.notices.raise(NoticeKind::SignInRefused(refusal), now);
                    }
                    Failure::Unreadable(unreadable) if is_of_a_proxy(unreadable.status) => {
                        self.notices.raise(NoticeKind::SignInUnanswered, now);
                    }
                    Failure::Unreadable(unreadable) => {
                        self.notices
                            .raise(NoticeKind::SignInUnreadable(unreadable), now);
                    }
                }
            }
        }
    }

    pub(super) fn sign_in_failed(&mut self, now: Moment) {
        if matches!(self.stage, Stage::Between(_)) {
            self.stage = Stage::Out;
            self.credential.forget();
            self.notices.raise(NoticeKind::SignInUnanswered, now);
        }
    }

    /// The session begins: the first poll at once, then the skills, and a look at what is there already.
    fn signed_in(&mut self, agent: AgentId, signed_in: &online_agent::SignedIn, now: Moment) {
        self.forget_another_agent(&agent);
        self.stage = Stage::In {
            agent: agent.clone(),
            since: now,
        };
        self.agent = Agent {
            since: now,
            ..Agent::default()
        };
        self.credential.begin(now);
        self.notices.retract(&|kind| {
            matches!(
                kind,
                NoticeKind::SessionEnded { .. }
                    | NoticeKind::SignedOutElsewhere
                    | NoticeKind::CallLost { .. }
            )
        });
        if let Some(days) = signed_in.password_days_left
            && days <= PASSWORD_WARNING_DAYS
        {
            self.notices
                .raise(NoticeKind::PasswordExpires { days }, now);
        }
        self.poll.start(now);
        self.poll_if_due(now);
        self.set_skills(now);
        self.resync.want(now.mono);
    }

    pub(super) fn set_skills(&mut self, now: Moment) {
        let Some(agent) = self.agent_id() else { return };
        self.are_skills_due = true;
        self.inquire(&ResetSkill { agent }, Purpose::ResetSkills, now);
    }

    /// Calls, commands and notices are the agent's own: the next one at this desk sees none of them.
    fn forget_another_agent(&mut self, agent: &AgentId) {
        if self.recorded.as_ref() != Some(agent) {
            self.recorded = Some(agent.clone());
            self.calls.forget_ended();
            self.ledger.forget();
            self.unknown_events.clear();
            self.notices.retract(&|_| true);
        }
    }

    /// The gateway says with this code that there is no session any more.
    pub(super) fn session_ended_with(&mut self, retcode: Retcode, now: Moment) {
        let by = retcode.as_str().to_owned();
        let after = self.ended_after(now);
        self.session_ended(NoticeKind::SessionEnded { retcode, after }, &by, now);
    }

    /// A machine that slept may have one clock that stood still.
    fn ended_after(&self, now: Moment) -> EndedAfter {
        let last_good = self.poll.last_good();
        let unheard = now
            .since(last_good)
            .0
            .max(now.wall.abs_diff(last_good.wall));
        if unheard >= SIGNED_OUT_AFTER.0 || self.unread > 0 {
            EndedAfter::Silence
        } else if self.poll.is_healthy() {
            EndedAfter::Contact
        } else {
            EndedAfter::Outage
        }
    }

    /// The gateway says that there is no session any more; `by` this event or code.
    ///
    /// That is no news to an agent who is signing out.
    pub(super) fn session_ended(&mut self, why: NoticeKind, by: &str, now: Moment) {
        if !self.is_signed_in() {
            return;
        }
        let is_signing_out = self.confirm_sign_out(by, now);
        if !is_signing_out {
            self.tell_lost_calls(now);
        }
        self.end_session(now);
        if !is_signing_out {
            self.notices.raise(why, now);
        }
    }

    /// The calls leave the picture with the session; what was known of them stays to be read.
    pub(super) fn tell_lost_calls(&mut self, now: Moment) {
        for call in self.calls.live() {
            let kind = NoticeKind::CallLost {
                caller: call.details.caller.clone(),
                state: call.state,
            };
            self.notices.raise(kind, now);
        }
    }

    /// Leaves nothing of the session behind but what was recorded.
    pub(super) fn end_session(&mut self, now: Moment) {
        self.stage = Stage::Out;
        self.credential.forget();
        self.abort(&|_| true);
        self.unread = 0;
        self.resuming = None;
        self.poll.stop();
        self.resync.stop();
        self.close_all_pending(now);
        while let Some(call) = self.calls.live().first() {
            let id = call.key.id.clone();
            self.calls
                .bury(&id, EndedHow::SessionEnded, EndedBy::Unknown, now);
        }
        self.suspects.clear();
        self.conference = Conference::None;
        self.is_recording = false;
        self.queue = Queue::Closed;
        self.queue_reread = None;
        self.taken = None;
        self.rejection = None;
        self.event_missed = None;
        self.untold.clear();
        self.agent = Agent::default();
        self.notices.retract(&|kind| {
            matches!(
                kind,
                NoticeKind::SecondPoller
                    | NoticeKind::EventsMissing
                    | NoticeKind::EventMethodWrong(_)
            )
        });
    }
}

/// By this status a proxy says that it has not reached the gateway, or has waited in vain.
fn is_of_a_proxy(status: u16) -> bool {
    matches!(status, 502..=504)
}

fn is_about_signing_in(kind: &NoticeKind) -> bool {
    matches!(
        kind,
        NoticeKind::AgentIdInvalid
            | NoticeKind::SignInRefused(_)
            | NoticeKind::SignInUnanswered
            | NoticeKind::SignInUnreadable(_)
            | NoticeKind::GuidMissing
    )
}
