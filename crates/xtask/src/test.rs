//! `cargo xtask test`: every check, one part after the other, with the time each took.
//!
//! A part that fails does not stop the others, because a person who waits for the answer wants all
//! of it; parts that need what a failed one should have built are not run and count as failed.

mod parts;
mod summary;

use crate::Outcome;
use crate::arguments::{Arguments, unknown_option};
use crate::tools::{self, Tool};
use crate::workspace::Workspace;
use parts::PARTS;
use std::time::{Duration, Instant};

/// A group of parts that can be run by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Group {
    /// What needs neither a browser nor a release build.
    Native,
    /// The toolbar's own tests in a browser, its release build and its size.
    Wasm,
    /// Whole shifts and reconnect storms in virtual time.
    Campaigns,
    /// Whole journeys in a browser.
    Journeys,
    /// The shipped web server configuration between a browser and the simulator.
    Deploy,
    /// The pre-flight page in a browser.
    Preflight,
}

const ALL: &[Group] = &[
    Group::Native,
    Group::Wasm,
    Group::Campaigns,
    Group::Journeys,
    Group::Deploy,
    Group::Preflight,
];

/// One part of the test command.
pub struct Part {
    name: &'static str,
    /// The groups it belongs to.
    groups: &'static [Group],
    /// The parts whose result it uses.
    needs: &'static [&'static str],
    /// Runs it; the text is its figure for the summary.
    run: fn(&Workspace) -> Outcome<String>,
}

/// What the person asked for.
#[derive(Debug, PartialEq)]
pub struct Options {
    groups: Vec<Group>,
}

impl Options {
    /// Reads the words after `test`.
    pub fn parse(words: &[String]) -> Outcome<Self> {
        let mut groups = ALL.to_vec();
        let mut arguments = Arguments::new(words);
        while let Some(option) = arguments.option() {
            match option {
                "--only" => groups = vec![group(arguments.value(option)?)?],
                _ => return Err(unknown_option("test", option)),
            }
        }
        Ok(Self { groups })
    }
}

fn group(word: &str) -> Outcome<Group> {
    match word {
        "native" => Ok(Group::Native),
        "wasm" => Ok(Group::Wasm),
        "campaigns" => Ok(Group::Campaigns),
        "journeys" => Ok(Group::Journeys),
        "preflight" => Ok(Group::Preflight),
        "deploy" => Ok(Group::Deploy),
        _ => Err(format!(
            "--only {word}: give native, wasm, campaigns, journeys, preflight or deploy."
        )),
    }
}

/// Runs the parts asked for and prints what each gave.
pub fn run(workspace: &Workspace, options: &Options) -> Outcome {
    tools::install(workspace, &needed_tools(workspace, &options.groups)?)?;
    let mut results: Vec<Finished> = Vec::new();
    for part in PARTS.iter().filter(|part| part.belongs_to(&options.groups)) {
        println!("\n── {} ──", part.name);
        let start = Instant::now();
        let outcome = match part.failed_need(&results) {
            Some(need) => Err(format!("not run, because “{need}” failed")),
            None => (part.run)(workspace),
        };
        if let Err(sentence) = &outcome {
            println!("{sentence}");
        }
        results.push(Finished {
            name: part.name,
            took: start.elapsed(),
            outcome,
        });
    }
    println!("\n{}", summary::table(&results));
    match results
        .iter()
        .filter(|result| result.outcome.is_err())
        .count()
    {
        0 => Ok(()),
        1 => Err("One part failed; what it said stands above.".to_owned()),
        many => Err(format!("{many} parts failed; what they said stands above.")),
    }
}

fn needed_tools(workspace: &Workspace, groups: &[Group]) -> Outcome<Vec<Tool>> {
    let mut tools = Vec::new();
    for group in groups {
        match group {
            Group::Native => tools.extend(tools::for_checks()),
            // They need a compiler, and this command is running already.
            Group::Campaigns => {}
            Group::Wasm => {
                tools.extend(tools::for_building(workspace)?);
                tools.extend(tools::for_browser_tests(workspace));
            }
            Group::Journeys | Group::Preflight => {
                tools.extend(tools::for_building(workspace)?);
                tools.extend(tools::for_browser_tests(workspace));
                tools.extend(tools::for_adapters(workspace)?);
            }
            Group::Deploy => {
                tools.extend(tools::for_building(workspace)?);
                tools.extend(tools::for_deployments(workspace));
            }
        }
    }
    Ok(tools)
}

impl Part {
    fn belongs_to(&self, groups: &[Group]) -> bool {
        self.groups.iter().any(|group| groups.contains(group))
    }

    fn failed_need(&self, results: &[Finished]) -> Option<&'static str> {
        results
            .iter()
            .find(|result| result.outcome.is_err() && self.needs.contains(&result.name))
            .map(|result| result.name)
    }
}

/// A part that has been run, or left out because of another.
pub struct Finished {
    name: &'static str,
    took: Duration,
    outcome: Outcome<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Outcome<Options> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Options::parse(&words)
    }

    fn names(groups: &[Group]) -> Vec<&'static str> {
        PARTS
            .iter()
            .filter(|part| part.belongs_to(groups))
            .map(|part| part.name)
            .collect()
    }

    #[test]
    fn without_options_everything_is_run() {
        assert_eq!(
            names(&parse(&[]).expect("no words").groups).len(),
            PARTS.len()
        );
    }

    #[test]
    fn a_wrong_group_is_named() {
        let sentence = parse(&["--only", "wsam"]).expect_err("it is wrong");
        assert!(
            sentence.contains(
                "--only wsam: give native, wasm, campaigns, journeys, preflight or deploy"
            ),
            "{sentence}"
        );
        assert!(parse(&["--olny", "wasm"]).is_err());
    }

    #[test]
    fn a_group_holds_everything_its_parts_need() {
        for group in ALL {
            let names = names(&[*group]);
            for part in PARTS.iter().filter(|part| part.groups.contains(group)) {
                for need in part.needs {
                    let before = names.iter().take_while(|name| **name != part.name);
                    assert!(
                        before.clone().any(|name| name == need),
                        "{}: {need}",
                        part.name
                    );
                }
            }
        }
    }

    #[test]
    fn a_part_whose_need_failed_is_not_run() {
        let part = Part {
            name: "journeys",
            groups: &[Group::Journeys],
            needs: &["release build"],
            run: |_| Ok(String::new()),
        };
        let finished = |outcome| Finished {
            name: "release build",
            took: Duration::ZERO,
            outcome,
        };
        let check = |outcome, need| assert_eq!(part.failed_need(&[finished(outcome)]), need);
        check(Ok(String::new()), None);
        check(Err("it did not build".to_owned()), Some("release build"));
    }
}
