//! One host page at the other end of a line: what it has been told, what it may ask, and what became of what it asked.
//!
//! Pure: texts come in and go out, commands come out, and a view is the only picture. Who is at the other end has been
//! made sure of before. What a host names must have been told to it on this line, so that it can act on nothing that
//! it has not seen; whether it may be done then is decided where every press is decided.

mod ask;
mod asked;
pub mod picture;
pub(crate) mod words;

use self::ask::Ask;
use self::asked::Asked;
use self::picture::{LedgerEntry, Picture};
use self::words::{Told, Words, object, word};
use crate::changes::{HostEvent, changes};
use crate::command::{CallKey, Command, InvitationKey};
use crate::time::Moment;
use crate::view::{CallId, RejectMode, SkillId, View};

/// The version of what crosses to a host.
const VERSION: u32 = 1;
/// How many asks may wait for their end at once.
const MOST_ASKED: usize = 32;
/// How many calls, conferences and commands of its own are remembered for a host; the oldest goes first.
const MOST_REMEMBERED: usize = 200;

word! {
    /// What a host may ask for; each sends a request to the gateway.
    Verb {
        /// Answer a call.
        Answer "answer",
        /// Reject a call.
        Reject "reject",
        /// Hang a call up.
        Drop "drop",
        /// Decline an invitation.
        RejectConference "rejectConference",
        /// Join the conference invited to.
        JoinConference "joinConference",
        /// Leave the conference.
        LeaveConference "leaveConference",
        /// Take a call out of a queue.
        RequestCall "requestCall",
        /// Look who waits.
        ListQueued "listQueued",
        /// Become ready.
        SetReady "setReady",
        /// Become busy.
        SetBusy "setBusy",
    }
}

word! {
    /// What a rejection asks for.
    RejectModeWord {
        /// Mode 1.
        BackToQueue "backToQueue",
        /// Mode 2.
        HangUp "hangUp",
    }
}

word! {
    /// The family of what went wrong.
    ErrorKind {
        /// It cannot be done as things are.
        State "state",
        /// Nobody is signed in.
        Auth "auth",
        /// The gateway is not reached; nothing was sent.
        Network "network",
        /// The gateway said no.
        Refused "refused",
        /// It was sent, and nobody knows.
        Unknown "unknown",
        /// An argument is wrong, or names what was never told.
        Usage "usage",
        /// Not granted.
        Forbidden "forbidden",
    }
}

object! {
    /// Why something asked was not done.
    HostError<'a> {
        /// The gateway's code, the reason, or the argument.
        code "code": &'a str,
        /// Its family.
        kind "kind": ErrorKind,
        /// Whether the same may succeed another time; never where it was sent.
        is_retryable "retryable": bool,
        /// Which command.
        id "commandId": &'a str,
    }
}

object! {
    /// A command that was done.
    Confirmed<'a> {
        /// The host's id of it.
        id "commandId": &'a str,
        /// What was asked.
        act "act": picture::Act,
        /// For which call.
        call "callId": Option<&'a str>,
        /// What reported it.
        by "confirmedBy": &'a str,
    }
}

object! {
    /// Who waits in a queue.
    QueuedList<'a> {
        /// The host's id of the asking.
        id "commandId": &'a str,
        /// The skill.
        skill "skillId": u32,
        /// How many wait.
        count "count": u32,
        /// Who waits, where the gateway lists them.
        calls "calls": Option<Vec<picture::QueuedCall<'a>>>,
        /// When it was read.
        read "readAt": u64,
    }
}

impl RejectModeWord {
    /// The word for a mode.
    pub fn of(mode: RejectMode) -> Self {
        match mode {
            RejectMode::BackToQueue => Self::BackToQueue,
            RejectMode::HangUp => Self::HangUp,
        }
    }

    fn mode(self) -> RejectMode {
        match self {
            Self::BackToQueue => RejectMode::BackToQueue,
            Self::HangUp => RejectMode::HangUp,
        }
    }
}

/// One host, from the beginning of its line to the end.
#[derive(Debug)]
pub struct Host {
    granted: Vec<Verb>,
    /// The number of the last event.
    seq: u32,
    /// The picture as it was told last.
    shown: String,
    calls: Vec<CallKey>,
    invitations: Vec<InvitationKey>,
    /// The queue as it was told last.
    queued: Vec<(CallId, SkillId)>,
    asked: Vec<Asked>,
    /// The host's ids of commands, by their number in the ledger.
    named: Vec<(u32, String)>,
}

