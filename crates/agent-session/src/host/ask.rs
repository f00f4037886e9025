//! What a host asks for: read from its text, held against what it was granted and told, and turned into commands.

use gateway_protocol::json::Json;

use super::{Asked, ErrorKind, Heard, Host, HostError, MOST_ASKED, RejectModeWord, VERSION, Verb};
use crate::actions::{Reason, Verdict};
use crate::command::{CallKey, Command, Epoch, InvitationKey};
use crate::time::Moment;
use crate::view::{CallView, SkillId, Stage, View};

/// The longest id that a host may give what it asks for, in bytes.
const LONGEST_ID: usize = 64;

/// What is asked for.
pub(super) struct Ask {
    /// None: the ledger.
    verb: Option<Verb>,
    /// Of a call or conference.
    id: Option<String>,
    offer: Offer,
    mode: Option<RejectModeWord>,
    skill: Option<SkillId>,
}

/// Which offer of what is named.
enum Offer {
    /// The one told last.
    Last,
    /// The one of this number.
    This(u64),
    /// None can have what is said.
    Wrong,
}

/// Why it is not done.
pub(super) enum Problem {
    /// As things are.
    Reason(Reason),
    /// This argument.
    Usage(&'static str),
    /// Not granted.
    Forbidden,
    /// Too much is on its way.
    TooMany,
}

impl Ask {
    /// Reads an ask and the id that the host gives it.
    pub(super) fn read(text: &str) -> Option<(String, Self)> {
        let said = Json::read(text)?;
        let word = |name| said.get(name).and_then(Json::text);
        let number = |name| said.get(name).and_then(Json::natural);
        let is_ours = number("v") == Some(VERSION.into()) && word("type") == Some("ask");
        let id = word("commandId").filter(|id| (1..=LONGEST_ID).contains(&id.len()))?;
        let name = word("verb")?;
        let verb = Verb::ALL.iter().find(|verb| verb.word() == name).copied();
        if !is_ours || (verb.is_none() && name != "getLedger") {
            return None;
        }
        let mode = word("mode");
        let modes = RejectModeWord::ALL.iter();
        let ask = Self {
            verb,
            id: word("id").map(str::to_owned),
            offer: match said.get("offer").unwrap_or(&Json::Null) {
                Json::Null => Offer::Last,
                said => said.natural().map_or(Offer::Wrong, Offer::This),
            },
            mode: modes.copied().find(|known| mode == Some(known.word())),
            skill: number("skillId")
                .and_then(|id| u32::try_from(id).ok())
                .map(SkillId),
        };
        Some((id.to_owned(), ask))
    }
}

impl Host {
    /// Lets an ask through, or says why not.
    pub(super) fn answer(
        &mut self,
        id: &str,
        ask: Ask,
        view: &View,
        now: Moment,
        heard: &mut Heard,
    ) -> Result<(), Problem> {
        let Some(verb) = ask.verb else {
            heard.says.push(self.ledger(id, view));
            return Ok(());
        };
        if !self.granted.contains(&verb) {
            return Err(Problem::Forbidden);
        }
        if self.asked.iter().any(|asked| asked.id == id) {
            return Err(Problem::Usage("commandId"));
        }
        if self.asked.len() >= MOST_ASKED {
            return Err(Problem::TooMany);
        }
        let command = self.command(verb, ask)?;
        if !matches!(view.stage, Stage::SignedIn { .. }) {
            return Err(Problem::Reason(Reason::NotSignedIn));
        }
        verdict(view, &command).map_err(Problem::Reason)?;
        if let Command::ChooseSkill(skill) = command {
            let skills = view.queue.open().and_then(|open| open.skills.as_ref());
            if skills.is_some_and(|skills| skills.iter().all(|known| known.id != skill)) {
                return Err(Problem::Usage("skillId"));
            }
            heard.commands.push(Command::OpenQueue);
        }
        self.asked.push(Asked::new(id, &command, view, now));
        heard.commands.push(command);
        Ok(())
    }

    /// What a verb asks of the session; everything that it names was told before.
    fn command(&self, verb: Verb, ask: Ask) -> Result<Command, Problem> {
        let skill = ask.skill.ok_or(Problem::Usage("skillId"));
        Ok(match verb {
            Verb::Answer => Command::Answer(self.call(&ask)?),
            Verb::Reject => {
                let mode = ask.mode.ok_or(Problem::Usage("mode"))?;
                Command::Reject(self.call(&ask)?, mode.mode())
            }
            Verb::Drop => Command::Drop(self.call(&ask)?),
            Verb::RejectConference => Command::Decline(self.invitation(&ask)?),
            Verb::JoinConference => Command::Join(self.invitation(&ask)?),
            Verb::LeaveConference => Command::Leave(self.invitation(&ask)?),
            Verb::RequestCall => {
                let skill = skill?;
                let listed = self
                    .queued
                    .iter()
                    .find(|(call, of)| Some(call.as_str()) == ask.id.as_deref() && *of == skill);
                let (call, skill) = listed.cloned().ok_or(Problem::Usage("callId"))?;
                Command::PickUp { call, skill }
            }
            Verb::ListQueued => Command::ChooseSkill(skill?),
            Verb::SetReady => Command::SetReady,
            Verb::SetBusy => Command::SetBusy,
        })
    }

