//! Taking up a session that began elsewhere: before a reload, or in a tab that led.
//!
//! A new Guid, then the event queue emptied, then a snapshot, and only then the poll. No command is sent, and nothing
//! may be pressed before the snapshot. A poll of the page before may still be held and swallow an event later than
//! the snapshot: `poll` has one more read when it ends.

use gateway_protocol::endpoint::{Endpoint, Failure, Response};
use gateway_protocol::id::Guid;
use gateway_protocol::online_agent::{SyncAgentInfo, UpdateGuid};
use gateway_protocol::retcode::Retcode;

use super::following::OWN_NOTICES;
use super::{Agent, Purpose, Session, Stage, Step};
use crate::credential::SessionKind;
use crate::effect::Effect;
use crate::notice::{NoticeKind, Untaken};
use crate::pending::Phase;
use crate::queue::Queue;
use crate::record::Record;
use crate::settings::Settings;
use crate::time::{Millis, Moment};

/// How long each of the two requests before the first snapshot may take: without them it goes on as well.
const STEP_WITHIN: Millis = Millis::seconds(3);

impl Session {
    /// A session that goes on from a saved record, and the first things to do.
    ///
    /// `guid` is the one kept beside the record; a cookie session has none.
    pub fn resume(
        settings: Settings,
        seed: u64,
        record: Record,
        guid: Option<Guid>,
        now: Moment,
    ) -> (Self, Vec<Effect>) {
        let mut session = Self::new(settings, seed);
        session.restore(record);
        let effects = session.take_up(guid, now);
        (session, effects)
    }

    /// Everything as the record tells it.
    pub(super) fn restore(&mut self, record: Record) {
        let last_good = match record.wrong {
            Some((last_good, _)) => last_good,
            None => record.written,
        };
        self.poll
            .take_up(last_good, record.poll_ends, record.written);
        self.recorded = record.session.as_ref().map(|(agent, _)| agent.clone());
        self.stage = match record.session {
            Some((agent, since)) => Stage::In { agent, since },
            None => Stage::Out,
        };
        self.credential.restore(record.stamp);
        self.agent = Agent {
            state: record.state,
            since: record.state_since,
            is_busy_next: record.is_busy_next,
        };
        self.is_recording = record.is_recording;
        self.are_skills_due = record.are_skills_due;
        self.calls.restore(record.calls, record.ended);
        self.silenced = record.silenced;
        self.conference = record.conference;
        self.pending = record.pending;
        self.ledger.restore(record.ledger, record.last_entry);
        self.notices.restore(record.notices, record.last_notice);
        self.queue = record.queue;
    }

    /// Goes on with the session that is shown, with this Guid.
    ///
    /// Where there is none although one is needed, the agent must sign in again.
    pub fn take_up(&mut self, guid: Option<Guid>, now: Moment) -> Vec<Effect> {
        if let Some(following) = self.following.take() {
            self.notices.count_on(following.last_notice, OWN_NOTICES);
        }
        (self.last_update, self.wake) = (None, None);
        if self.is_signed_in() {
            self.credential.take_up(guid, now);
            if self.credential.is_ready() {
                self.begin_taking_up(now);
            } else {
                self.tell_lost_calls(now);
                self.end_session(now);
                self.notices
                    .raise(NoticeKind::SignInAgain(Untaken::NotKept), now);
            }
        }
        self.finish_update(now)
    }

    fn begin_taking_up(&mut self, now: Moment) {
        self.begin_unread();
        self.queue = Queue::Closed;
        for pending in &mut self.pending {
            if pending.phase != Phase::Unknown {
                pending.phase = Phase::Unknown;
                self.ledger.lose(pending.number, now);
                let (act, refusal) = (pending.act, None);
                self.notices
                    .raise(NoticeKind::Unknown { act, refusal }, now);
            }
        }
        match self.credential.kind() {
            SessionKind::Header => self.take_up_guid(now),
            SessionKind::Cookie => self.empty_queue(now),
        }
    }

    fn take_up_guid(&mut self, now: Moment) {
        let Some(agent) = self.agent_id() else { return };
        self.resuming = Some(Step::Guid);
        self.credential.renewal().asked(now);
        let request = UpdateGuid { agent }.request();
        self.send(request, Purpose::UpdateGuid, STEP_WITHIN, now);
    }

    /// Answered or not, refused or not: the Guid there is, is the one to go on with.
    pub(super) fn go_on_after_guid(&mut self, now: Moment) {
        if self.resuming == Some(Step::Guid) {
            self.empty_queue(now);
        }
    }

    /// The answer may have brought a new Guid, as that of a lost poll may: by the age of the one there is, another is
    /// asked for.
    pub(super) fn guid_unanswered(&mut self, now: Moment) {
        if self.resuming == Some(Step::Guid) {
            self.credential.resumed(now);
        }
        self.go_on_after_guid(now);
    }

    fn empty_queue(&mut self, now: Moment) {
        let Some(agent) = self.agent_id() else { return };
        self.resuming = Some(Step::Queue);
        let request = SyncAgentInfo { agent }.request();
        self.send(request, Purpose::SyncAgentInfo, STEP_WITHIN, now);
    }

    pub(super) fn queue_emptied(&mut self, response: &Response, now: Moment) {
        match SyncAgentInfo::read(response) {
            Ok(info) => {
                self.agent.is_busy_next |= info.is_busy_next;
                self.poll.queue_emptied(now);
            }
            Err(Failure::Refused(refusal)) if refusal.retcode == Retcode::NotSignedIn => {
                return self.session_ended_with(Retcode::NotSignedIn, now);
            }
            Err(_) => {}
        }
        self.go_on_after_queue(now);
    }

    /// Emptied or not, which no later answer would tell: a snapshot shows what is there.
    pub(super) fn go_on_after_queue(&mut self, now: Moment) {
        self.resuming = Some(Step::Snapshot);
        self.poll.abandon_elsewhere(now);
        self.resync.want(now.mono);
    }

    /// The first snapshot has been read, or has failed: this page polls.
    pub(super) fn go_on_after_snapshot(&mut self, now: Moment) {
        if self.resuming == Some(Step::Snapshot) {
            self.resuming = None;
            self.poll.go_on(now);
            if self.are_skills_due {
                self.set_skills(now);
            }
        }
    }

    /// Whether it is still too early to read anything.
    pub(super) fn is_taking_up(&self) -> bool {
        matches!(self.resuming, Some(Step::Guid | Step::Queue))
    }
}
