//! Page "Obtaining Events of One Agent in Polling Mode".

use gateway_simulator::readings::{AbandonedPoll, SecondPoll};
use gateway_simulator::{Millis, Outcome};
use serde_json::json;

use crate::hall::{Hall, body, text};

#[test]
fn a_poll_brings_one_event_at_a_time() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.ring(&agent);
    let Outcome::Answer(answer) = hall.poll(&agent) else {
        panic!("an event waits");
    };
    let answer = body(&answer);
    assert_eq!(text(&answer["event"], "eventType"), "AgentState_Busy");
    assert_eq!(text(&answer["event"], "workNo"), "101");
    assert_eq!(text(&answer, "message"), "");
}

#[test]
fn an_event_answers_the_held_poll_at_once() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    assert_eq!(hall.settled(ticket), None);
    hall.ring(&agent);
    let answer = hall.settled(ticket).map(|answer| body(&answer));
    assert_eq!(
        answer
            .map(|answer| text(&answer["event"], "eventType"))
            .as_deref(),
        Some("AgentState_Busy")
    );
}

#[test]
fn without_an_event_a_poll_is_answered_after_ten_seconds() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    hall.now = hall.now.plus(Millis(9_999));
    assert_eq!(hall.settled(ticket), None);
    hall.now = hall.now.plus(Millis(1));
    let answer = hall.settled(ticket).map(|answer| body(&answer));
    assert_eq!(answer, Some(json!({"message": "", "retcode": "0"})));
}

#[test]
fn the_next_deadline_is_the_end_of_the_hold() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.held_poll(&agent);
    assert_eq!(
        hall.exchange.next_deadline(),
        Some(hall.now.plus(Millis::seconds(10)))
    );
}

#[test]
fn a_second_poll_is_refused() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.held_poll(&agent);
    assert_eq!(hall.code(&agent, "GET", "agentevent/101"), "000-007");
}

#[test]
fn of_two_held_polls_one_takes_the_event() {
    let check = |reading: SecondPoll, older_takes: bool| {
        let mut hall = Hall::reading(|r| r.second_poll = reading);
        let agent = hall.agent(101);
        let older = hall.held_poll(&agent);
        let newer = hall.held_poll(&agent);
        hall.desk(
            "event",
            json!({"agent": 101, "event": {"eventType": "One"}}),
        );
        let settled = hall.exchange.settled(hall.now);
        let taker = if older_takes { older } else { newer };
        let takers: Vec<_> = settled.iter().map(|(ticket, _)| *ticket).collect();
        assert_eq!(takers, [taker], "{reading:?}");
    };
    check(SecondPoll::OldestServed, true);
    check(SecondPoll::NewestServed, false);
}

#[test]
fn an_abandoned_poll_swallows_the_next_event() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    hall.exchange.abandon(ticket, hall.now);
    hall.desk(
        "event",
        json!({"agent": 101, "event": {"eventType": "Lost"}}),
    );
    hall.desk(
        "event",
        json!({"agent": 101, "event": {"eventType": "Found"}}),
    );
    assert_eq!(hall.settled(ticket), None);
    assert_eq!(hall.news(&agent), ["Found"]);
}

#[test]
fn an_abandoned_poll_blocks_the_next_one_until_its_hold_is_over() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    hall.exchange.abandon(ticket, hall.now);
    assert_eq!(hall.code(&agent, "GET", "agentevent/101"), "000-007");
    hall.pass(10);
    hall.held_poll(&agent);
}

#[test]
fn a_gateway_that_notices_forgets_an_abandoned_poll() {
    let mut hall = Hall::reading(|r| r.abandoned_poll = AbandonedPoll::Noticed);
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    hall.exchange.abandon(ticket, hall.now);
    let next = hall.held_poll(&agent);
    hall.ring(&agent);
    assert!(hall.settled(next).is_some());
}

#[test]
fn an_abandoned_poll_does_not_break_the_silence() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    hall.exchange.abandon(ticket, hall.now);
    hall.pass(120);
    assert_eq!(hall.about(101)["isSignedIn"], false);
}
