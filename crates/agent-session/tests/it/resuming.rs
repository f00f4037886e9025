//! After a reload: the session is taken up again without a command, and nothing is enabled before it is known.

use agent_session::command::Command;
use agent_session::credential::SessionKind;
use agent_session::event::Event;
use agent_session::record::Record;
use agent_session::session::Session;
use agent_session::settings::Settings;
use agent_session::view::{
    Act, CallState, Conference, Lead, NoticeKind, Outcome, Reason, RejectMode, Ring, Settlement,
    Stage, Untaken,
};

use crate::desk::{Desk, GUID, HOLD, LET_GO, POLL, no_answer, ringing, talking};

const NEW_GUID: &str = "22222222-aaaa-bbbb-cccc-000000000002.AgentGateway1";

fn new_guid() -> String {
    format!(r#"{{"result":{{"guid":"{NEW_GUID}"}},"message":"success","retcode":"0"}}"#)
}

/// The page of this desk is loaded anew, and both requests before the snapshot are answered.
fn reload(desk: &mut Desk) {
    desk.reload();
    desk.answer("updateGuid", 200, &new_guid());
    desk.reply("syncagentinfo", "0");
}

/// What has been sent since the reload, by its name in the gateway's log.
fn sent_since(desk: &Desk, before: usize) -> Vec<&'static str> {
    desk.sent[before..].iter().map(|sent| sent.name()).collect()
}

#[test]
fn a_guid_then_the_event_queue_then_a_snapshot_then_the_poll() {
    let mut desk = Desk::talking();
    let before = desk.sent.len();
    desk.reload();
    desk.let_pass(500);
    assert_eq!(sent_since(&desk, before), ["updateGuid"]);
    desk.answer("updateGuid", 200, &new_guid());
    desk.let_pass(500);
    assert_eq!(sent_since(&desk, before), ["updateGuid", "syncagentinfo"]);
    desk.reply("syncagentinfo", "0");
    desk.let_pass(500);
    assert_eq!(
        sent_since(&desk, before),
        [
            "updateGuid",
            "syncagentinfo",
            "getAgentStatus",
            "allcallinfoEx",
            "callinfobeforeanswer",
            "holdlist",
            "callinfo",
            POLL,
        ]
    );
    assert_eq!(desk.last("updateGuid").header("Guid"), Some(GUID));
    assert_eq!(desk.last("syncagentinfo").header("Guid"), Some(NEW_GUID));
    assert_eq!(desk.last(POLL).header("Guid"), Some(NEW_GUID));
}

#[test]
fn the_picture_is_there_at_once_and_nothing_is_enabled_before_it_is_known() {
    let mut desk = Desk::talking();
    let call = desk.call("1");
    desk.let_pass(3_000);
    desk.reload();
    let view = desk.view();
    assert_eq!(view.lead, Lead::TakingOver);
    assert!(matches!(view.stage, Stage::SignedIn { .. }));
    assert_eq!(desk.call("1").state, CallState::Talking);
    assert_eq!(desk.call("1").since.wall, call.since.wall);
    assert_eq!(view.actions.drop, Err(Reason::NotFresh));
    assert_eq!(view.actions.sign_out, Err(Reason::NotFresh));
    desk.press(Command::Drop(desk.key("1")));
    assert_eq!(desk.count("release") + desk.count("dropCall"), 0);
    desk.answer("updateGuid", 200, &new_guid());
    desk.reply("syncagentinfo", "0");
    assert_eq!(desk.view().actions.drop, Err(Reason::NotFresh));
    desk.let_pass(500);
    assert_eq!(desk.view().lead, Lead::Alone);
    assert_eq!(desk.view().actions.drop, Ok(()));
    assert_eq!(desk.key("1"), call.key);
}

/// What becomes of the Guid when `updateGuid` is answered like this.
fn check_guid(answer: impl Fn(&mut Desk), expected: &str) {
    let mut desk = Desk::signed_in();
    desk.reload();
    answer(&mut desk);
    desk.reply("syncagentinfo", "0");
    desk.let_pass(500);
    assert_eq!(desk.last(POLL).header("Guid"), Some(expected));
    assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
    assert_eq!(desk.count("updateGuid"), 1);
}

