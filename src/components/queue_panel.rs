//! The queue: one of the agent's skills, who waits there and how long, and taking one of them.

use agent_session::command::Command;
use agent_session::view::{Act, OpenQueue, SkillId, View, Waiting, WaitingCall};
use leptos::ev::Event;
use leptos::prelude::*;

use super::common::clock::{Clock, duration};
use super::common::dynamic::{Row, dynamic, list, nothing};
use super::common::icon::Icon;
use super::control::{CommandButton, Control};
use crate::store::Store;
use crate::text::Text;
use agent_session::view::Millis;

/// What the panel shows besides the callers themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    Closed,
    Words(&'static str),
    Count(u32),
    List,
}

/// The panel, while it is open.
#[component]
pub fn QueuePanel() -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let is_open = store.select(|view| view.queue.open().is_some());
    dynamic(move || {
        if !is_open.get() {
            return nothing();
        }
        let close = store.select(|_| Control::plain(Command::CloseQueue));
        let shown = store.select(move |view| shown(view, text));
        let content = dynamic(move || match shown.get() {
            Shown::Closed => nothing(),
            Shown::Words(words) => view! { <p class="waiting">{words}</p> }.into_any(),
            Shown::Count(count) => count_only(store, count),
            Shown::List => callers(store),
        });
        view! {
            <section class="queue-panel" aria-label=text.queue.title>
                <div class="queue-head">
                    <p class="title">{text.queue.title}</p>
                    {skills(store)}
                    <p class="connects">{text.queue.connects}</p>
                    <CommandButton
                        class="close icon-only"
                        label=text.queue.close
                        face=Icon::Close
                        control=close
                    />
                </div>
                {content}
            </section>
        }
        .into_any()
    })
}

fn shown(view: &View, text: &Text) -> Shown {
    let Some(open) = view.queue.open() else {
        return Shown::Closed;
    };
    match (&open.skills, &open.waiting) {
        (None, _) => Shown::Words(text.queue.reading_skills),
        (Some(skills), _) if skills.is_empty() => Shown::Words(text.queue.no_skills),
        (_, Waiting::Reading) => Shown::Words(text.queue.reading),
        (_, Waiting::Count { count, .. }) => Shown::Count(*count),
        (_, Waiting::List { calls, .. }) if calls.is_empty() => Shown::Words(text.queue.nobody),
        (_, Waiting::List { .. }) => Shown::List,
    }
}

/// Which skill's queue is looked at.
fn skills(store: Store) -> AnyView {
    let text = store.text();
    let skills = store.select(|view| view.queue.open().and_then(|open| open.skills.clone()));
    let chosen = store.select(|view| view.queue.open().and_then(|open| open.chosen));
    let choose = move |event: Event| {
        if let Ok(id) = event_target_value(&event).parse() {
            store.dispatch(Command::ChooseSkill(SkillId(id)));
        }
    };
    let options = dynamic(move || {
        let option = |skill: agent_session::view::Skill| {
            let id = skill.id.to_string();
            let name = match skill.name.is_empty() {
                true => text.queue.skill_number.with(&[&id]),
                false => skill.name,
            };
            let is_chosen = chosen.get() == Some(skill.id);
            view! { <option value=id prop:selected=is_chosen>{name}</option> }
        };
        skills
            .get()
            .unwrap_or_default()
            .into_iter()
            .map(option)
            .collect_view()
            .into_any()
    });
    view! {
        <label class="skill">
            <span>{text.queue.skill}</span>
            <select on:change=choose>{options}</select>
        </label>
    }
    .into_any()
}

/// A number, and the way to see more.
fn count_only(store: Store, count: u32) -> AnyView {
    let text = store.text();
    let go_busy = store.select(|view| {
        Control::under(view.actions.set_busy, Some(Command::SetBusy))
            .pending(view, |act, _| act == Act::SetBusy)
    });
    view! {
        <div class="waiting count-only">
            <p class="count">{text.queue.count.with(&[&count.to_string()])}</p>
            <p class="why">{text.queue.count_only}</p>
            <CommandButton class="go-busy" label=text.queue.go_busy control=go_busy/>
        </div>
    }
    .into_any()
}

fn callers(store: Store) -> AnyView {
    let open = store.select(|view| view.queue.open().cloned());
    let rows = list(move || match open.get() {
        Some(OpenQueue {
            chosen: Some(skill),
            waiting: Waiting::List { calls, .. },
            ..
        }) => {
            let row = |caller: WaitingCall| {
                let key = [caller.call.as_str(), "/", &skill.to_string()].concat();
                Row::new(key, move || waiting_caller(store, skill, &caller))
            };
            calls.into_iter().map(row).collect()
        }
        _ => Vec::new(),
    });
    view! { <ul class="waiting" tabindex="0" aria-label=store.text().queue.title>{rows}</ul> }
        .into_any()
}

/// Who, how long, and Take.
fn waiting_caller(store: Store, skill: SkillId, caller: &WaitingCall) -> AnyView {
    let text = store.text();
    let number = text.number(caller.caller.as_deref()).to_owned();
    let call = caller.call.clone();
    let take = store.select(move |view| {
        let command = Command::PickUp {
            call: call.clone(),
            skill,
        };
        Control::under(view.actions.pick_up, Some(command)).pending(view, |act, taken| {
            act == Act::PickUp && taken == Some(&call)
        })
    });
    let waits = match caller.since {
        None => nothing(),
        Some(since) => {
            let now = Clock::watch();
            let waits = move || duration(Millis(now.get().wall.saturating_sub(since)));
            view! { <span class="elapsed" role="timer">{Signal::derive(waits)}</span> }.into_any()
        }
    };
    view! {
        <li>
            <bdi class="number">{number.clone()}</bdi>
            {waits}
            <CommandButton class="take" label=text.queue.take control=take/>
        </li>
    }
    .into_any()
}
