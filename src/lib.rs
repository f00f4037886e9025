//! The agent toolbar's browser shell: it draws what the session shows and does what it asks.
//!
//! What the gateway's events mean is decided in `agent-session`; nothing here decides anything.
//!
//! # Where to start
//! - [`embed`]: how a page mounts the toolbar; the composition root.
//! - [`driver`]: sends, waits and rings, and turns each result into an event.
//! - [`store`]: what components read and where they send.
//! - [`components`]: what there is to see.
//! - [`text`]: every sentence, and which one is said.

pub mod components;
pub mod driver;
pub mod embed;
pub mod sound;
pub mod store;
pub mod text;

/// Hands out memory with bounded waste and in a quarter of the code of the one that std brings.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
