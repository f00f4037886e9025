//! Hits: what each command did at the gateway, and whether that is what it was pressed for.
//!
//! An effect without a press, or on another call than the one drawn, is the gravest thing that can happen.
//! Commands that name their call never do it. Those that name none can, where the network keeps or copies them, or
//! where the news of another call or conference is still on its way: that is counted.
//! So is an effect on a later offer of the same call. Which offer was drawn is known by the order of screens: a call
//! first shown as ringing, or as answered, after so many offers were made is drawn for the last of them at most.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::commands::is_command;
use super::{FRESH_FOR, POLL};
use crate::observation::{
    Answer, Control, Effect, Fault, Mode, Observation, Outage, Place, Press, Screen, Seen, Told,
};

/// The commands that name their call.
const NAMES_ITS_CALL: [&str; 4] = ["answer", "reject", "dropCall", "requestAppointedCall"];
/// The events that tell of an offer's end.
const ENDS: [&str; 2] = ["AgentEvent_No_Answer", "AgentEvent_Call_Release"];
const RINGING: &str = "AgentEvent_Ringing";
/// Commands remembered for what they may still do at the gateway.
const REMEMBERED: usize = 200;

/// What was counted: the commands that name their call, and those that name none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HitCounts {
    /// The commands that name their call.
    pub named: Ways,
    /// Those that name none.
    pub unnamed: Ways,
}

/// By how they came to the gateway.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ways {
    /// As they were sent.
    pub sent: Counts,
    /// Kept or copied by the network.
    pub strayed: Counts,
}

/// How many there were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Arrived at the gateway.
    pub arrived: u64,
    /// Had an effect there.
    pub acted: u64,
    /// Had it on another call or conference than the one pressed for.
    pub on_another: u64,
    /// Had it on a later offer of the call pressed for.
    pub on_later_offer: u64,
}

impl HitCounts {
    /// Adds those of other histories.
    pub fn merge(&mut self, other: &Self) {
        let pairs = [
            (&mut self.named.sent, &other.named.sent),
            (&mut self.named.strayed, &other.named.strayed),
            (&mut self.unnamed.sent, &other.unnamed.sent),
            (&mut self.unnamed.strayed, &other.unnamed.strayed),
        ];
        for (counts, more) in pairs {
            counts.arrived += more.arrived;
            counts.acted += more.acted;
            counts.on_another += more.on_another;
            counts.on_later_offer += more.on_later_offer;
        }
    }
}

/// The commands, the offers, and what came of them.
#[derive(Debug, Default)]
pub struct Hits {
    pressed: Option<Press>,
    sent: BTreeMap<u32, Sent>,
    /// How often each call was offered to the agent.
    offered: BTreeMap<String, u32>,
    /// Every call that was drawn, by the number it was drawn with.
    drawn: BTreeMap<u64, Drawing>,
    /// The conference on the screen.
    conference: Option<u32>,
    /// The gateway has started again since that was told.
    has_restarted: bool,
    /// When the agent was invited to each conference.
    invited: BTreeMap<u32, u64>,
    /// When each poll was sent that is not answered yet.
    polls: BTreeMap<u32, u64>,
    /// When the newest poll was sent that has brought nothing: everything from before has been told.
    emptied: u64,
    counts: HitCounts,
}

