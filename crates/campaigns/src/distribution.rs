//! How long something took, over and over: median, the worst of ten and of a hundred, the worst of all.
//!
//! Times are kept in steps of ten milliseconds, so that ten thousand shifts fit into a small file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The width of a step, in milliseconds.
const STEP: u64 = 10;

/// Times in milliseconds and how often each was measured.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Distribution(BTreeMap<u64, u64>);

impl Distribution {
    /// One more time, rounded up to a step.
    pub fn add(&mut self, time: u64) {
        *self.0.entry(time.div_ceil(STEP) * STEP).or_default() += 1;
    }

    /// All the times of another one.
    pub fn merge(&mut self, other: &Self) {
        for (time, times) in &other.0 {
            *self.0.entry(*time).or_default() += times;
        }
    }

    /// How many times were measured.
    pub fn count(&self) -> u64 {
        self.0.values().sum()
    }

    /// The least time that so many of a hundred do not exceed.
    pub fn percentile(&self, of_a_hundred: u64) -> u64 {
        let wanted = (self.count() * of_a_hundred).div_ceil(100);
        let mut seen = 0;
        let reached = self.0.iter().find(|(_, times)| {
            seen += **times;
            seen >= wanted
        });
        reached.map_or(0, |(time, _)| *time)
    }
}

impl std::fmt::Display for Distribution {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seconds = |percentile| self.percentile(percentile) as f64 / 1_000.0;
        write!(
            formatter,
            "p50 {:>6.2} s  p90 {:>6.2} s  p99 {:>6.2} s  max {:>6.2} s  of {}",
            seconds(50),
            seconds(90),
            seconds(99),
            seconds(100),
            self.count()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_so_many_do_not_exceed() {
        let mut times = Distribution::default();
        assert_eq!(times.percentile(50), 0);
        for time in 1..=100 {
            times.add(time * 10);
        }
        let mut twice = times.clone();
        twice.merge(&times);
        for times in [times, twice] {
            assert_eq!(times.percentile(50), 500);
            assert_eq!(times.percentile(90), 900);
            assert_eq!(times.percentile(99), 990);
            assert_eq!(times.percentile(100), 1_000);
        }
    }
}
