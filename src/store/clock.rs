//! The one clock that ticks: it runs only while something on the screen counts seconds.
//!
//! Only the counting text changes each second, and nothing at all while the page is hidden.

use std::time::Duration;

use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::{document, set_interval_with_handle};

const SECOND: Duration = Duration::from_secs(1);

/// Tells each second while the page is seen; dropped, it stands.
pub struct Clock(IntervalHandle);

impl Clock {
    /// A clock that runs. None where the page has no timers.
    pub fn start(on_second: impl Fn() + 'static) -> Option<Clock> {
        let tick = move || {
            if !document().hidden() {
                on_second();
            }
        };
        set_interval_with_handle(tick, SECOND).ok().map(Clock)
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        self.0.clear();
    }
}
