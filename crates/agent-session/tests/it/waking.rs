//! Sleep, freeze, a network that comes and goes: the gateway is asked before anything may be pressed.

use agent_session::command::Command;
use agent_session::event::Event;
use agent_session::settings::Settings;
use agent_session::view::{CallState, Cause, Connection, Outcome, Reason, Settlement, Stage};
use gateway_simulator as gateway;
use serde_json::json;

use crate::desk::{
    Desk, LATENCY, LET_GO, POLL, STATUS, Truth, answer_with, call_data, envelope, form, ringing,
    status,
};
use crate::pair::{AGENT, Pair};
use crate::picture::{calls, connection};

type Jump = fn(&mut Desk);

/// Ways in which a desk is out of the world for a while, and how it comes back.
const JUMPS: [(&str, Jump); 5] = [
    ("told", |desk| desk.tell(Event::Resumed)),
    ("woken late", |desk| {
        desk.sleep(60_000, 60_000);
        desk.tell(Event::Woke);
    }),
    ("shown late", |desk| {
        desk.sleep(60_000, 60_000);
        desk.tell(Event::Shown);
    }),
    ("one clock stood still", |desk| {
        desk.sleep(1, 600_000);
        desk.tell(Event::Shown);
    }),
    ("the wall clock was set", |desk| {
        desk.set_back(3_600_000);
        desk.tell(Event::Shown);
    }),
];

/// A desk whose agent talks in call 1, with a poll of some seconds in flight.
fn polling() -> Desk {
    let mut desk = Desk::talking();
    desk.nothing();
    desk.let_pass(4_000);
    assert_eq!(desk.view().actions.drop, Ok(()));
    desk
}

#[test]
fn after_a_jump_the_poll_is_given_up_and_the_gateway_asked_at_once() {
    for (how, jump) in JUMPS {
        let mut desk = polling();
        desk.has_snapshots = false;
        let poll = desk.last(POLL).id;
        jump(&mut desk);
        assert!(desk.has_given_up(poll), "{how}");
        assert_eq!(desk.last(STATUS).at, desk.now(), "{how}");
        assert!(!desk.is_open(POLL), "{how}");
        desk.answer(STATUS, 200, &status(7));
        assert!(desk.is_open(POLL), "{how}: the gateway is there");
    }
}

