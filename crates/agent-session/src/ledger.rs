//! The record of every command that was sent: asked, accepted, and what became of it.
//!
//! Each entry carries the interface's "method name in logs",
//! so that an operator can find the same command in the gateway's own log.

use gateway_protocol::id::CallId;
use gateway_protocol::retcode::Retcode;

use crate::command::Act;
use crate::notice::Settlement;
use crate::time::Moment;

/// How many commands are kept; the oldest goes first.
pub const MAX_ENTRIES: usize = 50;

/// One command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Number of the command within this instance, rising.
    pub number: u32,
    /// What was asked.
    pub act: Act,
    /// The interface's "method name in logs".
    pub log_name: &'static str,
    /// The call it named or was drawn for, where it was a call.
    pub call: Option<CallId>,
    /// When it was asked.
    pub asked: Moment,
    /// When the gateway accepted it, if it did.
    pub accepted: Option<Moment>,
    /// When its outcome became unknown, if it did.
    pub unknown: Option<Moment>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Not settled yet.
    Open,
    /// The gateway reported that it happened.
    Confirmed {
        /// What reported it: the event as the gateway spelled it, the interface that was asked,
        /// or the code where that is the outcome.
        by: String,
        /// When.
        at: Moment,
    },
    /// The gateway refused it.
    Refused {
        /// The code.
        retcode: Retcode,
        /// When.
        at: Moment,
    },
    /// Its outcome was unknown and has been looked up.
    Settled {
        /// As what.
        as_what: Settlement,
        /// When.
        at: Moment,
    },
}

/// The commands of this instance, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    entries: Vec<Entry>,
    last_number: u32,
    changes: u32,
}

impl Ledger {
    /// Enters a command and returns its number.
    pub fn ask(
        &mut self,
        act: Act,
        log_name: &'static str,
        call: Option<CallId>,
        asked: Moment,
    ) -> u32 {
        self.last_number = self.last_number.saturating_add(1);
        self.changes = self.changes.wrapping_add(1);
        if self.entries.len() >= MAX_ENTRIES {
            self.entries.remove(0);
        }
        self.entries.push(Entry {
            number: self.last_number,
            act,
            log_name,
            call,
            asked,
            accepted: None,
            unknown: None,
            outcome: Outcome::Open,
        });
        self.last_number
    }

    /// The commands of a record, in place of those there are.
    pub fn restore(&mut self, entries: Vec<Entry>, last_number: u32) {
        self.changes = self.changes.wrapping_add(1);
        self.entries = entries;
        self.last_number = self.last_number.max(last_number);
    }

    /// The number of the newest command.
    pub fn last_number(&self) -> u32 {
        self.last_number
    }

    /// Forgets every command; numbers go on.
    pub fn forget(&mut self) {
        self.changes = self.changes.wrapping_add(1);
        self.entries.clear();
    }

    /// The entries, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries, for the record.
    pub(crate) fn all(&mut self) -> &mut Vec<Entry> {
        &mut self.entries
    }

    /// Notes the gateway's acceptance.
    pub fn accept(&mut self, number: u32, at: Moment) {
        if let Some(entry) = self.entry(number) {
            entry.accepted = Some(at);
        }
    }

    /// Whether the gateway has accepted it.
    pub fn is_accepted(&self, number: u32) -> bool {
        let is_it = |entry: &Entry| entry.number == number && entry.accepted.is_some();
        self.entries.iter().any(is_it)
    }

    /// Notes that the outcome is unknown.
    pub fn lose(&mut self, number: u32, at: Moment) {
        if let Some(entry) = self.entry(number) {
            entry.unknown = Some(at);
        }
    }

    /// Notes the end; only the first end counts.
    pub fn close(&mut self, number: u32, outcome: Outcome) {
        if let Some(entry) = self.entry(number)
            && entry.outcome == Outcome::Open
        {
            entry.outcome = outcome;
        }
    }

    /// Differs whenever anything has been changed since; the number wraps.
    pub fn changes(&self) -> u32 {
        self.changes
    }

    fn entry(&mut self, number: u32) -> Option<&mut Entry> {
        self.changes = self.changes.wrapping_add(1);
        self.entries.iter_mut().find(|entry| entry.number == number)
    }
}
