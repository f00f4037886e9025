//! Every fault by its name: what the client hears of it, and what is true.

use gateway_simulator::{
    Afterwards, Arming, Cause, Effect, Ending, FAULTS, Fault, HttpRequest, LogEntry, Moment,
    Outcome, Settings,
};
use serde_json::{Value, json};

use crate::hall::{Agent, Hall, body, guid_of, text};

const ANSWER: &str = "voicecall/101/answer";
const STATUS: &str = "onlineagent/101/agentstatus";

fn arm(hall: &mut Hall, fault: Fault, more: Value) {
    let mut fields = json!({"fault": fault});
    if let (Some(fields), Value::Object(more)) = (fields.as_object_mut(), more) {
        fields.extend(more);
    }
    hall.desk("faults", fields);
}

/// What a client hears at once, in a word.
fn heard(outcome: Outcome) -> String {
    match outcome {
        Outcome::Hold(_) => "nothing".to_owned(),
        Outcome::Refused => "cut".to_owned(),
        Outcome::Torn(torn) => {
            let length = torn.answer.body.len();
            let part = if torn.sent == 0 { "headers" } else { "half" };
            assert!(torn.sent < length, "{} of {length}", torn.sent);
            let end = match torn.afterwards {
                Afterwards::Reset => "reset",
                Afterwards::Silence => "silence",
            };
            format!("{part}, {end}")
        }
        Outcome::Answer(answer) if answer.status != 200 => format!("HTTP {}", answer.status),
        Outcome::Answer(answer) => {
            let kind = answer.header("Content-Type").unwrap_or_default();
            match serde_json::from_slice::<Value>(&answer.body) {
                Ok(body) if kind.starts_with("application/json") => match &body["retcode"] {
                    Value::String(code) => code.clone(),
                    other => format!("{other}"),
                },
                Ok(_) => format!("JSON as {kind}"),
                Err(_) if answer.body.is_empty() => "empty".to_owned(),
                Err(_) => "no JSON".to_owned(),
            }
        }
    }
}

/// The faults of the log, with the event each struck.
fn struck(hall: &Hall) -> Vec<(Fault, Option<String>)> {
    let fault = |entry: &LogEntry| match entry {
        LogEntry::Fault { fault, event, .. } => Some((*fault, event.clone())),
        _ => None,
    };
    let rows = hall.exchange.log();
    rows.filter_map(|row| fault(&row.entry)).collect()
}

fn effects(hall: &Hall, wanted: Effect) -> Vec<Cause> {
    let rows = hall.exchange.log();
    rows.filter(|row| matches!(row.entry, LogEntry::Effect { effect, .. } if effect == wanted))
        .map(|row| row.cause)
        .collect()
}

fn answer(hall: &mut Hall, agent: &Agent) -> Outcome {
    hall.send(&agent.request("PUT", ANSWER))
}

// Requests and their answers.

/// A fault at a press of Answer: what is heard at once, where the call is
/// then, what is heard within 70 s, and where the call is at last.
const AT_A_PRESS: &[(Fault, &str, &str, &str, &str)] = &[
    (Fault::RequestLost, "cut", "ringing", "", "ringing"),
    (Fault::RequestSwallowed, "nothing", "ringing", "", "ringing"),
    (Fault::RequestDelayed, "nothing", "ringing", "0", "talking"),
    (Fault::RequestDoubled, "200-002", "talking", "", "talking"),
    (Fault::RequestReplayed, "0", "talking", "", "talking"),
    (Fault::AcceptedInVain, "0", "ringing", "", "ringing"),
    (Fault::Refused, "100-007", "ringing", "", "ringing"),
    (Fault::HttpError, "HTTP 503", "ringing", "", "ringing"),
    (Fault::Redirected, "HTTP 302", "ringing", "", "ringing"),
    (Fault::HtmlAnswer, "no JSON", "ringing", "", "ringing"),
    (Fault::EmptyAnswer, "empty", "ringing", "", "ringing"),
    (Fault::AnyAnswer, "empty", "ringing", "", "ringing"),
    (Fault::AnswerLost, "cut", "talking", "", "talking"),
    (Fault::AnswerSwallowed, "nothing", "talking", "", "talking"),
    (Fault::AnswerDelayed, "nothing", "talking", "0", "talking"),
    (Fault::ResetMidBody, "half, reset", "talking", "", "talking"),
    (Fault::BodyStalls, "half, silence", "talking", "", "talking"),
    (
        Fault::HeadersOnly,
        "headers, silence",
        "talking",
        "",
        "talking",
    ),
    (
        Fault::WrongType,
        "JSON as text/html;charset=UTF-8",
        "talking",
        "",
        "talking",
    ),
    (Fault::TruncatedAnswer, "no JSON", "talking", "", "talking"),
    (Fault::BrokenText, "no JSON", "talking", "", "talking"),
    (Fault::ByteOrderMark, "no JSON", "talking", "", "talking"),
    (Fault::NulByte, "no JSON", "talking", "", "talking"),
    (Fault::HugeAnswer, "0", "talking", "", "talking"),
    (Fault::TypesSwapped, "0", "talking", "", "talking"),
];

