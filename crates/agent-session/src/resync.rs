//! The snapshot: asking the gateway where everything is, whenever an event may have been missed.
//!
//! Five questions one after the other, so that a snapshot never holds up a command;
//! the later ones are left out when the earlier answers make them needless.
//! A question that stays unanswered leaves the calls it was about undecided.

use gateway_protocol::call_data::CallData;
use gateway_protocol::endpoint::Failure;
use gateway_protocol::id::CallId;
use gateway_protocol::online_agent::{StateCode, Status};
use gateway_protocol::retcode::Retcode;

use crate::call::{CallState, Details};
use crate::time::{Millis, Moment};

/// The longest pause before an unanswered snapshot is read again.
const LONGEST_PAUSE_SECONDS: u64 = 5;

/// One question of a snapshot, in the order they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// `agentstatus`.
    Status,
    /// `allcallinfoEx`: the ids of all calls.
    Calls,
    /// `callinfobeforeanswer`: the one that rings.
    Ringing,
    /// `holdlist`.
    Held,
    /// `callinfo`: the current call.
    Current,
}

/// What a question was answered with; `None` in a field is "not answered".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// The agent's state.
    pub status: Option<Status>,
    /// The ids of all calls.
    pub calls: Option<Vec<CallId>>,
    /// The call that rings, or that none does.
    pub ringing: Option<Option<CallData>>,
    /// The calls on hold.
    pub held: Option<Vec<CallData>>,
    /// The current call, or that there is none.
    pub current: Option<Option<CallData>>,
    /// Why a question has no answer, where one has none.
    pub trouble: Option<Trouble>,
}

/// Why a question has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The gateway will not tell, now or later.
    Refused,
    /// Nothing was heard, or the gateway was in trouble itself: a later question may be answered.
    Unanswered,
}

impl Trouble {
    /// What a failure means for asking again.
    pub fn of(failure: &Failure) -> Self {
        match failure {
            Failure::Unreadable(_) => Self::Unanswered,
            Failure::Refused(refusal) => match refusal.retcode {
                Retcode::OperationFailed | Retcode::NotPermitted | Retcode::SwitchingOver => {
                    Self::Unanswered
                }
                _ => Self::Refused,
            },
        }
    }
}

/// Where a snapshot says a call is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In this state.
    At(CallState, Details),
    /// Not among the agent's calls.
    Gone,
    /// The answers do not tell.
    Undecided,
}

impl Snapshot {
    /// Where this call is: not listed is gone, on the hold list is held, found before answer is ringing,
    /// the current one is talking.
    ///
    /// A call that is listed and none of these may have left between two answers: they do not tell.
    pub fn place_of(&self, id: &CallId) -> Place {
        let Some(calls) = &self.calls else {
            return match self.is_refused_to_a_free_agent() {
                true => Place::Gone,
                false => Place::Undecided,
            };
        };
        if !calls.contains(id) {
            return Place::Gone;
        }
        let is_this = |data: &&CallData| data.call == *id;
        if let Some(held) = self.held.iter().flatten().find(is_this) {
            return Place::At(CallState::Held, details(held));
        }
        if let Some(ringing) = self.ringing.iter().flatten().find(is_this) {
            return Place::At(CallState::Ringing, details(ringing));
        }
        let current = self.current.iter().flatten().find(is_this);
        match (&self.ringing, &self.held, current) {
            (Some(_), Some(_), Some(current)) => Place::At(CallState::Talking, details(current)),
            _ => Place::Undecided,
        }
    }

    /// The gateway does not list calls, but says how the agent is: not occupied by any.
    fn is_refused_to_a_free_agent(&self) -> bool {
        let state = self.status.map(|status| status.state);
        let is_free = matches!(
            state,
            Some(StateCode::Busy | StateCode::Idle | StateCode::WrapUp | StateCode::Rest)
        );
        self.calls.is_none() && self.trouble == Some(Trouble::Refused) && is_free
    }

    /// Notes that a question has no answer; one unanswered outweighs any refused.
    pub fn note(&mut self, trouble: Trouble) {
        if self.trouble != Some(Trouble::Unanswered) {
            self.trouble = Some(trouble);
        }
    }

    /// The next question worth asking after this one.
    fn after(&self, asked: Question) -> Option<Question> {
        match asked {
            // Who does not say how the agent is will not say more.
            Question::Status if self.trouble == Some(Trouble::Unanswered) => None,
            Question::Status => Some(Question::Calls),
            Question::Calls => match &self.calls {
                Some(calls) if !calls.is_empty() => Some(Question::Ringing),
                Some(_) | None => None,
            },
            Question::Ringing => Some(Question::Held),
            Question::Held => Some(Question::Current),
            Question::Current => None,
        }
    }
}

/// What the gateway's call data tells about a call.
pub fn details(data: &CallData) -> Details {
    Details {
        caller: data.caller.clone(),
        called: data.called.clone(),
        skill: data.skill.clone(),
        feature: data.feature,
        ..Details::default()
    }
}

/// Whether a snapshot is wanted, under way, or neither.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resync {
    wanted: Option<Wanted>,
    running: Option<Running>,
    /// How many snapshots in a row were unanswered, in part or whole.
    unanswered: u32,
    /// The last one was refused in part.
    was_refused: bool,
    /// How many good words of the gateway there had been when the doubt began.
    words_before: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wanted {
    at: Millis,
    reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Running {
    reason: Reason,
    snapshot: Snapshot,
    newer: Newer,
}

/// What has changed since a snapshot began: about that the snapshot has nothing to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Newer {
    /// These calls.
    pub calls: Vec<CallId>,
    /// The commands of these numbers, whose outcome became unknown.
    pub commands: Vec<u32>,
    /// The agent's state.
    pub is_agent: bool,
    /// The conference.
    pub is_conference: bool,
}

