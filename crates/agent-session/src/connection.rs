//! How well the gateway is heard, from the age of its last good answer and from what is known to be wrong.

use crate::time::{Millis, Moment, earlier};

/// From this age on, calls may be missed.
pub const NOT_RECEIVING_AFTER: Millis = Millis::seconds(30);
/// From this age on, the gateway is about to sign the agent out.
pub const CRITICAL_AFTER: Millis = Millis::seconds(90);
/// After so much silence the gateway signs the agent out (MAXTIME).
pub const SIGNED_OUT_AFTER: Millis = Millis::seconds(120);
/// How much older than one hold the last good answer may be in a fresh picture.
pub const FRESH_MARGIN: Millis = Millis::seconds(5);

/// How well the gateway is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// No session, so nothing to hear.
    Off,
    /// The picture is as good as it gets.
    Fresh,
    /// The last word of the gateway is some seconds old, or something stands against the picture.
    Stale {
        /// When the gateway last answered well.
        last_good: Moment,
        /// What stands against it.
        cause: Cause,
    },
    /// Calls may be missed: nothing good for [`NOT_RECEIVING_AFTER`].
    NotReceiving {
        /// When the gateway last answered well.
        last_good: Moment,
        /// What stands against it.
        cause: Cause,
    },
    /// Nothing good for [`CRITICAL_AFTER`].
    Critical {
        /// When the gateway last answered well.
        last_good: Moment,
        /// When the gateway signs the agent out by force, if it hears nothing either.
        signed_out: Moment,
        /// What stands against it.
        cause: Cause,
    },
}

/// What stands against the picture, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The gateway moves the agents to another node (000-004): it is waited for.
    SwitchingOver,
    /// The gateway cannot be reached: it is tried again and again.
    Gone,
    /// Somebody else fetches this agent's events.
    SecondPoller,
    /// An answer is awaited, an outcome is not known, or a call is in doubt.
    Checking,
}

impl Connection {
    /// The connection of a session that lives; `cause` is what stands against the picture, if anything does.
    pub fn of(last_good: Moment, hold: Millis, cause: Option<Cause>, now: Moment) -> Self {
        let age = now.since(last_good);
        let is_old = age > hold.plus(FRESH_MARGIN);
        let Some(cause) = cause.or(is_old.then_some(Cause::Checking)) else {
            return Self::Fresh;
        };
        if age >= CRITICAL_AFTER {
            let signed_out = last_good.plus(SIGNED_OUT_AFTER);
            Self::Critical {
                last_good,
                signed_out,
                cause,
            }
        } else if age >= NOT_RECEIVING_AFTER {
            Self::NotReceiving { last_good, cause }
        } else {
            Self::Stale { last_good, cause }
        }
    }

    /// Whether the session may be given up: the gateway has not been reached for so long that calls may be missed, or
    /// whatever it says instead, nothing good for so long that it is about to sign the agent out.
    pub fn is_lost(self) -> bool {
        matches!(
            self,
            Self::NotReceiving {
                cause: Cause::Gone,
                ..
            } | Self::Critical { .. }
        )
    }

    /// When the connection will look different by age alone.
    pub fn next_change(last_good: Moment, hold: Millis, now: Moment) -> Option<Millis> {
        let stale_after = hold.plus(FRESH_MARGIN).plus(Millis(1));
        let mut change = None;
        for age in [stale_after, NOT_RECEIVING_AFTER, CRITICAL_AFTER] {
            let at = last_good.mono.plus(age);
            if at > now.mono {
                change = earlier(change, Some(at));
            }
        }
        change
    }
}
