//! The dual of all that must not happen: what may be pressed does something. A toolbar that is dead
//! would break no other rule.

use std::collections::BTreeMap;

use super::commands::{is_command, is_entered};
use super::numbers::Numbers;
use crate::observation::{Control, Effect, Observation, Outcome, Press, Screen, Seen};

/// What others did so long before a press may stand against it, in milliseconds: the news is on its way.
const NEWS: u64 = 5_000;
/// What a press leads to is told by then, in milliseconds.
const SETTLED: u64 = 15_000;

/// The presses, and what must come of them.
#[derive(Debug, Default)]
pub struct Presses {
    /// Pressed at this time though it was enabled, and nothing was sent.
    unheeded: Option<(u64, Press)>,
    /// Something went wrong: not everything need come out as it was wanted.
    is_disturbed: bool,
    sent: BTreeMap<u32, Sent>,
    numbers: Numbers,
    /// What changed at the gateway.
    changes: Vec<Change>,
}

#[derive(Debug)]
struct Change {
    at: u64,
    by: Option<u32>,
    /// The call or conference it concerns.
    concerns: Option<String>,
}

#[derive(Debug)]
struct Sent {
    at: u64,
    press: Press,
    has_arrived: bool,
    outcome: Outcome,
    /// When it was settled.
    until: u64,
}

impl Presses {
    /// Takes in what was seen; `screen` is what is shown.
    pub fn note(&mut self, seen: &Observation, screen: &Screen, says: &mut Vec<String>) {
        let at = seen.at;
        if self.unheeded.as_ref().is_some_and(|(when, _)| *when < at)
            && let Some((_, press)) = self.unheeded.take()
            && screen.allows(&press)
        {
            let control = press.control;
            says.push(format!(
                "{control:?} is enabled and pressed, and nothing is sent"
            ));
        }
        match &seen.seen {
            Seen::Pressed(press) if screen.allows(press) => {
                self.unheeded = Some((at, press.clone()));
            }
            Seen::Sent { request, name, .. } if is_entered(name) => {
                let Some((_, press)) = self.unheeded.take() else {
                    says.push(format!("{name} is sent, but its control was not enabled"));
                    return;
                };
                let sent = Sent {
                    at,
                    press,
                    has_arrived: false,
                    outcome: Outcome::Open,
                    until: at,
                };
                self.sent.insert(*request, sent);
                self.numbers.sent(*request, name);
            }
            Seen::Sent { name, .. } if is_command(name) => self.unheeded = None,
            Seen::Arrived { request, .. } => {
                if let Some(sent) = self.sent.get_mut(request) {
                    sent.has_arrived = true;
                }
            }
            Seen::Entered(entry) => {
                let request = self.numbers.request_of(entry);
                if let Some(sent) = request.and_then(|request| self.sent.get_mut(&request)) {
                    (sent.outcome, sent.until) = (entry.outcome, at);
                }
            }
            Seen::Changed {
                effect,
                call,
                conference,
                by,
            } if !matches!(effect, Effect::GuidUpdated | Effect::QueueEmptied) => {
                let concerns = call.clone().or(conference.map(|number| number.to_string()));
                let by = *by;
                self.changes.push(Change { at, by, concerns });
            }
            Seen::Lost { .. }
            | Seen::Delayed { .. }
            | Seen::Copied { .. }
            | Seen::Struck { .. }
            | Seen::ToldAgain
            | Seen::OutageBegan(_)
            | Seen::WentOffline
            | Seen::FellAsleep
            | Seen::ClockSet => self.is_disturbed = true,
            Seen::Calm => {}
            Seen::Knows(_) if !self.is_disturbed => self.judge(at, says),
            _ => {}
        }
        // A shift has too many presses to be kept, and something always goes wrong in it.
        if self.is_disturbed {
            self.sent.clear();
            self.changes.clear();
        }
    }

    fn judge(&self, now: u64, says: &mut Vec<String>) {
        for (request, sent) in self.sent.iter().filter(|(_, sent)| sent.at + SETTLED < now) {
            let control = sent.press.control;
            if !sent.has_arrived {
                says.push(format!("{control:?} never reached the gateway"));
            }
            let is_good = matches!(sent.outcome, Outcome::Confirmed | Outcome::Done);
            if !is_good && !self.was_crossed(*request, sent) {
                let (at, outcome) = (sent.at, sent.outcome);
                says.push(format!(
                    "{control:?}, pressed at {at} ms and undisturbed, is {outcome:?} in the end"
                ));
            }
        }
    }

    /// Whether something else happened to what was pressed for, of which the agent could not know yet.
    fn was_crossed(&self, request: u32, sent: &Sent) -> bool {
        let target = &sent.press.target;
        let is_about = |change: &Change| match sent.press.control {
            Control::SetReady | Control::SetBusy | Control::SignOut | Control::PickUp => true,
            _ => change.concerns == *target,
        };
        let is_near = |change: &Change| change.at + NEWS >= sent.at && change.at <= sent.until;
        let mut others = self
            .changes
            .iter()
            .filter(|change| change.by != Some(request));
        let is_crossed = others.any(|change| is_near(change) && is_about(change));
        // A conference may have a call of its own, which cannot be dropped.
        let is_call = self.changes.iter().any(|change| change.concerns == *target);
        is_crossed || (sent.press.control == Control::Drop && !is_call)
    }
}