#[test]
fn a_fault_at_a_press_spoils_what_is_heard_and_leaves_what_is_true() {
    for (fault, now, place, later, place_then) in AT_A_PRESS.iter().copied() {
        let mut hall = Hall::with(Settings {
            ring_time: gateway_simulator::Millis::seconds(600),
            ..Settings::default()
        });
        let agent = hall.agent(101);
        let call = hall.ring(&agent);
        arm(&mut hall, fault, json!({"on": "answer"}));
        let outcome = answer(&mut hall, &agent);
        assert_eq!(heard(outcome), now, "{fault:?}");
        assert_eq!(hall.place(&call).as_deref(), Some(place), "{fault:?}");
        hall.pass(70);
        let endings = hall.exchange.settled(hall.now);
        let endings: Vec<String> = endings
            .into_iter()
            .map(|(_, ending)| heard(ending.into()))
            .collect();
        assert_eq!(endings.join(","), later, "{fault:?}");
        assert_eq!(hall.place(&call).as_deref(), Some(place_then), "{fault:?}");
        assert_eq!(struck(&hall), [(fault, None)]);
        let state = hall.desk("state", json!({}));
        assert_eq!(state["armed"], json!([]), "{fault:?}: once");
    }
}

#[test]
fn what_the_types_of_an_answer_are_swapped_to() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let before = hall.ask(&agent, "GET", STATUS);
    arm(&mut hall, Fault::TypesSwapped, json!({}));
    let swapped = hall.ask(&agent, "GET", STATUS);
    assert_eq!(before["retcode"], "0");
    assert_eq!(swapped["retcode"], 0);
    assert!(before["result"]["agentState"].is_number(), "{before}");
    assert!(swapped["result"]["agentState"].is_string(), "{swapped}");
}

#[test]
fn a_huge_answer_has_ten_megabytes() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    arm(&mut hall, Fault::HugeAnswer, json!({}));
    let huge = hall.ask(&agent, "GET", STATUS);
    assert_eq!(text(&huge, "message").len(), 10_000_000);
}

#[test]
fn a_fault_is_done_as_its_fields_say() {
    let check = |fault: Fault, more: Value, now: &str, place: &str| {
        let mut hall = Hall::new();
        let agent = hall.agent(101);
        let call = hall.ring(&agent);
        arm(&mut hall, fault, more.clone());
        let outcome = answer(&mut hall, &agent);
        assert_eq!(heard(outcome), now, "{fault:?} {more}");
        assert_eq!(
            hall.place(&call).as_deref(),
            Some(place),
            "{fault:?} {more}"
        );
    };
    let code = json!({"retcode": "200-038", "message": "no"});
    check(Fault::Refused, code, "200-038", "ringing");
    check(Fault::Refused, json!({"acts": true}), "100-007", "talking");
    check(
        Fault::HttpError,
        json!({"status": 429}),
        "HTTP 429",
        "ringing",
    );
    let acts = json!({"status": 502, "acts": true});
    check(Fault::HttpError, acts, "HTTP 502", "talking");
    check(
        Fault::EmptyAnswer,
        json!({"acts": true}),
        "empty",
        "talking",
    );
    check(
        Fault::HtmlAnswer,
        json!({"acts": true}),
        "no JSON",
        "talking",
    );
    check(
        Fault::Redirected,
        json!({"acts": true}),
        "HTTP 302",
        "talking",
    );
    let body = json!({"body": "{\"retcode\": 7}", "acts": true});
    check(Fault::AnyAnswer, body, "7", "talking");
}