#[test]
fn nothing_may_be_pressed_between_a_jump_and_the_gateways_answers() {
    for (how, jump) in JUMPS {
        let mut desk = polling();
        desk.has_snapshots = false;
        jump(&mut desk);
        let sent = desk.count("dropCall");
        let check = |desk: &mut Desk| {
            let view = desk.view();
            let reasons = [
                view.actions.drop,
                view.actions.set_busy,
                desk.call("1").drop,
                view.actions.pick_up,
                view.actions.sign_out,
            ];
            for reason in reasons {
                assert_eq!(reason, Err(Reason::NotFresh), "{how}");
            }
            desk.press(Command::Drop(desk.key("1")));
            assert_eq!(
                desk.count("dropCall") + desk.count("release"),
                sent,
                "{how}"
            );
        };
        check(&mut desk);
        desk.answer(STATUS, 200, &status(7));
        check(&mut desk);
        desk.has_snapshots = true;
        desk.answer("allcallinfoEx", 200, r#"{"retcode":"0","result":["1"]}"#);
        desk.let_pass(10 * LATENCY);
        assert_eq!(desk.call("1").drop, Ok(()), "{how}");
    }
}

#[test]
fn a_press_is_not_sent_that_comes_first_after_a_jump() {
    let mut desk = polling();
    desk.sleep(1, 600_000);
    desk.press(Command::Drop(desk.key("1")));
    assert_eq!(desk.count("dropCall") + desk.count("release"), 0);
}

#[test]
fn a_gateway_that_never_tells_of_the_calls_blocks_them_for_two_rounds_only() {
    let mut desk = polling();
    desk.has_snapshots = false;
    desk.tell(Event::Resumed);
    desk.tell_no_calls();
    assert_eq!(desk.call("1").drop, Err(Reason::NotFresh));
    desk.tell_no_calls();
    assert_eq!(desk.call("1").drop, Ok(()));
}

#[test]
fn a_gateway_that_is_gone_tells_nothing_of_the_calls_and_blocks_them_on() {
    let mut desk = polling();
    desk.has_snapshots = false;
    desk.tell(Event::Resumed);
    desk.tell_no_calls();
    // It polls well once more, and then it cannot be reached.
    desk.nothing();
    desk.let_pass(500);
    desk.fail(POLL);
    for _ in 0..3 {
        desk.let_pass(5_000);
        desk.fail(STATUS);
        assert_eq!(desk.call("1").state, CallState::Talking);
        assert_eq!(desk.call("1").drop, Err(Reason::NotFresh));
    }
    desk.has_snapshots = true;
    desk.let_pass(6_000);
    assert_eq!(desk.call("1").drop, Ok(()));
}

/// While nobody heard, it may have been rejected elsewhere and offered again under the same id.
#[test]
fn a_call_that_rings_before_and_after_a_jump_is_another_offer() {
    let mut desk = Desk::ringing();
    desk.let_pass(2_000);
    let before = desk.key("1");
    desk.sleep(1, 60_000);
    desk.tell(Event::Shown);
    desk.let_pass(2_000);
    assert_ne!(desk.key("1"), before);
    assert_eq!(desk.call("1").answer, Ok(()));
}

/// It was asked before the jump, and so tells of no offer after it.
#[test]
fn a_snapshot_whose_last_answer_arrives_first_after_a_jump_tells_nothing() {
    let mut desk = Desk::ringing();
    desk.has_snapshots = false;
    desk.let_pass(1_000);
    desk.answer(STATUS, 200, &status(7));
    desk.answer("allcallinfoEx", 200, r#"{"retcode":"0","result":["1"]}"#);
    let rings = answer_with(&call_data("1"));
    desk.answer("callinfobeforeanswer", 200, &rings);
    desk.reply("holdlist", "400-003");
    let before = desk.key("1");
    desk.set_ahead(3_600_000);
    desk.reply("callinfo", "400-001");
    assert_eq!(desk.key("1"), before);
    assert_eq!(desk.call("1").answer, Err(Reason::NotFresh));
    desk.has_snapshots = true;
    desk.answer(STATUS, 200, &status(7));
    desk.let_pass(10 * LATENCY);
    assert_ne!(desk.key("1"), before);
    assert_eq!(desk.call("1").answer, Ok(()));
}

/// It was pressed for the offer before, of which nobody knows more.
#[test]
fn a_drop_is_not_told_as_done_when_a_later_offer_of_its_call_ends() {
    let mut desk = Desk::talking();
    desk.let_pass(2_000);
    desk.press(Command::Drop(desk.key("1")));
    desk.has_snapshots = false;
    desk.set_ahead(3_600_000);
    desk.answer(POLL, 200, &crate::desk::polled(&ringing("1")));
    assert_eq!(desk.call("1").state, CallState::Ringing);
    desk.answer(STATUS, 200, &status(7));
    desk.event(&crate::desk::no_answer("1"));
    let entry = desk.view().ledger.last().cloned().expect("a command");
    let is_over = |outcome: &Outcome| {
        matches!(
            outcome,
            Outcome::Settled {
                as_what: Settlement::CallOver,
                ..
            }
        )
    };
    assert!(is_over(&entry.outcome), "{:?}", entry.outcome);
}

#[test]
fn an_event_that_arrives_first_after_a_jump_is_taken_in() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    desk.sleep(1, 600_000);
    desk.has_snapshots = false;
    desk.answer(POLL, 200, &crate::desk::polled(&ringing("1")));
    assert_eq!(calls(&desk.view()).len(), 1);
    assert_eq!(desk.view().actions.answer, Err(Reason::NotFresh));
}

#[test]
fn a_page_that_is_seen_again_leaves_a_poll_alone_that_is_within_its_limit() {
    let mut desk = polling();
    let (poll, sent) = (desk.last(POLL).id, desk.sent.len());
    for _ in 0..10 {
        desk.let_pass(500);
        desk.tell(Event::Shown);
    }
    assert!(!desk.has_given_up(poll));
    assert_eq!(desk.sent.len(), sent);
    assert_eq!(connection(desk.view().connection), "fresh");
}

#[test]
fn a_wake_up_somewhat_late_is_no_jump() {
    let mut desk = polling();
    let due = desk.session.next_wake(desk.moment()).expect("a wake-up").0;
    desk.sleep(due + 3_000 - desk.now(), due + 3_000 - desk.now());
    desk.tell(Event::Woke);
    assert_eq!(desk.view().actions.drop, Ok(()));
}

#[test]
fn a_poll_given_up_by_a_jump_may_still_take_an_event_until_its_hold_is_over() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    let sent = desk.now();
    desk.let_pass(2_000);
    desk.tell(Event::Resumed);
    desk.let_pass(10 * LATENCY);
    assert!(desk.is_open(POLL));
    assert_eq!(connection(desk.view().connection), "stale");
    desk.answer(POLL, 200, &envelope("000-007"));
    desk.truth = Truth {
        state: 7,
        ringing: vec!["1"],
        ..Truth::default()
    };
    let snapshots = desk.count(STATUS);
    desk.let_pass(sent + LET_GO - desk.now() - 1);
    assert_eq!(desk.count(STATUS), snapshots);
    assert!(!desk.is_open(POLL), "our own poll is waited out");
    desk.let_pass(1);
    assert!(desk.is_open(POLL));
    desk.let_pass(10 * LATENCY);
    assert_eq!(calls(&desk.view()).len(), 1, "what that poll swallowed");
    assert_eq!(connection(desk.view().connection), "fresh");
}

