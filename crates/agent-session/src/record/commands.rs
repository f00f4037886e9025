//! Commands in a record: what is on its way, and the ledger.

use gateway_protocol::agent_conf::{AnswerConference, LeaveConference, RejectConference};
use gateway_protocol::endpoint::{Endpoint, Refusal};
use gateway_protocol::id::SkillId;
use gateway_protocol::online_agent::{SayBusy, SayFree, SignOut};
use gateway_protocol::retcode::Retcode;
use gateway_protocol::voice_call::{
    AnswerCall, DropCall, RejectCall, RejectMode, Release, ReleaseEx, RequestCall,
};

use super::calls::{
    read_agent_state, read_call_key, read_invitation_key, write_agent_state, write_call_key,
    write_invitation_key,
};
use crate::codec::{Reader, Writer};
use crate::command::{Act, Command};
use crate::effect::RequestId;
use crate::ledger::{Entry, Outcome};
use crate::notice::Settlement;
use crate::pending::{Pending, Phase, Target};
use crate::time::Moment;

const ACTS: [Act; 11] = [
    Act::Answer,
    Act::Reject(RejectMode::BackToQueue),
    Act::Reject(RejectMode::HangUp),
    Act::Drop,
    Act::Decline,
    Act::Join,
    Act::Leave,
    Act::PickUp,
    Act::SetReady,
    Act::SetBusy,
    Act::SignOut,
];

const LOG_NAMES: [&str; 12] = [
    AnswerCall::LOG_NAME,
    RejectCall::LOG_NAME,
    Release::LOG_NAME,
    ReleaseEx::LOG_NAME,
    DropCall::LOG_NAME,
    RejectConference::LOG_NAME,
    AnswerConference::LOG_NAME,
    LeaveConference::LOG_NAME,
    RequestCall::LOG_NAME,
    SayFree::LOG_NAME,
    SayBusy::LOG_NAME,
    SignOut::LOG_NAME,
];

const PHASES: [Phase; 3] = [Phase::Asked, Phase::Accepted, Phase::Unknown];

const SETTLEMENTS: [Settlement; 4] = [
    Settlement::Done,
    Settlement::NotDone,
    Settlement::CallOver,
    Settlement::NotKnown,
];

pub(crate) fn write_pending(writer: &mut Writer, pending: &Pending) {
    writer.number(pending.number);
    write_act(writer, pending.act);
    write_target(writer, &pending.target);
    writer.moment(pending.asked);
    writer.choice(&PHASES, &pending.phase);
    writer.maybe(pending.reported, write_agent_state);
    writer.flag(pending.was_during_call);
}

pub(super) fn read_pending(reader: &mut Reader) -> Option<Pending> {
    Some(Pending {
        number: reader.small(),
        act: read_act(reader),
        target: read_target(reader)?,
        // Its answer can reach nobody any more.
        request: RequestId(0),
        asked: reader.moment(),
        phase: reader.choice(&PHASES, Phase::Unknown),
        rounds: 0,
        reported: reader.maybe(read_agent_state),
        was_during_call: reader.flag(),
    })
}

fn write_target(writer: &mut Writer, target: &Target) {
    match target {
        Target::Agent => writer.number(0_u64),
        Target::Call(key) => {
            writer.number(1_u64);
            write_call_key(writer, key);
        }
        Target::Invitation(key) => {
            writer.number(2_u64);
            write_invitation_key(writer, key);
        }
        Target::Queued { call, skill } => {
            writer.number(3_u64);
            writer.text(call.as_str());
            writer.number(skill.0);
        }
    }
}

fn read_target(reader: &mut Reader) -> Option<Target> {
    Some(match reader.number() {
        0 => Target::Agent,
        1 => Target::Call(read_call_key(reader)?),
        2 => Target::Invitation(read_invitation_key(reader)?),
        3 => Target::Queued {
            call: reader.call_id()?,
            skill: SkillId(reader.small()),
        },
        _ => return None,
    })
}

pub(crate) fn write_entry(writer: &mut Writer, entry: &Entry) {
    writer.number(entry.number);
    write_act(writer, entry.act);
    writer.choice(&LOG_NAMES, &entry.log_name);
    writer.maybe_text(entry.call.as_ref().map(|call| call.as_str()));
    writer.moment(entry.asked);
    writer.maybe(entry.accepted, Writer::moment);
    writer.maybe(entry.unknown, Writer::moment);
    match &entry.outcome {
        Outcome::Open => writer.number(0_u64),
        Outcome::Confirmed { by, at } => {
            writer.number(1_u64);
            writer.text(by);
            writer.moment(*at);
        }
        Outcome::Refused { retcode, at } => {
            writer.number(2_u64);
            writer.text(retcode.as_str());
            writer.moment(*at);
        }
        Outcome::Settled { as_what, at } => {
            writer.number(3_u64);
            write_settlement(writer, *as_what);
            writer.moment(*at);
        }
    }
}

