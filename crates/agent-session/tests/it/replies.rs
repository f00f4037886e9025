//! A reply narrows what may become of a command; events and snapshots decide.

use agent_session::command::{Act, Command};
use agent_session::settings::Settings;
use agent_session::view::{
    AgentState, CallState, EndedBy, EndedHow, NoticeKind, Outcome, Reason, RejectMode, Settlement,
    View,
};

use crate::desk::{
    Desk, OCCUPIED, POLL, STATUS, Truth, call_id, caller_left, envelope, held, invitation, joined,
    no_answer, not_ready, released, rows, skill, status, talking,
};
use crate::picture::{calls, notices, outcome};

/// It tells of no call, and one may be coming.
const PHONE_ALERTS: &str =
    r#"{"eventType":"AgentOther_PhoneAlerting","workNo":"291","content":null}"#;

/// A desk at which this act may be pressed.
fn before(act: Act) -> Desk {
    match act {
        Act::Answer | Act::Reject(_) => Desk::ringing(),
        Act::Drop => Desk::talking(),
        Act::Decline | Act::Join => Desk::invited(),
        Act::Leave => Desk::joined(),
        Act::PickUp => looking_at_the_queue(),
        Act::SetReady => {
            let mut desk = Desk::signed_in();
            desk.truth.state = 3;
            desk.event(&not_ready(1));
            desk
        }
        Act::SetBusy | Act::SignOut => Desk::signed_in(),
    }
}

fn looking_at_the_queue() -> Desk {
    let mut desk = before(Act::SetReady);
    desk.press(Command::OpenQueue);
    desk.answer(
        "agentskills",
        200,
        r#"{"retcode":"0","result":[{"name":"voice","id":1}]}"#,
    );
    let waiting = format!(r#"{{"retcode":"0","result":{}}}"#, rows(&["5"]));
    desk.answer("queryWaitCallInfoBySkillId", 200, &waiting);
    desk
}

fn command(desk: &Desk, act: Act) -> Command {
    match act {
        Act::Answer => Command::Answer(desk.key("1")),
        Act::Reject(mode) => Command::Reject(desk.key("1"), mode),
        Act::Drop => Command::Drop(desk.key("1")),
        Act::Decline => Command::Decline(desk.invitation()),
        Act::Join => Command::Join(desk.invitation()),
        Act::Leave => Command::Leave(desk.invitation()),
        Act::PickUp => Command::PickUp {
            call: call_id("5"),
            skill: skill(1),
        },
        Act::SetReady => Command::SetReady,
        Act::SetBusy => Command::SetBusy,
        Act::SignOut => Command::SignOut,
    }
}

fn log_name(act: Act) -> &'static str {
    match act {
        Act::Answer => "answer",
        Act::Reject(_) => "reject",
        Act::Drop => "release",
        Act::Decline => "rejectAgentConf",
        Act::Join => "answeragentconf",
        Act::Leave => "requestleaveagentconf",
        Act::PickUp => "requestAppointedCall",
        Act::SetReady => "sayFree",
        Act::SetBusy => "saybusy",
        Act::SignOut => "logout",
    }
}

const ACTS: [Act; 10] = [
    Act::Answer,
    Act::Reject(RejectMode::BackToQueue),
    Act::Drop,
    Act::Decline,
    Act::Join,
    Act::Leave,
    Act::PickUp,
    Act::SetReady,
    Act::SetBusy,
    Act::SignOut,
];

/// Pressed, and the snapshots held back so that only the reply speaks.
fn pressed(act: Act) -> Desk {
    let mut desk = before(act);
    desk.let_pass(2_000);
    desk.has_snapshots = false;
    let command = command(&desk, act);
    desk.press(command);
    desk
}

fn last_outcome(view: &View) -> Outcome {
    let entry = view.ledger.last();
    entry.expect("a command was asked").outcome.clone()
}

fn last_kind(view: &View) -> &NoticeKind {
    let notice = view.notices.last();
    &notice.expect("something is told").kind
}

fn is_pending(view: &View, act: Act) -> bool {
    view.pending.iter().any(|pending| pending.act == act)
}

#[test]
fn every_act_sends_its_own_request_once() {
    for act in ACTS {
        let desk = pressed(act);
        assert_eq!(desk.count(log_name(act)), 1, "{act:?}");
        let ledger = desk.view().ledger;
        let entry = ledger.last().expect("an entry");
        assert_eq!((entry.act, entry.log_name), (act, log_name(act)));
        assert!(is_pending(&desk.view(), act), "{act:?}");
    }
}

