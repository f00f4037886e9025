//! Queue and call data: the printed answers, their misprints, and what is no list.

use gateway_protocol::call_data::{
    AllCallInfoEx, CallData, CallInfo, CallInfoBeforeAnswer, HoldList, WaitCallInfo,
};
use gateway_protocol::endpoint::{Endpoint, Why};
use gateway_protocol::event::Feature;
use gateway_protocol::id::{CallId, SkillId};
use gateway_protocol::queue_device::SkillWaitNum;
use gateway_protocol::retcode::Retcode;

use crate::{read, refused_with, unreadable_because};

fn bare(call: &str) -> CallData {
    CallData {
        call: CallId::parse(call).unwrap(),
        caller: None,
        called: None,
        skill: None,
        skill_id: None,
        feature: Feature::NotGiven,
        begin_time: None,
        media_type: None,
    }
}

fn success(result: &str) -> String {
    format!(r#"{{"message":"success","retcode":"0","result":{result}}}"#)
}

#[test]
fn waiting_calls_are_read_as_printed() {
    // Querying Information About Calls Waiting in a Specified Skill Queue; the second row lacks
    // trunkNo and logontimes, and its table types caller and called as int.
    let result = concat!(
        r#"[{"callfeature":0,"callid":"1476707884-279","caller":"70004","called":"60015","#,
        r#""callskill":"voice","callskillid":1,"orgicallednum":"","calldata":"","#,
        r#""begintime":1476707884000,"endtime":null,"userPriority":0,"trunkNo":65535,"#,
        r#""logontimes":0,"mediaType":5,"mediaAbility":1,"waitTime":0,"trace":null},"#,
        r#"{"callfeature":"0","callid":"1476707885-280","caller":70005,"called":60015,"#,
        r#""callskill":"voice","callskillid":"1","begintime":"1476707885000","mediaType":"5"}]"#,
    );
    let row = |call, caller: &str, begin_time| CallData {
        caller: Some(caller.to_owned()),
        called: Some("60015".to_owned()),
        skill: Some("voice".to_owned()),
        skill_id: Some(SkillId(1)),
        feature: Feature::Inbound,
        begin_time: Some(begin_time),
        media_type: Some(5),
        ..bare(call)
    };
    assert_eq!(
        read::<WaitCallInfo>(&success(result)),
        Ok(vec![
            row("1476707884-279", "70004", 1_476_707_884_000),
            row("1476707885-280", "70005", 1_476_707_885_000),
        ])
    );
}

#[test]
fn call_information_is_read_as_printed() {
    // Querying Call Information by Call ID has the same object.
    let result = concat!(
        r#"{"called":"40103","caller":"1008622","callid":"1397104272-3397","calldata":"","#,
        r#""orgicallednum":"","callfeature":7,"callskill":"voice"}"#,
    );
    let expected = CallData {
        caller: Some("1008622".to_owned()),
        called: Some("40103".to_owned()),
        skill: Some("voice".to_owned()),
        feature: Feature::Outbound,
        ..bare("1397104272-3397")
    };
    assert_eq!(
        read::<CallInfo>(&success(result)),
        Ok(Some(expected.clone()))
    );
    assert_eq!(
        read::<CallInfoBeforeAnswer>(&success(result)),
        Ok(Some(expected.clone()))
    );
    assert_eq!(
        read::<CallInfo>(&success(&format!("[{result}]"))),
        Ok(Some(expected))
    );
}

#[test]
fn no_call_is_told_in_several_ways() {
    for result in [
        "null",
        "{}",
        "[]",
        r#"{"callid":""}"#,
        r#"{"callid":null,"caller":""}"#,
    ] {
        assert_eq!(read::<CallInfo>(&success(result)), Ok(None), "{result}");
        assert_eq!(
            read::<CallInfoBeforeAnswer>(&success(result)),
            Ok(None),
            "{result}"
        );
    }
}

#[test]
fn a_call_that_cannot_be_named_is_unreadable_not_absent() {
    fn check(result: &str, why: Why) {
        assert_eq!(
            unreadable_because(read::<CallInfo>(&success(result))),
            Some(why),
            "{result}"
        );
        let before = read::<CallInfoBeforeAnswer>(&success(result));
        assert_eq!(unreadable_because(before), Some(why), "{result}");
    }
    check(r#"{"caller":"70004"}"#, Why::WrongShape("callid"));
    check(r#"{"callid":{}}"#, Why::WrongShape("callid"));
    check("[7]", Why::WrongShape("callid"));
    check(
        r#"[{"callid":"1-1"},{"callid":"1-2"}]"#,
        Why::WrongShape("result"),
    );
    check(r#""1-1""#, Why::WrongShape("result"));
    check("5", Why::WrongShape("result"));
}

#[test]
fn held_calls_are_a_list_whether_array_or_object() {
    fn check(result: &str, calls: &[&str]) {
        let calls = calls.iter().map(|call| bare(call)).collect();
        assert_eq!(read::<HoldList>(&success(result)), Ok(calls), "{result}");
        assert!(read::<WaitCallInfo>(&success(result)).is_ok(), "{result}");
    }
    check(r#"[{"callid":"1-1"},{"callId":"1-2"}]"#, &["1-1", "1-2"]);
    check(r#"{"callid":"1-1"}"#, &["1-1"]);
    check("[]", &[]);
    check("{}", &[]);
    check("null", &[]);
    check(
        r#"[{"caller":"70004"},null,{"callid":""},{"callid":".."},{"callid":145640404337}]"#,
        &["145640404337"],
    );
}

#[test]
fn no_held_calls_is_a_code_of_its_own() {
    let reply = read::<HoldList>(r#"{"message":"no held call","retcode":"400-003"}"#);
    assert_eq!(refused_with(reply), Some(Retcode::NoHeldCalls));
}

#[test]
fn an_agent_s_call_ids_are_read_as_texts_numbers_or_objects() {
    fn check(result: &str, calls: &[&str]) {
        let calls: Vec<_> = calls
            .iter()
            .filter_map(|call| CallId::parse(call))
            .collect();
        assert_eq!(
            read::<AllCallInfoEx>(&success(result)),
            Ok(calls),
            "{result}"
        );
    }
    check(
        r#"["1476707884-279","1476707885-280"]"#,
        &["1476707884-279", "1476707885-280"],
    );
    check("[145640404337]", &["145640404337"]);
    check(
        r#"[{"callid":"1-1"},{"callId":"1-2"},"",null]"#,
        &["1-1", "1-2"],
    );
    check("[]", &[]);
    check("null", &[]);
}

#[test]
fn a_missing_result_is_never_taken_for_no_calls() {
    fn check<E: Endpoint>() {
        let why = unreadable_because(read::<E>(r#"{"message":"success","retcode":"0"}"#));
        assert_eq!(why, Some(Why::MissingResult), "{}", E::LOG_NAME);
        let why = unreadable_because(read::<E>(&success("true")));
        assert_eq!(why, Some(Why::WrongShape("result")), "{}", E::LOG_NAME);
    }
    check::<WaitCallInfo>();
    check::<AllCallInfoEx>();
    check::<CallInfoBeforeAnswer>();
    check::<HoldList>();
    check::<CallInfo>();
    check::<SkillWaitNum>();
}

#[test]
fn the_number_of_waiting_callers_is_a_number_or_its_text() {
    assert_eq!(read::<SkillWaitNum>(&success("1")), Ok(1));
    assert_eq!(read::<SkillWaitNum>(&success("0")), Ok(0));
    assert_eq!(read::<SkillWaitNum>(&success(r#""12""#)), Ok(12));
}

#[test]
fn a_number_of_waiting_callers_that_is_none_is_unreadable() {
    // The first is the page's own example.
    for result in ["{}", "null", "-1", "1.5", r#""many""#, "4294967296", "[1]"] {
        let why = unreadable_because(read::<SkillWaitNum>(&success(result)));
        assert_eq!(why, Some(Why::WrongShape("result")), "{result}");
    }
}

#[test]
fn texts_from_outside_are_fit_to_be_shown() {
    let result = format!(
        r#"{{"callid":"1-1","caller":"<b>a\u0000\u202E\u0007</b>","callskill":"{}","called":" \u2066 "}}"#,
        "长".repeat(500)
    );
    let expected = CallData {
        caller: Some("<b>a</b>".to_owned()),
        skill: Some("长".repeat(128)),
        ..bare("1-1")
    };
    assert_eq!(read::<CallInfo>(&success(&result)), Ok(Some(expected)));
}
