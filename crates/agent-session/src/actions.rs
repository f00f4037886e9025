//! Which command is allowed now, and if not, why not.
//!
//! One exhaustive match over what is asked and what is known.
//! It is the only place that enables a control or lets a host's command through.

use crate::agent::AgentState;
use crate::call::{CallState, Calls};
use crate::command::{Act, CallKey, Command, InvitationKey};
use crate::conference::Conference;
use crate::pending::{Pending, Phase, Target};
use crate::queue::Queue;

/// Allowed, or the reason why not.
pub type Verdict = Result<(), Reason>;

/// Why a command is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Nobody is signed in.
    NotSignedIn,
    /// Somebody is signed in, or signing in.
    SignedIn,
    /// There is no offer of a forced sign-in.
    NoForcedSignIn,
    /// There is no call.
    NoCall,
    /// That call is over.
    CallOver,
    /// That call has been offered again since.
    OfferChanged,
    /// The call does not ring, or not yet.
    NotRinging,
    /// The call has been answered.
    AlreadyAnswered,
    /// The call rings; it can be answered or rejected, not dropped.
    NotAnswered,
    /// No conference rings.
    NoInvitation,
    /// The agent is in no conference.
    NotInConference,
    /// A call is on hold (the interface's own prerequisite).
    CallHeld,
    /// The agent records without a call (the interface's own prerequisite).
    SelfRecording,
    /// There is a call already, and a call taken from the queue connects at once.
    CallPresent,
    /// The call is not in the list shown.
    NotInQueue,
    /// The agent is on a call.
    OnCall,
    /// Ready already.
    AlreadyReady,
    /// Busy already.
    AlreadyBusy,
    /// The gateway has already agreed: busy after this call.
    BusyAfterCall,
    /// This has been asked and is on its way.
    InProgress(Act),
    /// It is not known yet what became of this.
    OutcomeUnknown(Act),
    /// The picture is not fresh, and this names no call; or it has not been read at all yet.
    NotFresh,
    /// The gateway has not been heard for too long.
    ConnectionLost,
}

/// How far the picture can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// As good as it gets.
    Fresh,
    /// Only commands that name their call.
    Stale,
    /// What is shown is from before a gap and has not been looked up since: no commands.
    Unread,
    /// No commands.
    Critical,
}

/// Everything a verdict depends on.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Where the session is.
    pub standing: Standing,
    /// How far the picture can be trusted.
    pub freshness: Freshness,
    /// The gateway has not been reached for so long that another may be tried.
    pub is_lost: bool,
    /// The agent's state as reported.
    pub agent: AgentState,
    /// Busy after this call has been agreed.
    pub is_busy_next: bool,
    /// The agent records.
    pub is_recording: bool,
    /// The agent is occupied, and the news of what occupies it may be on its way still.
    pub is_cause_due: bool,
    /// The calls.
    pub calls: &'a Calls,
    /// The invitation or conference.
    pub conference: &'a Conference,
    /// The queue panel.
    pub queue: &'a Queue,
    /// The commands on their way.
    pub pending: &'a [Pending],
}

/// Where the session is, as far as commands care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Signed out.
    Out,
    /// A forced sign-in is offered.
    Offered,
    /// Signing in.
    Between,
    /// Signed in.
    In,
}

/// Whether this command is allowed.
///
/// # Errors
/// The first reason that stands against it.
pub fn allowed(facts: &Facts<'_>, command: &Command) -> Verdict {
    match command {
        Command::SignIn(_) => match facts.standing {
            Standing::Out | Standing::Offered => Ok(()),
            Standing::Between | Standing::In => Err(Reason::SignedIn),
        },
        Command::ForceSignIn | Command::CancelForcedSignIn => match facts.standing {
            Standing::Offered => Ok(()),
            Standing::Out | Standing::Between | Standing::In => Err(Reason::NoForcedSignIn),
        },
        Command::SignInAgain => facts.sign_in_again(),
        Command::SignOut => facts.sign_out(),
        Command::SetReady => facts.set_ready(),
        Command::SetBusy => facts.set_busy(),
        Command::Answer(key) => facts.answer(key),
        Command::Reject(key, _) => facts.reject(key),
        Command::Drop(key) => facts.drop_call(key),
        Command::Decline(key) | Command::Join(key) => facts.answer_invitation(key),
        Command::Leave(key) => facts.leave(key),
        Command::PickUp { call, .. } => {
            facts.pick_up()?;
            if facts.queue.has(call) {
                Ok(())
            } else {
                Err(Reason::NotInQueue)
            }
        }
        Command::OpenQueue | Command::ChooseSkill(_) => facts.signed_in(),
        Command::CloseQueue
        | Command::SilenceRing
        | Command::DismissNotice(_)
        | Command::ClearMissed => Ok(()),
    }
}

