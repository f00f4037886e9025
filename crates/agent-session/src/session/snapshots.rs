//! Reading snapshots and holding the picture against them.

use gateway_protocol::call_data::{AllCallInfoEx, CallInfo, CallInfoBeforeAnswer, HoldList};
use gateway_protocol::endpoint::Endpoint;
use gateway_protocol::online_agent::AgentStatus;

use super::settling::{LOOK_AGAIN_AFTER, MOST_ROUNDS, state_of};
use super::{Purpose, Session};
use crate::agent::AgentState;
use crate::call::{Call, CallState};
use crate::resync::{Newer, Next, Place, Question, Snapshot};
use crate::time::{Millis, Moment};

/// How long the answer to "is the gateway there" may take.
const PROBE_LIMIT: Millis = Millis::seconds(3);

impl Session {
    /// Has a snapshot read soon, to be sure of what events should tell by then.
    pub(super) fn look_again(&mut self, now: Moment) {
        self.resync.look_again(now.mono.plus(LOOK_AGAIN_AFTER));
    }

    /// Asks whether the gateway is there, with the first question of a new snapshot.
    ///
    /// A snapshot still under way hangs.
    pub(super) fn probe(&mut self, now: Moment) {
        self.poll.probed(now);
        self.abort(&|purpose| matches!(purpose, Purpose::Snapshot(_)));
        self.resync.interrupt(now);
        self.begin_snapshot_if_due(now);
    }

    /// Begins a snapshot if one is due.
    pub(super) fn begin_snapshot_if_due(&mut self, now: Moment) {
        if let Some(question) = self.resync.begin(self.poll.good_words(), now) {
            self.ask_gateway(question, now);
        }
    }

    fn ask_gateway(&mut self, question: Question, now: Moment) {
        let Some(agent) = self.agent_id() else { return };
        let purpose = Purpose::Snapshot(question);
        match question {
            // While the gateway is gone, a snapshot's first question is the one that finds it again.
            Question::Status if self.poll.is_probing() => {
                self.send(AgentStatus { agent }.request(), purpose, PROBE_LIMIT, now);
            }
            Question::Status => self.inquire(&AgentStatus { agent }, purpose, now),
            Question::Calls => self.inquire(&AllCallInfoEx { agent }, purpose, now),
            Question::Ringing => self.inquire(&CallInfoBeforeAnswer { agent }, purpose, now),
            Question::Held => self.inquire(&HoldList { agent }, purpose, now),
            Question::Current => self.inquire(&CallInfo { agent }, purpose, now),
        }
    }

    /// What was answered, or that nothing was, is noted: asks the next question, or applies the whole.
    pub(super) fn go_on_with_snapshot(&mut self, asked: Question, now: Moment) {
        match self.resync.next(asked) {
            Next::Ask(question) => self.ask_gateway(question, now),
            Next::Finished { snapshot, newer } => self.apply(&snapshot, &newer, now),
            Next::Nothing => {}
        }
    }

    /// What has changed since the snapshot began stays as it is.
    fn apply(&mut self, snapshot: &Snapshot, newer: &Newer, now: Moment) {
        if self.resync.is_round(self.poll.good_words()) {
            self.end_unread(snapshot);
            self.apply_round(snapshot, newer, now);
        }
        self.go_on_after_snapshot(now);
        if self.is_signed_in()
            && let Some(pause) = self.resync.pause_after(snapshot)
        {
            self.resync.want(now.mono.plus(pause));
        }
    }

    fn apply_round(&mut self, snapshot: &Snapshot, newer: &Newer, now: Moment) {
        if let Some(status) = snapshot.status {
            let state = AgentState::reported_as(status.state, self.agent.state);
            if !newer.is_agent {
                self.set_agent_state(state, now);
            } else if state != self.agent.state {
                // An event came later, but may tell of a time before.
                self.look_again(now);
            }
        }
        self.apply_to_live(snapshot, newer, now);
        self.apply_to_unknown_ids(snapshot, newer, now);
        self.apply_to_suspects(snapshot, newer, now);
        if !newer.is_agent {
            self.apply_calls_to_agent(now);
        }
        self.settle_by(snapshot, newer, now);
        if !newer.is_conference {
            self.apply_to_conference(snapshot, now);
        }
    }

