//! Which sentence stands for what the session tells: one choice for every language.
//!
//! The only place where the session's kinds and the toolbar's sentences meet, notices excepted.

use agent_session::view::{
    Act, AgentState, CallState, Cause, Connection, EndedAfter, Feature, Lead, Reason, RejectMode,
    Settlement, Untaken, Unusable, Why,
};

use super::{Phrase, Sentence};

/// The agent's state as reported; of a busy agent without its reason.
pub fn agent_state(state: AgentState) -> Sentence {
    match state {
        AgentState::NotKnown => Sentence::StateNotKnown,
        AgentState::Ready => Sentence::Ready,
        AgentState::Busy { .. } => Sentence::Busy,
        AgentState::Occupied => Sentence::Occupied,
        AgentState::WrapUp => Sentence::WrapUp,
        AgentState::Rest => Sentence::Rest,
    }
}

/// The reasons of a busy agent that have words.
pub fn busy_reason(number: u32) -> Option<Sentence> {
    match number {
        1 => Some(Sentence::BusySetByYou),
        2 => Some(Sentence::BusyNotAnswered),
        3 => Some(Sentence::BusySetBySupervisor),
        7 => Some(Sentence::BusyRejected),
        _ => None,
    }
}

/// Where a call is.
pub fn call_state(state: CallState) -> Sentence {
    match state {
        CallState::Alerting => Sentence::Alerting,
        CallState::Ringing => Sentence::Ringing,
        CallState::Talking => Sentence::Talking,
        CallState::Held => Sentence::Held,
        CallState::NotKnown => Sentence::CallNotKnown,
    }
}

/// What part this tab has; nothing where there is no other.
pub fn lead(lead: Lead) -> Option<Sentence> {
    match lead {
        Lead::Alone => None,
        Lead::Joining => Some(Sentence::LeadNotKnown),
        Lead::Following => Some(Sentence::LeadElsewhere),
        Lead::Leading => Some(Sentence::LeadHere),
        Lead::TakingOver => Some(Sentence::TakingOver),
    }
}

/// How well the gateway is heard; nothing without a session.
pub fn connection(connection: Connection) -> Option<Sentence> {
    Some(match connection {
        Connection::Off => return None,
        Connection::Fresh => Sentence::Connected,
        Connection::Stale { cause, .. } => match cause {
            Cause::SwitchingOver => Sentence::StaleSwitchingOver,
            Cause::Gone => Sentence::StaleGone,
            Cause::SecondPoller => Sentence::StaleSecondPoller,
            Cause::Checking => Sentence::StaleChecking,
        },
        Connection::NotReceiving { .. }
        | Connection::Critical {
            cause: Cause::SwitchingOver | Cause::SecondPoller,
            ..
        } => Sentence::NotReceiving,
        Connection::Critical { .. } => Sentence::Critical,
    })
}

/// What it is and what to do when calls may be missed.
pub fn advice(cause: Cause) -> Sentence {
    match cause {
        Cause::SwitchingOver => Sentence::AdviceSwitchingOver,
        Cause::SecondPoller => Sentence::AdviceSecondPoller,
        Cause::Gone | Cause::Checking => Sentence::AdviceGone,
    }
}

/// The badge of a call that is not a plain inbound one.
pub fn feature(feature: Feature) -> Option<Sentence> {
    Some(match feature {
        Feature::NotGiven | Feature::Inbound | Feature::Other(_) => return None,
        Feature::Internal => Sentence::Internal,
        Feature::Outbound => Sentence::Outbound,
        Feature::Reserved => Sentence::Reserved,
        Feature::Preempted => Sentence::Preempted,
        Feature::Predicted => Sentence::Predicted,
        Feature::Preview => Sentence::Preview,
        Feature::Callback => Sentence::Callback,
        Feature::TwoPartyHelp | Feature::ThreePartyHelp => Sentence::InternalHelp,
        Feature::ConferenceCall | Feature::TransferConference => Sentence::ConferenceCall,
    })
}

/// What was asked, by the words on its control.
pub fn act_name(act: Act) -> Sentence {
    match act {
        Act::Answer => Sentence::Answer,
        Act::Reject(_) => Sentence::Reject,
        Act::Drop => Sentence::Drop,
        Act::Decline => Sentence::Decline,
        Act::Join => Sentence::Join,
        Act::Leave => Sentence::Leave,
        Act::PickUp => Sentence::Take,
        Act::SetReady => Sentence::Ready,
        Act::SetBusy => Sentence::Busy,
        Act::SignOut => Sentence::SignOut,
    }
}

