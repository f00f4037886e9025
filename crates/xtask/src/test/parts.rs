//! The parts of the test command, in the order they are run: what answers soonest comes first.

use super::summary::passed;
use super::{Group, Part};
use crate::tools::WASM_TARGET;
use crate::workspace::Workspace;
use crate::{
    Outcome, adapters, campaigns, package, process, rules, simulator, size, supply_chain, toolbar,
};
use std::path::PathBuf;
use std::process::Command;

const TOOLBAR: &str = "agent-toolbar";

/// Every part.
pub const PARTS: &[Part] = &[
    Part {
        name: "format",
        groups: &[Group::Native],
        needs: &[],
        run: format,
    },
    Part {
        name: "import rules",
        groups: &[Group::Native],
        needs: &[],
        run: rules::check,
    },
    Part {
        name: "supply chain",
        groups: &[Group::Native],
        needs: &[],
        run: supply_chain::check,
    },
    Part {
        name: "clippy, native packages",
        groups: &[Group::Native],
        needs: &[],
        run: clippy_native,
    },
    Part {
        name: "clippy, toolbar",
        groups: &[Group::Native],
        needs: &[],
        run: clippy_toolbar,
    },
    Part {
        name: "clippy, fuzz targets",
        groups: &[Group::Native],
        needs: &[],
        run: clippy_fuzz,
    },
    Part {
        name: "docs",
        groups: &[Group::Native],
        needs: &[],
        run: docs,
    },
    Part {
        name: "native tests",
        groups: &[Group::Native],
        needs: &[],
        run: native_tests,
    },
    Part {
        name: "toolbar tests in Chromium",
        groups: &[Group::Wasm],
        needs: &[],
        run: wasm_tests,
    },
    Part {
        name: RELEASE,
        groups: &[
            Group::Wasm,
            Group::Journeys,
            Group::Preflight,
            Group::Deploy,
        ],
        needs: &[],
        run: release_build,
    },
    Part {
        name: "size",
        groups: &[Group::Wasm],
        needs: &[RELEASE],
        run: size::check,
    },
    Part {
        name: "third-party notices",
        groups: &[Group::Wasm],
        needs: &[RELEASE],
        run: supply_chain::check_notices,
    },
    Part {
        name: CAMPAIGNS,
        groups: &[Group::Campaigns],
        needs: &[],
        run: campaigns_build,
    },
    Part {
        name: "reconnect storms",
        groups: &[Group::Campaigns],
        needs: &[CAMPAIGNS],
        run: storms,
    },
    Part {
        name: "histories",
        groups: &[Group::Campaigns],
        needs: &[CAMPAIGNS],
        run: histories,
    },
    Part {
        name: "shifts",
        groups: &[Group::Campaigns],
        needs: &[CAMPAIGNS],
        run: shifts,
    },
    Part {
        name: "mutated answers",
        groups: &[Group::Campaigns],
        needs: &[],
        run: mutated_answers,
    },
    Part {
        name: SIMULATOR,
        groups: &[Group::Journeys, Group::Preflight, Group::Deploy],
        needs: &[],
        run: simulator_build,
    },
    Part {
        name: "simulator load",
        groups: &[Group::Journeys],
        needs: &[SIMULATOR],
        run: simulator_load,
    },
    Part {
        name: PACKAGE,
        groups: &[Group::Journeys],
        needs: &[RELEASE],
        run: package_build,
    },
    Part {
        name: "host contract",
        groups: &[Group::Journeys],
        needs: &[PACKAGE],
        run: host_contract,
    },
    Part {
        name: "journeys in Chromium",
        groups: &[Group::Journeys],
        needs: &[RELEASE, SIMULATOR, PACKAGE],
        run: journeys,
    },
    Part {
        name: "hostile pages in Chromium",
        groups: &[Group::Journeys],
        needs: &[RELEASE, SIMULATOR],
        run: hostile_pages,
    },
    Part {
        name: ADAPTERS,
        groups: &[Group::Journeys],
        needs: &[],
        run: adapters_build,
    },
    Part {
        name: "adapters in Chromium",
        groups: &[Group::Journeys],
        needs: &[RELEASE, SIMULATOR, ADAPTERS],
        run: adapter_pages,
    },
    Part {
        name: "snippets of the embedding guide",
        groups: &[Group::Journeys],
        needs: &[RELEASE, SIMULATOR, PACKAGE],
        run: guide,
    },
    Part {
        name: "pre-flight page in Chromium",
        groups: &[Group::Journeys, Group::Preflight],
        needs: &[RELEASE, SIMULATOR],
        run: preflight,
    },
    Part {
        name: "behind nginx",
        groups: &[Group::Deploy],
        needs: &[RELEASE, SIMULATOR],
        run: deployments,
    },
];

