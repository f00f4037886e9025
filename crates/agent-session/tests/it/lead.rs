//! The election: what single tabs do, and what holds among several whatever is late, lost, doubled or frozen.

mod messages;
mod origin;
mod whatever_happens;

use agent_session::lead::{DOUBT_AFTER, DOUBT_FOR, Fact, Role, STEAL_AFTER};
use agent_session::time::Millis;

use self::origin::{DELAY, Origin};

/// Two tabs, of which the first leads and the second follows.
fn pair() -> Origin {
    let mut origin = Origin::default();
    origin.open();
    origin.settle();
    origin.open();
    origin.settle();
    assert_eq!(origin.roles(), [Some(Role::Leader), Some(Role::Follower)]);
    origin
}

#[test]
fn a_tab_without_others_leads_at_once() {
    let mut origin = Origin::default();
    origin.open();
    origin.settle();
    assert_eq!(origin.roles(), [Some(Role::Leader)]);
    assert!(!origin.lead(0).has_followers());
}

#[test]
fn a_second_tab_follows_and_the_leader_knows_of_it() {
    let origin = pair();
    assert!(origin.lead(0).has_followers());
}

#[test]
fn without_locks_or_a_channel_a_tab_is_alone() {
    let mut origin = pair();
    for tab in 0..2 {
        origin.tell(tab, Fact::Unavailable);
        assert_eq!(origin.lead(tab).role(), Role::Alone);
        assert!(origin.lead(tab).is_leading());
        assert_eq!(origin.lead(tab).next_wake(), None);
    }
    origin.tell(0, Fact::LockGranted);
    origin.settle();
    assert_eq!(origin.roles(), [Some(Role::Alone), Some(Role::Alone)]);
    assert_eq!(origin.holder(), None, "nobody keeps the lock to itself");
}

#[test]
fn a_closed_leader_is_replaced_within_a_second() {
    for says_goodbye in [true, false] {
        let mut origin = pair();
        let closed = origin.now();
        origin.close(0, says_goodbye);
        origin.settle();
        assert_eq!(origin.roles(), [None, Some(Role::Leader)]);
        assert!(origin.now().minus(closed) <= Millis::seconds(1));
    }
}

#[test]
fn a_frozen_leader_is_replaced_within_fifteen_seconds_and_yields_when_it_thaws() {
    let mut origin = pair();
    let frozen = origin.now();
    origin.freeze(0);
    while origin.lead(1).role() != Role::Leader {
        origin.pass(Millis(100));
        assert!(origin.now().minus(frozen) <= Millis::seconds(15));
    }
    origin.pass(Millis::seconds(300));
    origin.thaw(0);
    // Whatever it is told first, it does not act as a leader any more.
    origin.tell(0, Fact::Woke);
    assert_eq!(origin.lead(0).role(), Role::Joining);
    origin.settle();
    assert_eq!(origin.roles(), [Some(Role::Follower), Some(Role::Leader)]);
}

#[test]
fn a_leader_that_stood_still_alone_leads_again_after_a_look_around() {
    let mut origin = Origin::default();
    origin.open();
    origin.settle();
    origin.freeze(0);
    origin.pass(Millis::seconds(60));
    origin.thaw(0);
    origin.tell(0, Fact::Woke);
    assert_eq!(origin.lead(0).role(), Role::Joining);
    assert!(origin.lead(0).is_in_doubt());
    origin.pass(DOUBT_FOR);
    assert_eq!(origin.lead(0).role(), Role::Leader);
}

#[test]
fn nobody_can_have_been_robbed_of_the_lead_without_doubting_it() {
    assert!(DOUBT_AFTER < STEAL_AFTER);
}

#[test]
fn a_page_that_leaves_gives_the_lead_away_and_follows_when_it_comes_back() {
    let mut origin = pair();
    origin.tell(0, Fact::Left);
    origin.settle();
    assert_eq!(origin.roles(), [Some(Role::Joining), Some(Role::Leader)]);
    assert_eq!(origin.lead(0).next_wake(), None);
    assert!(
        !origin.lead(1).has_followers(),
        "it said that it was leaving"
    );
    origin.tell(0, Fact::CameBack);
    origin.settle();
    assert_eq!(origin.roles(), [Some(Role::Follower), Some(Role::Leader)]);
}

#[test]
fn a_follower_that_thaws_asks_before_it_steals() {
    let mut origin = pair();
    origin.freeze(1);
    origin.pass(Millis::seconds(120));
    origin.thaw(1);
    origin.tell(1, Fact::Woke);
    origin.settle();
    assert_eq!(origin.roles(), [Some(Role::Leader), Some(Role::Follower)]);
}

