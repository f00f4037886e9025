//! No page promises an order of events: every order of one act's events, with the reply anywhere among them,
//! leads to the same end.

use agent_session::command::Command;
use agent_session::view::{
    AgentState, CallState, Conference, EndedBy, EndedHow, NoticeKind, RejectMode, Ring, View,
};

use crate::desk::{
    ALERTING, Desk, OCCUPIED, OFFHOOK, PHONE_RELEASE, READY, Truth, WORK, auto_answered,
    caller_left, held, incoming, invitation, joined, left, no_answer, not_ready,
    not_ready_as_on_the_reject_page, participant_left, released, ringing, talking,
};
use crate::picture::{calls, lines, outcome};

/// Something that arrives.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Event(String),
    Reply(&'static str),
}

/// One act: where it starts, what is pressed, what arrives, what is true afterwards.
struct Act {
    start: fn() -> Desk,
    press: fn(&mut Desk),
    reply: Option<&'static str>,
    events: Vec<String>,
    truth: Truth,
}

const NOBODY_PRESSES: fn(&mut Desk) = |_| {};

/// Plays the act in every order; each must end as the written order does, which is returned.
fn check(act: &Act) -> View {
    let mut steps: Vec<Step> = act.events.iter().cloned().map(Step::Event).collect();
    if let Some(name) = act.reply {
        steps.insert(0, Step::Reply(name));
    }
    let expected = play(act, &steps);
    let mut orders = 0;
    for_every_order(&mut steps.clone(), 0, &mut |order| {
        orders += 1;
        let view = play(act, order);
        assert_eq!(lines(&view), lines(&expected), "in the order {order:#?}");
    });
    assert_eq!(orders, (1..=steps.len()).product::<usize>());
    expected
}

fn play(act: &Act, order: &[Step]) -> View {
    let mut desk = (act.start)();
    (act.press)(&mut desk);
    desk.truth = act.truth.clone();
    for step in order {
        match step {
            Step::Event(event) => desk.event(event),
            Step::Reply(name) => desk.reply(name, "0"),
        }
    }
    desk.let_pass(1_500);
    desk.nothing();
    desk.idle(12_000);
    desk.view()
}

fn for_every_order(steps: &mut [Step], from: usize, then: &mut impl FnMut(&[Step])) {
    if from == steps.len() {
        return then(steps);
    }
    for other in from..steps.len() {
        steps.swap(from, other);
        for_every_order(steps, from + 1, then);
        steps.swap(from, other);
    }
}

fn idle() -> Truth {
    Truth::default()
}

fn state(state: u8) -> Truth {
    Truth {
        state,
        ..Truth::default()
    }
}

fn is_ringing() -> Truth {
    Truth {
        state: 7,
        ringing: vec!["1"],
        ..Truth::default()
    }
}

fn is_talking() -> Truth {
    Truth {
        state: 7,
        talking: vec!["1"],
        ..Truth::default()
    }
}

fn is_held() -> Truth {
    Truth {
        state: 7,
        held: vec!["1"],
        ..Truth::default()
    }
}

fn outcomes(view: &View) -> Vec<String> {
    let entries = view.ledger.iter();
    entries.map(|entry| outcome(&entry.outcome)).collect()
}

fn last_outcome(view: &View) -> String {
    outcomes(view).pop().expect("a command was asked")
}

#[test]
fn a_call_that_rings_is_offered() {
    let view = check(&Act {
        start: Desk::signed_in,
        press: NOBODY_PRESSES,
        reply: None,
        events: vec![
            OCCUPIED.into(),
            ALERTING.into(),
            OFFHOOK.into(),
            incoming("1"),
            ringing("1"),
        ],
        truth: is_ringing(),
    });
    assert_eq!(calls(&view), [("1".to_owned(), CallState::Ringing)]);
    assert_eq!(view.actions.answer, Ok(()));
    assert_eq!(view.ring, Ring::Sounding);
}

