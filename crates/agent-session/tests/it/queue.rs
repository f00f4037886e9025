//! The queue panel: what is read when, and what becomes of a call taken.

use agent_session::command::{Act, Command};
use agent_session::view::{CallState, NoticeKind, Outcome, Queue, Reason, Settlement, Waiting};

use crate::desk::{Desk, READY, Truth, answer_with, call_id, not_ready, released, rows, skill};
use crate::picture::notices;

const SKILLS: &str = r#"[{"name":"voice","id":1,"mediatype":5},{"name":"loans","id":"2"}]"#;
const COUNT: &str = "skillwaitnum";
const LIST: &str = "queryWaitCallInfoBySkillId";

fn ready() -> Desk {
    let mut desk = Desk::signed_in();
    desk.event(READY);
    desk
}

fn busy() -> Desk {
    let mut desk = Desk::signed_in();
    desk.truth.state = 3;
    desk.event(&not_ready(1));
    desk
}

fn open(mut desk: Desk) -> Desk {
    desk.press(Command::OpenQueue);
    desk.answer("agentskills", 200, &answer_with(SKILLS));
    desk
}

fn listed(calls: &[&str]) -> Desk {
    let mut desk = open(busy());
    desk.answer(LIST, 200, &answer_with(&rows(calls)));
    desk
}

fn take(call: &str) -> Command {
    Command::PickUp {
        call: call_id(call),
        skill: skill(1),
    }
}

fn waiting(desk: &Desk) -> Waiting {
    match desk.view().queue {
        Queue::Open(open) => open.waiting,
        Queue::Closed => panic!("the panel is closed"),
    }
}

