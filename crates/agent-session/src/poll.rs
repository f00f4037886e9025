//! The one poll: when it is sent, and when the next one follows.
//!
//! The poll is the session's ear and its heartbeat at once.
//! At most one is in flight; an answer carries at most one event, and an answer that is lost may have carried one.
//! After a lost poll the gateway is asked for the agent's state until it answers, because a poll
//! may be held for long and a short question is not; then the next poll is sent.
//! What a poll's end means is in `ending`.

mod ending;

use crate::backoff::Backoff;
use crate::effect::RequestId;
use crate::time::{Millis, Moment, earlier};

pub use ending::{PollEnd, PollMeans};

/// How soon after a try the next one may follow where the network comes and goes.
const TRIES_APART: Millis = Millis::seconds(2);
/// How much later than this page expects the gateway may let go of a poll: it counts from when the poll arrived.
const LETS_GO_WITHIN: Millis = Millis(500);

/// Where the poll is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// No session.
    Off,
    /// One is at the gateway.
    InFlight { id: RequestId, sent: Moment },
    /// The next one is due at this time.
    Due { at: Millis },
    /// One was lost: whether the gateway is there is to be asked at this time.
    Lost { at: Millis },
    /// Whether the gateway is there has been asked at this time.
    Probing { began: Millis },
}

/// The poll of one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    phase: Phase,
    hold: Millis,
    backoff: Backoff,
    has_failed: bool,
    is_switching_over: bool,
    not_permitted: u8,
    repeated: u8,
    abandoned_until: Option<Millis>,
    /// When the gateway lets go of the newest one that was sent.
    ends: Option<Moment>,
    last_try: Option<Millis>,
    last_failure: Option<Millis>,
    last_good: Moment,
    good_words: u32,
    /// When the newest poll that ended without an event was sent, or the gateway emptied its queue.
    emptied: Option<Millis>,
}

impl Poll {
    /// No poll until [`Poll::start`]. `hold` is how long the gateway holds one; `seed` spreads the pauses.
    pub fn new(hold: Millis, seed: u64) -> Self {
        Self {
            phase: Phase::Off,
            hold,
            backoff: Backoff::new(seed),
            has_failed: false,
            is_switching_over: false,
            not_permitted: 0,
            repeated: 0,
            abandoned_until: None,
            ends: None,
            last_try: None,
            last_failure: None,
            last_good: Moment::default(),
            good_words: 0,
            emptied: None,
        }
    }

    /// A session has begun: the first poll is due at once.
    pub fn start(&mut self, now: Moment) {
        let mut backoff = self.backoff;
        backoff.reset();
        *self = Self {
            backoff,
            phase: Phase::Due { at: now.mono },
            // What came before was not heard.
            last_failure: Some(now.mono),
            last_good: now,
            ..Self::new(self.hold, 0)
        };
    }

    /// The session is over.
    pub fn stop(&mut self) {
        self.phase = Phase::Off;
        self.abandoned_until = None;
        self.ends = None;
    }

    /// The session goes on elsewhere, or here later: what the gateway still holds is remembered.
    pub fn leave(&mut self, now: Moment) {
        let ends = self.ends;
        self.stop();
        self.ends = ends;
        self.last_failure = Some(now.mono);
    }

    /// Whether one must be sent now.
    pub fn is_due(&self, now: Moment) -> bool {
        matches!(self.phase, Phase::Due { at } if at <= now.mono)
    }

    /// Whether the gateway must be asked now whether it is there.
    pub fn is_probe_due(&self, now: Moment) -> bool {
        matches!(self.phase, Phase::Lost { at } if at <= now.mono)
    }

    /// When something must be done next: send a poll or a probe, or look again after an abandoned poll.
    pub fn next_wake(&self) -> Option<Millis> {
        let due = match self.phase {
            Phase::Due { at } | Phase::Lost { at } => Some(at),
            Phase::Off | Phase::InFlight { .. } | Phase::Probing { .. } => None,
        };
        earlier(due, self.abandoned_until)
    }

    /// One has been sent.
    pub fn sent(&mut self, id: RequestId, now: Moment) {
        self.phase = Phase::InFlight { id, sent: now };
        self.ends = Some(now.plus(self.hold));
    }

    /// When the gateway lets go of the newest one that was sent, if one was.
    pub fn ends(&self) -> Option<Moment> {
        self.ends
    }

    /// A session that began elsewhere is taken up, and there a poll was sent that may be held until then.
    ///
    /// None is sent here before [`Poll::go_on`].
    pub fn take_up(&mut self, last_good: Moment, ends: Option<Moment>, now: Moment) {
        self.start(now);
        self.phase = Phase::Off;
        self.last_good = last_good;
        self.ends = ends;
    }

    /// The gateway has emptied the event queue, as it was asked to.
    pub fn queue_emptied(&mut self, now: Moment) {
        self.emptied = Some(now.mono);
    }

    /// What was sent elsewhere may still be held.
    pub fn abandon_elsewhere(&mut self, now: Moment) {
        if let Some(ends) = self.ends {
            self.abandon_until(ends.mono.min(now.mono.plus(self.hold)), now);
        }
    }