#[test]
fn without_a_new_guid_it_goes_on_with_the_one_it_has() {
    check_guid(|desk| desk.answer("updateGuid", 200, &new_guid()), NEW_GUID);
    for retcode in ["100-006", "000-003", "100-007", "000-004", "999-999"] {
        check_guid(|desk| desk.reply("updateGuid", retcode), GUID);
    }
    check_guid(|desk| desk.answer("updateGuid", 502, "<html>"), GUID);
    check_guid(|desk| desk.fail("updateGuid"), GUID);
    check_guid(|desk| desk.let_pass(3_000), GUID);
}

/// It may have been replaced all the same, and lives a minute more.
#[test]
fn where_nothing_is_heard_of_a_new_guid_another_is_asked_for_by_the_age_of_the_old_one() {
    // The event queue, of which nothing is heard either, comes first.
    for (age, again) in [(20_000, None), (62_000, Some(6_000))] {
        let mut desk = Desk::signed_in();
        desk.idle(age - desk.now());
        desk.reload();
        let (asked, before) = (desk.now(), desk.count("updateGuid"));
        desk.idle(15_000);
        let sent = desk.sent.iter().filter(|sent| sent.name() == "updateGuid");
        let later: Vec<u64> = sent.skip(before).map(|sent| sent.at - asked).collect();
        assert_eq!(later.first().copied(), again, "{age}");
    }
}

#[test]
fn a_guid_in_a_header_is_heard_too() {
    let mut desk = Desk::signed_in();
    desk.reload();
    desk.headers("updateGuid", Some(NEW_GUID));
    desk.answer("updateGuid", 200, &new_guid());
    assert_eq!(desk.last("syncagentinfo").header("Guid"), Some(NEW_GUID));
    assert_eq!(desk.view().guid.map(|stamp| stamp.generation), Some(2));
}

#[test]
fn a_cookie_session_asks_for_no_guid() {
    let mut desk = Desk::with(Settings {
        session: SessionKind::Cookie,
        ..Settings::default()
    });
    desk.sign_in();
    desk.reload();
    assert_eq!(desk.count("updateGuid"), 0);
    assert_eq!(desk.last("syncagentinfo").header("X-Toolbar"), Some("1"));
    desk.reply("syncagentinfo", "0");
    desk.let_pass(500);
    assert!(desk.is_open(POLL));
}

#[test]
fn an_event_queue_that_is_not_emptied_holds_nothing_up() {
    for answer in [
        |desk: &mut Desk| desk.reply("syncagentinfo", "100-007"),
        |desk: &mut Desk| desk.reply("syncagentinfo", "000-003"),
        |desk: &mut Desk| desk.answer("syncagentinfo", 200, "<html>"),
        |desk: &mut Desk| desk.fail("syncagentinfo"),
        |desk: &mut Desk| desk.let_pass(3_000),
    ] {
        let mut desk = Desk::signed_in();
        desk.reload();
        desk.answer("updateGuid", 200, &new_guid());
        answer(&mut desk);
        desk.let_pass(500);
        assert!(desk.is_open(POLL));
        assert_eq!(desk.count("syncagentinfo"), 1);
    }
}

#[test]
fn a_session_that_is_gone_ends_on_the_sign_in_panel_with_the_last_call_listed() {
    let mut desk = Desk::talking();
    desk.reload();
    desk.reply("updateGuid", "100-006");
    desk.reply("syncagentinfo", "100-006");
    let view = desk.view();
    assert_eq!(view.stage, Stage::SignedOut);
    assert!(
        view.notices
            .iter()
            .any(|notice| matches!(notice.kind, NoticeKind::SessionEnded { .. }))
    );
    assert_eq!(view.ended[0].key.id.as_str(), "1");
    assert_eq!(desk.kept, None);
    desk.let_pass(20_000);
    assert!(!desk.is_open(POLL));
}

#[test]
fn a_gateway_that_is_not_there_leaves_everything_disabled() {
    let mut desk = Desk::talking();
    desk.has_snapshots = false;
    desk.reload();
    desk.let_pass(6_500);
    desk.fail("getAgentStatus");
    desk.let_pass(1_000);
    assert_eq!(desk.view().actions.drop, Err(Reason::NotFresh));
    assert_eq!(desk.call("1").state, CallState::Talking);
}