#[test]
fn answering_a_call_connects_it() {
    let view = check(&Act {
        start: Desk::ringing,
        press: |desk| desk.press(Command::Answer(desk.key("1"))),
        reply: Some("answer"),
        events: vec![OFFHOOK.into(), talking("1")],
        truth: is_talking(),
    });
    assert_eq!(calls(&view), [("1".to_owned(), CallState::Talking)]);
    assert_eq!(outcomes(&view), ["confirmed"]);
    assert_eq!(view.ring, Ring::Quiet);
}

fn rejected(mode: RejectMode, events: Vec<String>, truth: Truth) -> View {
    check(&Act {
        start: Desk::ringing,
        press: match mode {
            RejectMode::BackToQueue => {
                |desk| desk.press(Command::Reject(desk.key("1"), RejectMode::BackToQueue))
            }
            RejectMode::HangUp => {
                |desk| desk.press(Command::Reject(desk.key("1"), RejectMode::HangUp))
            }
        },
        reply: Some("reject"),
        events,
        truth,
    })
}

#[test]
fn a_call_rejected_into_its_queue_leaves_the_agent_busy() {
    for set_busy in [not_ready(7), not_ready_as_on_the_reject_page()] {
        let view = rejected(
            RejectMode::BackToQueue,
            vec![no_answer("1"), set_busy, PHONE_RELEASE.into()],
            state(3),
        );
        assert!(matches!(view.agent.state, AgentState::Busy { .. }));
        assert_eq!(
            view.ended[0].how,
            EndedHow::Rejected(RejectMode::BackToQueue)
        );
        let told = view.notices.iter().map(|notice| &notice.kind);
        let expected = NoticeKind::Rejected {
            mode: RejectMode::BackToQueue,
            reported: Some(view.agent.state),
        };
        assert_eq!(told.collect::<Vec<_>>(), [&expected]);
        assert_eq!(outcomes(&view), ["confirmed"]);
    }
}

#[test]
fn a_call_rejected_by_hanging_up_leaves_the_agent_ready() {
    let view = rejected(
        RejectMode::HangUp,
        vec![no_answer("1"), PHONE_RELEASE.into(), READY.into()],
        idle(),
    );
    assert_eq!(view.agent.state, AgentState::Ready);
    assert_eq!(view.ended[0].how, EndedHow::Rejected(RejectMode::HangUp));
    let told = view.notices.iter().map(|notice| &notice.kind);
    let expected = NoticeKind::Rejected {
        mode: RejectMode::HangUp,
        reported: Some(AgentState::Ready),
    };
    assert_eq!(told.collect::<Vec<_>>(), [&expected]);
}

#[test]
fn a_ring_that_ran_out_before_the_rejection_counts_as_missed() {
    let view = rejected(
        RejectMode::BackToQueue,
        vec![no_answer("1"), not_ready(2), PHONE_RELEASE.into()],
        state(3),
    );
    assert_eq!(view.ended[0].how, EndedHow::Missed);
    assert_eq!(view.missed.len(), 1);
    let told = view.notices.iter().map(|notice| &notice.kind);
    assert_eq!(told.collect::<Vec<_>>(), [&NoticeKind::RangOutFirst]);
}

#[test]
fn dropping_a_call_ends_it_by_the_agent() {
    for (after, truth) in [(READY, idle()), (WORK, state(5))] {
        let view = check(&Act {
            start: Desk::talking,
            press: |desk| desk.press(Command::Drop(desk.key("1"))),
            reply: Some("release"),
            events: vec![
                released("1"),
                caller_left("1"),
                PHONE_RELEASE.into(),
                after.into(),
            ],
            truth,
        });
        assert_eq!(calls(&view), []);
        assert_eq!(view.ended[0].how, EndedHow::Released);
        assert_eq!(view.ended[0].by, EndedBy::Agent);
        assert_eq!(view.notices, []);
        assert_eq!(last_outcome(&view), "confirmed");
    }
}

#[test]
fn a_call_that_nobody_answers_is_missed() {
    let view = check(&Act {
        start: Desk::ringing,
        press: NOBODY_PRESSES,
        reply: None,
        events: vec![no_answer("1"), PHONE_RELEASE.into(), not_ready(2)],
        truth: state(3),
    });
    assert_eq!(view.missed.len(), 1);
    assert_eq!(view.missed[0].by, EndedBy::System);
    assert_eq!(view.ring, Ring::Quiet);
}

