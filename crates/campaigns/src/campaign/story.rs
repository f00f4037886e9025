//! The story of a shift: everything that was seen of it, one line each.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::observation::{Observation, Seen};
use crate::shift;
use crate::shift::plan::Plan;

/// How much is told of what came before a fault.
const LINES: usize = 60;

/// Tells a shift's story: the whole of it, or what was seen before a time.
pub fn tell(number: u64, until: Option<u64>) {
    let plan = Plan::new(number);
    let mut lines = VecDeque::new();
    let mut look = |seen: &Observation| match until {
        None => println!("{}", line(seen)),
        Some(until) => {
            if seen.at <= until && !matches!(seen.seen, Seen::Knows(_)) {
                lines.push_back(line(seen));
            }
            if lines.len() > LINES {
                lines.pop_front();
            }
        }
    };
    // A shift that panics has a story too.
    let ended = catch_unwind(AssertUnwindSafe(|| shift::run(&plan, &mut look)));
    if let Ok(Err(says)) = ended {
        println!("{says}");
    }
    for line in lines {
        println!("  {line}");
    }
}

/// What was seen, in one line.
pub fn line(seen: &Observation) -> String {
    format!("{}  {:?}", clock(seen.at), seen.seen)
}

/// Milliseconds as hours, minutes and seconds of the shift.
pub fn clock(at: u64) -> String {
    let (seconds, rest) = (at / 1_000, at % 1_000);
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    format!(
        "{}:{:02}:{seconds:02}.{rest:03}",
        minutes / 60,
        minutes % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_as_on_a_clock() {
        assert_eq!(clock(0), "0:00:00.000");
        assert_eq!(clock(3_723_004), "1:02:03.004");
    }
}
