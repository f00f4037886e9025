//! The ledger against the gateway's log: what is told of a command must be so, where anybody could know it.
//!
//! A command whose outcome is not known may have happened or not; then nothing is asked of it.

use std::collections::BTreeMap;

use super::commands::is_entered;
use super::numbers::Numbers;
use crate::observation::{
    Answer, Control, Effect, Entry, Fault, Observation, Outcome, Press, Seen, Told,
};

/// A snapshot takes so long at most, in milliseconds: what happens meanwhile it need not know.
const SNAPSHOT: u64 = 15_000;
/// The event that tells of an offer.
const RINGING: &str = "AgentEvent_Ringing";
/// Commands remembered.
const REMEMBERED: usize = 100;
/// The faults that let an event come when it is no longer news.
const TOLD_AGAIN: [Fault; 3] = [
    Fault::EventDoubled,
    Fault::EventLate,
    Fault::EventsReordered,
];

/// The commands, and what the gateway did about them.
#[derive(Debug, Default)]
pub struct Ledger {
    pressed: Option<Press>,
    sent: BTreeMap<u32, Command>,
    numbers: Numbers,
    /// An event was told again, or late: it may confirm what it is not about.
    is_told_again: bool,
    calls: BTreeMap<String, Offers>,
}

/// What has happened to a call, offer by offer, and how many of the offers the toolbar has been told of: what is shown
/// may be an offer that is over at the gateway already.
#[derive(Debug, Default)]
struct Offers {
    made: Vec<Vec<Effect>>,
    told: usize,
}

impl Offers {
    fn note(&mut self, effect: Effect) {
        if effect == Effect::Rang || self.made.is_empty() {
            self.made.push(Vec::new());
        }
        if let Some(last) = self.made.last_mut() {
            last.push(effect);
        }
    }

    /// What has happened since the offer that was told last.
    fn since_told(&self) -> Vec<Effect> {
        let newest = self.made.len().saturating_sub(1);
        let from = self.told.saturating_sub(1).min(newest);
        self.made.iter().skip(from).flatten().copied().collect()
    }
}

#[derive(Debug)]
struct Command {
    press: Press,
    /// What its own request did first, and when.
    effect: Option<(u64, Effect)>,
    /// What happened at the gateway to what it was pressed for, by whomever, since it was offered: the news
    /// of it may still have been on its way.
    on_target: Vec<Effect>,
    /// The network keeps or copies it.
    has_strayed: bool,
    /// What the answer to its own request was.
    answer: Option<Answer>,
    last_told: Option<Outcome>,
}

impl Ledger {
    /// Takes in what was seen.
    pub fn note(&mut self, seen: &Observation, says: &mut Vec<String>) {
        let at = seen.at;
        match &seen.seen {
            Seen::Pressed(press) => self.pressed = Some(press.clone()),
            Seen::Sent { request, name, .. } if is_entered(name) => self.sent(*request, name),
            Seen::ToldAgain => self.is_told_again = true,
            Seen::Struck { fault, .. } if TOLD_AGAIN.contains(fault) => self.is_told_again = true,
            Seen::Delayed { request } | Seen::Copied { request } => self.stray(*request),
            Seen::Struck {
                fault: Fault::RequestDelayed | Fault::RequestDoubled | Fault::RequestReplayed,
                request: Some(request),
                ..
            } => self.stray(*request),
            Seen::Changed {
                effect,
                call,
                conference,
                by,
            } => {
                let target = call.clone().or(conference.map(|number| number.to_string()));
                if let Some(call) = call {
                    self.calls.entry(call.clone()).or_default().note(*effect);
                }
                for (request, command) in &mut self.sent {
                    let is_own = *by == Some(*request);
                    if is_own {
                        command.effect.get_or_insert((at, *effect));
                    }
                    let is_on_it = command.press.target.is_none() || target == command.press.target;
                    if is_own || is_on_it {
                        command.on_target.push(*effect);
                    }
                }
            }
            Seen::Heard {
                request, answer, ..
            } => {
                if let Some(command) = self.sent.get_mut(request) {
                    command.answer = Some(answer.clone());
                }
                if let Answer::Done {
                    event:
                        Some(Told {
                            name,
                            call: Some(call),
                        }),
                    ..
                } = answer
                    && name == RINGING
                {
                    self.calls.entry(call.clone()).or_default().told += 1;
                }
            }
            Seen::Entered(entry) => self.told(entry, at, says),
            _ => {}
        }
    }

