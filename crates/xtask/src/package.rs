//! The npm package: the toolbar for a page that accepts to share its realm with it, and the host script, with types.
//!
//! wasm-pack compiles it; a script beside it adds what a page needs and makes the wasm small.

use crate::workspace::Workspace;
use crate::{Outcome, process, tools};
use std::path::PathBuf;

/// Installs what is missing, makes the package and says where it is.
pub fn run(workspace: &Workspace) -> Outcome {
    tools::install(workspace, &tools::for_building(workspace)?)?;
    tools::install(workspace, &tools::for_wasm_tests(workspace)?)?;
    build(workspace)?;
    println!("The package is in {}.", folder(workspace).display());
    Ok(())
}

/// Makes the package.
pub fn build(workspace: &Workspace) -> Outcome {
    let folder = folder(workspace);
    process::run(
        workspace
            .command("wasm-pack")
            .args([
                "build",
                "--release",
                "--target",
                "web",
                "--mode",
                "no-install",
            ])
            .args(["--no-opt", "--out-name", "agent_toolbar", "--out-dir"])
            .arg(&folder)
            .args(["--", "--locked"])
            .env(
                "CARGO_ENCODED_RUSTFLAGS",
                crate::toolbar::without_paths(workspace),
            ),
    )?;
    process::run(
        workspace
            .command("node")
            .arg("crates/xtask/tools/package.mjs")
            .arg(&folder),
    )
}

/// Where the package lies.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target().join("package")
}
