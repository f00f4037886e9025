//! Outages: what they keep from the gateway, and what is left when they end.

use gateway_simulator::readings::{AbandonedPoll, PollAtSwitchOver, RestartedEvents, SecondPoll};
use gateway_simulator::{Ending, HttpRequest, LogEntry, Millis, Outage, Outcome};
use serde_json::{Value, json};

use crate::hall::{Agent, Hall, body, text};

const STATUS: &str = "onlineagent/101/agentstatus";
const HALF_A_MINUTE: Option<Millis> = Some(Millis::seconds(30));
const REFUSING: [Outage; 3] = [
    Outage::Down,
    Outage::RestartWithSessions,
    Outage::RestartWithoutSessions,
];

fn begin(hall: &mut Hall, outage: Outage, length: Option<Millis>) {
    hall.exchange.begin_outage(outage, length, hall.now);
}

fn is_refused(hall: &mut Hall, agent: &Agent) -> bool {
    matches!(hall.send(&agent.request("GET", STATUS)), Outcome::Refused)
}

fn is_signed_in(hall: &mut Hall) -> bool {
    hall.about(101)["isSignedIn"] == json!(true)
}

fn polls_held(hall: &mut Hall) -> Value {
    hall.about(101)["session"]["pollsHeld"].clone()
}

fn story(hall: &Hall) -> Vec<Value> {
    hall.exchange.log().map(|row| json!(row)).collect()
}

// Switching over.

#[test]
fn while_agents_are_switched_over_requests_are_answered_so_and_then_served() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    begin(&mut hall, Outage::SwitchOver, HALF_A_MINUTE);
    hall.pass(29);
    assert_eq!(hall.code(&agent, "GET", STATUS), "000-004");
    assert_eq!(hall.code(&agent, "GET", "agentevent/101"), "000-004");
    let fields = json!({"password": "", "phonenum": "1"});
    let sign_in = hall.sign_in_with(102, "", &fields);
    assert_eq!(text(&body(&sign_in), "retcode"), "000-004");
    hall.pass(1);
    assert_eq!(hall.code(&agent, "GET", STATUS), "0");
}

#[test]
fn a_command_during_a_switch_over_has_no_effect() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    begin(&mut hall, Outage::SwitchOver, None);
    let code = hall.code(&agent, "PUT", "voicecall/101/answer");
    assert_eq!(code, "000-004");
    assert_eq!(hall.place(&call).as_deref(), Some("ringing"));
}

#[test]
fn a_wrong_guid_is_refused_as_such_even_then() {
    let mut hall = Hall::new();
    let mut agent = hall.agent(101);
    begin(&mut hall, Outage::SwitchOver, None);
    agent.guid.push('x');
    assert_eq!(hall.code(&agent, "GET", STATUS), "000-003");
}

#[test]
fn a_poll_held_when_a_switch_over_begins_waits_on_or_is_told() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    begin(&mut hall, Outage::SwitchOver, None);
    assert_eq!(hall.ending(ticket), None);
    hall.ring(&agent);
    let answer = hall.settled(ticket).map(|answer| body(&answer));
    let event = answer.map(|answer| text(&answer["event"], "eventType"));
    assert_eq!(event.as_deref(), Some("AgentState_Busy"));

    let mut hall = Hall::reading(|r| r.poll_at_switch_over = PollAtSwitchOver::Answered);
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    begin(&mut hall, Outage::SwitchOver, HALF_A_MINUTE);
    let answer = hall.settled(ticket).map(|answer| body(&answer));
    let code = answer.map(|answer| text(&answer, "retcode"));
    assert_eq!(code.as_deref(), Some("000-004"));
    hall.pass(30);
    hall.held_poll(&agent);
}

// Black holes.

#[test]
fn a_black_hole_takes_requests_and_lets_nothing_out() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    begin(&mut hall, Outage::BlackHole, HALF_A_MINUTE);
    let Outcome::Hold(ticket) = hall.send(&agent.request("PUT", "voicecall/101/answer")) else {
        panic!("a black hole answers");
    };
    assert_eq!(hall.place(&call).as_deref(), Some("ringing"));
    hall.pass(29);
    assert_eq!(hall.ending(ticket), None);
    hall.pass(1);
    assert_eq!(hall.code(&agent, "GET", STATUS), "0");
    hall.pass(100);
    assert_eq!(hall.ending(ticket), None);
}