    /// From now on this instance polls.
    pub fn go_on(&mut self, now: Moment) {
        if self.phase == Phase::Off {
            self.phase = Phase::Due { at: now.mono };
        }
    }

    /// The gateway has been asked whether it is there.
    pub fn probed(&mut self, now: Moment) {
        self.last_try = Some(now.mono);
        self.phase = Phase::Probing { began: now.mono };
    }

    /// The poll or the probe has been given up, and whether the gateway is there is to be asked soon.
    pub fn abandon(&mut self, now: Moment) {
        if let Phase::InFlight { sent, .. } = self.phase {
            let ends = sent.mono.plus(self.hold);
            self.abandon_until(ends, now);
            // Told on by the wall clock, which may have been set since it was sent.
            self.ends = Some(now.plus(ends.minus(now.mono)));
        }
        self.last_failure = Some(now.mono);
        self.ask_again(now.mono);
    }

    /// Whether the gateway is there is to be asked then, or when the last try is long enough ago.
    fn ask_again(&mut self, at: Millis) {
        let apart = self.last_try.map(|tried| tried.plus(TRIES_APART));
        self.phase = Phase::Lost {
            at: apart.unwrap_or_default().max(at),
        };
    }

    fn abandon_until(&mut self, hold_ends: Millis, now: Moment) {
        if hold_ends > now.mono {
            self.abandoned_until = Some(hold_ends.plus(LETS_GO_WITHIN));
        }
    }

    /// The gateway is there: where that was the question, the next poll is due at once.
    pub fn reached(&mut self, now: Moment) {
        if self.is_probing() {
            self.has_failed = false;
            self.phase = Phase::Due { at: now.mono };
        }
    }

    /// The gateway says that it moves the agents to another node.
    pub fn switches_over(&mut self) {
        self.is_switching_over = true;
    }

    /// The gateway is not there, or not yet: where that was the question, it is asked again.
    pub fn not_reached(&mut self, now: Moment) {
        if let Phase::Probing { began } = self.phase {
            self.has_failed = true;
            let at = self.backoff.next(began, now.mono);
            self.phase = Phase::Lost { at };
        }
    }

    /// Whether the answer to "is the gateway there" is awaited.
    pub fn is_probing(&self) -> bool {
        matches!(self.phase, Phase::Probing { .. })
    }

    /// Whether no poll is sent before the gateway has answered.
    pub fn is_down(&self) -> bool {
        matches!(self.phase, Phase::Lost { .. } | Phase::Probing { .. })
    }

    /// Whether the gateway was tried and not reached.
    pub fn is_gone(&self) -> bool {
        self.is_down() && self.has_failed
    }

    /// Whether the gateway has said of the last poll that it moves the agents to another node.
    pub fn is_switching_over(&self) -> bool {
        self.is_switching_over
    }

    /// Whether somebody else polls too.
    pub fn is_shared(&self) -> bool {
        self.repeated >= 2
    }

    /// There is a new Guid: what was said of the one before does not count.
    pub fn permit_anew(&mut self) {
        self.not_permitted = 0;
    }

    /// The gateway has answered well, to this poll or to another request about the agent.
    pub fn heard(&mut self, now: Moment) {
        self.last_good = now;
        self.good_words = self.good_words.wrapping_add(1);
    }

    /// The gateway has refused a question about the agent: it was there to be asked.
    pub fn asked(&mut self) {
        self.good_words = self.good_words.wrapping_add(1);
    }

    /// When the gateway last answered well.
    pub fn last_good(&self) -> Moment {
        self.last_good
    }

    /// How often the gateway has answered, well or with a refusal that is about the question; the number wraps.
    pub fn good_words(&self) -> u32 {
        self.good_words
    }

    /// Whether nothing has failed since the gateway last answered well.
    pub fn is_healthy(&self) -> bool {
        !self.has_failed && self.not_permitted == 0 && self.repeated == 0
    }

    /// Whether every poll since then has ended well, so that no event can have been lost on its way.
    pub fn is_whole_since(&self, moment: Moment) -> bool {
        let has_failed = self.last_failure.is_some_and(|at| at >= moment.mono);
        !has_failed && !self.has_abandoned()
    }

    /// Whether the gateway has had nothing more to tell of what was asked then.
    pub fn is_emptied_since(&self, asked: Moment) -> bool {
        self.emptied.is_some_and(|sent| sent >= asked.mono)
    }

    /// Whether no event since then can wait at the gateway for longer than a poll takes: none failed, or one has
    /// found nothing more to tell after the last that did.
    pub fn is_caught_up(&self, since: Moment) -> bool {
        let failed = self.last_failure.filter(|at| *at >= since.mono);
        failed.is_none_or(|at| self.emptied.is_some_and(|sent| sent >= at))
    }

    /// Whether a poll that was given up may still take an event at the gateway.
    pub fn has_abandoned(&self) -> bool {
        self.abandoned_until.is_some()
    }

    /// Whether an abandoned poll's hold has just ended: one more snapshot is due.
    pub fn take_abandoned(&mut self, now: Moment) -> bool {
        let is_over = self.abandoned_until.is_some_and(|until| until <= now.mono);
        if is_over {
            self.abandoned_until = None;
        }
        is_over
    }
}
