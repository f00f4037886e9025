//! What must be true of every language.

use std::fs;
use std::path::Path;

use agent_session::view::{Act, Moment, NoticeKind, Refusal, RejectMode};

use super::*;

/// The codes that the five call interfaces list.
const OF_THE_CALL_PAGES: [&str; 9] = [
    "000-002", "100-006", "100-007", "101-001", "200-002", "200-017", "200-037", "200-038",
    "200-039",
];

/// The codes with which the simulator refuses what the toolbar asks.
const OF_THE_SIMULATOR: &[&str] = &[
    "000-002", "000-003", "000-004", "000-006", "000-007", "100-001", "100-002", "100-004",
    "100-006", "100-007", "100-008", "100-009", "100-010", "100-011", "100-012", "100-013",
    "101-001", "200-002", "200-017", "200-025",
];

fn refusal(code: &str, message: &str) -> Refusal {
    Refusal {
        retcode: Retcode::parse(code),
        message: message.to_owned(),
    }
}

/// Everything that is said in English, a line each.
fn english() -> Vec<&'static str> {
    let parts = [Sentence::ENGLISH, Phrase::ENGLISH, code::ENGLISH];
    parts.iter().flat_map(|part| part.lines()).collect()
}

fn chinese() -> &'static Text {
    let file = include_str!("../../text/zh-CN.txt");
    Text::translated(Language::Chinese, file.to_owned()).expect("a language file")
}

/// The blanks of a sentence, whatever their order.
fn blanks(sentence: &str) -> Vec<&str> {
    let parts = sentence.split('{').skip(1);
    let mut blanks: Vec<_> = parts.filter_map(|part| part.split_once('}')).collect();
    blanks.sort_unstable();
    blanks.into_iter().map(|(blank, _)| blank).collect()
}

/// Every file of a language, with its name and its pairs of sentences.
fn languages() -> Vec<(String, Vec<(String, String)>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("text");
    let files = fs::read_dir(folder).expect("a folder of languages");
    let pairs = |line: &str| {
        let (english, words) = line.split_once(" = ").expect(line);
        (english.to_owned(), words.to_owned())
    };
    files
        .map(|file| {
            let path = file.expect("a file").path();
            let name = path.file_name().map(|name| name.display().to_string());
            let text = fs::read_to_string(&path).expect("a text");
            (name.unwrap_or_default(), text.lines().map(pairs).collect())
        })
        .collect()
}

#[test]
fn every_language_says_every_sentence_once_with_the_same_blanks() {
    for (name, pairs) in languages() {
        for line in english() {
            let found: Vec<_> = pairs
                .iter()
                .filter(|(english, _)| english == line)
                .collect();
            let [(_, words)] = found[..] else {
                panic!("{name} has {} of {line:?}", found.len());
            };
            assert_eq!(blanks(words), blanks(line), "{name}: {line}");
            assert_eq!(words.trim(), words, "{name}: {line}");
            assert_ne!(words, "", "{name}: {line}");
        }
    }
}

#[test]
fn no_language_says_what_english_does_not() {
    for (name, pairs) in languages() {
        for (line, _) in pairs {
            assert!(english().contains(&line.as_str()), "{name}: {line}");
        }
    }
}

#[test]
fn every_language_file_has_the_name_of_a_language_that_can_be_chosen() {
    let languages = languages();
    assert!(!languages.is_empty());
    for (name, _) in languages {
        let tag = name.strip_suffix(".txt").expect(&name);
        assert_eq!(Language::from_tag(tag).map(Language::tag), Some(tag));
    }
}

#[test]
fn a_sentence_has_no_blank_and_a_phrase_has_one() {
    for line in Sentence::ENGLISH.lines().chain(code::ENGLISH.lines()) {
        assert!(!line.is_empty() && !line.contains(['{', '=']), "{line:?}");
    }
    for line in Phrase::ENGLISH.lines() {
        assert!(line.contains("{0}") && !line.contains('='), "{line:?}");
    }
}

