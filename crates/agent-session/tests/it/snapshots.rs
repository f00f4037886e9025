//! A snapshot rebuilds what events may have failed to tell.

use agent_session::command::Command;
use agent_session::view::{AgentState, CallState, Conference, EndedHow, Feature};

use crate::desk::{
    Desk, READY, STATUS, Truth, form, held, joined, not_ready, ringing, status, talking,
};
use crate::picture::calls;

/// The state of each call after a poll was lost, by what the gateway then says.
fn seen_after_a_lost_poll(truth: Truth) -> Vec<(String, CallState)> {
    let mut desk = Desk::signed_in();
    desk.truth = truth;
    desk.lose_poll();
    desk.let_pass(500);
    calls(&desk.view())
}

fn truth(ringing: &[&'static str], talking: &[&'static str], held: &[&'static str]) -> Truth {
    Truth {
        state: 7,
        ringing: ringing.to_vec(),
        talking: talking.to_vec(),
        held: held.to_vec(),
    }
}

#[test]
fn calls_are_found_where_the_gateway_says_they_are() {
    let is = |id: &str, state| (id.to_owned(), state);
    let rows = [
        (truth(&["1"], &[], &[]), vec![is("1", CallState::Ringing)]),
        (truth(&[], &["1"], &[]), vec![is("1", CallState::Talking)]),
        (truth(&[], &[], &["1"]), vec![is("1", CallState::Held)]),
        (
            truth(&["2"], &["1"], &["3"]),
            vec![
                is("2", CallState::Ringing),
                is("1", CallState::Talking),
                is("3", CallState::Held),
            ],
        ),
        (truth(&[], &[], &[]), vec![]),
    ];
    for (truth, expected) in rows {
        assert_eq!(seen_after_a_lost_poll(truth.clone()), expected, "{truth:?}");
    }
}

#[test]
fn a_call_found_has_the_gateways_data() {
    let mut desk = Desk::signed_in();
    desk.truth = truth(&["1"], &[], &[]);
    desk.lose_poll();
    desk.let_pass(500);
    let call = desk.call("1");
    assert_eq!(call.caller.as_deref(), Some("70004"));
    assert_eq!(call.called.as_deref(), Some("60015"));
    assert_eq!(call.skill.as_deref(), Some("voice"));
    assert_eq!(call.feature, Feature::Inbound);
}

#[test]
fn the_agents_state_is_taken_from_the_snapshot() {
    for (code, expected) in [
        (3, AgentState::Busy { reason: None }),
        (4, AgentState::Ready),
        (5, AgentState::WrapUp),
        (6, AgentState::Ready),
        (7, AgentState::Occupied),
        (8, AgentState::Rest),
    ] {
        let mut desk = Desk::signed_in();
        desk.truth.state = code;
        desk.lose_poll();
        desk.let_pass(500);
        assert_eq!(desk.view().agent.state, expected, "{code}");
    }
    for code in [0, 1, 2, 9] {
        let mut desk = Desk::signed_in();
        desk.truth.state = code;
        desk.lose_poll();
        desk.let_pass(500);
        assert_eq!(desk.view().agent.state, AgentState::Ready, "{code}");
    }
}

#[test]
fn a_busy_agent_keeps_the_reason_an_event_gave() {
    let mut desk = Desk::signed_in();
    desk.event(&crate::desk::not_ready(7));
    desk.truth.state = 3;
    desk.let_pass(1_000);
    desk.lose_poll();
    desk.let_pass(500);
    assert_eq!(
        desk.view().agent.state,
        AgentState::Busy { reason: Some(7) }
    );
}

/// The session asks one thing after the other and leaves out what earlier answers make needless.
#[test]
fn questions_follow_one_another() {
    let mut desk = Desk::signed_in();
    desk.has_snapshots = false;
    let asked_so_far = desk.sent.len();
    desk.lose_poll();
    let questions = |desk: &Desk| {
        let sent = desk.sent.iter().skip(asked_so_far);
        let names = sent.map(|sent| sent.name());
        names
            .filter(|name| *name != crate::desk::POLL)
            .collect::<Vec<_>>()
    };
    assert_eq!(questions(&desk), ["getAgentStatus"]);
    desk.answer(
        "getAgentStatus",
        200,
        r#"{"retcode":"0","result":[{"agentState":"7","isWorking":"true"}]}"#,
    );
    assert_eq!(questions(&desk), ["getAgentStatus", "allcallinfoEx"]);
    desk.answer("allcallinfoEx", 200, r#"{"retcode":"0","result":["1"]}"#);
    desk.reply("callinfobeforeanswer", "200-002");
    desk.reply("holdlist", "400-003");
    desk.answer(
        "callinfo",
        200,
        &crate::desk::answer_with(&crate::desk::call_data("1")),
    );
    assert_eq!(
        questions(&desk),
        [
            "getAgentStatus",
            "allcallinfoEx",
            "callinfobeforeanswer",
            "holdlist",
            "callinfo"
        ]
    );
    assert_eq!(
        calls(&desk.view()),
        [("1".to_owned(), CallState::Talking)],
        "refused and none on hold mean: neither ringing nor held"
    );
}

/// The call may have left between the first question about it and the last.
#[test]
fn a_call_that_is_listed_and_found_nowhere_is_not_taken_for_answered() {
    type Current = fn(&mut Desk);
    let rows: [(&str, Current); 4] = [
        ("none", |desk| desk.reply("callinfo", "400-001")),
        ("no data", |desk| desk.reply("callinfo", "0")),
        ("another", |desk| {
            let other = crate::desk::answer_with(&crate::desk::call_data("2"));
            desk.answer("callinfo", 200, &other);
        }),
        ("no answer", |desk| desk.fail("callinfo")),
    ];
    for (what, current) in rows {
        for (mut desk, expected) in [
            (Desk::ringing(), vec![("1".to_owned(), CallState::Ringing)]),
            (Desk::signed_in(), vec![]),
        ] {
            desk.let_pass(1_000);
            desk.has_snapshots = false;
            desk.lose_poll();
            desk.answer(STATUS, 200, &status(7));
            desk.answer("allcallinfoEx", 200, r#"{"retcode":"0","result":["1"]}"#);
            desk.reply("callinfobeforeanswer", "400-001");
            desk.reply("holdlist", "400-003");
            current(&mut desk);
            assert_eq!(calls(&desk.view()), expected, "{what}");
            desk.truth = Truth::default();
            desk.has_snapshots = true;
            desk.let_pass(2_000);
            desk.nothing();
            assert_eq!(calls(&desk.view()), [], "{what}: it had left");
        }
    }
}

#[test]
fn a_question_about_the_session_or_an_internal_error_leaves_the_calls_undecided() {
    for code in ["000-003", "000-002", "100-007"] {
        let mut desk = Desk::ringing();
        desk.has_snapshots = false;
        desk.lose_poll();
        for _ in 0..2 {
            desk.answer(
                "getAgentStatus",
                200,
                r#"{"retcode":"0","result":{"agentState":7}}"#,
            );
            desk.answer("allcallinfoEx", 200, r#"{"retcode":"0","result":["1"]}"#);
            desk.reply("callinfobeforeanswer", code);
            desk.reply("holdlist", code);
            desk.reply("callinfo", code);
        }
        assert_eq!(desk.call("1").state, CallState::NotKnown, "{code}");
    }
}

#[test]
fn one_undecided_round_leaves_a_call_as_it_was() {
    let mut desk = Desk::ringing();
    desk.has_snapshots = false;
    desk.lose_poll();
    desk.tell_no_calls();
    assert_eq!(desk.call("1").state, CallState::Ringing);
}

#[test]
fn a_success_without_a_result_says_nothing_about_calls() {
    let mut desk = Desk::ringing();
    desk.has_snapshots = false;
    desk.lose_poll();
    desk.answer(STATUS, 200, &status(7));
    desk.answer("allcallinfoEx", 200, r#"{"retcode":"0"}"#);
    assert!(
        !desk.call("1").is_in_doubt,
        "not listed is not the same as not told"
    );
}

#[test]
fn what_an_event_changed_after_the_snapshot_began_is_newer() {
    let mut desk = Desk::ringing();
    desk.let_pass(1_000);
    desk.has_snapshots = false;
    desk.lose_poll();
    desk.answer(STATUS, 200, &status(7));
    desk.event(&talking("1"));
    desk.event(READY);
    desk.answer("allcallinfoEx", 200, r#"{"retcode":"0","result":[]}"#);
    assert_eq!(desk.call("1").state, CallState::Talking);
    assert!(!desk.call("1").is_in_doubt);
    assert_eq!(desk.view().agent.state, AgentState::Ready);
}

#[test]
fn what_an_event_changed_in_the_same_millisecond_is_newer_too() {
    let mut desk = Desk::signed_in();
    desk.let_pass(1_000);
    desk.has_snapshots = false;
    desk.press(Command::SetBusy);
    desk.reply("saybusy", "000-003");
    assert!(desk.is_open("getAgentStatus"));
    desk.answer(crate::desk::POLL, 200, &crate::desk::polled(&ringing("1")));
    let busy = r#"{"retcode":"0","result":{"agentState":3}}"#;
    desk.answer("getAgentStatus", 200, busy);
    desk.answer("allcallinfoEx", 200, r#"{"retcode":"0","result":[]}"#);
    assert!(!desk.call("1").is_in_doubt);
    assert_eq!(desk.view().agent.state, AgentState::Occupied);
}

#[test]
fn a_snapshot_begun_in_the_millisecond_of_a_doubt_settles_it() {
    let mut desk = Desk::talking();
    desk.has_snapshots = false;
    desk.let_pass(2_000);
    desk.lose_poll();
    desk.tell_no_calls();
    desk.let_pass(1_000);
    // The second round ends, and because a doubt came up meanwhile the third begins at once.
    desk.answer(STATUS, 200, &status(7));
    desk.event(&crate::desk::event("AgentEvent_Brand_New", "17"));
    desk.has_snapshots = true;
    desk.reply("allcallinfoEx", "100-007");
    assert_eq!(desk.call("1").state, CallState::NotKnown);
    desk.let_pass(500);
    assert_eq!(desk.call("1").state, CallState::Talking);
}

#[test]
fn a_call_no_longer_known_rings_again_when_the_gateway_says_so() {
    let mut desk = Desk::ringing();
    desk.has_snapshots = false;
    desk.let_pass(crate::desk::HOLD);
    desk.lose_poll();
    for _ in 0..2 {
        desk.tell_no_calls();
    }
    assert_eq!(desk.call("1").state, CallState::NotKnown);
    assert_eq!(desk.view().actions.answer, Ok(()));
    desk.has_snapshots = true;
    desk.idle(5_000);
    assert_eq!(desk.call("1").state, CallState::Ringing);
}

/// The questions follow one another, and a call may come between them.
#[test]
fn a_call_found_after_the_status_was_told_occupies_the_agent() {
    let mut desk = Desk::signed_in();
    desk.let_pass(1_000);
    desk.has_snapshots = false;
    desk.lose_poll();
    let idle = r#"{"retcode":"0","result":{"agentState":4}}"#;
    desk.answer("getAgentStatus", 200, idle);
    desk.answer("allcallinfoEx", 200, r#"{"retcode":"0","result":["1"]}"#);
    let rings = crate::desk::answer_with(&crate::desk::call_data("1"));
    desk.answer("callinfobeforeanswer", 200, &rings);
    desk.reply("holdlist", "400-003");
    desk.answer("callinfo", 200, r#"{"retcode":"0","result":{}}"#);
    assert_eq!(desk.call("1").state, CallState::Ringing);
    assert_eq!(desk.view().agent.state, AgentState::Occupied);
    desk.event(&ringing("1"));
    assert_eq!(desk.view().agent.state, AgentState::Occupied);
}

#[test]
fn an_older_state_told_after_the_snapshot_does_not_outlast_the_call() {
    let mut desk = Desk::signed_in();
    desk.truth = truth(&[], &["1"], &[]);
    desk.lose_poll();
    desk.let_pass(500);
    assert_eq!(desk.view().agent.state, AgentState::Occupied);
    desk.event(&crate::desk::not_ready(1));
    desk.event(&talking("1"));
    assert_eq!(desk.view().agent.state, AgentState::Occupied);
}

/// A forced sign-in keeps calls and conferences, and tells of the agent as if there were none.
#[test]
fn a_state_told_about_the_time_before_a_snapshot_does_not_outlast_it() {
    let in_conference = truth(&[], &[], &[]);
    for (truth, calls_found) in [(truth(&[], &["1"], &[]), 1), (in_conference, 0)] {
        for told in [READY, &crate::desk::not_ready(1)] {
            for is_found_first in [true, false] {
                let mut desk = Desk::signed_in();
                desk.let_pass(1_000);
                desk.truth = truth.clone();
                desk.lose_poll();
                if is_found_first {
                    desk.let_pass(500);
                }
                desk.event(told);
                desk.let_pass(2_000);
                assert_eq!(desk.view().calls.len(), calls_found);
                assert_eq!(desk.view().agent.state, AgentState::Occupied, "{told}");
            }
        }
    }
}

#[test]
fn an_agent_found_idle_is_in_no_conference() {
    let mut desk = Desk::joined();
    desk.let_pass(1_000);
    desk.truth = Truth::default();
    desk.lose_poll();
    desk.let_pass(500);
    assert_eq!(desk.view().conference, Conference::None);
    desk.nothing();
    desk.idle(10_000);
    assert_eq!(desk.view().actions.sign_out, Ok(()));
}

#[test]
fn an_agent_found_idle_is_in_no_conference_that_came_as_a_call_either() {
    let mut desk = Desk::joined();
    desk.truth.talking = vec!["1"];
    desk.event(&talking("1"));
    desk.let_pass(2_000);
    desk.truth = Truth::default();
    desk.lose_poll();
    desk.let_pass(500);
    assert_eq!(desk.view().conference, Conference::None);
    assert!(desk.call("1").is_in_doubt, "the events may still tell");
    desk.nothing();
    assert!(desk.find_call("1").is_none());
}

#[test]
fn an_agent_found_occupied_stays_in_the_conference() {
    let mut desk = Desk::joined();
    desk.let_pass(1_000);
    desk.lose_poll();
    desk.let_pass(500);
    assert!(matches!(desk.view().conference, Conference::Joined { .. }));
}

#[test]
fn a_call_that_lives_at_sign_in_is_shown() {
    let mut desk = Desk::new();
    desk.truth = truth(&[], &["1"], &["2"]);
    desk.press(Command::SignIn(form("291")));
    desk.headers("login", Some("JSESSIONID=a.AgentGateway0"));
    desk.reply("login", "0");
    desk.let_pass(500);
    assert_eq!(
        calls(&desk.view()),
        [
            ("1".to_owned(), CallState::Talking),
            ("2".to_owned(), CallState::Held)
        ]
    );
    assert_eq!(desk.view().agent.state, AgentState::Occupied);
}

#[test]
fn a_call_whose_end_was_lost_is_listed_as_it_was() {
    for (start, how) in [
        (Desk::ringing as fn() -> Desk, EndedHow::Missed),
        (Desk::talking, EndedHow::Released),
    ] {
        let mut desk = start();
        desk.truth = Truth::default();
        desk.lose_poll();
        desk.let_pass(500);
        desk.nothing();
        assert_eq!(desk.view().ended[0].how, how);
    }
}

#[test]
fn a_call_put_on_hold_unheard_is_found_held() {
    let mut desk = Desk::talking();
    desk.truth = truth(&[], &[], &["1"]);
    desk.lose_poll();
    desk.let_pass(500);
    assert_eq!(desk.call("1").state, CallState::Held);
    desk.event(&held("1"));
    assert_eq!(desk.call("1").state, CallState::Held);
}

#[test]
fn an_old_ring_told_again_does_not_bring_back_a_call_that_is_gone() {
    let mut desk = Desk::talking();
    desk.lose_poll();
    desk.truth.talking.clear();
    desk.truth.state = 4;
    desk.let_pass(20_000);
    desk.event(&ringing("1"));
    desk.nothing();
    desk.let_pass(3_000);
    desk.nothing();
    assert_eq!(calls(&desk.view()), []);
}

#[test]
fn a_state_that_nobody_asked_for_is_looked_up() {
    let mut desk = Desk::signed_in();
    desk.let_pass(2_000);
    desk.press(Command::SetBusy);
    desk.reply("saybusy", "0");
    desk.truth.state = 3;
    desk.event(&not_ready(0));
    desk.let_pass(2_000);
    desk.event(READY);
    desk.let_pass(3_000);
    let state = desk.view().agent.state;
    assert!(matches!(state, AgentState::Busy { .. }), "{state:?}");
}

#[test]
fn a_conference_joined_without_an_invitation_is_looked_up() {
    let mut desk = Desk::signed_in();
    desk.event(&joined("77"));
    desk.let_pass(3_000);
    assert_eq!(desk.view().conference, Conference::None);
}

#[test]
fn a_call_that_is_held_and_told_to_talk_is_looked_up() {
    let mut desk = Desk::talking();
    desk.truth.talking.clear();
    desk.truth.held = vec!["1"];
    desk.event(&held("1"));
    desk.let_pass(3_000);
    desk.event(&talking("1"));
    desk.let_pass(3_000);
    assert_eq!(calls(&desk.view()), [("1".to_owned(), CallState::Held)]);
}
