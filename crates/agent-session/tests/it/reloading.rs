//! Reloads against the simulated gateway, under every reading of the pages, both of a second poll among them.
//!
//! Each ends with the session's picture being the gateway's. No reload sends a command.

use agent_session::command::{Act, Command};
use agent_session::view::{CallState, Conference, Lead, NoticeKind, Ring, Stage};
use gateway_simulator::Settings;
use serde_json::json;

use crate::journeys::{check, check_with};
use crate::pair::{AGENT, Pair};

/// After so long the poll of the page before, which may swallow an event, has ended, and what it swallowed is found.
const HELD: u64 = 13_000;

/// The page is loaded anew; within three seconds the picture is the session's, and no command was sent.
fn reload(pair: &mut Pair) {
    let before = pair.sent.len();
    pair.reload();
    pair.run(3_000);
    let view = pair.view();
    assert!(
        matches!(view.stage, Stage::SignedIn { .. }),
        "{:?}",
        view.notices
    );
    assert_eq!(view.lead, Lead::Alone);
    for name in &pair.sent[before..] {
        let is_question = matches!(
            *name,
            "updateGuid"
                | "syncagentinfo"
                | "getAgentStatus"
                | "allcallinfoEx"
                | "callinfobeforeanswer"
                | "holdlist"
                | "callinfo"
                | "getAgentEvent"
        );
        assert!(is_question, "{name} was sent");
    }
}

#[test]
fn reload_while_idle() {
    check(|pair, _| {
        pair.run(12_345);
        reload(pair);
        assert_eq!(pair.view().calls, []);
        assert_eq!(pair.notices(), []);
        pair.run(HELD);
        let call = pair.ring();
        assert_eq!(pair.state_of(&call), Some(CallState::Ringing));
    });
}

#[test]
fn reload_while_ringing_and_answer() {
    check(|pair, _| {
        let call = pair.ring();
        let before = pair.key(&call);
        reload(pair);
        assert_eq!(pair.state_of(&call), Some(CallState::Ringing));
        assert_eq!(pair.view().ring, Ring::Sounding);
        assert_ne!(pair.key(&call), before);
        pair.press(Command::Answer(pair.key(&call)));
        pair.run(HELD);
        assert_eq!(pair.state_of(&call), Some(CallState::Talking));
        assert_eq!(pair.count("answer"), 1);
    });
}

#[test]
fn reload_while_talking_and_drop() {
    check(|pair, _| {
        let call = pair.talk();
        let before = pair.key(&call);
        pair.run(4_000);
        reload(pair);
        assert_eq!(pair.state_of(&call), Some(CallState::Talking));
        assert_eq!(pair.key(&call), before);
        pair.press(Command::Drop(before));
        pair.run(HELD);
        assert_eq!(pair.view().calls, []);
    });
}

#[test]
fn reload_while_a_call_is_held() {
    check(|pair, _| {
        let call = pair.talk();
        pair.control("hold", json!({"callid": call}));
        pair.run(2_000);
        reload(pair);
        assert_eq!(pair.state_of(&call), Some(CallState::Held));
    });
}

#[test]
fn reload_the_moment_a_command_was_pressed() {
    for span in [0, 1, 10, 20, 40, 100] {
        check(move |pair, _| {
            let call = pair.ring();
            pair.press(Command::Answer(pair.key(&call)));
            pair.run(span);
            reload(pair);
            // It may have been confirmed before the reload; otherwise the snapshot has settled it.
            assert_eq!(pair.view().pending, []);
            let entry = pair.last_entry();
            assert_eq!(entry.act, Act::Answer);
            assert_ne!(entry.outcome, agent_session::view::Outcome::Open);
            assert_eq!(pair.count("answer"), 1);
            pair.run(15_000);
            if pair.state_of(&call) == Some(CallState::Ringing) {
                pair.press(Command::Answer(pair.key(&call)));
                pair.run(3_000);
            }
        });
    }
}

#[test]
fn a_ring_that_the_held_poll_of_the_page_before_swallows_is_found_when_its_hold_ends() {
    check(|pair, _| {
        // A poll has just been sent.
        pair.run(10_600);
        reload(pair);
        let rung = pair.control("ring", json!({"agent": AGENT}));
        let call = rung["callid"].as_str().expect("an id").to_owned();
        pair.run(HELD);
        assert_eq!(pair.state_of(&call), Some(CallState::Ringing));
        assert!(!pair.notices().contains(&NoticeKind::SecondPoller));
    });
}

#[test]
fn a_call_that_ends_during_the_reload_is_over_after_it() {
    check(|pair, _| {
        let call = pair.talk();
        pair.control("hangup", json!({"callid": call}));
        reload(pair);
        pair.run(HELD);
        assert_eq!(pair.view().calls, []);
    });
}

#[test]
fn a_call_that_comes_during_the_reload_is_there_after_it() {
    check(|pair, _| {
        let rung = pair.control("ring", json!({"agent": AGENT}));
        let call = rung["callid"].as_str().expect("an id").to_owned();
        reload(pair);
        assert_eq!(pair.state_of(&call), Some(CallState::Ringing));
    });
}

#[test]
fn reload_while_invited_and_join() {
    check(|pair, _| {
        let before = pair.invite();
        reload(pair);
        let Conference::Invited { key, .. } = pair.view().conference else {
            panic!("no invitation");
        };
        assert_eq!(key, before);
        // Where the queue could not be emptied, the events in it are read first: by a poll after the one that was held.
        pair.run(HELD + 10_000);
        pair.press(Command::Join(key));
        pair.run(3_000);
        assert!(matches!(pair.view().conference, Conference::Joined { .. }));
    });
}

#[test]
fn reload_again_and_again() {
    check(|pair, _| {
        let call = pair.talk();
        for span in [0, 5, 30, 61, 400, 1_500] {
            pair.reload();
            pair.run(span);
        }
        reload(pair);
        assert_eq!(pair.state_of(&call), Some(CallState::Talking));
    });
}

#[test]
fn a_reload_after_the_session_has_ended_shows_the_sign_in_panel() {
    check_with(Settings::default(), |pair, _| {
        pair.sign_in();
        let call = pair.talk();
        pair.cut_off();
        pair.run(140_000);
        pair.connect_again();
        pair.reload();
        pair.run(3_000);
        let view = pair.view();
        assert_eq!(view.stage, Stage::SignedOut);
        assert!(!pair.keeps());
        assert_eq!(view.ended[0].key.id.as_str(), call);
    });
}
