//! What is armed, and what of it strikes.
//!
//! A fault that finds nothing to strike stays armed: one that takes away
//! `Set-GUID` waits for an answer with that header. Among those that could
//! strike, the one armed first does, one at each moment.

use serde::Serialize;

use super::arming::{Arming, Details};
use super::{Fault, Moment};
use crate::dice::Dice;
use crate::exchange::Exchange;
use crate::id::AgentId;
use crate::log::{Cause, LogEntry};
use crate::time::Millis;

/// One armed fault.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Armed {
    pub(crate) fault: Fault,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<AgentId>,
    /// How often it may yet strike; none: as often as it can.
    times: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Millis>,
    #[serde(skip_serializing_if = "Option::is_none")]
    probability: Option<f64>,
    #[serde(flatten)]
    details: Details,
    #[serde(skip)]
    dice: Dice,
}

impl Armed {
    fn moment(&self) -> Moment {
        match self.details.acts {
            Some(true) => Moment::Answer,
            _ => self.fault.moment(),
        }
    }

    fn is_over(&self, now: Millis) -> bool {
        self.times == Some(0) || self.until.is_some_and(|until| until <= now)
    }

    /// Whether chance has it.
    fn happens(&mut self) -> bool {
        let Some(share) = self.probability else {
            return true;
        };
        // The upper 53 bits are as many as a fraction holds.
        let rolled = (self.dice.roll() >> 11) as f64 / (1_u64 << 53) as f64;
        rolled < share
    }
}

/// What a fault strikes at.
#[derive(Clone, Copy)]
pub(crate) struct Aim<'a> {
    pub(crate) moment: Moment,
    /// The interface or the event type.
    pub(crate) name: &'a str,
    pub(crate) agent: Option<AgentId>,
}

/// What is armed, in the order it was.
#[derive(Default)]
pub(crate) struct Faults {
    armed: Vec<Armed>,
    /// How many were ever armed: each has a chance of its own.
    count: u64,
}

impl Faults {
    /// Arms what has been checked; `seed` is for chance that was given none.
    fn arm(&mut self, arming: Arming, seed: u64, now: Millis) {
        self.count += 1;
        let seed = seed.wrapping_add(self.count);
        let is_bounded = arming.lasting.is_some() || arming.probability.is_some();
        self.armed.push(Armed {
            fault: arming.fault,
            on: arming.on,
            agent: arming.agent,
            times: arming.times.or((!is_bounded).then_some(1)),
            until: arming.lasting.map(|lasting| now.plus(lasting)),
            probability: arming.probability,
            details: arming.details,
            dice: Dice::new(arming.seed.unwrap_or(seed)),
        });
    }

    /// The first that is aimed there, can strike and happens to.
    fn strike(
        &mut self,
        aim: Aim<'_>,
        now: Millis,
        can_strike: &dyn Fn(Fault) -> bool,
    ) -> Option<(Fault, Details)> {
        self.armed.retain(|armed| !armed.is_over(now));
        let armed = self.armed.iter_mut().find_map(|armed| {
            let is_aimed = |on: &String| on.eq_ignore_ascii_case(aim.name);
            let strikes = armed.moment() == aim.moment
                && armed.on.as_ref().is_none_or(is_aimed)
                && (armed.agent.is_none() || armed.agent == aim.agent)
                && can_strike(armed.fault)
                && armed.happens();
            strikes.then_some(armed)
        })?;
        armed.times = armed.times.map(|times| times.saturating_sub(1));
        let struck = (armed.fault, armed.details.clone());
        self.armed.retain(|armed| !armed.is_over(now));
        Some(struck)
    }

    /// Disarms every fault, or those of one name; how many.
    fn clear(&mut self, only: Option<Fault>) -> usize {
        let before = self.armed.len();
        self.armed
            .retain(|armed| only.is_some_and(|only| armed.fault != only));
        before - self.armed.len()
    }

    /// What may yet strike.
    pub(crate) fn waiting(&self, now: Millis) -> Vec<&Armed> {
        self.armed
            .iter()
            .filter(|armed| !armed.is_over(now))
            .collect()
    }
}

impl Exchange {
    /// The same gateway with faults that are armed from the start, and again
    /// after each fresh start.
    #[must_use]
    pub fn with_faults(mut self, faults: Vec<Arming>) -> Self {
        for arming in &faults {
            self.arm_checked(arming.clone());
        }
        self.started_with.faults = faults;
        self
    }

    /// Arms a fault; an outage begins.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with the wish.
    pub fn arm(&mut self, arming: Arming, now: Millis) -> Result<(), String> {
        self.wake(now);
        self.cause = Cause::Desk;
        self.begin_fault(arming)?;
        self.conclude();
        Ok(())
    }

    /// Disarms every fault and ends the outage that goes on. What is late
    /// still comes.
    pub fn clear_faults(&mut self, now: Millis) {
        self.wake(now);
        self.cause = Cause::Desk;
        self.end_faults(None);
        self.conclude();
    }

    pub(crate) fn begin_fault(&mut self, arming: Arming) -> Result<(), String> {
        arming.check()?;
        match arming.fault.outage() {
            Some(outage) => self.start_outage(outage, arming.lasting),
            None => self.arm_checked(arming),
        }
        Ok(())
    }

    fn arm_checked(&mut self, arming: Arming) {
        let seed = self.settings.seed;
        self.faults.arm(arming, seed, self.clock);
    }

    /// Disarms; how many faults, an outage among them.
    pub(crate) fn end_faults(&mut self, only: Option<Fault>) -> usize {
        let cleared = self.faults.clear(only);
        let outage = self.outage();
        let is_meant = match only {
            None => outage.is_some(),
            Some(only) => outage.is_some() && only.outage() == outage,
        };
        if is_meant {
            self.finish_outage();
        }
        cleared + usize::from(is_meant)
    }

    /// The fault that strikes there now, if one does.
    pub(crate) fn struck(
        &mut self,
        aim: Aim<'_>,
        can_strike: &dyn Fn(&Self, Fault) -> bool,
    ) -> Option<(Fault, Details)> {
        let mut faults = std::mem::take(&mut self.faults);
        let struck = faults.strike(aim, self.clock, &|fault| can_strike(self, fault));
        self.faults = faults;
        struck
    }

    pub(crate) fn note_fault(
        &mut self,
        fault: Fault,
        agent: Option<AgentId>,
        event: Option<String>,
    ) {
        self.write(LogEntry::Fault {
            fault,
            agent,
            event,
        });
    }
}
