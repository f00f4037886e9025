//! When a poll is sent, what its end means, and what may still be on its way.

use agent_session::effect::RequestId;
use agent_session::poll::{Poll, PollEnd, PollMeans};
use agent_session::view::{Millis, Moment};
use gateway_protocol::retcode::Retcode;

use crate::at;

const HOLD: Millis = Millis(10_000);

/// A session has begun at this time.
fn started(time: u64) -> Poll {
    let mut poll = Poll::new(HOLD, 7);
    poll.start(at(time));
    poll
}

fn send(poll: &mut Poll, time: u64) {
    poll.sent(RequestId(1), at(time));
}

fn refused(code: &str) -> PollEnd {
    PollEnd::Refused(Retcode::parse(code))
}

/// Sends one at 0 and ends it at 100.
fn ended(poll: &mut Poll, end: &PollEnd) -> PollMeans {
    send(poll, 0);
    poll.end(end, at(100))
}

/// A session taken up at this time, whose poll elsewhere is held until then.
fn taken_up(time: u64, ends: u64) -> Poll {
    let mut poll = Poll::new(HOLD, 7);
    poll.take_up(at(3), Some(at(ends)), at(time));
    poll
}

#[test]
fn the_next_poll_is_due_when_its_time_has_come() {
    let check = |poll: &Poll, time: u64| {
        assert_eq!(poll.next_wake(), Some(Millis(time)));
        assert!(poll.is_due(at(time)));
        assert!(time == 0 || !poll.is_due(at(time - 1)));
        assert!(!poll.is_probe_due(at(time)));
    };
    let mut poll = started(50);
    check(&poll, 50);
    send(&mut poll, 50);
    assert_eq!(poll.next_wake(), None);
    assert!(!poll.is_due(at(60)));
    poll.end(&PollEnd::Event, at(100));
    check(&poll, 300);
    send(&mut poll, 300);
    poll.end(&PollEnd::Empty, at(400));
    check(&poll, 900);
    poll.stop();
    assert_eq!(poll.next_wake(), None);
    assert_eq!(poll.end(&PollEnd::Event, at(500)), PollMeans::GoOn);
    assert_eq!(poll.next_wake(), None);
}

#[test]
fn what_the_end_of_a_poll_means() {
    let check = |end: PollEnd, means| {
        assert_eq!(ended(&mut started(0), &end), means, "{end:?}");
    };
    check(PollEnd::Event, PollMeans::GoOn);
    check(PollEnd::Empty, PollMeans::GoOn);
    check(PollEnd::Lost, PollMeans::ReadSnapshot);
    check(refused("100-007"), PollMeans::ReadSnapshot);
    check(refused("100-006"), PollMeans::SessionEnded);
    check(refused("000-001"), PollMeans::EventMethodWrong);
    check(refused("000-003"), PollMeans::ReadSnapshot);
    check(refused("000-004"), PollMeans::GoOn);
    check(refused("000-007"), PollMeans::GoOn);
    check(refused("000-002"), PollMeans::GoOn);
}

#[test]
fn a_refused_poll_backs_off_and_the_next_is_a_poll() {
    let mut poll = started(0);
    ended(&mut poll, &refused("000-002"));
    let due = poll.next_wake().expect("another is due");
    assert!(due > Millis(100));
    assert!(poll.is_due(at(due.0)));
    assert!(!poll.is_down());
    assert!(!poll.is_gone());
    assert!(!poll.is_healthy());
    assert!(!poll.is_whole_since(at(100)));
}

#[test]
fn after_a_lost_poll_the_gateway_is_asked_first() {
    let mut poll = started(0);
    ended(&mut poll, &refused("100-007"));
    assert!(poll.is_down() && !poll.is_probing());
    assert!(poll.is_gone());
    let due = poll.next_wake().expect("the question is due").0;
    assert!(poll.is_probe_due(at(due)) && !poll.is_probe_due(at(due - 1)));
    assert!(!poll.is_due(at(due)));
    poll.probed(at(due));
    assert!(poll.is_down() && poll.is_probing());
    assert_eq!(poll.next_wake(), None);
    poll.not_reached(at(due + 10));
    assert!(poll.is_gone());
    // One try does not follow the other too soon.
    let again = poll.next_wake().expect("it is asked again").0;
    poll.probed(at(again));
    poll.reached(at(again + 5));
    assert!(!poll.is_down());
    assert!(poll.is_due(at(again + 5)));
    assert!(poll.is_healthy());
}

#[test]
fn nothing_is_reached_that_was_not_asked_for() {
    let mut poll = started(0);
    send(&mut poll, 0);
    poll.reached(at(5));
    poll.not_reached(at(5));
    assert_eq!(poll.next_wake(), None);
    assert!(poll.is_healthy());
}