#[test]
fn a_delay_is_as_long_as_it_says_and_its_answer_may_find_nobody() {
    for fault in [Fault::RequestDelayed, Fault::AnswerDelayed] {
        let mut hall = Hall::new();
        let agent = hall.agent(101);
        let call = hall.ring(&agent);
        arm(&mut hall, fault, json!({"ms": 2000}));
        let Outcome::Hold(ticket) = answer(&mut hall, &agent) else {
            panic!("{fault:?} lets it through at once");
        };
        hall.pass(1);
        assert_eq!(hall.ending(ticket), None);
        hall.exchange.abandon(ticket, hall.now);
        hall.pass(1);
        assert_eq!(hall.ending(ticket), None, "{fault:?}: nobody waits");
        assert_eq!(hall.place(&call).as_deref(), Some("talking"), "{fault:?}");
    }
}

#[test]
fn a_delayed_poll_waits_for_its_event_like_any_other() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    arm(&mut hall, Fault::RequestDelayed, json!({"ms": 2000}));
    let ticket = hall.held_poll(&agent);
    hall.pass(3);
    assert_eq!(hall.about(101)["session"]["pollsHeld"], 1);
    hall.ring(&agent);
    let answer = hall.settled(ticket).map(|answer| body(&answer));
    let event = answer.map(|answer| text(&answer["event"], "eventType"));
    assert_eq!(event.as_deref(), Some("AgentState_Busy"));
}

#[test]
fn a_poll_whose_answer_is_lost_loses_its_event() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    arm(&mut hall, Fault::AnswerLost, json!({"on": "getAgentEvent"}));
    hall.ring(&agent);
    assert_eq!(hall.ending(ticket), Some(Ending::Cut));
    let lost = Some("AgentState_Busy".to_owned());
    assert_eq!(struck(&hall), [(Fault::AnswerLost, lost)]);
    assert_eq!(
        hall.news(&agent).first().map(String::as_str),
        Some("AgentOther_PhoneAlerting")
    );
}

/// Hangs up a call, with a fault at it; the call answered next.
fn talking_after_release(hall: &mut Hall, agent: &Agent, fault: Fault) -> String {
    hall.ring(agent);
    hall.code(agent, "PUT", ANSWER);
    arm(hall, fault, json!({"on": "release"}));
    hall.send(&agent.request("DELETE", "voicecall/101/release"));
    let next = hall.ring(agent);
    hall.code(agent, "PUT", ANSWER);
    next
}

#[test]
fn a_copy_is_told_apart_from_what_the_client_sent() {
    for fault in [Fault::RequestDoubled, Fault::RequestReplayed] {
        let mut hall = Hall::new();
        let agent = hall.agent(101);
        talking_after_release(&mut hall, &agent, fault);
        hall.pass(60);
        let rows: Vec<Value> = hall.exchange.log().map(|row| json!(row)).collect();
        let releases = rows.iter().filter(|row| row["name"] == "release");
        let copies: Vec<&Value> = releases.clone().map(|row| &row["copyOf"]).collect();
        let numbers: Vec<&Value> = releases.map(|row| &row["request"]).collect();
        assert_eq!(copies, [&Value::Null, numbers[0]], "{fault:?}");
    }
}

#[test]
fn a_release_that_comes_again_a_minute_later_hangs_up_the_next_call() {
    let check = |fault: Fault, seconds: u64, place: Option<&str>| {
        let mut hall = Hall::new();
        let agent = hall.agent(101);
        let next = talking_after_release(&mut hall, &agent, fault);
        hall.pass(seconds);
        assert_eq!(hall.place(&next).as_deref(), place, "{fault:?} {seconds}");
    };
    check(Fault::RequestDoubled, 60, Some("talking"));
    check(Fault::RequestReplayed, 59, Some("talking"));
    check(Fault::RequestReplayed, 60, None);
}

