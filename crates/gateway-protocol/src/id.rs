//! The names of things on the wire: agents, calls, conferences, skill queues and the session's Guid.
//!
//! Each is checked once, where it enters, so that nothing later asks again whether it is
//! well-formed. Call and conference ids are opaque: the pages show two spellings of a call id
//! and promise neither.

use std::fmt;

use crate::endpoint::Header;
use crate::lenient;

/// The most characters an opaque id may have.
const ID_LIMIT: usize = 64;

/// The most characters a Guid may have; the printed ones have 50.
const GUID_LIMIT: usize = 200;

/// An agent's number, 101 to 999999.
///
/// The five call pages say 101–59999, the sign-in page of 2025-11 says 101–999999: the wider
/// range is taken, and an edition with the narrower one refuses by itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AgentId(String);

/// The text is not an agent id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an agent id is a number from 101 to 999999")]
pub struct InvalidAgentId;

impl AgentId {
    /// Reads an agent id; blanks around it do not count.
    ///
    /// # Errors
    ///
    /// [`InvalidAgentId`] for anything but digits without a leading zero, 101 to 999999.
    pub fn parse(text: &str) -> Result<AgentId, InvalidAgentId> {
        let text = text.trim();
        let is_plain_number =
            !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<u32>() {
            Ok(101..=999_999) if is_plain_number => Ok(AgentId(text.to_owned())),
            _ => Err(InvalidAgentId),
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A call's id, opaque: `1455885056-1095` on the pages, `145640404337` in a logged answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CallId(String);

impl CallId {
    /// Reads a call id: not empty, at most 64 characters, no control characters.
    ///
    /// `.` and `..` are refused too: in an address every browser takes them for a step in the
    /// path, percent-encoded or not, and the request would reach another interface.
    pub fn parse(text: &str) -> Option<CallId> {
        opaque(text).map(CallId)
    }

    /// The id as it came, without blanks around it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A conference's id, opaque; a whole number in the printed events, kept as its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConfId(String);

impl ConfId {
    /// Reads a conference id, by the same rules as [`CallId::parse`].
    pub fn parse(text: &str) -> Option<ConfId> {
        opaque(text).map(ConfId)
    }

    /// The id as it came, without blanks around it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A skill queue's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SkillId(pub u32);

impl fmt::Display for SkillId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The secret that proves a signed-in session, sent in the `Guid` header of every request but
/// sign-in.
///
/// It has no `Display`, and its `Debug` shows nothing: only [`Guid::expose`] and
/// [`Guid::header`] let it out.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Guid(String);

impl Guid {
    /// The response header in which sign-in and the event poll hand out a Guid.
    pub const SET_GUID: &'static str = "Set-GUID";

    /// Reads the value of a `Set-GUID` header: with or without `JSESSIONID=`, up to a `;`.
    ///
    /// `None` when what is left is empty, longer than 200 characters or not printable ASCII
    /// without blanks.
    pub fn parse(text: &str) -> Option<Guid> {
        let value = lenient::guid(text);
        let is_sound = (1..=GUID_LIMIT).contains(&value.len())
            && value.bytes().all(|byte| byte.is_ascii_graphic());
        is_sound.then(|| Guid(value.to_owned()))
    }

    /// The secret itself.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The request header that carries it.
    pub fn header(&self) -> Header {
        Header::new("Guid", self.expose())
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Guid(…)")
    }
}

fn opaque(text: &str) -> Option<String> {
    let text = text.trim();
    let is_sound = !matches!(text, "" | "." | "..")
        && text.chars().count() <= ID_LIMIT
        && !text.chars().any(lenient::is_unshowable);
    is_sound.then(|| text.to_owned())
}

/// `Display` as the plain text, and what stands where none has been read yet.
macro_rules! plain_text {
    ($($name:ident)+) => {$(
        impl $name {
            /// No id: what stands where one is yet to be read. It is empty, so none that is parsed equals it.
            pub const BLANK: $name = $name(String::new());
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    )+};
}

plain_text! { AgentId CallId ConfId }
