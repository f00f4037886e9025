//! What was sent: each command under its name in the gateway's own log, and step by step what became of it.

use agent_session::view::{LedgerEntry, Moment, Outcome};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element as PageElement;

use super::common::clock::time_of_day;
use super::common::element::{Element, Words, element, words};
use super::common::icon::{Icon, icon};
use super::screen::Screen;
use crate::text::{Phrase, Sentence, Text};

/// A small panel with the list, newest first, which is made only while it is open.
pub fn ledger(screen: &Screen) -> Element {
    let (text, hand) = (screen.text, screen.hand);
    let title = text.say(Sentence::Ledger);
    let summary = element("summary", "button")
        .attribute("title", title)
        .child(icon(Icon::Ledger))
        .child(words("span", "label", title));
    let mut panel = element("div", "pop-up ledger").child(words("p", "title", title));
    let entries = &screen.view.ledger;
    if entries.is_empty() {
        panel = panel.child(words("p", "note", text.say(Sentence::NothingSent)));
    } else if screen.local.is_ledger_open {
        let rows = entries.iter().rev().map(|sent| entry(text, sent));
        let list = element("ol", "")
            .attribute("tabindex", "0")
            .attribute("aria-label", title);
        panel = panel.child(list.children(rows));
    }
    let open = move |event: &leptos::web_sys::Event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<PageElement>().ok());
        let is_open = target.is_some_and(|details| details.has_attribute("open"));
        hand.change(&mut |local| local.is_ledger_open = is_open);
    };
    element("details", "popping")
        .key("ledger")
        .on("toggle", open)
        .child(summary)
        .child(panel)
}

fn entry(text: &Text, sent: &LedgerEntry) -> Element {
    let head = element("p", "sent")
        .child(words("span", "act", text.act_name(sent.act)))
        .words(" ")
        .child(words("code", "", sent.log_name))
        .words(" ")
        .child(words(
            "bdi",
            "",
            sent.call
                .as_ref()
                .map(|call| call.as_str().to_owned())
                .unwrap_or_default(),
        ));
    let asked = step(sent.asked, text.say(Sentence::StepAsked).into());
    let mut steps = element("ul", "").child(asked);
    if let Some(at) = sent.accepted {
        steps = steps.child(step(at, text.say(Sentence::StepAccepted).into()));
    }
    if let Some(at) = sent.unknown {
        steps = steps.child(step(at, text.say(Sentence::StepUnknown).into()));
    }
    let end = match &sent.outcome {
        Outcome::Open => None,
        Outcome::Confirmed { by, at } => Some((*at, text.fill(Phrase::StepConfirmed, &[by]))),
        Outcome::Refused { retcode, at } => {
            let meaning = text.code_meaning(retcode);
            let words = text.fill(Phrase::StepRefused, &[retcode.as_str(), meaning]);
            Some((*at, words))
        }
        Outcome::Settled { as_what, at } => Some((*at, text.settled(*as_what, sent.act))),
    };
    let steps = steps.children(end.map(|(at, said)| step(at, said.into()).state("end")));
    element("li", "entry")
        .key(sent.number.to_string())
        .child(head)
        .child(steps)
}

fn step(at: Moment, said: Words) -> Element {
    element("li", "step")
        .child(words("time", "", time_of_day(at)))
        .words(" ")
        .words(said)
}
