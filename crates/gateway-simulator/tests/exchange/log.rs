//! The log that checkers read.

use gateway_simulator::{Cause, Effect, LogEntry, LogRow};
use serde_json::{Value, json};

use crate::hall::Hall;

fn effects(hall: &Hall) -> Vec<(Effect, Option<String>)> {
    let effect = |row: &LogRow| match &row.entry {
        LogEntry::Effect { effect, callid, .. } => {
            Some((*effect, callid.as_ref().map(|call| call.0.clone())))
        }
        _ => None,
    };
    hall.exchange.log().filter_map(effect).collect()
}

#[test]
fn every_effect_names_its_call_and_the_request_that_brought_it_about() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    hall.reject(&agent, json!({"callid": call, "mode": 1}));
    let arrived = hall.exchange.log().find_map(|row| match &row.entry {
        LogEntry::Arrived {
            name: "reject",
            callid,
            ..
        } => Some((row.cause, callid.clone())),
        _ => None,
    });
    let effect = hall.exchange.log().find_map(|row| match &row.entry {
        LogEntry::Effect {
            effect: Effect::RejectedToBusy,
            callid,
            ..
        } => Some((row.cause, callid.clone())),
        _ => None,
    });
    assert!(matches!(arrived, Some((Cause::Request { .. }, Some(_)))));
    assert_eq!(arrived, effect);
}

#[test]
fn a_call_leaves_its_whole_story() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.code(&agent, "DELETE", "voicecall/101/release");
    let story: Vec<Effect> = effects(&hall)
        .into_iter()
        .filter(|(_, id)| id.as_deref() == Some(&call))
        .map(|(effect, _)| effect)
        .collect();
    assert_eq!(story, [Effect::Rang, Effect::Answered, Effect::HungUp]);
}

#[test]
fn what_time_and_the_desk_do_is_told_apart() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.ring(&agent);
    hall.pass(30);
    let causes = |wanted: Effect| {
        let row = hall
            .exchange
            .log()
            .find(|row| matches!(row.entry, LogEntry::Effect { effect, .. } if effect == wanted));
        row.map(|row| row.cause)
    };
    assert_eq!(causes(Effect::Rang), Some(Cause::Desk));
    assert_eq!(causes(Effect::NotAnswered), Some(Cause::Time));
}

#[test]
fn a_lost_event_is_logged_as_lost() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let ticket = hall.held_poll(&agent);
    hall.exchange.abandon(ticket, hall.now);
    hall.ring(&agent);
    let lost = hall.exchange.log().any(|row| {
        matches!(&row.entry, LogEntry::Lost { event: Some(event) } if event == "AgentState_Busy")
    });
    assert!(lost);
}

#[test]
fn neither_guid_nor_password_is_in_the_log_or_the_state() {
    let mut hall = Hall::new();
    let fields = json!({"password": "secret", "phonenum": "1"});
    let answer = hall.sign_in_with(104, "", &fields);
    let guid = crate::hall::guid_of(&answer).unwrap_or_default();
    let agent = crate::hall::Agent { id: 104, guid };
    hall.pass(70);
    hall.events(&agent);
    let state = hall.desk("state", json!({}));
    let rows: Vec<Value> = hall.exchange.log().map(|row| json!(row)).collect();
    let all = format!("{state}{}", json!(rows));
    assert!(!all.contains("secret"));
    assert!(!all.contains(".AgentGateway0"));
    assert!(all.contains("\"104\""));
}

#[test]
fn a_row_is_flat_json() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.ring(&agent);
    let rung = hall
        .exchange
        .log()
        .map(|row| json!(row))
        .find(|row| row["effect"] == "rang");
    let row = rung.unwrap_or_default();
    assert_eq!(row["kind"], "effect");
    assert_eq!(row["by"], "desk");
    assert_eq!(row["agent"], "101");
    assert_eq!(row["callid"], "1455885056-1001");
}
