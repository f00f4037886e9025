//! Asking for a new Guid: whether the gateway renews them is learnt, and a renewal lost on the way is asked for.

use agent_session::command::Command;
use agent_session::event::Event;
use agent_session::settings::Settings;
use agent_session::view::Stage;
use gateway_simulator as gateway;
use gateway_simulator::{AuthMode, Readings};
use serde_json::{Value, json};

use crate::desk::{Desk, GUID, LATENCY, POLL, STATUS, answer_with, form};
use crate::pair::Pair;

const UPDATE: &str = "updateGuid";

/// A desk whose gateway has renewed the Guid once; since when, is returned.
fn renewed() -> (Desk, u64) {
    let mut desk = Desk::signed_in();
    desk.idle(60_000);
    desk.headers(POLL, Some("JSESSIONID=second"));
    let at = desk.now();
    desk.nothing();
    (desk, at)
}

/// A desk whose first Guid came at `at` and that has lost a poll since.
fn with_a_lost_poll() -> (Desk, u64) {
    let mut desk = Desk::signed_in();
    let at = desk.view().guid.expect("a Guid").renewed.mono.0;
    desk.idle(20_000);
    desk.lose_poll();
    (desk, at)
}

fn told(guid: &str) -> String {
    answer_with(&format!(r#"{{"guid":"{guid}"}}"#))
}

/// When `updateGuid` was sent.
fn asked(desk: &Desk) -> Vec<u64> {
    let sent = desk.sent.iter();
    sent.filter(|sent| sent.name() == UPDATE)
        .map(|sent| sent.at)
        .collect()
}

fn is_signed_in(desk: &Desk) -> bool {
    matches!(desk.view().stage, Stage::SignedIn { .. })
}

#[test]
fn a_renewal_that_does_not_come_is_asked_for_after_75_seconds_and_every_10() {
    for (mut desk, since) in [renewed(), with_a_lost_poll()] {
        desk.idle(since + 75_000 - desk.now() - 1);
        assert_eq!(asked(&desk), [0_u64; 0]);
        desk.idle(1);
        assert_eq!(asked(&desk), [since + 75_000]);
        desk.fail(UPDATE);
        desk.idle(20_000);
        assert_eq!(
            asked(&desk),
            [since + 75_000, since + 85_000, since + 95_000]
        );
        desk.answer(UPDATE, 200, &told("third"));
        assert_eq!(
            desk.last(UPDATE).request.path,
            "/onlineagent/291/updateGuid"
        );
        let answered = desk.now();
        desk.nothing();
        assert_eq!(desk.last(POLL).header("Guid"), Some("third"));
        desk.idle(answered + 75_000 - desk.now());
        assert_eq!(asked(&desk)[3..], [answered + 75_000]);
        assert_eq!(desk.last(UPDATE).header("Guid"), Some("third"));
    }
}

/// The first poll that could bring one was sent after a minute, and its loss is known a quarter of a minute later.
#[test]
fn the_loss_of_the_very_first_renewal_is_noticed() {
    let mut desk = Desk::signed_in();
    let since = desk.view().guid.expect("a Guid").renewed.mono.0;
    desk.idle(since + 59_800 - desk.now());
    desk.nothing();
    let sent = desk.now();
    assert!(sent > since + 60_000);
    desk.let_pass(15_000 + 6_000);
    assert_eq!(asked(&desk), [desk.last(POLL).at]);
}

/// "Operation failed" may have been a good answer until then.
#[test]
fn a_first_renewal_that_came_with_a_poll_said_to_have_failed_is_asked_for() {
    let mut desk = Desk::signed_in();
    let since = desk.view().guid.expect("a Guid").renewed.mono.0;
    desk.idle(since + 60_000 - desk.now());
    desk.reply(POLL, "100-007");
    desk.idle(since + 80_000 - desk.now());
    assert_eq!(asked(&desk), [since + 75_000]);
}

/// What cannot be read was a renewal all the same.
#[test]
fn the_very_first_renewal_that_cannot_be_read_is_asked_for() {
    let mut desk = Desk::signed_in();
    let since = desk.view().guid.expect("a Guid").renewed.mono.0;
    desk.idle(since + 60_000 - desk.now());
    desk.headers(POLL, Some("JSESSIONID="));
    desk.nothing();
    desk.idle(since + 75_000 - desk.now());
    assert_eq!(asked(&desk), [since + 75_000]);
}

#[test]
fn a_sleep_before_the_first_renewal_is_no_sign_that_there_is_none() {
    let mut desk = Desk::signed_in();
    desk.sleep(100_000, 100_000);
    desk.tell(Event::Woke);
    desk.let_pass(LATENCY);
    assert_eq!(asked(&desk), [desk.now()]);
}

/// The clock that never steps stood still meanwhile, but the gateway's did not.
#[test]
fn what_a_machine_slept_counts_towards_the_75_seconds() {
    let (mut desk, since) = renewed();
    desk.let_pass(5_000);
    desk.sleep(1, 24_000);
    desk.tell(Event::Shown);
    assert_eq!(asked(&desk), [0_u64; 0]);
    let slept = 24_000 - 1;
    let due = since + 75_000 - slept;
    desk.idle(due - 1 - desk.now());
    assert_eq!(asked(&desk), [0_u64; 0]);
    desk.idle(1);
    assert_eq!(asked(&desk), [due]);
}

/// A renewal needs a minute, and a poll does not live as long.
#[test]
fn what_a_poll_brings_that_left_before_the_newest_guid_came_is_older() {
    let (mut desk, since) = renewed();
    desk.idle(since + 75_000 - desk.now());
    assert!(desk.is_open(POLL));
    desk.answer(UPDATE, 200, &told("newest"));
    desk.headers(POLL, Some("JSESSIONID=older"));
    desk.nothing();
    assert_eq!(desk.last(POLL).header("Guid"), Some("newest"));
    desk.headers(POLL, Some("JSESSIONID=newer"));
    desk.nothing();
    assert_eq!(desk.last(POLL).header("Guid"), Some("newer"));
}

#[test]
fn what_is_asked_for_while_a_poll_brings_a_guid_is_newer() {
    let (mut desk, since) = renewed();
    desk.idle(since + 75_000 - desk.now());
    desk.headers(POLL, Some("JSESSIONID=third"));
    desk.answer(UPDATE, 200, &told("fourth"));
    desk.nothing();
    assert_eq!(desk.last(POLL).header("Guid"), Some("fourth"));
}

/// What is left of a session whose Guid is told to be dead four times and then replaced.
#[test]
fn refusals_of_a_guid_that_was_replaced_since_do_not_count() {
    let (mut desk, since) = renewed();
    desk.idle(since + 75_000 - desk.now());
    desk.has_snapshots = false;
    for name in [POLL, STATUS, POLL, STATUS] {
        desk.reply(name, "000-003");
    }
    desk.answer(UPDATE, 200, &told("third"));
    for name in [POLL, STATUS, POLL, STATUS] {
        desk.reply(name, "000-003");
        assert!(is_signed_in(&desk));
    }
    desk.reply(POLL, "000-003");
    assert!(!is_signed_in(&desk), "a new one is refused as well");
}

#[test]
fn a_renewal_by_a_poll_puts_the_question_off() {
    let (mut desk, since) = renewed();
    desk.idle(60_000);
    desk.headers(POLL, Some("JSESSIONID=third"));
    let again = desk.now();
    assert!(again > since);
    desk.idle(74_000);
    assert_eq!(asked(&desk), [0_u64; 0]);
    desk.idle(1_000);
    assert_eq!(asked(&desk), [again + 75_000]);
}

#[test]
fn without_renewals_and_without_lost_polls_nothing_is_asked() {
    let mut desk = Desk::signed_in();
    desk.idle(3_600_000);
    desk.lose_poll();
    desk.idle(3_600_000);
    assert_eq!(asked(&desk), [0_u64; 0]);
    assert_eq!(desk.last(POLL).header("Guid"), Some(GUID));
}

#[test]
fn a_gateway_that_refuses_to_renew_is_not_asked_again_before_it_renews_by_itself() {
    for code in ["000-002", "999-999"] {
        let (mut desk, since) = with_a_lost_poll();
        desk.idle(since + 75_000 - desk.now());
        desk.reply(UPDATE, code);
        desk.idle(600_000);
        desk.lose_poll();
        desk.idle(600_000);
        assert_eq!(asked(&desk).len(), 1, "{code}");
        desk.headers(POLL, Some("JSESSIONID=second"));
        desk.idle(75_000);
        assert_eq!(asked(&desk).len(), 2, "{code}");
    }
}

/// "Operation failed" may have been done all the same.
#[test]
fn a_gateway_that_could_not_is_asked_three_times_before_it_counts_as_one_that_does_not() {
    let (mut desk, since) = with_a_lost_poll();
    desk.idle(since + 75_000 - desk.now());
    for _ in 0..3 {
        desk.reply(UPDATE, "100-007");
        desk.idle(10_000);
    }
    desk.idle(600_000);
    assert_eq!(
        asked(&desk),
        [since + 75_000, since + 85_000, since + 95_000]
    );
}

#[test]
fn a_gateway_that_gives_the_same_guid_again_does_not_renew() {
    let (mut desk, since) = with_a_lost_poll();
    desk.idle(since + 75_000 - desk.now());
    let before = desk.view().guid;
    desk.answer(UPDATE, 200, &told(GUID));
    assert_eq!(desk.view().guid, before);
    desk.idle(600_000);
    assert_eq!(asked(&desk).len(), 1);
}

#[test]
fn a_gateway_that_has_renewed_before_is_asked_again() {
    for code in ["100-007", "000-004", "000-003", "100-006"] {
        let (mut desk, since) = renewed();
        desk.idle(since + 75_000 - desk.now());
        desk.reply(UPDATE, code);
        desk.idle(10_000);
        assert_eq!(asked(&desk), [since + 75_000, since + 85_000], "{code}");
        assert!(is_signed_in(&desk), "{code}");
    }
}

#[test]
fn only_the_agents_status_ends_a_session_whose_guid_is_not_renewed() {
    for code in ["000-003", "100-006"] {
        let (mut desk, since) = renewed();
        desk.idle(since + 75_000 - desk.now());
        desk.has_snapshots = false;
        desk.reply(UPDATE, code);
        assert!(is_signed_in(&desk), "{code}");
        assert_eq!(desk.last(STATUS).header("Guid"), Some("second"));
        desk.reply(STATUS, "100-006");
        assert!(!is_signed_in(&desk), "{code}");
    }
}

#[test]
fn while_the_gateway_is_gone_no_guid_is_asked_for() {
    let (mut desk, since) = renewed();
    desk.idle(40_000);
    desk.has_snapshots = false;
    desk.lose_poll();
    while desk.now() < since + 80_000 {
        desk.fail(STATUS);
        desk.let_pass(100);
    }
    assert_eq!(asked(&desk), [0_u64; 0]);
    desk.has_snapshots = true;
    desk.let_pass(6_000);
    let back = desk.last(POLL).at;
    assert_eq!(asked(&desk), [back]);
}

#[test]
fn a_proxy_that_keeps_the_guid_is_never_asked_for_one() {
    let settings = Settings::parse(r#"{"session":"cookie"}"#).expect("settings");
    let mut desk = Desk::with(settings);
    desk.press(Command::SignIn(form("291")));
    desk.reply("login", "0");
    desk.renewed_at_the_proxy(POLL);
    desk.lose_poll();
    desk.idle(600_000);
    assert_eq!(asked(&desk), [0_u64; 0]);
}

#[test]
fn what_left_with_a_guid_replaced_since_does_not_end_the_session() {
    for name in [POLL, STATUS] {
        let (mut desk, since) = renewed();
        desk.idle(since + 75_000 - desk.now());
        desk.has_snapshots = false;
        if name == STATUS {
            desk.press(Command::SetBusy);
            desk.fail("saybusy");
        }
        assert!(desk.is_open(name));
        desk.answer(UPDATE, 200, &told("third"));
        desk.reply(name, "100-006");
        assert!(is_signed_in(&desk), "{name}");
        desk.let_pass(6_000);
        assert_eq!(desk.last(STATUS).header("Guid"), Some("third"), "{name}");
        desk.reply(STATUS, "100-006");
        assert!(!is_signed_in(&desk), "{name}: with the newest");
    }
}

/// Eight hours, and of a hundred polls five are lost, with an event, a new Guid or nothing.
fn shift(auth_mode: AuthMode, readings: Value, seed: u64) -> Pair {
    let readings: Readings = serde_json::from_value(readings).expect("readings");
    let mut pair = Pair::new(gateway::Settings {
        auth_mode,
        readings,
        seed,
        ..gateway::Settings::default()
    });
    pair.sign_in();
    pair.lose_share(5, seed);
    pair.run(8 * 3_600_000);
    pair
}

#[test]
fn a_shift_is_survived_however_the_gateway_treats_a_lost_renewal() {
    for lost_renewal in ["toldAgain", "toldOnce"] {
        for guid_life in ["fromIssue", "fromReplacement"] {
            for seed in 1..=3 {
                let readings = json!({"lostRenewal": lost_renewal, "guidLife": guid_life});
                let mut pair = shift(AuthMode::Dynamic, readings, seed);
                let view = pair.view();
                let generation = view.guid.map_or(0, |guid| guid.generation);
                assert!(
                    generation > 400,
                    "{lost_renewal}, {guid_life}, seed {seed}: {generation} Guids, {:?}",
                    view.notices
                );
                pair.lose_share(0, seed);
                pair.assert_agreement();
            }
        }
    }
}

#[test]
fn a_gateway_that_never_renews_is_hardly_asked() {
    for reading in ["unchanged", "refused"] {
        let readings = json!({"staticUpdateGuid": reading});
        let mut pair = shift(AuthMode::Static, readings, 1);
        assert!(pair.count(UPDATE) <= 1, "{reading}");
        pair.lose_share(0, 1);
        pair.assert_agreement();
    }
}
