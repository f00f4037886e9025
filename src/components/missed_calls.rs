//! Missed calls: number and time, until they are cleared.

use agent_session::command::Command;
use leptos::prelude::*;

use super::common::clock::hour_and_minute;
use super::common::dynamic::{dynamic_if, list};
use super::common::element::{element, live, words};
use super::control::{Control, command_button};
use crate::store::Store;

/// The list, while there is something in it.
pub fn missed_calls(store: Store) -> AnyView {
    let text = store.text();
    let has_some = store.select(|view| !view.missed.is_empty());
    dynamic_if(has_some, move || {
        let title = live(move || {
            text.missed
                .title
                .with(&[&store.read(|view| view.missed.len()).to_string()])
        });
        let keys = store.select(|view| {
            let keys = view.missed.iter().map(|call| call.key.epoch.0.to_string());
            keys.collect::<Vec<_>>()
        });
        let rows = element("ul")
            .attribute("tabindex", "0")
            .attribute("aria-label", title.clone());
        let clear = command_button(
            store,
            "clear",
            text.missed.clear,
            Box::new(|_| Control::plain(Command::ClearMissed)),
        );
        element("section")
            .class("missed-calls")
            .attribute("aria-label", title.clone())
            .child(words("p", "title", title))
            .child(rows.child(list(keys, move |key| row(store, &key))).draw())
            .child(clear.draw())
            .draw()
    })
}

fn row(store: Store, key: &str) -> AnyView {
    let (number, time) = untrack(|| {
        store.read(|view| {
            let call = view
                .missed
                .iter()
                .find(|call| call.key.epoch.0.to_string() == key);
            let number = call.and_then(|call| call.caller.as_deref());
            let at = call.map(|call| call.at).unwrap_or_default();
            (store.text().number(number).to_owned(), hour_and_minute(at))
        })
    });
    let row = element("li")
        .child(words("bdi", "number", number))
        .words(" ");
    row.child(words("time", "at", time)).draw()
}