#[test]
fn after_a_jump_the_gateway_is_checked_and_not_said_to_be_gone() {
    let mut desk = polling();
    desk.has_snapshots = false;
    desk.tell(Event::Resumed);
    let cause = |desk: &Desk| match desk.view().connection {
        Connection::Stale { cause, .. } => cause,
        other => panic!("{other:?}"),
    };
    assert_eq!(cause(&desk), Cause::Checking);
    desk.fail(STATUS);
    assert_eq!(cause(&desk), Cause::Gone);
}

#[test]
fn without_a_session_a_jump_changes_nothing() {
    for (how, jump) in JUMPS {
        let mut desk = Desk::new();
        jump(&mut desk);
        desk.press(Command::SignIn(form("291")));
        jump(&mut desk);
        assert_eq!(desk.sent.len(), 1, "{how}");
    }
    let mut desk = Desk::new();
    desk.tell(Event::Resumed);
    desk.sign_in();
    assert_eq!(desk.view().actions.set_busy, Ok(()));
}

#[test]
fn a_guid_older_than_a_minute_is_asked_for_after_a_jump() {
    let asked_after = |asleep: u64, session: &str| {
        let settings = Settings::parse(&format!(r#"{{"session":"{session}"}}"#));
        let mut desk = Desk::with(settings.expect("settings"));
        desk.sign_in();
        desk.sleep(1, asleep);
        desk.tell(Event::Shown);
        desk.let_pass(1_000);
        desk.count("updateGuid")
    };
    assert_eq!(asked_after(50_000, "header"), 0);
    assert_eq!(asked_after(60_000, "header"), 1);
    assert_eq!(asked_after(60_000, "cookie"), 0);
}

#[test]
fn a_network_that_comes_and_goes_each_second_brings_no_more_than_three_requests_a_second() {
    for mut desk in [Desk::signed_in(), Desk::talking()] {
        desk.let_pass(5_000);
        let (begun, before) = (desk.now(), desk.sent.len());
        for _ in 0..60 {
            desk.has_snapshots = false;
            for name in [POLL, STATUS] {
                if desk.is_open(name) {
                    desk.fail(name);
                }
            }
            desk.let_pass(500);
            desk.has_snapshots = true;
            desk.tell(Event::Resumed);
            desk.let_pass(500);
        }
        let seconds = usize::try_from((desk.now() - begun) / 1_000).expect("a minute");
        let sent = desk.sent.len() - before;
        assert!(sent <= 3 * seconds, "{sent} requests in {seconds} s");
        desk.idle(20_000);
        assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
        assert_eq!(connection(desk.view().connection), "fresh");
    }
}

#[test]
fn a_machine_that_slept_knows_the_truth_three_seconds_after_it_wakes() {
    // With a clock that goes on, a short sleep is within the limits of what is on its way.
    let still = [5_000, 30_000, 61_000, 100_000].map(|asleep| (true, asleep));
    let going_on = [30_000, 61_000, 100_000].map(|asleep| (false, asleep));
    for (stands_still, asleep) in still.into_iter().chain(going_on) {
        let mut pair = Pair::new(gateway::Settings {
            ring_time: gateway::Millis::seconds(200),
            ..gateway::Settings::default()
        });
        pair.sign_in();
        let rung = pair.control("ring", json!({"agent": AGENT}));
        pair.sleep(asleep, stands_still);
        pair.run(3_000);
        let call = rung["callid"].as_str().expect("an id");
        let state = pair.state_of(call);
        assert_eq!(state, Some(CallState::Ringing), "{asleep}");
        pair.press(Command::Answer(pair.key(call)));
        pair.run(2_000);
        assert_eq!(pair.state_of(call), Some(CallState::Talking), "{asleep}");
        pair.run(600_000);
        pair.assert_agreement();
    }
}

#[test]
fn a_machine_that_slept_too_long_shows_the_sign_in_panel_at_once() {
    for stands_still in [true, false] {
        let mut pair = Pair::new(gateway::Settings::default());
        pair.sign_in();
        pair.run(55_000);
        pair.sleep(600_000, stands_still);
        pair.run(3_000);
        assert_eq!(pair.view().stage, Stage::SignedOut);
    }
}
