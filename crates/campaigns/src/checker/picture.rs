//! The picture: nothing is shown that never was, and once nothing has happened for a while, the screen
//! shows what the gateway knows.

use std::collections::BTreeMap;

use super::conditions::Conditions;
use super::told::{Request, Told};
use super::{CALLS, POLL, STATUS};
use crate::observation::{
    AgentState, Answer, Connection, Control, Effect, Fault, Knowledge, Observation, Outage, Place,
    Screen, Seat, Seen, Stage, Told as ToldEvent,
};

/// After so long without a trouble, a press or a change, nothing may be wrong or on its way.
const CALM: u64 = 45_000;

/// What has disturbed the picture last.
#[derive(Debug, Default)]
pub struct Picture {
    disturbed: u64,
    /// Nothing goes wrong any more, since this time.
    calm: Option<u64>,
    /// The last poll that was sent.
    last_poll: Option<u32>,
    /// The poll that is on its way, if it was sent since the last disturbance.
    poll: Option<u32>,
    /// So many of them have brought nothing.
    silences: u32,
    /// Every call there ever was, and whether the agent was ever connected with it. A conference may
    /// have a call of its own, which is none.
    calls: BTreeMap<String, WasConnected>,
    /// An event was lost without anybody's notice.
    unnoticed: Unnoticed,
    /// The network keeps a poll: it comes to the gateway when nobody waits for it any more, and takes an event along.
    is_poll_kept: bool,
    /// The gateway starts again, and may forget what it had to tell (a reading).
    is_restarting: bool,
    /// The conference that ended meanwhile. No snapshot knows a conference (design 3.4.21): who sits in it cannot
    /// know, and must leave it first.
    lost_conference: Option<u32>,
    /// Something has gone wrong since the agent was last invited: the news of the conference may be lost.
    is_conference_in_doubt: bool,
    /// An event is told late, and names no conference: it may end a later one.
    is_told_late: bool,
}

/// A poll is answered once with each event, and none is told again: one that is lost on its way into the queue
/// nobody can miss. Whoever asks where everything is, for whatever reason, makes it good, once the events from before
/// have been told: a list of calls overtakes them.
#[derive(Debug, Default)]
struct Unnoticed {
    /// It is not known what the calls are.
    calls: bool,
    /// It is not known how the agent is.
    agent: bool,
    /// When a poll brought nothing for the first time since.
    told_before: Option<u64>,
}

type WasConnected = bool;

/// "The Guid is not permitted": a renewal that was lost long ago goes wrong only now, when the life of the Guid that it
/// was to replace is over (design 3.2.13: a gateway that never renewed counts as one that does not).
const NOT_PERMITTED: &str = "000-003";

/// Once nothing goes wrong any more, so many polls that bring nothing make the picture whole.
const SILENCES: u32 = 2;

impl Unnoticed {
    /// An event has been lost.
    const fn begin() -> Self {
        Self {
            calls: true,
            agent: true,
            told_before: None,
        }
    }

    /// This has been asked, and answered well.
    fn note_answer(&mut self, asked: Option<Request>, event: Option<&ToldEvent>, at: u64) {
        let Some(Request { name, sent }) = asked else {
            return;
        };
        let is_after = self.told_before.is_some_and(|told| told <= sent);
        match name {
            POLL if event.is_none() => {
                self.told_before.get_or_insert(at);
            }
            CALLS => self.calls &= !is_after,
            STATUS => self.agent &= !is_after,
            _ => {}
        }
    }
}

