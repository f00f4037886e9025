//! Answers of the gateway, each to the one who asked.

use gateway_protocol::agent_conf::RejectConference;
use gateway_protocol::agent_event;
use gateway_protocol::call_data::{AllCallInfoEx, CallInfo, CallInfoBeforeAnswer, HoldList};
use gateway_protocol::endpoint::{Endpoint, Failure, Refusal, Response};
use gateway_protocol::online_agent::{AgentStatus, ResetSkill};
use gateway_protocol::retcode::Retcode;

use super::{InFlight, Purpose, Session};
use crate::notice::NoticeKind;
use crate::pending::Reply;
use crate::poll::{PollEnd, PollMeans};
use crate::resync::{Question, Trouble};
use crate::time::Moment;

impl Session {
    /// An answer arrived whole.
    pub(super) fn answered(&mut self, request: InFlight, response: &Response, now: Moment) {
        let is_outdated = request.generation != self.credential.generation();
        match request.purpose {
            Purpose::SignIn => self.sign_in_answered(response, now),
            Purpose::Poll => self.poll_answered(response, is_outdated, now),
            Purpose::ResetSkills => match ResetSkill::read(response) {
                Ok(()) => self.are_skills_due = false,
                Err(Failure::Refused(refusal)) => self.skills_not_set(Some(refusal), now),
                Err(Failure::Unreadable(_)) => self.skills_not_set(None, now),
            },
            // Every command answers with the same bare envelope, so one reader does for all.
            Purpose::Command(number) => {
                let answer = RejectConference::read(response);
                self.command_answered(number, response.status, answer, now);
            }
            Purpose::Snapshot(question) => {
                self.question_answered(question, response, is_outdated, now);
            }
            Purpose::UpdateGuid => {
                self.guid_answered(response, now);
                self.go_on_after_guid(now);
            }
            Purpose::SyncAgentInfo => self.queue_emptied(response, now),
            // Both interfaces answer with the same call data, so one reader does for both.
            Purpose::Through => {
                if let Ok(Some(data)) = CallInfo::read(response) {
                    self.through_told(&data);
                }
            }
            Purpose::Skills => self.skills_answered(response, now),
            Purpose::QueueCount(skill) => self.queue_count_answered(skill, response, now),
            Purpose::QueueList(skill) => self.queue_list_answered(skill, response, now),
        }
    }

    /// No answer will come.
    pub(super) fn failed(&mut self, purpose: Purpose, now: Moment) {
        match purpose {
            Purpose::SignIn => self.sign_in_failed(now),
            Purpose::Poll => self.poll_ended(&PollEnd::Lost, now),
            Purpose::ResetSkills => self.skills_not_set(None, now),
            Purpose::Command(number) => self.command_replied(number, Reply::Unknown(None), now),
            Purpose::Snapshot(question) => {
                self.question_failed(question, Trouble::Unanswered, now);
            }
            Purpose::Through => {}
            Purpose::UpdateGuid => self.guid_unanswered(now),
            Purpose::SyncAgentInfo => self.go_on_after_queue(now),
            Purpose::Skills | Purpose::QueueCount(_) | Purpose::QueueList(_) => {
                self.queue_unreadable(None, now);
            }
        }
    }

    fn skills_not_set(&mut self, refusal: Option<Refusal>, now: Moment) {
        self.are_skills_due = false;
        self.notices.raise(NoticeKind::SkillsNotSet(refusal), now);
    }

    fn poll_answered(&mut self, response: &Response, is_outdated: bool, now: Moment) {
        match agent_event::Poll::read(response) {
            Ok(events) => {
                let end = if events.is_empty() {
                    PollEnd::Empty
                } else {
                    PollEnd::Event
                };
                self.poll_ended(&end, now);
                for event in events {
                    if !self.is_signed_in() {
                        break;
                    }
                    self.take_in(event, now);
                }
            }
            Err(Failure::Refused(refusal)) => {
                let event_method = refusal.retcode == Retcode::EventMethodWrong;
                let retcode = as_of_now(&refusal.retcode, is_outdated);
                self.poll_ended(&PollEnd::Refused(retcode), now);
                let kind = NoticeKind::EventMethodWrong(refusal);
                // Each poll says so again, and an agent is told once.
                if event_method && !self.notices.shown().iter().any(|shown| shown.kind == kind) {
                    self.notices.raise(kind, now);
                }
            }
            Err(Failure::Unreadable(_)) => self.poll_ended(&PollEnd::Lost, now),
        }
    }

    fn poll_ended(&mut self, end: &PollEnd, now: Moment) {
        let means = self.poll.end(end, now);
        match end {
            PollEnd::Empty => {
                self.bury_missing(now);
                self.note_untold(now);
                self.look_if_event_missed(now);
                self.poll_works(now);
            }
            PollEnd::Event => self.poll_works(now),
            PollEnd::Lost => {
                self.credential.renewal().poll_lost();
                // Its end may have been told with it, and no snapshot knows of a recording.
                self.is_recording = false;
            }
            // It may have been an answer all the same.
            PollEnd::Refused(Retcode::OperationFailed) => self.credential.renewal().poll_lost(),
            PollEnd::Refused(_) => {}
        }
        match means {
            PollMeans::GoOn | PollMeans::EventMethodWrong => {}
            PollMeans::ReadSnapshot => self.resync.want(now.mono),
            PollMeans::SessionEnded => {
                if let PollEnd::Refused(retcode) = end {
                    self.session_ended_with(retcode.clone(), now);
                }
            }
            PollMeans::SecondPoller => {
                self.notices.raise(NoticeKind::SecondPoller, now);
                self.resync.want(now.mono);
            }
        }
    }