#[test]
fn a_poll_given_up_is_no_sign_that_the_gateway_is_gone() {
    let mut poll = started(0);
    send(&mut poll, 1_000);
    poll.abandon(at(2_000));
    assert!(poll.is_down());
    assert!(!poll.is_gone());
    assert!(poll.has_abandoned());
    assert!(poll.is_probe_due(at(2_000)));
    // It may take an event until its hold is over, and a little longer.
    assert!(!poll.take_abandoned(at(11_499)));
    assert!(poll.take_abandoned(at(11_500)));
    assert!(!poll.take_abandoned(at(11_501)));
    assert!(!poll.has_abandoned());
    // Given up when its hold was over, it takes nothing any more.
    let mut poll = started(0);
    send(&mut poll, 1_000);
    poll.abandon(at(11_000));
    assert!(!poll.has_abandoned());
}

#[test]
fn a_try_keeps_its_distance_to_the_last() {
    let mut poll = started(0);
    poll.probed(at(5_000));
    poll.reached(at(5_010));
    send(&mut poll, 5_010);
    poll.abandon(at(5_020));
    assert!(!poll.is_probe_due(at(6_999)));
    assert!(poll.is_probe_due(at(7_000)));
}

#[test]
fn what_was_sent_elsewhere_may_be_held_for_no_longer_than_a_hold() {
    let check = |time, ends, until: Option<u64>| {
        let mut poll = taken_up(time, ends);
        assert_eq!(poll.ends(), Some(at(ends)));
        assert_eq!(poll.last_good(), at(3));
        poll.abandon_elsewhere(at(time));
        assert_eq!(poll.next_wake(), until.map(Millis), "{time} {ends}");
        assert_eq!(poll.has_abandoned(), until.is_some(), "{time} {ends}");
    };
    check(1_000, 4_000, Some(4_500));
    check(1_000, 90_000, Some(11_500));
    check(1_000, 1_001, Some(1_501));
    check(1_000, 1_000, None);
    check(1_000, 500, None);
}

#[test]
fn a_session_taken_up_polls_once_it_may() {
    let mut poll = taken_up(1_000, 0);
    assert!(!poll.is_due(at(99_000)));
    poll.go_on(at(2_000));
    assert_eq!(poll.next_wake(), Some(Millis(2_000)));
    poll.go_on(at(3_000));
    assert_eq!(poll.next_wake(), Some(Millis(2_000)));
    send(&mut poll, 2_000);
    poll.go_on(at(4_000));
    assert_eq!(poll.next_wake(), None);
    assert_eq!(poll.ends(), Some(at(2_000).plus(HOLD)));
    poll.stop();
    assert_eq!(poll.ends(), None);
}

#[test]
fn no_event_was_lost_since_a_moment_only_where_every_poll_since_has_ended_well() {
    let mut poll = started(1_000);
    assert!(!poll.is_whole_since(at(999)));
    assert!(!poll.is_whole_since(at(1_000)));
    assert!(poll.is_whole_since(at(1_001)));
    send(&mut poll, 2_000);
    poll.end(&PollEnd::Lost, at(50_000));
    assert!(!poll.is_whole_since(at(50_000)));
    assert!(poll.is_whole_since(at(50_001)));
    let mut poll = taken_up(1_000, 4_000);
    poll.abandon_elsewhere(at(1_000));
    assert!(!poll.is_whole_since(at(1_001)));
}

#[test]
fn who_leaves_polls_no_more_and_remembers_what_the_gateway_still_holds() {
    let mut poll = started(0);
    send(&mut poll, 100);
    poll.leave(at(200));
    assert_eq!(poll.next_wake(), None);
    assert_eq!(poll.ends(), Some(at(10_100)));
    assert!(!poll.is_whole_since(at(200)));
    poll.go_on(at(300));
    assert!(poll.is_due(at(300)));
}

#[test]
fn nothing_more_was_to_be_told_where_a_poll_sent_since_has_found_nothing() {
    let mut poll = started(0);
    assert!(!poll.is_emptied_since(at(0)));
    send(&mut poll, 1_000);
    poll.end(&PollEnd::Empty, at(2_000));
    assert!(poll.is_emptied_since(at(999)));
    assert!(poll.is_emptied_since(at(1_000)));
    assert!(!poll.is_emptied_since(at(1_001)));
    poll.queue_emptied(at(3_000));
    assert!(poll.is_emptied_since(at(3_000)));
}

#[test]
fn a_failure_is_caught_up_with_by_the_next_poll_that_finds_nothing_more() {
    let mut poll = started(1_000);
    assert!(!poll.is_caught_up(at(0)));
    assert!(!poll.is_caught_up(at(1_000)));
    assert!(poll.is_caught_up(at(1_001)));
    poll.queue_emptied(at(999));
    assert!(!poll.is_caught_up(at(1_000)));
    poll.queue_emptied(at(1_000));
    assert!(poll.is_caught_up(at(1_000)));
    assert!(poll.is_caught_up(at(0)));
}

