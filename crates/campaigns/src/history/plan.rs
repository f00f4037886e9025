//! The plan of a history: small stories woven into each other, and what disturbs them.
//!
//! All of it follows from the history's number. Every fourth is left undisturbed, so that it must come
//! out as the agent wanted it.

use gateway_simulator::Outage;

use super::faults;
use crate::dice::Dice;
use crate::shift::plan::{News, Page, Plan, Sockets, SteadyClock, Trouble, settings};
use crate::shift::step::{Desk, Disturbance, Kind, Press, Step, Timed, Wanted};

const SECOND: u64 = 1_000;
/// Steps of a history; a story that has begun is told to its end.
const FEWEST_STEPS: u64 = 20;
const MOST_STEPS: u64 = 55;
/// Every so manieth history is left undisturbed.
const UNDISTURBED: u64 = 4;
/// So many of a hundred disturbances are named faults of the simulator's.
const NAMED: u64 = 60;
/// So many of a hundred rejections before a second offer are answered when that is pressed for.
const CROSSED: u64 = 30;
/// An answer comes so late at most, in milliseconds: a moment before it is given up.
const LATEST_ANSWER: u64 = 4_800;
/// How much later than a look its press may arrive at most.
const LONGEST_HAND: u64 = 3 * SECOND;

/// Whether nothing disturbs the history of this number.
pub fn is_undisturbed(number: u64) -> bool {
    number.is_multiple_of(UNDISTURBED)
}

/// The plan of the history of this number.
pub fn plan(number: u64) -> Plan {
    let mut dice = Dice::apart(number, 11);
    let (reading, settings) = settings(number, &mut dice);
    let mut stories = Stories {
        dice,
        steps: Vec::new(),
        at: 0,
    };
    let page = match stories.dice.happens(60) {
        true => Page::Own,
        false => Page::Hosts,
    };
    let steady = match stories.dice.happens(50) {
        true => SteadyClock::Stands,
        false => SteadyClock::Runs,
    };
    stories.begin();
    let wanted = stories.dice.between(FEWEST_STEPS, MOST_STEPS) as usize;
    while stories.steps.len() < wanted {
        stories.tell_one();
    }
    if !is_undisturbed(number) {
        stories.disturb(page);
    }
    let mut steps = stories.steps;
    steps.sort_by_key(|timed| timed.at);
    Plan {
        number,
        length: length_of(&steps),
        reading,
        settings,
        steady,
        page,
        troubles: Vec::new(),
        steps: Some(steps),
    }
}

/// When the last of these steps is over.
pub fn length_of(steps: &[Timed]) -> u64 {
    let ends = steps.iter().map(|timed| timed.at + timed.step.length());
    ends.max().unwrap_or(0) + SECOND
}

/// Stories that are told one after the other, now and then into each other.
struct Stories {
    dice: Dice,
    steps: Vec<Timed>,
    /// When the next story begins.
    at: u64,
}

/// One thing of a story, and how long after the one before.
enum Then {
    Desk(u64, Desk),
    Press(u64, Wanted),
}

impl Stories {
    /// The agent signs in and becomes ready.
    fn begin(&mut self) {
        self.press(0, Wanted::SignIn);
        self.press(2 * SECOND, Wanted::Ready);
        self.at = 3 * SECOND;
    }

    fn tell_one(&mut self) {
        let story = self.story();
        let mut at = self.at;
        for then in story {
            match then {
                Then::Desk(after, desk) => {
                    at += after;
                    self.steps.push(Timed {
                        at,
                        step: Step::Desk(desk),
                    });
                }
                Then::Press(after, wanted) => {
                    at += after;
                    self.press(at, wanted);
                }
            }
        }
        let length = at - self.at;
        // One in five begins before the one before is over.
        self.at += match self.dice.happens(20) {
            true => self.dice.between(0, length),
            false => length + self.dice.between(300, 4 * SECOND),
        };
    }

    /// A press by a hand that is mostly quick, and now and then too late or too often.
    fn press(&mut self, at: u64, wanted: Wanted) {
        let dice = &mut self.dice;
        let hand = match dice.between(0, 99) {
            0..=79 => dice.between(40, 250),
            80..=89 => dice.between(0, 40),
            _ => dice.between(250, LONGEST_HAND),
        };
        let times = match dice.between(0, 99) {
            0..=86 => 1,
            87..=95 => 2,
            _ => 3,
        };
        let apart = match dice.happens(50) {
            true => dice.between(0, 30),
            false => dice.between(30, 600),
        };
        self.steps.push(Timed {
            at,
            step: Step::Press(Press {
                wanted,
                hand,
                times,
                apart,
            }),
        });
    }

