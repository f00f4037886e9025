//! The whole toolbar: the form to sign in, or the bar with everything below it.

use agent_session::view::{Ring, Stage};
use leptos::ev::FocusEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Node;

use super::agent_state::AgentStatePanel;
use super::announcer::{Announcer, LiveRegions};
use super::call_controls::CallControls;
use super::calls::{CurrentCall, OtherCalls};
use super::common::clock::Clock;
use super::common::dynamic::dynamic;
use super::connection::ConnectionWarning;
use super::missed_calls::MissedCalls;
use super::notices::Notices;
use super::queue_panel::QueuePanel;
use super::sign_in::SignIn;
use super::sound::SoundBlocked;
use crate::store::Store;

/// The root. It reads the [`Store`] from its context.
#[component]
pub fn Toolbar() -> AnyView {
    let store = Store::expect();
    Clock::provide(move || store.now());
    Announcer::provide();
    let is_signed_in = store.select(|view| matches!(view.stage, Stage::SignedIn { .. }));
    let ring = store.select(|view| match view.ring {
        Ring::Quiet => "quiet",
        Ring::Sounding => "sounding",
        Ring::Silenced => "silenced",
    });
    let root: NodeRef<html::Section> = NodeRef::new();
    let has_focus = StoredValue::new(false);
    // The button that was pressed goes with its part of the toolbar: the focus stays in the toolbar.
    Effect::new(move |before: Option<bool>| {
        let now = is_signed_in.get();
        if before.is_some_and(|before| before != now)
            && has_focus.get_value()
            && let Some(root) = root.get_untracked()
        {
            let _ = root.focus();
        }
        now
    });
    view! {
        <section
            class="agent-toolbar"
            aria-label=store.text().toolbar
            data-ring=ring
            tabindex="-1"
            node_ref=root
            on:focusin=move |_| has_focus.set_value(true)
            on:focusout=move |event| has_focus.set_value(is_removed(&event))
        >
            <LiveRegions/>
            {dynamic(move || if is_signed_in.get() { bar() } else { view! { <SignIn/> }.into_any() })}
            <div class="messages">
                <SoundBlocked/>
                <ConnectionWarning/>
                <Notices/>
            </div>
        </section>
    }
    .into_any()
}

fn bar() -> AnyView {
    view! {
        <div class="bar">
            <AgentStatePanel/>
            <CurrentCall/>
            <CallControls/>
        </div>
        <OtherCalls/>
        <QueuePanel/>
        <MissedCalls/>
    }
    .into_any()
}

/// The focus is lost because its element has gone, not because somebody moved it.
fn is_removed(event: &FocusEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Node>().ok());
    target.is_some_and(|node| !node.is_connected())
}
