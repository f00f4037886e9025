//! What befalls a shift: the gateway's readings, outages, sleeps, a network that comes and goes.
//!
//! All of it follows from the shift's number, and nothing of it from what the toolbar does.

use std::sync::LazyLock;

use gateway_simulator::{AuthMode, Outage, Readings, Settings};

use gateway_simulator::readings::{AbandonedPoll, GuidLife, LostRenewal, SecondPoll};

use serde::{Deserialize, Serialize};

use super::step::Timed;
use crate::dice::Dice;

/// How long a shift is, in milliseconds.
pub const SHIFT: u64 = 8 * 60 * MINUTE;
const MINUTE: u64 = 60 * SECOND;
const SECOND: u64 = 1_000;
/// The longest outage, in milliseconds.
pub const LONGEST_OUTAGE: u64 = 60 * SECOND;
/// The longest sleep, in milliseconds: a coffee break.
pub const LONGEST_SLEEP: u64 = 20 * MINUTE;
/// How many troubles out of a hundred follow close upon the one before.
const CLOSE_TOGETHER: u64 = 15;
/// How often all readings are run before one round is run with static Guids.
const ROUNDS_TO_STATIC: u64 = 4;

/// The plan of one shift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The shift's number, from which everything follows.
    pub number: u64,
    /// How long the shift is, in milliseconds.
    pub length: u64,
    /// The gateway's readings, in words.
    pub reading: String,
    /// The gateway's settings.
    pub settings: Settings,
    /// What the machine's steady clock does while it sleeps.
    pub steady: SteadyClock,
    /// Whose page the toolbar is on.
    pub page: Page,
    /// What goes wrong, and when, in order.
    pub troubles: Vec<(u64, Trouble)>,
    /// What everybody does, in a history; in a shift dice tell.
    #[serde(default)]
    pub steps: Option<Vec<Timed>>,
}

/// Whose page the toolbar is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Page {
    /// Its own: it keeps its record and goes on after a reload.
    Own,
    /// A host's: it keeps nothing, and a reload means signing in again.
    Hosts,
}

/// What the clock that never steps does while the machine sleeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SteadyClock {
    /// It stands still.
    Stands,
    /// It runs on.
    Runs,
}

/// Something that goes wrong. Lengths are milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Trouble {
    /// The gateway has an outage.
    Outage(Outage, u64),
    /// The machine has no network.
    Offline(u64),
    /// The machine sleeps.
    Sleep(u64, Sockets, News),
    /// The browser freezes the page, and says so when it thaws.
    Freeze(u64),
    /// The page is loaded anew.
    Reload(u64),
    /// The machine's clock is set, by so many milliseconds.
    ClockSet(i64),
    /// The page is looked at again after another one.
    Shown,
}

/// What becomes of the requests that wait while the machine sleeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Sockets {
    /// Their answers arrive when it wakes.
    Survive,
    /// They fail when it wakes.
    Fail,
    /// Nothing is heard of them again.
    Hang,
}

/// What the browser tells the page when the machine wakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum News {
    /// Nothing.
    None,
    /// That it is shown.
    Shown,
    /// That it was resumed, or that the network is back.
    Resumed,
}

impl Plan {
    /// The plan of the shift of this number.
    pub fn new(number: u64) -> Self {
        let mut dice = Dice::apart(number, 1);
        let (reading, settings) = settings(number, &mut dice);
        let steady = match dice.happens(50) {
            true => SteadyClock::Stands,
            false => SteadyClock::Runs,
        };
        let page = match dice.happens(50) {
            true => Page::Own,
            false => Page::Hosts,
        };
        Self {
            number,
            length: SHIFT,
            reading,
            settings,
            steady,
            page,
            troubles: troubles(&mut dice, page),
            steps: None,
        }
    }
}

/// The readings, by name.
static READINGS: LazyLock<Vec<(&str, Readings)>> = LazyLock::new(Readings::variants);

/// How many readings are taken in turn.
pub fn readings() -> usize {
    READINGS.len()
}

/// Every reading in turn; from the second round on, those of Guids and polls are mixed into the others.
pub fn settings(number: u64, dice: &mut Dice) -> (String, Settings) {
    let count = READINGS.len() as u64;
    let round = number / count;
    let position = (number % count) as usize;
    let (name, mut readings) = READINGS.get(position).cloned().unwrap_or_default();
    let auth_mode = match round % ROUNDS_TO_STATIC {
        3 => AuthMode::Static,
        _ => AuthMode::Dynamic,
    };
    if round > 0 {
        mix(&mut readings, dice);
    }
    let reading = format!(
        "{name}; {auth_mode:?}, {:?}, {:?}, {:?}, {:?}",
        readings.lost_renewal, readings.guid_life, readings.second_poll, readings.abandoned_poll
    );
    let settings = Settings {
        seed: number,
        auth_mode,
        readings,
        ..Settings::default()
    };
    (reading, settings)
}

