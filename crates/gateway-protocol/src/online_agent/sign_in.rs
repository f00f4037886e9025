//! Signing in, by consent of the gateway or by force.
//!
//! The two differ in their address only: what they are told and what they answer is the same.

use std::fmt;

use crate::endpoint::{Body, Endpoint, Failure, Request, Response};
use crate::envelope::Envelope;
use crate::id::AgentId;
use crate::lenient::Fields;

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
        Body::object(vec![
            ("password", self.password.expose().into()),
            ("phonenum", self.phone.as_str().into()),
            ("autoanswer", self.autoanswer.into()),
            ("autoenteridle", self.autoenteridle.into()),
            ("releasephone", self.releasephone.into()),
            ("agenttype", u64::from(self.agenttype).into()),
            ("status", u64::from(self.status).into()),
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
