//! The queue: one of the agent's skills, who waits there and how long, and taking one of them.

use agent_session::command::Command;
use agent_session::view::{Act, Millis, OpenQueue, SkillId, Waiting, WaitingCall};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlSelectElement;

use super::agent_state::set_busy;
use super::common::element::{Element, element, words};
use super::common::icon::Icon;
use super::control::{Control, command_button};
use super::screen::Screen;
use crate::text::{Phrase, Sentence, Text};

/// The panel, while it is open.
pub fn queue_panel(screen: &Screen) -> Option<Element> {
    let text = screen.text;
    let open = screen.view.queue.open()?;
    let control = Control::plain(Command::CloseQueue);
    let close = command_button(
        screen,
        "close icon-only",
        "close",
        text.say(Sentence::CloseQueue),
        control,
    );
    let head = element("div", "queue-head")
        .child(words("p", "title", text.say(Sentence::Queue)))
        .child(skills(screen, open))
        .child(words("p", "connects", text.say(Sentence::TakeConnects)))
        .child(close.face(Icon::Close).draw());
    let panel = element("section", "queue-panel")
        .attribute("aria-label", text.say(Sentence::Queue))
        .child(head)
        .child(words("p", "waiting note", note(open, text)));
    Some(match (&open.waiting, open.chosen) {
        (Waiting::Count { count, .. }, _) => panel.child(count_only(screen, *count)),
        (Waiting::List { calls, .. }, Some(skill)) if !calls.is_empty() => {
            panel.child(callers(screen, skill, calls))
        }
        _ => panel,
    })
}

/// What is said where there is neither a list nor a number.
fn note(open: &OpenQueue, text: &Text) -> &'static str {
    match (&open.skills, &open.waiting) {
        (Some(skills), _) if skills.is_empty() => text.say(Sentence::NoSkills),
        (_, Waiting::Reading) => text.say(Sentence::ReadingQueue),
        (_, Waiting::List { calls, .. }) if calls.is_empty() => text.say(Sentence::NobodyWaits),
        _ => "",
    }
}

/// Which skill's queue is looked at.
fn skills(screen: &Screen, open: &OpenQueue) -> Element {
    let (text, hand) = (screen.text, screen.hand);
    let options = open.skills.iter().flatten().map(|skill| {
        let id = skill.id.to_string();
        let name = match skill.name.is_empty() {
            true => text.fill(Phrase::SkillNumber, &[&id]),
            false => skill.name.clone(),
        };
        words("option", "", name)
            .key(id.clone())
            .attribute("value", id)
    });
    let chosen = open.chosen.map(|id| id.to_string()).unwrap_or_default();
    let select = element("select", "")
        .value(chosen)
        .on("change", move |event| {
            let select = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            if let Some(id) = select.and_then(|select| select.value().parse().ok()) {
                hand.send(Command::ChooseSkill(SkillId(id)));
            }
        })
        .children(options);
    element("label", "skill")
        .child(words("span", "name", text.say(Sentence::Skill)))
        .child(select)
}

/// A number, and the way to see more.
fn count_only(screen: &Screen, count: u32) -> Element {
    let text = screen.text;
    let busy = command_button(
        screen,
        "go-busy",
        "go-busy",
        text.say(Sentence::GoBusy),
        set_busy(screen.view),
    );
    element("div", "waiting count-only")
        .child(words(
            "p",
            "count",
            text.fill(Phrase::Waiting, &[&count.to_string()]),
        ))
        .child(words("p", "why", text.say(Sentence::CountOnly)))
        .child(busy.draw())
}

fn callers(screen: &Screen, skill: SkillId, calls: &[WaitingCall]) -> Element {
    element("ul", "waiting")
        .attribute("tabindex", "0")
        .attribute("aria-label", screen.text.say(Sentence::Queue))
        .children(
            calls
                .iter()
                .enumerate()
                .map(|(place, call)| waiting_caller(screen, place, skill, call)),
        )
}

/// Who, how long, and Take.
fn waiting_caller(screen: &Screen, place: usize, skill: SkillId, caller: &WaitingCall) -> Element {
    let text = screen.text;
    let key = [caller.call.as_str(), "/", &skill.to_string()].concat();
    let control = take(screen, skill, caller);
    let name = ["take-", &place.to_string()].concat();
    let take = command_button(screen, "take", &name, text.say(Sentence::Take), control);
    let waits = caller
        .since
        .map(|since| screen.elapsed(Millis(screen.now.wall.saturating_sub(since))));
    let number = text.number(caller.caller.as_deref()).to_owned();
    element("li", "")
        .key(key)
        .child(words("bdi", "number", number))
        .children(waits)
        .child(take.draw())
}

fn take(screen: &Screen, skill: SkillId, caller: &WaitingCall) -> Control {
    let call = caller.call.clone();
    let verdict = screen.view.actions.pick_up;
    Control::under(verdict, Some(Command::PickUp { call, skill })).pending_for(
        screen.view,
        |act| act == Act::PickUp,
        Some(&caller.call),
    )
}
