//! The whole toolbar: the form to sign in, or the bar with everything below it.

use agent_session::view::{Ring, Stage};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use super::agent_state::agent_state;
use super::announcer::{Announcer, live_regions};
use super::call_controls::call_controls;
use super::calls::{current_call, other_calls};
use super::common::clock::Clock;
use super::common::dynamic::{dynamic, effect};
use super::common::element::{Node, element, live};
use super::common::roving::focus;
use super::connection::connection_warning;
use super::missed_calls::missed_calls;
use super::notices::notices;
use super::queue_panel::queue_panel;
use super::sign_in::sign_in;
use super::sound::sound_blocked;
use crate::store::Store;

/// The root. It reads the [`Store`] from its context.
#[component]
pub fn Toolbar() -> AnyView {
    let store = Store::expect();
    Clock::provide();
    Announcer::provide();
    let is_signed_in = store.select(|view| matches!(view.stage, Stage::SignedIn { .. }));
    let root = Node::new();
    let has_focus = StoredValue::new(false);
    // The button that was pressed goes with its part of the toolbar: the focus stays in the toolbar.
    effect(move || {
        is_signed_in.track();
        if has_focus.get_value() {
            focus(root);
        }
    });
    let part = dynamic(move || {
        if is_signed_in.get() {
            bar(store)
        } else {
            sign_in(store)
        }
    });
    let messages = element("div")
        .class("messages")
        .child(sound_blocked(store))
        .child(connection_warning(store))
        .child(notices(store));
    element("section")
        .class("agent-toolbar")
        .attribute("aria-label", store.text().toolbar)
        .attribute("data-ring", live(move || ring(store).to_owned()))
        .attribute("tabindex", "-1")
        .node(root)
        .on("focusin", move |_| has_focus.set_value(true))
        .on("focusout", move |event| {
            has_focus.set_value(is_removed(&event))
        })
        .child(live_regions(store))
        .child(part)
        .child(messages.draw())
        .draw()
}

fn bar(store: Store) -> AnyView {
    let bar = element("div")
        .class("bar")
        .child(agent_state(store))
        .child(current_call(store))
        .child(call_controls(store));
    let below = [other_calls(store), queue_panel(store), missed_calls(store)];
    [bar.draw()]
        .into_iter()
        .chain(below)
        .collect::<Vec<_>>()
        .into_any()
}

fn ring(store: Store) -> &'static str {
    store.read(|view| match view.ring {
        Ring::Quiet => "quiet",
        Ring::Sounding => "sounding",
        Ring::Silenced => "silenced",
    })
}

/// The focus is lost because its element has gone, not because somebody moved it.
fn is_removed(event: &web_sys::Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    target.is_some_and(|node| !node.is_connected())
}
