//! Signing out, and being signed out.

use gateway_simulator::readings::SignOutNotice;
use serde_json::json;

use crate::hall::{Hall, body, text};

#[test]
fn a_signed_out_agent_is_told_so_at_the_next_request() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    assert_eq!(hall.code(&agent, "DELETE", "onlineagent/101/logout"), "0");
    assert_eq!(hall.code(&agent, "GET", "agentevent/101"), "100-006");
}

#[test]
fn signing_out_again_says_that_it_was_done() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.code(&agent, "DELETE", "onlineagent/101/logout");
    assert_eq!(
        hall.code(&agent, "DELETE", "onlineagent/101/logout"),
        "100-008"
    );
}

#[test]
fn signing_out_is_refused_while_ringing_talking_holding_or_in_a_conference() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let refused = |hall: &mut Hall, when: &str| {
        let code = hall.code(&agent, "DELETE", "onlineagent/101/logout");
        assert_eq!(code, "100-010", "{when}");
    };
    let call = hall.ring(&agent);
    refused(&mut hall, "ringing");
    hall.code(&agent, "PUT", "voicecall/101/answer");
    refused(&mut hall, "talking");
    hall.desk("hold", json!({"callid": call}));
    refused(&mut hall, "holding");
    hall.desk("hangup", json!({"callid": call}));
    hall.desk("invite", json!({"agent": 101}));
    refused(&mut hall, "invited");
    hall.code(&agent, "POST", "agentconf/101/answeragentconf");
    refused(&mut hall, "in a conference");
}

#[test]
fn a_forced_sign_out_releases_the_call() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    assert_eq!(
        hall.code(&agent, "DELETE", "onlineagent/101/forcelogout"),
        "0"
    );
    assert_eq!(hall.place(&call), None);
}

#[test]
fn a_call_that_rang_goes_back_to_its_queue_when_the_session_ends() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    hall.code(&agent, "DELETE", "onlineagent/101/forcelogout");
    assert_eq!(hall.place(&call).as_deref(), Some("queued"));
}

#[test]
fn a_held_poll_is_answered_when_the_agent_signs_out() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    hall.code(&agent, "DELETE", "onlineagent/101/logout");
    let answer = hall.settled(ticket).map(|answer| body(&answer));
    assert_eq!(
        answer.map(|answer| text(&answer, "retcode")).as_deref(),
        Some("100-006")
    );
}

#[test]
fn a_held_poll_may_be_told_of_the_sign_out() {
    let mut hall = Hall::reading(|r| r.sign_out_notice = SignOutNotice::Sent);
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    hall.code(&agent, "DELETE", "onlineagent/101/logout");
    let answer = hall.settled(ticket).map(|answer| body(&answer));
    assert_eq!(
        answer
            .map(|answer| text(&answer["event"], "eventType"))
            .as_deref(),
        Some("AgentOther_ShutdownService")
    );
}

#[test]
fn two_minutes_of_silence_sign_an_agent_out() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.pass(119);
    assert_eq!(hall.about(101)["isSignedIn"], true);
    hall.pass(1);
    assert_eq!(hall.about(101)["isSignedIn"], false);
    assert_eq!(hall.code(&agent, "GET", "agentevent/101"), "100-006");
}

#[test]
fn any_request_breaks_the_silence() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.pass(100);
    hall.code(&agent, "GET", "onlineagent/101/agentstatus");
    hall.pass(100);
    assert_eq!(hall.about(101)["isSignedIn"], true);
}

#[test]
fn a_request_without_the_guid_does_not_break_the_silence() {
    let mut hall = Hall::new();
    let mut agent = hall.agent(101);
    agent.guid.clear();
    hall.pass(100);
    assert_eq!(hall.code(&agent, "GET", "agentevent/101"), "000-003");
    hall.pass(20);
    assert_eq!(hall.about(101)["isSignedIn"], false);
}

#[test]
fn silence_is_counted_from_the_end_of_a_held_poll() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.held_poll(&agent);
    hall.pass(129);
    assert_eq!(hall.about(101)["isSignedIn"], true);
    hall.pass(1);
    assert_eq!(hall.about(101)["isSignedIn"], false);
}

#[test]
fn silence_releases_the_call() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.pass(120);
    assert_eq!(hall.place(&call), None);
}

#[test]
fn a_shorter_limit_of_silence_holds_at_once() {
    let mut hall = Hall::new();
    hall.agent(101);
    hall.pass(50);
    hall.desk("settings", json!({"maxTime": 60_000}));
    hall.pass(9);
    assert_eq!(hall.about(101)["isSignedIn"], true);
    hall.pass(1);
    assert_eq!(hall.about(101)["isSignedIn"], false);
}
