//! The envelope of every answer: `retcode`, `message`, `result`, and `event` in the poll's.
//!
//! It is opened whatever the HTTP status, because no page says which status a refusal has. A
//! retcode other than 0 ends here as a refusal, so that the interfaces only read successes.

use serde_json::Value;

use crate::endpoint::{Failure, MAX_BODY, Refusal, Response, Unreadable, Why};
use crate::lenient;
use crate::retcode::Retcode;

/// An answer with retcode 0.
pub(crate) struct Envelope {
    status: u16,
    result: Option<Value>,
    /// What the poll found.
    pub(crate) event: Option<Value>,
}

impl Envelope {
    /// Opens an answer.
    pub(crate) fn read(response: &Response) -> Result<Envelope, Failure> {
        let status = response.status;
        let unreadable = |why| Unreadable { status, why };
        if response.body.len() > MAX_BODY {
            return Err(unreadable(Why::TooLarge).into());
        }
        let text = lenient::document(&response.body);
        if text.is_empty() {
            return Err(unreadable(Why::Empty).into());
        }
        let Ok(document) = serde_json::from_str::<Value>(text) else {
            return Err(unreadable(Why::NotJson).into());
        };
        let Value::Object(mut members) = document else {
            return Err(unreadable(Why::WrongShape("envelope")).into());
        };
        match lenient::retcode(&members) {
            Some(Retcode::Success) => {
                let result = lenient::taken(&mut members, "result");
                let event = lenient::event(members);
                Ok(Envelope {
                    status,
                    result,
                    event,
                })
            }
            Some(retcode) => {
                let message = lenient::message(&members);
                Err(Refusal { retcode, message }.into())
            }
            None => Err(unreadable(Why::NoRetcode).into()),
        }
    }

    /// The reading of a command's answer: `result` is reserved there, so any will do.
    pub(crate) fn accept(&self) -> Result<(), Failure> {
        Ok(())
    }

    /// The result, which may be null.
    ///
    /// # Errors
    ///
    /// [`Why::MissingResult`] when there is none: a question that was not answered must not be
    /// taken for "nothing there".
    pub(crate) fn result(&self) -> Result<&Value, Failure> {
        self.result
            .as_ref()
            .ok_or_else(|| self.unreadable(Why::MissingResult))
    }

    /// The result, where its absence says nothing.
    pub(crate) fn result_if_any(&self) -> &Value {
        self.result.as_ref().unwrap_or(&Value::Null)
    }

    /// The failure of a reading that got this far.
    pub(crate) fn unreadable(&self, why: Why) -> Failure {
        Unreadable {
            status: self.status,
            why,
        }
        .into()
    }
}
