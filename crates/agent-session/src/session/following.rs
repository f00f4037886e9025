//! A session that another tab runs: drawn here from what that tab tells, and nothing more.
//!
//! It sends nothing and keeps nothing. A press is checked and shown as on its way here, and passed to the tab that
//! leads by whoever moves the messages; what became of it, the leader's next record tells.

use super::outcomes::take;
use super::{Following, Session, Stage};
use crate::actions::{Reason, allowed};
use crate::command::Command;
use crate::effect::{Effect, RequestId};
use crate::notice::{NoticeKind, Settlement};
use crate::pending::{Pending, Phase};
use crate::record::Record;
use crate::time::{Millis, Moment, earlier};

/// The ledger's number of a press that was passed on: the leader's ledger counts from 1.
const PASSED_ON: u32 = 0;

/// Notices raised here, about presses made here, have numbers above this; the leader's are below.
pub(super) const OWN_NOTICES: u32 = 1 << 31;

/// How long a press whose taking is not known blocks others: longer than a silent leader takes to be replaced,
/// because the tab that replaces it looks.
const GIVES_UP_AFTER: Millis = Millis::seconds(20);

impl Session {
    /// From now on another tab may lead: gives everything up, but goes on showing what was there.
    pub fn follow(&mut self, now: Moment) -> Vec<Effect> {
        self.abort(&|_| true);
        if !self.is_signed_in() {
            self.stage = Stage::Out;
        }
        self.poll.leave(now);
        self.resync.stop();
        self.resuming = None;
        self.unread = 0;
        self.following = Some(Following {
            cause: None,
            heard: now,
            is_current: false,
            last_notice: self.notices.last_id(),
        });
        self.notices.count_from(OWN_NOTICES);
        // What is kept stays kept: if no other tab leads, this one goes on from there.
        self.is_stored = false;
        self.kept = None;
        std::mem::take(&mut self.effects)
    }

    /// Whether another tab runs the session, or none.
    pub fn is_following(&self) -> bool {
        self.following.is_some()
    }

    /// Raises a notice from outside the session.
    pub(crate) fn tell(&mut self, kind: NoticeKind, now: Moment) {
        self.notices.raise(kind, now);
    }

    /// Shows what a record tells: the leader's, or the one this page saved before it knows who leads.
    ///
    /// Presses of this tab that the leader has not answered yet stay on their way.
    pub fn draw(&mut self, record: Record) {
        let Some(following) = &mut self.following else {
            return;
        };
        following.cause = record.wrong.map(|(_, cause)| cause);
        if !record.is_signed_in() {
            self.credential.forget();
        }
        following.last_notice = record.last_notice;
        let mut ours = take(&mut self.pending, &is_passed_on);
        let own_notices = self.notices.take_after(OWN_NOTICES);
        self.restore(record);
        // Those that the leader passed on itself, to a leader before it, are no presses of this tab.
        take(&mut self.pending, &is_passed_on);
        self.pending.append(&mut ours);
        self.notices.add(own_notices);
    }

    /// Whether the leader leads still and what is shown is what it told; then it was heard just now.
    pub fn believe(&mut self, is_current: bool, now: Moment) {
        if let Some(following) = &mut self.following {
            following.is_current = is_current;
            if is_current {
                following.heard = now;
            }
        }
    }

    /// Whether a press is to be passed to the leader; if it may not, the reason is told.
    pub fn may_pass_on(&mut self, command: &Command, now: Moment) -> bool {
        if let Command::DismissNotice(id) = command
            && *id > OWN_NOTICES
        {
            self.notices.dismiss(*id);
            return false;
        }
        match allowed(&self.facts(now), command) {
            Ok(()) => true,
            Err(reason) => {
                self.tell_not_sent(command, reason, now);
                false
            }
        }
    }

    /// Shows a press that is passed to the leader under this number as on its way.
    pub fn show_passed_on(&mut self, command: &Command, press: u32, now: Moment) {
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
    }

    /// The leader has taken the press of this number: from now on its record tells.
    pub fn passed_on(&mut self, press: u32) {
        let is_it = |pending: &Pending| is_passed_on(pending) && pending.request.0 == press;
        let position = self.pending.iter().position(is_it);
        if let Some(pending) = position.map(|position| self.pending.remove(position)) {
            self.retract_doubt(pending.act);
        }
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
        let mut wake = self.connection_changes(now);
        for pending in self.pending.iter().filter(|it| is_passed_on(it)) {
            wake = earlier(wake, Some(gives_up(pending)));
        }
        wake
    }

    /// A press whose taking is not known stops blocking others after a while: it stays not known.
    pub fn give_up_passed_on(&mut self, now: Moment) {
        while let Some(position) = self
            .pending
            .iter()
            .position(|it| is_passed_on(it) && gives_up(it) <= now.mono)
        {
            let pending = self.pending.remove(position);
            self.close_settled(&pending, Settlement::NotKnown, now);
        }
    }

    /// A press is not sent, and why.
    pub(crate) fn tell_not_sent(&mut self, command: &Command, reason: Reason, now: Moment) {
        // A second press of what is on its way already is no news to the agent.
        if let Some((act, _)) = command.act()
            && reason != Reason::InProgress(act)
        {
            self.notices.raise(NoticeKind::NotSent { act, reason }, now);
        }
    }
}

fn gives_up(pending: &Pending) -> Millis {
    pending.asked.mono.plus(GIVES_UP_AFTER)
}

fn is_passed_on(pending: &Pending) -> bool {
    pending.number == PASSED_ON
}