#[test]
fn pressing_again_is_absorbed() {
    for act in ACTS {
        let mut desk = pressed(act);
        let again = command(&desk, act);
        desk.press(again.clone());
        if act != Act::SignOut {
            desk.reply(log_name(act), "0");
            desk.press(again);
        }
        assert_eq!(desk.count(log_name(act)), 1, "{act:?}");
        assert_eq!(notices(&desk.view()), [""; 0], "{act:?}");
    }
}

#[test]
fn an_accepted_command_waits_for_its_event() {
    for act in ACTS.into_iter().filter(|act| *act != Act::SignOut) {
        let mut desk = pressed(act);
        desk.reply(log_name(act), "0");
        let view = desk.view();
        let entry = view.ledger.last().expect("an entry");
        assert!(entry.accepted.is_some(), "{act:?}");
        assert_eq!(entry.outcome, Outcome::Open, "{act:?}");
        assert!(is_pending(&view, act), "{act:?}");
    }
}

#[test]
fn a_refused_command_is_over_and_told_with_its_code() {
    for act in ACTS {
        for retcode in ["100-009", "200-038", "999-999", "000-002", "105-005"] {
            let mut desk = pressed(act);
            desk.reply(log_name(act), retcode);
            let view = desk.view();
            assert_eq!(
                outcome(&last_outcome(&view)),
                format!("refused {retcode}"),
                "{act:?}"
            );
            assert!(!is_pending(&view, act), "{act:?}");
            match last_kind(&view) {
                NoticeKind::Refused { act: told, refusal } => {
                    assert_eq!((*told, refusal.retcode.as_str()), (act, retcode));
                    assert_eq!(refusal.message, "no");
                }
                other => panic!("{act:?} {retcode}: {other:?}"),
            }
        }
    }
}

#[test]
fn a_refusal_that_doubts_the_session_asks_for_the_agents_status() {
    for act in ACTS.into_iter().filter(|act| *act != Act::SignOut) {
        for retcode in ["100-006", "000-003"] {
            let mut desk = pressed(act);
            let before = desk.count("getAgentStatus");
            desk.reply(log_name(act), retcode);
            desk.let_pass(1);
            assert_eq!(
                desk.count("getAgentStatus"),
                before + 1,
                "{act:?} {retcode}"
            );
            assert!(
                matches!(
                    desk.view().stage,
                    agent_session::view::Stage::SignedIn { .. }
                ),
                "{act:?} {retcode}: only the status may end the session"
            );
            desk.reply("getAgentStatus", "100-006");
            assert_eq!(desk.view().stage, agent_session::view::Stage::SignedOut);
        }
    }
}

#[test]
fn a_command_with_nothing_left_to_do_is_told_and_checked() {
    let rows: &[(Act, &[&str])] = &[
        (Act::Answer, &["200-002"]),
        (Act::Reject(RejectMode::HangUp), &["200-002"]),
        (Act::Drop, &["200-017", "200-025"]),
        (Act::Decline, &["101-001"]),
        (Act::Join, &["101-001"]),
        (Act::Leave, &["101-001"]),
    ];
    for (act, codes) in rows {
        for retcode in *codes {
            let mut desk = pressed(*act);
            let snapshots = desk.count("getAgentStatus");
            desk.reply(log_name(*act), retcode);
            desk.let_pass(1);
            let view = desk.view();
            assert!(
                matches!(last_kind(&view), NoticeKind::AlreadyOver { act: told, .. } if told == act),
                "{act:?} {retcode}: {:?}",
                view.notices
            );
            assert!(!is_pending(&view, *act));
            assert_eq!(desk.count("getAgentStatus"), snapshots + 1);
        }
    }
}

#[test]
fn a_conference_that_the_gateway_does_not_know_is_over() {
    for act in [Act::Decline, Act::Join, Act::Leave] {
        let mut desk = pressed(act);
        desk.reply(log_name(act), "101-001");
        assert_eq!(
            desk.view().conference,
            agent_session::view::Conference::None,
            "{act:?}"
        );
    }
}