#[test]
fn what_was_held_when_a_black_hole_began_dies_silently_and_swallows_an_event() {
    for reading in [AbandonedPoll::LivesOn, AbandonedPoll::Noticed] {
        let mut hall = Hall::reading(|r| r.abandoned_poll = reading);
        let agent = hall.agent(101);
        let ticket = hall.held_poll(&agent);
        begin(&mut hall, Outage::BlackHole, Some(Millis(500)));
        // The client gives up inside the hole: nobody hears of it.
        hall.exchange.abandon(ticket, hall.now);
        hall.pass(1);
        assert_eq!(polls_held(&mut hall), 1, "{reading:?}");
        let event = |name: &str| json!({"agent": 101, "event": {"eventType": name}});
        hall.desk("event", event("Lost"));
        hall.desk("event", event("Found"));
        assert_eq!(hall.ending(ticket), None);
        assert_eq!(hall.news(&agent), ["Found"], "{reading:?}");
    }
}

#[test]
fn a_poll_after_a_black_hole_meets_the_one_that_is_still_held() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.held_poll(&agent);
    begin(&mut hall, Outage::BlackHole, Some(Millis(500)));
    hall.pass(1);
    assert_eq!(hall.code(&agent, "GET", "agentevent/101"), "000-007");
    hall.pass(9);
    hall.held_poll(&agent);

    let mut hall = Hall::reading(|r| r.second_poll = SecondPoll::OldestServed);
    let agent = hall.agent(101);
    hall.held_poll(&agent);
    begin(&mut hall, Outage::BlackHole, Some(Millis(500)));
    hall.pass(1);
    hall.held_poll(&agent);
    assert_eq!(polls_held(&mut hall), 2);
}

#[test]
fn two_minutes_in_a_black_hole_sign_an_agent_out() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    begin(&mut hall, Outage::BlackHole, None);
    hall.pass(60);
    hall.send(&agent.request("GET", STATUS));
    hall.pass(60);
    assert!(!is_signed_in(&mut hall));
    hall.exchange.end_outage(hall.now);
    assert_eq!(hall.code(&agent, "GET", STATUS), "100-006");
}

// Down.

#[test]
fn a_gateway_that_is_down_refuses_connections_and_cuts_open_ones() {
    for outage in REFUSING {
        let mut hall = Hall::new();
        let agent = hall.agent(101);
        let ticket = hall.held_poll(&agent);
        begin(&mut hall, outage, HALF_A_MINUTE);
        assert_eq!(hall.ending(ticket), Some(Ending::Cut), "{outage:?}");
        assert!(is_refused(&mut hall, &agent), "{outage:?}");
        let nowhere = HttpRequest::new("GET", "/agentgateway/nowhere");
        assert_eq!(hall.send(&nowhere), Outcome::Refused, "{outage:?}");
        hall.pass(30);
        assert!(!is_refused(&mut hall, &agent), "{outage:?}");
    }
}

#[test]
fn an_armed_silence_is_cut_too_and_a_lost_poll_is_not() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let gone = hall.held_poll(&agent);
    hall.exchange.abandon(gone, hall.now);
    hall.desk("faults", json!({"fault": "requestSwallowed"}));
    let Outcome::Hold(stalled) = hall.send(&agent.request("GET", STATUS)) else {
        panic!("a stalled request is answered");
    };
    begin(&mut hall, Outage::Down, None);
    let cut = hall.exchange.settled(hall.now);
    assert_eq!(cut, [(stalled, Ending::Cut)]);
}

#[test]
fn behind_a_refused_connection_sessions_and_events_wait_until_the_silence_is_over() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    begin(&mut hall, Outage::Down, None);
    let call = hall.ring(&agent);
    hall.pass(25);
    hall.exchange.end_outage(hall.now);
    assert!(hall.news(&agent).contains(&"AgentEvent_Ringing".to_owned()));
    assert_eq!(hall.place(&call).as_deref(), Some("ringing"));

    begin(&mut hall, Outage::Down, None);
    hall.pass(120);
    assert!(!is_signed_in(&mut hall));
}

// Restarts.

#[test]
fn a_restart_with_sessions_knows_guids_and_calls() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.news(&agent);
    hall.held_poll(&agent);
    begin(&mut hall, Outage::RestartWithSessions, HALF_A_MINUTE);
    hall.pass(30);
    assert_eq!(hall.code(&agent, "GET", STATUS), "0");
    assert_eq!(hall.place(&call).as_deref(), Some("talking"));
    assert_eq!(polls_held(&mut hall), 0);
}

#[test]
fn no_silence_is_counted_until_a_restart_is_over() {
    let mut hall = Hall::new();
    hall.agent(101);
    begin(&mut hall, Outage::RestartWithSessions, None);
    hall.pass(600);
    assert!(is_signed_in(&mut hall));
    hall.exchange.end_outage(hall.now);
    hall.pass(119);
    assert!(is_signed_in(&mut hall));
    hall.pass(1);
    assert!(!is_signed_in(&mut hall));
}

