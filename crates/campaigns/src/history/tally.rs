//! The tally: what became of presses, counted by control.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::faults;
use crate::checker::{HitCounts, Numbers, is_command, is_entered};
use crate::observation::{Control, Effect, Entry, Observation, Outcome, Screen, Seen};

/// What became of the presses of some histories.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many histories.
    pub histories: u64,
    /// Steps in them.
    pub steps: u64,
    /// Requests that were disturbed, troubles, events told again.
    pub disturbances: u64,
    /// Each control's.
    pub presses: BTreeMap<Control, Count>,
    /// How often each named fault of the simulator's struck.
    pub struck: BTreeMap<String, u64>,
    /// What the commands did at the gateway.
    pub hits: HitCounts,
}

/// What became of one control's presses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Pressed at all.
    pub pressed: u64,
    /// Pressed while it was enabled for what it was drawn for.
    pub allowed: u64,
    /// Sent.
    pub sent: u64,
    /// Had an effect at the gateway, or was told as confirmed: what is agreed for after a call has none yet.
    pub acted: u64,
    /// Told as confirmed, or looked up as done.
    pub confirmed: u64,
    /// Told as refused.
    pub refused: u64,
    /// Told as unknown, whatever it was settled as.
    pub unknown: u64,
    /// It could not be found out.
    pub not_known: u64,
}

impl Tally {
    /// Adds those of other histories.
    pub fn merge(&mut self, other: &Self) {
        self.histories += other.histories;
        self.steps += other.steps;
        self.disturbances += other.disturbances;
        for (control, count) in &other.presses {
            self.presses.entry(*control).or_default().add(count);
        }
        for (fault, count) in &other.struck {
            *self.struck.entry(fault.clone()).or_default() += count;
        }
        self.hits.merge(&other.hits);
    }

    /// All controls together.
    pub fn total(&self) -> Count {
        let mut total = Count::default();
        for count in self.presses.values() {
            total.add(count);
        }
        total
    }
}

impl Tally {
    /// What is less than it must be, of histories whose presses must have been carried out so often in a hundred.
    pub fn failures(&self, least: f64) -> Vec<String> {
        let rows = self
            .presses
            .iter()
            .filter(|(_, count)| count.allowed >= ENOUGH);
        let low = rows.filter(|(_, count)| count.share() < LEAST_OF_A_CONTROL);
        let mut failures: Vec<String> = low
            .map(|(control, count)| format!("{control:?}: {:.1} % carried out", count.share()))
            .collect();
        let all = self.total();
        if all.allowed >= ENOUGH && all.share() < least {
            failures.push(format!("all presses: {:.1} % carried out", all.share()));
        }
        if self.histories >= MANY {
            let count = |control| self.presses.get(&control).map_or(0, |count| count.allowed);
            let dead = CONTROLS
                .into_iter()
                .filter(|control| count(*control) < ENOUGH);
            failures.extend(dead.map(|control| format!("{control:?}: hardly ever enabled")));
        }
        failures
    }
}

/// Fewer presses than this prove nothing.
const ENOUGH: u64 = 100;
/// So many histories press every control often.
const MANY: u64 = 2_000;
/// So many of a hundred allowed presses of any one control are carried out, whatever goes wrong.
pub const LEAST_OF_A_CONTROL: f64 = 75.0;
/// Every control that must come up in many histories.
const CONTROLS: [Control; 11] = [
    Control::SignIn,
    Control::SignOut,
    Control::SetReady,
    Control::SetBusy,
    Control::Answer,
    Control::Reject,
    Control::Drop,
    Control::Decline,
    Control::Join,
    Control::Leave,
    Control::PickUp,
];

impl Count {
    fn add(&mut self, other: &Self) {
        self.pressed += other.pressed;
        self.allowed += other.allowed;
        self.sent += other.sent;
        self.acted += other.acted;
        self.confirmed += other.confirmed;
        self.refused += other.refused;
        self.unknown += other.unknown;
        self.not_known += other.not_known;
    }

    /// How many of a hundred allowed presses had an effect.
    pub fn share(&self) -> f64 {
        100.0 * self.acted as f64 / self.allowed.max(1) as f64
    }
}

/// Counts while a history is told.
#[derive(Debug, Default)]
pub struct Counting {
    tally: Tally,
    screen: Screen,
    pressed: Option<Control>,
    sent: BTreeMap<u32, Sent>,
    numbers: Numbers,
}

