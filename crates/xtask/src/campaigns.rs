//! The campaigns as a program: built for speed, run with the numbers of the test command.

use crate::Outcome;
use crate::process;
use crate::workspace::Workspace;
use std::process::Command;

/// Where the documents about the storms lie; the campaign checks that they are what the code writes.
const DOCS: &str = "docs";

/// Builds them.
pub fn build(workspace: &Workspace) -> Outcome {
    process::run(workspace.command("cargo").args([
        "build",
        "--locked",
        "--profile",
        "native",
        "--package",
        "campaigns",
    ]))
}

/// The reconnect storms.
pub fn storm(workspace: &Workspace) -> Command {
    campaign(workspace, &["storm", "--check", DOCS])
}

/// The shifts of the test command: as many as the program runs where nobody says how many, and those
/// that once failed.
pub fn shifts(workspace: &Workspace) -> Command {
    campaign(workspace, &["shifts", "--known"])
}

/// Answers bent and broken, read as every kind of reply: so many of either, without a panic.
pub fn mutated_answers(workspace: &Workspace) -> Command {
    let mut command = workspace.command("cargo");
    command
        .args(["test", "--locked", "--profile", "native"])
        .args(["--package", "gateway-protocol", "--test", "wire", "answers"])
        .env("MUTATED_ANSWERS", "100000");
    command
}

/// The histories of the test command, and those that once failed.
pub fn histories(workspace: &Workspace) -> Command {
    campaign(workspace, &["histories"])
}

fn campaign(workspace: &Workspace, words: &[&str]) -> Command {
    let program = workspace.target().join("native/campaigns");
    let mut command = workspace.command(&program.to_string_lossy());
    command.args(words);
    command
}
