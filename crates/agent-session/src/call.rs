//! The calls of one agent: what is live, what is over, and the rules by which a call moves.
//!
//! Within one offer a call only moves forward: alerting, ringing, talking or held, over.
//! What the gateway sends late or twice changes nothing, and a call that is over stays over:
//! its id may come back only as a new offer, after the gateway has been asked.

use gateway_protocol::event::Feature;
use gateway_protocol::id::CallId;
use gateway_protocol::voice_call::RejectMode;

use crate::command::{CallKey, Epoch};
use crate::time::{Millis, Moment};

/// How many calls that are over are kept for display.
pub const MAX_ENDED: usize = 50;

/// How long a call that is over is remembered, so that a late event cannot bring it back.
pub const BURIED_FOR: Millis = Millis::seconds(600);

/// Where a live call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallState {
    /// The agent's phone rings but the call cannot be answered yet. Entered by `AgentOther_PhoneAlerting` with a call id.
    Alerting,
    /// It may be answered or rejected. Entered by `AgentEvent_Ringing`.
    Ringing,
    /// Connected. Entered by `AgentEvent_Talking`.
    Talking,
    /// On hold. Entered by `AgentEvent_Hold`; `AgentEvent_Talking` leaves it.
    Held,
    /// The gateway could not tell, twice. An event or a later snapshot leaves it.
    NotKnown,
}

impl CallState {
    /// How far a call in this state has come; talking and held follow each other freely.
    fn rank(self) -> u8 {
        match self {
            Self::NotKnown | Self::Alerting => 0,
            Self::Ringing => 1,
            Self::Talking | Self::Held => 2,
        }
    }
}

/// What is known about a call besides its state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Details {
    /// The caller's number.
    pub caller: Option<String>,
    /// The number that was called.
    pub called: Option<String>,
    /// The skill's name.
    pub skill: Option<String>,
    /// What kind of call the gateway says it is.
    pub feature: Feature,
    /// It was transferred to this agent.
    pub is_transfer: bool,
    /// Who transferred it.
    pub transferred_from: Option<String>,
    /// How often it has been returned to its queue.
    pub requeued: Option<u32>,
}

impl Details {
    /// Takes what `other` knows and this does not.
    pub fn fill_from(&mut self, other: Details) {
        fill(&mut self.caller, other.caller);
        fill(&mut self.called, other.called);
        fill(&mut self.skill, other.skill);
        if self.feature == Feature::NotGiven {
            self.feature = other.feature;
        }
        self.is_transfer |= other.is_transfer;
        fill(&mut self.transferred_from, other.transferred_from);
        self.requeued = self.requeued.or(other.requeued);
    }
}

fn fill(gap: &mut Option<String>, text: Option<String>) {
    if gap.is_none() {
        *gap = text;
    }
}

/// A call that is not over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its id and which offer of it.
    pub key: CallKey,
    /// Where it is.
    pub state: CallState,
    /// Where it was when that was last known.
    pub last_known: CallState,
    /// Since when it is there.
    pub since: Moment,
    /// What is known about it.
    pub details: Details,
    /// `AgentEvent_Customer_Release` was received for it.
    pub has_caller_left: bool,
    /// A snapshot did not list it; it is over if nothing contradicts before the event queue is empty.
    pub is_missing: bool,
    /// How many snapshots in a row could not tell where it is.
    pub undecided: u8,
    /// It is known from before a gap: what is told of it next may be about another offer.
    pub is_from_before: bool,
}

impl Call {
    /// Whether an event may move it there: forward, never back.
    fn may_become(&self, next: CallState) -> bool {
        let (from, to) = (self.last_known.rank(), next.rank());
        self.state != next && (to > from || (to == from && (to == 2 || self.is_lost())))
    }

    /// Whether being told that it is there now means that it has been offered anew since a gap.
    fn is_offered_anew(&self, next: CallState) -> bool {
        self.is_from_before
            && match next {
                CallState::Alerting | CallState::Ringing => self.last_known.rank() >= next.rank(),
                CallState::Talking | CallState::Held | CallState::NotKnown => false,
            }
    }

