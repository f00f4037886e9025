//! What becomes of commands of which nobody knows: snapshots settle them, or give up after two rounds.

use gateway_protocol::id::CallId;
use gateway_protocol::online_agent::StateCode;

use super::Session;
use crate::agent::AgentState;
use crate::call::CallState;
use crate::command::Act;
use crate::notice::{NoticeKind, Settlement};
use crate::pending::{Pending, Phase, Target};
use crate::resync::{Newer, Place, Snapshot};
use crate::time::{Millis, Moment};

/// How many snapshots may fail to settle a command before it counts as not known.
pub(super) const MOST_ROUNDS: u8 = 2;
/// The pause before a snapshot is read again for what the last one could not tell.
pub(super) const LOOK_AGAIN_AFTER: Millis = Millis::seconds(1);

impl Session {
    /// Holds every unknown command against a snapshot that began after its outcome became unknown.
    pub(super) fn settle_by(&mut self, snapshot: &Snapshot, newer: &Newer, now: Moment) {
        let mut numbers = Vec::new();
        for pending in &self.pending {
            if pending.phase == Phase::Unknown && !newer.commands.contains(&pending.number) {
                numbers.push(pending.number);
            }
        }
        for number in numbers {
            let Some(position) = self.pending_at(number) else {
                continue;
            };
            let Some(pending) = self.pending.get(position).cloned() else {
                continue;
            };
            match self.verdict_on(&pending, snapshot) {
                Verdict::Settled(as_what) => {
                    self.pending.remove(position);
                    self.settled_by_snapshot(&pending, as_what, now);
                }
                Verdict::Waits => self.wait_for_end(position, &pending, now),
                Verdict::Undecided => self.undecided(position, now),
            }
        }
    }

    /// The call is not listed any more: the empty event queue decides, or else the next snapshot.
    fn wait_for_end(&mut self, position: usize, pending: &Pending, now: Moment) {
        match pending.target.call().and_then(|id| self.calls.by_id(id)) {
            Some(call) if call.is_missing => {}
            Some(_) => self.resync.want(now.mono.plus(LOOK_AGAIN_AFTER)),
            // Another tab sent it, and has told the end of the call before this one took over.
            None => {
                self.pending.remove(position);
                self.close_settled(pending, Settlement::CallOver, now);
            }
        }
    }

    fn undecided(&mut self, position: usize, now: Moment) {
        let Some(pending) = self.pending.get_mut(position) else {
            return;
        };
        // No snapshot knows a conference: before the events have been read, nothing has been asked.
        if !matches!(pending.target, Target::Invitation(_))
            || self.poll.is_emptied_since(pending.asked)
        {
            pending.rounds = pending.rounds.saturating_add(1);
        }
        if pending.rounds < MOST_ROUNDS {
            self.resync.want(now.mono.plus(LOOK_AGAIN_AFTER));
            return;
        }
        let pending = self.pending.remove(position);
        match (pending.act, &pending.target) {
            (_, Target::Call(key)) if self.calls.by_key(key).is_some() => {
                self.calls.lose_track(&key.id, now);
            }
            // No snapshot knows a conference: the gateway's acceptance is the last word there is.
            (Act::Join, Target::Invitation(key)) if self.ledger.is_accepted(pending.number) => {
                self.conference.join(key.id.clone(), key.epoch, now);
            }
            (Act::Decline, _) if self.ledger.is_accepted(pending.number) => {
                self.conference.end();
            }
            _ => {}
        }
        self.close_settled(&pending, Settlement::NotKnown, now);
    }

    fn settled_by_snapshot(&mut self, pending: &Pending, as_what: Settlement, now: Moment) {
        self.close_settled(pending, as_what, now);
        if as_what == Settlement::Done {
            self.note_unconfirmed(pending, now);
            match pending.act {
                Act::Decline | Act::Leave => self.conference.end(),
                Act::PickUp => self.picked_up(pending, now),
                Act::SignOut => self.end_session(now),
                _ => {}
            }
        }
    }

    /// A call taken from the queue that rings instead of connecting is told.
    pub(super) fn picked_up(&mut self, pending: &Pending, now: Moment) {
        let rings = pending
            .target
            .call()
            .and_then(|id| self.calls.by_id(id))
            .is_some_and(|call| call.state == CallState::Ringing);
        if rings {
            self.notices.raise(NoticeKind::PickUpRings, now);
        }
    }

    fn verdict_on(&self, pending: &Pending, snapshot: &Snapshot) -> Verdict {
        let place = |id: &CallId| snapshot.place_of(id);
        match (pending.act, &pending.target) {
            (Act::Answer, Target::Call(key)) => match place(&key.id) {
                Place::At(CallState::Talking | CallState::Held, _) => Verdict::DONE,
                Place::At(_, _) => Verdict::NOT_DONE,
                Place::Gone => Verdict::Waits,
                Place::Undecided => Verdict::Undecided,
            },
            (Act::Reject(_) | Act::Drop, Target::Call(key)) => match place(&key.id) {
                Place::At(_, _) => Verdict::NOT_DONE,
                Place::Gone => Verdict::Waits,
                Place::Undecided => Verdict::Undecided,
            },
            (Act::PickUp, Target::Queued { call, .. }) => match place(call) {
                Place::At(_, _) => Verdict::DONE,
                Place::Gone => Verdict::NOT_DONE,
                Place::Undecided => Verdict::Undecided,
            },
            (Act::Decline | Act::Leave, _) => match state_of(snapshot) {
                Some(AgentState::Occupied) | None => Verdict::Undecided,
                Some(_) => Verdict::DONE,
            },
            (Act::SetReady, _) => match state_of(snapshot) {
                Some(AgentState::Ready) => Verdict::DONE,
                Some(AgentState::Busy { .. } | AgentState::WrapUp | AgentState::Rest) => {
                    Verdict::NOT_DONE
                }
                Some(AgentState::Occupied | AgentState::NotKnown) | None => Verdict::Undecided,
            },
            (Act::SetBusy, _) => match state_of(snapshot) {
                Some(AgentState::Busy { .. }) => Verdict::DONE,
                Some(AgentState::Ready | AgentState::WrapUp | AgentState::Rest) => {
                    Verdict::NOT_DONE
                }
                Some(AgentState::Occupied | AgentState::NotKnown) | None => Verdict::Undecided,
            },
            (Act::SignOut, _) => match snapshot.status {
                Some(status) if status.state == StateCode::SignedOut => Verdict::DONE,
                Some(_) => Verdict::NOT_DONE,
                None => Verdict::Undecided,
            },
            (Act::Join | Act::Answer | Act::Reject(_) | Act::Drop | Act::PickUp, _) => {
                Verdict::Undecided
            }
        }
    }
}

/// What a snapshot says about an unknown command.
enum Verdict {
    Settled(Settlement),
    /// The call is not listed any more; an event or an empty queue decides.
    Waits,
    Undecided,
}

impl Verdict {
    const DONE: Self = Self::Settled(Settlement::Done);
    const NOT_DONE: Self = Self::Settled(Settlement::NotDone);
}

/// The agent's state in a snapshot, where it has one.
pub(super) fn state_of(snapshot: &Snapshot) -> Option<AgentState> {
    snapshot
        .status
        .map(|status| AgentState::reported_as(status.state, AgentState::NotKnown))
}
