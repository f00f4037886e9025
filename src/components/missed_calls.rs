//! Missed calls: number and time, until they are cleared.

use agent_session::command::Command;
use leptos::prelude::*;

use super::common::clock::hour_and_minute;
use super::common::dynamic::{Row, dynamic, list, nothing};
use super::control::{CommandButton, Control};
use crate::store::Store;

/// The list, while there is something in it.
#[component]
pub fn MissedCalls() -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let has_some = store.select(|view| !view.missed.is_empty());
    dynamic(move || {
        if !has_some.get() {
            return nothing();
        }
        let title =
            store.select(move |view| text.missed.title.with(&[&view.missed.len().to_string()]));
        let clear = store.select(|_| Control::plain(Command::ClearMissed));
        view! {
            <section class="missed-calls" aria-label=title>
                <p class="title">{title}</p>
                <ul tabindex="0" aria-label=title>{rows(store)}</ul>
                <CommandButton class="clear" label=text.missed.clear control=clear/>
            </section>
        }
        .into_any()
    })
}

fn rows(store: Store) -> AnyView {
    let text = store.text();
    let missed = store.select(|view| view.missed.clone());
    list(move || {
        let row = |call: agent_session::view::EndedCall| {
            let number = text.number(call.caller.as_deref()).to_owned();
            let at = hour_and_minute(call.at);
            Row::new(call.key.epoch.0.to_string(), move || {
                view! {
                    <li><bdi class="number">{number.clone()}</bdi>" "<time>{at.clone()}</time></li>
                }
                .into_any()
            })
        };
        missed.get().into_iter().map(row).collect()
    })
}