/// A call that is or was on the screen.
#[derive(Debug)]
struct Drawing {
    call: String,
    is_answered: bool,
    /// How many offers of it had been made when it was first shown so.
    offers: u32,
    /// What has been told of the call since.
    news: Option<News>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum News {
    /// That it is over.
    Ended,
    /// That it is over, and then that it rings again.
    RangAgain,
}

#[derive(Debug)]
struct Sent {
    press: Press,
    name: &'static str,
    at: u64,
    /// How many offers of its call had been made when it was first drawn so.
    drawn: Option<u32>,
    /// Before it was sent the toolbar was told of a later offer.
    was_told: bool,
    /// What it was pressed for was the conference on the screen.
    is_of_conference_shown: bool,
    /// The network keeps it.
    is_kept: bool,
    /// What has arrived of it last.
    arrival: Arrival,
}

/// One arrival of a command at the gateway.
#[derive(Debug, Default)]
struct Arrival {
    is_copy: bool,
    /// It has had an effect, one on another call or conference, one on a later offer.
    has_acted: bool,
    has_missed: bool,
    has_hit_later: bool,
}

impl Hits {
    /// Takes in what was seen.
    pub fn note(&mut self, seen: &Observation, says: &mut Vec<String>) {
        match &seen.seen {
            Seen::Pressed(press) => self.pressed = Some(press.clone()),
            Seen::Sent { request, name, .. } if is_command(name) => {
                self.note_sent(*request, name, seen.at);
            }
            Seen::Sent { request, name, .. } if *name == POLL => {
                self.polls.insert(*request, seen.at);
            }
            Seen::Heard {
                request,
                answer: Answer::Done { event: None, .. },
                ..
            } if self.polls.contains_key(request) => {
                let sent = self.polls.remove(request).unwrap_or_default();
                self.emptied = self.emptied.max(sent);
            }
            Seen::Delayed { request } => {
                if let Some(sent) = self.sent.get_mut(request) {
                    sent.is_kept = true;
                }
            }
            Seen::Struck {
                fault: Fault::RequestDelayed,
                request: Some(request),
                ..
            } => self.note_kept(*request),
            Seen::Arrived {
                request, is_copy, ..
            } => self.note_arrived(*request, *is_copy),
            Seen::Changed {
                effect,
                call,
                conference,
                by,
            } => {
                if let Some(by) = by {
                    self.note_effect(*by, *effect, call.as_deref(), *conference, says);
                }
                self.note_offer(*effect, call.as_deref(), *conference, seen.at);
            }
            Seen::Heard {
                answer: Answer::Done {
                    event: Some(event), ..
                },
                ..
            } => self.note_news(event),
            Seen::Screen(screen) => self.note_screen(screen),
            Seen::OutageEnded(Outage::RestartWithSessions) => self.has_restarted = true,
            _ => {}
        }
    }

    /// What was counted.
    pub fn into_counts(self) -> HitCounts {
        self.counts
    }

    fn note_sent(&mut self, request: u32, name: &'static str, at: u64) {
        let Some(press) = self.pressed.take() else {
            return;
        };
        let drawing = press.offer.and_then(|offer| self.drawn.get(&offer));
        let drawing = drawing.filter(|drawing| Some(&drawing.call) == press.target.as_ref());
        let sent = Sent {
            drawn: drawing.map(|drawing| drawing.offers),
            was_told: drawing.is_some_and(|drawing| drawing.news == Some(News::RangAgain)),
            is_of_conference_shown: self.conference.map(|number| number.to_string())
                == press.target,
            press,
            name,
            at,
            is_kept: false,
            arrival: Arrival::default(),
        };
        self.sent.insert(request, sent);
        while self.sent.len() > REMEMBERED {
            self.sent.pop_first();
        }
    }

    fn note_arrived(&mut self, request: u32, is_copy: bool) {
        let Some(sent) = self.sent.get_mut(&request) else {
            return;
        };
        sent.arrival = Arrival {
            is_copy,
            ..Arrival::default()
        };
        sent.count(&mut self.counts).arrived += 1;
    }

    /// It has arrived, and is kept before it can have an effect.
    fn note_kept(&mut self, request: u32) {
        if let Some(sent) = self.sent.get_mut(&request) {
            sent.count(&mut self.counts).arrived -= 1;
            sent.is_kept = true;
            sent.count(&mut self.counts).arrived += 1;
        }
    }

    fn note_offer(&mut self, effect: Effect, call: Option<&str>, conference: Option<u32>, at: u64) {
        match (effect, call, conference) {
            (Effect::Rang, Some(call), _) => *self.offered.entry(call.to_owned()).or_default() += 1,
            (Effect::Invited, _, Some(number)) => {
                self.invited.insert(number, at);
            }
            _ => {}
        }
    }

    fn note_news(&mut self, event: &Told) {
        let Some(call) = &event.call else { return };
        for drawing in self
            .drawn
            .values_mut()
            .filter(|drawing| drawing.call == *call)
        {
            if ENDS.contains(&event.name.as_str()) {
                drawing.news.get_or_insert(News::Ended);
            } else if event.name == RINGING && drawing.news.is_some() {
                drawing.news = Some(News::RangAgain);
            }
        }
    }

    fn note_screen(&mut self, screen: &Screen) {
        for shown in &screen.calls {
            let is_answered = !matches!(shown.place, Place::Alerting | Place::Ringing);
            let known = self.drawn.get(&shown.offer);
            if known.is_some_and(|known| known.is_answered == is_answered) {
                continue;
            }
            let drawing = Drawing {
                call: shown.id.clone(),
                is_answered,
                offers: self.offered.get(&shown.id).copied().unwrap_or(0),
                news: None,
            };
            self.drawn.insert(shown.offer, drawing);
        }
        let conference = screen.conference.map(|(number, _)| number);
        self.has_restarted &= conference == self.conference;
        self.conference = conference;
    }

