//! The gateway's time: milliseconds, and the agenda of what is due.
//!
//! The exchange has no clock of its own: whoever drives it says what time it
//! is, so that a test's virtual clock and the server's real one run the same
//! gateway.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::{AgentId, CallId, Ticket};

/// A moment (milliseconds since 1970, as the gateway's clock reads) or a
/// length of time (milliseconds).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Millis(pub u64);

impl Millis {
    /// So many seconds.
    #[must_use]
    pub const fn seconds(seconds: u64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// This moment, later by a length of time.
    #[must_use]
    pub const fn plus(self, length: Self) -> Self {
        Self(self.0.saturating_add(length.0))
    }

    /// The time since an earlier moment; nothing if that moment is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Self {
        Self(self.0.saturating_sub(earlier.0))
    }
}

/// Something that happens by itself when its time comes.
///
/// An alarm whose reason has gone is ignored when it fires.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Alarm {
    /// A held poll is answered without an event.
    HoldOver(Ticket),
    /// An offered call has rung long enough; the number tells offers of one call apart.
    RingOver(CallId, u32),
    /// An invitation to a conference has rung long enough; the number tells invitations apart.
    InvitationOver(AgentId, u64),
    /// An agent may have been silent for too long; the number is the session's.
    Silence(AgentId, u64),
    /// An outage is over; the number tells outages apart.
    OutageOver(u64),
    /// Something that a fault has made late arrives.
    Late(u64),
}

/// What is due, earliest first.
#[derive(Default)]
pub(crate) struct Agenda {
    due: BTreeSet<(Millis, Alarm)>,
}

impl Agenda {
    pub(crate) fn set(&mut self, at: Millis, alarm: Alarm) {
        self.due.insert((at, alarm));
    }

    pub(crate) fn cancel(&mut self, at: Millis, alarm: Alarm) {
        self.due.remove(&(at, alarm));
    }

    pub(crate) fn next(&self) -> Option<Millis> {
        self.due.first().map(|(at, _)| *at)
    }

    /// Takes the earliest alarm if it is due.
    pub(crate) fn take_due(&mut self, now: Millis) -> Option<(Millis, Alarm)> {
        if self.next()? > now {
            return None;
        }
        self.due.pop_first()
    }
}
