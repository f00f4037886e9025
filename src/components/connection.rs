//! How well the gateway is heard: a badge that is always there, and a warning when calls may be missed.
//!
//! The warning counts: since when nothing was heard, and how long until the gateway signs the agent out.

use agent_session::view::{Connection, Moment};
use leptos::prelude::*;

use super::common::clock::{Clock, duration};
use super::common::dynamic::dynamic_if;
use super::common::element::{element, live, words};
use super::common::icon::{Icon, icon};
use crate::store::Store;

/// The badge.
pub fn connection_badge(store: Store) -> AnyView {
    let class = |connection| match connection {
        Connection::Off => "connection off",
        Connection::Fresh => "connection fresh",
        Connection::Stale { .. } => "connection stale",
        Connection::NotReceiving { .. } => "connection not-receiving",
        Connection::Critical { .. } => "connection critical",
    };
    element("span")
        .class(live(move || {
            store.read(|view| class(view.connection).to_owned())
        }))
        .words(live(move || state(store)))
        .draw()
}

/// The warning, with the age of the gateway's last word.
pub fn connection_warning(store: Store) -> AnyView {
    let text = store.text();
    let is_lost = store.select(|view| last_heard(view.connection).is_some());
    dynamic_if(is_lost, move || {
        let ages = Clock::counting(move || {
            let connection = store.read(|view| view.connection);
            let now = store.now();
            let age = duration(now.since(last_heard(connection).unwrap_or_default()));
            let mut words = [" · ", &text.connection.last_heard.with(&[&age])].concat();
            if let Connection::Critical { signed_out, .. } = connection {
                let left = duration(signed_out.since(now));
                words.push_str(" · ");
                words.push_str(&text.connection.signed_out_in.with(&[&left]));
            }
            words
        });
        let sentence = element("p")
            .class("sentence")
            .words(live(move || state(store)))
            .child(words("span", "age", ages));
        let said = element("div")
            .class("notice-words")
            .child(sentence.draw())
            .child(words("p", "next", live(move || advice(store))));
        let warning = element("div").class("notice problem");
        warning.child(icon(Icon::Warning)).child(said.draw()).draw()
    })
}

fn state(store: Store) -> String {
    store.read(|view| store.text().connection_state(view.connection).to_owned())
}

fn advice(store: Store) -> String {
    store.read(|view| match view.connection {
        Connection::Off | Connection::Fresh => String::new(),
        Connection::Stale { cause, .. }
        | Connection::NotReceiving { cause, .. }
        | Connection::Critical { cause, .. } => (store.text().connection.advice)(cause).to_owned(),
    })
}

fn last_heard(connection: Connection) -> Option<Moment> {
    match connection {
        Connection::NotReceiving { last_good, .. } | Connection::Critical { last_good, .. } => {
            Some(last_good)
        }
        Connection::Off | Connection::Fresh | Connection::Stale { .. } => None,
    }
}
