//! Readings in general: orders of events, editions, and that the common way
//! through a shift holds under every one.

use std::collections::BTreeSet;

use gateway_simulator::readings::{Edition, Order};
use gateway_simulator::{Readings, Settings};
use serde_json::{Value, json};

use crate::hall::{Hall, text};

fn ring_under(order: Order) -> Vec<String> {
    let mut hall = Hall::reading(|r| r.order = order);
    let agent = hall.agent(101);
    hall.ring(&agent);
    hall.news(&agent)
}

#[test]
fn the_events_of_an_act_can_come_the_other_way_round() {
    let mut reversed = ring_under(Order::Reversed);
    reversed.reverse();
    assert_eq!(reversed, ring_under(Order::Listed));
}

#[test]
fn the_permutations_of_four_events_are_twenty_four() {
    let orders: BTreeSet<Vec<String>> = (0..24)
        .map(|number| ring_under(Order::Permutation(number)))
        .collect();
    assert_eq!(orders.len(), 24);
}

#[test]
fn the_first_permutation_is_the_listed_order() {
    assert_eq!(ring_under(Order::Permutation(0)), ring_under(Order::Listed));
}

#[test]
fn the_newer_edition_dates_its_events_and_the_older_does_not() {
    let ringing = |edition: Edition| -> Value {
        let mut hall = Hall::reading(|r| r.edition = edition);
        let agent = hall.agent(101);
        hall.ring(&agent);
        hall.events(&agent).pop().unwrap_or_default()
    };
    let newer = ringing(Edition::Newer);
    assert_eq!(newer["eventGenTime"], 1_455_885_056_000_u64);
    assert_eq!(newer["content"]["mediaType"], "5");
    let older = ringing(Edition::Older);
    assert_eq!(older.get("eventGenTime"), None);
    assert_eq!(older["content"].get("mediaType"), None);
}

#[test]
fn inbound_customer_alerting_follows_ringing_when_read_so() {
    let mut hall = Hall::reading(|r| r.inbound_customer_alerting = true);
    let agent = hall.agent(101);
    hall.ring(&agent);
    assert_eq!(
        hall.news(&agent).last().map(String::as_str),
        Some("AgentEvent_Customer_Alerting")
    );
}

#[test]
fn every_reading_has_a_variant() {
    let default = json!(Readings::default());
    let turned: BTreeSet<String> = Readings::variants()
        .into_iter()
        .flat_map(|(_, readings)| {
            let readings = json!(readings);
            let fields = default.as_object().into_iter().flatten();
            fields
                .filter(|(name, value)| readings[name.as_str()] != **value)
                .map(|(name, _)| name.clone())
                .collect::<Vec<_>>()
        })
        .collect();
    let all: BTreeSet<String> = default
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    assert_eq!(turned, all);
}

#[test]
fn a_call_is_answered_and_released_under_every_reading() {
    for (name, readings) in Readings::variants() {
        let mut hall = Hall::with(Settings {
            readings,
            ..Settings::default()
        });
        let agent = hall.agent(101);
        let call = hall.ring(&agent);
        assert_eq!(
            hall.code(&agent, "PUT", "voicecall/101/answer"),
            "0",
            "{name}"
        );
        let path = format!("voicecall/101/dropcall/{call}");
        assert_eq!(hall.code(&agent, "POST", &path), "0", "{name}");
        let news = hall.news(&agent);
        for event in [
            "AgentEvent_Ringing",
            "AgentEvent_Talking",
            "AgentEvent_Call_Release",
        ] {
            assert!(
                news.contains(&event.to_owned()),
                "{name}: {event} in {news:?}"
            );
        }
        assert_eq!(hall.about(101)["session"]["agentState"], 4, "{name}");
    }
}

#[test]
fn the_same_seed_gives_the_same_guids_and_numbers() {
    let run = |seed: u64| {
        let mut hall = Hall::with(Settings {
            seed,
            ..Settings::default()
        });
        let agent = hall.agent(101);
        hall.ring(&agent);
        let ringing = hall.events(&agent).pop().unwrap_or_default();
        (agent.guid, text(&ringing["content"], "caller"))
    };
    assert_eq!(run(7), run(7));
    assert_ne!(run(7).0, run(8).0);
}
