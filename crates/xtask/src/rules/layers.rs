//! The layers inside the toolbar's own package: which of its modules, and which packages, each
//! part of `src/` may name.
//!
//! A module that stands in no row of the table breaks the rules, so that a new part is placed
//! before it is used.

use super::paths::{SourcePath, paths};
use super::{Finding, matches};
use crate::Outcome;
use crate::workspace::Workspace;
use std::fs;
use std::path::{Path, PathBuf};

/// What one top module of `src/` may name.
pub(super) struct Layer {
    pub(super) module: &'static str,
    pub(super) says: &'static str,
    /// The other top modules it may use.
    pub(super) may_use: Modules,
    /// The parts of the session it may use.
    pub(super) session: Modules,
    /// The packages it must not name; a trailing `*` stands for any ending.
    pub(super) never: &'static [&'static str],
}

#[derive(Clone, Copy)]
pub(super) enum Modules {
    All,
    Only(&'static [&'static str]),
}

impl Modules {
    fn contains(self, module: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(modules) => modules.contains(&module),
        }
    }
}

/// A package, or a part of one, that one file alone may name.
struct Keeper {
    package: &'static str,
    file: &'static str,
}

const SESSION: &str = "agent_session";

/// The wire and the browser.
const OUTSIDE: &[&str] = &[
    "gateway_protocol",
    "gloo_*",
    "js_sys",
    "wasm_bindgen*",
    "web_sys",
];

const LAYERS: &[Layer] = &[
    Layer {
        module: "sound",
        says: "is plain words, for the screen and the ring",
        may_use: Modules::Only(&[]),
        session: Modules::Only(&[]),
        never: &[
            "gateway_protocol",
            "gloo_*",
            "js_sys",
            "leptos",
            "wasm_bindgen*",
            "web_sys",
        ],
    },
    Layer {
        module: "text",
        says: "speaks: the session's words, no browser and nothing of the toolbar",
        may_use: Modules::Only(&["sound"]),
        session: Modules::All,
        never: OUTSIDE,
    },
    Layer {
        module: "store",
        says: "holds the view: leptos, the session and the text, no browser",
        may_use: Modules::Only(&["sound", "text"]),
        session: Modules::All,
        never: OUTSIDE,
    },
    Layer {
        module: "components",
        says: "draw: the store, the text, and the session's view and command",
        may_use: Modules::Only(&["store", "text"]),
        session: Modules::Only(&["command", "view"]),
        never: &["gateway_protocol", "gloo_*"],
    },
    Layer {
        module: "driver",
        says: "acts: the session, the protocol and the browser, no leptos",
        may_use: Modules::Only(&["sound"]),
        session: Modules::All,
        never: &["leptos"],
    },
    Layer {
        module: "embed",
        says: "puts everything together",
        may_use: Modules::All,
        session: Modules::All,
        never: &[],
    },
];

const KEEPERS: &[Keeper] = &[Keeper {
    package: "host",
    file: "src/embed/line.rs",
}];

/// The root of the package, which declares the modules and exports what `embed` offers.
const ROOT: &str = "lib";

/// A source file, its name relative to its package with `/` in it.
pub(super) struct Source {
    pub(super) name: String,
    pub(super) text: String,
}

/// Reads every file of `src/`.
pub fn check(workspace: &Workspace) -> Outcome<Vec<Finding>> {
    Ok(findings(&sources_of(workspace.root())?))
}

/// Every source file of the package in this folder.
pub(super) fn sources_of(package: &Path) -> Outcome<Vec<Source>> {
    let mut sources = Vec::new();
    let folder = package.join("src");
    collect(package, &folder, &mut sources)
        .map_err(|error| format!("{} cannot be read: {error}.", folder.display()))?;
    Ok(sources)
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|it| it.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(root, &path, sources)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .display()
                .to_string();
            sources.push(Source {
                name,
                text: fs::read_to_string(&path)?,
            });
        }
    }
    Ok(())
}

