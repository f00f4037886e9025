//! What a host may ask, what becomes of it, and how it is told.

use agent_session::host::Verb;
use agent_session::view::Stage;
use serde_json::{Value, json};

use crate::desk::{Desk, answer_with, no_answer, not_ready, released, ringing, rows, talking};

pub const SKILLS: &str = r#"[{"name":"voice","id":1,"mediatype":5},{"name":"loans","id":"2"}]"#;

/// A desk where call 1 rings, with a host that may ask these.
fn ringing_for(granted: &[Verb]) -> Desk {
    let mut desk = Desk::signed_in();
    desk.hosts(granted);
    desk.ring("1");
    desk
}

/// Asks under an id; what names a call names the offer that is drawn.
pub fn ask(desk: &mut Desk, id: &str, words: Value) {
    let mut ask = json!({"v": 1, "type": "ask", "commandId": id});
    for (name, value) in words.as_object().expect("an object") {
        ask[name] = value.clone();
    }
    desk.ask(&ask.to_string());
}

/// How an ask was settled.
fn end(desk: &Desk, id: &str) -> Option<Value> {
    let settled = &desk.hearing.settled;
    settled.iter().find(|it| it["commandId"] == id).cloned()
}

fn error(desk: &Desk, id: &str) -> (String, String, bool) {
    let end = end(desk, id).unwrap_or_else(|| panic!("{id} is not settled"));
    let error = &end["error"];
    assert_eq!(error["commandId"], id);
    let word = |name: &str| error[name].as_str().expect(name).to_owned();
    (word("kind"), word("code"), error["retryable"] == true)
}

fn names(desk: &Desk) -> Vec<String> {
    let events = desk.hearing.events.iter();
    events
        .map(|event| event["name"].as_str().expect("a name").to_owned())
        .collect()
}

fn told<'a>(desk: &'a Desk, name: &str) -> &'a Value {
    let mut events = desk.hearing.events.iter();
    events
        .find(|event| event["name"] == name)
        .unwrap_or_else(|| panic!("no {name} in {:?}", names(desk)))
}

#[test]
fn a_call_is_told_from_its_ring_to_its_end() {
    let mut desk = ringing_for(Verb::ALL);
    let offer = desk.key("1").epoch.0;
    let rings = told(&desk, "call.ringing");
    assert_eq!(
        (&rings["callId"], &rings["offer"]),
        (&json!("1"), &json!(offer))
    );
    assert_eq!(rings["call"]["allowed"], json!(["answer", "reject"]));
    ask(
        &mut desk,
        "h1",
        json!({"verb": "answer", "id": "1", "offer": offer}),
    );
    assert_eq!(end(&desk, "h1"), None, "nothing has confirmed it");
    desk.reply("answer", "0");
    assert_eq!(end(&desk, "h1"), None, "accepted is not done");
    desk.event(&talking("1"));
    let result = &end(&desk, "h1").expect("settled")["result"];
    assert_eq!(
        *result,
        json!({"commandId": "h1", "act": "answer", "callId": "1", "confirmedBy": "AgentEvent_Talking"})
    );
    assert_eq!(told(&desk, "command.accepted")["commandId"], "h1");
    assert_eq!(told(&desk, "command.confirmed")["commandId"], "h1");
    assert_eq!(told(&desk, "call.answered")["offer"], offer);
    desk.event(&released("1"));
    let ended = told(&desk, "call.ended");
    assert_eq!(
        (&ended["callId"], &ended["by"]),
        (&json!("1"), &json!("unknown"))
    );
    assert_eq!(desk.hearing.snapshot["calls"], json!([]));
    assert_eq!(desk.hearing.snapshot["ended"][0]["how"], "released");
}

#[test]
fn a_rejection_needs_its_mode_and_says_it() {
    let mut desk = ringing_for(Verb::ALL);
    ask(&mut desk, "h1", json!({"verb": "reject", "id": "1"}));
    assert_eq!(error(&desk, "h1"), ("usage".into(), "mode".into(), false));
    ask(
        &mut desk,
        "h2",
        json!({"verb": "reject", "id": "1", "mode": "hangUp"}),
    );
    desk.reply("reject", "0");
    desk.event(&no_answer("1"));
    assert_eq!(
        end(&desk, "h2").expect("settled")["result"]["act"],
        "reject"
    );
    let rejected = told(&desk, "call.rejected");
    assert_eq!(
        (&rejected["by"], &rejected["call"]["mode"]),
        (&json!("agent"), &json!("hangUp"))
    );
}

