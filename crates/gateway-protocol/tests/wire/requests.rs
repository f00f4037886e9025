//! Method, address, headers, body and log name of each interface, against its page's own lines.

use gateway_protocol::agent_conf::{AnswerConference, LeaveConference, RejectConference};
use gateway_protocol::agent_event::Poll;
use gateway_protocol::call_data::{
    AllCallInfoEx, CallInfo, CallInfoBeforeAnswer, HoldList, WaitCallInfo,
};
use gateway_protocol::endpoint::{Endpoint, Request};
use gateway_protocol::id::{CallId, Guid};
use gateway_protocol::online_agent::{
    AgentSkills, AgentStatus, ForceSignIn, ForceSignOut, Password, ResetSkill, SayBusy, SayFree,
    SignIn, SignInDetails, SignOut, SyncAgentInfo, UpdateGuid,
};
use gateway_protocol::queue_device::SkillWaitNum;
use gateway_protocol::voice_call::{
    AnswerCall, DropCall, RejectCall, RejectMode, Release, ReleaseEx, RequestCall, SkillIdName,
};

use crate::{SKILL, agent, call};

/// Lays a request beside its page: `line` is the URI as printed, `logged` its "Method Name in
/// Logs" where the page has one.
fn check<E: Endpoint>(endpoint: &E, method: &str, line: &str, logged: &str) -> Request {
    let printed = line
        .strip_prefix("https://ip:port/agentgateway/resource")
        .unwrap();
    let filled = [
        ("{agentid}", "291"),
        ("{workno}", "291"),
        ("{callid}", "1455885056-1095"),
        ("{callid=XXXX}", "callid=1455885056-1095"),
        ("{skilltype}", "0"),
        ("{skillId}", "1"),
        ("{skillid}", "1"),
    ]
    .iter()
    .fold(printed.to_owned(), |line, (name, value)| {
        line.replace(name, value)
    });

    let request = endpoint.request();
    assert_eq!(request.method.as_str(), method, "{line}");
    assert_eq!(request.path, filled, "{line}");
    assert_eq!(request.log_name, logged, "{line}");
    assert_eq!(E::METHOD, request.method, "{line}");
    assert_eq!(E::LOG_NAME, logged, "{line}");
    let headers: Vec<_> = request
        .headers
        .iter()
        .map(|header| (header.name, header.value()))
        .collect();
    assert_eq!(
        headers,
        [("Content-Type", "application/json; charset=UTF-8")],
        "{line}"
    );
    request
}

fn check_bodiless<E: Endpoint>(endpoint: &E, method: &str, line: &str, logged: &str) {
    assert_eq!(check(endpoint, method, line, logged).body, None, "{line}");
}

#[test]
fn the_five_pages_of_the_contract_are_sent_as_printed() {
    let (agent, call) = (agent(), call());
    let reject = RejectCall {
        agent: agent.clone(),
        call: call.clone(),
        mode: RejectMode::BackToQueue,
    };
    let request_call = RequestCall {
        agent: agent.clone(),
        call: call.clone(),
        skill: SKILL,
        skill_id_name: SkillIdName::default(),
    };
    check_bodiless(
        &AnswerCall {
            agent: agent.clone(),
            call,
        },
        "PUT",
        "https://ip:port/agentgateway/resource/voicecall/{agentid}/answer?{callid=XXXX}",
        "answer",
    );
    let request = check(
        &reject,
        "POST",
        "https://ip:port/agentgateway/resource/voicecall/{agentid}/reject",
        "reject",
    );
    assert_eq!(
        request.body.unwrap().as_str(),
        r#"{"callid":"1455885056-1095","mode":1}"#
    );
    check_bodiless(
        &Release {
            agent: agent.clone(),
        },
        "DELETE",
        "https://ip:port/agentgateway/resource/voicecall/{agentid}/release",
        "release",
    );
    check_bodiless(
        &ReleaseEx {
            agent: agent.clone(),
        },
        "DELETE",
        "https://ip:port/agentgateway/resource/voicecall/{agentid}",
        "releaseEx",
    );
    check_bodiless(
        &request_call,
        "POST",
        "https://ip:port/agentgateway/resource/voicecall/{agentid}/requestcall/{callid}/{skilltype}?skillId={skillId}",
        "requestAppointedCall",
    );
    check_bodiless(
        &RejectConference { agent },
        "POST",
        "https://ip:port/agentgateway/resource/agentconf/{agentid}/rejectagentconf",
        "rejectAgentConf",
    );
}

