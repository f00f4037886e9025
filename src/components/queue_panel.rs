//! The queue: one of the agent's skills, who waits there and how long, and taking one of them.

use agent_session::command::Command;
use agent_session::view::{Act, Millis, OpenQueue, Reason, SkillId, View, Waiting, WaitingCall};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlSelectElement;

use super::agent_state::set_busy;
use super::common::clock::elapsed;
use super::common::dynamic::{dynamic, dynamic_if, list, nothing};
use super::common::element::{element, live, words};
use super::common::icon::Icon;
use super::control::{Control, command_button};
use crate::store::Store;
use crate::text::Text;

/// The panel, while it is open.
pub fn queue_panel(store: Store) -> AnyView {
    let text = store.text();
    let is_open = store.select(|view| view.queue.open().is_some());
    dynamic_if(is_open, move || {
        let close = command_button(
            store,
            "close icon-only",
            text.queue.close,
            Box::new(|_| Control::plain(Command::CloseQueue)),
        );
        let head = element("div")
            .class("queue-head")
            .child(words("p", "title", text.queue.title))
            .child(skills(store))
            .child(words("p", "connects", text.queue.connects))
            .child(close.face(Icon::Close).draw());
        let note = words(
            "p",
            "waiting note",
            live(move || store.read(|view| note(view, text))),
        );
        let has_count = store.select(|view| count(view).is_some());
        element("section")
            .class("queue-panel")
            .attribute("aria-label", text.queue.title)
            .child(head.draw())
            .child(note)
            .child(dynamic_if(has_count, move || count_only(store)))
            .child(callers(store))
            .draw()
    })
}

/// What is said where there is neither a list nor a number.
fn note(view: &View, text: &Text) -> String {
    let words = match view.queue.open() {
        None => "",
        Some(OpenQueue { skills: None, .. }) => text.queue.reading_skills,
        Some(OpenQueue {
            skills: Some(skills),
            ..
        }) if skills.is_empty() => text.queue.no_skills,
        Some(OpenQueue {
            waiting: Waiting::Reading,
            ..
        }) => text.queue.reading,
        Some(OpenQueue {
            waiting: Waiting::List { calls, .. },
            ..
        }) if calls.is_empty() => text.queue.nobody,
        Some(_) => "",
    };
    words.to_owned()
}

/// Which skill's queue is looked at.
fn skills(store: Store) -> AnyView {
    let text = store.text();
    let choose = move |event: leptos::web_sys::Event| {
        let select = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(id) = select.and_then(|select| select.value().parse().ok()) {
            store.dispatch(Command::ChooseSkill(SkillId(id)));
        }
    };
    // Each skill as its id and its name, the chosen one first of all.
    let skills = store.select(move |view| {
        let Some(open) = view.queue.open() else {
            return Vec::new();
        };
        let chosen = open.chosen.map(|id| id.to_string()).unwrap_or_default();
        let named = open.skills.iter().flatten().flat_map(|skill| {
            let id = skill.id.to_string();
            let name = match skill.name.is_empty() {
                true => text.queue.skill_number.with(&[&id]),
                false => skill.name.clone(),
            };
            [id, name]
        });
        [chosen].into_iter().chain(named).collect::<Vec<_>>()
    });
    let select = dynamic(move || {
        let skills = skills.get();
        let Some((chosen, named)) = skills.split_first() else {
            return nothing();
        };
        let select = element("select").on("change", choose);
        let options = named.chunks_exact(2).fold(select, |select, skill| {
            let option = element("option").attribute("value", skill[0].clone());
            let option = match skill[0] == *chosen {
                true => option.attribute("selected", ""),
                false => option,
            };
            select.child(option.words(skill[1].clone()).draw())
        });
        options.draw()
    });
    let label = element("label")
        .class("skill")
        .child(words("span", "name", text.queue.skill));
    label.child(select).draw()
}

fn count(view: &View) -> Option<u32> {
    match view.queue.open()?.waiting {
        Waiting::Count { count, .. } => Some(count),
        Waiting::Reading | Waiting::List { .. } => None,
    }
}

/// A number, and the way to see more.
fn count_only(store: Store) -> AnyView {
    let text = store.text();
    let number = live(move || {
        let count = store.read(count).unwrap_or_default();
        text.queue.count.with(&[&count.to_string()])
    });
    element("div")
        .class("waiting count-only")
        .child(words("p", "count", number))
        .child(words("p", "why", text.queue.count_only))
        .child(command_button(store, "go-busy", text.queue.go_busy, Box::new(set_busy)).draw())
        .draw()
}

fn callers(store: Store) -> AnyView {
    let keys = store.select(|view| {
        let callers = waiting(view).map(|(skill, call)| key_of(skill, call));
        callers.collect::<Vec<_>>()
    });
    let has_some = Memo::new(move |_| keys.with(|keys| !keys.is_empty()));
    dynamic_if(has_some, move || {
        element("ul")
            .class("waiting")
            .attribute("tabindex", "0")
            .attribute("aria-label", store.text().queue.title)
            .child(list(keys, move |key| waiting_caller(store, key)))
            .draw()
    })
}

/// The callers shown, each with the skill it waits for.
fn waiting(view: &View) -> impl Iterator<Item = (SkillId, &WaitingCall)> {
    let shown = match view.queue.open() {
        Some(OpenQueue {
            chosen: Some(skill),
            waiting: Waiting::List { calls, .. },
            ..
        }) => Some((*skill, calls)),
        _ => None,
    };
    shown
        .into_iter()
        .flat_map(|(skill, calls)| calls.iter().map(move |call| (skill, call)))
}

fn key_of(skill: SkillId, call: &WaitingCall) -> String {
    [call.call.as_str(), "/", &skill.to_string()].concat()
}

fn find(view: &View, key: &str) -> Option<(SkillId, WaitingCall)> {
    let found = waiting(view).find(|(skill, call)| key_of(*skill, call) == key);
    found.map(|(skill, call)| (skill, call.clone()))
}

/// Who, how long, and Take.
fn waiting_caller(store: Store, key: String) -> AnyView {
    let text = store.text();
    let Some((_, caller)) = untrack(|| store.read(|view| find(view, &key))) else {
        return nothing();
    };
    let take = command_button(
        store,
        "take",
        text.queue.take,
        Box::new(move |view| take(view, &key)),
    );
    let waits = match caller.since {
        None => nothing(),
        Some(since) => elapsed(move || Millis(store.now().wall.saturating_sub(since))),
    };
    element("li")
        .child(words(
            "bdi",
            "number",
            text.number(caller.caller.as_deref()).to_owned(),
        ))
        .child(waits)
        .child(take.draw())
        .draw()
}

fn take(view: &View, key: &str) -> Control {
    match find(view, key) {
        None => Control::under(Err(Reason::NotInQueue), None),
        Some((skill, WaitingCall { call, .. })) => {
            let command = Command::PickUp {
                call: call.clone(),
                skill,
            };
            Control::under(view.actions.pick_up, Some(command)).pending_for(
                view,
                |act| act == Act::PickUp,
                &call,
            )
        }
    }
}
