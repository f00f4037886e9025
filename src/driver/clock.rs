//! The two clocks of the page, read together.

use agent_session::time::{Millis, Moment};
use wasm_bindgen::prelude::wasm_bindgen;

/// The steady clock begins here and not at nothing, so that what a saved record tells from before the page has a
/// time on it: one day, in milliseconds.
const HEAD_START: f64 = 86_400_000.0;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn steady() -> f64;
}

/// Tells the time since the toolbar was mounted, after a head start, and the machine's own.
#[derive(Clone)]
pub struct Clock {
    began: f64,
}

impl Clock {
    /// A clock that begins now.
    pub fn start() -> Clock {
        Clock { began: steady() }
    }

    /// The present moment on both clocks.
    pub fn now(&self) -> Moment {
        // A float that does not fit becomes the nearest number that does.
        Moment {
            mono: Millis((steady() - self.began + HEAD_START) as u64),
            wall: js_sys::Date::now() as u64,
        }
    }
}
