//! The one poll: when it is sent, what its end means, how well the gateway is heard, and the Guid it brings.

use agent_session::command::{Act, Command};
use agent_session::effect::Cookies;
use agent_session::settings::Settings;
use agent_session::view::{AgentState, Conference, NoticeKind, Reason, Stage};

use crate::desk::{
    Desk, GUID, HOLD, LATENCY, LET_GO, POLL, READY, STATUS, Truth, envelope, form, invitation,
    no_answer, polled, ringing, several, talking,
};
use crate::picture::{calls, connection, notices};

/// How long after the poll's end the next one was sent.
fn pause_after(end: impl Fn(&mut Desk)) -> u64 {
    let mut desk = Desk::signed_in();
    desk.let_pass(1_000);
    let before = desk.count(POLL);
    let ended = desk.now();
    end(&mut desk);
    while desk.count(POLL) == before {
        desk.let_pass(1);
    }
    desk.last(POLL).at - ended
}

#[test]
fn the_next_poll_follows_an_event_sooner_than_nothing() {
    let event = |desk: &mut Desk| desk.answer(POLL, 200, &polled(READY));
    assert_eq!(pause_after(event), 200);
    assert_eq!(pause_after(|desk| desk.reply(POLL, "0")), 500);
    let null = |desk: &mut Desk| desk.answer(POLL, 200, r#"{"retcode":"0","event":null}"#);
    assert_eq!(pause_after(null), 500);
}

/// When the gateway was asked whether it is there, from the moment the poll was lost.
fn tries(desk: &mut Desk, span: u64) -> Vec<u64> {
    desk.has_snapshots = false;
    desk.fail(POLL);
    let (lost, before) = (desk.now(), desk.sent.len());
    while desk.now() < lost + span {
        desk.let_pass(1);
        if desk.is_open(STATUS) {
            desk.fail(STATUS);
        }
    }
    let tries = desk.sent[before..].iter();
    let tries = tries.inspect(|sent| assert_eq!(sent.name(), STATUS, "nothing else is sent"));
    tries.map(|sent| sent.at - lost).collect()
}

#[test]
fn while_the_gateway_is_gone_it_is_asked_in_a_narrow_band_and_polled_when_it_answers() {
    let mut desk = Desk::signed_in();
    desk.let_pass(1_000);
    let tries = tries(&mut desk, 60_000);
    assert!(tries[0] <= 5_000, "{tries:?}");
    let pauses: Vec<u64> = tries.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!((500..=5_000).contains(&pauses[0]), "{pauses:?}");
    assert!(
        pauses[1..]
            .iter()
            .all(|pause| (3_700..=5_000).contains(pause)),
        "{pauses:?}"
    );
    let polls = desk.count(POLL);
    desk.has_snapshots = true;
    desk.let_pass(5_000);
    assert_eq!(desk.count(POLL), polls + 1);
    let answered = desk.last(STATUS).at + LATENCY;
    assert_eq!(desk.last(POLL).at, answered);
}

#[test]
fn half_of_the_polls_lost_are_followed_by_a_try_within_a_second() {
    let first = |seed| {
        let mut desk = Desk::with_seed(Settings::default(), seed);
        desk.sign_in();
        desk.let_pass(1_000);
        tries(&mut desk, 5_000)[0]
    };
    let mut all: Vec<u64> = (0..101).map(first).collect();
    all.sort_unstable();
    assert!(all[50] <= 1_000, "{all:?}");
    assert!(all[100] <= 5_000, "{all:?}");
}

#[test]
fn a_gateway_that_says_nothing_is_asked_again_after_three_seconds_at_the_soonest() {
    let mut desk = Desk::signed_in();
    desk.let_pass(1_000);
    desk.has_snapshots = false;
    desk.lose_poll();
    let (asked, probe) = (desk.last(STATUS).at, desk.last(STATUS).id);
    desk.let_pass(2_999 - (desk.now() - asked));
    assert!(!desk.has_given_up(probe));
    desk.let_pass(1);
    assert!(desk.has_given_up(probe));
    desk.let_pass(2_000);
    assert_ne!(desk.last(STATUS).id, probe, "five seconds after the last");
}

#[test]
fn only_a_good_poll_ends_a_row_of_tries() {
    let mut desk = Desk::signed_in();
    desk.let_pass(1_000);
    tries(&mut desk, 30_000);
    desk.has_snapshots = true;
    desk.let_pass(5_000);
    assert!(desk.is_open(POLL));
    let held = desk.now() - desk.last(POLL).at;
    let again = tries(&mut desk, 5_000)[0];
    assert!(held + again >= 3_700, "in the band still: {held} + {again}");

    let first_after_a_good_poll = |seed| {
        let mut desk = Desk::with_seed(Settings::default(), seed);
        desk.sign_in();
        desk.let_pass(1_000);
        tries(&mut desk, 30_000);
        desk.has_snapshots = true;
        desk.let_pass(5_000);
        desk.nothing();
        tries(&mut desk, 5_000)[0]
    };
    let quick = (0..40).filter(|seed| first_after_a_good_poll(*seed) <= 900);
    assert!(quick.count() >= 10, "a good poll starts anew");
}

#[test]
fn every_seed_spreads_the_pauses_differently() {
    let pauses = |seed| {
        let mut desk = Desk::with_seed(Settings::default(), seed);
        desk.sign_in();
        desk.lose_poll();
        desk.last(POLL).at
    };
    let all: std::collections::BTreeSet<u64> = (0..20).map(pauses).collect();
    assert!(all.len() > 5, "{all:?}");
}

#[test]
fn a_poll_that_may_have_carried_an_event_is_followed_by_a_snapshot() {
    type End = fn(&mut Desk);
    let ends: [(&str, End); 7] = [
        ("failed", |desk| desk.fail(POLL)),
        ("not JSON", |desk| desk.answer(POLL, 200, "<html>")),
        ("empty", |desk| desk.answer(POLL, 200, "")),
        ("a megabyte", |desk| {
            desk.answer(POLL, 200, &"x".repeat(1_000_000));
        }),
        ("HTTP 502", |desk| desk.answer(POLL, 502, "bad gateway")),
        ("no answer", |desk| desk.let_pass(HOLD + 5_000)),
        ("100-007", |desk| desk.reply(POLL, "100-007")),
    ];
    for (how, end) in ends {
        let mut desk = Desk::signed_in();
        desk.truth = Truth {
            state: 7,
            ringing: vec!["1"],
            ..Truth::default()
        };
        let snapshots = desk.count("getAgentStatus");
        end(&mut desk);
        desk.let_pass(5_000 + 10 * LATENCY);
        assert!(desk.count("getAgentStatus") > snapshots, "{how}");
        assert_eq!(calls(&desk.view()).len(), 1, "{how}: the lost ring");
    }
}

#[test]
fn a_poll_without_an_answer_is_given_up_after_hold_and_margin() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    let poll = desk.last(POLL).id;
    desk.let_pass(14_999);
    assert!(!desk.has_given_up(poll));
    desk.let_pass(1);
    assert!(desk.has_given_up(poll));
    desk.let_pass(5_000 + LATENCY);
    assert_ne!(desk.last(POLL).id, poll);
}

