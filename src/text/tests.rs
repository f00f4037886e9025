//! What must be true of every language.

use agent_session::view::{NoticeKind, Refusal, RejectMode};

use super::*;

const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

/// The codes that the five call interfaces list.
const OF_THE_CALL_PAGES: [&str; 9] = [
    "000-002", "100-006", "100-007", "101-001", "200-002", "200-017", "200-037", "200-038",
    "200-039",
];

fn refusal(code: &str, message: &str) -> Refusal {
    Refusal {
        retcode: Retcode::parse(code),
        message: message.to_owned(),
    }
}

#[test]
fn blanks_are_filled_in_by_number_in_the_order_of_the_language() {
    assert_eq!(Phrase("{1} before {0}.").with(&["a", "b"]), "b before a.");
    assert_eq!(Phrase("no blank").with(&["a"]), "no blank");
    assert_eq!(Phrase("{0} and {1}").with(&["a"]), "a and ");
}

#[test]
fn every_code_of_the_call_pages_has_a_meaning_and_a_known_code_is_a_typed_one() {
    for code in OF_THE_CALL_PAGES {
        assert!(code::find(code).is_some(), "{code}");
    }
    for row in code::ROWS {
        let retcode = Retcode::parse(row.code);
        assert!(!matches!(retcode, Retcode::Unknown(_)), "{}", row.code);
        assert!(
            row.en.ends_with('.') && row.zh.ends_with('。'),
            "{}",
            row.code
        );
    }
}

#[test]
fn no_code_is_explained_twice() {
    for (position, row) in code::ROWS.iter().enumerate() {
        let first = code::ROWS.iter().position(|other| other.code == row.code);
        assert_eq!(first, Some(position), "{}", row.code);
    }
}

#[test]
fn an_unknown_code_is_shown_as_it_came() {
    for language in LANGUAGES {
        let text = Text::of(language);
        let told = text.tell(&NoticeKind::Refused {
            act: Act::Drop,
            refusal: refusal("555-123", "quota exceeded"),
        });
        assert_eq!(told.code.as_deref(), Some("555-123"));
        assert!(
            told.meaning
                .is_some_and(|meaning| meaning.contains("555-123"))
        );
        assert!(
            told.gateway
                .is_some_and(|words| words.contains("quota exceeded"))
        );
        assert_eq!(told.next, Some((text.next)(Next::TellAdministrator)));
    }
}

#[test]
fn a_refused_rejection_names_the_code_and_quotes_the_gateway() {
    let told = Text::of(Language::English).tell(&NoticeKind::Refused {
        act: Act::Reject(RejectMode::HangUp),
        refusal: refusal("200-038", "reject failed"),
    });
    assert_eq!(
        told.sentence,
        "The gateway refused this rejection (200-038)."
    );
    assert_eq!(
        told.gateway.as_deref(),
        Some("The gateway says: “reject failed”")
    );
}

#[test]
fn after_a_rejection_the_mode_asked_and_the_state_reported_are_told() {
    let check = |language, reported, expected: &str| {
        let kind = NoticeKind::Rejected {
            mode: RejectMode::BackToQueue,
            reported,
        };
        assert_eq!(Text::of(language).tell(&kind).sentence, expected);
    };
    let busy = Some(AgentState::Busy { reason: Some(7) });
    check(
        Language::English,
        busy,
        "Rejected. Asked for: Back to the queue. Your state as reported: Busy: a call was rejected.",
    );
    check(
        Language::English,
        None,
        "Rejected. Asked for: Back to the queue. Your state has not been reported yet.",
    );
    check(
        Language::Chinese,
        busy,
        "已拒接，请求的方式：退回原队列。网关报告您的状态：忙碌：拒接了来电。",
    );
}

#[test]
fn a_busy_agent_has_a_reason_in_words_or_as_its_number() {
    let check = |reason, english: &str, chinese: &str| {
        let state = AgentState::Busy { reason };
        assert_eq!(Text::of(Language::English).agent_state(state), english);
        assert_eq!(Text::of(Language::Chinese).agent_state(state), chinese);
    };
    check(None, "Busy", "忙碌");
    check(
        Some(2),
        "Busy: a call was not answered",
        "忙碌：有来电未接听",
    );
    check(Some(203), "Busy: reason 203", "忙碌：原因码 203");
}

#[test]
fn a_message_that_the_gateway_left_out_is_not_quoted() {
    for language in LANGUAGES {
        let told = Text::of(language).tell(&NoticeKind::SignInRefused(refusal("100-004", "")));
        assert_eq!(told.gateway, None);
        assert_eq!(told.code.as_deref(), Some("100-004"));
    }
}
