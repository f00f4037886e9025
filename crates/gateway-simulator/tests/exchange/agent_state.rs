//! Ready, busy and wrap-up: pages "示闲" and "Entering the Busy State".

use gateway_simulator::readings::{AlreadyInState, RingingStatus, SayFreeNews};
use serde_json::{Value, json};

use crate::hall::{Agent, Hall, text};

fn status(hall: &mut Hall, agent: &Agent) -> Value {
    hall.ask(agent, "GET", "onlineagent/101/agentstatus")["result"].clone()
}

#[test]
fn busy_and_free_are_told() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    assert_eq!(hall.code(&agent, "POST", "onlineagent/101/saybusy"), "0");
    assert_eq!(hall.news(&agent), ["AgentState_SetNotReady_Success"]);
    assert_eq!(hall.code(&agent, "POST", "onlineagent/101/sayfree"), "0");
    assert_eq!(hall.news(&agent), ["AgentState_CancelNotReady_Success"]);
}

#[test]
fn becoming_free_may_be_told_in_other_ways() {
    let check = |reading: SayFreeNews, expected: &[&str]| {
        let mut hall = Hall::reading(|r| r.say_free_news = reading);
        let agent = hall.agent(101);
        hall.code(&agent, "POST", "onlineagent/101/saybusy");
        hall.events(&agent);
        hall.code(&agent, "POST", "onlineagent/101/sayfree");
        assert_eq!(hall.news(&agent), expected, "{reading:?}");
    };
    check(
        SayFreeNews::CancelledThenReady,
        &["AgentState_CancelNotReady_Success", "AgentState_Ready"],
    );
    check(SayFreeNews::Ready, &["AgentState_Ready"]);
}

#[test]
fn the_end_of_wrap_up_has_its_own_event() {
    let mut hall = Hall::new();
    let agent = hall.agent_with(101, json!({"status": 5}));
    hall.code(&agent, "POST", "onlineagent/101/sayfree");
    assert_eq!(hall.news(&agent), ["AgentState_CancelWork_Success"]);
}

#[test]
fn a_busy_reason_is_passed_on_if_it_is_one_of_the_sites_own() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let path = "onlineagent/101/saybusy?reason=201&prolong=false";
    assert_eq!(hall.code(&agent, "POST", path), "0");
    let events = hall.events(&agent);
    assert_eq!(
        events.first().map(|event| event["content"].clone()),
        Some(json!({"reason": "201"}))
    );
    let other = "onlineagent/101/saybusy?reason=7";
    assert_eq!(hall.code(&agent, "POST", other), "000-002");
}

#[test]
fn a_busy_agent_must_give_reason_and_prolong_to_be_busy_again() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.code(&agent, "POST", "onlineagent/101/saybusy");
    assert_eq!(
        hall.code(&agent, "POST", "onlineagent/101/saybusy"),
        "000-002"
    );
    let full = "onlineagent/101/saybusy?reason=200&prolong=true";
    assert_eq!(hall.code(&agent, "POST", full), "0");
}

#[test]
fn an_idle_agent_cannot_become_idle() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    assert_eq!(
        hall.code(&agent, "POST", "onlineagent/101/sayfree"),
        "100-009"
    );
}

#[test]
fn an_idle_agent_may_ask_to_be_idle_under_the_other_reading() {
    let mut hall = Hall::reading(|r| r.already_in_state = AlreadyInState::Accepted);
    let agent = hall.agent(101);
    assert_eq!(hall.code(&agent, "POST", "onlineagent/101/sayfree"), "0");
    assert!(hall.news(&agent).is_empty());
}

#[test]
fn busy_asked_for_during_a_call_comes_after_it() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.events(&agent);
    assert_eq!(hall.code(&agent, "POST", "onlineagent/101/saybusy"), "0");
    assert!(hall.news(&agent).is_empty());
    hall.code(&agent, "DELETE", "voicecall/101/release");
    assert_eq!(
        hall.news(&agent).last().map(String::as_str),
        Some("AgentState_SetNotReady_Success")
    );
}

#[test]
fn free_asked_for_during_a_call_spares_the_wrap_up() {
    let mut hall = Hall::new();
    let agent = hall.agent_with(101, json!({"autoenteridle": false}));
    hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.code(&agent, "POST", "onlineagent/101/sayfree");
    hall.code(&agent, "DELETE", "voicecall/101/release");
    assert_eq!(
        hall.news(&agent).last().map(String::as_str),
        Some("AgentState_Ready")
    );
}

#[test]
fn the_status_has_the_numbers_of_the_state_table() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    assert_eq!(
        status(&mut hall, &agent),
        json!({"agentState": 4, "isWorking": false})
    );
    hall.code(&agent, "POST", "onlineagent/101/saybusy");
    assert_eq!(
        status(&mut hall, &agent),
        json!({"agentState": 3, "isWorking": false})
    );
    hall.code(&agent, "POST", "onlineagent/101/sayfree");
    hall.ring(&agent);
    assert_eq!(
        status(&mut hall, &agent),
        json!({"agentState": 7, "isWorking": true})
    );
}

#[test]
fn a_ringing_call_may_not_count_as_working() {
    let mut hall = Hall::reading(|r| r.ringing_status = RingingStatus::NotWorking);
    let agent = hall.agent(101);
    hall.ring(&agent);
    assert_eq!(
        status(&mut hall, &agent),
        json!({"agentState": 7, "isWorking": false})
    );
    hall.code(&agent, "PUT", "voicecall/101/answer");
    assert_eq!(
        status(&mut hall, &agent),
        json!({"agentState": 7, "isWorking": true})
    );
}

#[test]
fn the_skills_are_listed_with_their_names() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let skills = hall.ask(&agent, "GET", "onlineagent/101/agentskills");
    assert_eq!(
        skills["result"],
        json!([{"name": "voice", "id": 1, "mediatype": 5}, {"name": "billing", "id": 2, "mediatype": 5}])
    );
    assert_eq!(text(&skills, "retcode"), "0");
}
