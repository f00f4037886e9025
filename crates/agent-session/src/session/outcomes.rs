//! What becomes of commands: replies narrow, events confirm.
//!
//! What neither tells is settled by snapshots, in `settling`.

use gateway_protocol::endpoint::{Failure, Refusal};
use gateway_protocol::event::{EventKind, GatewayEvent};
use gateway_protocol::id::CallId;
use gateway_protocol::retcode::Retcode;
use gateway_protocol::voice_call::RejectMode;

use super::{Rejection, Session};
use crate::agent::{AgentState, REASON_NOT_ANSWERED};
use crate::call::{Call, CallState, EndedBy, EndedCall, EndedHow};
use crate::command::{Act, CallKey};
use crate::ledger::Outcome;
use crate::notice::{NoticeKind, Settlement};
use crate::pending::{Pending, Phase, Reply, Target};
use crate::time::Moment;

/// `retcode 0`, where that is a command's outcome.
const BY_RETCODE: &str = "retcode 0";

impl Session {
    pub(super) fn command_answered(
        &mut self,
        number: u32,
        status: u16,
        answer: Result<(), Failure>,
        now: Moment,
    ) {
        let Some(position) = self.pending_at(number) else {
            // An event has confirmed it already; the reply only completes the record.
            if answer.is_ok() {
                self.ledger.accept(number, now);
            }
            return;
        };
        let Some(act) = self.pending.get(position).map(|pending| pending.act) else {
            return;
        };
        self.command_replied(number, Reply::of(act, status, answer), now);
    }

    pub(super) fn command_replied(&mut self, number: u32, reply: Reply, now: Moment) {
        let Some(position) = self.pending_at(number) else {
            return;
        };
        match reply {
            Reply::Accepted => self.accepted(position, now),
            Reply::AlreadyJoined(refusal) => {
                let pending = self.pending.remove(position);
                self.close_confirmed(&pending, refusal.retcode.as_str(), now);
                if let Target::Invitation(key) = pending.target {
                    self.conference.join(key.id, key.epoch, now);
                }
            }
            Reply::Refused(refusal) => {
                let pending = self.pending.remove(position);
                self.close_refused(&pending, &refusal, now);
                if pending.act == Act::PickUp {
                    self.reread_queue(now);
                }
                if is_doubtful(&refusal.retcode) {
                    self.resync.want(now.mono);
                }
                if matches!(pending.act, Act::SetReady | Act::SetBusy) {
                    // Perhaps the agent is so already.
                    self.look_again(now);
                }
                self.notices.raise(
                    NoticeKind::Refused {
                        act: pending.act,
                        refusal,
                    },
                    now,
                );
            }
            Reply::AlreadyOver(refusal) => {
                let pending = self.pending.remove(position);
                self.close_refused(&pending, &refusal, now);
                self.resync.want(now.mono);
                if matches!(pending.target, Target::Invitation(_)) {
                    self.conference.end();
                }
                self.notices.raise(
                    NoticeKind::AlreadyOver {
                        act: pending.act,
                        refusal,
                    },
                    now,
                );
            }
            Reply::Unknown(refusal) => self.becomes_unknown(position, refusal, now),
        }
    }

    pub(super) fn pending_at(&self, number: u32) -> Option<usize> {
        self.pending
            .iter()
            .position(|pending| pending.number == number)
    }

    fn accepted(&mut self, position: usize, now: Moment) {
        let is_on_call = self.is_on_call();
        let Some(pending) = self.pending.get_mut(position) else {
            return;
        };
        self.ledger.accept(pending.number, now);
        match pending.act {
            Act::SignOut => {
                let pending = self.pending.remove(position);
                self.close_confirmed(&pending, BY_RETCODE, now);
                self.end_session(now);
            }
            Act::SetBusy if pending.was_during_call && is_on_call => {
                let pending = self.pending.remove(position);
                self.close_confirmed(&pending, BY_RETCODE, now);
                self.agent.is_busy_next = true;
            }
            _ if pending.phase == Phase::Asked => pending.phase = Phase::Accepted,
            _ => {}
        }
    }

