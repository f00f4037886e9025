//! What every component is drawn from, and the way from a press to what it does.
//!
//! A [`Screen`] is made for one drawing and gone after it.

use std::cell::Cell;

use agent_session::command::Command;
use agent_session::view::{Millis, Moment, RejectMode, View};

use super::common::clock::elapsed;
use super::common::element::Element;
pub use crate::store::Wish;
use crate::store::{Clock, Local, Shown, SoundRequest, SoundState, Store};
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
        [kind, "-", &self.hand.store.number().to_string(), "-", name].concat()
    }
}

/// The way from a press to what it does; copied freely.
#[derive(Clone, Copy)]
pub struct Hand {
    store: Store,
}

impl Hand {
    /// A hand on this toolbar.
    pub fn new(store: Store) -> Hand {
        Hand { store }
    }

    /// Whether a window that shows the same can be opened.
    pub fn can_pop_out(self) -> bool {
        self.store.can_pop_out()
    }

    /// Opens a window that shows the same. It must come from a press.
    pub fn pop_out(self) {
        self.store.pop_out();
    }

    /// What stands in the field for the agent id at first.
    pub fn agent_id(self) -> String {
        self.store.agent_id()
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
        self.note(change);
        self.store.draw();
    }

    /// Changes what only the screen knows and nothing that is drawn.
    fn note(self, change: &mut dyn FnMut(&mut Local)) {
        self.store.change_local(change);
    }

    /// Opens the menu of this command, or closes whichever is open.
    pub fn open(self, menu: Option<Command>) {
        self.change(&mut |local| local.open.clone_from(&menu));
    }

    /// A press begins on a control that is drawn like this.
    pub fn press_begins(self, control: &str, device: i32, drawn: &Wish) {
        let now = self.store.now().mono;
        self.note(&mut |local| local.press_begins(control, device, drawn, now));
    }

    /// A press ends: what it is to send.
    pub fn press_ends(self, control: &str, device: i32, drawn: &Wish) -> Option<Command> {
        let now = self.store.now().mono;
        let mut meant = None;
        self.note(&mut |local| meant = local.press_ends(control, device, drawn, now));
        meant
    }

    /// A drawing has ended: the clock runs while something counts, and a menu that was not drawn
    /// stays closed, should the same offer come back.
    pub fn drawn(self, is_counting: bool, has_menu: bool) {
        let now = self.store.now().mono;
        self.note(&mut |local| {
            local.behind.get_mut().drawn(now);
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
