//! What components read and where they send: one signal of what there is to see, named selectors,
//! `dispatch`.
//!
//! A component never asks a clock, the network or the session itself; what is outside comes in as
//! functions when the store is made.
//! The store decides nothing, and a call that comes after the toolbar was unmounted does nothing.

use std::sync::Arc;

use agent_session::command::Command;
pub use agent_session::settings::WrongSetting;
use agent_session::time::Moment;
use agent_session::view::{CallId, GuidStamp, RejectMode, View};
use leptos::prelude::*;

pub use crate::sound::{SoundRequest, SoundState};
use crate::text::Text;

/// The loudness of the ring until the agent changes it, from 0 to 100.
pub const DEFAULT_VOLUME: u8 = 60;

/// The way from a component to the picture and back; copied freely.
#[derive(Clone, Copy)]
pub struct Store {
    shown: RwSignal<Shown>,
    outside: StoredValue<Outside, LocalStorage>,
    text: &'static Text,
}

/// What there is to see.
#[derive(Clone)]
pub struct Shown {
    /// The session's picture.
    pub view: Arc<View>,
    /// Whether the ring can be heard.
    pub sound: SoundState,
    /// How loud the ring is, from 0 to 100.
    pub volume: u8,
}

/// What lies behind the store.
pub struct Outside {
    /// The administrator's way to reject, where there is one.
    pub default_reject_mode: Option<RejectMode>,
    /// Every sentence.
    pub text: &'static Text,
    /// Takes a command to the session.
    pub dispatch: Box<dyn Fn(Command)>,
    /// Tells the time.
    pub now: Box<dyn Fn() -> Moment>,
    /// Takes a wish about the sound to the ring.
    pub request_sound: Box<dyn Fn(SoundRequest)>,
    /// Makes the ring as loud as this, from 0 to 100.
    pub set_volume: Box<dyn Fn(u8)>,
}

impl Store {
    /// A store that shows `view`, owned by the present reactive owner.
    pub fn new(view: Arc<View>, outside: Outside) -> Store {
        (outside.set_volume)(DEFAULT_VOLUME);
        Store {
            shown: RwSignal::new(Shown {
                view,
                sound: SoundState::default(),
                volume: DEFAULT_VOLUME,
            }),
            text: outside.text,
            outside: StoredValue::new_local(outside),
        }
    }

    /// Shows another picture.
    pub fn show(self, view: Arc<View>) {
        self.change(Box::new(|shown| shown.view = view));
    }

    /// Tells the screen whether the ring can be heard.
    pub fn hear(self, state: SoundState) {
        self.change(Box::new(move |shown| shown.sound = state));
    }

    /// Makes the ring as loud as this, from 0 to 100.
    pub fn set_volume(self, volume: u8) {
        self.change(Box::new(move |shown| shown.volume = volume));
        self.outside
            .try_with_value(|outside| (outside.set_volume)(volume));
    }

    fn change(self, change: Box<dyn FnOnce(&mut Shown) + '_>) {
        self.shown.try_update(change);
    }

    /// What there is to see; whoever reads it is drawn again with every change.
    pub fn shown(self) -> Shown {
        self.shown.get()
    }

    /// A part of the picture that changes only when its value does.
    pub fn select<T>(self, read: impl Fn(&View) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let shown = self.shown;
        Memo::new(move |_| read(&shown.read().view))
    }

    /// The id of the call that needs the agent: the one offered, else the current one.
    pub fn call_id(self) -> Memo<Option<CallId>> {
        self.select(|view| {
            let key = view.offered.as_ref().or(view.current.as_ref());
            key.map(|key| key.id.clone())
        })
    }

    /// Generation and renewal time of the Guid; its value never reaches the store.
    pub fn guid(self) -> Memo<Option<GuidStamp>> {
        self.select(|view| view.guid)
    }

    /// Sends a command to the session.
    pub fn dispatch(self, command: Command) {
        self.outside
            .try_with_value(|outside| (outside.dispatch)(command));
    }

    /// Takes a wish about the sound, which must come from a press, to the ring.
    pub fn request_sound(self, wish: SoundRequest) {
        self.outside
            .try_with_value(|outside| (outside.request_sound)(wish));
    }

    /// The administrator's way to reject, where there is one.
    pub fn default_reject_mode(self) -> Option<RejectMode> {
        self.outside
            .try_with_value(|outside| outside.default_reject_mode)
            .flatten()
    }

    /// Every sentence, in the language of this toolbar.
    pub fn text(self) -> &'static Text {
        self.text
    }

    /// The time now.
    pub fn now(self) -> Moment {
        let now = self.outside.try_with_value(|outside| (outside.now)());
        now.unwrap_or_default()
    }
}
