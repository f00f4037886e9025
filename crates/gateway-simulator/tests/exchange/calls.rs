//! The life of a call: pages of module `voicecall`, and what callers do.

use gateway_simulator::readings::{CallerLeavesRinging, DirectReject, NotReadyName};
use serde_json::{Value, json};

use crate::hall::{Agent, Hall, text};

/// An agent who talks, with the events so far read.
fn talking(hall: &mut Hall) -> (Agent, String) {
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    assert_eq!(hall.code(&agent, "PUT", "voicecall/101/answer"), "0");
    hall.events(&agent);
    (agent, call)
}

fn ringing(hall: &mut Hall) -> (Agent, String) {
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    hall.events(&agent);
    (agent, call)
}

#[test]
fn an_inbound_call_occupies_alerts_and_rings() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.ring(&agent);
    assert_eq!(
        hall.news(&agent),
        [
            "AgentState_Busy",
            "AgentOther_PhoneAlerting",
            "AgentOther_PhoneOffhook",
            "AgentEvent_Ringing"
        ]
    );
}

#[test]
fn ringing_tells_who_calls_and_how() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = text(
        &hall.desk(
            "ring",
            json!({"agent": 101, "caller": "70004", "called": "60015", "transfer": 102}),
        ),
        "callid",
    );
    let events = hall.events(&agent);
    let content = &events
        .last()
        .map_or(Value::Null, |event| event["content"].clone());
    assert_eq!(content["callid"], json!(call));
    assert_eq!(content["caller"], "70004");
    assert_eq!(content["called"], "60015");
    assert_eq!(content["transfer"], "yes");
    assert_eq!(content["transfrom"], "102");
    assert_eq!(content["feature"], "0");
}

#[test]
fn an_internal_call_shows_an_agents_number_with_its_letter() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.desk("ring", json!({"agent": 101, "internal": true}));
    let events = hall.events(&agent);
    let content = &events
        .last()
        .map_or(Value::Null, |event| event["content"].clone());
    assert_eq!(content["caller"], "A190");
    assert_eq!(content["feature"], "6");
}

#[test]
fn a_call_id_is_the_second_and_a_number() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    assert_eq!(hall.ring(&agent), "1455885056-1001");
}

#[test]
fn answering_connects() {
    let mut hall = Hall::new();
    let (agent, call) = ringing(&mut hall);
    let path = format!("voicecall/101/answer?callid={call}");
    assert_eq!(hall.code(&agent, "PUT", &path), "0");
    assert_eq!(hall.news(&agent), ["AgentEvent_Talking"]);
    assert_eq!(hall.place(&call).as_deref(), Some("talking"));
}

#[test]
fn answering_without_a_ringing_call_is_refused() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    assert_eq!(hall.code(&agent, "PUT", "voicecall/101/answer"), "200-002");
    hall.ring(&agent);
    let other = "voicecall/101/answer?callid=1455885056-9";
    assert_eq!(hall.code(&agent, "PUT", other), "200-002");
    assert_eq!(hall.code(&agent, "PUT", "voicecall/101/answer"), "0");
    assert_eq!(hall.code(&agent, "PUT", "voicecall/101/answer"), "200-002");
}

#[test]
fn with_automatic_answering_nothing_rings() {
    let mut hall = Hall::new();
    let agent = hall.agent_with(101, json!({"autoanswer": true}));
    hall.ring(&agent);
    assert_eq!(
        hall.news(&agent),
        [
            "AgentState_Busy",
            "AgentOther_PhoneAlerting",
            "AgentOther_PhoneOffhook",
            "AgentEvent_Auto_Answer",
            "AgentEvent_Talking"
        ]
    );
}

#[test]
fn the_answer_mode_can_be_changed_later() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    assert_eq!(
        hall.code(&agent, "POST", "onlineagent/101/autoanswer/true"),
        "0"
    );
    let call = hall.ring(&agent);
    assert_eq!(hall.place(&call).as_deref(), Some("talking"));
    assert_eq!(
        hall.code(&agent, "POST", "onlineagent/101/autoanswer/manual"),
        "000-002"
    );
}

