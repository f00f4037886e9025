//! Which tab of an origin polls, rings and sends: the election of one leader among them, as pure code.
//!
//! Two sessions of one agent would take each other's events, so exactly one tab runs the session and the others
//! draw what it tells. The browser's Web Lock is the arbiter: whoever holds it leads, and a leader that is closed
//! gives it back. A frozen leader keeps it, so silence on the channel ends in stealing it.
//! Times here are monotonic alone; nothing here knows what a session is.

mod election;
mod forwarding;
mod message;

use gateway_protocol::id::Guid;

pub use self::forwarding::PressId;
use self::forwarding::{Forwarded, Taken};
pub use self::message::{Message, Said};
use crate::time::{Millis, earlier};

/// How often a leader says that it leads.
pub const BEAT_EVERY: Millis = Millis::seconds(4);
/// After this long without a word of the leader it is asked for one, which a throttled tab can still give.
pub const ASK_AFTER: Millis = Millis::seconds(6);
/// After this long without a word the lock is stolen: the leader is frozen, or gone without giving it back.
pub const STEAL_AFTER: Millis = Millis::seconds(10);
/// How long the answer to a question is waited for at least.
pub const ANSWER_WITHIN: Millis = Millis::seconds(2);
/// A leader silent for this long may have been replaced, and must find out before it does anything more.
pub const DOUBT_AFTER: Millis = Millis::seconds(8);
/// How long a leader in doubt listens for another one.
pub const DOUBT_FOR: Millis = Millis(500);
/// A wake-up this much too late means that the tab itself stood still.
const STOOD_STILL: Millis = Millis::seconds(3);
/// Tabs that lose their leader at once do not all steal at once: each waits up to this much longer.
const SPREAD: u64 = 1024;

/// A tab's number, drawn at random when its toolbar begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TabId(pub u64);

/// What part a tab has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Tabs cannot be coordinated here, so this one runs its own session. Entered where the lock or the channel
    /// is not to be had; nothing leaves it.
    Alone,
    /// Who leads is not known yet, or no longer. Entered at the beginning, when the lock is lost, by a leader in
    /// doubt and when the page leaves. The lock or a leader's word leaves it.
    Joining,
    /// Another tab leads. Entered by a leader's word; the lock leaves it.
    Follower,
    /// This tab leads. Entered with the lock. Losing it, another leader's word, or having stood still leaves it.
    Leader,
}

/// What the page reports.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Fact {
    /// The lock is this tab's.
    LockGranted,
    /// The lock was this tab's and has been stolen.
    LockLost,
    /// The page has no locks, no channel, or they throw.
    Unavailable,
    /// A message came on the channel.
    Heard(Message),
    /// A message of another version came on the channel: somebody leads, or will, who cannot be followed.
    HeardStranger,
    /// The time asked for in [`Lead::next_wake`] has come.
    Woke,
    /// The page is about to be closed, frozen or put away.
    Left,
    /// The page is there again.
    CameBack,
    /// A person signs in here, where another tab may lead.
    Claimed,
}

/// What is to be done, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Effect {
    /// Queue for the lock.
    RequestLock,
    /// Take the lock from whoever has it; a request still queued is withdrawn.
    StealLock,
    /// Give the lock back, or withdraw the request for it.
    ReleaseLock,
    /// Send this to the other tabs.
    Post(Message),
    /// The leader has told its record: this is the picture now.
    Draw(String),
    /// A follower's press arrived, for the first and only time.
    Press(String),
    /// The leader has taken this press; it may have counted as lost before.
    Answered(PressId),
    /// Whether the leader has taken this press is not known, and it is not sent again.
    Lost(PressId),
}

