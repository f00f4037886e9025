//! Sleep, freeze and a changed network: the picture is worth nothing until the gateway has been asked again.
//!
//! The page may be told of it ([`Event::Resumed`](crate::event::Event::Resumed)) or not, so both clocks are watched:
//! a machine that sleeps stops one of them or neither, and wakes nobody in time.

use super::settling::MOST_ROUNDS;
use super::{Purpose, Session};
use crate::resync::Snapshot;
use crate::time::{Millis, Moment};

/// So far may the clocks part, and so late may a wake-up come, without a reason to doubt.
const TOLERANCE: Millis = Millis::seconds(3);

impl Session {
    /// Whether time has jumped since the last update: the clocks have parted, or the wake-up asked for is long due.
    pub(super) fn has_jumped(&self, now: Moment) -> bool {
        let is_late = self.wake.is_some_and(|at| now.mono > at.plus(TOLERANCE));
        let have_parted = self.last_update.is_some_and(|before| {
            let expected = before.plus(now.since(before)).wall;
            now.wall.abs_diff(expected) > TOLERANCE.0
        });
        is_late || have_parted
    }

    /// What is shown is from before a gap: nothing may be pressed until the gateway has been asked.
    ///
    /// A snapshot under way is from before it too, and what is left of its answers tells nothing. Of a recording no
    /// snapshot knows: whether there still is one, the gateway says when it matters.
    pub(super) fn begin_unread(&mut self) {
        self.unread = MOST_ROUNDS;
        self.calls.keep_over_gap();
        self.is_recording = false;
        if !self.is_taking_up() {
            self.resync.give_up();
        }
    }

    /// After a gap, gives up what was asked before and asks again: whether the gateway is there, then everything else.
    ///
    /// Commands are left alone: whether they arrived is not known, and their limit tells.
    pub(super) fn begin_again(&mut self, now: Moment) {
        if !self.is_signed_in() || self.is_taking_up() {
            return;
        }
        self.abort(&|purpose| {
            !matches!(
                purpose,
                Purpose::SignIn | Purpose::ResetSkills | Purpose::Command(_)
            )
        });
        self.poll.abandon(now);
        self.credential.resumed(now);
        self.resync.interrupt(now);
        self.reread_queue(now);
    }

    /// The gateway has been asked; where it did not tell of the calls, it is asked once more.
    pub(super) fn end_unread(&mut self, snapshot: &Snapshot) {
        self.unread = match &snapshot.calls {
            Some(_) => 0,
            None => self.unread.saturating_sub(1),
        };
    }
}
