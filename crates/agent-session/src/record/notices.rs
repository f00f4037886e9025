//! Notices in a record.
//!
//! Those about signing in stay in the tab where somebody signs in.

use gateway_protocol::endpoint::Refusal;
use gateway_protocol::retcode::Retcode;
use gateway_protocol::voice_call::RejectMode;

use super::calls::{
    read_agent_state, read_call_key, read_state, write_agent_state, write_call_key, write_state,
};
use super::commands::{
    read_act, read_refusal, read_settlement, write_act, write_refusal, write_settlement,
};
use crate::actions::Reason;
use crate::codec::{Reader, Writer};
use crate::notice::{EndedAfter, Notice, NoticeKind};

const AFTER: [EndedAfter; 3] = [EndedAfter::Contact, EndedAfter::Outage, EndedAfter::Silence];

const MODES: [RejectMode; 2] = [RejectMode::BackToQueue, RejectMode::HangUp];

/// Those that name no act.
const REASONS: [Reason; 21] = [
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
];

/// Whether other tabs, and this one after a reload, are told it.
pub(crate) fn is_told_on(kind: &NoticeKind) -> bool {
    number_of(kind) != 0
}

fn write_reason(writer: &mut Writer, reason: Reason) {
    match reason {
        Reason::InProgress(act) => {
            writer.number(1_u64);
            write_act(writer, act);
        }
        Reason::OutcomeUnknown(act) => {
            writer.number(2_u64);
            write_act(writer, act);
        }
        other => {
            writer.number(0_u64);
            writer.choice(&REASONS, &other);
        }
    }
}

fn read_reason(reader: &mut Reader) -> Option<Reason> {
    match reader.number() {
        0 => Some(reader.choice(&REASONS, Reason::NotFresh)),
        1 => Some(Reason::InProgress(read_act(reader))),
        2 => Some(Reason::OutcomeUnknown(read_act(reader))),
        _ => None,
    }
}

