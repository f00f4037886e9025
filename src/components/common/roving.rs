//! A row of buttons with one tab stop, walked by arrow keys.
//!
//! The pattern of the ARIA Authoring Practices for toolbars and menus: the first and the last are
//! reached with Home and End, and walking goes round.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Event;

use super::element::Node;

/// The keys that walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Left and right.
    Horizontal,
    /// Up and down.
    Vertical,
}

/// The buttons that are walked through.
#[derive(Clone, Copy)]
pub struct Roving {
    axis: Axis,
    active: RwSignal<usize>,
    nodes: StoredValue<Vec<Node>>,
}

/// One button's place in the row.
#[derive(Clone, Copy)]
pub struct Stop {
    roving: Roving,
    index: usize,
    /// The button itself.
    pub node: Node,
}

impl Roving {
    /// A row without buttons yet.
    pub fn new(axis: Axis) -> Roving {
        Roving {
            axis,
            active: RwSignal::new(0),
            nodes: StoredValue::new(Vec::new()),
        }
    }

    /// The place of the next button; called once for each, from first to last.
    pub fn stop(self) -> Stop {
        let node = Node::new();
        let index = self.nodes.with_value(Vec::len);
        self.nodes.update_value(|nodes| nodes.push(node));
        Stop {
            roving: self,
            index,
            node,
        }
    }

    /// Moves the focus if the key walks.
    pub fn walk(self, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let count = self.nodes.with_value(Vec::len);
        let active = self.active.get_untracked();
        let next = match (self.axis, key.key().as_str()) {
            (Axis::Horizontal, "ArrowRight") | (Axis::Vertical, "ArrowDown") => active + 1,
            (Axis::Horizontal, "ArrowLeft") | (Axis::Vertical, "ArrowUp") => active + count - 1,
            (_, "Home") => 0,
            (_, "End") => count - 1,
            _ => return,
        };
        event.prevent_default();
        self.focus(next % count.max(1));
    }

    /// Puts the focus on one of the buttons.
    pub fn focus(self, index: usize) {
        if let Some(node) = self.nodes.with_value(|nodes| nodes.get(index).copied()) {
            focus(node);
        }
    }
}

impl Stop {
    /// Whether the tab key stops here, as the attribute's value.
    pub fn tab_index(self) -> &'static str {
        if self.roving.active.get() == self.index {
            "0"
        } else {
            "-1"
        }
    }

    /// The button has got the focus, by whatever way.
    pub fn note_focus(self) {
        self.roving.active.set(self.index);
    }
}

/// Puts the focus on an element that is drawn.
pub fn focus(node: Node) {
    if let Some(element) = node.get_untracked() {
        let _ = element.focus();
    }
}