/// The request of a command.
#[derive(Debug)]
struct Sent {
    /// What sent it.
    control: Control,
    has_acted: bool,
    /// What the ledger told of it last.
    told: Outcome,
}

impl Counting {
    /// Takes in what was seen.
    pub fn note(&mut self, seen: &Observation) {
        // What a press sends is what is seen next.
        let pressed = self.pressed.take();
        match &seen.seen {
            Seen::Screen(screen) => self.screen = screen.clone(),
            Seen::Pressed(press) if press.control != Control::Other => {
                let is_allowed = self.screen.allows(press);
                let count = self.count(press.control);
                count.pressed += 1;
                count.allowed += u64::from(is_allowed);
                self.pressed = Some(press.control);
            }
            Seen::Sent { request, name, .. } if is_command(name) => {
                if let Some(control) = pressed {
                    self.count(control).sent += 1;
                    let sent = Sent {
                        control,
                        has_acted: false,
                        told: Outcome::Open,
                    };
                    self.sent.insert(*request, sent);
                    if is_entered(name) {
                        self.numbers.sent(*request, name);
                    }
                }
            }
            Seen::Changed {
                effect,
                by: Some(by),
                ..
            } if *effect != Effect::QueueEmptied => self.act(*by),
            Seen::Entered(entry) => self.enter(entry),
            Seen::Struck { fault, .. } => self.strike(fault.name()),
            Seen::OutageBegan(outage) => self.strike(faults::of_outage(*outage).name()),
            Seen::Lost { .. } | Seen::Delayed { .. } | Seen::Copied { .. } | Seen::ToldAgain => {
                self.tally.disturbances += 1;
            }
            Seen::WentOffline | Seen::FellAsleep | Seen::ClockSet => {
                self.tally.disturbances += 1;
            }
            _ => {}
        }
    }

    fn strike(&mut self, fault: &str) {
        self.tally.disturbances += 1;
        *self.tally.struck.entry(fault.to_owned()).or_default() += 1;
    }

    fn act(&mut self, request: u32) {
        if let Some(sent) = self.sent.get_mut(&request)
            && !std::mem::replace(&mut sent.has_acted, true)
        {
            let control = sent.control;
            self.count(control).acted += 1;
        }
    }

    fn enter(&mut self, entry: &Entry) {
        let outcome = entry.outcome;
        let Some(request) = self.numbers.request_of(entry) else {
            return;
        };
        let Some(sent) = self.sent.get_mut(&request) else {
            return;
        };
        let control = sent.control;
        if std::mem::replace(&mut sent.told, outcome) == outcome {
            return;
        }
        if matches!(outcome, Outcome::Confirmed | Outcome::Done) {
            self.act(request);
        }
        let count = self.count(control);
        match outcome {
            Outcome::Confirmed | Outcome::Done => count.confirmed += 1,
            Outcome::Refused => count.refused += 1,
            Outcome::Unknown => count.unknown += 1,
            Outcome::NotKnown => count.not_known += 1,
            Outcome::Open | Outcome::NotDone | Outcome::CallOver => {}
        }
    }

    fn count(&mut self, control: Control) -> &mut Count {
        self.tally.presses.entry(control).or_default()
    }

    /// What was counted, of a history of so many steps.
    pub fn into_tally(mut self, steps: usize, hits: HitCounts) -> Tally {
        self.tally.histories = 1;
        self.tally.hits = hits;
        self.tally.steps = steps as u64;
        self.tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What histories fail for whose presses of every control were carried out so often.
    fn check(histories: u64, allowed: u64, acted: u64, fails: bool) {
        let count = Count {
            allowed,
            acted,
            ..Count::default()
        };
        let tally = Tally {
            histories,
            presses: CONTROLS.map(|control| (control, count)).into(),
            ..Tally::default()
        };
        assert_eq!(!tally.failures(85.0).is_empty(), fails, "{allowed} {acted}");
    }

    #[test]
    fn too_few_presses_carried_out_and_dead_controls_are_told() {
        check(MANY, 100, 90, false);
        check(MANY, 100, 84, true);
        check(MANY, 0, 0, true);
        check(MANY - 1, 0, 0, false);
    }
}
