//! The one form in which this crate's values leave an instance and come back: a flat JSON list.
//!
//! Used for the saved record, for what tabs say to each other and for a command that one tab forwards to another.
//! A value is written part by part and read in the same order; what does not fit is refused as a whole.
//! There are no names in it, because nobody but the same version reads it: the first number says which that is.

use std::fmt::Write;
use std::vec;

use gateway_protocol::id::{CallId, ConfId};
use gateway_protocol::json::{Json, push_quoted};

use crate::time::{Millis, Moment};

/// Changes whenever anything that is written changes its parts, their order or their meaning.
const VERSION: u64 = 1;

/// Nothing that is written is planned further ahead; what claims to be comes from another clock.
const MOST_AHEAD: Millis = Millis::seconds(60);

/// Why a text cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is cut off, or none of ours.
    Damaged,
    /// Another version of the toolbar wrote it.
    OtherVersion,
}

/// Writes parts one after the other.
#[derive(Debug)]
pub(crate) struct Writer {
    text: String,
}

impl Writer {
    pub(crate) fn new() -> Self {
        let mut text = String::from("[");
        text.push_str(&VERSION.to_string());
        Self { text }
    }

    /// Parts that are to be appended to others.
    pub(crate) fn fragment() -> Self {
        Self {
            text: String::new(),
        }
    }

    pub(crate) fn into_fragment(self) -> String {
        self.text
    }

    pub(crate) fn append(&mut self, fragment: &str) {
        self.text.push_str(fragment);
    }

    pub(crate) fn finish(mut self) -> String {
        self.text.push(']');
        self.text
    }

    pub(crate) fn number(&mut self, number: impl Into<u64>) {
        // Writing to a String cannot fail.
        let _ = write!(self.text, ",{}", number.into());
    }

    pub(crate) fn signed(&mut self, number: i64) {
        let _ = write!(self.text, ",{number}");
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.text.push(',');
        push_quoted(&mut self.text, text);
    }

    pub(crate) fn flag(&mut self, flag: bool) {
        self.number(flag);
    }

    /// The place of this value among all there are.
    pub(crate) fn choice<T: PartialEq>(&mut self, all: &[T], value: &T) {
        let place = all.iter().position(|it| it == value).unwrap_or(all.len());
        self.number(place as u64);
    }

    /// When something happened, by the wall clock: the other clock ends with its instance.
    pub(crate) fn moment(&mut self, at: Moment) {
        self.number(at.wall);
    }

    pub(crate) fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    pub(crate) fn maybe_text(&mut self, text: Option<&str>) {
        self.maybe(text, Self::text);
    }

    pub(crate) fn list<T>(&mut self, values: &[T], write: impl Fn(&mut Self, &T)) {
        self.number(values.len() as u64);
        for value in values {
            write(self, value);
        }
    }
}

/// Reads parts in the order in which they were written; `None` from where they do not fit.
#[derive(Debug)]
pub(crate) struct Reader {
    parts: vec::IntoIter<Json>,
    now: Moment,
}

impl Reader {
    /// A text that was written by this version.
    pub(crate) fn open(text: &str, now: Moment) -> Result<Self, Unreadable> {
        let Some(Json::List(parts)) = Json::read(text) else {
            return Err(Unreadable::Damaged);
        };
        let mut reader = Self {
            parts: parts.into_iter(),
            now,
        };
        match reader.number() {
            Some(VERSION) => Ok(reader),
            Some(_) => Err(Unreadable::OtherVersion),
            None => Err(Unreadable::Damaged),
        }
    }

    /// Nothing, once everything has been read.
    pub(crate) fn end(mut self) -> Option<()> {
        self.parts.next().is_none().then_some(())
    }

    pub(crate) fn number(&mut self) -> Option<u64> {
        match self.parts.next()? {
            Json::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    pub(crate) fn signed(&mut self) -> Option<i64> {
        self.parts.next()?.integer()
    }

    pub(crate) fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    pub(crate) fn text(&mut self) -> Option<String> {
        match self.parts.next()? {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn flag(&mut self) -> Option<bool> {
        match self.number()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    pub(crate) fn choice<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        let place = usize::try_from(self.number()?).ok()?;
        all.get(place).copied()
    }

    /// On the monotonic clock as long ago as on the wall clock, but not before that clock began.
    pub(crate) fn moment(&mut self) -> Option<Moment> {
        let wall = self.number()?;
        let age = Millis(self.now.wall.saturating_sub(wall));
        let ahead = Millis(wall.saturating_sub(self.now.wall)).min(MOST_AHEAD);
        let mono = self.now.mono.minus(age).plus(ahead);
        Some(Moment { mono, wall })
    }

    pub(crate) fn call_id(&mut self) -> Option<CallId> {
        CallId::parse(&self.text()?)
    }

    pub(crate) fn conf_id(&mut self) -> Option<ConfId> {
        ConfId::parse(&self.text()?)
    }

    pub(crate) fn maybe<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.flag()? {
            read(self).map(Some)
        } else {
            Some(None)
        }
    }

    pub(crate) fn maybe_text(&mut self) -> Option<Option<String>> {
        self.maybe(Self::text)
    }

    /// At most as many as there are parts left, so that a wrong number takes no room.
    pub(crate) fn list<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        let mut values = Vec::new();
        for _ in 0..count {
            values.push(read(self)?);
        }
        Some(values)
    }
}
