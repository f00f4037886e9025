//! The calls on the screen: the first in the bar, every other in a row of its own with its own Drop.

use agent_session::command::Command;
use agent_session::view::Ring;

use super::card::{Card, cards};
use super::common::button::Button;
use super::common::copy::copy;
use super::common::element::{Element, Words, element, words};
use super::common::icon::Icon;
use super::control::{Control, command_button};
use super::screen::Screen;
use crate::text::Sentence;

/// The call that needs the agent, or that there is none.
pub fn current_call(screen: &Screen) -> Element {
    let Screen { view, text, .. } = *screen;
    let card = cards(view, text).into_iter().next();
    let mut shown = element("div", "current-call card");
    shown = match card {
        None => shown
            .state("none")
            .child(words("p", "no-call", text.say(Sentence::NoCall))),
        Some(card) => shown.state(card.class).children(content(screen, card)),
    };
    let silence = (view.ring == Ring::Sounding).then(|| {
        let words = text.say(Sentence::Silence);
        let control = Control::plain(Command::SilenceRing).about(words.to_owned());
        let button = command_button(screen, "silence icon-only", "silence", words, control);
        button.face(Icon::BellOff).draw()
    });
    shown.children(silence)
}

/// Every call but the first.
pub fn other_calls(screen: &Screen) -> Element {
    let Screen { view, text, .. } = *screen;
    let others = cards(view, text).into_iter().skip(1);
    element("div", "other-calls")
        .attribute("role", "group")
        .attribute("aria-label", text.say(Sentence::OtherCalls))
        .children(
            others
                .enumerate()
                .map(|(place, card)| other_call(screen, place, card)),
        )
}

fn other_call(screen: &Screen, place: usize, mut card: Card) -> Element {
    let key = card.key.clone();
    let drop_button = card.drop.take().map(|control| {
        let label = screen.text.say(Sentence::Drop);
        let name = ["drop-", &place.to_string()].concat();
        let button = command_button(screen, "drop", &name, label, control);
        button.face(Icon::ReceiverDown).draw()
    });
    element("div", "other-call card")
        .key(key)
        .state(card.class)
        .children(content(screen, card))
        .children(drop_button)
}

/// Who, and below it how it stands; another call is drawn anew.
fn content(screen: &Screen, card: Card) -> [Element; 2] {
    let badges = card
        .badges
        .into_iter()
        .map(|badge| words("span", "badge", badge));
    let who = element("p", "who")
        .key(card.key.clone())
        .child(words("bdi", "number", card.title))
        .children(badges);
    let id = (!card.id.is_empty()).then(|| call_id(screen, card.id));
    let how = element("p", "how")
        .key(card.key)
        .child(words("span", "call-state", card.state))
        .child(screen.elapsed(screen.now.since(card.since)))
        .child(words("bdi", "through", card.through))
        .children(id);
    [who, how]
}

/// The id, and a button that copies it.
fn call_id(screen: &Screen, id: String) -> Element {
    let (text, hand) = (screen.text, screen.hand);
    let answer = match &screen.local.copied {
        Some((copied, true)) if *copied == id => text.say(Sentence::Copied),
        Some((copied, false)) if *copied == id => text.say(Sentence::NotCopied),
        _ => "",
    };
    let copied = id.clone();
    let name = screen.id("copy", &id);
    let button =
        Button::new("copy icon-only", name, text.say(Sentence::CopyCallId)).on_press(move |_| {
            let text = copied.clone();
            copy(&copied, move |is_copied| {
                hand.change(&mut |local| local.copied = Some((text.clone(), is_copied)));
            });
        });
    let copying = element("span", "copying")
        .child(button.face(Icon::Copy).draw())
        .child(said(answer));
    element("span", "call-id")
        .child(element("bdi", "").words(id))
        .child(copying)
}

/// What came of a press, told and shown.
pub fn said(sentence: impl Into<Words>) -> Element {
    words("span", "answer-to-press", sentence).attribute("role", "status")
}
