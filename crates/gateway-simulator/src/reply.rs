//! The envelope every answer of the gateway comes in.
//!
//! Always HTTP 200: the pages speak of codes in the body only. A refusal
//! carries no `result`.

use serde_json::{Value, json};

use crate::event;
use crate::http::HttpAnswer;
use crate::id::Ticket;
use crate::readings::GuidForm;
use crate::retcode::Retcode;

/// What an interface has to say.
#[derive(Debug)]
pub(crate) enum Reply {
    /// Accepted; nothing to tell.
    Done,
    /// Accepted; a result.
    Result(Value),
    /// Signed in; a result and the session's Guid.
    SignedIn { result: Value, set_guid: String },
    /// A poll's answer: at most one event, perhaps a new Guid.
    Polled(Polled),
    /// A poll that waits.
    Held(Ticket),
}

/// What a poll brings.
#[derive(Debug, Default)]
pub(crate) struct Polled {
    pub(crate) event: Option<Value>,
    pub(crate) set_guid: Option<String>,
}

impl Polled {
    pub(crate) fn event_type(&self) -> Option<String> {
        Some(event::type_of(self.event.as_ref()?).to_owned())
    }

    pub(crate) fn into_answer(self) -> HttpAnswer {
        let mut body = json!({"message": "", "retcode": "0"});
        if let Some(event) = self.event {
            body["event"] = event;
        }
        let answer = HttpAnswer::json(200, &body);
        match self.set_guid {
            Some(value) => answer.with_header("Set-GUID", value),
            None => answer,
        }
    }
}

/// The value of a `Set-GUID` header.
pub(crate) fn set_guid(guid: &str, form: GuidForm) -> String {
    match form {
        GuidForm::Session => format!("JSESSIONID={guid}"),
        GuidForm::Bare => guid.to_owned(),
    }
}

pub(crate) fn accepted(result: Value) -> HttpAnswer {
    HttpAnswer::json(
        200,
        &json!({"message": "success", "retcode": "0", "result": result}),
    )
}

pub(crate) fn refused(code: Retcode) -> HttpAnswer {
    refused_with(code.code, code.message)
}

pub(crate) fn refused_with(code: &str, message: &str) -> HttpAnswer {
    HttpAnswer::json(200, &json!({"message": message, "retcode": code}))
}
