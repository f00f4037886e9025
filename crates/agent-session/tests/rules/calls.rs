//! How a call moves, who ended it, and what is remembered of it.

use agent_session::call::{BURIED_FOR, Call, CallState, Calls, Details, EndedBy, EndedHow, Moved};
use agent_session::view::RejectMode;
use gateway_protocol::event::Feature;

use crate::{at, call_id, call_key};

use CallState::{Alerting, Held, NotKnown, Ringing, Talking};

const ALL: [CallState; 5] = [Alerting, Ringing, Talking, Held, NotKnown];

fn plain() -> Details {
    Details::default()
}

/// One call in this state since 0.
fn one(state: CallState) -> Calls {
    let mut calls = Calls::default();
    calls.begin(&call_id("1"), state, plain(), at(0));
    calls
}

fn first(calls: &Calls) -> &Call {
    &calls.live()[0]
}

#[test]
fn within_one_offer_a_call_only_moves_forward() {
    let forward = [
        (Alerting, Ringing),
        (Alerting, Talking),
        (Alerting, Held),
        (Ringing, Talking),
        (Ringing, Held),
        (Talking, Held),
        (Held, Talking),
    ];
    for from in [Alerting, Ringing, Talking, Held] {
        for to in ALL {
            let is_forward = forward.contains(&(from, to));
            let mut calls = one(from);
            let moved = calls.advance(&call_id("1"), to, plain(), at(5));
            let (expected, state, since) = if is_forward {
                (Moved::Forward, to, at(5))
            } else {
                (Moved::Not, from, at(0))
            };
            assert_eq!(moved, expected, "{from:?} {to:?}");
            assert_eq!(first(&calls).state, state, "{from:?} {to:?}");
            assert_eq!(first(&calls).since, since, "{from:?} {to:?}");
            assert_eq!(first(&calls).last_known, state, "{from:?} {to:?}");
        }
    }
}

#[test]
fn a_call_that_is_not_known_comes_back_where_it_was_or_further() {
    for before in [Alerting, Ringing, Talking, Held] {
        for told in [Alerting, Ringing, Talking, Held] {
            let mut calls = one(before);
            calls.lose_track(&call_id("1"), at(1));
            assert_eq!(first(&calls).state, NotKnown);
            assert_eq!(first(&calls).last_known, before);
            let moved = calls.advance(&call_id("1"), told, plain(), at(2));
            let rank = |state| match state {
                NotKnown | Alerting => 0,
                Ringing => 1,
                Talking | Held => 2,
            };
            let expected = if rank(told) >= rank(before) {
                Moved::Forward
            } else {
                Moved::Not
            };
            assert_eq!(moved, expected, "{before:?} {told:?}");
        }
    }
}

#[test]
fn a_snapshot_takes_a_call_back_only_out_of_not_knowing_and_as_a_new_offer() {
    let mut calls = one(Talking);
    let key = first(&calls).key.clone();
    calls.confirm(&call_id("1"), Ringing, plain(), at(1));
    assert_eq!(first(&calls).state, Talking);
    assert_eq!(first(&calls).key, key);
    calls.lose_track(&call_id("1"), at(2));
    calls.confirm(&call_id("1"), Ringing, plain(), at(3));
    assert_eq!(first(&calls).state, Ringing);
    assert!(first(&calls).key.epoch > key.epoch);
}

#[test]
fn track_is_lost_once() {
    let mut calls = one(Ringing);
    calls.lose_track(&call_id("1"), at(1));
    calls.lose_track(&call_id("1"), at(2));
    assert_eq!(first(&calls).since, at(1));
    calls.lose_track(&call_id("2"), at(3));
    assert_eq!(calls.live()[1].state, NotKnown);
    assert_eq!(calls.live()[1].key.id, call_id("2"));
}

#[test]
fn every_sign_of_a_call_ends_the_doubt_about_it() {
    let doubted = || {
        let mut calls = one(Ringing);
        assert_eq!(calls.doubt(&call_id("1")), 1);
        assert_eq!(calls.doubt(&call_id("1")), 2);
        assert_eq!(calls.doubt(&call_id("2")), 0);
        calls.miss(&call_id("1"));
        assert!(first(&calls).is_missing);
        calls
    };
    let check = |calls: &Calls, is_over: bool| {
        assert_eq!(first(calls).is_missing, !is_over);
        assert_eq!(first(calls).undecided, if is_over { 0 } else { 2 });
    };
    let mut calls = doubted();
    calls.advance(&call_id("1"), Ringing, plain(), at(1));
    check(&calls, false);
    calls.advance(&call_id("1"), Talking, plain(), at(1));
    check(&calls, true);
    let mut calls = doubted();
    calls.confirm(&call_id("1"), Ringing, plain(), at(1));
    check(&calls, true);
}

