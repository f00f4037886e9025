//! What the end of a poll means, for the next one and for the session.

use gateway_protocol::retcode::Retcode;

use super::{Phase, Poll};
use crate::time::{Millis, Moment};

/// The pause after an answer with an event (the page allows 200–500 ms).
const AFTER_EVENT: Millis = Millis(200);
/// The pause after an answer without one.
const AFTER_NOTHING: Millis = Millis(500);
/// How many answers 000-003 in a row, to polls and to the question beside them, end the session.
const MOST_NOT_PERMITTED: u8 = 5;

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

impl Poll {
    /// The poll has ended.
    pub fn end(&mut self, end: &PollEnd, now: Moment) -> PollMeans {
        let sent = match self.phase {
            Phase::InFlight { sent, .. } => sent.mono,
            Phase::Off | Phase::Due { .. } | Phase::Lost { .. } | Phase::Probing { .. } => {
                return PollMeans::GoOn;
            }
        };
        match end {
            PollEnd::Event => self.well(now, AFTER_EVENT),
            PollEnd::Empty => {
                self.emptied = Some(sent);
                self.well(now, AFTER_NOTHING)
            }
            PollEnd::Lost => {
                self.abandon_until(sent.plus(self.hold), now);
                self.lost(sent, now)
            }
            // "Unreachable or internal error": the gateway is there, but not well.
            PollEnd::Refused(Retcode::OperationFailed) => self.lost(sent, now),
            PollEnd::Refused(retcode) if retcode.ends_session() => PollMeans::SessionEnded,
            PollEnd::Refused(Retcode::RepeatedCall) => self.repeated(now),
            PollEnd::Refused(retcode) => {
                self.back_off(sent, now);
                self.refused(retcode)
            }
        }
    }

    fn well(&mut self, now: Moment, pause: Millis) -> PollMeans {
        let was_switching_over = self.is_switching_over;
        self.backoff.reset();
        self.has_failed = false;
        self.is_switching_over = false;
        self.not_permitted = 0;
        self.repeated = 0;
        self.heard(now);
        self.phase = Phase::Due {
            at: now.mono.plus(pause),
        };
        if was_switching_over {
            PollMeans::ReadSnapshot
        } else {
            PollMeans::GoOn
        }
    }

    fn lost(&mut self, sent: Millis, now: Moment) -> PollMeans {
        self.has_failed = true;
        self.last_failure = Some(now.mono);
        self.is_switching_over = false;
        let at = self.backoff.next(sent, now.mono);
        self.ask_again(at);
        PollMeans::ReadSnapshot
    }

    fn back_off(&mut self, sent: Millis, now: Moment) {
        self.has_failed = true;
        self.last_failure = Some(now.mono);
        let at = self.backoff.next(sent, now.mono);
        self.phase = Phase::Due { at };
    }

    fn refused(&mut self, retcode: &Retcode) -> PollMeans {
        match retcode {
            Retcode::NotPermitted => self.not_permitted(),
            Retcode::SwitchingOver => {
                self.switches_over();
                PollMeans::GoOn
            }
            Retcode::EventMethodWrong => PollMeans::EventMethodWrong,
            _ => PollMeans::GoOn,
        }
    }

    fn not_permitted(&mut self) -> PollMeans {
        self.not_permitted = self.not_permitted.saturating_add(1);
        if self.not_permitted >= MOST_NOT_PERMITTED {
            PollMeans::SessionEnded
        } else {
            PollMeans::ReadSnapshot
        }
    }

    /// The agent's state is not told with 000-003: where nothing better was heard last, that counts like a poll's.
    pub fn asked_in_vain(&mut self, now: Moment) -> PollMeans {
        let counts = self.is_probing() || self.not_permitted > 0;
        self.reached(now);
        if counts {
            self.not_permitted()
        } else {
            PollMeans::GoOn
        }
    }

    /// 000-007: our own abandoned poll, while one may live; otherwise somebody else's, when it happens twice.
    fn repeated(&mut self, now: Moment) -> PollMeans {
        if let Some(until) = self.abandoned_until {
            self.phase = Phase::Due { at: until };
            return PollMeans::GoOn;
        }
        self.repeated = self.repeated.saturating_add(1);
        self.last_failure = Some(now.mono);
        self.phase = Phase::Due {
            at: now.mono.plus(self.hold),
        };
        if self.is_shared() {
            PollMeans::SecondPoller
        } else {
            PollMeans::GoOn
        }
    }
}
