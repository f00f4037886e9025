//! `toolbar.json`: what is left out has its default, and what is wrong is named.

use agent_session::credential::SessionKind;
use agent_session::host::Verb;
use agent_session::settings::{DropWith, Language, Settings, Theme};
use agent_session::time::Millis;
use agent_session::view::RejectMode;

fn wrong_name(text: &str) -> String {
    match Settings::parse(text) {
        Ok(_) => panic!("{text} was taken"),
        Err(wrong) => {
            assert_eq!(wrong.expected.is_empty(), wrong.found.is_empty(), "{text}");
            wrong.name
        }
    }
}

#[test]
fn everything_left_out_has_its_default() {
    for text in [
        "{}",
        "\u{feff}{}",
        r#"{"gateway":null,"session":null,"drop":null,"defaultRejectMode":null,"skillIdName":null,"language":null,"theme":null,"savedRecord":null,"signIn":null,"limits":null}"#,
        r#"{"signIn":{},"limits":{}}"#,
    ] {
        let settings = Settings::parse(text).expect("settings");
        assert_eq!(settings, Settings::default(), "{text}");
    }
    let settings = Settings::default();
    assert_eq!(settings.gateway, "/agentgateway/resource");
    assert_eq!(settings.session, SessionKind::Header);
    assert_eq!(settings.drop, DropWith::Release);
    assert_eq!(settings.default_reject_mode, None);
    assert!(settings.saved_record);
    assert!(
        !settings.is_own_page,
        "only whoever mounts the toolbar knows"
    );
    assert!(!settings.sign_in.autoanswer);
    assert_eq!(settings.limits.poll_hold, Millis(10_000));
    assert_eq!(settings.limits.confirm, Millis(5_000));
    assert_eq!(settings.limits.confirm_pick_up, Millis(10_000));
    assert_eq!(settings.limits.ring, Millis(60_000));
}

#[test]
fn everything_can_be_set() {
    let settings = Settings::parse(
        r#"{
            "gateway": "https://gateway.example:8043/agentgateway/resource/",
            "session": "cookie", "drop": "dropcall", "defaultRejectMode": 2,
            "skillIdName": "skillid", "language": "zh-CN", "theme": "dark", "savedRecord": false,
            "signIn": {"autoanswer": true, "autoenteridle": false, "releasephone": false, "agenttype": 11, "status": 5},
            "limits": {"pollHoldMs": 20000, "pollMarginMs": 6000, "confirmMs": 7000, "confirmPickUpMs": 8000, "requestMs": 9000, "ringMs": 30000}
        }"#,
    )
    .expect("settings");
    assert_eq!(
        settings.gateway,
        "https://gateway.example:8043/agentgateway/resource"
    );
    assert_eq!(settings.session, SessionKind::Cookie);
    assert_eq!(settings.drop, DropWith::DropCall);
    assert_eq!(settings.default_reject_mode, Some(RejectMode::HangUp));
    assert_eq!(settings.language, Some(Language::Chinese));
    assert_eq!(settings.theme, Theme::Dark);
    assert!(!settings.saved_record);
    assert_eq!(settings.sign_in.agenttype, 11);
    assert_eq!(settings.sign_in.status, 5);
    let limits = settings.limits;
    assert_eq!(
        [
            limits.poll_hold,
            limits.poll_margin,
            limits.confirm,
            limits.confirm_pick_up,
            limits.request,
            limits.ring
        ],
        [20_000, 6_000, 7_000, 8_000, 9_000, 30_000].map(Millis)
    );
}

