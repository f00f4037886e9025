//! An agent's journeys against the simulated gateway, under every reading of the pages.
//!
//! Each ends with the session's picture being the gateway's.

use agent_session::command::{Act, Command};
use agent_session::view::{
    AgentState, CallState, Conference, EndedBy, EndedHow, NoticeKind, Outcome, RejectMode, Ring,
    Stage,
};
use gateway_simulator::readings::{CallerLeavesRinging, ForcedSignInCalls, Order, Pickup};
use gateway_simulator::{AuthMode, Millis, Readings, Settings};
use serde_json::json;

use crate::pair::{AGENT, Pair};

/// How many orders of an act's events are tried: all of five, and some of more.
const ORDERS: u32 = 120;

/// Every reading of the pages, and every order of events.
fn readings() -> Vec<(String, Readings)> {
    let turned = Readings::variants();
    let mut readings: Vec<_> = turned
        .into_iter()
        .map(|(name, readings)| (name.to_owned(), readings))
        .collect();
    for number in 0..ORDERS {
        let order = Readings {
            order: Order::Permutation(number),
            invitation_occupies: true,
            inbound_customer_alerting: true,
            ..Readings::default()
        };
        readings.push((format!("order {number}"), order));
    }
    readings
}

/// Plays the journey under every reading, signed in.
pub fn check(journey: impl Fn(&mut Pair, &Readings)) {
    check_with(Settings::default(), |pair, readings| {
        pair.sign_in();
        journey(pair, readings);
    });
}

/// Plays the journey under every reading with these settings, not signed in yet.
pub fn check_with(settings: Settings, journey: impl Fn(&mut Pair, &Readings)) {
    for (name, readings) in readings() {
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut pair = Pair::new(Settings {
                readings: readings.clone(),
                ..settings.clone()
            });
            journey(&mut pair, &readings);
            pair.assert_agreement();
        }));
        assert!(told.is_ok(), "under the reading: {name}");
    }
}

fn is_confirmed(pair: &Pair, act: Act) {
    let entry = pair.last_entry();
    assert_eq!(entry.act, act);
    assert!(
        matches!(entry.outcome, Outcome::Confirmed { .. }),
        "{entry:?}"
    );
}

#[test]
fn sign_in_answer_and_drop() {
    check(|pair, _| {
        let call = pair.ring();
        assert_eq!(pair.state_of(&call), Some(CallState::Ringing));
        assert_eq!(pair.view().ring, Ring::Sounding);
        pair.press(Command::Answer(pair.key(&call)));
        pair.run(3_000);
        assert_eq!(pair.state_of(&call), Some(CallState::Talking));
        is_confirmed(pair, Act::Answer);
        pair.press(Command::Drop(pair.key(&call)));
        pair.run(3_000);
        is_confirmed(pair, Act::Drop);
        let view = pair.view();
        assert_eq!(view.calls, []);
        assert_eq!(
            (view.ended[0].how, view.ended[0].by),
            (EndedHow::Released, EndedBy::Agent)
        );
        assert_eq!(view.agent.state, AgentState::Ready);
        assert_eq!(view.notices, []);
        assert_eq!(pair.count("release"), 1);
    });
}

#[test]
fn reject_back_to_the_queue() {
    check(|pair, _| {
        let call = pair.ring();
        pair.press(Command::Reject(pair.key(&call), RejectMode::BackToQueue));
        pair.run(3_000);
        is_confirmed(pair, Act::Reject(RejectMode::BackToQueue));
        let view = pair.view();
        assert!(matches!(view.agent.state, AgentState::Busy { .. }));
        assert_eq!(
            view.ended[0].how,
            EndedHow::Rejected(RejectMode::BackToQueue)
        );
        let expected = NoticeKind::Rejected {
            mode: RejectMode::BackToQueue,
            reported: Some(view.agent.state),
        };
        assert_eq!(pair.notices(), [expected]);
        let there = pair.control("state", json!({}));
        assert_eq!(there["queues"][0]["callids"], json!([call]));
    });
}

#[test]
fn reject_by_hanging_up() {
    check(|pair, _| {
        let call = pair.ring();
        pair.press(Command::Reject(pair.key(&call), RejectMode::HangUp));
        pair.run(3_000);
        is_confirmed(pair, Act::Reject(RejectMode::HangUp));
        let expected = NoticeKind::Rejected {
            mode: RejectMode::HangUp,
            reported: Some(AgentState::Ready),
        };
        assert_eq!(pair.notices(), [expected]);
        let there = pair.control("state", json!({}));
        assert_eq!(there["calls"], json!([]));
    });
}