const RELEASE: &str = "release build";
const SIMULATOR: &str = "simulator build";
const PACKAGE: &str = "npm package";
const CAMPAIGNS: &str = "campaigns build";
const ADAPTERS: &str = "adapters build";

fn format(workspace: &Workspace) -> Outcome<String> {
    quiet(workspace.command("cargo").args(["fmt", "--all", "--check"]))
}

fn clippy_native(workspace: &Workspace) -> Outcome<String> {
    quiet(
        workspace
            .command("cargo")
            .args([
                "clippy",
                "--locked",
                "--workspace",
                "--exclude",
                TOOLBAR,
                "--all-targets",
            ])
            .args(["--", "-D", "warnings"]),
    )
}

fn clippy_toolbar(workspace: &Workspace) -> Outcome<String> {
    quiet(
        workspace
            .command("cargo")
            .args(["clippy", "--locked", "--package", TOOLBAR, "--all-targets"])
            .args(["--target", WASM_TARGET, "--", "-D", "warnings"]),
    )
}

/// The fuzz targets are not built here, only checked: without the fuzzer's own C++ that takes seconds.
fn clippy_fuzz(workspace: &Workspace) -> Outcome<String> {
    let manifest = ["--manifest-path", "fuzz/Cargo.toml"];
    quiet(
        workspace
            .command("cargo")
            .arg("fmt")
            .args(manifest)
            .arg("--check"),
    )?;
    quiet(
        workspace
            .command("cargo")
            .arg("clippy")
            .args(manifest)
            .args(["--locked", "--no-default-features", "--target-dir"])
            .arg(workspace.target())
            .args(["--", "-D", "warnings"]),
    )
}

fn docs(workspace: &Workspace) -> Outcome<String> {
    let native = ["--workspace", "--exclude", TOOLBAR];
    let toolbar = ["--package", TOOLBAR, "--target", WASM_TARGET];
    for packages in [native.as_slice(), &toolbar] {
        quiet(
            workspace
                .command("cargo")
                .args(["doc", "--locked", "--no-deps"])
                .args(packages)
                .env("RUSTDOCFLAGS", "-D warnings"),
        )?;
    }
    Ok(String::new())
}

fn native_tests(workspace: &Workspace) -> Outcome<String> {
    counted(workspace.command("cargo").args([
        "test",
        "--locked",
        "--no-fail-fast",
        "--workspace",
        "--exclude",
        TOOLBAR,
    ]))
}

/// cargo hands each test program to a script that shows it to Chromium.
fn wasm_tests(workspace: &Workspace) -> Outcome<String> {
    let runner = "node e2e/core.mjs wasm-bindgen-test-runner";
    counted(
        lean(workspace.command("cargo").args(["test", "--locked"]))
            .args(["--package", TOOLBAR, "--target", WASM_TARGET])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env("CHROMIUM", chromium(workspace)?),
    )
}

/// Without what a debugger would want, which makes the module fifteen times as large.
fn lean(command: &mut Command) -> &mut Command {
    command.env("CARGO_PROFILE_DEV_DEBUG", "false")
}

fn release_build(workspace: &Workspace) -> Outcome<String> {
    toolbar::build(workspace).map(|()| String::new())
}

