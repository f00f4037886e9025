//! The ledger against the gateway's log: what is told of a command must be so, where anybody could know it.
//!
//! A command whose outcome is not known may have happened or not; then nothing is asked of it.

use std::collections::BTreeMap;

use super::commands::is_entered;
use super::numbers::Numbers;
use super::{CALLS, POLL, STATUS};
use crate::observation::{
    Answer, Control, Effect, Entry, Fault, Observation, Outcome, Press, Seen, Told,
};

/// A snapshot takes so long at most, in milliseconds: what happens meanwhile it need not know.
pub(super) const SNAPSHOT: u64 = 15_000;
/// The event that tells of an offer.
const RINGING: &str = "AgentEvent_Ringing";
/// Commands remembered.
const REMEMBERED: usize = 100;
/// The effects that make the agent ready or not, and that a state is replaced by.
const STATES: [Effect; 4] = [
    Effect::SignedIn,
    Effect::BecameIdle,
    Effect::BecameBusy,
    Effect::BeganWork,
];
/// The effects by which an invitation or a conference is over for the agent.
const OVER: [Effect; 4] = [
    Effect::Declined,
    Effect::Left,
    Effect::InvitationEnded,
    Effect::ConferenceEnded,
];
/// The effects by which an agent has a call.
const HAS_IT: [Effect; 5] = [
    Effect::Rang,
    Effect::Answered,
    Effect::Connected,
    Effect::Held,
    Effect::Resumed,
];
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
    /// Something was answered that the gateway did not mean: what it was asked need not be known.
    is_forged: bool,
    calls: BTreeMap<String, Offers>,
    /// What has happened to each conference: its news may be lost, and no question would bring it.
    conferences: BTreeMap<String, Vec<Effect>>,
    /// Everything that has happened, and when.
    others: Vec<(u64, Effect)>,
    /// The polls and questions on their way, and when each was sent.
    asked: BTreeMap<u32, (&'static str, u64)>,
    /// When the newest question for calls, and for the agent's state, was sent that has been answered well.
    answered: Answered,
    /// When the newest poll was sent that has brought nothing: everything from before has been told.
    emptied: u64,
}

#[derive(Debug, Clone, Copy, Default)]
struct Answered {
    calls: u64,
    state: u64,
}

/// What has happened to a call, offer by offer, and how many of the offers the toolbar has been told of: what is shown
/// may be an offer that is over at the gateway already.
#[derive(Debug, Default)]
struct Offers {
    made: Vec<Vec<Effect>>,
    told: usize,
    /// When something happened to it last.
    changed: u64,
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
    /// Something else has happened to it since its own request did something.
    is_overtaken: bool,
    /// Everything from before this time had been told when it was sent.
    told_until: u64,
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
            Seen::Sent { request, name, .. } if [POLL, CALLS, STATUS].contains(name) => {
                self.asked.insert(*request, (*name, at));
            }
            Seen::ToldAgain => self.is_told_again = true,
            Seen::Struck { fault, .. } if TOLD_AGAIN.contains(fault) => self.is_told_again = true,
            Seen::Struck {
                fault: Fault::AnyAnswer | Fault::EmptyAnswer,
                ..
            } => self.is_forged = true,
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
                    let offers = self.calls.entry(call.clone()).or_default();
                    offers.note(*effect);
                    offers.changed = at;
                }
                self.others.push((at, *effect));
                if let Some(number) = conference {
                    let of_it = self.conferences.entry(number.to_string());
                    of_it.or_default().push(*effect);
                }
                for (request, command) in &mut self.sent {
                    let is_own = *by == Some(*request);
                    if is_own {
                        command.effect.get_or_insert((at, *effect));
                    }
                    let is_on_it = command.press.target.is_none() || target == command.press.target;
                    command.is_overtaken |= is_on_it && !is_own && command.effect.is_some();
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
                self.note_answer(*request, answer);
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

    fn note_answer(&mut self, request: u32, answer: &Answer) {
        let Some((name, sent)) = self.asked.remove(&request) else {
            return;
        };
        match (name, answer) {
            (POLL, Answer::Done { event: None, .. }) => self.emptied = self.emptied.max(sent),
            (CALLS, Answer::Done { .. }) => self.answered.calls = self.answered.calls.max(sent),
            (STATUS, Answer::Done { .. }) => self.answered.state = self.answered.state.max(sent),
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
            is_overtaken: false,
            told_until: self.emptied,
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
        let is_news = |(at, _): &(u64, Effect)| *at >= self.emptied;
        let known = self
            .others
            .iter()
            .position(is_news)
            .unwrap_or(self.others.len());
        // The last state that has been told is the present one.
        let last = self
            .others
            .iter()
            .rposition(|(_, effect)| STATES.contains(effect));
        self.others.drain(..known.min(last.unwrap_or(known)));
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
        let is_excused = match entry.outcome {
            Outcome::Confirmed => self.is_told_again,
            Outcome::CallOver => self.is_told_again || self.is_forged,
            Outcome::NotDone => self.is_forged,
            _ => false,
        };
        let target = command.press.target.as_ref();
        let conference = target.and_then(|number| self.conferences.get(number));
        let log = Log {
            at,
            answered: self.answered,
            others: &self.others,
            offers: target.and_then(|call| self.calls.get(call)),
            conference: conference.map_or(&[], Vec::as_slice),
        };
        if !is_excused && command.contradicts(entry.outcome, &log) {
            says.push(format!(
                "{name} is told {:?}, but at the gateway there was {:?}, and by itself {:?}",
                entry.outcome, command.on_target, command.effect
            ));
        }
    }
}

/// What there is to hold a statement against, and when it was made.
struct Log<'a> {
    at: u64,
    answered: Answered,
    others: &'a [(u64, Effect)],
    offers: Option<&'a Offers>,
    /// What has happened to the conference that was pressed for.
    conference: &'a [Effect],
}

