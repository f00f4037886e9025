//! The words after a command's name: switches (`--open`) and values (`--port 8043`).
//!
//! Two commands with five options between them need no parser of their own; what is here makes
//! sure that a misspelt option is named and never ignored.

use crate::Outcome;

/// The words not yet read.
pub struct Arguments<'a> {
    words: std::slice::Iter<'a, String>,
}

impl<'a> Arguments<'a> {
    /// All words after the command's name.
    pub fn new(words: &'a [String]) -> Self {
        Self {
            words: words.iter(),
        }
    }

    /// The next option's name, if any is left.
    pub fn option(&mut self) -> Option<&'a str> {
        self.words.next().map(String::as_str)
    }

    /// The value that follows the option just read.
    pub fn value(&mut self, option: &str) -> Outcome<&'a str> {
        self.words
            .next()
            .map(String::as_str)
            .ok_or_else(|| format!("{option} needs a value; `cargo xtask help` shows it."))
    }
}

/// The sentence for an option that the command does not have.
pub fn unknown_option(command: &str, option: &str) -> String {
    format!("`cargo xtask {command}` has no option {option}; `cargo xtask help` lists them.")
}
