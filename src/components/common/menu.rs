//! A menu that hangs below the button that opens it.
//!
//! The pattern of the ARIA Authoring Practices for menu buttons: the arrow down opens, arrows walk,
//! Escape closes and gives the focus back, and whatever takes the focus elsewhere closes it too.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use super::dynamic::{dynamic, nothing};
use super::roving::{Axis, Roving};

/// Draws a menu's items, given the walk they stand in and what closes the menu.
pub type Items = Box<dyn Fn(Roving, Callback<()>) -> AnyView + Send>;

/// A button, or two, and the menu below.
#[component]
pub fn MenuAnchor(
    /// Class of the whole.
    class: &'static str,
    /// The menu's name.
    label: &'static str,
    /// Whether it is open.
    is_open: RwSignal<bool>,
    /// It cannot be opened now.
    is_blocked: Signal<bool>,
    /// The button that opens it, to give the focus back to.
    opener: NodeRef<html::Button>,
    /// The button or buttons.
    face: AnyView,
    /// The items.
    items: Items,
) -> AnyView {
    let key_down = move |event: KeyboardEvent| {
        let opens = matches!(event.key().as_str(), "ArrowDown" | "ArrowUp");
        if opens && !is_open.get_untracked() && !is_blocked.get_untracked() {
            event.prevent_default();
            is_open.set(true);
        }
    };
    let focus_out = move |event: FocusEvent| {
        if is_open.get_untracked() && !stays_within(&event) {
            is_open.set(false);
        }
    };
    let menu = dynamic(move || {
        if is_open.get() {
            menu(label, is_open, opener, &items)
        } else {
            nothing()
        }
    });
    view! {
        <span class=["menu-anchor ", class].concat() on:keydown=key_down on:focusout=focus_out>
            {face}
            {menu}
        </span>
    }
    .into_any()
}

fn menu(
    label: &'static str,
    is_open: RwSignal<bool>,
    opener: NodeRef<html::Button>,
    items: &Items,
) -> AnyView {
    let roving = Roving::new(Axis::Vertical);
    let close = move || {
        is_open.set(false);
        if let Some(button) = opener.get_untracked() {
            let _ = button.focus();
        }
    };
    let key_down = move |event: KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Escape" => close(),
            "Tab" => is_open.set(false),
            _ => {
                roving.walk(&event);
            }
        }
    };
    Effect::new(move |_| roving.focus(0));
    view! {
        <span class="menu" role="menu" aria-label=label on:keydown=key_down>
            {items(roving, Callback::new(move |()| close()))}
        </span>
    }
    .into_any()
}

/// Whether the focus moves to another part of what listens.
fn stays_within(event: &FocusEvent) -> bool {
    let node = |target: Option<web_sys::EventTarget>| target?.dyn_into::<web_sys::Node>().ok();
    match (node(event.current_target()), node(event.related_target())) {
        (Some(whole), Some(next)) => whole.contains(Some(&next)),
        _ => false,
    }
}
