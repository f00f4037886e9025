//! What there is to see: the whole picture as plain data, in the words of the screen.
//!
//! A view is made afresh after each event and compared with the one before.
//! It holds no secret: of the Guid it knows only the generation and the time.
//! It holds no sentence either; those are the shell's, by language.

pub use gateway_protocol::endpoint::{Refusal, Unreadable, Why};
pub use gateway_protocol::event::Feature;
pub use gateway_protocol::id::{AgentId, CallId, ConfId, SkillId};
pub use gateway_protocol::online_agent::{Password, Skill};
pub use gateway_protocol::retcode::Retcode;
pub use gateway_protocol::voice_call::RejectMode;

pub use crate::actions::{Reason, Verdict};
pub use crate::agent::AgentState;
pub use crate::call::{CallState, EndedBy, EndedCall, EndedHow};
pub use crate::command::{Act, CallKey, Epoch, InvitationKey};
pub use crate::conference::Conference;
pub use crate::connection::{Cause, Connection};
pub use crate::credential::GuidStamp;
pub use crate::ledger::{Entry as LedgerEntry, Outcome};
pub use crate::notice::{EndedAfter, Level, Notice, NoticeKind, Settlement, Untaken};
pub use crate::queue::{OpenQueue, Queue, Waiting, WaitingCall};
pub use crate::record::Unusable;
pub use crate::time::{Millis, Moment};

/// The whole picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// What part this tab has among those of the same origin.
    pub lead: Lead,
    /// Signed out, in, or between.
    pub stage: Stage,
    /// How well the gateway is heard.
    pub connection: Connection,
    /// Generation and renewal time of the session's Guid; never its value.
    pub guid: Option<GuidStamp>,
    /// The agent's own state.
    pub agent: AgentView,
    /// Every live call, the one that needs attention first.
    pub calls: Vec<CallView>,
    /// The call that rings and that Answer and Reject act on.
    pub offered: Option<CallKey>,
    /// The call that Drop acts on: the one talking, else the one held.
    pub current: Option<CallKey>,
    /// The invitation to a conference, or the conference joined.
    pub conference: Conference,
    /// The queue panel.
    pub queue: Queue,
    /// Which control may be pressed, and why not.
    pub actions: Actions,
    /// What has been asked and is not settled yet.
    pub pending: Vec<PendingView>,
    /// Whether there should be a sound now.
    pub ring: Ring,
    /// Calls that rang and were not answered, newest first.
    pub missed: Vec<EndedCall>,
    /// Calls that are over, newest first, the missed among them.
    pub ended: Vec<EndedCall>,
    /// What the agent should know, oldest first.
    pub notices: Vec<Notice>,
    /// Every command with what became of it, oldest first.
    pub ledger: Vec<LedgerEntry>,
    /// Events of the gateway that this version does not know, oldest first.
    pub unknown_events: Vec<UnknownEvent>,
}

/// What part a tab has among those of the same origin. Only one of them rings and sends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lead {
    /// No other tab is known, or tabs cannot be coordinated here.
    #[default]
    Alone,
    /// Who leads is not known yet: what is shown is the last that was told.
    Joining,
    /// Another tab leads. It rings; what is pressed here is passed to it.
    Following,
    /// This tab leads and others follow.
    Leading,
    /// This tab takes up a session that began elsewhere: before a reload, or in a tab that led.
    TakingOver,
}

/// Where the session is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// No session. Entered at the start, after a sign-out and when the gateway ends the session; signing in leaves it.
    SignedOut,
    /// The sign-in has been sent. Its answer leaves it.
    SigningIn {
        /// The agent who signs in.
        agent: AgentId,
    },
    /// The gateway says the agent is already signed in. A person's press, or going back, leaves it.
    ForcedSignInOffered {
        /// The agent who signs in.
        agent: AgentId,
    },
    /// The session lives.
    SignedIn {
        /// The agent who is signed in.
        agent: AgentId,
        /// Since when.
        since: Moment,
    },
}

/// The agent's own state, as the gateway reported it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgentView {
    /// The state.
    pub state: AgentState,
    /// When it was reported.
    pub since: Moment,
    /// The agent has asked to be busy once the call is over, and the gateway has accepted.
    pub is_busy_next: bool,
}

/// One live call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallView {
    /// Its id and offer.
    pub key: CallKey,
    /// Where it is.
    pub state: CallState,
    /// Where it was when that was last known.
    pub last_known: CallState,
    /// Since when it is there.
    pub since: Moment,
    /// The caller's number, where told.
    pub caller: Option<String>,
    /// The number that was called, where told.
    pub called: Option<String>,
    /// The name of the skill it came through, where told.
    pub skill: Option<String>,
    /// Inbound, internal, consultation, … as the gateway calls it.
    pub feature: Feature,
    /// It was transferred to this agent.
    pub is_transfer: bool,
    /// Who transferred it, where told.
    pub transferred_from: Option<String>,
    /// How often it has been returned to its queue, where told.
    pub requeued: Option<u32>,
    /// The caller has left, says the gateway; the call itself has not ended yet.
    pub has_caller_left: bool,
    /// The gateway no longer lists it; it is being checked.
    pub is_in_doubt: bool,
    /// May it be answered?
    pub answer: Verdict,
    /// May it be rejected?
    pub reject: Verdict,
    /// May it be dropped?
    pub drop: Verdict,
}

/// Which control may be pressed, and if not, why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actions {
    /// Answer the offered call.
    pub answer: Verdict,
    /// Reject the offered call.
    pub reject: Verdict,
    /// Drop the current call.
    pub drop: Verdict,
    /// Decline the invitation.
    pub decline: Verdict,
    /// Join the conference invited to.
    pub join: Verdict,
    /// Leave the conference joined.
    pub leave: Verdict,
    /// Open the queue panel.
    pub open_queue: Verdict,
    /// Take a call out of the queue.
    pub pick_up: Verdict,
    /// Become ready.
    pub set_ready: Verdict,
    /// Become busy.
    pub set_busy: Verdict,
    /// Sign out.
    pub sign_out: Verdict,
    /// Give up a session whose gateway is not reached.
    pub sign_in_again: Verdict,
}

/// A command on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingView {
    /// Its number in the ledger; 0 for a press that was passed to the tab that leads, whose ledger it is.
    pub number: u32,
    /// What was asked.
    pub act: Act,
    /// The call it was asked for, where it was a call.
    pub call: Option<CallId>,
    /// When it was asked.
    pub since: Moment,
    /// Its outcome is not known; the gateway is being asked.
    pub is_unknown: bool,
}

/// Whether there should be a sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ring {
    /// Nothing rings.
    Quiet,
    /// Something rings and should be heard.
    Sounding,
    /// Something rings, but the agent silenced it, it has sounded long enough, or another tab sounds.
    Silenced,
}

/// An event that this version does not know, or whose content it could not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownEvent {
    /// Number within this instance, rising.
    pub number: u32,
    /// When it arrived.
    pub at: Moment,
    /// Its name as the gateway spelled it.
    pub name: String,
    /// Its content as compact JSON, cut to a readable length; empty where a known event was unreadable.
    pub content: String,
}
