//! The codes by which something is decided, and all others.

use gateway_protocol::agent_event::Poll;
use gateway_protocol::retcode::Retcode;

use crate::{read, refused_with};

#[test]
fn a_code_is_read_by_its_text_and_written_back() {
    fn check(text: &str, expected: Retcode) {
        assert_eq!(Retcode::parse(text), expected, "{text}");
        assert_eq!(expected.as_str(), text);
        assert_eq!(expected.to_string(), text);
    }
    check("0", Retcode::Success);
    check("000-001", Retcode::EventMethodWrong);
    check("000-003", Retcode::NotPermitted);
    check("000-004", Retcode::SwitchingOver);
    check("000-007", Retcode::RepeatedCall);
    check("100-002", Retcode::AlreadySignedIn);
    check("100-006", Retcode::NotSignedIn);
    check("100-007", Retcode::OperationFailed);
    check("100-008", Retcode::AlreadySignedOut);
    check("101-001", Retcode::NoConference);
    check("101-003", Retcode::AlreadyInConference);
    check("105-005", Retcode::SignInAgain5);
    check("105-006", Retcode::SignInAgain6);
    check("105-007", Retcode::SignInAgain7);
    check("200-002", Retcode::NoCallToAnswer);
    check("200-017", Retcode::NoCallToRelease);
    check("200-025", Retcode::NoCallToDrop);
    check("300-001", Retcode::AgentQueryNotPermitted);
    check("400-003", Retcode::NoHeldCalls);
}

#[test]
fn a_code_by_which_nothing_is_decided_is_kept_as_it_came() {
    fn check(text: &str, kept: &str) {
        let code = Retcode::parse(text);
        assert_eq!(code, Retcode::Other(kept.to_owned()), "{text:?}");
        assert_eq!(code.as_str(), kept);
        assert_eq!(code.to_string(), kept);
    }
    for listed in [
        "000-002", "100-004", "104-001", "200-037", "500-009", "900-005",
    ] {
        check(listed, listed);
    }
    check("200-019", "200-019");
    check("-1", "-1");
    check("000", "000");
    check("error", "error");
    check("10\u{202E}0-\u{7}006", "100-006");
    check(&"7".repeat(1000), &"7".repeat(64));
}

#[test]
fn a_code_is_read_as_text_or_whole_number_and_with_blanks() {
    fn check(retcode: &str, expected: Retcode) {
        let body = format!(r#"{{"retcode":{retcode},"message":"no"}}"#);
        assert_eq!(
            refused_with(read::<Poll>(&body)),
            Some(expected),
            "{retcode}"
        );
    }
    check(r#""100-006""#, Retcode::NotSignedIn);
    check(r#"" 100-006 ""#, Retcode::NotSignedIn);
    check(r#""100-006\u0000""#, Retcode::NotSignedIn);
    check("5", Retcode::Other("5".to_owned()));
    check("-1", Retcode::Other("-1".to_owned()));
    check(
        "18446744073709551615",
        Retcode::Other("18446744073709551615".to_owned()),
    );
}
