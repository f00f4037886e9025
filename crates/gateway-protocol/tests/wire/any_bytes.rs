//! Whatever comes back, no reading panics, and nothing unfit to be shown gets through.

mod answers;
mod readers;

use answers::{ANSWERS, bent_answer, broken_answer, json};
use gateway_protocol::agent_event::Poll;
use gateway_protocol::endpoint::{Endpoint, Failure, Response};
use gateway_protocol::id::{AgentId, CallId, ConfId, Guid};
use gateway_protocol::retcode::Retcode;
use proptest::prelude::{ProptestConfig, any, prop, prop_assert, proptest};
use readers::{is_unfit, texts_read};

/// How often each property is tried: as often as `MUTATED_ANSWERS` says, else little enough for a build without
/// optimisation.
fn cases() -> u32 {
    match std::env::var("MUTATED_ANSWERS") {
        Ok(number) => number.parse().expect("MUTATED_ANSWERS is a whole number"),
        Err(_) => 2_000,
    }
}

#[test]
fn the_printed_answers_are_all_read_as_something() {
    for answer in ANSWERS {
        let response = Response::from_bytes(200, answer.as_bytes());
        assert!(
            !matches!(Poll::read(&response), Err(Failure::Unreadable(_))),
            "{answer}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn any_bytes_are_read_without_a_panic(status: u16, bytes: Vec<u8>) {
        texts_read(&Response::from_bytes(status, &bytes));
    }

    #[test]
    fn broken_answers_are_read_without_a_panic(bytes in broken_answer()) {
        texts_read(&Response::from_bytes(200, &bytes));
    }

    #[test]
    fn bent_answers_show_nothing_unfit(answer in bent_answer()) {
        for text in texts_read(&Response::from_bytes(200, answer.as_bytes())) {
            prop_assert!(!text.contains(is_unfit), "{text:?} out of {answer}");
        }
    }

    #[test]
    fn any_json_is_read_without_a_panic(value in json()) {
        texts_read(&Response::from_bytes(200, value.to_string().as_bytes()));
    }

    #[test]
    fn an_answer_cut_off_is_never_a_success(
        answer in prop::sample::select(ANSWERS),
        cut in any::<prop::sample::Index>(),
    ) {
        let bytes = &answer.as_bytes()[..cut.index(answer.len())];
        let reply = Poll::read(&Response::from_bytes(200, bytes));
        prop_assert!(matches!(reply, Err(Failure::Unreadable(_))));
    }

    #[test]
    fn any_text_is_an_id_or_is_not(text: String) {
        let _ = (AgentId::parse(&text), Guid::parse(&text), Retcode::parse(&text));
        for id in [CallId::parse(&text).map(|id| id.to_string()), ConfId::parse(&text).map(|id| id.to_string())] {
            prop_assert!(id.is_none_or(|id| !id.is_empty() && !id.contains(is_unfit)));
        }
    }

    #[test]
    fn every_agent_id_in_range_is_one_and_no_other(number: u32) {
        let is_one = (101..=999_999).contains(&number);
        prop_assert!(AgentId::parse(&number.to_string()).is_ok() == is_one);
        let near = number % 1_100_000;
        prop_assert!(AgentId::parse(&near.to_string()).is_ok() == (101..=999_999).contains(&near));
    }
}
