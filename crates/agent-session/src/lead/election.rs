//! How a tab comes to its part: joining, leading, doubting, asking, stealing, stepping down.
//!
//! The browser grants and takes the lock; silence and later terms do the rest.

use super::{
    ANSWER_WITHIN, ASK_AFTER, BEAT_EVERY, DOUBT_AFTER, DOUBT_FOR, Effect, Lead, Role, SPREAD,
    STEAL_AFTER, STOOD_STILL, Said, TabId, Taken,
};
use crate::time::Millis;

impl Lead {
    pub(super) fn join(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        (self.heard, self.asked) = (now, None);
        self.greeted = now;
        effects.push(Effect::RequestLock);
        self.say(Said::Hello, effects);
    }

    /// The lock is this tab's; or was, if the tab stood still before it heard of that and still looks around.
    pub(super) fn begin_to_lead(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        self.term = self.term.saturating_add(1);
        self.leader = Some(self.me);
        self.taken = Taken::default();
        self.lose_forwarded(effects);
        if self.asked.is_some() {
            self.doubt(now);
        } else {
            self.lead(now, effects);
        }
    }

    pub(super) fn lead(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        self.role = Role::Leader;
        self.is_in_doubt = false;
        (self.heard, self.asked) = (now, None);
        self.beat(now, effects);
    }

    pub(super) fn beat(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        self.told = now;
        self.say(Said::Leads, effects);
    }

    /// No part for now. The lock is gone, or is given up by the caller.
    pub(super) fn step_down(&mut self, now: Millis) {
        self.role = Role::Joining;
        self.leader = None;
        self.is_in_doubt = false;
        (self.heard, self.asked) = (now, None);
    }

    pub(super) fn steal(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        (self.heard, self.asked) = (now, None);
        effects.push(Effect::StealLock);
    }

    pub(super) fn steals_at(&self) -> Millis {
        let spread = Millis(self.me.0.checked_rem(SPREAD).unwrap_or(0));
        let silence_ends = self.heard.plus(STEAL_AFTER).plus(spread);
        let answer_ends = self.asked.map(|at| at.plus(ANSWER_WITHIN));
        silence_ends.max(answer_ends.unwrap_or_default())
    }

    /// A frozen page, a machine that slept: what was true before is not believed any more.
    pub(super) fn has_stood_still(&self, now: Millis) -> bool {
        match self.role {
            Role::Leader => now.minus(self.told) >= DOUBT_AFTER,
            Role::Alone | Role::Joining | Role::Follower => {
                let wanted = self.next_wake();
                wanted.is_some_and(|at| now.minus(at) >= STOOD_STILL)
            }
        }
    }

    /// Nobody steals from a leader that has said a word within [`STEAL_AFTER`], so one that has said none within
    /// [`DOUBT_AFTER`] asks. And who stood still has not heard what was said meanwhile, so asks before stealing.
    pub(super) fn look_around(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        if self.role == Role::Leader || self.is_in_doubt {
            self.doubt(now);
        }
        self.ask(now, effects);
    }

    pub(super) fn doubt(&mut self, now: Millis) {
        self.role = Role::Joining;
        self.is_in_doubt = true;
        self.told = now;
    }

    pub(super) fn ask(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        self.asked = Some(now);
        self.greeted = now;
        self.say(Said::Hello, effects);
    }

    pub(super) fn do_what_is_due(&mut self, now: Millis, effects: &mut Vec<Effect>) {
        if self.is_away {
            return;
        }
        match self.role {
            Role::Alone => {}
            Role::Leader => {
                if self.told.plus(BEAT_EVERY) <= now {
                    self.beat(now, effects);
                }
            }
            Role::Joining if self.is_in_doubt => {
                if self.told.plus(DOUBT_FOR) <= now {
                    self.lead(now, effects);
                }
            }
            Role::Joining | Role::Follower => match self.asked {
                None if self.heard.plus(ASK_AFTER) <= now => self.ask(now, effects),
                Some(_) if self.steals_at() <= now => self.steal(now, effects),
                None | Some(_) => {}
            },
        }
        for press in self.forwarded.take_late(now) {
            effects.push(Effect::Lost(press));
        }
    }

    pub(super) fn lose_forwarded(&mut self, effects: &mut Vec<Effect>) {
        for press in self.forwarded.take_all() {
            effects.push(Effect::Lost(press));
        }
    }

    /// Whether the leader of this term is the one to follow. Of two, the later term counts, then the greater number.
    pub(super) fn believes(
        &mut self,
        from: TabId,
        term: u64,
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let has_led = self.role == Role::Leader || self.is_in_doubt;
        if has_led && (term, from) < (self.term, self.me) {
            if self.role == Role::Leader {
                self.say(Said::Leads, effects);
            }
            return false;
        }
        if !has_led && term < self.term {
            return false;
        }
        if has_led {
            self.step_down(now);
            effects.push(Effect::ReleaseLock);
            effects.push(Effect::RequestLock);
        }
        // A new leader may not know who follows. One that tells no record does not.
        let is_new = self.leader != Some(from);
        let is_unknown = !is_new && self.told_in != term;
        if (is_new || is_unknown) && now.minus(self.greeted) >= DOUBT_FOR {
            self.greeted = now;
            self.say(Said::Hello, effects);
        }
        self.term = term;
        self.role = Role::Follower;
        self.leader = Some(from);
        (self.heard, self.asked) = (now, None);
        true
    }
}
