//! One tab: its part among the tabs of an origin, and the session that it runs, follows or takes up.
//!
//! It joins the election to the session, so that whoever drives it only moves what it is told to move.
//! A tab that leads, or is alone, runs the session. Any other draws what the leader tells and passes presses on,
//! but for a sign-in: whoever signs in here leads from here.

use gateway_protocol::id::Guid;

use crate::codec::Unusable;
use crate::command::Command;
use crate::effect;
use crate::event;
use crate::lead::{self, Fact, Lead, Message, Role, TabId};
use crate::notice::{NoticeKind, Untaken};
use crate::record::{Record, command_from_text, command_to_text};
use crate::session::Session;
use crate::settings::Settings;
use crate::time::{Millis, Moment, earlier};
use crate::view::{self, Reason, View};

/// A text on the channel between tabs; `Debug` does not show it, because it may hold the Guid.
#[derive(Clone, PartialEq, Eq)]
pub struct ChannelText(pub String);

impl std::fmt::Debug for ChannelText {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("ChannelText(…)")
    }
}

/// Something that happened in a tab.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Something the session is to know. [`event::Event::Woke`] is for the whole tab.
    Session(event::Event),
    /// Something about the page, its lock and its channel; what is heard there comes as [`Event::Heard`].
    Page(Fact),
    /// A text came on the channel.
    Heard(ChannelText),
}

/// Something to do in a tab.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub enum Effect {
    /// What the session asks for; never [`effect::Effect::Share`], which has become [`Effect::Post`].
    Session(effect::Effect),
    /// Queue for the lock; [`Fact::LockGranted`] is told when it is this tab's.
    RequestLock,
    /// Take the lock from whoever has it, withdrawing a request that is still queued.
    StealLock,
    /// Give the lock back, or withdraw the request for it.
    ReleaseLock,
    /// Send this to the other tabs.
    Post(ChannelText),
}

/// What the page had kept from before, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// Nothing.
    Nothing,
    /// The browser lets this page keep nothing.
    Blocked,
    /// What [`effect::Effect::Keep`] kept.
    Record {
        /// The record.
        record: String,
        /// The Guid beside it.
        guid: Option<Guid>,
    },
}

/// One tab.
#[derive(Debug)]
pub struct Tab {
    lead: Lead,
    session: Session,
    /// The Guid that was kept beside a saved record, until a leader has told anything.
    saved_guid: Option<Guid>,
    is_stored: bool,
    /// A sign-in that waits until this tab leads.
    sign_in: Option<Command>,
    /// What happened while it was in doubt whether this tab still leads.
    held_back: Vec<event::Event>,
}

impl Tab {
    /// A tab that has just opened, and the first things to do. `seed` is random.
    pub fn begin(settings: Settings, seed: u64, saved: Saved, now: Moment) -> (Self, Vec<Effect>) {
        let (lead, asked) = Lead::begin(TabId(seed), now.mono);
        let mut tab = Self {
            lead,
            session: Session::new(settings, seed),
            saved_guid: None,
            is_stored: matches!(saved, Saved::Record { .. }),
            sign_in: None,
            held_back: Vec::new(),
        };
        let mut effects = Vec::new();
        let given_up = tab.session.follow(now);
        tab.carry_out(given_up, &mut effects);
        tab.show_saved(saved, now, &mut effects);
        tab.obey(asked, now, &mut effects);
        tab.settle(now);
        (tab, effects)
    }