    /// A good poll ends what a bad one said.
    fn poll_works(&mut self, now: Moment) {
        self.credential.renewal().polled(now);
        self.notices.retract(&|kind| {
            matches!(
                kind,
                NoticeKind::SecondPoller | NoticeKind::EventMethodWrong(_)
            )
        });
    }

    fn question_answered(
        &mut self,
        question: Question,
        response: &Response,
        is_outdated: bool,
        now: Moment,
    ) {
        let Some(snapshot) = self.resync.snapshot() else {
            return;
        };
        let noted = match question {
            Question::Status => return self.status_answered(response, is_outdated, now),
            Question::Calls => {
                AllCallInfoEx::read(response).map(|calls| snapshot.calls = Some(calls))
            }
            Question::Ringing => none_if_refused(CallInfoBeforeAnswer::read(response))
                .map(|call| snapshot.ringing = Some(call)),
            Question::Held => none_if_no_held_calls(HoldList::read(response))
                .map(|calls| snapshot.held = Some(calls)),
            Question::Current => {
                none_if_refused(CallInfo::read(response)).map(|call| snapshot.current = Some(call))
            }
        };
        if let Err(failure) = noted {
            snapshot.note(Trouble::of(&failure));
        }
        self.go_on_with_snapshot(question, now);
    }

    /// The answer also tells whether the gateway is there.
    fn status_answered(&mut self, response: &Response, is_outdated: bool, now: Moment) {
        let trouble = match AgentStatus::read(response) {
            Ok(status) => {
                self.poll.heard(now);
                self.poll.reached(now);
                if let Some(snapshot) = self.resync.snapshot() {
                    snapshot.status = Some(status);
                }
                return self.go_on_with_snapshot(Question::Status, now);
            }
            Err(Failure::Unreadable(_)) => Trouble::Unanswered,
            Err(Failure::Refused(refusal)) => match as_of_now(&refusal.retcode, is_outdated) {
                retcode if retcode.ends_session() => {
                    return self.session_ended_with(retcode, now);
                }
                Retcode::OperationFailed => Trouble::Unanswered,
                Retcode::SwitchingOver => {
                    self.poll.switches_over();
                    Trouble::Unanswered
                }
                Retcode::NotPermitted => {
                    if self.poll.asked_in_vain(now) == PollMeans::SessionEnded {
                        return self.session_ended_with(Retcode::NotPermitted, now);
                    }
                    Trouble::Unanswered
                }
                _ => {
                    self.poll.reached(now);
                    self.poll.asked();
                    Trouble::Refused
                }
            },
        };
        self.question_failed(Question::Status, trouble, now);
    }

    fn question_failed(&mut self, question: Question, trouble: Trouble, now: Moment) {
        if question == Question::Status {
            self.poll.not_reached(now);
            if self.poll.is_gone() {
                // Nobody was asked, whatever was heard before.
                self.resync.doubt(self.poll.good_words());
            }
        }
        if let Some(snapshot) = self.resync.snapshot() {
            snapshot.note(trouble);
        }
        self.go_on_with_snapshot(question, now);
    }
}

/// "Not signed in", told to a request that left with a Guid that was replaced since, is about that Guid alone.
fn as_of_now(retcode: &Retcode, is_outdated: bool) -> Retcode {
    match retcode {
        Retcode::NotSignedIn if is_outdated => Retcode::NotPermitted,
        retcode => retcode.clone(),
    }
}

/// A refusal of these interfaces means that there is no such call (a reading: their pages name no code for it).
fn none_if_refused<T>(read: Result<Option<T>, Failure>) -> Result<Option<T>, Failure> {
    match read {
        Err(Failure::Refused(refusal)) if !is_about_the_session(&refusal.retcode) => Ok(None),
        other => other,
    }
}

/// 400-003: no calls on hold. 300-001: the gateway answers calls by itself, where it does not tell of held ones
/// (the page's prerequisite); that is read as none, or every call would stay undecided there.
fn none_if_no_held_calls<T>(read: Result<Vec<T>, Failure>) -> Result<Vec<T>, Failure> {
    match read {
        Err(Failure::Refused(Refusal {
            retcode: Retcode::NoHeldCalls | Retcode::AgentQueryNotPermitted,
            ..
        })) => Ok(Vec::new()),
        other => other,
    }
}

fn is_about_the_session(retcode: &Retcode) -> bool {
    retcode.as_str().starts_with("000-")
        || matches!(retcode, Retcode::NotSignedIn | Retcode::OperationFailed)
}
