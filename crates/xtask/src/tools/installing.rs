//! One step of an installation: run it into a log, and make one sentence of a failure.
//!
//! Package managers say much and explain little; their words go to `target/tools/log/`, and the
//! person is told the likely cause and what to do about it.

use crate::workspace::Workspace;
use crate::{Outcome, process};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs one command of a tool's installation.
pub fn step(workspace: &Workspace, tool: &str, command: &mut Command) -> Outcome {
    let folder = workspace.tools().join("log");
    let log = folder.join(format!("{}.log", file_name(tool)));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&log, ""))
        .map_err(|error| {
            format!(
                "{} cannot be written ({error}): make it writable.",
                folder.display()
            )
        })?;
    if process::run_into(&log, command)? {
        Ok(())
    } else {
        let words = fs::read_to_string(&log).unwrap_or_default();
        Err(sentence(tool, &words, &log))
    }
}

fn file_name(tool: &str) -> String {
    tool.chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect()
}

/// What package managers say, in lower case, when the network is the cause.
const NO_NETWORK: &[&str] = &[
    "could not resolve",
    "couldn't resolve",
    "temporary failure resolving",
    "failed to resolve",
    "could not connect",
    "couldn't connect",
    "unable to connect",
    "network is unreachable",
    "network failure",
    "spurious network error",
    "could not download",
    "failed to fetch",
    "unable to locate package",
    "enotfound",
    "eai_again",
    "etimedout",
    "econnrefused",
    "enetunreach",
];

fn sentence(tool: &str, words: &str, log: &Path) -> String {
    let words = words.to_lowercase();
    let says = |causes: &[&str]| causes.iter().any(|cause| words.contains(cause));
    let log = log.display();
    if says(NO_NETWORK) {
        format!(
            "{tool} could not be downloaded: connect this machine to the network (or set its \
             proxy) and run this command again; the log is {log}."
        )
    } else if says(&["no space left"]) {
        format!(
            "{tool} could not be installed because the disk is full: make room and run this command again."
        )
    } else if says(&["permission denied", "eacces", "are you root"]) {
        format!(
            "{tool} could not be installed because this user may not write where it belongs: \
             the log, {log}, names the place to make writable."
        )
    } else {
        format!(
            "{tool} could not be installed: {log} says why; mend that and run this command again."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_installation_says_what_to_do() {
        let check = |words: &str, advice: &str| {
            let sentence = sentence("trunk 0.21.14", words, Path::new("trunk.log"));
            assert!(
                sentence.starts_with("trunk 0.21.14 could not be"),
                "{sentence}"
            );
            assert!(sentence.contains(advice), "{words}: {sentence}");
        };
        check(
            "warning: spurious network error (3 tries remaining)",
            "to the network",
        );
        check(
            "[6] Could not resolve hostname (Could not resolve host)",
            "to the network",
        );
        check("npm error code EAI_AGAIN", "to the network");
        check(
            "Err:1 Temporary failure resolving 'mirror'",
            "to the network",
        );
        check("E: Unable to locate package chromium", "to the network");
        check("error: could not download file from", "to the network");
        check("error: No space left on device (os error 28)", "make room");
        check(
            "E: Could not open lock file - open (13: Permission denied)",
            "make writable",
        );
        check("error: could not compile `x`", "trunk.log says why");
    }

    #[test]
    fn a_log_is_named_after_its_tool() {
        assert_eq!(file_name("wasm-opt 132"), "wasm-opt-132");
        assert_eq!(file_name("a/../b"), "a----b");
    }
}
