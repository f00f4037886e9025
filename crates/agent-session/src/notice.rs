//! What the agent should know and has not pressed for: key and data, never a sentence.
//!
//! The shell turns a notice into words of the agent's language, with a code, its meaning and the next step.

use gateway_protocol::endpoint::{Refusal, Unreadable};
use gateway_protocol::retcode::Retcode;
use gateway_protocol::voice_call::RejectMode;

use crate::actions::Reason;
use crate::agent::AgentState;
use crate::call::CallState;
use crate::command::{Act, CallKey};
use crate::record::Unusable;
use crate::time::Moment;

/// How many notices stay on the screen; the oldest goes first.
pub const MAX_NOTICES: usize = 5;

/// One thing told to the agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Number within this instance, rising.
    pub id: u32,
    /// When it was raised.
    pub at: Moment,
    /// What is told.
    pub kind: NoticeKind,
}

/// How loud a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Good to know.
    Info,
    /// Something the agent asked for did not happen, or is not certain.
    Warning,
    /// The toolbar does not work until something is done.
    Problem,
}

/// The kinds of notice, with the data their sentences need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeKind {
    /// The gateway refused a command.
    Refused {
        /// What was asked.
        act: Act,
        /// The gateway's code and message.
        refusal: Refusal,
    },
    /// The press was not sent, and why.
    NotSent {
        /// What was asked.
        act: Act,
        /// Why it is not allowed.
        reason: Reason,
    },
    /// It is not known whether the command was carried out; the gateway is being asked.
    Unknown {
        /// What was asked.
        act: Act,
        /// The code and message, where the gateway gave one (100-007).
        refusal: Option<Refusal>,
    },
    /// An unknown outcome has been settled.
    Settled {
        /// What was asked.
        act: Act,
        /// How it was settled.
        as_what: Settlement,
    },
    /// What a rejection led to: the mode asked, and what the gateway reported.
    Rejected {
        /// The mode that was asked for.
        mode: RejectMode,
        /// The agent's state as reported afterwards; `None` until it is.
        reported: Option<AgentState>,
    },
    /// The gateway says that the call rang out although a rejection had been sent.
    RangOutFirst,
    /// The call was already over when the command arrived.
    AlreadyOver {
        /// What was asked.
        act: Act,
        /// The gateway's code and message.
        refusal: Refusal,
    },
    /// A call rang and was not answered.
    Missed {
        /// The call.
        call: CallKey,
        /// The caller's number, where known.
        caller: Option<String>,
    },
    /// The caller has left; the call itself is being looked up.
    CallerLeft {
        /// The call.
        call: CallKey,
    },
    /// The chosen call is no longer in the queue.
    AlreadyGone {
        /// The code and message, where the gateway gave one.
        refusal: Option<Refusal>,
    },
    /// The chosen call was given to this agent but rings instead of connecting.
    PickUpRings,
    /// Signing in was refused.
    SignInRefused(Refusal),
    /// The gateway could not be reached, or did not answer in time, while signing in.
    SignInUnanswered,
    /// Something answered the sign-in, but not as the gateway does.
    SignInUnreadable(Unreadable),
    /// What was typed is no agent id.
    AgentIdInvalid,
    /// The sign-in succeeded, but its answer had no readable `Set-GUID`: the session cannot go on.
    GuidMissing,
    /// The agent's skills could not be set after the sign-in.
    SkillsNotSet(Option<Refusal>),
    /// The password ends soon.
    PasswordExpires {
        /// Days left.
        days: u32,
    },
    /// The gateway ended the session.
    SessionEnded {
        /// The code it gave.
        retcode: Retcode,
        /// What went before.
        after: EndedAfter,
    },
    /// A call was live when the session ended; nothing is known of it since.
    CallLost {
        /// The caller's number, where known.
        caller: Option<String>,
        /// Where the call was last.
        state: CallState,
    },
    /// The session was ended from elsewhere: the gateway reported the shut-down.
    SignedOutElsewhere,
    /// The gateway hands events to somebody else: its event method does not suit (000-001).
    EventMethodWrong(Refusal),
    /// Somebody else polls for this agent: the gateway has refused our poll as repeated, twice.
    SecondPoller,
    /// Events did not come although every poll did: somebody else may fetch them.
    EventsMissing,
    /// The queue could not be read.
    QueueUnreadable(Option<Refusal>),
    /// The session could not be taken up again: the agent must sign in.
    SignInAgain(Untaken),
}

/// Why a session could not be taken up again, after a reload or from another tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untaken {
    /// What was saved is of no use.
    Record(Unusable),
    /// Nothing is saved here: by the settings, or because the page belongs to a host.
    NotKept,
    /// The browser keeps nothing for this page.
    StorageBlocked,
}

