//! The one poll: when it is sent, what its end means, when the next one follows.
//!
//! The poll is the session's ear and its heartbeat at once.
//! At most one is in flight; an answer carries at most one event, and an answer that is lost may have carried one.

use gateway_protocol::retcode::Retcode;

use crate::effect::RequestId;
use crate::time::{Millis, Moment};

/// The pause after an answer with an event (the page allows 200–500 ms).
const AFTER_EVENT: Millis = Millis(200);
/// The pause after an answer without one.
const AFTER_NOTHING: Millis = Millis(500);
/// The first pause after a failure; it doubles up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: Millis = Millis(250);
/// The longest pause, so that many tries fit into the 120 s until the forced sign-out.
const LONGEST_PAUSE: Millis = Millis::seconds(5);
/// How many answers 000-003 in a row end the session.
const MOST_NOT_PERMITTED: u8 = 5;

/// Where the poll is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// No session.
    Off,
    /// One is at the gateway.
    InFlight { id: RequestId, sent: Moment },
    /// The next one is due at this time.
    Due { at: Millis },
}

/// How a poll ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PollEnd {
    /// With an event.
    Event,
    /// Without one: the gateway's queue for this agent is empty.
    Empty,
    /// Unanswered or unreadable: it may have carried an event.
    Lost,
    /// With a code.
    Refused(Retcode),
}

/// What the session must do about a poll's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PollMeans {
    /// Nothing more.
    GoOn,
    /// An event may be missing: read a snapshot.
    ReadSnapshot,
    /// The gateway says there is no session.
    SessionEnded,
    /// Twice in a row somebody else's poll was there.
    SecondPoller,
    /// The gateway is set up to deliver events another way (000-001).
    EventMethodWrong,
}

/// The poll of one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    phase: Phase,
    hold: Millis,
    failures: u32,
    not_permitted: u8,
    repeated: u8,
    abandoned_until: Option<Millis>,
    last_good: Moment,
    jitter: Jitter,
}

impl Poll {
    /// No poll until [`Poll::start`]. `hold` is how long the gateway holds one; `seed` spreads the pauses.
    pub fn new(hold: Millis, seed: u64) -> Self {
        Self {
            phase: Phase::Off,
            hold,
            failures: 0,
            not_permitted: 0,
            repeated: 0,
            abandoned_until: None,
            last_good: Moment::default(),
            jitter: Jitter(seed),
        }
    }

    /// A session has begun: the first poll is due at once.
    pub fn start(&mut self, now: Moment) {
        *self = Self {
            jitter: self.jitter,
            ..Self::new(self.hold, 0)
        };
        self.phase = Phase::Due { at: now.mono };
        self.last_good = now;
    }

    /// The session is over.
    pub fn stop(&mut self) {
        self.phase = Phase::Off;
        self.abandoned_until = None;
    }

    /// Whether one must be sent now.
    pub fn is_due(&self, now: Moment) -> bool {
        matches!(self.phase, Phase::Due { at } if at <= now.mono)
    }

    /// When something must be done next: send a poll, or look again after an abandoned one.
    pub fn next_wake(&self) -> Option<Millis> {
        let due = match self.phase {
            Phase::Due { at } => Some(at),
            Phase::Off | Phase::InFlight { .. } => None,
        };
        due.into_iter().chain(self.abandoned_until).min()
    }

    /// One has been sent.
    pub fn sent(&mut self, id: RequestId, now: Moment) {
        self.phase = Phase::InFlight { id, sent: now };
    }

    /// The gateway has answered well, to this poll or to another request about the agent.
    pub fn heard(&mut self, now: Moment) {
        self.last_good = now;
    }

    /// When the gateway last answered well.
    pub fn last_good(&self) -> Moment {
        self.last_good
    }

    /// Whether the last poll ended well.
    pub fn is_healthy(&self) -> bool {
        self.failures == 0 && self.not_permitted == 0 && self.repeated == 0
    }

