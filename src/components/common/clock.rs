//! Spans and hours in the form of a clock.

use agent_session::view::{Millis, Moment};
use leptos::wasm_bindgen;
use leptos::wasm_bindgen::prelude::wasm_bindgen;

use super::element::{Element, words};

#[wasm_bindgen(module = "/src/components/common/clock.js")]
extern "C" {
    #[wasm_bindgen(js_name = hourAndMinute)]
    fn hour_and_minute_of(wall: f64) -> String;
}

/// A span that is counted: `0:07`, `12:40`, `1:02:03`.
pub fn elapsed(span: Millis) -> Element {
    words("span", "elapsed", duration(span)).attribute("role", "timer")
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
    hour_and_minute_of(moment.wall as f64)
}

/// The same with seconds.
pub fn time_of_day(moment: Moment) -> String {
    let mut words = hour_and_minute(moment);
    words.push(':');
    // No clock is off by a part of a minute.
    push_two_digits(&mut words, moment.wall / 1000 % 60);
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
