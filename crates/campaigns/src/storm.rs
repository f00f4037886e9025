//! The reconnect storm: all agents of a gateway lose it at once and try until they are back.
//!
//! The pauses are the toolbar's own, from its back-off. The gateway takes so many tries a second and
//! turns the others away at once; what an agent asks after the try that succeeded is left out.

mod chart;
mod page;

use std::fs;

use agent_session::backoff::Backoff;
use agent_session::time::Millis;

use crate::Outcome;
use crate::arguments::{Arguments, unknown_option};

/// As many agents as one gateway may have.
const AGENTS: usize = 59_899;
/// How many tries a second the gateway takes.
const ACCEPTED: usize = 2_000;
/// The most tries that may arrive in any second after its return.
const MOST_TRIES: usize = 15_000;
/// The time after its return in which every agent must be back.
const ALL_BACK_WITHIN: u64 = 60_000;
/// The chart's name and the page's, in the folder of the documents.
const CHART: &str = "reconnect-storm.svg";
const PAGE: &str = "reconnect-storm.md";
/// How long the gateway is gone, in seconds.
const OUTAGES: [u64; 3] = [1, 10, 60];

/// What came of an outage. Times are milliseconds after the gateway's return.
struct Storm {
    /// How long the gateway was gone, in seconds.
    outage: u64,
    /// The most tries in any thousand milliseconds.
    worst: usize,
    /// When half of the agents were back.
    half_back: u64,
    /// When the last agent was back.
    all_back: u64,
    /// Tries in each second.
    tries: Vec<usize>,
    /// Agents who came back in each second.
    back: Vec<usize>,
}

/// Runs the storms, prints their figures, and writes or checks the documents about them where asked to.
pub fn run(mut arguments: Arguments<'_>) -> Outcome {
    let (mut write, mut check) = (None, None);
    while let Some(option) = arguments.option() {
        match option {
            "--write" => write = Some(arguments.value(option)?),
            "--check" => check = Some(arguments.value(option)?),
            _ => return Err(unknown_option("storm", option)),
        }
    }
    let storms: Vec<Storm> = OUTAGES
        .into_iter()
        .map(|outage| blow(outage, AGENTS))
        .collect();
    for storm in &storms {
        println!("{}", storm.sentence());
    }
    let documents = [(CHART, chart::draw(&storms)), (PAGE, page::write(&storms))];
    if let Some(folder) = write {
        for (name, text) in &documents {
            let file = format!("{folder}/{name}");
            fs::write(&file, text)
                .map_err(|error| format!("{file} cannot be written: {error}."))?;
        }
    }
    let mut failures: Vec<String> = storms.iter().filter_map(Storm::failure).collect();
    let mut checks = storms.len();
    if let Some(folder) = check {
        checks += documents.len();
        let differences = documents
            .iter()
            .filter_map(|(name, text)| difference(folder, name, text));
        failures.extend(differences);
    }
    for failure in &failures {
        println!("FAILED: {failure}");
    }
    let failed = failures.len();
    println!("storm: {} passed, {failed} failed", checks - failed);
    match failed {
        0 => Ok(()),
        _ => Err(
            "A storm is worse than it may be, or what is written about it is not so.".to_owned(),
        ),
    }
}

fn difference(folder: &str, name: &str, text: &str) -> Option<String> {
    let file = format!("{folder}/{name}");
    match fs::read_to_string(&file) {
        Ok(there) if there == text => None,
        Ok(_) => Some(format!(
            "{file} is not what the code writes; `campaigns storm --write {folder}` writes it."
        )),
        Err(error) => Some(format!("{file} cannot be read: {error}.")),
    }
}

impl Storm {
    fn sentence(&self) -> String {
        format!(
            "outage of {} s: {} tries in the worst second after it; back: half after {:.1} s, all after {:.1} s",
            self.outage,
            self.worst,
            self.half_back as f64 / 1_000.0,
            self.all_back as f64 / 1_000.0,
        )
    }

    /// What is worse than it may be.
    fn failure(&self) -> Option<String> {
        let is_well = self.worst <= MOST_TRIES && self.all_back <= ALL_BACK_WITHIN;
        (!is_well).then(|| {
            format!(
                "{}; allowed are {MOST_TRIES} tries and {} s",
                self.sentence(),
                ALL_BACK_WITHIN / 1_000
            )
        })
    }
}