#[test]
fn a_sentence_is_said_in_the_language_of_the_file() {
    let (english, chinese) = (Text::english(), chinese());
    assert_eq!(english.say(Sentence::Toolbar), "Agent toolbar");
    assert_eq!(
        english.say(Sentence::NextTellAdministrator),
        "Tell your administrator, with the code."
    );
    assert_eq!(chinese.say(Sentence::Toolbar), "座席工具条");
    assert_eq!(
        chinese.say(Sentence::NextTellAdministrator),
        "请将错误码告知管理员。"
    );
    assert_eq!(
        chinese.fill(Phrase::AlreadySignedIn, &["7"]),
        "座席 7 已在别处签入。"
    );
    let moved = Retcode::parse("105-007");
    assert_eq!(chinese.code_meaning(&moved), "系统已容灾倒换。");
}

#[test]
fn a_sentence_that_a_file_does_not_have_is_said_in_english() {
    let file = "Agent toolbar = 座席工具条\nSign in = 签入\nSign off = 签退\n";
    let text = Text::new(Language::Chinese, file);
    assert_eq!(text.say(Sentence::SignIn), "签入");
    assert_eq!(text.say(Sentence::SignOut), "Sign out");
}

#[test]
fn a_file_that_is_something_else_is_no_language() {
    for file in ["", "<!doctype html>", "Sign in = 签入"] {
        assert!(Text::translated(Language::Chinese, file.to_owned()).is_none());
    }
}

#[test]
fn a_language_is_read_once() {
    let first: *const Text = chinese();
    assert_eq!(first, std::ptr::from_ref(chinese()));
    assert_eq!(
        Text::here(Language::Chinese).map(std::ptr::from_ref),
        Some(first)
    );
}

#[test]
fn blanks_are_filled_in_by_number_in_the_order_of_the_language() {
    assert_eq!(fill("{1} before {0}.", &["a", "b"]), "b before a.");
    assert_eq!(fill("no blank", &["a"]), "no blank");
    assert_eq!(fill("{0} and {1}", &["a"]), "a and ");
    assert_eq!(fill("{0} and {1}", &["{1}", "b"]), "{1} and b");
}

#[test]
fn every_code_of_the_call_pages_and_of_the_simulator_has_a_meaning() {
    for code in OF_THE_CALL_PAGES.iter().chain(OF_THE_SIMULATOR) {
        assert!(code::find(code).is_some(), "{code}");
    }
    for meaning in code::ENGLISH.lines() {
        assert!(meaning.ends_with('.'), "{meaning}");
    }
}

#[test]
fn no_code_is_explained_twice() {
    for (position, (code, _)) in code::CODES.iter().enumerate() {
        let first = code::CODES.iter().position(|(other, _)| other == code);
        assert_eq!(first, Some(position), "{code:?}");
    }
}

#[test]
fn an_unknown_code_is_shown_as_it_came() {
    for text in [Text::english(), chinese()] {
        let told = text.tell(&NoticeKind::Refused {
            act: Act::Drop,
            refusal: refusal("555-123", "quota exceeded"),
        });
        let meaning = text.say(Sentence::CodeUnknown);
        assert_eq!(told.code, ["555-123 · ", meaning].concat());
        assert!(told.gateway.contains("quota exceeded"));
        assert_eq!(told.next, text.say(Sentence::NextTellAdministrator));
    }
}