    /// Wrong-call actions: an effect without a press, on another call or conference than the one pressed for, or on
    /// a later offer of the call.
    fn note_effect(
        &mut self,
        request: u32,
        effect: Effect,
        call: Option<&str>,
        conference: Option<u32>,
        says: &mut Vec<String>,
    ) {
        let Some(sent) = self.sent.get_mut(&request) else {
            if !matches!(effect, Effect::GuidUpdated | Effect::QueueEmptied) {
                says.push(format!("{effect:?} by a request that nobody pressed for"));
            }
            return;
        };
        if !std::mem::replace(&mut sent.arrival.has_acted, true) {
            sent.count(&mut self.counts).acted += 1;
        }
        let Press {
            control,
            target,
            mode,
            ..
        } = &sent.press;
        let is_other_mode = match effect {
            Effect::RejectedToBusy => *mode != Some(Mode::BackToQueue),
            Effect::RejectedToIdle => *mode != Some(Mode::HangUp),
            _ => false,
        };
        if is_other_mode {
            says.push(format!(
                "{mode:?} was pressed, but {effect:?} is what it did"
            ));
        }
        // Signing in or out concerns whatever calls there are.
        if matches!(
            control,
            Control::SignIn | Control::ForceSignIn | Control::SignOut
        ) {
            return;
        }
        let concerns = call
            .map(str::to_owned)
            .or(conference.map(|number| number.to_string()));
        if concerns.is_some() && concerns != *target {
            let is_excused = sent.has_strayed()
                || sent.is_overtaken(conference, self.has_restarted, &self.invited, self.emptied);
            if !is_excused || sent.names_its_call() {
                says.push(format!(
                    "{control:?} was pressed for {target:?}, but {effect:?} on {concerns:?}"
                ));
            }
            if !std::mem::replace(&mut sent.arrival.has_missed, true) {
                sent.count(&mut self.counts).on_another += 1;
            }
            return;
        }
        let offered = call.and_then(|call| self.offered.get(call)).copied();
        let Some(drawn) = sent.drawn.filter(|drawn| offered > Some(*drawn)) else {
            return;
        };
        // Nobody can know of an offer before it is told.
        if !sent.has_strayed() && sent.was_told {
            says.push(format!(
                "{control:?} was pressed for offer {drawn} of {concerns:?}, but {effect:?} on a later one"
            ));
        }
        if !std::mem::replace(&mut sent.arrival.has_hit_later, true) {
            sent.count(&mut self.counts).on_later_offer += 1;
        }
    }
}

impl Sent {
    fn names_its_call(&self) -> bool {
        NAMES_ITS_CALL.contains(&self.name)
    }

    /// Whether what has arrived of it last was kept or copied by the network.
    fn has_strayed(&self) -> bool {
        self.is_kept || self.arrival.is_copy
    }

    fn count<'a>(&self, counts: &'a mut HitCounts) -> &'a mut Counts {
        let ways = match self.names_its_call() {
            true => &mut counts.named,
            false => &mut counts.unnamed,
        };
        match self.has_strayed() {
            true => &mut ways.strayed,
            false => &mut ways.sent,
        }
    }

    /// Whether nobody could know that another conference has taken the place of the one pressed for.
    fn is_overtaken(
        &self,
        conference: Option<u32>,
        has_restarted: bool,
        invited: &BTreeMap<u32, u64>,
        emptied: u64,
    ) -> bool {
        let acts_on_conference = matches!(
            self.press.control,
            Control::Decline | Control::Join | Control::Leave
        );
        // Whoever is shown another one knows.
        if acts_on_conference && !self.is_of_conference_shown {
            return false;
        }
        // A gateway that starts again may forget the events that waited (a reading), and no snapshot knows a
        // conference (design 3.4.21).
        if acts_on_conference && has_restarted {
            return true;
        }
        // What names no conference may meet an invitation of which the news is still on its way: for as long as a poll
        // that says nothing may be a good one, and behind events that wait until a poll has brought nothing.
        let invited = conference.and_then(|number| invited.get(&number));
        invited.is_some_and(|at| self.at < at + FRESH_FOR || emptied < *at)
    }
}
