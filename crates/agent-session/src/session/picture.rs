//! From what the session knows to what there is to see.

use super::{Following, Session, Stage};
use crate::actions::{Facts, Freshness, Reason, Standing, allowed};
use crate::call::{Call, CallState, EndedHow};
use crate::command::{CallKey, Command, Epoch};
use crate::conference::Conference;
use crate::connection::{Cause, Connection};
use crate::pending::{Pending, Phase, Target};
use crate::time::{Millis, Moment};
use crate::view::{self, Actions, AgentView, CallView, Lead, PendingView, RejectMode, Ring, View};

impl Session {
    /// The whole picture at this time.
    pub fn view(&self, now: Moment) -> View {
        let facts = self.facts(now);
        // There are a handful at most; a sort for any number of them is 3 kB of code.
        let mut calls: Vec<CallView> = Vec::new();
        for call in self.calls.live() {
            let is_after = |shown: &CallView| order(shown.state) > order(call.state);
            let place = calls.iter().position(is_after).unwrap_or(calls.len());
            calls.insert(place, seen(call, &facts));
        }
        let ended = self.calls.ended();
        View {
            lead: match self.resuming {
                Some(_) => Lead::TakingOver,
                None => self.lead,
            },
            stage: self.stage_seen(),
            connection: self.connection(now),
            guid: self.credential.stamp(),
            agent: AgentView {
                state: self.agent.state,
                since: self.agent.since,
                is_busy_next: self.agent.is_busy_next,
            },
            calls,
            offered: self.offered().cloned(),
            current: self.current().cloned(),
            conference: self.conference.clone(),
            queue: self.queue.clone(),
            actions: self.actions(&facts),
            pending: self.pending.iter().map(on_its_way).collect(),
            ring: self.ring(now),
            missed: ended
                .iter()
                .filter(|call| call.how == EndedHow::Missed)
                .cloned()
                .collect(),
            ended: ended.to_vec(),
            notices: self.notices.shown().to_vec(),
            ledger: self.ledger.entries().to_vec(),
            unknown_events: self.unknown_events.clone(),
        }
    }

