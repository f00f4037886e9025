//! The mutants that no test noticed, and the reasons why each does no harm.
//!
//! The reasons are written by hand into the document, which keeps them when its figures are written anew. A mutant is
//! known by its file and its change, not by its line, so that it is still the same when other code has moved; where a
//! function has two alike, two reasons are wanted.

use std::collections::BTreeMap;

/// Where the reasons stand.
pub const DOCUMENT: &str = "docs/mutants.md";

/// Stands in the place of a reason that nobody has given yet.
const NO_REASON: &str = "No reason given.";

/// A mutant's file and change, each with the reasons for it.
pub type Reasons = BTreeMap<String, Vec<String>>;

/// A file's name without what all of them have.
pub fn short(file: &str) -> String {
    file.trim_start_matches("crates/").replacen("/src/", "/", 1)
}

/// The mutant's name without line and column: `agent-session/call.rs: replace == with != in Calls::by_id`.
pub fn without_place(mutant: &str) -> String {
    match mutant.split_once(": ") {
        Some((place, change)) => {
            let file = place.split(':').next().unwrap_or(place);
            format!("{}: {change}", short(file))
        }
        None => mutant.to_owned(),
    }
}

/// The reasons in a document.
pub fn reasons(document: &str) -> Reasons {
    let mut reasons = Reasons::new();
    let mut lines = document.lines().peekable();
    while let Some(line) = lines.next() {
        let name = line
            .strip_prefix("- `")
            .and_then(|rest| rest.strip_suffix('`'));
        let Some(name) = name else { continue };
        let mut words = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with("  ")) {
            words.push(line.trim());
        }
        let reason = words.join("\n  ");
        reasons.entry(name.to_owned()).or_default().push(reason);
    }
    reasons
}

/// The survivors as the document lists them, each with its reason.
pub fn list(survivors: &[String], reasons: &Reasons) -> String {
    let mut left = reasons.clone();
    let mut text = String::new();
    for survivor in survivors {
        let own = left.get_mut(survivor).filter(|own| !own.is_empty());
        let reason = own.map_or(NO_REASON.to_owned(), |own| own.remove(0));
        text.push_str(&format!("- `{survivor}`\n  {reason}\n"));
    }
    text
}

/// The whole document.
pub fn document(table: &str, list: &str) -> String {
    let list = if list.is_empty() {
        "Nothing does.\n"
    } else {
        list
    };
    format!("{HEAD}{table}{BETWEEN}{list}")
}

const HEAD: &str = "\
# Mutants

<!-- Written by `cargo xtask mutants --write`; the reasons are written by hand and kept. -->

A mutant is the toolbar with one small change: a condition turned round, a function that does nothing, an arm of a match
left out. A change that no test notices is something that nobody has asked the code to do. These are the files that decide
what may be pressed, what is sent and what is believed; each mutant is tried with the tests of its own package. At least 90
of 100 must be caught, and each that is not needs a reason why it does no harm.

Run it: `cargo xtask mutants`. `--only call.rs` takes one file; `--resume` goes on where a run was broken off, and tries
again only what survived. It is no part of the test command, because it builds and tests once for every mutant.

";

const BETWEEN: &str = "
What is not compiled is a change that the types refuse. A mutant that never ends counts as caught: its tests fail when they
have used up their time.

## What survives, and why it does no harm

";

/// Survivors without a reason, and reasons without a survivor in one of these files.
pub fn complaints(survivors: &[String], reasons: &Reasons, files: &[&str]) -> Vec<String> {
    let mut left = reasons.clone();
    let mut complaints = Vec::new();
    for survivor in survivors {
        let own = left.get_mut(survivor).and_then(Vec::pop);
        if own.is_none_or(|reason| reason.is_empty() || reason == NO_REASON) {
            complaints.push(format!("survived without a reason: {survivor}"));
        }
    }
    let is_asked_for = |name: &str| {
        let file = name.split(':').next().unwrap_or(name);
        files.iter().any(|asked| short(asked) == file)
    };
    for (name, reasons) in left.iter().filter(|(name, _)| is_asked_for(name)) {
        for _ in reasons {
            complaints.push(format!("has a reason and did not survive: {name}"));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "crates/agent-session/src/call.rs";
    const DOCUMENT: &str = "\
# Mutants

- `agent-session/call.rs: replace a`
  Nobody can tell
  the difference.
- `agent-session/call.rs: replace b`
  No reason given.
- `agent-session/call.rs: replace b`
  It is slower, no more.
";

    fn survivors(changes: &[&str]) -> Vec<String> {
        let name = |change: &&str| without_place(&format!("{FILE}:12:3: replace {change}"));
        changes.iter().map(name).collect()
    }

    fn check(changes: &[&str], files: &[&str], expected: &[&str]) {
        let complaints = complaints(&survivors(changes), &reasons(DOCUMENT), files);
        assert_eq!(complaints, expected, "{changes:?}");
    }

    #[test]
    fn a_survivor_needs_a_reason_and_a_reason_its_survivor() {
        let without = "survived without a reason: agent-session/call.rs: replace";
        let alone = "has a reason and did not survive: agent-session/call.rs: replace";
        let (a, b) = (format!("{alone} a"), format!("{alone} b"));
        let (c, unexplained) = (format!("{without} c"), format!("{without} b"));
        check(&["a", "b", "b"], &[FILE], &[&unexplained]);
        check(&["a", "b", "b", "c"], &[FILE], &[&unexplained, &c]);
        check(&["a", "b"], &[FILE], &[&b]);
        check(&[], &[FILE], &[&a, &b, &b]);
        check(&[], &["crates/agent-session/src/poll.rs"], &[]);
    }

    #[test]
    fn reasons_are_kept_when_the_list_is_written_anew() {
        let text = list(&survivors(&["a", "b", "b", "c"]), &reasons(DOCUMENT));
        let expected = "\
- `agent-session/call.rs: replace a`
  Nobody can tell
  the difference.
- `agent-session/call.rs: replace b`
  No reason given.
- `agent-session/call.rs: replace b`
  It is slower, no more.
- `agent-session/call.rs: replace c`
  No reason given.
";
        assert_eq!(text, expected);
    }
}
