//! What crosses the wire between an agent's toolbar and Huawei's CC-Gateway.
//!
//! Every interface is a type: fill it in, ask it for its [`Request`], and hand the [`Response`]
//! to its `read`. Nothing is sent here, nothing waits and nothing knows the time; what an answer
//! or an event *means* for a call is left to the session.
//!
//! **Where to start:** [`endpoint`] holds the shape all interfaces share; [`voice_call`] is the
//! shortest module that uses it; [`event`] is what the gateway tells; [`retcode`] what it refuses;
//! [`json`] is the value all of them read and write.
//! Pages contradict one another: what is forgiven, and for which page, is the private module
//! `lenient`, and nowhere else.
//!
//! Modules are named as the gateway names them in its addresses.
//!
//! ```
//! use gateway_protocol::endpoint::{Endpoint, Response};
//! use gateway_protocol::id::{AgentId, CallId};
//! use gateway_protocol::voice_call::AnswerCall;
//!
//! let agent = AgentId::parse("291")?;
//! let call = CallId::parse("1455885056-1095").ok_or("not a call id")?;
//! let request = AnswerCall { agent, call }.request();
//! assert_eq!(request.path, "/voicecall/291/answer?callid=1455885056-1095");
//!
//! let response = Response::from_bytes(200, br#"{"message":"success","retcode":"0"}"#);
//! AnswerCall::read(&response)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Request`]: endpoint::Request
//! [`Response`]: endpoint::Response
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

pub mod agent_conf;
pub mod agent_event;
pub mod call_data;
pub mod endpoint;
mod envelope;
pub mod event;
pub mod id;
pub mod json;
mod lenient;
pub mod online_agent;
pub mod queue_device;
pub mod retcode;
pub mod voice_call;
