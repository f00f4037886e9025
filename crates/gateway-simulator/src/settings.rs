//! What the gateway's operator sets.
//!
//! Every setting can be changed while it runs; who works there is in `staff.rs`.

use serde::{Deserialize, Serialize};

use crate::readings::Readings;
use crate::time::Millis;

/// The gateway's settings. Lengths of time are milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Settings {
    /// The seed of everything that looks random.
    pub seed: u64,
    /// The name of this gateway among those of a pool: every Guid it makes ends with it.
    pub gateway_name: GatewayName,
    /// AUTHMODE.
    pub auth_mode: AuthMode,
    /// How long a poll waits for an event (AGENT_POLL_WAIT_TIMES × 100 ms).
    pub hold: Millis,
    /// GUIDINTERVAL: the age at which a poll's answer brings a new Guid.
    pub guid_interval: Millis,
    /// GUIDTIMEOUT: how long a Guid lives.
    pub guid_timeout: Millis,
    /// MAXTIME: silence after which an agent is signed out.
    pub max_time: Millis,
    /// How long a call or an invitation rings before it counts as not answered.
    pub ring_time: Millis,
    /// Days until passwords expire, told at sign-in (`timeRemaining`); `null`:
    /// they never do.
    pub password_days: Option<u32>,
    /// Answer mode for everybody; `null`: what each agent asked for.
    pub auto_answer: Option<bool>,
    /// How open questions are read.
    pub readings: Readings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 1,
            gateway_name: GatewayName::default(),
            auth_mode: AuthMode::Dynamic,
            hold: Millis::seconds(10),
            guid_interval: Millis::seconds(60),
            guid_timeout: Millis::seconds(120),
            max_time: Millis::seconds(120),
            ring_time: Millis::seconds(30),
            password_days: None,
            auto_answer: None,
            readings: Readings::default(),
        }
    }
}

/// The name of a gateway: letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GatewayName(String);

impl Default for GatewayName {
    fn default() -> Self {
        Self("AgentGateway0".to_owned())
    }
}

impl TryFrom<String> for GatewayName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(format!(
                "a gateway's name is letters and digits, not {name}"
            ));
        }
        Ok(Self(name))
    }
}

impl From<GatewayName> for String {
    fn from(name: GatewayName) -> Self {
        name.0
    }
}

impl std::fmt::Display for GatewayName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// AUTHMODE, page "C4 Agent Operation Interface Authentication".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum AuthMode {
    /// 1: the Guid of the sign-in holds for the session.
    Static,
    /// 2: polls bring new Guids, old ones die.
    Dynamic,
}

impl TryFrom<u8> for AuthMode {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        match number {
            1 => Ok(Self::Static),
            2 => Ok(Self::Dynamic),
            other => Err(format!("authMode is 1 or 2, not {other}")),
        }
    }
}

impl From<AuthMode> for u8 {
    fn from(mode: AuthMode) -> Self {
        match mode {
            AuthMode::Static => 1,
            AuthMode::Dynamic => 2,
        }
    }
}
