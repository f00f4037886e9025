//! From a press to what it does: one request for each press, one effect on what was pressed, and
//! nothing more while it is not known what became of it.

use std::collections::BTreeMap;

use super::told::Told;
use super::{FRESH_FOR, POLL, QUESTIONS};
use crate::observation::{
    Answer, Control, Effect, Observation, Outage, Press, Screen, Seen, Stage,
};

/// How long a command waits for its confirmation, in milliseconds.
const CONFIRM: u64 = 5_000;
/// The same for a call taken from the queue.
const CONFIRM_PICK_UP: u64 = 10_000;
/// An answer heard so long after a command was sent did not cross it on the way, in milliseconds.
const CROSSING: u64 = 1_000;
/// Commands remembered for what they may still do at the gateway.
const REMEMBERED: usize = 200;

/// Which requests a control may send, by their "method name in logs".
const COMMANDS: &[(Control, &[&str])] = &[
    (Control::SignIn, &["login"]),
    (Control::ForceSignIn, &["forceLogin"]),
    (Control::SignOut, &["logout"]),
    (Control::SetReady, &["sayFree"]),
    (Control::SetBusy, &["saybusy"]),
    (Control::Answer, &["answer"]),
    (Control::Reject, &["reject"]),
    (Control::Drop, &["release", "releaseEx", "dropCall"]),
    (Control::Decline, &["rejectAgentConf"]),
    (Control::Join, &["answeragentconf"]),
    (Control::Leave, &["requestleaveagentconf"]),
    (Control::PickUp, &["requestAppointedCall"]),
];

/// The commands that name their call.
const NAMES_ITS_CALL: [&str; 4] = ["answer", "reject", "dropCall", "requestAppointedCall"];

/// Whether a request of this "method name in logs" acts, and needs a press.
pub fn is_command(name: &str) -> bool {
    COMMANDS.iter().any(|(_, names)| names.contains(&name))
}

/// Whether what becomes of it is told as that of a command: signing in is not.
pub fn is_entered(name: &str) -> bool {
    is_command(name) && !matches!(name, "login" | "forceLogin")
}

/// The presses of a shift and what became of them.
#[derive(Debug, Default)]
pub struct Commands {
    /// Pressed at this time, and no request sent for it yet.
    pressed: Option<(u64, Press)>,
    sent: BTreeMap<u32, Command>,
    /// The conference on the screen.
    conference: Option<u32>,
    /// The gateway has started again since that was told.
    has_restarted: bool,
    /// When the agent was invited to each conference.
    invited: BTreeMap<u32, u64>,
}

#[derive(Debug)]
struct Command {
    press: Press,
    name: &'static str,
    sent: u64,
    has_arrived: bool,
    /// The network keeps or copies it.
    has_strayed: bool,
    /// Nothing has been told yet of what became of it.
    is_open: bool,
    /// Neither a refusal nor an event has come since, nor has a poll shown since that none waits.
    is_without_word: bool,
    /// How often the gateway was asked in vain what became of it; two rounds make it "not known".
    asked_in_vain: u32,
    /// From then on it is known that its outcome is not known.
    unknown_from: u64,
}

impl Commands {
    /// Takes in what was seen; `told` has noted it already.
    pub fn note(&mut self, seen: &Observation, told: &Told, says: &mut Vec<String>) {
        let at = seen.at;
        match &seen.seen {
            Seen::Pressed(press) => self.pressed = Some((at, press.clone())),
            Seen::Sent { request, name, .. } => self.note_sent(*request, name, at, says),
            Seen::Strayed { request } => {
                if let Some(command) = self.sent.get_mut(request) {
                    command.has_strayed = true;
                }
            }
            Seen::Arrived { request, name } => self.note_arrived(*request, name, says),
            Seen::Changed {
                effect: Effect::Invited,
                conference: Some(number),
                ..
            } => {
                self.invited.insert(*number, at);
            }
            Seen::Changed {
                effect,
                by: Some(request),
                ..
            } => self.note_effect(*request, *effect, &seen.seen, says),
            Seen::Heard {
                request, answer, ..
            } => self.note_heard(*request, answer, told, at),
            Seen::NoAnswer { request } | Seen::GivenUp { request } => {
                if let Some(command) = self.sent.get_mut(request) {
                    command.unknown_from = command.unknown_from.min(at);
                }
                self.asked_in_vain(told);
            }
            Seen::Screen(screen) => {
                self.close_what_is_over(screen);
                let conference = screen.conference.map(|(number, _)| number);
                self.has_restarted &= conference == self.conference;
                self.conference = conference;
            }
            Seen::OutageEnded(Outage::RestartWithSessions) => self.has_restarted = true,
            _ => {}
        }
    }

