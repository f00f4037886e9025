//! The words in which the screen and the ring speak of sound.
//!
//! Plain values, so that neither side has to know the other.

/// Whether the browser lets the toolbar be heard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SoundState {
    /// It has not been found out yet. The first press, call or look before one leaves it.
    #[default]
    Untested,
    /// It was let through last. A sound that the browser holds back leaves it.
    Ready,
    /// The browser holds sound back until the agent presses something in the toolbar. That leaves it.
    Blocked,
}

/// What a press can ask of the sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoundRequest {
    /// Play the ring once, to hear whether and how loudly it is heard.
    Test,
    /// Ask the browser to let sound through, with this press as the reason.
    Unblock,
}
