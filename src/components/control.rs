//! A button that sends a command, bound to what was drawn when the pointer or key went down.
//!
//! Whether it may be pressed is the session's verdict; how far the last press has come is read from
//! what is pending. A call that changes under the pointer is refused by the session, because the
//! command names the call that was drawn.

use agent_session::command::Command;
use agent_session::view::{Act, CallId, Reason, Verdict, View};
use leptos::prelude::*;

use super::announcer::Announcer;
use super::common::button::{Button, Progress};
use super::common::icon::Icon;
use super::common::roving::Stop;
use crate::store::Store;

/// What a control would do if it were pressed now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// The command, or why there is none.
    pub wish: Result<Command, Reason>,
    /// How far its last press has come.
    pub progress: Progress,
    /// What it would act on, where that is worth saying.
    pub about: Option<String>,
}

impl Control {
    /// A control that nothing pending concerns.
    pub fn plain(command: Command) -> Control {
        Control {
            wish: Ok(command),
            progress: Progress::None,
            about: None,
        }
    }

    /// A control under a verdict; without anything to act on there is no command either.
    pub fn under(verdict: Verdict, command: Option<Command>) -> Control {
        let wish = verdict.and_then(|()| command.ok_or(Reason::NoCall));
        Control {
            wish,
            progress: Progress::None,
            about: None,
        }
    }

    /// With the progress of the pending act that is this control's own.
    pub fn pending(
        mut self,
        view: &View,
        is_own: impl Fn(Act, Option<&CallId>) -> bool,
    ) -> Control {
        let own = view
            .pending
            .iter()
            .find(|pending| is_own(pending.act, pending.call.as_ref()));
        self.progress = match own {
            None => Progress::None,
            Some(pending) if pending.is_unknown => Progress::Unknown,
            Some(_) => Progress::Asked,
        };
        self
    }

    /// With the words for what it would act on.
    pub fn about(mut self, about: Option<String>) -> Control {
        self.about = about;
        self
    }
}

/// A button for a control.
#[component]
pub fn CommandButton(
    /// Class of the whole.
    class: &'static str,
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// A second, smaller word.
    #[prop(optional, into)]
    detail: Signal<String>,
    /// Drawn before the label.
    #[prop(default = None, into)]
    face: Option<Icon>,
    /// The role, where it is not a plain button.
    #[prop(default = None, into)]
    role: Option<&'static str>,
    /// It opens a part of the page, and whether that is open.
    #[prop(default = None, into)]
    opens: Option<(&'static str, Signal<bool>)>,
    /// It is one of a set, and whether it is the one that holds.
    #[prop(default = None, into)]
    is_pressed: Option<Signal<bool>>,
    /// Its place in a row with one tab stop.
    #[prop(default = None, into)]
    stop: Option<Stop>,
    /// What it does.
    control: Memo<Control>,
    /// Its command has been sent.
    #[prop(default = None, into)]
    on_sent: Option<Callback<()>>,
) -> AnyView {
    let store = Store::expect();
    let announcer = Announcer::expect();
    let drawn = StoredValue::new(None);
    let press = move |()| {
        let at_down = drawn.try_update_value(Option::take).flatten();
        match at_down.unwrap_or_else(|| control.get_untracked().wish) {
            Ok(command) => {
                store.dispatch(command);
                if let Some(on_sent) = on_sent {
                    on_sent.run(());
                }
            }
            Err(reason) => announcer.say((store.text().reason)(reason)),
        }
    };
    let hint = Signal::derive(move || hint(store, &control.get()));
    view! {
        <Button
            class
            label
            detail
            face
            role
            opens
            is_pressed
            stop
            is_blocked=Signal::derive(move || control.with(|control| control.wish.is_err()))
            progress=Signal::derive(move || control.with(|control| control.progress))
            hint
            on_down=Callback::new(move |()| drawn.set_value(Some(control.get_untracked().wish)))
            on_press=press
        />
    }
    .into_any()
}

/// Why it cannot be used, or what it would act on.
pub fn hint(store: Store, control: &Control) -> String {
    match &control.wish {
        Err(reason) => (store.text().reason)(*reason).to_owned(),
        Ok(_) => control.about.clone().unwrap_or_default(),
    }
}
