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
use crate::text::Text;

/// The panel, while it is open.
pub fn queue_panel(screen: &Screen) -> Option<Element> {
    let text = screen.text;
    let open = screen.view.queue.open()?;
    let control = Control::plain(Command::CloseQueue);
    let close = command_button(
        screen,
        "close icon-only",
        "close",
        text.queue.close,
        control,
    );
    let head = element("div", "queue-head")
        .child(words("p", "title", text.queue.title))
        .child(skills(screen, open))
        .child(words("p", "connects", text.queue.connects))
        .child(close.face(Icon::Close).draw());
    let panel = element("section", "queue-panel")
        .attribute("aria-label", text.queue.title)
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
        (None, _) => text.queue.reading_skills,
        (Some(skills), _) if skills.is_empty() => text.queue.no_skills,
        (_, Waiting::Reading) => text.queue.reading,
        (_, Waiting::List { calls, .. }) if calls.is_empty() => text.queue.nobody,
        _ => "",
    }
}

/// Which skill's queue is looked at.
fn skills(screen: &Screen, open: &OpenQueue) -> Element {
    let (text, hand) = (screen.text, screen.hand);
    let options = open.skills.iter().flatten().map(|skill| {
        let id = skill.id.to_string();
        let name = match skill.name.is_empty() {
            true => text.queue.skill_number.with(&[&id]),
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
        .child(words("span", "name", text.queue.skill))
        .child(select)
}

/// A number, and the way to see more.
fn count_only(screen: &Screen, count: u32) -> Element {
    let text = &screen.text.queue;
    let busy = command_button(
        screen,
        "go-busy",
        "go-busy",
        text.go_busy,
        set_busy(screen.view),
    );
    element("div", "waiting count-only")
        .child(words("p", "count", text.count.with(&[&count.to_string()])))
        .child(words("p", "why", text.count_only))
        .child(busy.draw())
}

fn callers(screen: &Screen, skill: SkillId, calls: &[WaitingCall]) -> Element {
    element("ul", "waiting")
        .attribute("tabindex", "0")
        .attribute("aria-label", screen.text.queue.title)
        .children(calls.iter().map(|call| waiting_caller(screen, skill, call)))
}

/// Who, how long, and Take.
fn waiting_caller(screen: &Screen, skill: SkillId, caller: &WaitingCall) -> Element {
    let text = screen.text;
    let key = [caller.call.as_str(), "/", &skill.to_string()].concat();
    let control = take(screen, skill, caller);
    let name = ["take-", &key].concat();
    let take = command_button(screen, "take", &name, text.queue.take, control);
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
