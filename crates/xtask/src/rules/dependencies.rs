//! Which packages a package may depend on, directly and through others.
//!
//! Development dependencies are left out: tests may bring a clock, or the very package whose
//! independence they prove.

use super::{Finding, matches};
use crate::workspace::Workspace;
use crate::{Outcome, process};

/// What one package, built with some of its features, may depend on.
struct Rule {
    package: &'static str,
    build: &'static [&'static str],
    says: &'static str,
    /// The packages it may name in its manifest; none: any.
    direct: Option<&'static [&'static str]>,
    /// What it must not reach through any of them; a trailing `*` stands for any ending.
    never: &'static [&'static str],
}

/// Browsers, threads of their own, clocks and chance: what makes a run differ from the next.
const IMPURE: &[&str] = &[
    "async-std",
    "axum",
    "chrono",
    "crossbeam*",
    "fastrand",
    "futures*",
    "getrandom",
    "gloo*",
    "hyper*",
    "instant",
    "js-sys",
    "leptos*",
    "oorandom",
    "rand*",
    "smol",
    "time",
    "tokio*",
    "tracing*",
    "uuid",
    "wasm-bindgen*",
    "web-sys",
    "web-time",
];

const RULES: &[Rule] = &[
    Rule {
        package: "gateway-protocol",
        build: &["--all-features", "--target", "all"],
        says: "uses http and thiserror, none of our packages",
        direct: Some(&["http", "thiserror"]),
        never: IMPURE,
    },
    Rule {
        package: "agent-session",
        build: &["--target", "all"],
        says: "uses gateway-protocol, and reaches no browser, clock or chance",
        direct: Some(&["gateway-protocol"]),
        never: IMPURE,
    },
    Rule {
        package: "gateway-simulator",
        build: &["--no-default-features", "--target", "all"],
        says: "as a pure exchange uses serde and serde_json only",
        direct: Some(&["serde", "serde_json"]),
        never: IMPURE,
    },
    Rule {
        package: "gateway-simulator",
        build: &["--all-features", "--target", "all"],
        says: "shares no code with what it judges",
        direct: None,
        never: &["agent-session", "agent-toolbar", "gateway-protocol"],
    },
    Rule {
        package: "campaigns",
        build: &["--target", "all"],
        says: "uses the session, the protocol and the pure exchange, and reaches no browser and no chance",
        direct: Some(&[
            "agent-session",
            "gateway-protocol",
            "gateway-simulator",
            "mimalloc",
            "serde",
            "serde_json",
        ]),
        never: IMPURE,
    },
    Rule {
        package: "agent-toolbar",
        build: &["--target", "wasm32-unknown-unknown"],
        says: "carries no simulator and no server",
        direct: None,
        never: &[
            "axum",
            "campaigns",
            "gateway-simulator",
            "gloo-storage",
            "tokio",
            "xtask",
        ],
    },
];

/// Asks cargo for each package's tree.
pub fn check(workspace: &Workspace) -> Outcome<Vec<Finding>> {
    RULES.iter().map(|rule| finding(workspace, rule)).collect()
}

fn finding(workspace: &Workspace, rule: &Rule) -> Outcome<Finding> {
    let tree = process::read(
        workspace
            .command("cargo")
            .args([
                "tree",
                "--locked",
                "--edges",
                "normal,no-proc-macro",
                "--no-dedupe",
            ])
            .args([
                "--prefix",
                "depth",
                "--format",
                " {p}",
                "--package",
                rule.package,
            ])
            .args(rule.build),
    )?;
    Ok(Finding {
        rule: format!("{} {}", rule.package, rule.says),
        violations: violations(rule, &tree),
    })
}

fn violations(rule: &Rule, tree: &str) -> Vec<String> {
    let mut found: Vec<String> = tree
        .lines()
        .filter_map(parse)
        .filter_map(|(depth, name)| violation(rule, depth, name))
        .collect();
    if parse(tree.lines().next().unwrap_or_default()).map(|(_, name)| name) != Some(rule.package) {
        found.push(format!("cargo told no tree of {}", rule.package));
    }
    found.sort();
    found.dedup();
    found
}

fn violation(rule: &Rule, depth: usize, name: &str) -> Option<String> {
    let is_unknown = depth == 1 && rule.direct.is_some_and(|allowed| !allowed.contains(&name));
    let is_forbidden = depth > 0 && rule.never.iter().any(|pattern| matches(pattern, name));
    (is_unknown || is_forbidden).then(|| format!("{} must not use {name}", rule.package))
}

