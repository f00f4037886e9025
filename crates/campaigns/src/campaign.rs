//! Many shifts: run on all processors, judged, measured, and repeatable one by one.
//!
//! A shift is a number; a campaign is a first number and a count. The long campaign keeps what it has
//! in a file after every batch and goes on from there.

mod known;
mod page;
pub mod story;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use crate::Outcome;
use crate::arguments::{Arguments, unknown_option};
use crate::checker::{Checker, Fault};
use crate::figures::{Figures, Meter};
use crate::kept::Kept;
use crate::parallel;
use crate::shift;
use crate::shift::plan::Plan;

use known::KNOWN;

/// As many as the test command runs.
const SHIFTS: u64 = 500;
/// Shifts between two savings.
const BATCH: u64 = 100;
/// How many shifts that fail tell their story.
const STORIES: usize = 3;
/// Where the long campaign keeps what it has.
const KEPT_IN: &str = "target/campaigns/shifts.json";

/// What the person asked for.
#[derive(Debug, Clone, PartialEq)]
struct Options {
    first: u64,
    count: u64,
    runs_known: bool,
    file: Option<String>,
    is_resumed: bool,
    page: Option<String>,
    tells_story: bool,
}

impl Options {
    fn parse(mut arguments: Arguments<'_>) -> Outcome<Self> {
        let mut options = Self {
            first: 0,
            count: SHIFTS,
            runs_known: false,
            file: None,
            is_resumed: false,
            page: None,
            tells_story: false,
        };
        while let Some(option) = arguments.option() {
            match option {
                "--shifts" => options.count = arguments.number(option)?,
                "--seed" => options.first = arguments.number(option)?,
                "--known" => options.runs_known = true,
                "--write" => options.page = Some(arguments.value(option)?.to_owned()),
                "--state" => options.file = Some(arguments.value(option)?.to_owned()),
                "--resume" => options.is_resumed = true,
                "--story" => options.tells_story = true,
                _ => return Err(unknown_option("shifts", option)),
            }
        }
        if options.is_resumed {
            options.file.get_or_insert_with(|| KEPT_IN.to_owned());
        }
        Ok(options)
    }
}

/// What came of one shift.
#[derive(Debug, PartialEq)]
pub struct Judged {
    number: u64,
    faults: Vec<Fault>,
    figures: Figures,
}

/// Runs the shifts asked for and prints what came of them.
pub fn run(arguments: Arguments<'_>) -> Outcome {
    let options = Options::parse(arguments)?;
    if options.tells_story {
        for number in options.first..options.first + options.count {
            story::tell(number, None);
        }
    }
    let known_failed = match options.runs_known {
        true => run_known(),
        false => 0,
    };
    let mut kept = begin(&options)?;
    let began = Instant::now();
    while kept.next < kept.first + kept.count {
        let end = (kept.next + BATCH).min(kept.first + kept.count);
        for judged in parallel::in_order(kept.next..end, |number| judge(&Plan::new(number))) {
            report(&judged, kept.failed.len());
            if !judged.faults.is_empty() {
                kept.failed.push(judged.number);
            }
            kept.figures.merge(&judged.figures);
        }
        kept.next = end;
        if let Some(file) = &options.file {
            kept.save(file)?;
            let (done, of) = (end - kept.first, kept.count);
            println!("{done} of {of} shifts, {} s", began.elapsed().as_secs());
        }
    }
    if let Some(file) = &options.page {
        let page = page::write(&kept);
        fs::write(file, page).map_err(|error| format!("{file} cannot be written: {error}."))?;
    }
    conclude(&kept, known_failed)
}

/// Runs those that failed once, and returns how many fail now.
fn run_known() -> usize {
    let mut failed = 0;
    for (number, showed) in KNOWN {
        let judged = judge(&Plan::new(*number));
        if !judged.faults.is_empty() {
            report(&judged, failed);
            println!("  it showed once: {showed}");
            failed += 1;
        }
    }
    println!("known: {} passed, {failed} failed", KNOWN.len() - failed);
    failed
}

fn begin(options: &Options) -> Outcome<Kept<Figures>> {
    let fresh = Kept::new(options.first, options.count);
    match &options.file {
        Some(file) if options.is_resumed => Kept::load(file, fresh),
        _ => Ok(fresh),
    }
}

fn conclude(kept: &Kept<Figures>, known_failed: usize) -> Outcome {
    for line in kept.figures.lines() {
        println!("{line}");
    }
    let (judged, exceeded) = kept.figures.judge();
    for sentence in &exceeded {
        println!("FAILED: {sentence}");
    }
    println!(
        "figures: {} passed, {} failed",
        judged - exceeded.len(),
        exceeded.len()
    );
    let failed = kept.failed.len() as u64;
    println!("shifts: {} passed, {failed} failed", kept.count - failed);
    match (failed, known_failed, exceeded.is_empty()) {
        (0, 0, true) => Ok(()),
        (0, 0, false) => Err("A figure is worse than it may be, or was not measured.".to_owned()),
        (0, _, _) => Err("Shifts fail again that failed once.".to_owned()),
        _ => Err(format!("Shifts that failed: {:?}.", kept.failed)),
    }
}

/// Runs one shift; a panic is a fault like any other.
fn judge(plan: &Plan) -> Judged {
    let mut checker = Checker::new(&plan.settings);
    let mut meter = Meter::default();
    let mut last = 0;
    let ended = catch_unwind(AssertUnwindSafe(|| {
        shift::run(plan, &mut |seen| {
            last = seen.at;
            checker.observe(seen);
            meter.observe(seen);
        })
    }));
    let verdict = checker.verdict();
    let mut figures = meter.into_figures(last);
    for reason in verdict.sign_outs {
        *figures.sign_outs.entry(reason).or_default() += 1;
    }
    let mut faults = verdict.faults;
    let says = match ended {
        Ok(Ok(())) => None,
        Ok(Err(says)) => Some(says),
        Err(_) => Some("panics".to_owned()),
    };
    faults.extend(says.map(|says| Fault { at: last, says }));
    Judged {
        number: plan.number,
        faults,
        figures,
    }
}

/// Tells what failed in a shift, and how to see it again.
fn report(judged: &Judged, failed_before: usize) {
    let Some(first) = judged.faults.first() else {
        return;
    };
    let number = judged.number;
    println!("\nFAILED: shift {number} ({})", Plan::new(number).reading);
    for fault in &judged.faults {
        println!("  {}  {}", story::clock(fault.at), fault.says);
    }
    if failed_before < STORIES {
        println!("  what was seen before the first of them:");
        story::tell(number, Some(first.at));
    }
    println!(
        "  repeat it: cargo run --profile native -p campaigns -- shifts --seed {number} --shifts 1 --story"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Outcome<Options> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Options::parse(Arguments::new(&words))
    }

    #[test]
    fn options_are_read_and_misspelt_ones_named() {
        let options =
            parse(&["--shifts", "10000", "--seed", "7", "--resume"]).expect("they are right");
        assert_eq!((options.first, options.count), (7, 10_000));
        assert_eq!(options.file.as_deref(), Some(KEPT_IN));
        for wrong in [&["--shift", "1"][..], &["--shifts"], &["--shifts", "many"]] {
            assert!(parse(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_shift_follows_from_its_number() {
        let an_hour = |number| {
            judge(&Plan {
                length: 3_600_000,
                ..Plan::new(number)
            })
        };
        assert_eq!(an_hour(3), an_hour(3));
        assert_ne!(an_hour(3).figures, an_hour(4).figures);
    }
}
