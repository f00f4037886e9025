//! Signing in and out.

use agent_session::command::{Act, Command};
use agent_session::settings::Settings;
use agent_session::view::{NoticeKind, Reason, Stage, Why};

use crate::desk::{Desk, GUID, POLL, Truth, answer_with, envelope, event, form, polled, ringing};
use crate::picture::{notices, outcome};

fn signing_in() -> Desk {
    let mut desk = Desk::new();
    desk.press(Command::SignIn(form("291")));
    desk
}

fn offered() -> Desk {
    let mut desk = signing_in();
    desk.reply("login", "100-002");
    desk
}

fn last_kind(desk: &Desk) -> NoticeKind {
    let notices = desk.view().notices;
    notices.last().expect("a notice").kind.clone()
}

#[test]
fn the_sign_in_sends_every_field_whatever_the_gateways_defaults() {
    let desk = signing_in();
    let sent = desk.last("login");
    assert_eq!(sent.request.method.as_str(), "PUT");
    assert_eq!(sent.request.path, "/onlineagent/291");
    assert_eq!(
        sent.body(),
        r#"{"password":"secret-canary","phonenum":"40038","autoanswer":false,"autoenteridle":true,"releasephone":true,"agenttype":4,"status":4}"#
    );
}

#[test]
fn each_field_of_the_sign_in_is_a_setting() {
    let text = r#"{"signIn":{"autoanswer":true,"autoenteridle":false,"releasephone":false,"agenttype":11,"status":3}}"#;
    let mut desk = Desk::with(Settings::parse(text).expect("settings"));
    desk.press(Command::SignIn(form("291")));
    assert!(
        desk.last("login").body().ends_with(
            r#""autoanswer":true,"autoenteridle":false,"releasephone":false,"agenttype":11,"status":3}"#
        ),
        "{}",
        desk.last("login").body()
    );
}

#[test]
fn the_first_poll_follows_at_once_then_the_skills_then_a_snapshot() {
    let mut desk = signing_in();
    desk.headers("login", Some(&format!("JSESSIONID={GUID}")));
    let answered = desk.now();
    desk.reply("login", "0");
    let names: Vec<_> = desk
        .sent
        .iter()
        .map(|sent| (sent.name(), sent.at))
        .collect();
    assert_eq!(
        names,
        [
            ("login", 0),
            (POLL, answered),
            ("resetskill", answered),
            ("getAgentStatus", answered)
        ]
    );
    assert_eq!(
        desk.last("resetskill").request.path,
        "/onlineagent/291/resetskill/true?phonelinkage=0"
    );
}

#[test]
fn agent_ids_are_checked_before_anything_is_sent() {
    for (id, is_good) in [
        ("100", false),
        ("101", true),
        (" 291 ", true),
        ("59999", true),
        ("60000", true),
        ("999999", true),
        ("1000000", false),
        ("abc", false),
        ("", false),
        ("-291", false),
        ("29 1", false),
    ] {
        let mut desk = Desk::new();
        desk.press(Command::SignIn(form(id)));
        assert_eq!(desk.count("login"), usize::from(is_good), "{id}");
        let expected: &[&str] = if is_good {
            &[]
        } else {
            &["notice AgentIdInvalid"]
        };
        assert_eq!(notices(&desk.view()), expected, "{id}");
    }
}