/// One tab's part.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lead {
    me: TabId,
    role: Role,
    /// The highest term heard of; each new leader begins the next.
    term: u64,
    /// Who leads, as far as is known.
    leader: Option<TabId>,
    /// When the leader was heard last, or hearing it became possible.
    heard: Millis,
    /// When it was asked for a word, unless it has said one since.
    asked: Option<Millis>,
    /// When this tab last said that it leads, or began to doubt it.
    told: Millis,
    /// When it last said that it is here.
    greeted: Millis,
    /// The term in which a record was told last.
    told_in: u64,
    is_in_doubt: bool,
    is_away: bool,
    others: Vec<TabId>,
    record: Option<String>,
    guid: Option<Guid>,
    forwarded: Forwarded,
    taken: Taken,
}

impl Lead {
    /// A tab that has just opened, and the first things to do.
    pub fn begin(me: TabId, now: Millis) -> (Self, Vec<Effect>) {
        let mut lead = Self {
            me,
            role: Role::Joining,
            term: 0,
            leader: None,
            heard: now,
            asked: None,
            told: now,
            greeted: now,
            told_in: 0,
            is_in_doubt: false,
            is_away: false,
            others: Vec::new(),
            record: None,
            guid: None,
            forwarded: Forwarded::default(),
            taken: Taken::default(),
        };
        let mut effects = Vec::new();
        lead.join(now, &mut effects);
        (lead, effects)
    }

    /// The part it has now.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Whether it runs a session: leads, or is alone.
    pub fn is_leading(&self) -> bool {
        matches!(self.role, Role::Leader | Role::Alone)
    }

    /// Whether other tabs are known.
    pub fn has_followers(&self) -> bool {
        !self.others.is_empty()
    }

    /// Whether it is a leader that only makes sure that it has not been replaced.
    pub fn is_in_doubt(&self) -> bool {
        self.is_in_doubt
    }

    /// Whether it follows a leader who has told a record and has not fallen silent.
    pub fn is_following(&self) -> bool {
        self.role == Role::Follower && self.asked.is_none() && self.told_in == self.term
    }

    /// The record and the Guid that were told last, by whoever led: what a take-over begins with.
    pub fn inheritance(&self) -> (Option<&str>, Option<&Guid>) {
        (self.record.as_deref(), self.guid.as_ref())
    }

