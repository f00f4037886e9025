//! How what a host is told becomes JSON: each type says once which members it has, and that is its text and its schema.
//!
//! Text and not values of JavaScript, because a page turns text into values faster and in less code than a core that
//! makes them one by one.

use gateway_protocol::json::push_quoted;

/// A text that grows, and what this host called the commands that it asked for.
#[derive(Debug, Default)]
pub struct Words<'a> {
    text: String,
    /// The host's own ids of commands, by their number in the ledger.
    named: &'a [(u32, String)],
}

/// What can be told to a host.
pub trait Told {
    /// Adds itself as one JSON value.
    fn tell(&self, words: &mut Words<'_>);
}

impl<'a> Words<'a> {
    /// No words yet.
    pub fn new(named: &'a [(u32, String)]) -> Self {
        let text = String::new();
        Words { text, named }
    }

    /// What has been said.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Begins an object or a list.
    pub fn open(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// Ends it.
    pub fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// The name of the next member.
    pub fn name(&mut self, name: &str) {
        self.next();
        push_quoted(&mut self.text, name);
        self.text.push(':');
    }

    /// Sets the next member or value apart from the one before.
    pub fn next(&mut self) {
        if !self.text.ends_with(['{', '[']) {
            self.text.push(',');
        }
    }

    /// A member of an object.
    pub fn member(&mut self, name: &str, value: &dyn Told) {
        self.name(name);
        value.tell(self);
    }

    /// What is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }
}

/// The number of a command in the ledger. A host is told the id that it gave the command itself, or `c` and the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct CommandNumber(pub u32);

impl Told for CommandNumber {
    fn tell(&self, words: &mut Words<'_>) {
        let named = words.named.iter().find(|(number, _)| *number == self.0);
        match named {
            Some((_, id)) => push_quoted(&mut words.text, id),
            None => push_quoted(&mut words.text, &["c", &self.0.to_string()].concat()),
        }
    }
}

impl Told for bool {
    fn tell(&self, words: &mut Words<'_>) {
        words.raw(if *self { "true" } else { "false" });
    }
}

impl Told for u64 {
    fn tell(&self, words: &mut Words<'_>) {
        words.raw(&self.to_string());
    }
}

impl Told for u32 {
    fn tell(&self, words: &mut Words<'_>) {
        u64::from(*self).tell(words);
    }
}

impl Told for &str {
    fn tell(&self, words: &mut Words<'_>) {
        push_quoted(&mut words.text, self);
    }
}

impl<T: Told> Told for Option<T> {
    fn tell(&self, words: &mut Words<'_>) {
        match self {
            Some(value) => value.tell(words),
            None => words.raw("null"),
        }
    }
}

impl<T: Told> Told for Vec<T> {
    fn tell(&self, words: &mut Words<'_>) {
        words.open('[');
        for value in self {
            words.next();
            value.tell(words);
        }
        words.close(']');
    }
}

/// A type with named members.
macro_rules! object {
    (
        $(#[$about:meta])*
        $name:ident $(<$life:lifetime>)? {
            $($(#[$doc:meta])* $field:ident $key:literal: $kind:ty,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name $(<$life>)? {
            $($(#[$doc])* #[cfg_attr(feature = "schema", schemars(rename = $key))] pub $field: $kind,)*
        }

        impl $(<$life>)? $crate::host::words::Told for $name $(<$life>)? {
            fn tell(&self, words: &mut $crate::host::words::Words<'_>) {
                words.open('{');
                $(words.member($key, &self.$field);)*
                words.close('}');
            }
        }
    };
}

/// A type that is one word of a few.
macro_rules! word {
    (
        $(#[$about:meta])*
        $name:ident { $($(#[$doc:meta])* $variant:ident $word:literal,)* }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$doc])* #[cfg_attr(feature = "schema", schemars(rename = $word))] $variant,)*
        }

        impl $name {
            /// Every one.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word for it.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }

        impl $crate::host::words::Told for $name {
            fn tell(&self, words: &mut $crate::host::words::Words<'_>) {
                self.word().tell(words);
            }
        }
    };
}

/// Events: each a name and members.
macro_rules! events {
    (
        $(#[$about:meta])*
        $name:ident<$life:lifetime> {
            $($(#[$doc:meta])* $variant:ident $word:literal { $($(#[$fdoc:meta])* $field:ident $key:literal: $kind:ty,)* },)*
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(tag = "name"))]
        pub enum $name<$life> {
            $(
                $(#[$doc])*
                #[cfg_attr(feature = "schema", schemars(rename = $word))]
                $variant { $($(#[$fdoc])* #[cfg_attr(feature = "schema", schemars(rename = $key))] $field: $kind,)* },
            )*
        }

        impl $name<'_> {
            /// The name of every event.
            pub const NAMES: &'static [&'static str] = &[$($word),*];

            /// Adds its name and members to an object that has been begun.
            pub(crate) fn tell_members(&self, words: &mut $crate::host::words::Words<'_>) {
                match self {
                    $($name::$variant { $($field),* } => {
                        words.member("name", &$word);
                        $(words.member($key, $field);)*
                    })*
                }
            }
        }
    };
}

pub(crate) use {events, object, word};