#[test]
fn the_picture_is_not_fresh_until_an_abandoned_polls_hold_is_over_and_a_snapshot_read() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    let sent = desk.now();
    desk.let_pass(2_000);
    desk.lose_poll();
    desk.nothing();
    desk.let_pass(1_000);
    assert_eq!(connection(desk.view().connection), "stale");
    let snapshots = desk.count("getAgentStatus");
    desk.truth = Truth {
        state: 7,
        ringing: vec!["1"],
        ..Truth::default()
    };
    desk.let_pass(sent + LET_GO - desk.now() - 1);
    assert_eq!(desk.count("getAgentStatus"), snapshots);
    desk.let_pass(1);
    assert_eq!(desk.count("getAgentStatus"), snapshots + 1);
    desk.let_pass(10 * LATENCY);
    assert_eq!(calls(&desk.view()).len(), 1, "what the lost poll swallowed");
    assert_eq!(connection(desk.view().connection), "fresh");
}

#[test]
fn a_poll_lost_soon_after_the_last_try_is_followed_two_seconds_after_that() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    desk.lose_poll();
    let tried = desk.last(STATUS).at;
    desk.fail(POLL);
    desk.let_pass(tried + 2_000 - desk.now() - 1);
    assert_eq!(desk.last(STATUS).at, tried);
    desk.let_pass(5_000);
    assert!(desk.last(STATUS).at >= tried + 2_000);
}