fn campaigns_build(workspace: &Workspace) -> Outcome<String> {
    campaigns::build(workspace).map(|()| String::new())
}

fn storms(workspace: &Workspace) -> Outcome<String> {
    counted(&mut campaigns::storm(workspace))
}

fn histories(workspace: &Workspace) -> Outcome<String> {
    counted(&mut campaigns::histories(workspace))
}

fn shifts(workspace: &Workspace) -> Outcome<String> {
    counted(&mut campaigns::shifts(workspace))
}

fn mutated_answers(workspace: &Workspace) -> Outcome<String> {
    counted(&mut campaigns::mutated_answers(workspace))
}

fn simulator_build(workspace: &Workspace) -> Outcome<String> {
    simulator::build(workspace).map(|()| String::new())
}

fn simulator_load(workspace: &Workspace) -> Outcome<String> {
    simulator::measure(workspace).map(|()| String::new())
}

fn preflight(workspace: &Workspace) -> Outcome<String> {
    counted(&mut in_chromium(workspace, "e2e/preflight/run.mjs")?)
}

fn deployments(workspace: &Workspace) -> Outcome<String> {
    let nginx = workspace
        .program("nginx")
        .ok_or("nginx is no longer there: run the command again.")?;
    let xtask = std::env::current_exe()
        .map_err(|error| format!("This command cannot find itself: {error}."))?;
    counted(
        in_chromium(workspace, "e2e/deploy/run.mjs")?
            .arg("--xtask")
            .arg(xtask)
            .env("NGINX", nginx),
    )
}

fn package_build(workspace: &Workspace) -> Outcome<String> {
    package::build(workspace).map(|()| String::new())
}

fn host_contract(workspace: &Workspace) -> Outcome<String> {
    counted(
        workspace
            .command("node")
            .arg("e2e/contract.mjs")
            .env("PACKAGE", package::folder(workspace)),
    )
}

fn journeys(workspace: &Workspace) -> Outcome<String> {
    counted(&mut in_chromium(workspace, "e2e/run.mjs")?)
}

fn hostile_pages(workspace: &Workspace) -> Outcome<String> {
    counted(&mut in_chromium(workspace, "e2e/hostile/run.mjs")?)
}

fn adapters_build(workspace: &Workspace) -> Outcome<String> {
    adapters::build(workspace)?;
    supply_chain::check_adapters(workspace, &adapters::folder(workspace)).map(|()| String::new())
}

fn adapter_pages(workspace: &Workspace) -> Outcome<String> {
    let mut command = in_chromium(workspace, "e2e/adapters/run.mjs")?;
    counted(command.arg("--adapters").arg(adapters::folder(workspace)))
}

fn guide(workspace: &Workspace) -> Outcome<String> {
    counted(&mut in_chromium(workspace, "e2e/guide/run.mjs")?)
}

/// A suite that is driven by Node, given browser, toolbar and simulator.
fn in_chromium(workspace: &Workspace, suite: &str) -> Outcome<Command> {
    let mut command = workspace.command("node");
    command
        .args([suite, "--dist"])
        .arg(workspace.dist())
        .arg("--simulator")
        .arg(simulator::program(workspace))
        .env("PACKAGE", package::folder(workspace))
        .env("CHROMIUM", chromium(workspace)?);
    Ok(command)
}

fn chromium(workspace: &Workspace) -> Outcome<PathBuf> {
    let program = workspace.program("chromium");
    Ok(program.ok_or("Chromium is no longer there: run the command again.")?)
}

/// Runs a check that says nothing when all is well.
fn quiet(command: &mut Command) -> Outcome<String> {
    process::run(command).map(|()| String::new())
}

/// Runs suites that close with `N passed`, and refuses silence: no test run is no proof.
fn counted(command: &mut Command) -> Outcome<String> {
    let (outcome, text) = process::run_and_keep(command)?;
    outcome?;
    match passed(&text) {
        0 => Err("No test was run: the suites are empty or were not found.".to_owned()),
        count => Ok(format!("{count} passed")),
    }
}