#[test]
fn an_outage_meets_what_is_late_too() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    arm(&mut hall, Fault::RequestDelayed, json!({}));
    let Outcome::Hold(ticket) = answer(&mut hall, &agent) else {
        panic!("it is not delayed");
    };
    arm(&mut hall, Fault::SwitchOver, json!({}));
    hall.pass(10);
    let late = hall.settled(ticket).map(|answer| body(&answer));
    assert_eq!(
        late.map(|body| text(&body, "retcode")).as_deref(),
        Some("000-004")
    );
    assert_eq!(hall.place(&call).as_deref(), Some("ringing"));
}

// The Guid.

/// A fault at the Guid, and what a client reads from the header of a poll
/// that brings a new one.
const AT_THE_GUID: &[(Fault, Option<&str>)] = &[
    (Fault::SetGuidLost, None),
    (Fault::SetGuidMalformed, Some("")),
];

#[test]
fn a_renewal_may_not_reach_its_client() {
    for (fault, told) in AT_THE_GUID.iter().copied() {
        let mut hall = Hall::new();
        let agent = hall.agent(101);
        arm(&mut hall, fault, json!({}));
        assert_eq!(hall.code(&agent, "GET", STATUS), "0", "it waits for a Guid");
        hall.pass(61);
        hall.ring(&agent);
        let Outcome::Answer(answer) = hall.poll(&agent) else {
            panic!("an event waits");
        };
        assert_eq!(guid_of(&answer).as_deref(), told, "{fault:?}");
        assert_eq!(struck(&hall).len(), 1);
    }
}

// Surprises.

/// A fault at a request, what the request is then answered with, and what has
/// happened before it.
const SURPRISES: &[(Fault, &str, &str, Effect)] = &[
    (Fault::SessionGone, ANSWER, "100-006", Effect::SessionLost),
    (
        Fault::SignedInElsewhere,
        ANSWER,
        "100-006",
        Effect::Displaced,
    ),
    (Fault::CallerLeaves, ANSWER, "200-002", Effect::CallerLeft),
    (Fault::CallReplaced, ANSWER, "0", Effect::CallerLeft),
    (Fault::CallReoffered, ANSWER, "0", Effect::Requeued),
];

#[test]
fn something_may_happen_just_before_a_request() {
    for (fault, path, code, effect) in SURPRISES.iter().copied() {
        let mut hall = Hall::new();
        let agent = hall.agent(101);
        arm(&mut hall, fault, json!({"on": "answer"}));
        let call = hall.ring(&agent);
        assert_eq!(hall.code(&agent, "PUT", path), code, "{fault:?}");
        assert_eq!(effects(&hall, effect), [Cause::Desk], "{fault:?}");
        let again = hall.place(&call);
        let rang_again = fault == Fault::CallReoffered;
        assert_eq!(again.as_deref() == Some("talking"), rang_again, "{fault:?}");
        assert_eq!(struck(&hall), [(fault, None)]);
    }
}

#[test]
fn a_call_that_replaces_another_has_an_id_of_its_own() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    arm(&mut hall, Fault::CallReplaced, json!({}));
    let path = format!("{ANSWER}?callid={call}");
    assert_eq!(hall.code(&agent, "PUT", &path), "200-002");
    let state = hall.desk("state", json!({}));
    assert_eq!(state["calls"][0]["place"], "ringing");
    assert_ne!(state["calls"][0]["callid"], json!(call));
}

#[test]
fn a_call_offered_again_has_the_same_id() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    arm(&mut hall, Fault::CallReoffered, json!({}));
    let path = format!("{ANSWER}?callid={call}");
    assert_eq!(hall.code(&agent, "PUT", &path), "0");
    assert_eq!(effects(&hall, Effect::Rang).len(), 2);
    assert_eq!(hall.place(&call).as_deref(), Some("talking"));
}

#[test]
fn a_waiting_call_may_be_taken_just_before() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.queue();
    arm(&mut hall, Fault::TakenByAnother, json!({}));
    assert_eq!(hall.code(&agent, "GET", STATUS), "0", "it names no call");
    assert_eq!(hall.pick_up(&agent, &call), "100-007");
    assert_eq!(effects(&hall, Effect::TakenElsewhere), [Cause::Desk]);
}

