//! Every forgiving rule of this crate, each with the page that needs it.
//!
//! The pages give one thing several shapes: a number in a table is a string in the example, a
//! `callid` is a `callId` elsewhere. What is forgiven is forgiven here; past this file every
//! value has one type.
//!
//! Not forgiven: text that is not JSON. Two printed examples are not (Sign Out in the development
//! guide lacks quotes around `result`, the chair-change event lacks a brace), but an answer cut
//! off in transit looks the same, and completing it would hide a lost event.

use crate::id::{CallId, ConfId, SkillId};
use crate::json::Json;
use crate::retcode::Retcode;

/// The most characters kept of a short text such as a number or a name.
const TEXT_LIMIT: usize = 128;

/// The most characters kept of the gateway's message.
const MESSAGE_LIMIT: usize = 300;

/// The most characters kept of an unknown event's content.
const CONTENT_LIMIT: usize = 500;

/// The JSON text in a body: a byte order mark, blanks and NUL padding around it do not count.
///
/// The padding is what a public client strips from event data; a byte order mark is what
/// servers put before UTF-8 when the file was edited by hand.
pub(crate) fn document(body: &str) -> &str {
    body.trim_matches(|character: char| {
        character.is_whitespace() || matches!(character, '\0' | '\u{FEFF}')
    })
}

/// `retcode` as a string (every table) or a whole number.
pub(crate) fn retcode(answer: &Json) -> Option<Retcode> {
    let text = plain(answer.get("retcode")?)?;
    (!text.is_empty()).then(|| Retcode::parse(&text))
}

/// `message` (every table) or `msg` (Signing In, development guide).
pub(crate) fn message(answer: &Json) -> String {
    let text = answer
        .get("message")
        .or_else(|| answer.get("msg"))
        .and_then(Json::text);
    clean(text.unwrap_or_default(), MESSAGE_LIMIT)
}

/// The answer of a poll, put into a successful envelope when it is an event without one: the
/// examples of Phone Release and of Inbound Call Notification are printed so.
pub(crate) fn enveloped(mut answer: Json) -> Json {
    let envelope = |event| Json::object(vec![("retcode", "0".into()), ("event", event)]);
    if answer.get("retcode").is_some() {
        return answer;
    }
    if answer.get("eventType").is_some() {
        return envelope(answer);
    }
    match answer.remove("event") {
        Some(event) => envelope(event),
        None => answer,
    }
}

/// The poll's `event`; null is none (a public client reads it so).
pub(crate) fn event(answer: &mut Json) -> Option<Json> {
    answer.remove("event").filter(|event| !event.is_null())
}

/// The rows of a list.
///
/// An array; a single object (List of Held Calls types its array so); null and `{}` as no rows
/// (an empty `result` is printed both ways). `None` for anything else.
pub(crate) fn rows(value: &Json) -> Option<&[Json]> {
    match value {
        Json::List(rows) => Some(rows),
        Json::Null => Some(&[]),
        Json::Object(members) if members.is_empty() => Some(&[]),
        Json::Object(_) => Some(std::slice::from_ref(value)),
        _ => None,
    }
}

/// The one object a result holds: itself, or the only row of an array (Querying the Current
/// Agent Status types its object as one).
pub(crate) fn only_row(value: &Json) -> Option<&Json> {
    match rows(value) {
        Some([row]) => Some(row),
        _ => None,
    }
}

