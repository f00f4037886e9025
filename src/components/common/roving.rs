//! A row of buttons with one tab stop, walked by arrow keys.
//!
//! The pattern of the ARIA Authoring Practices for toolbars and menus: the first and the last are
//! reached with Home and End, and walking goes round. Which button is the stop is kept in the page
//! itself: a drawing gives the first one the stop and never takes it back.

use leptos::ev::KeyboardEvent;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{self, Event, HtmlElement};

use super::element::Element;

/// The keys that walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Left and right.
    Horizontal,
    /// Up and down.
    Vertical,
}

impl Axis {
    /// The axis as its stops are marked in the page.
    pub fn name(self) -> &'static str {
        match self {
            Axis::Horizontal => "horizontal",
            Axis::Vertical => "vertical",
        }
    }
}

/// Makes an element the row; the tab stop follows the focus.
pub fn row(element: Element, axis: Axis) -> Element {
    element.on("focusin", move |event| {
        let stops = stops(event, axis);
        if let Some(active) = active(&stops, event) {
            for (place, stop) in stops.iter().enumerate() {
                stop.set_tab_index(if place == active { 0 } else { -1 });
            }
        }
    })
}

/// Moves the focus if the key walks.
pub fn walk(event: &Event, axis: Axis) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    let stops = stops(event, axis);
    let Some(active) = active(&stops, event) else {
        return;
    };
    let last = stops.len().saturating_sub(1);
    let next = match (axis, key.key().as_str()) {
        (Axis::Horizontal, "ArrowRight") | (Axis::Vertical, "ArrowDown") => active + 1,
        (Axis::Horizontal, "ArrowLeft") | (Axis::Vertical, "ArrowUp") => active + last,
        (_, "Home") => 0,
        (_, "End") => last,
        _ => return,
    };
    event.prevent_default();
    if let Some(stop) = stops.get(next % stops.len().max(1)) {
        let _ = stop.focus();
    }
}

/// The stops of the row that listens, in order.
fn stops(event: &Event, axis: Axis) -> Vec<HtmlElement> {
    let selector = ["[data-stop=", axis.name(), "]"].concat();
    let row = event
        .current_target()
        .and_then(|row| row.dyn_into::<web_sys::Element>().ok());
    let Some(stops) = row.and_then(|row| row.query_selector_all(&selector).ok()) else {
        return Vec::new();
    };
    let stop = |place| stops.item(place)?.dyn_into().ok();
    (0..stops.length()).filter_map(stop).collect()
}

/// The place of the stop that the event came from.
fn active(stops: &[HtmlElement], event: &Event) -> Option<usize> {
    let target = event.target()?;
    let node = target.dyn_ref::<web_sys::Node>()?;
    stops.iter().position(|stop| stop.contains(Some(node)))
}