/// A line of the tree: `2 serde v1.0.1`.
fn parse(line: &str) -> Option<(usize, &str)> {
    let mut words = line.split_whitespace();
    Some((words.next()?.parse().ok()?, words.next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(package: &str, build: &str) -> &'static Rule {
        RULES
            .iter()
            .find(|rule| rule.package == package && rule.build.contains(&build))
            .expect("there is such a rule")
    }

    #[test]
    fn a_planted_dependency_breaks_the_rule_of_its_package() {
        let check = |package, build, tree: &str, violation: Option<&str>| {
            let found = violations(rule(package, build), tree);
            assert_eq!(found.first().map(String::as_str), violation, "{tree}");
            assert!(found.len() <= 1, "{found:?}");
        };
        let protocol =
            |tree: &str, violation: Option<&str>| check("gateway-protocol", "all", tree, violation);
        protocol(
            "0 gateway-protocol v0.1.0\n1 http v1.0.0\n2 bytes v1.0.0",
            None,
        );
        protocol(
            "0 gateway-protocol v0.1.0\n1 serde_json v1.0.0",
            Some("gateway-protocol must not use serde_json"),
        );
        protocol(
            "0 gateway-protocol v0.1.0\n1 agent-session v0.1.0",
            Some("gateway-protocol must not use agent-session"),
        );
        protocol(
            "0 gateway-protocol v0.1.0\n1 http v1.0.0\n2 tokio v1.0.0",
            Some("gateway-protocol must not use tokio"),
        );
        let session =
            |tree: &str, violation: Option<&str>| check("agent-session", "all", tree, violation);
        session(
            "0 agent-session v0.1.0\n1 gateway-protocol v0.1.0\n2 http v1.0.0",
            None,
        );
        for (line, name) in [
            ("1 wasm-bindgen v0.2.126", "wasm-bindgen"),
            ("2 web-sys v0.3.1", "web-sys"),
            ("1 leptos v0.8.0", "leptos"),
            ("2 futures-core v0.3.1", "futures-core"),
            ("3 rand_core v0.9.0", "rand_core"),
            ("3 getrandom v0.3.0", "getrandom"),
            ("1 chrono v0.4.0", "chrono"),
            ("2 time v0.3.0", "time"),
        ] {
            session(
                &format!("0 agent-session v0.1.0\n{line}"),
                Some(&format!("agent-session must not use {name}")),
            );
        }
        check(
            "gateway-simulator",
            "--no-default-features",
            "0 gateway-simulator v0.1.0\n1 axum v0.8.0",
            Some("gateway-simulator must not use axum"),
        );
        check(
            "gateway-simulator",
            "--all-features",
            "0 gateway-simulator v0.1.0\n1 axum v0.8.0\n1 gateway-protocol v0.1.0",
            Some("gateway-simulator must not use gateway-protocol"),
        );
        check(
            "campaigns",
            "all",
            "0 campaigns v0.1.0\n1 agent-session v0.1.0\n1 leptos v0.8.0",
            Some("campaigns must not use leptos"),
        );
        check(
            "campaigns",
            "all",
            "0 campaigns v0.1.0\n1 gateway-simulator v0.1.0\n2 axum v0.8.0",
            Some("campaigns must not use axum"),
        );
        check(
            "agent-toolbar",
            "wasm32-unknown-unknown",
            "0 agent-toolbar v0.1.0\n1 leptos v0.8.0\n2 tokio v1.0.0",
            Some("agent-toolbar must not use tokio"),
        );
    }

    #[test]
    fn a_tree_that_cargo_did_not_tell_breaks_the_rule() {
        assert_eq!(
            violations(rule("agent-session", "all"), ""),
            ["cargo told no tree of agent-session"]
        );
    }

    #[test]
    fn cargo_s_tree_is_read_with_the_names_of_packages_that_are_used() {
        let workspace = Workspace::find().expect("cargo answers");
        let planted = Rule {
            package: "xtask",
            build: &[],
            says: "uses nothing",
            direct: Some(&[]),
            never: &["itoa"],
        };
        let found = finding(&workspace, &planted)
            .expect("cargo tells the tree")
            .violations;
        assert!(
            found.contains(&"xtask must not use serde_json".to_owned()),
            "{found:?}"
        );
        assert!(
            found.contains(&"xtask must not use itoa".to_owned()),
            "{found:?}"
        );
    }
}