#[test]
fn what_to_do_after_a_failure_hangs_on_what_was_asked() {
    let check = |kind, next| {
        let told = Text::english().tell(&kind);
        assert_eq!(
            told.next,
            Text::english().say_any(next),
            "{}",
            told.sentence
        );
    };
    let (rings, phone, again) = (
        Some(Sentence::NextLookAtCall),
        Some(Sentence::NextLookAtPhone),
        Some(Sentence::NextTryAgain),
    );
    let after = [
        (Act::Answer, rings, phone),
        (Act::Reject(RejectMode::HangUp), rings, phone),
        (Act::Join, rings, phone),
        (Act::Decline, rings, phone),
        (Act::Drop, phone, phone),
        (Act::Leave, phone, phone),
        (Act::PickUp, again, phone),
        (Act::SetReady, again, None),
        (Act::SetBusy, again, None),
        (Act::SignOut, again, None),
    ];
    for (act, refused, not_known) in after {
        for code in ["100-007", "200-037", "200-038", "200-039"] {
            let refusal = refusal(code, "");
            check(NoticeKind::Refused { act, refusal }, refused);
        }
        for refusal in [None, Some(refusal("100-007", ""))] {
            check(NoticeKind::Unknown { act, refusal }, not_known);
        }
        let as_what = Settlement::NotKnown;
        check(NoticeKind::Settled { act, as_what }, not_known);
        let as_what = Settlement::Done;
        check(NoticeKind::Settled { act, as_what }, None);
    }
    check(NoticeKind::SignInRefused(refusal("100-007", "")), again);
    check(NoticeKind::QueueUnreadable(None), again);
    let refused = Some(refusal("100-007", ""));
    check(NoticeKind::QueueUnreadable(refused), again);
}

#[test]
fn a_refused_rejection_names_the_code_and_quotes_the_gateway() {
    let told = Text::english().tell(&NoticeKind::Refused {
        act: Act::Reject(RejectMode::HangUp),
        refusal: refusal("200-038", "reject failed"),
    });
    assert_eq!(
        told.sentence,
        "The gateway refused this rejection (200-038)."
    );
    assert_eq!(told.gateway, "The gateway says: “reject failed”");
}

#[test]
fn after_a_rejection_the_mode_asked_and_the_state_reported_are_told() {
    let check = |text: &Text, reported, expected: &str| {
        let kind = NoticeKind::Rejected {
            mode: RejectMode::BackToQueue,
            reported,
        };
        assert_eq!(text.tell(&kind).sentence, expected);
    };
    let busy = Some(AgentState::Busy { reason: Some(7) });
    check(
        Text::english(),
        busy,
        "Rejected. Asked for: Back to the queue. Your state as reported: Busy: a call was rejected.",
    );
    check(
        Text::english(),
        None,
        "Rejected. Asked for: Back to the queue. Your state has not been reported yet.",
    );
    check(
        chinese(),
        busy,
        "已拒接，请求的方式：退回原队列。网关报告您的状态：忙碌：拒接了来电。",
    );
}

#[test]
fn a_busy_agent_has_a_reason_in_words_or_as_its_number() {
    let check = |reason, in_english: &str, in_chinese: &str| {
        let state = AgentState::Busy { reason };
        assert_eq!(Text::english().agent_state(state), in_english);
        assert_eq!(chinese().agent_state(state), in_chinese);
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
fn only_an_agent_whom_the_gateway_does_not_hear_is_about_to_be_signed_out() {
    let check = |cause, said| {
        let connection = Connection::Critical {
            last_good: Moment::default(),
            signed_out: Moment::default(),
            cause,
        };
        assert_eq!(wording::connection(connection), Some(said), "{cause:?}");
    };
    check(Cause::Gone, Sentence::Critical);
    check(Cause::Checking, Sentence::Critical);
    check(Cause::SwitchingOver, Sentence::NotReceiving);
    check(Cause::SecondPoller, Sentence::NotReceiving);
}

#[test]
fn a_message_that_the_gateway_left_out_is_not_quoted() {
    for text in [Text::english(), chinese()] {
        let told = text.tell(&NoticeKind::SignInRefused(refusal("100-004", "")));
        assert_eq!(told.gateway, "");
        assert!(told.code.starts_with("100-004 · "), "{}", told.code);
    }
}
