//! The skill queues: callers who wait.
//!
//! Calls are not routed by themselves: the desk says when one is offered to
//! whom, and an agent may request one. A queue is no list of its own, only the
//! calls waiting for a skill, the earliest first.

use crate::call::{Call, CallKind, Place};
use crate::exchange::Exchange;
use crate::id::{CallId, SkillId};
use crate::log::Effect;

impl Exchange {
    /// The calls waiting for a skill, the earliest first.
    pub(crate) fn waiting(&self, skill: SkillId) -> Vec<&Call> {
        let mut waiting: Vec<&Call> = self
            .calls
            .values()
            .filter(|call| call.skill == Some(skill))
            .filter(|call| matches!(call.place, Place::Queued { .. }))
            .collect();
        waiting.sort_by_key(|call| (call.arrived, call.number));
        waiting
    }

    /// A new call, waiting for its skill.
    pub(crate) fn new_call(
        &mut self,
        caller: String,
        called: String,
        skill: Option<SkillId>,
        kind: CallKind,
    ) -> CallId {
        self.calls_made += 1;
        let id = CallId(format!("{}-{}", self.clock.0 / 1000, self.calls_made));
        self.calls.insert(
            id.clone(),
            Call {
                id: id.clone(),
                number: self.calls_made,
                caller,
                called,
                skill,
                kind,
                place: Place::Queued { since: self.clock },
                arrived: self.clock,
                answered: None,
                ended: None,
                offers: 0,
                last_agent: None,
            },
        );
        id
    }

    /// Puts an offered call back: into its queue, or, for a transferred or
    /// internal call, which never was in one, out of the agent's reach.
    pub(crate) fn requeue(&mut self, id: &CallId) {
        let now = self.clock;
        let Some(call) = self.calls.get_mut(id) else {
            return;
        };
        let Some(agent) = call.agent() else {
            return;
        };
        if call.kind != CallKind::Inbound || call.skill.is_none() {
            self.note_call(Effect::Ended, agent, id);
            self.end_call(id);
            return;
        }
        call.place = Place::Queued { since: now };
        if let Some(session) = self.session_mut(agent) {
            session.calls.retain(|known| known != id);
        }
        self.note_call(Effect::Requeued, agent, id);
    }

    /// Another agent, outside this simulator, takes a waiting call.
    pub(crate) fn take_elsewhere(&mut self, id: &CallId) {
        self.note_with(Effect::TakenElsewhere, None, Some(id), None);
        self.end_call(id);
    }
}
