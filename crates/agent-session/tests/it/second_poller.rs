//! Somebody else polls for the same agent: known by its symptoms, told, and left to people.

use agent_session::command::Command;
use agent_session::view::{AgentState, CallState, NoticeKind};
use gateway_simulator as gateway;
use serde_json::json;

use crate::desk::{Desk, Truth, released, talking};
use crate::pair::{AGENT, Pair};
use crate::picture::notices;

/// A day at a desk whose events somebody else fetches too; what was told meanwhile.
fn robbed(reading: &str) -> (Pair, Vec<NoticeKind>) {
    let readings = json!({"secondPoll": reading});
    let mut pair = Pair::new(gateway::Settings {
        readings: serde_json::from_value(readings).expect("readings"),
        ..gateway::Settings::default()
    });
    pair.sign_in();
    pair.let_steal();
    let mut told = Vec::new();
    for _ in 0..8 {
        pair.try_control("ring", json!({"agent": AGENT}));
        for _ in 0..3 {
            pair.run(8_000);
            let view = pair.view();
            told.extend(pair.notices());
            let Some(call) = view.calls.first() else {
                continue;
            };
            match call.state {
                CallState::Ringing => pair.press(Command::Answer(call.key.clone())),
                _ => pair.press(Command::Drop(call.key.clone())),
            }
        }
    }
    (pair, told)
}

#[test]
fn a_poll_refused_as_repeated_or_events_that_go_elsewhere_are_told() {
    for (reading, kind) in [
        ("refused", NoticeKind::SecondPoller),
        ("oldestServed", NoticeKind::EventsMissing),
        ("newestServed", NoticeKind::EventsMissing),
    ] {
        let (pair, told) = robbed(reading);
        assert!(told.contains(&kind), "{reading}: {told:?}");
        assert_eq!(
            pair.count("forceLogin"),
            0,
            "{reading}: only a press takes over"
        );
        assert_eq!(pair.count("login"), 1, "{reading}");
    }
}

/// A call that the agent answers, and of which no event tells.
fn answer_without_a_word(desk: &mut Desk, call: &'static str) {
    desk.ring(call);
    desk.press(Command::Answer(desk.key(call)));
    desk.reply("answer", "0");
    desk.truth = Truth {
        state: 7,
        talking: vec![call],
        ..Truth::default()
    };
    desk.let_pass(5_000 + 500);
    assert_eq!(desk.call(call).state, CallState::Talking);
    desk.truth = Truth::default();
    desk.event(&released(call));
    desk.idle(20_000);
}

fn is_told(desk: &Desk) -> bool {
    notices(&desk.view()).contains(&"notice EventsMissing".to_owned())
}

#[test]
fn one_event_that_does_not_come_proves_nothing() {
    let mut desk = Desk::signed_in();
    answer_without_a_word(&mut desk, "1");
    assert!(!is_told(&desk));
    answer_without_a_word(&mut desk, "2");
    assert!(is_told(&desk));
}

#[test]
fn an_event_that_may_have_been_lost_with_a_poll_proves_nothing() {
    let mut desk = Desk::signed_in();
    for call in ["1", "2", "3"] {
        desk.ring(call);
        desk.press(Command::Answer(desk.key(call)));
        desk.reply("answer", "0");
        desk.truth = Truth {
            state: 7,
            talking: vec![call],
            ..Truth::default()
        };
        desk.lose_poll();
        desk.let_pass(6_000);
        assert_eq!(desk.call(call).state, CallState::Talking);
        desk.truth = Truth::default();
        desk.event(&released(call));
        desk.idle(20_000);
    }
    assert!(!is_told(&desk));
}

#[test]
fn an_event_that_comes_late_after_a_lost_answer_proves_nothing() {
    let mut desk = Desk::signed_in();
    for call in ["1", "2", "3"] {
        desk.ring(call);
        desk.press(Command::Answer(desk.key(call)));
        desk.truth = Truth {
            state: 7,
            talking: vec![call],
            ..Truth::default()
        };
        desk.fail("answer");
        desk.let_pass(1_000);
        desk.event(&talking(call));
        desk.truth = Truth::default();
        desk.event(&released(call));
        desk.idle(20_000);
    }
    assert!(!is_told(&desk));
}

#[test]
fn a_call_that_is_over_without_a_word_counts_too() {
    let mut desk = Desk::signed_in();
    for call in ["1", "2"] {
        assert!(!is_told(&desk));
        desk.ring(call);
        desk.event(&talking(call));
        desk.truth = Truth::default();
        desk.event(&crate::desk::caller_left(call));
        desk.let_pass(2_000);
        desk.nothing();
        assert!(desk.find_call(call).is_none());
    }
    assert!(is_told(&desk));
}

#[test]
fn a_call_of_which_only_a_snapshot_tells_counts_where_no_poll_was_lost_for_a_while() {
    let found = |desk: &mut Desk, call: &'static str| {
        desk.truth = Truth {
            state: 7,
            ringing: vec![call],
            ..Truth::default()
        };
        desk.event(crate::desk::OCCUPIED);
        desk.let_pass(2_000);
        assert_eq!(desk.call(call).state, CallState::Ringing, "found");
        desk.nothing();
        desk.truth = Truth::default();
        desk.event(&crate::desk::no_answer(call));
        desk.event(crate::desk::READY);
        desk.idle(70_000);
    };
    let mut desk = Desk::signed_in();
    found(&mut desk, "1");
    found(&mut desk, "2");
    assert!(!is_told(&desk), "the first came too soon after the sign-in");
    found(&mut desk, "3");
    assert!(is_told(&desk));
}

/// What ended it may have been told to a poll that was given up and arrived late.
#[test]
fn an_agent_occupied_by_nothing_that_is_shown_is_asked_after_when_the_events_are_read() {
    let mut desk = Desk::signed_in();
    desk.truth.state = 7;
    desk.event(crate::desk::OCCUPIED);
    desk.let_pass(2_000);
    desk.truth = Truth::default();
    desk.let_pass(5_000);
    assert_eq!(desk.view().agent.state, AgentState::Occupied);
    desk.nothing();
    desk.let_pass(2_000);
    assert_eq!(desk.view().agent.state, AgentState::Ready);

    // Nothing is asked where nothing is amiss.
    let asked = desk.count("getAgentStatus");
    desk.idle(60_000);
    assert_eq!(desk.count("getAgentStatus"), asked);
}
