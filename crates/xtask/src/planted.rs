//! Planted bugs: each is put into a copy of the source, and the histories must find it.
//!
//! A campaign that finds nothing proves nothing, unless it is known what it would have found. The copy
//! lies in the target folder; the source itself holds no trace of any of this.

mod bugs;

use std::fs;
use std::path::Path;

use crate::workspace::Workspace;
use crate::{Outcome, copy, process};
use bugs::{BUGS, Bug, Change};

/// So many histories are run against each.
const HISTORIES: &str = "20000";

/// Plants each bug in turn and fails where one is not found.
pub fn run(workspace: &Workspace) -> Outcome {
    let copied = workspace.target().join("planted/source");
    let mut missed = Vec::new();
    for bug in BUGS {
        copy::renew(workspace, &copied)?;
        for change in bug.changes {
            plant(&copied, bug, change)?;
        }
        match finds(workspace, &copied, bug)? {
            Some(fault) => println!("found: {}\n         {fault}", bug.name),
            None => {
                println!("MISSED: {}", bug.name);
                missed.push(bug.name);
            }
        }
    }
    println!(
        "planted bugs: {} passed, {} failed",
        BUGS.len() - missed.len(),
        missed.len()
    );
    match missed.as_slice() {
        [] => Ok(()),
        missed => Err(format!("Not found: {}.", missed.join("; "))),
    }
}

/// Makes one change; what it changes must be there exactly once.
fn plant(copy: &Path, bug: &Bug, change: &Change) -> Outcome {
    let file = copy.join("crates/agent-session/src").join(change.file);
    let source = fs::read_to_string(&file)
        .map_err(|error| format!("{} cannot be read: {error}.", file.display()))?;
    if source.matches(change.from).count() != 1 {
        return Err(format!(
            "\"{}\" cannot be planted any more: {} does not hold exactly once:\n{}",
            bug.name, change.file, change.from
        ));
    }
    let planted = source.replace(change.from, change.to);
    fs::write(&file, planted)
        .map_err(|error| format!("{} cannot be written: {error}.", file.display()))
}

/// Runs the histories of the copy: the first fault that is the planted one's, where there is one.
fn finds(workspace: &Workspace, copy: &Path, bug: &Bug) -> Outcome<Option<String>> {
    let target = workspace.target().join("planted/target");
    process::run(
        workspace
            .command("cargo")
            .args([
                "build",
                "--locked",
                "--quiet",
                "--profile",
                "native",
                "--package",
                "campaigns",
            ])
            .current_dir(copy)
            .env("CARGO_TARGET_DIR", &target)
            .env("RUSTFLAGS", "--cap-lints allow"),
    )?;
    let program = target.join("native/campaigns");
    let output = workspace
        .command(&program.to_string_lossy())
        .args(["histories", "--histories", HISTORIES, "--kinds"])
        .output()
        .map_err(|error| format!("{} cannot be run: {error}.", program.display()))?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut kinds = told
        .lines()
        .filter(|line| line.contains("first in history"));
    let found = kinds.find(|line| bug.shows.iter().any(|shows| line.contains(shows)));
    Ok(found.map(|line| line.trim().to_owned()))
}