#[test]
fn a_poll_of_the_page_before_that_may_still_be_held_gets_one_more_snapshot_at_its_end() {
    let mut desk = Desk::signed_in();
    desk.idle(12_000);
    let sent = desk.last(POLL).at;
    desk.let_pass(2_000);
    reload(&mut desk);
    desk.let_pass(500);
    let snapshots = desk.count("getAgentStatus");
    // It swallows this call's ring.
    desk.truth.state = 7;
    desk.truth.ringing = vec!["1"];
    assert_eq!(crate::picture::connection(desk.view().connection), "stale");
    desk.let_pass(sent + LET_GO - desk.now() - 1);
    assert_eq!(desk.count("getAgentStatus"), snapshots);
    desk.let_pass(500);
    assert_eq!(desk.count("getAgentStatus"), snapshots + 1);
    assert_eq!(desk.call("1").state, CallState::Ringing);
    assert_eq!(crate::picture::connection(desk.view().connection), "fresh");
}

#[test]
fn the_page_befores_poll_is_no_second_poller() {
    let mut desk = Desk::signed_in();
    desk.let_pass(2_000);
    reload(&mut desk);
    desk.let_pass(500);
    for _ in 0..3 {
        if desk.is_open(POLL) {
            desk.reply(POLL, "000-007");
        }
        desk.let_pass(1_000);
    }
    assert_eq!(desk.view().notices, []);
    desk.let_pass(HOLD);
    assert!(desk.is_open(POLL));
}

#[test]
fn a_poll_whose_hold_is_over_needs_no_further_snapshot() {
    let mut desk = Desk::signed_in();
    desk.let_pass(HOLD + 2_000);
    reload(&mut desk);
    desk.let_pass(500);
    assert_eq!(crate::picture::connection(desk.view().connection), "fresh");
}

#[test]
fn a_command_found_on_its_way_is_unknown_until_a_snapshot_settles_it() {
    let mut desk = Desk::ringing();
    desk.press(Command::Answer(desk.key("1")));
    let key = desk.key("1");
    desk.reload();
    let view = desk.view();
    assert_eq!(view.pending.len(), 1);
    assert!(view.pending[0].is_unknown);
    assert!(view.notices.iter().any(|notice| matches!(
        notice.kind,
        NoticeKind::Unknown {
            act: Act::Answer,
            ..
        }
    )));
    // It had been carried out.
    desk.truth.ringing.clear();
    desk.truth.talking = vec!["1"];
    desk.answer("updateGuid", 200, &new_guid());
    desk.reply("syncagentinfo", "0");
    desk.let_pass(500);
    let view = desk.view();
    assert_eq!(view.pending, []);
    assert!(matches!(
        view.ledger.last().expect("the answer").outcome,
        Outcome::Settled {
            as_what: Settlement::Done,
            ..
        }
    ));
    assert_eq!(desk.call("1").state, CallState::Talking);
    assert_eq!(desk.key("1"), key, "found further on");
    assert_eq!(desk.count("answer"), 1, "sent once, by the page before");
}

#[test]
fn a_command_that_was_not_carried_out_may_be_pressed_again() {
    let mut desk = Desk::ringing();
    desk.press(Command::Answer(desk.key("1")));
    reload(&mut desk);
    desk.let_pass(500);
    let view = desk.view();
    assert_eq!(view.pending, []);
    assert!(matches!(
        view.ledger.last().expect("the answer").outcome,
        Outcome::Settled {
            as_what: Settlement::NotDone,
            ..
        }
    ));
    desk.press(Command::Answer(desk.key("1")));
    assert_eq!(desk.count("answer"), 2);
}

#[test]
fn a_call_that_rings_before_and_after_is_a_new_offer() {
    let mut desk = Desk::ringing();
    let before = desk.key("1");
    reload(&mut desk);
    desk.let_pass(500);
    assert_eq!(desk.call("1").state, CallState::Ringing);
    assert_ne!(desk.key("1").epoch, before.epoch);
    desk.press(Command::Answer(before));
    assert_eq!(desk.count("answer"), 0);
    assert_eq!(desk.view().ring, Ring::Sounding);
}

