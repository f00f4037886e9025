//! What a person, or a host page, may ask for.
//!
//! Every command names the offer it was pressed for, so that a press can never reach another call.
//! Whether it is allowed is decided in [`crate::actions`] alone.

use gateway_protocol::id::{CallId, ConfId, SkillId};
use gateway_protocol::online_agent::Password;
use gateway_protocol::voice_call::RejectMode;

use crate::pending::Target;

/// One offer of a call or conference to this agent; a call that comes back is a new offer.
///
/// The instance's own number and a counter below it, so that no other tab, reload or take-over uses it again.
/// Grows with every offer of one instance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub u64);

impl Epoch {
    /// How many offers an instance can count; with its number above them, an epoch fits what a browser counts exactly.
    const COUNTER_BITS: u32 = 20;

    /// The epoch before the first of an instance; of `seed` the lower half counts.
    pub fn before_first(seed: u64) -> Self {
        Self((seed & 0xffff_ffff) << Self::COUNTER_BITS)
    }

    /// The one after this.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// A call as it was offered: its id and which offer of that id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CallKey {
    /// The gateway's id of the call.
    pub id: CallId,
    /// Which offer of that id.
    pub epoch: Epoch,
}

/// An invitation to a conference: its id and which invitation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct InvitationKey {
    /// The gateway's id of the conference.
    pub id: ConfId,
    /// Which invitation to it.
    pub epoch: Epoch,
}

/// What the agent typed to sign in, unchecked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInForm {
    /// The agent id as typed.
    pub agent_id: String,
    /// The password; an empty one is the gateway's to judge.
    pub password: Password,
    /// The softphone number as typed.
    pub phone: String,
}

/// A wish, in the imperative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Sign in with what was typed.
    SignIn(SignInForm),
    /// Take over the session that the gateway says is already there, with what was typed before.
    ForceSignIn,
    /// Leave the offer of a forced sign-in and go back to the form.
    CancelForcedSignIn,
    /// Give up a session whose gateway is not reached, and go back to the form: nothing is sent.
    SignInAgain,
    /// Sign out.
    SignOut,
    /// Become ready for calls.
    SetReady,
    /// Become busy: no calls are offered.
    SetBusy,
    /// Answer a ringing call.
    Answer(CallKey),
    /// Reject a ringing call.
    Reject(CallKey, RejectMode),
    /// Hang up a call.
    Drop(CallKey),
    /// Decline an invitation to a conference.
    Decline(InvitationKey),
    /// Join the conference one is invited to.
    Join(InvitationKey),
    /// Leave the conference one has joined.
    Leave(InvitationKey),
    /// Take a chosen call out of a queue; it connects at once.
    PickUp {
        /// The waiting call.
        call: CallId,
        /// The skill whose queue it waits in.
        skill: SkillId,
    },
    /// Open the queue panel: read the skills and who waits.
    OpenQueue,
    /// Look at another skill's queue.
    ChooseSkill(SkillId),
    /// Close the queue panel.
    CloseQueue,
    /// Make no more sound for what rings now.
    SilenceRing,
    /// Take a notice off the screen.
    DismissNotice(u32),
    /// Empty the list of missed calls.
    ClearMissed,
}

impl Command {
    /// The act it leads to and what for, where it sends a command to the gateway.
    pub fn act(&self) -> Option<(Act, Target)> {
        Some(match self {
            Self::SignOut => (Act::SignOut, Target::Agent),
            Self::SetReady => (Act::SetReady, Target::Agent),
            Self::SetBusy => (Act::SetBusy, Target::Agent),
            Self::Answer(key) => (Act::Answer, Target::Call(key.clone())),
            Self::Reject(key, mode) => (Act::Reject(*mode), Target::Call(key.clone())),
            Self::Drop(key) => (Act::Drop, Target::Call(key.clone())),
            Self::Decline(key) => (Act::Decline, Target::Invitation(key.clone())),
            Self::Join(key) => (Act::Join, Target::Invitation(key.clone())),
            Self::Leave(key) => (Act::Leave, Target::Invitation(key.clone())),
            Self::PickUp { call, skill } => {
                let (call, skill) = (call.clone(), *skill);
                (Act::PickUp, Target::Queued { call, skill })
            }
            Self::SignIn(_)
            | Self::ForceSignIn
            | Self::CancelForcedSignIn
            | Self::SignInAgain
            | Self::OpenQueue
            | Self::ChooseSkill(_)
            | Self::CloseQueue
            | Self::SilenceRing
            | Self::DismissNotice(_)
            | Self::ClearMissed => return None,
        })
    }
}

/// The acts that send a request and wait for an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// `answer`.
    Answer,
    /// `reject`, with the mode asked for.
    Reject(RejectMode),
    /// `release`, its older URI, or `dropcall`.
    Drop,
    /// `rejectagentconf`.
    Decline,
    /// `answeragentconf`.
    Join,
    /// `requestleaveagentconf`.
    Leave,
    /// `requestcall`.
    PickUp,
    /// `sayfree`.
    SetReady,
    /// `saybusy`.
    SetBusy,
    /// `logout`.
    SignOut,
}
