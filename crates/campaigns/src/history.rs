//! Histories: a great many short stories of an agent's presses, callers and faults, each from its number.
//!
//! A history is a shift of a few minutes whose steps are listed, so that one that fails can be made
//! smaller by leaving steps out, until only those are left that matter.

mod faults;
mod known;
mod page;
mod plan;
mod shrink;
mod tally;

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use crate::Outcome;
use crate::arguments::{Arguments, unknown_option};
use crate::campaign::story;
use crate::checker::{Checker, Fault};
use crate::kept::Kept;
use crate::parallel;
use crate::shift;
use crate::shift::plan::Plan;
use serde::{Deserialize, Serialize};
use tally::{Counting, Tally};

/// As many as the test command runs.
const HISTORIES: u64 = 100_000;
/// Histories between two savings.
const BATCH: u64 = 10_000;
/// So many that fail are made smaller and told.
const STORIES: usize = 3;
/// So many of those that failed are named at the end.
const MOST_NAMED: usize = 20;
/// So many of a hundred allowed presses are carried out where nothing goes wrong; the others meet a
/// call that has just ended, or a state that has just changed.
const LEAST_UNDISTURBED: f64 = 95.0;
/// The same where requests are lost and the gateway comes and goes: of the commands that were lost on
/// their way there, none is repeated.
const LEAST_DISTURBED: f64 = 85.0;
/// Where the long campaign keeps what it has.
const KEPT_IN: &str = "target/campaigns/histories.json";

/// What came of some histories.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Figures {
    /// Those that nothing disturbed.
    undisturbed: Tally,
    /// The others.
    disturbed: Tally,
    /// The kinds of fault, how often each was found, and in which history first.
    kinds: BTreeMap<String, (u64, u64)>,
}

impl Figures {
    /// The named faults that struck too seldom to prove anything.
    fn faults_left_out(&self) -> Vec<String> {
        if self.undisturbed.histories + self.disturbed.histories < faults::MANY {
            return Vec::new();
        }
        let struck = |name: &str| self.disturbed.struck.get(name).copied().unwrap_or(0);
        let seldom = faults::names().filter(|name| struck(name) < faults::LEAST);
        seldom
            .map(|name| format!("{name} struck {} times", struck(name)))
            .collect()
    }
}

/// What came of one history.
struct Judged {
    number: u64,
    faults: Vec<Fault>,
    tally: Tally,
}

struct Options {
    first: u64,
    count: u64,
    file: Option<String>,
    is_resumed: bool,
    page: Option<String>,
    tells_story: bool,
    /// Only the kinds of fault are told.
    tells_kinds: bool,
    /// Those that failed are judged once more, and nothing else is run.
    is_again: bool,
}

impl Options {
    fn parse(mut arguments: Arguments<'_>) -> Outcome<Self> {
        let mut options = Self {
            first: 0,
            count: HISTORIES,
            file: None,
            is_resumed: false,
            page: None,
            tells_story: false,
            tells_kinds: false,
            is_again: false,
        };
        while let Some(option) = arguments.option() {
            match option {
                "--histories" => options.count = arguments.number(option)?,
                "--seed" => options.first = arguments.number(option)?,
                "--state" => options.file = Some(arguments.value(option)?.to_owned()),
                "--write" => options.page = Some(arguments.value(option)?.to_owned()),
                "--resume" => options.is_resumed = true,
                "--kinds" => options.tells_kinds = true,
                "--again" => options.is_again = true,
                "--story" => options.tells_story = true,
                _ => return Err(unknown_option("histories", option)),
            }
        }
        if options.is_resumed || options.is_again {
            options.file.get_or_insert_with(|| KEPT_IN.to_owned());
        }
        Ok(options)
    }
}

/// Runs the histories asked for and prints what came of them.
pub fn run(arguments: Arguments<'_>) -> Outcome {
    let options = Options::parse(arguments)?;
    if options.tells_story {
        for number in options.first..options.first + options.count {
            tell(&plan::plan(number));
        }
    }
    let known_failed = run_known();
    let fresh = Kept::new(options.first, options.count);
    let mut kept: Kept<Figures> = match &options.file {
        Some(file) if options.is_again => judge_again(file, options.tells_kinds)?,
        Some(file) if options.is_resumed => Kept::load(file, fresh)?,
        _ => fresh,
    };
    let began = Instant::now();
    while kept.next < kept.first + kept.count {
        let end = (kept.next + BATCH).min(kept.first + kept.count);
        run_batch(&mut kept, end, options.tells_kinds);
        kept.next = end;
        if let Some(file) = &options.file {
            kept.save(file)?;
            let (done, of) = (end - kept.first, kept.count);
            println!("{done} of {of} histories, {} s", began.elapsed().as_secs());
        }
    }
    if let Some(file) = &options.page {
        let page = page::write(&kept, known_failed);
        fs::write(file, page).map_err(|error| format!("{file} cannot be written: {error}."))?;
    }
    conclude(&kept, known_failed)
}

/// Judges those that failed once more: what was mended since is no failure any more, and stays told.
fn judge_again(file: &str, tells_kinds: bool) -> Outcome<Kept<Figures>> {
    let mut kept: Kept<Figures> = Kept::load_of_any_build(file)?;
    kept.figures.kinds.clear();
    for number in std::mem::take(&mut kept.failed) {
        let judged = judge(&plan::plan(number));
        if judged.faults.is_empty() {
            kept.mended.push(number);
        } else {
            note_failed(&mut kept, &judged, tells_kinds);
        }
    }
    kept.count = kept.next - kept.first;
    kept.save(file)?;
    Ok(kept)
}