/// What is to be done about what a host said.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// What it asks of the session, in order.
    pub commands: Vec<Command>,
    /// What it is told at once.
    pub says: Vec<String>,
    /// It has said something that no version of ours says.
    pub is_nonsense: bool,
}

impl Host {
    /// A host that may ask these, and the first thing it is told.
    pub fn begin(granted: Vec<Verb>, view: &View, now: Moment) -> (Self, String) {
        let mut host = Self {
            granted,
            seq: 0,
            shown: String::new(),
            calls: Vec::new(),
            invitations: Vec::new(),
            queued: Vec::new(),
            asked: Vec::new(),
            named: Vec::new(),
        };
        let first = host.tell(&[], view, now).unwrap_or_default();
        (host, first)
    }

    /// Takes in a text that the host said.
    pub fn hear(&mut self, text: &str, view: &View, now: Moment) -> Heard {
        let mut heard = Heard::default();
        let Some((id, ask)) = Ask::read(text) else {
            heard.is_nonsense = true;
            return heard;
        };
        match self.answer(&id, ask, view, now, &mut heard) {
            Ok(()) => {}
            Err(problem) => heard
                .says
                .push(settled(&id, "error", &problem.told(&id), &[])),
        }
        heard
    }

    /// Tells what has happened, and settles what has come to its end.
    pub fn follow(&mut self, before: &View, after: &View, now: Moment) -> Vec<String> {
        self.bind(after);
        let mut says = Vec::new();
        says.extend(self.tell(&changes(before, after), after, now));
        self.settle(after, now, &mut says);
        says
    }

    /// What has happened and the picture now; nothing where the host knows all of it.
    fn tell(&mut self, happened: &[HostEvent<'_>], view: &View, now: Moment) -> Option<String> {
        self.remember(view);
        let mut words = Words::new(&[]);
        Picture::of(view, &self.granted).tell(&mut words);
        let shown = words.into_text();
        if happened.is_empty() && shown == self.shown {
            return None;
        }
        let mut words = Words::new(&self.named);
        begin(&mut words, "told");
        words.name("events");
        words.open('[');
        for event in happened {
            self.seq = self.seq.saturating_add(1);
            words.next();
            words.open('{');
            words.member("v", &VERSION);
            words.member("seq", &self.seq);
            words.member("at", &now.wall);
            event.tell_members(&mut words);
            words.close('}');
        }
        words.close(']');
        words.name("snapshot");
        words.open('{');
        words.member("v", &VERSION);
        words.member("seq", &self.seq);
        words.member("at", &now.wall);
        words.raw(",");
        words.raw(shown.get(1..).unwrap_or_default());
        words.close('}');
        self.shown = shown;
        Some(words.into_text())
    }

    /// From now on the host may name what this view shows.
    fn remember(&mut self, view: &View) {
        for call in &view.calls {
            remember(&mut self.calls, &call.key);
        }
        for call in view.ended.iter().rev() {
            remember(&mut self.calls, &call.key);
        }
        let conference = &view.conference;
        if let Some(key) = conference.invitation().or(conference.joined()) {
            remember(&mut self.invitations, key);
        }
        self.queued.clear();
        if let Some(open) = view.queue.open()
            && let (crate::queue::Waiting::List { calls, .. }, Some(skill)) =
                (&open.waiting, open.chosen)
        {
            for call in calls {
                self.queued.push((call.call.clone(), skill));
            }
        }
    }

    /// The ledger, for a host that asks for it.
    fn ledger(&self, id: &str, view: &View) -> String {
        let mut entries = Vec::new();
        for entry in &view.ledger {
            entries.push(LedgerEntry::of(entry));
        }
        settled(id, "result", &entries, &self.named)
    }
}

/// Keeps what is new, so many at most.
fn remember<T: Clone + PartialEq>(known: &mut Vec<T>, key: &T) {
    if !known.contains(key) {
        if known.len() >= MOST_REMEMBERED {
            known.remove(0);
        }
        known.push(key.clone());
    }
}

/// Begins a message of this type.
fn begin(words: &mut Words<'_>, kind: &str) {
    words.open('{');
    words.member("v", &VERSION);
    words.member("type", &kind);
}

/// The end of an ask, one way or the other.
fn settled(id: &str, how: &str, with: &dyn Told, named: &[(u32, String)]) -> String {
    let mut words = Words::new(named);
    begin(&mut words, "settled");
    words.member("commandId", &id);
    words.member(how, with);
    words.close('}');
    words.into_text()
}

#[cfg(test)]
mod tests;