pub(super) fn read_entry(reader: &mut Reader) -> Option<Entry> {
    Some(Entry {
        number: reader.small(),
        act: read_act(reader),
        log_name: reader.choice(&LOG_NAMES, ""),
        call: reader.maybe(Reader::call_id),
        asked: reader.moment(),
        accepted: reader.maybe_moment(),
        unknown: reader.maybe_moment(),
        outcome: match reader.number() {
            0 => Outcome::Open,
            1 => Outcome::Confirmed {
                by: reader.text(),
                at: reader.moment(),
            },
            2 => Outcome::Refused {
                retcode: Retcode::parse(&reader.text()),
                at: reader.moment(),
            },
            3 => Outcome::Settled {
                as_what: read_settlement(reader),
                at: reader.moment(),
            },
            _ => return None,
        },
    })
}

pub(super) fn write_refusal(writer: &mut Writer, refusal: &Refusal) {
    writer.text(refusal.retcode.as_str());
    writer.text(&refusal.message);
}

pub(super) fn read_refusal(reader: &mut Reader) -> Refusal {
    Refusal {
        retcode: Retcode::parse(&reader.text()),
        message: reader.text(),
    }
}

pub(super) fn write_act(writer: &mut Writer, act: Act) {
    writer.choice(&ACTS, &act);
}

pub(super) fn read_act(reader: &mut Reader) -> Act {
    reader.choice(&ACTS, Act::SignOut)
}

pub(super) fn write_settlement(writer: &mut Writer, settlement: Settlement) {
    writer.choice(&SETTLEMENTS, &settlement);
}

pub(super) fn read_settlement(reader: &mut Reader) -> Settlement {
    reader.choice(&SETTLEMENTS, Settlement::NotKnown)
}

/// A command that one tab passes to another; none where it is for the tab itself.
pub(crate) fn command_to_text(command: &Command) -> Option<String> {
    let mut writer = Writer::new();
    if let Some((act, target)) = command.act() {
        writer.number(0_u64);
        write_act(&mut writer, act);
        write_target(&mut writer, &target);
        return Some(writer.finish());
    }
    match command {
        Command::OpenQueue => writer.number(1_u64),
        Command::CloseQueue => writer.number(2_u64),
        Command::ChooseSkill(skill) => {
            writer.number(3_u64);
            writer.number(skill.0);
        }
        Command::SilenceRing => writer.number(4_u64),
        Command::DismissNotice(id) => {
            writer.number(5_u64);
            writer.number(*id);
        }
        Command::ClearMissed => writer.number(6_u64),
        _ => return None,
    }
    Some(writer.finish())
}

pub(crate) fn command_from_text(text: &str) -> Option<Command> {
    let mut reader = Reader::open(text, Moment::default()).ok()?;
    let command = match reader.number() {
        0 => {
            let act = read_act(&mut reader);
            command_of(act, read_target(&mut reader)?)
        }
        1 => Some(Command::OpenQueue),
        2 => Some(Command::CloseQueue),
        3 => Some(Command::ChooseSkill(SkillId(reader.small()))),
        4 => Some(Command::SilenceRing),
        5 => Some(Command::DismissNotice(reader.small())),
        6 => Some(Command::ClearMissed),
        _ => None,
    };
    reader.end(command).ok()
}

fn command_of(act: Act, target: Target) -> Option<Command> {
    Some(match (act, target) {
        (Act::Answer, Target::Call(key)) => Command::Answer(key),
        (Act::Reject(mode), Target::Call(key)) => Command::Reject(key, mode),
        (Act::Drop, Target::Call(key)) => Command::Drop(key),
        (Act::Decline, Target::Invitation(key)) => Command::Decline(key),
        (Act::Join, Target::Invitation(key)) => Command::Join(key),
        (Act::Leave, Target::Invitation(key)) => Command::Leave(key),
        (Act::PickUp, Target::Queued { call, skill }) => Command::PickUp { call, skill },
        (Act::SetReady, Target::Agent) => Command::SetReady,
        (Act::SetBusy, Target::Agent) => Command::SetBusy,
        (Act::SignOut, Target::Agent) => Command::SignOut,
        _ => return None,
    })
}