/// What was asked, as a noun.
pub fn act(act: Act) -> Sentence {
    match act {
        Act::Answer => Sentence::ActAnswer,
        Act::Reject(_) => Sentence::ActReject,
        Act::Drop => Sentence::ActDrop,
        Act::Decline => Sentence::ActDecline,
        Act::Join => Sentence::ActJoin,
        Act::Leave => Sentence::ActLeave,
        Act::PickUp => Sentence::ActPickUp,
        Act::SetReady => Sentence::ActSetReady,
        Act::SetBusy => Sentence::ActSetBusy,
        Act::SignOut => Sentence::ActSignOut,
    }
}

/// What is being done.
fn in_progress(act: Act) -> Sentence {
    match act {
        Act::Answer => Sentence::Answering,
        Act::Reject(RejectMode::BackToQueue) => Sentence::RejectingToQueue,
        Act::Reject(RejectMode::HangUp) => Sentence::RejectingHangUp,
        Act::Drop => Sentence::Dropping,
        Act::Decline => Sentence::Declining,
        Act::Join => Sentence::Joining,
        Act::Leave => Sentence::Leaving,
        Act::PickUp => Sentence::PickingUp,
        Act::SetReady => Sentence::SettingReady,
        Act::SetBusy => Sentence::SettingBusy,
        Act::SignOut => Sentence::SigningOut,
    }
}

/// What became of what was asked.
pub fn settled(as_what: Settlement) -> Phrase {
    match as_what {
        Settlement::Done => Phrase::SettledDone,
        Settlement::NotDone => Phrase::SettledNotDone,
        Settlement::CallOver => Phrase::SettledCallOver,
        Settlement::NotKnown => Phrase::SettledNotKnown,
    }
}

/// What may explain that the session has ended, and what to do.
pub fn ended_after(after: EndedAfter) -> Sentence {
    match after {
        EndedAfter::Contact => Sentence::EndedAfterContact,
        EndedAfter::Outage => Sentence::EndedAfterOutage,
        EndedAfter::Silence => Sentence::EndedAfterSilence,
    }
}

/// What is wrong with an answer.
pub fn why(why: Why) -> Sentence {
    match why {
        Why::TooLarge => Sentence::WhyTooLarge,
        Why::Empty => Sentence::WhyEmpty,
        Why::NotJson => Sentence::WhyNotJson,
        Why::NoRetcode => Sentence::WhyNoRetcode,
        Why::MissingResult => Sentence::WhyMissingResult,
        Why::WrongShape(_) => Sentence::WhyWrongShape,
    }
}

/// Why the session could not be taken up again.
pub fn sign_in_again(why: Untaken) -> Sentence {
    match why {
        Untaken::Record(Unusable::Unreadable) => Sentence::RecordUnreadable,
        Untaken::Record(Unusable::OtherVersion) => Sentence::RecordOtherVersion,
        Untaken::NotKept => Sentence::NotKept,
        Untaken::StorageBlocked => Sentence::StorageBlocked,
    }
}

/// Why a control cannot be used, and what to do.
pub fn reason(reason: Reason) -> Sentence {
    match reason {
        Reason::NotSignedIn | Reason::NoForcedSignIn => Sentence::NotSignedIn,
        Reason::SignedIn => Sentence::SignedIn,
        Reason::NoCall => Sentence::NoCallToAct,
        Reason::CallOver => Sentence::CallOver,
        Reason::OfferChanged => Sentence::OfferChanged,
        Reason::NotRinging => Sentence::NotRinging,
        Reason::AlreadyAnswered => Sentence::AlreadyAnswered,
        Reason::NotAnswered => Sentence::NotAnswered,
        Reason::NoInvitation => Sentence::NoInvitation,
        Reason::NotInConference => Sentence::NotInConference,
        Reason::CallHeld => Sentence::CallHeld,
        Reason::SelfRecording => Sentence::SelfRecording,
        Reason::CallPresent | Reason::OnCall => Sentence::CallPresent,
        Reason::NotInQueue => Sentence::NotInQueue,
        Reason::AlreadyReady => Sentence::AlreadyReady,
        Reason::AlreadyBusy => Sentence::AlreadyBusy,
        Reason::BusyAfterCall => Sentence::BusyAfterCall,
        Reason::InProgress(act) => in_progress(act),
        Reason::OutcomeUnknown(_) => Sentence::LastOutcomeUnknown,
        Reason::NotFresh => Sentence::NotFresh,
        Reason::ConnectionLost => Sentence::ConnectionLost,
    }
}
