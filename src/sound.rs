//! The words in which the screen and the ring speak of sound.
//!
//! Plain values, so that neither side has to know the other.

/// Whether the browser lets the toolbar be heard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SoundState {
    /// Nothing has been played yet. The first sound leaves it.
    #[default]
    Untested,
    /// The last sound was played. A sound that the browser holds back leaves it.
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
