//! Everything that is fetched is pinned by its content, and every command keeps to what is pinned.
//!
//! The lock files hold no address of a registry, so that each machine may use its own.

use super::Finding;
use crate::Outcome;
use crate::workspace::Workspace;
use serde_json::Value;
use std::fs;
use std::path::Path;

const CARGO_LOCKS: &[&str] = &["Cargo.lock", "fuzz/Cargo.lock"];
const NPM_LOCKS: &[&str] = &[
    "crates/xtask/tools/package-lock.json",
    "e2e/package-lock.json",
    "host/adapters/package-lock.json",
];

/// The commands of cargo that would otherwise choose versions by themselves.
const CHOOSING: &[&str] = &[
    "build", "check", "clippy", "doc", "install", "metadata", "run", "test", "tree",
];
/// What keeps them from it. (`--no-deps` alone looks at no version, and apt-get asks with `--yes`.)
const KEEPING: &[&str] = &["--locked", "--offline", "--no-deps", "--yes"];

/// Checks the lock files, and the commands that use them.
pub fn check(workspace: &Workspace) -> Outcome<Vec<Finding>> {
    let root = workspace.root();
    let mut findings = Vec::new();
    for lock in CARGO_LOCKS {
        findings.push(Finding {
            says: format!("{lock} knows the content of every package"),
            violations: without_checksum(&read(&root.join(lock))?),
        });
    }
    for lock in NPM_LOCKS {
        findings.push(Finding {
            says: format!("{lock} knows the content of every package and no registry"),
            violations: without_integrity(&read(&root.join(lock))?),
        });
    }
    let mut violations = Vec::new();
    unlocked_below(&root.join("crates/xtask/src"), &mut violations)?;
    let settings = read(&root.join(".cargo/config.toml"))? + &read(&root.join("Trunk.toml"))?;
    for line in ["xtask = \"run --locked ", "\nlocked = true\n"] {
        if !settings.contains(line) {
            violations.push(format!("a setting is missing: {}", line.trim()));
        }
    }
    findings.push(Finding {
        says: "every command keeps to the lock files".to_owned(),
        violations,
    });
    Ok(findings)
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
}

/// The packages of a registry whose content is not told.
fn without_checksum(lock: &str) -> Vec<String> {
    let packages: Vec<_> = lock.split("[[package]]").skip(1).collect();
    if packages.is_empty() {
        return vec!["it holds no package".to_owned()];
    }
    let line = |package: &str, name: &str| {
        let mut lines = package.lines();
        lines.find_map(|line| line.strip_prefix(name).map(str::to_owned))
    };
    packages
        .into_iter()
        .filter(|package| line(package, "source = ").is_some())
        .filter(|package| line(package, "checksum = \"").is_none_or(|sum| sum.len() != 65))
        .map(|package| line(package, "name = ").unwrap_or_default())
        .collect()
}

/// The packages of npm whose content is not told, or whose address is.
fn without_integrity(lock: &str) -> Vec<String> {
    let lock: Value = serde_json::from_str(lock).unwrap_or_default();
    let packages = lock["packages"].as_object().cloned().unwrap_or_default();
    let packages: Vec<_> = packages
        .into_iter()
        .filter(|(folder, _)| !folder.is_empty())
        .collect();
    if packages.is_empty() {
        return vec!["it holds no package".to_owned()];
    }
    packages
        .into_iter()
        .filter(|(_, package)| {
            let integrity = package["integrity"].as_str().unwrap_or_default();
            !integrity.starts_with("sha512-") || !package["resolved"].is_null()
        })
        .map(|(folder, _)| folder)
        .collect()
}

fn unlocked_below(folder: &Path, violations: &mut Vec<String>) -> Outcome {
    let unreadable = |error| format!("{} cannot be read: {error}.", folder.display());
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            unlocked_below(&path, violations)?;
        } else {
            let found = unlocked(&read(&path)?).into_iter();
            violations.extend(found.map(|list| format!("{}: [{list}]", path.display())));
        }
    }
    Ok(())
}

/// The lists of words that begin with a choosing command of cargo's in a statement that does not keep it from choosing.
fn unlocked(source: &str) -> Vec<String> {
    source
        .split(';')
        .filter(|statement| !statement.contains("command(\"trunk\")")) // Its own file keeps it.
        .filter(|statement| {
            !KEEPING
                .iter()
                .any(|word| statement.contains(&format!("\"{word}\"")))
        })
        .flat_map(|statement| statement.split('[').skip(1))
        .filter_map(|rest| {
            let (list, _) = rest.split_once(']')?;
            let words = list.split(',').map(|word| word.trim().trim_matches('"'));
            let words: Vec<_> = words.collect();
            let [command, option, ..] = words.as_slice() else {
                return None;
            };
            let is_choosing = CHOOSING.contains(command) && option.starts_with('-');
            is_choosing.then(|| words.join(" "))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_of_a_registry_needs_a_checksum() {
        let sum = "a".repeat(64);
        let own = "[[package]]\nname = \"own\"\nversion = \"1.0.0\"\n";
        let others = format!(
            "[[package]]\nname = \"others\"\nsource = \"registry\"\nchecksum = \"{sum}\"\n"
        );
        assert_eq!(without_checksum(&[own, others.as_str()].concat()), [""; 0]);
        let torn = others.replace("checksum", "check");
        assert_eq!(without_checksum(&torn), ["\"others\""]);
        assert_eq!(
            without_checksum(&others.replace(&sum, "aa")),
            ["\"others\""]
        );
        assert_eq!(without_checksum(""), ["it holds no package"]);
    }

    #[test]
    fn a_package_of_npm_needs_its_content_and_no_address() {
        let lock =
            |package: &str| format!(r#"{{"packages":{{"":{{}},"node_modules/a":{package}}}}}"#);
        let check = |package, is_good: bool| {
            assert_eq!(
                without_integrity(&lock(package)).is_empty(),
                is_good,
                "{package}"
            );
        };
        check(r#"{"integrity":"sha512-x"}"#, true);
        check(r#"{"integrity":"sha1-x"}"#, false);
        check("{}", false);
        check(
            r#"{"integrity":"sha512-x","resolved":"https://registry.example/a.tgz"}"#,
            false,
        );
        assert!(!without_integrity(r#"{"packages":{"":{}}}"#).is_empty());
        assert!(!without_integrity("no JSON").is_empty());
    }

    #[test]
    fn a_command_that_chooses_versions_is_told() {
        let check = |program: &str, words: &str, is_good: bool| {
            let words = words.replace(' ', "\", \"");
            let source = format!("command(\"{program}\").args([\"{words}\"])");
            assert_eq!(unlocked(&source).is_empty(), is_good, "{source}");
        };
        check("cargo", "build --locked", true);
        check("cargo", "build --release", false);
        check("cargo", "test --quiet --package it", false);
        check("cargo", "metadata --no-deps", true);
        check("cargo", "fmt --all", true);
        check("trunk", "build --release", true);
        check("apt-get", "install --yes nodejs", true);
    }
}
