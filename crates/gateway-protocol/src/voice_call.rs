//! The interfaces of `voicecall`: answering, rejecting, dropping and taking a call.
//!
//! Transfers, holds and outbound calls of the same module are not used and not here.

use crate::endpoint::{Body, Endpoint, Failure, Request, Response, endpoint, fill};
use crate::envelope::Envelope;
use crate::id::{AgentId, CallId, SkillId};

endpoint! {
    /// `PUT /voicecall/{agentid}/answer?callid={callid}`
    ///
    /// Answers a ringing call. The id is optional on the page, needed as soon as there are two
    /// calls, and therefore always sent.
    ///
    /// Errors: 100-006, 100-007, 200-002. Then: `AgentEvent_Talking`.
    /// Source: Answering a Call, 2023-09-27.
    AnswerCall {
        /// Who answers.
        agent: AgentId as "agentid",
        /// The ringing call.
        call: CallId as "callid",
    }
    PUT "/voicecall/{agentid}/answer?callid={callid}" logged as "answer"
    replies (): Envelope::accept
}

/// `POST /voicecall/{agentid}/reject`, body `{"callid":…,"mode":…}`
///
/// Rejects a ringing call. `mode` is sent as a whole number, as its table says; the page's
/// example has a string.
///
/// Errors: 100-006, 100-007, 200-002, 200-037, 200-038, 200-039. Then: `AgentEvent_No_Answer`,
/// `AgentOther_PhoneRelease`, and by mode `AgentEvent_SetNotReady_Success` (1) or
/// `AgentState_Ready` (2). Source: Rejecting an Inbound Call, 2023-09-27.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectCall {
    /// Who rejects.
    pub agent: AgentId,
    /// The ringing call.
    pub call: CallId,
    /// What becomes of caller and agent.
    pub mode: RejectMode,
}

/// What becomes of caller and agent when a call is rejected.
///
/// That holds for an ordinary inbound call; for internal help and transfers the page only says
/// that the effect depends on the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RejectMode {
    /// 1: the call returns to its queue and the agent becomes busy.
    BackToQueue,
    /// 2: the call is released and the agent stays idle.
    HangUp,
}

impl RejectMode {
    /// The number on the wire.
    pub fn number(self) -> u8 {
        match self {
            RejectMode::BackToQueue => 1,
            RejectMode::HangUp => 2,
        }
    }

    /// The mode of a number, if there is one.
    pub fn from_number(number: u8) -> Option<RejectMode> {
        match number {
            1 => Some(RejectMode::BackToQueue),
            2 => Some(RejectMode::HangUp),
            _ => None,
        }
    }
}

impl Endpoint for RejectCall {
    type Reply = ();
    const METHOD: http::Method = http::Method::POST;
    const PATH: &'static str = "/voicecall/{agentid}/reject";
    const LOG_NAME: &'static str = "reject";

    fn request(&self) -> Request {
        Request::to::<Self>(&[("agentid", &self.agent)]).with_body(Body::object(vec![
            ("callid", self.call.as_str().into()),
            ("mode", u64::from(self.mode.number()).into()),
        ]))
    }

    fn read(response: &Response) -> Result<(), Failure> {
        Envelope::read(response)?.accept()
    }
}

endpoint! {
    /// `DELETE /voicecall/{agentid}/release`
    ///
    /// Hangs up the agent's current call. It names no call: a copy that arrives late hangs up
    /// the next one.
    ///
    /// Errors: 100-006, 100-007, 200-017. Then: `AgentEvent_Call_Release`,
    /// `AgentEvent_Customer_Release`. Source: Dropping a Call, first address.
    Release {
        /// Who hangs up.
        agent: AgentId as "agentid",
    }
    DELETE "/voicecall/{agentid}/release" logged as "release"
    replies (): Envelope::accept
}

endpoint! {
    /// `DELETE /voicecall/{agentid}`
    ///
    /// [`Release`] at its older address, kept by the gateway for earlier versions.
    ///
    /// Errors and events: as [`Release`]. Source: Dropping a Call, second address.
    ReleaseEx {
        /// Who hangs up.
        agent: AgentId as "agentid",
    }
    DELETE "/voicecall/{agentid}" logged as "releaseEx"
    replies (): Envelope::accept
}

endpoint! {
    /// `POST /voicecall/{agentid}/dropcall/{callid}`
    ///
    /// Hangs up the call it names, current or not.
    ///
    /// Errors: 100-006, 100-007, 200-025. Then: `AgentEvent_Call_Release`,
    /// `AgentEvent_Customer_Release`, `AgentOther_PhoneRelease`.
    /// Source: Disconnecting a Call of a Specified ID.
    DropCall {
        /// Who hangs up.
        agent: AgentId as "agentid",
        /// The call to end.
        call: CallId as "callid",
    }
    POST "/voicecall/{agentid}/dropcall/{callid}" logged as "dropCall"
    replies (): Envelope::accept
}

/// `POST /voicecall/{agentid}/requestcall/{callid}/{skilltype}?skillId={skillId}`
///
/// Takes a call out of a public queue. Not possible with a held call, nor while recording
/// oneself without a call.
///
/// Errors: 100-006, 100-007. Then: `AgentOther_PhoneAlerting`, `AgentOther_PhoneOffhook`,
/// `AgentEvent_Talking`. Source: Requesting a Specified Call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestCall {
    /// Who takes the call.
    pub agent: AgentId,
    /// The queuing call.
    pub call: CallId,
    /// The queue it waits in.
    pub skill: SkillId,
    /// How the query spells the queue's name.
    pub skill_id_name: SkillIdName,
}

/// How [`RequestCall`]'s query spells the skill queue's name; the server tells capitals apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum SkillIdName {
    /// `skillId`, as the page has it.
    #[default]
    SkillId,
    /// `skillid`, as the gateway's own generated scripts have it.
    Skillid,
}

impl RequestCall {
    const PATH_OF_SCRIPTS: &'static str =
        "/voicecall/{agentid}/requestcall/{callid}/{skilltype}?skillid={skillId}";
}

impl Endpoint for RequestCall {
    type Reply = ();
    const METHOD: http::Method = http::Method::POST;
    const PATH: &'static str =
        "/voicecall/{agentid}/requestcall/{callid}/{skilltype}?skillId={skillId}";
    const LOG_NAME: &'static str = "requestAppointedCall";

    fn request(&self) -> Request {
        /// Skill queue type: only the public queue exists.
        const PUBLIC_QUEUE: u8 = 0;
        let values: [(&str, &dyn std::fmt::Display); 4] = [
            ("agentid", &self.agent),
            ("callid", &self.call),
            ("skilltype", &PUBLIC_QUEUE),
            ("skillId", &self.skill),
        ];
        let request = Request::to::<Self>(&values);
        match self.skill_id_name {
            SkillIdName::SkillId => request,
            SkillIdName::Skillid => Request {
                path: fill(Self::PATH_OF_SCRIPTS, &values),
                ..request
            },
        }
    }

    fn read(response: &Response) -> Result<(), Failure> {
        Envelope::read(response)?.accept()
    }
}
