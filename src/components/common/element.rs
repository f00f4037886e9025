//! Elements put together by hand: one concrete type for all of them.
//!
//! The `view!` macro makes a type of every element and every attribute, and each weighs some
//! hundred bytes of wasm: the same toolbar written with it is more than twice as heavy.
//! Here an element is data until it is drawn, so that a component is little more than its words.

use std::sync::Arc;

use leptos::attr::Attribute;
use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::tachys::html::node_ref::node_ref;
use leptos::web_sys::Event;

/// A reference to an element that has been drawn.
pub type Node = NodeRef<html::Custom<&'static str>>;

/// A text that is fixed, or one that is read again when what it depends on changes.
#[derive(Clone)]
pub enum Words {
    /// The same for ever.
    Fixed(&'static str),
    /// The same for as long as it is drawn.
    Told(String),
    /// Read where it is drawn.
    Live(Arc<dyn Fn() -> String + Send + Sync>),
}

/// A text that is read again when what it depends on changes.
pub fn live(read: impl Fn() -> String + Send + Sync + 'static) -> Words {
    Words::Live(Arc::new(read))
}

/// `true` or `false`, read again when what it depends on changes.
pub fn live_flag(read: impl Fn() -> bool + Send + Sync + 'static) -> Words {
    live(move || {
        if read() {
            "true".to_owned()
        } else {
            "false".to_owned()
        }
    })
}

impl From<&'static str> for Words {
    fn from(words: &'static str) -> Words {
        Words::Fixed(words)
    }
}

impl From<String> for Words {
    fn from(words: String) -> Words {
        Words::Told(words)
    }
}

impl Words {
    /// Draws it as text.
    pub fn draw(self) -> AnyView {
        match self {
            Words::Fixed(words) => words.to_owned().into_any(),
            Words::Told(words) => words.into_any(),
            Words::Live(read) => (move || read()).into_any(),
        }
    }
}

/// An element that is not drawn yet.
pub struct Element {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element without anything.
pub fn element(tag: &'static str) -> Element {
    Element {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
    }
}

/// An element with a class and a text.
pub fn words(tag: &'static str, class: &'static str, words: impl Into<Words>) -> AnyView {
    element(tag).class(class).words(words).draw()
}

impl Element {
    /// Its class.
    pub fn class(self, class: impl Into<Words>) -> Element {
        self.attribute("class", class)
    }

    /// An attribute.
    pub fn attribute(self, name: &'static str, value: impl Into<Words>) -> Element {
        self.with_attribute(name, value.into())
    }

    /// Something to do when an event happens.
    pub fn on(self, event: &'static str, act: impl Fn(Event) + 'static) -> Element {
        self.with_listener(event, Box::new(act))
    }

    /// Keeps a reference to it once it is drawn.
    pub fn node(self, node: Node) -> Element {
        self.with(node_ref(node))
    }

    /// Something inside, after what is inside already.
    pub fn child(mut self, child: AnyView) -> Element {
        self.children.push(child);
        self
    }

    /// A text inside.
    pub fn words(self, words: impl Into<Words>) -> Element {
        self.child(words.into().draw())
    }

    /// Draws it.
    pub fn draw(self) -> AnyView {
        let drawn = html::custom(self.tag).add_any_attr(self.attributes);
        drawn.child(self.children).into_any()
    }

    // What is generic ends above: each of these is compiled once.

    fn with_attribute(self, name: &'static str, value: Words) -> Element {
        match value {
            Words::Fixed(value) => self.with_attribute(name, Words::Told(value.to_owned())),
            Words::Told(value) => self.with(custom_attribute(name, value)),
            Words::Live(read) => self.with(custom_attribute(name, move || read())),
        }
    }

    fn with_listener(self, event: &'static str, act: Box<dyn Fn(Event)>) -> Element {
        self.with(ev::on(ev::Custom::<Event>::new(event), move |event| {
            act(event)
        }))
    }

    fn with(mut self, attribute: impl Attribute + IntoAnyAttribute) -> Element {
        self.attributes.push(attribute.into_any_attr());
        self
    }
}
