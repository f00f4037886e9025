//! When to try again after a try has failed: soon for one agent, spread for sixty thousand.
//!
//! One lost poll is mostly an accident, so the first try follows within a second, for half of all
//! toolbars; the other half waits longer, because after a gateway's restart all of them try.
//! The second try is spread over the whole cap, and from then on one try follows the other in a
//! narrow band below the cap: a wide band would bring more tries a second to a gateway that is
//! just back, and no agent sooner to its calls.
//! Pauses are counted from the start of one try to the start of the next, so that a try that takes
//! long to fail costs nothing. Nothing here knows what a try is.

use crate::time::Millis;

/// The longest pause between two tries, so that many of them fit into the 120 s until the forced
/// sign-out.
pub const LONGEST: Millis = Millis::seconds(5);
/// The first pause of the half that is quick.
const QUICK: Millis = Millis(900);
/// The shortest second pause.
const SECOND: Millis = Millis(500);
/// The shortest pause of the narrow band.
const BAND: Millis = Millis(3_700);

/// The tries of one toolbar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    step: Step,
    jitter: Jitter,
}

/// Which pause comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    First,
    Second,
    Band,
}

impl Backoff {
    /// Nothing has failed yet. `seed` spreads the pauses.
    pub fn new(seed: u64) -> Self {
        Self {
            step: Step::First,
            jitter: Jitter(seed),
        }
    }

    /// When to try next, after the try begun at `started` is known at `now` to have failed.
    ///
    /// The first pause is counted from `now`: a poll may have been held for long before it failed.
    pub fn next(&mut self, started: Millis, now: Millis) -> Millis {
        match self.step {
            Step::First if self.jitter.is_heads() => {
                self.step = Step::Second;
                now.plus(self.jitter.between(Millis(0), QUICK))
            }
            Step::First => {
                self.step = Step::Band;
                now.plus(self.jitter.between(QUICK, LONGEST))
            }
            Step::Second => {
                self.step = Step::Band;
                started.plus(self.jitter.between(SECOND, LONGEST)).max(now)
            }
            Step::Band => started.plus(self.jitter.between(BAND, LONGEST)).max(now),
        }
    }

    /// All is well again: the next failure is the first.
    pub fn reset(&mut self) {
        self.step = Step::First;
    }
}

/// A small generator (splitmix64); the seed comes from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Jitter(u64);

impl Jitter {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn is_heads(&mut self) -> bool {
        self.roll() & 1 == 0
    }

    fn between(&mut self, least: Millis, most: Millis) -> Millis {
        let width = most.minus(least).0.saturating_add(1);
        least.plus(Millis(self.roll().checked_rem(width).unwrap_or(0)))
    }
}
