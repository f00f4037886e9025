//! Events that never came although every poll did: somebody else may fetch them.
//!
//! Where the gateway holds two polls of one agent, it gives each event to one of them, and says nothing.
//! What is left are the symptoms: a call that only a snapshot found, one that was answered and never told so,
//! one that is over without a word.
//! One of them proves nothing; two within some minutes are told. After the first, the gateway is asked
//! after each empty poll, because from then on an empty poll may only be empty for this session.
//! A poll that was given up may arrive late and take events too: an agent who is occupied by nothing that is shown
//! is asked after as well.

use super::Session;
use crate::agent::AgentState;
use crate::command::Act;
use crate::conference::Conference;
use crate::notice::NoticeKind;
use crate::pending::Pending;
use crate::time::{Millis, Moment};

/// How long one symptom waits for another.
const WITHIN: Millis = Millis::seconds(600);
/// How long every poll must have ended well for a call without a word to be strange.
const WHOLE_FOR: Millis = Millis::seconds(60);

impl Session {
    /// A command was carried out, and its event has not come within its limit.
    pub(super) fn note_unconfirmed(&mut self, pending: &Pending, now: Moment) {
        let is_told_by_event = match pending.act {
            Act::Answer | Act::PickUp | Act::SetReady | Act::SetBusy => true,
            // A call's end is noted with the call; the pages leave open what tells of the others.
            Act::Reject(_) | Act::Drop | Act::Decline | Act::Join | Act::Leave | Act::SignOut => {
                false
            }
        };
        if is_told_by_event && now.since(pending.asked) >= self.limit_of(pending.act) {
            self.note_missing(pending.asked, now);
        }
    }

    /// The event queue is empty, or past what was to be told: of these calls, which a snapshot found, no event did.
    pub(super) fn note_untold(&mut self, now: Moment) {
        if !std::mem::take(&mut self.untold).is_empty() {
            let mono = now.mono.minus(WHOLE_FOR);
            self.note_missing(Moment { mono, ..now }, now);
        }
    }

    /// The event queue is empty, it seems: if an event is missing, or was lately, the gateway is asked.
    pub(super) fn look_if_event_missed(&mut self, now: Moment) {
        if self.has_missed_event(now) || self.is_occupied_by_nothing() {
            self.look_again(now);
        }
    }

    /// Whether the agent has become occupied, and by what may be told by the next event.
    pub(super) fn is_cause_due(&self) -> bool {
        self.following.is_none()
            && self.agent.state == AgentState::Occupied
            && !self.poll.is_emptied_since(self.agent.since)
    }

    fn is_occupied_by_nothing(&self) -> bool {
        self.agent.state == AgentState::Occupied
            && self.calls.live().is_empty()
            && self.conference == Conference::None
    }

    fn has_missed_event(&self, now: Moment) -> bool {
        let missed = self.event_missed;
        missed.is_some_and(|missed| now.since(missed) < WITHIN)
    }

    /// An event about what was so since then should have come, and has not.
    pub(super) fn note_missing(&mut self, since: Moment, now: Moment) {
        if !self.poll.is_whole_since(since) {
            return;
        }
        if self.has_missed_event(now) {
            self.notices.raise(NoticeKind::EventsMissing, now);
        }
        self.event_missed = Some(now);
    }
}
