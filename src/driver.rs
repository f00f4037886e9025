//! The only part that does anything: it sends, waits and rings, and turns each result into an event.
//!
//! It decides nothing. Events are queued and drained one by one, so that whoever is told something
//! may ask for something else at once; the picture is told after the last of them.
//! What is asked for is done in the order in which it stands: a record is kept before the command that it knows of
//! is sent.

pub mod clock;
pub mod fetch;
pub mod page;
pub mod ring;
mod storage;
mod surroundings;
pub mod timer;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use agent_session::command::Command;
use agent_session::effect;
use agent_session::event;
use agent_session::lead::Fact;
use agent_session::settings::Settings;
use agent_session::tab::{ChannelText, Effect, Event, Tab};
use agent_session::time::Moment;
use agent_session::view::{Lead, Ring as Ringing, Stage, View};
use wasm_bindgen::JsValue;
use web_sys::Window;

use self::clock::Clock;
use self::fetch::Requests;
use self::page::Page;
use self::ring::Ring;
use self::storage::Storage;
use self::surroundings::{Happening, Surroundings};
use self::timer::Timer;
use crate::sound::{SoundRequest, SoundState};

/// Runs one tab.
pub struct Driver {
    tab: RefCell<Tab>,
    events: RefCell<VecDeque<Event>>,
    is_draining: Cell<bool>,
    is_stopped: Cell<bool>,
    shown: RefCell<Arc<View>>,
    clock: Clock,
    timer: Timer,
    requests: Requests,
    storage: Storage,
    surroundings: Surroundings,
    ring: Ring,
    page: Option<Page>,
    listener: OnceCell<Listener>,
}

/// Who hears what the driver has to tell. Nothing is told after [`Driver::stop`].
pub struct Listener {
    /// The picture has changed.
    pub on_view: Box<dyn Fn(Arc<View>)>,
    /// It has become known whether the ring can be heard.
    pub on_sound: Box<dyn Fn(SoundState)>,
}

impl Driver {
    /// Begins with what was kept before a reload, else with nobody signed in.
    ///
    /// `page` is there where the page is the toolbar's own; `port` in a window that was popped out of a frame, whose
    /// session it shows.
    pub fn start(
        window: &Window,
        settings: Settings,
        page: Option<Page>,
        port: &JsValue,
    ) -> Rc<Driver> {
        let clock = Clock::start();
        let gateway = settings.gateway.clone();
        // A whole number below 2^53, the most that a float holds exactly.
        let seed = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
        // Toolbars of two gateways have nothing in common, on one origin or in one page.
        let name = ["agent-toolbar ", gateway.as_str()].concat();
        let storage = Storage::of(window, &name);
        let (tab, effects) = Tab::begin(settings, seed, storage.read(), clock.now());
        let shown = tab.view(clock.now());
        let driver = Rc::new_cyclic(|driver: &Weak<Driver>| {
            let (woken, answered) = (driver.clone(), driver.clone());
            let (heard, happened) = (driver.clone(), driver.clone());
            Driver {
                tab: RefCell::new(tab),
                events: RefCell::default(),
                is_draining: Cell::new(false),
                is_stopped: Cell::new(false),
                shown: RefCell::new(Arc::new(shown)),
                clock,
                timer: Timer::new(move || push(&woken, event::Event::Woke)),
                requests: Requests::new(gateway, move |event| push(&answered, event)),
                storage,
                surroundings: Surroundings::new(&name, port, move |what, text| {
                    if let Some(driver) = happened.upgrade() {
                        driver.happen(what, text);
                    }
                }),
                ring: Ring::new(move |state| hear(&heard, state)),
                page,
                listener: OnceCell::new(),
            }
        });
        driver.carry_out(effects);
        driver.tell();
        driver
    }

    /// Has the listener told of everything from now on; the first one stays.
    pub fn listen(&self, listener: Listener) {
        let _ = self.listener.set(listener);
    }

    /// The picture as it was told last.
    pub fn view(&self) -> Arc<View> {
        Arc::clone(&self.shown.borrow())
    }

    /// The time now.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Takes a command to the session. It comes from a press, which is what a browser wants to see
    /// before it lets a page be heard or show notifications.
    pub fn ask(&self, command: Command) {
        self.ring.unblock();
        if let (Command::SignIn(_) | Command::ForceSignIn, Some(page)) = (&command, &self.page) {
            page.ask_permission();
        }
        self.take(command);
    }

    /// Takes a command to the session that comes from no press here.
    pub fn take(&self, command: Command) {
        self.push(Event::Session(event::Event::Asked(command)));
    }

