//! What components read and where they send: one signal of [`View`], named selectors, `dispatch`.
//!
//! A component never asks a clock, the network or the session itself; what is outside comes in as
//! functions when the store is made.
//! The store decides nothing, and a call that comes after the toolbar was unmounted does nothing.

use std::sync::Arc;

use agent_session::command::Command;
use agent_session::settings::Settings;
pub use agent_session::settings::{Language, WrongSetting};
use agent_session::time::Moment;
use agent_session::view::{CallId, GuidStamp, View};
use leptos::prelude::*;

pub use crate::sound::{SoundRequest, SoundState};
use crate::text::Text;

/// The loudness of the ring until the agent changes it, from 0 to 100.
pub const DEFAULT_VOLUME: u8 = 60;

/// The way from a component to the picture and back; copied freely, found with [`Store::expect`].
#[derive(Clone, Copy)]
pub struct Store {
    view: RwSignal<Arc<View>>,
    outside: StoredValue<Outside, LocalStorage>,
    sound: Sound,
    set_sound: WriteSignal<SoundState>,
    language: Language,
    is_standalone: bool,
}

/// The sound of the ring, as the screen sees it.
#[derive(Clone, Copy)]
pub struct Sound {
    /// Whether it can be heard.
    pub state: ReadSignal<SoundState>,
    /// How loud it is, from 0 to 100.
    pub volume: RwSignal<u8>,
    outside: StoredValue<Outside, LocalStorage>,
}

/// What lies behind the store.
pub struct Outside {
    /// The administrator's settings.
    pub settings: Settings,
    /// The language of every sentence.
    pub language: Language,
    /// The page is the toolbar's own and in no frame.
    pub is_standalone: bool,
    /// Takes a command to the session.
    pub dispatch: Box<dyn Fn(Command)>,
    /// Tells the time.
    pub now: Box<dyn Fn() -> Moment>,
    /// Takes a wish about the sound to the ring.
    pub request_sound: Box<dyn Fn(SoundRequest)>,
}

impl Store {
    /// A store that shows `view`, owned by the present reactive owner.
    pub fn new(view: Arc<View>, outside: Outside) -> Store {
        let (state, set_sound) = signal(SoundState::default());
        let (language, is_standalone) = (outside.language, outside.is_standalone);
        let outside = StoredValue::new_local(outside);
        let volume = RwSignal::new(DEFAULT_VOLUME);
        Store {
            view: RwSignal::new(view),
            outside,
            sound: Sound {
                state,
                volume,
                outside,
            },
            set_sound,
            language,
            is_standalone,
        }
    }

    /// The store of the toolbar that the present component belongs to.
    pub fn expect() -> Store {
        expect_context()
    }

    /// Shows another picture.
    pub fn show(self, view: Arc<View>) {
        self.view.try_set(view);
    }

    /// Tells the screen whether the ring can be heard.
    pub fn hear(self, state: SoundState) {
        self.set_sound.try_set(state);
    }

    /// A part of the picture that changes only when its value does.
    pub fn select<T>(self, read: impl Fn(&View) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        select_boxed(self.view, Box::new(read))
    }

    /// Reads the picture where it is drawn; read again with every picture.
    pub fn read<T>(self, read: impl FnOnce(&View) -> T) -> T {
        read(&self.view.read())
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

    /// The administrator's settings.
    pub fn settings(self) -> Settings {
        let settings = self
            .outside
            .try_with_value(|outside| outside.settings.clone());
        settings.unwrap_or_default()
    }

    /// The language of every sentence.
    pub fn language(self) -> Language {
        self.language
    }

    /// Every sentence, in that language.
    pub fn text(self) -> &'static Text {
        Text::of(self.language)
    }

    /// The time now.
    pub fn now(self) -> Moment {
        let now = self.outside.try_with_value(|outside| (outside.now)());
        now.unwrap_or_default()
    }

    /// The sound of the ring.
    pub fn sound(self) -> Sound {
        self.sound
    }

    /// Whether the page is the toolbar's own and in no frame.
    pub fn is_standalone(self) -> bool {
        self.is_standalone
    }
}

/// Compiled once for each type that is selected and not once for each selector.
fn select_boxed<T>(
    view: RwSignal<Arc<View>>,
    read: Box<dyn Fn(&View) -> T + Send + Sync>,
) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| read(&view.read()))
}

impl Sound {
    /// Takes a wish of the agent's, which must come from a press, to the ring.
    pub fn request(self, wish: SoundRequest) {
        self.outside
            .try_with_value(|outside| (outside.request_sound)(wish));
    }
}
