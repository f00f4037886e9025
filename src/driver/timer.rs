//! The one timer of a driver: it tells when the session's next moment has come.
//!
//! In a hidden page it is kept by a worker too, because browsers stretch the waits of hidden pages.

use std::cell::Cell;
use std::rc::Rc;

use agent_session::time::Millis;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

#[wasm_bindgen(module = "/src/driver/timer.js")]
extern "C" {
    type Wait;

    #[wasm_bindgen(constructor)]
    fn new(on_time: &Closure<dyn Fn()>) -> Wait;
    #[wasm_bindgen(method)]
    fn set(this: &Wait, wait: i32);
    #[wasm_bindgen(method)]
    fn clear(this: &Wait);
    #[wasm_bindgen(method)]
    fn end(this: &Wait);
}

/// A timer that is set for one moment at a time; dropped, it is silent.
pub struct Timer {
    wait: Wait,
    /// The moment it is set for.
    due: Rc<Cell<Option<Millis>>>,
    _on_time: Closure<dyn Fn()>,
}

impl Timer {
    /// A timer that is not set; `on_time` is called whenever its moment comes.
    pub fn new(on_time: impl Fn() + 'static) -> Timer {
        let due = Rc::new(Cell::new(None));
        let passed = Rc::clone(&due);
        let on_time = Closure::<dyn Fn()>::new(move || {
            passed.set(None);
            on_time();
        });
        Timer {
            wait: Wait::new(&on_time),
            due,
            _on_time: on_time,
        }
    }

    /// Sets the timer for `due`, by the clock that says `now`; `None` clears it.
    ///
    /// Setting it for the moment it is set for already changes nothing.
    pub fn set(&self, due: Option<Millis>, now: Millis) {
        if due == self.due.replace(due) {
            return;
        }
        match due {
            Some(due) => self
                .wait
                .set(i32::try_from(due.minus(now).0).unwrap_or(i32::MAX)),
            None => self.wait.clear(),
        }
    }

    /// Ends what it is set for; it is not set again.
    pub fn end(&self) {
        self.wait.end();
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.end();
    }
}
