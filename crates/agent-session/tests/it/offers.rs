//! Every offer of a call is its own: what belongs to one never reaches another, and what is over stays over.

use agent_session::command::{Act, Command};
use agent_session::view::{CallState, EndedHow, NoticeKind, Reason, RejectMode};

use crate::desk::{
    ALERTING, Desk, OCCUPIED, PHONE_RELEASE, READY, Truth, envelope, held, incoming, invitation,
    joined, left, no_answer, not_ready, released, ringing, several, talking,
};
use crate::picture::{calls, lines, notices, outcome};

/// Call 1 was rejected into its queue and rings again.
fn offered_again() -> (Desk, agent_session::view::CallKey) {
    let mut desk = Desk::ringing();
    let first = desk.key("1");
    desk.press(Command::Reject(first.clone(), RejectMode::BackToQueue));
    desk.event(&no_answer("1"));
    desk.event(&ringing("1"));
    desk.let_pass(500);
    (desk, first)
}

#[test]
fn a_call_offered_again_is_a_new_offer_after_the_gateway_was_asked() {
    let mut desk = Desk::ringing();
    let first = desk.key("1");
    desk.press(Command::Reject(first.clone(), RejectMode::BackToQueue));
    desk.event(&no_answer("1"));
    let snapshots = desk.count("getAgentStatus");
    desk.answer(crate::desk::POLL, 200, &crate::desk::polled(&ringing("1")));
    assert_eq!(calls(&desk.view()), []);
    desk.let_pass(500);
    assert_eq!(desk.count("getAgentStatus"), snapshots + 1);
    let second = desk.key("1");
    assert!(second.epoch > first.epoch);
    assert_eq!(desk.call("1").state, CallState::Ringing);
    assert_eq!(desk.call("1").caller.as_deref(), Some("70004"));
}

#[test]
fn a_press_for_an_earlier_offer_is_not_sent() {
    let (mut desk, first) = offered_again();
    let sent = desk.count("answer");
    desk.press(Command::Answer(first));
    assert_eq!(desk.count("answer"), sent);
    let view = desk.view();
    let told = &view.notices.last().expect("a notice").kind;
    assert_eq!(
        told,
        &NoticeKind::NotSent {
            act: Act::Answer,
            reason: Reason::OfferChanged
        }
    );
}

#[test]
fn a_late_reply_to_an_earlier_offer_changes_nothing() {
    let mut desk = Desk::ringing();
    desk.press(Command::Reject(desk.key("1"), RejectMode::BackToQueue));
    let late = desk.last("reject").id;
    desk.event(&no_answer("1"));
    desk.event(&ringing("1"));
    desk.let_pass(500);
    let before = lines(&desk.view());
    desk.answer_request(late, 200, &envelope("200-002"));
    assert_eq!(lines(&desk.view()), before);
    desk.press(Command::Answer(desk.key("1")));
    assert_eq!(desk.count("answer"), 1);
}

#[test]
fn an_event_that_rings_and_ends_and_rings_in_one_answer_shows_the_last_ring() {
    let mut desk = Desk::signed_in();
    desk.truth = Truth {
        state: 7,
        ringing: vec!["1"],
        ..Truth::default()
    };
    desk.event(&several(&[&ringing("1"), &no_answer("1"), &ringing("1")]));
    desk.let_pass(500);
    assert_eq!(desk.call("1").state, CallState::Ringing);
}

#[test]
fn a_late_event_brings_no_call_back() {
    for event in [talking("1"), ringing("1"), held("1")] {
        let mut desk = Desk::talking();
        desk.truth = Truth::default();
        desk.event(&released("1"));
        let snapshots = desk.count("getAgentStatus");
        desk.event(&event);
        desk.let_pass(500);
        assert_eq!(calls(&desk.view()), [], "{event}");
        assert_eq!(desk.count("getAgentStatus"), snapshots + 1, "{event}");
        desk.nothing();
        assert_eq!(
            desk.view().connection,
            agent_session::view::Connection::Fresh
        );
    }
}

#[test]
fn a_call_that_ended_before_its_ring_arrived_is_looked_up() {
    for end in [no_answer("1"), released("1")] {
        let mut desk = Desk::signed_in();
        desk.event(&end);
        desk.event(&ringing("1"));
        desk.let_pass(500);
        assert_eq!(calls(&desk.view()), [], "{end}");
    }
}

