//! Any status and any bytes, read as any kind of reply: no panic, and nothing unfit to be shown.
//!
//! An input is a byte that chooses the kind of reply, two for the HTTP status, and the body.

#![no_main]

use fuzz::answers::ANSWERS;
use fuzz::readers::{READERS, is_unfit};
use gateway_protocol::endpoint::Response;
use gateway_protocol::id::{AgentId, CallId, ConfId, Guid};
use gateway_protocol::retcode::Retcode;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

fuzz_target!(|input: &[u8]| {
    let [kind, high, low, body @ ..] = input else {
        return;
    };
    let response = Response::from_bytes(u16::from_be_bytes([*high, *low]), body);
    let reader = READERS[usize::from(*kind) % READERS.len()];
    for text in reader(&response) {
        assert!(!text.contains(is_unfit), "{text:?}");
    }
    let text = &response.body;
    let _ = (
        AgentId::parse(text),
        Guid::parse(text),
        Retcode::parse(text),
    );
    let _ = (CallId::parse(text), ConfId::parse(text));
});

// The fuzzer changes bytes as it likes, but begins with the printed answers, not with nothing.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let seed = seed as usize;
    let answer = ANSWERS[seed % ANSWERS.len()].as_bytes();
    let whole = 3 + answer.len();
    if size > 3 || max_size < whole {
        return fuzzer_mutate(data, size, max_size);
    }
    data[0] = (seed / ANSWERS.len()) as u8;
    data[1..3].copy_from_slice(&200_u16.to_be_bytes());
    data[3..whole].copy_from_slice(answer);
    whole
});
