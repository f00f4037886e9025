//! A gateway comes back and all its agents with it: the shipped back-off, sixty thousand times.

use std::io::Write as _;

use agent_session::backoff::Backoff;
use agent_session::time::Millis;

const AGENTS: u64 = 59_899;

/// How many a second the gateway takes in; the others are turned away at once.
const ACCEPTED: u32 = 2_000;

/// What came of an outage.
struct Storm {
    /// The most tries in any second after the gateway's return.
    worst: usize,
    /// How long after its return the last agent was back, in milliseconds.
    all_back: u64,
    /// Tries in each second after its return.
    curve: Vec<usize>,
}

/// All agents lose the gateway at once; it returns after `outage` milliseconds.
fn storm(outage: u64) -> Storm {
    let mut agents: Vec<Backoff> = (0..AGENTS).map(|agent| Backoff::new(agent << 20)).collect();
    let mut due: Vec<Vec<usize>> = Vec::new();
    let mut plan = |due: &mut Vec<Vec<usize>>, agent: usize, tried: u64| {
        let next = agents[agent].next(Millis(tried), Millis(tried)).0;
        let next = usize::try_from(next).expect("a time");
        if due.len() <= next {
            due.resize(next + 1, Vec::new());
        }
        due[next].push(agent);
    };
    for agent in 0..AGENTS {
        plan(&mut due, usize::try_from(agent).expect("an agent"), 0);
    }
    let (mut tries, mut all_back) = (Vec::new(), 0);
    let (mut second, mut accepted) = (0, 0);
    let mut now = 0;
    while let Some(trying) = due.get_mut(now).map(std::mem::take) {
        let time = now as u64;
        for agent in trying {
            if let Some(since) = time.checked_sub(outage) {
                tries.push(since);
                if since / 1_000 != second {
                    (second, accepted) = (since / 1_000, 0);
                }
                if accepted < ACCEPTED {
                    accepted += 1;
                    all_back = since;
                    continue;
                }
            }
            plan(&mut due, agent, time);
        }
        now += 1;
    }
    let in_a_second = |begin: u64| tries.iter().filter(move |at| **at / 1_000 == begin).count();
    Storm {
        worst: most_in_a_second(&tries),
        all_back,
        curve: (0..=all_back / 1_000).map(in_a_second).collect(),
    }
}

/// The most of these times within any thousand milliseconds; they are in order.
fn most_in_a_second(times: &[u64]) -> usize {
    let mut first = 0;
    let mut most = 0;
    for (last, time) in times.iter().enumerate() {
        while time - times[first] >= 1_000 {
            first += 1;
        }
        most = most.max(last + 1 - first);
    }
    most
}

#[test]
fn a_gateway_that_is_back_is_not_run_over() {
    for seconds in [1, 10, 60] {
        let storm = storm(seconds * 1_000);
        let (worst, all_back) = (storm.worst, storm.all_back);
        writeln!(
            std::io::stdout(),
            "outage {seconds} s: {worst} tries in the worst second, all back after {all_back} ms"
        )
        .expect("a place to print to");
        assert!(worst <= 15_000, "{:?}", storm.curve);
        assert!(all_back <= 60_000, "{:?}", storm.curve);
    }
}