#[test]
fn an_event_from_before_is_not_applied() {
    for event in [ringing("1"), no_answer("1")] {
        let mut desk = Desk::talking();
        desk.event(&event);
        desk.let_pass(2_000);
        assert_eq!(desk.call("1").state, CallState::Talking, "{event}");
    }
    let mut desk = Desk::ringing();
    desk.event(&crate::desk::event(
        "AgentOther_PhoneAlerting",
        r#"{"callid":"1"}"#,
    ));
    assert_eq!(desk.call("1").state, CallState::Ringing);
}

#[test]
fn a_call_whose_state_was_lost_does_not_ring_again_by_a_late_event() {
    let mut desk = Desk::talking();
    desk.has_snapshots = false;
    desk.lose_poll();
    for _ in 0..2 {
        desk.tell_no_calls();
    }
    assert_eq!(desk.call("1").state, CallState::NotKnown);
    desk.event(&ringing("1"));
    assert_eq!(desk.call("1").state, CallState::NotKnown);
    desk.event(&talking("1"));
    assert_eq!(desk.call("1").state, CallState::Talking);
}

#[test]
fn an_event_told_twice_changes_nothing() {
    let once = |event: &str| {
        let mut desk = Desk::ringing();
        desk.event(event);
        desk.let_pass(3_000);
        lines(&desk.view())
    };
    let twice = |event: &str| {
        let mut desk = Desk::ringing();
        desk.event(event);
        desk.event(event);
        desk.let_pass(3_000);
        lines(&desk.view())
    };
    for event in [
        OCCUPIED.to_owned(),
        ALERTING.to_owned(),
        incoming("1"),
        ringing("1"),
        talking("1"),
        held("1"),
        no_answer("1"),
        released("1"),
        crate::desk::caller_left("1"),
        not_ready(1),
        READY.to_owned(),
        PHONE_RELEASE.to_owned(),
        invitation("77"),
        crate::desk::joined("77"),
        crate::desk::left("77"),
    ] {
        // A dead call's id that is spoken of again is looked up, and the gateway no longer knows it.
        let gone = |event: &str| {
            event.contains("Release\"") || event.contains("No_Answer") || event.contains("Call_Re")
        };
        if gone(&event) {
            let mut desk = Desk::ringing();
            desk.truth = Truth::default();
            desk.event(&event);
            desk.let_pass(3_000);
            let before = lines(&desk.view());
            desk.event(&event);
            desk.let_pass(3_000);
            assert_eq!(lines(&desk.view()), before, "{event}");
        } else {
            assert_eq!(once(&event), twice(&event), "{event}");
        }
    }
}