#[test]
fn five_refusals_of_the_guid_in_a_row_end_the_session() {
    let no = refused("000-003");
    let go_on = PollMeans::ReadSnapshot;
    let mut poll = started(0);
    for _ in 0..4 {
        assert_eq!(ended(&mut poll, &no), go_on);
    }
    // A good poll, and a new Guid, begin the count anew.
    ended(&mut poll, &PollEnd::Event);
    for _ in 0..4 {
        assert_eq!(ended(&mut poll, &no), go_on);
    }
    poll.permit_anew();
    for _ in 0..4 {
        assert_eq!(ended(&mut poll, &no), go_on);
    }
    assert_eq!(ended(&mut poll, &no), PollMeans::SessionEnded);
}

#[test]
fn a_status_refused_counts_where_nothing_better_was_heard_last() {
    let mut poll = started(0);
    send(&mut poll, 0);
    for _ in 0..9 {
        assert_eq!(poll.asked_in_vain(at(10)), PollMeans::GoOn);
    }
    assert!(poll.is_healthy());
    poll.end(&refused("000-003"), at(20));
    send(&mut poll, 30);
    for _ in 0..3 {
        assert_eq!(poll.asked_in_vain(at(40)), PollMeans::ReadSnapshot);
    }
    assert_eq!(poll.asked_in_vain(at(50)), PollMeans::SessionEnded);

    // The gateway was asked whether it is there, and is.
    let mut poll = started(0);
    poll.probed(at(1));
    assert_eq!(poll.asked_in_vain(at(2)), PollMeans::ReadSnapshot);
    assert!(poll.is_due(at(2)));
    assert!(!poll.is_healthy());
}

#[test]
fn twice_somebody_elses_poll_is_a_second_poller() {
    let repeated = refused("000-007");
    let mut poll = started(0);
    assert_eq!(ended(&mut poll, &repeated), PollMeans::GoOn);
    assert!(!poll.is_shared());
    assert!(!poll.is_healthy());
    assert!(!poll.is_whole_since(at(100)));
    assert_eq!(poll.next_wake(), Some(at(100).plus(HOLD).mono));
    assert_eq!(ended(&mut poll, &repeated), PollMeans::SecondPoller);
    assert!(poll.is_shared());
    ended(&mut poll, &PollEnd::Empty);
    assert!(!poll.is_shared());
    assert!(poll.is_healthy());

    // While one of our own that was given up may live, it is ours.
    let mut poll = taken_up(0, 4_000);
    poll.abandon_elsewhere(at(0));
    for _ in 0..3 {
        assert_eq!(ended(&mut poll, &repeated), PollMeans::GoOn);
        assert!(poll.is_due(at(4_500)) && !poll.is_due(at(4_499)));
    }
    assert!(!poll.is_shared());
}

#[test]
fn after_a_switch_over_everything_is_read_anew() {
    let mut poll = started(0);
    assert!(!poll.is_switching_over());
    ended(&mut poll, &refused("000-004"));
    assert!(poll.is_switching_over());
    assert_eq!(ended(&mut poll, &PollEnd::Empty), PollMeans::ReadSnapshot);
    assert!(!poll.is_switching_over());
    assert_eq!(ended(&mut poll, &PollEnd::Empty), PollMeans::GoOn);
    poll.switches_over();
    ended(&mut poll, &PollEnd::Lost);
    assert!(!poll.is_switching_over());
}

#[test]
fn a_good_word_is_counted_and_its_time_kept() {
    let mut poll = started(40);
    assert_eq!((poll.good_words(), poll.last_good()), (0, at(40)));
    poll.heard(at(50));
    poll.heard(at(60));
    assert_eq!((poll.good_words(), poll.last_good()), (2, at(60)));
    send(&mut poll, 60);
    poll.end(&PollEnd::Empty, at(70));
    assert_eq!((poll.good_words(), poll.last_good()), (3, at(70)));
    send(&mut poll, 600);
    poll.end(&PollEnd::Lost, at(700));
    assert_eq!((poll.good_words(), poll.last_good()), (3, at(70)));
}

#[test]
fn a_new_session_knows_nothing_of_the_one_before_but_goes_on_with_its_chance() {
    let pauses = |seed| {
        let mut poll = Poll::new(HOLD, seed);
        poll.start(Moment::default());
        ended(&mut poll, &PollEnd::Lost);
        poll.next_wake()
    };
    let all: Vec<_> = (0..8).map(|seed| pauses(seed << 20)).collect();
    assert!(all.iter().any(|pause| *pause != all[0]), "{all:?}");

    let mut poll = started(0);
    ended(&mut poll, &refused("000-007"));
    ended(&mut poll, &refused("000-003"));
    poll.heard(at(1));
    poll.start(at(5_000));
    assert!(poll.is_healthy());
    assert_eq!(poll.good_words(), 0);
    assert_eq!(poll.last_good(), at(5_000));
}