#[test]
fn the_rest_of_the_call_interfaces_are_sent_as_printed() {
    let (agent, call) = (agent(), call());
    check_bodiless(
        &DropCall {
            agent: agent.clone(),
            call: call.clone(),
        },
        "POST",
        "https://ip:port/agentgateway/resource/voicecall/{agentid}/dropcall/{callid}",
        "dropCall",
    );
    check_bodiless(
        &RequestCall {
            agent: agent.clone(),
            call,
            skill: SKILL,
            skill_id_name: SkillIdName::Skillid,
        },
        "POST",
        "https://ip:port/agentgateway/resource/voicecall/{agentid}/requestcall/{callid}/{skilltype}?skillid={skillid}",
        "requestAppointedCall",
    );
    check_bodiless(
        &AnswerConference {
            agent: agent.clone(),
        },
        "POST",
        "https://ip:port/agentgateway/resource/agentconf/{agentid}/answeragentconf",
        "answeragentconf",
    );
    check_bodiless(
        &LeaveConference { agent },
        "POST",
        "https://ip:port/agentgateway/resource/agentconf/{agentid}/requestleaveagentconf",
        "requestleaveagentconf",
    );
}

#[test]
fn the_session_interfaces_are_sent_as_printed() {
    let agent = agent();
    let details = SignInDetails {
        password: Password::new(""),
        phone: "40038".to_owned(),
        autoanswer: false,
        autoenteridle: true,
        releasephone: false,
        agenttype: 4,
        status: 4,
    };
    let body = concat!(
        r#"{"password":"","phonenum":"40038","autoanswer":false,"autoenteridle":true,"#,
        r#""releasephone":false,"agenttype":4,"status":4}"#,
    );
    let request = check(
        &SignIn {
            agent: agent.clone(),
            details: details.clone(),
        },
        "PUT",
        "https://ip:port/agentgateway/resource/onlineagent/{agentid}",
        "login",
    );
    assert_eq!(request.body.unwrap().as_str(), body);
    let request = check(
        &ForceSignIn {
            agent: agent.clone(),
            details,
        },
        "PUT",
        "https://ip:port/agentgateway/resource/onlineagent/{agentid}/forcelogin",
        "forceLogin",
    );
    assert_eq!(request.body.unwrap().as_str(), body);
    check_bodiless(
        &SignOut {
            agent: agent.clone(),
        },
        "DELETE",
        "https://ip:port/agentgateway/resource/onlineagent/{agentid}/logout",
        "logout",
    );
    check_bodiless(
        &ForceSignOut {
            agent: agent.clone(),
        },
        "DELETE",
        "https://ip:port/agentgateway/resource/onlineagent/{agentid}/forcelogout",
        "forcelogout",
    );
    check_bodiless(
        &Poll { agent },
        "GET",
        "https://ip:port/agentgateway/resource/agentevent/{agentid}",
        "getAgentEvent",
    );
}

#[test]
fn the_interfaces_for_a_page_loaded_anew_are_sent_as_printed() {
    let agent = agent();
    check_bodiless(
        &UpdateGuid {
            agent: agent.clone(),
        },
        "PUT",
        "https://ip:port/agentgateway/resource/onlineagent/{agentid}/updateGuid",
        "updateGuid",
    );
    check_bodiless(
        &SyncAgentInfo { agent },
        "POST",
        "https://ip:port/agentgateway/resource/onlineagent/{agentid}/syncagentinfo",
        "syncagentinfo",
    );
}

#[test]
fn the_agent_state_interfaces_are_sent_as_printed() {
    let agent = agent();
    check_bodiless(
        &AgentStatus {
            agent: agent.clone(),
        },
        "GET",
        "https://ip:port/agentgateway/resource/onlineagent/{agentid}/agentstatus",
        "getAgentStatus",
    );
    check_bodiless(
        &SayFree {
            agent: agent.clone(),
        },
        "POST",
        "https://ip:port/agentgateway/resource/onlineagent/{agentid}/sayfree",
        "sayFree",
    );
    check_bodiless(
        &SayBusy {
            agent: agent.clone(),
        },
        "POST",
        "https://ip:port/agentgateway/resource/onlineagent/{agentid}/saybusy",
        "saybusy",
    );
    check_bodiless(
        &AgentSkills {
            agent: agent.clone(),
        },
        "GET",
        "https://ip:port/agentgateway/resource/onlineagent/{agentid}/agentskills",
        "agentskills",
    );
    check_bodiless(
        &ResetSkill { agent },
        "POST",
        "https://ip:port/agentgateway/resource/onlineagent/{agentid}/resetskill/true?phonelinkage=0",
        "resetskill",
    );
}