    /// Whether a poll that was given up may still take an event at the gateway.
    pub fn has_abandoned(&self) -> bool {
        self.abandoned_until.is_some()
    }

    /// Whether an abandoned poll's hold has just ended: one more snapshot is due.
    pub fn take_abandoned(&mut self, now: Moment) -> bool {
        let is_over = self.abandoned_until.is_some_and(|until| until <= now.mono);
        if is_over {
            self.abandoned_until = None;
        }
        is_over
    }

    /// The poll has ended.
    pub fn end(&mut self, end: &PollEnd, now: Moment) -> PollMeans {
        let sent = match self.phase {
            Phase::InFlight { sent, .. } => sent,
            Phase::Off | Phase::Due { .. } => return PollMeans::GoOn,
        };
        match end {
            PollEnd::Event => self.well(now, AFTER_EVENT),
            PollEnd::Empty => self.well(now, AFTER_NOTHING),
            PollEnd::Lost => {
                let hold_ends = sent.mono.plus(self.hold);
                if hold_ends > now.mono {
                    self.abandoned_until = Some(hold_ends);
                }
                self.back_off(now);
                PollMeans::ReadSnapshot
            }
            PollEnd::Refused(Retcode::NotSignedIn) => PollMeans::SessionEnded,
            PollEnd::Refused(Retcode::NotPermitted) => {
                self.not_permitted = self.not_permitted.saturating_add(1);
                self.back_off(now);
                if self.not_permitted >= MOST_NOT_PERMITTED {
                    PollMeans::SessionEnded
                } else {
                    PollMeans::ReadSnapshot
                }
            }
            PollEnd::Refused(Retcode::RepeatedCall) => self.repeated(now),
            PollEnd::Refused(Retcode::EventMethodWrong) => {
                self.back_off(now);
                PollMeans::EventMethodWrong
            }
            PollEnd::Refused(Retcode::OperationFailed) => {
                self.back_off(now);
                PollMeans::ReadSnapshot
            }
            PollEnd::Refused(_) => {
                self.back_off(now);
                PollMeans::GoOn
            }
        }
    }

    fn well(&mut self, now: Moment, pause: Millis) -> PollMeans {
        self.failures = 0;
        self.not_permitted = 0;
        self.repeated = 0;
        self.last_good = now;
        self.phase = Phase::Due {
            at: now.mono.plus(pause),
        };
        PollMeans::GoOn
    }

    /// 000-007: our own abandoned poll, while one may live; otherwise somebody else's, when it happens twice.
    fn repeated(&mut self, now: Moment) -> PollMeans {
        if let Some(until) = self.abandoned_until {
            self.phase = Phase::Due { at: until };
            return PollMeans::GoOn;
        }
        self.repeated = self.repeated.saturating_add(1);
        self.phase = Phase::Due {
            at: now.mono.plus(self.hold),
        };
        if self.repeated >= 2 {
            PollMeans::SecondPoller
        } else {
            PollMeans::GoOn
        }
    }

    fn back_off(&mut self, now: Moment) {
        let doubled = FIRST_PAUSE.0.saturating_shl(self.failures);
        let longest = doubled.min(LONGEST_PAUSE.0);
        self.failures = self.failures.saturating_add(1);
        let pause = self.jitter.between(longest / 2, longest);
        self.phase = Phase::Due {
            at: now.mono.plus(Millis(pause)),
        };
    }
}

/// A small generator (splitmix64) that spreads pauses; the seed comes from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Jitter(u64);

impl Jitter {
    fn between(&mut self, least: u64, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let mixed = mixed ^ (mixed >> 31);
        let width = most.saturating_sub(least).saturating_add(1);
        least.saturating_add(mixed.checked_rem(width).unwrap_or(0))
    }
}

trait SaturatingShl {
    fn saturating_shl(self, by: u32) -> Self;
}

impl SaturatingShl for u64 {
    fn saturating_shl(self, by: u32) -> Self {
        if by >= self.leading_zeros() {
            u64::MAX
        } else {
            self << by
        }
    }
}