/// A whole number, or a string of one (`"feature":"0"`, `"reason":"200"` in the event pages).
pub(crate) fn integer(value: &Json) -> Option<i64> {
    match value {
        Json::Number(_) => value.integer(),
        Json::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A truth value: true or false, `"true"`/`"false"` (Signing In), `"yes"`/`"no"` (Ringing).
///
/// Whatever else stands there says nothing, and that is false.
fn flag(value: &Json) -> bool {
    match value {
        Json::Bool(flag) => *flag,
        Json::Text(text) => matches!(text.trim(), "true" | "yes"),
        _ => false,
    }
}

/// A short text fit to be shown, `None` when nothing is left of it.
///
/// Numbers are taken as their digits: Calls Waiting in a Specified Skill Queue types caller and
/// called as int.
fn text(value: &Json) -> Option<String> {
    let text = clean(&plain(value)?, TEXT_LIMIT);
    (!text.is_empty()).then_some(text)
}

/// A call id: bare (Agent Exiting a Call), or under `callid` (most voice events) or `callId`
/// (Inbound Call Notification).
pub(crate) fn call_id(value: &Json) -> Option<CallId> {
    match value {
        Json::Object(_) => Fields::of(value)
            .find(&["callid", "callId"])
            .and_then(call_id_of),
        _ => call_id_of(value),
    }
}

fn call_id_of(value: &Json) -> Option<CallId> {
    CallId::parse(&plain(value)?)
}

/// A conference id under `confId`, a whole number in the examples.
pub(crate) fn conf_id(value: &Json) -> Option<ConfId> {
    let value = Fields::of(value).find(&["confId", "confid"])?;
    ConfId::parse(&plain(value)?)
}

/// Whether an object says that there is no call: its call id is null or blank (Synchronizing the
/// Agent Status prints an empty string where there is none).
pub(crate) fn names_no_call(row: &Json) -> bool {
    let call = row.get("callid").or_else(|| row.get("callId"));
    call.is_some_and(|call| call.is_null() || call.text().is_some_and(|id| id.trim().is_empty()))
}

/// The Guid in a `Set-GUID` value: bare, or `JSESSIONID=<Guid>` with cookie attributes after it
/// (Instance Introduction prints the prefix, one public client sees none).
pub(crate) fn guid(value: &str) -> &str {
    let value = value.split(';').next().unwrap_or_default().trim();
    match value.split_once('=') {
        Some((name, guid)) if name.trim_end().eq_ignore_ascii_case("JSESSIONID") => guid.trim(),
        _ => value,
    }
}

/// The members of an object, or none of anything else.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a>(&'a Json);

impl<'a> Fields<'a> {
    pub(crate) fn of(value: &'a Json) -> Fields<'a> {
        Fields(value)
    }

    /// The first of the spellings that is there and not null.
    fn find(self, spellings: &[&str]) -> Option<&'a Json> {
        let mut values = spellings.iter().filter_map(|name| self.0.get(name));
        values.find(|value| !value.is_null())
    }

    pub(crate) fn text(self, name: &str) -> Option<String> {
        self.find(&[name]).and_then(text)
    }

    pub(crate) fn integer(self, name: &str) -> Option<i64> {
        self.find(&[name]).and_then(integer)
    }

    pub(crate) fn count(self, name: &str) -> Option<u32> {
        self.integer(name)
            .and_then(|number| u32::try_from(number).ok())
    }

    /// A time in milliseconds since 1970; a string of digits in some examples.
    pub(crate) fn time(self, name: &str) -> Option<u64> {
        self.integer(name)
            .and_then(|number| u64::try_from(number).ok())
    }

    pub(crate) fn is_set(self, name: &str) -> bool {
        self.find(&[name]).is_some_and(flag)
    }

    pub(crate) fn skill_id(self, name: &str) -> Option<SkillId> {
        self.count(name).map(SkillId)
    }
}

/// The text without control and direction characters, at most `limit` characters of it. Line
/// breaks and tabs become blanks.
pub(crate) fn clean(text: &str, limit: usize) -> String {
    let mut shown = String::new();
    let mut left = limit;
    for character in text.chars() {
        let character = match character {
            '\n' | '\r' | '\t' => ' ',
            character if is_unshowable(character) => continue,
            character => character,
        };
        if left == 0 {
            break;
        }
        left = left.saturating_sub(1);
        shown.push(character);
    }
    shown.trim().to_owned()
}

/// Whether a character could disturb what is shown around it: control characters, and the marks,
/// embeddings, overrides and isolates of writing direction.
pub(crate) fn is_unshowable(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        )
}

/// Who transferred a call: `transfrom` (Ringing), `transFrom` or `transform` (public clients).
pub(crate) fn transferred_from(fields: Fields<'_>) -> Option<String> {
    fields
        .find(&["transfrom", "transFrom", "transform"])
        .and_then(text)
}

/// What an unknown event holds, as compact JSON.
pub(crate) fn unknown_content(content: &Json) -> String {
    clean(&content.to_text(), CONTENT_LIMIT)
}

/// A string without NUL padding, or a whole number's digits.
fn plain(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(document(text).to_owned()),
        Json::Number(digits) => {
            let is_whole = value.integer().is_some() || value.natural().is_some();
            is_whole.then(|| digits.clone())
        }
        _ => None,
    }
}
