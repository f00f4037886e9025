//! Conference and its menu: Decline and Join while invited, Leave once joined.

use std::sync::Arc;

use agent_session::command::Command;
use agent_session::view::{Act, Conference, View};

use super::common::button::{Button, Opens};
use super::common::element::Element;
use super::common::icon::Icon;
use super::common::menu::Menu;
use super::common::roving::Axis;
use super::control::{Control, is_open, menu_item, opening};
use super::screen::Screen;
use crate::text::{Sentence, Text};

/// The slot, at its place among the five controls.
pub fn conference_menu(screen: &Screen) -> Element {
    let Screen {
        view, text, hand, ..
    } = *screen;
    let first = first(view, text);
    let wish = first.wish.clone();
    let is_open = is_open(screen, &wish);
    let id = screen.id("hint", "conference");
    let mut opener = Button::new("slot conference", id, text.say(Sentence::Conference));
    opener.opens = Some((Opens::Menu, is_open));
    let opener = opener.face(Icon::People).stop(Axis::Horizontal, false);
    let mut items = Vec::new();
    if is_open && view.conference.joined().is_some() {
        items.push(item(
            screen,
            "leave",
            text.say(Sentence::Leave),
            leave(view),
            true,
        ));
    } else if is_open {
        items.push(item(
            screen,
            "join",
            text.say(Sentence::Join),
            join(view),
            true,
        ));
        items.push(item(
            screen,
            "decline",
            text.say(Sentence::Decline),
            decline(view),
            false,
        ));
    }
    Menu {
        class: "whole",
        label: text.say(Sentence::Conference),
        is_open,
        is_blocked: wish.is_err(),
        face: vec![opening(screen, first, opener).draw()],
        items,
        open: Arc::new(move |is_open| hand.open(wish.clone().ok().filter(|_| is_open))),
    }
    .draw()
    .key("conference")
}

fn item(
    screen: &Screen,
    name: &'static str,
    label: &'static str,
    control: Control,
    is_first: bool,
) -> Element {
    let item = menu_item(screen, name, label, control, is_first);
    item.draw().key(name)
}

/// What there is to do first: Join while invited, Leave once joined.
fn first(view: &View, text: &Text) -> Control {
    let (control, about) = match view.conference {
        Conference::Joined { .. } => (leave(view), text.say(Sentence::Joined)),
        Conference::Invited { .. } | Conference::None => (join(view), text.say(Sentence::Invited)),
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