    fn is_lost(&self) -> bool {
        self.state == CallState::NotKnown
    }

    fn move_to(&mut self, next: CallState, at: Moment) {
        if next != CallState::NotKnown {
            self.last_known = next;
        }
        self.state = next;
        self.since = at;
    }
}

/// By whom a call was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndedBy {
    /// This agent, with this toolbar.
    Agent,
    /// The caller, says the gateway.
    Caller,
    /// The gateway: it rang out, or the session ended.
    System,
    /// The gateway did not say.
    Unknown,
}

impl EndedBy {
    /// A caller who has left explains the end, unless the agent brought it about.
    fn gives_way_to_caller(self) -> bool {
        match self {
            Self::System | Self::Unknown => true,
            Self::Agent | Self::Caller => false,
        }
    }
}

/// How a call ended for this agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndedHow {
    /// It had been connected.
    Released,
    /// It rang and was not answered.
    Missed,
    /// The agent rejected it, asking for this mode.
    Rejected(RejectMode),
    /// The session ended first; nothing more is known.
    SessionEnded,
}

/// A call that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedCall {
    /// Its id and which offer of it.
    pub key: CallKey,
    /// The caller's number, where it was told.
    pub caller: Option<String>,
    /// How it ended.
    pub how: EndedHow,
    /// By whom.
    pub by: EndedBy,
    /// When.
    pub at: Moment,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Buried {
    id: CallId,
    at: Moment,
}

/// All calls of the session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calls {
    live: Vec<Call>,
    ended: Vec<EndedCall>,
    buried: Vec<Buried>,
    hints: Vec<(CallId, Details)>,
    last_epoch: Epoch,
    changes: u32,
}

/// What became of an event that moves a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// The call is there now.
    Forward,
    /// It was there already, or further: nothing changed.
    Not,
    /// The id belongs to a call that is over: the gateway must be asked.
    IsBuried,
}

impl Calls {
    /// No calls yet; `last_epoch` is the one before the first.
    pub fn new(last_epoch: Epoch) -> Self {
        Self {
            last_epoch,
            ..Self::default()
        }
    }

    /// A number for a new offer, never used before.
    pub fn next_epoch(&mut self) -> Epoch {
        self.last_epoch = self.last_epoch.next();
        self.last_epoch
    }

    /// The calls of a record, in place of those there are.
    ///
    /// Those that are over stay over here too.
    pub fn restore(&mut self, live: Vec<Call>, ended: Vec<EndedCall>) {
        self.live = live;
        self.buried.clear();
        for call in &ended {
            if self.by_id(&call.key.id).is_none() {
                let id = call.key.id.clone();
                self.buried.push(Buried { id, at: call.at });
            }
        }
        *self.ended_mut() = ended;
        self.hints.clear();
    }

    /// For a while nothing was heard: the calls may be over, or rejected and offered anew under the same id.
    pub fn keep_over_gap(&mut self) {
        for call in &mut self.live {
            call.is_from_before = true;
        }
    }

    /// The live calls, oldest first.
    pub fn live(&self) -> &[Call] {
        &self.live
    }

    /// The calls that are over, newest first.
    pub fn ended(&self) -> &[EndedCall] {
        &self.ended
    }

    /// The live call with this id.
    pub fn by_id(&self, id: &CallId) -> Option<&Call> {
        self.live.iter().find(|call| call.key.id == *id)
    }

    /// The live call of exactly this offer.
    pub fn by_key(&self, key: &CallKey) -> Option<&Call> {
        self.live.iter().find(|call| call.key == *key)
    }

    /// The first live call in this state.
    pub fn first_in(&self, state: CallState) -> Option<&Call> {
        self.live.iter().find(|call| call.state == state)
    }