/// What a rejection does to a transferred or internal call "needs to be determined": only the gateway's word counts.
#[test]
fn reject_a_transfer_and_an_internal_call() {
    for mode in [RejectMode::BackToQueue, RejectMode::HangUp] {
        for kind in ["transfer", "internal"] {
            check(|pair, _| {
                let rung = pair.control("ring", json!({"agent": AGENT, (kind): true}));
                pair.run(2_000);
                let call = rung["callid"].as_str().expect("an id").to_owned();
                pair.press(Command::Reject(pair.key(&call), mode));
                pair.run(3_000);
                is_confirmed(pair, Act::Reject(mode));
                assert_eq!(pair.state_of(&call), None);
            });
        }
    }
}

#[test]
fn the_caller_hangs_up_while_ringing() {
    check(|pair, readings| {
        let call = pair.ring();
        pair.control("hangup", json!({"callid": call}));
        pair.run(3_000);
        let view = pair.view();
        assert_eq!(view.missed.len(), 1);
        assert_eq!(view.ring, Ring::Quiet);
        let by = match readings.caller_leaves_ringing {
            CallerLeavesRinging::NoAnswer => EndedBy::System,
            CallerLeavesRinging::CustomerThenNoAnswer | CallerLeavesRinging::Released => {
                EndedBy::Caller
            }
        };
        assert_eq!(view.missed[0].by, by);
    });
}

#[test]
fn the_caller_hangs_up_while_talking() {
    check(|pair, _| {
        let call = pair.talk();
        pair.control("hangup", json!({"callid": call}));
        pair.run(3_000);
        let view = pair.view();
        assert_eq!(view.calls, []);
        assert_eq!(
            (view.ended[0].how, view.ended[0].by),
            (EndedHow::Released, EndedBy::Caller)
        );
        assert_eq!(view.notices, []);
    });
}

#[test]
fn nobody_answers() {
    check(|pair, _| {
        let call = pair.ring();
        pair.run(30_000);
        let view = pair.view();
        assert_eq!(pair.state_of(&call), None);
        assert_eq!(view.missed.len(), 1);
        assert_eq!(view.ring, Ring::Quiet);
        assert!(matches!(
            pair.notices().as_slice(),
            [NoticeKind::Missed { .. }]
        ));
    });
}

#[test]
fn an_invitation_is_declined() {
    check(|pair, _| {
        let invitation = pair.invite();
        assert_eq!(pair.view().ring, Ring::Sounding);
        pair.press(Command::Decline(invitation));
        pair.run(3_000);
        is_confirmed(pair, Act::Decline);
        assert_eq!(pair.view().conference, Conference::None);
        assert_eq!(pair.notices(), []);
    });
}

#[test]
fn an_invitation_is_joined_and_left() {
    check(|pair, _| {
        let invitation = pair.invite();
        pair.press(Command::Join(invitation));
        pair.run(3_000);
        is_confirmed(pair, Act::Join);
        assert!(matches!(pair.view().conference, Conference::Joined { .. }));
        pair.press(Command::Leave(pair.invitation()));
        pair.run(3_000);
        is_confirmed(pair, Act::Leave);
        assert_eq!(pair.view().conference, Conference::None);
        assert_eq!(pair.view().calls, []);
        assert_eq!(pair.notices(), []);
    });
}

#[test]
fn an_invitation_runs_out() {
    check(|pair, _| {
        pair.invite();
        pair.run(31_000);
        assert_eq!(pair.view().conference, Conference::None);
        assert_eq!(pair.view().ring, Ring::Quiet);
    });
}

#[test]
fn a_conference_ends_for_everybody() {
    check(|pair, _| {
        let invitation = pair.invite();
        pair.press(Command::Join(invitation.clone()));
        pair.run(3_000);
        let number: u64 = invitation.id.as_str().parse().expect("a number");
        pair.control("conference/end", json!({"confId": number}));
        pair.run(3_000);
        assert_eq!(pair.view().conference, Conference::None);
        assert_eq!(pair.view().calls, []);
    });
}

#[test]
fn busy_is_asked_for_during_an_invitation() {
    check(|pair, _| {
        let invitation = pair.invite();
        pair.press(Command::SetBusy);
        pair.run(8_000);
        is_confirmed(pair, Act::SetBusy);
        pair.press(Command::Decline(invitation));
        pair.run(3_000);
    });
}

