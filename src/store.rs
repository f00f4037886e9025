//! What components read and where they send: one signal of what there is to see, named selectors,
//! `dispatch`.
//!
//! A component never asks a clock, the network or the session itself; what is outside comes in as
//! functions when the store is made.
//! The store decides nothing, and a call that comes after the toolbar was unmounted does nothing.

mod behind;
mod clock;
mod local;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use agent_session::command::Command;
pub use agent_session::settings::WrongSetting;
use agent_session::time::Moment;
use agent_session::view::{CallId, GuidStamp, RejectMode, View};
use leptos::prelude::*;

pub use self::clock::Clock;
pub use self::local::{Local, Wish};
pub use crate::sound::{SoundRequest, SoundState};
use crate::text::Text;

/// The loudness of the ring until the agent changes it, from 0 to 100.
pub const DEFAULT_VOLUME: u8 = 60;

/// The way from a component to the picture and back; copied freely.
#[derive(Clone, Copy)]
pub struct Store {
    number: usize,
    text: &'static Text,
}

thread_local! {
    /// What is behind every store of this page, by its number.
    ///
    /// Kept here and not by Leptos, which would have every part of it kept as something that threads
    /// could share: one thread is all there is.
    static KEPT: RefCell<Vec<Option<Rc<Kept>>>> = const { RefCell::new(Vec::new()) };
}

/// What is behind a store.
struct Kept {
    changed: ArcTrigger,
    shown: RefCell<Shown>,
    local: RefCell<Local>,
    outside: Outside,
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
    /// What stands in the field for the agent id at first.
    pub agent_id: String,
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
    /// Opens a window that shows the same; none where the toolbar is in no frame of its own.
    pub pop_out: Option<Box<dyn Fn()>>,
}

impl Store {
    /// A store that shows `view`, owned by the present reactive owner.
    pub fn new(view: Arc<View>, outside: Outside) -> Store {
        (outside.set_volume)(DEFAULT_VOLUME);
        let shown = Shown {
            view,
            sound: SoundState::default(),
            volume: DEFAULT_VOLUME,
        };
        let text = outside.text;
        let kept = Rc::new(Kept {
            changed: ArcTrigger::new(),
            shown: RefCell::new(shown),
            local: RefCell::default(),
            outside,
        });
        let number = KEPT.with_borrow_mut(|stores| {
            stores.push(Some(kept));
            stores.len() - 1
        });
        on_cleanup(move || {
            let gone = KEPT.with_borrow_mut(|stores| stores.get_mut(number).and_then(Option::take));
            drop(gone);
        });
        Store { number, text }
    }

    /// Tells this store from every other of the page.
    pub fn number(self) -> usize {
        self.number
    }

    fn kept(self) -> Option<Rc<Kept>> {
        KEPT.with_borrow(|stores| stores.get(self.number).cloned().flatten())
    }

    fn tell(self, tell: &dyn Fn(&Outside)) {
        if let Some(kept) = self.kept() {
            tell(&kept.outside);
        }
    }

    /// Shows another picture.
    pub fn show(self, view: Arc<View>) {
        self.change(&|shown| shown.view = Arc::clone(&view));
    }

    /// Tells the screen whether the ring can be heard.
    pub fn hear(self, state: SoundState) {
        self.change(&|shown| shown.sound = state);
    }

    /// Makes the ring as loud as this, from 0 to 100.
    pub fn set_volume(self, volume: u8) {
        self.change(&|shown| shown.volume = volume);
        self.tell(&|outside| (outside.set_volume)(volume));
    }

    fn change(self, change: &dyn Fn(&mut Shown)) {
        if let Some(kept) = self.kept() {
            change(&mut kept.shown.borrow_mut());
            kept.changed.notify();
        }
    }

    /// Changes what only the screen knows, without drawing again.
    pub fn change_local(self, change: &mut dyn FnMut(&mut Local)) {
        if let Some(kept) = self.kept() {
            change(&mut kept.local.borrow_mut());
        }
    }

    /// Has everything drawn again.
    pub fn draw(self) {
        self.change(&|_| ());
    }

    /// Looks at what there is to see; whoever does is drawn again with every change.
    pub fn look(self, look: &mut dyn FnMut(&Shown, &Local)) {
        if let Some(kept) = self.kept() {
            kept.changed.track();
            look(&kept.shown.borrow(), &kept.local.borrow());
        }
    }

    /// A part of the picture that changes only when its value does.
    pub fn select<T>(
        self,
        read: impl Fn(&View) -> Option<T> + Send + Sync + 'static,
    ) -> Memo<Option<T>>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| {
            let mut value = None;
            self.look(&mut |shown, _| value = read(&shown.view));
            value
        })
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
        self.tell(&|outside| (outside.dispatch)(command.clone()));
    }

    /// Takes a wish about the sound, which must come from a press, to the ring.
    pub fn request_sound(self, wish: SoundRequest) {
        self.tell(&|outside| (outside.request_sound)(wish));
    }

    /// The administrator's way to reject, where there is one.
    pub fn default_reject_mode(self) -> Option<RejectMode> {
        self.kept()?.outside.default_reject_mode
    }

    /// Whether a window that shows the same can be opened.
    pub fn can_pop_out(self) -> bool {
        self.kept()
            .is_some_and(|kept| kept.outside.pop_out.is_some())
    }

    /// Opens a window that shows the same. It must come from a press.
    pub fn pop_out(self) {
        self.tell(&|outside| {
            if let Some(pop_out) = &outside.pop_out {
                pop_out();
            }
        });
    }

    /// What stands in the field for the agent id at first.
    pub fn agent_id(self) -> String {
        let kept = self.kept();
        kept.map(|kept| kept.outside.agent_id.clone())
            .unwrap_or_default()
    }

    /// Every sentence, in the language of this toolbar.
    pub fn text(self) -> &'static Text {
        self.text
    }

    /// The time now.
    pub fn now(self) -> Moment {
        self.kept()
            .map(|kept| (kept.outside.now)())
            .unwrap_or_default()
    }
}