fn waiting_calls(desk: &Desk) -> Vec<String> {
    match waiting(desk) {
        Waiting::List { calls, .. } => calls.iter().map(|call| call.call.to_string()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn opening_reads_the_skills_and_chooses_the_first() {
    let desk = open(busy());
    let Queue::Open(open) = desk.view().queue else {
        panic!("closed");
    };
    let skills = open.skills.expect("skills");
    let names: Vec<_> = skills.iter().map(|skill| skill.name.as_str()).collect();
    assert_eq!(names, ["voice", "loans"]);
    assert_eq!(open.chosen, Some(skill(1)));
    assert_eq!(open.waiting, Waiting::Reading);
}

#[test]
fn an_idle_agent_gets_the_count() {
    let mut desk = open(ready());
    assert_eq!((desk.count(COUNT), desk.count(LIST)), (1, 0));
    desk.answer(COUNT, 200, r#"{"retcode":"0","result":3}"#);
    assert!(matches!(waiting(&desk), Waiting::Count { count: 3, .. }));
}

#[test]
fn any_other_agent_gets_the_list() {
    let mut desk = open(busy());
    assert_eq!((desk.count(COUNT), desk.count(LIST)), (0, 1));
    desk.answer(LIST, 200, &answer_with(&rows(&["5", "6"])));
    assert_eq!(waiting_calls(&desk), ["5", "6"]);
    let Waiting::List { calls, .. } = waiting(&desk) else {
        panic!("no list");
    };
    assert_eq!(calls[0].caller.as_deref(), Some("70004"));
    assert_eq!(calls[0].since, Some(1_476_707_884_000));
}

#[test]
fn an_open_queue_is_read_again_after_four_seconds_and_a_closed_one_never() {
    let mut desk = listed(&["5"]);
    desk.let_pass(3_999);
    assert_eq!(desk.count(LIST), 1);
    desk.let_pass(1);
    assert_eq!(desk.count(LIST), 2);
    desk.answer(LIST, 200, &answer_with("[]"));
    assert_eq!(waiting_calls(&desk), [""; 0]);
    desk.press(Command::CloseQueue);
    desk.let_pass(20_000);
    assert_eq!(desk.count(LIST), 2);
    assert_eq!(desk.view().queue, Queue::Closed);
}

#[test]
fn going_busy_turns_the_count_into_the_list() {
    let mut desk = open(ready());
    desk.answer(COUNT, 200, r#"{"retcode":"0","result":1}"#);
    desk.truth.state = 3;
    desk.event(&not_ready(1));
    assert_eq!(desk.count(LIST), 1);
}

#[test]
fn another_skill_is_read_at_once_and_the_late_answer_for_the_first_is_not_shown() {
    let mut desk = open(busy());
    desk.press(Command::ChooseSkill(skill(2)));
    desk.answer(LIST, 200, &answer_with(&rows(&["5"])));
    assert_eq!(waiting(&desk), Waiting::Reading);
    desk.let_pass(1);
    assert!(desk.last(LIST).request.path.ends_with("/waitcallinfo/2"));
    desk.answer(LIST, 200, &answer_with(&rows(&["6"])));
    assert_eq!(waiting_calls(&desk), ["6"]);
}

#[test]
fn a_queue_that_cannot_be_read_is_told_and_tried_again() {
    for (status, body) in [
        (200, r#"{"retcode":"100-009","message":"no"}"#),
        (200, r#"{"retcode":"0"}"#),
        (500, "oops"),
    ] {
        let mut desk = open(busy());
        desk.answer(LIST, status, body);
        assert!(
            matches!(
                desk.view().notices.last().map(|notice| &notice.kind),
                Some(NoticeKind::QueueUnreadable(_))
            ),
            "{body}"
        );
        desk.let_pass(4_000);
        desk.answer(LIST, 200, &answer_with("[]"));
        assert_eq!(notices(&desk.view()), [""; 0], "{body}");
    }
}

#[test]
fn skills_that_cannot_be_read_are_tried_again() {
    let mut desk = busy();
    desk.press(Command::OpenQueue);
    desk.reply("agentskills", "100-007");
    assert_eq!(desk.view().notices.len(), 1);
    desk.let_pass(4_000);
    desk.answer("agentskills", 200, &answer_with(SKILLS));
    desk.answer(LIST, 200, &answer_with(&rows(&["5"])));
    assert_eq!(waiting_calls(&desk), ["5"]);
    assert_eq!(notices(&desk.view()), [""; 0]);
}

#[test]
fn an_agent_without_skills_has_nothing_to_choose() {
    let mut desk = busy();
    desk.press(Command::OpenQueue);
    desk.answer("agentskills", 200, &answer_with("[]"));
    let Queue::Open(open) = desk.view().queue else {
        panic!("closed");
    };
    assert_eq!((open.skills, open.chosen), (Some(Vec::new()), None));
    desk.let_pass(10_000);
    assert_eq!(desk.count(LIST), 0);
}

#[test]
fn taking_a_call_names_it_its_queue_and_the_skill() {
    let mut desk = listed(&["5"]);
    desk.press(take("5"));
    assert_eq!(
        desk.last("requestAppointedCall").request.path,
        "/voicecall/291/requestcall/5/0?skillId=1"
    );
}

#[test]
fn the_skills_spelling_follows_its_setting() {
    let settings = agent_session::settings::Settings::parse(r#"{"skillIdName":"skillid"}"#);
    let mut desk = Desk::with(settings.expect("settings"));
    desk.sign_in();
    desk.event(&not_ready(1));
    let mut desk = open(desk);
    desk.answer(LIST, 200, &answer_with(&rows(&["5"])));
    desk.press(take("5"));
    assert_eq!(
        desk.last("requestAppointedCall").request.path,
        "/voicecall/291/requestcall/5/0?skillid=1"
    );
}

#[test]
fn a_call_not_in_the_list_is_not_taken() {
    let mut desk = listed(&["5"]);
    desk.press(take("6"));
    assert_eq!(desk.count("requestAppointedCall"), 0);
    let told = desk.view().notices;
    assert_eq!(
        told.last().map(|notice| notice.kind.clone()),
        Some(NoticeKind::NotSent {
            act: Act::PickUp,
            reason: Reason::NotInQueue
        })
    );
}

#[test]
fn a_call_that_somebody_else_took_is_told_to_be_gone() {
    let mut desk = listed(&["5", "6"]);
    desk.press(take("5"));
    desk.reply("requestAppointedCall", "100-007");
    desk.let_pass(500);
    desk.answer(LIST, 200, &answer_with(&rows(&["6"])));
    assert_eq!(
        notices(&desk.view()),
        ["notice AlreadyGone { refusal: None }"]
    );
    assert_eq!(waiting_calls(&desk), ["6"]);
    desk.press(take("6"));
    assert_eq!(desk.count("requestAppointedCall"), 2);
    assert_eq!(notices(&desk.view()), [""; 0], "a new press takes it back");
}

#[test]
fn a_refused_taking_reads_the_queue_again() {
    let mut desk = listed(&["5"]);
    desk.press(take("5"));
    desk.reply("requestAppointedCall", "100-009");
    desk.let_pass(1);
    assert_eq!(desk.count(LIST), 2);
    assert!(matches!(
        desk.view().notices.last().map(|notice| &notice.kind),
        Some(NoticeKind::Refused {
            act: Act::PickUp,
            ..
        })
    ));
}

#[test]
fn a_call_lost_while_the_panel_was_closed_is_not_told_as_gone_when_it_opens_again() {
    let mut desk = listed(&["5"]);
    desk.press(take("5"));
    desk.press(Command::CloseQueue);
    desk.reply("requestAppointedCall", "100-007");
    desk.let_pass(500);
    let settled = format!(
        "notice {:?}",
        NoticeKind::Settled {
            act: Act::PickUp,
            as_what: Settlement::NotDone,
        }
    );
    assert_eq!(notices(&desk.view()), std::slice::from_ref(&settled));
    let mut desk = open(desk);
    desk.answer(LIST, 200, &answer_with("[]"));
    assert_eq!(notices(&desk.view()), [settled]);
}

#[test]
fn the_queue_is_closed_with_the_session() {
    let mut desk = listed(&["5"]);
    desk.reply(crate::desk::POLL, "100-006");
    assert_eq!(desk.view().queue, Queue::Closed);
}

/// It was there and is over: that it had been taken is known, whatever the gateway lists by now.
#[test]
fn a_call_that_was_taken_and_has_ended_before_the_word_came_was_taken() {
    let mut desk = listed(&["5"]);
    desk.press(take("5"));
    desk.reply("requestAppointedCall", "0");
    desk.truth.talking = vec!["5"];
    desk.truth.state = 7;
    desk.lose_poll();
    desk.let_pass(1_000);
    assert_eq!(desk.call("5").state, CallState::Talking);
    desk.truth = Truth::default();
    desk.event(&released("5"));
    desk.let_pass(500);
    let view = desk.view();
    let taken = view.ledger.last().expect("it was sent");
    assert!(
        matches!(
            taken.outcome,
            Outcome::Settled {
                as_what: Settlement::Done,
                ..
            }
        ),
        "{taken:?}"
    );
}
