//! Reading the queue while its panel is open.

use gateway_protocol::call_data::WaitCallInfo;
use gateway_protocol::endpoint::{Endpoint, Failure, Refusal, Response};
use gateway_protocol::id::SkillId;
use gateway_protocol::online_agent::{AgentSkills, Skill};
use gateway_protocol::queue_device::SkillWaitNum;

use super::{Purpose, Session};
use crate::agent::AgentState;
use crate::command::Act;
use crate::notice::{NoticeKind, Settlement};
use crate::queue::{OpenQueue, Queue, REREAD_AFTER, Waiting, WaitingCall};
use crate::time::{Millis, Moment};

impl Session {
    pub(super) fn open_queue(&mut self, now: Moment) {
        if self.queue.open().is_some() {
            return;
        }
        self.queue = Queue::Open(OpenQueue {
            skills: None,
            chosen: None,
            waiting: Waiting::Reading,
        });
        self.reread_queue(now);
    }

    pub(super) fn close_queue(&mut self) {
        self.queue = Queue::Closed;
        self.queue_reread = None;
        self.taken = None;
    }

    pub(super) fn choose_skill(&mut self, skill: SkillId, now: Moment) {
        if let Some(open) = self.queue.open_mut()
            && open.chosen != Some(skill)
        {
            open.chosen = Some(skill);
            open.waiting = Waiting::Reading;
            self.reread_queue(now);
        }
    }

    /// The queue may look different now: read it again at once, if it is shown.
    pub(super) fn reread_queue(&mut self, now: Moment) {
        if self.queue.open().is_some() {
            self.queue_reread = Some(now.mono);
        }
    }

    /// When the queue is to be read again; not while an answer about it is awaited.
    pub(super) fn next_queue_wake(&self) -> Option<Millis> {
        self.queue_reread.filter(|_| !self.is_reading_queue())
    }

    fn is_reading_queue(&self) -> bool {
        self.is_asking(&|purpose| {
            matches!(
                purpose,
                Purpose::Skills | Purpose::QueueCount(_) | Purpose::QueueList(_)
            )
        })
    }

    /// The skills first; then an idle agent gets the count, any other the list.
    pub(super) fn read_queue_if_due(&mut self, now: Moment) {
        if self.next_queue_wake().is_none_or(|at| at > now.mono) {
            return;
        }
        self.queue_reread = None;
        let (Some(agent), Some(open)) = (self.agent_id(), self.queue.open()) else {
            return;
        };
        match (&open.skills, open.chosen) {
            (None, _) => self.inquire(&AgentSkills { agent }, Purpose::Skills, now),
            (Some(_), None) => {}
            (Some(_), Some(skill)) if self.agent.state == AgentState::Ready => {
                let purpose = Purpose::QueueCount(skill);
                self.inquire(&SkillWaitNum { agent, skill }, purpose, now);
            }
            (Some(_), Some(skill)) => {
                let purpose = Purpose::QueueList(skill);
                self.inquire(&WaitCallInfo { agent, skill }, purpose, now);
            }
        }
    }

    pub(super) fn skills_answered(&mut self, response: &Response, now: Moment) {
        match AgentSkills::read(response) {
            Ok(skills) => {
                if let Some(open) = self.queue.open_mut() {
                    open.chosen = chosen_or_first(&skills, open.chosen);
                    open.skills = Some(skills);
                }
                self.reread_queue(now);
            }
            Err(failure) => self.queue_unreadable(refusal_of(failure), now),
        }
    }

    pub(super) fn queue_count_answered(
        &mut self,
        skill: SkillId,
        response: &Response,
        now: Moment,
    ) {
        match SkillWaitNum::read(response) {
            Ok(count) => self.queue_read(skill, Waiting::Count { count, at: now }, now),
            Err(failure) => self.queue_unreadable(refusal_of(failure), now),
        }
    }

    pub(super) fn queue_list_answered(&mut self, skill: SkillId, response: &Response, now: Moment) {
        match WaitCallInfo::read(response) {
            Ok(rows) => {
                let mut calls = Vec::new();
                for row in rows {
                    calls.push(WaitingCall::from(row));
                }
                self.queue_read(skill, Waiting::List { calls, at: now }, now);
                self.tell_if_gone(now);
            }
            Err(failure) => self.queue_unreadable(refusal_of(failure), now),
        }
    }

    /// Shows what was read, unless the agent has turned to another skill meanwhile.
    fn queue_read(&mut self, skill: SkillId, waiting: Waiting, now: Moment) {
        self.notices
            .retract(&|kind| matches!(kind, NoticeKind::QueueUnreadable(_)));
        if let Some(open) = self.queue.open_mut() {
            if open.chosen == Some(skill) {
                open.waiting = waiting;
                self.queue_reread = Some(now.mono.plus(REREAD_AFTER));
            } else {
                self.queue_reread = Some(now.mono);
            }
        }
    }

    /// The call that was not given to this agent is no longer listed: somebody else has it, or it left.
    fn tell_if_gone(&mut self, now: Moment) {
        if let Some(call) = self.taken.take()
            && !self.queue.has(&call)
        {
            self.notices.retract(&is_pick_up_not_done);
            self.notices
                .raise(NoticeKind::AlreadyGone { refusal: None }, now);
        }
    }

    pub(super) fn queue_unreadable(&mut self, refusal: Option<Refusal>, now: Moment) {
        if self.queue.open().is_some() {
            self.notices
                .raise(NoticeKind::QueueUnreadable(refusal), now);
            self.queue_reread = Some(now.mono.plus(REREAD_AFTER));
        }
    }
}

/// Said already, and better, by [`NoticeKind::AlreadyGone`].
fn is_pick_up_not_done(kind: &NoticeKind) -> bool {
    let not_done = NoticeKind::Settled {
        act: Act::PickUp,
        as_what: Settlement::NotDone,
    };
    *kind == not_done
}

fn refusal_of(failure: Failure) -> Option<Refusal> {
    match failure {
        Failure::Refused(refusal) => Some(refusal),
        Failure::Unreadable(_) => None,
    }
}

/// The skill to show: the one chosen, while the agent has it.
fn chosen_or_first(skills: &[Skill], chosen: Option<SkillId>) -> Option<SkillId> {
    let is_there = |id: &SkillId| skills.iter().any(|skill| skill.id == *id);
    chosen
        .filter(is_there)
        .or_else(|| skills.first().map(|skill| skill.id))
}
