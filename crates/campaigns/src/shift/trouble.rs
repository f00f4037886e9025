//! What goes wrong, done to the machine, its network and the gateway.

use agent_session::event::Event;

use super::plan::{News, Sockets, Trouble};
use super::wire::{Fate, Number, Parcel};
use super::{Happening, World};
use crate::observation::Seen;

/// What sleeps, and how it wakes.
#[derive(Debug, Clone, Copy)]
pub struct Asleep {
    length: u64,
    /// Whether the machine sleeps, or only the page is frozen.
    is_machine: bool,
    sockets: Sockets,
    news: News,
}

impl World<'_> {
    /// Something goes wrong now.
    pub(super) fn befall(&mut self, trouble: Trouble) {
        match trouble {
            Trouble::Outage(outage, length) => {
                self.gateway.begin_outage(outage, length, &self.clock);
                self.collect();
            }
            Trouble::Offline(length) => self.go_offline(length),
            Trouble::Sleep(length, sockets, news) => self.fall_asleep(Asleep {
                length,
                is_machine: true,
                sockets,
                news,
            }),
            Trouble::Freeze(length) => self.fall_asleep(Asleep {
                length,
                is_machine: false,
                sockets: Sockets::Survive,
                news: News::Resumed,
            }),
            Trouble::Reload(length) => self.unload(length),
            Trouble::ClockSet(by) => {
                self.clock.set(by);
                self.see(Seen::ClockSet);
            }
            Trouble::Shown => {
                if !self.is_asleep {
                    self.tell(Event::Shown);
                }
            }
        }
    }

    fn fall_asleep(&mut self, asleep: Asleep) {
        if self.is_asleep {
            return;
        }
        self.is_asleep = true;
        self.see(Seen::FellAsleep);
        self.plan(asleep.length, Happening::Wake(asleep));
    }

    /// The machine wakes, or the page thaws.
    pub(super) fn wake_up(&mut self, asleep: Asleep) {
        self.is_asleep = false;
        if asleep.is_machine {
            self.clock.slept(asleep.length);
        }
        self.see(Seen::Woke);
        match asleep.sockets {
            Sockets::Survive => {}
            Sockets::Fail => self.cut_everything(Parcel::NoAnswer),
            Sockets::Hang => self.swallow_everything(),
        }
        match asleep.news {
            News::None => {}
            News::Shown => self.tell(Event::Shown),
            News::Resumed => self.tell(Event::Resumed),
        }
    }

    fn go_offline(&mut self, length: u64) {
        if self.is_offline {
            return;
        }
        self.is_offline = true;
        self.see(Seen::WentOffline);
        self.wire.leaving.clear();
        if self.dice.happens(50) {
            self.cut_everything(Parcel::NoAnswer);
        } else {
            self.swallow_everything();
        }
        self.plan(length, Happening::Online);
    }

    /// The network is back; mostly the browser says so.
    pub(super) fn come_online(&mut self) {
        self.is_offline = false;
        self.see(Seen::CameOnline);
        if self.dice.happens(70) && !self.is_asleep {
            self.tell(Event::Resumed);
        }
    }

    /// Whatever the toolbar waits for ends in this way.
    fn cut_everything(&mut self, end: fn(Number) -> Parcel) {
        self.swallow_everything();
        let ids: Vec<Number> = self.wire.waiting.keys().copied().collect();
        for id in ids {
            self.wire.arrive(self.clock.now(), end(id));
        }
    }

    /// Nothing is heard again of whatever the toolbar waits for.
    fn swallow_everything(&mut self) {
        self.wire.arriving.clear();
        for waiting in self.wire.waiting.values_mut() {
            waiting.fate = Fate::AnswerSwallowed;
        }
    }
}
