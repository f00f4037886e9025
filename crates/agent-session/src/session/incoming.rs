//! The gateway's events: each moves what it is about, whatever order they come in.
//!
//! An event confirms commands first and moves the picture afterwards.
//! What does not fit the picture is not applied; it makes the session ask.

use gateway_protocol::event::{EventKind, GatewayEvent, Offer, Talk};
use gateway_protocol::id::CallId;

use super::settling::LOOK_AGAIN_AFTER;
use super::{Session, Suspect};
use crate::agent::AgentState;
use crate::call::{Call, CallState, Details, EndedBy, EndedCall, EndedHow, Moved};
use crate::command::Act;
use crate::conference::Conference;
use crate::notice::NoticeKind;
use crate::pending::{Pending, Target};
use crate::time::Moment;

impl Session {
    /// Takes in one event.
    pub(super) fn take_in(&mut self, event: GatewayEvent, now: Moment) {
        if stirs(&event.kind) {
            self.stirred = Some(now);
        }
        let confirmed = self.confirm_by(&event, now);
        match event.kind {
            EventKind::Ringing(offer) => self.rang(offer, &confirmed, now),
            EventKind::AutoAnswer(offer) => {
                self.advance(&offer.call.clone(), CallState::Alerting, offer.into(), now);
            }
            EventKind::Talking(talk) => self.talked(talk, &confirmed, now),
            EventKind::NoAnswer(call) => self.not_answered(&call, &confirmed, now),
            EventKind::CallReleased(call) => self.released(&call, &confirmed, &event.name, now),
            EventKind::CustomerReleased { call, .. } => self.caller_left(call, now),
            EventKind::Held(call) => self.advance(&call, CallState::Held, Details::default(), now),
            EventKind::PhoneAlerting { call: Some(call) } => {
                self.advance(&call, CallState::Alerting, Details::default(), now);
            }
            EventKind::PhoneReleased { .. } => self.phone_released(&event.name, now),
            EventKind::ConferenceRinging(id) => self.conference_rang(id, now),
            EventKind::ConferenceJoined(id) => self.conference_joined(id, now),
            EventKind::ConferenceLeft(id) => self.conference_left(&id, &event.name, now),
            EventKind::ParticipantChanged(change) => {
                self.participant_changed(&change, &event.name, now);
            }
            EventKind::AgentReady
            | EventKind::AgentOccupied
            | EventKind::NotReadySet { .. }
            | EventKind::NotReadyCancelled
            | EventKind::RestSet
            | EventKind::RestCancelled
            | EventKind::Work
            | EventKind::WorkCancelled => {
                if let Some(state) = AgentState::reported_by(&event.kind) {
                    self.agent_became(state, &event, now);
                }
            }
            EventKind::ServiceShutDown => {
                self.session_ended(NoticeKind::SignedOutElsewhere, &event.name, now);
            }
            EventKind::IncomingCallInfo(call) => {
                let details = Details {
                    caller: call.caller,
                    called: call.called,
                    skill: call.skill,
                    requeued: call.requeue_count,
                    ..Details::default()
                };
                self.calls.hint(&call.call, details);
            }
            EventKind::RecordingStarted => self.is_recording = true,
            EventKind::RecordingStopped => self.is_recording = false,
            EventKind::PhoneAlerting { call: None }
            | EventKind::PhoneOffhook
            | EventKind::InService
            | EventKind::Recognised => {}
            EventKind::Malformed(_) => {
                self.note_unknown(event.name, String::new(), now);
                self.resync.want(now.mono);
            }
            EventKind::Unknown { content } => {
                self.note_unknown(event.name, content, now);
                self.resync.want(now.mono);
            }
        }
    }

    /// Moves a call; an id that is over is looked up instead.
    ///
    /// One that a snapshot missed was offered again or told of late, and a call may be held and resumed any number
    /// of times: an old event told again would stay true.
    fn advance(&mut self, id: &CallId, state: CallState, details: Details, now: Moment) {
        let is_missing = |call: &Call| call.is_missing;
        let was_missing = self.calls.by_id(id).is_some_and(is_missing);
        let is_connected = |call: &Call| matches!(call.state, CallState::Talking | CallState::Held);
        let was_connected = self.calls.by_id(id).is_some_and(is_connected);
        match self.calls.advance(id, state, details, now) {
            Moved::Forward => {
                self.overtake_call(id);
                if was_connected {
                    self.look_again(now);
                }
            }
            Moved::Not => {}
            Moved::IsBuried => {
                self.suspect(id);
                self.resync.want(now.mono);
            }
        }
        if was_missing {
            self.resync.want(now.mono);
        }
    }

    /// An event has told about this call: a snapshot that began before knows less.
    fn overtake_call(&mut self, id: &CallId) {
        while let Some(place) = self.untold.iter().position(|untold| untold == id) {
            self.untold.swap_remove(place);
        }
        if let Some(newer) = self.resync.newer() {
            newer.calls.push(id.clone());
        }
    }

