//! A button that sends a command, bound to what was drawn when the pointer or key went down.
//!
//! Whether it may be pressed is the session's verdict; how far the last press has come is read from
//! what is pending. A call that changes under the pointer is refused by the session, because the
//! command names the call that was drawn.

use std::rc::Rc;
use std::sync::Arc;

use agent_session::command::Command;
use agent_session::view::{Act, CallId, Reason, Verdict, View};
use leptos::prelude::*;

use super::announcer::Announcer;
use super::common::button::Button;
use super::common::element::live;
use crate::store::Store;

/// What a control would do if it were pressed now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// The command, or why there is none.
    pub wish: Result<Command, Reason>,
    /// How far its last press has come: `none`, `asked` or `unknown`.
    pub progress: &'static str,
    /// What it would act on, where that is worth saying.
    pub about: String,
}

impl Control {
    /// A control that nothing stands against.
    pub fn plain(command: Command) -> Control {
        Control {
            wish: Ok(command),
            progress: "none",
            about: String::new(),
        }
    }

    /// A control under a verdict; without anything to act on there is no command either.
    pub fn under(verdict: Verdict, command: Option<Command>) -> Control {
        let wish = verdict.and_then(|()| command.ok_or(Reason::NoCall));
        Control {
            wish,
            progress: "none",
            about: String::new(),
        }
    }

    /// With the progress of the pending act that is this control's own.
    pub fn pending(mut self, view: &View, is_own: fn(Act) -> bool) -> Control {
        let mut own = view.pending.iter().filter(|pending| is_own(pending.act));
        self.progress = progress(own.next().map(|pending| pending.is_unknown));
        self
    }

    /// The same, where the act must be for this very call.
    pub fn pending_for(mut self, view: &View, is_own: fn(Act) -> bool, call: &CallId) -> Control {
        let is_own = |act, of: Option<&CallId>| is_own(act) && of == Some(call);
        let own = view
            .pending
            .iter()
            .find(|pending| is_own(pending.act, pending.call.as_ref()));
        self.progress = progress(own.map(|pending| pending.is_unknown));
        self
    }

    /// With the words for what it would act on.
    pub fn about(mut self, about: String) -> Control {
        self.about = about;
        self
    }
}

fn progress(own: Option<bool>) -> &'static str {
    match own {
        None => "none",
        Some(false) => "asked",
        Some(true) => "unknown",
    }
}

/// Finds a control in the picture.
pub type Read = Box<dyn Fn(&View) -> Control + Send + Sync>;

/// A button for the control that `read` finds.
pub fn command_button(
    store: Store,
    class: &'static str,
    label: &'static str,
    read: Read,
) -> Button {
    let button = Button::new(class, label.into(), Box::new(|| ()));
    bound(store, store.select(read), button, Rc::new(|| ()))
}

/// Makes a button that is otherwise ready send what the control says; `on_sent` follows.
pub fn bound(
    store: Store,
    control: Memo<Control>,
    button: Button,
    on_sent: Rc<dyn Fn()>,
) -> Button {
    let announcer = Announcer::expect();
    let drawn = StoredValue::new(None);
    let on_press = move || {
        let at_down = drawn.try_update_value(Option::take).flatten();
        match at_down.unwrap_or_else(|| control.get_untracked().wish) {
            Ok(command) => {
                store.dispatch(command);
                on_sent();
            }
            Err(reason) => announcer.say((store.text().reason)(reason)),
        }
    };
    let on_down = move || drawn.set_value(Some(control.get_untracked().wish));
    shown(store, control, button).on(Rc::new(on_down), Box::new(on_press))
}

/// Makes a button look as the control stands.
pub fn shown(store: Store, control: Memo<Control>, button: Button) -> Button {
    let hint = move || {
        control.with(|control| match &control.wish {
            Err(reason) => (store.text().reason)(*reason).to_owned(),
            Ok(_) => control.about.clone(),
        })
    };
    let progress = move || control.with(|control| control.progress.to_owned());
    button
        .blocked_while(Arc::new(move || {
            control.with(|control| control.wish.is_err())
        }))
        .progress(live(progress))
        .hint(live(hint))
}