#[test]
fn a_queued_call_is_taken() {
    check(|pair, readings| {
        let call = pair.queue();
        pair.press(Command::PickUp {
            call: crate::desk::call_id(&call),
            skill: crate::desk::skill(1),
        });
        pair.run(3_000);
        is_confirmed(pair, Act::PickUp);
        if readings.pickup == Pickup::RingsFirst {
            assert_eq!(pair.state_of(&call), Some(CallState::Ringing));
            assert_eq!(pair.notices(), [NoticeKind::PickUpRings]);
            pair.press(Command::Answer(pair.key(&call)));
            pair.run(3_000);
        } else {
            assert_eq!(pair.notices(), []);
        }
        assert_eq!(pair.state_of(&call), Some(CallState::Talking));
    });
}

#[test]
fn a_queued_call_is_taken_by_somebody_else() {
    check(|pair, _| {
        let call = pair.queue();
        pair.control("take", json!({"callid": call}));
        pair.press(Command::PickUp {
            call: crate::desk::call_id(&call),
            skill: crate::desk::skill(1),
        });
        pair.run(5_000);
        let told = pair.notices();
        assert!(
            told.iter()
                .any(|kind| matches!(kind, NoticeKind::AlreadyGone { .. })),
            "{told:?}"
        );
        assert_eq!(pair.state_of(&call), None);
        assert_eq!(pair.count("requestAppointedCall"), 1);
    });
}

#[test]
fn a_call_that_was_rejected_is_taken_back_from_the_queue() {
    check(|pair, _| {
        let call = pair.ring();
        let rung = pair.key(&call);
        pair.press(Command::Reject(rung.clone(), RejectMode::BackToQueue));
        pair.run(3_000);
        pair.press(Command::OpenQueue);
        pair.run(1_000);
        pair.press(Command::PickUp {
            call: rung.id.clone(),
            skill: crate::desk::skill(1),
        });
        pair.run(3_000);
        assert!(pair.key(&call).epoch > rung.epoch);
    });
}

#[test]
fn a_supervisor_holds_the_call_and_it_is_dropped_by_its_id() {
    check(|pair, _| {
        let call = pair.talk();
        pair.control("hold", json!({"callid": call}));
        pair.run(2_000);
        assert_eq!(pair.state_of(&call), Some(CallState::Held));
        pair.press(Command::Drop(pair.key(&call)));
        pair.run(3_000);
        assert_eq!((pair.count("dropCall"), pair.count("release")), (1, 0));
        is_confirmed(pair, Act::Drop);
        assert_eq!(pair.state_of(&call), None);
    });
}

#[test]
fn a_held_call_is_resumed() {
    check(|pair, _| {
        let call = pair.talk();
        pair.control("hold", json!({"callid": call}));
        pair.run(2_000);
        pair.control("unhold", json!({"callid": call}));
        pair.run(2_000);
        assert_eq!(pair.state_of(&call), Some(CallState::Talking));
    });
}

#[test]
fn a_second_call_rings_while_the_first_is_held() {
    check(|pair, _| {
        let first = pair.talk();
        pair.control("hold", json!({"callid": first}));
        pair.run(2_000);
        let second = pair.ring();
        pair.press(Command::Answer(pair.key(&second)));
        pair.run(3_000);
        assert_eq!(pair.state_of(&first), Some(CallState::Held));
        assert_eq!(pair.state_of(&second), Some(CallState::Talking));
        pair.press(Command::Drop(pair.key(&second)));
        pair.run(3_000);
        assert_eq!(pair.count("dropCall"), 1);
        assert_eq!(pair.state_of(&first), Some(CallState::Held));
    });
}

#[test]
fn a_supervisor_ends_the_call() {
    check(|pair, _| {
        let call = pair.talk();
        pair.control("release", json!({"agent": AGENT}));
        pair.run(3_000);
        assert_eq!(pair.state_of(&call), None);
        assert_ne!(pair.view().ended[0].by, EndedBy::Agent);
    });
}

#[test]
fn the_gateway_answers_by_itself() {
    let settings = Settings {
        auto_answer: Some(true),
        ..Settings::default()
    };
    check_with(settings, |pair, _| {
        pair.sign_in();
        let call = pair.ring();
        assert_eq!(pair.state_of(&call), Some(CallState::Talking));
        assert_eq!(pair.view().ring, Ring::Quiet);
        assert_eq!(pair.notices(), []);
    });
}

