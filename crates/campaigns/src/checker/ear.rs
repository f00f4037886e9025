//! The ear: a session that is signed in polls, or tries whether it can, or is about to; never more than
//! one poll at once, and never none of them for long.

use std::collections::BTreeSet;

use super::{HOLD, POLL, QUESTIONS};
use crate::observation::{Observation, Screen, Seen, Stage};

/// The longest that nothing need be on its way, in milliseconds: a poll refused as repeated is waited
/// out for a hold, a gateway that is gone is tried after five seconds at most.
const LONGEST: u64 = HOLD + 2_000;

/// What is on its way.
#[derive(Debug, Default)]
pub struct Ear {
    on_their_way: BTreeSet<u32>,
    /// Since when nothing is, of a session that is signed in on a machine that is awake.
    deaf_since: Option<u64>,
    is_asleep: bool,
}

impl Ear {
    /// Takes in what was seen; `screen` is what was shown before.
    pub fn note(&mut self, seen: &Observation, screen: &Screen, says: &mut Vec<String>) {
        let at = seen.at;
        if self.deaf_since.is_some_and(|since| at > since + LONGEST) {
            says.push(
                "signed in, and for too long neither polled nor asked whether it can".to_owned(),
            );
            self.deaf_since = Some(at);
        }
        match &seen.seen {
            Seen::Sent { request, name, .. } if *name == POLL || QUESTIONS.contains(name) => {
                self.on_their_way.insert(*request);
            }
            Seen::Heard { request, .. }
            | Seen::NoAnswer { request }
            | Seen::GivenUp { request } => {
                self.on_their_way.remove(request);
            }
            Seen::FellAsleep => self.is_asleep = true,
            Seen::Woke => self.is_asleep = false,
            _ => {}
        }
        let stage = match &seen.seen {
            Seen::Screen(screen) => screen.stage,
            _ => screen.stage,
        };
        let must_hear = stage == Stage::SignedIn && !self.is_asleep;
        if !must_hear || !self.on_their_way.is_empty() {
            self.deaf_since = None;
        } else {
            self.deaf_since.get_or_insert(at);
        }
    }
}
