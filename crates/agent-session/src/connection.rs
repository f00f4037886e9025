//! How well the gateway is heard, from the age of its last good answer.

use crate::time::{Millis, Moment};

/// From this age on, calls may be missed.
pub const NOT_RECEIVING_AFTER: Millis = Millis::seconds(30);
/// From this age on, the gateway is about to sign the agent out (it does after 120 s).
pub const CRITICAL_AFTER: Millis = Millis::seconds(90);
/// How much older than one hold the last good answer may be in a fresh picture.
pub const FRESH_MARGIN: Millis = Millis::seconds(5);

/// How well the gateway is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// No session, so nothing to hear.
    Off,
    /// The picture is as good as it gets.
    Fresh,
    /// The last word of the gateway is some seconds old, or something is being checked.
    Stale {
        /// When the gateway last answered well.
        last_good: Moment,
    },
    /// Calls may be missed: nothing good for [`NOT_RECEIVING_AFTER`].
    NotReceiving {
        /// When the gateway last answered well.
        last_good: Moment,
    },
    /// Nothing good for [`CRITICAL_AFTER`].
    Critical {
        /// When the gateway last answered well.
        last_good: Moment,
    },
}

impl Connection {
    /// The connection of a session that lives.
    ///
    /// `is_doubted`: something has failed since, is being looked up, or has an unknown outcome.
    pub fn of(last_good: Moment, hold: Millis, is_doubted: bool, now: Moment) -> Self {
        let age = now.since(last_good);
        if age >= CRITICAL_AFTER {
            Self::Critical { last_good }
        } else if age >= NOT_RECEIVING_AFTER {
            Self::NotReceiving { last_good }
        } else if is_doubted || age > hold.plus(FRESH_MARGIN) {
            Self::Stale { last_good }
        } else {
            Self::Fresh
        }
    }

    /// When the connection will look different by age alone.
    pub fn next_change(last_good: Moment, hold: Millis, now: Moment) -> Option<Millis> {
        let stale_after = hold.plus(FRESH_MARGIN).plus(Millis(1));
        [stale_after, NOT_RECEIVING_AFTER, CRITICAL_AFTER]
            .into_iter()
            .map(|age| last_good.mono.plus(age))
            .filter(|at| *at > now.mono)
            .min()
    }
}
