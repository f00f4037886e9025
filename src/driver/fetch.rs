//! The way to the gateway and to the toolbar's own files.
//!
//! Every request is sent once. Headers are told as soon as they are there, because the session's
//! next request may need the Guid they bring while the body is still on its way.
//! How long an answer may take is the session's to decide; it gives a request up with an abort.
//! What calls `fetch` is a script, which costs less than the same in Rust.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use agent_session::effect::{Cookies, RequestId};
use agent_session::event::{Event, SetGuid};
use gateway_protocol::endpoint::{Body, Request, Response};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

/// Hears what becomes of a request: see the script's `Requests`.
type Tell = dyn Fn(u32, Option<u16>, Option<String>, Option<bool>);

#[wasm_bindgen(module = "/src/driver/fetch.js")]
extern "C" {
    #[wasm_bindgen(js_name = Requests)]
    type Sender;

    #[wasm_bindgen(constructor, js_class = Requests)]
    fn new(tell: &Closure<Tell>) -> Sender;
    #[wasm_bindgen(method, js_class = Requests)]
    fn send(
        this: &Sender,
        id: u32,
        method: &str,
        address: &str,
        headers: &str,
        body: Option<&str>,
        has_cookies: bool,
    );
    #[wasm_bindgen(method, js_class = Requests)]
    fn abort(this: &Sender, id: u32);
    #[wasm_bindgen(method, js_class = Requests, js_name = abortAll)]
    fn abort_all(this: &Sender);

    fn read(address: &str, tell: JsValue);
}

/// The requests to one gateway that have not been answered yet.
pub struct Requests {
    gateway: String,
    sender: Sender,
    _tell: Closure<Tell>,
}

impl Requests {
    /// Requests below the address `gateway`; what becomes of each goes to `tell`, never at once.
    pub fn new(gateway: String, tell: impl Fn(Event) + 'static) -> Requests {
        let tell = Closure::<Tell>::new(move |id, status, text, is_guid_renewed| {
            let id = RequestId(id);
            tell(match (status, text, is_guid_renewed) {
                (None, set_guid, Some(is_guid_renewed)) => Event::HeadersArrived {
                    id,
                    set_guid: set_guid.map(SetGuid),
                    is_guid_renewed,
                },
                (Some(status), Some(body), _) => Event::Answered {
                    id,
                    response: Response { status, body },
                },
                _ => Event::Failed { id },
            });
        });
        Requests {
            gateway,
            sender: Sender::new(&tell),
            _tell: tell,
        }
    }

    /// Sends a request.
    pub fn send(&self, id: RequestId, request: &Request, cookies: Cookies) {
        let mut headers = String::new();
        for header in &request.headers {
            headers.push_str(header.name);
            headers.push('\t');
            headers.push_str(header.value());
            headers.push('\n');
        }
        self.sender.send(
            id.0,
            request.method.as_str(),
            &[self.gateway.as_str(), &request.path].concat(),
            &headers,
            request.body.as_ref().map(Body::as_str),
            cookies == Cookies::SameOrigin,
        );
    }

    /// Gives a request up; nothing more is told of it.
    pub fn abort(&self, id: RequestId) {
        self.sender.abort(id.0);
    }

    /// Gives every request up.
    pub fn abort_all(&self) {
        self.sender.abort_all();
    }
}

impl Drop for Requests {
    fn drop(&mut self) {
        self.abort_all();
    }
}

/// A file of the toolbar's own that has been asked for: once it is there, its HTTP status and text,
/// and nothing where it could not be reached within ten seconds.
pub struct Asked(Rc<RefCell<File>>);

/// What is known of a file.
#[derive(Default)]
struct File {
    /// None until it is there or cannot be had.
    answer: Option<Option<Response>>,
    /// Who waits for it.
    waker: Option<Waker>,
}

impl Asked {
    /// Asks for a file at once.
    pub fn file(address: &str) -> Asked {
        let file = Rc::<RefCell<File>>::default();
        let told = Rc::clone(&file);
        let tell = Closure::<Tell>::new(move |_, status: Option<u16>, text: Option<String>, _| {
            let mut file = told.borrow_mut();
            file.answer = Some(
                status
                    .zip(text)
                    .map(|(status, body)| Response { status, body }),
            );
            if let Some(waker) = file.waker.take() {
                waker.wake();
            }
        });
        // It stays until it has been told, whoever still waits.
        read(address, tell.into_js_value());
        Asked(file)
    }
}

impl Future for Asked {
    type Output = Option<Response>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Response>> {
        let mut file = self.0.borrow_mut();
        match file.answer.take() {
            Some(answer) => Poll::Ready(answer),
            None => {
                file.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}