#[test]
fn a_repeated_poll_beside_an_abandoned_one_is_our_own() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    let sent = desk.now();
    desk.let_pass(2_000);
    desk.lose_poll();
    desk.answer(POLL, 200, &envelope("000-007"));
    desk.let_pass(sent + LET_GO - desk.now());
    assert_eq!(desk.last(POLL).at, sent + LET_GO, "waited out");
    desk.reply(POLL, "000-007");
    desk.let_pass(HOLD);
    assert_eq!(
        notices(&desk.view()),
        [""; 0],
        "that was the first to count"
    );
}

#[test]
fn twice_a_repeated_poll_is_somebody_elses() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    desk.reply(POLL, "000-007");
    let first = desk.now();
    desk.let_pass(HOLD);
    assert_eq!(desk.last(POLL).at, first + HOLD);
    assert_eq!(notices(&desk.view()), [""; 0]);
    let snapshots = desk.count("getAgentStatus");
    desk.reply(POLL, "000-007");
    let told = desk.view().notices;
    assert_eq!(
        told.last().map(|it| &it.kind),
        Some(&NoticeKind::SecondPoller)
    );
    desk.let_pass(LATENCY);
    assert_eq!(desk.count("getAgentStatus"), snapshots + 1);
    desk.nothing();
    assert_eq!(notices(&desk.view()), [""; 0], "a good poll takes it back");
}

#[test]
fn five_polls_without_permission_end_the_session() {
    let mut desk = Desk::signed_in();
    for round in 1..=5 {
        assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
        let snapshots = desk.count("getAgentStatus");
        desk.reply(POLL, "000-003");
        desk.let_pass(LATENCY);
        let asked = usize::from(round < 5);
        assert_eq!(desk.count("getAgentStatus"), snapshots + asked);
    }
    assert_eq!(desk.view().stage, Stage::SignedOut);
    assert_ended_with(&desk, "000-003");
}

#[test]
fn a_status_without_permission_counts_beside_a_poll_without() {
    let mut desk = Desk::signed_in();
    desk.has_snapshots = false;
    let began = desk.now();
    for name in [POLL, STATUS, POLL, STATUS] {
        desk.reply(name, "000-003");
        assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
    }
    desk.reply(POLL, "000-003");
    assert_ended_with(&desk, "000-003");
    assert!(desk.now() - began <= 10_000, "{}", desk.now() - began);
}

#[test]
fn a_gateway_that_is_back_and_permits_nothing_ends_the_session_within_five_seconds() {
    for seed in 0..50 {
        let mut desk = Desk::with_seed(Settings::default(), seed);
        desk.sign_in();
        desk.has_snapshots = false;
        desk.fail(POLL);
        desk.fail(STATUS);
        desk.reply(STATUS, "000-003");
        let back = desk.now();
        for name in [POLL, STATUS, POLL] {
            desk.reply(name, "000-003");
            assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
        }
        desk.reply(STATUS, "000-003");
        assert_ended_with(&desk, "000-003");
        let waited = desk.now() - back;
        assert!(waited <= 5_000 + LATENCY, "seed {seed}: {waited}");
    }
}

#[test]
fn a_status_without_permission_alone_ends_nothing() {
    let mut desk = Desk::signed_in();
    desk.has_snapshots = false;
    for _ in 0..10 {
        desk.event(&crate::desk::event("AgentEvent_Brand_New", "17"));
        desk.reply(STATUS, "000-003");
    }
    assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
}