    fn note_sent(&mut self, request: u32, name: &'static str, at: u64, says: &mut Vec<String>) {
        let Some((control, _)) = COMMANDS.iter().find(|(_, names)| names.contains(&name)) else {
            return;
        };
        let pressed = self.pressed.take();
        let pressed = pressed.filter(|(when, press)| *when == at && press.control == *control);
        let Some((_, press)) = pressed else {
            says.push(format!("{name} is sent without a press, or once more"));
            return;
        };
        let confirm = match control {
            Control::PickUp => CONFIRM_PICK_UP,
            _ => CONFIRM,
        };
        let command = Command {
            press,
            name,
            sent: at,
            has_arrived: false,
            has_strayed: false,
            is_open: true,
            is_without_word: true,
            asked_in_vain: 0,
            unknown_from: at + confirm,
        };
        self.sent.insert(request, command);
        while self.sent.len() > REMEMBERED {
            self.sent.pop_first();
        }
    }

    fn note_arrived(&mut self, request: u32, name: &str, says: &mut Vec<String>) {
        if !is_command(name) {
            return;
        }
        match self.sent.get_mut(&request) {
            Some(command) if !command.has_arrived => command.has_arrived = true,
            // Copied by the network, and not by the toolbar.
            Some(command) if command.has_strayed => {}
            Some(_) => says.push(format!("{name} arrives twice")),
            None => says.push(format!("{name} arrives and nobody sent it")),
        }
    }

    /// Wrong-call actions: an effect without a press, or on another call than the one pressed for.
    fn note_effect(&self, request: u32, effect: Effect, seen: &Seen, says: &mut Vec<String>) {
        let Seen::Changed {
            call, conference, ..
        } = seen
        else {
            return;
        };
        let Some(command) = self.sent.get(&request) else {
            if !matches!(effect, Effect::GuidUpdated | Effect::QueueEmptied) {
                says.push(format!("{effect:?} by a request that nobody pressed for"));
            }
            return;
        };
        // A gateway that starts again may forget the events that waited (a reading), and no snapshot knows a
        // conference (design 3.4.21): nobody can tell that another has taken its place.
        if command.is_conference() && self.has_restarted {
            return;
        }
        let Press {
            control, target, ..
        } = &command.press;
        // Signing in or out concerns whatever calls there are.
        if matches!(
            control,
            Control::SignIn | Control::ForceSignIn | Control::SignOut
        ) {
            return;
        }
        // What names no conference may meet an invitation of which the news is still on its way, for as long
        // as a poll that says nothing may be a good one.
        let invited = conference.and_then(|number| self.invited.get(&number));
        if invited.is_some_and(|at| command.sent < at + FRESH_FOR) {
            return;
        }
        let conference = conference.map(|number| number.to_string());
        let concerns = call.clone().or(conference);
        // A network that keeps or copies what names nothing may hit another; what names its call never does.
        if command.has_strayed && !NAMES_ITS_CALL.contains(&command.name) {
            return;
        }
        if concerns.is_some() && concerns != *target {
            says.push(format!(
                "{control:?} was pressed for {target:?}, but {effect:?} on {concerns:?}"
            ));
        }
    }

