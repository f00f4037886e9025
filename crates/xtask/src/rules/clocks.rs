//! Clocks, sleeps, threads and chance in the pure packages: clippy refuses them there.
//!
//! Clippy reads the nearest `clippy.toml`; this makes sure that each pure package has one and that
//! it still names what is forbidden. The refusing itself is part of the clippy run.

use super::Finding;
use crate::workspace::Workspace;
use std::fs;

const PURE_PACKAGES: &[&str] = &["agent-session", "gateway-protocol"];

const FORBIDDEN: &[&str] = &[
    "std::time::Instant",
    "std::time::SystemTime",
    "std::hash::RandomState",
    "std::collections::HashMap",
    "std::collections::HashSet",
    "std::thread::sleep",
    "std::thread::spawn",
];

/// Reads the clippy settings of each pure package.
pub fn check(workspace: &Workspace) -> Vec<Finding> {
    PURE_PACKAGES
        .iter()
        .map(|package| {
            let path = workspace
                .root()
                .join("crates")
                .join(package)
                .join("clippy.toml");
            Finding {
                rule: format!("clippy refuses clocks, threads and chance in {package}"),
                violations: violations(&fs::read_to_string(path).unwrap_or_default()),
            }
        })
        .collect()
}

fn violations(settings: &str) -> Vec<String> {
    FORBIDDEN
        .iter()
        .filter(|name| !settings.contains(&format!("path = \"{name}\"")))
        .map(|name| format!("its clippy.toml does not forbid {name}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use std::process::{Command, Output};

    fn settings() -> String {
        let workspace = Workspace::find().expect("cargo answers");
        let path = workspace.root().join("crates/agent-session/clippy.toml");
        fs::read_to_string(path).expect("the session has settings for clippy")
    }

    /// Runs clippy over a package of one file in a folder of its own.
    fn clippy(name: &str, code: &str) -> Output {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        let write = |file: &str, text: &str| fs::write(folder.join(file), text).expect("written");
        fs::create_dir_all(folder.join("src")).expect("a folder to try in");
        write(
            "Cargo.toml",
            "[package]\nname = \"planted\"\nedition = \"2024\"\n[workspace]\n",
        );
        write("clippy.toml", &settings());
        write("src/lib.rs", code);
        let output = Command::new("cargo")
            .args(["clippy", "--offline", "--quiet", "--", "-D", "warnings"])
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .output()
            .expect("cargo starts");
        fs::remove_dir_all::<&Path>(&folder).ok();
        output
    }

    #[test]
    fn clippy_refuses_a_planted_clock() {
        for (name, code) in [
            (
                "method",
                "pub fn f() -> u64 { std::time::Instant::now().elapsed().as_secs() }",
            ),
            (
                "type",
                "pub fn f(at: std::time::SystemTime) -> bool { at > std::time::UNIX_EPOCH }",
            ),
            (
                "map",
                "pub fn f() -> usize { std::collections::HashMap::<u8, u8>::new().len() }",
            ),
            (
                "sleep",
                "pub fn f() { std::thread::sleep(std::time::Duration::ZERO); }",
            ),
        ] {
            let output = clippy(name, code);
            let messages = String::from_utf8_lossy(&output.stderr);
            assert!(!output.status.success(), "{code} was accepted");
            assert!(messages.contains("disallowed"), "{code}: {messages}");
        }
        let output = clippy(
            "pure",
            "/// Adds.\npub fn f(a: u8) -> u8 { a.saturating_add(1) }",
        );
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    #[test]
    fn settings_that_forget_a_clock_break_the_rule() {
        assert_eq!(violations(&settings()), [""; 0]);
        let forgetful = settings().replace("std::time::Instant", "std::time::Duration");
        assert_eq!(
            violations(&forgetful),
            ["its clippy.toml does not forbid std::time::Instant"]
        );
        assert_eq!(violations("").len(), FORBIDDEN.len());
    }
}
