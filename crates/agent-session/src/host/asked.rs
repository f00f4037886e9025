//! What a host has asked for and has not been told the end of.
//!
//! A command is found again in the ledger, where it stands as soon as it has been sent, and its entry tells what became
//! of it. One that never comes to stand there was not sent. Where another tab leads, its ledger is the one.

use super::picture::{Act, Queue};
use super::{Confirmed, ErrorKind, Host, HostError, MOST_REMEMBERED, QueuedList, settled};
use crate::command::{self, Command};
use crate::ledger::{Entry, Outcome};
use crate::notice::{NoticeKind, Settlement};
use crate::time::{Millis, Moment};
use crate::view::{CallId, Lead, SkillId, View};

/// How long a queue may take to be read.
const READ_WITHIN: Millis = Millis::seconds(15);

/// One ask.
#[derive(Debug)]
pub(super) struct Asked {
    /// The host's id of it.
    pub(super) id: String,
    what: What,
}

#[derive(Debug)]
enum What {
    /// A command.
    Command {
        act: command::Act,
        call: Option<CallId>,
        /// The newest number in the ledger before it was asked.
        after: u32,
        /// Its own number, once it stands there.
        number: Option<u32>,
        /// The host has been told that nobody knows; the end is still told as an event.
        is_told: bool,
        asked: Moment,
    },
    /// A queue that is to be read.
    Queue {
        skill: SkillId,
        asked: Moment,
        was_open: bool,
    },
}

/// How an ask ends for the host.
enum End<'a> {
    /// It goes on.
    Open,
    /// Nothing more is to be told of it.
    Gone,
    Done {
        act: Act,
        call: Option<&'a str>,
        by: &'a str,
    },
    Listed(u32, Queue<'a>),
    Failed {
        kind: ErrorKind,
        code: &'a str,
        is_retryable: bool,
    },
}

impl Asked {
    /// An ask that leads to this command. Reading a queue is one that sends none.
    pub(super) fn new(id: &str, command: &Command, view: &View, asked: Moment) -> Self {
        let what = match command.act() {
            Some((act, target)) => What::Command {
                act,
                call: target.call().cloned(),
                after: view.ledger.last().map_or(0, |entry| entry.number),
                number: None,
                is_told: false,
                asked,
            },
            None => What::Queue {
                skill: match command {
                    Command::ChooseSkill(skill) => *skill,
                    _ => SkillId(0),
                },
                asked,
                was_open: false,
            },
        };
        let id = id.to_owned();
        Self { id, what }
    }

    /// Its entry in the ledger, where it stands there.
    fn is_entered_as(&self, entry: &Entry) -> bool {
        match &self.what {
            What::Command {
                act,
                call,
                after,
                number: None,
                ..
            } => entry.number > *after && entry.act == *act && entry.call == *call,
            _ => false,
        }
    }
}

impl Host {
    /// Finds what was asked for in the ledger.
    pub(super) fn bind(&mut self, view: &View) {
        for asked in &mut self.asked {
            let entry = view.ledger.iter().find(|entry| asked.is_entered_as(entry));
            if let (Some(entry), What::Command { number, .. }) = (entry, &mut asked.what) {
                *number = Some(entry.number);
                if self.named.len() >= MOST_REMEMBERED {
                    self.named.remove(0);
                }
                self.named.push((entry.number, asked.id.clone()));
            }
        }
    }

    /// Tells the end of everything that has come to one.
    pub(super) fn settle(&mut self, view: &View, now: Moment, says: &mut Vec<String>) {
        let mut asked = std::mem::take(&mut self.asked);
        asked.retain_mut(|asked| {
            let end = asked.end(view, now);
            let id = asked.id.as_str();
            says.extend(match end {
                End::Open => return true,
                End::Gone => None,
                End::Done { act, call, by } => {
                    let done = Confirmed { id, act, call, by };
                    Some(settled(id, "result", &done, &[]))
                }
                End::Listed(skill, queue) => {
                    let (count, calls) = (queue.count.unwrap_or(0), queue.calls);
                    let read = queue.read.unwrap_or(0);
                    let list = QueuedList {
                        id,
                        skill,
                        count,
                        calls,
                        read,
                    };
                    Some(settled(id, "result", &list, &[]))
                }
                End::Failed {
                    kind,
                    code,
                    is_retryable,
                } => {
                    let error = HostError {
                        code,
                        kind,
                        is_retryable,
                        id,
                    };
                    Some(settled(id, "error", &error, &[]))
                }
            });
            asked.goes_on_unnamed()
        });
        self.asked = asked;
    }
}

