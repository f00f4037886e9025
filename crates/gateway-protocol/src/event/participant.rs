//! A change among the members of a conference: the content of `AgentConf_ParticipantChanged`.

use crate::id::ConfId;
use crate::json::Json;
use crate::lenient::{self, Fields};

/// What happened to one member of a conference. Source: the participant-change event's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParticipantChange {
    /// The conference.
    pub conference: ConfId,
    /// The member's number.
    pub participant: Option<String>,
    /// What kind of member it is.
    pub participant_type: ParticipantType,
    /// What happened, or was tried.
    pub change: ChangeType,
    /// Whether it succeeded (`result` 0, or not given).
    pub is_success: bool,
}

/// `changeType`'s codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeType {
    /// 0.
    Joined,
    /// 1, with the reason that only this change has.
    Left(LeaveReason),
    /// 2: another member is the chair now.
    ChairChanged,
    /// 3.
    Muted,
    /// 4.
    Unmuted,
    /// 5.
    Held,
    /// 6.
    Unheld,
    /// A number no page names, `None` when there is none.
    Other(Option<i64>),
}

/// `changeReason`'s codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LeaveReason {
    /// 0: left.
    Left,
    /// 1: removed by the chair.
    RemovedByChair,
    /// 2: hung up.
    HungUp,
    /// 3: the conference ended.
    ConferenceEnded,
    /// 4: signed out.
    SignedOut,
    /// 6, another number, or none.
    Other,
}

/// `participantType`'s codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParticipantType {
    /// 6.
    Phone,
    /// 9.
    Agent,
    /// Another number, or none.
    Other,
}

impl ParticipantChange {
    pub(super) fn read(content: &Json) -> Option<ParticipantChange> {
        let fields = Fields::of(content);
        Some(ParticipantChange {
            conference: lenient::conf_id(content)?,
            participant: fields.text("participant"),
            participant_type: match fields.integer("participantType") {
                Some(6) => ParticipantType::Phone,
                Some(9) => ParticipantType::Agent,
                _ => ParticipantType::Other,
            },
            change: change(fields),
            is_success: fields.integer("result").is_none_or(|result| result == 0),
        })
    }
}

fn change(fields: Fields<'_>) -> ChangeType {
    match fields.integer("changeType") {
        Some(0) => ChangeType::Joined,
        Some(1) => ChangeType::Left(match fields.integer("changeReason") {
            Some(0) => LeaveReason::Left,
            Some(1) => LeaveReason::RemovedByChair,
            Some(2) => LeaveReason::HungUp,
            Some(3) => LeaveReason::ConferenceEnded,
            Some(4) => LeaveReason::SignedOut,
            _ => LeaveReason::Other,
        }),
        Some(2) => ChangeType::ChairChanged,
        Some(3) => ChangeType::Muted,
        Some(4) => ChangeType::Unmuted,
        Some(5) => ChangeType::Held,
        Some(6) => ChangeType::Unheld,
        other => ChangeType::Other(other),
    }
}
