//! The error codes this gateway answers with, from the error code page and
//! the tables of the interfaces' own pages.
//!
//! The messages are ours: the pages do not print the gateway's. 200-037,
//! 200-038 and 200-039 are not here: their meaning is not public, so only the
//! desk can arm them.

/// A refusal: the code and the words that go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Retcode {
    pub(crate) code: &'static str,
    pub(crate) message: &'static str,
}

const fn retcode(code: &'static str, message: &'static str) -> Retcode {
    Retcode { code, message }
}

pub(crate) const INVALID_PARAMETER: Retcode =
    retcode("000-002", "The address or a parameter is invalid.");
pub(crate) const NO_PERMISSION: Retcode = retcode(
    "000-003",
    "No permission. The authentication may have expired.",
);
pub(crate) const SWITCHING_OVER: Retcode = retcode("000-004", "The agent is being switched over.");
pub(crate) const UNREADABLE_BODY: Retcode =
    retcode("000-006", "The message parameters cannot be read.");
pub(crate) const CALLED_REPEATEDLY: Retcode =
    retcode("000-007", "The interface is called repeatedly.");
pub(crate) const SIGN_IN_PARAMETERS: Retcode =
    retcode("100-001", "A sign-in parameter is empty or invalid.");
pub(crate) const ALREADY_SIGNED_IN: Retcode = retcode("100-002", "The agent has signed in.");
pub(crate) const WRONG_PASSWORD: Retcode =
    retcode("100-004", "The account or the password is wrong.");
pub(crate) const NOT_SIGNED_IN: Retcode = retcode("100-006", "The agent has not signed in.");
pub(crate) const OPERATION_EXCEPTION: Retcode = retcode(
    "100-007",
    "Operation exception: the resource is unreachable or an internal error occurred.",
);
pub(crate) const ALREADY_SIGNED_OUT: Retcode = retcode("100-008", "The agent has signed out.");
pub(crate) const CANNOT_SET_STATE: Retcode = retcode("100-009", "The agent's state cannot be set.");
pub(crate) const SIGN_OUT_STATE: Retcode = retcode(
    "100-010",
    "The agent cannot sign out while talking or answering.",
);
pub(crate) const UNKNOWN_AGENT: Retcode = retcode("100-011", "The agent number is invalid.");
pub(crate) const AGENT_TYPE: Retcode = retcode("100-012", "The agent type is wrong.");
pub(crate) const PHONE_NUMBER: Retcode = retcode("100-013", "The phone number is invalid.");
pub(crate) const NO_CONFERENCE: Retcode = retcode("101-001", "The agent has no conference.");
pub(crate) const NO_CALL_TO_ANSWER: Retcode = retcode("200-002", "There is no call to answer.");
pub(crate) const NO_CALL_TO_HANG_UP: Retcode = retcode("200-017", "There is no call to hang up.");
pub(crate) const NO_CALL_TO_DROP: Retcode = retcode("200-025", "No call can be dropped.");
pub(crate) const NO_RIGHT_TO_QUERY: Retcode =
    retcode("300-001", "The agent has no right to query.");
pub(crate) const NO_CALL_DATA: Retcode = retcode("400-001", "There is no such call.");
pub(crate) const NO_HELD_CALL: Retcode = retcode("400-003", "There is no held call.");
