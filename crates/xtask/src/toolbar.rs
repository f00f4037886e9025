//! The release toolbar: built by Trunk into `dist/`, with proof that wasm-opt ran.
//!
//! Trunk leaves wasm-opt out without a word when it is told to, and the toolbar is then a third
//! larger; so the traces of this very build are compared, not the settings.

use crate::workspace::Workspace;
use crate::{Outcome, process};
use std::fs;
use std::path::{Path, PathBuf};

/// Builds the release toolbar into `dist/`.
pub fn build(workspace: &Workspace) -> Outcome {
    for trace in [
        traces(workspace, "wasm-bindgen"),
        traces(workspace, "wasm-opt"),
    ] {
        if trace.is_dir() {
            fs::remove_dir_all(&trace)
                .map_err(|error| format!("{} cannot be emptied: {error}.", trace.display()))?;
        }
    }
    process::run(
        workspace
            .command("trunk")
            .args(["build", "--release"])
            .env_remove("NO_COLOR") // Trunk takes any value for an option and stops at `1`.
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            .env("CARGO_ENCODED_RUSTFLAGS", without_paths(workspace)),
    )?;
    let sizes = Sizes {
        bound: wasm_in(&traces(workspace, "wasm-bindgen"))?,
        optimised: wasm_in(&traces(workspace, "wasm-opt"))?,
        shipped: wasm_in(&workspace.dist())?,
    };
    println!("wasm-opt: {}", sizes.verdict()?);
    Ok(())
}

/// Compiler flags that keep this machine's folders out of the wasm, where every panic tells its file:
/// they are nobody's business, and the toolbar is the same wherever it is built.
pub fn without_paths(workspace: &Workspace) -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let sources = home.map(|home| home.join("registry/src"));
    let registries = sources.and_then(|sources| fs::read_dir(sources).ok());
    let registries = registries.into_iter().flatten().flatten();
    let folders = registries
        .map(|registry| registry.path())
        .chain([workspace.root().to_owned()]);
    let flags = folders.map(|folder| format!("--remap-path-prefix={}/=", folder.display()));
    flags.collect::<Vec<_>>().join("\u{1f}")
}

/// Fails with the command to run when there is no toolbar to start.
pub fn must_be_built(workspace: &Workspace) -> Outcome {
    if workspace.dist().join("index.html").is_file() {
        Ok(())
    } else {
        Err(
            "There is no built toolbar in dist/: run the command once without --no-build."
                .to_owned(),
        )
    }
}

/// What every path into this machine's copies of other packages holds.
const REGISTRY: &[u8] = b"/registry/src/";

/// How many of the last bytes of the shipped wasm are looked for in what wasm-opt wrote.
const DATA: usize = 4096;

/// Where Trunk keeps what one of its tools wrote.
fn traces(workspace: &Workspace, tool: &str) -> PathBuf {
    workspace.target().join(tool).join("release")
}

/// The wasm as it passed through the build: the bytes of each stage.
struct Sizes {
    bound: Option<Vec<u8>>,
    optimised: Option<Vec<u8>>,
    shipped: Option<Vec<u8>>,
}

impl Sizes {
    fn verdict(&self) -> Outcome<String> {
        let (Some(bound), Some(optimised), Some(shipped)) =
            (&self.bound, &self.optimised, &self.shipped)
        else {
            return Err(
                "wasm-opt did not run: give the rust link of index.html a data-wasm-opt level."
                    .to_owned(),
            );
        };
        // The hook orders the functions anew; the data, which stands last, stays as it was.
        let data = shipped.len().saturating_sub(DATA);
        let (_, data) = shipped.split_at(data.max(shipped.len() / 2));
        if !optimised.windows(data.len()).any(|part| part == data) {
            return Err(
                "dist/ does not hold the wasm that wasm-opt wrote: build again.".to_owned(),
            );
        }
        if shipped.windows(REGISTRY.len()).any(|part| part == REGISTRY) {
            return Err("the wasm names folders of this machine: build again.".to_owned());
        }
        if shipped.len() >= bound.len() {
            return Err(format!(
                "wasm-opt took nothing off {} bytes: check its level in index.html.",
                bound.len()
            ));
        }
        Ok(format!(
            "{} bytes of wasm became {}",
            bound.len(),
            shipped.len()
        ))
    }
}

fn wasm_in(folder: &Path) -> Outcome<Option<Vec<u8>>> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(None);
    };
    let wasm = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .find(|path| {
            path.extension()
                .is_some_and(|extension| extension == "wasm")
        });
    wasm.map(|path| {
        fs::read(&path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
    })
    .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_without_wasm_opt_is_refused() {
        let check = |bound: &str, optimised: Option<&str>, shipped: &str, is_accepted: bool| {
            let bytes = |text: &str| Some(text.as_bytes().to_vec());
            let sizes = Sizes {
                bound: bytes(bound),
                optimised: optimised.and_then(bytes),
                shipped: bytes(shipped),
            };
            assert_eq!(
                sizes.verdict().is_ok(),
                is_accepted,
                "{bound} {optimised:?} {shipped}"
            );
        };
        check("large", Some("tiny"), "tiny", true);
        check("larger-still", Some("code-data-more"), "edoc-data", true);
        check("larger-still", Some("code-data-more"), "edoc-atad", false);
        check(
            "larger-still/and/larger",
            Some("/registry/src/x"),
            "/registry/src/x",
            false,
        );
        check(
            "larger-still/and/larger",
            Some("/registry/lib/x"),
            "/registry/lib/x",
            true,
        );
        check("large", None, "large", false);
        check("large", Some("tiny"), "large", false);
        check("large", Some("large"), "large", false);
    }
}
