//! Asking for a new Guid when the gateway has given none for too long.
//!
//! The only request besides questions that may be sent again: it touches no call.

use gateway_protocol::endpoint::{Endpoint, Failure, Response};
use gateway_protocol::online_agent::UpdateGuid;
use gateway_protocol::retcode::Retcode;

use super::{Purpose, Session};
use crate::renewal::AGAIN_AFTER;
use crate::time::Moment;

impl Session {
    /// Asks when a renewal is overdue.
    pub(super) fn ask_for_guid_if_due(&mut self, now: Moment) {
        if self.credential.ask_at().is_none_or(|at| at > now.mono) {
            return;
        }
        let Some(agent) = self.agent_id() else { return };
        self.credential.renewal().asked(now);
        let request = UpdateGuid { agent }.request();
        self.send(request, Purpose::UpdateGuid, AGAIN_AFTER, now);
    }

    /// Unanswered or unreadable, it is asked again; whether the session lives is asked of the status.
    pub(super) fn guid_answered(&mut self, response: &Response, now: Moment) {
        match UpdateGuid::read(response) {
            Ok(guid) => {
                let generation = self.credential.generation();
                self.credential.told(guid, now);
                if self.credential.generation() != generation {
                    self.poll.permit_anew();
                }
            }
            Err(Failure::Refused(refusal)) => match refusal.retcode {
                Retcode::NotSignedIn | Retcode::NotPermitted => self.resync.want(now.mono),
                Retcode::OperationFailed => self.credential.renewal().failed(),
                Retcode::SwitchingOver => {}
                _ => self.credential.renewal().refused(),
            },
            Err(Failure::Unreadable(_)) => {}
        }
    }
}
