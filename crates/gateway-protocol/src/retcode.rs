//! The codes with which the gateway refuses.
//!
//! One table gives each code its text, its name and its meaning. What a code means for a command
//! in flight is decided by the session, and what is said to the agent by the toolbar.

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
            /// Listed in a family this toolbar never asks (recording download and playback, the
            /// configuration interface, third-party accounts, queue devices, text chat, quality
            /// control), without a meaning of its own here.
            Recognised(String),
            /// A code no page lists.
            Unknown(String),
        }

        /// Looked through from the front: two matches over as many codes would weigh more.
        static KNOWN: &[(&str, Retcode)] = &[$(($text, Retcode::$name)),+];
    };
}

retcodes! {
    "0" Success "success"
    "000-001" EventMethodWrong "the server is set to another way of fetching events"
    "000-002" ParameterInvalid "an address or interface parameter is invalid"
    "000-003" NotPermitted "no permission, or the authentication has expired"
    "000-004" SwitchingOver "the agent is being switched over"
    "000-005" InspectedIsInspector "the inspected agent is the inspector"
    "000-006" MessageParameterWrong "a message parameter is wrong"
    "000-007" RepeatedCall "the interface is called repeatedly"
    "100-001" SignInParameterInvalid "a sign-in parameter is empty or invalid"
    "100-002" AlreadySignedIn "the agent has already signed in"
    "100-003" ResourceUnavailable "a resource is unavailable at sign-in"
    "100-004" WrongPassword "wrong account or password"
    "100-005" SignOutParameterInvalid "a sign-out parameter is invalid"
    "100-006" NotSignedIn "the agent has not signed in"
    "100-007" OperationFailed "a resource is unreachable, or an internal error"
    "100-008" AlreadySignedOut "the agent has already signed out"
    "100-009" StateNotSettable "the state cannot be set, or there is no right to"
    "100-010" SignOutStateWrong "the agent's state does not allow sign-out"
    "100-011" SignInParameterInvalid11 "a sign-in parameter is invalid"
    "100-012" AgentTypeWrong "the agent type is wrong"
    "100-013" BoundPhoneInvalid "the bound phone is invalid"
    "100-014" PhoneNotInRange "the phone is not in range"
    "100-015" CannotBeForcedOut "the agent has signed in and cannot be forced out"
    "100-016" IpInvalid "the IP address is invalid"
    "100-017" PortalAuthenticationFailed "authentication at the portal failed"
    "100-018" PlaybackVdnMismatch "playback belongs to another VDN"
    "100-019" SkillQueryParameterInvalid "a skill query parameter is invalid"
    "100-020" PasswordExpired "the password has expired"
    "100-021" SignInInProgress "a sign-in is in progress"
    "101-001" NoConference "the agent has no conference"
    "101-002" NotChair "the agent is not the chair"
    "101-003" AlreadyInConference "the agent is already in a conference"
    "101-004" ConferenceQueryNotPermitted "only an inspector may query conferences"
    "101-005" ChairToSelf "the chair cannot be handed to the chair"
    "101-006" ChairCannotRemoveSelf "the chair cannot remove itself"
    "101-007" ChairCannotLeave "the chair cannot leave"
    "105-005" SignInAgain5 "after disaster recovery, sign in again"
    "105-006" SignInAgain6 "after disaster recovery, sign in again"
    "105-007" SignInAgain7 "after disaster recovery, sign in again"
    "106-001" MultimediaOff "multimedia is switched off"
    "106-002" EmptyMessage "the message is empty"
    "106-003" TooManySessions "more than 60 sessions"
    "106-004" TransferDeviceTypeInvalid "the transfer device type is invalid"
    "110-016" AccountLocked "the account is locked"
    "200-001" OutboundNumberWrong "the outbound number is wrong"
    "200-002" NoCallToAnswer "answer or reject: there is no call"
    "200-003" NoCallToMute "mute: there is no call"
    "200-004" MuteStateWrong "mute: the call is in the wrong state"
    "200-005" NoCallToConnect "connect hold: there is no call"
    "200-006" NoHeldCallToConnect "connect hold: there is no held call"
    "200-007" NoCallToUnmute "unmute: there is no call"
    "200-008" UnmuteStateWrong "unmute: the call is in the wrong state"
    "200-009" NoCallToReportSound "report sound: there is no call"
    "200-010" NoCallForThreeParty "three-party call: there is no call"
    "200-011" NoHeldCallForThreeParty "three-party call: there is no held call"
    "200-012" NoCallToTransfer "transfer: there is no call"
    "200-013" NoCallToHold "hold: there is no call"
    "200-014" HoldStateWrong "hold: the call is in the wrong state"
    "200-015" NoHeldCallToRetrieve "unhold: there is no held call"
    "200-016" RetrieveStateWrong "unhold: the call is in the wrong state"
    "200-017" NoCallToRelease "hang up: there is no call"
    "200-018" NoCallToConsult "consult: there is no call"
    "200-025" NoCallToDrop "no call can be dropped"
    "200-037" RejectRefused37 "listed for reject only; its meaning is not public"
    "200-038" RejectRefused38 "listed for reject only; its meaning is not public"
    "200-039" RejectRefused39 "listed for reject only; its meaning is not public"
    "300-001" AgentQueryNotPermitted "agent query: no right"
    "300-002" NoAgent "agent query: no agent"
    "300-003" NoAgentInGroup "group query: no agent"
    "300-004" NoGroup "group query: no group"
    "400-001" NoCallForCallData "set call data: there is no call"
    "400-002" NoCallData "set call data: there is no data"
    "400-003" NoHeldCalls "held calls: there are none"
    "600-004" NoIvr "there is no IVR"
    "999-001" ServerAddressMisconfigured "the server's own address is misconfigured"
}

impl Retcode {
    /// The code of a text; every text is one.
    pub fn parse(text: &str) -> Retcode {
        let text = text.trim();
        match KNOWN.iter().find(|(known, _)| *known == text) {
            Some((_, code)) => code.clone(),
            None => Retcode::parse_rest(text),
        }
    }

    /// The text of the code.
    pub fn as_str(&self) -> &str {
        match self {
            Retcode::Recognised(text) | Retcode::Unknown(text) => text,
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

    fn parse_rest(text: &str) -> Retcode {
        let text = lenient::clean(text, CODE_LIMIT);
        let family = text.split_once('-').map(|(family, _)| family);
        match family {
            Some("104" | "105" | "106" | "107" | "110" | "500" | "600" | "700" | "800" | "900") => {
                Retcode::Recognised(text)
            }
            _ => Retcode::Unknown(text),
        }
    }
}

impl fmt::Display for Retcode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
