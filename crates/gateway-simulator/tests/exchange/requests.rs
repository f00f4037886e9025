//! What the gateway says to requests that are wrong.

use gateway_simulator::HttpRequest;
use gateway_simulator::readings::{ContentType, Edition};
use serde_json::json;

use crate::hall::{Hall, JSON, body, text};

#[test]
fn an_address_no_page_has_is_not_found() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let check = |hall: &mut Hall, method: &str, path: &str| {
        let answer = hall.answer(&agent.request(method, path));
        assert_eq!(answer.status, 404, "{path}");
    };
    check(&mut hall, "GET", "onlineagent/101/nothing");
    check(&mut hall, "GET", "nothing/101/agentstatus");
    check(&mut hall, "GET", "onlineagent");
    check(&mut hall, "POST", "voicecall/101/requestcall/1-1");
}

#[test]
fn a_method_the_page_does_not_name_is_not_allowed() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let check = |hall: &mut Hall, method: &str, path: &str| {
        let answer = hall.answer(&agent.request(method, path));
        assert_eq!(answer.status, 405, "{method} {path}");
    };
    check(&mut hall, "GET", "voicecall/101/answer");
    check(&mut hall, "POST", "voicecall/101/answer");
    check(&mut hall, "PUT", "voicecall/101/reject");
    check(&mut hall, "POST", "voicecall/101/release");
    check(&mut hall, "GET", "agentconf/101/rejectagentconf");
    check(&mut hall, "POST", "agentevent/101");
}

#[test]
fn an_agent_id_out_of_range_is_invalid() {
    let check = |edition: Edition, id: &str, code: &str| {
        let mut hall = Hall::reading(|r| r.edition = edition);
        let path = format!("/agentgateway/resource/onlineagent/{id}");
        let request = HttpRequest::new("PUT", &path)
            .with_header("Content-Type", JSON)
            .with_body(json!({"password": "", "phonenum": "1"}).to_string());
        assert_eq!(text(&body(&hall.answer(&request)), "retcode"), code, "{id}");
    };
    for edition in [Edition::Newer, Edition::Older] {
        check(edition, "100", "000-002");
        check(edition, "101", "0");
        check(edition, "59999", "0");
        check(edition, "1000000", "000-002");
        check(edition, "abc", "000-002");
        check(edition, "0101", "000-002");
        check(edition, "-101", "000-002");
    }
    check(Edition::Newer, "60000", "0");
    check(Edition::Newer, "999999", "0");
    check(Edition::Older, "60000", "000-002");
}

#[test]
fn the_content_type_is_mandatory_without_a_body_too() {
    let check = |content_type: Option<&str>, code: &str| {
        let mut hall = Hall::new();
        let agent = hall.agent(101);
        let path = "/agentgateway/resource/onlineagent/101/agentstatus";
        let mut request = HttpRequest::new("GET", path).with_header("guid", &agent.guid);
        if let Some(content_type) = content_type {
            request = request.with_header("content-type", content_type);
        }
        let answer = body(&hall.answer(&request));
        assert_eq!(text(&answer, "retcode"), code, "{content_type:?}");
    };
    check(Some("application/json; charset=UTF-8"), "0");
    check(Some("application/json;charset=utf-8"), "0");
    check(Some("application/json"), "0");
    check(Some("application/json; charset=GBK"), "000-002");
    check(Some("text/plain"), "000-002");
    check(None, "000-002");
}

#[test]
fn the_content_type_may_be_ignored() {
    let mut hall = Hall::reading(|r| r.content_type = ContentType::Ignored);
    let agent = hall.agent(101);
    let path = "/agentgateway/resource/onlineagent/101/agentstatus";
    let request = HttpRequest::new("GET", path).with_header("Guid", &agent.guid);
    assert_eq!(text(&body(&hall.answer(&request)), "retcode"), "0");
}

#[test]
fn a_missing_or_wrong_guid_has_no_permission() {
    let mut hall = Hall::new();
    let mut agent = hall.agent(101);
    agent.guid.push('x');
    assert_eq!(
        hall.code(&agent, "GET", "onlineagent/101/agentstatus"),
        "000-003"
    );
    agent.guid = String::new();
    assert_eq!(
        hall.code(&agent, "GET", "onlineagent/101/agentstatus"),
        "000-003"
    );
}

#[test]
fn an_agent_who_never_signed_in_is_told_so() {
    let mut hall = Hall::new();
    let mut agent = hall.agent(101);
    agent.id = 102;
    assert_eq!(
        hall.code(&agent, "GET", "onlineagent/102/agentstatus"),
        "100-006"
    );
}

#[test]
fn a_body_that_is_no_json_is_answered_in_the_envelope() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.ring(&agent);
    let request = agent
        .request("POST", "voicecall/101/reject")
        .with_body("mode=1");
    let answer = hall.answer(&request);
    assert_eq!(answer.status, 200);
    assert_eq!(text(&body(&answer), "retcode"), "000-006");
}

#[test]
fn names_and_values_in_addresses_may_be_escaped() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let call = hall.ring(&agent).replace('-', "%2D");
    let path = format!("voicecall/101/answer?x=%zz&call%69d={call}");
    assert_eq!(hall.code(&agent, "PUT", &path), "0");
}
