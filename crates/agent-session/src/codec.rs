//! The one form in which this crate's values leave an instance and come back: a flat JSON list.
//!
//! Used for the saved record, for what tabs say to each other and for a command that one tab forwards to another.
//! Each value says once which parts it has and in which order ([`Coded`]); the codec either writes them or reads them.
//! What does not fit is refused as a whole.
//! There are no names in the list, because nobody but the same version reads it: the first number says which that is.

mod values;

use std::fmt::Write;
use std::mem::discriminant;
use std::vec;

use gateway_protocol::json::{Json, push_quoted};

use crate::time::Moment;

/// Changes whenever anything that is written changes its parts, their order or their meaning.
const VERSION: u64 = 3;

/// Why a session cannot be taken up from a saved text, or a message be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// It is damaged, or none of ours.
    Unreadable,
    /// Another version of the toolbar wrote it.
    OtherVersion,
}

/// What can be written and read.
pub(crate) trait Coded {
    /// What it is before it has been read.
    const BLANK: Self;

    /// Hands its parts to the codec, in their order: they are written, or replaced by what is read.
    fn code(&mut self, codec: &mut Codec);
}

/// Writes parts one after the other, or reads them in the order in which they were written.
///
/// From where a part that is read does not fit, anything may stand in its place, and [`Codec::end`] tells: to stop at
/// each part that may be wrong takes more code than to throw everything away at the end.
#[derive(Debug)]
pub(crate) struct Codec {
    /// What has been written.
    text: String,
    /// What is still to be read; nothing where it writes.
    parts: Option<vec::IntoIter<Json>>,
    now: Moment,
    is_damaged: bool,
}

impl Codec {
    /// Writes a text of this version.
    pub(crate) fn writer() -> Self {
        let mut writer = Self::fragment();
        writer.text.push('[');
        writer.text.push_str(&VERSION.to_string());
        writer
    }

    /// Writes parts that are to be appended to others.
    pub(crate) fn fragment() -> Self {
        Self {
            text: String::new(),
            parts: None,
            now: Moment::default(),
            is_damaged: false,
        }
    }

    pub(crate) fn into_fragment(self) -> String {
        self.text
    }

    pub(crate) fn append(&mut self, fragment: &str) {
        self.text.push_str(fragment);
    }

    /// What was written.
    pub(crate) fn finish(mut self) -> String {
        self.text.push(']');
        self.text
    }

    /// Reads a text that was written by this version.
    pub(crate) fn reader(text: &str, now: Moment) -> Result<Self, Unusable> {
        let Some(Json::List(parts)) = Json::read(text) else {
            return Err(Unusable::Unreadable);
        };
        let mut reader = Self {
            parts: Some(parts.into_iter()),
            now,
            ..Self::fragment()
        };
        match reader.number(0) {
            _ if reader.is_damaged => Err(Unusable::Unreadable),
            VERSION => Ok(reader),
            _ => Err(Unusable::OtherVersion),
        }
    }

    /// Whether every part that was read did fit and none is left.
    ///
    /// # Errors
    /// It was not so: what was read is of no use.
    pub(crate) fn end(self) -> Result<(), Unusable> {
        match self.parts {
            Some(parts) if !self.is_damaged && parts.len() == 0 => Ok(()),
            _ => Err(Unusable::Unreadable),
        }
    }

    pub(crate) fn is_reading(&self) -> bool {
        self.parts.is_some()
    }

    /// Takes what was made of parts that were read, if they did fit.
    pub(crate) fn take<T>(&mut self, read: Option<T>, value: &mut T) {
        match read {
            Some(read) => *value = read,
            None => self.is_damaged = true,
        }
    }

    /// Writes this number and hands it back, or hands out the one that is read.
    pub(crate) fn number(&mut self, mut number: u64) -> u64 {
        match &mut self.parts {
            None => {
                // Writing to a String cannot fail.
                let _ = write!(self.text, ",{number}");
            }
            Some(parts) => {
                let read = parts.next().and_then(|part| part.natural());
                self.take(read, &mut number);
            }
        }
        number
    }

    /// Writes this text, or hands out the one that is read.
    pub(crate) fn text(&mut self, text: &str) -> Option<String> {
        let Some(parts) = &mut self.parts else {
            self.text.push(',');
            push_quoted(&mut self.text, text);
            return None;
        };
        match parts.next() {
            Some(Json::Text(text)) => Some(text),
            _ => {
                self.is_damaged = true;
                None
            }
        }
    }

    /// One of all there are, by its place among them.
    pub(crate) fn choice<T: Copy + PartialEq>(&mut self, all: &[T], value: &mut T) {
        let place = all.iter().position(|it| it == value);
        let place = self.place(place.unwrap_or(all.len()));
        self.take(all.get(place).copied(), value);
    }

    /// Which of all kinds it is, by its place among them. What is special to the kind is to follow.
    pub(crate) fn kind<T: Clone>(&mut self, all: &[T], value: &mut T) {
        let place = self.place(place_among(all, value));
        if self.is_reading() {
            self.take(all.get(place).cloned(), value);
        }
    }

    fn place(&mut self, place: usize) -> usize {
        let place = self.number(place as u64);
        usize::try_from(place).unwrap_or(usize::MAX)
    }
}

fn place_among<T>(all: &[T], value: &T) -> usize {
    let kind = discriminant(value);
    let place = all.iter().position(|it| discriminant(it) == kind);
    place.unwrap_or(all.len())
}

/// Whether it is of one of these kinds.
pub(crate) fn is_among<T>(all: &[T], value: &T) -> bool {
    place_among(all, value) < all.len()
}
