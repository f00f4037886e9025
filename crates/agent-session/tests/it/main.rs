//! The session as a desk would see it: what is pressed and told goes in, requests and a picture come out.
//!
//! No clock and no gateway: a [`desk::Desk`] answers what a test says, at the time it says.

mod any_day;
mod any_order;
mod desk;
mod journeys;
mod offers;
mod orders;
mod pair;
mod picture;
mod polling;
mod pressing;
mod queue;
mod replies;
mod ring;
mod secrets;
mod settings;
mod signing;
mod snapshots;
mod through;