/// So many agents lose the gateway at the same moment; it returns after `outage` seconds.
fn blow(outage: u64, agents: usize) -> Storm {
    let returns = outage * 1_000;
    let mut crowd = Crowd::new(agents);
    let (mut tries, mut back) = (Vec::new(), Vec::new());
    let (mut second, mut accepted) = (0, 0);
    while let Some((now, trying)) = crowd.next() {
        for agent in trying {
            let Some(since) = now.checked_sub(returns) else {
                crowd.plan(agent, now);
                continue;
            };
            tries.push(since);
            if since / 1_000 != second {
                (second, accepted) = (since / 1_000, 0);
            }
            if accepted < ACCEPTED {
                accepted += 1;
                back.push(since);
            } else {
                crowd.plan(agent, now);
            }
        }
    }
    let all_back = back.last().copied().unwrap_or(0);
    let in_each_second = |times: &[u64]| {
        let in_second = |begin| times.iter().filter(|at| **at / 1_000 == begin).count();
        (0..=all_back / 1_000).map(in_second).collect()
    };
    Storm {
        outage,
        worst: most_in_a_second(&tries),
        half_back: back.get(back.len() / 2).copied().unwrap_or(0),
        all_back,
        tries: in_each_second(&tries),
        back: in_each_second(&back),
    }
}

/// The agents who are not back, by the millisecond of their next try.
struct Crowd {
    backoffs: Vec<Backoff>,
    due: Vec<Vec<usize>>,
    now: usize,
}

impl Crowd {
    /// All of them learn at once, at the beginning, that their polls are lost.
    fn new(agents: usize) -> Self {
        let seed = |agent: usize| (agent as u64) << 20;
        let mut crowd = Self {
            backoffs: (0..agents).map(|agent| Backoff::new(seed(agent))).collect(),
            due: Vec::new(),
            now: 0,
        };
        for agent in 0..agents {
            crowd.plan(agent, 0);
        }
        crowd
    }

    /// This agent's try has failed at once; the next one is planned.
    fn plan(&mut self, agent: usize, tried: u64) {
        let tried = Millis(tried);
        let next = self.backoffs[agent].next(tried, tried).0 as usize;
        // Two tries of one agent are at least a millisecond apart.
        let next = next.max(self.now + 1);
        if self.due.len() <= next {
            self.due.resize(next + 1, Vec::new());
        }
        self.due[next].push(agent);
    }

    /// The next millisecond, and who tries in it; nothing once nobody is left.
    fn next(&mut self) -> Option<(u64, Vec<usize>)> {
        self.now += 1;
        let trying = self.due.get_mut(self.now)?;
        Some((self.now as u64, std::mem::take(trying)))
    }
}

/// The most of these times within any thousand milliseconds; they are in order.
fn most_in_a_second(times: &[u64]) -> usize {
    let (mut first, mut most) = (0, 0);
    for (last, time) in times.iter().enumerate() {
        while time - times[first] >= 1_000 {
            first += 1;
        }
        most = most.max(last + 1 - first);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_may_begin_at_any_millisecond() {
        let check = |times: &[u64], most| assert_eq!(most_in_a_second(times), most, "{times:?}");
        check(&[], 0);
        check(&[0, 999, 1_000, 1_001], 3);
        check(&[0, 1_000, 2_000], 1);
    }

    #[test]
    fn a_small_crowd_is_back_within_the_longest_pause() {
        let storm = blow(10, 100);
        assert_eq!(storm.tries.iter().sum::<usize>(), 100, "one try each");
        assert_eq!(storm.back, storm.tries);
        assert!(storm.all_back <= 5_000, "{}", storm.all_back);
        assert_eq!(storm.failure(), None);
    }

    #[test]
    fn a_crowd_that_the_gateway_cannot_take_in_time_fails() {
        let storm = Storm {
            outage: 1,
            worst: MOST_TRIES,
            half_back: 0,
            all_back: ALL_BACK_WITHIN + 1,
            tries: Vec::new(),
            back: Vec::new(),
        };
        assert!(storm.failure().is_some());
        let storm = Storm {
            worst: MOST_TRIES + 1,
            all_back: 0,
            ..storm
        };
        assert!(storm.failure().is_some());
    }

    #[test]
    fn a_document_that_is_missing_or_another_is_told() {
        assert!(difference(".", "there is no such file", "").is_some());
        assert!(difference(".", "Cargo.toml", "").is_some());
        let there = fs::read_to_string("Cargo.toml").expect("it is there");
        assert_eq!(difference(".", "Cargo.toml", &there), None);
    }
}
