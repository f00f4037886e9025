//! HTTP as the exchange sees it: a request in, an answer out.
//!
//! Plain values without a socket, so that the same gateway runs under a test's
//! virtual clock and behind a real port. Reading addresses is here too.

use serde_json::Value;

use crate::event;
use crate::id::Ticket;

/// A request as it arrived.
#[derive(Clone, Debug, Default)]
pub struct HttpRequest {
    /// `GET`, `PUT`, …
    pub method: String,
    /// The address without scheme and host, such as `/agentgateway/resource/agentevent/101`.
    pub path_and_query: String,
    /// Names in any case, values as sent.
    pub headers: Vec<(String, String)>,
    /// The body; empty for none.
    pub body: Vec<u8>,
}

impl HttpRequest {
    /// A request with neither headers nor body.
    #[must_use]
    pub fn new(method: &str, path_and_query: &str) -> Self {
        Self {
            method: method.to_owned(),
            path_and_query: path_and_query.to_owned(),
            ..Self::default()
        }
    }

    /// The same request with one more header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same request with this body.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        find_header(&self.headers, name)
    }
}

/// An answer to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpAnswer {
    /// The HTTP status.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpAnswer {
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self {
            status,
            headers: vec![(
                "Content-Type".to_owned(),
                "application/json;charset=UTF-8".to_owned(),
            )],
            body: body.to_string().into_bytes(),
        }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub(crate) fn with_header(mut self, name: &str, value: String) -> Self {
        self.headers.push((name.to_owned(), value));
        self
    }

    /// Gives a header that is there another value.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        for (known, old) in &mut self.headers {
            if known.eq_ignore_ascii_case(name) {
                value.clone_into(old);
            }
        }
    }

    /// The value of a header, its name in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        find_header(&self.headers, name)
    }

    /// The type of the event it carries, if it carries one.
    pub(crate) fn event_type(&self) -> Option<String> {
        let body: Value = serde_json::from_slice(&self.body).ok()?;
        Some(event::type_of(body.get("event")?).to_owned())
    }
}

/// An answer that breaks off: its headers arrive, and its body in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Torn {
    /// The answer as it would have been.
    pub answer: HttpAnswer,
    /// How many bytes of its body arrive.
    pub sent: usize,
    /// What follows them.
    pub afterwards: Afterwards,
}

/// What follows the part of an answer that arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Afterwards {
    /// The connection is reset.
    Reset,
    /// Nothing; the connection stays open.
    Silence,
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is answered now.
    Answer(HttpAnswer),
    /// It is answered now, in part.
    Torn(Torn),
    /// It waits; [`crate::Exchange::settled`] brings its end, if there is ever one.
    Hold(Ticket),
    /// The connection is refused, or cut without an answer.
    Refused,
}

/// How a request that waited ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It is answered.
    Answer(HttpAnswer),
    /// It is answered in part.
    Torn(Torn),
    /// Its connection is cut without an answer.
    Cut,
}

impl From<Ending> for Outcome {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Answer(answer) => Self::Answer(answer),
            Ending::Torn(torn) => Self::Torn(torn),
            Ending::Cut => Self::Refused,
        }
    }
}

/// An address, taken apart.
pub(crate) struct Target {
    /// The decoded parts between the slashes, without a last empty one.
    pub(crate) path: Vec<String>,
    query: Vec<(String, String)>,
}

impl Target {
    pub(crate) fn parse(path_and_query: &str) -> Self {
        let (path, query) = path_and_query
            .split_once('?')
            .unwrap_or((path_and_query, ""));
        let mut path: Vec<String> = path
            .trim_start_matches('/')
            .split('/')
            .map(|part| decode(part, Plus::Literal))
            .collect();
        if path.last().is_some_and(String::is_empty) {
            path.pop();
        }
        let query = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (decode(name, Plus::Space), decode(value, Plus::Space))
            })
            .collect();
        Self { path, query }
    }

    /// A query parameter; an empty value counts as none.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(known, value)| known == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Plus {
    Literal,
    Space,
}

fn decode(text: &str, plus: Plus) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        let escaped = tail
            .get(..2)
            .filter(|_| first == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(byte) => {
                decoded.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None if first == b'+' && plus == Plus::Space => decoded.push(b' '),
            None => decoded.push(first),
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn find_header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}