#[test]
fn what_was_never_told_is_a_wrong_argument_and_what_is_over_a_matter_of_state() {
    let mut desk = ringing_for(Verb::ALL);
    let offer = desk.key("1").epoch.0;
    ask(&mut desk, "never", json!({"verb": "answer", "id": "2"}));
    assert_eq!(
        error(&desk, "never"),
        ("usage".into(), "callId".into(), false)
    );
    ask(&mut desk, "nothing", json!({"verb": "answer"}));
    assert_eq!(
        error(&desk, "nothing"),
        ("usage".into(), "callId".into(), false)
    );
    ask(
        &mut desk,
        "other",
        json!({"verb": "answer", "id": "1", "offer": offer + 1}),
    );
    assert_eq!(
        error(&desk, "other"),
        ("state".into(), "offerChanged".into(), false)
    );
    for (id, wrong) in [
        ("text", json!(offer.to_string())),
        ("part", json!(1.5)),
        ("below", json!(-1)),
        ("object", json!({"offer": offer})),
        ("flag", json!(true)),
    ] {
        let words = json!({"verb": "answer", "id": "1", "offer": wrong});
        ask(&mut desk, id, words);
        assert_eq!(error(&desk, id), ("usage".into(), "offer".into(), false));
    }
    ask(&mut desk, "early", json!({"verb": "drop", "id": "1"}));
    assert_eq!(
        error(&desk, "early"),
        ("state".into(), "notAnswered".into(), true)
    );
    desk.truth.ringing.clear();
    desk.event(&no_answer("1"));
    ask(
        &mut desk,
        "over",
        json!({"verb": "answer", "id": "1", "offer": offer}),
    );
    assert_eq!(
        error(&desk, "over"),
        ("state".into(), "callOver".into(), false)
    );
    desk.truth.ringing = vec!["1"];
    desk.event(&ringing("1"));
    desk.let_pass(1_000);
    assert_ne!(desk.key("1").epoch.0, offer, "offered anew");
    ask(
        &mut desk,
        "before",
        json!({"verb": "answer", "id": "1", "offer": offer}),
    );
    assert_eq!(
        error(&desk, "before"),
        ("state".into(), "offerChanged".into(), false)
    );
    ask(&mut desk, "again", json!({"verb": "answer", "id": "1"}));
    assert!(desk.is_open("answer"), "the offer told last is meant");
    assert_eq!(desk.count("answer"), 1, "answers sent");
    assert_eq!(
        desk.view()
            .notices
            .iter()
            .filter(|it| is_not_sent(it))
            .count(),
        0,
        "told to the agent"
    );
}

fn is_not_sent(notice: &agent_session::view::Notice) -> bool {
    matches!(notice.kind, agent_session::view::NoticeKind::NotSent { .. })
}

#[test]
fn nothing_that_was_not_granted_sends_a_request() {
    let mut desk = ringing_for(&[]);
    let sent = desk.sent.len();
    for verb in Verb::ALL {
        let id = verb.word();
        ask(
            &mut desk,
            id,
            json!({"verb": id, "id": "1", "mode": "hangUp", "skillId": 1}),
        );
        assert_eq!(
            error(&desk, id),
            ("forbidden".into(), "notGranted".into(), false)
        );
    }
    assert_eq!(desk.sent.len(), sent, "requests");
    ask(&mut desk, "ledger", json!({"verb": "getLedger"}));
    assert_eq!(end(&desk, "ledger").expect("settled")["result"], json!([]));
    assert_eq!(desk.hearing.snapshot["granted"], json!([]));

    let mut desk = ringing_for(&[Verb::Answer]);
    ask(
        &mut desk,
        "h1",
        json!({"verb": "reject", "id": "1", "mode": "hangUp"}),
    );
    assert_eq!(error(&desk, "h1").0, "forbidden");
    ask(&mut desk, "h2", json!({"verb": "answer", "id": "1"}));
    assert!(desk.is_open("answer"));
}