#[test]
fn events_that_wait_are_lost_with_a_restart_or_kept() {
    let check = |reading: RestartedEvents, expected: &[&str]| {
        let mut hall = Hall::reading(|r| r.restarted_events = reading);
        let agent = hall.agent(101);
        let event = |name: &str| json!({"agent": 101, "event": {"eventType": name}});
        hall.desk("event", event("Before"));
        begin(&mut hall, Outage::RestartWithSessions, HALF_A_MINUTE);
        hall.desk("event", event("Meanwhile"));
        hall.pass(30);
        hall.desk("event", event("After"));
        assert_eq!(hall.news(&agent), expected, "{reading:?}");
    };
    check(RestartedEvents::Lost, &["After"]);
    check(RestartedEvents::Kept, &["Before", "Meanwhile", "After"]);
}

#[test]
fn a_restart_without_sessions_knows_nobody() {
    let mut hall = Hall::new();
    let talking = hall.agent(101);
    let ringing = hall.agent(102);
    let ended = hall.ring(&talking);
    hall.code(&talking, "PUT", "voicecall/101/answer");
    let requeued = hall.ring(&ringing);
    begin(&mut hall, Outage::RestartWithoutSessions, HALF_A_MINUTE);
    hall.pass(30);
    assert_eq!(hall.code(&talking, "GET", STATUS), "100-006");
    let code = hall.code(&talking, "DELETE", "onlineagent/101/logout");
    assert_eq!(code, "100-006");
    assert_eq!(hall.place(&ended), None);
    assert_eq!(hall.place(&requeued).as_deref(), Some("queued"));
    hall.agent(101);
}

#[test]
fn a_restart_of_no_length_cuts_what_is_held_and_is_over() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    begin(&mut hall, Outage::RestartWithSessions, Some(Millis(0)));
    assert_eq!(hall.ending(ticket), Some(Ending::Cut));
    assert_eq!(hall.exchange.outage(), None);
    hall.held_poll(&agent);
}

// One at a time.

#[test]
fn a_later_outage_replaces_an_earlier_one_and_keeps_its_own_end() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    begin(&mut hall, Outage::SwitchOver, Some(Millis::seconds(10)));
    hall.pass(5);
    begin(&mut hall, Outage::Down, Some(Millis::seconds(10)));
    hall.pass(9);
    assert_eq!(hall.exchange.outage(), Some(Outage::Down));
    hall.pass(1);
    assert_eq!(hall.exchange.outage(), None);
    assert_eq!(hall.code(&agent, "GET", STATUS), "0");
}

#[test]
fn the_end_of_an_outage_is_a_deadline() {
    let mut hall = Hall::new();
    hall.agent(101);
    begin(&mut hall, Outage::Down, HALF_A_MINUTE);
    let end = hall.now.plus(Millis::seconds(30));
    assert_eq!(hall.exchange.next_deadline(), Some(end));
}

#[test]
fn the_desk_is_reached_during_every_outage_and_can_end_it() {
    for outage in REFUSING.into_iter().chain([Outage::BlackHole]) {
        let mut hall = Hall::new();
        let agent = hall.agent(101);
        hall.desk("faults", json!({"fault": outage}));
        let state = body(&hall.answer(&HttpRequest::new("GET", "/sim/state")));
        assert_eq!(state["outage"]["kind"], json!(outage));
        assert_eq!(state["outage"]["until"], Value::Null);
        let end = HttpRequest::new("DELETE", "/sim/faults");
        assert_eq!(hall.answer(&end).status, 200);
        assert_eq!(hall.exchange.outage(), None);
        hall.code(&agent, "GET", STATUS);
    }
}

#[test]
fn a_fresh_start_ends_an_outage() {
    let mut hall = Hall::new();
    hall.agent(101);
    begin(&mut hall, Outage::Down, None);
    hall.desk("reset", json!({}));
    assert_eq!(hall.exchange.outage(), None);
    hall.agent(101);
}

#[test]
fn the_log_tells_an_outage_and_what_met_it() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.held_poll(&agent);
    hall.desk("faults", json!({"fault": "down", "lasting": 1000}));
    let rows_before = hall.exchange.log().count();
    hall.send(&agent.request("GET", STATUS));
    hall.pass(1);
    let met: Vec<Value> = story(&hall).split_off(rows_before);
    let kinds: Vec<&str> = met.iter().filter_map(|row| row["kind"].as_str()).collect();
    assert_eq!(kinds, ["arrived", "unserved", "outageEnded"]);
    assert_eq!(met[1]["outage"], "down");
    assert_eq!(met[0]["request"], met[1]["request"]);
    assert_eq!(met[2]["by"], "time");
    let entries: Vec<&LogEntry> = hall.exchange.log().map(|row| &row.entry).collect();
    let outage = Outage::Down;
    assert!(entries.contains(&&LogEntry::OutageBegan { outage }));
    assert!(entries.contains(&&LogEntry::Cut));
}
