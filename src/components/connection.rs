//! How well the gateway is heard: a badge that is always there, and a warning when calls may be missed.
//!
//! Where there are several tabs and nothing is wrong, the badge says which of them rings.
//! The warning counts: since when nothing was heard, and how long until a gateway that hears nothing signs the agent out. Where the
//! gateway is not reached it offers to sign in again: a session lives at one gateway, and that one may be dead.

use agent_session::command::Command;
use agent_session::view::{Cause, Connection, Lead, Millis, View};

use super::common::clock::duration;
use super::common::element::{Element, element, words};
use super::common::icon::{Icon, icon};
use super::control::{Control, command_button};
use super::screen::Screen;
use crate::text::{Phrase, Sentence};

/// The badge.
pub fn connection_badge(screen: &Screen) -> Element {
    let connection = screen.view.connection;
    let class = match connection {
        Connection::Off => "off",
        Connection::Fresh => "fresh",
        Connection::Stale { .. } => "stale",
        Connection::NotReceiving { .. } => "not-receiving",
        Connection::Critical { .. } => "critical",
    };
    let state = match lead(screen.view) {
        Lead::Alone => screen.text.connection_state(connection),
        lead => screen.text.lead(lead),
    };
    words("span", "connection", state).state(class)
}

/// This tab's part, where it is more than what the gateway is waited for.
fn lead(view: &View) -> Lead {
    match (view.lead, view.connection) {
        (Lead::Joining | Lead::TakingOver, Connection::Fresh | Connection::Stale { .. })
        | (Lead::Leading | Lead::Following, Connection::Fresh) => view.lead,
        _ => Lead::Alone,
    }
}

/// The warning, with the age of the gateway's last word.
pub fn connection_warning(screen: &Screen) -> Option<Element> {
    let (text, connection) = (screen.text, screen.view.connection);
    let (last_heard, cause) = match connection {
        Connection::Off | Connection::Fresh | Connection::Stale { .. } => return None,
        Connection::NotReceiving { last_good, cause }
        | Connection::Critical {
            last_good, cause, ..
        } => (last_good, cause),
    };
    screen.is_counting.set(true);
    let age = duration(screen.now.since(last_heard));
    let mut ages = [" · ", &text.fill(Phrase::LastHeard, &[&age])].concat();
    let left = match connection {
        Connection::Critical {
            signed_out,
            cause: Cause::Gone | Cause::Checking,
            ..
        } => signed_out.since(screen.now),
        // It is heard there all the same.
        _ => Millis(0),
    };
    if left > Millis(0) {
        ages.push_str(" · ");
        ages.push_str(&text.fill(Phrase::SignedOutIn, &[&duration(left)]));
    }
    let state = screen.text.connection_state(connection);
    let sentence = words("p", "sentence", state).child(words("span", "age", ages));
    let said = element("div", "notice-words").child(sentence).child(words(
        "p",
        "next",
        text.advice(cause),
    ));
    let warning = element("div", "notice problem").key("connection");
    let warning = warning.child(icon(Icon::Warning)).child(said);
    Some(warning.children(sign_in_again(screen)))
}

/// The way to another gateway, where this one is not reached.
fn sign_in_again(screen: &Screen) -> Option<Element> {
    screen.view.actions.sign_in_again.ok()?;
    let label = screen.text.say(Sentence::SignInAgain);
    let control = Control::coming(Command::SignInAgain);
    Some(command_button(screen, "sign-in-again", "sign-in-again", label, control).draw())
}
