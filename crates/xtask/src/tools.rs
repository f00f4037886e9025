//! The tools that the commands need: which version, why, how long the installing takes, and how.
//!
//! Every version is pinned here or in a lock file, and whatever can live below the target folder
//! is installed there. A tool that is there in the right version is left alone; one that cannot
//! be installed ends the command with one sentence that says what to do, so that no check ever
//! passes because its tool was missing.

mod apt;
mod installing;
mod table;
mod version;

pub use table::{
    for_adapters, for_browser_tests, for_building, for_checks, for_deployments, for_fuzzing,
    for_mutants,
};

use crate::workspace::Workspace;
use crate::{Outcome, process};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use version::Wanted;

/// The target that the toolbar is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Something that must be there before a command can do its work.
pub struct Tool {
    name: String,
    why: &'static str,
    time: &'static str,
    programs: Vec<Program>,
    source: Source,
}

/// A program that a tool brings, as it is found on the path.
struct Program {
    name: &'static str,
    wanted: Wanted,
}

/// Where a tool comes from.
enum Source {
    /// A target of the Rust toolchain, by rustup.
    RustTarget,
    /// A crate with programs in it, compiled into `target/tools/bin`; name and version.
    Crate(&'static str, String),
    /// The packages of the lock file in a folder, unpacked into another or the same.
    Npm { lock: PathBuf, into: PathBuf },
    /// Debian packages, named beside the program each brings.
    Debian(&'static [(&'static str, &'static str)]),
    /// A Debian package that is only unpacked, below `target/tools`, and where its program is in it.
    Unpacked(&'static str, &'static str),
}

/// Installs each tool that is not there in the right version, in the order given.
pub fn install(workspace: &Workspace, tools: &[Tool]) -> Outcome {
    for tool in tools {
        if tool.is_there(workspace) {
            continue;
        }
        println!("Installing {}: {} ({}).", tool.name, tool.why, tool.time);
        let start = Instant::now();
        tool.install(workspace)?;
        if let Some(program) = tool.missing(workspace).next() {
            return Err(format!(
                "{} was installed, but the {} found is {}: take the other one off the path or \
                 install {} of it, then run this command again.",
                tool.name,
                program.name,
                found_version(workspace, program).unwrap_or("not one that runs".to_owned()),
                program.wanted,
            ));
        }
        println!(
            "Installed {} in {} s.",
            tool.name,
            start.elapsed().as_secs()
        );
    }
    Ok(())
}

impl Tool {
    fn is_there(&self, workspace: &Workspace) -> bool {
        let source_is_there = match &self.source {
            Source::RustTarget => has_rust_target(workspace),
            Source::Npm { lock, into } => has_npm_packages(lock, into),
            Source::Crate(..) | Source::Debian(_) | Source::Unpacked(..) => true,
        };
        source_is_there && self.missing(workspace).next().is_none()
    }

    /// The programs that are not there in the right version.
    fn missing<'a>(&'a self, workspace: &'a Workspace) -> impl Iterator<Item = &'a Program> {
        self.programs.iter().filter(|program| {
            !found_version(workspace, program)
                .is_some_and(|version| program.wanted.accepts(&version))
        })
    }

    fn install(&self, workspace: &Workspace) -> Outcome {
        match &self.source {
            Source::RustTarget => self.install_rust_target(workspace),
            Source::Crate(package, version) => {
                self.install_crate(workspace, &format!("{package}@{version}"))
            }
            Source::Npm { lock, into } => self.install_npm_packages(workspace, lock, into),
            Source::Debian(packages) => {
                let missing: Vec<_> = self
                    .missing(workspace)
                    .map(|program| program.name)
                    .collect();
                let packages: Vec<_> = packages
                    .iter()
                    .filter(|(program, _)| missing.contains(program))
                    .map(|(_, package)| *package)
                    .collect();
                apt::install(workspace, &self.name, &packages)
            }
            Source::Unpacked(package, program) => {
                apt::unpack(workspace, &self.name, package, program)
            }
        }
    }

    fn install_rust_target(&self, workspace: &Workspace) -> Outcome {
        if workspace.program("rustup").is_none() {
            return Err(format!(
                "{} is missing and there is no rustup to add it: install Rust by rustup, or this \
                 target by the means that installed Rust, then run this command again.",
                self.name
            ));
        }
        let mut command = workspace.command("rustup");
        command.args(["target", "add", WASM_TARGET]);
        installing::step(workspace, &self.name, &mut command)
    }

    /// Without optimisation the tools are built in half the time, and they are fast enough.
    fn install_crate(&self, workspace: &Workspace, package: &str) -> Outcome {
        let build = workspace.tools().join("build");
        let mut command = workspace.command("cargo");
        command
            .args(["install", "--locked", "--force", package, "--root"])
            .arg(workspace.tools())
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        installing::step(workspace, &self.name, &mut command)?;
        fs::remove_dir_all(&build).ok();
        Ok(())
    }

    fn install_npm_packages(&self, workspace: &Workspace, lock: &Path, into: &Path) -> Outcome {
        if lock != into {
            copy_npm_manifests(lock, into)
                .map_err(|error| format!("{} cannot be written: {error}.", into.display()))?;
        }
        let mut command = workspace.command("npm");
        command
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(into);
        installing::step(workspace, &self.name, &mut command)?;
        fs::copy(lock.join("package-lock.json"), installed_lock(into))
            .map(drop)
            .map_err(|error| format!("{} cannot be written: {error}.", into.display()))
    }
}

fn copy_npm_manifests(from: &Path, into: &Path) -> std::io::Result<()> {
    fs::create_dir_all(into)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(from.join(file), into.join(file))?;
    }
    Ok(())
}

/// A copy of the lock file that `node_modules` was filled from; written last, so that an
/// interrupted installation is not taken for a whole one.
fn installed_lock(folder: &Path) -> PathBuf {
    folder.join("node_modules/.installed-lock.json")
}

fn has_npm_packages(lock: &Path, into: &Path) -> bool {
    let wanted = fs::read(lock.join("package-lock.json")).ok();
    wanted.is_some() && wanted == fs::read(installed_lock(into)).ok()
}

fn has_rust_target(workspace: &Workspace) -> bool {
    let mut command = workspace.command("rustc");
    command.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    process::read(&mut command).is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

fn found_version(workspace: &Workspace, program: &Program) -> Option<String> {
    let path = workspace.program(program.name)?;
    let mut command = Command::new(path);
    match program.name {
        // nginx has no long form of it; openssl's is no option.
        "nginx" => command.arg("-v"),
        "openssl" => command.arg("version"),
        // A subcommand of cargo expects its own name first.
        name => command.args(name.strip_prefix("cargo-")).arg("--version"),
    };
    version::in_answer(&process::read_all(&mut command).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_npm_installation_is_not_taken_for_a_whole_one() {
        let folder = std::env::temp_dir().join(format!("xtask-npm-{}", std::process::id()));
        fs::create_dir_all(folder.join("node_modules")).expect("a folder to try in");
        fs::write(folder.join("package-lock.json"), "{}").expect("a lock file");
        assert!(!has_npm_packages(&folder, &folder));
        fs::write(installed_lock(&folder), "{}").expect("the mark of a whole installation");
        assert!(has_npm_packages(&folder, &folder));
        fs::write(folder.join("package-lock.json"), "{ }").expect("another lock file");
        assert!(!has_npm_packages(&folder, &folder));
        fs::remove_dir_all(folder).ok();
    }
}
