//! Versions: what a tool must have, and what a program says it has.

use std::fmt;

/// The versions that will do.
pub enum Wanted {
    /// This one to the last digit.
    Exactly(String),
    /// This major and minor version or a later one.
    AtLeast(u32, u32),
    /// Whatever runs.
    Any,
}

impl Wanted {
    /// Whether a version will do.
    pub fn accepts(&self, version: &str) -> bool {
        match self {
            Self::Exactly(wanted) => wanted == version,
            Self::AtLeast(major, minor) => {
                let mut numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
                let mut number = || numbers.next().unwrap_or(0);
                (number(), number()) >= (*major, *minor)
            }
            Self::Any => true,
        }
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(version) => write!(formatter, "version {version}"),
            Self::AtLeast(major, 0) => write!(formatter, "version {major} or newer"),
            Self::AtLeast(major, minor) => write!(formatter, "version {major}.{minor} or newer"),
            Self::Any => formatter.write_str("any version"),
        }
    }
}

/// The version in a program's answer to `--version`: `v20.1.0`, `trunk 0.21.14`,
/// `wasm-opt version 132 (version_132)`, `nginx version: nginx/1.22.1`.
pub fn in_answer(answer: &str) -> Option<String> {
    answer
        .split_whitespace()
        .map(|word| word.strip_prefix('v').unwrap_or(word))
        .map(|word| word.strip_prefix("nginx/").unwrap_or(word))
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .map(str::to_owned)
}

/// The first number of a version.
pub fn major(version: &str) -> String {
    version.split('.').next().unwrap_or_default().to_owned()
}

/// The version that a `package.json` pins for one of its dependencies.
pub fn of_npm_package(manifest: &str, package: &str) -> Option<String> {
    let manifest: serde_json::Value = serde_json::from_str(manifest).ok()?;
    manifest["dependencies"][package]
        .as_str()
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_s_version_is_found_in_its_answer() {
        let check = |answer, version: Option<&str>| {
            assert_eq!(in_answer(answer).as_deref(), version, "{answer}");
        };
        check("v20.20.2\n", Some("20.20.2"));
        check("9.2.0", Some("9.2.0"));
        check("trunk 0.21.14\n", Some("0.21.14"));
        check("wasm-bindgen 0.2.126 (ac7d2f6)", Some("0.2.126"));
        check("wasm-opt version 132 (version_132)", Some("132"));
        check(
            "Chromium 156.0.8078.79 built on Debian GNU/Linux 12",
            Some("156.0.8078.79"),
        );
        check("nginx version: nginx/1.22.1\n", Some("1.22.1"));
        check("command not found", None);
        check("", None);
    }

    #[test]
    fn only_the_wanted_versions_are_accepted() {
        let check = |wanted: Wanted, version, is_accepted| {
            assert_eq!(wanted.accepts(version), is_accepted, "{wanted}: {version}");
        };
        check(Wanted::Exactly("0.2.126".to_owned()), "0.2.126", true);
        check(Wanted::Exactly("0.2.126".to_owned()), "0.2.12", false);
        check(Wanted::Exactly("0.2.126".to_owned()), "0.2.127", false);
        check(Wanted::AtLeast(18, 0), "18.20.4", true);
        check(Wanted::AtLeast(18, 0), "20.1.0", true);
        check(Wanted::AtLeast(18, 0), "9.9.9", false);
        check(Wanted::AtLeast(18, 0), "unreadable", false);
        check(Wanted::AtLeast(1, 22), "1.22.1", true);
        check(Wanted::AtLeast(1, 22), "1.30", true);
        check(Wanted::AtLeast(1, 22), "2.0", true);
        check(Wanted::AtLeast(1, 22), "1.18.0", false);
        check(Wanted::Any, "1", true);
    }

    #[test]
    fn a_pinned_npm_version_is_read_from_its_manifest() {
        let manifest = r#"{ "dependencies": { "binaryen": "132.0.0" } }"#;
        assert_eq!(
            of_npm_package(manifest, "binaryen").as_deref(),
            Some("132.0.0")
        );
        assert_eq!(of_npm_package(manifest, "esbuild"), None);
    }
}
