//! Those who judge the campaigns: they see what an onlooker sees, and nothing of what they judge.
//!
//! A checker that shared the session's notions would share its mistakes.

use super::Finding;
use super::layers::{Layer, Modules, Source, of_layer, sources_of};
use crate::Outcome;
use crate::workspace::Workspace;

const PACKAGE: &str = "crates/campaigns";

/// What a judge must not name besides the session.
const JUDGED: &[&str] = &["gateway_protocol"];

const JUDGES: &[Layer] = &[
    Layer {
        module: "observation",
        says: "is plain data",
        may_use: Modules::Only(&[]),
        session: Modules::Only(&[]),
        never: JUDGED,
    },
    Layer {
        module: "checker",
        says: "judges by observations alone",
        may_use: Modules::Only(&["observation"]),
        session: Modules::Only(&[]),
        never: JUDGED,
    },
    Layer {
        module: "figures",
        says: "measures by observations alone",
        may_use: Modules::Only(&["checker", "distribution", "observation"]),
        session: Modules::Only(&[]),
        never: JUDGED,
    },
];

/// Reads every file of the campaigns.
pub fn check(workspace: &Workspace) -> Outcome<Vec<Finding>> {
    Ok(findings(&sources_of(&workspace.root().join(PACKAGE))?))
}

fn findings(sources: &[Source]) -> Vec<Finding> {
    let finding = |judge: &Layer| Finding {
        rule: format!("{PACKAGE}/src/{} {}", judge.module, judge.says),
        violations: of_layer(judge, sources)
            .into_iter()
            .map(|violation| format!("{PACKAGE}/{violation}"))
            .collect(),
    };
    JUDGES.iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violations(planted: &[(&str, &str)]) -> Vec<String> {
        let clean = [
            ("src/observation.rs", "pub use gateway_simulator::Effect;"),
            ("src/checker.rs", "use crate::observation::Seen;"),
            (
                "src/figures.rs",
                "use crate::{checker::Reason, distribution};",
            ),
            ("src/shift.rs", "use agent_session::session::Session;"),
        ];
        let sources: Vec<Source> = clean
            .iter()
            .filter(|(name, _)| !planted.iter().any(|(other, _)| name == other))
            .chain(planted)
            .map(|(name, text)| Source {
                name: (*name).to_owned(),
                text: (*text).to_owned(),
            })
            .collect();
        let findings = findings(&sources).into_iter();
        findings.flat_map(|finding| finding.violations).collect()
    }

    #[test]
    fn judges_who_see_observations_alone_pass() {
        assert_eq!(violations(&[]), [""; 0]);
    }

    #[test]
    fn a_judge_who_looks_into_what_it_judges_is_found() {
        let check = |name, text, violation| {
            assert_eq!(violations(&[(name, text)]), [violation], "{name}: {text}");
        };
        check(
            "src/checker/controls.rs",
            "use agent_session::actions::allowed;",
            "crates/campaigns/src/checker/controls.rs:1: must not name agent_session::actions::allowed",
        );
        check(
            "src/checker/told.rs",
            "fn f() -> crate::shift::World {}",
            "crates/campaigns/src/checker/told.rs:1: must not name crate::shift",
        );
        check(
            "src/figures/meter.rs",
            "\nuse gateway_protocol::retcode::Retcode;",
            "crates/campaigns/src/figures/meter.rs:2: must not name gateway_protocol",
        );
        check(
            "src/observation.rs",
            "use crate::checker;",
            "crates/campaigns/src/observation.rs:1: must not name crate::checker",
        );
    }
}
