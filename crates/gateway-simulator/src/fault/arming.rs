//! The wish to arm a fault: what can be asked, in JSON and on a command line,
//! and what is refused.

use serde::{Deserialize, Serialize};

use super::{Fault, Moment};
use crate::dice::Dice;
use crate::id::AgentId;
use crate::route;
use crate::time::Millis;

/// The wish to arm a fault, as `POST /sim/faults` takes it.
///
/// Without `times`, `lasting` and `probability` it strikes once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Arming {
    /// Which one.
    pub fault: Fault,
    /// Only requests of this "method name in logs", or events of this type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Only this agent's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<AgentId>,
    /// How often it strikes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// For how long it is armed; an outage: how long it lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lasting: Option<Millis>,
    /// The probability, 0 to 1, with which it strikes each time it could.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// The seed of that chance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// How the fault is done.
    #[serde(flatten)]
    pub details: Details,
}

/// How a fault is done; what is not given is the fault's own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Details {
    /// A length of time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ms: Option<Millis>,
    /// How many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copies: Option<u32>,
    /// An HTTP status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// A code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retcode: Option<String>,
    /// The words that go with the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// A `Content-Type`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// A body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Whether the request takes effect first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acts: Option<bool>,
}

/// The most time a length may have: a day.
pub(crate) const LONGEST: Millis = Millis::seconds(86_400);
/// The largest body that can be armed.
const LARGEST_BODY: usize = 2 * 1024 * 1024;
/// The most copies of an event.
const MOST_COPIES: u32 = 10_000;

impl Arming {
    /// The wish to let a fault strike once, anything it can.
    #[must_use]
    pub fn once(fault: Fault) -> Self {
        Self {
            fault,
            on: None,
            agent: None,
            times: None,
            lasting: None,
            probability: None,
            seed: None,
            details: Details::default(),
        }
    }

    /// Reads a list as the command line has it:
    /// `name[=value][:on][@probability],…`. The value is the first thing the
    /// fault takes. Each fault has a seed of its own that follows from `seed`.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong.
    pub fn read_list(list: &str, seed: u64) -> Result<Vec<Self>, String> {
        let mut seeds = Dice::new(seed);
        let words = list.split(',').filter(|word| !word.is_empty());
        words.map(|word| Self::read(word, seeds.roll())).collect()
    }

    fn read(word: &str, seed: u64) -> Result<Self, String> {
        let (word, probability) = match word.split_once('@') {
            Some((rest, number)) => {
                let number = number.parse::<f64>();
                let wrong = |_| format!("{word}: after @ comes a number from 0 to 1.");
                (rest, Some(number.map_err(wrong)?))
            }
            None => (word, None),
        };
        let (word, on) = match word.split_once(':') {
            Some((rest, on)) => (rest, Some(on.to_owned())),
            None => (word, None),
        };
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (word, None),
        };
        let fault = Fault::named(name)?;
        if fault.moment() == Moment::Outage {
            return Err(format!(
                "{name} strikes everybody: begin it at /sim/faults."
            ));
        }
        let arming = Self {
            on,
            probability,
            seed: Some(seed),
            details: Details::read(fault, value)?,
            ..Self::once(fault)
        };
        arming.check()?;
        Ok(arming)
    }

    /// Refuses what cannot be armed.
    pub(crate) fn check(&self) -> Result<(), String> {
        let fault = self.fault.name();
        self.details.check(self.fault)?;
        let is_outage = self.fault.moment() == Moment::Outage;
        if is_outage && (self.on.is_some() || self.agent.is_some()) {
            return Err(format!("{fault} strikes everybody."));
        }
        if is_outage && (self.times.is_some() || self.probability.is_some()) {
            return Err(format!("{fault} begins at once; lasting says how long."));
        }
        if self.lasting.is_some_and(|lasting| lasting > LONGEST) {
            return Err(format!("lasting is at most {} (a day).", LONGEST.0));
        }
        if self.times == Some(0) {
            return Err("times is at least 1.".to_owned());
        }
        if self
            .probability
            .is_some_and(|share| !(0.0..=1.0).contains(&share))
        {
            return Err("probability is 0 to 1.".to_owned());
        }
        match (&self.on, self.fault.moment()) {
            (Some(on), Moment::Request | Moment::Answer) if route::known_name(on).is_none() => {
                let names: Vec<&str> = route::names().collect();
                let names = names.join(", ");
                Err(format!(
                    "on is a method name in logs, not \"{on}\": {names}."
                ))
            }
            _ => Ok(()),
        }
    }
}

impl Details {
    /// The value of a command line: the first thing the fault takes.
    fn read(fault: Fault, value: Option<&str>) -> Result<Self, String> {
        let mut details = Self::default();
        let Some(value) = value else {
            return Ok(details);
        };
        let name = fault.name();
        let takes = fault.description().map_or(&[][..], |known| known.takes);
        let wrong = || format!("{name}: \"{value}\" is no value of it.");
        let number = || value.parse::<u32>().map_err(|_| wrong());
        match takes.first() {
            Some(&"ms") => details.ms = Some(Millis(number()?.into())),
            Some(&"copies") => details.copies = Some(number()?),
            Some(&"status") => details.status = Some(value.parse().map_err(|_| wrong())?),
            Some(&"retcode") => details.retcode = Some(value.to_owned()),
            Some(&"acts") => details.acts = Some(value.parse().map_err(|_| wrong())?),
            _ => return Err(format!("{name} takes no value.")),
        }
        Ok(details)
    }

    fn check(&self, fault: Fault) -> Result<(), String> {
        let takes = fault.description().map_or(&[][..], |known| known.takes);
        let given = [
            ("ms", self.ms.is_some()),
            ("copies", self.copies.is_some()),
            ("status", self.status.is_some()),
            ("retcode", self.retcode.is_some()),
            ("message", self.message.is_some()),
            ("contentType", self.content_type.is_some()),
            ("body", self.body.is_some()),
            ("acts", self.acts.is_some()),
        ];
        for (name, is_given) in given {
            if is_given && !takes.contains(&name) {
                return Err(format!("{} takes no {name}.", fault.name()));
            }
        }
        if self.ms.is_some_and(|ms| ms > LONGEST) {
            return Err(format!("ms is at most {} (a day).", LONGEST.0));
        }
        if self
            .copies
            .is_some_and(|copies| !(1..=MOST_COPIES).contains(&copies))
        {
            return Err(format!("copies is 1 to {MOST_COPIES}."));
        }
        if self
            .status
            .is_some_and(|status| !(200..=599).contains(&status))
        {
            return Err("status is 200 to 599.".to_owned());
        }
        if self
            .body
            .as_ref()
            .is_some_and(|body| body.len() > LARGEST_BODY)
        {
            return Err(format!("body has at most {LARGEST_BODY} bytes."));
        }
        let mut letters = self.content_type.iter().flat_map(|kind| kind.bytes());
        if !letters.all(|byte| (b' '..=b'~').contains(&byte)) {
            return Err("contentType has a character that no header may have.".to_owned());
        }
        Ok(())
    }
}