#[test]
fn a_phone_kept_off_the_hook_has_no_events() {
    let mut hall = Hall::new();
    let agent = hall.agent_with(101, json!({"releasephone": false}));
    hall.ring(&agent);
    assert_eq!(hall.news(&agent), ["AgentState_Busy", "AgentEvent_Ringing"]);
}

#[test]
fn rejecting_to_the_queue_makes_the_agent_busy() {
    let mut hall = Hall::new();
    let (agent, call) = ringing(&mut hall);
    assert_eq!(hall.reject(&agent, json!({"callid": call, "mode": 1})), "0");
    let events = hall.events(&agent);
    let names: Vec<String> = events
        .iter()
        .map(|event| text(event, "eventType"))
        .collect();
    assert_eq!(
        names,
        [
            "AgentEvent_No_Answer",
            "AgentState_SetNotReady_Success",
            "AgentOther_PhoneRelease"
        ]
    );
    assert_eq!(
        events.first().map(|event| &event["content"]),
        Some(&json!(call))
    );
    assert_eq!(
        events.get(1).map(|event| &event["content"]),
        Some(&json!({"reason": "7"}))
    );
    assert_eq!(hall.place(&call).as_deref(), Some("queued"));
}

#[test]
fn the_busy_event_of_a_rejection_may_have_its_pages_name() {
    let mut hall = Hall::reading(|r| r.not_ready_after_reject = NotReadyName::AgentEvent);
    let (agent, _) = ringing(&mut hall);
    hall.reject(&agent, json!({"mode": 1}));
    assert!(
        hall.news(&agent)
            .contains(&"AgentEvent_SetNotReady_Success".to_owned())
    );
}

#[test]
fn rejecting_for_good_ends_the_call_and_leaves_the_agent_idle() {
    let mut hall = Hall::new();
    let (agent, call) = ringing(&mut hall);
    assert_eq!(
        hall.reject(&agent, json!({"callid": call, "mode": "2"})),
        "0"
    );
    assert_eq!(
        hall.news(&agent),
        [
            "AgentEvent_No_Answer",
            "AgentOther_PhoneRelease",
            "AgentState_Ready"
        ]
    );
    assert_eq!(hall.place(&call), None);
}

#[test]
fn a_rejected_call_rings_again_under_its_id() {
    let mut hall = Hall::new();
    let (agent, call) = ringing(&mut hall);
    hall.reject(&agent, json!({"mode": 1}));
    hall.code(&agent, "POST", "onlineagent/101/sayfree");
    hall.events(&agent);
    hall.desk("reoffer", json!({"callid": call}));
    let events = hall.events(&agent);
    assert_eq!(
        events
            .last()
            .map(|event| event["content"]["callid"].clone()),
        Some(json!(call))
    );
}

#[test]
fn rejecting_needs_a_mode_and_a_ringing_call() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    assert_eq!(hall.reject(&agent, json!({"mode": 1})), "200-002");
    let call = hall.ring(&agent);
    let check = |hall: &mut Hall, fields: Value, code: &str| {
        assert_eq!(hall.reject(&agent, fields.clone()), code, "{fields}");
    };
    check(&mut hall, json!({"callid": call}), "000-002");
    check(&mut hall, json!({"mode": 3}), "000-002");
    check(&mut hall, json!({"mode": "one"}), "000-002");
    check(&mut hall, json!({"mode": 1, "callid": 7}), "000-002");
    check(&mut hall, json!({"mode": 1, "callid": "1-1"}), "200-002");
    assert_eq!(hall.place(&call).as_deref(), Some("ringing"));
}

