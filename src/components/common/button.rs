//! The one kind of button: it stays focusable when it cannot be used, and says why.
//!
//! `disabled` is never used, because it would take the focus away and hide the reason.
//! What a press means is bound when the pointer or key goes down, so a button tells both.

use std::sync::Arc;

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{self, Event};

use super::element::{Element, Listener, Words, element, words};
use super::icon::{Icon, icon};
use super::roving::Axis;

/// A button that is not drawn yet. Its fields are set by whoever makes it.
pub struct Button {
    /// Its classes; the first of two tells where it stands.
    pub class: &'static str,
    /// An id that no other button in the page has.
    pub id: String,
    /// Its name.
    pub label: &'static str,
    /// A second, smaller word.
    pub detail: Words,
    /// Drawn before the label.
    pub face: Option<Icon>,
    /// The role, where it is not a plain button.
    pub role: &'static str,
    /// `submit` in a form whose own event does the work.
    pub kind: &'static str,
    /// It opens something, and whether that is open.
    pub opens: Option<(Opens, bool)>,
    /// It is one of a set, and whether it is the one that holds.
    pub is_pressed: Option<bool>,
    /// It can do nothing now.
    pub is_blocked: bool,
    /// How far its last press has come: `none`, `asked` or `unknown`.
    pub progress: &'static str,
    /// Why it can do nothing, or what it would act on.
    pub hint: Words,
    /// It stands in a row with one tab stop, and whether it is the first there.
    pub stop: Option<(Axis, bool)>,
    /// It takes the focus when it appears.
    pub takes_focus: bool,
    /// What follows when pointer or key goes down.
    pub on_down: Listener,
    /// What follows when it is pressed.
    pub on_press: Listener,
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
    pub fn new(class: &'static str, id: String, label: &'static str) -> Box<Button> {
        let nothing: Listener = Arc::new(|_| ());
        Box::new(Button {
            class,
            id,
            label,
            detail: Words::Borrowed(""),
            face: None,
            role: "",
            kind: "button",
            opens: None,
            is_pressed: None,
            is_blocked: false,
            progress: "none",
            hint: Words::Borrowed(""),
            stop: None,
            takes_focus: false,
            on_down: Arc::clone(&nothing),
            on_press: nothing,
        })
    }

    /// What follows when it is pressed.
    pub fn on_press(
        mut self: Box<Self>,
        act: impl Fn(&Event) + Send + Sync + 'static,
    ) -> Box<Self> {
        self.on_press = Arc::new(act);
        self
    }

    /// With an icon before the label.
    pub fn face(mut self: Box<Self>, face: Icon) -> Box<Self> {
        self.face = Some(face);
        self
    }

    /// In a row with one tab stop; `is_first` where the stop begins.
    pub fn stop(mut self: Box<Self>, axis: Axis, is_first: bool) -> Box<Self> {
        self.stop = Some((axis, is_first));
        self
    }

    /// Draws it, with its hint.
    #[expect(clippy::boxed_local, reason = "it is boxed wherever it is passed on")]
    pub fn draw(self: Box<Self>) -> Element {
        let (down, is_blocked, press) = (Arc::clone(&self.on_down), self.is_blocked, self.on_press);
        let hint = words("span", "hint", self.hint).attribute("id", self.id.clone());
        let mut button = element("button", "button")
            .attribute("type", self.kind)
            .flag("aria-disabled", is_blocked)
            .attribute("aria-describedby", self.id)
            .attribute("data-progress", self.progress)
            .takes_focus(self.takes_focus)
            .listener("pointerdown", self.on_down)
            .on("keydown", move |event| key_down(event, &down))
            .on("click", move |event| {
                say(event, if is_blocked { "told" } else { "put-away" });
                press(event);
            })
            .on("blur", |event| say(event, "quiet"))
            .on("pointerleave", |event| say(event, "quiet"));
        if !self.role.is_empty() {
            button = button.attribute("role", self.role);
        }
        if let Some(is_pressed) = self.is_pressed {
            button = button.flag("aria-pressed", is_pressed);
        }
        if let Some((axis, is_first)) = self.stop {
            button = button
                .attribute("tabindex", if is_first { "0" } else { "-1" })
                .attribute("data-stop", axis.name());
        }
        button = button
            .children(self.face.map(icon))
            .child(words("span", "label", self.label))
            .child(words("span", "detail", self.detail));
        if let Some((what, is_open)) = self.opens {
            button = button
                .flag("aria-expanded", is_open)
                .child(icon(Icon::More));
            if what == Opens::Menu {
                button = button.attribute("aria-haspopup", "menu");
            }
        }
        element("span", "control")
            .key(self.class)
            .state(self.class)
            .child(button)
            .child(hint)
    }
}

/// Says beside the button why the press that is being made does nothing.
pub fn tell(event: &Event) {
    say(event, "told");
}

/// By what a button is pressed: the number that a click by the keyboard has, the mouse's, or one for
/// every finger and pen; 0 where the browser does not tell.
pub fn device(event: &Event) -> i32 {
    const KEYBOARD: i32 = -1;
    match event.has_type::<KeyboardEvent>() {
        true => KEYBOARD,
        // Of an event that has no such number it is read as 0.
        false => event.unchecked_ref::<PointerEvent>().pointer_id().min(2),
    }
}

fn key_down(event: &Event, down: &Listener) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    match key.key().as_str() {
        // A held key is one press.
        "Enter" | " " if key.repeat() => event.prevent_default(),
        "Enter" | " " => down(event),
        "Escape" => say(event, "put-away"),
        _ => {}
    }
}

/// When the hint is seen besides while the pointer or the keyboard's focus is there: `told` after a
/// press that could do nothing, `put-away` after Escape or a press that did something.
fn say(event: &Event, word: &str) {
    let button = event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    if let Some(button) = button {
        let _ = button.set_attribute("data-hint", word);
    }
}
