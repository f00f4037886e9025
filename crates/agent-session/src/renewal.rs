//! When a new Guid is to be asked for, because none came by itself.
//!
//! Whether the gateway renews Guids is a setting of its own (`AUTHMODE`), so it is learnt: a
//! renewal shows that it does, a while without one and without a lost poll that it does not.
//! A renewal comes with a poll's answer, and with a lost answer it may be lost for good.
//! Whether a Guid still lives is never decided here: only the gateway says that.

use crate::time::{Millis, Moment};

/// How often a gateway renews that does (GUIDINTERVAL).
pub const RENEWED_EVERY: Millis = Millis::seconds(60);
/// How long after the last new Guid the next one is overdue. The gateway renews each minute, with
/// the end of a poll.
pub const OVERDUE_AFTER: Millis = Millis::seconds(75);
/// How long after it was asked for, it is asked for again; a request takes no longer.
pub const AGAIN_AFTER: Millis = Millis::seconds(10);

/// So often a gateway may fail that has never renewed.
const MOST_FAILURES: u8 = 3;

/// What is known about renewals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renewal {
    mode: Mode,
    /// When the next new Guid is overdue.
    overdue: Millis,
    asked: Option<Millis>,
}

/// Whether the gateway renews Guids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Not known. A renewal leaves it, or a while without one.
    Unknown {
        /// A poll was lost, and a renewal may have been lost with it.
        has_lost_poll: bool,
        /// How often the gateway could not when it was asked.
        failures: u8,
    },
    /// It does not. A renewal leaves it.
    Static,
    /// It does. A refusal to renew leaves it.
    Dynamic,
}

impl Renewal {
    /// The session's first Guid has come.
    pub fn begin(now: Moment) -> Self {
        Self {
            mode: Mode::Unknown {
                has_lost_poll: false,
                failures: 0,
            },
            overdue: now.mono.plus(OVERDUE_AFTER),
            asked: None,
        }
    }

    /// A new Guid has come.
    pub fn renewed(&mut self, now: Moment) {
        *self = Self {
            mode: Mode::Dynamic,
            ..Self::begin(now)
        };
    }

    /// The gateway was asked and gave the Guid that was there already: it is as good as new.
    pub fn is_current(&mut self, now: Moment) {
        self.overdue = now.mono.plus(OVERDUE_AFTER);
        self.asked = None;
        if self.mode != Mode::Dynamic {
            self.mode = Mode::Static;
        }
    }

    /// The gateway does not renew when it is asked to.
    pub fn refused(&mut self) {
        self.mode = Mode::Static;
    }

    /// The gateway could not (100-007), or has all the same: it is asked again, who never renewed a few times only.
    pub fn failed(&mut self) {
        if let Mode::Unknown { failures, .. } = &mut self.mode {
            *failures = failures.saturating_add(1);
            if *failures >= MOST_FAILURES {
                self.mode = Mode::Static;
            }
        }
    }

    /// A poll was lost that may have brought a new Guid.
    pub fn poll_lost(&mut self) {
        if let Mode::Unknown { has_lost_poll, .. } = &mut self.mode {
            *has_lost_poll = true;
        }
    }

    /// A poll has ended well: one that is overdue and was not lost is not coming.
    pub fn polled(&mut self, now: Moment) {
        let is_quiet = matches!(
            self.mode,
            Mode::Unknown {
                has_lost_poll: false,
                ..
            }
        );
        if is_quiet && now.mono >= self.overdue {
            self.mode = Mode::Static;
        }
    }

    /// The Guid is this old by the clock that counts most: one that is due for renewal is asked for at once.
    pub fn has_aged(&mut self, age: Millis, now: Moment) {
        self.overdue = if age < RENEWED_EVERY {
            now.mono.plus(OVERDUE_AFTER.minus(age))
        } else {
            self.asked = None;
            Millis::default()
        };
    }

    /// A new Guid has been asked for.
    pub fn asked(&mut self, now: Moment) {
        self.asked = Some(now.mono);
    }

    /// When a new Guid is to be asked for, if at all.
    pub fn due(&self) -> Option<Millis> {
        match self.mode {
            Mode::Static
            | Mode::Unknown {
                has_lost_poll: false,
                ..
            } => None,
            Mode::Dynamic
            | Mode::Unknown {
                has_lost_poll: true,
                ..
            } => {
                let again = self.asked.map(|asked| asked.plus(AGAIN_AFTER));
                Some(self.overdue.max(again.unwrap_or_default()))
            }
        }
    }
}