#[test]
fn a_good_poll_between_them_starts_the_count_anew() {
    let mut desk = Desk::signed_in();
    for _ in 0..4 {
        desk.reply(POLL, "000-003");
    }
    desk.nothing();
    for _ in 0..4 {
        desk.reply(POLL, "000-003");
    }
    assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
}

fn assert_ended_with(desk: &Desk, code: &str) {
    let view = desk.view();
    match &view.notices.last().expect("a notice").kind {
        NoticeKind::SessionEnded { retcode, .. } => assert_eq!(retcode.as_str(), code),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_gateway_ends_the_session_with_100_006() {
    let mut desk = Desk::talking();
    desk.reply(POLL, "100-006");
    assert_eq!(desk.view().stage, Stage::SignedOut);
    assert_ended_with(&desk, "100-006");
    assert_eq!(calls(&desk.view()), []);
    let sent = desk.sent.len();
    desk.let_pass(60_000);
    assert_eq!(desk.sent.len(), sent, "nothing is sent without a session");
}

#[test]
fn a_server_that_gives_events_another_way_is_named() {
    let mut desk = Desk::signed_in();
    desk.reply(POLL, "000-001");
    let told = desk.view().notices;
    assert!(matches!(&told.last().expect("a notice").kind,
            NoticeKind::EventMethodWrong(refusal) if refusal.retcode.as_str() == "000-001"));
    desk.nothing();
    assert_eq!(notices(&desk.view()), [""; 0]);
}

#[test]
fn any_other_code_backs_off_and_tells_nothing() {
    for code in ["000-002", "105-001", "999-999"] {
        let mut desk = Desk::signed_in();
        let polls = desk.count(POLL);
        let asked = desk.count(STATUS);
        desk.reply(POLL, code);
        desk.let_pass(5_000);
        assert_eq!(desk.count(POLL), polls + 1, "{code}");
        assert_eq!(desk.count(STATUS), asked, "{code}: the gateway is there");
        assert_eq!(notices(&desk.view()), [""; 0], "{code}");
        assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
    }
}

#[test]
fn several_events_in_one_answer_are_taken_in_order() {
    let mut desk = Desk::signed_in();
    desk.event(&several(&[&ringing("1"), &talking("1")]));
    assert_eq!(calls(&desk.view()).len(), 1);
    assert_eq!(desk.view().ring, agent_session::view::Ring::Quiet);
}

#[test]
fn nothing_after_the_end_of_the_session_is_taken_in() {
    let mut desk = Desk::signed_in();
    let events = several(&[crate::desk::SHUT_DOWN, &ringing("1"), "{}"]);
    desk.answer(POLL, 200, &polled(&events));
    assert_eq!(desk.view().stage, Stage::SignedOut);
    assert_eq!(desk.session.next_wake(desk.moment()), None);
}

#[test]
fn nothing_wakes_a_session_that_ended_with_an_abandoned_poll() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    desk.let_pass(1_000);
    desk.lose_poll();
    desk.reply(POLL, "100-006");
    assert_eq!(desk.session.next_wake(desk.moment()), None);
}

#[test]
fn a_renewed_guid_is_used_by_the_next_request() {
    let mut desk = Desk::signed_in();
    desk.ring("1");
    assert_eq!(desk.view().guid.expect("a Guid").generation, 1);
    assert_eq!(desk.last(POLL).header("Guid"), Some(GUID));
    desk.headers(POLL, Some("JSESSIONID=second.AgentGateway0"));
    assert_eq!(desk.view().guid.expect("a Guid").generation, 2);
    desk.press(Command::Answer(desk.key("1")));
    assert_eq!(
        desk.last("answer").header("Guid"),
        Some("second.AgentGateway0"),
        "between the headers and the body"
    );
    desk.event(&talking("1"));
    assert_eq!(desk.last(POLL).header("Guid"), Some("second.AgentGateway0"));
}

#[test]
fn the_same_guid_again_is_no_renewal() {
    let mut desk = Desk::signed_in();
    let before = desk.view().guid;
    for header in [
        Some(format!("JSESSIONID={GUID}")),
        Some(GUID.to_owned()),
        Some(String::new()),
        None,
    ] {
        desk.headers(POLL, header.as_deref());
        assert_eq!(desk.view().guid, before, "{header:?}");
    }
}

#[test]
fn only_the_poll_and_the_sign_in_renew() {
    let mut desk = Desk::ringing();
    desk.press(Command::Answer(desk.key("1")));
    desk.headers("answer", Some("JSESSIONID=other.AgentGateway0"));
    assert_eq!(desk.view().guid.expect("a Guid").generation, 1);
}

#[test]
fn a_proxy_keeps_the_guid() {
    let settings = Settings::parse(r#"{"session":"cookie"}"#).expect("settings");
    let mut desk = Desk::with(settings);
    desk.press(Command::SignIn(form("291")));
    let sign_in = desk.last("login");
    assert_eq!(sign_in.header("X-Toolbar"), Some("1"));
    assert_eq!(sign_in.cookies, Cookies::SameOrigin);
    desk.reply("login", "0");
    assert_eq!(desk.view().guid.expect("a stamp").generation, 1);
    desk.let_pass(500);
    desk.renewed_at_the_proxy(POLL);
    assert_eq!(desk.view().guid.expect("a stamp").generation, 2);
    desk.headers(POLL, Some("JSESSIONID=visible.AgentGateway0"));
    desk.nothing();
    for sent in &desk.sent {
        assert_eq!(sent.header("X-Toolbar"), Some("1"), "{}", sent.name());
        assert_eq!(sent.header("Guid"), None, "{}", sent.name());
        assert_eq!(sent.cookies, Cookies::SameOrigin);
    }
}

#[test]
fn without_a_proxy_no_cookies_are_sent_and_every_request_has_the_guid_but_the_sign_in() {
    let mut desk = Desk::talking();
    desk.press(Command::Drop(desk.key("1")));
    for sent in &desk.sent {
        assert_eq!(sent.cookies, Cookies::Omit, "{}", sent.name());
        assert_eq!(sent.header("X-Toolbar"), None);
        let expected = (sent.name() != "login").then_some(GUID);
        assert_eq!(sent.header("Guid"), expected, "{}", sent.name());
        assert_eq!(
            sent.header("Content-Type"),
            Some("application/json; charset=UTF-8"),
            "{}",
            sent.name()
        );
    }
}

#[test]
fn the_answer_of_a_poll_given_up_is_ignored() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    let poll = desk.last(POLL).id;
    desk.let_pass(15_000);
    let before = calls(&desk.view());
    desk.answer_request(poll, 200, &polled(&ringing("1")));
    assert_eq!(calls(&desk.view()), before);
}

#[test]
fn a_ring_lost_with_its_poll_and_its_snapshot_is_found_when_the_gateway_is_back() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    desk.truth = Truth {
        state: 7,
        ringing: vec!["1"],
        ..Truth::default()
    };
    desk.has_snapshots = false;
    desk.let_pass(HOLD);
    desk.lose_poll();
    for _ in 0..5 {
        desk.fail(STATUS);
        assert_ne!(connection(desk.view().connection), "fresh");
    }
    desk.has_snapshots = true;
    desk.fail(STATUS);
    desk.let_pass(6_000);
    assert_eq!(calls(&desk.view()).len(), 1);
    assert_eq!(connection(desk.view().connection), "fresh");
}