impl Picture {
    /// Takes in what was seen; `screen` is what was shown before.
    pub fn note(
        &mut self,
        seen: &Observation,
        screen: &Screen,
        told: &Told,
        conditions: &Conditions,
        says: &mut Vec<String>,
    ) {
        self.note_kept_poll(&seen.seen);
        self.count_silences(seen);
        self.doubt_conference(&seen.seen);
        match &seen.seen {
            Seen::Struck {
                fault: Fault::EventLost,
                ..
            } => {
                self.disturbed = seen.at;
                self.unnoticed = Unnoticed::begin();
            }
            Seen::EndedUnheard if self.is_poll_kept => {
                self.disturbed = seen.at;
                self.unnoticed = Unnoticed::begin();
            }
            Seen::Heard {
                answer: Answer::Done { event, .. },
                ..
            } => {
                self.unnoticed
                    .note_answer(told.ended(), event.as_ref(), seen.at);
            }
            Seen::Knows(knowledge) => {
                let is_calm = seen.at.saturating_sub(self.disturbed) >= CALM;
                let is_silent = self.calm.is_some() && self.silences >= SILENCES;
                if (is_calm || is_silent) && conditions.are_good() {
                    self.compare(knowledge, screen, says);
                }
            }
            Seen::Changed {
                effect,
                call,
                conference,
                ..
            } => {
                self.disturbed = seen.at;
                if *effect == Effect::ConferenceEnded && self.is_restarting {
                    self.lost_conference = *conference;
                }
                if let Some(call) = call {
                    let was_connected = self.calls.entry(call.clone()).or_default();
                    *was_connected |= matches!(effect, Effect::Answered | Effect::Connected);
                }
            }
            Seen::Screen(screen) => self.find_inventions(screen, says),
            Seen::OutageBegan(Outage::RestartWithSessions) => self.is_restarting = true,
            Seen::OutageEnded(Outage::RestartWithSessions) => {
                (self.disturbed, self.is_restarting) = (seen.at, false);
            }
            Seen::Heard {
                answer: Answer::Refused(code),
                ..
            } if code == NOT_PERMITTED => self.disturbed = seen.at,
            Seen::Lost { .. }
            | Seen::Struck { .. }
            | Seen::Pressed(_)
            | Seen::OutageEnded(_)
            | Seen::CameOnline
            | Seen::Woke
            | Seen::ClockSet => self.disturbed = seen.at,
            _ => {}
        }
    }

    fn count_silences(&mut self, seen: &Observation) {
        match &seen.seen {
            Seen::Calm => {
                self.calm = Some(seen.at);
                (self.poll, self.silences) = (None, 0);
            }
            Seen::Sent { request, name, .. } if *name == POLL => self.poll = Some(*request),
            Seen::Heard {
                request, answer, ..
            } if self.poll == Some(*request) => match answer {
                Answer::Done { event: None, .. } => self.silences += 1,
                _ => self.silences = 0,
            },
            Seen::Heard {
                answer: Answer::Refused(code),
                ..
            } if code == NOT_PERMITTED => (self.poll, self.silences) = (None, 0),
            Seen::Changed { .. }
            | Seen::Pressed(_)
            | Seen::OutageEnded(_)
            | Seen::CameOnline
            | Seen::Woke => {
                (self.poll, self.silences) = (None, 0);
            }
            _ => {}
        }
    }

    fn note_kept_poll(&mut self, seen: &Seen) {
        let kept = match seen {
            Seen::Struck {
                fault: Fault::RequestDelayed | Fault::RequestDoubled | Fault::RequestReplayed,
                request,
                ..
            } => *request,
            Seen::Delayed { request } | Seen::Copied { request } => Some(*request),
            Seen::Sent { request, name, .. } => {
                if *name == POLL {
                    self.last_poll = Some(*request);
                }
                None
            }
            _ => None,
        };
        self.is_poll_kept |= kept.is_some() && kept == self.last_poll;
    }

    fn doubt_conference(&mut self, seen: &Seen) {
        match seen {
            Seen::ToldAgain
            | Seen::Struck {
                fault: Fault::EventLate | Fault::EventDoubled | Fault::EventsReordered,
                ..
            } => self.is_told_late = true,
            Seen::Changed {
                effect: Effect::Invited,
                ..
            } => self.is_conference_in_doubt = false,
            Seen::EndedUnheard
            | Seen::NoAnswer { .. }
            | Seen::GivenUp { .. }
            | Seen::Heard {
                answer: Answer::Unreadable,
                ..
            }
            | Seen::Changed {
                effect: Effect::QueueEmptied,
                ..
            }
            | Seen::OutageEnded(_)
            | Seen::Lost { .. }
            | Seen::Struck { .. }
            | Seen::Delayed { .. }
            | Seen::Copied { .. }
            | Seen::OutageBegan(_)
            | Seen::WentOffline
            | Seen::FellAsleep => self.is_conference_in_doubt = true,
            _ => {}
        }
    }

