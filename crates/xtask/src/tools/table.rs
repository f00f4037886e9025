//! Which tools each command needs, in which version, and what they are for.
//!
//! A version stands here only when no lock file tells it already.

use super::version::{self, Wanted};
use super::{Program, Source, Tool, WASM_TARGET};
use crate::Outcome;
use crate::workspace::Workspace;

const NPM_MANIFEST: &str = include_str!("../../tools/package.json");

/// What the checks of the `native` part need.
pub fn for_checks() -> Vec<Tool> {
    vec![
        rust_target(),
        crate_tool(
            "cargo-deny",
            "0.20.2",
            "it judges licences, sources and bans",
            "about 3 minutes",
        ),
    ]
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

/// What tests the toolbar in a real browser.
pub fn for_browser_tests(workspace: &Workspace) -> Vec<Tool> {
    let folder = workspace.root().join("e2e");
    vec![
        node(),
        browser(),
        Tool {
            name: "the browser tests' packages".to_owned(),
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

/// What tries the shipped web server configuration: all that any test in a browser needs, and the web server.
pub fn for_deployments(workspace: &Workspace) -> Vec<Tool> {
    let mut tools = for_browser_tests(workspace);
    tools.push(Tool {
        name: "openssl".to_owned(),
        why: "it makes the certificates that the web server is tried with",
        time: "a few seconds",
        programs: vec![Program {
            name: "openssl",
            wanted: Wanted::Any,
        }],
        source: Source::Debian(&[("openssl", "openssl")]),
    });
    tools.push(Tool {
        name: "nginx 1.22 or newer".to_owned(),
        why: "the shipped configuration is tried with the web server it is for",
        time: "a few seconds",
        programs: vec![Program {
            name: "nginx",
            wanted: Wanted::AtLeast(1, 22),
        }],
        // Installed, it would serve something on port 80 at once.
        source: Source::Unpacked("nginx", "usr/sbin/nginx"),
    });
    tools
}

/// What builds the adapter pages.
pub fn for_adapters(workspace: &Workspace) -> Outcome<Vec<Tool>> {
    let folder = workspace.root().join("host/adapters");
    Ok(vec![
        node(),
        npm_tools(workspace)?,
        Tool {
            name: "the adapters' packages".to_owned(),
            why: "CRMs publish their side of the bridge in them",
            time: "a few seconds",
            programs: Vec::new(),
            source: Source::Npm {
                lock: folder.clone(),
                into: folder,
            },
        },
    ])
}

/// What plants mutants into the source.
pub fn for_mutants() -> Vec<Tool> {
    vec![crate_tool(
        "cargo-mutants",
        "27.1.0",
        "it changes the source in small ways that a test must notice",
        "about 3 minutes",
    )]
}

/// What runs the fuzz targets.
pub fn for_fuzzing() -> Vec<Tool> {
    vec![crate_tool(
        "cargo-fuzz",
        "0.13.2",
        "it builds and runs the fuzz targets",
        "about 2 minutes",
    )]
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
                wanted: Wanted::AtLeast(18, 0),
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
        name: "Chromium".to_owned(),
        why: "the toolbar is tested in a real browser",
        time: "about 2 minutes",
        programs: vec![Program {
            name: "chromium",
            wanted: Wanted::Any,
        }],
        source: Source::Debian(&[("chromium", "chromium")]),
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn workspace() -> Workspace {
        Workspace::find().expect("cargo answers")
    }

    #[test]
    fn every_tool_says_why_it_is_needed_and_how_long_it_takes() {
        let workspace = workspace();
        let mut tools = for_checks();
        tools.extend(for_building(&workspace).expect("the versions are pinned"));
        tools.extend(for_deployments(&workspace));
        tools.extend(for_mutants());
        tools.extend(for_fuzzing());
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
}
