//! What a notice says: its sentence, the code with its meaning, the next step, the gateway's words.
//!
//! The parts stay apart, because the screen shows them apart and a screen reader is told the first only.

use agent_session::view::{Act, NoticeKind, Refusal, RejectMode, Settlement};

use super::{Phrase, Sentence, Text, wording};

/// The parts of a notice; empty where there is nothing to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub sentence: String,
    /// The gateway's code, with what it means.
    pub code: String,
    /// What to do.
    pub next: &'static str,
    /// What the gateway itself says, as a sentence that quotes it.
    pub gateway: String,
}

impl Text {
    /// Puts a notice into words.
    pub fn tell(&self, kind: &NoticeKind) -> Told {
        let refusal = refusal(kind);
        let retcode = match kind {
            NoticeKind::SessionEnded { retcode, .. } => Some(retcode),
            _ => refusal.map(|refusal| &refusal.retcode),
        };
        let mut told = Told {
            sentence: self.sentence(kind),
            next: self.say_any(next(kind)),
            ..Told::default()
        };
        if let Some(retcode) = retcode {
            // Nothing is to be tried again while it is looked up.
            if told.next.is_empty() && !matches!(kind, NoticeKind::Unknown { .. }) {
                let act = match kind {
                    NoticeKind::Refused { act, .. } => Some(*act),
                    _ => None,
                };
                told.next = self.code_next(retcode, act);
            }
            told.code = [retcode.as_str(), " · ", self.code_meaning(retcode)].concat();
        }
        let message = refusal.map_or("", |refusal| refusal.message.as_str());
        if !message.is_empty() {
            told.gateway = self.fill(Phrase::GatewaySays, &[message]);
        }
        told
    }

    /// What happened.
    fn sentence(&self, kind: &NoticeKind) -> String {
        let made: String;
        let of = |act| self.say(wording::act(act));
        let said = match kind {
            NoticeKind::Refused { act, refusal } => {
                Said::Filled(Phrase::Refused, [of(*act), refusal.retcode.as_str()])
            }
            NoticeKind::NotSent { act, reason } => {
                Said::Filled(Phrase::NotSent, [of(*act), self.reason(*reason)])
            }
            NoticeKind::Unknown { act, .. } => Said::Filled(Phrase::OutcomeUnknown, [of(*act), ""]),
            NoticeKind::Settled { act, as_what } => {
                Said::Filled(wording::settled(*as_what), [of(*act), ""])
            }
            NoticeKind::Rejected { mode, reported } => {
                let mode = self.say(asked(*mode));
                match reported {
                    None => Said::Filled(Phrase::Rejected, [mode, ""]),
                    Some(state) => {
                        made = self.agent_state(*state);
                        Said::Filled(Phrase::RejectedReported, [mode, &made])
                    }
                }
            }
            NoticeKind::RangOutFirst => Said::Plain(Sentence::RangOutFirst),
            NoticeKind::AlreadyOver { act, refusal } => {
                Said::Filled(Phrase::AlreadyOver, [of(*act), refusal.retcode.as_str()])
            }
            NoticeKind::Missed { caller, .. } => {
                Said::Filled(Phrase::Missed, [self.number(caller.as_deref()), ""])
            }
            NoticeKind::CallerLeft { .. } => Said::Plain(Sentence::CallerHasLeft),
            NoticeKind::AlreadyGone { .. } => Said::Plain(Sentence::NotInQueue),
            NoticeKind::PickUpRings => Said::Plain(Sentence::PickUpRings),
            NoticeKind::SignInRefused(refusal) => {
                Said::Filled(Phrase::SignInRefused, [refusal.retcode.as_str(), ""])
            }
            NoticeKind::SignInUnanswered => Said::Plain(Sentence::SignInUnanswered),
            NoticeKind::SignInUnreadable(answer) => {
                made = u32::from(answer.status).to_string();
                let why = self.say(wording::why(answer.why));
                Said::Filled(Phrase::SignInUnreadable, [&made, why])
            }
            NoticeKind::AgentIdInvalid => Said::Plain(Sentence::AgentIdInvalid),
            NoticeKind::GuidMissing => Said::Plain(Sentence::GuidMissing),
            NoticeKind::SkillsNotSet(_) => Said::Plain(Sentence::SkillsNotSet),
            NoticeKind::PasswordExpires { days } => {
                made = days.to_string();
                Said::Filled(Phrase::PasswordExpires, [&made, ""])
            }
            NoticeKind::SessionEnded { .. } => Said::Plain(Sentence::SessionEnded),
            NoticeKind::CallLost { caller, state } => {
                let number = self.number(caller.as_deref());
                Said::Filled(Phrase::CallLost, [number, self.call_state(*state)])
            }
            NoticeKind::SignedOutElsewhere => Said::Plain(Sentence::SignedOutElsewhere),
            NoticeKind::EventMethodWrong(_) => Said::Plain(Sentence::EventMethodWrong),
            NoticeKind::SecondPoller => Said::Plain(Sentence::SecondPoller),
            NoticeKind::EventsMissing => Said::Plain(Sentence::EventsMissing),
            NoticeKind::QueueUnreadable(_) => Said::Plain(Sentence::QueueUnreadable),
            NoticeKind::SignInAgain(why) => Said::Plain(wording::sign_in_again(*why)),
        };
        match said {
            Said::Plain(sentence) => self.say(sentence).to_owned(),
            Said::Filled(phrase, values) => self.fill(phrase, &values),
        }
    }
}