/// Everything that may be known of a call.
fn full(word: &str) -> Details {
    let text = |what| Some(format!("{word} {what}"));
    Details {
        caller: text("caller"),
        called: text("called"),
        skill: text("skill"),
        feature: Feature::Internal,
        is_transfer: true,
        transferred_from: text("from"),
        requeued: Some(3),
    }
}

#[test]
fn what_is_known_of_a_call_is_filled_in_and_never_overwritten() {
    let filled = |mut own: Details, other| {
        own.fill_from(other);
        own
    };
    assert_eq!(filled(plain(), full("a")), full("a"));
    assert_eq!(filled(full("a"), plain()), full("a"));
    let other = Details {
        feature: Feature::Outbound,
        requeued: Some(9),
        ..full("b")
    };
    assert_eq!(filled(full("a"), other), full("a"));
}

#[test]
fn what_an_offer_says_outranks_what_was_told_before() {
    for state in [Alerting, Ringing, Talking, Held] {
        let mut calls = one(Alerting);
        calls.hint(&call_id("1"), full("told before"));
        calls.advance(&call_id("1"), state, full("said now"), at(1));
        let expected = match state {
            Alerting | Ringing => full("said now"),
            Talking | Held | NotKnown => full("told before"),
        };
        assert_eq!(first(&calls).details, expected, "{state:?}");
    }
}

#[test]
fn what_was_told_of_the_last_eight_calls_waits_for_them() {
    let mut calls = Calls::default();
    for number in 0..9 {
        calls.hint(&call_id(&number.to_string()), full(&number.to_string()));
    }
    // What is told again replaces what was told, and pushes nothing out.
    calls.hint(&call_id("8"), full("again"));
    for number in 0..9 {
        calls.begin(&call_id(&number.to_string()), Ringing, plain(), at(0));
    }
    let known: Vec<_> = calls.live().iter().map(|call| &call.details).collect();
    assert_eq!(known[0], &plain());
    assert_eq!(known[1], &full("1"));
    assert_eq!(known[7], &full("7"));
    assert_eq!(known[8], &full("again"));
}

#[test]
fn a_caller_who_left_explains_an_end_that_the_agent_did_not_bring_about() {
    use EndedBy::{Agent, Caller, System, Unknown};
    let check = |has_left: bool, told: EndedBy, expected: EndedBy| {
        let id = call_id("1");
        let mut calls = one(Talking);
        if has_left {
            assert!(calls.caller_left(&id));
            assert!(!calls.caller_left(&id), "that is no news");
        }
        let ended = calls.bury(&id, EndedHow::Released, told, at(3));
        assert_eq!(ended.map(|call| call.by), Some(expected), "{told:?}");
        // Told afterwards it comes to the same.
        let mut calls = one(Talking);
        calls.bury(&id, EndedHow::Released, told, at(3));
        if has_left {
            assert!(!calls.caller_left(&id), "no live call");
        }
        assert_eq!(calls.ended()[0].by, expected, "{told:?}");
    };
    for told in [Agent, Caller, System, Unknown] {
        check(false, told, told);
    }
    check(true, Agent, Agent);
    check(true, Caller, Caller);
    check(true, System, Caller);
    check(true, Unknown, Caller);
}

#[test]
fn a_caller_leaves_the_newest_call_of_that_id() {
    let mut calls = Calls::default();
    for id in ["1", "2", "1", "2"] {
        calls.begin(&call_id(id), Ringing, plain(), at(0));
        calls.bury(&call_id(id), EndedHow::Missed, EndedBy::System, at(1));
    }
    calls.caller_left(&call_id("1"));
    let by: Vec<_> = calls.ended().iter().map(|call| call.by).collect();
    let (caller, system) = (EndedBy::Caller, EndedBy::System);
    assert_eq!(by, [system, caller, system, system]);
}

#[test]
fn a_buried_call_stays_over_until_it_is_begun_anew_or_its_time_is_up() {
    let id = call_id("1");
    let mut calls = one(Ringing);
    calls.bury(&id, EndedHow::Missed, EndedBy::System, at(1_000));
    for state in ALL {
        let moved = calls.advance(&id, state, plain(), at(1_001));
        assert_eq!(moved, Moved::IsBuried);
        assert_eq!(calls.live(), []);
    }
    calls.forget_long_buried(at(999 + BURIED_FOR.0));
    assert!(calls.is_buried(&id));
    assert!(!calls.is_buried(&call_id("2")));
    calls.forget_long_buried(at(1_000 + BURIED_FOR.0));
    assert!(!calls.is_buried(&id));

    calls.begin(&id, Ringing, plain(), at(0));
    calls.bury(&id, EndedHow::Missed, EndedBy::System, at(0));
    calls.bury_unseen(&call_id("2"), at(0));
    calls.begin(&id, Ringing, plain(), at(1));
    assert!(!calls.is_buried(&id));
    assert!(calls.is_buried(&call_id("2")));
}

