//! The end of the test command: how many tests passed, what each part took.

use super::Finished;
use std::time::Duration;

/// One line a part: time, outcome, figure; and the sum.
pub fn table(results: &[Finished]) -> String {
    let width = results
        .iter()
        .map(|result| result.name.chars().count())
        .max()
        .unwrap_or(0);
    let line = |name: &str, took: Duration, outcome: &str| {
        format!("{name:width$}  {:>6}  {outcome}", clock(took))
            .trim_end()
            .to_owned()
    };
    let mut lines: Vec<String> = results
        .iter()
        .map(|result| match &result.outcome {
            Ok(figure) if figure.is_empty() => line(result.name, result.took, "ok"),
            Ok(figure) => line(result.name, result.took, &format!("ok, {figure}")),
            Err(_) => line(result.name, result.took, "FAILED"),
        })
        .collect();
    let failed = results
        .iter()
        .filter(|result| result.outcome.is_err())
        .count();
    let all = results.iter().map(|result| result.took).sum();
    lines.push(line(
        "all",
        all,
        &format!(
            "{} parts passed, {failed} failed",
            results.len().saturating_sub(failed)
        ),
    ));
    lines.join("\n")
}

/// The tests passed, over every line of a suite's output that sums up (`… 12 passed; 0 failed …`).
pub fn passed(text: &str) -> usize {
    text.lines().filter_map(passed_in_line).sum()
}

fn passed_in_line(line: &str) -> Option<usize> {
    let mut words = line.split([' ', ';', ',']).filter(|word| !word.is_empty());
    let mut count = None;
    let passed = loop {
        match words.next()? {
            "passed" => break count?,
            word => count = word.parse().ok(),
        }
    };
    // A sentence that merely mentions something passed is not a summary.
    words
        .any(|word| word.starts_with("failed"))
        .then_some(passed)
}

fn clock(took: Duration) -> String {
    let seconds = took.as_secs_f64().round() as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passed_tests_of_every_suite_are_added_up() {
        let check = |text, count| assert_eq!(passed(text), count, "{text}");
        check(
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
            12,
        );
        check(
            "test result: ok. 1 passed; 0 failed; 0 ignored\ntest result: ok. 2 passed; 0 failed",
            3,
        );
        check("journeys: 14 passed, 0 failed\n", 14);
        check("running 3 tests\nall 3 have passed the door", 0);
        check("no tests to run!", 0);
    }

    #[test]
    fn the_summary_tells_time_outcome_and_sum() {
        let part = |name, seconds, outcome| Finished {
            name,
            took: Duration::from_secs(seconds),
            outcome,
        };
        let table = table(&[
            part("format", 1, Ok(String::new())),
            part("native tests", 61, Ok("5 passed".to_owned())),
            part("docs", 0, Err("a broken link".to_owned())),
        ]);
        assert_eq!(
            table,
            "\
format          0:01  ok
native tests    1:01  ok, 5 passed
docs            0:00  FAILED
all             1:02  2 parts passed, 1 failed"
        );
    }
}