    /// An event has told or implied the agent's state.
    fn agent_is(&mut self, state: AgentState, now: Moment) {
        if let Some(newer) = self.resync.newer() {
            newer.is_agent = true;
        }
        self.set_agent_state(state, now);
    }

    /// A call or a conference occupies the agent, whether an event says so or not.
    pub(super) fn agent_is_occupied(&mut self, now: Moment) {
        self.agent_is(AgentState::Occupied, now);
    }

    /// An id that may be a call: the next snapshots decide.
    pub(super) fn suspect(&mut self, id: &CallId) {
        if !self.suspects.iter().any(|suspect| suspect.id == *id) {
            self.suspects.push(Suspect {
                id: id.clone(),
                rounds: 0,
            });
        }
    }

    /// A call rings or is talking, which occupies the agent.
    ///
    /// One that this agent took from a queue is a new offer, also if the same id was rejected before.
    fn offered_or_connected(
        &mut self,
        id: &CallId,
        state: CallState,
        details: Details,
        confirmed: &[Pending],
        now: Moment,
    ) {
        let was_taken = confirmed
            .iter()
            .any(|pending| pending.act == Act::PickUp && pending.target.call() == Some(id));
        if was_taken && self.calls.is_buried(id) {
            self.calls.begin(id, state, details, now);
            self.overtake_call(id);
        } else {
            self.advance(id, state, details, now);
        }
        if self.calls.by_id(id).is_some() {
            self.agent_is_occupied(now);
            self.ask_through(id, now);
        }
    }

    fn rang(&mut self, offer: Offer, confirmed: &[Pending], now: Moment) {
        let id = offer.call.clone();
        self.offered_or_connected(&id, CallState::Ringing, offer.into(), confirmed, now);
        for pending in confirmed {
            self.picked_up(pending, now);
        }
    }

    fn talked(&mut self, talk: Talk, confirmed: &[Pending], now: Moment) {
        let id = talk.call.clone();
        if confirmed.iter().any(|pending| pending.act == Act::Answer) {
            // Its ring came before, for whomever.
            self.note_untold(now);
        }
        self.offered_or_connected(&id, CallState::Talking, talk.into(), confirmed, now);
        let joined = confirmed.iter().find(|pending| pending.act == Act::Join);
        if let Some(Pending {
            target: Target::Invitation(key),
            ..
        }) = joined
        {
            self.conference.join(key.id.clone(), key.epoch, now);
            if let Some(newer) = self.resync.newer() {
                newer.is_conference = true;
            }
        }
        let talking = self
            .calls
            .live()
            .iter()
            .filter(|call| call.state == CallState::Talking);
        if talking.count() > 1 {
            self.resync.want(now.mono.plus(LOOK_AGAIN_AFTER));
        }
    }

    fn not_answered(&mut self, id: &CallId, confirmed: &[Pending], now: Moment) {
        let Some(call) = self.calls.by_id(id) else {
            self.calls.bury_unseen(id, now);
            self.overtake_call(id);
            return;
        };
        if matches!(call.state, CallState::Talking | CallState::Held) {
            self.look_again(now);
            return;
        }
        let rejection = confirmed
            .iter()
            .find_map(|pending| match (pending.act, &pending.target) {
                (Act::Reject(mode), Target::Call(key)) => {
                    Some((key.clone(), mode, pending.clone()))
                }
                _ => None,
            });
        match rejection {
            Some((key, mode, pending)) => {
                self.bury(id, EndedHow::Rejected(mode), EndedBy::Agent, now);
                self.rejected(key, mode, &pending, now);
            }
            None => self.missed(id, EndedBy::System, now),
        }
    }

    fn missed(&mut self, id: &CallId, by: EndedBy, now: Moment) {
        if let Some(ended) = self.bury(id, EndedHow::Missed, by, now) {
            let kind = NoticeKind::Missed {
                call: ended.key,
                caller: ended.caller,
            };
            self.notices.raise(kind, now);
        }
    }

    fn released(&mut self, id: &CallId, confirmed: &[Pending], event: &str, now: Moment) {
        let Some(call) = self.calls.by_id(id) else {
            self.calls.bury_unseen(id, now);
            self.overtake_call(id);
            return;
        };
        let was_dropped = confirmed.iter().any(|pending| pending.act == Act::Drop);
        let by = if was_dropped {
            EndedBy::Agent
        } else {
            EndedBy::Unknown
        };
        match call.state {
            CallState::Alerting | CallState::Ringing => self.missed(id, by, now),
            CallState::Talking | CallState::Held | CallState::NotKnown => {
                self.bury(id, EndedHow::Released, by, now);
                self.conference_call_ended(event, now);
            }
        }
    }

    /// The call is over for this agent, with everything that was on its way for it.
    fn bury(&mut self, id: &CallId, how: EndedHow, by: EndedBy, now: Moment) -> Option<EndedCall> {
        let ended = self.calls.bury(id, how, by, now);
        self.overtake_call(id);
        self.close_pending_of(id, ended.as_ref(), now);
        self.look_if_still_occupied(now);
        self.notices
            .retract(&|kind| matches!(kind, NoticeKind::CallerLeft { call } if call.id == *id));
        ended
    }