    fn story(&mut self) -> Vec<Then> {
        let dice = &mut self.dice;
        let soon = dice.between(400, 2_500);
        let later = dice.between(800, 5_000);
        // So soon that an answer to what was pressed for the first offer may come after the second.
        let (ready_again, offered_again) = match dice.happens(50) {
            true => (dice.between(300, 1_500), dice.between(50, 800)),
            false => (later, dice.between(50, 2_500)),
        };
        let ring = match dice.between(0, 9) {
            0..=6 => Desk::Ring,
            7 => Desk::RingTransferred,
            _ => Desk::RingInternal,
        };
        let reject = match dice.happens(50) {
            true => Wanted::RejectToQueue,
            false => Wanted::RejectAndHangUp,
        };
        // Wrap-up or a rejection may leave the agent not ready.
        let ready = Then::Press(soon, Wanted::Ready);
        let ring = Then::Desk(0, ring);
        let answer = Then::Press(soon, Wanted::Answer);
        let drop = Then::Press(later, Wanted::Drop);
        match dice.between(0, 99) {
            0..=17 => vec![ring, answer, drop, ready],
            18..=27 => vec![ring, Then::Press(soon, reject), ready],
            28..=35 => vec![
                ring,
                Then::Press(soon, Wanted::RejectToQueue),
                Then::Press(ready_again, Wanted::Ready),
                Then::Desk(offered_again, Desk::Reoffer),
                Then::Press(dice.between(50, 2_000), Wanted::Answer),
                drop,
            ],
            36..=42 => vec![
                ring,
                answer,
                Then::Desk(later, Desk::TalkingLeaves),
                drop,
                ready,
            ],
            43..=47 => vec![ring, Then::Desk(soon, Desk::RingingLeaves), answer, ready],
            48..=55 => vec![
                ring,
                answer,
                Then::Desk(later, Desk::Hold),
                Then::Desk(soon, Desk::Ring),
                Then::Press(soon, Wanted::Answer),
                Then::Press(later, Wanted::Drop),
                Then::Desk(soon, Desk::Resume),
                Then::Press(soon, Wanted::Drop),
            ],
            56..=59 => vec![
                ring,
                answer,
                Then::Desk(later, Desk::Hold),
                Then::Press(soon, Wanted::DropHeld),
                Then::Desk(soon, Desk::HeldLeaves),
            ],
            60..=62 => vec![ring, answer, Then::Press(soon, Wanted::Busy), drop, ready],
            63..=67 => vec![
                Then::Desk(0, Desk::Invite),
                Then::Press(soon, Wanted::Decline),
                ready,
            ],
            68..=74 => vec![
                Then::Desk(0, Desk::Invite),
                Then::Press(soon, Wanted::Join),
                Then::Press(later, Wanted::Leave),
                ready,
            ],
            75..=77 => vec![
                Then::Desk(0, Desk::Invite),
                Then::Press(soon, Wanted::Join),
                Then::Desk(later, Desk::EndConference),
                Then::Press(soon, Wanted::Leave),
            ],
            78..=86 => vec![
                Then::Desk(0, Desk::Queue),
                Then::Press(100, Wanted::Busy),
                Then::Press(later, Wanted::OpenQueue),
                Then::Press(soon.max(1_200), Wanted::PickUp),
                Then::Press(200, Wanted::CloseQueue),
                drop,
                ready,
            ],
            87..=88 => vec![Then::Desk(0, Desk::Queue), Then::Desk(soon, Desk::Take)],
            89..=91 => vec![
                Then::Press(0, Wanted::Busy),
                Then::Press(later, Wanted::Ready),
            ],
            92..=94 => vec![
                Then::Desk(0, Desk::Record),
                ring,
                answer,
                Then::Desk(soon, Desk::Release),
                Then::Desk(soon, Desk::StopRecording),
            ],
            95..=96 => vec![
                ring,
                Then::Press(dice.between(29, 32) * SECOND, Wanted::Answer),
            ],
            _ => vec![
                Then::Press(0, Wanted::SignOut),
                Then::Press(later, Wanted::SignIn),
                Then::Press(2 * SECOND, Wanted::Ready),
            ],
        }
    }

    /// What goes wrong, anywhere between the first step and the last.
    fn disturb(&mut self, page: Page) {
        let times: Vec<u64> = self.steps.iter().map(|timed| timed.at).collect();
        let pressed = self.steps.iter().filter_map(|timed| match &timed.step {
            Step::Press(press) => Some((timed.at, press.wanted)),
            _ => None,
        });
        let pressed: Vec<(u64, Wanted)> = pressed.collect();
        self.cross(&pressed);
        let count = self.dice.between(1, 8);
        for _ in 0..count {
            if self.dice.happens(NAMED) {
                self.arm(&pressed);
                continue;
            }
            let near = self.dice.pick(&times).copied().unwrap_or(0);
            let early = self.dice.between(0, 400);
            let step = self.disturbance(page);
            self.steps.push(Timed {
                at: near.saturating_sub(early),
                step,
            });
        }
    }

