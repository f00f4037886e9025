//! Which skill a call came through: its own events do not say, so the gateway is asked.
//!
//! Asked once when a call begins to ring or to talk, and never waited for: without an answer the
//! skill is simply not shown.

use gateway_protocol::call_data::{CallData, CallInfo, CallInfoBeforeAnswer};
use gateway_protocol::id::CallId;

use super::{Purpose, Session};
use crate::call::CallState;
use crate::resync::details;
use crate::time::Moment;

impl Session {
    /// Asks for what is not known yet about a call that has just begun to ring or to talk.
    pub(super) fn ask_through(&mut self, id: &CallId, now: Moment) {
        let is_asking = self.is_asking(&|purpose| purpose == Purpose::Through);
        let call = self.calls.by_id(id);
        let unknown = call.filter(|call| call.details.skill.is_none() && !is_asking);
        let (Some(state), Some(agent)) = (unknown.map(|call| call.state), self.agent_id()) else {
            return;
        };
        match state {
            CallState::Ringing => {
                self.inquire(&CallInfoBeforeAnswer { agent }, Purpose::Through, now);
            }
            CallState::Talking => self.inquire(&CallInfo { agent }, Purpose::Through, now),
            CallState::Alerting | CallState::Held | CallState::NotKnown => {}
        }
    }

    /// The gateway has told; it fills gaps and moves nothing.
    pub(super) fn through_told(&mut self, data: &CallData) {
        if self.calls.by_id(&data.call).is_some() {
            self.calls.hint(&data.call, details(data));
        }
    }
}
