//! Calls over a gap in which nothing was heard: which of them are still the same offer.

use agent_session::call::{CallState, Calls, Details, Moved};
use agent_session::command::Epoch;
use agent_session::view::Moment;

use crate::call_id;

use CallState::{Alerting, Held, NotKnown, Ringing, Talking};

/// A call in this state before the gap is told to be there after it. Whether it is the same offer, and where it is then.
fn check(before: CallState, after: CallState, is_same: bool) {
    for is_event in [true, false] {
        let (id, at) = (call_id("1"), Moment::default());
        let mut calls = Calls::new(Epoch::before_first(5));
        calls.begin(&id, Alerting, Details::default(), at);
        calls.confirm(&id, before, Details::default(), at);
        let key = calls.live()[0].key.clone();
        calls.keep_over_gap();
        if is_event {
            let moved = calls.advance(&id, after, Details::default(), at);
            assert_ne!(moved, Moved::IsBuried);
        } else {
            calls.confirm(&id, after, Details::default(), at);
        }
        let row = format!("{before:?}, then {after:?}, by an event: {is_event}");
        let call = &calls.live()[0];
        assert_eq!(call.key == key, is_same, "{row}");
        assert_eq!(call.state, after, "{row}");

        // From then on the gap is over: what comes late moves nothing back.
        let now = calls.live()[0].clone();
        calls.advance(&id, Alerting, Details::default(), at);
        assert_eq!(calls.live()[0].key, now.key, "{row}");
        assert_eq!(calls.live()[0].state, after, "{row}");
    }
}

#[test]
fn a_call_found_further_on_is_the_same_offer_and_one_that_rings_again_is_not() {
    for (before, after, is_same) in [
        (Alerting, Ringing, true),
        (Alerting, Talking, true),
        (Ringing, Ringing, false),
        (Ringing, Talking, true),
        (Ringing, Held, true),
        (Talking, Talking, true),
        (Talking, Held, true),
        (Held, Talking, true),
        (Talking, Ringing, false),
        (Held, Ringing, false),
    ] {
        check(before, after, is_same);
    }
}

#[test]
fn an_offer_made_after_the_gap_is_none_of_before() {
    let (id, at) = (call_id("1"), Moment::default());
    let mut calls = Calls::default();
    calls.keep_over_gap();
    calls.begin(&id, Ringing, Details::default(), at);
    let key = calls.live()[0].key.clone();
    calls.advance(&id, Ringing, Details::default(), at);
    calls.confirm(&id, Ringing, Details::default(), at);
    assert_eq!(calls.live()[0].key, key);
}

#[test]
fn a_caller_who_left_the_first_offer_has_not_left_the_second() {
    let (id, at) = (call_id("1"), Moment::default());
    let mut calls = Calls::default();
    calls.begin(&id, Ringing, Details::default(), at);
    calls.caller_left(&id);
    calls.keep_over_gap();
    calls.confirm(&id, Ringing, Details::default(), at);
    assert!(!calls.live()[0].has_caller_left);
    assert_ne!(calls.live()[0].state, NotKnown);
}

#[test]
fn instances_never_use_each_others_epochs() {
    let epochs = |seed| {
        let mut calls = Calls::new(Epoch::before_first(seed));
        let first = calls.next_epoch();
        for _ in 0..100_000 {
            calls.next_epoch();
        }
        (first, calls.next_epoch())
    };
    let mut ranges: Vec<_> = [0, 1, 2, 0xffff_ffff, 77].into_iter().map(epochs).collect();
    ranges.sort_unstable();
    for pair in ranges.windows(2) {
        assert!(pair[0].1 < pair[1].0, "{pair:?}");
    }
    // The greatest is a number that JavaScript counts exactly.
    assert!(ranges[4].1.0 < 1 << 53);
}