    /// Takes in what happened and returns what is to be done, in order.
    pub fn update(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Page(fact) => self.tell_lead(fact, now, &mut effects),
            Event::Heard(ChannelText(text)) => match Message::read(&text) {
                Ok(message) => self.tell_lead(Fact::Heard(message), now, &mut effects),
                Err(Unusable::OtherVersion) => {
                    self.tell_lead(Fact::HeardStranger, now, &mut effects);
                }
                Err(Unusable::Unreadable) => {}
            },
            Event::Session(event) => {
                // A tab that stood still finds out before it does anything.
                self.tell_lead(Fact::Woke, now, &mut effects);
                self.tell_session(event, now, &mut effects);
            }
        }
        self.settle(now);
        effects
    }

    /// The whole picture at this time.
    pub fn view(&self, now: Moment) -> View {
        self.session.view(now)
    }

    /// The settings it was made with.
    pub fn settings(&self) -> &Settings {
        self.session.settings()
    }

    /// The earliest time at which [`event::Event::Woke`] is wanted, on the monotonic clock.
    pub fn next_wake(&self, now: Moment) -> Option<Millis> {
        let session = match self.lead.is_in_doubt() {
            true => None,
            false => self.session.next_wake(now),
        };
        earlier(session, self.lead.next_wake())
    }

    /// What was saved is shown until it is known who leads, and gone on from if that is this tab.
    fn show_saved(&mut self, saved: Saved, now: Moment, effects: &mut Vec<Effect>) {
        let why = match saved {
            _ if !self.settings().keeps_record() => Untaken::NotKept,
            Saved::Nothing => return,
            Saved::Blocked => Untaken::StorageBlocked,
            Saved::Record { record, guid } => match Record::read(&record, now) {
                Ok(record) => {
                    self.saved_guid = guid;
                    return self.session.draw(record);
                }
                Err(why) => Untaken::Record(why),
            },
        };
        self.session.tell(NoticeKind::SignInAgain(why), now);
        self.forget(effects);
    }

    fn forget(&mut self, effects: &mut Vec<Effect>) {
        if std::mem::take(&mut self.is_stored) {
            effects.push(Effect::Session(effect::Effect::Forget));
        }
    }

    fn tell_lead(&mut self, fact: Fact, now: Moment, effects: &mut Vec<Effect>) {
        let asked = self.lead.update(fact, now.mono);
        self.take_part(now, effects);
        self.obey(asked, now, effects);
    }

    /// Runs the session where this tab leads, and gives it up where it does not.
    fn take_part(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        let (is_leading, is_following) = (self.lead.is_leading(), self.session.is_following());
        self.set_part();
        if is_leading && is_following {
            let (record, told) = self.lead.inheritance();
            let guid = match record {
                Some(_) => told.cloned(),
                None => self.saved_guid.take(),
            };
            let taken_up = self.session.take_up(guid, now);
            self.carry_out(taken_up, effects);
            if let Some(command) = self.sign_in.take() {
                self.tell_session(event::Event::Asked(command), now, effects);
            }
        } else if is_leading {
            for event in std::mem::take(&mut self.held_back) {
                self.tell_session(event, now, effects);
            }
        } else if !is_following && !self.lead.is_in_doubt() {
            let given_up = self.session.follow(now);
            self.carry_out(given_up, effects);
            for event in std::mem::take(&mut self.held_back) {
                if let event::Event::Asked(command) = event {
                    self.session.tell_not_sent(&command, Reason::NotFresh, now);
                }
            }
        }
    }

    fn obey(&mut self, asked: Vec<lead::Effect>, now: Moment, effects: &mut Vec<Effect>) {
        for effect in asked {
            match effect {
                lead::Effect::RequestLock => effects.push(Effect::RequestLock),
                lead::Effect::StealLock => effects.push(Effect::StealLock),
                lead::Effect::ReleaseLock => effects.push(Effect::ReleaseLock),
                lead::Effect::Post(message) => post(message, effects),
                lead::Effect::Draw(record) => {
                    if let Ok(record) = Record::read(&record, now) {
                        self.session.draw(record);
                    }
                    self.saved_guid = None;
                    self.forget(effects);
                }
                lead::Effect::Press(command) => {
                    if let Some(command) = command_from_text(&command) {
                        self.tell_session(event::Event::Asked(command), now, effects);
                    }
                }
                lead::Effect::Answered(press) => self.session.passed_on(press.number),
                lead::Effect::Lost(press) => self.session.press_lost(press.number, now),
            }
        }
    }

    fn tell_session(&mut self, event: event::Event, now: Moment, effects: &mut Vec<Effect>) {
        if self.lead.is_in_doubt() {
            if !matches!(event, event::Event::Woke) {
                self.held_back.push(event);
            }
        } else if self.session.is_following() {
            match event {
                event::Event::Asked(command) => self.pass_on(command, now, effects),
                _ => self.session.give_up_passed_on(now),
            }
        } else {
            let asked = self.session.update(event, now);
            self.carry_out(asked, effects);
        }
    }

    /// A press where another tab leads.
    fn pass_on(&mut self, command: Command, now: Moment, effects: &mut Vec<Effect>) {
        if !self.session.may_pass_on(&command, now) {
            return;
        }
        let Some(text) = command_to_text(&command) else {
            self.sign_in = Some(command);
            return self.tell_lead(Fact::Claimed, now, effects);
        };
        let (press, asked) = self.lead.forward(text, now.mono);
        self.session.show_passed_on(&command, press.number, now);
        self.obey(asked, now, effects);
    }

    fn carry_out(&mut self, asked: Vec<effect::Effect>, effects: &mut Vec<Effect>) {
        for effect in asked {
            match effect {
                effect::Effect::Share(kept) => {
                    for told in self.lead.share(kept.record, kept.guid) {
                        if let lead::Effect::Post(message) = told {
                            post(message, effects);
                        }
                    }
                }
                other => {
                    match other {
                        effect::Effect::Keep(_) => self.is_stored = true,
                        effect::Effect::Forget => self.is_stored = false,
                        _ => {}
                    }
                    effects.push(Effect::Session(other));
                }
            }
        }
    }

    /// Tells the session what part it has now, for the view.
    fn settle(&mut self, now: Moment) {
        self.set_part();
        self.session.believe(self.lead.is_following(), now);
    }

    fn set_part(&mut self) {
        let role = self.lead.role();
        let part = match role {
            Role::Alone => view::Lead::Alone,
            Role::Leader if self.lead.has_followers() => view::Lead::Leading,
            Role::Leader => view::Lead::Alone,
            Role::Follower if self.lead.is_following() => view::Lead::Following,
            Role::Follower | Role::Joining => view::Lead::Joining,
        };
        self.session.set_part(part, role == Role::Leader);
    }
}

fn post(message: Message, effects: &mut Vec<Effect>) {
    effects.push(Effect::Post(ChannelText(message.into_text())));
}
