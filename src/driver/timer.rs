//! The one timer of a driver: it tells when the session's next moment has come.

use std::cell::Cell;
use std::rc::Rc;

use agent_session::time::Millis;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::Window;

/// A timer that is set for one moment at a time; dropped, it is silent.
pub struct Timer {
    window: Window,
    on_time: Closure<dyn Fn()>,
    /// The moment it is set for, and the browser's number for it.
    set: Rc<Cell<Option<(Millis, i32)>>>,
}

impl Timer {
    /// A timer that is not set; `on_time` is called whenever its moment comes.
    pub fn new(window: &Window, on_time: impl Fn() + 'static) -> Timer {
        let set = Rc::new(Cell::new(None));
        let passed = Rc::clone(&set);
        let on_time = Closure::new(move || {
            passed.set(None);
            on_time();
        });
        Timer {
            window: window.clone(),
            on_time,
            set,
        }
    }

    /// Sets the timer for `due`, by the clock that says `now`; `None` clears it.
    ///
    /// Setting it for the moment it is set for already changes nothing.
    pub fn set(&self, due: Option<Millis>, now: Millis) {
        if due == self.set.get().map(|(due, _)| due) {
            return;
        }
        self.clear();
        if let Some(due) = due {
            let wait = i32::try_from(due.minus(now).0).unwrap_or(i32::MAX);
            let function = self.on_time.as_ref().unchecked_ref();
            let set = self
                .window
                .set_timeout_with_callback_and_timeout_and_arguments_0(function, wait);
            self.set.set(set.ok().map(|handle| (due, handle)));
        }
    }

    /// Forgets the moment.
    pub fn clear(&self) {
        if let Some((_, handle)) = self.set.take() {
            self.window.clear_timeout_with_handle(handle);
        }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Waits for a time of no consequence to the session.
pub async fn pause(window: &Window, wait: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, wait);
    });
    let _ = JsFuture::from(promise).await;
}
