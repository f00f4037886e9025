//! The npm package: the toolbar for a page that accepts to share its realm with it, and the host script, with types.
//!
//! It holds the wasm of the release build; a script beside it adds what a page needs and makes it small.

use crate::tools::WASM_TARGET;
use crate::workspace::Workspace;
use crate::{Outcome, process, tools};
use std::fs;
use std::path::PathBuf;

/// Installs what is missing, makes the package and says where it is.
pub fn run(workspace: &Workspace) -> Outcome {
    tools::install(workspace, &tools::for_building(workspace)?)?;
    build(workspace)?;
    println!("The package is in {}.", folder(workspace).display());
    Ok(())
}

/// Makes the package.
pub fn build(workspace: &Workspace) -> Outcome {
    let folder = folder(workspace);
    if folder.is_dir() {
        fs::remove_dir_all(&folder)
            .map_err(|error| format!("{} cannot be emptied: {error}.", folder.display()))?;
    }
    process::run(
        workspace
            .command("cargo")
            .args(["build", "--locked", "--release", "--lib"])
            .args(["--package", "agent-toolbar", "--target", WASM_TARGET])
            .env(
                "CARGO_ENCODED_RUSTFLAGS",
                crate::toolbar::without_paths(workspace),
            ),
    )?;
    let built = workspace.target().join(WASM_TARGET).join("release");
    process::run(
        workspace
            .command("wasm-bindgen")
            .arg(built.join("agent_toolbar.wasm"))
            .args([
                "--target",
                "web",
                "--out-name",
                "agent_toolbar",
                "--out-dir",
            ])
            .arg(&folder),
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
