//! Debian packages, for what is not built or unpacked below the target folder.
//!
//! On a system without apt-get, or for a user who may not install, the packages are named instead.

use super::installing;
use crate::workspace::Workspace;
use crate::{Outcome, process};
use std::fs;
use std::io::IsTerminal;
use std::path::Path;
use std::process::Command;

/// Installs packages, as root or through sudo.
pub fn install(workspace: &Workspace, tool: &str, packages: &[&str]) -> Outcome {
    if workspace.program("apt-get").is_none() {
        return Err(without_apt(tool, packages));
    }
    let right = right(workspace).ok_or_else(|| without_right(tool, packages))?;
    // Old lists may still name the right packages, so only the installation decides.
    installing::step(workspace, tool, apt_get(workspace, &right).arg("update")).ok();
    let mut command = apt_get(workspace, &right);
    command
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages);
    installing::step(workspace, tool, &mut command)
}

/// Unpacks a package below the target folder: nothing of the system is touched, and no service is started.
pub fn unpack(workspace: &Workspace, tool: &str, package: &str, program: &str) -> Outcome {
    if workspace.program("apt-get").is_none() {
        return Err(without_apt(tool, &[package]));
    }
    if let Some(right) = right(workspace) {
        installing::step(workspace, tool, apt_get(workspace, &right).arg("update")).ok();
    }
    let folder = workspace.tools().join("debian").join(package);
    let bin = workspace.tools().join("bin");
    let unwritable = |error| format!("{} cannot be written: {error}.", folder.display());
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).map_err(unwritable)?;
    fs::create_dir_all(&bin).map_err(unwritable)?;
    let mut download = workspace.command("apt-get");
    download.args(["download", package]).current_dir(&folder);
    installing::step(workspace, tool, &mut download)?;
    let files = fs::read_dir(&folder).map_err(unwritable)?;
    let file = files
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .find(|path| path.extension().is_some_and(|end| end == "deb"))
        .ok_or_else(|| format!("{tool} was not downloaded: run the command again."))?;
    let mut extract = workspace.command("dpkg");
    extract.arg("--extract").arg(&file).arg(&folder);
    installing::step(workspace, tool, &mut extract)?;
    let name = Path::new(program).file_name().unwrap_or_default();
    fs::copy(folder.join(program), bin.join(name))
        .map(drop)
        .map_err(unwritable)
}

/// How this user may install.
enum Right {
    Root,
    /// sudo, asking for the password if it wants one.
    Sudo,
}

fn right(workspace: &Workspace) -> Option<Right> {
    let user = process::read(Command::new("id").arg("-u")).unwrap_or_default();
    if user.trim() == "0" {
        return Some(Right::Root);
    }
    workspace.program("sudo")?;
    let needs_no_password = process::read(Command::new("sudo").args(["-n", "true"])).is_ok();
    (needs_no_password || std::io::stdin().is_terminal()).then_some(Right::Sudo)
}

fn apt_get(workspace: &Workspace, right: &Right) -> Command {
    let mut command = match right {
        Right::Root => workspace.command("env"),
        Right::Sudo => {
            let mut command = workspace.command("sudo");
            command.arg("env");
            command
        }
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    command
}

fn without_apt(tool: &str, packages: &[&str]) -> String {
    format!(
        "{tool} is missing and this system has no apt-get: install it with the system's own \
         package manager (Debian calls it {}), then run this command again.",
        packages.join(" and ")
    )
}

fn without_right(tool: &str, packages: &[&str]) -> String {
    format!(
        "{tool} is missing and this user may not install it: ask an administrator to run \
         `apt-get install {}`, then run this command again.",
        packages.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_without_apt_is_told_what_to_install() {
        let sentence = without_apt("Node 18 or newer with npm", &["nodejs", "npm"]);
        assert!(
            sentence.contains("Node 18 or newer with npm is missing"),
            "{sentence}"
        );
        assert!(sentence.contains("nodejs and npm"), "{sentence}");
    }

    #[test]
    fn a_user_without_the_right_is_told_what_to_ask_for() {
        let sentence = without_right("Chromium", &["chromium"]);
        assert!(
            sentence.contains("`apt-get install chromium`"),
            "{sentence}"
        );
    }
}
