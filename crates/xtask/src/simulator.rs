//! The gateway simulator as a program: built for speed, started on this machine.

use crate::Outcome;
use crate::process::{self, Background};
use crate::workspace::Workspace;
use std::path::PathBuf;

/// Builds the simulator.
pub fn build(workspace: &Workspace) -> Outcome {
    process::run(workspace.command("cargo").args([
        "build",
        "--locked",
        "--profile",
        "native",
        "--package",
        "gateway-simulator",
    ]))
}

/// Where the built simulator lies.
pub fn program(workspace: &Workspace) -> PathBuf {
    workspace.target().join("native/gateway-simulator")
}

/// Fails with the command to run when the simulator is not built.
pub fn must_be_built(workspace: &Workspace) -> Outcome {
    if program(workspace).is_file() {
        Ok(())
    } else {
        Err("The simulator is not built: run the command once without --no-build.".to_owned())
    }
}

/// Starts the simulator with the toolbar on one port and the sample CRM page on another, and
/// waits until it answers there.
pub fn start(workspace: &Workspace, port: u16, host_port: u16) -> Outcome<Background> {
    let mut command = workspace.command(&program(workspace).to_string_lossy());
    command
        .args(["--port", &port.to_string(), "--toolbar"])
        .arg(workspace.dist())
        .args(["--host-port", &host_port.to_string(), "--host-page"])
        .arg(workspace.root().join("demo/crm"))
        .args(["--until-stdin-closes", "--json"]);
    let mut simulator = Background::start(&mut command)?;
    match simulator.line() {
        Some(_) => Ok(simulator),
        None => Err("The simulator did not start; its own message is above.".to_owned()),
    }
}

/// Measures how many polling agents the simulator serves, and prints the figures.
pub fn measure(workspace: &Workspace) -> Outcome {
    process::run(
        workspace
            .command(&program(workspace).to_string_lossy())
            .arg("--measure"),
    )
}
