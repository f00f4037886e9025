//! Answers whose values are replaced, one after the other, read as every kind of reply: no panic, and nothing unfit to
//! be shown.
//!
//! An input is the body of an answer. It is changed as JSON, so that it stays JSON: what one change made interesting is
//! kept and changed again.

#![no_main]

use fuzz::answers::{ANSWERS, bent, json};
use fuzz::readers::{is_unfit, texts_read};
use gateway_protocol::endpoint::Response;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use proptest::prelude::{BoxedStrategy, Strategy, any, prop};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

fuzz_target!(|body: &[u8]| {
    for text in texts_read(&Response::from_bytes(200, body)) {
        assert!(!text.contains(is_unfit), "{text:?}");
    }
});

/// Where a value goes, and the value.
type Change = (prop::sample::Index, Value);

thread_local! {
    /// What changes are drawn from; making it takes longer than drawing.
    static CHANGES: (Config, BoxedStrategy<Change>) =
        (Config::default(), (any::<prop::sample::Index>(), json()).boxed());
}

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let printed = || serde_json::from_str(ANSWERS[seed as usize % ANSWERS.len()]);
    let Ok(answer) = serde_json::from_slice(&data[..size]).or_else(|_| printed()) else {
        return 0;
    };
    let (place, value) = change(seed);
    let text = bent(answer, place, &value).to_string();
    if text.len() > max_size {
        return size;
    }
    data[..text.len()].copy_from_slice(text.as_bytes());
    text.len()
});

/// The change that follows from a seed.
fn change(seed: u32) -> Change {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&seed.to_le_bytes());
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    CHANGES.with(|(config, changes)| {
        let mut runner = TestRunner::new_with_rng(config.clone(), random);
        let change = changes.new_tree(&mut runner);
        change.expect("every value will do").current()
    })
}
