//! What there is to see. Each component is a function from a `Screen` to an element tree;
//! intent goes out by the screen's hand.
//!
//! A component decides nothing: whether a control may be pressed is the session's verdict, what is
//! said is `text`'s. Here is only how it looks and how it is operated.
//! Nothing outside knows a component but [`Root`], which Leptos mounts, and the two it may draw:
//! [`toolbar`] and [`settings_problem`].

mod agent_state;
mod announcer;
mod call_controls;
mod calls;
mod card;
mod common;
mod conference_menu;
mod connection;
mod control;
mod ledger;
mod missed_calls;
mod notices;
mod queue_panel;
mod reject_menu;
mod root;
mod screen;
mod settings_problem;
mod sign_in;
mod sound;
mod toolbar;

pub use root::{Drawing, Root};
pub use settings_problem::settings_problem;
pub use toolbar::toolbar;