    fn stray(&mut self, request: u32) {
        if let Some(command) = self.sent.get_mut(&request) {
            command.has_strayed = true;
        }
    }

    fn sent(&mut self, request: u32, name: &'static str) {
        let Some(press) = self.pressed.take() else {
            return;
        };
        let happened = press.target.as_ref().and_then(|call| self.calls.get(call));
        let command = Command {
            on_target: happened.map(Offers::since_told).unwrap_or_default(),
            press,
            effect: None,
            has_strayed: false,
            answer: None,
            last_told: None,
        };
        self.sent.insert(request, command);
        self.numbers.sent(request, name);
        while self.sent.len() > REMEMBERED {
            self.sent.pop_first();
        }
        while self.calls.len() > REMEMBERED {
            self.calls.pop_first();
        }
    }

    fn told(&mut self, entry: &Entry, at: u64, says: &mut Vec<String>) {
        let request = self.numbers.request_of(entry);
        let Some(command) = request.and_then(|request| self.sent.get_mut(&request)) else {
            return;
        };
        let name = entry.name;
        // Of a sign-out that no session is there any more is as good an answer.
        let is_answered = matches!(command.answer, Some(Answer::Done { .. }))
            || command.press.control == Control::SignOut;
        if entry.is_accepted && !is_answered {
            says.push(format!(
                "{name} is told as accepted, and no answer to it says so"
            ));
        }
        let is_refused = entry.outcome == Outcome::Refused;
        if is_refused && !matches!(command.answer, Some(Answer::Refused(_))) {
            says.push(format!(
                "{name} is told as refused, and no answer to it says so"
            ));
        }
        let before = command.last_told.replace(entry.outcome);
        if before == Some(entry.outcome) {
            return;
        }
        let is_final = |outcome| !matches!(outcome, Outcome::Open | Outcome::Unknown);
        if before.is_some_and(is_final) {
            says.push(format!(
                "{name} is told {before:?} and then {:?}",
                entry.outcome
            ));
        }
        let is_excused = self.is_told_again && entry.outcome == Outcome::Confirmed;
        if !is_excused && command.contradicts(entry.outcome, at) {
            says.push(format!(
                "{name} is told {:?}, but at the gateway there was {:?}, and by itself {:?}",
                entry.outcome, command.on_target, command.effect
            ));
        }
    }
}

impl Command {
    /// Whether the gateway's log says otherwise.
    fn contradicts(&self, told: Outcome, at: u64) -> bool {
        let has_acted_before =
            |before: u64| self.effect.is_some_and(|(when, _)| when + before < at);
        match told {
            Outcome::Open | Outcome::Unknown | Outcome::CallOver | Outcome::NotKnown => false,
            Outcome::Refused => has_acted_before(0) && !self.has_strayed,
            Outcome::NotDone => has_acted_before(SNAPSHOT) && !self.has_strayed && !self.is_over(),
            Outcome::Confirmed | Outcome::Done => !self.has_happened(),
        }
    }

    /// Whether more has happened since, or the call is over: what it did itself cannot be seen any more.
    fn is_over(&self) -> bool {
        if self.press.target.is_none() {
            let own = self.effect.map(|(_, effect)| effect);
            return self.on_target.last().copied() != own;
        }
        let ends = [
            Effect::HungUp,
            Effect::CallerLeft,
            Effect::Ended,
            Effect::Requeued,
        ];
        self.on_target.iter().any(|effect| ends.contains(effect))
    }

    /// Whether what was wanted has come about, by whomever; events of it may still have been on their
    /// way when it was pressed.
    fn has_happened(&self) -> bool {
        let wanted: &[Effect] = match self.press.control {
            Control::Answer => &[Effect::Answered, Effect::Connected],
            Control::Reject => &[
                Effect::RejectedToBusy,
                Effect::RejectedToIdle,
                Effect::NotAnswered,
                Effect::Requeued,
                Effect::CallerLeft,
                Effect::Ended,
            ],
            // A conference may have a call of its own, of which the log knows nothing.
            Control::Drop if self.on_target.is_empty() => return true,
            Control::Drop => &[Effect::HungUp, Effect::CallerLeft, Effect::Ended],
            _ => return true,
        };
        self.on_target.iter().any(|effect| wanted.contains(effect))
    }
}
