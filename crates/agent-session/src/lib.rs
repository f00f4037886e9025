//! What the gateway's events mean: the pure state machine of an agent's session.
//!
//! Fully deterministic: no clock, no network, no JavaScript, no randomness but a seed given at construction.
//! Events go in with the time they happened, effects come out, and a [`view::View`] tells what there is to see.
//!
//! # Where to start
//! - [`session`]: `update` and `view`, and how an event finds its way.
//! - [`actions`]: which command is allowed in which state, and why not.
//! - [`call`]: how a call moves, and why a call that is over stays over.
//! - [`host`]: what another page is told, and may ask.
//! - [`pending`]: what confirms, refuses or settles a command.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

pub mod actions;
pub mod agent;
pub mod backoff;
pub mod call;
pub mod changes;
mod codec;
pub mod command;
pub mod conference;
pub mod connection;
pub mod credential;
pub mod effect;
pub mod event;
pub mod host;
pub mod lead;
pub mod ledger;
pub mod notice;
pub mod pending;
pub mod poll;
pub mod queue;
pub mod record;
pub mod renewal;
pub mod resync;
pub mod session;
pub mod settings;
pub mod tab;
pub mod time;
pub mod view;