#[test]
fn a_snapshot_that_is_not_answered_is_asked_for_ever_more_slowly() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    desk.has_snapshots = false;
    desk.let_pass(HOLD);
    desk.lose_poll();
    desk.tell_no_calls();
    for pause in [1_000, 2_000, 4_000, 5_000, 5_000] {
        if desk.is_open(POLL) {
            desk.reply(POLL, "0");
        }
        desk.let_pass(pause - 1);
        assert!(!desk.is_open(STATUS), "sooner than {pause} ms");
        desk.let_pass(1);
        assert!(desk.is_open(STATUS), "not after {pause} ms");
        desk.tell_no_calls();
    }
}

#[test]
fn a_snapshot_that_the_gateway_refuses_is_not_asked_for_without_end() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    desk.has_snapshots = false;
    desk.let_pass(HOLD);
    desk.lose_poll();
    for _ in 0..2 {
        desk.answer(
            "getAgentStatus",
            200,
            r#"{"retcode":"0","result":{"agentState":4,"isWorking":false}}"#,
        );
        desk.reply("allcallinfoEx", "900-002");
    }
    let asked = desk.count("allcallinfoEx");
    desk.nothing();
    desk.let_pass(5_000);
    assert_eq!(desk.count("allcallinfoEx"), asked);
    assert_eq!(connection(desk.view().connection), "fresh");
}