fn mix(readings: &mut Readings, dice: &mut Dice) {
    if dice.happens(50) {
        readings.lost_renewal = LostRenewal::ToldOnce;
    }
    if dice.happens(30) {
        readings.guid_life = GuidLife::FromReplacement;
    }
    let polls = [
        SecondPoll::Refused,
        SecondPoll::OldestServed,
        SecondPoll::NewestServed,
    ];
    readings.second_poll = dice.pick(&polls).copied().unwrap_or_default();
    if dice.happens(30) {
        readings.abandoned_poll = AbandonedPoll::Noticed;
    }
}

fn troubles(dice: &mut Dice, page: Page) -> Vec<(u64, Trouble)> {
    let mut troubles = Vec::new();
    let mut at = 2 * MINUTE;
    loop {
        at += match dice.happens(CLOSE_TOGETHER) {
            true => dice.between(0, 30 * SECOND),
            false => dice.between(3 * MINUTE, 40 * MINUTE),
        };
        if at >= SHIFT {
            return troubles;
        }
        let trouble = match (Trouble::roll(dice), page) {
            (Trouble::Reload(_), Page::Hosts) => Trouble::Shown,
            (trouble, _) => trouble,
        };
        troubles.push((at, trouble));
        at += trouble.length();
    }
}

impl Trouble {
    fn roll(dice: &mut Dice) -> Self {
        let length = match dice.happens(10) {
            true => dice.between(0, SECOND),
            false => dice.between(SECOND, LONGEST_OUTAGE),
        };
        match dice.between(0, 99) {
            0..=9 => Self::Outage(Outage::SwitchOver, length),
            10..=22 => Self::Outage(Outage::BlackHole, length),
            23..=37 => Self::Outage(Outage::Down, length),
            38..=49 => Self::Outage(Outage::RestartWithSessions, length),
            50..=54 => Self::Outage(Outage::RestartWithoutSessions, length),
            55..=66 => Self::Offline(length),
            67..=82 => Self::sleep(dice),
            83..=87 => Self::Freeze(asleep(dice)),
            88..=92 => Self::Reload(dice.between(300, 3 * SECOND)),
            93..=95 => Self::ClockSet(match dice.happens(50) {
                true => 3_600_000,
                false => -3_600_000,
            }),
            _ => Self::Shown,
        }
    }

    fn sleep(dice: &mut Dice) -> Self {
        let length = asleep(dice);
        let sockets = [Sockets::Survive, Sockets::Fail, Sockets::Hang];
        let news = [News::None, News::Shown, News::Resumed];
        Self::Sleep(
            length,
            dice.pick(&sockets).copied().unwrap_or(Sockets::Fail),
            dice.pick(&news).copied().unwrap_or(News::None),
        )
    }

    /// How long it lasts.
    pub fn length(self) -> u64 {
        match self {
            Self::Outage(_, length)
            | Self::Offline(length)
            | Self::Sleep(length, ..)
            | Self::Freeze(length)
            | Self::Reload(length) => length,
            Self::ClockSet(_) | Self::Shown => 0,
        }
    }
}

/// Longer than any wait of the toolbar's, so that it can be noticed.
fn asleep(dice: &mut Dice) -> u64 {
    match dice.happens(65) {
        true => dice.between(20 * SECOND, 100 * SECOND),
        false => dice.between(100 * SECOND, LONGEST_SLEEP),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_follows_from_its_number() {
        let (one, same) = (Plan::new(77), Plan::new(77));
        assert_eq!(one.troubles, same.troubles);
        assert_eq!(one.reading, same.reading);
        assert_ne!(one.troubles, Plan::new(78).troubles);
    }

    #[test]
    fn five_hundred_shifts_hold_every_reading_and_both_kinds_of_guid() {
        let plans: Vec<Plan> = (0..500).map(Plan::new).collect();
        for (name, _) in Readings::variants() {
            for mode in [AuthMode::Static, AuthMode::Dynamic] {
                let has_both = |plan: &&Plan| {
                    plan.reading.starts_with(name) && plan.settings.auth_mode == mode
                };
                assert!(plans.iter().any(|plan| has_both(&plan)), "{name}, {mode:?}");
            }
        }
    }

    #[test]
    fn troubles_come_in_order_and_outages_last_a_minute_at_most() {
        for number in 0..200 {
            let troubles = Plan::new(number).troubles;
            assert!(!troubles.is_empty());
            assert!(troubles.windows(2).all(|pair| pair[0].0 <= pair[1].0));
            for (_, trouble) in troubles {
                if let Trouble::Outage(_, length) | Trouble::Offline(length) = trouble {
                    assert!(length <= LONGEST_OUTAGE);
                }
            }
        }
    }
}
