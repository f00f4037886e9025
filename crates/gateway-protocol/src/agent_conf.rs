//! The interfaces of `agentconf` that an invited agent needs: decline, join, leave.
//!
//! None of them names its conference, so a late copy could act on the next invitation. What only
//! the chair may do is not here.

use crate::endpoint::endpoint;
use crate::envelope::Envelope;
use crate::id::AgentId;

endpoint! {
    /// `POST /agentconf/{agentid}/rejectagentconf`
    ///
    /// Declines the invitation to a conference.
    ///
    /// Errors: 000-002, 100-006, 100-007, 101-001. Then: `AgentOther_PhoneRelease`,
    /// `AgentState_Ready`; the other members get `AgentConf_ParticipantChanged`.
    /// Source: Rejecting an Agent Conference Call, 2023-09-27.
    RejectConference {
        /// Who is invited.
        agent: AgentId as "agentid",
    }
    POST "/agentconf/{agentid}/rejectagentconf" logged as "rejectAgentConf"
    replies (): Envelope::accept
}

endpoint! {
    /// `POST /agentconf/{agentid}/answeragentconf`
    ///
    /// Joins the conference the agent is invited to.
    ///
    /// Errors and events: not public. Source: Answering an Agent Conference Call.
    AnswerConference {
        /// Who is invited.
        agent: AgentId as "agentid",
    }
    POST "/agentconf/{agentid}/answeragentconf" logged as "answeragentconf"
    replies (): Envelope::accept
}

endpoint! {
    /// `POST /agentconf/{agentid}/requestleaveagentconf`
    ///
    /// Leaves a conference; the chair cannot (101-007).
    ///
    /// Errors and events: not public. Source: Leaving an Agent Conference.
    LeaveConference {
        /// Who leaves.
        agent: AgentId as "agentid",
    }
    POST "/agentconf/{agentid}/requestleaveagentconf" logged as "requestleaveagentconf"
    replies (): Envelope::accept
}
