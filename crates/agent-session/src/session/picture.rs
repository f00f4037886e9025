//! From what the session knows to what there is to see.

use super::{Following, Session, Stage};
use crate::actions::{Facts, Freshness, Reason, Standing};
use crate::call::{Call, CallState, EndedHow};
use crate::command::{CallKey, Epoch};
use crate::conference::Conference;
use crate::connection::{Cause, Connection};
use crate::pending::{Pending, Phase, Target};
use crate::time::{Millis, Moment, earlier};
use crate::view::{self, Actions, AgentView, CallView, Lead, PendingView, Ring, View};

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
        let mut missed = Vec::new();
        for call in ended {
            if call.how == EndedHow::Missed {
                missed.push(call.clone());
            }
        }
        let mut pending = Vec::new();
        for command in &self.pending {
            pending.push(on_its_way(command));
        }
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
            pending,
            ring: self.ring(now),
            missed,
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
            is_lost: self.connection(now).is_lost(),
            agent: self.agent.state,
            is_busy_next: self.agent.is_busy_next,
            is_recording: self.is_recording,
            is_cause_due: self.is_cause_due(),
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
            // No snapshot knows a conference: another may have taken its place.
            || (self.conference.since()).is_some_and(|since| !self.poll.is_caught_up(since))
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
        let talking = self.calls.first_in(CallState::Talking);
        let held = || self.calls.first_in(CallState::Held);
        let not_known = || self.calls.first_in(CallState::NotKnown);
        let current = talking.or_else(held).or_else(not_known);
        current.map(|call| &call.key)
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
        let answered = facts.on(invitation, Facts::answer_invitation, Reason::NoInvitation);
        Actions {
            answer: facts.on(answerable, Facts::answer, none_rings),
            reject: facts.on(offered, Facts::reject, none_rings),
            drop: facts.on(self.current(), Facts::drop_call, none_answered),
            decline: answered,
            join: answered,
            leave: facts.on(
                self.conference.joined(),
                Facts::leave,
                Reason::NotInConference,
            ),
            open_queue: facts.signed_in(),
            pick_up: facts.pick_up(),
            set_ready: facts.set_ready(),
            set_busy: facts.set_busy(),
            sign_out: facts.sign_out(),
            sign_in_again: facts.sign_in_again(),
        }
    }

    /// Whether there should be a sound: something rings, is not silenced, not acted on, and not too old.
    fn ring(&self, now: Moment) -> Ring {
        if self.following.is_some() {
            return match self.ringing().is_empty() {
                true => Ring::Quiet,
                false => Ring::Silenced,
            };
        }
        let mut ring = Ring::Quiet;
        for (epoch, since) in self.ringing() {
            // A machine that slept may have one clock that stood still.
            let age = now.since(since).0.max(now.wall.saturating_sub(since.wall));
            let is_over = age >= self.settings.limits.ring.0;
            if !self.silenced.contains(&epoch) && !is_over {
                return Ring::Sounding;
            }
            ring = Ring::Silenced;
        }
        ring
    }

    /// What rings now makes no more sound; what rings later does.
    pub(super) fn silence(&mut self) {
        self.silenced.clear();
        for (epoch, _) in self.ringing() {
            self.silenced.push(epoch);
        }
    }

    /// When the sound stops by itself.
    pub(super) fn ring_ends(&self, now: Moment) -> Option<Millis> {
        let mut ends = None;
        for (_, since) in self.ringing() {
            let end = since.mono.plus(self.settings.limits.ring);
            if end > now.mono {
                ends = earlier(ends, Some(end));
            }
        }
        ends
    }

    /// Everything that rings and that nothing has been asked for yet.
    fn ringing(&self) -> Vec<(Epoch, Moment)> {
        let mut ringing = Vec::new();
        for call in self.calls.live() {
            let is_it = |target: &Target| matches!(target, Target::Call(key) if *key == call.key);
            if call.state == CallState::Ringing && !call.is_missing && !self.is_acted_on(&is_it) {
                ringing.push((call.key.epoch, call.since));
            }
        }
        if let Conference::Invited { key, since } = &self.conference
            && !self.is_acted_on(&|target| matches!(target, Target::Invitation(_)))
        {
            ringing.push((key.epoch, *since));
        }
        ringing
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
        last_known: call.last_known,
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
        answer: facts.answer(key),
        reject: facts.reject(key),
        drop: facts.drop_call(key),
    }
}

fn on_its_way(pending: &Pending) -> PendingView {
    PendingView {
        number: pending.number,
        act: pending.act,
        call: pending.target.call().cloned(),
        since: pending.asked,
        is_unknown: pending.phase == Phase::Unknown,
    }
}
