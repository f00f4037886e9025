//! What the gateway's codes mean and what to do after each: one table for every language.
//!
//! Codes of interfaces that the toolbar never asks are left out; a code that is not here is shown
//! as it came.

use agent_session::view::Act;

use super::Sentence;

/// What to do after a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing is left to do.
    Nothing,
    /// The same may be tried again, a little later.
    TryAgain,
    /// Sign in again.
    SignInAgain,
    /// What was typed may be wrong.
    CheckInput,
    /// Something failed behind the gateway: it hangs on what was asked.
    Failed,
    /// Only an administrator can mend it.
    TellAdministrator,
}

impl Next {
    /// Which sentence says it of what was asked, if there is anything to say.
    pub fn sentence(self, act: Option<Act>) -> Option<Sentence> {
        Some(match self {
            Next::Nothing => return None,
            Next::TryAgain => Sentence::NextTryAgain,
            Next::SignInAgain => Sentence::NextSignInAgain,
            Next::CheckInput => Sentence::NextCheckInput,
            Next::Failed => match act {
                Some(Act::Answer | Act::Reject(_) | Act::Join | Act::Decline) => {
                    Sentence::NextLookAtCall
                }
                Some(Act::Drop | Act::Leave) => Sentence::NextLookAtPhone,
                _ => Sentence::NextTryAgain,
            },
            Next::TellAdministrator => Sentence::NextTellAdministrator,
        })
    }
}

/// The place of a code in the table, if it is there.
pub fn find(code: &str) -> Option<usize> {
    CODES.iter().position(|(known, _)| known == code.as_bytes())
}

macro_rules! codes {
    ($($code:literal $next:ident $meaning:literal)*) => {
        /// The codes, and what to do after each.
        pub static CODES: &[([u8; 7], Next)] = &[$((*$code, Next::$next)),*];
        /// How many there are.
        pub const COUNT: usize = [$($meaning),*].len();
        /// Their meanings in English in the order of the table, a line each.
        pub const ENGLISH: &str = concat!($($meaning, "\n"),*);
    };
}

// Every other code with a meaning. Source: the gateway's Error Code table, and for 200-… its own demo.
codes! {
    b"000-001" TellAdministrator "The server is set to another way of fetching events."
    b"000-002" TellAdministrator "An address or parameter is invalid."
    b"000-003" SignInAgain "No permission, or the sign-in has expired."
    b"000-004" TryAgain "The agent is being moved to another server."
    b"000-006" TellAdministrator "A parameter in the message is wrong."
    b"000-007" TryAgain "The same request is still running."
    b"100-001" CheckInput "Something needed for signing in is empty or invalid."
    b"100-002" SignInAgain "The agent is already signed in."
    b"100-003" TryAgain "The call centre has no free resource for this sign-in."
    b"100-004" CheckInput "Wrong agent id or password."
    b"100-005" TryAgain "Something needed for signing out is invalid."
    b"100-006" SignInAgain "The agent is not signed in."
    b"100-007" Failed "Something behind the gateway could not be reached or failed."
    b"100-008" Nothing "The agent has already signed out."
    b"100-009" TryAgain "The state cannot be set now, or there is no right to."
    b"100-010" TryAgain "The agent's state does not allow signing out."
    b"100-011" CheckInput "Something needed for signing in is empty or invalid."
    b"100-012" TellAdministrator "The agent type is wrong."
    b"100-013" CheckInput "The softphone number is invalid."
    b"100-014" CheckInput "The softphone number is not in the allowed range."
    b"100-015" TellAdministrator "The agent is signed in elsewhere and cannot be signed out by force."
    b"100-016" TellAdministrator "This computer's address is not accepted."
    b"100-017" CheckInput "The portal did not accept the sign-in."
    b"100-019" TellAdministrator "A skill is invalid."
    b"100-020" TellAdministrator "The password has expired."
    b"100-021" TryAgain "A sign-in is already running."
    b"101-001" Nothing "There is no conference for this agent."
    b"101-002" Nothing "Only the chair may do that."
    b"101-003" Nothing "The agent is already in a conference."
    b"101-007" Nothing "The chair cannot leave the conference."
    b"105-005" SignInAgain "The call centre has moved to its standby site."
    b"105-006" SignInAgain "The call centre has moved to its standby site."
    b"105-007" SignInAgain "The call centre has moved to its standby site."
    b"110-016" TellAdministrator "The account is locked."
    b"200-002" Nothing "There is no call to answer or reject."
    b"200-017" Nothing "There is no call to hang up."
    b"200-025" Nothing "There is no call to hang up."
    b"200-037" Failed "What this code means is not public."
    b"200-038" Failed "What this code means is not public."
    b"200-039" Failed "What this code means is not public."
    b"999-001" TellAdministrator "The server's own address is set wrongly."
}
