//! The calls on the screen: the first in the bar, every other in a row of its own with its own Drop.

use std::sync::Arc;

use agent_session::command::Command;
use agent_session::view::{Millis, Reason, Ring};
use leptos::prelude::*;

use super::card::{Card, cards, find};
use super::common::clock::elapsed;
use super::common::copy::{CopyWords, copy_button};
use super::common::dynamic::{dynamic, dynamic_if, list, nothing};
use super::common::element::{Words, element, live, words};
use super::common::icon::Icon;
use super::control::{Control, command_button};
use crate::store::Store;

/// Finds a card in the picture; what is drawn of it follows.
type Find = Arc<dyn Fn() -> Option<Card> + Send + Sync>;

/// The call that needs the agent, or that there is none.
pub fn current_call(store: Store) -> AnyView {
    let text = store.text();
    let card: Find = Arc::new(move || store.read(|view| cards(view, text).into_iter().next()));
    let key = store.select(move |view| {
        let first = cards(view, text).into_iter().next();
        first.map(|card| card.key).into_iter().collect::<Vec<_>>()
    });
    let rings = store.select(|view| view.ring == Ring::Sounding);
    let shown = Arc::clone(&card);
    let content = dynamic(move || match key.get().is_empty() {
        true => words("p", "no-call", text.call.none),
        false => content(store, &shown),
    });
    let silence = dynamic_if(rings, move || {
        let words = text.sound.silence;
        let control = move |_: &_| Control::plain(Command::SilenceRing).about(words.to_owned());
        let button = command_button(store, "silence icon-only", words, Box::new(control));
        button.face(Icon::BellOff).draw()
    });
    element("div")
        .class(class("current-call card ", card))
        .child(content)
        .child(silence)
        .draw()
}

/// Every call but the first.
pub fn other_calls(store: Store) -> AnyView {
    let text = store.text();
    let keys = store.select(move |view| {
        let others = cards(view, text).into_iter().skip(1);
        others.map(|card| card.key).collect::<Vec<_>>()
    });
    let rows = list(keys, move |key| other_call(store, key));
    let group = element("div")
        .class("other-calls")
        .attribute("role", "group");
    group
        .attribute("aria-label", text.call.others)
        .child(rows)
        .draw()
}

fn other_call(store: Store, key: String) -> AnyView {
    let text = store.text();
    let of_row = key.clone();
    let card: Find = Arc::new(move || store.read(|view| find(view, text, &of_row)));
    let of_row = key.clone();
    let can_be_dropped =
        store.select(move |view| find(view, text, &of_row).is_some_and(|card| card.drop.is_some()));
    let drop_button = dynamic_if(can_be_dropped, move || {
        let key = key.clone();
        let button = command_button(
            store,
            "drop",
            text.controls.drop,
            Box::new(move |view| {
                let dropping = find(view, text, &key).and_then(|card| card.drop);
                dropping.unwrap_or_else(|| Control::under(Err(Reason::CallOver), None))
            }),
        );
        button.face(Icon::ReceiverDown).draw()
    });
    let content = content(store, &card);
    element("div")
        .class(class("other-call card ", card))
        .child(content)
        .child(drop_button)
        .draw()
}

/// Who, and below it how it stands.
fn content(store: Store, card: &Find) -> AnyView {
    let part = |read: fn(Card) -> String| {
        let card = Arc::clone(card);
        live(move || card().map(read).unwrap_or_default())
    };
    let id = untrack(|| card()).map(|card| card.id).unwrap_or_default();
    let id = match id.is_empty() {
        true => nothing(),
        false => call_id(store, id),
    };
    let (since, badges) = (Arc::clone(card), Arc::clone(card));
    let badges = dynamic(move || {
        let badges = badges().map(|card| card.badges).unwrap_or_default();
        let badges = badges
            .into_iter()
            .map(|badge| words("span", "badge", badge));
        badges.collect::<Vec<_>>().into_any()
    });
    let span = move || match since() {
        Some(card) => store.now().since(card.since),
        None => Millis::default(),
    };
    let who = element("p")
        .class("who")
        .child(words("bdi", "number", part(|card| card.title)))
        .child(badges);
    let how = element("p")
        .class("how")
        .child(words(
            "span",
            "call-state",
            part(|card| card.state.to_owned()),
        ))
        .child(elapsed(span))
        .child(words("bdi", "through", part(|card| card.through)))
        .child(id);
    vec![who.draw(), how.draw()].into_any()
}

fn call_id(store: Store, id: String) -> AnyView {
    let text = &store.text().call;
    let words = CopyWords {
        copy: text.copy,
        copied: text.copied,
        not_copied: text.not_copied,
    };
    let shown = element("bdi").words(id.clone()).draw();
    element("span")
        .class("call-id")
        .child(shown)
        .child(copy_button(id, words))
        .draw()
}

fn class(fixed: &'static str, card: Find) -> Words {
    live(move || [fixed, card().map_or("none", |card| card.class)].concat())
}
