//! Time as an argument: what the clock said when something happened.
//!
//! Nothing in this crate reads a clock.
//! Whoever drives the session passes a [`Moment`] with every event.

/// A number of milliseconds, on a clock that never steps or as a span.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millis(pub u64);

impl Millis {
    /// The given number of seconds.
    pub const fn seconds(seconds: u64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// This long after.
    #[must_use]
    pub const fn plus(self, span: Self) -> Self {
        Self(self.0.saturating_add(span.0))
    }

    /// The span since an earlier point; nothing when the order is reversed.
    #[must_use]
    pub const fn minus(self, earlier: Self) -> Self {
        Self(self.0.saturating_sub(earlier.0))
    }
}

/// The earlier of two times that may both be none.
pub fn earlier(one: Option<Millis>, other: Option<Millis>) -> Option<Millis> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        _ => one.or(other),
    }
}

/// One point in time on both clocks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Moment {
    /// Milliseconds since the instance began, or since any time before that: decides every limit, age and order.
    pub mono: Millis,
    /// Milliseconds since 1970 by the machine's clock: shown to people and told to hosts, never used to decide.
    pub wall: u64,
}

impl Moment {
    /// This long after, on both clocks.
    #[must_use]
    pub fn plus(self, span: Millis) -> Self {
        Self {
            mono: self.mono.plus(span),
            wall: self.wall.saturating_add(span.0),
        }
    }

    /// How long before `self` the other moment was.
    pub fn since(self, earlier: Moment) -> Millis {
        self.mono.minus(earlier.mono)
    }
}
