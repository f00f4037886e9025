//! A menu that hangs below the button that opens it.
//!
//! The pattern of the ARIA Authoring Practices for menu buttons: the arrow down opens, arrows walk,
//! Escape closes and gives the focus back, and whatever takes the focus elsewhere closes it too.

use std::sync::Arc;

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{self, Event, HtmlElement};

use super::element::{Element, element};
use super::roving::{Axis, row, walk};

/// A button, or two, and the menu below; not drawn yet.
pub struct Menu {
    /// Class of the whole.
    pub class: &'static str,
    /// The menu's name.
    pub label: &'static str,
    /// Whether it is open.
    pub is_open: bool,
    /// It cannot be opened now.
    pub is_blocked: bool,
    /// The button or buttons.
    pub face: Vec<Element>,
    /// The items; the first takes the focus.
    pub items: Vec<Element>,
    /// Opens it, or closes it.
    pub open: Arc<dyn Fn(bool) + Send + Sync>,
}

impl Menu {
    /// Draws it.
    pub fn draw(self) -> Element {
        let (is_open, can_open) = (self.is_open, !self.is_open && !self.is_blocked);
        let (opening, leaving) = (Arc::clone(&self.open), Arc::clone(&self.open));
        let anchor = element("span", "menu-anchor")
            .key(self.class)
            .state(self.class)
            .on("keydown", move |event| {
                if can_open && matches!(key(event).as_str(), "ArrowDown" | "ArrowUp") {
                    event.prevent_default();
                    opening(true);
                }
            })
            .on("focusout", move |event| {
                if is_open && !stays_within(event) {
                    leaving(false);
                }
            })
            .children(self.face);
        if !is_open {
            return anchor;
        }
        let close = self.open;
        let menu = element("span", "menu")
            .attribute("role", "menu")
            .attribute("aria-label", self.label)
            .on("keydown", move |event| {
                event.stop_propagation();
                match key(event).as_str() {
                    "Escape" => {
                        close(false);
                        focus_opener(event);
                    }
                    // The browser goes on from where the focus is, and the item is gone by then.
                    "Tab" => {
                        focus_opener(event);
                        close(false);
                    }
                    _ => walk(event, Axis::Vertical),
                }
            })
            .children(self.items);
        anchor.child(row(menu, Axis::Vertical))
    }
}

/// Gives the focus back to the button that opened the menu that listens.
pub fn focus_opener(event: &Event) {
    let within = event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let anchor = within.and_then(|within| within.closest(".menu-anchor").ok().flatten());
    let opener = anchor.and_then(|anchor| anchor.query_selector("[aria-haspopup]").ok().flatten());
    if let Some(opener) = opener.and_then(|opener| opener.dyn_into::<HtmlElement>().ok()) {
        let _ = opener.focus();
    }
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
