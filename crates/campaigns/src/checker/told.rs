//! What the toolbar has been told, and what it must therefore doubt.

use std::collections::BTreeMap;

use super::{ABOUT_CALLS, CALLS, HOLD, POLL, QUESTIONS, STATUS};
use crate::observation::Place::{Held, Talking};
use crate::observation::{self, Answer, Observation, Seen, Stage};

/// What has reached the toolbar since it signed in.
#[derive(Debug, Default)]
pub struct Told {
    waiting: BTreeMap<u32, Request>,
    /// The request whose end was noted last.
    ended: Option<Request>,
    /// When a poll or a question was last answered well.
    pub last_good: u64,
    /// A poll has failed, and nothing was answered well since.
    pub is_unwell: bool,
    /// An event may be missing: only an answer to a question asked from then on tells.
    pub doubt: Option<u64>,
    /// The machine slept: nothing shown counts until the calls are asked for from then on.
    pub woke: Option<u64>,
    /// How often they were asked for in vain.
    asked_in_vain: u32,
    calls: BTreeMap<String, Place>,
    /// The calls on the screen, and which of them are shown as answered.
    shown: Vec<String>,
    answered: Vec<String>,
    is_signed_in: bool,
}

/// A request on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// Its "method name in logs".
    pub name: &'static str,
    /// When it was sent.
    pub sent: u64,
}

/// Where events have put a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It rings.
    Ringing,
    /// It has been answered.
    Answered,
    /// It is over.
    Over,
}

impl Told {
    /// Takes in what was seen.
    pub fn note(&mut self, seen: &Observation, says: &mut Vec<String>) {
        let at = seen.at;
        match &seen.seen {
            Seen::Sent { request, name, .. } => {
                let polls = self.waiting.values().filter(|sent| sent.name == POLL);
                if *name == POLL && polls.count() > 0 {
                    says.push("a second poll is sent while one is in flight".to_owned());
                }
                let sent = Request { name, sent: at };
                self.waiting.insert(*request, sent);
            }
            Seen::Heard {
                request, answer, ..
            } => self.heard(*request, answer, at),
            Seen::NoAnswer { request } | Seen::GivenUp { request } => match self.end(*request) {
                Some(ended) if ended.name == POLL => self.poll_lost(at),
                Some(ended) => self.not_told(ended),
                None => {}
            },
            Seen::Woke => (self.woke, self.asked_in_vain) = (Some(at), 0),
            Seen::Screen(screen) => {
                let is_signed_in = screen.stage == Stage::SignedIn;
                if is_signed_in && !self.is_signed_in {
                    self.begin(at);
                }
                self.is_signed_in = is_signed_in;
                let shown = screen.calls.iter();
                let answered = shown
                    .clone()
                    .filter(|call| matches!(call.place, Talking | Held));
                self.answered = answered.map(|call| call.id.clone()).collect();
                self.shown = shown.map(|call| call.id.clone()).collect();
            }
            _ => {}
        }
    }

    fn begin(&mut self, at: u64) {
        *self = Self {
            waiting: std::mem::take(&mut self.waiting),
            last_good: at,
            ..Self::default()
        };
    }

    fn end(&mut self, request: u32) -> Option<Request> {
        self.ended = self.waiting.remove(&request);
        self.ended
    }

    /// The request whose answer, or want of one, was seen last.
    pub fn ended(&self) -> Option<Request> {
        self.ended
    }

    fn heard(&mut self, request: u32, answer: &Answer, at: u64) {
        let Some(Request { name, sent }) = self.end(request) else {
            return;
        };
        if ABOUT_CALLS.contains(&name) && *answer != Answer::Unreadable {
            self.calls.clear();
        }
        match answer {
            Answer::Done { event, .. } => {
                if name == POLL || name == STATUS {
                    self.is_unwell = false;
                }
                if name == POLL || QUESTIONS.contains(&name) {
                    self.last_good = at;
                }
                if name == CALLS {
                    self.calls.clear();
                    self.doubt = self.doubt.filter(|since| sent < *since);
                    self.woke = self.woke.filter(|since| sent < *since);
                }
                if let Some(event) = event {
                    self.event(event);
                }
            }
            Answer::Refused(code) if name == POLL && code != "100-007" => self.is_unwell = true,
            // The gateway itself has ended it: nothing is held any more.
            Answer::Refused(_) if name == POLL => {
                (self.is_unwell, self.doubt) = (true, Some(self.doubt.unwrap_or(0).max(at)));
            }
            Answer::Unreadable if name == POLL => self.poll_lost(at),
            Answer::Refused(_) | Answer::Unreadable => {
                self.not_told(Request { name, sent });
            }
        }
    }

    /// Who asks twice after a sleep and is not told goes on with what is not known. The first question of a
    /// round is about the agent's state, and ends it where it is not answered; but a gateway that is gone
    /// was not asked.
    fn not_told(&mut self, asked: Request) {
        let is_round = asked.name == CALLS || (asked.name == STATUS && !self.is_unwell);
        if is_round && self.woke.is_some_and(|woke| asked.sent >= woke) {
            self.asked_in_vain += 1;
            if self.asked_in_vain == 2 {
                self.woke = None;
            }
        }
    }

    /// The poll may still be held at the gateway and swallow an event, until its hold is over.
    fn poll_lost(&mut self, at: u64) {
        let sent = self.ended.map_or(at, |ended| ended.sent);
        self.is_unwell = true;
        self.doubt = Some(at.max(sent + HOLD));
    }

    fn event(&mut self, event: &observation::Told) {
        let Some(call) = &event.call else { return };
        let place = match event.name.as_str() {
            // A list of calls may have overtaken these events: then they are of before what is shown, or will be.
            "AgentEvent_Ringing" if self.shown.contains(call) || self.is_asking() => return,
            "AgentEvent_No_Answer" if self.answered.contains(call) => return,
            "AgentEvent_Ringing" => Place::Ringing,
            "AgentEvent_Talking" | "AgentEvent_Hold" => Place::Answered,
            "AgentEvent_No_Answer" | "AgentEvent_Call_Release" => Place::Over,
            _ => return,
        };
        self.calls.insert(call.clone(), place);
    }

    /// Whether the calls are being asked for.
    fn is_asking(&self) -> bool {
        let about_calls = |sent: &Request| ABOUT_CALLS.contains(&sent.name);
        self.waiting.values().any(about_calls)
    }

    /// Where events since the last list of calls have put this one.
    pub fn place_of(&self, call: &str) -> Option<Place> {
        self.calls.get(call).copied()
    }
}
