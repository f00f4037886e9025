//! What every component is drawn from, and the way from a press to what it does.
//!
//! A [`Screen`] is made for one drawing and gone after it. What only the screen knows, such as which
//! menu is open, is [`Local`]; a change of it draws again.

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

use agent_session::command::Command;
use agent_session::view::{Millis, Moment, Reason, RejectMode, View};
use leptos::prelude::*;

use super::common::clock::{Clock, elapsed};
use super::common::element::Element;
use crate::store::{Shown, SoundRequest, SoundState, Store};
use crate::text::Text;

/// What one drawing is made from.
pub struct Screen<'a> {
    /// The picture.
    pub view: &'a View,
    /// Whether the ring can be heard.
    pub sound: SoundState,
    /// How loud the ring is, from 0 to 100.
    pub volume: u8,
    /// Every sentence.
    pub text: &'static Text,
    /// The administrator's way to reject, where there is one.
    pub default_reject_mode: Option<RejectMode>,
    /// What only the screen knows.
    pub local: &'a Local,
    /// The time of the drawing.
    pub now: Moment,
    /// What a press does.
    pub hand: Hand,
    /// Something that was drawn counts seconds.
    pub is_counting: Cell<bool>,
    /// A menu was drawn open.
    pub has_menu: Cell<bool>,
}

impl<'a> Screen<'a> {
    /// A drawing that has not begun.
    pub fn new(shown: &'a Shown, local: &'a Local, hand: Hand) -> Screen<'a> {
        Screen {
            view: &shown.view,
            sound: shown.sound,
            volume: shown.volume,
            text: hand.store.text(),
            default_reject_mode: hand.store.default_reject_mode(),
            local,
            now: hand.store.now(),
            hand,
            is_counting: Cell::new(false),
            has_menu: Cell::new(false),
        }
    }

    /// A span that grows while it is seen.
    pub fn elapsed(&self, span: Millis) -> Element {
        self.is_counting.set(true);
        elapsed(span)
    }

    /// An id that nothing else in the page has, whatever shows the toolbar twice.
    pub fn id(&self, kind: &str, name: &str) -> String {
        [kind, "-", &self.local.instance, "-", name].concat()
    }
}

/// What only the screen knows.
pub struct Local {
    /// Tells this toolbar's ids from those of another in the same page.
    pub instance: String,
    /// The menu that is open, by the command its first item would send: another offer closes it.
    pub open: Option<Command>,
    /// What a press has led to, for screen readers.
    pub said: String,
    /// The ring has been tested.
    pub has_tested: bool,
    /// The text copied last, and whether the browser took it.
    pub copied: Option<(String, bool)>,
    /// By control: what was drawn when pointer or key went down on it.
    down: Vec<(String, Wish)>,
    /// Draws again each second, while something counts.
    clock: Option<Clock>,
}

impl Local {
    /// Nothing has been pressed yet.
    pub fn new() -> Local {
        static INSTANCES: AtomicU32 = AtomicU32::new(0);
        Local {
            instance: INSTANCES.fetch_add(1, Ordering::Relaxed).to_string(),
            open: None,
            said: String::new(),
            has_tested: false,
            copied: None,
            down: Vec::new(),
            clock: None,
        }
    }
}

/// What a control would send, or why it cannot be used.
pub type Wish = Result<Command, Reason>;

/// The way from a press to what it does; copied freely.
#[derive(Clone, Copy)]
pub struct Hand {
    store: Store,
    local: RwSignal<Local>,
}

impl Hand {
    /// A hand on this toolbar.
    pub fn new(store: Store, local: RwSignal<Local>) -> Hand {
        Hand { store, local }
    }

    /// Sends a command.
    pub fn send(self, command: Command) {
        self.store.dispatch(command);
    }

    /// Says something to a screen reader; the same sentence again is said again.
    pub fn say(self, sentence: &str) {
        self.change(&mut |local| {
            let end = if local.said == sentence { "\u{a0}" } else { "" };
            local.said = [sentence, end].concat();
        });
    }

    /// Changes what only the screen knows, and draws again.
    pub fn change(self, change: &mut dyn FnMut(&mut Local)) {
        self.local.try_update(|local| change(local));
    }

    /// Changes what only the screen knows and nothing that is drawn.
    fn note(self, change: &mut dyn FnMut(&mut Local)) {
        self.local.try_update_untracked(|local| change(local));
    }

    /// Opens the menu of this command, or closes whichever is open.
    pub fn open(self, menu: Option<Command>) {
        self.change(&mut |local| local.open.clone_from(&menu));
    }

    /// Keeps what was drawn when the control went down.
    pub fn keep_down(self, control: &str, wish: &Wish) {
        self.take_down(control);
        self.note(&mut |local| local.down.push((control.to_owned(), wish.clone())));
    }

    /// What was kept for the control, once.
    pub fn take_down(self, control: &str) -> Option<Wish> {
        let mut taken = None;
        self.note(&mut |local| {
            let place = local.down.iter().position(|(of, _)| of == control);
            taken = place.map(|place| local.down.swap_remove(place).1);
        });
        taken
    }

    /// A drawing has ended: the clock runs while something counts, and a menu that was not drawn
    /// stays closed, should the same offer come back.
    pub fn drawn(self, is_counting: bool, has_menu: bool) {
        self.note(&mut |local| {
            if !has_menu {
                local.open = None;
            }
            if !is_counting {
                local.clock = None;
            } else if local.clock.is_none() {
                local.clock = Clock::start(move || self.change(&mut |_| ()));
            }
        });
    }

    /// Takes a wish about the sound to the ring.
    pub fn request_sound(self, wish: SoundRequest) {
        self.store.request_sound(wish);
    }

    /// Makes the ring as loud as this, from 0 to 100.
    pub fn set_volume(self, volume: u8) {
        self.store.set_volume(volume);
    }
}
