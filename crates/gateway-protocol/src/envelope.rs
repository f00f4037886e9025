//! The envelope of every answer: `retcode`, `message`, `result`, and `event` in the poll's.
//!
//! It is opened whatever the HTTP status, because no page says which status a refusal has. A
//! retcode other than 0 ends here as a refusal, so that the interfaces only read successes.

use crate::endpoint::{Failure, MAX_BODY, Refusal, Response, Unreadable, Why};
use crate::json::Json;
use crate::lenient;
use crate::retcode::Retcode;

/// An answer with retcode 0; boxed, because each interface hands it on once.
pub(crate) struct Envelope {
    status: u16,
    result: Option<Json>,
    /// What the poll found.
    pub(crate) event: Option<Json>,
}

impl Envelope {
    /// Opens an answer.
    pub(crate) fn read(response: &Response) -> Result<Box<Envelope>, Failure> {
        Envelope::of(response.status, answer(response)?)
    }

    /// Opens the answer of a poll, which may be an event alone.
    pub(crate) fn read_event(response: &Response) -> Result<Box<Envelope>, Failure> {
        Envelope::of(response.status, lenient::enveloped(answer(response)?))
    }

    fn of(status: u16, mut answer: Json) -> Result<Box<Envelope>, Failure> {
        match lenient::retcode(&answer) {
            Some(Retcode::Success) => Ok(Box::new(Envelope {
                status,
                result: answer.remove("result"),
                event: lenient::event(&mut answer),
            })),
            Some(retcode) => {
                let message = lenient::message(&answer);
                Err(Refusal { retcode, message }.into())
            }
            None => Err(Unreadable {
                status,
                why: Why::NoRetcode,
            }
            .into()),
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
    pub(crate) fn result(&self) -> Result<&Json, Failure> {
        self.result
            .as_ref()
            .ok_or_else(|| self.unreadable(Why::MissingResult))
    }

    /// The result, where its absence says nothing.
    pub(crate) fn result_if_any(&self) -> &Json {
        self.result.as_ref().unwrap_or(&Json::Null)
    }

    /// The rows of the result.
    pub(crate) fn rows(&self) -> Result<&[Json], Failure> {
        lenient::rows(self.result()?).ok_or_else(|| self.unreadable(Why::WrongShape("result")))
    }

    /// What can be read of the rows of the result; a row that cannot is skipped.
    pub(crate) fn list<T>(&self, read: fn(&Json) -> Option<T>) -> Result<Vec<T>, Failure> {
        let mut list = Vec::new();
        for row in self.rows()? {
            if let Some(value) = read(row) {
                list.push(value);
            }
        }
        Ok(list)
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

/// The object an answer is.
fn answer(response: &Response) -> Result<Json, Unreadable> {
    let status = response.status;
    let unreadable = |why| Err(Unreadable { status, why });
    if response.body.len() > MAX_BODY {
        return unreadable(Why::TooLarge);
    }
    let text = lenient::document(&response.body);
    if text.is_empty() {
        return unreadable(Why::Empty);
    }
    match Json::read(text) {
        Some(answer @ Json::Object(_)) => Ok(answer),
        Some(_) => unreadable(Why::WrongShape("envelope")),
        None => unreadable(Why::NotJson),
    }
}
