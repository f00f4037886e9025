//! The ids, at the edges of what they may be.

use gateway_protocol::id::{AgentId, CallId, ConfId, Guid, SkillId};

#[test]
fn agent_ids_are_whole_numbers_from_101_to_999999() {
    fn check(text: &str, expected: Option<&str>) {
        let read = AgentId::parse(text).ok();
        assert_eq!(read.as_ref().map(AgentId::as_str), expected, "{text:?}");
    }
    check("100", None);
    check("101", Some("101"));
    check("59999", Some("59999"));
    check("60000", Some("60000"));
    check("999999", Some("999999"));
    check("1000000", None);
    check("abc", None);
    check("", None);
    check("0101", None);
    check("+101", None);
    check("-101", None);
    check("101.0", None);
    check("1e5", None);
    check("１０１", None);
    check("4294967397", None);
    check(" 101\t", Some("101"));
    check("1 01", None);
}

#[test]
fn an_invalid_agent_id_says_what_a_valid_one_is() {
    let sentence = AgentId::parse("100").unwrap_err().to_string();
    assert_eq!(sentence, "an agent id is a number from 101 to 999999");
}

#[test]
fn call_ids_are_opaque_but_never_a_step_in_a_path() {
    fn check(text: &str, expected: Option<&str>) {
        let read = CallId::parse(text);
        assert_eq!(read.as_ref().map(CallId::as_str), expected, "{text:?}");
        let conference = ConfId::parse(text);
        assert_eq!(
            conference.as_ref().map(ConfId::as_str),
            expected,
            "{text:?}"
        );
    }
    check("1455885056-1095", Some("1455885056-1095"));
    check("145640404337", Some("145640404337"));
    check(" 1-2 ", Some("1-2"));
    check("a/b?c=d#e", Some("a/b?c=d#e"));
    check("", None);
    check("   ", None);
    check(".", None);
    check("..", None);
    check(" .. ", None);
    check("...", Some("..."));
    check("1\u{7}2", None);
    check("1\u{202E}2", None);
    check(&"9".repeat(64), Some(&"9".repeat(64)));
    check(&"9".repeat(65), None);
    check(&"号".repeat(64), Some(&"号".repeat(64)));
}

#[test]
fn a_guid_is_read_with_and_without_its_prefix() {
    const VALUE: &str = "5f3c-9d.AgentGateway1";
    fn check(text: &str, expected: Option<&str>) {
        let read = Guid::parse(text);
        assert_eq!(read.as_ref().map(Guid::expose), expected, "{text:?}");
    }
    check("5f3c-9d.AgentGateway1", Some(VALUE));
    check("JSESSIONID=5f3c-9d.AgentGateway1", Some(VALUE));
    check("jsessionid=5f3c-9d.AgentGateway1", Some(VALUE));
    check(" JSESSIONID = 5f3c-9d.AgentGateway1 ", Some(VALUE));
    check(
        "JSESSIONID=5f3c-9d.AgentGateway1; Path=/agentgateway; Secure",
        Some(VALUE),
    );
    check("5f3c-9d.AgentGateway1;HttpOnly", Some(VALUE));
    check("5f3c==", Some("5f3c=="));
    check("Other=5f3c", Some("Other=5f3c"));
    check("", None);
    check("JSESSIONID=", None);
    check("JSESSIONID=;Path=/", None);
    check(";", None);
    check("with blank", None);
    check("line\r\nbreak", None);
    check("密", None);
    check(&"g".repeat(200), Some(&"g".repeat(200)));
    check(&"g".repeat(201), None);
}

#[test]
fn ids_are_shown_as_their_text() {
    assert_eq!(AgentId::parse("291").unwrap().to_string(), "291");
    assert_eq!(CallId::parse("1-2").unwrap().to_string(), "1-2");
    assert_eq!(ConfId::parse("1031168").unwrap().to_string(), "1031168");
    assert_eq!(SkillId(7).to_string(), "7");
}
