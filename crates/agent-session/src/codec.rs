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

/// Reads parts in the order in which they were written.
///
/// From where a part does not fit, something else is handed out in its place, and [`Reader::end`] tells: to stop at
/// each part that may be wrong takes more code than to throw everything away at the end.
#[derive(Debug)]
pub(crate) struct Reader {
    parts: vec::IntoIter<Json>,
    now: Moment,
    is_damaged: bool,
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
            is_damaged: false,
        };
        match reader.number() {
            _ if reader.is_damaged => Err(Unreadable::Damaged),
            VERSION => Ok(reader),
            _ => Err(Unreadable::OtherVersion),
        }
    }

    /// What was read, if every part did fit and none is left.
    pub(crate) fn end<T>(mut self, read: Option<T>) -> Result<T, Unreadable> {
        let is_whole = !self.is_damaged && self.parts.next().is_none();
        read.filter(|_| is_whole).ok_or(Unreadable::Damaged)
    }

    fn next(&mut self) -> Json {
        self.parts.next().unwrap_or_default()
    }

    fn fitting<T: Default>(&mut self, part: Option<T>) -> T {
        self.is_damaged |= part.is_none();
        part.unwrap_or_default()
    }

    pub(crate) fn number(&mut self) -> u64 {
        let number = match self.next() {
            Json::Number(digits) => digits.parse().ok(),
            _ => None,
        };
        self.fitting(number)
    }

    pub(crate) fn signed(&mut self) -> i64 {
        let number = self.next().integer();
        self.fitting(number)
    }

    pub(crate) fn small(&mut self) -> u32 {
        let number = u32::try_from(self.number()).ok();
        self.fitting(number)
    }

    pub(crate) fn text(&mut self) -> String {
        let text = match self.next() {
            Json::Text(text) => Some(text),
            _ => None,
        };
        self.fitting(text)
    }

    pub(crate) fn flag(&mut self) -> bool {
        self.choice(&[false, true], false)
    }

    /// One of all there are; `otherwise` is handed out where it is none of them.
    pub(crate) fn choice<T: Copy>(&mut self, all: &[T], otherwise: T) -> T {
        let place = usize::try_from(self.number()).ok();
        let choice = place.and_then(|place| all.get(place));
        self.is_damaged |= choice.is_none();
        choice.copied().unwrap_or(otherwise)
    }

    /// On the monotonic clock as long ago as on the wall clock, but not before that clock began.
    pub(crate) fn moment(&mut self) -> Moment {
        let wall = self.number();
        let age = Millis(self.now.wall.saturating_sub(wall));
        let ahead = Millis(wall.saturating_sub(self.now.wall)).min(MOST_AHEAD);
        let mono = self.now.mono.minus(age).plus(ahead);
        Moment { mono, wall }
    }

    pub(crate) fn call_id(&mut self) -> Option<CallId> {
        CallId::parse(&self.text())
    }

    pub(crate) fn conf_id(&mut self) -> Option<ConfId> {
        ConfId::parse(&self.text())
    }

    /// What must be there.
    pub(crate) fn required<T: Default>(&mut self, read: fn(&mut Self) -> Option<T>) -> T {
        let value = read(self);
        self.fitting(value)
    }

    /// What may not be there; what is there and cannot be read does not fit.
    pub(crate) fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let is_there = self.flag();
        let value = if is_there { read(self) } else { None };
        self.is_damaged |= is_there && value.is_none();
        value
    }

    pub(crate) fn maybe_text(&mut self) -> Option<String> {
        self.flag().then(|| self.text())
    }

    pub(crate) fn maybe_moment(&mut self) -> Option<Moment> {
        self.flag().then(|| self.moment())
    }

    pub(crate) fn maybe_small(&mut self) -> Option<u32> {
        self.flag().then(|| self.small())
    }

    pub(crate) fn maybe_signed(&mut self) -> Option<i64> {
        self.flag().then(|| self.signed())
    }

    /// At most as many as there are parts left, so that a wrong number takes no room.
    pub(crate) fn list<T>(&mut self, read: impl Fn(&mut Self) -> Option<T>) -> Vec<T> {
        let mut values = Vec::new();
        for _ in 0..self.number() {
            match read(self) {
                Some(value) if !self.is_damaged => values.push(value),
                _ => {
                    self.is_damaged = true;
                    break;
                }
            }
        }
        values
    }
}
