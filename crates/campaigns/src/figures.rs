//! The figures of shifts: how long recoveries take, what an hour costs, what was survived.

mod meter;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::checker::Reason;
use crate::distribution::Distribution;
pub use meter::Meter;

/// Fewer measurements than this prove nothing.
const ENOUGH: u64 = 100;
/// So many shifts hold enough measurements of everything; fewer are not judged by their times.
const MANY_SHIFTS: u64 = 500;
const HOUR: f64 = 3_600_000.0;

/// What was measured over some shifts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// How many shifts.
    pub shifts: u64,
    /// Signed in, in milliseconds.
    pub at_work: u64,
    /// Polls sent.
    pub polls: u64,
    /// Requests sent, the polls among them.
    pub requests: u64,
    /// Bytes sent and received.
    pub bytes: u64,
    /// The most requests in one second of one toolbar.
    pub busiest_second: u64,
    /// New Guids that reached the toolbar, those of sign-ins left out.
    pub renewals: u64,
    /// Presses that sent a command.
    pub presses: u64,
    /// Why sessions ended.
    pub sign_outs: BTreeMap<Reason, u64>,
    /// How long things took.
    pub times: BTreeMap<Measure, Distribution>,
}

/// Something whose time is taken, where no other trouble comes in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Measure {
    /// From the gateway's return to the first poll that it holds.
    Return,
    /// The same after a black hole, counted from the end of a swallowed poll's limit where that is later.
    BlackHole,
    /// The same after the machine's own network came back.
    Online,
    /// From the gateway's return to the sign-in panel, where the session is gone.
    Forgotten,
    /// From when a poll is known to be lost to the next request.
    NextTry,
    /// The same to the next poll that the gateway holds.
    LostPoll,
    /// From waking to the list of calls.
    Woke,
    /// From a reload to the list of calls.
    Reload,
    /// From a call's ringing at the gateway to its ringing on the screen.
    RingShown,
}

impl Measure {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::Return,
        Self::BlackHole,
        Self::Online,
        Self::Forgotten,
        Self::NextTry,
        Self::LostPoll,
        Self::Woke,
        Self::Reload,
        Self::RingShown,
    ];

    /// In words.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Return => "gateway back, polling again",
            Self::BlackHole => "black hole over, polling again",
            Self::Online => "network back, polling again",
            Self::Forgotten => "gateway back without sessions, sign-in panel",
            Self::NextTry => "poll known to be lost, next try",
            Self::LostPoll => "poll known to be lost, polling again",
            Self::Woke => "awake, calls looked up",
            Self::Reload => "loaded again, calls looked up",
            Self::RingShown => "rings at the gateway, rings on the screen",
        }
    }

    /// The percentile that is limited, and its limit in milliseconds.
    pub fn limit(self) -> Option<(u64, u64)> {
        match self {
            Self::Return | Self::BlackHole | Self::Forgotten => Some((99, 5_000)),
            Self::NextTry => Some((50, 1_000)),
            Self::Reload => Some((99, 3_000)),
            Self::Online | Self::LostPoll | Self::Woke | Self::RingShown => None,
        }
    }
}

impl Figures {
    /// Adds those of other shifts.
    pub fn merge(&mut self, other: &Self) {
        self.shifts += other.shifts;
        self.at_work += other.at_work;
        self.polls += other.polls;
        self.requests += other.requests;
        self.bytes += other.bytes;
        self.busiest_second = self.busiest_second.max(other.busiest_second);
        self.renewals += other.renewals;
        self.presses += other.presses;
        for (reason, count) in &other.sign_outs {
            *self.sign_outs.entry(*reason).or_default() += count;
        }
        for (measure, times) in &other.times {
            self.times.entry(*measure).or_default().merge(times);
        }
    }

    /// One more time taken.
    pub fn add(&mut self, measure: Measure, time: u64) {
        self.times.entry(measure).or_default().add(time);
    }

