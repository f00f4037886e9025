//! Calls, the conference and the agent's state in a record.

use gateway_protocol::event::Feature;
use gateway_protocol::id::{CallId, ConfId};
use gateway_protocol::voice_call::RejectMode;

use crate::agent::AgentState;
use crate::call::{Call, CallState, Details, EndedBy, EndedCall, EndedHow};
use crate::codec::{Codec, Coded};
use crate::command::{CallKey, Epoch, InvitationKey};
use crate::conference::Conference;
use crate::time::Moment;

static STATES: [CallState; 5] = [
    CallState::Alerting,
    CallState::Ringing,
    CallState::Talking,
    CallState::Held,
    CallState::NotKnown,
];

static HOW: [EndedHow; 5] = [
    EndedHow::Released,
    EndedHow::Missed,
    EndedHow::Rejected(RejectMode::BackToQueue),
    EndedHow::Rejected(RejectMode::HangUp),
    EndedHow::SessionEnded,
];

static BY: [EndedBy; 4] = [
    EndedBy::Agent,
    EndedBy::Caller,
    EndedBy::System,
    EndedBy::Unknown,
];

static CONFERENCES: [Conference; 3] = [
    Conference::None,
    Conference::Invited {
        key: InvitationKey::BLANK,
        since: Moment::BLANK,
    },
    Conference::Joined {
        key: InvitationKey::BLANK,
        since: Moment::BLANK,
    },
];

static AGENT_STATES: [AgentState; 6] = [
    AgentState::NotKnown,
    AgentState::Ready,
    AgentState::Busy { reason: None },
    AgentState::Occupied,
    AgentState::WrapUp,
    AgentState::Rest,
];

impl Coded for Epoch {
    const BLANK: Self = Epoch(0);

    fn code(&mut self, codec: &mut Codec) {
        self.0.code(codec);
    }
}

impl Coded for CallKey {
    const BLANK: Self = CallKey {
        id: CallId::BLANK,
        epoch: Epoch::BLANK,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.id.code(codec);
        self.epoch.code(codec);
    }
}

impl Coded for InvitationKey {
    const BLANK: Self = InvitationKey {
        id: ConfId::BLANK,
        epoch: Epoch::BLANK,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.id.code(codec);
        self.epoch.code(codec);
    }
}

impl Coded for CallState {
    const BLANK: Self = CallState::NotKnown;

    fn code(&mut self, codec: &mut Codec) {
        codec.choice(&STATES, self);
    }
}

impl Coded for Call {
    const BLANK: Self = Call {
        key: CallKey::BLANK,
        state: CallState::BLANK,
        last_known: CallState::BLANK,
        since: Moment::BLANK,
        details: Details::BLANK,
        has_caller_left: false,
        is_missing: false,
        undecided: 0,
        is_from_before: false,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.key.code(codec);
        self.state.code(codec);
        self.last_known.code(codec);
        self.since.code(codec);
        self.details.code(codec);
        self.has_caller_left.code(codec);
        self.is_missing.code(codec);
    }
}

impl Coded for Details {
    const BLANK: Self = Details {
        caller: None,
        called: None,
        skill: None,
        feature: Feature::NotGiven,
        is_transfer: false,
        transferred_from: None,
        requeued: None,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.caller.code(codec);
        self.called.code(codec);
        self.skill.code(codec);
        let mut feature = self.feature.number();
        feature.code(codec);
        self.feature = Feature::of(feature);
        self.is_transfer.code(codec);
        self.transferred_from.code(codec);
        self.requeued.code(codec);
    }
}

impl Coded for EndedCall {
    const BLANK: Self = EndedCall {
        key: CallKey::BLANK,
        caller: None,
        how: EndedHow::SessionEnded,
        by: EndedBy::Unknown,
        at: Moment::BLANK,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.key.code(codec);
        self.caller.code(codec);
        codec.choice(&HOW, &mut self.how);
        codec.choice(&BY, &mut self.by);
        self.at.code(codec);
    }
}

impl Coded for Conference {
    const BLANK: Self = Conference::None;

    fn code(&mut self, codec: &mut Codec) {
        codec.kind(&CONFERENCES, self);
        match self {
            Conference::None => {}
            Conference::Invited { key, since } | Conference::Joined { key, since } => {
                key.code(codec);
                since.code(codec);
            }
        }
    }
}

impl Coded for AgentState {
    const BLANK: Self = AgentState::NotKnown;

    fn code(&mut self, codec: &mut Codec) {
        codec.kind(&AGENT_STATES, self);
        if let AgentState::Busy { reason } = self {
            reason.code(codec);
        }
    }
}
