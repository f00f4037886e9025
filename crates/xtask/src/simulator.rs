//! The gateway simulator as a program: built for speed, started on this machine.

use crate::Outcome;
use crate::process::{self, Background};
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};

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

/// A simulator that serves, and the addresses it told.
pub struct Running {
    process: Background,
    /// The toolbar by itself.
    pub toolbar: String,
    /// The page that frames the toolbar, on a port of its own.
    pub host_page: String,
    /// The page that makes calls happen.
    pub desk: String,
}

/// Starts the simulator with the toolbar's folder on one port and the sample CRM page's on another,
/// and waits until it answers there.
pub fn start(
    workspace: &Workspace,
    [toolbar, host_page]: [&Path; 2],
    [port, host_port]: [u16; 2],
) -> Outcome<Running> {
    let mut command = workspace.command(&program(workspace).to_string_lossy());
    command
        .args(["--port", &port.to_string(), "--toolbar"])
        .arg(toolbar)
        .args(["--host-port", &host_port.to_string(), "--host-page"])
        .arg(host_page)
        .args(["--until-stdin-closes", "--json"]);
    let mut process = Background::start(&mut command)?;
    match process.line().as_deref().map(addresses) {
        Some(Some([toolbar, host_page, desk])) => Ok(Running {
            process,
            toolbar,
            host_page,
            desk,
        }),
        Some(None) => Err("The simulator told no addresses: build it again.".to_owned()),
        None => Err("The simulator did not start; its own message is above.".to_owned()),
    }
}

impl Running {
    /// Stays until the simulator ends, which is a failure: nobody asked it to.
    pub fn stay(self) -> Outcome {
        self.process.show_until_end()
    }
}

/// The addresses in the line that the simulator prints when it is ready.
fn addresses(line: &str) -> Option<[String; 3]> {
    let told: serde_json::Value = serde_json::from_str(line).ok()?;
    let address = |name: &str| told[name].as_str().map(str::to_owned);
    Some([address("toolbar")?, address("hostPage")?, address("desk")?])
}

/// Measures how many polling agents the simulator serves, and prints the figures.
pub fn measure(workspace: &Workspace) -> Outcome {
    process::run(
        workspace
            .command(&program(workspace).to_string_lossy())
            .arg("--measure"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_are_read_from_the_simulator_s_line() {
        let line =
            r#"{"toolbar":"http://a/","hostPage":"http://b/","desk":"http://a/sim/","port":1}"#;
        let told = ["http://a/", "http://b/", "http://a/sim/"].map(str::to_owned);
        assert_eq!(addresses(line), Some(told));
        assert_eq!(
            addresses(r#"{"toolbar":null,"hostPage":"http://b/"}"#),
            None
        );
        assert_eq!(addresses("not JSON"), None);
    }
}