    /// The event queue is empty and nothing has spoken for the calls a snapshot missed: they are over.
    pub(super) fn bury_missing(&mut self, now: Moment) {
        while let Some(call) = self.calls.live().iter().find(|call| call.is_missing) {
            let (key, state, since) = (call.key.clone(), call.state, call.since);
            self.note_missing(since, now);
            let act_on_it = self
                .pending
                .iter()
                .find_map(|pending| match &pending.target {
                    Target::Call(target) if *target == key => Some((pending.act, pending.number)),
                    _ => None,
                });
            match (state, act_on_it) {
                (_, Some((Act::Drop, number))) => {
                    let by = self.dropped_by(number);
                    self.bury(&key.id, EndedHow::Released, by, now);
                }
                (CallState::Alerting | CallState::Ringing, Some((Act::Reject(mode), _))) => {
                    self.bury(&key.id, EndedHow::Rejected(mode), EndedBy::Unknown, now);
                }
                (CallState::Alerting | CallState::Ringing, _) => {
                    self.missed(&key.id, EndedBy::Unknown, now);
                }
                (CallState::Talking | CallState::Held | CallState::NotKnown, _) => {
                    self.bury(&key.id, EndedHow::Released, EndedBy::Unknown, now);
                }
            }
        }
    }

    /// Who ended a call of which nothing but that it is over is known, while this drop was on its way.
    fn dropped_by(&self, number: u32) -> EndedBy {
        match self.ledger.is_accepted(number) {
            true => EndedBy::Agent,
            false => EndedBy::Unknown,
        }
    }

    /// `AgentEvent_Customer_Release` alone ends no call; it is told, and the call is looked up.
    fn caller_left(&mut self, call: Option<CallId>, now: Moment) {
        let Some(id) = call else {
            self.look_again(now);
            return;
        };
        if !self.calls.caller_left(&id) {
            return;
        }
        self.look_again(now);
        let is_dropping = self
            .pending
            .iter()
            .any(|pending| pending.act == Act::Drop && pending.target.call() == Some(&id));
        if let Some(call) = self.calls.by_id(&id)
            && !is_dropping
        {
            self.notices.raise(
                NoticeKind::CallerLeft {
                    call: call.key.clone(),
                },
                now,
            );
        }
    }

    /// Nothing occupies the agent any more: if no event tells the new state soon, it is asked for.
    pub(super) fn look_if_still_occupied(&mut self, now: Moment) {
        let is_free = self.calls.live().is_empty() && self.conference == Conference::None;
        if is_free && self.agent.state == AgentState::Occupied {
            self.look_again(now);
        }
    }

    fn agent_became(&mut self, state: AgentState, event: &GatewayEvent, now: Moment) {
        // What a snapshot found to occupy the agent, a call or an unseen conference, may be newer; and an old event
        // that is told again would stay true.
        let is_known = !matches!(self.agent.state, AgentState::NotKnown);
        if is_known && state != self.agent.state && state != AgentState::Occupied {
            self.look_again(now);
        }
        self.agent_is(state, now);
        self.note_rejection_outcome(state);
        // Occupied by what? The event that tells may never come.
        self.look_if_still_occupied(now);
        if event.kind == EventKind::AgentReady {
            self.end_conference(&event.name, now);
        }
    }

    /// The gateway reported the agent's state, in an event or a snapshot, or a call or conference implies it.
    pub(super) fn set_agent_state(&mut self, state: AgentState, now: Moment) {
        if state != AgentState::Occupied {
            self.agent.is_busy_next = false;
        }
        if state == self.agent.state {
            return;
        }
        let was_ready = self.agent.state == AgentState::Ready;
        self.agent.state = state;
        self.agent.since = now;
        if was_ready != (state == AgentState::Ready) {
            self.reread_queue(now);
        }
    }
}

/// Whether it is about a call, named or not, so that there may be another than the one shown.
fn stirs(event: &EventKind) -> bool {
    matches!(
        event,
        EventKind::Ringing(_)
            | EventKind::AutoAnswer(_)
            | EventKind::Talking(_)
            | EventKind::NoAnswer(_)
            | EventKind::CallReleased(_)
            | EventKind::CustomerReleased { .. }
            | EventKind::PhoneAlerting { .. }
            | EventKind::PhoneOffhook
            | EventKind::PhoneReleased { .. }
            | EventKind::AgentOccupied
    )
}

impl From<Offer> for Details {
    fn from(offer: Offer) -> Self {
        Self {
            caller: offer.caller,
            called: offer.called,
            feature: offer.feature,
            is_transfer: offer.is_transfer,
            transferred_from: offer.transferred_from,
            ..Self::default()
        }
    }
}

impl From<Talk> for Details {
    fn from(talk: Talk) -> Self {
        Self {
            caller: talk.caller,
            called: talk.called,
            feature: talk.feature,
            ..Self::default()
        }
    }
}
