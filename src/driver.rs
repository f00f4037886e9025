//! The only part that does anything: it sends, waits and rings, and turns each result into an event.
//!
//! It decides nothing. Events are queued and drained one by one, so that whoever is told something
//! may ask for something else at once; the picture is told after the last of them.

pub mod clock;
pub mod fetch;
pub mod page;
pub mod ring;
pub mod timer;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use agent_session::command::Command;
use agent_session::effect::Effect;
use agent_session::event::Event;
use agent_session::session::Session;
use agent_session::settings::Settings;
use agent_session::time::Moment;
use agent_session::view::{Ring as Ringing, View};
use web_sys::Window;

use self::clock::Clock;
use self::fetch::Requests;
use self::page::Page;
use self::ring::Ring;
use self::timer::Timer;
use crate::sound::{SoundRequest, SoundState};

/// Runs one session in a page.
pub struct Driver {
    session: RefCell<Session>,
    events: RefCell<VecDeque<Event>>,
    is_draining: Cell<bool>,
    is_stopped: Cell<bool>,
    shown: RefCell<Arc<View>>,
    clock: Clock,
    timer: Timer,
    requests: Rc<Requests>,
    ring: Rc<Ring>,
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
    /// Begins a session that nobody is signed in to.
    ///
    /// `page` is there where the page is the toolbar's own.
    pub fn start(window: &Window, settings: Settings, page: Option<Page>) -> Rc<Driver> {
        let clock = Clock::start(window);
        let gateway = settings.gateway.clone();
        // A whole number below 2^53, the most that a float holds exactly.
        let seed = (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
        let session = Session::new(settings, seed);
        let shown = session.view(clock.now());
        Rc::new_cyclic(|driver: &Weak<Driver>| {
            let (woken, answered, heard) = (driver.clone(), driver.clone(), driver.clone());
            Driver {
                session: RefCell::new(session),
                events: RefCell::default(),
                is_draining: Cell::new(false),
                is_stopped: Cell::new(false),
                shown: RefCell::new(Arc::new(shown)),
                clock,
                timer: Timer::new(window, move || push(&woken, Event::Woke)),
                requests: Requests::new(gateway, move |event| push(&answered, event)),
                ring: Ring::new(window, move |state| hear(&heard, state)),
                page,
                listener: OnceCell::new(),
            }
        })
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
        self.push(Event::Asked(command));
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

    /// Ends everything: nothing is sent, heard or told any more.
    pub fn stop(&self) {
        self.is_stopped.set(true);
        self.events.take();
        self.requests.abort_all();
        self.timer.clear();
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

    /// Lets the session take in one event and does what it asks.
    fn step(&self, event: Event) {
        let now = self.clock.now();
        let effects = self.session.borrow_mut().update(event, now);
        for effect in effects {
            match effect {
                Effect::Send {
                    id,
                    request,
                    cookies,
                } => {
                    self.requests.send(id, &request, cookies);
                }
                Effect::Abort(id) => self.requests.abort(id),
                // This driver keeps nothing and knows no other tabs: its settings ask for neither.
                Effect::Keep(_) | Effect::Forget | Effect::Share(_) => {}
            }
        }
    }

    /// Sets the timer and the ring by the settled state, and tells the picture if it has changed.
    fn tell(&self) {
        let now = self.clock.now();
        let (view, wake) = {
            let session = self.session.borrow();
            (session.view(now), session.next_wake(now))
        };
        self.timer.set(wake, now.mono);
        self.ring.sound(view.ring == Ringing::Sounding);
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

fn push(driver: &Weak<Driver>, event: Event) {
    if let Some(driver) = driver.upgrade() {
        driver.push(event);
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
