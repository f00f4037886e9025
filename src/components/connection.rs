//! How well the gateway is heard: a badge that is always there, and a warning when calls may be missed.

use agent_session::view::{Connection, Moment};
use leptos::prelude::*;

use super::common::clock::{Clock, duration};
use super::common::dynamic::{dynamic, nothing};
use super::common::icon::{Icon, icon};
use crate::store::Store;

/// The badge.
#[component]
pub fn ConnectionBadge() -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let class = store.select(|view| match view.connection {
        Connection::Off => "connection off",
        Connection::Fresh => "connection fresh",
        Connection::Stale { .. } => "connection stale",
        Connection::NotReceiving { .. } => "connection not-receiving",
        Connection::Critical { .. } => "connection critical",
    });
    let words = store.select(move |view| text.connection_state(view.connection));
    view! { <span class=class>{words}</span> }.into_any()
}

/// The warning, with the age of the gateway's last word.
#[component]
pub fn ConnectionWarning() -> AnyView {
    let store = Store::expect();
    let last_heard = store.select(|view| match view.connection {
        Connection::NotReceiving { last_good } | Connection::Critical { last_good } => {
            Some(last_good)
        }
        Connection::Off | Connection::Fresh | Connection::Stale { .. } => None,
    });
    dynamic(move || match last_heard.get() {
        None => nothing(),
        Some(last_heard) => warning(store, last_heard),
    })
}

fn warning(store: Store, last_heard: Moment) -> AnyView {
    let text = store.text();
    let words = store.select(move |view| text.connection_state(view.connection));
    let now = Clock::watch();
    let age = move || {
        let age = duration(now.get().since(last_heard));
        [" · ", &text.connection.last_heard.with(&[&age])].concat()
    };
    view! {
        <div class="notice problem">
            {icon(Icon::Warning)}
            <div class="notice-words">
                <p class="sentence">{words}<span class="age">{Signal::derive(age)}</span></p>
                <p class="next">{text.connection.advice}</p>
            </div>
        </div>
    }
    .into_any()
}