#[test]
fn an_unknown_outcome_fails_the_promise_and_is_settled_as_an_event() {
    let mut desk = ringing_for(Verb::ALL);
    ask(&mut desk, "h1", json!({"verb": "answer", "id": "1"}));
    desk.fail("answer");
    assert_eq!(
        error(&desk, "h1"),
        ("unknown".into(), "unknown".into(), false)
    );
    assert_eq!(told(&desk, "command.unknown")["commandId"], "h1");
    desk.truth.ringing.clear();
    desk.truth.talking = vec!["1"];
    desk.let_pass(3_000);
    let settled = told(&desk, "command.settled");
    assert_eq!(
        (&settled["commandId"], &settled["outcome"]),
        (&json!("h1"), &json!("done"))
    );
}

#[test]
fn a_refusal_tells_the_gateways_code_and_is_not_to_be_tried_again() {
    let mut desk = ringing_for(Verb::ALL);
    ask(&mut desk, "h1", json!({"verb": "answer", "id": "1"}));
    desk.reply("answer", "200-037");
    assert_eq!(
        error(&desk, "h1"),
        ("refused".into(), "200-037".into(), false)
    );
    assert_eq!(told(&desk, "command.refused")["code"], "200-037");
}

#[test]
fn a_second_ask_for_the_same_waits_for_the_first() {
    let mut desk = ringing_for(Verb::ALL);
    ask(&mut desk, "h1", json!({"verb": "answer", "id": "1"}));
    ask(&mut desk, "h2", json!({"verb": "answer", "id": "1"}));
    assert_eq!(
        error(&desk, "h2"),
        ("state".into(), "inProgress".into(), true)
    );
    ask(&mut desk, "h1", json!({"verb": "drop", "id": "1"}));
    assert_eq!(desk.count("answer"), 1);
}

#[test]
fn without_a_session_everything_is_a_matter_of_signing_in() {
    let mut desk = Desk::new();
    desk.hosts(Verb::ALL);
    ask(&mut desk, "h1", json!({"verb": "setReady"}));
    assert_eq!(
        error(&desk, "h1"),
        ("auth".into(), "notSignedIn".into(), false)
    );
    assert_eq!(desk.sent.len(), 0);
}

#[test]
fn a_queue_is_read_for_a_host_and_a_call_of_its_list_can_be_taken() {
    let mut desk = Desk::signed_in();
    desk.hosts(Verb::ALL);
    ask(
        &mut desk,
        "early",
        json!({"verb": "requestCall", "id": "9", "skillId": 1}),
    );
    assert_eq!(
        error(&desk, "early"),
        ("usage".into(), "callId".into(), false)
    );
    desk.truth.state = 3;
    desk.event(&not_ready(1));
    ask(&mut desk, "h1", json!({"verb": "listQueued", "skillId": 1}));
    desk.answer("agentskills", 200, &answer_with(SKILLS));
    assert_eq!(end(&desk, "h1"), None);
    desk.answer(
        "queryWaitCallInfoBySkillId",
        200,
        &answer_with(&rows(&["9"])),
    );
    let result = &end(&desk, "h1").expect("settled")["result"];
    assert_eq!(
        (&result["count"], &result["calls"][0]["callId"]),
        (&json!(1), &json!("9"))
    );
    assert_eq!(told(&desk, "queue.changed")["queue"]["isOpen"], true);
    ask(
        &mut desk,
        "elsewhere",
        json!({"verb": "requestCall", "id": "9", "skillId": 2}),
    );
    assert_eq!(
        error(&desk, "elsewhere"),
        ("usage".into(), "callId".into(), false)
    );
    ask(
        &mut desk,
        "h2",
        json!({"verb": "requestCall", "id": "9", "skillId": 1}),
    );
    desk.reply("requestAppointedCall", "0");
    desk.event(&talking("9"));
    assert_eq!(
        end(&desk, "h2").expect("settled")["result"]["act"],
        "requestCall"
    );
}

