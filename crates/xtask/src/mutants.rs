//! `cargo xtask mutants`: small changes of the files that decide, each of which a test must notice.
//!
//! cargo-mutants makes the changes and runs the tests; here stand what is changed, how the tests are run so that some
//! hundred goes take minutes and not hours, and what is told of those that no test noticed.

mod figures;
mod outcomes;
mod survivors;
mod trying;

use crate::arguments::{Arguments, unknown_option};
use crate::workspace::Workspace;
use crate::{Outcome, process, tools};
use figures::Figures;
use outcomes::{Fate, Outcomes};
use std::fs;
use trying::{Go, told_by};

/// The files that decide what may be pressed, what is sent, and what is believed.
const DECIDING: &[Package] = &[
    Package {
        name: "agent-session",
        tests: &["rules", "*"],
        files: &[
            "crates/agent-session/src/actions.rs",
            "crates/agent-session/src/call.rs",
            "crates/agent-session/src/changes.rs",
            "crates/agent-session/src/credential.rs",
            "crates/agent-session/src/pending.rs",
            "crates/agent-session/src/poll.rs",
            "crates/agent-session/src/poll/ending.rs",
            "crates/agent-session/src/resync.rs",
        ],
    },
    Package {
        name: "gateway-protocol",
        tests: &["*"],
        files: &["crates/gateway-protocol/src/lenient.rs"],
    },
];

/// A package with files that decide.
struct Package {
    name: &'static str,
    /// Which of its tests try a mutant, one after the other: what takes least comes first, and the last are all.
    tests: &'static [&'static str],
    files: &'static [&'static str],
}

impl Package {
    fn has(&self, mutant: &str) -> bool {
        self.files.iter().any(|file| is_in(mutant, file))
    }
}

/// Whether the mutant of this name is one of this file.
fn is_in(mutant: &str, file: &str) -> bool {
    mutant
        .strip_prefix(file)
        .is_some_and(|rest| rest.starts_with(':'))
}

fn files() -> impl Iterator<Item = &'static str> {
    DECIDING.iter().flat_map(|package| package.files).copied()
}

/// The most that may be tried at a time.
const MOST_JOBS: usize = 64;

/// What the person asked for.
#[derive(Debug, PartialEq)]
pub struct Options {
    files: Vec<&'static str>,
    keeping: Keeping,
    jobs: usize,
    writing: Writing,
}

/// What becomes of the outcomes of earlier runs.
#[derive(Debug, PartialEq)]
enum Keeping {
    /// Only what survived is tried again.
    Keep,
    Forget,
}

/// What becomes of the document.
#[derive(Debug, PartialEq)]
enum Writing {
    Write,
    Leave,
}

impl Options {
    /// Reads the words after `mutants`.
    pub fn parse(words: &[String]) -> Outcome<Self> {
        let mut options = Self {
            files: Vec::new(),
            keeping: Keeping::Forget,
            jobs: 2,
            writing: Writing::Leave,
        };
        let mut arguments = Arguments::new(words);
        while let Some(option) = arguments.option() {
            match option {
                "--only" => options.files.push(deciding(arguments.value(option)?)?),
                "--resume" => options.keeping = Keeping::Keep,
                "--jobs" => options.jobs = jobs(arguments.value(option)?)?,
                "--write" => options.writing = Writing::Write,
                _ => return Err(unknown_option("mutants", option)),
            }
        }
        if options.files.is_empty() {
            options.files = files().collect();
        } else if options.writing == Writing::Write {
            return Err("--write tells of all files: leave --only out.".to_owned());
        }
        Ok(options)
    }
}

fn deciding(word: &str) -> Outcome<&'static str> {
    let ending = format!("/src/{word}");
    files().find(|file| file.ends_with(&ending)).ok_or_else(|| {
        let names: Vec<_> = files()
            .filter_map(|file| file.split_once("/src/"))
            .map(|(_, name)| name)
            .collect();
        format!("--only {word}: give {}.", names.join(", "))
    })
}

fn jobs(word: &str) -> Outcome<usize> {
    word.parse()
        .ok()
        .filter(|jobs| (1..=MOST_JOBS).contains(jobs))
        .ok_or_else(|| format!("--jobs {word}: give a number from 1 to {MOST_JOBS}."))
}

