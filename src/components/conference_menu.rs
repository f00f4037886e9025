//! Conference and its menu: Decline and Join while invited, Leave once joined.

use agent_session::command::Command;
use agent_session::view::{Act, CallId, Conference, Reason, View};
use leptos::prelude::*;

use super::announcer::Announcer;
use super::common::button::Button;
use super::common::icon::Icon;
use super::common::menu::{Items, MenuAnchor};
use super::common::roving::Stop;
use super::control::{CommandButton, Control};
use crate::store::Store;

/// What there is to do about a conference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Situation {
    Without(Reason),
    Invited,
    Joined,
}

/// The slot.
#[component]
pub fn ConferenceMenu(
    /// Its place among the five controls.
    stop: Stop,
) -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let announcer = Announcer::expect();
    let is_open = RwSignal::new(false);
    let key = store.select(|view| {
        view.conference
            .invitation()
            .or(view.conference.joined())
            .cloned()
    });
    let situation = store.select(situation);
    Effect::new(move |before: Option<_>| {
        let now = (key.get(), situation.get());
        if before.is_some_and(|before| before != now) {
            is_open.set(false);
        }
        now
    });
    let is_blocked = Signal::derive(move || matches!(situation.get(), Situation::Without(_)));
    let progress = store.select(|view| leave(view).pending(view, is_of_conference).progress);
    let hint = Signal::derive(move || match situation.get() {
        Situation::Without(reason) => (text.reason)(reason).to_owned(),
        Situation::Invited => text.call.invited.to_owned(),
        Situation::Joined => text.call.joined.to_owned(),
    });
    let class = "slot conference";
    let opener = view! {
        <Button
            class
            label=text.controls.conference
            face=Icon::People
            opens=("menu", is_open.into())
            stop
            is_blocked
            progress=Signal::derive(move || progress.get())
            hint
            on_press=move |()| match situation.get_untracked() {
                Situation::Without(reason) => announcer.say((text.reason)(reason)),
                Situation::Invited | Situation::Joined => {
                    is_open.update(|is_open| *is_open = !*is_open);
                }
            }
        />
    };
    let items: Items = Box::new(move |roving, close| {
        let acts: &[Choice] = match situation.get_untracked() {
            Situation::Invited => &[(text.controls.join, join), (text.controls.decline, decline)],
            Situation::Joined => &[(text.controls.leave, leave)],
            Situation::Without(_) => &[],
        };
        let item = |&(label, read): &Choice| {
            let control = store.select(read);
            let (stop, on_sent) = (roving.stop(), close);
            view! { <CommandButton class="item" role="menuitem" label control stop on_sent/> }
        };
        acts.iter().map(item).collect_view().into_any()
    });
    view! {
        <MenuAnchor
            class="conference-anchor"
            label=text.controls.conference
            is_open
            is_blocked
            opener=stop.node
            face=opener.into_any()
            items
        />
    }
    .into_any()
}

/// An item's name and what it does.
type Choice = (&'static str, fn(&View) -> Control);

fn situation(view: &View) -> Situation {
    match &view.conference {
        Conference::Invited { .. } => Situation::Invited,
        Conference::Joined { .. } => Situation::Joined,
        Conference::None => {
            Situation::Without(view.actions.decline.err().unwrap_or(Reason::NoInvitation))
        }
    }
}

fn is_of_conference(act: Act, _: Option<&CallId>) -> bool {
    matches!(act, Act::Join | Act::Decline | Act::Leave)
}

fn join(view: &View) -> Control {
    let command = view.conference.invitation().cloned().map(Command::Join);
    Control::under(view.actions.join, command).pending(view, |act, _| act == Act::Join)
}

fn decline(view: &View) -> Control {
    let command = view.conference.invitation().cloned().map(Command::Decline);
    Control::under(view.actions.decline, command).pending(view, |act, _| act == Act::Decline)
}

fn leave(view: &View) -> Control {
    let command = view.conference.joined().cloned().map(Command::Leave);
    Control::under(view.actions.leave, command).pending(view, |act, _| act == Act::Leave)
}
