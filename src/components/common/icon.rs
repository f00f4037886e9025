//! The toolbar's own icons: lines on a square of twenty, in the colour of the text beside them.
//!
//! They say nothing a label does not say, so screen readers do not see them.

use super::element::{Element, element};

/// One icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// A receiver, upright.
    Receiver,
    /// A receiver, put down.
    ReceiverDown,
    /// A crossed circle.
    Crossed,
    /// Two people.
    People,
    /// A list with an arrow into it.
    List,
    /// A sheet with lines.
    Ledger,
    /// An arrowhead down: there is more.
    More,
    /// Two sheets.
    Copy,
    /// A cross.
    Close,
    /// A loudspeaker.
    Sound,
    /// A bell, struck out.
    BellOff,
    /// A door with an arrow out of it.
    Leave,
    /// A window with an arrow out of it.
    Window,
    /// A circle with an i.
    Info,
    /// A triangle with an exclamation mark.
    Warning,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Receiver => {
                "M5.2 3.2 7.3 3c.5 0 .9.3 1 .8l.6 2.7c.1.4 0 .8-.3 1L7.1 9a11 11 0 0 0 3.9 3.9l1.5-1.5c.2-.3.6-.4 1-.3l2.7.6c.5.1.8.5.8 1l-.2 2.1c0 .7-.6 1.2-1.2 1.2C9.3 16 4 10.7 4 4.4c0-.6.5-1.2 1.2-1.2Z"
            }
            Self::ReceiverDown => {
                "M2.7 12c0-1.2.4-2 1.3-2.6a11.4 11.4 0 0 1 12 0c.9.6 1.3 1.4 1.3 2.6v.8c0 .6-.5 1-1 .9l-2.6-.5a1 1 0 0 1-.7-.8l-.3-1.7a9.5 9.5 0 0 0-5.4 0L7 12.4a1 1 0 0 1-.7.8l-2.6.5c-.5.1-1-.3-1-.9Z"
            }
            Self::Crossed => {
                "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4ZM7.3 7.3l5.4 5.4M12.7 7.3l-5.4 5.4"
            }
            Self::People => {
                "M7.3 9.3a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.5 16c.3-2.7 2.1-4.3 4.8-4.3s4.5 1.6 4.8 4.3M12.9 9.3a2.4 2.4 0 1 0-.3-4.7M14 11.8c2 .3 3.2 1.7 3.5 3.9"
            }
            Self::List => "M3 5h9M3 10h8M3 15h5.5M15.3 7.5v8M12.5 12.8l2.8 2.8 2.8-2.8",
            Self::Ledger => "M5 3.5h10v13H5ZM7.8 7h4.4M7.8 10h4.4M7.8 13h2.4",
            Self::More => "M6 8l4 4 4-4",
            Self::Copy => {
                "M7.5 7V5A1.5 1.5 0 0 1 9 3.5h6A1.5 1.5 0 0 1 16.5 5v6a1.5 1.5 0 0 1-1.5 1.5h-2M5 7.5h6A1.5 1.5 0 0 1 12.5 9v6a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V9A1.5 1.5 0 0 1 5 7.5Z"
            }
            Self::Close => "M5.5 5.5l9 9M14.5 5.5l-9 9",
            Self::Sound => {
                "M3 8v4h2.8l4.2 3.4V4.6L5.8 8ZM13 7.5a3.6 3.6 0 0 1 0 5M15.2 5.2a6.8 6.8 0 0 1 0 9.6"
            }
            Self::BellOff => {
                "M6.2 7.9A4 4 0 0 1 10 4.8c2.4 0 4 1.9 4 4.4 0 1.2.1 2.1.4 2.8M12.6 14H4.5c1-1 1.5-2 1.5-4.4M8.4 16.5a1.7 1.7 0 0 0 3.2 0M3.5 3.5l13 13"
            }
            Self::Leave => {
                "M8 3.5H5A1.5 1.5 0 0 0 3.5 5v10A1.5 1.5 0 0 0 5 16.5h3M12.8 13.3 16 10l-3.2-3.3M16 10H7.5"
            }
            Self::Window => "M9 4.5H4.5v11h11V11M12 3.5h4.5V8M16.5 3.5 9.5 10.5",
            Self::Info => "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4ZM10 9.3v4.2M10 6.5v.1",
            Self::Warning => "M10 3.3 2.7 16h14.6ZM10 8.3v3.5M10 13.9v.1",
        }
    }
}

/// Draws an icon.
pub fn icon(icon: Icon) -> Element {
    let path = element("path", "").attribute("d", icon.path());
    element("svg", "icon")
        .attribute("viewBox", "0 0 20 20")
        .attribute("aria-hidden", "true")
        .child(path)
}
