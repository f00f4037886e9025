//! Licences, sources and bans by cargo-deny; advisories where a database of them is given.
//!
//! A check that has never failed may not be one: what cargo is told of the packages is spoiled in one
//! place after the other, and each time cargo-deny has to say so.

use super::Finding;
use crate::workspace::Workspace;
use crate::{Outcome, process};
use serde_json::Value;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names the folder of an advisory database: a checkout of RustSec's `advisory-db`.
const DATABASE: &str = "ADVISORY_DB";

/// Under which name cargo-deny looks for the database that it would fetch.
const DATABASE_FOLDER: &str = "advisory-db-3157b0e258782691";

/// What is judged in every run.
const ALWAYS: &[&str] = &["bans", "licenses", "sources"];

/// A spoiled picture of the packages, and the code of what cargo-deny must find.
struct Planted {
    says: &'static str,
    package: &'static str,
    field: &'static str,
    value: &'static str,
    code: &'static str,
}

const PLANTED: &[Planted] = &[
    Planted {
        says: "a licence that nobody allowed",
        package: "leptos",
        field: "license",
        value: "GPL-3.0-only",
        code: "rejected",
    },
    Planted {
        says: "a package from a repository",
        package: "leptos",
        field: "source",
        value: "git+https://git.example/leptos#0123456789012345678901234567890123456789",
        code: "source-not-allowed",
    },
    Planted {
        says: "a package from another registry",
        package: "leptos",
        field: "source",
        value: "registry+https://registry.example/index",
        code: "source-not-allowed",
    },
    Planted {
        says: "a banned package",
        package: "rlsf",
        field: "name",
        value: "wee_alloc",
        code: "banned",
    },
];

/// An advisory against a package that is in the toolbar.
const PLANTED_ADVISORY: &str = "\
```toml
[advisory]
id = \"RUSTSEC-2026-9999\"
package = \"leptos\"
date = \"2026-01-01\"

