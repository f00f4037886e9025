//! The checker: judges a shift by what could be seen of it.
//!
//! It knows the rules of the interfaces and of the design, and none of the session's own notions, so
//! that the two agree only where both are right. Each rule is a necessary condition: it forbids what
//! no correct toolbar does, and excuses what one may do.

mod commands;
mod conditions;
mod controls;
mod ear;
mod hits;
mod ledger;
mod numbers;
mod offers;
mod picture;
mod presses;
mod sign_outs;
mod told;

use gateway_simulator::Settings;

use crate::observation::{Observation, Screen, Seen};
use commands::Commands;
pub use commands::{is_command, is_entered};
use conditions::Conditions;
use ear::Ear;
pub use hits::HitCounts;
use hits::Hits;
use ledger::Ledger;
pub use numbers::Numbers;
use offers::Offers;
use picture::Picture;
use presses::Presses;
pub use sign_outs::Reason;
use sign_outs::SignOuts;
use told::Told;

/// How long the gateway holds a poll, in milliseconds.
const HOLD: u64 = 10_000;
/// A good answer older than this is no ground for a command that names no call.
const FRESH_FOR: u64 = HOLD + 5_000;
/// So much silence, and no control may be pressed.
const CRITICAL_AFTER: u64 = 90_000;
/// The poll's "method name in logs".
const POLL: &str = "getAgentEvent";
/// The questions that tell what the agent's state and calls are.
const QUESTIONS: [&str; 5] = [
    STATUS,
    CALLS,
    ABOUT_CALLS[0],
    ABOUT_CALLS[1],
    ABOUT_CALLS[2],
];
const STATUS: &str = "getAgentStatus";
const CALLS: &str = "allcallinfoEx";
const ABOUT_CALLS: [&str; 3] = ["callinfobeforeanswer", "holdlist", "callinfo"];
/// After so many faults a shift has proved its point.
const MOST_FAULTS: usize = 20;

/// Something that must not happen, and did.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// When, in milliseconds since the shift began.
    pub at: u64,
    /// What.
    pub says: String,
}

/// Judges one shift.
pub struct Checker {
    conditions: Conditions,
    told: Told,
    commands: Commands,
    hits: Hits,
    sign_outs: SignOuts,
    picture: Picture,
    ledger: Ledger,
    presses: Presses,
    offers: Offers,
    ear: Ear,
    screen: Screen,
    faults: Vec<Fault>,
}

/// What came of a shift.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// What must not have happened.
    pub faults: Vec<Fault>,
    /// Every sign-out, explained.
    pub sign_outs: Vec<Reason>,
    /// What the commands did at the gateway.
    pub hits: HitCounts,
}

impl Checker {
    /// A checker of a shift with a gateway of these settings.
    pub fn new(settings: &Settings) -> Self {
        Self {
            conditions: Conditions::default(),
            told: Told::default(),
            commands: Commands::default(),
            hits: Hits::default(),
            sign_outs: SignOuts::new(settings),
            picture: Picture::default(),
            ledger: Ledger::default(),
            presses: Presses::default(),
            offers: Offers::default(),
            ear: Ear::default(),
            screen: Screen::default(),
            faults: Vec::new(),
        }
    }

    /// Takes in what was seen.
    pub fn observe(&mut self, seen: &Observation) {
        let at = seen.at;
        let mut says = Vec::new();
        self.conditions.note(seen);
        self.told.note(seen, &mut says);
        self.commands.note(seen, &self.told, &mut says);
        self.hits.note(seen, &mut says);
        self.sign_outs.note(seen, &self.conditions, &mut says);
        self.picture
            .note(seen, &self.screen, &self.told, &self.conditions, &mut says);
        if let Seen::Sent { name, .. } = seen.seen {
            let (told, commands) = (&self.told, &self.commands);
            controls::judge_sent(name, &self.screen, told, commands, at, &mut says);
        }
        self.ledger.note(seen, &mut says);
        self.presses.note(seen, &self.screen, &mut says);
        self.offers.note(seen, &mut says);
        self.ear.note(seen, &self.screen, &mut says);
        if let Seen::GuidShown { by } = seen.seen {
            says.push(format!("{by} holds a Guid"));
        }
        if let Seen::Screen(screen) = &seen.seen {
            self.screen = screen.clone();
            controls::judge(screen, &self.told, &self.commands, at, &mut says);
        }
        for says in says {
            self.find(at, says);
        }
    }

    /// Each fault is told once.
    fn find(&mut self, at: u64, says: String) {
        let is_told = self.faults.iter().any(|fault| fault.says == says);
        if !is_told && self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault { at, says });
        }
    }

    /// The verdict on the whole.
    pub fn verdict(self) -> Verdict {
        Verdict {
            faults: self.faults,
            sign_outs: self.sign_outs.into_reasons(),
            hits: self.hits.into_counts(),
        }
    }
}

#[cfg(test)]
mod planted;
