//! The adapter pages for CRMs, built by the script beside them into the target folder.
//!
//! They are served from an origin of their own, never from the toolbar's, so they are no part of `dist/`.

use crate::workspace::Workspace;
use crate::{Outcome, process, tools};
use std::path::PathBuf;

/// Installs what is missing, builds the pages and says where they are.
pub fn run(workspace: &Workspace) -> Outcome {
    tools::install(workspace, &tools::for_adapters(workspace)?)?;
    build(workspace)
}

/// Builds the pages.
pub fn build(workspace: &Workspace) -> Outcome {
    process::run(
        workspace
            .command("node")
            .arg("host/adapters/build.mjs")
            .arg(folder(workspace)),
    )
}

/// Where the built pages lie, a folder for each CRM.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target().join("adapters")
}
