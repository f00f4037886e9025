//! Calls, the conference and the agent's state in a record.

use gateway_protocol::event::Feature;
use gateway_protocol::voice_call::RejectMode;

use crate::agent::AgentState;
use crate::call::{Call, CallState, Details, EndedBy, EndedCall, EndedHow};
use crate::codec::{Reader, Writer};
use crate::command::{CallKey, Epoch, InvitationKey};
use crate::conference::Conference;

const STATES: [CallState; 5] = [
    CallState::Alerting,
    CallState::Ringing,
    CallState::Talking,
    CallState::Held,
    CallState::NotKnown,
];

const HOW: [EndedHow; 5] = [
    EndedHow::Released,
    EndedHow::Missed,
    EndedHow::Rejected(RejectMode::BackToQueue),
    EndedHow::Rejected(RejectMode::HangUp),
    EndedHow::SessionEnded,
];

const BY: [EndedBy; 4] = [
    EndedBy::Agent,
    EndedBy::Caller,
    EndedBy::System,
    EndedBy::Unknown,
];

pub(crate) fn write_call_key(writer: &mut Writer, key: &CallKey) {
    writer.text(key.id.as_str());
    writer.number(key.epoch.0);
}

pub(super) fn read_call_key(reader: &mut Reader) -> Option<CallKey> {
    Some(CallKey {
        id: reader.call_id()?,
        epoch: Epoch(reader.number()),
    })
}

pub(crate) fn write_invitation_key(writer: &mut Writer, key: &InvitationKey) {
    writer.text(key.id.as_str());
    writer.number(key.epoch.0);
}

pub(super) fn read_invitation_key(reader: &mut Reader) -> Option<InvitationKey> {
    Some(InvitationKey {
        id: reader.conf_id()?,
        epoch: Epoch(reader.number()),
    })
}

pub(crate) fn write_call(writer: &mut Writer, call: &Call) {
    write_call_key(writer, &call.key);
    write_state(writer, call.state);
    write_state(writer, call.last_known);
    writer.moment(call.since);
    let details = &call.details;
    writer.maybe_text(details.caller.as_deref());
    writer.maybe_text(details.called.as_deref());
    writer.maybe_text(details.skill.as_deref());
    writer.maybe(details.feature.number(), Writer::signed);
    writer.flag(details.is_transfer);
    writer.maybe_text(details.transferred_from.as_deref());
    writer.maybe(details.requeued, Writer::number);
    writer.flag(call.has_caller_left);
    writer.flag(call.is_missing);
}

pub(super) fn read_call(reader: &mut Reader) -> Option<Call> {
    Some(Call {
        key: read_call_key(reader)?,
        state: read_state(reader),
        last_known: read_state(reader),
        since: reader.moment(),
        details: Details {
            caller: reader.maybe_text(),
            called: reader.maybe_text(),
            skill: reader.maybe_text(),
            feature: Feature::of(reader.maybe_signed()),
            is_transfer: reader.flag(),
            transferred_from: reader.maybe_text(),
            requeued: reader.maybe_small(),
        },
        has_caller_left: reader.flag(),
        is_missing: reader.flag(),
        undecided: 0,
        is_from_before: false,
    })
}

pub(super) fn write_state(writer: &mut Writer, state: CallState) {
    writer.choice(&STATES, &state);
}

pub(super) fn read_state(reader: &mut Reader) -> CallState {
    reader.choice(&STATES, CallState::NotKnown)
}

pub(crate) fn write_ended(writer: &mut Writer, call: &EndedCall) {
    write_call_key(writer, &call.key);
    writer.maybe_text(call.caller.as_deref());
    writer.choice(&HOW, &call.how);
    writer.choice(&BY, &call.by);
    writer.moment(call.at);
}

pub(super) fn read_ended(reader: &mut Reader) -> Option<EndedCall> {
    Some(EndedCall {
        key: read_call_key(reader)?,
        caller: reader.maybe_text(),
        how: reader.choice(&HOW, EndedHow::SessionEnded),
        by: reader.choice(&BY, EndedBy::Unknown),
        at: reader.moment(),
    })
}

pub(crate) fn write_conference(writer: &mut Writer, conference: &Conference) {
    let (part, key, since) = match conference {
        Conference::None => return writer.number(0_u64),
        Conference::Invited { key, since } => (1_u64, key, since),
        Conference::Joined { key, since } => (2, key, since),
    };
    writer.number(part);
    write_invitation_key(writer, key);
    writer.moment(*since);
}

pub(super) fn read_conference(reader: &mut Reader) -> Option<Conference> {
    let part = reader.number();
    if part == 0 {
        return Some(Conference::None);
    }
    let key = read_invitation_key(reader)?;
    let since = reader.moment();
    match part {
        1 => Some(Conference::Invited { key, since }),
        2 => Some(Conference::Joined { key, since }),
        _ => None,
    }
}

pub(crate) fn write_agent_state(writer: &mut Writer, state: AgentState) {
    let (number, reason) = match state {
        AgentState::NotKnown => (0_u64, None),
        AgentState::Ready => (1, None),
        AgentState::Busy { reason } => (2, reason),
        AgentState::Occupied => (3, None),
        AgentState::WrapUp => (4, None),
        AgentState::Rest => (5, None),
    };
    writer.number(number);
    writer.maybe(reason, Writer::number);
}

pub(super) fn read_agent_state(reader: &mut Reader) -> Option<AgentState> {
    let number = reader.number();
    let reason = reader.maybe_small();
    Some(match number {
        0 => AgentState::NotKnown,
        1 => AgentState::Ready,
        2 => AgentState::Busy { reason },
        3 => AgentState::Occupied,
        4 => AgentState::WrapUp,
        5 => AgentState::Rest,
        _ => return None,
    })
}