    /// Nobody knows whether it was done: say so, and ask.
    pub(super) fn becomes_unknown(
        &mut self,
        position: usize,
        refusal: Option<Refusal>,
        now: Moment,
    ) {
        let Some(pending) = self.pending.get_mut(position) else {
            return;
        };
        if pending.phase == Phase::Unknown {
            return;
        }
        pending.phase = Phase::Unknown;
        let (number, act) = (pending.number, pending.act);
        self.ledger.lose(number, now);
        if let Some(newer) = self.resync.newer() {
            newer.commands.push(number);
        }
        self.resync.doubt(self.poll.good_words());
        self.notices
            .raise(NoticeKind::Unknown { act, refusal }, now);
        self.resync.want(now.mono);
    }

    /// Closes every command that this event confirms. Called before the event moves anything.
    pub(super) fn confirm_by(&mut self, event: &GatewayEvent, now: Moment) -> Vec<Pending> {
        let calls = &self.calls;
        // Talking in a call that was there already, or is being taken, is no sign of a conference.
        let is_about_a_call = match &event.kind {
            EventKind::Talking(talk) => {
                let is_offered = |call: &Call| call.state != CallState::Alerting;
                calls.by_id(&talk.call).is_some_and(is_offered) || self.is_being_taken(&talk.call)
            }
            _ => false,
        };
        let confirmed = take(&mut self.pending, &|pending| {
            let is_this_offer = match &pending.target {
                Target::Call(key) => calls.by_key(key).is_some(),
                Target::Agent | Target::Invitation(_) | Target::Queued { .. } => true,
            };
            is_this_offer
                && pending.is_confirmed_by(&event.kind)
                && !(pending.act == Act::Join && is_about_a_call)
        });
        for pending in &confirmed {
            self.close_confirmed(pending, &event.name, now);
        }
        confirmed
    }

    fn is_being_taken(&self, id: &CallId) -> bool {
        self.pending
            .iter()
            .any(|pending| pending.act == Act::PickUp && pending.target.call() == Some(id))
    }

    fn close_confirmed(&mut self, pending: &Pending, by: &str, now: Moment) {
        self.ledger.close(
            pending.number,
            Outcome::Confirmed {
                by: by.to_owned(),
                at: now,
            },
        );
        if pending.phase == Phase::Unknown {
            self.tell_settled(pending.act, Settlement::Done, now);
        }
    }

    fn close_refused(&mut self, pending: &Pending, refusal: &Refusal, now: Moment) {
        let retcode = refusal.retcode.clone();
        self.ledger
            .close(pending.number, Outcome::Refused { retcode, at: now });
        self.retract_doubt(pending.act);
    }

    /// What became of it is told in another way.
    pub(super) fn retract_doubt(&mut self, act: Act) {
        self.notices.retract(&|kind| is_doubt_about(kind, act));
    }

    fn tell_settled(&mut self, act: Act, as_what: Settlement, now: Moment) {
        self.retract_doubt(act);
        self.notices
            .raise(NoticeKind::Settled { act, as_what }, now);
    }

    pub(super) fn close_settled(&mut self, pending: &Pending, as_what: Settlement, now: Moment) {
        self.ledger
            .close(pending.number, Outcome::Settled { as_what, at: now });
        let was_in_doubt = pending.phase == Phase::Unknown;
        if pending.act == Act::PickUp && as_what == Settlement::NotDone {
            self.retract_doubt(pending.act);
            self.taken = pending
                .target
                .call()
                .filter(|_| self.queue.open().is_some())
                .cloned();
            self.reread_queue(now);
        }
        if was_in_doubt {
            self.tell_settled(pending.act, as_what, now);
        }
    }

    /// The call is over, so whatever was on its way for it is, too. That a drop has been done is known only of the
    /// offer that has ended, and only where the agent hung it up; a call that was there has been taken.
    pub(super) fn close_pending_of(&mut self, id: &CallId, ended: Option<&EndedCall>, now: Moment) {
        let hung_up = ended.filter(|call| call.by == EndedBy::Agent);
        let hung_up = hung_up.map(|call| &call.key);
        let is_of_call = |pending: &Pending| match &pending.target {
            Target::Call(key) => key.id == *id,
            Target::Queued { call, .. } => call == id && ended.is_some(),
            Target::Agent | Target::Invitation(_) => false,
        };
        for pending in self.take_pending(&is_of_call) {
            let as_what = match (pending.act, &pending.target) {
                (Act::Drop, Target::Call(key)) if Some(key) == hung_up => Settlement::Done,
                (Act::PickUp, _) => Settlement::Done,
                _ => Settlement::CallOver,
            };
            self.close_settled(&pending, as_what, now);
        }
    }

