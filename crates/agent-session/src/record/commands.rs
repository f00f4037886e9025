//! Commands in a record: what is on its way, and the ledger.

use gateway_protocol::agent_conf::{AnswerConference, LeaveConference, RejectConference};
use gateway_protocol::endpoint::{Endpoint, Refusal};
use gateway_protocol::id::{CallId, SkillId};
use gateway_protocol::online_agent::{SayBusy, SayFree, SignOut};
use gateway_protocol::retcode::Retcode;
use gateway_protocol::voice_call::{
    AnswerCall, DropCall, RejectCall, RejectMode, Release, ReleaseEx, RequestCall,
};

use crate::codec::{Codec, Coded, is_among};
use crate::command::{Act, CallKey, Command, InvitationKey};
use crate::effect::RequestId;
use crate::ledger::{Entry, Outcome};
use crate::notice::Settlement;
use crate::pending::{Pending, Phase, Target};
use crate::time::Moment;

static ACTS: [Act; 11] = [
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

static LOG_NAMES: [&str; 12] = [
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

static PHASES: [Phase; 3] = [Phase::Asked, Phase::Accepted, Phase::Unknown];

static SETTLEMENTS: [Settlement; 4] = [
    Settlement::Done,
    Settlement::NotDone,
    Settlement::CallOver,
    Settlement::NotKnown,
];

static TARGETS: [Target; 4] = [
    Target::Agent,
    Target::Call(CallKey::BLANK),
    Target::Invitation(InvitationKey::BLANK),
    Target::Queued {
        call: CallId::BLANK,
        skill: SkillId::BLANK,
    },
];

static OUTCOMES: [Outcome; 4] = [
    Outcome::Open,
    Outcome::Confirmed {
        by: String::BLANK,
        at: Moment::BLANK,
    },
    Outcome::Refused {
        retcode: Retcode::BLANK,
        at: Moment::BLANK,
    },
    Outcome::Settled {
        as_what: Settlement::BLANK,
        at: Moment::BLANK,
    },
];

/// Those that one tab passes to another; the others are for the tab itself.
static COMMANDS: [Command; 17] = [
    Command::SignInAgain,
    Command::SignOut,
    Command::SetReady,
    Command::SetBusy,
    Command::Answer(CallKey::BLANK),
    Command::Reject(CallKey::BLANK, RejectMode::HangUp),
    Command::Drop(CallKey::BLANK),
    Command::Decline(InvitationKey::BLANK),
    Command::Join(InvitationKey::BLANK),
    Command::Leave(InvitationKey::BLANK),
    Command::PickUp {
        call: CallId::BLANK,
        skill: SkillId::BLANK,
    },
    Command::OpenQueue,
    Command::ChooseSkill(SkillId::BLANK),
    Command::CloseQueue,
    Command::SilenceRing,
    Command::DismissNotice(0),
    Command::ClearMissed,
];

impl Coded for Act {
    const BLANK: Self = Act::SignOut;

    fn code(&mut self, codec: &mut Codec) {
        codec.choice(&ACTS, self);
    }
}

impl Coded for Settlement {
    const BLANK: Self = Settlement::NotKnown;

    fn code(&mut self, codec: &mut Codec) {
        codec.choice(&SETTLEMENTS, self);
    }
}

impl Coded for Refusal {
    const BLANK: Self = Refusal {
        retcode: Retcode::BLANK,
        message: String::BLANK,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.retcode.code(codec);
        self.message.code(codec);
    }
}

impl Coded for Pending {
    const BLANK: Self = Pending {
        number: 0,
        act: Act::BLANK,
        target: Target::Agent,
        // Its answer can reach nobody any more.
        request: RequestId(0),
        asked: Moment::BLANK,
        phase: Phase::Unknown,
        rounds: 0,
        reported: None,
        was_during_call: false,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.number.code(codec);
        self.act.code(codec);
        self.target.code(codec);
        self.asked.code(codec);
        codec.choice(&PHASES, &mut self.phase);
        self.reported.code(codec);
        self.was_during_call.code(codec);
    }
}

impl Coded for Target {
    const BLANK: Self = Target::Agent;

    fn code(&mut self, codec: &mut Codec) {
        codec.kind(&TARGETS, self);
        match self {
            Target::Agent => {}
            Target::Call(key) => key.code(codec),
            Target::Invitation(key) => key.code(codec),
            Target::Queued { call, skill } => {
                call.code(codec);
                skill.code(codec);
            }
        }
    }
}

impl Coded for Entry {
    const BLANK: Self = Entry {
        number: 0,
        act: Act::BLANK,
        log_name: "",
        call: None,
        asked: Moment::BLANK,
        accepted: None,
        unknown: None,
        outcome: Outcome::Open,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.number.code(codec);
        self.act.code(codec);
        codec.choice(&LOG_NAMES, &mut self.log_name);
        self.call.code(codec);
        self.asked.code(codec);
        self.accepted.code(codec);
        self.unknown.code(codec);
        self.outcome.code(codec);
    }
}

impl Coded for Outcome {
    const BLANK: Self = Outcome::Open;

    fn code(&mut self, codec: &mut Codec) {
        codec.kind(&OUTCOMES, self);
        match self {
            Outcome::Open => {}
            Outcome::Confirmed { by, at } => {
                by.code(codec);
                at.code(codec);
            }
            Outcome::Refused { retcode, at } => {
                retcode.code(codec);
                at.code(codec);
            }
            Outcome::Settled { as_what, at } => {
                as_what.code(codec);
                at.code(codec);
            }
        }
    }
}

impl Coded for Command {
    const BLANK: Self = Command::SetBusy;

    fn code(&mut self, codec: &mut Codec) {
        codec.kind(&COMMANDS, self);
        match self {
            Command::Answer(key) | Command::Drop(key) => key.code(codec),
            Command::Reject(key, mode) => {
                key.code(codec);
                mode.code(codec);
            }
            Command::Decline(key) | Command::Join(key) | Command::Leave(key) => key.code(codec),
            Command::PickUp { call, skill } => {
                call.code(codec);
                skill.code(codec);
            }
            Command::ChooseSkill(skill) => skill.code(codec),
            Command::DismissNotice(id) => id.code(codec),
            Command::SignIn(_)
            | Command::ForceSignIn
            | Command::CancelForcedSignIn
            | Command::SignInAgain
            | Command::SignOut
            | Command::SetReady
            | Command::SetBusy
            | Command::OpenQueue
            | Command::CloseQueue
            | Command::SilenceRing
            | Command::ClearMissed => {}
        }
    }
}

/// A command that one tab passes to another; none where it is for the tab itself.
pub(crate) fn command_to_text(command: &Command) -> Option<String> {
    if !is_among(&COMMANDS, command) {
        return None;
    }
    let mut codec = Codec::writer();
    command.clone().code(&mut codec);
    Some(codec.finish())
}

/// A command that another tab has passed here.
pub(crate) fn command_from_text(text: &str) -> Option<Command> {
    let mut codec = Codec::reader(text, Moment::BLANK).ok()?;
    let mut command = Command::BLANK;
    command.code(&mut codec);
    codec.end().ok()?;
    Some(command)
}