#[test]
fn a_transferred_call_has_no_queue_to_go_back_to() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = text(
        &hall.desk("ring", json!({"agent": 101, "transfer": true})),
        "callid",
    );
    hall.events(&agent);
    hall.reject(&agent, json!({"mode": 1}));
    assert!(
        hall.news(&agent)
            .contains(&"AgentState_SetNotReady_Success".to_owned())
    );
    assert_eq!(hall.place(&call), None);
}

#[test]
fn rejecting_a_transferred_call_may_leave_the_agent_idle() {
    let mut hall = Hall::reading(|r| r.direct_reject = DirectReject::AlwaysIdle);
    let agent = hall.agent(101);
    hall.desk("ring", json!({"agent": 101, "transfer": true}));
    hall.events(&agent);
    hall.reject(&agent, json!({"mode": 1}));
    assert_eq!(
        hall.news(&agent).last().map(String::as_str),
        Some("AgentState_Ready")
    );
}

#[test]
fn a_call_nobody_answers_goes_back_and_the_agent_is_busy() {
    let mut hall = Hall::new();
    let (agent, call) = ringing(&mut hall);
    hall.pass(29);
    assert_eq!(hall.place(&call).as_deref(), Some("ringing"));
    hall.pass(1);
    let events = hall.events(&agent);
    assert_eq!(
        events
            .iter()
            .map(|event| text(event, "eventType"))
            .collect::<Vec<_>>(),
        [
            "AgentEvent_No_Answer",
            "AgentState_SetNotReady_Success",
            "AgentOther_PhoneRelease"
        ]
    );
    assert_eq!(
        events.get(1).map(|event| &event["content"]),
        Some(&json!({"reason": "2"}))
    );
    assert_eq!(hall.place(&call).as_deref(), Some("queued"));
}

#[test]
fn an_earlier_offers_ring_time_does_not_end_a_later_offer() {
    let mut hall = Hall::new();
    let (agent, call) = ringing(&mut hall);
    hall.pass(20);
    hall.reject(&agent, json!({"mode": 1}));
    hall.code(&agent, "POST", "onlineagent/101/sayfree");
    hall.desk("reoffer", json!({"callid": call}));
    hall.pass(29);
    assert_eq!(hall.place(&call).as_deref(), Some("ringing"));
    hall.pass(1);
    assert_eq!(hall.place(&call).as_deref(), Some("queued"));
}

#[test]
fn a_caller_who_hangs_up_while_ringing_is_told_by_the_reading() {
    let check = |reading: CallerLeavesRinging, expected: &[&str]| {
        let mut hall = Hall::reading(|r| r.caller_leaves_ringing = reading);
        let (agent, call) = ringing(&mut hall);
        hall.desk("hangup", json!({"callid": call}));
        let mut expected = expected.to_vec();
        expected.extend(["AgentOther_PhoneRelease", "AgentState_Ready"]);
        assert_eq!(hall.news(&agent), expected);
        assert_eq!(hall.code(&agent, "PUT", "voicecall/101/answer"), "200-002");
    };
    check(CallerLeavesRinging::NoAnswer, &["AgentEvent_No_Answer"]);
    check(
        CallerLeavesRinging::CustomerThenNoAnswer,
        &["AgentEvent_Customer_Release", "AgentEvent_No_Answer"],
    );
    check(
        CallerLeavesRinging::Released,
        &["AgentEvent_Customer_Release", "AgentEvent_Call_Release"],
    );
}

#[test]
fn a_caller_who_hangs_up_while_talking_ends_the_call() {
    let mut hall = Hall::new();
    let (agent, call) = talking(&mut hall);
    hall.desk("hangup", json!({"callid": call}));
    assert_eq!(
        hall.news(&agent),
        [
            "AgentEvent_Customer_Release",
            "AgentEvent_Call_Release",
            "AgentOther_PhoneRelease",
            "AgentState_Ready"
        ]
    );
}

