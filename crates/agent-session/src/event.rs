//! What happens to the session, in the past tense.
//!
//! A failure is an event like any other.

use gateway_protocol::endpoint::Response;

use crate::command::Command;
use crate::effect::RequestId;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A person or a host page asked for something.
    Asked(Command),
    /// The headers of an answer arrived; its body is still on the way.
    HeadersArrived {
        /// Which request.
        id: RequestId,
        /// The value of `Set-GUID`, where it was there and readable.
        set_guid: Option<SetGuid>,
        /// `X-Guid-Renewed: 1` was there.
        is_guid_renewed: bool,
    },
    /// An answer arrived whole.
    Answered {
        /// Which request.
        id: RequestId,
        /// Status and body.
        response: Response,
    },
    /// No answer will come. The request may have been carried out all the same.
    Failed {
        /// Which request.
        id: RequestId,
    },
    /// The time asked for in [`crate::session::Session::next_wake`] has come.
    Woke,
    /// The page is seen again. What is overdue is done; what is within its limit is left alone.
    Shown,
    /// The page was frozen or came back from the back/forward cache, or the network came back: whatever was
    /// on its way may be lost, and nothing is pressed until the gateway has been asked.
    Resumed,
}

/// A `Set-GUID` header's value; `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct SetGuid(pub String);

impl std::fmt::Debug for SetGuid {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SetGuid(…)")
    }
}
