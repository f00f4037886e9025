//! A menu that hangs below the button that opens it.
//!
//! The pattern of the ARIA Authoring Practices for menu buttons: the arrow down opens, arrows walk,
//! Escape closes and gives the focus back, and whatever takes the focus elsewhere closes it too.

use std::rc::Rc;

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use leptos::web_sys::Event;

use super::button::Condition;
use super::dynamic::{dynamic, effect, nothing};
use super::element::{Node, element};
use super::roving::{Axis, Roving, focus};

/// Draws the items of a menu, given the walk they stand in and what closes it.
pub type Items = Box<dyn Fn(Roving, Rc<dyn Fn()>) -> Vec<AnyView> + Send>;

/// A button, or two, and the menu below; not drawn yet.
pub struct MenuAnchor {
    /// Class of the whole.
    pub class: &'static str,
    /// The menu's name.
    pub label: &'static str,
    /// Whether it is open.
    pub is_open: RwSignal<bool>,
    /// It cannot be opened now.
    pub is_blocked: Condition,
    /// The button that opens it, to give the focus back to.
    pub opener: Node,
    /// The button or buttons.
    pub face: Vec<AnyView>,
    /// Draws the items, given the walk they stand in and what closes the menu.
    pub items: Items,
}

impl MenuAnchor {
    /// Draws it.
    pub fn draw(self) -> AnyView {
        let MenuAnchor {
            class,
            label,
            is_open,
            is_blocked,
            opener,
            face,
            items,
        } = self;
        let anchor = element("span").class(["menu-anchor ", class].concat());
        let anchor = anchor
            .on("keydown", move |event| {
                let is_closed = !is_open.get_untracked() && !untrack(|| is_blocked());
                if is_closed && matches!(key(&event).as_str(), "ArrowDown" | "ArrowUp") {
                    event.prevent_default();
                    is_open.set(true);
                }
            })
            .on("focusout", move |event| {
                if is_open.get_untracked() && !stays_within(&event) {
                    is_open.set(false);
                }
            });
        let anchor = face
            .into_iter()
            .fold(anchor, |anchor, part| anchor.child(part));
        let menu = dynamic(move || match is_open.get() {
            true => menu(label, is_open, opener, &items),
            false => nothing(),
        });
        anchor.child(menu).draw()
    }
}

fn menu(
    label: &'static str,
    is_open: RwSignal<bool>,
    opener: Node,
    items: &dyn Fn(Roving, Rc<dyn Fn()>) -> Vec<AnyView>,
) -> AnyView {
    let roving = Roving::new(Axis::Vertical);
    let close = move || {
        is_open.set(false);
        focus(opener);
    };
    let key_down = move |event: Event| {
        event.stop_propagation();
        match key(&event).as_str() {
            "Escape" => close(),
            "Tab" => is_open.set(false),
            _ => roving.walk(&event),
        }
    };
    let menu = element("span").class("menu").attribute("role", "menu");
    let menu = menu.attribute("aria-label", label).on("keydown", key_down);
    let items = items(roving, Rc::new(close));
    effect(move || roving.focus(0));
    items
        .into_iter()
        .fold(menu, |menu, item| menu.child(item))
        .draw()
}

fn key(event: &Event) -> String {
    event
        .dyn_ref::<KeyboardEvent>()
        .map(KeyboardEvent::key)
        .unwrap_or_default()
}

/// Whether the focus moves to another part of what listens.
fn stays_within(event: &Event) -> bool {
    let node = |target: Option<web_sys::EventTarget>| target?.dyn_into::<web_sys::Node>().ok();
    let next = event
        .dyn_ref::<FocusEvent>()
        .and_then(FocusEvent::related_target);
    match (node(event.current_target()), node(next)) {
        (Some(whole), Some(next)) => whole.contains(Some(&next)),
        _ => false,
    }
}
