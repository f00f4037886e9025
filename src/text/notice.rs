//! What a notice says: its sentence, the code with its meaning, the next step, the gateway's words.
//!
//! The parts stay apart, because the screen shows them apart and a screen reader is told the first only.

use agent_session::view::{Act, AgentState, NoticeKind, Refusal, RejectMode, Retcode};

use super::Text;

/// The parts of a notice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub sentence: String,
    /// The gateway's code.
    pub code: Option<String>,
    /// What the code means.
    pub meaning: Option<String>,
    /// What to do.
    pub next: Option<&'static str>,
    /// What the gateway itself says, as a sentence that quotes it.
    pub gateway: Option<String>,
}

impl Told {
    fn plain(sentence: String) -> Told {
        Told {
            sentence,
            ..Told::default()
        }
    }

    fn then(mut self, next: &'static str) -> Told {
        self.next = Some(next);
        self
    }

    fn with_code(mut self, text: &Text, retcode: &Retcode) -> Told {
        let next = text.code_next(retcode);
        self.next = self.next.or((!next.is_empty()).then_some(next));
        self.code = Some(retcode.as_str().to_owned());
        self.meaning = Some(text.code_meaning(retcode));
        self
    }

    fn with(self, text: &Text, refusal: &Refusal) -> Told {
        let mut told = self.with_code(text, &refusal.retcode);
        let message = refusal.message.as_str();
        told.gateway = (!message.is_empty()).then(|| text.notices.gateway_says.with(&[message]));
        told
    }

    fn with_any(self, text: &Text, refusal: &Option<Refusal>) -> Told {
        match refusal {
            Some(refusal) => self.with(text, refusal),
            None => self,
        }
    }
}

impl Text {
    /// Puts a notice into words.
    pub fn tell(&self, kind: &NoticeKind) -> Told {
        let (notices, plain) = (&self.notices, Told::plain);
        match kind {
            NoticeKind::Refused { act, refusal } => {
                let values = [self.act(*act), refusal.retcode.as_str()];
                plain(notices.refused.with(&values)).with(self, refusal)
            }
            NoticeKind::NotSent { act, reason } => plain(
                notices
                    .not_sent
                    .with(&[self.act(*act), (self.reason)(*reason)]),
            ),
            NoticeKind::Unknown { act, refusal } => {
                plain(notices.unknown.with(&[self.act(*act)])).with_any(self, refusal)
            }
            NoticeKind::Settled { act, as_what } => {
                plain((notices.settled)(*as_what).with(&[self.act(*act)]))
            }
            NoticeKind::Rejected { mode, reported } => plain(self.rejected(*mode, *reported)),
            NoticeKind::RangOutFirst => plain(notices.rang_out_first.into()),
            NoticeKind::AlreadyOver { act, refusal } => {
                let values = [self.act(*act), refusal.retcode.as_str()];
                plain(notices.already_over.with(&values)).with(self, refusal)
            }
            NoticeKind::Missed { caller, .. } => {
                plain(notices.missed.with(&[self.number(caller.as_deref())]))
            }
            NoticeKind::CallerLeft { .. } => plain(notices.caller_left.into()),
            NoticeKind::AlreadyGone { refusal } => plain(notices.already_gone.into())
                .then(notices.already_gone_next)
                .with_any(self, refusal),
            NoticeKind::PickUpRings => plain(notices.pick_up_rings.into()),
            NoticeKind::SignInRefused(refusal) => {
                let sentence = notices.sign_in_refused.with(&[refusal.retcode.as_str()]);
                plain(sentence).with(self, refusal)
            }
            NoticeKind::SignInUnanswered => {
                plain(notices.sign_in_unanswered.into()).then(notices.sign_in_unanswered_next)
            }
            NoticeKind::SignInUnreadable(answer) => {
                let values = [&answer.status.to_string(), (notices.why)(answer.why)];
                let sentence = notices.sign_in_unreadable.with(&values);
                plain(sentence).then(notices.sign_in_unreadable_next)
            }
            NoticeKind::AgentIdInvalid => plain(self.sign_in.agent_id_invalid.into()),
            NoticeKind::GuidMissing => {
                plain(notices.guid_missing.into()).then(notices.guid_missing_next)
            }
            NoticeKind::SkillsNotSet(refusal) => plain(notices.skills_not_set.into())
                .then(notices.skills_not_set_next)
                .with_any(self, refusal),
            NoticeKind::PasswordExpires { days } => {
                plain(notices.password_expires.with(&[&days.to_string()]))
            }
            NoticeKind::SessionEnded { retcode, after } => plain(notices.session_ended.into())
                .then((notices.session_ended_after)(*after))
                .with_code(self, retcode),
            NoticeKind::CallLost { caller, state } => plain(
                notices
                    .call_lost
                    .with(&[self.number(caller.as_deref()), self.call_state(*state)]),
            )
            .then(notices.call_lost_next),
            NoticeKind::SignedOutElsewhere => {
                plain(notices.signed_out_elsewhere.into()).then(notices.session_ended_next)
            }
            NoticeKind::EventMethodWrong(refusal) => {
                plain(notices.event_method_wrong.into()).with(self, refusal)
            }
            NoticeKind::SecondPoller => {
                plain(notices.second_poller.into()).then(notices.second_poller_next)
            }
            NoticeKind::EventsMissing => {
                plain(notices.events_missing.into()).then(notices.second_poller_next)
            }
            NoticeKind::QueueUnreadable(refusal) => {
                plain(notices.queue_unreadable.into()).with_any(self, refusal)
            }
            NoticeKind::SignInAgain(why) => plain((notices.sign_in_again)(*why).into()),
        }
    }

    /// The mode asked for and the state reported; nothing is said about the caller.
    fn rejected(&self, mode: RejectMode, reported: Option<AgentState>) -> String {
        let mode = match mode {
            RejectMode::BackToQueue => self.controls.to_queue,
            RejectMode::HangUp => self.controls.hang_up,
        };
        match reported {
            None => self.notices.rejected.with(&[mode]),
            Some(state) => self
                .notices
                .rejected_reported
                .with(&[mode, &self.agent_state(state)]),
        }
    }

    fn act(&self, act: Act) -> &'static str {
        (self.notices.act)(act)
    }
}
