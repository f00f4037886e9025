//! How many mutants of each file were caught.

use super::is_in;
use super::outcomes::{Fate, Outcomes};
use super::survivors::short;

/// So many of a hundred viable mutants must be caught.
const CAUGHT_AT_LEAST: usize = 90;

/// The figures of a file, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Row {
    caught: usize,
    missed: usize,
    unviable: usize,
    untried: usize,
}

impl Row {
    fn count(&mut self, fate: Option<Fate>) {
        let number = match fate {
            Some(Fate::Caught | Fate::TimedOut) => &mut self.caught,
            Some(Fate::Missed) => &mut self.missed,
            Some(Fate::Unviable) => &mut self.unviable,
            None => &mut self.untried,
        };
        *number += 1;
    }

    fn viable(&self) -> usize {
        self.caught + self.missed
    }

    fn line(&self, name: &str) -> String {
        let share = 100.0 * self.caught as f64 / self.viable().max(1) as f64;
        format!(
            "| {name} | {} | {} | {} | {} | {share:.1} % |\n",
            self.viable() + self.unviable,
            self.unviable,
            self.caught,
            self.missed,
        )
    }
}

/// The figures of every file.
pub struct Figures {
    files: Vec<(String, Row)>,
    all: Row,
}

impl Figures {
    /// The figures of these files.
    pub fn of(files: &[&str], mutants: &[String], outcomes: &Outcomes) -> Self {
        let mut figures = Self {
            files: Vec::new(),
            all: Row::default(),
        };
        for file in files {
            let mut row = Row::default();
            for mutant in mutants.iter().filter(|mutant| is_in(mutant, file)) {
                row.count(outcomes.of(mutant));
                figures.all.count(outcomes.of(mutant));
            }
            figures.files.push((short(file), row));
        }
        figures
    }

    /// How many have no outcome yet.
    pub fn untried(&self) -> usize {
        self.all.untried
    }

    /// How many a test noticed.
    pub fn caught(&self) -> usize {
        self.all.caught
    }

    /// What must not stay so.
    pub fn complaints(&self) -> Vec<String> {
        let mut complaints = Vec::new();
        if self.untried() > 0 {
            complaints.push(format!("not tried: {} mutants", self.untried()));
        }
        if self.all.caught == 0 || self.all.caught * 100 < self.all.viable() * CAUGHT_AT_LEAST {
            complaints.push(format!("fewer than {CAUGHT_AT_LEAST} of 100 were caught"));
        }
        complaints
    }

    /// The figures as a table.
    pub fn table(&self) -> String {
        let head = "\
| file | mutants | not compiled | caught | survived | share caught |
|---|---:|---:|---:|---:|---:|
";
        let rows = self.files.iter().map(|(name, row)| row.line(name));
        let mut table: String = std::iter::once(head.to_owned()).chain(rows).collect();
        table.push_str(&self.all.line("all"));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "crates/agent-session/src/poll.rs";

    fn figures(fates: &[Option<Fate>]) -> Figures {
        let names = (1..).map(|line| format!("{FILE}:{line}:1: replace a"));
        let mutants: Vec<_> = names.take(fates.len()).collect();
        let known = mutants.iter().cloned().zip(fates.iter().copied());
        let outcomes = known
            .filter_map(|(mutant, fate)| Some((mutant, fate?)))
            .collect();
        Figures::of(
            &[FILE, "crates/agent-session/src/poll/ending.rs"],
            &mutants,
            &outcomes,
        )
    }

    #[test]
    fn nine_of_ten_must_be_caught_and_all_be_tried() {
        let check = |caught, missed, untried, complaints: &[&str]| {
            let mut fates = vec![Some(Fate::Caught); caught];
            fates.extend(vec![Some(Fate::Missed); missed]);
            fates.extend(vec![None; untried]);
            fates.push(Some(Fate::Unviable));
            assert_eq!(
                figures(&fates).complaints(),
                complaints,
                "{caught} {missed}"
            );
        };
        let few = "fewer than 90 of 100 were caught";
        check(90, 10, 0, &[]);
        check(89, 11, 0, &[few]);
        check(0, 0, 0, &[few]);
        check(9, 1, 2, &["not tried: 2 mutants"]);
    }

    #[test]
    fn the_table_tells_each_file_and_the_sum() {
        let fates = [Fate::Caught, Fate::TimedOut, Fate::Missed, Fate::Unviable];
        let table = figures(&fates.map(Some)).table();
        let rows: Vec<_> = table.lines().skip(2).collect();
        assert_eq!(
            rows,
            [
                "| agent-session/poll.rs | 4 | 1 | 2 | 1 | 66.7 % |",
                "| agent-session/poll/ending.rs | 0 | 0 | 0 | 0 | 0.0 % |",
                "| all | 4 | 1 | 2 | 1 | 66.7 % |",
            ]
        );
    }
}
