//! The meter: takes the times and counts of one shift from what is seen of it.

use std::collections::{BTreeMap, VecDeque};

use super::{Figures, Measure};
use crate::observation::{
    Answer, Control, Effect, Observation, Outage, Place, Screen, Seen, Stage,
};

const POLL: &str = "getAgentEvent";
const CALLS: &str = "allcallinfoEx";
const SIGN_INS: [&str; 2] = ["login", "forceLogin"];
/// How long the toolbar waits for a poll, in milliseconds.
const POLL_LIMIT: u64 = 15_000;
/// A loss may be felt for so long.
const FELT_FOR: u64 = 30_000;

/// Measures one shift.
#[derive(Debug, Default)]
pub struct Meter {
    figures: Figures,
    /// How many hindrances there are now.
    hindrances: u32,
    last_loss: u64,
    signed_in: Option<u64>,
    waiting: BTreeMap<u32, (&'static str, u64)>,
    poll: Poll,
    /// Times being taken: what, since when.
    running: Vec<(Measure, u64)>,
    ringing: BTreeMap<String, u64>,
    newest_guid: u32,
    sent: VecDeque<u64>,
}

/// Where the poll is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Poll {
    #[default]
    None,
    /// Sent at this time.
    Sent(u64),
    /// Sent at this time, and the gateway holds it.
    Held(u64),
    /// Sent at this time, and it or its answer gets lost on the way.
    Swallowed(u64),
    /// The last one was lost.
    Lost,
}

impl Meter {
    /// Takes in what was seen.
    pub fn observe(&mut self, seen: &Observation) {
        let at = seen.at;
        match &seen.seen {
            Seen::Screen(screen) => self.shown(screen, at),
            Seen::Pressed(press) => {
                self.figures.presses += u64::from(press.control != Control::Other);
            }
            Seen::Sent {
                request,
                name,
                bytes,
            } => self.sent(*request, name, *bytes, at),
            Seen::Heard {
                request,
                answer,
                bytes,
            } => self.heard(*request, answer, *bytes, at),
            Seen::NoAnswer { request } => self.unheard(*request, at, true),
            Seen::GivenUp { request } => {
                let limit_over = |(_, sent): &(&str, u64)| at - sent >= POLL_LIMIT;
                let is_late = self.waiting.get(request).is_some_and(limit_over);
                self.unheard(*request, at, is_late);
            }
            Seen::Lost { request } => {
                self.last_loss = at;
                if let Some((POLL, sent)) = self.waiting.get(request) {
                    self.poll = Poll::Swallowed(*sent);
                }
                self.stop_everything();
            }
            Seen::Arrived { name, .. } => self.arrived(name, at),
            Seen::Changed { effect, call, .. } => {
                if let (Effect::Rang, Some(call)) = (effect, call)
                    && self.is_calm(at)
                {
                    self.ringing.insert(call.clone(), at);
                }
            }
            Seen::OutageBegan(_) | Seen::WentOffline | Seen::FellAsleep => {
                self.hindrances += 1;
                self.stop_everything();
            }
            Seen::OutageEnded(outage) => self.unhindered(|meter| meter.returned(*outage, at)),
            Seen::CameOnline => self.unhindered(|meter| {
                meter.swallow();
                meter.start_after_swallowing(Measure::Online, at);
            }),
            Seen::Woke => self.unhindered(|meter| meter.start(Measure::Woke, at)),
            Seen::Reloaded => {
                if self.stop(Measure::Woke).is_some() {
                    self.start(Measure::Reload, at);
                }
            }
            Seen::GuidIssued { .. }
            | Seen::EndedUnheard
            | Seen::ClockSet
            | Seen::Knows(_)
            | Seen::Delayed { .. }
            | Seen::Copied { .. }
            | Seen::Struck { .. }
            | Seen::ToldAgain
            | Seen::Entered(_)
            | Seen::GuidShown { .. }
            | Seen::Calm => {}
        }
    }

    /// The figures of the shift that is over now.
    pub fn into_figures(mut self, now: u64) -> Figures {
        self.figures.shifts = 1;
        self.figures.at_work += self.signed_in.map_or(0, |since| now - since);
        self.figures
    }

    fn shown(&mut self, screen: &Screen, at: u64) {
        match (self.signed_in, screen.stage == Stage::SignedIn) {
            (None, true) => self.signed_in = Some(at),
            (Some(since), false) => {
                self.figures.at_work += at - since;
                self.signed_in = None;
                self.finish(Measure::Forgotten, at);
                self.stop_everything();
            }
            _ => {}
        }
        for call in screen
            .calls
            .iter()
            .filter(|call| call.place == Place::Ringing)
        {
            if let Some(since) = self.ringing.remove(&call.id) {
                self.figures.add(Measure::RingShown, at - since);
            }
        }
    }

