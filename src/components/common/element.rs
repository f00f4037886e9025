//! What the screen should show, as plain data: elements with attributes, listeners and children.
//!
//! A component makes such a tree from a picture and remembers nothing. [`super::drawn`] compares it
//! with what is on the screen and changes only that.

use std::borrow::Cow;
use std::sync::Arc;

use leptos::web_sys::Event;

/// A text.
pub type Words = Cow<'static, str>;

/// Something to do when an event happens.
pub type Listener = Arc<dyn Fn(&Event) + Send + Sync>;

/// An element, or a text where the tag is empty.
///
/// On the screen it stays the same element for as long as tag, class and key stay the same.
/// Boxed, because it is passed on some hundred times in a drawing and in the code that draws.
pub struct Element(pub(super) Box<Content>);

/// What an element is made of.
pub(super) struct Content {
    pub tag: &'static str,
    pub class: &'static str,
    pub key: Words,
    pub words: Words,
    pub attributes: Vec<(&'static str, Words)>,
    pub listeners: Vec<(&'static str, Listener)>,
    pub value: Option<Words>,
    pub takes_focus: bool,
    pub children: Vec<Element>,
}

/// An element with a class, which may be empty.
pub fn element(tag: &'static str, class: &'static str) -> Element {
    Element(Box::new(Content {
        tag,
        class,
        key: Words::Borrowed(""),
        words: Words::Borrowed(""),
        attributes: Vec::new(),
        listeners: Vec::new(),
        value: None,
        takes_focus: false,
        children: Vec::new(),
    }))
}

/// An element with a class and a text.
pub fn words(tag: &'static str, class: &'static str, words: impl Into<Words>) -> Element {
    element(tag, class).with_words(words.into())
}

impl Element {
    /// Tells it from its like, so that another call is another element.
    pub fn key(mut self, key: impl Into<Words>) -> Element {
        self.0.key = key.into();
        self
    }

    /// A second class, which may change.
    pub fn state(self, state: &str) -> Element {
        let class = [self.0.class, " ", state].concat();
        self.with_attribute("class", class.into())
    }

    /// An attribute.
    pub fn attribute(self, name: &'static str, value: impl Into<Words>) -> Element {
        self.with_attribute(name, value.into())
    }

    /// An attribute that says yes or no.
    pub fn flag(self, name: &'static str, is_so: bool) -> Element {
        self.attribute(name, if is_so { "true" } else { "false" })
    }

    /// An attribute that is there, without a value, or is not.
    pub fn mark(self, name: &'static str, is_there: bool) -> Element {
        if is_there {
            self.attribute(name, "")
        } else {
            self
        }
    }

    /// What is chosen in it, where the agent can choose otherwise.
    pub fn value(mut self, value: impl Into<Words>) -> Element {
        self.0.value = Some(value.into());
        self
    }

    /// It takes the focus when this becomes true, or when it appears with it.
    pub fn takes_focus(mut self, takes_focus: bool) -> Element {
        self.0.takes_focus = takes_focus;
        self
    }

    /// Something to do when an event happens.
    pub fn on(self, event: &'static str, act: impl Fn(&Event) + Send + Sync + 'static) -> Element {
        self.listener(event, Arc::new(act))
    }

    /// The same, already in the form it is kept in.
    pub fn listener(mut self, event: &'static str, act: Listener) -> Element {
        self.0.listeners.push((event, act));
        self
    }

    /// Something inside, after what is inside already.
    pub fn child(mut self, child: Element) -> Element {
        self.0.children.push(child);
        self
    }

    /// Several things inside, or one that may be there or not.
    pub fn children(self, children: impl IntoIterator<Item = Element>) -> Element {
        children.into_iter().fold(self, Element::child)
    }

    /// A text inside.
    pub fn words(self, words: impl Into<Words>) -> Element {
        self.with_words(words.into())
    }

    fn with_words(self, words: Words) -> Element {
        let mut text = element("", "");
        text.0.words = words;
        self.child(text)
    }

    fn with_attribute(mut self, name: &'static str, value: Words) -> Element {
        self.0.attributes.push((name, value));
        self
    }
}