    fn call(&self, ask: &Ask) -> Result<CallKey, Problem> {
        told(&self.calls, "callId", ask, |key| {
            (key.id.as_str(), key.epoch)
        })
    }

    fn invitation(&self, ask: &Ask) -> Result<InvitationKey, Problem> {
        told(&self.invitations, "conferenceId", ask, |key| {
            (key.id.as_str(), key.epoch)
        })
    }
}

/// What was told under the id that is asked for.
fn told<T: Clone>(
    known: &[T],
    argument: &'static str,
    ask: &Ask,
    parts: fn(&T) -> (&str, Epoch),
) -> Result<T, Problem> {
    let mut problem = Problem::Usage(argument);
    for key in known.iter().rev() {
        let (id, epoch) = parts(key);
        if Some(id) == ask.id.as_deref() {
            problem = match ask.offer {
                Offer::This(offer) if offer != epoch.0 => Problem::Reason(Reason::OfferChanged),
                Offer::Wrong => Problem::Usage("offer"),
                Offer::Last | Offer::This(_) => return Ok(key.clone()),
            };
        }
    }
    Err(problem)
}

/// Whether the view lets it through: the session asks again, and its word holds.
fn verdict(view: &View, command: &Command) -> Verdict {
    let actions = &view.actions;
    match command {
        Command::Answer(key) => on_call(view, key, |call| call.answer),
        Command::Reject(key, _) => on_call(view, key, |call| call.reject),
        Command::Drop(key) => on_call(view, key, |call| call.drop),
        Command::Decline(key) | Command::Join(key) => match view.conference.invitation() {
            Some(invited) if invited == key => match command {
                Command::Join(_) => actions.join,
                _ => actions.decline,
            },
            Some(invited) if invited.id == key.id => Err(Reason::OfferChanged),
            _ => Err(Reason::NoInvitation),
        },
        Command::Leave(key) if view.conference.joined() != Some(key) => {
            Err(Reason::NotInConference)
        }
        Command::Leave(_) => actions.leave,
        Command::PickUp { .. } => actions.pick_up,
        Command::SetReady => actions.set_ready,
        Command::SetBusy => actions.set_busy,
        _ => actions.open_queue,
    }
}

fn on_call(view: &View, key: &CallKey, verdict: fn(&CallView) -> Verdict) -> Verdict {
    match view.calls.iter().find(|call| call.key.id == key.id) {
        Some(call) if call.key == *key => verdict(call),
        Some(_) => Err(Reason::OfferChanged),
        None => Err(Reason::CallOver),
    }
}

impl Problem {
    /// As the host is told it; nothing of it was sent.
    pub(super) fn told(self, id: &str) -> HostError<'_> {
        let (kind, code, is_retryable) = match self {
            Self::Usage(argument) => (ErrorKind::Usage, argument, false),
            Self::Forbidden => (ErrorKind::Forbidden, "notGranted", false),
            Self::TooMany => (ErrorKind::State, "tooMany", true),
            Self::Reason(reason) => explained(reason),
        };
        HostError {
            code,
            kind,
            is_retryable,
            id,
        }
    }
}

/// The family of a reason, the word for it, and whether waiting may help.
pub(super) fn explained(reason: Reason) -> (ErrorKind, &'static str, bool) {
    let (code, may_pass) = match reason {
        Reason::NotSignedIn => return (ErrorKind::Auth, "notSignedIn", false),
        Reason::NotFresh => return (ErrorKind::Network, "notFresh", true),
        Reason::ConnectionLost => return (ErrorKind::Network, "connectionLost", true),
        Reason::SignedIn => ("signedIn", false),
        Reason::NoForcedSignIn => ("noForcedSignIn", false),
        Reason::NoCall => ("noCall", false),
        Reason::CallOver => ("callOver", false),
        Reason::OfferChanged => ("offerChanged", false),
        Reason::NotRinging => ("notRinging", true),
        Reason::AlreadyAnswered => ("alreadyAnswered", false),
        Reason::NotAnswered => ("notAnswered", true),
        Reason::NoInvitation => ("noInvitation", false),
        Reason::NotInConference => ("notInConference", false),
        Reason::CallHeld => ("callHeld", true),
        Reason::SelfRecording => ("selfRecording", true),
        Reason::CallPresent => ("callPresent", true),
        Reason::NotInQueue => ("notInQueue", false),
        Reason::OnCall => ("onCall", true),
        Reason::AlreadyReady => ("alreadyReady", false),
        Reason::AlreadyBusy => ("alreadyBusy", false),
        Reason::BusyAfterCall => ("busyAfterCall", false),
        Reason::InProgress(_) => ("inProgress", true),
        Reason::OutcomeUnknown(_) => ("outcomeUnknown", true),
    };
    (ErrorKind::State, code, may_pass)
}
