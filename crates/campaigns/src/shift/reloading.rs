//! The page loaded anew: its requests go unheard, and what it kept is all that is left.

use agent_session::effect::RequestId;
use agent_session::record::Record;
use agent_session::session::Session;

use super::wire::Number;
use super::{Happening, World};
use crate::observation::Seen;

/// More requests than one page sends in a shift.
const REQUESTS_OF_A_PAGE: u32 = 1_000_000;

impl World<'_> {
    /// The page goes; it is there again after so long.
    pub(super) fn unload(&mut self, length: u64) {
        if self.is_asleep {
            return;
        }
        self.is_asleep = true;
        self.see(Seen::FellAsleep);
        let requests: Vec<Number> = self.wire.waiting.keys().copied().collect();
        for request in requests {
            self.give_up(request);
        }
        self.plan(length, Happening::Load);
    }

    /// The page is there again and goes on from what it kept.
    pub(super) fn load(&mut self) {
        self.is_asleep = false;
        self.reloads += 1;
        self.clock.begin_again();
        self.see(Seen::Woke);
        self.see(Seen::Reloaded);
        let (seed, now) = (self.dice.roll(), self.clock.moment());
        let kept = self.kept.take();
        let record = kept.as_ref().map(|kept| Record::read(&kept.record, now));
        let settings = self.session.settings().clone();
        let (session, effects) = match (record, kept) {
            (Some(Ok(record)), Some(kept)) => {
                Session::resume(settings, seed, record, kept.guid, now)
            }
            _ => (Session::new(settings, seed), Vec::new()),
        };
        self.session = session;
        self.carry_out(effects);
        self.draw();
    }

    /// The number of a request of the present page.
    pub(super) fn of_this_page(&self, id: RequestId) -> Number {
        self.reloads * REQUESTS_OF_A_PAGE + id.0
    }

    /// The number by which the present page knows a request.
    pub(super) fn as_known(&self, number: Number) -> RequestId {
        RequestId(number % REQUESTS_OF_A_PAGE)
    }
}