#[test]
fn a_conference_may_end_just_before() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    arm(&mut hall, Fault::ConferenceEnds, json!({}));
    hall.desk("invite", json!({"agent": 101}));
    let path = "agentconf/101/rejectagentconf";
    assert_eq!(hall.code(&agent, "POST", path), "101-001");
    assert_eq!(effects(&hall, Effect::ConferenceEnded), [Cause::Desk]);
}

#[test]
fn a_guid_may_be_replaced_while_a_command_is_on_its_way() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.ring(&agent);
    hall.events(&agent);
    let ticket = hall.held_poll(&agent);
    arm(&mut hall, Fault::GuidDue, json!({"on": "answer"}));
    assert_eq!(
        hall.code(&agent, "PUT", ANSWER),
        "0",
        "the old one lives on"
    );
    let guid = hall.settled(ticket).and_then(|answer| guid_of(&answer));
    assert!(guid.is_some_and(|guid| guid != agent.guid));
}

#[test]
fn a_session_taken_elsewhere_is_there() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    arm(&mut hall, Fault::SignedInElsewhere, json!({}));
    hall.code(&agent, "GET", STATUS);
    let fields = json!({"password": "", "phonenum": "1"});
    let answer = body(&hall.sign_in_with(101, "", &fields));
    assert_eq!(text(&answer, "retcode"), "100-002");
}

// Events.

/// A fault at `AgentEvent_Ringing`, and what is told of a call that rings.
const AT_AN_EVENT: &[(Fault, &[&str])] = &[
    (Fault::EventLost, &["Busy", "PhoneAlerting", "PhoneOffhook"]),
    (
        Fault::EventDoubled,
        &[
            "Busy",
            "PhoneAlerting",
            "PhoneOffhook",
            "Ringing",
            "Ringing",
        ],
    ),
    (Fault::EventLate, &["Busy", "PhoneAlerting", "PhoneOffhook"]),
    (
        Fault::EventUnknown,
        &[
            "Busy",
            "PhoneAlerting",
            "PhoneOffhook",
            "OfNoPage",
            "Ringing",
        ],
    ),
    (
        Fault::EventWithoutContent,
        &["Busy", "PhoneAlerting", "PhoneOffhook", "Ringing"],
    ),
];

fn short(event: &Value) -> String {
    let name = text(event, "eventType");
    let (_, short) = name.split_once('_').unwrap_or_default();
    short.to_owned()
}

#[test]
fn an_event_may_be_told_otherwise() {
    for (fault, expected) in AT_AN_EVENT {
        let mut hall = Hall::new();
        let agent = hall.agent(101);
        arm(&mut hall, *fault, json!({"on": "AgentEvent_Ringing"}));
        hall.ring(&agent);
        let events = hall.events(&agent);
        let told: Vec<String> = events.iter().map(short).collect();
        assert_eq!(told, *expected, "{fault:?}");
        let ringing = Some("AgentEvent_Ringing".to_owned());
        assert_eq!(struck(&hall), [(*fault, ringing)]);
        let last = events.last().and_then(|event| event.get("content"));
        assert_eq!(last.is_none(), *fault == Fault::EventWithoutContent);
    }
}

#[test]
fn a_late_event_comes_after_those_that_came_meanwhile() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let late = json!({"on": "AgentEvent_Ringing", "ms": 3000});
    arm(&mut hall, Fault::EventLate, late);
    let call = hall.ring(&agent);
    hall.desk("hangup", json!({"callid": call}));
    let told = hall.news(&agent);
    assert!(!told.contains(&"AgentEvent_Ringing".to_owned()));
    assert_eq!(hall.desk("state", json!({}))["late"]["events"], 1);
    hall.pass(3);
    assert_eq!(hall.news(&agent), ["AgentEvent_Ringing"]);
}

#[test]
fn a_late_event_of_a_session_that_has_ended_is_told_to_nobody() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    arm(&mut hall, Fault::EventLate, json!({}));
    hall.ring(&agent);
    hall.exchange.begin_outage(
        gateway_simulator::Outage::RestartWithoutSessions,
        None,
        hall.now,
    );
    hall.exchange.end_outage(hall.now);
    let agent = hall.agent(101);
    hall.pass(10);
    assert_eq!(hall.events(&agent), [] as [Value; 0]);
}

