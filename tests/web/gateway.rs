//! A gateway that stands in for the page's `fetch`: it answers as one test wants it to.
//!
//! It knows as little of the gateway as the tests need; the simulator is what behaves like one.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortSignal, Headers, Request, RequestCredentials, Response, ResponseInit};

use super::page::eventually;

/// The Guid that signing in brings.
pub const FIRST_GUID: &str = "11111111-aaaa-bbbb-cccc-000000000001.AgentGateway1";

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// Method and address, such as `PUT /agentgateway/resource/onlineagent/101`.
    pub line: String,
    pub guid: Option<String>,
    pub content_type: Option<String>,
    pub body: String,
    pub are_cookies_omitted: bool,
    signal: AbortSignal,
}

impl Arrived {
    pub fn is_aborted(&self) -> bool {
        self.signal.aborted()
    }

    fn is_poll(&self) -> bool {
        self.line.starts_with("GET ") && self.line.contains("/agentevent/")
    }
}

/// What a test has the gateway say instead of its usual answer.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Status and body.
    Text(u16, String),
    /// Nothing, until the request is aborted.
    Never,
    /// Headers at once, then a body that never ends.
    Endless,
    /// No connection.
    Unreachable,
    /// A rejection that is no `Error`.
    Strange,
}

struct Inner {
    arrived: RefCell<Vec<Arrived>>,
    /// Polls that are held, oldest first.
    held: RefCell<VecDeque<Function>>,
    /// Answers out of the usual: part of the line, and what to say.
    said: RefCell<Vec<(String, Answer)>>,
    ringing: RefCell<Option<String>>,
    talking: RefCell<Option<String>>,
    next_guid: Cell<u32>,
}

/// Stands in for `fetch` until it is dropped.
pub struct Gateway {
    inner: Rc<Inner>,
    real: JsValue,
    _fetch: Closure<dyn FnMut(JsValue, JsValue) -> Promise>,
}

impl Gateway {
    pub fn open() -> Gateway {
        let inner = Rc::new(Inner {
            arrived: RefCell::default(),
            held: RefCell::default(),
            said: RefCell::default(),
            ringing: RefCell::default(),
            talking: RefCell::default(),
            next_guid: Cell::new(2),
        });
        let gateway = Rc::clone(&inner);
        let fetch = Closure::new(move |request: JsValue, init: JsValue| {
            let gateway = Rc::clone(&gateway);
            future_to_promise(async move { gateway.answer(request, init).await })
        });
        let window = web_sys::window().unwrap();
        let real = Reflect::get(&window, &"fetch".into()).unwrap();
        Reflect::set(&window, &"fetch".into(), fetch.as_ref()).unwrap();
        Gateway {
            inner,
            real,
            _fetch: fetch,
        }
    }

    /// From now on, a request whose line holds `part` is answered like this.
    pub fn says(&self, part: &str, answer: Answer) {
        self.inner
            .said
            .borrow_mut()
            .insert(0, (part.to_owned(), answer));
    }

    /// From now on, everything is answered as usual.
    pub fn says_the_usual(&self) {
        self.inner.said.borrow_mut().clear();
    }

    pub fn arrived(&self) -> Vec<Arrived> {
        self.inner.arrived.borrow().clone()
    }

    /// Every request so far whose line holds `part`.
    pub fn seen(&self, part: &str) -> Vec<Arrived> {
        self.arrived()
            .into_iter()
            .filter(|request| request.line.contains(part))
            .collect()
    }

    /// Waits for a request whose line holds `part`.
    pub async fn sees(&self, part: &str) -> Arrived {
        eventually(part, || self.seen(part).pop()).await
    }

    /// Answers the poll that is held, or the next one, with an event.
    pub async fn tells(&self, event: &str, content: &str) {
        self.answers_poll(&event_body(event, content), None).await;
    }

