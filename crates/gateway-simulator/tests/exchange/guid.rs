//! Page "C4 Agent Operation Interface Authentication".

use gateway_simulator::readings::{GuidLife, LostRenewal};
use gateway_simulator::{AuthMode, HttpAnswer, Settings};

use crate::hall::{Agent, Hall, guid_of, text};

/// A poll's answer after its hold.
fn waited_poll(hall: &mut Hall, agent: &Agent) -> HttpAnswer {
    let ticket = hall.held_poll(agent);
    hall.pass(10);
    match hall.settled(ticket) {
        Some(answer) => answer,
        None => panic!("the hold is over"),
    }
}

#[test]
fn a_poll_brings_a_new_guid_after_a_minute() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.pass(40);
    assert_eq!(guid_of(&waited_poll(&mut hall, &agent)), None);
    let renewed = guid_of(&waited_poll(&mut hall, &agent));
    assert!(renewed.is_some_and(|guid| guid != agent.guid));
}

#[test]
fn the_old_guid_is_good_until_two_minutes_after_its_issue() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.pass(60);
    waited_poll(&mut hall, &agent);
    hall.pass(49);
    assert_eq!(hall.code(&agent, "GET", "onlineagent/101/agentstatus"), "0");
    hall.pass(1);
    assert_eq!(
        hall.code(&agent, "GET", "onlineagent/101/agentstatus"),
        "000-003"
    );
}

#[test]
fn the_old_guid_may_be_good_until_two_minutes_after_its_replacement() {
    let mut hall = Hall::reading(|r| r.guid_life = GuidLife::FromReplacement);
    let agent = hall.agent(101);
    hall.pass(60);
    waited_poll(&mut hall, &agent);
    hall.pass(110);
    assert_eq!(hall.code(&agent, "GET", "onlineagent/101/agentstatus"), "0");
    hall.pass(10);
    assert_eq!(
        hall.code(&agent, "GET", "onlineagent/101/agentstatus"),
        "000-003"
    );
}

#[test]
fn requests_other_than_polls_do_not_keep_a_guid_alive() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.pass(70);
    assert_eq!(hall.code(&agent, "GET", "onlineagent/101/agentstatus"), "0");
    hall.pass(50);
    assert_eq!(
        hall.code(&agent, "GET", "onlineagent/101/agentstatus"),
        "000-003"
    );
}

#[test]
fn a_client_that_missed_the_renewal_is_told_again() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.pass(60);
    let first = guid_of(&waited_poll(&mut hall, &agent));
    let again = guid_of(&waited_poll(&mut hall, &agent));
    assert!(first.is_some());
    assert_eq!(again, first);
}

#[test]
fn a_client_that_missed_the_renewal_may_be_left_without() {
    let mut hall = Hall::reading(|r| r.lost_renewal = LostRenewal::ToldOnce);
    let agent = hall.agent(101);
    hall.pass(60);
    waited_poll(&mut hall, &agent);
    assert_eq!(guid_of(&waited_poll(&mut hall, &agent)), None);
}

#[test]
fn a_static_guid_lasts_and_is_never_renewed() {
    let mut hall = Hall::with(Settings {
        auth_mode: AuthMode::Static,
        ..Settings::default()
    });
    let agent = hall.agent(101);
    for _ in 0..30 {
        assert_eq!(guid_of(&waited_poll(&mut hall, &agent)), None);
    }
    assert_eq!(hall.code(&agent, "GET", "onlineagent/101/agentstatus"), "0");
}

#[test]
fn a_client_that_follows_the_renewals_stays_for_an_hour() {
    let mut hall = Hall::new();
    let mut agent = hall.agent(101);
    let mut renewals = 0;
    for _ in 0..360 {
        if let Some(guid) = guid_of(&waited_poll(&mut hall, &agent)) {
            agent.guid = guid;
            renewals += 1;
        }
    }
    assert_eq!(renewals, 60);
}

#[test]
fn an_agents_guid_does_not_open_anothers_session() {
    let mut hall = Hall::new();
    let one = hall.agent(101);
    hall.agent(102);
    assert_eq!(
        hall.code(&one, "GET", "onlineagent/102/agentstatus"),
        "000-003"
    );
}

#[test]
fn a_client_whose_renewal_was_lost_lives_by_asking_for_one() {
    for lost_renewal in [LostRenewal::ToldAgain, LostRenewal::ToldOnce] {
        let mut hall = Hall::reading(|r| r.lost_renewal = lost_renewal);
        let mut agent = hall.agent(101);
        hall.pass(60);
        let lost = hall.held_poll(&agent);
        hall.exchange.abandon(lost, hall.now);
        hall.pass(15);
        let answer = hall.ask(&agent, "PUT", "onlineagent/101/updateGuid");
        agent.guid = text(&answer["result"], "guid");
        hall.pass(60);
        let renewed = guid_of(&waited_poll(&mut hall, &agent));
        assert!(renewed.is_some(), "{lost_renewal:?}");
    }
}

#[test]
fn a_client_whose_renewal_was_lost_and_told_once_dies_with_its_guid() {
    let mut hall = Hall::reading(|r| r.lost_renewal = LostRenewal::ToldOnce);
    let agent = hall.agent(101);
    hall.pass(60);
    let lost = hall.held_poll(&agent);
    hall.exchange.abandon(lost, hall.now);
    hall.pass(10);
    for _ in 0..4 {
        assert_eq!(guid_of(&waited_poll(&mut hall, &agent)), None);
    }
    hall.pass(10);
    assert_eq!(hall.code(&agent, "GET", "agentevent/101"), "000-003");
}