fn findings(sources: &[Source]) -> Vec<Finding> {
    let placed = Finding {
        rule: "every module of src/ has its place in the table".to_owned(),
        violations: sources.iter().filter_map(unplaced).collect(),
    };
    let layers = LAYERS.iter().map(|layer| Finding {
        rule: format!("src/{} {}", layer.module, layer.says),
        violations: of_layer(layer, sources),
    });
    let keepers = KEEPERS.iter().map(|keeper| Finding {
        rule: format!("{} is known to {} alone", keeper.package, keeper.file),
        violations: of_keeper(keeper, sources),
    });
    std::iter::once(placed)
        .chain(layers)
        .chain(keepers)
        .collect()
}

fn unplaced(source: &Source) -> Option<String> {
    let module = top_module(&source.name);
    let is_placed = module == ROOT || LAYERS.iter().any(|layer| layer.module == module);
    (!is_placed).then(|| format!("{}: `{module}` is in no row", source.name))
}

/// Where this layer's own files name what they must not.
pub(super) fn of_layer(layer: &Layer, sources: &[Source]) -> Vec<String> {
    let mut own = sources
        .iter()
        .filter(|source| top_module(&source.name) == layer.module)
        .peekable();
    if own.peek().is_none() {
        return vec![format!("src/{}.rs is not there", layer.module)];
    }
    own.flat_map(|source| {
        paths(&source.text).into_iter().filter_map(|path| {
            let named = broken(layer, source, &path)?;
            Some(format!(
                "{}:{}: must not name {named}",
                source.name, path.line
            ))
        })
    })
    .collect()
}

/// What a path names that its layer must not.
fn broken(layer: &Layer, source: &Source, path: &SourcePath) -> Option<String> {
    if let Some(module) = own_module(source, path) {
        let is_allowed = module == layer.module || layer.may_use.contains(module);
        return (!is_allowed).then(|| format!("crate::{module}"));
    }
    if path.segments.first().is_some_and(|first| first == SESSION) {
        let part = path.segments.get(1).map_or("", String::as_str);
        return (!layer.session.contains(part)).then(|| path.segments.join("::"));
    }
    // Any segment counts: packages hand on others, as in `leptos::web_sys`.
    path.segments
        .iter()
        .find(|segment| layer.never.iter().any(|pattern| matches(pattern, segment)))
        .cloned()
}

/// The top module of this package that a path leads to, if it leads into this package at all.
fn own_module<'a>(source: &'a Source, path: &'a SourcePath) -> Option<&'a str> {
    let segments: Vec<&str> = path.segments.iter().map(String::as_str).collect();
    let supers = segments
        .iter()
        .take_while(|segment| **segment == "super")
        .count();
    match segments.first() {
        Some(&"crate") => Some(segments.get(1).copied().unwrap_or("the whole package")),
        Some(&"super") if supers >= depth(&source.name) => {
            Some(segments.get(supers).copied().unwrap_or("the whole package"))
        }
        _ => None,
    }
}

/// How many `super` lead from a file to the root of its package.
fn depth(name: &str) -> usize {
    name.trim_start_matches("src/").split('/').count()
}

fn top_module(name: &str) -> &str {
    let inside = name.strip_prefix("src/").unwrap_or(name);
    let first = inside.split('/').next().unwrap_or(inside);
    first.strip_suffix(".rs").unwrap_or(first)
}