[versions]
patched = []
```

# Planted
";

/// Judges the packages as they are, and those with something planted among them.
pub fn check(workspace: &Workspace) -> Outcome<Vec<Finding>> {
    let folder = workspace.target().join("supply-chain");
    let unwritable = |error| format!("{} cannot be written: {error}.", folder.display());
    fs::create_dir_all(&folder).map_err(unwritable)?;
    let mut findings = vec![Finding {
        says: "licences, sources and bans are as deny.toml says".to_owned(),
        violations: judge(deny(workspace).args(["check"]).args(ALWAYS))?
            .err()
            .into_iter()
            .collect(),
    }];
    let told = process::read(workspace.command("cargo").args([
        "metadata",
        "--locked",
        "--format-version",
        "1",
    ]))?;
    for planted in PLANTED {
        let spoiled = folder.join("metadata.json");
        fs::write(&spoiled, planted.spoil(&told)?).map_err(unwritable)?;
        let mut command = deny(workspace);
        command.arg("--metadata-path").arg(spoiled);
        findings.push(found(
            planted.says,
            planted.code,
            command.arg("check").args(ALWAYS),
        )?);
    }
    let planted = folder.join("planted");
    plant_advisory(&planted)?;
    let command = &mut advisories(workspace, &folder, &planted)?;
    findings.push(found(
        "an advisory against a package",
        "vulnerability",
        command,
    )?);
    findings.extend(known_advisories(workspace, &folder)?);
    Ok(findings)
}

impl Planted {
    /// What cargo told, with one field of one package changed.
    fn spoil(&self, told: &str) -> Outcome<String> {
        let mut told: Value = serde_json::from_str(told)
            .map_err(|error| format!("`cargo metadata` answered something unreadable: {error}."))?;
        let packages = told["packages"].as_array_mut();
        let package = packages
            .and_then(|packages| packages.iter_mut().find(|it| it["name"] == self.package))
            .ok_or_else(|| format!("{} is no longer used: plant in another.", self.package))?;
        package[self.field] = self.value.into();
        Ok(told.to_string())
    }
}

/// Whether something planted is found, by the code in cargo-deny's message.
fn found(says: &str, code: &str, command: &mut Command) -> Outcome<Finding> {
    let violation = match judge(command)? {
        Err(words) if words.contains(&format!("error[{code}]")) => None,
        Err(words) => Some(format!("something else was found: {words}")),
        Ok(()) => Some("it was not found".to_owned()),
    };
    Ok(Finding {
        says: format!("planted: {says} is found"),
        violations: violation.into_iter().collect(),
    })
}

/// Advisories are checked where there is a database; elsewhere it is said that they are not.
fn known_advisories(workspace: &Workspace, folder: &Path) -> Outcome<Option<Finding>> {
    let Some(database) = env::var_os(DATABASE).map(PathBuf::from) else {
        println!("advisories: not checked ({DATABASE} names no database)");
        return Ok(None);
    };
    if !database.join("crates").is_dir() {
        return Err(format!(
            "{DATABASE} must name a checkout of RustSec's advisory-db; {} holds no folder `crates`.",
            database.display()
        ));
    }
    let database = fs::canonicalize(&database)
        .map_err(|error| format!("{} cannot be read: {error}.", database.display()))?;
    let outcome = judge(&mut advisories(workspace, folder, &database)?)?;
    Ok(Some(Finding {
        says: "no advisory is known against a package".to_owned(),
        violations: outcome.err().into_iter().collect(),
    }))
}

fn deny(workspace: &Workspace) -> Command {
    let mut command = workspace.command("cargo-deny");
    command.args(["--locked", "--workspace", "--color", "never"]);
    command
}

/// Judges by a database in a folder of its own, and asks nobody for news of it.
fn advisories(workspace: &Workspace, folder: &Path, database: &Path) -> Outcome<Command> {
    let unwritable = |error| format!("{} cannot be written: {error}.", folder.display());
    let databases = folder.join("databases");
    if databases.is_dir() {
        fs::remove_dir_all(&databases).map_err(unwritable)?;
    }
    fs::create_dir_all(&databases).map_err(unwritable)?;
    std::os::unix::fs::symlink(database, databases.join(DATABASE_FOLDER)).map_err(unwritable)?;
    let settings = fs::read_to_string(workspace.root().join("deny.toml"))
        .map_err(|error| format!("deny.toml cannot be read: {error}."))?;
    let place = format!(
        "[advisories]\ndb-path = {:?}",
        databases.display().to_string()
    );
    let file = folder.join("deny.toml");
    fs::write(&file, settings.replacen("[advisories]", &place, 1)).map_err(unwritable)?;
    let mut command = deny(workspace);
    command
        .args(["--offline", "--config"])
        .arg(file)
        .args(["check", "advisories"]);
    Ok(command)
}

/// A database of one advisory. It has to be a repository, for cargo-deny asks how old it is.
fn plant_advisory(folder: &Path) -> Outcome {
    let package = folder.join("crates/leptos");
    fs::create_dir_all(&package)
        .and_then(|()| fs::write(package.join("RUSTSEC-2026-9999.md"), PLANTED_ADVISORY))
        .map_err(|error| format!("{} cannot be written: {error}.", folder.display()))?;
    let git = |words: &[&str]| process::read(Command::new("git").arg("-C").arg(folder).args(words));
    git(&["init", "--quiet"])?;
    git(&["add", "--all"])?;
    let who = ["-c", "user.name=xtask", "-c", "user.email=xtask@localhost"];
    let commit = ["commit", "--quiet", "--allow-empty", "--message", "Plant"];
    git(&[who.as_slice(), &commit].concat()).map(drop)
}

/// cargo-deny's verdict, with its own words where it is against.
fn judge(command: &mut Command) -> Outcome<Outcome> {
    let output = command
        .output()
        .map_err(|error| format!("cargo-deny cannot be started: {error}."))?;
    Ok(if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_field_of_one_package_is_spoiled() {
        let told =
            r#"{"packages":[{"name":"rlsf","license":"MIT"},{"name":"leptos","license":"MIT"}]}"#;
        let spoiled = PLANTED[0].spoil(told).expect("it is there");
        let expected = r#"{"packages":[{"name":"rlsf","license":"MIT"},{"name":"leptos","license":"GPL-3.0-only"}]}"#;
        let value = |text: &str| serde_json::from_str::<Value>(text).expect("it is JSON");
        assert_eq!(value(&spoiled), value(expected));
        assert!(PLANTED[0].spoil(r#"{"packages":[]}"#).is_err());
    }
}