/// Why a snapshot is read; the greater reason outweighs the lesser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// To be sure of what events should have told by then.
    ToBeSure,
    /// The picture may be wrong.
    Doubt,
}

impl Resync {
    /// Asks for a snapshot no sooner than `at`, because the picture may be wrong.
    pub fn want(&mut self, at: Millis) {
        self.ask_for(at, Reason::Doubt);
    }

    /// Asks for a snapshot no sooner than `at`, only to be sure: until then the picture is trusted.
    pub fn look_again(&mut self, at: Millis) {
        self.ask_for(at, Reason::ToBeSure);
    }

    /// Two wishes become one, at the earlier time, for the greater reason.
    fn ask_for(&mut self, at: Millis, reason: Reason) {
        let wish = Wanted { at, reason };
        self.wanted = Some(self.wanted.map_or(wish, |wanted| Wanted {
            at: wanted.at.min(at),
            reason: wanted.reason.max(reason),
        }));
    }

    /// Whether the picture may be wrong until a snapshot is read.
    pub fn is_in_doubt(&self) -> bool {
        let wanted = self.wanted.map(|wanted| wanted.reason);
        let running = self.running.as_ref().map(|running| running.reason);
        wanted.max(running) == Some(Reason::Doubt)
    }

    /// When the next snapshot is to begin.
    pub fn next_wake(&self) -> Option<Millis> {
        match self.running {
            Some(_) => None,
            None => self.wanted.map(|wanted| wanted.at),
        }
    }

    /// Begins a snapshot if one is due and none is under way; returns the first question.
    ///
    /// `words`: how often the gateway has answered well so far.
    pub fn begin(&mut self, words: u32, now: Moment) -> Option<Question> {
        let wanted = self.wanted.filter(|wanted| wanted.at <= now.mono)?;
        if self.running.is_some() {
            return None;
        }
        if self.unanswered == 0 {
            self.words_before = words;
        }
        self.wanted = None;
        self.running = Some(Running {
            reason: wanted.reason,
            snapshot: Snapshot::default(),
            newer: Newer::default(),
        });
        Some(Question::Status)
    }

    /// Whether a snapshot that could not tell counts as one: only if the gateway was there to be asked.
    ///
    /// Without a good word since the last that counted, nobody has been asked anything.
    pub fn is_round(&mut self, words: u32) -> bool {
        std::mem::replace(&mut self.words_before, words) != words
    }

    /// A doubt begins, after this many good words.
    pub fn doubt(&mut self, words: u32) {
        self.words_before = words;
    }

    /// Gives up the snapshot under way, if there is one.
    pub fn give_up(&mut self) {
        self.running = None;
    }

    /// Gives up the snapshot under way, if there is one, for a new one.
    pub fn interrupt(&mut self, now: Moment) {
        self.give_up();
        self.want(now.mono);
    }

    /// What the snapshot under way, if there is one, may not know of, to be added to.
    pub fn newer(&mut self) -> Option<&mut Newer> {
        self.running.as_mut().map(|running| &mut running.newer)
    }

    /// The snapshot under way, if there is one, for an answer to be noted.
    pub fn snapshot(&mut self) -> Option<&mut Snapshot> {
        self.running.as_mut().map(|running| &mut running.snapshot)
    }

    /// What follows the answer to `asked`, or that there is none.
    pub fn next(&mut self, asked: Question) -> Next {
        let Some(running) = self.running.take() else {
            return Next::Nothing;
        };
        match running.snapshot.after(asked) {
            Some(question) => {
                self.running = Some(running);
                Next::Ask(question)
            }
            None => Next::Finished {
                snapshot: Box::new(running.snapshot),
                newer: running.newer,
            },
        }
    }

    /// How long after an incomplete snapshot the next one is to be read, if it is.
    ///
    /// What was not answered is asked again, ever more slowly, until it is: an event may be missing.
    /// What is refused is asked once more, because another answer is not likely.
    pub fn pause_after(&mut self, snapshot: &Snapshot) -> Option<Millis> {
        match snapshot.trouble {
            None => {
                (self.unanswered, self.was_refused) = (0, false);
                None
            }
            Some(Trouble::Unanswered) => {
                let doubled = 1_u64.checked_shl(self.unanswered).unwrap_or(u64::MAX);
                self.unanswered = self.unanswered.saturating_add(1);
                Some(Millis::seconds(doubled.min(LONGEST_PAUSE_SECONDS)))
            }
            Some(Trouble::Refused) => {
                self.unanswered = 0;
                self.was_refused = !self.was_refused;
                self.was_refused.then_some(Millis::seconds(1))
            }
        }
    }

    /// Forgets everything: the session is over.
    pub fn stop(&mut self) {
        *self = Self::default();
    }
}

/// What follows an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Ask this.
    Ask(Question),
    /// The snapshot is complete, or as complete as it gets.
    Finished {
        /// What was learnt.
        snapshot: Box<Snapshot>,
        /// What has changed since it began.
        newer: Newer,
    },
    /// No snapshot was under way.
    Nothing,
}