#[test]
fn the_queries_are_sent_as_printed() {
    let agent = agent();
    check_bodiless(
        &WaitCallInfo {
            agent: agent.clone(),
            skill: SKILL,
        },
        "GET",
        "https://ip:port/agentgateway/resource/calldata/{agentid}/waitcallinfo/{skillid}",
        "queryWaitCallInfoBySkillId",
    );
    check_bodiless(
        &AllCallInfoEx {
            agent: agent.clone(),
        },
        "GET",
        "https://ip:port/agentgateway/resource/calldata/{agentid}/allcallinfoEx/{workno}",
        "allcallinfoEx",
    );
    check_bodiless(
        &CallInfoBeforeAnswer {
            agent: agent.clone(),
        },
        "GET",
        "https://ip:port/agentgateway/resource/calldata/{agentid}/callinfobeforeanswer",
        "callinfobeforeanswer",
    );
    check_bodiless(
        &HoldList {
            agent: agent.clone(),
        },
        "GET",
        "https://ip:port/agentgateway/resource/calldata/{agentid}/holdlist",
        "holdlist",
    );
    check_bodiless(
        &CallInfo {
            agent: agent.clone(),
        },
        "GET",
        "https://ip:port/agentgateway/resource/calldata/{agentid}/callinfo",
        "callinfo",
    );
    check_bodiless(
        &SkillWaitNum {
            agent,
            skill: SKILL,
        },
        "GET",
        "https://ip:port/agentgateway/resource/queuedevice/{agentid}/skillwaitnum/{skillid}",
        "skillwaitnum",
    );
}

#[test]
fn reject_modes_are_whole_numbers() {
    fn check(mode: RejectMode, number: u8) {
        let reject = RejectCall {
            agent: agent(),
            call: call(),
            mode,
        };
        let body = reject.request().body.unwrap();
        assert!(
            body.as_str().ends_with(&format!("\"mode\":{number}}}")),
            "{}",
            body.as_str()
        );
        assert_eq!(mode.number(), number);
        assert_eq!(RejectMode::from_number(number), Some(mode));
    }
    check(RejectMode::BackToQueue, 1);
    check(RejectMode::HangUp, 2);
    assert_eq!(RejectMode::from_number(0), None);
    assert_eq!(RejectMode::from_number(3), None);
}

#[test]
fn a_call_id_cannot_leave_its_place_in_the_address() {
    fn check(call: &str, encoded: &str) {
        let call = CallId::parse(call).unwrap();
        let drop = DropCall {
            agent: agent(),
            call: call.clone(),
        }
        .request();
        assert_eq!(drop.path, format!("/voicecall/291/dropcall/{encoded}"));
        let answer = AnswerCall {
            agent: agent(),
            call,
        }
        .request();
        assert_eq!(
            answer.path,
            format!("/voicecall/291/answer?callid={encoded}")
        );
    }
    check("a/../b", "a%2F..%2Fb");
    check("1?x=2&y#z", "1%3Fx%3D2%26y%23z");
    check("{agentid}", "%7Bagentid%7D");
    check("50%", "50%25");
    check("a b+c", "a%20b%2Bc");
    check("号", "%E5%8F%B7");
    check("-._~", "-._~");
}

#[test]
fn text_in_a_body_stays_inside_its_quotes() {
    fn check(text: &str) {
        let details = SignInDetails {
            password: Password::new(text),
            phone: text.to_owned(),
            autoanswer: true,
            autoenteridle: false,
            releasephone: true,
            agenttype: 11,
            status: 3,
        };
        let body = SignIn {
            agent: agent(),
            details,
        }
        .request()
        .body
        .unwrap();
        let read: serde_json::Value = serde_json::from_str(body.as_str()).unwrap();
        let expected = serde_json::json!({
            "password": text, "phonenum": text, "autoanswer": true, "autoenteridle": false,
            "releasephone": true, "agenttype": 11, "status": 3,
        });
        assert_eq!(read, expected);
    }
    check("plain");
    check(r#"a"b\c","status":4,"x":""#);
    check("line\nbreak\ttab\u{0}nul\u{1f}\u{7f}");
    check("密码 🔑 \u{2028}");
}

#[test]
fn the_guid_goes_in_its_header_beside_the_content_type() {
    let guid = Guid::parse("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.AgentGateway1").unwrap();
    let request = Release { agent: agent() }
        .request()
        .with_header(guid.header());
    let headers: Vec<_> = request
        .headers
        .iter()
        .map(|header| (header.name, header.value()))
        .collect();
    assert_eq!(
        headers,
        [
            ("Content-Type", "application/json; charset=UTF-8"),
            ("Guid", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.AgentGateway1"),
        ]
    );
}
