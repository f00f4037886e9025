//! The gateway's events about a conference: the invitation, joining, and its end for this agent.
//!
//! No snapshot knows a conference, so its end is taken from whatever tells of it first.

use gateway_protocol::event::{ChangeType, LeaveReason, ParticipantChange, ParticipantType};
use gateway_protocol::id::ConfId;

use super::Session;
use crate::conference::Conference;
use crate::time::Moment;

impl Session {
    pub(super) fn conference_rang(&mut self, id: ConfId, now: Moment) {
        self.conference_left = self.conference_left.take().filter(|left| *left != id);
        let epoch = self.calls.next_epoch();
        if self.conference.ring(id, epoch, now) {
            self.close_pending_conference(None, now);
            self.agent_is_occupied(now);
        }
    }

    pub(super) fn conference_joined(&mut self, id: ConfId, now: Moment) {
        if self.conference_left.as_ref() == Some(&id) {
            return;
        }
        let epoch = self.calls.next_epoch();
        let shown = self.conference.invitation().or(self.conference.joined());
        match shown {
            // Nobody invited: an event is missing, or this one is old.
            None => self.look_again(now),
            Some(key) if key.id != id => self.close_pending_conference(None, now),
            Some(_) => {}
        }
        self.conference.join(id, epoch, now);
        if let Some(newer) = self.resync.newer() {
            newer.is_conference = true;
        }
        self.agent_is_occupied(now);
    }

    pub(super) fn conference_left(&mut self, id: &ConfId, event: &str, now: Moment) {
        if self.conference.joined().is_some_and(|key| key.id == *id) {
            self.end_conference(event, now);
        }
    }

    /// The phone is down: an invitation is over, and so is a conference without a call; a call is looked up.
    pub(super) fn phone_released(&mut self, event: &str, now: Moment) {
        if !self.calls.live().is_empty() {
            self.look_again(now);
        }
        if self.conference.invitation().is_some() || self.calls.live().is_empty() {
            self.end_conference(event, now);
        }
    }

    /// A call has ended; if the conference came as that call, it has ended with it.
    pub(super) fn conference_call_ended(&mut self, event: &str, now: Moment) {
        if self.conference.joined().is_some() && self.calls.live().is_empty() {
            self.end_conference(event, now);
        }
    }

    /// Of the changes in a conference only two concern this agent: its end, and the agent's own leaving.
    pub(super) fn participant_changed(
        &mut self,
        change: &ParticipantChange,
        event: &str,
        now: Moment,
    ) {
        let is_ours = match (self.conference.invitation(), self.conference.joined()) {
            (Some(key), _) | (None, Some(key)) => key.id == change.conference,
            (None, None) => false,
        };
        let is_self = change.participant_type == ParticipantType::Agent
            && change.participant.as_deref() == self.agent_id().as_ref().map(|id| id.as_str());
        let is_over = match &change.change {
            ChangeType::Left(LeaveReason::ConferenceEnded) => true,
            ChangeType::Left(_) => is_self,
            _ => false,
        };
        if is_ours && is_over && change.is_success {
            self.end_conference(event, now);
        }
    }

    /// The invitation or conference is over for this agent, and declining or leaving it has been carried out.
    pub(super) fn end_conference(&mut self, event: &str, now: Moment) {
        if self.conference != Conference::None {
            let joined = self.conference.joined().map(|key| key.id.clone());
            self.conference_left = joined.or(self.conference_left.take());
            self.conference.end();
            self.close_pending_conference(Some(event), now);
            self.look_if_still_occupied(now);
        }
    }
}
