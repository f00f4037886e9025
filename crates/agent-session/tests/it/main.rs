//! The session as a desk would see it: what is pressed and told goes in, requests and a picture come out.
//!
//! A [`desk::Desk`] has no clock and no gateway: it answers what a test says, at the time it says.
//! A [`pair::Pair`] has a simulated gateway, which reads the pages in its own way, under one virtual clock.

mod any_day;
mod any_order;
mod connection;
mod contract;
mod desk;
mod following;
mod guid;
mod hearing;
mod hosting;
mod journeys;
mod lead;
mod offers;
mod orders;
mod outages;
mod pair;
mod picture;
mod polling;
mod pressing;
mod queue;
mod record;
mod reloading;
mod replies;
mod resuming;
mod ring;
mod second_poller;
mod secrets;
mod settings;
mod signing;
mod snapshots;
mod storm;
mod tabs;
mod through;
mod waking;
