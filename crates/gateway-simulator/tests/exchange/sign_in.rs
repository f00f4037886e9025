//! Page "Signing In" and its forced sister.

use gateway_simulator::Settings;
use gateway_simulator::readings::{ForcedSignInCalls, GuidForm};
use serde_json::{Value, json};

use crate::hall::{Hall, body, guid_of, text};

fn sign_in(hall: &mut Hall, id: u32, fields: Value) -> String {
    text(&body(&hall.sign_in_with(id, "", &fields)), "retcode")
}

fn usual() -> Value {
    json!({"password": "", "phonenum": "40038"})
}

#[test]
fn signing_in_brings_the_guid_after_jsessionid() {
    let mut hall = Hall::new();
    let answer = hall.sign_in_with(101, "", &usual());
    let value = answer.header("Set-GUID").unwrap_or_default();
    assert!(value.starts_with("JSESSIONID="), "{value}");
    assert!(value.ends_with(".AgentGateway0"), "{value}");
}

#[test]
fn a_bare_guid_has_no_jsessionid() {
    let mut hall = Hall::reading(|r| r.guid_form = GuidForm::Bare);
    let answer = hall.sign_in_with(101, "", &usual());
    let value = answer.header("Set-GUID").unwrap_or_default();
    assert!(!value.contains('='), "{value}");
}

#[test]
fn two_sessions_have_different_guids() {
    let mut hall = Hall::new();
    let first = guid_of(&hall.sign_in_with(101, "", &usual()));
    let second = guid_of(&hall.sign_in_with(102, "", &usual()));
    assert_ne!(first, second);
}

#[test]
fn the_result_names_the_agent() {
    let mut hall = Hall::new();
    let answer = body(&hall.sign_in_with(101, "", &usual()));
    assert_eq!(answer["result"]["workno"], "101");
    assert_eq!(answer["result"]["mediatype"], "TTF");
}

#[test]
fn the_days_until_the_password_expires_are_told() {
    let check = |password_days: Option<u32>, told: &str| {
        let mut hall = Hall::with(Settings {
            password_days,
            ..Settings::default()
        });
        let answer = body(&hall.sign_in_with(101, "", &usual()));
        assert_eq!(text(&answer["result"], "timeRemaining"), told);
    };
    check(None, "");
    check(Some(0), "0");
    check(Some(9), "9");
}

#[test]
fn every_field_may_be_a_string() {
    let mut hall = Hall::new();
    let printed = json!({"password": "", "phonenum": "40038", "status": "4", "releasephone": "false", "agenttype": "4"});
    assert_eq!(sign_in(&mut hall, 101, printed), "0");
}

#[test]
fn the_status_decides_the_first_events() {
    let check = |status: u8, expected: &[&str]| {
        let mut hall = Hall::new();
        let fields = json!({"password": "", "phonenum": "40038", "status": status});
        let answer = hall.sign_in_with(101, "", &fields);
        let agent = crate::hall::Agent {
            id: 101,
            guid: guid_of(&answer).unwrap_or_default(),
        };
        assert_eq!(hall.news(&agent), expected, "status {status}");
    };
    check(4, &["AgentOther_InService", "AgentState_Ready"]);
    check(
        3,
        &[
            "AgentOther_InService",
            "AgentState_Ready",
            "AgentState_SetNotReady_Success",
        ],
    );
    check(
        5,
        &[
            "AgentOther_InService",
            "AgentState_Ready",
            "AgentState_Work",
        ],
    );
}

#[test]
fn a_wrong_field_is_refused() {
    let check = |fields: Value, code: &str| {
        let mut hall = Hall::new();
        assert_eq!(sign_in(&mut hall, 101, fields.clone()), code, "{fields}");
    };
    check(json!({"phonenum": "40038"}), "100-001");
    check(json!({"password": ""}), "100-001");
    check(
        json!({"password": "x".repeat(33), "phonenum": "1"}),
        "100-001",
    );
    check(
        json!({"password": "", "phonenum": "1", "status": 7}),
        "100-001",
    );
    check(
        json!({"password": "", "phonenum": "1", "autoanswer": "maybe"}),
        "100-001",
    );
    check(
        json!({"password": "", "phonenum": "1", "agenttype": 5}),
        "100-012",
    );
    check(json!({"password": "", "phonenum": "4-0"}), "100-013");
    check(json!([]), "100-001");
}

#[test]
fn a_password_is_checked_where_one_is_set() {
    let mut hall = Hall::new();
    assert_eq!(sign_in(&mut hall, 104, usual()), "100-004");
    let right = json!({"password": "secret", "phonenum": "40038"});
    assert_eq!(sign_in(&mut hall, 104, right), "0");
}

#[test]
fn a_second_sign_in_is_refused() {
    let mut hall = Hall::new();
    assert_eq!(sign_in(&mut hall, 101, usual()), "0");
    assert_eq!(sign_in(&mut hall, 101, usual()), "100-002");
}

#[test]
fn a_forced_sign_in_takes_the_session_over() {
    let mut hall = Hall::new();
    let first = hall.agent(101);
    let ticket = hall.held_poll(&first);
    let answer = hall.sign_in_with(101, "/forcelogin", &usual());
    assert_eq!(text(&body(&answer), "retcode"), "0");

    let told = hall.settled(ticket).map(|answer| body(&answer));
    assert_eq!(
        told.map(|answer| answer["event"]["eventType"].clone()),
        Some(json!("AgentOther_ShutdownService"))
    );
    assert_eq!(
        hall.code(&first, "GET", "onlineagent/101/agentstatus"),
        "100-006"
    );
}

#[test]
fn a_forced_sign_in_releases_the_calls() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.sign_in_with(101, "/forcelogin", &usual());
    assert_eq!(hall.place(&call), None);
}

#[test]
fn a_forced_sign_in_may_keep_the_calls() {
    let mut hall = Hall::reading(|r| r.forced_sign_in_calls = ForcedSignInCalls::Kept);
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.sign_in_with(101, "/forcelogin", &usual());
    assert_eq!(hall.place(&call).as_deref(), Some("talking"));
    assert_eq!(hall.about(101)["session"]["callids"], json!([call]));
}

#[test]
fn a_forced_sign_in_needs_the_password_too() {
    let mut hall = Hall::new();
    let answer = hall.sign_in_with(104, "/forcelogin", &usual());
    assert_eq!(text(&body(&answer), "retcode"), "100-004");
}

#[test]
fn no_call_by_a_skill_reaches_an_agent_before_resetskill() {
    let mut hall = Hall::new();
    hall.sign_in_with(101, "", &usual());
    let sentence = hall.desk_refuses("ring", json!({"agent": 101, "skill": 1}));
    assert!(sentence.contains("resetskill"), "{sentence}");
}

#[test]
fn resetskill_takes_the_skills_named_that_are_configured() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let path = "onlineagent/101/resetskill/false?skillid=2;9&phonelinkage=0";
    assert_eq!(hall.code(&agent, "POST", path), "0");
    assert_eq!(hall.about(101)["session"]["skills"], json!([2]));
}

#[test]
fn resetskill_refuses_what_is_no_number() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let check = |hall: &mut Hall, path: &str| {
        let path = format!("onlineagent/101/resetskill/{path}");
        assert_eq!(hall.code(&agent, "POST", &path), "000-002", "{path}");
    };
    check(&mut hall, "false?skillid=1,2&phonelinkage=0");
    check(&mut hall, "true?phonelinkage=2");
}
