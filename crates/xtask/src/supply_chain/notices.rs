//! The third-party notices of a release build: each package that is in the wasm is named in them.
//!
//! The build writes them by what `cargo metadata` tells; here `cargo tree` is asked, so that one mistake
//! does not hide itself. That nothing of npm is handed on shows in what the scripts import.

use super::{Finding, sum_up};
use crate::tools::WASM_TARGET;
use crate::workspace::Workspace;
use crate::{Outcome, process};
use std::fs;
use std::path::Path;

const TOOLBAR: &str = "agent-toolbar";
const NOTICES: &str = "third-party-notices.txt";

/// Where the scripts are that the build is made of. The adapter pages are not: they have notices of their own.
const SCRIPTS: &[&str] = &[
    "boot.js",
    "host/agent-toolbar.js",
    "host/frame.js",
    "host/mount.js",
    "host/toolbar.js",
    "preflight",
    "src",
];

/// Checks the notices in `dist/`.
pub fn check(workspace: &Workspace) -> Outcome<String> {
    let path = workspace.dist().join(NOTICES);
    let notices = fs::read_to_string(&path).map_err(|error| {
        format!(
            "{} cannot be read ({error}): build the toolbar again.",
            path.display()
        )
    })?;
    let packages = packages_in_wasm(workspace)?;
    let mut imports = Vec::new();
    for script in SCRIPTS {
        foreign_imports_below(&workspace.root().join(script), &mut imports)?;
    }
    println!(
        "{} bytes of notices for {} packages",
        notices.len(),
        packages.len()
    );
    sum_up(&[
        Finding {
            says: "every package in the wasm is named in the notices, with a text".to_owned(),
            violations: unnamed(&packages, &notices),
        },
        Finding {
            says: "no script imports from npm".to_owned(),
            violations: imports,
        },
    ])
}

/// Checks the notices beside the adapter pages: each package that they are built with is named in one.
pub fn check_adapters(workspace: &Workspace, built: &Path) -> Outcome {
    let manifest = workspace.root().join("host/adapters/package.json");
    let unreadable = |path: &Path, error| format!("{} cannot be read: {error}.", path.display());
    let text = fs::read_to_string(&manifest).map_err(|error| unreadable(&manifest, error))?;
    let manifest: serde_json::Value = serde_json::from_str(&text)
        .map_err(|error| format!("{} is no JSON: {error}.", manifest.display()))?;
    let packages = manifest["dependencies"].as_object().into_iter().flatten();
    let packages: Vec<_> = packages
        .filter_map(|(name, version)| Some(format!("{name} {}", version.as_str()?)))
        .collect();
    let mut notices = String::new();
    for entry in fs::read_dir(built).map_err(|error| unreadable(built, error))? {
        let page = entry.map_err(|error| unreadable(built, error))?.path();
        notices += &fs::read_to_string(page.join(NOTICES)).unwrap_or_default();
    }
    match unnamed(&packages, &notices).as_slice() {
        [] => Ok(()),
        unnamed => Err(format!(
            "The adapter pages' notices do not name {}.",
            unnamed.join(", ")
        )),
    }
}

/// Name and version of each package of others that is compiled into the wasm.
fn packages_in_wasm(workspace: &Workspace) -> Outcome<Vec<String>> {
    let told = process::read(workspace.command("cargo").args([
        "tree",
        "--locked",
        "--package",
        TOOLBAR,
        "--target",
        WASM_TARGET,
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]))?;
    let packages = others(&told, workspace.root());
    if packages.is_empty() {
        return Err("`cargo tree` named no package: the notices cannot be judged.".to_owned());
    }
    Ok(packages)
}

/// `name version` of every line that is not of a package of our own.
fn others(told: &str, root: &Path) -> Vec<String> {
    let own = [
        format!("({}/crates/", root.display()),
        format!("({})", root.display()),
    ];
    let mut packages: Vec<_> = told
        .lines()
        .filter(|line| !own.iter().any(|own| line.contains(own)))
        .filter_map(|line| {
            let (name, rest) = line.split_once(" v")?;
            Some(format!("{name} {}", rest.split(' ').next()?))
        })
        .collect();
    packages.sort();
    packages.dedup();
    packages
}

/// The packages that are not in the list, or under no text.
fn unnamed(packages: &[String], notices: &str) -> Vec<String> {
    let is_listed = |package: &str| {
        notices
            .lines()
            .any(|line| line.starts_with(&format!("{package}, ")))
    };
    let has_text = |package: &str| notices.lines().any(|line| line == package);
    let mut unnamed = packages.to_vec();
    unnamed.retain(|package| !is_listed(package) || !has_text(package));
    unnamed
}

fn foreign_imports_below(path: &Path, found: &mut Vec<String>) -> Outcome {
    let unreadable = |error| format!("{} cannot be read: {error}.", path.display());
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(unreadable)? {
            foreign_imports_below(&entry.map_err(unreadable)?.path(), found)?;
        }
    } else if path.extension().is_some_and(|extension| extension == "js") {
        let source = fs::read_to_string(path).map_err(unreadable)?;
        let imports = foreign_imports(&source);
        found.extend(imports.map(|name| format!("{}: {name}", path.display())));
    }
    Ok(())
}

/// What a script imports by a name instead of by a path.
fn foreign_imports(source: &str) -> impl Iterator<Item = &str> {
    let words = ["from \"", "import \"", "import(\""];
    let starts = words
        .into_iter()
        .flat_map(move |word| source.split(word).skip(1));
    let names = starts.filter_map(|rest| rest.split('"').next());
    names.filter(|name| !name.starts_with(['.', '/']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_of_our_own_need_no_notice() {
        let told = "\
agent-toolbar v0.1.0 (/here)
agent-session v0.1.0 (/here/crates/agent-session)
wasm-streams v0.5.0 (/here/patches/wasm-streams)
http v1.4.2
leptos v0.8.23
http v1.4.2 (*)
";
        assert_eq!(
            others(told, Path::new("/here")),
            ["http 1.4.2", "leptos 0.8.23", "wasm-streams 0.5.0"]
        );
    }

    #[test]
    fn a_package_needs_its_line_and_its_text() {
        let packages = ["http 1.4.2".to_owned()];
        let check = |notices: &str, is_good: bool| {
            assert_eq!(unnamed(&packages, notices).is_empty(), is_good, "{notices}");
        };
        check("http 1.4.2, MIT\n\nhttp 1.4.2\n\nText", true);
        check("http 1.4.2, MIT\n", false);
        check("http 1.4.20, MIT\n\nhttp 1.4.20\n\nText", false);
        check("", false);
    }

    #[test]
    fn an_import_by_name_is_told() {
        let foreign = |source| foreign_imports(source).collect::<Vec<_>>();
        assert_eq!(
            foreign("import { a } from \"./a.js\"; import(\"../b.js\");"),
            [""; 0]
        );
        assert_eq!(foreign("import { a } from \"lodash\";"), ["lodash"]);
        assert_eq!(
            foreign("import \"core-js\"; await import(\"x\");"),
            ["core-js", "x"]
        );
    }
}