impl Asked {
    fn end<'a>(&mut self, view: &'a View, now: Moment) -> End<'a> {
        match &mut self.what {
            What::Queue {
                skill,
                asked,
                was_open,
            } => queue_end(view, *skill, *asked, was_open, now),
            What::Command {
                act,
                number: Some(number),
                is_told,
                ..
            } => {
                if *is_told {
                    return End::Gone;
                }
                match view.ledger.iter().find(|entry| entry.number == *number) {
                    Some(entry) => entry_end(entry, Act::of(*act)),
                    None => unknown("notKnown"),
                }
            }
            What::Command {
                act,
                call,
                number: None,
                is_told,
                asked,
                ..
            } => {
                let is_it = |number: u32, of: command::Act, about: &Option<CallId>| {
                    number == 0 && of == *act && about == call
                };
                let passed_on = view
                    .pending
                    .iter()
                    .find(|it| is_it(it.number, it.act, &it.call));
                match passed_on {
                    Some(passed_on) if passed_on.is_unknown && !*is_told => {
                        *is_told = true;
                        unknown("unknown")
                    }
                    Some(_) => End::Open,
                    None if view.lead == Lead::Joining => End::Open,
                    None if *is_told => End::Gone,
                    None => not_sent(view, *act, *asked),
                }
            }
        }
    }

    /// It has been told as unknown before it stood in any ledger: it stays, to be named there.
    fn goes_on_unnamed(&self) -> bool {
        matches!(
            self.what,
            What::Command {
                number: None,
                is_told: true,
                ..
            }
        )
    }
}

fn unknown(code: &str) -> End<'_> {
    End::Failed {
        kind: ErrorKind::Unknown,
        code,
        is_retryable: false,
    }
}

/// What the ledger says.
fn entry_end(entry: &Entry, act: Act) -> End<'_> {
    let call = entry.call.as_ref().map(|call| call.as_str());
    let failed = |kind, code| End::Failed {
        kind,
        code,
        is_retryable: false,
    };
    match &entry.outcome {
        Outcome::Open if entry.unknown.is_some() => unknown("unknown"),
        Outcome::Open => End::Open,
        Outcome::Confirmed { by, .. } => End::Done { act, call, by },
        Outcome::Refused { retcode, .. } => failed(ErrorKind::Refused, retcode.as_str()),
        Outcome::Settled { as_what, .. } => match as_what {
            Settlement::Done => End::Done {
                act,
                call,
                by: "snapshot",
            },
            Settlement::CallOver => failed(ErrorKind::State, "callOver"),
            Settlement::NotDone => failed(ErrorKind::State, "notDone"),
            Settlement::NotKnown => unknown("notKnown"),
        },
    }
}

/// It did not get past the session: for the reason that the agent was told, else because the picture had aged.
fn not_sent(view: &View, act: command::Act, asked: Moment) -> End<'static> {
    let mut reason = crate::actions::Reason::NotFresh;
    for notice in &view.notices {
        if let NoticeKind::NotSent {
            act: said,
            reason: why,
        } = &notice.kind
            && *said == act
            && notice.at.mono >= asked.mono
        {
            reason = *why;
        }
    }
    let (kind, code, is_retryable) = super::ask::explained(reason);
    End::Failed {
        kind,
        code,
        is_retryable,
    }
}

fn queue_end<'a>(
    view: &'a View,
    skill: SkillId,
    asked: Moment,
    was_open: &mut bool,
    now: Moment,
) -> End<'a> {
    let failed = |kind, code, is_retryable| End::Failed {
        kind,
        code,
        is_retryable,
    };
    let Some(open) = view.queue.open() else {
        return match *was_open {
            true => failed(ErrorKind::State, "queueClosed", true),
            false if now.since(asked) >= READ_WITHIN => {
                failed(ErrorKind::Network, "timedOut", true)
            }
            false => End::Open,
        };
    };
    *was_open = true;
    let skills = open.skills.as_ref();
    if skills.is_some_and(|skills| skills.iter().all(|known| known.id != skill)) {
        return failed(ErrorKind::Usage, "skillId", false);
    }
    for notice in &view.notices {
        if let NoticeKind::QueueUnreadable(refusal) = &notice.kind
            && notice.at.mono >= asked.mono
        {
            return match refusal {
                Some(refusal) => failed(ErrorKind::Refused, refusal.retcode.as_str(), true),
                None => failed(ErrorKind::Network, "notRead", true),
            };
        }
    }
    let queue = Queue::of(&view.queue);
    match queue.read {
        Some(read) if open.chosen == Some(skill) && read >= asked.wall => {
            End::Listed(skill.0, queue)
        }
        _ if now.since(asked) >= READ_WITHIN => failed(ErrorKind::Network, "timedOut", true),
        _ => End::Open,
    }
}
