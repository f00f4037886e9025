//! Histories that failed once, each made as small as it could be, and what they showed.
//!
//! They are plans and not numbers, so that they stay what they are when the stories change.

use serde::Deserialize;

use crate::shift::plan::Plan;

/// One history and what it showed.
#[derive(Debug, Deserialize)]
pub struct Row {
    /// What it showed.
    pub showed: String,
    /// Its plan.
    pub plan: Plan,
}

/// All of them, one a line.
pub fn rows() -> Vec<Row> {
    let lines = include_str!("known.jsonl").lines();
    // A row that cannot be read is found by the test below.
    lines
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        assert_eq!(rows().len(), include_str!("known.jsonl").lines().count());
    }
}