    /// The figures in lines for people.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![
            format!("{} shifts, {:.0} h signed in", self.shifts, self.hours()),
            format!(
                "per agent and hour: {:.0} polls, {:.0} requests in all, {:.0} kB",
                self.per_hour(self.polls),
                self.per_hour(self.requests),
                self.per_hour(self.bytes) / 1_000.0
            ),
            format!(
                "busiest second of a toolbar: {} requests",
                self.busiest_second
            ),
            format!(
                "renewals survived: {}; commands pressed: {}",
                self.renewals, self.presses
            ),
        ];
        for measure in Measure::ALL {
            if let Some(times) = self.times.get(&measure) {
                lines.push(format!("{:<46}{times}", measure.sentence()));
            }
        }
        lines.push("sign-outs:".to_owned());
        lines.extend(Reason::ALL.map(|reason| {
            let count = self.sign_outs_for(reason);
            format!("{count:>7}  {}", reason.sentence())
        }));
        lines
    }

    /// How long somebody was signed in, in hours.
    pub fn hours(&self) -> f64 {
        self.at_work as f64 / HOUR
    }

    /// How often something happened in each of these hours.
    pub fn per_hour(&self, count: u64) -> f64 {
        count as f64 / self.hours().max(f64::MIN_POSITIVE)
    }

    /// How many sessions ended for this reason.
    pub fn sign_outs_for(&self, reason: Reason) -> u64 {
        self.sign_outs.get(&reason).copied().unwrap_or(0)
    }

    /// How many limits were judged, and what is wrong: those that are exceeded, and those that too little
    /// was measured for. A few shifts prove nothing either way.
    pub fn judge(&self) -> (usize, Vec<String>) {
        let mut judged = 0;
        let mut wrong = Vec::new();
        let limited = Measure::ALL
            .into_iter()
            .filter_map(|measure| Some((measure, measure.limit()?)));
        for (measure, (percentile, limit)) in limited.filter(|_| self.shifts >= MANY_SHIFTS) {
            judged += 1;
            let times = self.times.get(&measure).cloned().unwrap_or_default();
            if times.count() < ENOUGH || times.percentile(percentile) > limit {
                let sentence = measure.sentence();
                wrong.push(format!(
                    "{sentence}: {times}; wanted are {ENOUGH} and p{percentile} within {limit} ms"
                ));
            }
        }
        (judged, wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with the time of a reload after so many shifts that measured this.
    fn check(shifts: u64, measured: &[u64], is_wrong: bool) {
        let mut figures = Figures {
            shifts,
            ..Figures::default()
        };
        for time in measured {
            figures.add(Measure::Reload, *time);
        }
        let (_, wrong) = figures.judge();
        let is_told = |says: &String| says.starts_with(Measure::Reload.sentence());
        assert_eq!(wrong.iter().any(is_told), is_wrong, "{wrong:?}");
    }

    #[test]
    fn many_shifts_are_judged_by_what_they_measured_and_by_what_they_did_not() {
        let measured = |time| vec![time; ENOUGH as usize];
        check(MANY_SHIFTS, &measured(3_000), false);
        check(MANY_SHIFTS, &measured(3_001), true);
        check(MANY_SHIFTS, &measured(300)[1..], true);
        check(MANY_SHIFTS, &[], true);
        check(MANY_SHIFTS - 1, &measured(3_001), false);
    }

    #[test]
    fn figures_of_two_shifts_add_up_and_survive_a_file() {
        let mut one = Figures {
            shifts: 1,
            at_work: 3_600_000,
            polls: 340,
            busiest_second: 7,
            ..Figures::default()
        };
        one.sign_outs.insert(Reason::GuidDied, 2);
        one.add(Measure::NextTry, 420);
        let mut both = one.clone();
        both.merge(&one);
        assert_eq!((both.shifts, both.polls, both.busiest_second), (2, 680, 7));
        assert_eq!(both.sign_outs.get(&Reason::GuidDied), Some(&4));
        assert_eq!(
            both.times.get(&Measure::NextTry).map(Distribution::count),
            Some(2)
        );
        let text = serde_json::to_string(&both).expect("figures can be written");
        assert_eq!(
            serde_json::from_str::<Figures>(&text).expect("and read"),
            both
        );
    }
}