#[test]
fn a_missed_call_is_told_once_and_stays_listed() {
    let mut desk = Desk::ringing();
    desk.truth = Truth::default();
    desk.event(&no_answer("1"));
    desk.event(&no_answer("1"));
    let view = desk.view();
    assert_eq!(view.missed.len(), 1);
    assert_eq!(view.missed[0].caller.as_deref(), Some("70004"));
    assert_eq!(notices(&view), [r#"notice missed 1 Some("70004")"#]);
    desk.press(Command::ClearMissed);
    assert_eq!(desk.view().missed, []);
}

#[test]
fn an_invitation_that_comes_again_is_a_new_one() {
    let mut desk = Desk::invited();
    let first = desk.invitation();
    desk.event(PHONE_RELEASE);
    desk.event(READY);
    desk.event(&invitation("77"));
    let second = desk.invitation();
    assert!(second.epoch > first.epoch);
    desk.press(Command::Join(first));
    assert_eq!(desk.count("answeragentconf"), 0);
}

#[test]
fn what_was_pressed_for_one_invitation_says_nothing_about_the_next() {
    let mut desk = Desk::invited();
    desk.press(Command::Decline(desk.invitation()));
    desk.event(&invitation("78"));
    assert_eq!(desk.view().actions.decline, Ok(()));
    desk.reply("rejectAgentConf", "101-001");
    assert_eq!(desk.invitation().id.as_str(), "78");
    let entry = desk.view().ledger.last().expect("an entry").clone();
    assert_eq!(outcome(&entry.outcome), "settled CallOver");
}

/// The gateway tells its joining again, while another is joined of which nothing has been heard yet.
#[test]
fn a_conference_that_was_left_is_joined_again_only_by_a_new_invitation() {
    let mut desk = Desk::joined();
    desk.event(&left("77"));
    desk.event(&invitation("78"));
    desk.press(Command::Join(desk.invitation()));
    desk.event(&joined("77"));
    assert_eq!(desk.invitation().id.as_str(), "78");
    desk.event(&joined("78"));
    desk.event(&left("78"));
    desk.event(&invitation("78"));
    desk.event(&joined("78"));
    assert_eq!(desk.invitation().id.as_str(), "78");
    assert_eq!(desk.view().actions.leave, Ok(()));
}

#[test]
fn a_conference_that_was_joined_in_the_place_of_another_stays_the_one_joined() {
    let mut desk = Desk::invited();
    desk.press(Command::Join(desk.invitation()));
    desk.reply("answeragentconf", "0");
    desk.event(&joined("78"));
    let entry = desk.view().ledger.last().expect("an entry").clone();
    assert_eq!(outcome(&entry.outcome), "settled CallOver");
    // The conference's own call, which tells of a join where nothing else does.
    desk.event(&talking("1"));
    assert_eq!(desk.invitation().id.as_str(), "78");
    assert_eq!(desk.view().actions.leave, Ok(()));
    assert_eq!(desk.view().pending, []);
}

#[test]
fn a_second_call_is_shown_beside_the_first() {
    let mut desk = Desk::talking();
    desk.event(&ringing("2"));
    let view = desk.view();
    assert_eq!(
        calls(&view),
        [
            ("2".to_owned(), CallState::Ringing),
            ("1".to_owned(), CallState::Talking)
        ]
    );
    assert_eq!(view.offered.map(|key| key.id.to_string()), Some("2".into()));
    assert_eq!(view.current.map(|key| key.id.to_string()), Some("1".into()));
    desk.event(&no_answer("2"));
    assert_eq!(calls(&desk.view()), [("1".to_owned(), CallState::Talking)]);
    assert_eq!(desk.view().ended[0].how, EndedHow::Missed);
}

#[test]
fn a_transferred_call_says_so() {
    let mut desk = Desk::signed_in();
    let transferred = ringing("1")
        .replace(r#""transfer":"no""#, r#""transfer":"yes""#)
        .replace(r#""transfrom":"""#, r#""transfrom":"292""#);
    desk.event(&transferred);
    let call = desk.call("1");
    assert!(call.is_transfer);
    assert_eq!(call.transferred_from.as_deref(), Some("292"));
}

#[test]
fn what_is_not_understood_is_kept_and_looked_up() {
    for (event, content) in [
        (
            crate::desk::event("AgentEvent_Brand_New", r#"{"a":1}"#),
            r#"{"a":1}"#,
        ),
        (crate::desk::event("AgentEvent_Ringing", "{}"), ""),
        (crate::desk::event("AgentEvent_Talking", "17.5"), ""),
        (crate::desk::event("AgentConf_Ringing", "null"), ""),
        (r#"{"workNo":"291"}"#.to_owned(), ""),
    ] {
        let mut desk = Desk::ringing();
        let before = calls(&desk.view());
        let snapshots = desk.count("getAgentStatus");
        desk.event(&event);
        desk.let_pass(500);
        let view = desk.view();
        assert_eq!(calls(&view), before, "{event}");
        assert_eq!(view.unknown_events.len(), 1, "{event}");
        assert_eq!(view.unknown_events[0].content, content);
        assert_eq!(desk.count("getAgentStatus"), snapshots + 1, "{event}");
    }
}

#[test]
fn a_rejected_call_taken_back_from_the_queue_is_shown_without_asking() {
    let mut desk = Desk::ringing();
    let first = desk.key("1");
    desk.press(Command::Reject(first.clone(), RejectMode::BackToQueue));
    desk.event(&no_answer("1"));
    desk.event(&not_ready(7));
    desk.press(Command::OpenQueue);
    let skills = r#"{"retcode":"0","result":[{"name":"voice","id":1}]}"#;
    desk.answer("agentskills", 200, skills);
    let waiting = crate::desk::answer_with(&crate::desk::rows(&["1"]));
    desk.answer("queryWaitCallInfoBySkillId", 200, &waiting);
    desk.has_snapshots = false;
    desk.press(Command::PickUp {
        call: first.id.clone(),
        skill: crate::desk::skill(1),
    });
    desk.event(&talking("1"));
    assert_eq!(desk.call("1").state, CallState::Talking);
    assert!(desk.key("1").epoch > first.epoch);
}
