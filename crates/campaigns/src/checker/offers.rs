//! Offers of calls: none is shown that the gateway never made, none comes back from the dead, and at
//! most one call talks.

use std::collections::{BTreeMap, BTreeSet};

use super::POLL;
use crate::observation::{Answer, Control, Effect, Observation, Place, Press, Screen, Seen};

/// So many polls without an event, one after the other, and nothing is left to be told.
const SILENCES: u32 = 2;

/// The offers, at the gateway and on the screen.
#[derive(Debug, Default)]
pub struct Offers {
    calls: BTreeMap<String, Call>,
    /// Offers that are or were shown.
    shown: BTreeSet<u64>,
    polls: BTreeSet<u32>,
    /// Polls that brought nothing since two calls were shown as talking.
    silences: u32,
    talks_twice: bool,
    /// The agent has been in a conference, which may have a call of its own.
    was_in_conference: bool,
}

#[derive(Debug, Default)]
struct Call {
    /// How often it was offered to the agent or connected anew.
    made: u32,
    /// How many offers of it were shown.
    shown: u32,
    /// The gateway has named it.
    is_known: bool,
    /// The agent has it, at the gateway.
    is_there: bool,
    /// Offers that a gap may have made two of one.
    gaps: u32,
    /// An event was told of it since it was gone.
    is_spoken_of: bool,
    is_shown: bool,
}

impl Offers {
    /// Takes in what was seen.
    pub fn note(&mut self, seen: &Observation, says: &mut Vec<String>) {
        match &seen.seen {
            Seen::Changed {
                effect,
                call: Some(call),
                ..
            } => self.note_change(*effect, call),
            Seen::Changed {
                effect: Effect::Joined,
                ..
            } => self.was_in_conference = true,
            // A session that begins may take over a call of the one before, as an offer of its own.
            Seen::Changed {
                effect: Effect::SignedIn,
                ..
            } => self.note_gap(),
            // What is asked for may be told before it is there.
            Seen::Pressed(Press {
                control: Control::PickUp,
                target: Some(call),
                ..
            }) => self.calls.entry(call.clone()).or_default().gaps += 1,
            Seen::Screen(screen) => self.note_screen(screen, says),
            // What rings before and after a gap is a new offer.
            Seen::Woke | Seen::ClockSet | Seen::CameOnline | Seen::OutageEnded(_) => {
                self.note_gap()
            }
            Seen::Sent { request, name, .. } if *name == POLL => {
                self.polls.insert(*request);
            }
            Seen::Heard {
                request, answer, ..
            } if self.polls.remove(request) => {
                self.note_news(answer);
                self.note_poll(answer, says);
            }
            _ => {}
        }
    }

    fn note_change(&mut self, effect: Effect, id: &str) {
        let call = self.calls.entry(id.to_owned()).or_default();
        call.is_known = true;
        match effect {
            Effect::Rang => {
                (call.is_there, call.made, call.is_spoken_of) = (true, call.made + 1, false);
            }
            Effect::Connected if !call.is_there => {
                (call.is_there, call.made) = (true, call.made + 1);
            }
            Effect::HungUp
            | Effect::CallerLeft
            | Effect::Ended
            | Effect::Requeued
            | Effect::RejectedToIdle
            | Effect::TakenElsewhere => call.is_there = false,
            _ => {}
        }
    }

    fn note_gap(&mut self) {
        for call in self.calls.values_mut() {
            call.gaps += 1;
        }
    }

    fn note_screen(&mut self, screen: &Screen, says: &mut Vec<String>) {
        for shown in &screen.calls {
            let call = self.calls.entry(shown.id.clone()).or_default();
            if self.shown.insert(shown.offer) {
                call.shown += 1;
                // Of a conference's own call nobody else knows.
                let is_conference_s = !call.is_known && self.was_in_conference;
                // What was told late of an earlier offer may have taken this one off the screen.
                let is_back = call.is_there && !call.is_shown;
                // What an event speaks of after its end is looked up, and if that tells nothing it is shown as not
                // known (design 3.4.21).
                let is_undecided = call.is_spoken_of && shown.place == Place::NotKnown;
                let is_excused = is_conference_s || is_back || is_undecided;
                if call.shown > call.made + call.gaps && !is_excused {
                    let (id, made) = (&shown.id, call.made);
                    says.push(format!(
                        "{id} is shown as a new offer, but {made} were made"
                    ));
                }
            }
        }
        for (id, call) in &mut self.calls {
            call.is_shown = screen.calls.iter().any(|shown| shown.id == *id);
        }
        let talking = screen
            .calls
            .iter()
            .filter(|call| call.place == Place::Talking);
        let talks_twice = talking.count() > 1;
        if talks_twice != self.talks_twice {
            (self.talks_twice, self.silences) = (talks_twice, 0);
        }
    }

    fn note_news(&mut self, answer: &Answer) {
        let Answer::Done {
            event: Some(event), ..
        } = answer
        else {
            return;
        };
        let call = event
            .call
            .as_ref()
            .and_then(|call| self.calls.get_mut(call));
        if let Some(call) = call.filter(|call| !call.is_there) {
            call.is_spoken_of = true;
        }
    }

    fn note_poll(&mut self, answer: &Answer, says: &mut Vec<String>) {
        match answer {
            Answer::Done { event: None, .. } => self.silences += 1,
            _ => self.silences = 0,
        }
        if self.talks_twice && self.silences >= SILENCES {
            says.push("two calls are shown as talking, and no event is left to be told".to_owned());
        }
    }
}