/// Tries every mutant of the files asked for and tells what became of them.
pub fn run(workspace: &Workspace, options: &Options) -> Outcome {
    must_be_there(workspace)?;
    tools::install(workspace, &tools::for_mutants())?;
    let folder = workspace.target().join("mutants");
    let told: Vec<_> = (0..MOST_JOBS).map(|job| told_by(&folder, job)).collect();
    let mut outcomes = match options.keeping {
        Keeping::Keep => Outcomes::gather(&folder, &told)?,
        Keeping::Forget => Outcomes::forget(&folder, &told)?,
    };
    let mutants = list(workspace, &options.files)?;
    for package in DECIDING {
        for tests in package.tests {
            let left: Vec<_> = mutants
                .iter()
                .filter(|mutant| package.has(mutant) && !outcomes.are_final(mutant))
                .map(String::as_str)
                .collect();
            println!("{}, tests {tests}: {} mutants.", package.name, left.len());
            let go = Go {
                workspace,
                folder: &folder,
                package,
                tests,
            };
            go.try_all(&left, options.jobs)?;
            outcomes = Outcomes::gather(&folder, &told)?;
        }
    }
    tell(workspace, options, &mutants, &outcomes)
}

/// A file that has been moved would have no mutants, and nobody would miss them.
fn must_be_there(workspace: &Workspace) -> Outcome {
    match files().find(|file| !workspace.root().join(file).is_file()) {
        None => Ok(()),
        Some(file) => Err(format!(
            "{file} is not there any more: correct the list in crates/xtask/src/mutants.rs."
        )),
    }
}

/// The names of all mutants of these files.
fn list(workspace: &Workspace, files: &[&str]) -> Outcome<Vec<String>> {
    let mut command = workspace.command("cargo");
    command.args(["mutants", "--no-config", "--colors", "never", "--list"]);
    for package in DECIDING {
        command.args(["--package", package.name]);
    }
    for file in files {
        command.args(["--file", file]);
    }
    let names = process::read(&mut command)?;
    Ok(names.lines().map(str::to_owned).collect())
}

/// Prints what became of the mutants, and what must not stay so.
fn tell(
    workspace: &Workspace,
    options: &Options,
    mutants: &[String],
    outcomes: &Outcomes,
) -> Outcome {
    let figures = Figures::of(&options.files, mutants, outcomes);
    println!("\n{}", figures.table());
    let survivors: Vec<_> = mutants
        .iter()
        .filter(|mutant| outcomes.of(mutant) == Some(Fate::Missed))
        .map(|mutant| survivors::without_place(mutant))
        .collect();
    let path = workspace.root().join(survivors::DOCUMENT);
    let document = fs::read_to_string(&path)
        .map_err(|error| format!("{} cannot be read: {error}.", path.display()))?;
    let reasons = survivors::reasons(&document);
    if options.writing == Writing::Write && figures.untried() == 0 {
        let list = survivors::list(&survivors, &reasons);
        fs::write(&path, survivors::document(&figures.table(), &list))
            .map_err(|error| format!("{} cannot be written: {error}.", path.display()))?;
    }
    let mut complaints = survivors::complaints(&survivors, &reasons, &options.files);
    complaints.extend(figures.complaints());
    for complaint in &complaints {
        println!("{complaint}");
    }
    println!(
        "mutants: {} passed, {} failed",
        figures.caught(),
        complaints.len()
    );
    match complaints.len() {
        0 => Ok(()),
        _ => Err(
            "A mutant that survives wants a test, or a reason in docs/mutants.md why it does no harm."
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Outcome<Options> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Options::parse(&words)
    }

    #[test]
    fn every_file_that_decides_is_there() {
        let workspace = Workspace::find().expect("cargo answers");
        assert_eq!(must_be_there(&workspace), Ok(()));
    }

    #[test]
    fn a_file_is_chosen_by_its_name_below_src() {
        let files = |word| parse(&["--only", word]).map(|options| options.files);
        assert_eq!(
            files("poll/ending.rs"),
            Ok(vec!["crates/agent-session/src/poll/ending.rs"])
        );
        let sentence = files("ending.rs").expect_err("there is no such file");
        assert!(sentence.contains("give actions.rs, call.rs"), "{sentence}");
        assert!(parse(&["--only", "call.rs", "--write"]).is_err());
    }
}