#[test]
fn every_way_of_hanging_up_ends_the_call() {
    let check = |method: &str, suffix: &str| {
        let mut hall = Hall::new();
        let (agent, call) = talking(&mut hall);
        let path = format!("voicecall/101{}", suffix.replace("CALL", &call));
        assert_eq!(hall.code(&agent, method, &path), "0", "{path}");
        assert_eq!(
            hall.news(&agent),
            [
                "AgentEvent_Call_Release",
                "AgentEvent_Customer_Release",
                "AgentOther_PhoneRelease",
                "AgentState_Ready"
            ],
            "{path}"
        );
        assert_eq!(hall.place(&call), None);
    };
    check("DELETE", "/release");
    check("DELETE", "");
    check("POST", "/dropcall/CALL");
}

#[test]
fn only_a_current_call_can_be_released() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let refused = |hall: &mut Hall, when: &str| {
        let code = hall.code(&agent, "DELETE", "voicecall/101/release");
        assert_eq!(code, "200-017", "{when}");
    };
    refused(&mut hall, "no call");
    let call = hall.ring(&agent);
    refused(&mut hall, "ringing");
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.desk("hold", json!({"callid": call}));
    refused(&mut hall, "held");
}

#[test]
fn a_call_can_be_dropped_by_its_id_while_held_but_not_while_ringing() {
    let mut hall = Hall::new();
    let (agent, call) = ringing(&mut hall);
    let path = format!("voicecall/101/dropcall/{call}");
    assert_eq!(hall.code(&agent, "POST", &path), "200-025");
    assert_eq!(
        hall.code(&agent, "POST", "voicecall/101/dropcall/1-1"),
        "200-025"
    );
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.desk("hold", json!({"callid": call}));
    assert_eq!(hall.code(&agent, "POST", &path), "0");
}

#[test]
fn an_agent_cannot_drop_anothers_call() {
    let mut hall = Hall::new();
    let (_, call) = talking(&mut hall);
    let other = hall.agent(102);
    let path = format!("voicecall/102/dropcall/{call}");
    assert_eq!(hall.code(&other, "POST", &path), "200-025");
    assert_eq!(hall.place(&call).as_deref(), Some("talking"));
}

#[test]
fn holding_and_resuming_is_told() {
    let mut hall = Hall::new();
    let (agent, call) = talking(&mut hall);
    hall.desk("hold", json!({"callid": call}));
    assert_eq!(hall.news(&agent), ["AgentEvent_Hold"]);
    hall.desk("unhold", json!({"callid": call}));
    assert_eq!(hall.news(&agent), ["AgentEvent_Talking"]);
}

#[test]
fn a_second_call_may_ring_beside_a_held_one_and_neither_frees_the_agent_alone() {
    let mut hall = Hall::new();
    let (agent, held) = talking(&mut hall);
    hall.desk("hold", json!({"callid": held}));
    hall.events(&agent);
    hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    assert!(!hall.news(&agent).contains(&"AgentState_Busy".to_owned()));

    hall.code(&agent, "DELETE", "voicecall/101/release");
    assert_eq!(
        hall.news(&agent),
        ["AgentEvent_Call_Release", "AgentEvent_Customer_Release"]
    );
    hall.desk("hangup", json!({"callid": held}));
    assert_eq!(
        hall.news(&agent).last().map(String::as_str),
        Some("AgentState_Ready")
    );
}

#[test]
fn wrap_up_follows_a_call_when_signed_in_so() {
    let mut hall = Hall::new();
    let agent = hall.agent_with(101, json!({"autoenteridle": false}));
    hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.code(&agent, "DELETE", "voicecall/101/release");
    assert_eq!(
        hall.news(&agent).last().map(String::as_str),
        Some("AgentState_Work")
    );
}

#[test]
fn a_supervisor_can_release_the_call() {
    let mut hall = Hall::new();
    let (agent, _) = talking(&mut hall);
    hall.desk("release", json!({"agent": 101}));
    assert_eq!(
        hall.news(&agent).first().map(String::as_str),
        Some("AgentEvent_Call_Release")
    );
}
