//! Answers that the desk has armed: the next request of a name is refused,
//! answered with something odd, or never answered.
//!
//! For what the gateway might do and the pages do not explain: codes without
//! a public meaning, other servers' error pages, silence.

use serde::{Deserialize, Serialize};

use crate::id::AgentId;

/// One armed answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Armed {
    /// The "method name in logs" it waits for.
    pub(crate) on: &'static str,
    /// Only for this agent's request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) agent: Option<AgentId>,
    /// What the request gets.
    #[serde(flatten)]
    pub(crate) answer: ArmedAnswer,
    /// Whether the request takes effect before it gets it.
    pub(crate) acts: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "answer")]
pub(crate) enum ArmedAnswer {
    /// The gateway's envelope with this code.
    Refusal { retcode: String, message: String },
    /// Anything at all.
    #[serde(rename_all = "camelCase")]
    Raw {
        status: u16,
        content_type: String,
        body: String,
    },
    /// Nothing, ever.
    Silence,
}

/// What is armed, first come first served.
#[derive(Default)]
pub(crate) struct Faults {
    armed: Vec<Armed>,
}

impl Faults {
    pub(crate) fn arm(&mut self, armed: Armed) {
        self.armed.push(armed);
    }

    pub(crate) fn take(&mut self, name: &str, agent: Option<AgentId>) -> Option<Armed> {
        let position = self.armed.iter().position(|armed| {
            armed.on == name && (armed.agent.is_none() || armed.agent == agent)
        })?;
        Some(self.armed.remove(position))
    }

    pub(crate) fn waiting(&self) -> &[Armed] {
        &self.armed
    }
}