#[test]
fn an_invitation_is_restored_with_its_time() {
    let mut desk = Desk::invited();
    desk.let_pass(3_000);
    let before = desk.view().conference;
    reload(&mut desk);
    desk.let_pass(500);
    let (
        Conference::Invited { key, since },
        Conference::Invited {
            key: kept,
            since: then,
        },
    ) = (desk.view().conference, before)
    else {
        panic!("no invitation");
    };
    assert_eq!((key, since.wall), (kept, then.wall));
}

#[test]
fn what_is_over_stays_over_and_the_ledger_goes_on() {
    let mut desk = Desk::ringing();
    desk.press(Command::Reject(desk.key("1"), RejectMode::HangUp));
    desk.event(&no_answer("1"));
    desk.truth.ringing.clear();
    let before = desk.view();
    reload(&mut desk);
    desk.let_pass(500);
    let view = desk.view();
    assert_eq!(view.ended.len(), 1);
    assert_eq!(view.ledger.len(), before.ledger.len());
    // Its ring comes late.
    desk.answer(POLL, 200, &crate::desk::polled(&ringing("1")));
    desk.let_pass(500);
    assert_eq!(desk.view().calls, []);
    desk.event(&ringing("2"));
    desk.press(Command::Answer(desk.key("2")));
    let numbers: Vec<_> = desk
        .view()
        .ledger
        .iter()
        .map(|entry| entry.number)
        .collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn a_reload_during_a_reload_goes_on_the_same_way() {
    let mut desk = Desk::talking();
    let key = desk.key("1");
    desk.reload();
    desk.answer("updateGuid", 200, &new_guid());
    desk.reload();
    assert_eq!(desk.last("updateGuid").header("Guid"), Some(NEW_GUID));
    desk.answer("updateGuid", 200, &new_guid());
    desk.reply("syncagentinfo", "0");
    desk.let_pass(500);
    assert_eq!(desk.call("1").state, CallState::Talking);
    assert_eq!(desk.key("1"), key);
    desk.event(&talking("1"));
}

#[test]
fn a_page_that_sleeps_while_it_takes_up_goes_on_when_it_wakes() {
    let mut desk = Desk::talking();
    desk.reload();
    desk.tell(agent_session::event::Event::Resumed);
    desk.let_pass(6_500);
    assert!(desk.is_open(POLL));
    assert_eq!(desk.view().lead, Lead::Alone);
}

#[test]
fn a_header_session_without_its_guid_means_signing_in_again() {
    let desk = Desk::talking();
    let (now, settings) = (desk.moment(), desk.session.settings().clone());
    let kept = desk.kept.as_ref().expect("something is kept");
    let record = Record::read(&kept.record, now).expect("a record");
    let (session, effects) = Session::resume(settings, 1, record, None, now);
    assert_eq!(effects, []);
    let view = session.view(now);
    assert_eq!(view.stage, Stage::SignedOut);
    let notices: Vec<_> = view.notices.iter().map(|notice| &notice.kind).collect();
    let lost = NoticeKind::CallLost {
        caller: view.ended[0].caller.clone(),
        state: CallState::Talking,
    };
    assert_eq!(notices, [&lost, &NoticeKind::SignInAgain(Untaken::NotKept)]);
    assert_eq!(view.ended[0].key.id.as_str(), "1");
}

#[test]
fn the_answer_that_empties_the_queue_tells_of_a_busy_agreed_before() {
    let mut desk = Desk::talking();
    desk.reload();
    desk.answer("updateGuid", 200, &new_guid());
    let info = r#"{"retcode":"0","result":{"callinfo":null,"agentStateInfo":{"preBusy":true}}}"#;
    desk.truth.state = 7;
    desk.answer("syncagentinfo", 200, info);
    desk.let_pass(500);
    assert!(desk.view().agent.is_busy_next);
}

/// Ways to set the machine's clock by an hour, which makes what is kept look old or not written yet.
const SETTINGS_OF_THE_CLOCK: [fn(&mut Desk); 2] = [
    |desk| desk.set_ahead(3_600_000),
    |desk| desk.set_back(3_600_000),
];

#[test]
fn a_clock_that_was_set_before_a_reload_ends_no_session() {
    for set in SETTINGS_OF_THE_CLOCK {
        let mut desk = Desk::talking();
        let key = desk.key("1");
        desk.let_pass(3_000);
        set(&mut desk);
        desk.reload();
        assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
        assert_eq!(desk.call("1").state, CallState::NotKnown);
        assert_eq!(desk.call("1").drop, Err(Reason::NotFresh));
        desk.answer("updateGuid", 200, &new_guid());
        desk.reply("syncagentinfo", "0");
        desk.let_pass(500);
        assert_eq!(desk.call("1").state, CallState::Talking);
        assert_eq!(desk.key("1"), key, "found further on");
        assert_eq!(desk.call("1").drop, Ok(()));
    }
}

#[test]
fn a_clock_that_was_set_leaves_the_poll_of_the_page_before_its_hold() {
    for set in SETTINGS_OF_THE_CLOCK {
        let mut desk = Desk::signed_in();
        desk.let_pass(2_000);
        set(&mut desk);
        reload(&mut desk);
        desk.let_pass(500);
        let snapshots = desk.count("getAgentStatus");
        // That poll swallows this call's ring.
        desk.truth.state = 7;
        desk.truth.ringing = vec!["1"];
        desk.let_pass(LET_GO);
        assert_eq!(desk.count("getAgentStatus"), snapshots + 1);
        assert_eq!(desk.call("1").state, CallState::Ringing);
    }
}

#[test]
fn a_clock_that_was_set_holds_no_command_up() {
    for set in SETTINGS_OF_THE_CLOCK {
        let mut desk = Desk::invited();
        desk.press(Command::Decline(desk.invitation()));
        set(&mut desk);
        reload(&mut desk);
        assert_eq!(desk.view().conference, Conference::None);
        desk.idle(2 * HOLD);
        assert_eq!(desk.view().pending, []);
        assert_eq!(desk.count("rejectAgentConf"), 1);
    }
}

#[test]
fn a_clock_that_was_set_hides_no_silence() {
    for set in SETTINGS_OF_THE_CLOCK {
        let mut desk = Desk::talking();
        desk.has_snapshots = false;
        set(&mut desk);
        desk.reload();
        desk.let_pass(31_000);
        let told = crate::picture::connection(desk.view().connection);
        assert_eq!(told, "not receiving");
    }
}

#[test]
fn a_record_of_yesterday_ends_on_the_sign_in_panel_by_the_gateways_word() {
    let mut desk = Desk::talking();
    desk.set_ahead(86_400_000);
    desk.reload();
    desk.reply("updateGuid", "000-003");
    desk.reply("syncagentinfo", "100-006");
    assert_eq!(desk.view().stage, Stage::SignedOut);
    assert_eq!(desk.kept, None);
}

/// Without them no call comes, and nothing else would say so.
#[test]
fn skills_of_which_no_answer_had_come_before_a_reload_are_set_after_it() {
    for is_answered in [false, true] {
        let mut desk = Desk::new();
        desk.begin_session();
        if is_answered {
            desk.let_pass(500);
        }
        let before = desk.sent.len();
        reload(&mut desk);
        desk.let_pass(500);
        let again = sent_since(&desk, before).contains(&"resetskill");
        assert_eq!(again, !is_answered);
    }
}

/// The record tells by the wall clock how long the gateway holds the poll of before, which may take an event.
#[test]
fn a_clock_that_is_set_just_before_a_reload_does_not_end_the_wait_for_the_poll_of_before() {
    for ahead in [0, 3_600_000] {
        let mut desk = Desk::signed_in();
        desk.nothing();
        desk.let_pass(1_000);
        desk.set_ahead(ahead);
        desk.tell(Event::Shown);
        desk.let_pass(10);
        reload(&mut desk);
        desk.let_pass(500);
        let set_busy = |desk: &Desk| desk.view().actions.set_busy;
        assert_eq!(set_busy(&desk), Err(Reason::NotFresh), "{ahead}");
        desk.let_pass(LET_GO);
        assert_eq!(set_busy(&desk), Ok(()), "{ahead}");
    }
}