#[test]
fn the_events_of_an_act_may_be_told_in_the_opposite_order() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    arm(&mut hall, Fault::EventsReordered, json!({}));
    hall.ring(&agent);
    let told: Vec<String> = hall.events(&agent).iter().map(short).collect();
    assert_eq!(told, ["Ringing", "PhoneOffhook", "PhoneAlerting", "Busy"]);
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    arm(&mut hall, Fault::EventsReordered, json!({}));
    hall.code(&agent, "POST", "onlineagent/101/saybusy");
    assert_eq!(struck(&hall), [], "one event has no order");
}

#[test]
fn a_burst_comes_before_the_event() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    arm(&mut hall, Fault::EventBurst, json!({}));
    hall.code(&agent, "POST", "onlineagent/101/saybusy");
    let told = hall.news(&agent);
    assert_eq!(told.len(), 1001);
    assert_eq!(
        told.last().map(String::as_str),
        Some("AgentState_SetNotReady_Success")
    );
}

// Arming.

#[test]
fn every_fault_is_shown_by_its_name() {
    let mut shown: Vec<Fault> = AT_A_PRESS.iter().map(|row| row.0).collect();
    shown.extend(AT_THE_GUID.iter().map(|row| row.0));
    shown.extend(SURPRISES.iter().map(|row| row.0));
    shown.extend(AT_AN_EVENT.iter().map(|row| row.0));
    shown.extend([
        Fault::TakenByAnother,
        Fault::ConferenceEnds,
        Fault::GuidDue,
        Fault::EventsReordered,
        Fault::EventBurst,
    ]);
    for known in FAULTS {
        // Outages have a file of their own.
        let is_shown = known.strikes == Moment::Outage || shown.contains(&known.fault);
        assert!(is_shown, "{:?}", known.fault);
    }
}

#[test]
fn the_list_tells_each_fault_and_what_is_armed() {
    let mut hall = Hall::new();
    arm(
        &mut hall,
        Fault::AnswerDelayed,
        json!({"on": "ANSWER", "ms": 5}),
    );
    arm(&mut hall, Fault::EventLost, json!({"lasting": 1000}));
    let list = |hall: &mut Hall| body(&hall.answer(&HttpRequest::new("GET", "/sim/faults")));
    let told = list(&mut hall);
    let first = &told["faults"][0];
    assert_eq!(first["fault"], "requestLost");
    assert_eq!(first["strikes"], "request");
    assert_eq!(first["modes"], json!([2, 26]));
    assert!(text(first, "what").ends_with('.'), "{first}");
    assert_eq!(told["faults"].as_array().map(Vec::len), Some(FAULTS.len()));
    let armed = json!({"fault": "answerDelayed", "on": "ANSWER", "times": 1, "ms": 5});
    assert_eq!(told["armed"][0], armed);
    let until = hall.now.0 + 1000;
    let armed = json!({"fault": "eventLost", "times": null, "until": until});
    assert_eq!(told["armed"][1], armed);
    hall.pass(1);
    assert_eq!(list(&mut hall)["armed"].as_array().map(Vec::len), Some(1));
}

#[test]
fn faults_are_disarmed_all_or_by_name() {
    let mut hall = Hall::new();
    let clear = |hall: &mut Hall, query: &str| {
        let request = HttpRequest::new("DELETE", &format!("/sim/faults{query}"));
        let answer = hall.answer(&request);
        (answer.status, body(&answer)["cleared"].clone())
    };
    let arm_three = |hall: &mut Hall| {
        arm(hall, Fault::AnswerLost, json!({}));
        arm(hall, Fault::EventLost, json!({}));
        arm(hall, Fault::Down, json!({}));
    };
    arm_three(&mut hall);
    assert_eq!(clear(&mut hall, "?fault=eventLost"), (200, json!(1)));
    assert_eq!(clear(&mut hall, "?fault=blackHole"), (200, json!(0)));
    assert_eq!(clear(&mut hall, "?fault=down"), (200, json!(1)));
    assert_eq!(clear(&mut hall, "?fault=rain"), (400, Value::Null));
    assert_eq!(clear(&mut hall, ""), (200, json!(1)));
    arm_three(&mut hall);
    hall.exchange.clear_faults(hall.now);
    assert_eq!(clear(&mut hall, ""), (200, json!(0)));
}