    /// A call rings: the event, and what snapshots say from now on.
    pub async fn rings(&self, call: &str) {
        self.inner.ringing.replace(Some(call.to_owned()));
        let content =
            format!(r#"{{"caller":"70004","called":"60015","callid":"{call}","feature":"0"}}"#);
        self.tells("AgentEvent_Ringing", &content).await;
    }

    /// The agent talks: the event, and what snapshots say from now on.
    pub async fn talks(&self, call: &str) {
        self.inner.ringing.replace(None);
        self.inner.talking.replace(Some(call.to_owned()));
        let content =
            format!(r#"{{"caller":"70004","called":"60015","callid":"{call}","feature":"0"}}"#);
        self.tells("AgentEvent_Talking", &content).await;
    }

    /// Answers the poll that is held, or the next one, without an event but with a new Guid.
    pub async fn renews_guid(&self) -> String {
        let number = self.inner.next_guid.get();
        self.inner.next_guid.set(number + 1);
        let guid = format!("22222222-aaaa-bbbb-cccc-{number:012}.AgentGateway1");
        self.answers_poll(r#"{"message":"","retcode":"0"}"#, Some(&guid))
            .await;
        guid
    }

    async fn answers_poll(&self, body: &str, guid: Option<&str>) {
        let held = || self.inner.held.borrow_mut().pop_front();
        let poll = eventually("a held poll", held).await;
        // The cookie's name in front, as the pages print it.
        let guid = guid.map(|guid| format!("JSESSIONID={guid}"));
        let answer = response(200, body, guid.as_deref());
        poll.call1(&JsValue::NULL, &answer).unwrap();
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        let window = web_sys::window().unwrap();
        Reflect::set(&window, &"fetch".into(), &self.real).unwrap();
    }
}

impl Inner {
    async fn answer(&self, request: JsValue, init: JsValue) -> Result<JsValue, JsValue> {
        let request: Request = match request.dyn_into() {
            Ok(request) => request,
            Err(address) => Request::new_with_str_and_init(
                &address.as_string().unwrap_or_default(),
                init.unchecked_ref(),
            )?,
        };
        let arrived = arrived(&request).await?;
        self.arrived.borrow_mut().push(arrived.clone());
        match self.said_to(&arrived.line) {
            Some(Answer::Text(status, body)) => Ok(response(status, &body, None).into()),
            Some(Answer::Never) => held(&arrived.signal, |_| {}).await,
            Some(Answer::Endless) => Ok(endless(&arrived.signal)?.into()),
            Some(Answer::Unreachable) => Err(js_sys::TypeError::new("Failed to fetch").into()),
            Some(Answer::Strange) => Err("not an error".into()),
            None if arrived.is_poll() => {
                let keep = |resolve| self.held.borrow_mut().push_back(resolve);
                held(&arrived.signal, keep).await
            }
            None => Ok(self.usual(&arrived.line).into()),
        }
    }

    fn said_to(&self, line: &str) -> Option<Answer> {
        let said = self.said.borrow();
        said.iter()
            .find(|(part, _)| line.contains(part))
            .map(|(_, said)| said.clone())
    }

    fn usual(&self, line: &str) -> Response {
        let call = |id: &RefCell<Option<String>>| match &*id.borrow() {
            Some(id) => format!(r#"{{"callid":"{id}","caller":"70004"}}"#),
            None => "null".to_owned(),
        };
        let calls = || {
            let ids = [self.ringing.borrow().clone(), self.talking.borrow().clone()];
            let ids = ids.into_iter().flatten();
            let rows: Vec<_> = ids.map(|id| format!(r#"{{"callid":"{id}"}}"#)).collect();
            format!("[{}]", rows.join(","))
        };
        let is_idle = self.ringing.borrow().is_none() && self.talking.borrow().is_none();
        let ends = |end: &str| line.split('?').next().unwrap_or_default().ends_with(end);
        let result = match () {
            () if ends("/agentstatus") && is_idle => r#"{"agentState":4}"#.to_owned(),
            () if ends("/agentstatus") => r#"{"agentState":7}"#.to_owned(),
            () if line.contains("/allcallinfoEx/") => calls(),
            () if ends("/callinfobeforeanswer") => call(&self.ringing),
            () if ends("/callinfo") => call(&self.talking),
            () if ends("/holdlist") || ends("/agentskills") => "[]".to_owned(),
            () => "{}".to_owned(),
        };
        let is_sign_in = line.starts_with("PUT ") && line.contains("/onlineagent/");
        let guid = is_sign_in.then_some(FIRST_GUID);
        let body = format!(r#"{{"message":"success","retcode":"0","result":{result}}}"#);
        response(200, &body, guid)
    }
}

/// The answer to a poll that brings an event.
fn event_body(event: &str, content: &str) -> String {
    format!(
        r#"{{"message":"","retcode":"0","event":{{"eventType":"{event}","workNo":"101","content":{content}}}}}"#
    )
}

async fn arrived(request: &Request) -> Result<Arrived, JsValue> {
    let origin = web_sys::window().unwrap().location().origin()?;
    let address = request.url();
    let address = address.strip_prefix(&origin).unwrap_or(&address);
    let headers = request.headers();
    let body = JsFuture::from(request.clone()?.text()?).await?;
    Ok(Arrived {
        line: format!("{} {address}", request.method()),
        guid: headers.get("Guid")?,
        content_type: headers.get("Content-Type")?,
        body: body.as_string().unwrap_or_default(),
        are_cookies_omitted: request.credentials() == RequestCredentials::Omit,
        signal: request.signal(),
    })
}

fn response(status: u16, body: &str, set_guid: Option<&str>) -> Response {
    let headers = Headers::new().unwrap();
    headers
        .set("Content-Type", "application/json; charset=UTF-8")
        .unwrap();
    if let Some(guid) = set_guid {
        headers.set("Set-GUID", guid).unwrap();
    }
    let init = ResponseInit::new();
    init.set_status(status);
    init.set_headers(&headers);
    Response::new_with_opt_str_and_init(Some(body), &init).unwrap()
}

/// Waits for what `keep` is given to be called, or for the abort, which rejects as a browser does.
async fn held(signal: &AbortSignal, keep: impl FnOnce(Function)) -> Result<JsValue, JsValue> {
    let mut keep = Some(keep);
    let promise = Promise::new(&mut |resolve, reject| {
        on_abort(signal, reject);
        if let Some(keep) = keep.take() {
            keep(resolve);
        }
    });
    JsFuture::from(promise).await
}

/// An answer whose body never ends, unless it is aborted.
fn endless(signal: &AbortSignal) -> Result<Response, JsValue> {
    let source = js_sys::Object::new();
    let signal = signal.clone();
    let start = Closure::once_into_js(move |controller: JsValue| {
        let error = Reflect::get(&controller, &"error".into()).unwrap();
        on_abort(
            &signal,
            error.unchecked_into::<Function>().bind0(&controller),
        );
    });
    Reflect::set(&source, &"start".into(), &start)?;
    let stream = web_sys::ReadableStream::new_with_underlying_source(&source)?;
    Response::new_with_opt_readable_stream(Some(&stream))
}

fn on_abort(signal: &AbortSignal, reject: Function) {
    let reason = Closure::once_into_js(move || {
        let error = web_sys::DomException::new_with_message_and_name("aborted", "AbortError");
        let _ = reject.call1(&JsValue::NULL, &error.unwrap());
    });
    signal.set_onabort(Some(reason.unchecked_ref()));
}