/// Everything that leaves it open whether a command was carried out.
fn make_unknown(desk: &mut Desk, act: Act, how: &str) {
    let name = log_name(act);
    match how {
        "100-007" => desk.reply(name, "100-007"),
        "not JSON" => desk.answer(name, 200, "<html>"),
        "empty" => desk.answer(name, 200, ""),
        "no retcode" => desk.answer(name, 200, "{}"),
        "a megabyte" => desk.answer(name, 200, &"x".repeat(1_000_000)),
        "HTTP 500" => desk.answer(name, 500, "oops"),
        "HTTP 500 with a success" => desk.answer(name, 500, &envelope("0")),
        "failed" => desk.fail(name),
        "no answer" => desk.let_pass(10_000),
        "no event" => {
            desk.reply(name, "0");
            desk.let_pass(10_000);
        }
        other => panic!("{other}"),
    }
}

const UNKNOWNS: [&str; 10] = [
    "100-007",
    "not JSON",
    "empty",
    "no retcode",
    "a megabyte",
    "HTTP 500",
    "HTTP 500 with a success",
    "failed",
    "no answer",
    "no event",
];

#[test]
fn an_outcome_nobody_knows_is_told_and_looked_up() {
    for act in ACTS {
        for how in UNKNOWNS {
            if act == Act::SignOut && how == "no event" {
                continue;
            }
            let mut desk = pressed(act);
            let snapshots = desk.count("getAgentStatus");
            make_unknown(&mut desk, act, how);
            let view = desk.view();
            assert!(
                view.pending.iter().any(|it| it.act == act && it.is_unknown),
                "{act:?} {how}"
            );
            assert!(
                matches!(last_kind(&view), NoticeKind::Unknown { act: told, .. } if *told == act),
                "{act:?} {how}: {:?}",
                view.notices
            );
            let entry = view.ledger.last().expect("an entry");
            assert!(entry.unknown.is_some() && entry.outcome == Outcome::Open);
            desk.let_pass(1);
            assert!(
                desk.count("getAgentStatus") > snapshots,
                "{act:?} {how}: nobody asks"
            );
            assert_eq!(desk.count(log_name(act)), 1, "{act:?} {how} was sent again");
        }
    }
}