fn note_failed(kept: &mut Kept<Figures>, judged: &Judged, tells_kinds: bool) {
    if kept.failed.len() < STORIES && !tells_kinds {
        report(&plan::plan(judged.number), &judged.faults);
    }
    kept.failed.push(judged.number);
    for fault in &judged.faults {
        let kind = kept
            .figures
            .kinds
            .entry(words(fault))
            .or_insert((0, judged.number));
        kind.0 += 1;
    }
}

fn run_batch(kept: &mut Kept<Figures>, end: u64, tells_kinds: bool) {
    let numbers = kept.next..end;
    for judged in parallel::in_order(numbers, |number| judge(&plan::plan(number))) {
        if !judged.faults.is_empty() {
            note_failed(kept, &judged, tells_kinds);
        }
        let figures = &mut kept.figures;
        let of_its_kind = match plan::is_undisturbed(judged.number) {
            true => &mut figures.undisturbed,
            false => &mut figures.disturbed,
        };
        of_its_kind.merge(&judged.tally);
    }
}

/// Runs one history; a panic is a fault like any other.
fn judge(plan: &Plan) -> Judged {
    let mut checker = Checker::new(&plan.settings);
    let mut counting = Counting::default();
    let mut last = 0;
    let ended = catch_unwind(AssertUnwindSafe(|| {
        shift::run(plan, &mut |seen| {
            last = seen.at;
            checker.observe(seen);
            counting.note(seen);
        })
    }));
    let verdict = checker.verdict();
    let mut faults = verdict.faults;
    let says = match ended {
        Ok(Ok(())) => None,
        Ok(Err(says)) => Some(says),
        Err(_) => Some("panics".to_owned()),
    };
    faults.extend(says.map(|says| Fault { at: last, says }));
    let steps = plan.steps.as_deref().unwrap_or_default();
    Judged {
        number: plan.number,
        faults,
        tally: counting.into_tally(steps.len(), verdict.hits),
    }
}

/// Tells what failed, what little is needed for it, and how to see it again.
fn report(plan: &Plan, faults: &[Fault]) {
    let number = plan.number;
    println!("\nFAILED: history {number} ({})", plan.reading);
    for fault in faults {
        println!("  {}  {}", story::clock(fault.at), fault.says);
    }
    let Some(first) = faults.first() else { return };
    let smallest = shrink::smallest(plan, &|plan| {
        let faults = judge(plan).faults;
        faults.iter().any(|fault| is_alike(fault, first))
    });
    println!("  the least that shows the first of them:");
    tell(&smallest);
    if let Ok(row) = serde_json::to_string(&smallest) {
        println!("  as a row of what is known:\n{row}");
    }
    println!(
        "  repeat it: cargo run --profile native -p campaigns -- histories --seed {number} --histories 1 --story"
    );
}

/// Whether two faults are of one kind.
fn is_alike(one: &Fault, other: &Fault) -> bool {
    words(one) == words(other)
}

/// What a fault says, without the numbers in it.
fn words(fault: &Fault) -> String {
    let letters = fault.says.chars();
    letters.filter(|letter| !letter.is_ascii_digit()).collect()
}

/// Tells a history: its steps in words, and then what was seen.
fn tell(plan: &Plan) {
    println!(
        "  {}; page {:?}, steady clock {:?}",
        plan.reading, plan.page, plan.steady
    );
    for timed in plan.steps.iter().flatten() {
        println!("  {timed}");
    }
    println!("  what was seen:");
    let mut look = |seen: &crate::observation::Observation| println!("    {}", story::line(seen));
    let ended = catch_unwind(AssertUnwindSafe(|| shift::run(plan, &mut look)));
    if let Ok(Err(says)) = ended {
        println!("    {says}");
    }
}

/// Runs those that failed once, and returns how many fail now.
fn run_known() -> usize {
    let mut failed = 0;
    for row in known::rows() {
        let judged = judge(&row.plan);
        if !judged.faults.is_empty() {
            println!("\nFAILED: it showed once: {}", row.showed);
            report(&row.plan, &judged.faults);
            failed += 1;
        }
    }
    println!(
        "known: {} passed, {failed} failed",
        known::rows().len() - failed
    );
    failed
}

fn conclude(kept: &Kept<Figures>, known_failed: usize) -> Outcome {
    for (kind, (count, first)) in &kept.figures.kinds {
        println!("{count:>7}  first in history {first}: {kind}");
    }
    let figures = [
        ("undisturbed", &kept.figures.undisturbed, LEAST_UNDISTURBED),
        ("disturbed", &kept.figures.disturbed, LEAST_DISTURBED),
    ];
    let mut failures = Vec::new();
    for (name, tally, least) in figures {
        let all = tally.total();
        println!(
            "{name}: {} histories, {} steps, {} disturbances; of {} allowed presses {:.1} % were carried out",
            tally.histories,
            tally.steps,
            tally.disturbances,
            all.allowed,
            all.share()
        );
        let too_few = tally.failures(least);
        failures.extend(too_few.iter().map(|says| format!("{name}, {says}")));
    }
    failures.extend(kept.figures.faults_left_out());
    for failure in &failures {
        println!("FAILED: {failure}");
    }
    let failed = kept.failed.len() as u64;
    println!("histories: {} passed, {failed} failed", kept.count - failed);
    match (failed, known_failed, failures.is_empty()) {
        (0, 0, true) => Ok(()),
        (0, 0, false) => {
            Err("Too few presses were carried out, or too few faults struck.".to_owned())
        }
        (0, _, _) => Err("Histories fail again that failed once.".to_owned()),
        _ => {
            let first: Vec<&u64> = kept.failed.iter().take(MOST_NAMED).collect();
            Err(format!(
                "{failed} histories failed, the first of them {first:?}."
            ))
        }
    }
}
