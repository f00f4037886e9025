//! Pages "Actively Requesting to Update the GUID When the Agent Page Is
//! Refreshed" and "Synchronizing the Agent Status and Call Information When
//! the Agent Page Is Refreshed".

use gateway_simulator::readings::{StaticUpdateGuid, SyncWhilePolling};
use gateway_simulator::{AuthMode, Readings, Settings};
use serde_json::{Value, json};

use crate::hall::{Agent, Hall, body, text};

const UPDATE: &str = "onlineagent/101/updateGuid";
const SYNC: &str = "onlineagent/101/syncagentinfo";
const STATUS: &str = "onlineagent/101/agentstatus";

fn static_hall(reading: StaticUpdateGuid) -> Hall {
    Hall::with(Settings {
        auth_mode: AuthMode::Static,
        readings: Readings {
            static_update_guid: reading,
            ..Readings::default()
        },
        ..Settings::default()
    })
}

/// The Guid that an update brings.
fn updated(hall: &mut Hall, agent: &Agent) -> String {
    let answer = hall.ask(agent, "PUT", UPDATE);
    assert_eq!(text(&answer, "retcode"), "0");
    text(&answer["result"], "guid")
}

fn synchronized(hall: &mut Hall, agent: &Agent) -> Value {
    let answer = hall.ask(agent, "POST", SYNC);
    assert_eq!(text(&answer, "retcode"), "0", "{answer}");
    answer["result"].clone()
}

#[test]
fn an_update_brings_a_new_guid_in_the_body_and_both_are_good() {
    let mut hall = Hall::new();
    let old = hall.agent(101);
    let answer = hall.answer(&old.request("PUT", UPDATE));
    assert_eq!(answer.header("Set-GUID"), None);
    let new = Agent {
        id: 101,
        guid: text(&body(&answer)["result"], "guid"),
    };
    assert_ne!(new.guid, old.guid);
    assert_eq!(hall.code(&new, "GET", STATUS), "0");
    assert_eq!(hall.code(&old, "GET", STATUS), "0");
}

#[test]
fn an_update_sent_again_does_no_harm() {
    let mut hall = Hall::new();
    let old = hall.agent(101);
    for guid in [updated(&mut hall, &old), updated(&mut hall, &old)] {
        assert_eq!(hall.code(&Agent { id: 101, guid }, "GET", STATUS), "0");
    }
    assert_eq!(hall.code(&old, "GET", STATUS), "0");
}

#[test]
fn an_update_begins_a_new_minute_and_the_old_guid_dies_in_its_time() {
    let mut hall = Hall::new();
    let old = hall.agent(101);
    hall.pass(75);
    let guid = updated(&mut hall, &old);
    let new = Agent { id: 101, guid };
    hall.pass(44);
    assert_eq!(hall.code(&old, "GET", STATUS), "0");
    hall.pass(1);
    assert_eq!(hall.code(&old, "GET", STATUS), "000-003");
    hall.pass(74);
    assert_eq!(hall.code(&new, "GET", STATUS), "0");
}

#[test]
fn an_update_needs_a_guid_that_lives() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.pass(70);
    hall.code(&agent, "GET", STATUS);
    hall.pass(50);
    assert_eq!(hall.code(&agent, "PUT", UPDATE), "000-003");
    hall.pass(70);
    assert_eq!(hall.code(&agent, "PUT", UPDATE), "100-006");
}

#[test]
fn a_static_guid_is_answered_unchanged_or_refused() {
    let mut hall = static_hall(StaticUpdateGuid::Unchanged);
    let agent = hall.agent(101);
    assert_eq!(updated(&mut hall, &agent), agent.guid);

    let mut hall = static_hall(StaticUpdateGuid::Refused);
    let agent = hall.agent(101);
    assert_eq!(hall.code(&agent, "PUT", UPDATE), "100-007");
    assert_eq!(hall.code(&agent, "GET", STATUS), "0");
}

#[test]
fn a_synchronisation_empties_the_event_queue() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    synchronized(&mut hall, &agent);
    assert_eq!(hall.news(&agent), [""; 0]);
    assert_eq!(hall.place(&call).as_deref(), Some("ringing"));
}

#[test]
fn an_idle_agent_is_synchronised_as_the_page_prints_it() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.pass(21);
    let printed = json!({
        "callinfo": null,
        "agentStateInfo": {
            "callFeature": 0, "callData": "", "lastState": 255, "preBusy": false,
            "firsttalkingFlag": false, "workNo": "101", "qcWorkNo": "", "callerNo": "",
            "beginHoldTime": null, "state": 1, "talkingCallfeature": 0, "releaseFlag": 0,
            "calledNo": "", "mainCallId": "", "secondTalkingTime": null, "preRest": false,
            "recordID": "", "currentTime": "1455885077000", "beginTalkingTime": null,
            "partner": "", "holdCallId": "", "agentStateBeginTime": 1_455_885_056_000_u64,
            "curCommand": 0, "curCallId": "", "cmdBeginTime": "",
        },
    });
    assert_eq!(synchronized(&mut hall, &agent), printed);
}

#[test]
fn a_synchronisation_tells_calls_and_wishes() {
    let check = |hall: &mut Hall, agent: &Agent, expected: Value| {
        let info = synchronized(hall, agent)["agentStateInfo"].clone();
        let fields = expected.as_object().cloned().unwrap_or_default();
        for (name, value) in fields {
            assert_eq!(info[&name], value, "{name} in {info}");
        }
    };
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    let ringing = json!({"state": 4, "curCallId": call, "mainCallId": call, "holdCallId": "",
        "beginTalkingTime": null});
    check(&mut hall, &agent, ringing);

    hall.pass(5);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.code(&agent, "POST", "onlineagent/101/saybusy");
    let talking = json!({"state": 5, "curCallId": call, "preBusy": true,
        "beginTalkingTime": "1455885061000", "agentStateBeginTime": 1_455_885_061_000_u64});
    check(&mut hall, &agent, talking);

    hall.pass(5);
    hall.desk("hold", json!({"callid": call}));
    let held = json!({"curCallId": "", "mainCallId": call, "holdCallId": call,
        "beginHoldTime": "1455885066000", "beginTalkingTime": "1455885061000"});
    check(&mut hall, &agent, held);

    hall.desk("hangup", json!({"callid": call}));
    check(
        &mut hall,
        &agent,
        json!({"state": 7, "preBusy": false, "mainCallId": ""}),
    );
}

#[test]
fn a_poll_beside_a_synchronisation_is_held_on_or_ended_or_in_its_way() {
    let check = |reading: SyncWhilePolling, code: &str, is_held: bool| {
        let mut hall = Hall::reading(|r| r.sync_while_polling = reading);
        let agent = hall.agent(101);
        let ticket = hall.held_poll(&agent);
        assert_eq!(hall.code(&agent, "POST", SYNC), code, "{reading:?}");
        let answer = hall.settled(ticket).map(|answer| body(&answer));
        let empty = json!({"message": "", "retcode": "0"});
        assert_eq!(answer, (!is_held).then_some(empty), "{reading:?}");
        assert_eq!(
            hall.about(101)["session"]["pollsHeld"],
            u8::from(is_held),
            "{reading:?}"
        );
    };
    check(SyncWhilePolling::Served, "0", true);
    check(SyncWhilePolling::EndsPoll, "0", false);
    check(SyncWhilePolling::Refused, "000-007", true);
}
