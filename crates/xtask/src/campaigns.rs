//! The campaigns as a program: built for speed, run with the numbers of the test command.

use crate::Outcome;
use crate::process;
use crate::workspace::Workspace;
use std::process::Command;

/// Where the storms' chart lies; a campaign checks that it is what the code draws.
const CHART: &str = "docs/reconnect-storm.svg";

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
    campaign(workspace, &["storm", "--check", CHART])
}

/// The shifts of the test command: as many as the program runs where nobody says how many.
pub fn shifts(workspace: &Workspace) -> Command {
    campaign(workspace, &["shifts"])
}

fn campaign(workspace: &Workspace, words: &[&str]) -> Command {
    let program = workspace.target().join("native/campaigns");
    let mut command = workspace.command(&program.to_string_lossy());
    command.args(words);
    command
}