    /// Takes in what the page reports and says what is to be done.
    pub fn update(&mut self, fact: Fact, now: Millis) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.role == Role::Alone || (self.is_away && !matches!(fact, Fact::CameBack)) {
            if matches!(fact, Fact::LockGranted) {
                effects.push(Effect::ReleaseLock);
            }
            return effects;
        }
        if self.has_stood_still(now) {
            self.look_around(now, &mut effects);
        }
        match fact {
            Fact::LockGranted => self.begin_to_lead(now, &mut effects),
            Fact::LockLost => {
                self.step_down(now);
                effects.push(Effect::RequestLock);
            }
            Fact::Unavailable => {
                self.step_down(now);
                self.role = Role::Alone;
                effects.push(Effect::ReleaseLock);
                self.lose_forwarded(&mut effects);
            }
            Fact::Heard(message) => self.heard_message(message, now, &mut effects),
            Fact::HeardStranger if self.role != Role::Leader && !self.is_in_doubt => {
                (self.heard, self.asked) = (now, None);
            }
            Fact::HeardStranger | Fact::Woke => {}
            Fact::Left => {
                self.step_down(now);
                self.is_away = true;
                effects.push(Effect::ReleaseLock);
                self.say(Said::Goodbye, &mut effects);
                self.lose_forwarded(&mut effects);
            }
            Fact::CameBack if self.is_away => {
                self.is_away = false;
                self.join(now, &mut effects);
            }
            Fact::CameBack => {}
            Fact::Claimed if self.role == Role::Leader => {}
            Fact::Claimed => self.steal(now, &mut effects),
        }
        self.do_what_is_due(now, &mut effects);
        effects
    }

    /// The earliest time at which [`Fact::Woke`] is wanted.
    pub fn next_wake(&self) -> Option<Millis> {
        let election = match self.role {
            Role::Alone => None,
            _ if self.is_away => None,
            Role::Leader => Some(self.told.plus(BEAT_EVERY)),
            Role::Joining if self.is_in_doubt => Some(self.told.plus(DOUBT_FOR)),
            Role::Joining | Role::Follower => Some(match self.asked {
                None => self.heard.plus(ASK_AFTER),
                Some(_) => self.steals_at(),
            }),
        };
        earlier(election, self.forwarded.next_wake())
    }

    /// A leader's session has changed what it tells; followers are told what is new.
    ///
    /// `guid` is there only where it may be passed: for a take-over, and for nothing else.
    pub fn share(&mut self, record: String, guid: Option<Guid>) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.role != Role::Leader {
            return effects;
        }
        // Without others nobody listens, and whoever joins is told.
        if self.record.as_ref() != Some(&record) {
            if self.has_followers() {
                self.say(Said::Record(record.clone()), &mut effects);
            }
            self.record = Some(record);
        }
        if self.guid != guid {
            if self.has_followers() {
                self.say(Said::Guid(guid.clone()), &mut effects);
            }
            self.guid = guid;
        }
        effects
    }

    /// Sends a press to the leader, once. It will be [`Effect::Answered`] or [`Effect::Lost`], or this tab takes over.
    pub fn forward(&mut self, command: String, now: Millis) -> (PressId, Vec<Effect>) {
        let press = self.forwarded.next(self.me, now);
        let mut effects = Vec::new();
        if let Some(to) = self.leader
            && self.role == Role::Follower
        {
            self.say(Said::Press { to, press, command }, &mut effects);
        }
        (press, effects)
    }

    fn say(&self, said: Said, effects: &mut Vec<Effect>) {
        effects.push(Effect::Post(Message {
            from: self.me,
            term: self.term,
            said,
        }));
    }

    fn heard_message(&mut self, message: Message, now: Millis, effects: &mut Vec<Effect>) {
        let Message { from, term, said } = message;
        if from == self.me {
            return;
        }
        self.know(from);
        match said {
            Said::Hello => self.greet(effects),
            Said::Goodbye => {
                if let Some(place) = self.others.iter().position(|tab| *tab == from) {
                    self.others.swap_remove(place);
                }
            }
            Said::Press { to, press, command } => {
                let is_for_us = self.role == Role::Leader && to == self.me && term == self.term;
                if is_for_us && press.tab == from {
                    if self.taken.is_new(press) {
                        effects.push(Effect::Press(command));
                    }
                    self.say(Said::Took(press), effects);
                }
            }
            Said::Leads | Said::Record(_) | Said::Guid(_) | Said::Took(_) => {
                if self.believes(from, term, now, effects) {
                    self.told_by_leader(said, effects);
                }
            }
        }
    }

    /// A tab that says anything is there.
    fn know(&mut self, tab: TabId) {
        const MOST: usize = 32;
        if !self.others.contains(&tab) && self.others.len() < MOST {
            self.others.push(tab);
        }
    }

    /// A tab has opened, or has not heard the leader for long: it is told everything.
    fn greet(&self, effects: &mut Vec<Effect>) {
        if self.role != Role::Leader {
            return;
        }
        self.say(Said::Leads, effects);
        if let Some(record) = self.record.clone() {
            self.say(Said::Record(record), effects);
        }
        if self.guid.is_some() {
            self.say(Said::Guid(self.guid.clone()), effects);
        }
    }

    fn told_by_leader(&mut self, said: Said, effects: &mut Vec<Effect>) {
        match said {
            Said::Record(record) => {
                self.record = Some(record.clone());
                self.told_in = self.term;
                effects.push(Effect::Draw(record));
            }
            Said::Guid(guid) => self.guid = guid,
            Said::Took(press) => {
                if press.tab == self.me {
                    self.forwarded.answer(press);
                    effects.push(Effect::Answered(press));
                }
            }
            Said::Leads | Said::Hello | Said::Goodbye | Said::Press { .. } => {}
        }
    }
}
