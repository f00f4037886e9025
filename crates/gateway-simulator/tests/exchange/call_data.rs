//! Snapshots: the pages of module `calldata`.

use gateway_simulator::readings::LastCallFlag;
use serde_json::{Value, json};

use crate::hall::{Agent, Hall};

fn result(hall: &mut Hall, agent: &Agent, path: &str) -> Value {
    hall.ask(agent, "GET", &format!("calldata/101/{path}"))["result"].clone()
}

fn code(hall: &mut Hall, agent: &Agent, path: &str) -> String {
    hall.code(agent, "GET", &format!("calldata/101/{path}"))
}

#[test]
fn an_agent_without_calls_has_an_empty_list_and_no_call_information() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    assert_eq!(result(&mut hall, &agent, "allcallinfoEx/101"), json!([]));
    assert_eq!(code(&mut hall, &agent, "callinfobeforeanswer"), "400-001");
    assert_eq!(code(&mut hall, &agent, "callinfo"), "400-001");
    assert_eq!(code(&mut hall, &agent, "holdlist"), "400-003");
}

#[test]
fn a_ringing_call_is_found_before_answering() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    assert_eq!(
        result(&mut hall, &agent, "allcallinfoEx/101"),
        json!([call])
    );
    let info = result(&mut hall, &agent, "callinfobeforeanswer");
    assert_eq!(info["callid"], json!(call));
    assert_eq!(info["callskill"], "voice");
    assert_eq!(code(&mut hall, &agent, "callinfo"), "400-001");
}

#[test]
fn a_talking_call_is_the_current_one() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    let info = result(&mut hall, &agent, "callinfo");
    assert_eq!(info["callid"], json!(call));
    assert_eq!(info["begintime"], json!(hall.now));
    assert_eq!(code(&mut hall, &agent, "callinfobeforeanswer"), "400-001");
}

#[test]
fn a_held_call_is_in_the_hold_list_with_five_fields() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.desk("hold", json!({"callid": call}));
    let list = result(&mut hall, &agent, "holdlist");
    assert_eq!(list[0]["callid"], json!(call));
    assert_eq!(list[0].as_object().map(serde_json::Map::len), Some(5));
    assert_eq!(code(&mut hall, &agent, "callinfo"), "400-001");
}

#[test]
fn the_hold_list_is_for_manual_answering() {
    let mut hall = Hall::new();
    let agent = hall.agent_with(101, json!({"autoanswer": true}));
    assert_eq!(code(&mut hall, &agent, "holdlist"), "300-001");
}

#[test]
fn the_last_call_is_returned_when_asked_for() {
    let check = |reading: LastCallFlag, flag: &str, other: &str| {
        let mut hall = Hall::reading(|r| r.last_call_flag = reading);
        let agent = hall.agent(101);
        let call = hall.ring(&agent);
        hall.code(&agent, "PUT", "voicecall/101/answer");
        hall.code(&agent, "DELETE", "voicecall/101/release");
        let path = format!("callinfo?isNoContainLastCall={flag}");
        assert_eq!(result(&mut hall, &agent, &path)["callid"], json!(call));
        let path = format!("callinfo?isNoContainLastCall={other}");
        assert_eq!(code(&mut hall, &agent, &path), "400-001", "{reading:?}");
    };
    check(LastCallFlag::AsPrinted, "true", "false");
    check(LastCallFlag::AsNamed, "false", "true");
}

#[test]
fn the_calls_of_another_agent_can_be_listed() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let other = hall.agent(102);
    let call = hall.ring(&other);
    assert_eq!(
        result(&mut hall, &agent, "allcallinfoEx/102"),
        json!([call])
    );
    assert_eq!(code(&mut hall, &agent, "allcallinfoEx/abc"), "100-011");
}
