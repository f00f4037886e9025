//! The agent: looks at the bar every few seconds and presses what may be pressed.
//!
//! Each call is met with one intention, decided by dice when it is first seen. A press follows the
//! look by as long as a hand takes, so that what was drawn may have changed meanwhile.

use std::collections::BTreeMap;

use agent_session::command::{CallKey, Command, SignInForm};
use agent_session::view::{
    AgentState, CallView, Conference, Password, RejectMode, Stage, View, Waiting,
};

use crate::dice::Dice;
use crate::observation::{Control, Mode, Press};

/// The agent's number.
pub const NUMBER: u32 = 101;

const SECOND: u64 = 1_000;
/// A break begins once in so many looks at an idle bar.
const LOOKS_TO_A_BREAK: u64 = 700;

/// The agent of a shift.
#[derive(Debug)]
pub struct Agent {
    dice: Dice,
    /// What is meant to happen to each offer, and from when on.
    plans: BTreeMap<(Occasion, u64), (u64, Wish)>,
    /// When to sign in, to become ready, to go on a break.
    sign_in_at: Option<u64>,
    ready_at: Option<u64>,
    is_leaving: bool,
}

/// What an intention is for; one offer is met with one on each occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Occasion {
    Ring,
    Call,
    Invitation,
    Conference,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Answer,
    Reject(RejectMode),
    Drop,
    Join,
    Decline,
    Leave,
    /// The other side will end it.
    Wait,
}

impl Agent {
    /// An agent who decides by these dice.
    pub fn new(dice: Dice) -> Self {
        Self {
            dice,
            plans: BTreeMap::new(),
            sign_in_at: None,
            ready_at: None,
            is_leaving: false,
        }
    }

    /// The shift is over: sign out when it can be done.
    pub fn leave(&mut self) {
        self.is_leaving = true;
    }

    /// How long until the next look.
    pub fn pause(&mut self) -> u64 {
        self.dice.between(SECOND, 3 * SECOND)
    }

    /// How long the hand takes.
    pub fn hand(&mut self) -> u64 {
        self.dice.between(60, 250)
    }

    /// What is pressed after this look, if anything.
    pub fn look(&mut self, view: &View, now: u64) -> Option<Command> {
        match &view.stage {
            Stage::SignedOut if self.is_leaving => None,
            Stage::SignedOut => self.sign_in(now),
            Stage::ForcedSignInOffered { .. } => Some(Command::ForceSignIn),
            Stage::SigningIn { .. } => None,
            Stage::SignedIn { .. } => {
                self.sign_in_at = None;
                self.at_work(view, now)
            }
        }
    }

    fn sign_in(&mut self, now: u64) -> Option<Command> {
        let wait = self.dice.between(2 * SECOND, 15 * SECOND);
        let at = *self.sign_in_at.get_or_insert(now + wait);
        if now < at {
            return None;
        }
        self.sign_in_at = None;
        Some(Command::SignIn(SignInForm {
            agent_id: NUMBER.to_string(),
            password: Password::new("x"),
            phone: "40038".into(),
        }))
    }

    fn at_work(&mut self, view: &View, now: u64) -> Option<Command> {
        if let Some(command) = self.confer(view, now) {
            return Some(command);
        }
        if let Some(command) = view.calls.iter().find_map(|call| self.handle(call, now)) {
            return Some(command);
        }
        if self.is_leaving && view.actions.sign_out.is_ok() {
            return Some(Command::SignOut);
        }
        self.tend(view, now)
    }

    fn confer(&mut self, view: &View, now: u64) -> Option<Command> {
        match &view.conference {
            Conference::None => None,
            Conference::Invited { key, .. } => {
                match self.wish((Occasion::Invitation, key.epoch.0), now)? {
                    Wish::Join if view.actions.join.is_ok() => Some(Command::Join(key.clone())),
                    Wish::Decline if view.actions.decline.is_ok() => {
                        Some(Command::Decline(key.clone()))
                    }
                    _ => None,
                }
            }
            Conference::Joined { key, .. } => {
                match self.wish((Occasion::Conference, key.epoch.0), now)? {
                    Wish::Leave if view.actions.leave.is_ok() => Some(Command::Leave(key.clone())),
                    _ => None,
                }
            }
        }
    }

    fn handle(&mut self, call: &CallView, now: u64) -> Option<Command> {
        let key = call.key.clone();
        if call.answer.is_ok() {
            return match self.wish((Occasion::Ring, key.epoch.0), now)? {
                Wish::Answer => Some(Command::Answer(key)),
                Wish::Reject(mode) if call.reject.is_ok() => Some(Command::Reject(key, mode)),
                _ => None,
            };
        }
        if call.drop.is_ok() {
            return match self.wish((Occasion::Call, key.epoch.0), now)? {
                Wish::Drop => Some(Command::Drop(key)),
                _ => None,
            };
        }
        None
    }

