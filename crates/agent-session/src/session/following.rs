//! A session that another tab runs: drawn here from what that tab tells, and nothing more.
//!
//! It sends nothing and keeps nothing. A press is checked and shown as on its way here, and passed to the tab that
//! leads by whoever moves the messages; what became of it, the leader's next record tells.

use super::{Following, Session, Stage};
use crate::actions::{Reason, allowed};
use crate::command::Command;
use crate::effect::{Effect, RequestId};
use crate::notice::{NoticeKind, Settlement};
use crate::pending::{Pending, Phase};
use crate::record::Record;
use crate::time::{Millis, Moment};

/// The ledger's number of a press that was passed on: the leader's ledger counts from 1.
const PASSED_ON: u32 = 0;

impl Session {
    /// From now on another tab may lead: gives everything up, but goes on showing what was there.
    pub fn follow(&mut self, now: Moment) -> Vec<Effect> {
        self.abort(|_| true);
        if !self.is_signed_in() {
            self.stage = Stage::Out;
        }
        self.poll.stop();
        self.resync.stop();
        self.credential.take_up(None, now);
        self.resuming = None;
        self.unread = 0;
        self.following = Some(Following {
            cause: None,
            heard: now,
        });
        self.is_shared = false;
        let mut effects = std::mem::take(&mut self.effects);
        if std::mem::take(&mut self.is_stored) {
            effects.push(Effect::Forget);
        }
        effects
    }

    /// Shows what the leader has told. Presses of this tab that it has not answered yet stay on their way.
    pub fn draw(&mut self, record: Record, now: Moment) {
        let Some(following) = &mut self.following else {
            return;
        };
        following.cause = record.wrong.map(|(_, cause)| cause);
        following.heard = now;
        let (ours, _) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(is_passed_on);
        self.restore(record);
        self.pending.extend::<Vec<_>>(ours);
    }

    /// The leader has said a word.
    pub fn leader_heard(&mut self, now: Moment) {
        if let Some(following) = &mut self.following {
            following.heard = now;
        }
    }

    /// Checks a press that is to be passed to the leader under this number, and shows it as on its way.
    ///
    /// Returns whether it is to be passed on; if not, the reason is told.
    pub fn pass_on(&mut self, command: &Command, press: u32, now: Moment) -> bool {
        if let Err(reason) = allowed(&self.facts(now), command) {
            self.tell_not_sent(command, reason, now);
            return false;
        }
        if let Some((act, target)) = command.act() {
            self.pending.push(Pending {
                number: PASSED_ON,
                act,
                target,
                request: RequestId(press),
                asked: now,
                phase: Phase::Asked,
                rounds: 0,
                reported: None,
                was_during_call: self.is_on_call(),
            });
        }
        true
    }

    /// The leader has taken the press of this number: from now on its record tells.
    pub fn passed_on(&mut self, press: u32) {
        let is_it = |pending: &Pending| is_passed_on(pending) && pending.request.0 == press;
        self.pending.retain(|pending| !is_it(pending));
    }

    /// Whether the leader has taken the press of this number will never be known.
    pub fn press_lost(&mut self, press: u32, now: Moment) {
        for pending in &mut self.pending {
            if is_passed_on(pending)
                && pending.request.0 == press
                && pending.phase != Phase::Unknown
            {
                pending.phase = Phase::Unknown;
                let (act, refusal) = (pending.act, None);
                self.notices
                    .raise(NoticeKind::Unknown { act, refusal }, now);
            }
        }
    }

    /// When [`Session::give_up_passed_on`] has something to do, or the picture looks older.
    pub(super) fn next_wake_following(&self, now: Moment) -> Option<Millis> {
        let ends = self.pending.iter().filter(|it| is_passed_on(it));
        let ends = ends.map(|pending| self.gives_up(pending));
        ends.chain(self.connection_changes(now)).min()
    }

    /// A press whose taking is not known stops blocking others after a while: it stays not known.
    pub fn give_up_passed_on(&mut self, now: Moment) {
        while let Some(position) = self
            .pending
            .iter()
            .position(|it| is_passed_on(it) && self.gives_up(it) <= now.mono)
        {
            let pending = self.pending.remove(position);
            self.close_settled(&pending, Settlement::NotKnown, now);
        }
    }

    /// As long as a command of its own would wait for its event and for two snapshots after it.
    fn gives_up(&self, pending: &Pending) -> Millis {
        let limit = self.limit_of(pending.act);
        pending.asked.mono.plus(limit).plus(limit)
    }

    pub(super) fn tell_not_sent(&mut self, command: &Command, reason: Reason, now: Moment) {
        // A second press of what is on its way already is no news to the agent.
        if let Some((act, _)) = command.act()
            && reason != Reason::InProgress(act)
        {
            self.notices.raise(NoticeKind::NotSent { act, reason }, now);
        }
    }
}

fn is_passed_on(pending: &Pending) -> bool {
    pending.number == PASSED_ON
}
