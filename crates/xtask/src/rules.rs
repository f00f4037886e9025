//! The import rules: who may use whom, between packages and between the modules of one package.
//!
//! They keep the session pure, the simulator an independent reading and the browser shell in
//! layers. Between packages cargo tells what is used; inside a package the paths in the source do;
//! clocks in the pure packages are clippy's, whose settings are checked to be there.

mod clocks;
mod dependencies;
mod judges;
mod layers;
mod paths;

use crate::Outcome;
use crate::workspace::Workspace;

/// What one rule says and where it is broken.
struct Finding {
    rule: String,
    violations: Vec<String>,
}

/// Checks every rule and prints what each found.
pub fn check(workspace: &Workspace) -> Outcome<String> {
    let mut findings = dependencies::check(workspace)?;
    findings.extend(clocks::check(workspace));
    findings.extend(layers::check(workspace)?);
    findings.extend(judges::check(workspace)?);
    for finding in &findings {
        let outcome = if finding.violations.is_empty() {
            "ok"
        } else {
            "FAILED"
        };
        println!("rule {} ... {outcome}", finding.rule);
        for violation in &finding.violations {
            println!("    {violation}");
        }
    }
    let (passed, failed) = count(&findings);
    println!("\nrules: {passed} passed, {failed} failed");
    if failed == 0 {
        Ok(format!("{passed} passed"))
    } else {
        Err("An import rule is broken: the lines above name each place.".to_owned())
    }
}

fn count(findings: &[Finding]) -> (usize, usize) {
    let failed = findings
        .iter()
        .filter(|finding| !finding.violations.is_empty())
        .count();
    (findings.len().saturating_sub(failed), failed)
}

/// Whether a name is the one meant; a trailing `*` stands for any ending.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => pattern == name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_with_a_violation_counts_as_failed() {
        let finding = |violations: &[&str]| Finding {
            rule: "a rule".to_owned(),
            violations: violations.iter().map(|it| (*it).to_owned()).collect(),
        };
        assert_eq!(
            count(&[finding(&[]), finding(&["here", "there"]), finding(&[])]),
            (2, 1)
        );
    }
}
