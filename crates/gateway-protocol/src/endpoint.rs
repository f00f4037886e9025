//! The shape every interface shares: a request out, a reply or a failure in.
//!
//! An [`Endpoint`] is a value that knows its line of the manual. It neither sends nor repeats
//! anything, and it does not carry the session's Guid: whoever sends adds that, because only they
//! know the newest one.

use std::fmt;

use http::Method;

use crate::json::Json;
use crate::retcode::Retcode;

/// The most bytes of an answer that are looked at; a longer one is [`Why::TooLarge`].
pub const MAX_BODY: usize = 512 * 1024;

/// One interface of the gateway.
pub trait Endpoint {
    /// What a success says.
    type Reply;
    /// The only method the interface takes.
    const METHOD: Method;
    /// Path and query below `…/agentgateway/resource`, with names in braces for what is filled in.
    const PATH: &'static str;
    /// What an operator searches the gateway's log for: the page's "Method Name in Logs", or,
    /// where no public page gives one, the last word of the address.
    const LOG_NAME: &'static str;

    /// The request, without the `Guid` header.
    fn request(&self) -> Request;

    /// Reads the answer, whatever its HTTP status.
    ///
    /// # Errors
    ///
    /// [`Failure::Refused`] when the gateway gave a retcode other than 0, [`Failure::Unreadable`]
    /// when the answer is not one.
    fn read(response: &Response) -> Result<Self::Reply, Failure>;
}

/// A request, ready to be sent below any base address.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// Path and query below `…/agentgateway/resource`, percent-encoded where needed.
    pub path: String,
    /// The headers; `Content-Type` is always there, bodiless requests included.
    pub headers: Vec<Header>,
    /// The JSON text, where the interface has one.
    pub body: Option<Body>,
    /// See [`Endpoint::LOG_NAME`].
    pub log_name: &'static str,
}

impl Request {
    /// The request of an endpoint, its path filled in with `values` by name.
    pub(crate) fn to<E: Endpoint>(values: &[(&str, &dyn fmt::Display)]) -> Request {
        Request {
            method: E::METHOD,
            path: fill(E::PATH, values),
            headers: vec![Header::new(
                "Content-Type",
                "application/json; charset=UTF-8",
            )],
            body: None,
            log_name: E::LOG_NAME,
        }
    }

    /// The same request with one header more.
    #[must_use]
    pub fn with_header(mut self, header: Header) -> Self {
        self.headers.push(header);
        self
    }

    pub(crate) fn with_body(mut self, body: Body) -> Self {
        self.body = Some(body);
        self
    }
}

/// A request header. `Debug` shows its name only.
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    /// The header's name.
    pub name: &'static str,
    value: String,
}

impl Header {
    /// A header with a value that may be a secret.
    pub fn new(name: &'static str, value: impl Into<String>) -> Header {
        Header {
            name,
            value: value.into(),
        }
    }

    /// The value to send.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Debug for Header {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: …", self.name)
    }
}

/// The JSON text of a request. `Debug` shows its length only, because sign-in's holds a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Body(String);

impl Body {
    pub(crate) fn object(members: Vec<(&str, Json)>) -> Body {
        Body(Json::object(members).to_text())
    }

    /// The JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Body({} bytes)", self.0.len())
    }
}

/// What came back. `Debug` shows the body's length only, because `updateGuid` answers with a Guid.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The body as text.
    pub body: String,
}

impl Response {
    /// An answer from raw bytes; what is not UTF-8 becomes U+FFFD.
    pub fn from_bytes(status: u16, bytes: &[u8]) -> Response {
        Response {
            status,
            body: String::from_utf8_lossy(bytes).into_owned(),
        }
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Response({}, {} bytes)",
            self.status,
            self.body.len()
        )
    }
}

/// Why an answer is not a success.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The gateway answered and said no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The answer cannot be read, so whether the request took effect is not known.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}

/// A retcode other than 0 and the gateway's own words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{retcode} {message}")]
pub struct Refusal {
    /// The code.
    pub retcode: Retcode,
    /// The gateway's message: no control or direction characters, at most 300 characters.
    pub message: String,
}

/// An answer that is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("HTTP {status}, {why}")]
pub struct Unreadable {
    /// The HTTP status it came with.
    pub status: u16,
    /// What is wrong with it.
    pub why: Why,
}

/// What makes an answer unreadable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Longer than [`MAX_BODY`].
    #[error("the answer is too large")]
    TooLarge,
    /// Nothing but blanks.
    #[error("the answer is empty")]
    Empty,
    /// Not JSON, cut off, or nested too deeply.
    #[error("the answer is not JSON")]
    NotJson,
    /// JSON without a `retcode`.
    #[error("the answer has no retcode")]
    NoRetcode,
    /// A success without the `result` it is asked for.
    #[error("the answer has no result")]
    MissingResult,
    /// The named part has another shape than any page gives it.
    #[error("the answer's {0} has an unknown shape")]
    WrongShape(&'static str),
}

/// The template with each `{name}` replaced by its percent-encoded value.
pub(crate) fn fill(template: &str, values: &[(&str, &dyn fmt::Display)]) -> String {
    let mut path = String::new();
    let mut rest = template;
    while let Some((before, name, after)) = split_placeholder(rest) {
        path.push_str(before);
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            push_encoded(&mut path, &value.to_string());
        }
        rest = after;
    }
    path.push_str(rest);
    path
}

fn split_placeholder(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn push_encoded(path: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            path.push(char::from(byte));
        } else {
            path.push('%');
            for half in [byte >> 4, byte & 0xF] {
                let digit = char::from_digit(u32::from(half), 16);
                path.extend(digit.map(|digit| digit.to_ascii_uppercase()));
            }
        }
    }
}

/// Declares an interface whose request is its path alone: the type, its line of the manual and
/// the reading of its reply.
macro_rules! endpoint {
    (
        $(#[$doc:meta])*
        $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty as $place:literal,)+ }
        $method:ident $path:literal logged as $log_name:literal
        replies $reply:ty: $read:expr
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)+
        }

        impl $crate::endpoint::Endpoint for $name {
            type Reply = $reply;
            const METHOD: http::Method = http::Method::$method;
            const PATH: &'static str = $path;
            const LOG_NAME: &'static str = $log_name;

            fn request(&self) -> $crate::endpoint::Request {
                $crate::endpoint::Request::to::<Self>(&[$(($place, &self.$field)),+])
            }

            fn read(
                response: &$crate::endpoint::Response,
            ) -> Result<$reply, $crate::endpoint::Failure> {
                let envelope = $crate::envelope::Envelope::read(response)?;
                $read(&envelope)
            }
        }
    };
}

pub(crate) use endpoint;
