//! Callers, supervisors and conference chairs: what they do to the agent, through the control desk.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::agent;
use crate::dice::Dice;
use crate::observation::Effect;

const SECOND: u64 = 1_000;
/// More callers than this do not wait.
const MOST_WAITING: usize = 4;

/// Everybody who is not the agent.
#[derive(Debug)]
pub struct Callers {
    dice: Dice,
    /// Calls that are not over.
    calls: BTreeMap<String, Place>,
    /// Conferences that are not over.
    conferences: Vec<u32>,
}

/// Where a call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a queue.
    Waiting,
    /// At the agent's phone.
    Ringing,
    /// With the agent.
    Talking,
    /// With the agent, on hold.
    Held,
}

/// Something for the control desk to do: its name and its fields.
pub type Act = (&'static str, Value);

impl Callers {
    /// Callers who decide by these dice.
    pub fn new(dice: Dice) -> Self {
        Self {
            dice,
            calls: BTreeMap::new(),
            conferences: Vec::new(),
        }
    }

    /// How long until the next act.
    pub fn pause(&mut self) -> u64 {
        self.dice.between(5 * SECOND, 90 * SECOND)
    }

    /// Takes in what has changed at the gateway.
    pub fn note(&mut self, effect: Effect, call: Option<&str>, conference: Option<u32>) {
        if let Some(call) = call {
            match effect {
                Effect::Queued | Effect::Requeued => self.put(call, Place::Waiting),
                Effect::Rang => self.put(call, Place::Ringing),
                Effect::Answered | Effect::Connected | Effect::Resumed => {
                    self.put(call, Place::Talking);
                }
                Effect::Held => self.put(call, Place::Held),
                Effect::HungUp
                | Effect::CallerLeft
                | Effect::Ended
                | Effect::RejectedToIdle
                | Effect::TakenElsewhere => {
                    self.calls.remove(call);
                }
                _ => {}
            }
        }
        match (effect, conference) {
            (Effect::Invited, Some(number)) => self.conferences.push(number),
            (Effect::ConferenceEnded, Some(number)) => {
                self.conferences.retain(|known| *known != number);
            }
            _ => {}
        }
    }

    fn put(&mut self, call: &str, place: Place) {
        self.calls.insert(call.to_owned(), place);
    }

    /// What is done next; what cannot be done just then is not done.
    pub fn act(&mut self) -> Option<Act> {
        let me = agent::NUMBER;
        if self.count(Place::Waiting) > MOST_WAITING {
            return self.of(Place::Waiting, "hangup");
        }
        if self.calls.values().any(|place| *place != Place::Waiting) {
            return self.about_a_call();
        }
        match self.dice.between(0, 99) {
            0..=54 => Some(("ring", json!({"agent": me}))),
            55..=59 => Some(("ring", json!({"agent": me, "transfer": true}))),
            60..=64 => Some(("ring", json!({"agent": me, "internal": true}))),
            65..=74 => Some(("queue", json!({"skill": 1}))),
            75..=79 => self.of(Place::Waiting, "reoffer"),
            80..=82 => self.of(Place::Waiting, "take"),
            83..=92 => Some(("invite", json!({"agent": me}))),
            93..=95 => {
                let conference = self.dice.pick(&self.conferences)?;
                Some(("conference/end", json!({"confId": conference})))
            }
            number => Some(("record", json!({"agent": me, "on": number % 2 == 0}))),
        }
    }

    fn about_a_call(&mut self) -> Option<Act> {
        match self.dice.between(0, 99) {
            0..=24 => self.of(Place::Ringing, "hangup"),
            25..=39 => self.of(Place::Talking, "hangup"),
            40..=54 => self.of(Place::Talking, "hold"),
            55..=69 => self.of(Place::Held, "unhold"),
            70..=74 => self.of(Place::Held, "hangup"),
            75..=84 => Some(("ring", json!({"agent": agent::NUMBER}))),
            85..=87 => Some(("release", json!({"agent": agent::NUMBER}))),
            88..=92 => Some(("queue", json!({"skill": 1}))),
            _ => None,
        }
    }

    /// The first call that is there.
    pub fn first(&self, place: Place) -> Option<&str> {
        let mut calls = self.calls.iter();
        let found = calls.find(|(_, at)| **at == place);
        found.map(|(call, _)| call.as_str())
    }

    /// The conference that began last.
    pub fn last_conference(&self) -> Option<u32> {
        self.conferences.last().copied()
    }

    fn count(&self, place: Place) -> usize {
        self.calls.values().filter(|at| **at == place).count()
    }

    fn of(&mut self, place: Place, act: &'static str) -> Option<Act> {
        let there: Vec<&String> = self
            .calls
            .iter()
            .filter(|(_, at)| **at == place)
            .map(|(call, _)| call)
            .collect();
        let call = self.dice.pick(&there)?;
        Some((act, json!({"callid": call})))
    }
}
