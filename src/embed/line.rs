//! The line to a host page: texts one way and the other, and what is behind it.
//!
//! What is said on it and what it may lead to is decided in `agent_session::host`; here it meets the driver. There is one
//! line at a time: a host whose script was loaded anew begins another, and the one before is over.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use agent_session::host::{Host, Verb};
use agent_session::settings::HostGrant;
use agent_session::view::View;
use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::driver::Driver;

/// The line to a host, or where one may begin.
pub struct Line {
    driver: Rc<Driver>,
    hosts: Vec<HostGrant>,
    /// The picture that was told last.
    before: RefCell<Arc<View>>,
    end: RefCell<Option<End>>,
}

/// What is at the other end.
struct End {
    host: Host,
    tell: Function,
}

impl Line {
    /// No line yet; `hosts` are those that may be spoken to.
    pub fn new(driver: Rc<Driver>, hosts: Vec<HostGrant>) -> Line {
        Line {
            before: RefCell::new(driver.view()),
            driver,
            hosts,
            end: RefCell::default(),
        }
    }

    /// The origins that may be spoken to, one a line.
    pub fn origins(&self) -> String {
        let mut origins = String::new();
        for host in &self.hosts {
            origins.push_str(&host.origin);
            origins.push('\n');
        }
        origins
    }

    /// Begins a line to a host of this origin, or in this page.
    pub fn begin(&self, origin: Option<String>, tell: Function) {
        let granted = match origin {
            None => Verb::ALL.to_vec(),
            Some(origin) => {
                let host = self.hosts.iter().find(|host| host.origin == origin);
                host.map(|host| host.verbs.clone()).unwrap_or_default()
            }
        };
        let (host, first) = Host::begin(granted, &self.driver.view(), self.driver.now());
        say(&tell, &[first]);
        self.end.replace(Some(End { host, tell }));
    }

    /// Takes in what the host says. Whether it could be understood.
    pub fn hear(&self, text: &str) -> bool {
        let (view, now) = (self.driver.view(), self.driver.now());
        let heard = match &mut *self.end.borrow_mut() {
            Some(end) => {
                let heard = end.host.hear(text, &view, now);
                say(&end.tell, &heard.says);
                heard
            }
            None => return true,
        };
        for command in heard.commands {
            self.driver.take(command);
        }
        !heard.is_nonsense
    }

    /// Tells the host what has happened.
    pub fn follow(&self, view: Arc<View>) {
        let before = self.before.replace(Arc::clone(&view));
        if let Some(end) = &mut *self.end.borrow_mut() {
            say(
                &end.tell,
                &end.host.follow(&before, &view, self.driver.now()),
            );
        }
    }

    /// Whether what happens is still taken in.
    pub fn is_alive(&self) -> bool {
        self.driver.is_alive()
    }

    /// Takes in a window that was popped out of this frame.
    pub fn share(&self, port: &JsValue) {
        self.driver.share(port);
    }

    /// Ends everything.
    pub fn end(&self) {
        self.driver.stop();
        self.end.take();
    }
}

/// The other end hears it later, so that it can answer at once.
fn say(tell: &Function, texts: &[String]) {
    for text in texts {
        let _ = tell.call1(&JsValue::NULL, &text.as_str().into());
    }
}