fn of_keeper(keeper: &Keeper, sources: &[Source]) -> Vec<String> {
    sources
        .iter()
        .filter(|source| source.name != keeper.file)
        .flat_map(|source| {
            paths(&source.text)
                .into_iter()
                .filter(|path| {
                    path.segments
                        .iter()
                        .any(|segment| segment == keeper.package)
                })
                .map(|path| {
                    format!(
                        "{}:{}: must not name {}",
                        source.name, path.line, keeper.package
                    )
                })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(planted: &[(&str, &str)]) -> Vec<Source> {
        let clean = [
            (
                "src/lib.rs",
                "mod components; mod driver; pub use embed::mount;",
            ),
            ("src/sound.rs", "/// Words.\npub enum Sound {}"),
            (
                "src/store.rs",
                "use leptos::prelude::*; use agent_session::view::View;",
            ),
            ("src/text.rs", "use agent_session::notice::Notice;"),
            (
                "src/components.rs",
                "use crate::store::Store; use agent_session::command::Command;",
            ),
            (
                "src/components/common/button.rs",
                "use super::super::icon; use crate::text;",
            ),
            (
                "src/driver.rs",
                "use gateway_protocol::endpoint::Endpoint; mod fetch;",
            ),
            (
                "src/driver/fetch.rs",
                "use web_sys::Request; use super::timer;",
            ),
            (
                "src/embed.rs",
                "use crate::{components, driver, store}; use leptos::mount;",
            ),
            ("src/embed/line.rs", "use agent_session::host::Host;"),
        ];
        clean
            .iter()
            .filter(|(name, _)| !planted.iter().any(|(other, _)| name == other))
            .chain(planted)
            .map(|(name, text)| Source {
                name: (*name).to_owned(),
                text: (*text).to_owned(),
            })
            .collect()
    }

    fn violations(planted: &[(&str, &str)]) -> Vec<String> {
        findings(&sources(planted))
            .into_iter()
            .flat_map(|finding| finding.violations)
            .collect()
    }

    #[test]
    fn a_tree_that_keeps_the_rules_passes() {
        assert_eq!(violations(&[]), [""; 0]);
    }

    #[test]
    fn a_planted_violation_of_each_row_is_found() {
        let check = |name: &str, text: &str, violation: &str| {
            assert_eq!(violations(&[(name, text)]), [violation], "{name}: {text}");
        };
        let store = |text, violation| check("src/store.rs", text, violation);
        store(
            "use crate::embed;",
            "src/store.rs:1: must not name crate::embed",
        );
        store(
            "use gloo_timers::x;",
            "src/store.rs:1: must not name gloo_timers",
        );
        store(
            "\nfn f() -> leptos::web_sys::Window {}",
            "src/store.rs:2: must not name web_sys",
        );
        check(
            "src/sound.rs",
            "use agent_session::view::View;",
            "src/sound.rs:1: must not name agent_session::view::View",
        );
        let button = |text, violation| check("src/components/button.rs", text, violation);
        button(
            "use crate::driver::Driver;",
            "src/components/button.rs:1: must not name crate::driver",
        );
        button(
            "use crate::{store, embed};",
            "src/components/button.rs:1: must not name crate::embed",
        );
        button(
            "use super::super::driver;",
            "src/components/button.rs:1: must not name crate::driver",
        );
        button(
            "view! { {crate::embed::x()} }",
            "src/components/button.rs:1: must not name crate::embed",
        );
        button(
            "use crate as toolbar;",
            "src/components/button.rs:1: must not name crate::the whole package",
        );
        button(
            "use agent_session::session::Session;",
            "src/components/button.rs:1: must not name agent_session::session::Session",
        );
        button(
            "use agent_session as session;",
            "src/components/button.rs:1: must not name agent_session",
        );
        button(
            "use gateway_protocol::id::CallId;",
            "src/components/button.rs:1: must not name gateway_protocol",
        );
        check(
            "src/text/english.rs",
            "use crate::store;",
            "src/text/english.rs:1: must not name crate::store",
        );
        let driver = |text, violation| check("src/driver/timer.rs", text, violation);
        driver(
            "use leptos::prelude::*;",
            "src/driver/timer.rs:1: must not name leptos",
        );
        driver(
            "use crate::components::x;",
            "src/driver/timer.rs:1: must not name crate::components",
        );
        driver(
            "use super::super::embed;",
            "src/driver/timer.rs:1: must not name crate::embed",
        );
        driver(
            "use agent_session::host::Host;",
            "src/driver/timer.rs:1: must not name host",
        );
        check(
            "src/embed/frame.rs",
            "use agent_session::host::Host;",
            "src/embed/frame.rs:1: must not name host",
        );
        check("src/helper.rs", "", "src/helper.rs: `helper` is in no row");
    }

    #[test]
    fn a_layer_without_a_file_breaks_its_rule() {
        let sources: Vec<Source> = sources(&[])
            .into_iter()
            .filter(|source| top_module(&source.name) != "driver")
            .collect();
        let violations: Vec<String> = findings(&sources)
            .into_iter()
            .flat_map(|finding| finding.violations)
            .collect();
        assert_eq!(violations, ["src/driver.rs is not there"]);
    }
}