    /// Whether the id belongs to a call that is over.
    pub fn is_buried(&self, id: &CallId) -> bool {
        self.buried.iter().any(|buried| buried.id == *id)
    }

    /// Keeps what was told about a call for when the call itself appears, or adds it to the live call.
    pub fn hint(&mut self, id: &CallId, details: Details) {
        if let Some(call) = self.live_mut(id) {
            call.details.fill_from(details);
            return;
        }
        self.take_hint(id);
        if self.hints.len() >= 8 {
            self.hints.remove(0);
        }
        self.hints.push((id.clone(), details));
    }

    /// An event says the call is in this state.
    ///
    /// An offer's own details outrank what other events said; theirs only fill gaps.
    pub fn advance(
        &mut self,
        id: &CallId,
        state: CallState,
        details: Details,
        at: Moment,
    ) -> Moved {
        self.renew_offer(id, state);
        if let Some(call) = self.live_mut(id) {
            if matches!(state, CallState::Ringing | CallState::Alerting) {
                let others = std::mem::replace(&mut call.details, details);
                call.details.fill_from(others);
            } else {
                call.details.fill_from(details);
            }
            if !call.may_become(state) {
                return Moved::Not;
            }
            call.is_missing = false;
            call.undecided = 0;
            call.move_to(state, at);
            return Moved::Forward;
        }
        if self.is_buried(id) {
            self.hint(id, details);
            return Moved::IsBuried;
        }
        self.begin(id, state, details, at);
        Moved::Forward
    }

    /// What is told after a gap may be about a new offer of the same id; what goes on from before is not.
    fn renew_offer(&mut self, id: &CallId, state: CallState) {
        let call = self.by_id(id);
        let is_offered_anew = call.is_some_and(|call| call.is_offered_anew(state));
        let new_offer = is_offered_anew.then(|| self.next_epoch());
        let Some(call) = self.live_mut(id) else {
            return;
        };
        call.is_from_before = false;
        if let Some(epoch) = new_offer {
            call.key.epoch = epoch;
            call.state = CallState::NotKnown;
            call.last_known = CallState::Alerting;
            call.has_caller_left = false;
        }
    }

    /// A new offer of this id, also of one that was over before.
    pub fn begin(&mut self, id: &CallId, state: CallState, mut details: Details, at: Moment) {
        self.unbury(&|buried| buried.id == *id);
        if let Some(hint) = self.take_hint(id) {
            details.fill_from(hint);
        }
        let key = CallKey {
            id: id.clone(),
            epoch: self.next_epoch(),
        };
        self.live.push(Call {
            key,
            state,
            last_known: state,
            since: at,
            details,
            has_caller_left: false,
            is_missing: false,
            undecided: 0,
            is_from_before: false,
        });
    }

    /// A snapshot says where the call is. It moves a call backwards only out of not knowing,
    /// and then it is a new offer.
    pub fn confirm(&mut self, id: &CallId, state: CallState, details: Details, at: Moment) {
        self.renew_offer(id, state);
        let new_offer = self.next_epoch();
        let Some(call) = self.live_mut(id) else {
            return self.begin(id, state, details, at);
        };
        call.details.fill_from(details);
        call.is_missing = false;
        call.undecided = 0;
        if call.may_become(state) {
            call.move_to(state, at);
        } else if call.is_lost() {
            call.key.epoch = new_offer;
            call.move_to(state, at);
        }
    }

    /// Two rounds of asking did not tell where the call is.
    pub fn lose_track(&mut self, id: &CallId, at: Moment) {
        match self.live_mut(id) {
            Some(call) if !call.is_lost() => call.move_to(CallState::NotKnown, at),
            Some(_) => {}
            None => self.begin(id, CallState::NotKnown, Details::default(), at),
        }
    }

    /// A snapshot could not tell where the call is. Returns how often in a row.
    pub fn doubt(&mut self, id: &CallId) -> u8 {
        let Some(call) = self.live_mut(id) else {
            return 0;
        };
        call.undecided = call.undecided.saturating_add(1);
        call.undecided
    }

