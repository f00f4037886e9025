//! The codes with which the gateway refuses.
//!
//! One table gives each code that anything is decided by its text, its name and its meaning; any other is carried as it
//! came. What a code means for a command in flight is decided by the session, and what is said to the agent by the
//! toolbar, which knows more of them.

use std::fmt;

use crate::lenient;

/// The most characters kept of a code nobody documents.
const CODE_LIMIT: usize = 64;

/// Generates the enum and the table of its texts.
macro_rules! retcodes {
    ($($text:literal $name:ident $meaning:literal)+) => {
        /// A retcode. Source: the Error Code table, and for 200-… the gateway's own demo.
        #[non_exhaustive]
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum Retcode {
            $(#[doc = concat!($text, ": ", $meaning, ".")] $name,)+
            /// A code by which nothing is decided here, or which no page lists.
            Other(String),
        }

        /// Looked through from the front: two matches over as many codes would weigh more.
        static KNOWN: &[(&str, Retcode)] = &[$(($text, Retcode::$name)),+];
    };
}

retcodes! {
    "0" Success "success"
    "000-001" EventMethodWrong "the server is set to another way of fetching events"
    "000-003" NotPermitted "no permission, or the authentication has expired"
    "000-004" SwitchingOver "the agent is being switched over"
    "000-007" RepeatedCall "the interface is called repeatedly"
    "100-002" AlreadySignedIn "the agent has already signed in"
    "100-006" NotSignedIn "the agent has not signed in"
    "100-007" OperationFailed "a resource is unreachable, or an internal error"
    "100-008" AlreadySignedOut "the agent has already signed out"
    "101-001" NoConference "the agent has no conference"
    "101-003" AlreadyInConference "the agent is already in a conference"
    "105-005" SignInAgain5 "after disaster recovery, sign in again"
    "105-006" SignInAgain6 "after disaster recovery, sign in again"
    "105-007" SignInAgain7 "after disaster recovery, sign in again"
    "200-002" NoCallToAnswer "answer or reject: there is no call"
    "200-017" NoCallToRelease "hang up: there is no call"
    "200-025" NoCallToDrop "no call can be dropped"
    "300-001" AgentQueryNotPermitted "agent query: no right"
    "400-003" NoHeldCalls "held calls: there are none"
}

impl Retcode {
    /// The code of a text; every text is one.
    pub fn parse(text: &str) -> Retcode {
        let text = text.trim();
        match KNOWN.iter().find(|(known, _)| *known == text) {
            Some((_, code)) => code.clone(),
            None => Retcode::Other(lenient::clean(text, CODE_LIMIT)),
        }
    }

    /// The text of the code.
    pub fn as_str(&self) -> &str {
        match self {
            Retcode::Other(text) => text,
            known => {
                let row = KNOWN.iter().find(|(_, code)| code == known);
                row.map_or("", |(text, _)| text)
            }
        }
    }

    /// Whether it says that there is no session: not signed in (100-006), or the call centre has moved to its standby
    /// site, where the agent has to sign in again (105-005 to 105-007).
    pub fn ends_session(&self) -> bool {
        matches!(
            self,
            Retcode::NotSignedIn
                | Retcode::SignInAgain5
                | Retcode::SignInAgain6
                | Retcode::SignInAgain7
        )
    }
}

impl fmt::Display for Retcode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