#[test]
fn a_missing_result_is_still_a_success() {
    let mut desk = pressed(Act::Answer);
    desk.answer("answer", 200, r#"{"message":"success","retcode":"0"}"#);
    let view = desk.view();
    assert!(view.ledger.last().expect("an entry").accepted.is_some());
    assert_eq!(view.notices, []);
}

#[test]
fn the_limit_of_a_command_is_five_seconds_and_of_taking_a_call_ten() {
    for (act, limit) in [(Act::Answer, 5_000), (Act::PickUp, 10_000)] {
        let mut desk = pressed(act);
        desk.reply(log_name(act), "0");
        desk.let_pass(limit - 1);
        assert_eq!(desk.view().notices, [], "{act:?}");
        desk.let_pass(1);
        assert_eq!(desk.view().notices.len(), 1, "{act:?}");
    }
}

#[test]
fn a_reply_after_the_limit_is_ignored() {
    let mut desk = pressed(Act::Answer);
    let id = desk.last("answer").id;
    desk.let_pass(5_000);
    assert!(desk.has_given_up(id));
    let before = desk.view();
    desk.answer_request(id, 200, &envelope("200-002"));
    assert_eq!(desk.view(), before);
}

/// An unknown outcome, the truth of the gateway, and how it is settled.
fn settle(act: Act, truth: Truth) -> (Desk, Outcome) {
    let mut desk = before(act);
    desk.let_pass(2_000);
    let command = command(&desk, act);
    desk.press(command);
    desk.truth = truth;
    desk.reply(log_name(act), "100-007");
    desk.let_pass(1_000);
    let outcome = last_outcome(&desk.view());
    (desk, outcome)
}

fn truth(state: u8, ringing: &[&'static str], talking: &[&'static str]) -> Truth {
    Truth {
        state,
        ringing: ringing.to_vec(),
        talking: talking.to_vec(),
        held: Vec::new(),
    }
}

#[test]
fn a_snapshot_settles_what_nobody_knew() {
    let reject = Act::Reject(RejectMode::HangUp);
    let rows = [
        (Act::Answer, truth(7, &[], &["1"]), Settlement::Done),
        (Act::Answer, truth(7, &["1"], &[]), Settlement::NotDone),
        (reject, truth(7, &["1"], &[]), Settlement::NotDone),
        (Act::Drop, truth(7, &[], &["1"]), Settlement::NotDone),
        (Act::PickUp, truth(7, &[], &["5"]), Settlement::Done),
        (Act::PickUp, truth(3, &[], &[]), Settlement::NotDone),
        (Act::Decline, truth(4, &[], &[]), Settlement::Done),
        (Act::Leave, truth(4, &[], &[]), Settlement::Done),
        (Act::SetReady, truth(4, &[], &[]), Settlement::Done),
        (Act::SetReady, truth(3, &[], &[]), Settlement::NotDone),
        (Act::SetBusy, truth(3, &[], &[]), Settlement::Done),
        (Act::SetBusy, truth(4, &[], &[]), Settlement::NotDone),
        (Act::SignOut, truth(4, &[], &[]), Settlement::NotDone),
    ];
    for (act, truth, expected) in rows {
        let (desk, outcome) = settle(act, truth.clone());
        match outcome {
            Outcome::Settled { as_what, .. } => assert_eq!(as_what, expected, "{act:?} {truth:?}"),
            other => panic!("{act:?} {truth:?}: {other:?}"),
        }
        let view = desk.view();
        assert!(
            !view
                .notices
                .iter()
                .any(|notice| matches!(notice.kind, NoticeKind::Unknown { .. })),
            "{act:?}: the doubt is still shown"
        );
        assert!(!is_pending(&view, act), "{act:?}");
        if matches!(act, Act::Decline | Act::Leave) {
            assert_eq!(view.conference, agent_session::view::Conference::None);
        }
    }
}

#[test]
fn a_command_ends_once() {
    let mut ledger = agent_session::ledger::Ledger::default();
    let now = agent_session::view::Moment::default();
    let number = ledger.ask(Act::Answer, "answer", None, now);
    for as_what in [Settlement::Done, Settlement::NotKnown] {
        ledger.close(number, Outcome::Settled { as_what, at: now });
        assert_eq!(outcome(&ledger.entries()[0].outcome), "settled Done");
    }
}

#[test]
fn a_call_gone_from_the_snapshot_settles_only_with_the_empty_queue() {
    for (act, expected) in [
        (Act::Answer, Settlement::CallOver),
        (Act::Reject(RejectMode::HangUp), Settlement::CallOver),
        (Act::Drop, Settlement::CallOver),
    ] {
        let (mut desk, outcome) = settle(act, truth(4, &[], &[]));
        assert_eq!(outcome, Outcome::Open, "{act:?}");
        assert!(desk.call("1").is_in_doubt);
        desk.nothing();
        match last_outcome(&desk.view()) {
            Outcome::Settled { as_what, .. } => assert_eq!(as_what, expected, "{act:?}"),
            other => panic!("{act:?}: {other:?}"),
        }
        assert_eq!(desk.view().calls, []);
    }
}

#[test]
fn an_event_settles_what_nobody_knew() {
    for (act, event) in [
        (Act::Answer, talking("1")),
        (Act::Reject(RejectMode::HangUp), no_answer("1")),
        (Act::Drop, released("1")),
        (Act::Join, joined("77")),
        (Act::PickUp, talking("5")),
        (Act::SetBusy, not_ready(1)),
    ] {
        let mut desk = pressed(act);
        desk.fail(log_name(act));
        desk.event(&event);
        let view = desk.view();
        assert!(
            matches!(last_outcome(&view), Outcome::Confirmed { .. }),
            "{act:?}"
        );
        let settled = NoticeKind::Settled {
            act,
            as_what: Settlement::Done,
        };
        assert!(
            view.notices.iter().any(|notice| notice.kind == settled),
            "{act:?}: {:?}",
            view.notices
        );
    }
}

/// A call of which the gateway says that it is one of the agent's, and nothing more.
fn two_undecided_rounds(act: Act) -> Desk {
    let mut desk = pressed(act);
    desk.fail(log_name(act));
    for _ in 0..2 {
        desk.answer(STATUS, 200, &status(7));
        desk.answer("allcallinfoEx", 200, r#"{"retcode":"0","result":["1"]}"#);
        desk.reply("callinfobeforeanswer", "100-007");
        desk.reply("holdlist", "100-007");
        desk.reply("callinfo", "100-007");
    }
    desk
}

#[test]
fn what_is_unknown_blocks_the_calls_other_commands() {
    let mut desk = pressed(Act::Answer);
    desk.fail("answer");
    let reason = Err(Reason::OutcomeUnknown(Act::Answer));
    let call = desk.call("1");
    assert_eq!(
        (call.answer, call.reject, call.drop),
        (reason, reason, reason)
    );
}

#[test]
fn two_undecided_rounds_lift_the_block_for_answer_and_drop_by_id() {
    for act in [Act::Answer, Act::Drop] {
        let mut desk = two_undecided_rounds(act);
        let call = desk.call("1");
        assert_eq!(call.state, CallState::NotKnown, "{act:?}");
        assert_eq!((call.answer, call.drop), (Ok(()), Ok(())));
        assert_eq!(call.reject, Err(Reason::NotRinging));
        assert_eq!(desk.view().actions.answer, Ok(()));
        assert_eq!(desk.view().actions.drop, Ok(()));
        assert_eq!(desk.view().current, Some(call.key.clone()));
        let settled = last_outcome(&desk.view());
        assert_eq!(outcome(&settled), "settled NotKnown");
        desk.press(Command::Drop(call.key));
        assert_eq!(desk.count("dropCall"), 1, "{act:?}");
    }
}

#[test]
fn one_undecided_round_keeps_the_block() {
    let mut desk = pressed(Act::Drop);
    desk.fail("release");
    desk.tell_no_calls();
    assert_eq!(desk.call("1").drop, Err(Reason::OutcomeUnknown(Act::Drop)));
}

/// A press whose outcome is unknown, while nothing can be sent to the gateway; a poll may still be held there.
fn gateway_gone(is_poll_held: bool) -> Desk {
    let mut desk = pressed(Act::Drop);
    desk.fail("release");
    if !is_poll_held {
        desk.fail(POLL);
    }
    for _ in 0..800 {
        desk.let_pass(10);
        if desk.is_open(STATUS) {
            desk.fail(STATUS);
        }
    }
    desk
}

#[test]
fn while_the_gateway_is_gone_an_unknown_outcome_stays_unknown() {
    for is_poll_held in [true, false] {
        let mut desk = gateway_gone(is_poll_held);
        assert!(desk.view().pending[0].is_unknown, "{is_poll_held}");
        assert_eq!(desk.call("1").state, CallState::Talking);
        assert_eq!(last_outcome(&desk.view()), Outcome::Open);
        desk.truth.talking = vec!["1"];
        desk.has_snapshots = true;
        desk.let_pass(6_000);
        let outcome = crate::picture::outcome(&last_outcome(&desk.view()));
        assert_eq!(outcome, "settled NotDone", "{is_poll_held}");
    }
}

#[test]
fn a_gateway_that_polls_well_and_never_tells_the_agents_state_is_given_up_after_two_rounds() {
    let mut desk = gateway_gone(true);
    for _ in 0..2 {
        assert_eq!(last_outcome(&desk.view()), Outcome::Open);
        desk.nothing();
        desk.fail(STATUS);
    }
    let outcome = outcome(&last_outcome(&desk.view()));
    assert_eq!(outcome, "settled NotKnown");
}

#[test]
fn a_good_poll_from_before_the_doubt_makes_no_round() {
    let mut desk = before(Act::Drop);
    desk.let_pass(2_000);
    desk.has_snapshots = false;
    desk.event(&crate::desk::event("AgentEvent_Brand_New", "17"));
    desk.fail(STATUS);
    desk.nothing();
    desk.press(Command::Drop(desk.key("1")));
    desk.fail("dropCall");
    desk.fail(STATUS);
    desk.nothing();
    desk.fail(STATUS);
    assert_eq!(last_outcome(&desk.view()), Outcome::Open, "one round");
    desk.nothing();
    desk.fail(STATUS);
    let outcome = outcome(&last_outcome(&desk.view()));
    assert_eq!(outcome, "settled NotKnown");
}

#[test]
fn a_snapshot_begun_before_the_doubt_settles_nothing() {
    let mut desk = Desk::ringing();
    desk.let_pass(2_000);
    desk.has_snapshots = false;
    desk.press(Command::Answer(desk.key("1")));
    desk.lose_poll();
    assert!(desk.is_open("getAgentStatus"));
    desk.fail("answer");
    desk.answer(
        "getAgentStatus",
        200,
        r#"{"retcode":"0","result":{"agentState":7,"isWorking":true}}"#,
    );
    desk.answer("allcallinfoEx", 200, r#"{"retcode":"0","result":["1"]}"#);
    let rings = format!(
        r#"{{"retcode":"0","result":{}}}"#,
        crate::desk::call_data("1")
    );
    desk.answer("callinfobeforeanswer", 200, &rings);
    desk.reply("holdlist", "400-003");
    desk.answer("callinfo", 200, r#"{"retcode":"0","result":{}}"#);
    assert_eq!(last_outcome(&desk.view()), Outcome::Open);
    assert_eq!(
        desk.call("1").answer,
        Err(Reason::OutcomeUnknown(Act::Answer))
    );
}

#[test]
fn drop_uses_release_only_where_no_other_call_can_be_meant() {
    let mut fresh = Desk::talking();
    fresh.let_pass(2_000);
    fresh.press(Command::Drop(fresh.key("1")));
    assert_eq!(fresh.count("release"), 1);

    let mut two = Desk::talking();
    two.ring("2");
    two.let_pass(2_000);
    two.press(Command::Drop(two.key("1")));
    assert_eq!((two.count("release"), two.count("dropCall")), (0, 1));
    assert!(two.last("dropCall").request.path.ends_with("/dropcall/1"));

    let mut stale = Desk::talking();
    stale.has_snapshots = false;
    stale.lose_poll();
    stale.press(Command::Drop(stale.key("1")));
    assert_eq!((stale.count("release"), stale.count("dropCall")), (0, 1));

    let mut on_hold = Desk::talking();
    on_hold.truth.held = std::mem::take(&mut on_hold.truth.talking);
    on_hold.event(&held("1"));
    on_hold.let_pass(2_000);
    on_hold.press(Command::Drop(on_hold.key("1")));
    assert_eq!(
        (on_hold.count("release"), on_hold.count("dropCall")),
        (0, 1)
    );

    // The next may be connected before anything tells of it.
    let mut left = Desk::talking();
    left.let_pass(2_000);
    left.event(&caller_left("1"));
    left.press(Command::Drop(left.key("1")));
    assert_eq!((left.count("release"), left.count("dropCall")), (0, 1));

    for event in [PHONE_ALERTS, OCCUPIED] {
        let mut stirred = Desk::talking();
        stirred.let_pass(2_000);
        stirred.event(event);
        stirred.press(Command::Drop(stirred.key("1")));
        assert_eq!(
            (stirred.count("release"), stirred.count("dropCall")),
            (0, 1)
        );

        let mut quiet = Desk::talking();
        quiet.let_pass(2_000);
        quiet.event(event);
        quiet.let_pass(5_001);
        quiet.press(Command::Drop(quiet.key("1")));
        assert_eq!((quiet.count("release"), quiet.count("dropCall")), (1, 0));
    }

    let by_itself = r#"{"signIn":{"autoanswer":true}}"#;
    let mut by_itself = Desk::with(Settings::parse(by_itself).expect("settings"));
    by_itself.sign_in();
    by_itself.truth.state = 7;
    by_itself.truth.talking = vec!["1"];
    by_itself.event(&talking("1"));
    by_itself.let_pass(2_000);
    by_itself.press(Command::Drop(by_itself.key("1")));
    assert_eq!(
        (by_itself.count("release"), by_itself.count("dropCall")),
        (0, 1)
    );

    let mut unsure = Desk::talking();
    unsure.has_snapshots = false;
    unsure.let_pass(2_000);
    unsure.press(Command::SetBusy);
    unsure.fail("saybusy");
    unsure.press(Command::Drop(unsure.key("1")));
    assert_eq!((unsure.count("release"), unsure.count("dropCall")), (0, 1));
}

/// "Already so" says that the picture is not.
#[test]
fn a_state_that_is_refused_is_looked_up() {
    let mut desk = Desk::signed_in();
    desk.truth.state = 3;
    desk.event(&not_ready(1));
    desk.let_pass(2_000);
    desk.press(Command::SetReady);
    desk.truth = Truth::default();
    desk.reply("sayFree", "100-009");
    desk.let_pass(2_000);
    assert_eq!(desk.view().agent.state, AgentState::Ready);
}

#[test]
fn drop_follows_its_setting() {
    for (setting, name) in [
        ("release", "release"),
        ("legacy", "releaseEx"),
        ("dropcall", "dropCall"),
    ] {
        let text = format!(r#"{{"drop":"{setting}"}}"#);
        let settings = agent_session::settings::Settings::parse(&text).expect("settings");
        let mut desk = Desk::with(settings);
        desk.sign_in();
        desk.ring("1");
        desk.truth.ringing.clear();
        desk.truth.talking = vec!["1"];
        desk.event(&talking("1"));
        desk.let_pass(2_000);
        desk.press(Command::Drop(desk.key("1")));
        assert_eq!(desk.count(name), 1, "{setting}");
    }
}

#[test]
fn the_reject_mode_goes_out_as_a_number() {
    for (mode, text) in [
        (RejectMode::BackToQueue, r#""mode":1"#),
        (RejectMode::HangUp, r#""mode":2"#),
    ] {
        let desk = pressed(Act::Reject(mode));
        let body = desk.last("reject").body();
        assert!(
            body.contains(text) && body.contains(r#""callid":"1""#),
            "{body}"
        );
    }
}

#[test]
fn a_caller_who_leaves_while_the_drop_is_on_its_way_is_not_told() {
    let mut desk = pressed(Act::Drop);
    desk.event(&caller_left("1"));
    assert_eq!(notices(&desk.view()), [""; 0]);
    desk.event(&released("1"));
    let ended = &desk.view().ended[0];
    assert_eq!((ended.how, ended.by), (EndedHow::Released, EndedBy::Agent));
}

/// Nobody has said who ended it where the gateway never answered the drop.
#[test]
fn a_call_that_is_found_to_be_over_was_dropped_only_where_the_gateway_accepted_that() {
    for is_accepted in [false, true] {
        let mut desk = pressed(Act::Drop);
        if is_accepted {
            desk.reply(log_name(Act::Drop), "0");
        } else {
            desk.fail(log_name(Act::Drop));
        }
        desk.truth = Truth::default();
        desk.has_snapshots = true;
        desk.lose_poll();
        desk.let_pass(10_000);
        desk.nothing();
        desk.let_pass(1_000);
        let view = desk.view();
        let by = match is_accepted {
            true => EndedBy::Agent,
            false => EndedBy::Unknown,
        };
        assert_eq!(view.ended.first().map(|call| call.by), Some(by));
        let outcome = &view.ledger.last().expect("it was sent").outcome;
        let as_what = match is_accepted {
            true => Settlement::Done,
            false => Settlement::CallOver,
        };
        assert!(
            matches!(outcome, Outcome::Settled { as_what: told, .. } if *told == as_what),
            "{is_accepted}: {outcome:?}"
        );
    }
}

#[test]
fn a_caller_who_leaves_first_is_told_and_the_call_stays_until_it_ends() {
    let mut desk = Desk::talking();
    desk.event(&caller_left("1"));
    assert!(desk.call("1").has_caller_left);
    assert_eq!(notices(&desk.view()), ["notice caller left 1"]);
    desk.event(&released("1"));
    assert_eq!(notices(&desk.view()), [""; 0]);
    assert_eq!(calls(&desk.view()), []);
}

/// No snapshot knows a conference, so where its event is lost the gateway's own word is all there is.
#[test]
fn a_join_that_was_accepted_and_stays_unconfirmed_counts_as_joined() {
    let mut desk = pressed(Act::Join);
    desk.has_snapshots = true;
    desk.reply("answeragentconf", "0");
    desk.idle(30_000);
    let view = desk.view();
    assert_eq!(outcome(&last_outcome(&view)), "settled NotKnown");
    assert_eq!(view.actions.leave, Ok(()));
    assert_eq!(view.ring, agent_session::view::Ring::Quiet);
}

#[test]
fn a_join_of_which_nothing_was_heard_leaves_the_invitation() {
    let mut desk = pressed(Act::Join);
    desk.has_snapshots = true;
    desk.fail("answeragentconf");
    desk.idle(30_000);
    let view = desk.view();
    assert_eq!(outcome(&last_outcome(&view)), "settled NotKnown");
    assert_eq!(view.actions.join, Ok(()));
}

/// It names no conference: another may ring by then, and only an event would tell.
#[test]
fn an_unknown_act_on_a_conference_is_not_offered_again_before_the_events_have_been_read() {
    for act in [Act::Decline, Act::Join, Act::Leave] {
        let mut desk = pressed(act);
        desk.has_snapshots = true;
        desk.truth.state = 7;
        desk.fail(log_name(act));
        desk.let_pass(4_000);
        desk.event(&crate::desk::event("AgentOther_PhoneOffhook", "null"));
        desk.let_pass(4_000);
        assert!(is_pending(&desk.view(), act), "{act:?}");
        desk.lose_poll();
        desk.let_pass(4_000);
        assert!(is_pending(&desk.view(), act), "{act:?}: nobody knows");
        desk.nothing();
        desk.let_pass(4_000);
        let settled = last_outcome(&desk.view());
        assert_eq!(outcome(&settled), "settled NotKnown", "{act:?}");
    }
}

#[test]
fn a_decline_that_was_accepted_and_stays_unconfirmed_ends_the_invitation() {
    for (is_accepted, expected) in [(true, Err(Reason::NoInvitation)), (false, Ok(()))] {
        let mut desk = pressed(Act::Decline);
        desk.has_snapshots = true;
        if is_accepted {
            desk.reply("rejectAgentConf", "0");
        } else {
            desk.fail("rejectAgentConf");
        }
        desk.idle(30_000);
        let view = desk.view();
        assert_eq!(outcome(&last_outcome(&view)), "settled NotKnown");
        assert_eq!(view.actions.decline, expected);
    }
}

#[test]
fn who_is_in_a_conference_already_has_joined_it() {
    let mut desk = pressed(Act::Join);
    desk.reply("answeragentconf", "101-003");
    let view = desk.view();
    assert_eq!(outcome(&last_outcome(&view)), "confirmed");
    assert_eq!(view.actions.leave, Ok(()));
    assert_eq!(notices(&view), [""; 0]);
}

/// What only double-checks an event must not lock Ready and Busy after every call.
#[test]
fn a_look_to_be_sure_leaves_the_picture_fresh() {
    let mut desk = Desk::talking();
    desk.let_pass(2_000);
    let snapshots = desk.count("getAgentStatus");
    desk.truth = truth(4, &[], &[]);
    desk.event(&caller_left("1"));
    assert_eq!(desk.view().actions.set_busy, Ok(()));
    desk.event(&released("1"));
    desk.event(crate::desk::PHONE_RELEASE);
    desk.event(crate::desk::READY);
    for _ in 0..40 {
        assert_eq!(desk.view().actions.set_busy, Ok(()), "at {}", desk.now());
        desk.let_pass(50);
    }
    assert!(desk.count("getAgentStatus") > snapshots, "nobody looked");
}

#[test]
fn busy_asked_during_an_invitation_comes_after_it() {
    let mut desk = Desk::signed_in();
    desk.event(&invitation("77"));
    desk.press(Command::SetBusy);
    desk.reply("saybusy", "0");
    assert!(desk.view().agent.is_busy_next);
    assert_eq!(outcome(&last_outcome(&desk.view())), "confirmed");
    desk.event(crate::desk::PHONE_RELEASE);
    desk.event(&not_ready(1));
    assert!(!desk.view().agent.is_busy_next);
}

#[test]
fn a_refused_answer_lets_the_call_ring_on() {
    let mut desk = pressed(Act::Answer);
    desk.reply("answer", "100-009");
    assert_eq!(desk.call("1").answer, Ok(()));
    assert_eq!(desk.view().ring, agent_session::view::Ring::Sounding);
}

#[test]
fn busy_agreed_after_the_call_has_ended_is_not_promised_for_a_next_one() {
    let mut desk = Desk::talking();
    desk.let_pass(2_000);
    desk.press(Command::SetBusy);
    desk.truth = truth(4, &[], &[]);
    desk.event(&released("1"));
    desk.event(crate::desk::READY);
    desk.reply("saybusy", "0");
    assert!(!desk.view().agent.is_busy_next);
    assert!(is_pending(&desk.view(), Act::SetBusy));
}

#[test]
fn busy_agreed_during_a_call_is_promised_for_after_it() {
    let mut desk = Desk::talking();
    desk.let_pass(2_000);
    desk.press(Command::SetBusy);
    desk.reply("saybusy", "0");
    let view = desk.view();
    assert!(view.agent.is_busy_next);
    assert_eq!(view.actions.set_busy, Err(Reason::BusyAfterCall));
    match last_outcome(&view) {
        Outcome::Confirmed { by, .. } => assert_eq!(by, "retcode 0"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn talking_in_a_call_that_is_being_answered_joins_no_conference() {
    let mut desk = Desk::ringing();
    desk.event(&invitation("77"));
    desk.let_pass(2_000);
    desk.press(Command::Join(desk.invitation()));
    desk.press(Command::Answer(desk.key("1")));
    desk.event(&talking("1"));
    let view = desk.view();
    assert!(is_pending(&view, Act::Join));
    assert!(matches!(
        view.conference,
        agent_session::view::Conference::Invited { .. }
    ));
}

#[test]
fn another_press_for_the_same_call_is_not_sent_and_says_why() {
    let mut desk = pressed(Act::Answer);
    desk.press(Command::Reject(desk.key("1"), RejectMode::HangUp));
    assert_eq!(desk.count("reject"), 0);
    let expected = NoticeKind::NotSent {
        act: Act::Reject(RejectMode::HangUp),
        reason: Reason::InProgress(Act::Answer),
    };
    assert_eq!(last_kind(&desk.view()), &expected);
}