    /// The answer to a rejection comes while that to the next offer is on its way.
    fn cross(&mut self, pressed: &[(u64, Wanted)]) {
        for presses in pressed.windows(3) {
            let &[
                (rejected, Wanted::RejectToQueue),
                (_, Wanted::Ready),
                (answered, Wanted::Answer),
            ] = presses
            else {
                continue;
            };
            let apart = answered.saturating_sub(rejected);
            if apart < LATEST_ANSWER && self.dice.happens(CROSSED) {
                let late = [
                    (
                        rejected,
                        (apart + self.dice.between(0, 600)).min(LATEST_ANSWER),
                    ),
                    (answered, self.dice.between(200, 2_000)),
                ];
                for (at, by) in late {
                    let step = Step::Disturb(Kind::Command, Disturbance::AnswerLate(by));
                    self.steps.push(Timed { at, step });
                }
            }
        }
    }

    /// Arms one of the simulator's faults for a press. Who is signed out by it signs in again.
    fn arm(&mut self, pressed: &[(u64, Wanted)]) {
        let (near, arming) = faults::armed(&mut self.dice, pressed);
        let early = self.dice.between(0, 400);
        let at = near.saturating_sub(early);
        if faults::ends_session(&arming) {
            let after = self.dice.between(2 * SECOND, 12 * SECOND);
            for (after, wanted) in [
                (after, Wanted::SignIn),
                (after + SECOND, Wanted::SignIn),
                (after + 3 * SECOND, Wanted::Ready),
            ] {
                self.press(near + after, wanted);
            }
        }
        let step = Step::Arm(Box::new(arming));
        self.steps.push(Timed { at, step });
    }

    fn disturbance(&mut self, page: Page) -> Step {
        let dice = &mut self.dice;
        match dice.between(0, 99) {
            0..=69 => {
                let kind = match dice.between(0, 9) {
                    0..=3 => Kind::Poll,
                    4..=7 => Kind::Command,
                    _ => Kind::Question,
                };
                Step::Disturb(kind, disturbance(dice, kind))
            }
            70..=79 => Step::TellAgain(dice.between(0, 3) as u8),
            _ => Step::Trouble(trouble(dice, page)),
        }
    }
}

fn disturbance(dice: &mut Dice, kind: Kind) -> Disturbance {
    match dice.between(0, 99) {
        0..=9 => Disturbance::Refused,
        10..=19 => Disturbance::Swallowed,
        20..=34 => Disturbance::AnswerCut,
        35..=49 => Disturbance::AnswerSwallowed,
        50..=57 => Disturbance::BodyCut,
        58..=67 => Disturbance::Page(
            *dice
                .pick(&[200, 302, 404, 500, 502, 503, 504])
                .unwrap_or(&502),
        ),
        68..=74 => Disturbance::Torn,
        75..=89 => Disturbance::AnswerLate(dice.between(200, LATEST_ANSWER)),
        // Only commands are worth repeating: what a network does without the policy that forbids it.
        90..=94 if kind == Kind::Command => Disturbance::Copied(dice.between(1, 4_000)),
        95..=96 if kind == Kind::Command => Disturbance::Late(dice.between(5_000, 60_000)),
        _ => Disturbance::Late(dice.between(200, 4_000)),
    }
}

fn trouble(dice: &mut Dice, page: Page) -> Trouble {
    let length = dice.between(200, 12 * SECOND);
    match (dice.between(0, 99), page) {
        (0..=9, _) => Trouble::Outage(Outage::SwitchOver, length),
        (10..=22, _) => Trouble::Outage(Outage::BlackHole, length),
        (23..=35, _) => Trouble::Outage(Outage::Down, length),
        (36..=45, _) => Trouble::Outage(Outage::RestartWithSessions, length),
        (46..=49, _) => Trouble::Outage(Outage::RestartWithoutSessions, length),
        (50..=62, _) => Trouble::Offline(length),
        (63..=72, _) => {
            let sockets = [Sockets::Survive, Sockets::Fail, Sockets::Hang];
            let news = [News::None, News::Shown, News::Resumed];
            Trouble::Sleep(
                dice.between(20 * SECOND, 70 * SECOND),
                dice.pick(&sockets).copied().unwrap_or(Sockets::Fail),
                dice.pick(&news).copied().unwrap_or(News::None),
            )
        }
        (73..=79, _) => Trouble::Freeze(dice.between(20 * SECOND, 60 * SECOND)),
        (80..=91, Page::Own) => Trouble::Reload(dice.between(200, 3_000)),
        (92..=95, _) => Trouble::ClockSet(match dice.happens(50) {
            true => 3_600_000,
            false => -3_600_000,
        }),
        _ => Trouble::Shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_history_follows_from_its_number_and_is_short() {
        for number in 0..200 {
            let history = plan(number);
            assert_eq!(history, plan(number));
            let steps = history.steps.unwrap_or_default();
            assert!((20..=100).contains(&steps.len()), "{}", steps.len());
            assert!(steps.windows(2).all(|pair| pair[0].at <= pair[1].at));
            let is_wrong = |timed: &Timed| {
                matches!(
                    timed.step,
                    Step::Disturb(..) | Step::Trouble(_) | Step::TellAgain(_) | Step::Arm(_)
                )
            };
            assert!(!(is_undisturbed(number) && steps.iter().any(is_wrong)));
        }
    }
}