/// Who is idle has no call, whether the gateway lists calls or not.
#[test]
fn a_call_whose_end_was_lost_is_over_where_the_gateway_lists_no_calls() {
    let mut desk = Desk::talking();
    desk.nothing();
    desk.has_snapshots = false;
    desk.let_pass(HOLD);
    desk.lose_poll();
    desk.answer(STATUS, 200, &crate::desk::status(4));
    desk.reply("allcallinfoEx", "900-002");
    desk.nothing();
    assert!(desk.find_call("1").is_none());
    assert_eq!(desk.view().agent.state, AgentState::Ready);
}

#[test]
fn a_status_that_is_refused_for_good_blocks_nothing_for_ever() {
    let mut desk = Desk::talking();
    desk.nothing();
    desk.has_snapshots = false;
    desk.tell(agent_session::event::Event::Resumed);
    for _ in 0..2 {
        desk.reply(STATUS, "900-002");
        desk.reply("allcallinfoEx", "900-002");
        desk.let_pass(2_000);
    }
    desk.idle(20_000);
    assert_eq!(desk.call("1").drop, Ok(()));
}

/// What told of its end may have been lost, and no snapshot knows of one.
#[test]
fn a_recording_is_forgotten_with_a_lost_poll_and_with_a_gap() {
    let is_recording = |desk: &Desk| desk.view().actions.pick_up == Err(Reason::SelfRecording);
    for loses in [true, false] {
        let mut desk = Desk::signed_in();
        desk.event(&crate::desk::event("AgentMediaEvent_Record", "null"));
        assert!(is_recording(&desk));
        if loses {
            desk.lose_poll();
        } else {
            desk.tell(agent_session::event::Event::Resumed);
        }
        desk.let_pass(6_000);
        assert!(!is_recording(&desk), "{loses}");
    }
}

/// The call centre has moved to its standby site: no session is there.
#[test]
fn a_move_to_the_standby_site_ends_the_session_and_says_so() {
    for name in [POLL, STATUS] {
        for code in ["105-005", "105-006", "105-007"] {
            let mut desk = Desk::signed_in();
            desk.nothing();
            desk.has_snapshots = false;
            desk.let_pass(HOLD);
            if name == STATUS {
                desk.lose_poll();
            }
            desk.reply(name, code);
            let view = desk.view();
            assert_eq!(view.stage, Stage::SignedOut, "{name} {code}");
            let told = view.notices.last().map(|notice| notice.kind.clone());
            assert!(
                matches!(told, Some(NoticeKind::SessionEnded { retcode, .. }) if retcode.as_str() == code),
                "{name} {code}"
            );
        }
    }
}

#[test]
fn a_way_of_events_that_is_set_wrong_is_told_once_and_the_session_can_be_given_up() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    desk.let_pass(1_000);
    desk.has_snapshots = false;
    let mut ids = std::collections::BTreeSet::new();
    while desk.now() < 100_000 {
        if desk.is_open(POLL) {
            desk.reply(POLL, "000-001");
        }
        ids.extend(desk.view().notices.iter().map(|notice| notice.id));
        desk.let_pass(100);
    }
    assert_eq!(ids.len(), 1);
    assert_eq!(desk.view().actions.sign_in_again, Ok(()));
}

