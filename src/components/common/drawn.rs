//! Elements on the screen, and how they are changed into what they should be.
//!
//! Leptos calls this: an [`Element`] is something it can build and, when what the tree was made of
//! changes, rebuild. Only differences reach the page, so an element that stays keeps its focus.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::{Mountable, Render, document};
use leptos::wasm_bindgen::prelude::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{self, Event, HtmlElement, Node};

use super::element::{Element, Listener, Words};

/// The namespace of icons.
const SVG: &str = "http://www.w3.org/2000/svg";

/// An element on the screen, with what it was drawn from.
pub struct Drawn {
    node: Node,
    tag: &'static str,
    class: &'static str,
    key: Words,
    words: Words,
    attributes: Vec<(&'static str, Words)>,
    listeners: Vec<Slot>,
    takes_focus: bool,
    children: Vec<Drawn>,
}

/// A listener on the screen; what it does is exchanged, it is not.
struct Slot {
    event: &'static str,
    act: Rc<RefCell<Listener>>,
    _closure: Closure<dyn Fn(Event)>,
}

impl Drawn {
    /// An empty element, not on the screen yet.
    fn new(Element(element): &Element) -> Drawn {
        let document = document();
        let node: Option<Node> = match element.tag {
            "" => Some(document.create_text_node("").into()),
            "svg" | "path" => document
                .create_element_ns(Some(SVG), element.tag)
                .ok()
                .map(Into::into),
            tag => document.create_element(tag).ok().map(Into::into),
        };
        Drawn {
            // Every tag is a fixed word of ours, so that the second way is never taken.
            node: node.unwrap_or_else(|| document.create_text_node("").into()),
            tag: element.tag,
            class: element.class,
            key: element.key.clone(),
            words: Words::Borrowed(""),
            attributes: Vec::new(),
            listeners: Vec::new(),
            takes_focus: false,
            children: Vec::new(),
        }
    }

    fn is_for(&self, Element(element): &Element) -> bool {
        self.tag == element.tag && self.class == element.class && self.key == element.key
    }

    fn element(&self) -> &web_sys::Element {
        self.node.unchecked_ref()
    }

    /// Changes it into what it should be. `focus` becomes the last element that takes the focus.
    fn change(&mut self, Element(to): Element, focus: &mut Option<HtmlElement>) {
        if self.words != to.words {
            self.node.set_text_content(Some(&to.words));
            self.words = to.words;
        }
        if self.tag.is_empty() {
            return;
        }
        self.change_attributes(to.attributes);
        for (event, act) in to.listeners {
            self.listen(event, act);
        }
        self.change_children(to.children, focus);
        if let Some(value) = to.value {
            let (name, value) = (JsValue::from("value"), JsValue::from(&*value));
            if js_sys::Reflect::get(&self.node, &name).is_ok_and(|before| before != value) {
                let _ = js_sys::Reflect::set(&self.node, &name, &value);
            }
        }
        if to.takes_focus && !self.takes_focus {
            *focus = self.node.dyn_ref().cloned();
        }
        self.takes_focus = to.takes_focus;
    }

    fn change_attributes(&mut self, mut to: Vec<(&'static str, Words)>) {
        if !self.class.is_empty() && to.iter().all(|(name, _)| *name != "class") {
            to.push(("class", Words::Borrowed(self.class)));
        }
        for (name, value) in &to {
            let is_same = self
                .attributes
                .iter()
                .any(|before| before.0 == *name && before.1 == *value);
            if !is_same {
                let _ = self.element().set_attribute(name, value);
            }
        }
        for (name, _) in &self.attributes {
            if to.iter().all(|after| after.0 != *name) {
                let _ = self.element().remove_attribute(name);
            }
        }
        self.attributes = to;
    }

    /// What is listened to once is listened to for ever: a component gives the same element the
    /// same listeners.
    fn listen(&mut self, event: &'static str, act: Listener) {
        if let Some(slot) = self.listeners.iter().find(|slot| slot.event == event) {
            slot.act.replace(act);
            return;
        }
        let act = Rc::new(RefCell::new(act));
        let heard = Rc::clone(&act);
        let closure = Closure::<dyn Fn(Event)>::new(move |event| {
            let act = Arc::clone(&heard.borrow());
            act(&event);
        });
        let function = closure.as_ref().unchecked_ref();
        let _ = self.node.add_event_listener_with_callback(event, function);
        self.listeners.push(Slot {
            event,
            act,
            _closure: closure,
        });
    }

    fn change_children(&mut self, to: Vec<Element>, focus: &mut Option<HtmlElement>) {
        let mut before = std::mem::take(&mut self.children);
        let mut is_in_order = true;
        for element in to {
            let place = before.iter().position(|drawn| drawn.is_for(&element));
            is_in_order &= place == Some(0);
            let mut drawn = match place {
                Some(place) => before.remove(place),
                None => Drawn::new(&element),
            };
            drawn.change(element, focus);
            self.children.push(drawn);
        }
        for gone in before {
            remove(&gone.node);
        }
        if !is_in_order {
            self.put_in_order();
        }
    }

    fn put_in_order(&self) {
        let mut next = self.node.first_child();
        for child in &self.children {
            if next.as_ref() == Some(&child.node) {
                next = child.node.next_sibling();
            } else {
                let _ = self.node.insert_before(&child.node, next.as_ref());
            }
        }
    }
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

impl Render for Element {
    type State = Drawn;

    fn build(self) -> Drawn {
        let mut drawn = Drawn::new(&self);
        drawn.change(self, &mut None);
        drawn
    }

    /// When the element with the focus goes, the focus goes to the whole and not out of it.
    fn rebuild(self, drawn: &mut Drawn) {
        let has_focus = |drawn: &Drawn| drawn.element().matches(":focus-within").unwrap_or(false);
        let had_focus = has_focus(drawn);
        let mut focus = None;
        drawn.change(self, &mut focus);
        if focus.is_none() && had_focus && !has_focus(drawn) {
            focus = drawn.node.dyn_ref().cloned();
        }
        if let Some(element) = focus {
            let _ = element.focus();
        }
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        remove(&self.node);
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.node.parent_element();
        parent.is_some_and(|parent| {
            child.mount(&parent, Some(&self.node));
            true
        })
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        vec![self.element().clone()]
    }
}
