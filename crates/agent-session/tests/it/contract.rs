//! What a host is told, held against its schema and written down as examples.
//!
//! The schema comes from the types that tell it. `host/` keeps it and one example of each message, both as they are
//! made here: where something has changed, the line that the test prints writes them anew. The examples are held
//! against the schema and against `host/agent-toolbar.d.ts` by `e2e/contract.mjs`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use agent_session::changes::HostEvent;
use agent_session::command::Command;
use agent_session::host::picture::{LedgerEntry, Picture};
use agent_session::host::{Confirmed, HostError, QueuedList, Verb};
use agent_session::view::{Lead, View};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::desk::{
    Desk, READY, answer_with, caller_left, event, invitation, joined, left, no_answer, not_ready,
    released, rows, talking,
};
use crate::hosting::{SKILLS, ask};

/// Set, it has the files written instead of compared.
const WRITE: &str = "WRITE_HOST_CONTRACT";

/// The file as it is kept, or written.
fn keep(name: &str, value: &Value) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../host")
        .join(name);
    let text = format!("{value:#}\n");
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, &text).expect("it can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "host/{name} is not what is told. {WRITE}=1 cargo test -p agent-session --test it contract:: writes it."
    );
}

/// An object with these members and no others.
fn object(members: Value) -> Value {
    let names: Vec<_> = members
        .as_object()
        .expect("members")
        .keys()
        .cloned()
        .collect();
    json!({"type": "object", "properties": members, "required": names, "additionalProperties": false})
}

#[test]
fn the_schema_is_that_of_the_types() {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let event = json!({
        "allOf": [generator.subschema_for::<HostEvent<'static>>()],
        "properties": {"v": {"const": 1}, "seq": {"type": "integer"}, "at": {"type": "integer"}},
        "required": ["v", "seq", "at"],
        "unevaluatedProperties": false,
    });
    let snapshot = json!({
        "allOf": [generator.subschema_for::<Picture<'static>>()],
        "properties": {"v": {"const": 1}, "seq": {"type": "integer"}, "at": {"type": "integer"}},
        "required": ["v", "seq", "at"],
        "unevaluatedProperties": false,
    });
    let results = json!({"oneOf": [
        generator.subschema_for::<Confirmed<'static>>(),
        generator.subschema_for::<QueuedList<'static>>(),
        {"type": "array", "items": generator.subschema_for::<LedgerEntry<'static>>()},
    ]});
    let error = generator.subschema_for::<HostError<'static>>();
    let told = object(json!({
        "v": {"const": 1}, "type": {"const": "told"},
        "events": {"type": "array", "items": {"$ref": "#/$defs/Event"}},
        "snapshot": {"$ref": "#/$defs/Snapshot"},
    }));
    let settled = |name: &str, with: &Value| {
        object(json!({
            "v": {"const": 1}, "type": {"const": "settled"}, "commandId": {"type": "string"},
            name: with,
        }))
    };
    let mut defs = generator.take_definitions(true);
    defs.insert("Event".into(), event);
    defs.insert("Snapshot".into(), snapshot);
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What the agent toolbar tells a host",
        "oneOf": [told, settled("result", &results), settled("error", &json!(error))],
        "$defs": defs,
    });
    keep("agent-toolbar.schema.json", &schema);
}

/// A day on which everything happens that is told.
fn a_day() -> Vec<Desk> {
    let mut desk = Desk::new();
    desk.sign_in();
    desk.event(READY);
    desk.headers(
        crate::desk::POLL,
        Some("JSESSIONID=22222222-aaaa-bbbb-cccc-000000000002.AgentGateway0"),
    );
    desk.event(&event("AgentEvent_Brand_New", "17"));
    desk.ring("1");
    ask(&mut desk, "early", json!({"verb": "drop", "id": "1"}));
    ask(&mut desk, "answer", json!({"verb": "answer", "id": "1"}));
    desk.reply("answer", "0");
    desk.truth.ringing.clear();
    desk.truth.talking = vec!["1"];
    desk.event(&talking("1"));
    desk.event(&caller_left("1"));
    desk.truth.talking.clear();
    desk.event(&released("1"));
    desk.ring("2");
    ask(
        &mut desk,
        "reject",
        json!({"verb": "reject", "id": "2", "mode": "backToQueue"}),
    );
    desk.reply("reject", "0");
    desk.truth.ringing.clear();
    desk.event(&no_answer("2"));
    desk.truth.state = 3;
    desk.event(&not_ready(7));
    desk.ring("3");
    ask(&mut desk, "refused", json!({"verb": "answer", "id": "3"}));
    desk.reply("answer", "200-037");
    ask(&mut desk, "unknown", json!({"verb": "answer", "id": "3"}));
    desk.fail("answer");
    desk.let_pass(3_000);
    desk.truth.ringing.clear();
    desk.truth.state = 3;
    desk.event(&no_answer("3"));
    desk.event(&not_ready(2));
    ask(
        &mut desk,
        "queue",
        json!({"verb": "listQueued", "skillId": 1}),
    );
    desk.answer("agentskills", 200, &answer_with(SKILLS));
    desk.answer(
        "queryWaitCallInfoBySkillId",
        200,
        &answer_with(&rows(&["9"])),
    );
    ask(&mut desk, "ledger", json!({"verb": "getLedger"}));
    desk.press(Command::CloseQueue);
    desk.event(&invitation("77"));
    desk.press(Command::Join(desk.invitation()));
    desk.reply("answeragentconf", "0");
    desk.event(&joined("77"));
    desk.event(&left("77"));
    desk.event(&invitation("78"));
    desk.press(Command::Decline(desk.invitation()));
    desk.reply("rejectAgentConf", "0");
    desk.event(READY);
    desk.press(Command::SignOut);
    desk.reply("logout", "0");

    let mut lost = Desk::signed_in();
    lost.fail(crate::desk::POLL);
    lost.has_snapshots = false;
    lost.let_pass(95_000);
    lost.answer(crate::desk::STATUS, 200, r#"{"retcode":"100-006"}"#);
    // Another tab begins to lead: no desk has one.
    let led = View {
        lead: Lead::Leading,
        ..lost.view()
    };
    lost.hearing.follow(&led, lost.moment());
    vec![desk, lost]
}

#[test]
fn there_is_an_example_of_every_message() {
    let mut examples = BTreeMap::new();
    for desk in a_day() {
        for event in &desk.hearing.events {
            let name = event["name"].as_str().expect("a name").to_owned();
            examples.entry(name).or_insert_with(|| {
                json!({"v": 1, "type": "told", "events": [event], "snapshot": desk.hearing.snapshot})
            });
        }
        for settled in &desk.hearing.settled {
            let id = settled["commandId"].as_str().expect("an id");
            examples
                .entry(format!("settled: {id}"))
                .or_insert_with(|| settled.clone());
        }
    }
    for name in HostEvent::NAMES {
        assert!(examples.contains_key(*name), "no example of {name}");
    }
    assert!(Verb::ALL.len() == 10, "the API has a method for each verb");
    keep("examples.json", &json!(examples));
}
