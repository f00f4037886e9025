//! Envelopes: printed answers to commands, refusals, and what is no answer at all.

use gateway_protocol::agent_conf::{AnswerConference, LeaveConference, RejectConference};
use gateway_protocol::agent_event::Poll;
use gateway_protocol::endpoint::{Endpoint, Failure, MAX_BODY, Refusal, Unreadable, Why};
use gateway_protocol::id::SkillId;
use gateway_protocol::online_agent::{
    AgentSkills, AgentStatus, ForceSignIn, ForceSignOut, ResetSkill, SayBusy, SayFree, SignIn,
    SignOut, SignedIn, Skill, StateCode, Status,
};
use gateway_protocol::retcode::Retcode;
use gateway_protocol::voice_call::{
    AnswerCall, DropCall, RejectCall, Release, ReleaseEx, RequestCall,
};

use crate::{answered, read, refused_with, unreadable_because};

#[test]
fn commands_are_accepted_as_printed() {
    fn check<E: Endpoint<Reply = ()>>(body: &str) {
        assert_eq!(read::<E>(body), Ok(()), "{} {body}", E::LOG_NAME);
    }
    fn check_all(body: &str) {
        check::<AnswerCall>(body);
        check::<RejectCall>(body);
        check::<Release>(body);
        check::<ReleaseEx>(body);
        check::<DropCall>(body);
        check::<RequestCall>(body);
        check::<RejectConference>(body);
        check::<AnswerConference>(body);
        check::<LeaveConference>(body);
        check::<SignOut>(body);
        check::<ForceSignOut>(body);
        check::<SayFree>(body);
        check::<SayBusy>(body);
        check::<ResetSkill>(body);
    }
    // Answering a Call, Rejecting an Agent Conference Call.
    check_all("{\n  \"result\": {},\n  \"message\": \"success\",\n  \"retcode\": \"0\"\n}");
    // Rejecting an Inbound Call.
    check_all(r#"{ "result": {}, "message": "success", "retcode": "0" }"#);
    // The conventions: message empty, result absent.
    check_all(r#"{"message":"","retcode":"0"}"#);
    // Maintaining the Heartbeat by an Agent.
    check_all(r#"{"message":"success","retcode":"0"}"#);
    // Development guide, with the quotes its print lacks.
    check_all(r#"{"msg":"success","result":null,"retcode":"0"}"#);
    // Asking for Internal Help: the result is a string.
    check_all(r#"{"message":"success","retcode":"0","result":"1476707884-279"}"#);
    check_all(r#"{"retcode":0,"result":[1,2]}"#);
    check_all("\u{FEFF}{\"retcode\":\"0\"}\r\n\0\0");
}

#[test]
fn a_code_may_be_any_whole_number() {
    for number in ["-1", "7", "9223372036854775808", "18446744073709551615"] {
        let code = Retcode::Other(number.to_owned());
        let reply = read::<AnswerCall>(&format!(r#"{{"retcode":{number}}}"#));
        assert_eq!(refused_with(reply), Some(code), "{number}");
    }
}

#[test]
fn the_codes_of_each_contract_page_are_refusals() {
    fn check<E: Endpoint>(codes: &[(&str, Retcode)]) {
        for (text, retcode) in codes {
            let body = format!(r#"{{"result":{{}},"message":"no","retcode":"{text}"}}"#);
            assert_eq!(
                refused_with(read::<E>(&body)).as_ref(),
                Some(retcode),
                "{}",
                E::LOG_NAME
            );
        }
    }
    const NOT_SIGNED_IN: (&str, Retcode) = ("100-006", Retcode::NotSignedIn);
    const OPERATION_FAILED: (&str, Retcode) = ("100-007", Retcode::OperationFailed);
    check::<AnswerCall>(&[
        NOT_SIGNED_IN,
        OPERATION_FAILED,
        ("200-002", Retcode::NoCallToAnswer),
    ]);
    check::<RejectCall>(&[
        NOT_SIGNED_IN,
        OPERATION_FAILED,
        ("200-002", Retcode::NoCallToAnswer),
        ("200-037", Retcode::parse("200-037")),
        ("200-038", Retcode::parse("200-038")),
        ("200-039", Retcode::parse("200-039")),
    ]);
    check::<Release>(&[
        NOT_SIGNED_IN,
        OPERATION_FAILED,
        ("200-017", Retcode::NoCallToRelease),
    ]);
    check::<ReleaseEx>(&[
        NOT_SIGNED_IN,
        OPERATION_FAILED,
        ("200-017", Retcode::NoCallToRelease),
    ]);
    check::<RequestCall>(&[NOT_SIGNED_IN, OPERATION_FAILED]);
    check::<RejectConference>(&[
        ("000-002", Retcode::parse("000-002")),
        NOT_SIGNED_IN,
        OPERATION_FAILED,
        ("101-001", Retcode::NoConference),
    ]);
    check::<DropCall>(&[("200-025", Retcode::NoCallToDrop)]);
    check::<SignIn>(&[
        ("100-002", Retcode::AlreadySignedIn),
        ("100-004", Retcode::parse("100-004")),
    ]);
    check::<ForceSignIn>(&[("100-015", Retcode::parse("100-015"))]);
}

#[test]
fn a_refusal_carries_the_gateway_s_own_words_fit_to_be_shown() {
    fn check(members: &str, message: &str) {
        let body = format!(r#"{{"retcode":"200-038"{members}}}"#);
        let refusal = Refusal {
            retcode: Retcode::parse("200-038"),
            message: message.to_owned(),
        };
        assert_eq!(
            read::<RejectCall>(&body),
            Err(Failure::Refused(refusal)),
            "{body}"
        );
    }
    check(
        r#","message":"Unknown ERROR._21234""#,
        "Unknown ERROR._21234",
    );
    check(r#","msg":"no""#, "no");
    check(r#","message":"first","msg":"second""#, "first");
    check("", "");
    check(r#","message":null"#, "");
    check(r#","message":{"text":"no"}"#, "");
    check(
        r#","message":"a\u0000b\u202Ec\u2066d\u001b[31m\r\ne""#,
        "abcd[31m  e",
    );
    check(r#","message":"拒绝""#, "拒绝");
    check(
        r#","message":"\u007f\u061c\u200e\u200f\u2028\u2029\u202a\u2069""#,
        "",
    );
    check(
        r#","message":"\u2027\u2065\u200d\u00a0|""#,
        "\u{2027}\u{2065}\u{200D}\u{A0}|",
    );
    check(
        &format!(r#","message":"{}""#, "很".repeat(1000)),
        &"很".repeat(300),
    );
}

#[test]
fn a_refusal_is_read_whatever_the_http_status() {
    for status in [200, 401, 403, 500, 503] {
        let reply = Release::read(&answered(status, r#"{"message":"no","retcode":"200-017"}"#));
        assert_eq!(
            refused_with(reply),
            Some(Retcode::NoCallToRelease),
            "{status}"
        );
    }
}

#[test]
fn what_is_no_answer_is_unreadable_and_says_why() {
    fn check(body: &str, why: Why) {
        let shown: String = body.chars().take(60).collect();
        let expected = Failure::Unreadable(Unreadable { status: 502, why });
        assert_eq!(
            Release::read(&answered(502, body)),
            Err(expected.clone()),
            "{shown}"
        );
        assert_eq!(Poll::read(&answered(502, body)), Err(expected), "{shown}");
    }
    check("", Why::Empty);
    check(" \r\n\u{FEFF}\0", Why::Empty);
    check("<html><body>502 Bad Gateway</body></html>", Why::NotJson);
    check("success", Why::NotJson);
    check(r#"{"retcode":"0""#, Why::NotJson);
    check(r#"{"retcode":"0"} trailing"#, Why::NotJson);
    check(r#"{"retcode":"0"}{"retcode":"0"}"#, Why::NotJson);
    // Development guide as printed, quotes missing.
    check(
        r#"{"msg":"success",result:null,"retcode":"0"}"#,
        Why::NotJson,
    );
    check("{}", Why::NoRetcode);
    check(r#"{"message":"success","result":{}}"#, Why::NoRetcode);
    check(r#"{"retcode":null}"#, Why::NoRetcode);
    check(r#"{"retcode":""}"#, Why::NoRetcode);
    check(r#"{"retcode":{}}"#, Why::NoRetcode);
    check(r#"{"retcode":0.0}"#, Why::NoRetcode);
    check(r#"{"retcode":true}"#, Why::NoRetcode);
    check("null", Why::WrongShape("envelope"));
    check("0", Why::WrongShape("envelope"));
    check(r#"[{"retcode":"0"}]"#, Why::WrongShape("envelope"));
    check(&"[".repeat(100_000), Why::NotJson);
    check(
        &format!("{}\"retcode\":\"0\"", "{\"a\":".repeat(10_000)),
        Why::NotJson,
    );
}

#[test]
fn an_answer_of_half_a_mebibyte_is_read_and_one_byte_more_is_not() {
    fn padded(length: usize) -> String {
        let answer = r#"{"retcode":"0","message":""#;
        let filling = length - answer.len() - 2;
        format!("{answer}{}\"}}", "x".repeat(filling))
    }
    assert_eq!(padded(MAX_BODY).len(), MAX_BODY);
    assert_eq!(read::<Release>(&padded(MAX_BODY)), Ok(()));
    let too_large = read::<Release>(&padded(MAX_BODY + 1));
    assert_eq!(unreadable_because(too_large), Some(Why::TooLarge));
}

#[test]
fn failures_are_sentences() {
    let refused = read::<Release>(r#"{"retcode":"200-017","message":"no call"}"#).unwrap_err();
    assert_eq!(refused.to_string(), "200-017 no call");
    let unreadable = Release::read(&answered(502, "<html>")).unwrap_err();
    assert_eq!(unreadable.to_string(), "HTTP 502, the answer is not JSON");
}

#[test]
fn a_sign_in_is_a_success_however_its_result_looks() {
    fn check(result: &str, expected: SignedIn) {
        let body = format!(r#"{{"message":"","retcode":"0"{result}}}"#);
        assert_eq!(read::<SignIn>(&body), Ok(expected.clone()), "{body}");
        assert_eq!(read::<ForceSignIn>(&body), Ok(expected), "{body}");
    }
    // Signing In, as printed.
    check(
        concat!(
            r#","result":{"vdnid":1,"workno":"291","mediatype":"TTF","loginTime":"1471585949806","#,
            r#""isForceChange":"false","serverName":"AgentGateway","timeRemaining":"9"}"#,
        ),
        SignedIn {
            password_days_left: Some(9),
            must_change_password: false,
            server_name: "AgentGateway".to_owned(),
        },
    );
    check(
        r#","result":{"vdnid":"1","isForceChange":true,"timeRemaining":180}"#,
        SignedIn {
            password_days_left: Some(180),
            must_change_password: true,
            ..SignedIn::default()
        },
    );
    check(
        r#","result":{"timeRemaining":"","isForceChange":"true"}"#,
        SignedIn {
            must_change_password: true,
            ..SignedIn::default()
        },
    );
    check("", SignedIn::default());
    check(r#","result":null"#, SignedIn::default());
    check(r#","result":[]"#, SignedIn::default());
    check(r#","result":"signed in""#, SignedIn::default());
    check(
        r#","result":{"timeRemaining":-1,"isForceChange":7,"serverName":[]}"#,
        SignedIn::default(),
    );
}

#[test]
fn the_agent_status_is_read_as_printed_and_as_its_table_types_it() {
    fn check(result: &str, state: StateCode, is_working: bool) {
        let body = format!(r#"{{"message":"","retcode":"0","result":{result}}}"#);
        assert_eq!(
            read::<AgentStatus>(&body),
            Ok(Status { state, is_working }),
            "{body}"
        );
    }
    check(
        r#"{"agentState":4,"isWorking":false}"#,
        StateCode::Idle,
        false,
    );
    check(
        r#"[{"agentState":7,"isWorking":true}]"#,
        StateCode::Talking,
        true,
    );
    check(
        r#"{"agentState":"3","isWorking":"true"}"#,
        StateCode::Busy,
        true,
    );
    check(r#"{"agentState":0}"#, StateCode::Unknown, false);
    check(r#"{"agentState":1}"#, StateCode::SignedIn, false);
    check(r#"{"agentState":2}"#, StateCode::SignedOut, false);
    check(r#"{"agentState":5}"#, StateCode::WrapUp, false);
    check(r#"{"agentState":6}"#, StateCode::AsIdle, false);
    check(r#"{"agentState":8}"#, StateCode::Rest, false);
    check(r#"{"agentState":9}"#, StateCode::Other(9), false);
}

#[test]
fn an_agent_status_without_a_state_is_unreadable() {
    fn check(result: &str, why: Why) {
        let body = format!(r#"{{"message":"","retcode":"0"{result}}}"#);
        assert_eq!(
            unreadable_because(read::<AgentStatus>(&body)),
            Some(why),
            "{body}"
        );
    }
    check("", Why::MissingResult);
    check(r#","result":null"#, Why::WrongShape("agentState"));
    check(r#","result":{}"#, Why::WrongShape("agentState"));
    check(
        r#","result":{"agentState":"idle"}"#,
        Why::WrongShape("agentState"),
    );
    check(
        r#","result":[{"agentState":4},{"agentState":3}]"#,
        Why::WrongShape("agentState"),
    );
}

#[test]
fn skills_are_read_and_rows_without_an_id_skipped() {
    let body = concat!(
        r#"{"message":"success","retcode":"0","result":["#,
        r#"{"name":"voice","id":1,"mediatype":5},{"name":"callback","id":"2","mediatype":"4"},"#,
        r#"{"name":"nameless number"},{"id":3},{"id":-4},null,7]}"#,
    );
    let skill = |id, name: &str, media_type| Skill {
        id: SkillId(id),
        name: name.to_owned(),
        media_type,
    };
    assert_eq!(
        read::<AgentSkills>(body),
        Ok(vec![
            skill(1, "voice", Some(5)),
            skill(2, "callback", Some(4)),
            skill(3, "", None)
        ])
    );
    assert_eq!(
        read::<AgentSkills>(r#"{"retcode":"0","result":[]}"#),
        Ok(Vec::new())
    );
    assert_eq!(
        unreadable_because(read::<AgentSkills>(r#"{"retcode":"0","result":"voice"}"#)),
        Some(Why::WrongShape("result"))
    );
}