    /// The agent's state and the queue.
    fn tend(&mut self, view: &View, now: u64) -> Option<Command> {
        if let Some(open) = view.queue.open() {
            let waiting = match &open.waiting {
                Waiting::List { calls, .. } => calls.first(),
                Waiting::Reading | Waiting::Count { .. } => None,
            };
            return match (waiting, open.chosen) {
                (Some(waiting), Some(skill)) if view.actions.pick_up.is_ok() => {
                    let call = waiting.call.clone();
                    Some(Command::PickUp { call, skill })
                }
                _ => self.dice.happens(20).then_some(Command::CloseQueue),
            };
        }
        if view.actions.set_ready.is_ok() {
            let rest = match view.agent.state {
                AgentState::Busy { .. } => self.dice.between(60 * SECOND, 600 * SECOND),
                _ => self.dice.between(5 * SECOND, 30 * SECOND),
            };
            if now >= *self.ready_at.get_or_insert(now + rest) {
                self.ready_at = None;
                return Some(Command::SetReady);
            }
            return self.dice.happens(3).then_some(Command::OpenQueue);
        }
        self.ready_at = None;
        let is_break = !self.is_leaving && self.dice.between(1, LOOKS_TO_A_BREAK) == 1;
        (is_break && view.actions.set_busy.is_ok()).then_some(Command::SetBusy)
    }

    /// The wish for this offer, once its time has come.
    fn wish(&mut self, offer: (Occasion, u64), now: u64) -> Option<Wish> {
        let dice = &mut self.dice;
        let (at, wish) = *self.plans.entry(offer).or_insert_with(|| {
            let (wait, wish) = offer.0.decide(dice);
            (now + wait, wish)
        });
        (now >= at).then_some(wish)
    }
}

impl Occasion {
    /// What is meant to happen, and after how long.
    fn decide(self, dice: &mut Dice) -> (u64, Wish) {
        match (self, dice.between(0, 99)) {
            (Self::Ring, 0..=79) => (dice.between(SECOND, 8 * SECOND), Wish::Answer),
            (Self::Ring, 80..=86) => (2 * SECOND, Wish::Reject(RejectMode::BackToQueue)),
            (Self::Ring, 87..=91) => (2 * SECOND, Wish::Reject(RejectMode::HangUp)),
            (Self::Call, 0..=69) => (dice.between(10 * SECOND, 240 * SECOND), Wish::Drop),
            // Who waits in vain for the caller hangs up at last.
            (Self::Call, _) => (600 * SECOND, Wish::Drop),
            (Self::Invitation, 0..=49) => (dice.between(SECOND, 6 * SECOND), Wish::Join),
            (Self::Invitation, 50..=84) => (dice.between(SECOND, 6 * SECOND), Wish::Decline),
            (Self::Ring | Self::Invitation, _) => (0, Wish::Wait),
            (Self::Conference, _) => (dice.between(20 * SECOND, 200 * SECOND), Wish::Leave),
        }
    }
}

/// What an onlooker sees being pressed.
pub fn press(command: &Command) -> Press {
    let of = |control, target| Press {
        control,
        target,
        offer: None,
        mode: None,
    };
    let of_call = |control, key: &CallKey| Press {
        control,
        target: Some(key.id.to_string()),
        offer: Some(key.epoch.0),
        mode: None,
    };
    match command {
        Command::SignIn(_) => of(Control::SignIn, None),
        Command::ForceSignIn => of(Control::ForceSignIn, None),
        Command::SignOut => of(Control::SignOut, None),
        Command::SetReady => of(Control::SetReady, None),
        Command::SetBusy => of(Control::SetBusy, None),
        Command::Answer(key) => of_call(Control::Answer, key),
        Command::Reject(key, mode) => Press {
            mode: Some(match mode {
                RejectMode::BackToQueue => Mode::BackToQueue,
                RejectMode::HangUp => Mode::HangUp,
            }),
            ..of_call(Control::Reject, key)
        },
        Command::Drop(key) => of_call(Control::Drop, key),
        Command::Decline(key) => of(Control::Decline, Some(key.id.to_string())),
        Command::Join(key) => of(Control::Join, Some(key.id.to_string())),
        Command::Leave(key) => of(Control::Leave, Some(key.id.to_string())),
        Command::PickUp { call, .. } => of(Control::PickUp, Some(call.to_string())),
        Command::CancelForcedSignIn
        | Command::SignInAgain
        | Command::OpenQueue
        | Command::ChooseSkill(_)
        | Command::CloseQueue
        | Command::SilenceRing
        | Command::DismissNotice(_)
        | Command::ClearMissed => of(Control::Other, None),
    }
}
