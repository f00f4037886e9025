//! The two clocks of the page, read together.

use agent_session::time::{Millis, Moment};
use web_sys::{Performance, Window};

/// Tells the time since the toolbar was mounted, and the machine's own.
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
            mono: Millis((steady - self.began) as u64),
            wall: wall as u64,
        }
    }
}
