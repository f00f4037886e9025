//! The control interface.

use gateway_simulator::{HttpRequest, Settings};
use serde_json::{Value, json};

use crate::hall::{Hall, body, text};

fn post(hall: &mut Hall, name: &str, fields: &str) -> (u16, Value) {
    let request = HttpRequest::new("POST", &format!("/sim/{name}"))
        .with_header("Content-Type", "application/json")
        .with_body(fields);
    let answer = hall.answer(&request);
    (answer.status, body(&answer))
}

#[test]
fn a_bad_request_gets_a_sentence() {
    let check = |name: &str, fields: &str, word: &str| {
        let mut hall = Hall::new();
        hall.agent(101);
        let (status, answer) = post(&mut hall, name, fields);
        assert_eq!(status, 400, "{name} {fields}");
        let sentence = text(&answer, "error");
        assert!(sentence.contains(word), "{name} {fields}: {sentence}");
        assert!(sentence.ends_with('.'), "{sentence}");
    };
    check("nothing", "{}", "There is no /sim/nothing");
    check("ring", "{", "not JSON");
    check("ring", "{}", "missing field `agent`");
    check("ring", r#"{"agent": "102"}"#, "not signed in");
    check("ring", r#"{"agent": 101, "skill": 9}"#, "skill 9");
    check(
        "ring",
        r#"{"agent": 101, "skil": 1}"#,
        "unknown field `skil`",
    );
    check(
        "ring",
        r#"{"agent": 101, "transfer": true, "internal": true}"#,
        "not both",
    );
    check("queue", r#"{"skill": 9}"#, "no skill 9");
    check("queue", r#"{"skill": 1, "count": 0}"#, "1 to 500");
    check("hangup", r#"{"callid": "1-1"}"#, "no call 1-1");
    check("take", r#"{"callid": "1-1"}"#, "no call 1-1");
    check("reoffer", r#"{"callid": "1-1"}"#, "no call 1-1");
    check("release", r#"{"agent": 101}"#, "not talking");
    check("record", r#"{"agent": 101, "on": false}"#, "not recording");
    check(
        "invite",
        r#"{"agent": 101, "confId": 5}"#,
        "no conference 5",
    );
    check("conference/end", r#"{"confId": 5}"#, "no conference 5");
    check("faults", r#"{"fault": "rain"}"#, "unknown variant `rain`");
    check("faults", r#"{"fault": "answerLost", "off": 1}"#, "off");
    check(
        "faults",
        r#"{"fault": "answerLost", "on": "nothing"}"#,
        "not \"nothing\"",
    );
    check(
        "faults",
        r#"{"fault": "answerLost", "ms": 5}"#,
        "answerLost takes no ms",
    );
    check("faults", r#"{"fault": "answerLost", "times": 0}"#, "times");
    check(
        "faults",
        r#"{"fault": "answerLost", "probability": 2}"#,
        "0 to 1",
    );
    check(
        "faults",
        r#"{"fault": "anyAnswer", "status": 99}"#,
        "200 to 599",
    );
    check(
        "faults",
        r#"{"fault": "anyAnswer", "contentType": "a\nb"}"#,
        "no header",
    );
    check(
        "faults",
        r#"{"fault": "eventDoubled", "copies": 0}"#,
        "1 to",
    );
    check(
        "faults",
        r#"{"fault": "down", "lasting": 99999999999}"#,
        "a day",
    );
    check("faults", r#"{"fault": "down", "on": "login"}"#, "everybody");
    check("faults", r#"{"fault": "down", "times": 2}"#, "lasting");
    check("advance", r#"{"ms": 99999999999}"#, "a day");
    check("settings", r#"{"nothing": 1}"#, "no setting nothing");
    check("settings", r#"{"authMode": 3}"#, "1 or 2");
    check("settings", r#"{"guidInterval": 200000}"#, "shorter");
    check("settings", r#"{"readings": {"order": "never"}}"#, "never");
    check(
        "settings",
        r#"{"readings": {"weather": "fine"}}"#,
        "no reading weather",
    );
    check("settings", r#"{"readings": true}"#, "an object");
    check("reset", r#"{"now": true}"#, "unknown field");
}

#[test]
fn a_change_must_be_json_so_that_no_foreign_page_can_send_it_unasked() {
    let mut hall = Hall::new();
    let request = HttpRequest::new("POST", "/sim/reset")
        .with_header("Content-Type", "text/plain")
        .with_body("{}");
    assert_eq!(hall.answer(&request).status, 400);
    assert_eq!(
        hall.answer(&HttpRequest::new("GET", "/sim/reset")).status,
        400
    );
}

#[test]
fn a_call_cannot_be_offered_where_it_would_not_go() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let refused = |hall: &mut Hall, word: &str| {
        let sentence = hall.desk_refuses("ring", json!({"agent": 101}));
        assert!(sentence.contains(word), "{sentence}");
    };
    let call = hall.ring(&agent);
    refused(&mut hall, "rings");
    hall.code(&agent, "PUT", "voicecall/101/answer");
    refused(&mut hall, "talking");
    hall.desk("hangup", json!({"callid": call}));
    hall.code(&agent, "POST", "onlineagent/101/saybusy");
    refused(&mut hall, "busy");
}

#[test]
fn the_log_can_be_read_from_a_row_on() {
    let mut hall = Hall::new();
    hall.agent(101);
    let all = body(&hall.answer(&HttpRequest::new("GET", "/sim/log")));
    let last = all["rows"]
        .as_array()
        .and_then(|rows| rows.last())
        .cloned()
        .unwrap_or_default();
    let path = format!("/sim/log?after={}", last["seq"]);
    assert_eq!(
        body(&hall.answer(&HttpRequest::new("GET", &path)))["rows"],
        json!([])
    );
    let newest = body(&hall.answer(&HttpRequest::new("GET", "/sim/log?limit=1")));
    assert_eq!(newest["rows"][0], last);
    assert_eq!(
        hall.answer(&HttpRequest::new("GET", "/sim/log?after=x"))
            .status,
        400
    );
}

#[test]
fn time_can_be_let_pass() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    hall.desk("advance", json!({"ms": 29_999}));
    assert_eq!(hall.place(&call).as_deref(), Some("ringing"));
    hall.desk("advance", json!({"ms": 1}));
    assert_eq!(hall.place(&call).as_deref(), Some("queued"));
    hall.desk("advance", json!({"ms": 90_000}));
    assert_eq!(hall.about(101)["isSignedIn"], false);
}

#[test]
fn deadlines_are_told_by_the_drivers_clock_after_time_was_let_pass() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.desk("advance", json!({"ms": 5_000}));
    let ticket = hall.held_poll(&agent);
    let deadline = hall.exchange.next_deadline();
    assert_eq!(
        deadline,
        Some(hall.now.plus(gateway_simulator::Millis::seconds(10)))
    );
    hall.pass(10);
    assert!(hall.settled(ticket).is_some());
}

#[test]
fn settings_change_what_they_name_and_nothing_else() {
    let mut hall = Hall::new();
    hall.desk(
        "settings",
        json!({"hold": 500, "readings": {"pickup": "ringsFirst"}}),
    );
    let changed = hall.exchange.settings().clone();
    assert_eq!(changed.hold.0, 500);
    let expected = Settings {
        hold: changed.hold,
        readings: changed.readings.clone(),
        ..Settings::default()
    };
    assert_eq!(changed, expected);
}

#[test]
fn automatic_answering_can_be_set_for_everybody() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.desk("settings", json!({"autoAnswer": true}));
    let call = hall.ring(&agent);
    assert_eq!(hall.place(&call).as_deref(), Some("talking"));
}

#[test]
fn an_event_of_any_shape_can_be_sent() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.desk(
        "event",
        json!({"agent": 101, "event": ["not", "an", "object"]}),
    );
    assert_eq!(hall.events(&agent), [json!(["not", "an", "object"])]);
}

#[test]
fn recording_is_told() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.desk("record", json!({"agent": 101, "on": true}));
    hall.desk("record", json!({"agent": 101, "on": false}));
    assert_eq!(
        hall.news(&agent),
        ["AgentMediaEvent_Record", "AgentMediaEvent_StopRecordDone"]
    );
}

#[test]
fn a_reset_signs_everybody_out_and_forgets_calls_and_settings() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.desk("settings", json!({"hold": 500}));
    let call = hall.queue();
    let ticket = hall.held_poll(&agent);
    hall.desk("reset", json!({}));
    let answer = hall.settled(ticket).map(|answer| body(&answer));
    assert_eq!(
        answer.map(|answer| text(&answer, "retcode")).as_deref(),
        Some("100-006")
    );
    assert_eq!(hall.place(&call), None);
    assert_eq!(*hall.exchange.settings(), Settings::default());
    assert_eq!(
        hall.code(&agent, "GET", "onlineagent/101/agentstatus"),
        "100-006"
    );
}

#[test]
fn a_reset_clears_the_log_but_its_numbers_go_on() {
    let mut hall = Hall::new();
    hall.agent(101);
    let last = hall.exchange.log().last().map(|row| row.seq);
    hall.desk("reset", json!({}));
    assert_eq!(hall.exchange.log().count(), 0);
    hall.queue();
    assert!(hall.exchange.log().last().map(|row| row.seq) > last);
}

#[test]
fn a_call_id_is_not_used_again_after_a_reset() {
    let mut hall = Hall::new();
    let before = hall.queue();
    hall.desk("reset", json!({}));
    assert_ne!(hall.queue(), before);
}
