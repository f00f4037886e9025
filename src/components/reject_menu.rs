//! Reject and its picker: each mode with both of its effects, in words that promise nothing.
//!
//! With the administrator's default mode the face names it and rejects with it, and an arrow opens
//! the picker; without, the whole button opens it. The picker is for the call it was opened for and
//! closes when that call no longer rings.

use std::sync::Arc;

use agent_session::command::Command;
use agent_session::view::{Act, RejectMode, View};

use super::call_controls::{about, call};
use super::common::button::{Button, Opens};
use super::common::element::Element;
use super::common::icon::Icon;
use super::common::menu::Menu;
use super::common::roving::Axis;
use super::control::{Control, command_button, is_open, menu_item, opening};
use super::screen::Screen;
use crate::text::{Sentence, Text};

/// The slot.
pub fn reject_menu(screen: &Screen) -> Element {
    let Screen {
        view, text, hand, ..
    } = *screen;
    let first = reject(view, text, RejectMode::BackToQueue);
    let wish = first.wish.clone();
    let is_open = is_open(screen, &wish);
    let default = screen.default_reject_mode;
    let mut opener = match default {
        None => Button::new(
            "slot reject",
            screen.id("hint", "reject"),
            text.say(Sentence::Reject),
        ),
        Some(_) => Button::new(
            "arrow icon-only",
            screen.id("hint", "modes"),
            text.say(Sentence::ChooseMode),
        ),
    };
    opener.face = default.is_none().then_some(Icon::Crossed);
    opener.opens = Some((Opens::Menu, is_open));
    let opener = opener.stop(Axis::Horizontal, false);
    let whole = default.map(|mode| default_button(screen, mode));
    let opener = opening(screen, first, opener).draw();
    let mut items = Vec::new();
    if is_open {
        items.push(item(screen, RejectMode::BackToQueue, "to-queue"));
        items.push(item(screen, RejectMode::HangUp, "hang-up"));
    }
    Menu {
        class: if default.is_some() { "split" } else { "whole" },
        label: text.say(Sentence::ChooseMode),
        is_open,
        is_blocked: wish.is_err(),
        face: whole.into_iter().chain([opener]).collect(),
        items,
        open: Arc::new(move |is_open| hand.open(wish.clone().ok().filter(|_| is_open))),
    }
    .draw()
}

/// The face that rejects with the administrator's mode.
fn default_button(screen: &Screen, mode: RejectMode) -> Element {
    let text = screen.text;
    let control = reject(screen.view, text, mode);
    let detail = text.say(match mode {
        RejectMode::BackToQueue => Sentence::ToQueueShort,
        RejectMode::HangUp => Sentence::HangUpShort,
    });
    let mut button = command_button(
        screen,
        "slot reject",
        "reject",
        text.say(Sentence::Reject),
        control,
    );
    button.detail = detail.into();
    let button = button.face(Icon::Crossed);
    button.stop(Axis::Horizontal, false).draw()
}

/// One mode, with what it does to the call and to the agent.
fn item(screen: &Screen, mode: RejectMode, name: &'static str) -> Element {
    let Screen { view, text, .. } = *screen;
    let is_first = mode == RejectMode::BackToQueue;
    let [call, agent] = mode_words(text, mode, may_differ(view));
    let control = reject(view, text, mode).about(String::new());
    let mut item = menu_item(screen, name, call, control, is_first);
    item.detail = [" · ", agent].concat().into();
    item.draw().key(name)
}

/// What a mode does to the call, and what to the agent.
fn mode_words(text: &Text, mode: RejectMode, may_differ: bool) -> [&'static str; 2] {
    let [call, agent] = match (mode, may_differ) {
        (RejectMode::BackToQueue, false) => [Sentence::ToQueue, Sentence::ToQueueYou],
        (RejectMode::HangUp, false) => [Sentence::HangUp, Sentence::HangUpYou],
        (RejectMode::BackToQueue, true) => [Sentence::AskToQueue, Sentence::MayDiffer],
        (RejectMode::HangUp, true) => [Sentence::AskHangUp, Sentence::MayDiffer],
    };
    [text.say(call), text.say(agent)]
}

/// Rejecting the offered call in this mode.
fn reject(view: &View, text: &Text, mode: RejectMode) -> Control {
    rejecting(view, mode)
        .pending(view, |act| matches!(act, Act::Reject(_)))
        .about(about(view, view.offered.as_ref(), text))
}

fn rejecting(view: &View, mode: RejectMode) -> Control {
    let command = view.offered.clone().map(|key| Command::Reject(key, mode));
    Control::under(view.actions.reject, command)
}

/// In these cases the interface's page leaves the effect of a mode open.
fn may_differ(view: &View) -> bool {
    let offered = call(view, view.offered.as_ref());
    offered.is_some_and(|call| call.is_transfer || call.feature.is_internal())
}