#[test]
fn a_snapshot_unanswered_in_part_is_asked_for_until_it_is_answered() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    desk.has_snapshots = false;
    desk.let_pass(HOLD);
    desk.lose_poll();
    for _ in 0..4 {
        desk.answer(STATUS, 200, &crate::desk::status(7));
        desk.answer("allcallinfoEx", 200, r#"{"retcode":"0","result":["1"]}"#);
        desk.fail("callinfobeforeanswer");
        desk.reply("holdlist", "900-002");
        desk.reply("callinfo", "900-002");
        desk.let_pass(5_000);
        assert!(desk.is_open("getAgentStatus"));
        desk.nothing();
    }
}

#[test]
fn signing_out_wins_over_the_poll_that_tells_of_it() {
    for how in ["100-006", "shut down"] {
        for reply_first in [true, false] {
            let mut desk = Desk::signed_in();
            desk.let_pass(1_000);
            desk.press(Command::SignOut);
            if reply_first {
                desk.reply("logout", "0");
            } else if how == "100-006" {
                desk.reply(POLL, "100-006");
            } else {
                desk.answer(POLL, 200, &polled(crate::desk::SHUT_DOWN));
            }
            let view = desk.view();
            assert_eq!(view.stage, Stage::SignedOut, "{how}");
            assert_eq!(notices(&view), [""; 0], "{how}");
            let entry = view.ledger.last().expect("an entry");
            assert_eq!(entry.act, Act::SignOut);
            assert_eq!(crate::picture::outcome(&entry.outcome), "confirmed");
        }
    }
}

#[test]
fn a_missing_call_ends_only_with_an_empty_poll() {
    let mut desk = Desk::talking();
    desk.truth = Truth::default();
    desk.lose_poll();
    desk.let_pass(500);
    assert!(desk.call("1").is_in_doubt);
    desk.event(READY);
    desk.let_pass(500);
    assert!(desk.call("1").is_in_doubt, "an event is not an empty queue");
    desk.nothing();
    assert_eq!(calls(&desk.view()), []);
}

#[test]
fn an_event_speaks_for_a_missing_call() {
    let mut desk = Desk::ringing();
    desk.truth = Truth::default();
    desk.lose_poll();
    desk.let_pass(500);
    assert!(desk.call("1").is_in_doubt);
    desk.truth.state = 7;
    desk.truth.talking = vec!["1"];
    desk.event(&talking("1"));
    desk.nothing();
    assert!(!desk.call("1").is_in_doubt);
    desk.event(&no_answer("2"));
    assert_eq!(calls(&desk.view()).len(), 1);
}

/// What may be done to a conference whose poll was lost; another may have taken its place since, and no snapshot tells.
#[test]
fn after_a_lost_poll_nothing_is_done_to_a_conference_before_the_events_have_been_read() {
    let acts = |desk: &Desk| {
        let actions = desk.view().actions;
        match desk.view().conference {
            Conference::Joined { .. } => [actions.leave, actions.leave],
            _ => [actions.decline, actions.join],
        }
    };
    for mut desk in [Desk::invited(), Desk::joined()] {
        desk.nothing();
        desk.let_pass(HOLD + 1_000);
        desk.lose_poll();
        desk.let_pass(500);
        assert_eq!(acts(&desk), [Err(Reason::NotFresh); 2]);
        // An event may be followed by another.
        desk.event(&crate::desk::event("AgentEvent_Brand_New", "17"));
        desk.let_pass(500);
        assert_eq!(acts(&desk), [Err(Reason::NotFresh); 2]);
        desk.nothing();
        assert_eq!(acts(&desk), [Ok(()); 2]);
    }
}

#[test]
fn an_invitation_that_comes_after_a_lost_poll_may_be_answered_at_once() {
    let mut desk = Desk::signed_in();
    desk.let_pass(HOLD + 1_000);
    desk.lose_poll();
    desk.let_pass(500);
    desk.truth.state = 7;
    desk.event(&invitation("77"));
    assert_eq!(desk.view().actions.join, Ok(()));
}