#[test]
fn a_lock_that_was_granted_to_a_frozen_tab_is_not_trusted() {
    let mut origin = Origin::default();
    origin.open();
    origin.freeze(0);
    origin.open();
    origin.pass(Millis::seconds(20));
    assert_eq!(origin.lead(1).role(), Role::Leader);
    origin.thaw(0);
    origin.deliver_lock(0);
    assert_eq!(origin.lead(0).role(), Role::Joining);
    origin.settle();
    assert_eq!(origin.roles(), [Some(Role::Follower), Some(Role::Leader)]);
}

#[test]
fn a_throttled_leader_keeps_the_lead_by_answering() {
    let mut origin = pair();
    for _ in 0..60 {
        // Its timers do not fire, but a message wakes it.
        origin.pass_without_waking(0, Millis(500));
    }
    assert_eq!(origin.roles(), [Some(Role::Leader), Some(Role::Follower)]);
}

#[test]
fn signing_in_makes_a_tab_the_leader() {
    let mut origin = pair();
    origin.tell(1, Fact::Claimed);
    origin.settle();
    assert_eq!(origin.roles(), [Some(Role::Follower), Some(Role::Leader)]);
    origin.tell(1, Fact::Claimed);
    assert_eq!(origin.lead(1).role(), Role::Leader);
}

#[test]
fn followers_are_told_the_record_and_the_guid_and_so_is_each_tab_that_joins() {
    let mut origin = pair();
    origin.share(0, "picture", Some("guid-1"));
    origin.settle();
    assert_eq!(origin.inheritance(1), (Some("picture"), Some("guid-1")));
    origin.open();
    origin.settle();
    assert_eq!(origin.inheritance(2), (Some("picture"), Some("guid-1")));
    origin.share(0, "nobody", None);
    origin.settle();
    assert_eq!(origin.inheritance(1), (Some("nobody"), None));
    assert_eq!(origin.inheritance(2), (Some("nobody"), None));
}

#[test]
fn only_what_is_new_is_told() {
    let mut origin = pair();
    origin.share(0, "picture", Some("guid-1"));
    assert_eq!(origin.on_the_channel(), 2);
    origin.share(0, "picture", Some("guid-1"));
    assert_eq!(origin.on_the_channel(), 2);
    origin.share(0, "picture 2", Some("guid-1"));
    assert_eq!(origin.on_the_channel(), 3);
}

#[test]
fn a_follower_tells_nobody_a_record() {
    let mut origin = pair();
    origin.share(1, "picture", Some("guid-1"));
    assert_eq!(origin.on_the_channel(), 0);
}

#[test]
fn a_press_reaches_the_leader_and_its_answer_the_follower() {
    let mut origin = pair();
    let press = origin.press(1, "answer");
    origin.settle();
    assert_eq!(origin.pressed(), ["answer"]);
    assert_eq!(origin.answered(), [press]);
    assert_eq!(origin.lost(), []);
}

#[test]
fn a_press_without_an_answer_is_lost_and_never_sent_again() {
    let mut origin = pair();
    origin.freeze(0);
    let press = origin.press(1, "answer");
    origin.pass(Millis::seconds(3));
    assert_eq!(origin.lost(), [press]);
    origin.thaw(0);
    origin.settle();
    // It was on its way to a leader who has taken it since, once.
    assert_eq!(origin.pressed(), ["answer"]);
    assert_eq!(origin.answered(), [press]);
    origin.pass(Millis::seconds(30));
    assert_eq!(origin.pressed(), ["answer"]);
}

#[test]
fn a_press_for_one_leader_is_not_taken_by_the_next() {
    let mut origin = pair();
    origin.open();
    origin.settle();
    let press = origin.press(2, "answer");
    origin.close(0, true);
    origin.settle();
    assert_eq!(origin.pressed(), [] as [&str; 0]);
    origin.pass(Millis::seconds(3));
    assert_eq!(origin.lost(), [press]);
}

#[test]
fn whoever_takes_over_has_lost_what_it_forwarded() {
    let mut origin = pair();
    let press = origin.press(1, "answer");
    origin.close(0, true);
    origin.settle();
    assert_eq!(origin.lead(1).role(), Role::Leader);
    assert_eq!(origin.lost(), [press]);
}

#[test]
fn what_comes_late_from_an_old_leader_moves_nobody() {
    let mut origin = pair();
    origin.share(0, "old", None);
    let late = origin.hold_back(1);
    origin.close(0, true);
    origin.settle();
    origin.open();
    origin.share(1, "new", None);
    origin.settle();
    assert!(!late.is_empty());
    for message in late {
        origin.tell(1, Fact::Heard(message.clone()));
        origin.tell(2, Fact::Heard(message));
    }
    assert_eq!(origin.lead(1).role(), Role::Leader);
    assert_eq!(origin.inheritance(2), (Some("new"), None));
    assert!(DELAY <= Millis::seconds(1));
}