#[test]
fn a_caller_who_hangs_up_while_ringing_is_missed_by_the_caller() {
    for last_word in [no_answer("1"), released("1")] {
        let view = check(&Act {
            start: Desk::ringing,
            press: NOBODY_PRESSES,
            reply: None,
            events: vec![
                last_word,
                caller_left("1"),
                PHONE_RELEASE.into(),
                READY.into(),
            ],
            truth: idle(),
        });
        assert_eq!(view.missed.len(), 1);
        assert_eq!(view.missed[0].by, EndedBy::Caller);
        assert_eq!(calls(&view), []);
    }
}

#[test]
fn a_caller_who_hangs_up_while_talking_ends_the_call() {
    let view = check(&Act {
        start: Desk::talking,
        press: NOBODY_PRESSES,
        reply: None,
        events: vec![
            caller_left("1"),
            released("1"),
            PHONE_RELEASE.into(),
            READY.into(),
        ],
        truth: idle(),
    });
    assert_eq!(calls(&view), []);
    assert_eq!(view.ended[0].by, EndedBy::Caller);
    assert_eq!(view.notices, []);
}

#[test]
fn an_invitation_to_a_conference_rings() {
    let view = check(&Act {
        start: Desk::signed_in,
        press: NOBODY_PRESSES,
        reply: None,
        events: vec![
            OCCUPIED.into(),
            ALERTING.into(),
            OFFHOOK.into(),
            invitation("77"),
        ],
        truth: state(7),
    });
    assert!(matches!(view.conference, Conference::Invited { .. }));
    assert_eq!(view.ring, Ring::Sounding);
}

#[test]
fn declining_a_conference_ends_the_invitation() {
    let view = check(&Act {
        start: Desk::invited,
        press: |desk| desk.press(Command::Decline(desk.invitation())),
        reply: Some("rejectAgentConf"),
        events: vec![
            PHONE_RELEASE.into(),
            READY.into(),
            participant_left("77", "291", 2),
        ],
        truth: idle(),
    });
    assert_eq!(view.conference, Conference::None);
    assert_eq!(view.agent.state, AgentState::Ready);
    assert_eq!(outcomes(&view), ["confirmed"]);
    assert_eq!(view.ring, Ring::Quiet);
}

#[test]
fn joining_a_conference_by_its_own_event() {
    let view = check(&Act {
        start: Desk::invited,
        press: |desk| desk.press(Command::Join(desk.invitation())),
        reply: Some("answeragentconf"),
        events: vec![OFFHOOK.into(), joined("77")],
        truth: state(7),
    });
    assert!(matches!(view.conference, Conference::Joined { .. }));
    assert_eq!(outcomes(&view), ["confirmed"]);
    assert_eq!(view.agent.state, AgentState::Occupied);
}

#[test]
fn joining_a_conference_by_talking() {
    for own_event in [None, Some(joined("77"))] {
        let mut events = vec![OFFHOOK.into(), talking("9")];
        events.extend(own_event);
        let view = check(&Act {
            start: Desk::invited,
            press: |desk| desk.press(Command::Join(desk.invitation())),
            reply: Some("answeragentconf"),
            events,
            truth: Truth {
                state: 7,
                talking: vec!["9"],
                ..Truth::default()
            },
        });
        assert!(matches!(view.conference, Conference::Joined { .. }));
        assert_eq!(calls(&view), [("9".to_owned(), CallState::Talking)]);
        assert_eq!(outcomes(&view), ["confirmed"]);
    }
}

#[test]
fn leaving_a_conference_ends_it_for_the_agent() {
    for (after, truth) in [(READY, idle()), (WORK, state(5))] {
        let view = check(&Act {
            start: Desk::joined,
            press: |desk| desk.press(Command::Leave(desk.invitation())),
            reply: Some("requestleaveagentconf"),
            events: vec![
                left("77"),
                PHONE_RELEASE.into(),
                after.into(),
                participant_left("77", "291", 0),
            ],
            truth,
        });
        assert_eq!(view.conference, Conference::None);
        assert_eq!(last_outcome(&view), "confirmed");
        assert_eq!(view.actions.sign_out, Ok(()));
    }
}