enum Said<'a> {
    Plain(Sentence),
    Filled(Phrase, [&'a str; 2]),
}

/// The mode asked for; nothing is said about the caller.
fn asked(mode: RejectMode) -> Sentence {
    match mode {
        RejectMode::BackToQueue => Sentence::ToQueue,
        RejectMode::HangUp => Sentence::HangUp,
    }
}

/// What to do, where that does not hang on a code.
fn next(kind: &NoticeKind) -> Option<Sentence> {
    Some(match kind {
        NoticeKind::Unknown { act, .. }
        | NoticeKind::Settled {
            act,
            as_what: Settlement::NotKnown,
        } if !matches!(act, Act::SetReady | Act::SetBusy | Act::SignOut) => {
            Sentence::NextLookAtPhone
        }
        NoticeKind::CallLost { .. } => Sentence::NextLookAtPhone,
        NoticeKind::QueueUnreadable(None) => Sentence::NextTryAgain,
        NoticeKind::SignInUnanswered => Sentence::SignInUnansweredNext,
        NoticeKind::SignInUnreadable(_) => Sentence::SignInUnreadableNext,
        NoticeKind::GuidMissing => Sentence::GuidMissingNext,
        NoticeKind::SkillsNotSet(_) => Sentence::SkillsNotSetNext,
        NoticeKind::SessionEnded { after, .. } => wording::ended_after(*after),
        NoticeKind::SignedOutElsewhere => Sentence::NextSignInAgain,
        NoticeKind::SecondPoller | NoticeKind::EventsMissing => Sentence::SecondPollerNext,
        _ => return None,
    })
}

/// The gateway's code and message, where there are any.
fn refusal(kind: &NoticeKind) -> Option<&Refusal> {
    match kind {
        NoticeKind::Refused { refusal, .. }
        | NoticeKind::AlreadyOver { refusal, .. }
        | NoticeKind::SignInRefused(refusal)
        | NoticeKind::EventMethodWrong(refusal) => Some(refusal),
        NoticeKind::Unknown { refusal, .. }
        | NoticeKind::AlreadyGone { refusal }
        | NoticeKind::SkillsNotSet(refusal)
        | NoticeKind::QueueUnreadable(refusal) => refusal.as_ref(),
        _ => None,
    }
}
