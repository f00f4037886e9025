//! A copy of the source below the target folder, to be changed where the source itself must not be.
//!
//! It is kept, and only what differs is written again, so that what was built from it need not be built anew.

use crate::Outcome;
use crate::workspace::Workspace;
use std::fs;
use std::path::Path;

/// What a copy must have to build and test the native packages.
const COPIED: [&str; 8] = [
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "crates",
    "src",
    "patches",
    "host/agent-toolbar.schema.json",
    "host/examples.json",
];

/// Brings the copy to the state of the source; what has not changed keeps its time, and is not built again.
pub fn renew(workspace: &Workspace, copy: &Path) -> Outcome {
    fs::create_dir_all(copy)
        .map_err(|error| format!("{} cannot be made: {error}.", copy.display()))?;
    for name in COPIED {
        copy_newer(&workspace.root().join(name), &copy.join(name))
            .map_err(|error| format!("{name} cannot be copied: {error}."))?;
    }
    Ok(())
}

fn copy_newer(from: &Path, to: &Path) -> std::io::Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            copy_newer(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let wanted = fs::read(from)?;
    match fs::read(to) {
        Ok(there) if there == wanted => Ok(()),
        _ => fs::write(to, wanted),
    }
}