/// What went before the end of a session that the gateway ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndedAfter {
    /// It was heard all the while: somebody ended the session elsewhere.
    Contact,
    /// It could not be reached for a while, and may have been restarted.
    Outage,
    /// It heard nothing from here for too long: a sleep, or a dead network.
    Silence,
}

/// How an unknown outcome was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settlement {
    /// It had been carried out.
    Done,
    /// It had not been carried out; it may be pressed again.
    NotDone,
    /// The call it was for is over.
    CallOver,
    /// The gateway could not tell; it stays unknown.
    NotKnown,
}

impl NoticeKind {
    /// How loud it is.
    pub fn level(&self) -> Level {
        match self {
            Self::Rejected { .. }
            | Self::CallerLeft { .. }
            | Self::PasswordExpires { .. }
            | Self::PickUpRings
            | Self::Settled {
                as_what: Settlement::Done,
                ..
            }
            | Self::AlreadyOver { .. }
            | Self::SignInAgain(Untaken::NotKept) => Level::Info,
            Self::Refused { .. }
            | Self::NotSent { .. }
            | Self::Unknown { .. }
            | Self::Settled { .. }
            | Self::RangOutFirst
            | Self::Missed { .. }
            | Self::CallLost { .. }
            | Self::AlreadyGone { .. }
            | Self::AgentIdInvalid
            | Self::EventsMissing
            | Self::SkillsNotSet(_)
            | Self::QueueUnreadable(_) => Level::Warning,
            Self::SignInRefused(_)
            | Self::SignInUnanswered
            | Self::SignInUnreadable(_)
            | Self::GuidMissing
            | Self::SessionEnded { .. }
            | Self::SignedOutElsewhere
            | Self::SignInAgain(_)
            | Self::EventMethodWrong(_)
            | Self::SecondPoller => Level::Problem,
        }
    }
}

/// The notices on the screen, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notices {
    shown: Vec<Notice>,
    last_id: u32,
}

impl Notices {
    /// Raises a notice; one that says the same as a notice already shown replaces it.
    pub fn raise(&mut self, kind: NoticeKind, at: Moment) -> u32 {
        self.retract(&|shown| *shown == kind);
        self.last_id = self.last_id.saturating_add(1);
        if self.shown.len() >= MAX_NOTICES {
            self.shown.remove(0);
        }
        self.shown.push(Notice {
            id: self.last_id,
            at,
            kind,
        });
        self.last_id
    }

    /// Replaces what an earlier notice said, if it is still shown.
    pub fn revise(&mut self, id: u32, kind: NoticeKind) {
        if let Some(notice) = self.shown.iter_mut().find(|notice| notice.id == id) {
            notice.kind = kind;
        }
    }

    /// The notices with a number after this, for [`Notices::add`]; none stays.
    pub fn take_after(&mut self, id: u32) -> Vec<Notice> {
        self.take_off(&|notice| notice.id <= id);
        std::mem::take(&mut self.shown)
    }

    /// Notices beside those of a record.
    pub fn add(&mut self, mut notices: Vec<Notice>) {
        self.shown.append(&mut notices);
        while self.shown.len() > MAX_NOTICES {
            self.shown.remove(0);
        }
    }

    /// The notices of a record, in place of those there are.
    pub fn restore(&mut self, shown: Vec<Notice>, last_id: u32) {
        self.shown = shown;
        self.last_id = self.last_id.max(last_id);
    }

    /// The next notice has at least the number after this.
    pub fn count_from(&mut self, id: u32) {
        self.last_id = self.last_id.max(id);
    }

    /// The next notice has the number after this, and first of all those shown whose number is after `own`.
    pub fn count_on(&mut self, id: u32, own: u32) {
        self.last_id = id;
        for notice in &mut self.shown {
            if notice.id > own {
                self.last_id = self.last_id.saturating_add(1);
                notice.id = self.last_id;
            }
        }
    }

    /// The number of the newest notice.
    pub fn last_id(&self) -> u32 {
        self.last_id
    }

    /// Takes a notice off the screen.
    pub fn dismiss(&mut self, id: u32) {
        self.take_off(&|notice| notice.id == id);
    }

    /// Takes off the screen what no longer holds.
    pub fn retract(&mut self, no_longer_holds: &dyn Fn(&NoticeKind) -> bool) {
        self.take_off(&|notice| no_longer_holds(&notice.kind));
    }

    fn take_off(&mut self, is_it: &dyn Fn(&Notice) -> bool) {
        self.shown.retain(|notice| !is_it(notice));
    }

    /// What is shown, oldest first.
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }
}
