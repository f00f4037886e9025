//! Which skill a call came through.

use crate::desk::{Desk, LATENCY, Truth, talking};

#[test]
fn the_skill_of_a_call_that_rings_is_asked_for_and_shown() {
    let mut desk = Desk::signed_in();
    desk.ring("1");
    desk.let_pass(LATENCY);
    assert_eq!(desk.call("1").skill.as_deref(), Some("voice"));
    assert_eq!(desk.count("callinfobeforeanswer"), 1);
}

#[test]
fn the_skill_of_a_call_that_never_rang_is_asked_for_too() {
    let mut desk = Desk::signed_in();
    desk.truth = Truth {
        state: 7,
        talking: vec!["1"],
        ..Truth::default()
    };
    desk.event(&talking("1"));
    desk.let_pass(LATENCY);
    assert_eq!(desk.call("1").skill.as_deref(), Some("voice"));
    assert_eq!(desk.count("callinfo"), 1);
}

#[test]
fn a_skill_that_is_known_is_not_asked_for_again() {
    let mut desk = Desk::signed_in();
    desk.ring("1");
    desk.let_pass(LATENCY);
    desk.event(&talking("1"));
    desk.let_pass(LATENCY);
    assert_eq!(desk.count("callinfo"), 0);
}

#[test]
fn a_call_is_handled_as_ever_while_nobody_tells_its_skill() {
    let mut desk = Desk::signed_in();
    desk.has_snapshots = false;
    desk.ring("1");
    desk.let_pass(15_000);
    let call = desk.call("1");
    assert_eq!((call.skill, call.answer), (None, Ok(())));
    assert!(desk.view().notices.is_empty());
}
