//! Presses on their way from a follower to the leader: each is sent once and taken at most once.
//!
//! A press whose answer is lost may have been carried out. It is never sent again; it counts as unknown.

use super::TabId;
use crate::time::Millis;

/// How long the leader's answer to a press is waited for.
const ANSWER_WITHIN: Millis = Millis::seconds(2);

/// One press: the tab it was made in, and its number there, rising.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PressId {
    /// The tab.
    pub tab: TabId,
    /// The number.
    pub number: u32,
}

/// A follower's presses that have not been answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Forwarded {
    waiting: Vec<(PressId, Millis)>,
    last: u32,
}

impl Forwarded {
    /// A new press, made now.
    pub(super) fn next(&mut self, tab: TabId, now: Millis) -> PressId {
        self.last = self.last.saturating_add(1);
        let press = PressId {
            tab,
            number: self.last,
        };
        self.waiting.push((press, now.plus(ANSWER_WITHIN)));
        press
    }

    /// The leader has taken it.
    pub(super) fn answer(&mut self, press: PressId) {
        let is_it = |(waiting, _): &(PressId, Millis)| *waiting == press;
        if let Some(place) = self.waiting.iter().position(is_it) {
            self.waiting.remove(place);
        }
    }

    /// When the next one has waited long enough.
    pub(super) fn next_wake(&self) -> Option<Millis> {
        self.waiting.first().map(|(_, until)| *until)
    }

    /// Those that have waited long enough.
    pub(super) fn take_late(&mut self, now: Millis) -> Vec<PressId> {
        let mut late = Vec::new();
        while self.next_wake().is_some_and(|until| until <= now) {
            late.push(self.waiting.remove(0).0);
        }
        late
    }

    /// All of them: nobody will answer.
    pub(super) fn take_all(&mut self) -> Vec<PressId> {
        self.take_late(Millis(u64::MAX))
    }
}

/// The newest press that a leader has taken from each tab.
///
/// Tabs number their presses upwards and the channel keeps their order, so one number a tab is enough:
/// what comes later with a lower number is a copy, or too late to be obeyed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Taken(Vec<PressId>);

impl Taken {
    /// Whether this press is newer than any taken from its tab; it counts as taken from then on.
    pub(super) fn is_new(&mut self, press: PressId) -> bool {
        match self.0.iter_mut().find(|taken| taken.tab == press.tab) {
            Some(taken) => {
                let is_new = press.number > taken.number;
                taken.number = taken.number.max(press.number);
                is_new
            }
            None => {
                self.0.push(press);
                true
            }
        }
    }
}
