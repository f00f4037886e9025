//! What time does: requests that stay unanswered, commands that stay unconfirmed, what is due next.

use gateway_protocol::agent_event;
use gateway_protocol::endpoint::Endpoint;

use super::{Purpose, Session, Stage};
use crate::connection::Connection;
use crate::pending::{Pending, Phase};
use crate::time::{Millis, Moment, earlier};

/// How long after a rejection a reported state counts as its outcome.
const OUTCOME_WITHIN: Millis = Millis::seconds(10);

impl Session {
    /// The earliest time at which [`crate::event::Event::Woke`] is wanted, on the monotonic clock.
    pub fn next_wake(&self, now: Moment) -> Option<Millis> {
        if self.following.is_some() {
            return self.next_wake_following(now);
        }
        let mut wake = earlier(self.poll.next_wake(), self.ring_ends(now));
        wake = earlier(wake, self.connection_changes(now));
        for request in &self.requests {
            wake = earlier(wake, Some(request.deadline));
        }
        for pending in &self.pending {
            wake = earlier(wake, self.waits_until(pending));
        }
        // While the gateway is gone, or the event queue is being emptied, nothing is read.
        if self.may_read() {
            wake = earlier(wake, self.resync.next_wake());
            wake = earlier(wake, self.next_queue_wake());
            wake = earlier(wake, self.credential.ask_at());
        }
        wake
    }

    /// When a command becomes unknown, unless it is already.
    fn waits_until(&self, pending: &Pending) -> Option<Millis> {
        let until = pending.asked.mono.plus(self.limit_of(pending.act));
        (pending.phase != Phase::Unknown).then_some(until)
    }

    /// Does everything that is due. Called at the end of every update.
    pub(super) fn keep_time(&mut self, now: Moment) {
        self.give_up_requests(now);
        self.give_up_waiting(now);
        self.calls.forget_long_buried(now);
        if self
            .rejection
            .as_ref()
            .is_some_and(|rejection| now.since(rejection.at) > OUTCOME_WITHIN)
        {
            self.rejection = None;
        }
        if !self.is_signed_in() {
            return;
        }
        if self.poll.take_abandoned(now) {
            self.resync.want(now.mono);
        }
        if self.poll.is_probe_due(now) {
            self.probe(now);
        }
        self.poll_if_due(now);
        if self.may_read() {
            self.begin_snapshot_if_due(now);
            self.read_queue_if_due(now);
            self.ask_for_guid_if_due(now);
        }
    }

    fn may_read(&self) -> bool {
        !self.poll.is_down() && !self.is_taking_up()
    }

    /// A request past its limit counts as failed; its answer is of no use any more.
    fn give_up_requests(&mut self, now: Moment) {
        while let Some(late) = self.abort_one(&|request| request.deadline <= now.mono) {
            self.failed(late.purpose, now);
        }
    }

    /// A command past its limit without its event is unknown, whatever its reply said.
    fn give_up_waiting(&mut self, now: Moment) {
        let is_late = |until: Millis| until <= now.mono;
        while let Some(position) = self
            .pending
            .iter()
            .position(|pending| self.waits_until(pending).is_some_and(is_late))
        {
            self.becomes_unknown(position, None, now);
        }
    }

    /// Sends the poll when its time has come.
    pub(super) fn poll_if_due(&mut self, now: Moment) {
        if !self.poll.is_due(now) {
            return;
        }
        let Some(agent) = self.agent_id() else { return };
        let limits = self.settings.limits;
        let limit = limits.poll_hold.plus(limits.poll_margin);
        let request = agent_event::Poll { agent }.request();
        let id = self.send(request, Purpose::Poll, limit, now);
        self.poll.sent(id, now);
    }

    pub(super) fn connection_changes(&self, now: Moment) -> Option<Millis> {
        match self.stage {
            Stage::In { .. } => {
                let hold = self.settings.limits.poll_hold;
                Connection::next_change(self.last_good(), hold, now)
            }
            Stage::Out | Stage::Between(_) | Stage::Offered(_) => None,
        }
    }
}