    /// Everything a verdict depends on.
    pub(super) fn facts(&self, now: Moment) -> Facts<'_> {
        Facts {
            standing: match self.stage {
                Stage::Out => Standing::Out,
                Stage::Between(_) => Standing::Between,
                Stage::Offered(_) => Standing::Offered,
                Stage::In { .. } => Standing::In,
            },
            freshness: self.freshness(now),
            agent: self.agent.state,
            is_busy_next: self.agent.is_busy_next,
            is_recording: self.is_recording,
            calls: &self.calls,
            conference: &self.conference,
            queue: &self.queue,
            pending: &self.pending,
        }
    }

    /// How far commands may trust the picture.
    pub(super) fn freshness(&self, now: Moment) -> Freshness {
        match self.connection(now) {
            Connection::Off => Freshness::Fresh,
            Connection::Critical { .. } => Freshness::Critical,
            _ if self.unread > 0 || self.is_outdated() => Freshness::Unread,
            Connection::Fresh => Freshness::Fresh,
            Connection::Stale { .. } | Connection::NotReceiving { .. } => Freshness::Stale,
        }
    }

    pub(super) fn connection(&self, now: Moment) -> Connection {
        match self.stage {
            Stage::In { .. } => {
                let hold = self.settings.limits.poll_hold;
                Connection::of(self.last_good(), hold, self.cause(), now)
            }
            Stage::Out | Stage::Between(_) | Stage::Offered(_) => Connection::Off,
        }
    }

    /// Whether who leads is not known, so that nothing can be passed on.
    fn is_outdated(&self) -> bool {
        self.following
            .is_some_and(|following| !following.is_current)
    }

    /// When the gateway, or where another tab leads and has nothing against the picture that tab, was heard last.
    pub(super) fn last_good(&self) -> Moment {
        match self.following {
            Some(Following {
                cause: None, heard, ..
            }) => heard,
            Some(_) | None => self.poll.last_good(),
        }
    }

    /// What stands against the picture, if anything does.
    fn cause(&self) -> Option<Cause> {
        if let Some(following) = self.following {
            let is_current = following.is_current;
            return following.cause.or((!is_current).then_some(Cause::Checking));
        }
        if self.poll.is_switching_over() {
            Some(Cause::SwitchingOver)
        } else if self.poll.is_gone() {
            Some(Cause::Gone)
        } else if self.poll.is_shared() {
            Some(Cause::SecondPoller)
        } else if self.is_doubted() {
            Some(Cause::Checking)
        } else {
            None
        }
    }

    /// Something has failed since the last good word, is being looked up, or has an unknown outcome.
    fn is_doubted(&self) -> bool {
        !self.poll.is_healthy()
            || self.poll.has_abandoned()
            || self.resync.is_in_doubt()
            || self.unread > 0
            || !self.suspects.is_empty()
            || self
                .pending
                .iter()
                .any(|pending| pending.phase == Phase::Unknown)
            || self
                .calls
                .live()
                .iter()
                .any(|call| call.is_missing || call.state == CallState::NotKnown)
    }

    fn stage_seen(&self) -> view::Stage {
        match &self.stage {
            Stage::Out => view::Stage::SignedOut,
            Stage::Between(attempt) => view::Stage::SigningIn {
                agent: attempt.agent.clone(),
            },
            Stage::Offered(attempt) => view::Stage::ForcedSignInOffered {
                agent: attempt.agent.clone(),
            },
            Stage::In { agent, since } => view::Stage::SignedIn {
                agent: agent.clone(),
                since: *since,
            },
        }
    }

    /// The call that Answer and Reject act on.
    fn offered(&self) -> Option<&CallKey> {
        self.calls
            .first_in(CallState::Ringing)
            .map(|call| &call.key)
    }

    /// The call that Drop acts on.
    fn current(&self) -> Option<&CallKey> {
        [CallState::Talking, CallState::Held, CallState::NotKnown]
            .into_iter()
            .find_map(|state| self.calls.first_in(state))
            .map(|call| &call.key)
    }

    fn actions(&self, facts: &Facts<'_>) -> Actions {
        let offered = self.offered();
        let none_rings = match self.calls.live().first() {
            Some(_) => Reason::NotRinging,
            None => Reason::NoCall,
        };
        let none_answered = match offered {
            Some(_) => Reason::NotAnswered,
            None => Reason::NoCall,
        };
        // A call whose state is not known may be answered too, but only where nothing else rings.
        let answerable = offered.or_else(|| {
            self.calls
                .first_in(CallState::NotKnown)
                .map(|call| &call.key)
        });
        let invitation = self.conference.invitation();
        let on_invitation = |command: fn(_) -> Command| {
            facts.on_conference(invitation, &command, Reason::NoInvitation)
        };
        Actions {
            answer: facts.on_call(answerable, &Command::Answer, none_rings),
            reject: facts.on_call(
                offered,
                &|key| Command::Reject(key, RejectMode::BackToQueue),
                none_rings,
            ),
            drop: facts.on_call(self.current(), &Command::Drop, none_answered),
            decline: on_invitation(Command::Decline),
            join: on_invitation(Command::Join),
            leave: facts.on_conference(
                self.conference.joined(),
                &Command::Leave,
                Reason::NotInConference,
            ),
            open_queue: allowed(facts, &Command::OpenQueue),
            pick_up: facts.verdict_on_picking_up(),
            set_ready: allowed(facts, &Command::SetReady),
            set_busy: allowed(facts, &Command::SetBusy),
            sign_out: allowed(facts, &Command::SignOut),
        }
    }

    /// Whether there should be a sound: something rings, is not silenced, not acted on, and not too old.
    fn ring(&self, now: Moment) -> Ring {
        if self.following.is_some() {
            let rings = self.ringing().next().is_some();
            return if rings { Ring::Silenced } else { Ring::Quiet };
        }
        let mut ring = Ring::Quiet;
        for (epoch, since) in self.ringing() {
            let is_over = now.since(since) >= self.settings.limits.ring;
            if !self.silenced.contains(&epoch) && !is_over {
                return Ring::Sounding;
            }
            ring = Ring::Silenced;
        }
        ring
    }

    /// What rings now makes no more sound; what rings later does.
    pub(super) fn silence(&mut self) {
        self.silenced = self.ringing().map(|(epoch, _)| epoch).collect();
    }

    /// When the sound stops by itself.
    pub(super) fn ring_ends(&self, now: Moment) -> Option<Millis> {
        self.ringing()
            .map(|(_, since)| since.mono.plus(self.settings.limits.ring))
            .filter(|end| *end > now.mono)
            .min()
    }

    /// Everything that rings and that nothing has been asked for yet.
    fn ringing(&self) -> impl Iterator<Item = (Epoch, Moment)> + '_ {
        let calls = self
            .calls
            .live()
            .iter()
            .filter(|call| call.state == CallState::Ringing && !call.is_missing)
            .filter(|call| {
                !self.is_acted_on(&|target| matches!(target, Target::Call(key) if *key == call.key))
            })
            .map(|call| (call.key.epoch, call.since));
        let invitation = match &self.conference {
            Conference::Invited { key, since }
                if !self.is_acted_on(&|target| matches!(target, Target::Invitation(_))) =>
            {
                Some((key.epoch, *since))
            }
            Conference::Invited { .. } | Conference::None | Conference::Joined { .. } => None,
        };
        calls.chain(invitation)
    }

    fn is_acted_on(&self, is_it: &dyn Fn(&Target) -> bool) -> bool {
        self.pending.iter().any(|pending| is_it(&pending.target))
    }
}

/// What needs attention first.
fn order(state: CallState) -> u8 {
    match state {
        CallState::Ringing => 0,
        CallState::Talking => 1,
        CallState::NotKnown => 2,
        CallState::Alerting => 3,
        CallState::Held => 4,
    }
}

fn seen(call: &Call, facts: &Facts<'_>) -> CallView {
    let key = &call.key;
    let details = &call.details;
    CallView {
        key: key.clone(),
        state: call.state,
        since: call.since,
        caller: details.caller.clone(),
        called: details.called.clone(),
        skill: details.skill.clone(),
        feature: details.feature,
        is_transfer: details.is_transfer,
        transferred_from: details.transferred_from.clone(),
        requeued: details.requeued,
        has_caller_left: call.has_caller_left,
        is_in_doubt: call.is_missing,
        answer: allowed(facts, &Command::Answer(key.clone())),
        reject: allowed(
            facts,
            &Command::Reject(key.clone(), RejectMode::BackToQueue),
        ),
        drop: allowed(facts, &Command::Drop(key.clone())),
    }
}

fn on_its_way(pending: &Pending) -> PendingView {
    PendingView {
        act: pending.act,
        call: pending.target.call().cloned(),
        since: pending.asked,
        is_unknown: pending.phase == Phase::Unknown,
    }
}
