//! The supply chain: what of others comes into the build, under which terms, and how it is pinned.
//!
//! cargo-deny judges licences, sources and bans by `deny.toml`, and is shown planted violations, so that
//! it is known to judge. The lock files are read here. What is handed on with the toolbar is checked in
//! the build itself.

mod locks;
mod notices;
mod terms;

pub use notices::{check as check_notices, check_adapters};

use crate::Outcome;
use crate::workspace::Workspace;

/// What one check says and what is wrong by it.
struct Finding {
    says: String,
    violations: Vec<String>,
}

/// Checks terms and locks, and prints what each check found.
pub fn check(workspace: &Workspace) -> Outcome<String> {
    let mut findings = terms::check(workspace)?;
    findings.extend(locks::check(workspace)?);
    sum_up(&findings)
}

fn sum_up(findings: &[Finding]) -> Outcome<String> {
    for finding in findings {
        let is_kept = finding.violations.is_empty();
        let outcome = if is_kept { "ok" } else { "FAILED" };
        println!("{} ... {outcome}", finding.says);
        for violation in &finding.violations {
            println!("    {violation}");
        }
    }
    let is_broken = |finding: &&Finding| !finding.violations.is_empty();
    let failed = findings.iter().filter(is_broken).count();
    let passed = findings.len().saturating_sub(failed);
    println!("\nsupply chain: {passed} passed, {failed} failed");
    if failed == 0 {
        Ok(format!("{passed} passed"))
    } else {
        Err("The supply chain is not what it should be: the lines above say where.".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_violation_fails_the_whole() {
        let finding = |violations: &[&str]| Finding {
            says: "a check".to_owned(),
            violations: violations.iter().map(|it| (*it).to_owned()).collect(),
        };
        assert_eq!(sum_up(&[finding(&[])]), Ok("1 passed".to_owned()));
        assert!(sum_up(&[finding(&[]), finding(&["here"])]).is_err());
    }
}
