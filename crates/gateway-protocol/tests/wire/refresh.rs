//! The answers for a page loaded anew: a Guid in the body, and how the agent stands.

use gateway_protocol::endpoint::Why;
use gateway_protocol::id::Guid;
use gateway_protocol::online_agent::{AgentInfo, SyncAgentInfo, UpdateGuid};
use gateway_protocol::retcode::Retcode;

use crate::{read, refused_with, unreadable_because};

/// As the page prints it.
const SYNCHRONISED: &str = r#"{
    "result": {
        "callinfo": null,
        "agentStateInfo": {
            "callFeature": 0,
            "callData": "",
            "lastState": 255,
            "preBusy": false,
            "firsttalkingFlag": false,
            "workNo": "41001",
            "qcWorkNo": "",
            "callerNo": "",
            "beginHoldTime": null,
            "state": 1,
            "talkingCallfeature": 0,
            "releaseFlag": 0,
            "calledNo": "",
            "mainCallId": "",
            "secondTalkingTime": null,
            "preRest": false,
            "recordID": "",
            "currentTime": "1566636307992",
            "beginTalkingTime": null,
            "partner": "",
            "holdCallId": "",
            "agentStateBeginTime": 1566636286408,
            "curCommand": 0,
            "curCallId": "",
            "cmdBeginTime": ""
        }
    },
    "message": "success",
    "retcode": "0"
}"#;

#[test]
fn a_new_guid_is_read_from_the_body() {
    fn check(result: &str, guid: &str) {
        let body = format!(r#"{{"message":"success","retcode":"0","result":{result}}}"#);
        let reply = read::<UpdateGuid>(&body).unwrap();
        assert_eq!(Some(reply), Guid::parse(guid), "{body}");
    }
    // As printed.
    check(
        r#"{ "guid": "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.AgentGateway1" }"#,
        "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.AgentGateway1",
    );
    // As the header writes it.
    check(
        r#"{"guid":"JSESSIONID=1-2.AgentGateway0"}"#,
        "1-2.AgentGateway0",
    );
    // An array where an object is meant, as with the agent's status.
    check(r#"[{"guid":"1-2.AgentGateway0"}]"#, "1-2.AgentGateway0");
    // As long as a Guid may be.
    let long = "x".repeat(200);
    check(&format!(r#"{{"guid":"{long}"}}"#), &long);
}

#[test]
fn a_renewal_without_a_guid_is_unreadable() {
    fn check(result: &str, why: Why) {
        let body = format!(r#"{{"message":"success","retcode":"0"{result}}}"#);
        assert_eq!(
            unreadable_because(read::<UpdateGuid>(&body)),
            Some(why),
            "{body}"
        );
    }
    check("", Why::MissingResult);
    check(r#","result":null"#, Why::WrongShape("guid"));
    check(r#","result":{}"#, Why::WrongShape("guid"));
    check(r#","result":{"guid":null}"#, Why::WrongShape("guid"));
    check(r#","result":{"guid":""}"#, Why::WrongShape("guid"));
    check(r#","result":{"guid":"a b"}"#, Why::WrongShape("guid"));
    check(r#","result":{"guid":7}"#, Why::WrongShape("guid"));
    check(r#","result":"1-2.AgentGateway0""#, Why::WrongShape("guid"));
    let long = format!(r#","result":{{"guid":"{}"}}"#, "x".repeat(201));
    check(&long, Why::WrongShape("guid"));
}

#[test]
fn refusals_are_carried() {
    fn check(code: &str, retcode: &Retcode) {
        let body = format!(r#"{{"message":"no","retcode":"{code}"}}"#);
        assert_eq!(
            refused_with(read::<UpdateGuid>(&body)).as_ref(),
            Some(retcode)
        );
        assert_eq!(
            refused_with(read::<SyncAgentInfo>(&body)).as_ref(),
            Some(retcode)
        );
    }
    check("100-006", &Retcode::NotSignedIn);
    check("000-003", &Retcode::NotPermitted);
    check("000-004", &Retcode::SwitchingOver);
    check("100-007", &Retcode::OperationFailed);
}

#[test]
fn a_synchronisation_tells_what_no_snapshot_does() {
    fn check(body: &str, is_busy_next: bool, state_age: Option<u64>) {
        let expected = AgentInfo {
            is_busy_next,
            state_age,
        };
        assert_eq!(read::<SyncAgentInfo>(body), Ok(expected), "{body}");
    }
    check(SYNCHRONISED, false, Some(21_584));
    check(
        &SYNCHRONISED.replace(r#""preBusy": false"#, r#""preBusy": "true""#),
        true,
        Some(21_584),
    );
    // The table types both times as strings.
    check(
        &SYNCHRONISED.replace("1566636286408", r#""1566636286408""#),
        false,
        Some(21_584),
    );
    check(
        &SYNCHRONISED.replace("1566636286408", "1566636307993"),
        false,
        None,
    );
    check(
        &SYNCHRONISED.replace(r#""1566636307992""#, "null"),
        false,
        None,
    );
}

#[test]
fn a_synchronisation_is_a_success_however_its_result_looks() {
    fn check(result: &str) {
        let body = format!(r#"{{"message":"success","retcode":"0"{result}}}"#);
        assert_eq!(
            read::<SyncAgentInfo>(&body),
            Ok(AgentInfo::default()),
            "{body}"
        );
    }
    check("");
    check(r#","result":null"#);
    check(r#","result":{}"#);
    check(r#","result":[]"#);
    check(r#","result":"done""#);
    check(r#","result":{"agentStateInfo":null}"#);
    check(r#","result":{"agentStateInfo":[1]}"#);
}
