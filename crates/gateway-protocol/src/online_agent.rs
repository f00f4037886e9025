//! The interfaces of `onlineagent`: signing in and out, the agent's state, skills.
//!
//! The Guid that sign-in hands out is in its `Set-GUID` response header, see
//! [`Guid::parse`](crate::id::Guid::parse). Rest, wrap-up by hand and the push mode are not here.

mod refresh;
mod sign_in;

pub use refresh::{AgentInfo, SyncAgentInfo, UpdateGuid};
pub use sign_in::{ForceSignIn, Password, SignIn, SignInDetails, SignedIn};

use crate::endpoint::{Failure, Why, endpoint};
use crate::envelope::Envelope;
use crate::id::{AgentId, SkillId};
use crate::lenient::{self, Fields};

endpoint! {
    /// `DELETE /onlineagent/{agentid}/logout`
    ///
    /// Signs out; refused while the agent talks or is about to.
    ///
    /// Errors: 100-005, 100-006, 100-007, 100-008. Source: Signing Out.
    SignOut {
        /// Who signs out.
        agent: AgentId as "agentid",
    }
    DELETE "/onlineagent/{agentid}/logout" logged as "logout"
    replies (): Envelope::accept
}

endpoint! {
    /// `DELETE /onlineagent/{agentid}/forcelogout`
    ///
    /// Signs out even in a call, which is released.
    ///
    /// Errors: not public. Source: Forcibly Signing Out.
    ForceSignOut {
        /// Who signs out.
        agent: AgentId as "agentid",
    }
    DELETE "/onlineagent/{agentid}/forcelogout" logged as "forcelogout"
    replies (): Envelope::accept
}

endpoint! {
    /// `GET /onlineagent/{agentid}/agentstatus`
    ///
    /// Tells the agent's own state.
    ///
    /// Errors: 000-002. Source: Querying the Current Agent Status.
    AgentStatus {
        /// Who asks.
        agent: AgentId as "agentid",
    }
    GET "/onlineagent/{agentid}/agentstatus" logged as "getAgentStatus"
    replies Status: status
}

/// An agent's state as the gateway sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// The state.
    pub state: StateCode,
    /// Whether the agent is in a call.
    pub is_working: bool,
}

fn status(envelope: &Envelope) -> Result<Status, Failure> {
    let row = lenient::only_row(envelope.result()?).map(Fields::of);
    let state = row.and_then(|row| row.integer("agentState"));
    match (row, state) {
        (Some(row), Some(number)) => Ok(Status {
            state: StateCode::from_number(number),
            is_working: row.is_set("isWorking"),
        }),
        _ => Err(envelope.unreadable(Why::WrongShape("agentState"))),
    }
}

/// `agentState`'s codes, as `agentstatus` and sign-in use them. Source: the agent state table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StateCode {
    /// 0.
    Unknown,
    /// 1, not used by the gateway.
    SignedIn,
    /// 2.
    SignedOut,
    /// 3: not ready.
    Busy,
    /// 4.
    Idle,
    /// 5: work after a call.
    WrapUp,
    /// 6: like idle, not used by the gateway.
    AsIdle,
    /// 7.
    Talking,
    /// 8.
    Rest,
    /// A number no page names.
    Other(i64),
}

impl StateCode {
    /// The state of a number.
    pub fn from_number(number: i64) -> StateCode {
        match number {
            0 => StateCode::Unknown,
            1 => StateCode::SignedIn,
            2 => StateCode::SignedOut,
            3 => StateCode::Busy,
            4 => StateCode::Idle,
            5 => StateCode::WrapUp,
            6 => StateCode::AsIdle,
            7 => StateCode::Talking,
            8 => StateCode::Rest,
            other => StateCode::Other(other),
        }
    }
}

endpoint! {
    /// `POST /onlineagent/{agentid}/sayfree`
    ///
    /// Makes a busy or wrapping-up agent idle.
    ///
    /// Errors: 100-006, 100-007, 100-009. Then: `AgentState_CancelNotReady_Success` or
    /// `AgentState_CancelWork_Success`. Source: sayfree, 2025-11-13.
    SayFree {
        /// Who becomes idle.
        agent: AgentId as "agentid",
    }
    POST "/onlineagent/{agentid}/sayfree" logged as "sayFree"
    replies (): Envelope::accept
}

endpoint! {
    /// `POST /onlineagent/{agentid}/saybusy`
    ///
    /// Makes the agent busy, during a call: after it. `reason` and `prolong` are left out; they
    /// are needed only by an agent who is busy already.
    ///
    /// Errors: 000-002, 100-006, 100-007, 100-009. Then: `AgentState_SetNotReady_Success`.
    /// Source: cec_07_1211.
    SayBusy {
        /// Who becomes busy.
        agent: AgentId as "agentid",
    }
    POST "/onlineagent/{agentid}/saybusy" logged as "saybusy"
    replies (): Envelope::accept
}

endpoint! {
    /// `GET /onlineagent/{agentid}/agentskills`
    ///
    /// Lists the agent's skills. A row without a skill id is skipped.
    ///
    /// Errors: 100-006, 100-007. Source: cec_07_1206.
    AgentSkills {
        /// Whose skills.
        agent: AgentId as "agentid",
    }
    GET "/onlineagent/{agentid}/agentskills" logged as "agentskills"
    replies Vec<Skill>: skills
}

/// One of an agent's skills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// The skill queue.
    pub id: SkillId,
    /// Its name, empty when not given.
    pub name: String,
    /// The media type's number, 5 for ordinary voice calls.
    pub media_type: Option<i64>,
}

fn skills(envelope: &Envelope) -> Result<Vec<Skill>, Failure> {
    envelope.list(|row| {
        let fields = Fields::of(row);
        Some(Skill {
            id: fields.skill_id("id")?,
            name: fields.text("name").unwrap_or_default(),
            media_type: fields.integer("mediatype"),
        })
    })
}

endpoint! {
    /// `POST /onlineagent/{agentid}/resetskill/{autoflag}?skillid={skillid}&phonelinkage={0|1}`
    ///
    /// Signs the agent in to all configured skills, which must follow every sign-in. `autoflag`
    /// is therefore `true`, with which the page gives `skillid` no meaning: it is left out, as in
    /// the gateway's own demo.
    ///
    /// Errors: 000-002, 100-006, 100-007. Source: cec_07_1209.
    ResetSkill {
        /// Whose skills.
        agent: AgentId as "agentid",
    }
    POST "/onlineagent/{agentid}/resetskill/true?phonelinkage=0" logged as "resetskill"
    replies (): Envelope::accept
}