pub(crate) fn write_notice(writer: &mut Writer, notice: &Notice) {
    writer.number(notice.id);
    writer.moment(notice.at);
    let kind = &notice.kind;
    writer.number(number_of(kind));
    match kind {
        NoticeKind::Refused { act, refusal } | NoticeKind::AlreadyOver { act, refusal } => {
            write_act(writer, *act);
            write_refusal(writer, refusal);
        }
        NoticeKind::NotSent { act, reason } => {
            write_act(writer, *act);
            write_reason(writer, *reason);
        }
        NoticeKind::Unknown { act, refusal } => {
            write_act(writer, *act);
            write_maybe_refusal(writer, refusal);
        }
        NoticeKind::Settled { act, as_what } => {
            write_act(writer, *act);
            write_settlement(writer, *as_what);
        }
        NoticeKind::Rejected { mode, reported } => {
            writer.choice(&MODES, mode);
            writer.maybe(*reported, write_agent_state);
        }
        NoticeKind::Missed { call, caller } => {
            write_call_key(writer, call);
            writer.maybe_text(caller.as_deref());
        }
        NoticeKind::CallerLeft { call } => write_call_key(writer, call),
        NoticeKind::AlreadyGone { refusal }
        | NoticeKind::SkillsNotSet(refusal)
        | NoticeKind::QueueUnreadable(refusal) => write_maybe_refusal(writer, refusal),
        NoticeKind::PasswordExpires { days } => writer.number(*days),
        NoticeKind::SessionEnded { retcode, after } => {
            writer.text(retcode.as_str());
            writer.choice(&AFTER, after);
        }
        NoticeKind::CallLost { caller, state } => {
            writer.maybe_text(caller.as_deref());
            write_state(writer, *state);
        }
        NoticeKind::EventMethodWrong(refusal) => write_refusal(writer, refusal),
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

/// 0 for those that are told nobody.
fn number_of(kind: &NoticeKind) -> u64 {
    match kind {
        NoticeKind::SignInRefused(_)
        | NoticeKind::SignInUnanswered
        | NoticeKind::SignInUnreadable(_)
        | NoticeKind::AgentIdInvalid
        | NoticeKind::GuidMissing
        | NoticeKind::SignInAgain(_) => 0,
        NoticeKind::Refused { .. } => 1,
        NoticeKind::NotSent { .. } => 2,
        NoticeKind::Unknown { .. } => 3,
        NoticeKind::Settled { .. } => 4,
        NoticeKind::Rejected { .. } => 5,
        NoticeKind::RangOutFirst => 6,
        NoticeKind::AlreadyOver { .. } => 7,
        NoticeKind::Missed { .. } => 8,
        NoticeKind::CallerLeft { .. } => 9,
        NoticeKind::AlreadyGone { .. } => 10,
        NoticeKind::PickUpRings => 11,
        NoticeKind::SkillsNotSet(_) => 12,
        NoticeKind::PasswordExpires { .. } => 13,
        NoticeKind::SessionEnded { .. } => 14,
        NoticeKind::SignedOutElsewhere => 15,
        NoticeKind::EventMethodWrong(_) => 16,
        NoticeKind::SecondPoller => 17,
        NoticeKind::QueueUnreadable(_) => 18,
        NoticeKind::CallLost { .. } => 19,
        NoticeKind::EventsMissing => 20,
    }
}

pub(super) fn read_notice(reader: &mut Reader) -> Option<Notice> {
    Some(Notice {
        id: reader.small(),
        at: reader.moment(),
        kind: read_kind(reader)?,
    })
}

fn write_maybe_refusal(writer: &mut Writer, refusal: &Option<Refusal>) {
    writer.maybe(refusal.as_ref(), write_refusal);
}

fn read_maybe_refusal(reader: &mut Reader) -> Option<Refusal> {
    reader.flag().then(|| read_refusal(reader))
}

fn read_kind(reader: &mut Reader) -> Option<NoticeKind> {
    Some(match reader.number() {
        1 => NoticeKind::Refused {
            act: read_act(reader),
            refusal: read_refusal(reader),
        },
        2 => NoticeKind::NotSent {
            act: read_act(reader),
            reason: read_reason(reader)?,
        },
        3 => NoticeKind::Unknown {
            act: read_act(reader),
            refusal: read_maybe_refusal(reader),
        },
        4 => NoticeKind::Settled {
            act: read_act(reader),
            as_what: read_settlement(reader),
        },
        5 => NoticeKind::Rejected {
            mode: reader.choice(&MODES, RejectMode::HangUp),
            reported: reader.maybe(read_agent_state),
        },
        6 => NoticeKind::RangOutFirst,
        7 => NoticeKind::AlreadyOver {
            act: read_act(reader),
            refusal: read_refusal(reader),
        },
        8 => NoticeKind::Missed {
            call: read_call_key(reader)?,
            caller: reader.maybe_text(),
        },
        9 => NoticeKind::CallerLeft {
            call: read_call_key(reader)?,
        },
        10 => NoticeKind::AlreadyGone {
            refusal: read_maybe_refusal(reader),
        },
        11 => NoticeKind::PickUpRings,
        12 => NoticeKind::SkillsNotSet(read_maybe_refusal(reader)),
        13 => NoticeKind::PasswordExpires {
            days: reader.small(),
        },
        14 => NoticeKind::SessionEnded {
            retcode: Retcode::parse(&reader.text()),
            after: reader.choice(&AFTER, EndedAfter::Contact),
        },
        15 => NoticeKind::SignedOutElsewhere,
        16 => NoticeKind::EventMethodWrong(read_refusal(reader)),
        17 => NoticeKind::SecondPoller,
        18 => NoticeKind::QueueUnreadable(read_maybe_refusal(reader)),
        19 => NoticeKind::CallLost {
            caller: reader.maybe_text(),
            state: read_state(reader),
        },
        20 => NoticeKind::EventsMissing,
        _ => return None,
    })
}