#[test]
fn an_empty_password_is_the_gateways_to_judge() {
    let mut desk = Desk::new();
    let mut typed = form("291");
    typed.password = agent_session::view::Password::new("");
    desk.press(Command::SignIn(typed));
    assert!(desk.last("login").body().starts_with(r#"{"password":"","#));
}

#[test]
fn an_agent_signed_in_elsewhere_is_offered_to_take_over_and_nothing_is_taken() {
    let mut desk = offered();
    assert!(matches!(
        desk.view().stage,
        Stage::ForcedSignInOffered { .. }
    ));
    assert_eq!(notices(&desk.view()), [""; 0]);
    desk.let_pass(60_000);
    assert_eq!(desk.count("forceLogin"), 0);
}

#[test]
fn taking_over_sends_what_was_typed_before() {
    let mut desk = offered();
    desk.press(Command::ForceSignIn);
    let sent = desk.last("forceLogin");
    assert_eq!(sent.request.path, "/onlineagent/291/forcelogin");
    assert_eq!(sent.body(), desk.last("login").body());
    desk.truth = Truth {
        state: 7,
        talking: vec!["1"],
        ..Truth::default()
    };
    desk.headers("forceLogin", Some(GUID));
    desk.reply("forceLogin", "0");
    desk.let_pass(500);
    assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
    assert_eq!(desk.call("1").drop, Ok(()));
}

#[test]
fn the_offer_can_be_left() {
    let mut desk = offered();
    desk.press(Command::CancelForcedSignIn);
    assert_eq!(desk.view().stage, Stage::SignedOut);
    desk.press(Command::ForceSignIn);
    assert_eq!(desk.count("forceLogin"), 0);
}

#[test]
fn an_agent_who_may_not_be_forced_out_is_told_so() {
    let mut desk = offered();
    desk.press(Command::ForceSignIn);
    desk.reply("forceLogin", "100-015");
    assert_eq!(desk.view().stage, Stage::SignedOut);
    assert!(matches!(last_kind(&desk), NoticeKind::SignInRefused(_)));
}

#[test]
fn a_refused_sign_in_is_told_with_code_and_message() {
    for code in ["100-001", "100-003", "100-004", "100-020", "999-999"] {
        let mut desk = signing_in();
        desk.headers("login", Some(GUID));
        desk.reply("login", code);
        assert_eq!(desk.view().stage, Stage::SignedOut);
        match last_kind(&desk) {
            NoticeKind::SignInRefused(refusal) => {
                assert_eq!(refusal.retcode.as_str(), code);
                assert_eq!(refusal.message, "no");
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_sign_in_that_nobody_answers_is_told() {
    type End = fn(&mut Desk);
    let ends: [End; 3] = [
        |desk| desk.fail("login"),
        |desk| desk.let_pass(10_000),
        |desk| {
            desk.headers("login", Some(GUID));
            desk.fail("login");
        },
    ];
    for end in ends {
        let mut desk = signing_in();
        end(&mut desk);
        assert_eq!(desk.view().stage, Stage::SignedOut);
        assert_eq!(last_kind(&desk), NoticeKind::SignInUnanswered);
        assert_eq!(desk.view().guid, None);
    }
}

#[test]
fn a_proxy_that_does_not_reach_the_gateway_is_told_as_a_gateway_that_does_not_answer() {
    for status in [502, 503, 504] {
        let mut desk = signing_in();
        desk.answer("login", status, "<html>");
        assert_eq!(last_kind(&desk), NoticeKind::SignInUnanswered, "{status}");
    }
}

#[test]
fn an_answer_that_is_not_the_gateways_is_told() {
    for (status, body, why) in [
        (200, "<html>", Why::NotJson),
        (404, "", Why::Empty),
        (200, "{}", Why::NoRetcode),
        (200, "[]", Why::WrongShape("envelope")),
    ] {
        let mut desk = signing_in();
        desk.answer("login", status, body);
        match last_kind(&desk) {
            NoticeKind::SignInUnreadable(unreadable) => {
                assert_eq!((unreadable.status, unreadable.why), (status, why));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_sign_in_without_a_readable_guid_is_told_at_once() {
    for header in [None, Some(""), Some("JSESSIONID="), Some("a b")] {
        let mut desk = signing_in();
        desk.headers("login", header);
        desk.reply("login", "0");
        assert_eq!(desk.view().stage, Stage::SignedOut, "{header:?}");
        assert_eq!(last_kind(&desk), NoticeKind::GuidMissing);
        assert_eq!(desk.count(POLL), 0);
    }
}

#[test]
fn the_guid_may_come_with_or_without_its_prefix() {
    for header in [GUID.to_owned(), format!("JSESSIONID={GUID};path=/")] {
        let mut desk = signing_in();
        desk.headers("login", Some(&header));
        desk.reply("login", "0");
        assert_eq!(desk.last(POLL).header("Guid"), Some(GUID));
        assert_eq!(desk.view().guid.expect("a Guid").generation, 1);
    }
}

#[test]
fn a_password_that_ends_within_a_week_is_told() {
    for (days, is_told) in [
        (r#""0""#, true),
        (r#""7""#, true),
        ("7", true),
        (r#""8""#, false),
        (r#""180""#, false),
        (r#""""#, false),
        ("null", false),
    ] {
        let mut desk = signing_in();
        desk.headers("login", Some(GUID));
        let result = format!(r#"{{"vdnid":1,"workno":"291","timeRemaining":{days}}}"#);
        desk.answer("login", 200, &answer_with(&result));
        let told = notices(&desk.view());
        assert_eq!(!told.is_empty(), is_told, "{days}: {told:?}");
    }
}

#[test]
fn a_second_press_while_signing_in_sends_nothing() {
    let mut desk = signing_in();
    desk.press(Command::SignIn(form("291")));
    assert_eq!(desk.count("login"), 1);
}

#[test]
fn skills_that_could_not_be_set_are_told() {
    for retcode in ["100-007", "000-002"] {
        let mut desk = signing_in();
        desk.headers("login", Some(GUID));
        desk.reply("login", "0");
        desk.reply("resetskill", retcode);
        match last_kind(&desk) {
            NoticeKind::SkillsNotSet(Some(refusal)) => {
                assert_eq!(refusal.retcode.as_str(), retcode);
            }
            other => panic!("{other:?}"),
        }
        assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
    }
}

#[test]
fn a_new_try_takes_back_what_the_last_one_told() {
    let mut desk = signing_in();
    desk.reply("login", "100-004");
    desk.press(Command::SignIn(form("291")));
    assert_eq!(notices(&desk.view()), [""; 0]);
}

#[test]
fn signing_out_ends_the_session_and_gives_up_what_is_open() {
    for code in ["0", "100-006", "100-008"] {
        let mut desk = Desk::signed_in();
        desk.let_pass(1_000);
        let poll = desk.last(POLL).id;
        desk.press(Command::SignOut);
        desk.reply("logout", code);
        let view = desk.view();
        assert_eq!(view.stage, Stage::SignedOut, "{code}");
        assert!(desk.has_given_up(poll));
        assert_eq!(view.guid, None);
        assert_eq!(notices(&view), [""; 0], "{code}");
        assert_eq!(outcome(&view.ledger[0].outcome), "confirmed");
        assert_eq!(desk.session.next_wake(desk.moment()), None);
    }
}

#[test]
fn a_refused_sign_out_leaves_the_session() {
    let mut desk = Desk::signed_in();
    desk.let_pass(1_000);
    desk.press(Command::SignOut);
    desk.reply("logout", "100-010");
    assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
    assert!(matches!(
        last_kind(&desk),
        NoticeKind::Refused {
            act: Act::SignOut,
            ..
        }
    ));
}

#[test]
fn a_sign_out_of_which_nobody_knows_ends_when_the_status_says_so() {
    for truth in ["100-006", "2"] {
        let mut desk = Desk::signed_in();
        desk.let_pass(1_000);
        desk.has_snapshots = false;
        desk.press(Command::SignOut);
        desk.fail("logout");
        if truth == "2" {
            let status = answer_with(r#"{"agentState":2,"isWorking":false}"#);
            desk.answer("getAgentStatus", 200, &status);
            desk.answer("allcallinfoEx", 200, &answer_with("[]"));
        } else {
            desk.reply("getAgentStatus", truth);
        }
        let view = desk.view();
        assert_eq!(view.stage, Stage::SignedOut, "{truth}");
        assert!(
            !view
                .notices
                .iter()
                .any(|notice| matches!(notice.kind, NoticeKind::SessionEnded { .. })),
            "{:?}",
            view.notices
        );
        assert_ne!(outcome(&view.ledger[0].outcome), "open");
    }
}

#[test]
fn a_call_forbids_signing_out() {
    for mut desk in [Desk::ringing(), Desk::talking(), Desk::joined()] {
        desk.let_pass(2_000);
        desk.press(Command::SignOut);
        assert_eq!(desk.count("logout"), 0);
        assert_eq!(
            last_kind(&desk),
            NoticeKind::NotSent {
                act: Act::SignOut,
                reason: Reason::OnCall
            }
        );
    }
}

#[test]
fn a_session_ended_from_elsewhere_says_so_and_keeps_the_record() {
    let mut desk = Desk::talking();
    desk.answer(POLL, 200, &polled(crate::desk::SHUT_DOWN));
    let view = desk.view();
    assert_eq!(view.stage, Stage::SignedOut);
    assert_eq!(last_kind(&desk), NoticeKind::SignedOutElsewhere);
    assert_eq!(
        view.ended[0].how,
        agent_session::view::EndedHow::SessionEnded
    );
    assert_eq!(view.ledger.len(), 1);
}

#[test]
fn a_command_open_at_the_end_of_the_session_is_closed_as_not_known() {
    let mut desk = Desk::ringing();
    desk.press(Command::Answer(desk.key("1")));
    desk.reply(POLL, "100-006");
    let view = desk.view();
    assert_eq!(outcome(&view.ledger[0].outcome), "settled NotKnown");
    assert_eq!(view.pending, []);
}

#[test]
fn an_answer_from_the_last_session_does_not_reach_the_next_one() {
    let mut desk = Desk::signed_in();
    let old_poll = desk.last(POLL).id;
    desk.let_pass(1_000);
    desk.press(Command::SignOut);
    desk.reply("logout", "0");
    desk.sign_in();
    desk.answer_request(old_poll, 200, &polled(&ringing("1")));
    assert_eq!(desk.view().calls, []);
    desk.answer_request(old_poll, 200, &envelope("100-006"));
    assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
}

#[test]
fn being_in_service_is_no_news() {
    let mut desk = Desk::signed_in();
    let before = crate::picture::lines(&desk.view());
    desk.event(&event("AgentOther_InService", "null"));
    assert_eq!(crate::picture::lines(&desk.view()), before);
}

#[test]
fn the_records_of_one_agent_are_not_shown_to_the_next() {
    let mut desk = Desk::talking();
    desk.answer(POLL, 200, &polled(crate::desk::SHUT_DOWN));
    desk.truth.talking.clear();

    desk.sign_in();
    assert_eq!(desk.view().ended.len(), 1, "the same agent keeps them");

    desk.press(Command::SignOut);
    desk.reply("logout", "0");
    desk.press(Command::SignIn(form("292")));
    assert_eq!(desk.view().ended.len(), 1, "nobody else is in yet");
    desk.headers("login", Some(GUID));
    desk.reply("login", "0");
    let view = desk.view();
    assert_eq!(view.ended, []);
    assert_eq!(view.ledger, []);
    assert_eq!(notices(&view), [""; 0]);
}
