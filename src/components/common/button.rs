//! The one kind of button: it stays focusable when it cannot be used, and says why.
//!
//! `disabled` is never used, because it would take the focus away and hide the reason.
//! What a press means is bound when the pointer or key goes down, so a button tells both.

use std::rc::Rc;
use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event};

use super::element::{Words, element, live, live_flag, words};
use super::icon::{Icon, icon};
use super::roving::Stop;

/// A condition that is read again when what it depends on changes.
pub type Condition = Arc<dyn Fn() -> bool + Send + Sync>;

/// A button that is not drawn yet.
pub struct Button {
    class: &'static str,
    label: Words,
    detail: Words,
    face: Option<Icon>,
    role: Option<&'static str>,
    kind: &'static str,
    opens: Option<(Opens, Condition)>,
    is_pressed: Option<Condition>,
    is_blocked: Condition,
    progress: Words,
    hint: Words,
    stop: Option<Stop>,
    on_down: Rc<dyn Fn()>,
    on_press: Box<dyn Fn()>,
}

/// What a button opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// A menu that hangs below it.
    Menu,
    /// A part of the page.
    Part,
}

impl Button {
    /// A button that can always be pressed.
    pub fn new(class: &'static str, label: Words, on_press: Box<dyn Fn()>) -> Button {
        Button {
            class,
            label,
            detail: "".into(),
            face: None,
            role: None,
            kind: "button",
            opens: None,
            is_pressed: None,
            is_blocked: Arc::new(|| false),
            progress: "none".into(),
            hint: "".into(),
            stop: None,
            on_down: Rc::new(|| ()),
            on_press,
        }
    }

    /// A second, smaller word.
    pub fn detail(self, detail: Words) -> Button {
        Button { detail, ..self }
    }

    /// Drawn before the label.
    pub fn face(self, face: Icon) -> Button {
        Button {
            face: Some(face),
            ..self
        }
    }

    /// The role, where it is not a plain button.
    pub fn role(self, role: &'static str) -> Button {
        Button {
            role: Some(role),
            ..self
        }
    }

    /// `submit` in a form whose own event does the work.
    pub fn kind(self, kind: &'static str) -> Button {
        Button { kind, ..self }
    }

    /// It opens something, and whether that is open.
    pub fn opens(self, what: Opens, is_open: Condition) -> Button {
        Button {
            opens: Some((what, is_open)),
            ..self
        }
    }

    /// It is one of a set, and whether it is the one that holds.
    pub fn pressed_while(self, is_pressed: Condition) -> Button {
        Button {
            is_pressed: Some(is_pressed),
            ..self
        }
    }

    /// It can do nothing while this holds.
    pub fn blocked_while(self, is_blocked: Condition) -> Button {
        Button { is_blocked, ..self }
    }

    /// How far its last press has come: `none`, `asked` or `unknown`.
    pub fn progress(self, progress: Words) -> Button {
        Button { progress, ..self }
    }

    /// Why it can do nothing, or what it would act on.
    pub fn hint(self, hint: Words) -> Button {
        Button { hint, ..self }
    }

    /// Its place in a row with one tab stop.
    pub fn stop(self, stop: Stop) -> Button {
        Button {
            stop: Some(stop),
            ..self
        }
    }

    /// What follows when pointer or key goes down, and when it is pressed.
    pub fn on(self, on_down: Rc<dyn Fn()>, on_press: Box<dyn Fn()>) -> Button {
        Button {
            on_down,
            on_press,
            ..self
        }
    }

    /// Draws it, with its hint.
    pub fn draw(self) -> AnyView {
        let id = unique_id("hint");
        let is_blocked = self.is_blocked;
        let (blocked, down) = (Arc::clone(&is_blocked), self.on_down);
        let mut button = element("button")
            .class("button")
            .attribute("type", self.kind)
            .attribute("aria-disabled", live_flag(move || blocked()))
            .attribute("aria-describedby", id.clone())
            .attribute("data-progress", self.progress)
            .on("pointerdown", {
                let down = Rc::clone(&down);
                move |_| down()
            })
            .on("keydown", move |event| key_down(&event, &down))
            .on("click", move |event| {
                let word = if untrack(|| is_blocked()) {
                    "told"
                } else {
                    "put-away"
                };
                say(&event, word);
                (self.on_press)();
            })
            .on("blur", |event| say(&event, "quiet"))
            .on("pointerleave", |event| say(&event, "quiet"));
        if let Some(role) = self.role {
            button = button.attribute("role", role);
        }
        if let Some(is_pressed) = self.is_pressed {
            button = button.attribute("aria-pressed", live_flag(move || is_pressed()));
        }
        if let Some(stop) = self.stop {
            button = button
                .attribute("tabindex", live(move || stop.tab_index().to_owned()))
                .on("focus", move |_| stop.note_focus())
                .node(stop.node);
        }
        if let Some(face) = self.face {
            button = button.child(icon(face));
        }
        button = button
            .child(words("span", "label", self.label))
            .child(words("span", "detail", self.detail));
        if let Some((what, is_open)) = self.opens {
            button = button
                .attribute("aria-expanded", live_flag(move || is_open()))
                .child(icon(Icon::More));
            if what == Opens::Menu {
                button = button.attribute("aria-haspopup", "menu");
            }
        }
        let hint = element("span")
            .class("hint")
            .attribute("id", id)
            .words(self.hint);
        element("span")
            .class(["control ", self.class].concat())
            .child(button.draw())
            .child(hint.draw())
            .draw()
    }
}

fn key_down(event: &Event, down: &Rc<dyn Fn()>) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    match key.key().as_str() {
        // A held key is one press.
        "Enter" | " " if key.repeat() => event.prevent_default(),
        "Enter" | " " => down(),
        "Escape" => say(event, "put-away"),
        _ => {}
    }
}

/// When the hint is seen besides while the pointer or the keyboard's focus is there: `told` after a
/// press that could do nothing, `put-away` after Escape or a press that did something.
fn say(event: &Event, word: &str) {
    let button = event
        .current_target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(button) = button {
        let _ = button.set_attribute("data-hint", word);
    }
}

/// An id that nothing else in the page has, whatever shows the toolbar twice.
pub fn unique_id(name: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static LAST: AtomicU32 = AtomicU32::new(0);
    [name, "-", &LAST.fetch_add(1, Ordering::Relaxed).to_string()].concat()
}
