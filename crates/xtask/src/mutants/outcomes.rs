//! What became of each mutant, over however many runs it took.
//!
//! cargo-mutants writes a list for each outcome while it runs; they are gathered into one file, so that a run that was
//! broken off loses nothing.

use crate::Outcome;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What became of a mutant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fate {
    /// A test failed, or did not end within its time of the processor.
    Caught,
    /// All tests passed.
    Missed,
    /// The tests did not end within an hour.
    TimedOut,
    /// The compiler refused it.
    Unviable,
}

/// Each outcome with the name of its list.
const FATES: [(Fate, &str); 4] = [
    (Fate::Caught, "caught"),
    (Fate::Missed, "missed"),
    (Fate::TimedOut, "timeout"),
    (Fate::Unviable, "unviable"),
];

/// Where they are gathered.
const FILE: &str = "outcomes.txt";

/// All outcomes known, by the mutant's whole name.
#[derive(Debug, Default, PartialEq)]
pub struct Outcomes(BTreeMap<String, Fate>);

impl Outcomes {
    /// What earlier runs found; what the last ones left in the folders of their jobs is gathered first.
    pub fn gather(folder: &Path, jobs: &[PathBuf]) -> Outcome<Self> {
        let file = folder.join(FILE);
        let mut outcomes = Self::default();
        for line in fs::read_to_string(&file).unwrap_or_default().lines() {
            if let Some((word, mutant)) = line.split_once(' ')
                && let Some((fate, _)) = FATES.iter().find(|(_, list)| *list == word)
            {
                outcomes.0.insert(mutant.to_owned(), *fate);
            }
        }
        for job in jobs {
            for (fate, list) in FATES {
                let list = job.join(format!("mutants.out/{list}.txt"));
                for mutant in fs::read_to_string(list).unwrap_or_default().lines() {
                    outcomes.0.insert(mutant.to_owned(), fate);
                }
            }
        }
        let unwritable = |error| format!("{} cannot be written: {error}.", file.display());
        fs::create_dir_all(folder).map_err(unwritable)?;
        fs::write(&file, outcomes.text()).map_err(unwritable)?;
        for job in jobs {
            fs::remove_dir_all(job).ok();
        }
        Ok(outcomes)
    }

    /// Forgets what earlier runs found.
    pub fn forget(folder: &Path, jobs: &[PathBuf]) -> Outcome<Self> {
        fs::remove_file(folder.join(FILE)).ok();
        for job in jobs {
            fs::remove_dir_all(job).ok();
        }
        Self::gather(folder, jobs)
    }

    /// What became of this mutant, if it has been tried.
    pub fn of(&self, mutant: &str) -> Option<Fate> {
        self.0.get(mutant).copied()
    }

    /// Whether nothing more is to be learnt about this mutant: it was caught, or is none.
    pub fn are_final(&self, mutant: &str) -> bool {
        !matches!(self.of(mutant), None | Some(Fate::Missed))
    }

    fn text(&self) -> String {
        let line = |(mutant, fate): (&String, &Fate)| {
            let list = FATES.iter().find(|(known, _)| known == fate);
            format!("{} {mutant}\n", list.map_or("", |(_, list)| list))
        };
        self.0.iter().map(line).collect()
    }
}

impl FromIterator<(String, Fate)> for Outcomes {
    fn from_iter<I: IntoIterator<Item = (String, Fate)>>(outcomes: I) -> Self {
        Self(outcomes.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_jobs_have_found_is_gathered_and_kept() {
        let folder = std::env::temp_dir().join(format!("xtask-mutants-{}", std::process::id()));
        let jobs = [folder.join("out-0"), folder.join("out-1")];
        let told = |job: &Path, list: &str, text: &str| {
            fs::create_dir_all(job.join("mutants.out")).expect("a folder to try in");
            fs::write(job.join("mutants.out").join(list), text).expect("a list");
        };
        told(&jobs[0], "caught.txt", "a.rs:1:1: replace a\n");
        told(
            &jobs[0],
            "missed.txt",
            "a.rs:2:1: replace b\na.rs:3:1: replace c\n",
        );
        told(&jobs[1], "unviable.txt", "b.rs:1:1: replace d\n");
        let first = Outcomes::gather(&folder, &jobs).expect("it is readable");
        assert_eq!(first.of("a.rs:1:1: replace a"), Some(Fate::Caught));
        assert_eq!(first.of("b.rs:1:1: replace d"), Some(Fate::Unviable));
        assert_eq!(Outcomes::gather(&folder, &jobs), Ok(first));

        told(&jobs[1], "caught.txt", "a.rs:2:1: replace b\n");
        let second = Outcomes::gather(&folder, &jobs).expect("it is readable");
        assert_eq!(second.of("a.rs:2:1: replace b"), Some(Fate::Caught));
        assert_eq!(second.of("a.rs:3:1: replace c"), Some(Fate::Missed));
        assert_eq!(second.of("a.rs:4:1: replace e"), None);
        fs::remove_dir_all(folder).ok();
    }
}
