//! The words after a campaign's name: switches (`--resume`) and values (`--shifts 500`).
//!
//! A misspelt option is named and never ignored.

use crate::Outcome;

/// The words not yet read.
pub struct Arguments<'a> {
    words: std::slice::Iter<'a, String>,
}

impl<'a> Arguments<'a> {
    /// All words after the campaign's name.
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
        let value = self.words.next().map(String::as_str);
        value.ok_or_else(|| format!("{option} needs a value."))
    }

    /// The same, as a number.
    pub fn number(&mut self, option: &str) -> Outcome<u64> {
        let value = self.value(option)?;
        let number = value.parse();
        number.map_err(|_| format!("{option} needs a number, not {value}."))
    }
}

/// The sentence for an option that the campaign does not have.
pub fn unknown_option(campaign: &str, option: &str) -> String {
    format!("`campaigns {campaign}` has no option {option}; `campaigns help` lists them.")
}
