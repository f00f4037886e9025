//! Sign-outs: every one is counted and explained, or it is a fault.

use std::collections::BTreeMap;

use gateway_simulator::readings::GuidLife;
use gateway_simulator::{AuthMode, Settings};
use serde::{Deserialize, Serialize};

use super::POLL;
use super::conditions::Conditions;
use crate::observation::{Answer, Effect, Fault, Observation, Seen, Stage};

/// A toolbar that is not hindered for so long must have kept its session: a lost poll is noticed after
/// 15 s, the next try follows within 5 s, and a new Guid is asked for every 10 s.
const LONG_ENOUGH: u64 = 30_000;

/// The codes by which the gateway ends a session: at once, and when they are told again and again.
const DENIALS: [&str; 2] = ["100-006", "000-003"];

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// The agent pressed sign out.
    Pressed,
    /// The gateway started again and knew nobody.
    GatewayForgot,
    /// The gateway heard nothing for two minutes, and could not have.
    SilenceForced,
    /// The Guid died while no new one could be had.
    GuidDied,
    /// The agent was signed in elsewhere by force.
    Displaced,
    /// The gateway said, by a fault of its own, that there was no session, or none any more.
    Denied,
    /// It could have been avoided.
    Avoidable,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::Pressed,
        Self::GatewayForgot,
        Self::SilenceForced,
        Self::GuidDied,
        Self::Displaced,
        Self::Denied,
        Self::Avoidable,
    ];

    /// In words.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Pressed => "pressed",
            Self::GatewayForgot => "the gateway started again and knew nobody",
            Self::SilenceForced => "two minutes of silence while asleep or cut off",
            Self::GuidDied => "the Guid died while asleep or cut off",
            Self::Displaced => "signed in elsewhere",
            Self::Denied => "the gateway said that nobody was signed in, and was wrong",
            Self::Avoidable => "avoidable",
        }
    }
}

/// The sessions of a shift.
#[derive(Debug)]
pub struct SignOuts {
    /// How long a Guid lives, where it dies at all, and from when on that counts.
    guid_dies: Option<(u64, GuidLife)>,
    /// After how long a poll's end renews a Guid.
    guid_interval: u64,
    /// When a Guid was renewed by the end of a poll that nobody waited for: it is handed out later.
    renewed_unheard: Option<u64>,
    max_time: u64,
    /// When each Guid was made.
    issued: BTreeMap<u32, u64>,
    /// The newest Guid that reached the toolbar, and the first of the session.
    heard: u32,
    first: Option<u32>,
    /// The very first renewal was taken off an answer that was good otherwise.
    is_first_lost: bool,
    is_signed_in: bool,
    is_at_gateway: bool,
    /// The request that a fault answers with a code of its own, or the sign-out that it accepts in vain.
    denied: Option<u32>,
    /// The last sign-out that was sent.
    sign_out: Option<u32>,
    /// Such a code has been told that ends a session, and no poll that was sent later has been answered well.
    is_denied: bool,
    /// The last poll that was sent since.
    poll: Option<u32>,
    reasons: Vec<Reason>,
}

impl SignOuts {
    /// For a gateway of these settings.
    pub fn new(settings: &Settings) -> Self {
        let life = settings.readings.guid_life;
        let is_dynamic = settings.auth_mode == AuthMode::Dynamic;
        Self {
            guid_dies: is_dynamic.then_some((settings.guid_timeout.0, life)),
            guid_interval: settings.guid_interval.0,
            renewed_unheard: None,
            max_time: settings.max_time.0,
            issued: BTreeMap::new(),
            heard: 0,
            first: None,
            is_first_lost: false,
            is_signed_in: false,
            is_at_gateway: false,
            denied: None,
            sign_out: None,
            is_denied: false,
            poll: None,
            reasons: Vec::new(),
        }
    }

    /// Takes in what was seen.
    pub fn note(&mut self, seen: &Observation, conditions: &Conditions, says: &mut Vec<String>) {
        let at = seen.at;
        self.note_poll(&seen.seen);
        match &seen.seen {
            Seen::GuidIssued { guid } => {
                let made = self.renewed_unheard.take().unwrap_or(at);
                self.issued.insert(*guid, made);
            }
            Seen::EndedUnheard => {
                let newest = self.issued.values().next_back();
                let is_due = newest.is_some_and(|made| at - made >= self.guid_interval);
                if is_due && self.renewed_unheard.is_none() {
                    self.renewed_unheard = Some(at);
                }
            }
            Seen::Heard {
                answer: Answer::Done {
                    guid: Some(guid), ..
                },
                ..
            } => {
                self.heard = self.heard.max(*guid);
                self.first.get_or_insert(*guid);
            }
            Seen::Sent {
                request,
                name: "logout",
                ..
            } => self.sign_out = Some(*request),
            Seen::Heard {
                request,
                answer: Answer::Done { .. },
                ..
            } if self.denied == Some(*request) => self.deny(),
            Seen::Heard {
                request,
                answer: Answer::Refused(code),
                ..
            } if self.denied == Some(*request) && DENIALS.contains(&code.as_str()) => self.deny(),
            Seen::Struck { fault, request, .. } => self.struck(*fault, *request, at),
            // The agent is signed in elsewhere.
            Seen::Changed {
                effect: Effect::SignedIn,
                by: None,
                ..
            } => {}
            Seen::Changed {
                effect: Effect::Displaced,
                by: None,
                ..
            } => self.end(Reason::Displaced),
            Seen::Changed { effect, .. } => self.changed(*effect, at, conditions, says),
            Seen::Screen(screen) => {
                let was_signed_in = self.is_signed_in;
                self.is_signed_in = screen.stage == Stage::SignedIn;
                if was_signed_in && !self.is_signed_in && self.is_at_gateway {
                    self.given_up(at, conditions, says);
                }
            }
            _ => {}
        }
    }