    /// The questions follow one another: a call may have come after the agent's status was told.
    fn apply_calls_to_agent(&mut self, now: Moment) {
        let occupies = |call: &Call| {
            !call.is_missing && matches!(call.state, CallState::Ringing | CallState::Talking)
        };
        if self.calls.live().iter().any(occupies) {
            self.set_agent_state(AgentState::Occupied, now);
        }
    }

    /// An agent who is idle, busy, wrapping up or resting, and has no call, has left the conference. It may have come
    /// as a call, which is over too and awaits its event.
    fn apply_to_conference(&mut self, snapshot: &Snapshot, now: Moment) {
        let is_free = match state_of(snapshot) {
            None | Some(AgentState::NotKnown | AgentState::Occupied) => false,
            Some(
                AgentState::Ready | AgentState::Busy { .. } | AgentState::WrapUp | AgentState::Rest,
            ) => self.calls.live().iter().all(|call| call.is_missing),
        };
        if is_free && self.conference.joined().is_some() {
            self.end_conference(AgentStatus::LOG_NAME, now);
        }
    }

    fn apply_to_live(&mut self, snapshot: &Snapshot, newer: &Newer, now: Moment) {
        let mut older = Vec::new();
        for call in self.calls.live() {
            if !newer.calls.contains(&call.key.id) {
                older.push(call.key.id.clone());
            }
        }
        for id in &newer.calls {
            // An event was newer than the snapshot, but perhaps older than one that was lost.
            if let (Some(call), Place::At(state, _)) = (self.calls.by_id(id), snapshot.place_of(id))
                && call.state != state
            {
                self.look_again(now);
            }
        }
        for id in older {
            match snapshot.place_of(&id) {
                Place::At(state, details) => self.calls.confirm(&id, state, details, now),
                Place::Gone => self.calls.miss(&id),
                Place::Undecided => {
                    if self.calls.doubt(&id) >= MOST_ROUNDS {
                        self.calls.lose_track(&id, now);
                    } else {
                        self.resync.want(now.mono.plus(LOOK_AGAIN_AFTER));
                    }
                }
            }
        }
    }

    /// Calls the gateway lists and the picture does not have: an event was lost.
    fn apply_to_unknown_ids(&mut self, snapshot: &Snapshot, newer: &Newer, now: Moment) {
        for id in snapshot.calls.iter().flatten() {
            if self.calls.by_id(id).is_some() || newer.calls.contains(id) {
                continue;
            }
            match snapshot.place_of(id) {
                Place::At(state, details) => {
                    self.calls.begin(id, state, details, now);
                    self.untold.push(id.clone());
                }
                Place::Gone | Place::Undecided => self.suspect(id),
            }
        }
    }

    /// Ids that were over and that an event spoke of again.
    fn apply_to_suspects(&mut self, snapshot: &Snapshot, newer: &Newer, now: Moment) {
        let suspects = std::mem::take(&mut self.suspects);
        for mut suspect in suspects {
            if self.calls.by_id(&suspect.id).is_some() || newer.calls.contains(&suspect.id) {
                continue;
            }
            match snapshot.place_of(&suspect.id) {
                Place::At(_, _) | Place::Gone => {}
                Place::Undecided => {
                    suspect.rounds = suspect.rounds.saturating_add(1);
                    if suspect.rounds >= MOST_ROUNDS {
                        self.calls.lose_track(&suspect.id, now);
                    } else {
                        self.resync.want(now.mono.plus(LOOK_AGAIN_AFTER));
                        self.suspects.push(suspect);
                    }
                }
            }
        }
    }
}
