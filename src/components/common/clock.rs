//! The one clock that ticks: it runs only while something on the screen counts seconds.
//!
//! Nothing but the counting text is drawn again each second, and nothing at all while the page is hidden.

use std::time::Duration;

use agent_session::view::{Millis, Moment};
use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;

use super::element::{Words, element, live};

const SECOND: Duration = Duration::from_secs(1);

/// Wakes what counts seconds, each second while there is something to count.
#[derive(Clone, Copy)]
pub struct Clock {
    ticks: RwSignal<usize>,
    watchers: StoredValue<usize>,
    interval: StoredValue<Option<IntervalHandle>>,
}

impl Clock {
    /// Gives a clock to everything drawn inside the present component.
    pub fn provide() {
        let clock = Clock {
            ticks: RwSignal::new(0),
            watchers: StoredValue::new(0),
            interval: StoredValue::new(None),
        };
        on_cleanup(move || clock.stop());
        provide_context(clock);
    }

    /// Words that are read again each second, for as long as the present part of the screen stands.
    pub fn counting(read: impl Fn() -> String + Send + Sync + 'static) -> Words {
        let clock: Clock = expect_context();
        clock.watchers.update_value(|watchers| *watchers += 1);
        if clock.interval.with_value(Option::is_none) {
            let interval = set_interval_with_handle(move || clock.tick(), SECOND).ok();
            clock.interval.set_value(interval);
        }
        on_cleanup(move || clock.forget_one());
        live(move || {
            clock.ticks.track();
            read()
        })
    }

    fn tick(self) {
        if !document().hidden() {
            self.ticks
                .try_update(|ticks| *ticks = ticks.wrapping_add(1));
        }
    }

    fn forget_one(self) {
        let left = self.watchers.try_update_value(|watchers| {
            *watchers = watchers.saturating_sub(1);
            *watchers
        });
        if left == Some(0) {
            self.stop();
        }
    }

    fn stop(self) {
        if let Some(Some(interval)) = self.interval.try_update_value(Option::take) {
            interval.clear();
        }
    }
}

/// A span that is counted: `0:07`, `12:40`, `1:02:03`.
pub fn elapsed(span: impl Fn() -> Millis + Send + Sync + 'static) -> AnyView {
    let words = Clock::counting(move || duration(span()));
    element("span")
        .class("elapsed")
        .attribute("role", "timer")
        .words(words)
        .draw()
}

/// A span in the form of a clock.
pub fn duration(span: Millis) -> String {
    let seconds = span.0 / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut words = String::new();
    if hours > 0 {
        words.push_str(&hours.to_string());
        words.push(':');
        push_two_digits(&mut words, minutes);
    } else {
        words.push_str(&minutes.to_string());
    }
    words.push(':');
    push_two_digits(&mut words, seconds);
    words
}

/// Hour and minute of the machine's own clock.
pub fn hour_and_minute(moment: Moment) -> String {
    let date = js_sys::Date::new(&(moment.wall as f64).into());
    let mut words = String::new();
    push_two_digits(&mut words, date.get_hours().into());
    words.push(':');
    push_two_digits(&mut words, date.get_minutes().into());
    words
}

fn push_two_digits(words: &mut String, number: u64) {
    if number < 10 {
        words.push('0');
    }
    words.push_str(&number.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_reads_like_a_clock() {
        let check = |seconds, expected: &str| {
            assert_eq!(duration(Millis::seconds(seconds)), expected);
        };
        check(0, "0:00");
        check(7, "0:07");
        check(760, "12:40");
        check(3600, "1:00:00");
        check(3723, "1:02:03");
        check(360_000, "100:00:00");
    }
}