    fn note_heard(&mut self, request: u32, answer: &Answer, told: &Told, at: u64) {
        if let Some(command) = self.sent.get_mut(&request) {
            match answer {
                Answer::Refused(code) if code != "100-007" => {
                    (command.is_open, command.is_without_word) = (false, false);
                }
                // During a call the acceptance is all there is: busy after this call.
                Answer::Done { .. } if command.press.control == Control::SetBusy => {
                    command.is_open = false;
                }
                Answer::Done { .. } => {}
                Answer::Refused(_) | Answer::Unreadable => {
                    command.unknown_from = command.unknown_from.min(at);
                }
            }
            return;
        }
        let Some(ended) = told.ended() else { return };
        let Answer::Done { event, .. } = answer else {
            return self.asked_in_vain(told);
        };
        let is_question = QUESTIONS.contains(&ended.name);
        for command in self.sent.values_mut() {
            let is_told = event.as_ref().is_some_and(|event| match command.call() {
                Some(call) => event.call.as_deref() == Some(call),
                None => true,
            });
            let is_asked = is_question && ended.sent >= command.sent;
            command.is_open &= !is_told && !is_asked;
            let is_past = ended.sent >= command.sent || at >= command.sent + CROSSING;
            // What waited to be told is thrown away: nothing more will come.
            let is_polled = (ended.name == POLL && is_past) || ended.name == "syncagentinfo";
            command.is_without_word &= !is_told && !is_polled;
        }
    }

    fn asked_in_vain(&mut self, told: &Told) {
        let question = told.ended().filter(|ended| QUESTIONS.contains(&ended.name));
        let Some(question) = question else { return };
        for command in self.sent.values_mut() {
            command.asked_in_vain += u32::from(question.sent >= command.sent);
            command.is_open &= command.asked_in_vain < 2;
        }
    }

    /// A session that is over has no commands, and a call or conference that is gone none either;
    /// whether it may be gone is judged elsewhere.
    fn close_what_is_over(&mut self, screen: &Screen) {
        for command in self.sent.values_mut() {
            let is_shown = |call| screen.calls.iter().any(|shown| shown.id == call);
            let is_gone = match command.call() {
                Some(call) => command.press.control != Control::PickUp && !is_shown(call),
                None => command.is_conference() && screen.conference.is_none(),
            };
            command.is_open &= screen.stage == Stage::SignedIn && !is_gone;
        }
    }

    /// Whether a command for this call may still be on its way, as far as anybody was told.
    pub fn is_open_for_call(&self, call: &str) -> bool {
        self.any_open(|command| command.call() == Some(call))
    }

    /// The same for a command of one of these controls.
    pub fn is_open_for(&self, controls: &[Control]) -> bool {
        self.any_open(|command| controls.contains(&command.press.control))
    }

    /// Whether one of these acts on this conference was sent, and no word of it has come: no question
    /// is about conferences, so only the polls or a refusal can tell.
    pub fn is_without_word_on(&self, conference: u32, controls: &[Control]) -> bool {
        let conference = conference.to_string();
        self.sent.values().any(|command| {
            command.is_without_word
                && controls.contains(&command.press.control)
                && command.press.target.as_ref() == Some(&conference)
        })
    }

    /// Whether a command's outcome is known to be unknown.
    pub fn has_unknown(&self, now: u64) -> bool {
        self.any_open(|command| command.unknown_from < now)
    }

    fn any_open(&self, is_it: impl Fn(&Command) -> bool) -> bool {
        let mut commands = self.sent.values();
        commands.any(|command| command.is_open && is_it(command))
    }
}

impl Command {
    /// It acts on a conference, and names none.
    fn is_conference(&self) -> bool {
        matches!(
            self.press.control,
            Control::Decline | Control::Join | Control::Leave
        )
    }

    /// The call it names.
    fn call(&self) -> Option<&str> {
        let names_call = matches!(
            self.press.control,
            Control::Answer | Control::Reject | Control::Drop | Control::PickUp
        );
        self.press.target.as_deref().filter(|_| names_call)
    }
}
