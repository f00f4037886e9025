//! Conference and its menu: Decline and Join while invited, Leave once joined.

use std::rc::Rc;
use std::sync::Arc;

use agent_session::command::Command;
use agent_session::view::{Act, Conference, View};
use leptos::prelude::*;

use super::announcer::Announcer;
use super::common::button::{Button, Opens};
use super::common::dynamic::effect;
use super::common::icon::Icon;
use super::common::menu::MenuAnchor;
use super::common::roving::Stop;
use super::control::{Control, bound, shown};
use crate::store::Store;
use crate::text::Text;

/// The slot, at its place among the five controls.
pub fn conference_menu(store: Store, stop: Stop) -> AnyView {
    let text = store.text();
    let words = &text.controls;
    let is_open = RwSignal::new(false);
    let first = store.select(move |view| first(view, text));
    // The command names the invitation: another one, or none, closes the menu.
    effect(move || {
        first.track();
        is_open.set(false);
    });
    let announcer = Announcer::expect();
    let toggle = move || match first.get_untracked().wish {
        Ok(_) => is_open.set(!is_open.get_untracked()),
        Err(reason) => announcer.say((text.reason)(reason)),
    };
    let opener = shown(
        store,
        first,
        Button::new("slot conference", words.conference.into(), Box::new(toggle)),
    )
    .face(Icon::People)
    .opens(Opens::Menu, Arc::new(move || is_open.get()))
    .stop(stop);
    MenuAnchor {
        class: "whole",
        label: words.conference,
        is_open,
        is_blocked: Arc::new(move || first.with(|control| control.wish.is_err())),
        opener: stop.node,
        face: vec![opener.draw()],
        items: Box::new(move |roving, close| {
            let is_joined = untrack(|| store.read(|view| view.conference.joined().is_some()));
            let acts: &[Choice] = match is_joined {
                true => &[(words.leave, leave)],
                false => &[(words.join, join), (words.decline, decline)],
            };
            let item = |&(label, read): &Choice| {
                let close = Rc::clone(&close);
                let item = Button::new("item", label.into(), Box::new(|| ()))
                    .role("menuitem")
                    .stop(roving.stop());
                bound(store, store.select(read), item, close).draw()
            };
            acts.iter().map(item).collect()
        }),
    }
    .draw()
}

/// An item of the menu: its name, and what it would do.
type Choice = (&'static str, fn(&View) -> Control);

/// What there is to do first: Join while invited, Leave once joined.
fn first(view: &View, text: &Text) -> Control {
    let (control, about) = match view.conference {
        Conference::Joined { .. } => (leave(view), text.call.joined),
        Conference::Invited { .. } | Conference::None => (join(view), text.call.invited),
    };
    control
        .pending(view, |act| {
            matches!(act, Act::Join | Act::Decline | Act::Leave)
        })
        .about(about.to_owned())
}

fn join(view: &View) -> Control {
    let command = view.conference.invitation().cloned().map(Command::Join);
    Control::under(view.actions.join, command).pending(view, |act| act == Act::Join)
}

fn decline(view: &View) -> Control {
    let command = view.conference.invitation().cloned().map(Command::Decline);
    Control::under(view.actions.decline, command).pending(view, |act| act == Act::Decline)
}

fn leave(view: &View) -> Control {
    let command = view.conference.joined().cloned().map(Command::Leave);
    Control::under(view.actions.leave, command).pending(view, |act| act == Act::Leave)
}
