//! How well the gateway is heard, what stands against the picture, and what may be pressed meanwhile.

use agent_session::command::Command;
use agent_session::time::Millis;
use agent_session::view::{Cause, Connection, Moment, Reason, Stage};

use crate::desk::{Desk, HOLD, LATENCY, POLL, STATUS, envelope, status};
use crate::picture::{connection, notices};

#[test]
fn the_connection_ages() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    desk.has_snapshots = false;
    let heard = desk.now() - 500;
    let rows = [
        (15_000, "fresh"),
        (15_001, "stale"),
        (29_999, "stale"),
        (30_000, "not receiving"),
        (89_999, "not receiving"),
        (90_000, "critical"),
    ];
    // Nothing at all is answered; a lost poll would make it stale sooner, so the age alone is asked of the clock.
    for (age, expected) in rows {
        let moment = agent_session::time::Moment {
            mono: agent_session::time::Millis(heard + age),
            wall: 0,
        };
        let view = desk.session.view(moment);
        assert_eq!(connection(view.connection), expected, "{age} ms");
    }
}

#[test]
fn a_wake_up_comes_when_the_connection_looks_different() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    desk.has_snapshots = false;
    let heard = desk.now() - 500;
    for age in [30_000, 90_000] {
        desk.let_pass(heard + age - desk.now() - 1);
        let before = connection(desk.view().connection);
        let wake = desk.session.next_wake(desk.moment()).expect("a wake-up");
        assert_eq!(wake.0, heard + age);
        desk.let_pass(1);
        assert_ne!(connection(desk.view().connection), before);
    }
}

#[test]
fn commands_are_limited_by_how_well_the_gateway_is_heard() {
    let mut desk = Desk::talking();
    desk.let_pass(1_000);
    assert_eq!(desk.view().actions.set_busy, Ok(()));
    desk.has_snapshots = false;
    desk.lose_poll();
    assert_eq!(desk.view().actions.set_busy, Err(Reason::NotFresh));
    assert_eq!(desk.view().actions.drop, Ok(()));
    desk.let_pass(90_000);
    assert_eq!(desk.view().actions.drop, Err(Reason::ConnectionLost));
    desk.has_snapshots = true;
    desk.let_pass(5_000 + 10 * LATENCY);
    assert_eq!(desk.view().actions.drop, Ok(()));
}

/// What stands against the picture, if anything does.
fn cause(desk: &Desk) -> Option<Cause> {
    match desk.view().connection {
        Connection::Off | Connection::Fresh => None,
        Connection::Stale { cause, .. }
        | Connection::NotReceiving { cause, .. }
        | Connection::Critical { cause, .. } => Some(cause),
    }
}

/// Nothing gets through for so long.
fn lose_the_gateway(desk: &mut Desk, span: u64) {
    let end = desk.now() + span;
    desk.has_snapshots = false;
    desk.fail(POLL);
    while desk.now() < end {
        desk.let_pass(1);
        if desk.is_open(STATUS) {
            desk.fail(STATUS);
        }
    }
}

#[test]
fn a_gateway_that_cannot_be_reached_is_gone_until_it_answers() {
    let mut desk = Desk::signed_in();
    desk.let_pass(HOLD);
    desk.has_snapshots = false;
    desk.fail(POLL);
    assert_eq!(cause(&desk), Some(Cause::Gone));
    desk.fail(STATUS);
    assert_eq!(cause(&desk), Some(Cause::Gone));
    desk.answer(STATUS, 200, &status(4));
    assert_eq!(
        cause(&desk),
        Some(Cause::Checking),
        "the snapshot is not read yet"
    );
    desk.reply("allcallinfoEx", "0");
    desk.has_snapshots = true;
    desk.let_pass(2_000);
    assert_eq!(cause(&desk), None);
}

#[test]
fn the_moment_of_the_forced_sign_out_is_told_half_a_minute_before() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    let Moment { mono, wall } = desk.moment();
    let heard = mono.0 - 500;
    lose_the_gateway(&mut desk, 89_500);
    match desk.view().connection {
        Connection::Critical {
            last_good,
            signed_out,
            cause,
        } => {
            assert_eq!(last_good.mono, Millis(heard));
            assert_eq!(signed_out.mono, Millis(heard + 120_000));
            assert_eq!(signed_out.wall, wall - 500 + 120_000);
            assert_eq!(cause, Cause::Gone);
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(desk.view().stage, Stage::SignedIn { .. }));
}

#[test]
fn a_switch_over_is_waited_through() {
    let mut desk = Desk::talking();
    desk.let_pass(1_000);
    let (begun, polls) = (desk.now(), desk.count(POLL));
    let questions = desk.count(STATUS);
    while desk.now() < begun + 60_000 {
        desk.answer(POLL, 200, &envelope("000-004"));
        assert_eq!(cause(&desk), Some(Cause::SwitchingOver));
        desk.let_pass(100);
    }
    assert!(
        desk.count(POLL) - polls <= 18,
        "{} polls in a minute",
        desk.count(POLL) - polls
    );
    assert_eq!(connection(desk.view().connection), "not receiving");
    assert_eq!(notices(&desk.view()), [""; 0]);
    assert_eq!(desk.count(STATUS), questions, "nothing is read meanwhile");
    desk.nothing();
    desk.let_pass(10 * LATENCY);
    assert_eq!(desk.count(STATUS), questions + 1);
    assert_eq!(cause(&desk), None);
    assert_eq!(desk.call("1").drop, Ok(()));
}

#[test]
fn a_gateway_found_again_in_a_switch_over_is_switching_over() {
    let mut desk = Desk::signed_in();
    desk.has_snapshots = false;
    desk.lose_poll();
    desk.reply(STATUS, "000-004");
    assert_eq!(cause(&desk), Some(Cause::SwitchingOver));
    desk.fail(STATUS);
    desk.answer(STATUS, 200, &status(4));
    desk.reply("allcallinfoEx", "0");
    desk.has_snapshots = true;
    desk.nothing();
    desk.let_pass(2_000);
    assert_eq!(cause(&desk), None);
}

#[test]
fn a_gateway_lost_in_a_switch_over_is_gone() {
    let mut desk = Desk::signed_in();
    desk.reply(POLL, "000-004");
    desk.has_snapshots = false;
    desk.fail(POLL);
    assert_eq!(cause(&desk), Some(Cause::Gone));
}

#[test]
fn somebody_elses_poll_stands_against_the_picture_until_our_own_works() {
    let mut desk = Desk::signed_in();
    desk.nothing();
    desk.reply(POLL, "000-007");
    assert_eq!(cause(&desk), Some(Cause::Checking));
    desk.reply(POLL, "000-007");
    assert_eq!(cause(&desk), Some(Cause::SecondPoller));
    desk.nothing();
    desk.let_pass(2_000);
    assert_eq!(cause(&desk), None);
}

#[test]
fn a_command_that_names_no_call_waits_for_a_fresh_picture() {
    let mut desk = Desk::signed_in();
    desk.let_pass(1_000);
    lose_the_gateway(&mut desk, 10_000);
    desk.press(Command::SetBusy);
    assert_eq!(desk.count("saybusy"), 0);
    assert_eq!(desk.view().actions.set_busy, Err(Reason::NotFresh));
    desk.let_pass(85_000);
    assert_eq!(desk.view().actions.set_busy, Err(Reason::ConnectionLost));
    assert_eq!(desk.view().actions.sign_out, Err(Reason::ConnectionLost));
}
