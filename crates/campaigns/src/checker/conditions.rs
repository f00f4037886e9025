//! Whether the toolbar could have done anything: the machine awake, the network and the gateway there.

use std::collections::VecDeque;

use crate::observation::{Observation, Seen};

/// Hindrances that ended longer ago matter to no question, in milliseconds.
const MEMORY: u64 = 600_000;

/// What hindered the toolbar, and when.
#[derive(Debug, Default)]
pub struct Conditions {
    /// How many hindrances there are now.
    hindrances: u32,
    since: u64,
    /// Times in which there were some, the oldest first.
    past: VecDeque<(u64, u64)>,
}

impl Conditions {
    /// Takes in what was seen.
    pub fn note(&mut self, seen: &Observation) {
        match seen.seen {
            Seen::OutageBegan(_) | Seen::WentOffline | Seen::FellAsleep => {
                if self.hindrances == 0 {
                    self.since = seen.at;
                }
                self.hindrances += 1;
            }
            Seen::OutageEnded(_) | Seen::CameOnline | Seen::Woke => {
                self.hindrances = self.hindrances.saturating_sub(1);
                if self.hindrances == 0 {
                    self.past.push_back((self.since, seen.at));
                }
                let is_old = |(_, end): &(u64, u64)| end + MEMORY < seen.at;
                while self.past.front().is_some_and(is_old) {
                    self.past.pop_front();
                }
            }
            _ => {}
        }
    }

    /// Whether nothing hinders the toolbar now.
    pub fn are_good(&self) -> bool {
        self.hindrances == 0
    }

    /// The longest time between `from` and `to` without a hindrance.
    pub fn longest_chance(&self, from: u64, to: u64) -> u64 {
        let (mut free_from, mut longest) = (from, 0);
        let now = (self.hindrances > 0).then_some((self.since, to));
        for (begin, end) in self.past.iter().copied().chain(now) {
            if end <= from || begin >= to {
                continue;
            }
            longest = longest.max(begin.saturating_sub(free_from));
            free_from = free_from.max(end);
        }
        longest.max(to.saturating_sub(free_from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observation::Outage;

    #[test]
    fn a_chance_is_the_longest_time_without_a_hindrance() {
        let mut conditions = Conditions::default();
        let story = [
            (100, Seen::WentOffline),
            (150, Seen::OutageBegan(Outage::Down)),
            (200, Seen::CameOnline),
            (300, Seen::OutageEnded(Outage::Down)),
            (400, Seen::FellAsleep),
        ];
        for (at, seen) in story {
            conditions.note(&Observation { at, seen });
        }
        let check = |from, to, chance| {
            assert_eq!(
                conditions.longest_chance(from, to),
                chance,
                "{from} to {to}"
            );
        };
        check(0, 100, 100);
        check(50, 350, 50);
        check(50, 500, 100);
        check(120, 280, 0);
        check(400, 900, 0);
        assert!(!conditions.are_good());
    }
}
