//! The two clocks of the page, read together.

use agent_session::time::{Millis, Moment};
use web_sys::{Performance, Window};

/// The steady clock begins here and not at nothing, so that what a saved record tells from before the page has a
/// time on it: one day, in milliseconds.
const HEAD_START: f64 = 86_400_000.0;

/// Tells the time since the toolbar was mounted, after a head start, and the machine's own.
#[derive(Clone)]
pub struct Clock {
    steady: Option<Performance>,
    began: f64,
}

impl Clock {
    /// A clock that begins now.
    pub fn start(window: &Window) -> Clock {
        let steady = window.performance();
        let began = steady
            .as_ref()
            .map_or_else(js_sys::Date::now, Performance::now);
        Clock { steady, began }
    }

    /// The present moment on both clocks.
    pub fn now(&self) -> Moment {
        let wall = js_sys::Date::now();
        let steady = self.steady.as_ref().map_or(wall, Performance::now);
        // A float that does not fit becomes the nearest number that does.
        Moment {
            mono: Millis((steady - self.began + HEAD_START) as u64),
            wall: wall as u64,
        }
    }
}
