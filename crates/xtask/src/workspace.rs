//! Where things are: the workspace's root, the target folder, and what is built into them.
//!
//! Every path begins here, so that a command works from any subfolder and with any
//! `CARGO_TARGET_DIR`.

use crate::{Outcome, process};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folders of this checkout.
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Asks cargo, from the folder of this package or, when cargo did not start us, from where we
    /// are. (Not from the folder we were compiled in: a checkout may have been moved since.)
    pub fn find() -> Outcome<Self> {
        let answer = process::read(
            Command::new("cargo")
                .args(["metadata", "--no-deps", "--format-version", "1"])
                .current_dir(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| ".".into())),
        )?;
        let metadata: serde_json::Value = serde_json::from_str(&answer)
            .map_err(|error| format!("`cargo metadata` answered something unreadable: {error}."))?;
        let folder = |key: &str| {
            metadata[key]
                .as_str()
                .map(PathBuf::from)
                .ok_or_else(|| format!("`cargo metadata` did not tell `{key}`."))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    /// The folder of the workspace's `Cargo.toml`.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target folder.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Where tools are installed.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// The release toolbar, as Trunk writes it.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// A command that runs at the root and finds the installed tools before any others.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.path());
        command
    }

    /// The full path of a program that is on the path, the installed tools first.
    pub fn program(&self, name: &str) -> Option<PathBuf> {
        env::split_paths(&self.path())
            .map(|folder| folder.join(name))
            .find(|candidate| candidate.is_file())
    }

    /// The one version of a package in `Cargo.lock`.
    pub fn locked_version(&self, package: &str) -> Outcome<String> {
        let path = self.root.join("Cargo.lock");
        let text = fs::read_to_string(&path)
            .map_err(|error| format!("Cargo.lock cannot be read ({error}): check it out again."))?;
        locked_version(&text, package).ok_or_else(|| {
            format!(
                "Cargo.lock must hold {package} in exactly one version: \
                 run `cargo update` for it and commit the result."
            )
        })
    }

    fn path(&self) -> OsString {
        let own = [
            self.tools().join("bin"),
            self.tools().join("npm/node_modules/.bin"),
        ];
        let inherited = env::var_os("PATH").unwrap_or_default();
        // Debian keeps servers where only administrators look.
        let servers = [PathBuf::from("/usr/sbin")];
        let all = own.into_iter().chain(env::split_paths(&inherited));
        env::join_paths(all.chain(servers)).unwrap_or(inherited)
    }
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut versions = lock
        .split("[[package]]")
        .filter(|block| block.lines().any(|line| line == name))
        .filter_map(|block| {
            block
                .lines()
                .find_map(|line| line.strip_prefix("version = \""))
                .and_then(|rest| rest.strip_suffix('"'))
        });
    match (versions.next(), versions.next()) {
        (Some(version), None) => Some(version.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "\
version = 4

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.126\"
dependencies = [
 \"wasm-bindgen-macro\",
]

[[package]]
name = \"wasm-bindgen-macro\"
version = \"0.2.125\"

[[package]]
name = \"syn\"
version = \"1.0.1\"

[[package]]
name = \"syn\"
version = \"2.0.1\"
";

    #[test]
    fn the_lock_file_tells_the_version_of_a_package_it_holds_once() {
        let check = |package, version: Option<&str>| {
            assert_eq!(
                locked_version(LOCK, package).as_deref(),
                version,
                "{package}"
            );
        };
        check("wasm-bindgen", Some("0.2.126"));
        check("wasm-bindgen-macro", Some("0.2.125"));
        check("syn", None);
        check("absent", None);
    }

    #[test]
    fn the_root_is_found_whatever_the_present_folder_is() {
        let workspace = Workspace::find().expect("cargo answers");
        assert!(workspace.root().join("crates/xtask/Cargo.toml").is_file());
    }
}
