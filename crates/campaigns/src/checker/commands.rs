//! From a press to its request: one for each press, and nothing more while it is not known what became of it.

use std::collections::BTreeMap;

use super::told::Told;
use super::{POLL, QUESTIONS};
use crate::observation::{Answer, Control, Observation, Press, Screen, Seen, Stage};

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
}

#[derive(Debug)]
struct Command {
    press: Press,
    sent: u64,
    has_arrived: bool,
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
            Seen::Arrived {
                request,
                name,
                is_copy: false,
            } => self.note_arrived(*request, name, says),
            Seen::Heard {
                request, answer, ..
            } => self.note_heard(*request, answer, told, at),
            Seen::NoAnswer { request } | Seen::GivenUp { request } => {
                if let Some(command) = self.sent.get_mut(request) {
                    command.unknown_from = command.unknown_from.min(at);
                }
                self.asked_in_vain(told);
            }
            Seen::Screen(screen) => self.close_what_is_over(screen),
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
            sent: at,
            has_arrived: false,
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
            Some(_) => says.push(format!("{name} arrives twice")),
            None => says.push(format!("{name} arrives and nobody sent it")),
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