    /// The toolbar may lag behind the gateway, and never be ahead of it.
    fn find_inventions(&self, screen: &Screen, says: &mut Vec<String>) {
        for call in &screen.calls {
            let is_answered = matches!(call.place, Place::Talking | Place::Held);
            if is_answered && self.calls.get(&call.id) == Some(&false) {
                let id = &call.id;
                says.push(format!(
                    "{id} shown {:?}, but was never connected",
                    call.place
                ));
            }
        }
    }

    fn compare(&self, knowledge: &Knowledge, screen: &Screen, says: &mut Vec<String>) {
        let is_signed_in = screen.stage == Stage::SignedIn;
        if self.calm.is_some() && !is_signed_in {
            // Nobody is there to sign in again, where it had to end.
            return;
        }
        if is_signed_in != knowledge.is_signed_in {
            let known = knowledge.is_signed_in;
            says.push(format!(
                "shown {:?}, but the gateway's word is {known}",
                screen.stage
            ));
            return;
        }
        if !is_signed_in {
            return;
        }
        let mut shown: Vec<(String, Place)> = screen
            .calls
            .iter()
            .filter(|call| self.calls.contains_key(&call.id))
            .map(|call| (call.id.clone(), call.place))
            .collect();
        shown.sort();
        if self.unnoticed.calls && shown != knowledge.calls {
            return;
        }
        if self.unnoticed.agent && screen.agent != knowledge.agent {
            return;
        }
        if shown != knowledge.calls {
            let known = &knowledge.calls;
            says.push(format!("calls shown {shown:?}, but there are {known:?}"));
        }
        if screen.agent != knowledge.agent {
            let (shown, known) = (screen.agent, knowledge.agent);
            says.push(format!("agent shown {shown:?}, but is {known:?}"));
        }
        let is_conference_known = !self.is_conference_in_doubt && !self.is_told_late;
        if screen.conference != knowledge.conference && is_conference_known {
            let (shown, known) = (screen.conference, knowledge.conference);
            says.push(format!(
                "conference shown {shown:?}, but there is {known:?}"
            ));
        }
        if screen.connection != Connection::Fresh || screen.is_waiting {
            let connection = screen.connection;
            let waits = screen.is_waiting;
            says.push(format!(
                "still {connection:?}, or waiting ({waits}), after a calm"
            ));
        }
        self.compare_controls(knowledge, screen, says);
    }

    /// A control that stays grey for ever is as wrong as one that must not be pressed.
    fn compare_controls(&self, knowledge: &Knowledge, screen: &Screen, says: &mut Vec<String>) {
        let of_conference: &[Control] = match screen.conference {
            Some((_, Seat::Invited)) => &[Control::Join, Control::Decline],
            Some((_, Seat::Joined)) => &[Control::Leave],
            None => &[],
        };
        for wanted in of_conference {
            if !screen.enabled.contains(wanted) {
                says.push(format!("{wanted:?} is not enabled after a calm"));
            }
        }
        let conference = screen.conference.map(|(number, _)| number);
        let is_lost = conference.is_some() && conference == self.lost_conference;
        let wanted = match (knowledge.agent, knowledge.calls.is_empty()) {
            _ if is_lost => None,
            (AgentState::Ready, _) => Some(Control::SetBusy),
            (AgentState::Busy | AgentState::WrapUp, true) => Some(Control::SetReady),
            _ => None,
        };
        let is_free = wanted.is_some() && knowledge.calls.is_empty() && screen.conference.is_none();
        if is_free && !screen.enabled.contains(&Control::SignOut) {
            says.push("SignOut is not enabled after a calm".to_owned());
        }
        if let Some(wanted) = wanted.filter(|wanted| !screen.enabled.contains(wanted)) {
            says.push(format!("{wanted:?} is not enabled after a calm"));
        }
        for (id, place) in &knowledge.calls {
            let wanted: &[Control] = match place {
                Place::Ringing => &[Control::Answer, Control::Reject],
                _ => &[Control::Drop],
            };
            let call = screen.calls.iter().find(|call| call.id == *id);
            for wanted in wanted {
                if call.is_some_and(|call| !call.enabled.contains(wanted)) {
                    says.push(format!("{wanted:?} is not enabled for {id} after a calm"));
                }
            }
        }
    }
}