/// A conference that was joined by talking has a call; its end is the end of the conference.
#[test]
fn leaving_a_conference_that_came_as_a_call_ends_both() {
    let joined_by_talking = || {
        let mut desk = Desk::invited();
        desk.press(Command::Join(desk.invitation()));
        desk.reply("answeragentconf", "0");
        desk.truth.talking = vec!["9"];
        desk.event(&talking("9"));
        desk
    };
    for (after, truth) in [(READY, idle()), (WORK, state(5))] {
        let view = check(&Act {
            start: joined_by_talking,
            press: |desk| desk.press(Command::Leave(desk.invitation())),
            reply: Some("requestleaveagentconf"),
            events: vec![released("9"), PHONE_RELEASE.into(), after.into()],
            truth,
        });
        assert_eq!(view.conference, Conference::None);
        assert_eq!(calls(&view), []);
        assert_eq!(last_outcome(&view), "confirmed");
    }
}

fn queue_shown() -> Desk {
    let mut desk = Desk::signed_in();
    desk.truth.state = 3;
    desk.event(&not_ready(1));
    desk.press(Command::OpenQueue);
    desk.answer(
        "agentskills",
        200,
        r#"{"retcode":"0","result":[{"name":"voice","id":1,"mediatype":5}]}"#,
    );
    let waiting = format!(
        r#"{{"retcode":"0","result":{}}}"#,
        crate::desk::rows(&["1"])
    );
    desk.answer("queryWaitCallInfoBySkillId", 200, &waiting);
    desk.press(Command::PickUp {
        call: crate::desk::call_id("1"),
        skill: crate::desk::skill(1),
    });
    desk.press(Command::CloseQueue);
    desk
}

#[test]
fn a_call_taken_from_the_queue_connects() {
    let view = check(&Act {
        start: queue_shown,
        press: NOBODY_PRESSES,
        reply: Some("requestAppointedCall"),
        events: vec![
            OCCUPIED.into(),
            ALERTING.into(),
            OFFHOOK.into(),
            talking("1"),
        ],
        truth: is_talking(),
    });
    assert_eq!(calls(&view), [("1".to_owned(), CallState::Talking)]);
    assert_eq!(outcomes(&view), ["confirmed"]);
    assert_eq!(view.notices, []);
    assert_eq!(view.agent.state, AgentState::Occupied);
}

/// The page of taking a call lists no `AgentState_Busy`.
#[test]
fn talking_occupies_the_agent_whether_told_or_not() {
    let view = check(&Act {
        start: queue_shown,
        press: NOBODY_PRESSES,
        reply: Some("requestAppointedCall"),
        events: vec![ALERTING.into(), OFFHOOK.into(), talking("1")],
        truth: is_talking(),
    });
    assert_eq!(view.agent.state, AgentState::Occupied);
    let view = check(&Act {
        start: || {
            let mut desk = Desk::signed_in();
            desk.event(&invitation("77"));
            desk.truth.state = 7;
            desk
        },
        press: |desk| desk.press(Command::Join(desk.invitation())),
        reply: Some("answeragentconf"),
        events: vec![joined("77")],
        truth: state(7),
    });
    assert_eq!(view.agent.state, AgentState::Occupied);
}

/// The page of dropping a call lists no event of the agent's state.
#[test]
fn after_the_last_call_the_agents_state_is_asked_for_if_nothing_tells_it() {
    let view = check(&Act {
        start: Desk::talking,
        press: |desk| desk.press(Command::Drop(desk.key("1"))),
        reply: Some("release"),
        events: vec![released("1")],
        truth: state(5),
    });
    assert_eq!(view.agent.state, AgentState::WrapUp);
    let view = check(&Act {
        start: Desk::joined,
        press: |desk| desk.press(Command::Leave(desk.invitation())),
        reply: Some("requestleaveagentconf"),
        events: vec![left("77")],
        truth: state(3),
    });
    assert!(matches!(view.agent.state, AgentState::Busy { .. }));
}

