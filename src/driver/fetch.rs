//! The way to the gateway, and the only file that calls `fetch`: as the browser has it, because a
//! library around it would weigh more than this file.
//!
//! Every request is sent once. Headers are told as soon as they are there, because the session's
//! next request may need the Guid they bring while the body is still on its way.
//! How long an answer may take is the session's to decide; it gives a request up with an abort.

use std::cell::RefCell;
use std::rc::Rc;

use agent_session::effect::{Cookies, RequestId};
use agent_session::event::{Event, SetGuid};
use gateway_protocol::endpoint::{Request, Response};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortController, AbortSignal, Headers, RequestCache, RequestCredentials, RequestInit,
    RequestRedirect,
};

#[wasm_bindgen]
extern "C" {
    /// The page's `fetch`; it is not the browser's own where a page has put another in its place.
    #[wasm_bindgen(catch)]
    fn fetch(request: &web_sys::Request) -> Result<js_sys::Promise, JsValue>;
}

/// The requests to one gateway that have not been answered yet.
pub struct Requests {
    gateway: String,
    open: RefCell<Vec<(RequestId, AbortController)>>,
    tell: Box<dyn Fn(Event)>,
}

impl Requests {
    /// Requests below the address `gateway`; what becomes of each goes to `tell`, never at once.
    pub fn new(gateway: String, tell: impl Fn(Event) + 'static) -> Rc<Requests> {
        Rc::new(Requests {
            gateway,
            open: RefCell::default(),
            tell: Box::new(tell),
        })
    }

    /// Sends a request.
    pub fn send(self: &Rc<Self>, id: RequestId, request: &Request, cookies: Cookies) {
        let request = self.prepare(id, request, cookies);
        let requests = Rc::clone(self);
        spawn_local(async move {
            let answer = match request {
                Ok(request) => requests.exchange(id, &request).await,
                Err(error) => Err(error),
            };
            if requests.close(id).is_none() {
                return;
            }
            (requests.tell)(match answer {
                Ok(response) => Event::Answered { id, response },
                Err(_) => Event::Failed { id },
            });
        });
    }

    /// Gives a request up; nothing more is told of it.
    pub fn abort(&self, id: RequestId) {
        if let Some(controller) = self.close(id) {
            controller.abort();
        }
    }

    /// Gives every request up.
    pub fn abort_all(&self) {
        for (_, controller) in self.open.take() {
            controller.abort();
        }
    }

    fn prepare(
        &self,
        id: RequestId,
        request: &Request,
        cookies: Cookies,
    ) -> Result<web_sys::Request, JsValue> {
        let controller = AbortController::new()?;
        let headers = Headers::new()?;
        let init = RequestInit::new();
        init.set_signal(Some(&controller.signal()));
        self.open.borrow_mut().push((id, controller));

        for header in &request.headers {
            headers.set(header.name, header.value())?;
        }
        init.set_headers(&headers);
        init.set_method(request.method.as_str());
        if let Some(body) = &request.body {
            init.set_body(&JsValue::from_str(body.as_str()));
        }
        init.set_cache(RequestCache::NoStore);
        init.set_credentials(match cookies {
            Cookies::Omit => RequestCredentials::Omit,
            Cookies::SameOrigin => RequestCredentials::SameOrigin,
        });
        // A redirect would carry a command, and the Guid with it, to an address nobody has set.
        init.set_redirect(RequestRedirect::Manual);
        let address = [self.gateway.as_str(), request.path.as_str()].concat();
        web_sys::Request::new_with_str_and_init(&address, &init)
    }

    async fn exchange(
        &self,
        id: RequestId,
        request: &web_sys::Request,
    ) -> Result<Response, JsValue> {
        let answer = answer_to(sent(request)?).await?;
        let headers = answer.headers();
        let header = |name| headers.get(name).ok().flatten();
        if self.is_open(id) {
            (self.tell)(Event::HeadersArrived {
                id,
                set_guid: header("Set-GUID").map(SetGuid),
                is_guid_renewed: header("X-Guid-Renewed").as_deref() == Some("1"),
            });
        }
        let body = text_of(&answer).await?;
        Ok(Response {
            status: answer.status(),
            body,
        })
    }

    fn is_open(&self, id: RequestId) -> bool {
        self.open.borrow().iter().any(|(open, _)| *open == id)
    }

    fn close(&self, id: RequestId) -> Option<AbortController> {
        let mut open = self.open.borrow_mut();
        let index = open.iter().position(|(open, _)| *open == id)?;
        Some(open.swap_remove(index).1)
    }
}

/// How long a file of the toolbar's own may take, in milliseconds.
const FILE_LIMIT_MS: u32 = 10_000;

/// A file of the toolbar's own that has been asked for.
pub struct Asked(Result<JsFuture, JsValue>);

impl Asked {
    /// Asks for a file at once; it is given up after ten seconds.
    pub fn file(address: &str) -> Asked {
        let init = RequestInit::new();
        init.set_cache(RequestCache::NoCache);
        init.set_signal(Some(&AbortSignal::timeout_with_u32(FILE_LIMIT_MS)));
        let request = web_sys::Request::new_with_str_and_init(address, &init);
        Asked(request.and_then(|request| sent(&request)))
    }

    /// Waits for its HTTP status and text.
    ///
    /// # Errors
    /// Whatever the browser threw; the file could not be reached in time.
    pub async fn read(self) -> Result<Response, JsValue> {
        let answer = answer_to(self.0?).await?;
        let body = text_of(&answer).await?;
        Ok(Response {
            status: answer.status(),
            body,
        })
    }
}

fn sent(request: &web_sys::Request) -> Result<JsFuture, JsValue> {
    Ok(JsFuture::from(fetch(request)?))
}

/// Whatever a replaced `fetch` brings; something else than a `Response` is an error.
async fn answer_to(sent: JsFuture) -> Result<web_sys::Response, JsValue> {
    sent.await?.dyn_into()
}

async fn text_of(answer: &web_sys::Response) -> Result<String, JsValue> {
    let text = JsFuture::from(answer.text()?).await?;
    text.as_string().ok_or(text)
}
