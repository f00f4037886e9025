//! What the toolbar's own page shows outside the toolbar while something rings: the title, and a
//! notification where the agent looks elsewhere.
//!
//! For a page that is the toolbar's alone; one that belongs to a host, or to a frame in it, is the
//! host's to change.

use std::cell::RefCell;

use agent_session::view::{Ring, View};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Document, Notification, NotificationOptions, NotificationPermission, Window};

/// The toolbar's own page.
pub struct Page {
    document: Document,
    title: String,
    say: Box<dyn Fn(&View) -> String>,
    shown: RefCell<Option<Notification>>,
    on_click: Closure<dyn Fn()>,
}

impl Page {
    /// The page in `window`, which must be the toolbar's own; `say` puts what rings into words.
    pub fn new(window: &Window, say: impl Fn(&View) -> String + 'static) -> Option<Page> {
        let document = window.document()?;
        let window = window.clone();
        Some(Page {
            title: document.title(),
            document,
            say: Box::new(say),
            shown: RefCell::default(),
            on_click: Closure::new(move || {
                let _ = window.focus();
            }),
        })
    }

    /// Asks, with a press as the reason, whether notifications may be shown; once is enough.
    pub fn ask_permission(&self) {
        if Notification::permission() == NotificationPermission::Default {
            let _ = Notification::request_permission();
        }
    }

    /// Shows what rings, or that nothing does any more.
    pub fn follow(&self, view: &View) {
        if view.ring == Ring::Quiet {
            self.clear();
            return;
        }
        let sentence = (self.say)(view);
        self.document.set_title(&["☎ ", sentence.as_str()].concat());
        let is_told = self.shown.borrow().is_some();
        if !is_told && !self.document.has_focus().unwrap_or(true) {
            self.shown.replace(self.notify(&sentence));
        }
    }

    /// Puts everything back.
    pub fn clear(&self) {
        if self.document.title() != self.title {
            self.document.set_title(&self.title);
        }
        if let Some(notification) = self.shown.take() {
            notification.close();
        }
    }

    fn notify(&self, sentence: &str) -> Option<Notification> {
        if Notification::permission() != NotificationPermission::Granted {
            return None;
        }
        let options = NotificationOptions::new();
        options.set_tag("agent-toolbar-ring");
        // The toolbar rings itself.
        options.set_silent(Some(true));
        options.set_require_interaction(true);
        let notification = Notification::new_with_options(sentence, &options).ok()?;
        notification.set_onclick(Some(self.on_click.as_ref().unchecked_ref()));
        Some(notification)
    }
}