#[test]
fn a_call_taken_from_the_queue_may_ring_first() {
    let view = check(&Act {
        start: queue_shown,
        press: NOBODY_PRESSES,
        reply: Some("requestAppointedCall"),
        events: vec![
            OCCUPIED.into(),
            ALERTING.into(),
            OFFHOOK.into(),
            ringing("1"),
        ],
        truth: is_ringing(),
    });
    assert_eq!(calls(&view), [("1".to_owned(), CallState::Ringing)]);
    assert_eq!(outcomes(&view), ["confirmed"]);
    assert_eq!(view.actions.answer, Ok(()));
    let told = view.notices.iter().map(|notice| &notice.kind);
    assert_eq!(told.collect::<Vec<_>>(), [&NoticeKind::PickUpRings]);
}

#[test]
fn becoming_ready_takes_effect() {
    let set_busy = || {
        let mut desk = Desk::signed_in();
        desk.truth.state = 3;
        desk.event(&not_ready(1));
        desk
    };
    let cancelled = crate::desk::event("AgentState_CancelNotReady_Success", "null");
    for events in [vec![cancelled.clone()], vec![cancelled, READY.into()]] {
        let view = check(&Act {
            start: set_busy,
            press: |desk| desk.press(Command::SetReady),
            reply: Some("sayFree"),
            events,
            truth: idle(),
        });
        assert_eq!(view.agent.state, AgentState::Ready);
        assert_eq!(outcomes(&view), ["confirmed"]);
    }
}

#[test]
fn becoming_busy_takes_effect_under_both_names() {
    for event in [not_ready(1), not_ready_as_on_the_reject_page()] {
        let view = check(&Act {
            start: Desk::signed_in,
            press: |desk| desk.press(Command::SetBusy),
            reply: Some("saybusy"),
            events: vec![event],
            truth: state(3),
        });
        assert!(matches!(view.agent.state, AgentState::Busy { .. }));
        assert_eq!(outcomes(&view), ["confirmed"]);
    }
}

#[test]
fn busy_asked_during_a_call_comes_after_it() {
    let view = check(&Act {
        start: Desk::talking,
        press: |desk| desk.press(Command::SetBusy),
        reply: Some("saybusy"),
        events: vec![
            released("1"),
            caller_left("1"),
            PHONE_RELEASE.into(),
            not_ready(1),
        ],
        truth: state(3),
    });
    assert_eq!(view.agent.state, AgentState::Busy { reason: Some(1) });
    assert!(!view.agent.is_busy_next);
    assert_eq!(last_outcome(&view), "confirmed");
}

#[test]
fn a_call_put_on_hold_is_held() {
    let view = check(&Act {
        start: Desk::talking,
        press: NOBODY_PRESSES,
        reply: None,
        events: vec![held("1")],
        truth: is_held(),
    });
    assert_eq!(calls(&view), [("1".to_owned(), CallState::Held)]);
    assert_eq!(view.current, Some(view.calls[0].key.clone()));
}

#[test]
fn a_call_retrieved_from_hold_is_talking() {
    let on_hold = || {
        let mut desk = Desk::talking();
        desk.truth = is_held();
        desk.event(&held("1"));
        desk
    };
    let view = check(&Act {
        start: on_hold,
        press: NOBODY_PRESSES,
        reply: None,
        events: vec![talking("1")],
        truth: is_talking(),
    });
    assert_eq!(calls(&view), [("1".to_owned(), CallState::Talking)]);
}

#[test]
fn a_call_answered_by_the_gateway_is_talking() {
    let view = check(&Act {
        start: Desk::signed_in,
        press: NOBODY_PRESSES,
        reply: None,
        events: vec![
            OCCUPIED.into(),
            ALERTING.into(),
            OFFHOOK.into(),
            auto_answered("1"),
            talking("1"),
        ],
        truth: is_talking(),
    });
    assert_eq!(calls(&view), [("1".to_owned(), CallState::Talking)]);
    assert_eq!(view.ring, Ring::Quiet);
    assert_eq!(view.missed, []);
}