impl Command {
    /// Whether the gateway's log says otherwise.
    fn contradicts(&self, told: Outcome, log: &Log<'_>) -> bool {
        let acted = self
            .effect
            .map(|(when, _)| when)
            .filter(|_| !self.has_strayed);
        match told {
            Outcome::Open | Outcome::Unknown | Outcome::NotKnown => false,
            Outcome::CallOver => self.is_still_there(log),
            Outcome::Refused => acted.is_some(),
            Outcome::NotDone => {
                acted.is_some_and(|when| self.could_be_seen(when, log)) && !self.is_overtaken
            }
            Outcome::Confirmed | Outcome::Done => !self.has_happened(log),
        }
    }

    /// Whether what it did at this time had been asked for since, or is so old that it must have been.
    fn could_be_seen(&self, when: u64, log: &Log<'_>) -> bool {
        let asked = match self.press.target {
            None => log.answered.state,
            Some(_) => log.answered.calls,
        };
        asked > when || when + SNAPSHOT < log.at
    }

    /// Whether the agent still has the call, and has had it for long enough to be known.
    fn is_still_there(&self, log: &Log<'_>) -> bool {
        log.offers.is_some_and(|offers| {
            let last = offers.made.last().and_then(|effects| effects.last());
            let has_it = last.is_some_and(|effect| HAS_IT.contains(effect));
            has_it && offers.changed + SNAPSHOT < log.at && offers.told >= offers.made.len()
        })
    }

    /// Whether what was wanted has come about, by whomever; events of it may still have been on their
    /// way when it was pressed.
    fn has_happened(&self, log: &Log<'_>) -> bool {
        let has_answer = matches!(self.answer, Some(Answer::Done { .. }));
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
            Control::PickUp => &[
                Effect::Requested,
                Effect::Connected,
                Effect::Rang,
                Effect::Answered,
            ],
            // Who signs in is ready.
            Control::SetReady => {
                return self.is_or_became(&[Effect::BecameIdle, Effect::SignedIn], log);
            }
            // During a call the acceptance is all there is.
            Control::SetBusy => return has_answer || self.is_or_became(&[Effect::BecameBusy], log),
            Control::Join => return self.has_befallen(&[Effect::Joined], log),
            // Whatever ended it: the agent is neither invited to it nor in it.
            Control::Decline | Control::Leave => return self.has_befallen(&OVER, log),
            _ => return true,
        };
        self.on_target.iter().any(|effect| wanted.contains(effect))
    }

    /// Whether one of these has happened to the agent, of which it had not been told when this was pressed.
    fn has_been(&self, wanted: &[Effect], log: &Log<'_>) -> bool {
        let before = log.others.iter().filter(|(at, _)| *at >= self.told_until);
        let mut news = before.map(|(_, effect)| effect).chain(&self.on_target);
        news.any(|effect| wanted.contains(effect))
    }

    /// Whether one of these has ever happened to the conference that was pressed for, or was news.
    fn has_befallen(&self, wanted: &[Effect], log: &Log<'_>) -> bool {
        let mut befallen = log.conference.iter();
        befallen.any(|effect| wanted.contains(effect)) || self.has_been(wanted, log)
    }

    fn is_or_became(&self, wanted: &[Effect], log: &Log<'_>) -> bool {
        let mut states = log.others.iter().rev().map(|(_, effect)| *effect);
        let last = states.find(|effect| STATES.contains(effect));
        last.is_some_and(|last| wanted.contains(&last)) || self.has_been(wanted, log)
    }
}
