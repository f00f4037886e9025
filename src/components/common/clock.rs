//! Spans and hours in the form of a clock.

use agent_session::view::{Millis, Moment};

use super::element::{Element, words};

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