    fn deny(&mut self) {
        (self.is_denied, self.poll) = (true, None);
    }

    /// A poll that is answered well has the better word.
    fn note_poll(&mut self, seen: &Seen) {
        match seen {
            Seen::Sent { request, name, .. } if *name == POLL => self.poll = Some(*request),
            Seen::Heard {
                request,
                answer: Answer::Done { .. },
                ..
            } if self.poll == Some(*request) => self.is_denied = false,
            _ => {}
        }
    }

    fn struck(&mut self, fault: Fault, request: Option<u32>, at: u64) {
        match fault {
            Fault::Refused => self.denied = request,
            Fault::AcceptedInVain if request.is_some() && request == self.sign_out => {
                self.denied = request;
            }
            // Renewed, and not told.
            Fault::SetGuidLost | Fault::SetGuidMalformed => {
                self.renewed_unheard.get_or_insert(at);
                self.is_first_lost |= fault == Fault::SetGuidLost && self.first == Some(self.heard);
            }
            _ => {}
        }
    }

    fn changed(
        &mut self,
        effect: Effect,
        at: u64,
        conditions: &Conditions,
        says: &mut Vec<String>,
    ) {
        match effect {
            Effect::SignedIn => {
                (self.is_at_gateway, self.renewed_unheard, self.is_denied) = (true, None, false);
                (self.first, self.is_first_lost) = (None, false);
            }
            Effect::SignedOut => self.end(Reason::Pressed),
            Effect::SessionLost => self.end(Reason::GatewayForgot),
            // Nobody at the desk knew of it: the answer to the sign-in was lost.
            Effect::SilenceEnded if !self.is_signed_in || !self.is_at_gateway => {
                self.is_at_gateway = false;
            }
            Effect::SilenceEnded => {
                let reason = self.judge_silence(at, conditions, says);
                self.end(reason);
            }
            _ => {}
        }
    }

    fn end(&mut self, reason: Reason) {
        // Who has given a session up already has told why.
        if std::mem::take(&mut self.is_at_gateway) && self.reasons_hold_it(reason) {
            self.reasons.push(reason);
        }
    }

    /// A session that nobody at the desk had any more ends without a word.
    fn reasons_hold_it(&self, reason: Reason) -> bool {
        self.is_signed_in || reason == Reason::Pressed
    }

    fn judge_silence(&self, at: u64, conditions: &Conditions, says: &mut Vec<String>) -> Reason {
        let from = at.saturating_sub(self.max_time);
        let chance = conditions.longest_chance(from, at);
        if chance < LONG_ENOUGH {
            return Reason::SilenceForced;
        }
        // Who has no Guid that lives is not listened to.
        if let Some(reason) = self.judge_guid(at, conditions, says) {
            return reason;
        }
        says.push(format!(
            "signed out for silence, with {chance} ms in which it could have been broken"
        ));
        Reason::Avoidable
    }

    /// The toolbar gives up a session that the gateway still has.
    fn given_up(&mut self, at: u64, conditions: &Conditions, says: &mut Vec<String>) {
        let known = match self.is_denied {
            true => Some(Reason::Denied),
            false => self.judge_guid(at, conditions, says),
        };
        let reason = known.unwrap_or_else(|| {
            says.push("signed out, but the session and its Guid live".to_owned());
            Reason::Avoidable
        });
        self.reasons.push(reason);
    }

    /// Whether a new Guid could have been had, where the newest that the toolbar has is dead.
    fn judge_guid(
        &self,
        at: u64,
        conditions: &Conditions,
        says: &mut Vec<String>,
    ) -> Option<Reason> {
        let (died, life) = self.death_of_guid().filter(|(died, _)| *died <= at)?;
        let chance = conditions.longest_chance(died.saturating_sub(life / 2), died);
        // A while without a renewal and without a lost poll shows that there are none (design 3.2.13).
        let passes_for_static = self.is_first_lost && self.first == Some(self.heard);
        if chance < LONG_ENOUGH || passes_for_static {
            return Some(Reason::GuidDied);
        }
        says.push(format!(
            "signed out for a dead Guid, with {chance} ms in which a new one could have been had"
        ));
        Some(Reason::Avoidable)
    }

    /// When the newest Guid that the toolbar has dies, and how long it has lived then.
    fn death_of_guid(&self) -> Option<(u64, u64)> {
        let (life, from) = self.guid_dies?;
        let issued = |guid| self.issued.get(guid).copied();
        let born = match from {
            GuidLife::FromIssue => issued(&self.heard),
            GuidLife::FromReplacement => issued(&(self.heard + 1)).or(self.renewed_unheard),
        };
        Some((born? + life, life))
    }

    /// Why sessions ended, in order.
    pub fn into_reasons(self) -> Vec<Reason> {
        self.reasons
    }
}
