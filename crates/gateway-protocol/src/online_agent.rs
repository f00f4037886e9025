//! The interfaces of `onlineagent`: signing in and out, the agent's state, skills.
//!
//! The Guid that sign-in hands out is in its `Set-GUID` response header, see
//! [`Guid::parse`](crate::id::Guid::parse); renewing it and restoring after a reload are not
//! here yet.

use std::fmt;

use serde_json::Value;

use crate::endpoint::{Body, Endpoint, Failure, Request, Response, Why, endpoint};
use crate::envelope::Envelope;
use crate::id::{AgentId, SkillId};
use crate::lenient::{self, Fields};

/// `PUT /onlineagent/{agentid}`, body [`SignInDetails`]
///
/// Signs in. It needs no `Guid` and must not be repeated before its reply; the first poll must
/// follow within two minutes.
///
/// Errors: 100-001 to 100-004, 100-011 to 100-016, 100-020, 100-021.
/// Source: Signing In, 2025-11-13.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// Who signs in.
    pub agent: AgentId,
    /// With what.
    pub details: SignInDetails,
}

/// `PUT /onlineagent/{agentid}/forcelogin`, body [`SignInDetails`]
///
/// Signs in and takes over a session that exists elsewhere.
///
/// Errors: as [`SignIn`]; 100-015 when it may not be taken over. Source: Forcibly Signing In.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForceSignIn {
    /// Who signs in.
    pub agent: AgentId,
    /// With what.
    pub details: SignInDetails,
}

/// What sign-in is told. All of it is always sent, because the gateway's defaults differ between
/// editions and one of them (`autoanswer`: true) means that nothing ever rings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInDetails {
    /// The agent's password; may be empty, the gateway judges.
    pub password: Password,
    /// The softphone's number (`phonenum`).
    pub phone: String,
    /// Whether calls are answered without being asked.
    pub autoanswer: bool,
    /// True: idle after a call; false: wrap-up.
    pub autoenteridle: bool,
    /// Whether the phone is hung up after each call.
    pub releasephone: bool,
    /// 4: PC and phone; 11: PC and video phone.
    pub agenttype: u8,
    /// The state to begin in: 3 busy, 4 idle, 5 wrap-up.
    pub status: u8,
}

impl SignInDetails {
    fn body(&self) -> Body {
        Body::object(&[
            ("password", Value::from(self.password.expose())),
            ("phonenum", Value::from(self.phone.as_str())),
            ("autoanswer", Value::from(self.autoanswer)),
            ("autoenteridle", Value::from(self.autoenteridle)),
            ("releasephone", Value::from(self.releasephone)),
            ("agenttype", Value::from(self.agenttype)),
            ("status", Value::from(self.status)),
        ])
    }
}

/// A password. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Takes any text, the empty one too.
    pub fn new(text: impl Into<String>) -> Password {
        Password(text.into())
    }

    /// The password itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password(…)")
    }
}

/// What a sign-in says beyond success; the agent is signed in even if none of it can be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignedIn {
    /// Days until the password expires, `None` when it never does or nothing was said.
    pub password_days_left: Option<u32>,
    /// Whether the gateway asks for a new password.
    pub must_change_password: bool,
    /// The gateway node's name, empty when not given.
    pub server_name: String,
}

impl SignedIn {
    fn read(response: &Response) -> Result<SignedIn, Failure> {
        let envelope = Envelope::read(response)?;
        let fields = Fields::of(envelope.result_if_any());
        Ok(SignedIn {
            password_days_left: fields.count("timeRemaining"),
            must_change_password: fields.is_set("isForceChange"),
            server_name: fields.text("serverName").unwrap_or_default(),
        })
    }
}

impl Endpoint for SignIn {
    type Reply = SignedIn;
    const METHOD: http::Method = http::Method::PUT;
    const PATH: &'static str = "/onlineagent/{agentid}";
    const LOG_NAME: &'static str = "login";

    fn request(&self) -> Request {
        Request::to::<Self>(&[("agentid", &self.agent)]).with_body(self.details.body())
    }

    fn read(response: &Response) -> Result<SignedIn, Failure> {
        SignedIn::read(response)
    }
}

impl Endpoint for ForceSignIn {
    type Reply = SignedIn;
    const METHOD: http::Method = http::Method::PUT;
    const PATH: &'static str = "/onlineagent/{agentid}/forcelogin";
    const LOG_NAME: &'static str = "forceLogin";

    fn request(&self) -> Request {
        Request::to::<Self>(&[("agentid", &self.agent)]).with_body(self.details.body())
    }

    fn read(response: &Response) -> Result<SignedIn, Failure> {
        SignedIn::read(response)
    }
}

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
    let rows = lenient::rows(envelope.result()?)
        .ok_or_else(|| envelope.unreadable(Why::WrongShape("result")))?;
    let skill = |row| {
        let fields = Fields::of(row);
        Some(Skill {
            id: fields.skill_id("id")?,
            name: fields.text("name").unwrap_or_default(),
            media_type: fields.integer("mediatype"),
        })
    };
    Ok(rows.iter().filter_map(skill).collect())
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
