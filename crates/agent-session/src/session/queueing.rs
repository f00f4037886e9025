//! Reading the queue while its panel is open.

use gateway_protocol::call_data::WaitCallInfo;
use gateway_protocol::endpoint::{Endpoint, Failure, Refusal, Response};
use gateway_protocol::id::SkillId;
use gateway_protocol::online_agent::AgentSkills;
use gateway_protocol::queue_device::SkillWaitNum;

use super::{Purpose, Session, chosen_or_first};
use crate::agent::AgentState;
use crate::notice::NoticeKind;
use crate::queue::{OpenQueue, Queue, REREAD_AFTER, Waiting, WaitingCall};
use crate::time::Moment;

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
        if let Some(agent) = self.agent_id() {
            self.inquire(&AgentSkills { agent }, Purpose::Skills, now);
        }
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

    /// An idle agent gets the count, any other the list.
    pub(super) fn read_queue_if_due(&mut self, now: Moment) {
        let is_due = self.queue_reread.is_some_and(|at| at <= now.mono);
        let is_reading = self
            .is_asking(|purpose| matches!(purpose, Purpose::QueueCount(_) | Purpose::QueueList(_)));
        if !is_due || is_reading {
            return;
        }
        self.queue_reread = None;
        let chosen = self.queue.open().and_then(|open| open.chosen);
        let (Some(agent), Some(skill)) = (self.agent_id(), chosen) else {
            return;
        };
        if self.agent.state == AgentState::Ready {
            self.inquire(
                &SkillWaitNum { agent, skill },
                Purpose::QueueCount(skill),
                now,
            );
        } else {
            self.inquire(
                &WaitCallInfo { agent, skill },
                Purpose::QueueList(skill),
                now,
            );
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
                let calls = rows.into_iter().map(WaitingCall::from).collect();
                self.queue_read(skill, Waiting::List { calls, at: now }, now);
                self.tell_if_gone(now);
            }
            Err(failure) => self.queue_unreadable(refusal_of(failure), now),
        }
    }

    /// Shows what was read, unless the agent has turned to another skill meanwhile.
    fn queue_read(&mut self, skill: SkillId, waiting: Waiting, now: Moment) {
        self.notices
            .retract(|kind| matches!(kind, NoticeKind::QueueUnreadable(_)));
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

fn refusal_of(failure: Failure) -> Option<Refusal> {
    match failure {
        Failure::Refused(refusal) => Some(refusal),
        Failure::Unreadable(_) => None,
    }
}
