//! Trying mutants: copies of the source, the tests in each of them, and what they may use up.

use super::{Package, is_in};
use crate::workspace::Workspace;
use crate::{Outcome, copy, process};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Cargo's settings in a copy of the source.
const SETTINGS: &str = include_str!("cargo.toml");

/// The most kilobytes of memory a process may ask for: a mutant may never stop asking.
const MEMORY: u32 = 8_000_000;

/// No new test is begun after the first that fails.
const FAIL_FAST: [&str; 4] = ["--", "-Z", "unstable-options", "--fail-fast"];

/// Where cargo-mutants tells what became of a job's mutants.
pub fn told_by(folder: &Path, job: usize) -> PathBuf {
    folder.join(format!("out-{job}"))
}

/// Some mutants of one package, tried with some of its tests.
#[derive(Clone, Copy)]
pub struct Go<'a> {
    pub workspace: &'a Workspace,
    /// Where the copies and the outcomes lie.
    pub folder: &'a Path,
    pub package: &'a Package,
    /// Which of the package's tests.
    pub tests: &'a str,
}

impl Go<'_> {
    /// Tries these mutants, shared out among so many jobs.
    pub fn try_all(self, mutants: &[&str], jobs: usize) -> Outcome {
        let jobs = jobs.min(mutants.len());
        std::thread::scope(|scope| {
            let running: Vec<_> = (0..jobs)
                .map(|job| {
                    let share: Vec<_> = mutants.iter().copied().skip(job).step_by(jobs).collect();
                    scope.spawn(move || self.try_some(job, &share))
                })
                .collect();
            running.into_iter().try_for_each(|job| {
                job.join()
                    .unwrap_or_else(|_| Err("A job broke off.".to_owned()))
            })
        })
    }

    /// Tries these mutants one after the other, in the job's copy of the source.
    fn try_some(self, job: usize, mutants: &[&str]) -> Outcome {
        let source = self.folder.join(format!("source-{job}"));
        let told = told_by(self.folder, job);
        copy::renew(self.workspace, &source)?;
        set_up(&source)
            .and_then(|()| fs::create_dir_all(&told))
            .map_err(|error| format!("{} cannot be written: {error}.", self.folder.display()))?;
        process::read(
            calm(self.workspace, &source)
                .args([
                    "test",
                    "--locked",
                    "--quiet",
                    "--package",
                    self.package.name,
                ])
                .arg(self.chosen())
                .args(FAIL_FAST),
        )
        .map_err(|failure| format!("The tests must pass without a mutant first: {failure}"))?;
        let mut command = calm(self.workspace, &source);
        command
            .args(["mutants", "--in-place", "--no-config", "--no-times"])
            .args(["--colors", "never", "--cap-lints", "true"])
            .args(["--baseline", "skip", "--timeout", "3600", "--output"])
            .arg(told)
            .args(["--package", self.package.name])
            .arg(format!("--cargo-arg={}", self.chosen()));
        // The names alone would do, but cargo-mutants leaves out no left-out field by its name.
        for file in self.package.files {
            if mutants.iter().any(|mutant| is_in(mutant, file)) {
                command.args(["--file", file]);
            }
        }
        for mutant in mutants {
            command.args(["--re", &exactly(mutant)]);
        }
        let status = command
            .arg("--")
            .args(FAIL_FAST)
            .status()
            .map_err(|error| format!("cargo-mutants cannot be started: {error}."))?;
        // 2: some were missed, 3: some took too long. Both are told at the end.
        match status.code() {
            Some(0 | 2 | 3) => Ok(()),
            _ => Err(format!(
                "cargo-mutants broke off ({status}): `cargo xtask mutants --resume` goes on."
            )),
        }
    }

    /// What every test command is told, the one that only builds too.
    fn chosen(&self) -> String {
        format!("--test={}", self.tests)
    }
}

/// Gives a copy its settings.
fn set_up(source: &Path) -> std::io::Result<()> {
    fs::create_dir_all(source.join(".cargo"))?;
    fs::write(source.join(".cargo/config.toml"), SETTINGS)
}

/// Cargo in a copy of the source: behind everybody else at the processor, and never asking for all the memory.
fn calm(workspace: &Workspace, source: &Path) -> Command {
    let mut command = workspace.command("sh");
    command
        .current_dir(source)
        .arg("-c")
        .arg(format!("ulimit -v {MEMORY}; exec nice -n 8 cargo \"$@\""))
        .arg("cargo")
        .env_remove("CARGO_TARGET_DIR");
    command
}

/// A pattern that this name alone fits.
fn exactly(name: &str) -> String {
    let mut pattern = String::from("^");
    for character in name.chars() {
        // Not every mark may be escaped: `\<` and `\>` mean something of their own.
        if r"\.+*?()|[]{}^$".contains(character) {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('$');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_pattern() {
        assert_eq!(
            exactly("a.rs:1:2: replace || with && in F<'_>::f -> ()"),
            r"^a\.rs:1:2: replace \|\| with && in F<'_>::f -> \(\)$"
        );
    }
}