/// Then it tells no list of held calls.
#[test]
fn a_snapshot_finds_a_call_that_the_gateway_answered_by_itself() {
    let settings = Settings {
        auto_answer: Some(true),
        ..Settings::default()
    };
    check_with(settings, |pair, _| {
        pair.sign_in();
        pair.cut_off();
        let rung = pair.control("ring", json!({"agent": AGENT}));
        pair.run(8_000);
        pair.connect_again();
        pair.run(20_000);
        let call = rung["callid"].as_str().expect("an id").to_owned();
        assert_eq!(pair.state_of(&call), Some(CallState::Talking));
    });
}

#[test]
fn busy_and_ready() {
    check(|pair, _| {
        pair.press(Command::SetBusy);
        pair.run(3_000);
        is_confirmed(pair, Act::SetBusy);
        assert!(matches!(pair.view().agent.state, AgentState::Busy { .. }));
        pair.press(Command::SetReady);
        pair.run(3_000);
        is_confirmed(pair, Act::SetReady);
        assert_eq!(pair.view().agent.state, AgentState::Ready);
        assert_eq!(pair.notices(), []);
    });
}

#[test]
fn busy_is_asked_for_during_a_call() {
    check(|pair, _| {
        let call = pair.talk();
        pair.press(Command::SetBusy);
        pair.run(3_000);
        assert!(pair.view().agent.is_busy_next);
        pair.press(Command::Drop(pair.key(&call)));
        pair.run(3_000);
        let agent = pair.view().agent;
        assert!(matches!(agent.state, AgentState::Busy { .. }));
        assert!(!agent.is_busy_next);
    });
}

