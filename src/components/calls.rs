//! The calls on the screen: the first in the bar, every other in a row of its own with its own Drop.

use agent_session::command::Command;
use agent_session::view::{Moment, Reason, Ring};
use leptos::prelude::*;

use super::card::{Card, cards};
use super::common::clock::elapsed;
use super::common::copy::{Copy, CopyWords};
use super::common::dynamic::{Row, dynamic, list, nothing};
use super::common::icon::Icon;
use super::control::{CommandButton, Control};
use crate::store::Store;
use crate::text::Text;

/// The call that needs the agent, or that there is none.
#[component]
pub fn CurrentCall() -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let card = store.select(move |view| cards(view, text).into_iter().next());
    let has_card = Memo::new(move |_| card.with(Option::is_some));
    let rings = store.select(|view| view.ring == Ring::Sounding);
    let silence = store.select(move |_| {
        Control::plain(Command::SilenceRing).about(Some(text.sound.silence.to_owned()))
    });
    let content = dynamic(move || {
        if has_card.get() {
            content(text, card)
        } else {
            view! { <p class="no-call">{text.call.none}</p> }.into_any()
        }
    });
    let silence = dynamic(move || {
        let label = text.sound.silence;
        let (class, control) = ("silence icon-only", silence);
        if rings.get() {
            view! { <CommandButton class label face=Icon::BellOff control/> }.into_any()
        } else {
            nothing()
        }
    });
    view! {
        <div class=Signal::derive(move || ["current-call card ", class(&card.get())].concat())>
            {content}
            {silence}
        </div>
    }
    .into_any()
}

/// Every call but the first.
#[component]
pub fn OtherCalls() -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let others =
        store.select(move |view| cards(view, text).into_iter().skip(1).collect::<Vec<_>>());
    let row = move |card: Card| {
        let (key, shown) = (card.key.clone(), card.clone());
        Row::new(card.key, move || {
            let (key, last) = (key.clone(), shown.clone());
            // A row that is about to go keeps what it said last.
            let card = Memo::new(move |before: Option<&Option<Card>>| {
                let found = others.with(|cards| cards.iter().find(|card| card.key == key).cloned());
                found
                    .or_else(|| before.cloned().flatten())
                    .or_else(|| Some(last.clone()))
            });
            other_call(text, card)
        })
    };
    let rows = list(move || others.get().into_iter().map(row).collect());
    view! { <div class="other-calls" role="group" aria-label=text.call.others>{rows}</div> }
        .into_any()
}

fn other_call(text: &'static Text, card: Memo<Option<Card>>) -> AnyView {
    let control = Memo::new(move |_| {
        let control = card.with(|card| card.as_ref().and_then(|card| card.drop.clone()));
        control.unwrap_or_else(|| Control::under(Err(Reason::NotAnswered), None))
    });
    let can_be_dropped =
        Memo::new(move |_| card.with(|card| card.as_ref().is_some_and(|card| card.drop.is_some())));
    let drop_button = dynamic(move || {
        let (class, label) = ("drop", text.controls.drop);
        if can_be_dropped.get() {
            view! { <CommandButton class label face=Icon::ReceiverDown control/> }.into_any()
        } else {
            nothing()
        }
    });
    view! {
        <div class=Signal::derive(move || ["other-call card ", class(&card.get())].concat())>
            {content(text, card)}
            {drop_button}
        </div>
    }
    .into_any()
}

/// Who, and below it how it stands.
fn content(text: &'static Text, card: Memo<Option<Card>>) -> AnyView {
    let part = move |read: fn(&Card) -> String| {
        Memo::new(move |_| card.with(|card| card.as_ref().map(read).unwrap_or_default()))
    };
    let since = Memo::new(move |_| {
        card.with(|card| card.as_ref().map_or(Moment::default(), |card| card.since))
    });
    let badges = Memo::new(move |_| {
        card.with(|card| {
            card.as_ref()
                .map(|card| card.badges.clone())
                .unwrap_or_default()
        })
    });
    let badge = |badge| view! { <span class="badge">{badge}</span> };
    let badges = dynamic(move || {
        badges
            .get()
            .into_iter()
            .map(badge)
            .collect_view()
            .into_any()
    });
    view! {
        <p class="who">
            <bdi class="number">{part(|card| card.title.clone())}</bdi>
            {badges}
        </p>
        <p class="how">
            <span class="call-state">{part(|card| card.state.to_owned())}</span>
            {elapsed(since.into())}
            <bdi class="through">{part(|card| card.through.clone())}</bdi>
            {call_id(text, part(|card| card.id.clone().unwrap_or_default()))}
        </p>
    }
    .into_any()
}

fn call_id(text: &'static Text, id: Memo<String>) -> AnyView {
    let has_id = Memo::new(move |_| id.with(|id| !id.is_empty()));
    let words = CopyWords {
        copy: text.call.copy,
        copied: text.call.copied,
        not_copied: text.call.not_copied,
    };
    dynamic(move || {
        if !has_id.get() {
            return nothing();
        }
        view! {
            <span class="call-id">
                <bdi>{id}</bdi>
                <Copy text=id.into() words/>
            </span>
        }
        .into_any()
    })
}

fn class(card: &Option<Card>) -> &'static str {
    card.as_ref().map_or("none", |card| card.class)
}
