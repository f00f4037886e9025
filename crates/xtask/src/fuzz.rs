//! `cargo xtask fuzz`: answers that no page prints, read for as long as somebody has time.
//!
//! The test command tries 200,000 such answers, drawn by chance; a fuzzer keeps those that led somewhere new in the readers
//! and goes on from there. The targets are in `fuzz/`, a workspace of its own. What a run has found is kept
//! in the target folder, and the next one begins with it.

use crate::arguments::{Arguments, unknown_option};
use crate::workspace::Workspace;
use crate::{Outcome, process, tools};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The fuzz targets.
const TARGETS: [&str; 2] = ["any_bytes", "bent_answers"];

/// What the person asked for.
#[derive(Debug, PartialEq)]
pub struct Options {
    targets: Vec<&'static str>,
    seconds: u32,
}

impl Options {
    /// Reads the words after `fuzz`.
    pub fn parse(words: &[String]) -> Outcome<Self> {
        let mut options = Self {
            targets: TARGETS.to_vec(),
            seconds: 600,
        };
        let mut arguments = Arguments::new(words);
        while let Some(option) = arguments.option() {
            match option {
                "--target" => options.targets = vec![target(arguments.value(option)?)?],
                "--seconds" => options.seconds = seconds(arguments.value(option)?)?,
                _ => return Err(unknown_option("fuzz", option)),
            }
        }
        Ok(options)
    }
}

fn target(word: &str) -> Outcome<&'static str> {
    let target = TARGETS.iter().find(|target| **target == word).copied();
    target.ok_or_else(|| format!("--target {word}: give {}.", TARGETS.join(" or ")))
}

fn seconds(word: &str) -> Outcome<u32> {
    // To the fuzzer no limit is none at all.
    word.parse()
        .ok()
        .filter(|seconds| *seconds > 0)
        .ok_or_else(|| format!("--seconds {word}: give a number from 1 on."))
}

/// Runs each target for its time, the first fault ending it.
pub fn run(workspace: &Workspace, options: &Options) -> Outcome {
    tools::install(workspace, &tools::for_fuzzing())?;
    for target in &options.targets {
        build(workspace, target)?;
    }
    let mut figures = Vec::new();
    let mut faults = Vec::new();
    for target in &options.targets {
        println!("\n── {target} ──");
        let (outcome, told) = process::run_and_keep(&mut fuzzer(workspace, target, options)?)?;
        figures.extend(figure(target, &told));
        if outcome.is_err() {
            faults.push(*target);
        }
    }
    println!();
    for figure in &figures {
        println!("{figure}");
    }
    println!(
        "fuzz targets: {} passed, {} failed",
        options.targets.len() - faults.len(),
        faults.len()
    );
    match faults.as_slice() {
        [] if figures.len() == options.targets.len() => Ok(()),
        [] => Err("A fuzzer ended without telling what it did.".to_owned()),
        faults => Err(format!(
            "{} found a fault: what was read lies in {}; a test that reads it comes first.",
            faults.join(" and "),
            folder(workspace, "faults").display()
        )),
    }
}

/// Not every compiler takes the flags by which the fuzzer sees where it has been.
fn build(workspace: &Workspace, target: &str) -> Outcome {
    process::run(cargo_fuzz(workspace, "build").arg(target)).map_err(|_| {
        format!(
            "This toolchain does not build the fuzz target {target}: its messages are above, and a \
             newer or a nightly one may."
        )
    })
}

fn fuzzer(workspace: &Workspace, target: &str, options: &Options) -> Outcome<Command> {
    let [corpus, faults] = ["corpus", "faults"].map(|name| folder(workspace, name).join(target));
    for folder in [&corpus, &faults] {
        fs::create_dir_all(folder)
            .map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
    }
    let program = cargo_fuzz(workspace, "run");
    // The fuzzer tells everything as messages.
    let mut command = workspace.command("sh");
    command
        .args(["-c", "exec nice -n 8 \"$@\" 2>&1", "sh"])
        .arg(program.get_program())
        .args(program.get_args())
        .arg(target)
        .arg(&corpus)
        .arg("--")
        .arg(format!("-artifact_prefix={}/", faults.display()))
        .arg(format!("-max_total_time={}", options.seconds))
        .args(["-timeout=10", "-max_len=4096", "-len_control=0"])
        .args(["-print_final_stats=1", "-print_funcs=0"]);
    Ok(command)
}

/// Without a sanitizer, which would want a nightly compiler: there is no unsafe code in what is tried.
fn cargo_fuzz(workspace: &Workspace, what: &str) -> Command {
    let mut command = workspace.command("cargo");
    command
        .args(["fuzz", what, "--sanitizer", "none", "--target-dir"])
        .arg(folder(workspace, "build"));
    command
}

fn folder(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.target().join("fuzz").join(name)
}

/// How many answers were read, and how far into the readers they led, from the fuzzer's own words.
fn figure(target: &str, told: &str) -> Option<String> {
    let read = told
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    let edges = told
        .lines()
        .rev()
        .find_map(|line| word_after(line, "cov:"))?;
    let kept = told
        .lines()
        .rev()
        .find_map(|line| word_after(line, "corp:"))?;
    let kept = kept.split('/').next()?;
    Some(format!(
        "{target}: {} answers read, {edges} places in the code reached, {kept} answers kept",
        read.trim()
    ))
}

fn word_after<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let mut words = line.split_whitespace();
    words.find(|found| *found == word)?;
    words.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_fuzzer_did_is_read_from_its_own_words() {
        let told = "\
INFO: Seed: 1
#2\tINITED cov: 300 ft: 301 corp: 1/1b exec/s: 0 rss: 30Mb
#4096\tNEW    cov: 1300 ft: 2301 corp: 120/9kb lim: 4096 exec/s: 2048 rss: 31Mb L: 1/2 MS: 1 Custom-
#8192\tDONE   cov: 1311 ft: 2340 corp: 121/9kb lim: 4096 exec/s: 2048 rss: 31Mb
stat::number_of_executed_units: 8192
";
        let expected = "any_bytes: 8192 answers read, 1311 places in the code reached, \
                        121 answers kept";
        assert_eq!(figure("any_bytes", told).as_deref(), Some(expected));
        assert_eq!(figure("any_bytes", "error: it did not build"), None);
    }

    #[test]
    fn a_target_is_one_of_those_there_are() {
        let parse = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            Options::parse(&words)
        };
        let both = parse(&[]).expect("no words");
        assert_eq!(both.targets, TARGETS);
        let one = parse(&["--target", "any_bytes", "--seconds", "5"]).expect("both are right");
        assert_eq!((one.targets, one.seconds), (vec!["any_bytes"], 5));
        assert!(parse(&["--target", "every_byte"]).is_err());
        assert!(parse(&["--seconds", "0"]).is_err());
    }

    #[test]
    fn every_fuzz_target_is_run() {
        let workspace = Workspace::find().expect("cargo answers");
        let files = fs::read_dir(workspace.root().join("fuzz/fuzz_targets")).expect("a folder");
        let mut names: Vec<_> = files
            .flatten()
            .map(|file| file.file_name().to_string_lossy().replace(".rs", ""))
            .collect();
        names.sort();
        assert_eq!(names, TARGETS);
    }
}
