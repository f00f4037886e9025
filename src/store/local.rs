//! What only the screen knows, such as which menu is open.

use agent_session::command::Command;
use agent_session::view::Reason;

use super::clock::Clock;

/// What only the screen knows; at first, that nothing has been pressed.
#[derive(Default)]
pub struct Local {
    /// The menu that is open, by the command its first item would send: another offer closes it.
    pub open: Option<Command>,
    /// What a press has led to, for screen readers.
    pub said: String,
    /// The ring has been tested.
    pub has_tested: bool,
    /// The list of what was sent is open.
    pub is_ledger_open: bool,
    /// The text copied last, and whether the browser took it.
    pub copied: Option<(String, bool)>,
    /// By control: what was drawn when pointer or key went down on it.
    pub down: Vec<(String, Wish)>,
    /// Draws again each second, while something counts.
    pub clock: Option<Clock>,
}

/// What a control would send, or why it cannot be used.
pub type Wish = Result<Command, Reason>;