    /// The invitation or conference is over, so whatever was on its way for it is, too.
    ///
    /// `by`: the event that told of its end; without one it was replaced by another.
    pub(super) fn close_pending_conference(&mut self, by: Option<&str>, now: Moment) {
        let is_conference = |pending: &Pending| matches!(pending.target, Target::Invitation(_));
        for pending in self.take_pending(&is_conference) {
            match (pending.act, by) {
                (Act::Decline | Act::Leave, Some(event)) => {
                    self.close_confirmed(&pending, event, now);
                }
                _ => self.close_settled(&pending, Settlement::CallOver, now),
            }
        }
    }

    /// The session is over: nothing can be settled any more.
    pub(super) fn close_all_pending(&mut self, now: Moment) {
        for pending in self.take_pending(&|_| true) {
            let outcome = Outcome::Settled {
                as_what: Settlement::NotKnown,
                at: now,
            };
            self.ledger.close(pending.number, outcome);
            self.retract_doubt(pending.act);
        }
    }

    /// The session is over, says this event or code, which confirms a sign-out. Returns whether one was on its way.
    pub(super) fn confirm_sign_out(&mut self, by: &str, now: Moment) -> bool {
        let sign_outs = self.take_pending(&|pending: &Pending| pending.act == Act::SignOut);
        for pending in &sign_outs {
            self.close_confirmed(pending, by, now);
        }
        !sign_outs.is_empty()
    }

    fn take_pending(&mut self, is_it: &dyn Fn(&Pending) -> bool) -> Vec<Pending> {
        take(&mut self.pending, is_it)
    }

    /// The rejected call has left this agent; what the agent became may be known already or follow.
    pub(super) fn rejected(
        &mut self,
        key: CallKey,
        mode: RejectMode,
        pending: &Pending,
        now: Moment,
    ) {
        let reported = pending.reported;
        let notice = self
            .notices
            .raise(NoticeKind::Rejected { mode, reported }, now);
        self.rejection = Some(Rejection {
            key,
            mode,
            notice,
            at: now,
        });
        if let Some(state) = reported {
            self.rejection_led_to(state);
        }
    }

    /// The agent's state was reported: it may be the outcome of a rejection.
    pub(super) fn note_rejection_outcome(&mut self, state: AgentState) {
        if state == AgentState::Occupied {
            return;
        }
        for pending in &mut self.pending {
            if matches!(pending.act, Act::Reject(_)) {
                pending.reported = Some(state);
            }
        }
        self.rejection_led_to(state);
    }

    fn rejection_led_to(&mut self, state: AgentState) {
        let Some(rejection) = self.rejection.take() else {
            return;
        };
        if state
            == (AgentState::Busy {
                reason: Some(REASON_NOT_ANSWERED),
            })
        {
            self.calls
                .correct(&rejection.key, EndedHow::Missed, EndedBy::System);
            self.notices
                .revise(rejection.notice, NoticeKind::RangOutFirst);
        } else {
            let (mode, reported) = (rejection.mode, Some(state));
            self.notices
                .revise(rejection.notice, NoticeKind::Rejected { mode, reported });
        }
    }
}

/// Takes these commands off the list of those on their way.
pub(super) fn take(pending: &mut Vec<Pending>, is_it: &dyn Fn(&Pending) -> bool) -> Vec<Pending> {
    let mut taken = Vec::new();
    while let Some(position) = pending.iter().position(is_it) {
        taken.push(pending.remove(position));
    }
    taken
}

/// These refusals put the session itself in doubt; `agentstatus` tells.
fn is_doubtful(retcode: &Retcode) -> bool {
    matches!(retcode, Retcode::NotSignedIn | Retcode::NotPermitted)
}

fn is_doubt_about(kind: &NoticeKind, act: Act) -> bool {
    matches!(kind, NoticeKind::Unknown { act: said, .. } if *said == act)
}