#[test]
fn a_fault_strikes_so_often_for_so_long_and_whom_it_is_aimed_at() {
    let lost = |hall: &mut Hall, agent: &Agent, path: &str| {
        let outcome = hall.send(&agent.request("GET", path));
        heard(outcome) == "cut"
    };
    let mut hall = Hall::new();
    let (one, other) = (hall.agent(101), hall.agent(102));
    let others = "onlineagent/102/agentstatus";
    arm(
        &mut hall,
        Fault::RequestLost,
        json!({"times": 2, "agent": "102"}),
    );
    assert!(!lost(&mut hall, &one, STATUS));
    assert!(lost(&mut hall, &other, others));
    assert!(lost(&mut hall, &other, others));
    assert!(!lost(&mut hall, &other, others));
    arm(&mut hall, Fault::RequestLost, json!({"lasting": 2000}));
    assert!(lost(&mut hall, &one, STATUS));
    hall.pass(1);
    assert!(lost(&mut hall, &other, others));
    hall.pass(1);
    assert!(!lost(&mut hall, &one, STATUS));
    arm(&mut hall, Fault::RequestLost, json!({"on": "agentskills"}));
    assert!(!lost(&mut hall, &one, STATUS));
    assert!(lost(&mut hall, &one, "onlineagent/101/agentskills"));
}

#[test]
fn chance_follows_from_its_seed() {
    let run = |seed: u64, probability: f64| -> Vec<bool> {
        let mut hall = Hall::new();
        let agent = hall.agent(101);
        let arming = Arming {
            probability: Some(probability),
            seed: Some(seed),
            ..Arming::once(Fault::RequestLost)
        };
        assert_eq!(hall.exchange.arm(arming, hall.now), Ok(()));
        let mut ask = || heard(hall.send(&agent.request("GET", STATUS))) == "cut";
        (0..400).map(|_| ask()).collect()
    };
    let often = run(7, 0.25);
    assert_eq!(often, run(7, 0.25));
    assert_ne!(often, run(8, 0.25));
    let count = often.iter().filter(|lost| **lost).count();
    assert!((60..140).contains(&count), "{count} of 400");
    assert!(!run(7, 0.0).contains(&true));
    assert!(!run(7, 1.0).contains(&false));
}

#[test]
fn faults_of_the_start_are_armed_again_by_a_fresh_start() {
    let list = match Arming::read_list("refused=200-038:login,eventLost@0.5", 3) {
        Ok(list) => list,
        Err(sentence) => panic!("{sentence}"),
    };
    let mut hall = Hall::new();
    hall.exchange = gateway_simulator::Exchange::new(Settings::default()).with_faults(list);
    for _ in 0..2 {
        let state = hall.desk("state", json!({}));
        assert_eq!(state["armed"].as_array().map(Vec::len), Some(2));
        let fields = json!({"password": "", "phonenum": "1"});
        let answer = body(&hall.sign_in_with(101, "", &fields));
        assert_eq!(text(&answer, "retcode"), "200-038");
        let state = hall.desk("state", json!({}));
        assert_eq!(state["armed"][0]["fault"], "eventLost");
        hall.desk("reset", json!({}));
    }
}

// The failure modes.

const FAILURE_MODES: &str = include_str!("../../../../docs/failure-modes.md");

/// The numbers and the faults of each row of the table.
fn rows() -> Vec<(u8, Vec<&'static str>)> {
    let rows = FAILURE_MODES.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let number = cells.next()?.parse().ok()?;
        let last = cells.last()?;
        let names = last.split('`').skip(1).step_by(2).collect();
        Some((number, names))
    });
    rows.collect()
}

#[test]
fn the_table_of_failure_modes_names_the_faults_that_make_them() {
    let rows = rows();
    let numbers: Vec<u8> = rows.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..=48).collect::<Vec<u8>>());
    for (number, names) in rows {
        let made = FAULTS.iter().filter(|fault| fault.modes.contains(&number));
        let made: Vec<&str> = made.map(|known| known.fault.name()).collect();
        assert_eq!(names, made, "row {number}");
    }
}
