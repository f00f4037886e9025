//! Answers that break off in their body.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::Response;
use http_body::Frame;
use tokio::time::Sleep;

use super::connection::Scissors;
use super::response_with;
use crate::http::{Afterwards, Torn};

/// How long the part that was sent has to arrive: a reset overtakes what is
/// still on its way.
const HEAD_START: Duration = Duration::from_millis(30);

/// The headers announce the whole body; only a part of it comes.
pub(super) fn response(torn: Torn, scissors: &Scissors) -> Response {
    let answer = torn.answer;
    let length = answer.body.len();
    let mut part = answer.body;
    part.truncate(torn.sent);
    let body = Part {
        bytes: Some(part.into()),
        reset: match torn.afterwards {
            Afterwards::Reset => {
                let sleep = Box::pin(tokio::time::sleep(HEAD_START));
                Some((sleep, scissors.clone()))
            }
            Afterwards::Silence => None,
        },
    };
    let mut response = response_with(answer.status, answer.headers, Body::new(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, length.into());
    response
}

/// The part of a body that arrives, and the reset that follows it, if any.
struct Part {
    bytes: Option<Bytes>,
    reset: Option<(Pin<Box<Sleep>>, Scissors)>,
}

impl http_body::Body for Part {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(bytes) = self.bytes.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        let Some((sleep, scissors)) = &mut self.reset else {
            return Poll::Pending;
        };
        ready!(sleep.as_mut().poll(context));
        scissors.reset();
        let reset = io::Error::from(io::ErrorKind::ConnectionReset);
        Poll::Ready(Some(Err(reset)))
    }
}