#[test]
fn a_session_taken_over_from_another_place_with_a_live_call() {
    check_with(Settings::default(), |pair, readings| {
        let mut elsewhere = gateway_simulator::HttpRequest::new(
            "PUT",
            &format!("/agentgateway/resource/onlineagent/{AGENT}"),
        )
        .with_header("Content-Type", "application/json; charset=UTF-8")
        .with_body(r#"{"password":"x","phonenum":"40038","autoanswer":false}"#);
        pair.handle(&elsewhere);
        pair.try_to_sign_in();
        assert!(matches!(
            pair.view().stage,
            Stage::ForcedSignInOffered { .. }
        ));
        assert_eq!(pair.count("forceLogin"), 0);
        pair.press(Command::ForceSignIn);
        pair.run(3_000);
        assert!(matches!(pair.view().stage, Stage::SignedIn { .. }));

        // And again, from elsewhere, while a call lives here.
        let call = pair.talk();
        elsewhere.path_and_query.push_str("/forcelogin");
        pair.handle(&elsewhere);
        pair.run(3_000);
        assert_eq!(pair.view().stage, Stage::SignedOut);
        pair.try_to_sign_in();
        pair.press(Command::ForceSignIn);
        pair.run(3_000);
        let expected = match readings.forced_sign_in_calls {
            ForcedSignInCalls::Kept => Some(CallState::Talking),
            ForcedSignInCalls::Released => None,
        };
        assert_eq!(pair.state_of(&call), expected);
    });
}

#[test]
fn ten_minutes_with_a_static_and_a_dynamic_guid() {
    for (auth_mode, least) in [(AuthMode::Static, 1), (AuthMode::Dynamic, 9)] {
        let settings = Settings {
            auth_mode,
            ..Settings::default()
        };
        check_with(settings, |pair, _| {
            pair.sign_in();
            pair.run(600_000);
            let generation = pair.view().guid.expect("a Guid").generation;
            assert!(generation >= least, "{generation} Guids");
            assert!(auth_mode == AuthMode::Dynamic || generation == 1);
            let call = pair.talk();
            pair.press(Command::Drop(pair.key(&call)));
            pair.run(3_000);
            is_confirmed(pair, Act::Drop);
            assert_eq!(pair.notices(), []);
        });
    }
}

#[test]
fn the_gateway_signs_a_silent_agent_out() {
    check(|pair, _| {
        pair.talk();
        pair.cut_off();
        pair.run(150_000);
        assert_eq!(
            crate::picture::connection(pair.view().connection),
            "critical"
        );
        pair.connect_again();
        pair.run(10_000);
        assert_eq!(pair.view().stage, Stage::SignedOut);
        assert!(matches!(
            pair.notices().last(),
            Some(NoticeKind::SessionEnded { .. })
        ));
    });
}

#[test]
fn a_short_cut_loses_no_call() {
    check(|pair, _| {
        pair.cut_off();
        let rung = pair.control("ring", json!({"agent": AGENT}));
        pair.run(8_000);
        pair.connect_again();
        pair.run(20_000);
        let call = rung["callid"].as_str().expect("an id").to_owned();
        assert_eq!(pair.state_of(&call), Some(CallState::Ringing));
        pair.press(Command::Answer(pair.key(&call)));
        pair.run(3_000);
        assert_eq!(pair.state_of(&call), Some(CallState::Talking));
    });
}

#[test]
fn polls_lost_on_the_way_lose_no_call() {
    check(|pair, _| {
        pair.lose("getAgentEvent", 3);
        let call = pair.ring();
        pair.run(6_000);
        assert_eq!(pair.state_of(&call), Some(CallState::Ringing));
    });
}

#[test]
fn the_same_call_is_offered_again() {
    check(|pair, _| {
        let call = pair.ring();
        let first = pair.key(&call);
        pair.press(Command::Reject(first.clone(), RejectMode::BackToQueue));
        pair.run(3_000);
        pair.press(Command::SetReady);
        pair.run(2_000);
        pair.control("reoffer", json!({"callid": call}));
        pair.run(2_000);
        let second = pair.key(&call);
        assert!(second.epoch > first.epoch);
        assert_eq!(pair.state_of(&call), Some(CallState::Ringing));
        pair.press(Command::Answer(first));
        assert_eq!(pair.count("answer"), 0);
        pair.press(Command::Answer(second));
        pair.run(3_000);
        assert_eq!(pair.state_of(&call), Some(CallState::Talking));
    });
}

#[test]
fn a_command_whose_answer_is_lost_is_looked_up() {
    check(|pair, _| {
        let call = pair.ring();
        pair.control(
            "faults",
            json!({"fault": "answerSwallowed", "on": "answer"}),
        );
        pair.press(Command::Answer(pair.key(&call)));
        pair.run(8_000);
        assert_eq!(pair.state_of(&call), Some(CallState::Talking));
        assert_eq!(pair.count("answer"), 1);
        pair.control("faults", json!({"fault": "refused", "on": "release"}));
        pair.press(Command::Drop(pair.key(&call)));
        pair.run(8_000);
        assert_eq!(pair.state_of(&call), Some(CallState::Talking));
        assert_eq!(
            crate::picture::outcome(&pair.last_entry().outcome),
            "settled NotDone"
        );
        pair.press(Command::Drop(pair.key(&call)));
        pair.run(3_000);
        assert_eq!(pair.state_of(&call), None);
    });
}

#[test]
fn a_refusal_whose_meaning_is_not_public_leaves_the_call_ringing() {
    for code in ["200-037", "200-038", "200-039"] {
        check(|pair, _| {
            let call = pair.ring();
            let refused = json!({"fault": "refused", "on": "reject", "retcode": code});
            pair.control("faults", refused);
            pair.press(Command::Reject(pair.key(&call), RejectMode::HangUp));
            pair.run(3_000);
            assert_eq!(pair.state_of(&call), Some(CallState::Ringing));
            match pair.notices().as_slice() {
                [NoticeKind::Refused { refusal, .. }] => {
                    assert_eq!(refusal.retcode.as_str(), code);
                }
                other => panic!("{other:?}"),
            }
        });
    }
}

#[test]
fn signing_out() {
    check(|pair, _| {
        pair.press(Command::SignOut);
        pair.run(3_000);
        is_confirmed(pair, Act::SignOut);
        assert_eq!(pair.view().stage, Stage::SignedOut);
        assert_eq!(pair.notices(), []);
    });
}

#[test]
fn a_guid_that_changes_every_few_seconds() {
    let settings = Settings {
        hold: Millis::seconds(3),
        guid_interval: Millis::seconds(5),
        guid_timeout: Millis::seconds(10),
        ..Settings::default()
    };
    check_with(settings, |pair, _| {
        pair.sign_in();
        pair.run(60_000);
        assert!(pair.view().guid.expect("a Guid").generation > 5);
        let call = pair.talk();
        pair.press(Command::Drop(pair.key(&call)));
        pair.run(3_000);
        is_confirmed(pair, Act::Drop);
    });
}
