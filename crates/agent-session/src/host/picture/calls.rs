//! Calls, live and over, and the conference, as a host is told them.

use super::allowed;
use crate::call::{self, EndedHow};
use crate::conference;
use crate::host::words::{object, word};
use crate::host::{RejectModeWord, Verb};
use crate::view::CallView;

word! {
    /// Where a live call is.
    CallState {
        /// The phone rings, but the call cannot be answered yet.
        Alerting "alerting",
        /// It can be answered.
        Ringing "ringing",
        /// It is connected.
        Talking "talking",
        /// It is on hold.
        Held "held",
        /// The gateway could not tell.
        NotKnown "notKnown",
    }
}

object! {
    /// One live call.
    Call<'a> {
        /// The gateway's id.
        id "callId": &'a str,
        /// Its epoch.
        offer "offer": u64,
        /// Where it is.
        state "state": CallState,
        /// Since when.
        since "since": u64,
        /// The caller's number.
        caller "caller": Option<&'a str>,
        /// The number called.
        called "called": Option<&'a str>,
        /// The skill's name.
        skill "skill": Option<&'a str>,
        /// It was transferred to this agent.
        is_transfer "isTransfer": bool,
        /// By whom.
        transferred_from "transferredFrom": Option<&'a str>,
        /// How often it went back to its queue.
        requeued "requeued": Option<u32>,
        /// The caller has left, says the gateway.
        has_caller_left "hasCallerLeft": bool,
        /// It is being looked up.
        is_in_doubt "isInDoubt": bool,
        /// What may be asked for it.
        allowed "allowed": Vec<Verb>,
    }
}

impl<'a> Call<'a> {
    /// A live call.
    pub fn of(call: &'a CallView) -> Self {
        Call {
            id: call.key.id.as_str(),
            offer: call.key.epoch.0,
            state: match call.state {
                call::CallState::Alerting => CallState::Alerting,
                call::CallState::Ringing => CallState::Ringing,
                call::CallState::Talking => CallState::Talking,
                call::CallState::Held => CallState::Held,
                call::CallState::NotKnown => CallState::NotKnown,
            },
            since: call.since.wall,
            caller: call.caller.as_deref(),
            called: call.called.as_deref(),
            skill: call.skill.as_deref(),
            is_transfer: call.is_transfer,
            transferred_from: call.transferred_from.as_deref(),
            requeued: call.requeued,
            has_caller_left: call.has_caller_left,
            is_in_doubt: call.is_in_doubt,
            allowed: allowed(&[
                (Verb::Answer, call.answer),
                (Verb::Reject, call.reject),
                (Verb::Drop, call.drop),
            ]),
        }
    }
}

word! {
    /// Who ended something.
    EndedBy {
        /// This agent.
        Agent "agent",
        /// The caller.
        Caller "caller",
        /// The gateway.
        System "system",
        /// Not said.
        Unknown "unknown",
    }
}

word! {
    /// How a call ended for this agent.
    How {
        /// It had been connected.
        Released "released",
        /// It rang only.
        Missed "missed",
        /// The agent rejected it.
        Rejected "rejected",
        /// The session ended first.
        SessionEnded "sessionEnded",
    }
}

object! {
    /// A call that is over.
    EndedCall<'a> {
        /// The gateway's id.
        id "callId": &'a str,
        /// Its epoch.
        offer "offer": u64,
        /// The caller's number.
        caller "caller": Option<&'a str>,
        /// How it ended.
        how "how": How,
        /// The mode asked for, where it was rejected.
        mode "mode": Option<RejectModeWord>,
        /// By whom.
        by "by": EndedBy,
        /// When.
        at "endedAt": u64,
    }
}

impl<'a> EndedCall<'a> {
    /// A call that is over.
    pub fn of(call: &'a call::EndedCall) -> Self {
        let (how, mode) = match call.how {
            EndedHow::Released => (How::Released, None),
            EndedHow::Missed => (How::Missed, None),
            EndedHow::Rejected(mode) => (How::Rejected, Some(RejectModeWord::of(mode))),
            EndedHow::SessionEnded => (How::SessionEnded, None),
        };
        EndedCall {
            id: call.key.id.as_str(),
            offer: call.key.epoch.0,
            caller: call.caller.as_deref(),
            how,
            mode,
            by: match call.by {
                call::EndedBy::Agent => EndedBy::Agent,
                call::EndedBy::Caller => EndedBy::Caller,
                call::EndedBy::System => EndedBy::System,
                call::EndedBy::Unknown => EndedBy::Unknown,
            },
            at: call.at.wall,
        }
    }
}

word! {
    /// Where the agent stands with a conference.
    ConferenceState {
        /// There is none.
        None "none",
        /// Invited.
        Ringing "ringing",
        /// In it.
        Joined "joined",
    }
}

object! {
    /// The conference.
    Conference<'a> {
        /// Where the agent stands with it.
        state "state": ConferenceState,
        /// The gateway's id.
        id "conferenceId": Option<&'a str>,
        /// The epoch of the invitation.
        offer "offer": Option<u64>,
        /// Since when.
        since "since": Option<u64>,
    }
}

impl<'a> Conference<'a> {
    /// The conference.
    pub fn of(conference: &'a conference::Conference) -> Self {
        let key = conference.invitation().or(conference.joined());
        Conference {
            state: match conference {
                conference::Conference::None => ConferenceState::None,
                conference::Conference::Invited { .. } => ConferenceState::Ringing,
                conference::Conference::Joined { .. } => ConferenceState::Joined,
            },
            id: key.map(|key| key.id.as_str()),
            offer: key.map(|key| key.epoch.0),
            since: conference.since().map(|since| since.wall),
        }
    }
}