#[test]
fn every_wrong_value_is_named() {
    for (text, name) in [
        ("", ""),
        ("[]", ""),
        ("{", ""),
        ("null", ""),
        (r#"{"gateway":""}"#, "gateway"),
        (r#"{"gateway":7}"#, "gateway"),
        (r#"{"gateway":"agentgateway"}"#, "gateway"),
        (r#"{"gateway":"//evil.example/"}"#, "gateway"),
        (r#"{"gateway":"javascript:alert(1)"}"#, "gateway"),
        (r#"{"gateway":"https://user@host/x"}"#, "gateway"),
        (r#"{"gateway":"/a?b=c"}"#, "gateway"),
        (r#"{"session":"token"}"#, "session"),
        (r#"{"session":1}"#, "session"),
        (r#"{"drop":"hangup"}"#, "drop"),
        (r#"{"defaultRejectMode":3}"#, "defaultRejectMode"),
        (r#"{"defaultRejectMode":0}"#, "defaultRejectMode"),
        (r#"{"defaultRejectMode":"1"}"#, "defaultRejectMode"),
        (r#"{"defaultRejectMode":1.5}"#, "defaultRejectMode"),
        (r#"{"skillIdName":"skill"}"#, "skillIdName"),
        (r#"{"language":"fr"}"#, "language"),
        (r#"{"theme":"blue"}"#, "theme"),
        (r#"{"savedRecord":"no"}"#, "savedRecord"),
        (r#"{"isOwnPage":true}"#, "isOwnPage"),
        (r#"{"signIn":7}"#, "signIn"),
        (r#"{"signIn":{"autoanswer":"false"}}"#, "signIn.autoanswer"),
        (r#"{"signIn":{"autoenteridle":0}}"#, "signIn.autoenteridle"),
        (r#"{"signIn":{"releasephone":"no"}}"#, "signIn.releasephone"),
        (r#"{"signIn":{"agenttype":5}}"#, "signIn.agenttype"),
        (r#"{"signIn":{"agenttype":12}}"#, "signIn.agenttype"),
        (r#"{"signIn":{"status":2}}"#, "signIn.status"),
        (r#"{"signIn":{"status":6}}"#, "signIn.status"),
        (r#"{"limits":[]}"#, "limits"),
        (r#"{"limits":{"pollHoldMs":999}}"#, "limits.pollHoldMs"),
        (r#"{"limits":{"pollHoldMs":25000}}"#, "limits.pollHoldMs"),
        (r#"{"limits":{"pollMarginMs":0}}"#, "limits.pollMarginMs"),
        (r#"{"limits":{"confirmMs":60001}}"#, "limits.confirmMs"),
        (
            r#"{"limits":{"confirmPickUpMs":-1}}"#,
            "limits.confirmPickUpMs",
        ),
        (r#"{"limits":{"requestMs":"5"}}"#, "limits.requestMs"),
        (r#"{"limits":{"ringMs":60001}}"#, "limits.ringMs"),
        (r#"{"colour":"red"}"#, "colour"),
        (r#"{"Gateway":"/x"}"#, "Gateway"),
        (r#"{"signIn":{"password":"x"}}"#, "signIn.password"),
        (r#"{"limits":{"poll":1}}"#, "limits.poll"),
    ] {
        assert_eq!(wrong_name(text), name, "{text}");
    }
}

#[test]
fn what_was_expected_is_said_and_a_name_that_is_no_setting_has_nothing_to_be() {
    let expected = |text: &str| Settings::parse(text).expect_err(text).expected;
    assert_eq!(
        expected(r#"{"limits":{"pollHoldMs":25000}}"#),
        "milliseconds from 1000 to 24000"
    );
    assert_eq!(
        expected(r#"{"theme":"blue"}"#),
        r#""auto", "light" or "dark""#
    );
    assert_eq!(expected(r#"{"colour":"red"}"#), "");
}

#[test]
fn a_mistake_in_the_file_says_in_which_line() {
    let wrong = Settings::parse("{\n  \"theme\": \"dark\",\n}").expect_err("a mistake");
    assert!(wrong.found.contains('3'), "{}", wrong.found);
}

#[test]
fn a_long_wrong_value_is_cut() {
    let text = format!(r#"{{"theme":"{}"}}"#, "x".repeat(5_000));
    let wrong = Settings::parse(&text).expect_err("a wrong theme");
    assert!(wrong.found.chars().count() <= 80);
}

/// The gateway answers a healthy poll after its hold at the latest: that must not look like a lost connection.
#[test]
fn the_longest_hold_still_looks_fresh() {
    let settings = Settings::parse(r#"{"limits":{"pollHoldMs":24000}}"#).expect("settings");
    let hold = settings.limits.poll_hold.0;
    let mut desk = crate::desk::Desk::with(settings);
    desk.sign_in();
    desk.nothing();
    desk.let_pass(hold);
    assert_eq!(crate::picture::connection(desk.view().connection), "fresh");
}

#[test]
fn language_tags_are_taken_as_browsers_give_them() {
    for (tag, expected) in [
        ("en", Some(Language::English)),
        ("en-GB", Some(Language::English)),
        ("EN", Some(Language::English)),
        ("zh", Some(Language::Chinese)),
        ("zh-CN", Some(Language::Chinese)),
        ("zh_TW", Some(Language::Chinese)),
        ("fr", None),
        ("english", None),
        ("", None),
    ] {
        assert_eq!(Language::from_tag(tag), expected, "{tag}");
    }
}

#[test]
fn a_host_is_an_exact_origin_and_the_verbs_that_it_is_granted() {
    let settings = Settings::parse(
        r#"{"hosts": [
            {"origin": "https://crm.example", "verbs": ["answer", "listQueued"]},
            {"origin": "http://127.0.0.1:8044"},
            {"origin": "https://[::1]:8443", "verbs": []}
        ]}"#,
    )
    .expect("settings");
    let hosts: Vec<_> = settings
        .hosts
        .iter()
        .map(|host| host.origin.as_str())
        .collect();
    assert_eq!(
        hosts,
        [
            "https://crm.example",
            "http://127.0.0.1:8044",
            "https://[::1]:8443"
        ]
    );
    assert_eq!(settings.hosts[0].verbs, [Verb::Answer, Verb::ListQueued]);
    assert_eq!(settings.hosts[1].verbs, [], "none by default");
    assert_eq!(Settings::default().hosts, [], "nobody by default");
}

#[test]
fn what_could_stand_for_another_origin_is_no_host() {
    let origin = |origin: &str| {
        let host = serde_json::json!({"hosts": [{"origin": origin, "verbs": []}]});
        wrong_name(&host.to_string())
    };
    for text in [
        "",
        "*",
        "null",
        "crm.example",
        "https://",
        "https://*.crm.example",
        "https://crm.example/",
        "https://crm.example/path",
        "https://CRM.example",
        "https://crm.example:443",
        "http://crm.example:80",
        "https://user@crm.example",
        "https://crm.example.",
        "https://crm.example:",
        "ftp://crm.example",
        "https://crm.example?x",
        "https://crm.example#x",
        "https://crm.example https://evil.example",
    ] {
        assert_eq!(origin(text), "hosts", "{text}");
    }
    for text in [
        r#"{"hosts": {}}"#,
        r#"{"hosts": ["https://crm.example"]}"#,
        r#"{"hosts": [{"verbs": []}]}"#,
        r#"{"hosts": [{"origin": "https://crm.example", "verbs": "answer"}]}"#,
        r#"{"hosts": [{"origin": "https://crm.example", "verbs": ["signOut"]}]}"#,
        r#"{"hosts": [{"origin": "https://crm.example", "verbs": [], "guid": true}]}"#,
        r#"{"hosts": [{"origin": 7, "verbs": []}]}"#,
    ] {
        assert_eq!(wrong_name(text), "hosts", "{text}");
    }
}