#[test]
fn a_skill_that_is_not_the_agents_is_a_wrong_argument() {
    let mut desk = Desk::signed_in();
    desk.hosts(Verb::ALL);
    ask(
        &mut desk,
        "h1",
        json!({"verb": "listQueued", "skillId": 99}),
    );
    desk.answer("agentskills", 200, &answer_with(SKILLS));
    assert_eq!(
        error(&desk, "h1"),
        ("usage".into(), "skillId".into(), false)
    );
}

#[test]
fn what_nobody_could_say_by_mistake_leads_to_nothing() {
    let mut desk = ringing_for(Verb::ALL);
    let (sent, settled) = (desk.sent.len(), desk.hearing.settled.len());
    let long = "x".repeat(65);
    for text in [
        "".to_owned(),
        "null".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        "[".repeat(70_000),
        json!({"v": 2, "type": "ask", "commandId": "h", "verb": "answer", "id": "1"}).to_string(),
        json!({"v": 1, "type": "tell", "commandId": "h", "verb": "answer", "id": "1"}).to_string(),
        json!({"v": 1, "type": "ask", "commandId": "", "verb": "answer", "id": "1"}).to_string(),
        json!({"v": 1, "type": "ask", "commandId": long, "verb": "answer", "id": "1"}).to_string(),
        json!({"v": 1, "type": "ask", "commandId": 7, "verb": "answer", "id": "1"}).to_string(),
        json!({"v": 1, "type": "ask", "commandId": "h", "verb": "signOut", "id": "1"}).to_string(),
        json!({"v": 1, "type": "ask", "commandId": "h", "verb": "__proto__"}).to_string(),
    ] {
        assert!(desk.ask(&text), "understood: {text:.80}");
    }
    assert_eq!(
        (desk.sent.len(), desk.hearing.settled.len()),
        (sent, settled)
    );
}

#[test]
fn only_so_much_may_be_on_its_way() {
    let mut desk = Desk::signed_in();
    desk.hosts(Verb::ALL);
    for number in 0..32 {
        ask(
            &mut desk,
            &format!("h{number}"),
            json!({"verb": "listQueued", "skillId": 1}),
        );
    }
    ask(
        &mut desk,
        "one more",
        json!({"verb": "listQueued", "skillId": 1}),
    );
    assert_eq!(
        error(&desk, "one more"),
        ("state".into(), "tooMany".into(), true)
    );
    desk.let_pass(30_000);
    assert!(
        (0..32).all(|number| end(&desk, &format!("h{number}")).is_some()),
        "each comes to an end"
    );
}

#[test]
fn the_ledger_tells_commands_by_the_names_that_the_host_gave_them() {
    let mut desk = ringing_for(Verb::ALL);
    ask(&mut desk, "h1", json!({"verb": "answer", "id": "1"}));
    desk.reply("answer", "0");
    desk.event(&talking("1"));
    desk.press(agent_session::command::Command::Drop(desk.key("1")));
    ask(&mut desk, "ledger", json!({"verb": "getLedger"}));
    let ledger = end(&desk, "ledger").expect("settled")["result"].clone();
    let entry = |place: usize, name: &str| ledger[place][name].clone();
    assert_eq!(
        (entry(0, "commandId"), entry(0, "outcome")),
        (json!("h1"), json!("confirmed"))
    );
    assert_eq!(
        (entry(1, "commandId"), entry(1, "act")),
        (json!("c2"), json!("drop"))
    );
}

#[test]
fn who_ended_the_session_is_told() {
    let mut desk = Desk::signed_in();
    desk.hosts(&[]);
    desk.press(agent_session::command::Command::SignOut);
    desk.reply("logout", "0");
    assert_eq!(told(&desk, "session.ended")["by"], "agent");
    assert!(matches!(desk.view().stage, Stage::SignedOut));

    let mut desk = Desk::signed_in();
    desk.hosts(&[]);
    desk.answer(crate::desk::POLL, 200, r#"{"retcode":"100-006"}"#);
    assert_eq!(told(&desk, "session.lost")["by"], "system");
}
