//! Every code of the pages, and those nobody lists.

use gateway_protocol::agent_event::Poll;
use gateway_protocol::retcode::Retcode;

use crate::{read, refused_with};

#[test]
fn every_code_is_read_by_its_text_and_written_back() {
    fn check(text: &str, expected: Retcode) {
        assert_eq!(Retcode::parse(text), expected, "{text}");
        assert_eq!(expected.as_str(), text);
        assert_eq!(expected.to_string(), text);
    }
    check("0", Retcode::Success);
    check("000-001", Retcode::EventMethodWrong);
    check("000-002", Retcode::ParameterInvalid);
    check("000-003", Retcode::NotPermitted);
    check("000-004", Retcode::SwitchingOver);
    check("000-005", Retcode::InspectedIsInspector);
    check("000-006", Retcode::MessageParameterWrong);
    check("000-007", Retcode::RepeatedCall);
    check("100-001", Retcode::SignInParameterInvalid);
    check("100-002", Retcode::AlreadySignedIn);
    check("100-003", Retcode::ResourceUnavailable);
    check("100-004", Retcode::WrongPassword);
    check("100-005", Retcode::SignOutParameterInvalid);
    check("100-006", Retcode::NotSignedIn);
    check("100-007", Retcode::OperationFailed);
    check("100-008", Retcode::AlreadySignedOut);
    check("100-009", Retcode::StateNotSettable);
    check("100-010", Retcode::SignOutStateWrong);
    check("100-011", Retcode::SignInParameterInvalid11);
    check("100-012", Retcode::AgentTypeWrong);
    check("100-013", Retcode::BoundPhoneInvalid);
    check("100-014", Retcode::PhoneNotInRange);
    check("100-015", Retcode::CannotBeForcedOut);
    check("100-016", Retcode::IpInvalid);
    check("100-017", Retcode::PortalAuthenticationFailed);
    check("100-018", Retcode::PlaybackVdnMismatch);
    check("100-019", Retcode::SkillQueryParameterInvalid);
    check("100-020", Retcode::PasswordExpired);
    check("100-021", Retcode::SignInInProgress);
    check("101-001", Retcode::NoConference);
    check("101-002", Retcode::NotChair);
    check("101-003", Retcode::AlreadyInConference);
    check("101-004", Retcode::ConferenceQueryNotPermitted);
    check("101-005", Retcode::ChairToSelf);
    check("101-006", Retcode::ChairCannotRemoveSelf);
    check("101-007", Retcode::ChairCannotLeave);
    check("105-005", Retcode::SignInAgain5);
    check("105-006", Retcode::SignInAgain6);
    check("105-007", Retcode::SignInAgain7);
    check("106-001", Retcode::MultimediaOff);
    check("106-002", Retcode::EmptyMessage);
    check("106-003", Retcode::TooManySessions);
    check("106-004", Retcode::TransferDeviceTypeInvalid);
    check("110-016", Retcode::AccountLocked);
    check("200-001", Retcode::OutboundNumberWrong);
    check("200-002", Retcode::NoCallToAnswer);
    check("200-003", Retcode::NoCallToMute);
    check("200-004", Retcode::MuteStateWrong);
    check("200-005", Retcode::NoCallToConnect);
    check("200-006", Retcode::NoHeldCallToConnect);
    check("200-007", Retcode::NoCallToUnmute);
    check("200-008", Retcode::UnmuteStateWrong);
    check("200-009", Retcode::NoCallToReportSound);
    check("200-010", Retcode::NoCallForThreeParty);
    check("200-011", Retcode::NoHeldCallForThreeParty);
    check("200-012", Retcode::NoCallToTransfer);
    check("200-013", Retcode::NoCallToHold);
    check("200-014", Retcode::HoldStateWrong);
    check("200-015", Retcode::NoHeldCallToRetrieve);
    check("200-016", Retcode::RetrieveStateWrong);
    check("200-017", Retcode::NoCallToRelease);
    check("200-018", Retcode::NoCallToConsult);
    check("200-025", Retcode::NoCallToDrop);
    check("200-037", Retcode::RejectRefused37);
    check("200-038", Retcode::RejectRefused38);
    check("200-039", Retcode::RejectRefused39);
    check("300-001", Retcode::AgentQueryNotPermitted);
    check("300-002", Retcode::NoAgent);
    check("300-003", Retcode::NoAgentInGroup);
    check("300-004", Retcode::NoGroup);
    check("400-001", Retcode::NoCallForCallData);
    check("400-002", Retcode::NoCallData);
    check("400-003", Retcode::NoHeldCalls);
    check("600-004", Retcode::NoIvr);
    check("999-001", Retcode::ServerAddressMisconfigured);
}

#[test]
fn codes_of_families_without_a_use_here_are_recognised() {
    fn check(text: &str) {
        assert_eq!(Retcode::parse(text), Retcode::Recognised(text.to_owned()));
        assert_eq!(Retcode::parse(text).as_str(), text);
    }
    check("104-001");
    check("104-012");
    check("105-001");
    check("106-005");
    check("107-001");
    check("110-002");
    check("110-022");
    check("500-001");
    check("500-009");
    check("600-001");
    check("600-005");
    check("700-001");
    check("800-001");
    check("900-001");
    check("900-005");
}

#[test]
fn codes_nobody_lists_are_kept_as_unknown() {
    fn check(text: &str, kept: &str) {
        assert_eq!(
            Retcode::parse(text),
            Retcode::Unknown(kept.to_owned()),
            "{text:?}"
        );
        assert_eq!(Retcode::parse(text).as_str(), kept);
    }
    check("200-019", "200-019");
    check("200-036", "200-036");
    check("200-040", "200-040");
    check("100-022", "100-022");
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
    check("5", Retcode::Unknown("5".to_owned()));
    check("-1", Retcode::Unknown("-1".to_owned()));
    check(
        "18446744073709551615",
        Retcode::Unknown("18446744073709551615".to_owned()),
    );
}
