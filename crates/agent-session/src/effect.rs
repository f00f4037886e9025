//! What the session asks of the outside: requests, and what is to be kept and told.
//!
//! The one timer is not an effect: after each update the driver asks [`crate::session::Session::next_wake`].
//! What rings and what is shown is in the view.

use gateway_protocol::endpoint::Request;

use crate::record::Kept;

/// A request's number within this instance; its answer carries the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u32);

/// Whether the browser may send cookies with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookies {
    /// None at all.
    Omit,
    /// Those of the toolbar's own origin.
    SameOrigin,
}

/// Something to do, in the imperative. Each is done once and never again.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub enum Effect {
    /// Send this request. Exactly one [`crate::event::Event::Answered`] or
    /// [`crate::event::Event::Failed`] is expected in return, with the same id.
    Send {
        /// The request's number.
        id: RequestId,
        /// What to send, the credential included.
        request: Request,
        /// Which cookies go along.
        cookies: Cookies,
    },
    /// Give this request up: its answer is of no use any more. Nothing is expected in return.
    Abort(RequestId),
    /// Keep this for a reload, in place of what was kept before. Comes before every [`Effect::Send`] of a command.
    Keep(Kept),
    /// Keep nothing any more.
    Forget,
    /// Tell this to the tabs that follow, in place of what they were told before.
    Share(Kept),
}
