//! A call centre in a box: the gateway's pages, read independently.
//!
//! Two layers. [`Exchange`] is the gateway itself, pure: a request and the
//! time go in, an answer comes out or is promised. The server (feature
//! `server`) is one thin route on it. It shares no code with the toolbar, so
//! that agreement between the two means something; where the pages leave a
//! question open, the answer is a named choice in [`Readings`]. What befalls
//! the gateway as a whole is an [`Outage`]; everything that can go wrong, with
//! it or with one request, is a [`Fault`], armed by [`Exchange::arm`].
//!
//! Left out: calls the agent makes, transfers, the chair's side of a
//! conference, rest, the push mode. Calls are not routed by themselves: the
//! control interface (`/sim/…`, [`Exchange::control`]) says who rings whom.

mod agent;
mod agent_conf;
mod agent_event;
mod call;
mod call_data;
mod conference;
mod control;
mod dice;
mod event;
mod exchange;
mod fault;
mod gateway;
mod guid;
mod http;
mod id;
mod log;
mod offer;
mod online_agent;
mod outage;
mod queue;
mod queue_device;
pub mod readings;
mod reply;
mod retcode;
mod route;
#[cfg(feature = "server")]
pub mod server;
mod settings;
mod sign_out;
mod staff;
mod telling;
mod time;
mod voice_call;

pub use exchange::Exchange;
pub use fault::{Arming, Description, Details, FAULTS, Fault, Moment};
pub use http::{Afterwards, Ending, HttpAnswer, HttpRequest, Outcome, Torn};
pub use id::{AgentId, CallId, ConfId, SkillId, Ticket};
pub use log::{Cause, Effect, LogEntry, LogRow};
pub use outage::Outage;
pub use readings::Readings;
pub use settings::{AuthMode, Settings};
pub use staff::{Staff, StaffMember};
pub use time::Millis;