    /// Does what a press asks of the sound.
    pub fn request_sound(&self, wish: SoundRequest) {
        match wish {
            SoundRequest::Test => self.ring.test(),
            SoundRequest::Unblock => self.ring.unblock(),
        }
    }

    /// Sets the loudness of the ring, from 0 to 100.
    pub fn set_volume(&self, volume: u8) {
        self.ring.set_volume(volume);
    }

    /// Takes in a window that was popped out of this frame.
    pub fn share(&self, port: &JsValue) {
        self.surroundings.share(port);
    }

    /// Whether events are still taken in. Asked from outside of one: a dead core is for ever in the middle of one.
    pub fn is_alive(&self) -> bool {
        !self.is_draining.get()
    }

    /// Ends everything: nothing is sent, heard or told any more.
    pub fn stop(&self) {
        if self.is_alive() {
            self.step(Event::Page(Fact::Left));
        }
        self.is_stopped.set(true);
        self.events.take();
        self.requests.abort_all();
        self.timer.end();
        self.surroundings.leave();
        self.ring.stop();
        if let Some(page) = &self.page {
            page.clear();
        }
    }

    /// Queues an event, and drains the queue unless that is being done already.
    fn push(&self, event: Event) {
        if self.is_stopped.get() {
            return;
        }
        self.events.borrow_mut().push_back(event);
        if self.is_draining.replace(true) {
            return;
        }
        loop {
            let Some(event) = self.events.borrow_mut().pop_front() else {
                break;
            };
            self.step(event);
            let is_settled = self.events.borrow().is_empty();
            if is_settled && !self.is_stopped.get() {
                self.tell();
            }
        }
        self.is_draining.set(false);
    }

    /// Lets the tab take in one event and does what it asks.
    fn step(&self, event: Event) {
        let now = self.clock.now();
        let effects = self.tab.borrow_mut().update(event, now);
        self.carry_out(effects);
    }

    fn carry_out(&self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Session(effect::Effect::Send {
                    id,
                    request,
                    cookies,
                }) => self.requests.send(id, &request, cookies),
                Effect::Session(effect::Effect::Abort(id)) => self.requests.abort(id),
                Effect::Session(effect::Effect::Keep(kept)) => self.storage.keep(&kept),
                Effect::Session(effect::Effect::Forget) => self.storage.forget(),
                // A tab posts what its session shares.
                Effect::Session(effect::Effect::Share(_)) => {}
                Effect::RequestLock => self.surroundings.request_lock(),
                Effect::StealLock => self.surroundings.steal_lock(),
                Effect::ReleaseLock => self.surroundings.release_lock(),
                Effect::Post(ChannelText(text)) => self.surroundings.post(&text),
            }
        }
    }

    fn happen(&self, what: Happening, text: Option<String>) {
        let fact = match what {
            Happening::Left => Fact::Left,
            Happening::Resumed => {
                self.push(Event::Page(Fact::CameBack));
                return self.push(Event::Session(event::Event::Resumed));
            }
            Happening::Shown => return self.push(Event::Session(event::Event::Shown)),
            Happening::LockGranted => Fact::LockGranted,
            Happening::LockLost => Fact::LockLost,
            Happening::Unavailable => Fact::Unavailable,
            Happening::Heard => {
                return self.push(Event::Heard(ChannelText(text.unwrap_or_default())));
            }
            // A word that nobody says.
            _ => return,
        };
        self.push(Event::Page(fact));
    }

    /// Sets the timer and the ring by the settled state, and tells the picture if it has changed.
    fn tell(&self) {
        let now = self.clock.now();
        let (view, wake) = {
            let tab = self.tab.borrow();
            (tab.view(now), tab.next_wake(now))
        };
        self.timer.set(wake, now.mono);
        let may_ring = matches!(view.stage, Stage::SignedIn { .. })
            && matches!(view.lead, Lead::Alone | Lead::Leading);
        self.ring.sound(view.ring == Ringing::Sounding, may_ring);
        if let Some(page) = &self.page {
            page.follow(&view);
        }
        let view = Arc::new(view);
        self.shown.replace(Arc::clone(&view));
        if let Some(listener) = self.listener.get() {
            (listener.on_view)(view);
        }
    }
}

fn push(driver: &Weak<Driver>, event: event::Event) {
    if let Some(driver) = driver.upgrade() {
        driver.push(Event::Session(event));
    }
}

fn hear(driver: &Weak<Driver>, state: SoundState) {
    let Some(driver) = driver.upgrade() else {
        return;
    };
    if let (Some(listener), false) = (driver.listener.get(), driver.is_stopped.get()) {
        (listener.on_sound)(state);
    }
}