#[test]
fn a_call_never_seen_is_buried_once_and_a_live_one_is_not() {
    let mut calls = one(Ringing);
    calls.bury_unseen(&call_id("1"), at(0));
    assert!(!calls.is_buried(&call_id("1")));
    calls.bury_unseen(&call_id("2"), at(0));
    // Told again it is not remembered for longer.
    calls.bury_unseen(&call_id("2"), at(50));
    assert!(calls.is_buried(&call_id("2")));
    calls.forget_long_buried(at(0).plus(BURIED_FOR));
    assert!(!calls.is_buried(&call_id("2")));
}

/// Calls 1 to 3 ended: released, missed and rejected.
fn three_ended() -> Calls {
    let mut calls = Calls::default();
    let ends = [
        EndedHow::Released,
        EndedHow::Missed,
        EndedHow::Rejected(RejectMode::HangUp),
    ];
    for (number, how) in ends.into_iter().enumerate() {
        let id = call_id(&(number + 1).to_string());
        calls.begin(&id, Ringing, plain(), at(0));
        calls.bury(&id, how, EndedBy::System, at(1));
    }
    calls
}

fn ended(calls: &Calls) -> Vec<(String, EndedHow)> {
    let ended = calls.ended().iter();
    ended
        .map(|call| (call.key.id.to_string(), call.how))
        .collect()
}

#[test]
fn the_list_of_those_over_is_corrected_and_cleared_by_exactly_what_is_meant() {
    let rejected = EndedHow::Rejected(RejectMode::HangUp);
    let row = |id: &str, how| (id.to_owned(), how);
    let mut calls = three_ended();
    let key = calls.ended()[0].key.clone();
    let other = call_key("3", key.epoch.0 + 1);
    calls.correct(&other, EndedHow::Missed, EndedBy::Agent);
    assert_eq!(ended(&calls), ended(&three_ended()));
    calls.correct(&key, EndedHow::SessionEnded, EndedBy::Agent);
    assert_eq!(calls.ended()[0].how, EndedHow::SessionEnded);
    assert_eq!(calls.ended()[0].by, EndedBy::Agent);

    let mut calls = three_ended();
    calls.clear_missed();
    let left = [row("3", rejected), row("1", EndedHow::Released)];
    assert_eq!(ended(&calls), left);
    calls.forget_ended();
    assert_eq!(calls.ended(), []);
    assert!(calls.is_buried(&call_id("1")));
}

#[test]
fn every_change_of_the_calls_that_are_over_can_be_seen() {
    let id = call_id("1");
    let mut calls = one(Ringing);
    let mut seen = vec![calls.changes()];
    calls.hint(&id, full("a"));
    calls.doubt(&id);
    assert_eq!(calls.changes(), seen[0], "only live calls have changed");
    let ended = calls.bury(&id, EndedHow::Missed, EndedBy::System, at(1));
    seen.push(calls.changes());
    calls.caller_left(&id);
    seen.push(calls.changes());
    let key = ended.expect("it lived").key;
    calls.correct(&key, EndedHow::Released, EndedBy::Agent);
    seen.push(calls.changes());
    calls.clear_missed();
    seen.push(calls.changes());
    calls.forget_ended();
    seen.push(calls.changes());
    let all = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), all);
}

#[test]
fn a_record_takes_the_place_of_the_calls_there_are() {
    let mut before = three_ended();
    before.begin(&call_id("3"), Talking, plain(), at(0));
    let mut calls = one(Ringing);
    calls.bury(&call_id("1"), EndedHow::Missed, EndedBy::System, at(0));
    calls.begin(&call_id("9"), Ringing, plain(), at(0));
    calls.restore(before.live().to_vec(), before.ended().to_vec());
    assert_eq!(calls.live(), before.live());
    assert_eq!(calls.ended(), before.ended());
    let buried = |id| calls.is_buried(&call_id(id));
    // One that lives again is not buried, one that the record does not know is forgotten.
    assert_eq!(
        [buried("1"), buried("2"), buried("3"), buried("9")],
        [true, true, false, false]
    );
}

#[test]
fn a_call_is_found_by_its_id_its_offer_and_its_state() {
    let mut calls = one(Held);
    calls.begin(&call_id("2"), Ringing, plain(), at(0));
    let second = calls.live()[1].key.clone();
    let found = |call: Option<&Call>| call.map(|call| call.key.id.to_string());
    assert_eq!(found(calls.by_id(&call_id("2"))).as_deref(), Some("2"));
    assert_eq!(found(calls.by_id(&call_id("3"))), None);
    assert_eq!(found(calls.by_key(&second)).as_deref(), Some("2"));
    let earlier = call_key("2", second.epoch.0 - 1);
    assert_eq!(found(calls.by_key(&earlier)), None);
    assert_eq!(found(calls.first_in(Ringing)).as_deref(), Some("2"));
    assert_eq!(found(calls.first_in(Talking)), None);
    assert_eq!(
        calls.bury(&call_id("3"), EndedHow::Missed, EndedBy::System, at(1)),
        None
    );
    assert_eq!(calls.live().len(), 2);
}