    /// A snapshot does not list the call.
    pub fn miss(&mut self, id: &CallId) {
        if let Some(call) = self.live_mut(id) {
            call.is_missing = true;
        }
    }

    /// The caller has left, whether the call still lives or not.
    ///
    /// Returns whether this was news about a live call.
    pub fn caller_left(&mut self, id: &CallId) -> bool {
        if let Some(call) = self.live_mut(id) {
            return !std::mem::replace(&mut call.has_caller_left, true);
        }
        let newest = self.ended_mut().iter_mut().find(|call| call.key.id == *id);
        if let Some(call) = newest
            && call.by.gives_way_to_caller()
        {
            call.by = EndedBy::Caller;
        }
        false
    }

    /// The call is over. Returns the record of it, or nothing when no such call lives.
    pub fn bury(
        &mut self,
        id: &CallId,
        how: EndedHow,
        by: EndedBy,
        at: Moment,
    ) -> Option<EndedCall> {
        let position = self.live.iter().position(|call| call.key.id == *id)?;
        let call = self.live.remove(position);
        let by = if call.has_caller_left && by.gives_way_to_caller() {
            EndedBy::Caller
        } else {
            by
        };
        let ended = EndedCall {
            key: call.key,
            caller: call.details.caller,
            how,
            by,
            at,
        };
        let all = self.ended_mut();
        all.insert(0, ended.clone());
        all.truncate(MAX_ENDED);
        self.buried.push(Buried { id: id.clone(), at });
        Some(ended)
    }

    /// A call that was never seen here is over: its ring may still be on the way.
    pub fn bury_unseen(&mut self, id: &CallId, at: Moment) {
        if self.by_id(id).is_none() && !self.is_buried(id) {
            self.buried.push(Buried { id: id.clone(), at });
        }
    }

    /// Corrects what was recorded about a call that is over.
    pub fn correct(&mut self, key: &CallKey, how: EndedHow, by: EndedBy) {
        if let Some(call) = self.ended_mut().iter_mut().find(|call| call.key == *key) {
            call.how = how;
            call.by = by;
        }
    }

    /// Forgets the buried whose time is over.
    pub fn forget_long_buried(&mut self, now: Moment) {
        self.unbury(&|buried| now.since(buried.at) >= BURIED_FOR);
    }

    fn unbury(&mut self, is_it: &dyn Fn(&Buried) -> bool) {
        while let Some(place) = self.buried.iter().position(is_it) {
            self.buried.swap_remove(place);
        }
    }

    fn take_hint(&mut self, id: &CallId) -> Option<Details> {
        let position = self.hints.iter().position(|(hinted, _)| hinted == id)?;
        let (_, hint) = self.hints.remove(position);
        Some(hint)
    }

    /// Forgets the calls that are over, but not that their ids are.
    pub fn forget_ended(&mut self) {
        self.ended_mut().clear();
    }

    /// Takes the missed calls out of the list of those that are over.
    pub fn clear_missed(&mut self) {
        self.ended_mut().retain(|call| call.how != EndedHow::Missed);
    }

    /// Differs whenever the calls that are over have changed since; the number wraps.
    pub fn changes(&self) -> u32 {
        self.changes
    }

    /// The live calls, for the record.
    pub(crate) fn all_live(&mut self) -> &mut Vec<Call> {
        &mut self.live
    }

    /// The calls that are over, for the record: they are not to be changed, or their changes not to be kept.
    pub(crate) fn all_ended(&mut self) -> &mut Vec<EndedCall> {
        &mut self.ended
    }

    fn ended_mut(&mut self) -> &mut Vec<EndedCall> {
        self.changes = self.changes.wrapping_add(1);
        &mut self.ended
    }

    fn live_mut(&mut self, id: &CallId) -> Option<&mut Call> {
        self.live.iter_mut().find(|call| call.key.id == *id)
    }
}