    fn sent(&mut self, request: u32, name: &'static str, bytes: u64, at: u64) {
        self.figures.requests += 1;
        self.figures.bytes += bytes;
        self.waiting.insert(request, (name, at));
        self.sent.push_back(at);
        while self.sent.front().is_some_and(|sent| sent + 1_000 <= at) {
            self.sent.pop_front();
        }
        let busiest = &mut self.figures.busiest_second;
        *busiest = (*busiest).max(self.sent.len() as u64);
        self.finish(Measure::NextTry, at);
        if name == POLL {
            self.figures.polls += 1;
            self.poll = Poll::Sent(at);
        }
    }

    fn heard(&mut self, request: u32, answer: &Answer, bytes: u64, at: u64) {
        self.figures.bytes += bytes;
        let Some((name, sent)) = self.waiting.get(&request).copied() else {
            return;
        };
        let Answer::Done { guid, .. } = answer else {
            return self.unheard(request, at, *answer == Answer::Unreadable);
        };
        self.waiting.remove(&request);
        if let Some(guid) = guid.filter(|guid| *guid > self.newest_guid) {
            self.newest_guid = guid;
            self.figures.renewals += u64::from(!SIGN_INS.contains(&name));
        }
        match name {
            POLL => self.poll = Poll::None,
            CALLS => {
                for measure in [Measure::Woke, Measure::Reload] {
                    if self.since(measure).is_some_and(|since| since <= sent) {
                        self.finish(measure, at);
                    }
                }
            }
            _ => {}
        }
    }

    /// A request has ended without a good answer; a poll is known to be lost then, or was not wanted any more.
    fn unheard(&mut self, request: u32, at: u64, is_lost: bool) {
        let ended = self.waiting.remove(&request);
        if ended.is_none_or(|(name, _)| name != POLL) {
            return;
        }
        if is_lost && self.poll != Poll::Lost && self.hindrances == 0 {
            self.start(Measure::NextTry, at);
            self.start(Measure::LostPoll, at);
        }
        self.poll = Poll::Lost;
    }

    fn arrived(&mut self, name: &str, at: u64) {
        if name != POLL || self.hindrances > 0 {
            return;
        }
        if let Poll::Sent(sent) = self.poll {
            self.poll = Poll::Held(sent);
        }
        for measure in [
            Measure::Return,
            Measure::BlackHole,
            Measure::Online,
            Measure::LostPoll,
        ] {
            self.finish(measure, at);
        }
    }

    fn returned(&mut self, outage: Outage, at: u64) {
        match (outage, self.poll) {
            // The poll that was there before is held on.
            (Outage::SwitchOver, Poll::Held(_)) => {}
            (Outage::SwitchOver | Outage::Down | Outage::RestartWithSessions, _) => {
                self.start_after_swallowing(Measure::Return, at);
            }
            (Outage::BlackHole, _) => {
                self.swallow();
                self.start_after_swallowing(Measure::BlackHole, at);
            }
            (Outage::RestartWithoutSessions, _) => {
                self.start_after_swallowing(Measure::Forgotten, at);
            }
        }
    }

    /// The poll that is on its way is never answered.
    fn swallow(&mut self) {
        if let Poll::Sent(sent) | Poll::Held(sent) = self.poll {
            self.poll = Poll::Swallowed(sent);
        }
    }

    /// A swallowed poll is known to be lost when its limit is over, and not before.
    fn start_after_swallowing(&mut self, measure: Measure, at: u64) {
        let since = match self.poll {
            Poll::Swallowed(sent) => at.max(sent + POLL_LIMIT),
            Poll::None | Poll::Sent(_) | Poll::Held(_) | Poll::Lost => at,
        };
        self.start(measure, since);
    }

    fn unhindered(&mut self, then: impl FnOnce(&mut Self)) {
        self.hindrances = self.hindrances.saturating_sub(1);
        if self.hindrances == 0 && self.signed_in.is_some() {
            then(self);
        }
    }

    fn is_calm(&self, at: u64) -> bool {
        self.hindrances == 0 && self.last_loss + FELT_FOR < at && self.running.is_empty()
    }

    fn start(&mut self, measure: Measure, at: u64) {
        self.stop(measure);
        self.running.push((measure, at));
    }

    fn since(&self, measure: Measure) -> Option<u64> {
        let mut running = self.running.iter();
        running
            .find(|(known, _)| *known == measure)
            .map(|(_, since)| *since)
    }

    fn stop(&mut self, measure: Measure) -> Option<u64> {
        let since = self.since(measure);
        self.running.retain(|(known, _)| *known != measure);
        since
    }

    fn finish(&mut self, measure: Measure, at: u64) {
        if let Some(since) = self.stop(measure) {
            self.figures.add(measure, at.saturating_sub(since));
        }
    }

    /// Another trouble came in between: nothing would be told by these times.
    fn stop_everything(&mut self) {
        self.running.clear();
        self.ringing.clear();
    }
}
