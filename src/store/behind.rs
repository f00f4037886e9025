//! The call behind each control as it was drawn, and whether it has only just come there.
//!
//! An eye and a finger need a moment: a press that follows a change at once was meant for the call
//! before. The session cannot know this, because a host or a script names its call and needs no
//! guard; only a press goes to whatever is drawn where it lands. What is done about it is the hand's.

use agent_session::command::Command;
use agent_session::time::Millis;

/// How long after the call behind a control has changed a press there may be meant for the one before.
///
/// As long again a control that had nothing behind it still counts as that call's. After more than
/// that nobody presses for a call that is gone, so a first call can be answered as soon as it is seen.
pub const JUST: Millis = Millis(400);

/// There is something behind it now.
const NOT_YET: Millis = Millis(u64::MAX);

/// Every control that acts on calls or comes and goes, by where it stands.
#[derive(Default)]
pub struct Behind(Vec<Place>);

struct Place {
    name: String,
    /// What it would send for the call that is behind it, or was last.
    command: Command,
    /// Until when that call has only just come.
    new_until: Millis,
    /// Since when there is nothing behind it.
    left: Millis,
    is_seen: bool,
    /// A press has just been refused, and it says so.
    is_told: bool,
}

impl Behind {
    /// A control is drawn with this command for the call behind it; whether it is to say that this has
    /// just changed. One that `comes` has just come whenever it was not there before.
    pub fn see(&mut self, name: &str, command: &Command, comes: bool, now: Millis) -> bool {
        if self.find(name).is_none() {
            self.0.push(Place {
                name: name.to_owned(),
                command: command.clone(),
                new_until: now,
                left: Millis(0),
                is_seen: true,
                is_told: false,
            });
        }
        let Some(place) = self.find(name) else {
            return false;
        };
        let was_there = place.left == NOT_YET;
        if place.command != *command || comes && !was_there {
            let is_soon = comes || now.minus(place.left) < JUST;
            place.command = command.clone();
            place.new_until = if is_soon { now.plus(JUST) } else { now };
            place.is_told = false;
        }
        place.left = NOT_YET;
        place.is_seen = true;
        place.is_told
    }

    /// A drawing has ended: what was not seen has nothing behind it.
    pub fn drawn(&mut self, now: Millis) {
        for place in &mut self.0 {
            if !std::mem::take(&mut place.is_seen) {
                place.left = place.left.min(now);
            }
        }
    }

    /// Whether the call behind this control has only just come. What was told before is old now.
    pub fn is_new(&mut self, name: &str, now: Millis) -> bool {
        self.find(name).is_some_and(|place| {
            place.is_told = false;
            now < place.new_until
        })
    }

    /// A press on this control was refused because it was not meant for that call.
    pub fn tell(&mut self, name: &str) {
        if let Some(place) = self.find(name) {
            place.is_told = true;
        }
    }

    fn find(&mut self, name: &str) -> Option<&mut Place> {
        self.0.iter_mut().find(|place| place.name == name)
    }
}

#[cfg(test)]
mod tests {
    use agent_session::view::{CallId, CallKey, Epoch};

    use super::*;

    /// What Drop would send for this offer of a call.
    fn drop_call(id: &str, epoch: u64) -> Command {
        Command::Drop(CallKey {
            id: CallId::parse(id).expect("a call id"),
            epoch: Epoch(epoch),
        })
    }

    /// What is drawn behind Drop, and when; then whether a press at a time is one too soon.
    fn check(drawn: &[(u64, Option<(&str, u64)>)], presses: &[(u64, bool)]) {
        let mut behind = Behind::default();
        for (at, call) in drawn {
            if let Some((id, epoch)) = call {
                behind.see("drop", &drop_call(id, *epoch), false, Millis(*at));
            }
            behind.drawn(Millis(*at));
        }
        for (at, is_new) in presses {
            assert_eq!(
                behind.is_new("drop", Millis(*at)),
                *is_new,
                "{drawn:?} {at}"
            );
        }
    }

    #[test]
    fn a_press_is_too_soon_for_400_ms_after_another_call_took_the_place() {
        let (one, two) = (Some(("1-1", 1)), Some(("1-2", 2)));
        check(
            &[(0, one), (9000, two)],
            &[(9000, true), (9399, true), (9400, false)],
        );
        check(
            &[(0, one), (9000, two), (9300, one)],
            &[(9699, true), (9700, false)],
        );
    }

    #[test]
    fn another_offer_of_the_same_call_is_another_call() {
        check(
            &[(0, Some(("1-1", 1))), (9000, Some(("1-1", 2)))],
            &[(9399, true), (9400, false)],
        );
    }

    #[test]
    fn a_short_gap_of_nothing_does_not_lift_the_guard_and_a_longer_one_does() {
        let (one, two) = (Some(("1-1", 1)), Some(("1-2", 2)));
        check(
            &[(0, one), (9000, None), (9399, two)],
            &[(9798, true), (9799, false)],
        );
        check(
            &[(0, one), (9000, None), (9200, None), (9399, two)],
            &[(9798, true)],
        );
        check(&[(0, one), (9000, None), (9400, two)], &[(9400, false)]);
    }

    #[test]
    fn the_first_call_and_a_call_drawn_again_are_not_held_up() {
        let one = Some(("1-1", 1));
        check(&[(0, None), (9000, one)], &[(9000, false)]);
        check(&[(0, one), (9000, one)], &[(9001, false)]);
        check(&[(0, one), (9000, None), (9100, one)], &[(9101, false)]);
    }

    #[test]
    fn what_was_told_is_said_until_the_next_press_or_the_next_call() {
        let mut behind = Behind::default();
        let (one, two) = (drop_call("1-1", 1), drop_call("1-1", 2));
        assert!(!behind.see("drop", &one, false, Millis(0)));
        behind.tell("drop");
        assert!(behind.see("drop", &one, false, Millis(1)));
        behind.is_new("drop", Millis(2));
        assert!(!behind.see("drop", &one, false, Millis(3)));
        behind.tell("drop");
        assert!(!behind.see("drop", &two, false, Millis(4)));
    }

    #[test]
    fn what_comes_and_goes_takes_no_press_for_400_ms_after_it_came() {
        let mut behind = Behind::default();
        let mut check = |at, clears: bool, is_new| {
            if clears {
                behind.see("clear", &Command::ClearMissed, true, Millis(at));
            }
            behind.drawn(Millis(at));
            assert_eq!(behind.is_new("clear", Millis(at)), clears && is_new, "{at}");
        };
        check(9000, true, true);
        check(9399, true, true);
        check(9400, true, false);
        check(9500, false, false);
        check(20_000, true, true);
        check(20_400, true, false);
    }

    #[test]
    fn a_notice_that_moves_up_takes_no_press_for_400_ms() {
        let mut behind = Behind::default();
        let mut is_new = |at, notice| {
            behind.see(
                "dismiss-0",
                &Command::DismissNotice(notice),
                true,
                Millis(at),
            );
            behind.drawn(Millis(at));
            behind.is_new("dismiss-0", Millis(at))
        };
        assert!(is_new(0, 2));
        assert!(!is_new(400, 2));
        assert!(is_new(5000, 1));
        assert!(is_new(5399, 1));
        assert!(!is_new(5400, 1));
    }
}
