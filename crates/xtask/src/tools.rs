//! The tools that the commands need: which version, why, how long the installing takes, and how.
//!
//! Every version is pinned here or in a lock file, and whatever can live below the target folder
//! is installed there. A tool that is there in the right version is left alone; one that cannot
//! be installed ends the command with one sentence that says what to do, so that no check ever
//! passes because its tool was missing.

mod apt;
mod installing;
mod version;

use crate::workspace::Workspace;
use crate::{Outcome, process};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use version::Wanted;

/// The target that the toolbar is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

const NPM_MANIFEST: &str = include_str!("../tools/package.json");

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
}

/// The Rust target alone: what the checks of the `native` part need.
pub fn for_checks() -> Vec<Tool> {
    vec![rust_target()]
}

/// What builds the release toolbar.
pub fn for_building(workspace: &Workspace) -> Outcome<Vec<Tool>> {
    Ok(vec![
        rust_target(),
        node(),
        wasm_bindgen(workspace)?,
        crate_tool(
            "trunk",
            "0.21.14",
            "it builds the toolbar's page",
            "about 6 minutes",
        ),
        npm_tools(workspace)?,
    ])
}

/// What runs the toolbar's own tests in headless Chromium.
pub fn for_wasm_tests(workspace: &Workspace) -> Outcome<Vec<Tool>> {
    Ok(vec![
        rust_target(),
        wasm_bindgen(workspace)?,
        crate_tool(
            "wasm-pack",
            "0.15.1",
            "it runs the toolbar's tests in a browser",
            "about 3 minutes",
        ),
        browser(),
    ])
}

/// What drives whole journeys through a real browser.
pub fn for_journeys(workspace: &Workspace) -> Vec<Tool> {
    let folder = workspace.root().join("e2e");
    vec![
        node(),
        browser(),
        Tool {
            name: "the journeys' packages".to_owned(),
            why: "they drive the browser and judge its accessibility",
            time: "a few seconds",
            programs: Vec::new(),
            source: Source::Npm {
                lock: folder.clone(),
                into: folder,
            },
        },
    ]
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

fn rust_target() -> Tool {
    Tool {
        name: format!("the {WASM_TARGET} target"),
        why: "the toolbar is compiled for it",
        time: "under a minute",
        programs: Vec::new(),
        source: Source::RustTarget,
    }
}

fn node() -> Tool {
    Tool {
        name: "Node 18 or newer with npm".to_owned(),
        why: "it runs wasm-opt, the minifier and the browser journeys",
        time: "about 2 minutes",
        programs: vec![
            Program {
                name: "node",
                wanted: Wanted::AtLeast(18),
            },
            Program {
                name: "npm",
                wanted: Wanted::Any,
            },
        ],
        source: Source::Debian(&[("node", "nodejs"), ("npm", "npm")]),
    }
}

fn browser() -> Tool {
    Tool {
        name: "Chromium with ChromeDriver".to_owned(),
        why: "the toolbar is tested in a real browser",
        time: "about 2 minutes",
        programs: vec![
            Program {
                name: "chromium",
                wanted: Wanted::Any,
            },
            Program {
                name: "chromedriver",
                wanted: Wanted::Any,
            },
        ],
        source: Source::Debian(&[
            ("chromium", "chromium"),
            ("chromedriver", "chromium-driver"),
        ]),
    }
}

fn crate_tool(name: &'static str, version: &str, why: &'static str, time: &'static str) -> Tool {
    Tool {
        name: format!("{name} {version}"),
        why,
        time,
        programs: vec![Program {
            name,
            wanted: Wanted::Exactly(version.to_owned()),
        }],
        source: Source::Crate(name, version.to_owned()),
    }
}

/// The tool must have the crate's version to the last digit, and `Cargo.lock` tells that.
fn wasm_bindgen(workspace: &Workspace) -> Outcome<Tool> {
    let version = workspace.locked_version("wasm-bindgen")?;
    let wanted = || Wanted::Exactly(version.clone());
    Ok(Tool {
        name: format!("wasm-bindgen {version}"),
        why: "it joins the compiled toolbar to JavaScript",
        time: "about 2 minutes",
        programs: vec![
            Program {
                name: "wasm-bindgen",
                wanted: wanted(),
            },
            Program {
                name: "wasm-bindgen-test-runner",
                wanted: wanted(),
            },
        ],
        source: Source::Crate("wasm-bindgen-cli", version.clone()),
    })
}

fn npm_tools(workspace: &Workspace) -> Outcome<Tool> {
    let version = |package| {
        version::of_npm_package(NPM_MANIFEST, package)
            .ok_or_else(|| format!("crates/xtask/tools/package.json must pin {package}."))
    };
    let (binaryen, esbuild) = (version("binaryen")?, version("esbuild")?);
    let major = version::major(&binaryen);
    Ok(Tool {
        name: format!("wasm-opt {major} and esbuild {esbuild}"),
        why: "they make the toolbar's files small",
        time: "a few seconds",
        programs: vec![
            Program {
                name: "wasm-opt",
                wanted: Wanted::Exactly(major),
            },
            Program {
                name: "esbuild",
                wanted: Wanted::Exactly(esbuild),
            },
        ],
        source: Source::Npm {
            lock: workspace.root().join("crates/xtask/tools"),
            into: workspace.tools().join("npm"),
        },
    })
}

impl Tool {
    fn is_there(&self, workspace: &Workspace) -> bool {
        let source_is_there = match &self.source {
            Source::RustTarget => has_rust_target(workspace),
            Source::Npm { lock, into } => has_npm_packages(lock, into),
            Source::Crate(..) | Source::Debian(_) => true,
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
    command.arg("--version");
    version::in_answer(&process::read(&mut command).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Workspace {
        Workspace::find().expect("cargo answers")
    }

    #[test]
    fn every_tool_says_why_it_is_needed_and_how_long_it_takes() {
        let workspace = workspace();
        let mut tools = for_building(&workspace).expect("the versions are pinned");
        tools.extend(for_wasm_tests(&workspace).expect("the versions are pinned"));
        tools.extend(for_journeys(&workspace));
        for tool in tools {
            assert!(
                !tool.why.is_empty() && !tool.time.is_empty(),
                "{}",
                tool.name
            );
        }
    }

    #[test]
    fn trunk_is_told_the_same_wasm_opt_that_is_installed() {
        let workspace = workspace();
        let trunk = fs::read_to_string(workspace.root().join("Trunk.toml")).expect("it is there");
        let binaryen = version::of_npm_package(NPM_MANIFEST, "binaryen").expect("it is pinned");
        let line = format!("wasm_opt = \"version_{}\"", version::major(&binaryen));
        assert!(trunk.contains(&line), "Trunk.toml must say {line}");
    }

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
