//! Notices in a record.
//!
//! Those about signing in stay in the tab where somebody signs in.

use gateway_protocol::endpoint::Refusal;
use gateway_protocol::retcode::Retcode;
use gateway_protocol::voice_call::RejectMode;

use crate::actions::Reason;
use crate::call::CallState;
use crate::codec::{Codec, Coded, is_among};
use crate::command::{Act, CallKey};
use crate::notice::{EndedAfter, Notice, NoticeKind, Settlement};
use crate::time::Moment;

static AFTER: [EndedAfter; 3] = [EndedAfter::Contact, EndedAfter::Outage, EndedAfter::Silence];

static MODES: [RejectMode; 2] = [RejectMode::BackToQueue, RejectMode::HangUp];

static REASONS: [Reason; 23] = [
    Reason::NotSignedIn,
    Reason::SignedIn,
    Reason::NoForcedSignIn,
    Reason::NoCall,
    Reason::CallOver,
    Reason::OfferChanged,
    Reason::NotRinging,
    Reason::AlreadyAnswered,
    Reason::NotAnswered,
    Reason::NoInvitation,
    Reason::NotInConference,
    Reason::CallHeld,
    Reason::SelfRecording,
    Reason::CallPresent,
    Reason::NotInQueue,
    Reason::OnCall,
    Reason::AlreadyReady,
    Reason::AlreadyBusy,
    Reason::BusyAfterCall,
    Reason::NotFresh,
    Reason::ConnectionLost,
    Reason::InProgress(Act::BLANK),
    Reason::OutcomeUnknown(Act::BLANK),
];

/// Those that other tabs, and this one after a reload, are told.
static KINDS: [NoticeKind; 20] = [
    NoticeKind::Refused {
        act: Act::BLANK,
        refusal: Refusal::BLANK,
    },
    NoticeKind::NotSent {
        act: Act::BLANK,
        reason: Reason::NotFresh,
    },
    NoticeKind::Unknown {
        act: Act::BLANK,
        refusal: None,
    },
    NoticeKind::Settled {
        act: Act::BLANK,
        as_what: Settlement::BLANK,
    },
    NoticeKind::Rejected {
        mode: RejectMode::BLANK,
        reported: None,
    },
    NoticeKind::RangOutFirst,
    NoticeKind::AlreadyOver {
        act: Act::BLANK,
        refusal: Refusal::BLANK,
    },
    NoticeKind::Missed {
        call: CallKey::BLANK,
        caller: None,
    },
    NoticeKind::CallerLeft {
        call: CallKey::BLANK,
    },
    NoticeKind::AlreadyGone { refusal: None },
    NoticeKind::PickUpRings,
    NoticeKind::SkillsNotSet(None),
    NoticeKind::PasswordExpires { days: 0 },
    NoticeKind::SessionEnded {
        retcode: Retcode::BLANK,
        after: EndedAfter::Contact,
    },
    NoticeKind::SignedOutElsewhere,
    NoticeKind::EventMethodWrong(Refusal::BLANK),
    NoticeKind::SecondPoller,
    NoticeKind::QueueUnreadable(None),
    NoticeKind::CallLost {
        caller: None,
        state: CallState::BLANK,
    },
    NoticeKind::EventsMissing,
];

/// Whether other tabs, and this one after a reload, are told it.
pub(crate) fn is_told_on(kind: &NoticeKind) -> bool {
    is_among(&KINDS, kind)
}

impl Coded for RejectMode {
    const BLANK: Self = RejectMode::HangUp;

    fn code(&mut self, codec: &mut Codec) {
        codec.choice(&MODES, self);
    }
}

impl Coded for Reason {
    const BLANK: Self = Reason::NotFresh;

    fn code(&mut self, codec: &mut Codec) {
        codec.kind(&REASONS, self);
        if let Reason::InProgress(act) | Reason::OutcomeUnknown(act) = self {
            act.code(codec);
        }
    }
}

impl Coded for Notice {
    const BLANK: Self = Notice {
        id: 0,
        at: Moment::BLANK,
        kind: NoticeKind::RangOutFirst,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.id.code(codec);
        self.at.code(codec);
        self.kind.code(codec);
    }
}

impl Coded for NoticeKind {
    const BLANK: Self = NoticeKind::RangOutFirst;

    fn code(&mut self, codec: &mut Codec) {
        codec.kind(&KINDS, self);
        match self {
            NoticeKind::Refused { act, refusal } | NoticeKind::AlreadyOver { act, refusal } => {
                act.code(codec);
                refusal.code(codec);
            }
            NoticeKind::NotSent { act, reason } => {
                act.code(codec);
                reason.code(codec);
            }
            NoticeKind::Unknown { act, refusal } => {
                act.code(codec);
                refusal.code(codec);
            }
            NoticeKind::Settled { act, as_what } => {
                act.code(codec);
                as_what.code(codec);
            }
            NoticeKind::Rejected { mode, reported } => {
                mode.code(codec);
                reported.code(codec);
            }
            NoticeKind::Missed { call, caller } => {
                call.code(codec);
                caller.code(codec);
            }
            NoticeKind::CallerLeft { call } => call.code(codec),
            NoticeKind::AlreadyGone { refusal }
            | NoticeKind::SkillsNotSet(refusal)
            | NoticeKind::QueueUnreadable(refusal) => refusal.code(codec),
            NoticeKind::PasswordExpires { days } => days.code(codec),
            NoticeKind::SessionEnded { retcode, after } => {
                retcode.code(codec);
                codec.choice(&AFTER, after);
            }
            NoticeKind::CallLost { caller, state } => {
                caller.code(codec);
                state.code(codec);
            }
            NoticeKind::EventMethodWrong(refusal) => refusal.code(codec),
            NoticeKind::RangOutFirst
            | NoticeKind::PickUpRings
            | NoticeKind::SignedOutElsewhere
            | NoticeKind::SecondPoller
            | NoticeKind::EventsMissing
            | NoticeKind::SignInRefused(_)
            | NoticeKind::SignInUnanswered
            | NoticeKind::SignInUnreadable(_)
            | NoticeKind::AgentIdInvalid
            | NoticeKind::GuidMissing
            | NoticeKind::SignInAgain(_) => {}
        }
    }
}
