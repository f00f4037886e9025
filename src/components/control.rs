//! A button that sends a command, bound to what was drawn when the pointer or key went down.
//!
//! Whether it may be pressed is the session's verdict; how far the last press has come is read from
//! what is pending. A call that changes under the pointer is refused by the session, because the
//! command names the call that was drawn; one that has only just come is not pressed for yet.

use std::sync::Arc;

use agent_session::command::Command;
use agent_session::view::{Act, CallId, Reason, Verdict, View};

use super::common::button::{Button, device, tell};
use super::common::menu::focus_opener;
use super::common::roving::Axis;
use super::screen::{Screen, Wish};
use crate::text::Sentence;

/// What a control would do if it were pressed now.
#[derive(Debug)]
pub struct Control {
    /// The command, or why there is none.
    pub wish: Wish,
    /// The command for the call behind it, allowed or not.
    pub behind: Option<Command>,
    /// It is not always there.
    pub comes: bool,
    /// How far its last press has come: `none`, `asked` or `unknown`.
    pub progress: &'static str,
    /// What it would act on, where that is worth saying.
    pub about: String,
}

impl Control {
    /// A control that nothing stands against.
    pub fn plain(command: Command) -> Control {
        Control {
            behind: None,
            ..Control::under(Ok(()), Some(command))
        }
    }

    /// The same, where it comes and goes with what it is for: until it has been there for a moment, a press was meant
    /// for what stood there before.
    pub fn coming(command: Command) -> Control {
        Control {
            comes: true,
            ..Control::under(Ok(()), Some(command))
        }
    }

    /// A control under a verdict; without anything to act on there is no command either.
    pub fn under(verdict: Verdict, command: Option<Command>) -> Control {
        Control {
            wish: verdict.and_then(|()| command.clone().ok_or(Reason::NoCall)),
            behind: command,
            comes: false,
            progress: "none",
            about: String::new(),
        }
    }

    /// With the progress of the pending act that is this control's own.
    pub fn pending(self, view: &View, is_own: fn(Act) -> bool) -> Control {
        self.pending_for(view, is_own, None)
    }

    /// The same, where the act must be for this very call.
    pub fn pending_for(
        mut self,
        view: &View,
        is_own: fn(Act) -> bool,
        call: Option<&CallId>,
    ) -> Control {
        let own = view.pending.iter().find(|pending| {
            is_own(pending.act) && (call.is_none() || pending.call.as_ref() == call)
        });
        self.progress = match own.map(|pending| pending.is_unknown) {
            None => "none",
            Some(false) => "asked",
            Some(true) => "unknown",
        };
        self
    }

    /// With the words for what it would act on.
    pub fn about(mut self, about: String) -> Control {
        self.about = about;
        self
    }
}

/// A button for a control. `name` tells it from every other control of the toolbar.
pub fn command_button(
    screen: &Screen,
    class: &'static str,
    name: &str,
    label: &'static str,
    control: Control,
) -> Box<Button> {
    let button = Button::new(class, screen.id("hint", name), label);
    bound(screen, control, button)
}

/// An item of a menu; the first takes the focus when the menu opens.
pub fn menu_item(
    screen: &Screen,
    name: &str,
    label: &'static str,
    control: Control,
    is_first: bool,
) -> Box<Button> {
    let mut item = Button::new("item", screen.id("hint", name), label);
    item.role = "menuitem";
    item.takes_focus = is_first;
    bound(screen, control, item.stop(Axis::Vertical, is_first))
}

/// Makes a button look as the control stands, and send what it says.
///
/// A button is known by where it stands: whatever moves there is another call behind the same one.
fn bound(screen: &Screen, control: Control, button: Box<Button>) -> Box<Button> {
    let (hand, text) = (screen.hand, screen.text);
    let is_item = button.role == "menuitem";
    let name = button.id.clone();
    let drawn = control.wish.clone();
    let mut is_told = false;
    if let Some(command) = &control.behind {
        let mut behind = screen.local.behind.take();
        is_told = behind.see(&name, command, control.comes, screen.now.mono) && drawn.is_ok();
        screen.local.behind.set(behind);
    }
    let mut button = shown(screen, control, button);
    if is_told {
        button.hint = text.say(Sentence::JustChanged).into();
    }
    let (down, at_down) = (name.clone(), drawn.clone());
    button.on_down = Arc::new(move |event| hand.press_begins(&down, device(event), &at_down));
    button.on_press(move |event| {
        if let Some(command) = hand.press_ends(&name, device(event), &drawn) {
            hand.send(command);
            if is_item {
                hand.open(None);
                focus_opener(event);
            }
        } else {
            tell(event);
            hand.say(match drawn {
                Err(reason) => text.reason(reason),
                Ok(_) => text.say(Sentence::JustChanged),
            });
        }
    })
}

/// Makes a button look as the control stands.
fn shown(screen: &Screen, control: Control, mut button: Box<Button>) -> Box<Button> {
    button.is_blocked = control.wish.is_err();
    button.progress = control.progress;
    button.hint = match control.wish {
        Err(reason) => screen.text.reason(reason).into(),
        Ok(_) => control.about.into(),
    };
    button
}

/// Makes a button open the menu of what the control would do first, or say why there is none.
pub fn opening(screen: &Screen, control: Control, button: Box<Button>) -> Box<Button> {
    let (hand, text) = (screen.hand, screen.text);
    let is_open = is_open(screen, &control.wish);
    let wish = control.wish.clone();
    shown(screen, control, button).on_press(move |_| match &wish {
        Ok(command) => hand.open((!is_open).then(|| command.clone())),
        Err(reason) => hand.say(text.reason(*reason)),
    })
}

/// Whether the menu is open that has this as its first wish: another offer, or none, closes it.
pub fn is_open(screen: &Screen, wish: &Wish) -> bool {
    let is_open = wish.as_ref().ok() == screen.local.open.as_ref() && wish.is_ok();
    if is_open {
        screen.has_menu.set(true);
    }
    is_open
}