impl Facts<'_> {
    /// Somebody is signed in and is not signing out.
    pub(crate) fn signed_in(&self) -> Verdict {
        if self.standing != Standing::In {
            return Err(Reason::NotSignedIn);
        }
        self.nothing_pending(&|pending: &Pending| pending.act == Act::SignOut)
    }

    /// Signed in, and heard recently enough to act on a named call.
    fn connected(&self) -> Verdict {
        self.signed_in()?;
        match self.freshness {
            Freshness::Fresh | Freshness::Stale => Ok(()),
            Freshness::Unread => Err(Reason::NotFresh),
            Freshness::Critical => Err(Reason::ConnectionLost),
        }
    }

    /// Connected, and sure enough to send a command that names no call.
    fn fresh(&self) -> Verdict {
        self.connected()?;
        match self.freshness {
            Freshness::Fresh => Ok(()),
            Freshness::Stale | Freshness::Unread | Freshness::Critical => Err(Reason::NotFresh),
        }
    }

    fn nothing_pending(&self, is_about: &dyn Fn(&Pending) -> bool) -> Verdict {
        match self.pending.iter().find(|pending| is_about(pending)) {
            None => Ok(()),
            Some(Pending {
                act,
                phase: Phase::Unknown,
                ..
            }) => Err(Reason::OutcomeUnknown(*act)),
            Some(Pending { act, .. }) => Err(Reason::InProgress(*act)),
        }
    }

    /// The state of the call of exactly this offer, with nothing on its way for it.
    fn free_call(&self, key: &CallKey) -> Result<CallState, Reason> {
        self.connected()?;
        let Some(call) = self.calls.by_key(key) else {
            return Err(match self.calls.by_id(&key.id) {
                Some(_) => Reason::OfferChanged,
                None => Reason::CallOver,
            });
        };
        self.nothing_pending(&|pending: &Pending| pending.target.call() == Some(&key.id))?;
        Ok(call.state)
    }

    pub(crate) fn answer(&self, key: &CallKey) -> Verdict {
        match self.free_call(key)? {
            CallState::Ringing | CallState::NotKnown => Ok(()),
            CallState::Alerting => Err(Reason::NotRinging),
            CallState::Talking | CallState::Held => Err(Reason::AlreadyAnswered),
        }
    }

    pub(crate) fn reject(&self, key: &CallKey) -> Verdict {
        match self.free_call(key)? {
            CallState::Ringing => Ok(()),
            CallState::Alerting | CallState::NotKnown => Err(Reason::NotRinging),
            CallState::Talking | CallState::Held => Err(Reason::AlreadyAnswered),
        }
    }

    pub(crate) fn drop_call(&self, key: &CallKey) -> Verdict {
        match self.free_call(key)? {
            CallState::Talking | CallState::Held | CallState::NotKnown => Ok(()),
            CallState::Alerting | CallState::Ringing => Err(Reason::NotAnswered),
        }
    }

    pub(crate) fn answer_invitation(&self, key: &InvitationKey) -> Verdict {
        self.fresh()?;
        match self.conference.invitation() {
            Some(invited) if invited == key => {}
            Some(invited) if invited.id == key.id => return Err(Reason::OfferChanged),
            Some(_) | None => return Err(Reason::NoInvitation),
        }
        self.no_conference_act()
    }

    pub(crate) fn leave(&self, key: &InvitationKey) -> Verdict {
        self.fresh()?;
        if self.conference.joined() != Some(key) {
            return Err(Reason::NotInConference);
        }
        self.no_conference_act()
    }

    fn no_conference_act(&self) -> Verdict {
        self.nothing_pending(&|pending: &Pending| matches!(pending.target, Target::Invitation(_)))
    }

    pub(crate) fn pick_up(&self) -> Verdict {
        self.connected()?;
        self.nothing_pending(&|pending: &Pending| pending.act == Act::PickUp)?;
        if self.calls.first_in(CallState::Held).is_some() {
            return Err(Reason::CallHeld);
        }
        if self.is_on_call() {
            return Err(Reason::CallPresent);
        }
        if self.is_recording {
            return Err(Reason::SelfRecording);
        }
        Ok(())
    }

    /// A call or a conference occupies the agent; an invitation may, and then the gateway says so.
    fn is_on_call(&self) -> bool {
        !self.calls.live().is_empty()
            || self.conference.joined().is_some()
            || (self.agent == AgentState::Occupied && *self.conference != Conference::None)
    }

    fn no_state_change(&self) -> Verdict {
        self.fresh()?;
        self.nothing_pending(&|pending: &Pending| {
            matches!(pending.act, Act::SetReady | Act::SetBusy)
        })
    }

    pub(crate) fn set_ready(&self) -> Verdict {
        self.no_state_change()?;
        if self.is_on_call() {
            return Err(Reason::OnCall);
        }
        match self.agent {
            AgentState::Ready => Err(Reason::AlreadyReady),
            AgentState::Occupied if self.is_cause_due => Err(Reason::NotFresh),
            AgentState::NotKnown
            | AgentState::Busy { .. }
            | AgentState::Occupied
            | AgentState::WrapUp
            | AgentState::Rest => Ok(()),
        }
    }

    pub(crate) fn set_busy(&self) -> Verdict {
        self.no_state_change()?;
        if self.is_busy_next {
            return Err(Reason::BusyAfterCall);
        }
        match self.agent {
            AgentState::Busy { .. } => Err(Reason::AlreadyBusy),
            AgentState::NotKnown
            | AgentState::Ready
            | AgentState::Occupied
            | AgentState::WrapUp
            | AgentState::Rest => Ok(()),
        }
    }

    /// A session lives at one gateway of several: where that is dead, only a new one helps.
    pub(crate) fn sign_in_again(&self) -> Verdict {
        match (self.standing, self.is_lost) {
            (Standing::In, true) => Ok(()),
            (Standing::In | Standing::Between, _) => Err(Reason::SignedIn),
            (Standing::Out | Standing::Offered, _) => Err(Reason::NotSignedIn),
        }
    }

    pub(crate) fn sign_out(&self) -> Verdict {
        self.fresh()?;
        if self.is_on_call() {
            return Err(Reason::OnCall);
        }
        self.nothing_pending(&|pending: &Pending| pending.act == Act::PickUp)
    }

    /// The verdict on what a control would act on; `otherwise` where there is nothing.
    pub(crate) fn on<T>(
        &self,
        key: Option<&T>,
        verdict: fn(&Self, &T) -> Verdict,
        otherwise: Reason,
    ) -> Verdict {
        match key {
            Some(key) => verdict(self, key),
            None => {
                self.connected()?;
                Err(otherwise)
            }
        }
    }
}
