//! The gateway goes and comes back: how soon its calls are seen again, and what is left when the session is gone.

use agent_session::command::Command;
use agent_session::view::{CallState, EndedAfter, NoticeKind, Reason, Stage};
use gateway_simulator as gateway;
use serde_json::json;

use crate::desk::{HOLD, POLL};
use crate::pair::{AGENT, Pair};
use crate::picture::notices;

/// How much longer than its hold a poll is waited for.
const MARGIN: u64 = 5_000;

/// How long the questions of a snapshot take, and the test to notice.
const SNAPSHOT: u64 = 200;

fn signed_in(seed: u64) -> Pair {
    let mut pair = Pair::with_seed(gateway::Settings::default(), seed);
    pair.sign_in();
    // Each seed loses the gateway at another moment of a poll's hold.
    pair.run(seed * 137 % 11_000);
    pair
}

/// Runs until this holds, to ten milliseconds; how long it took.
fn until(pair: &mut Pair, holds: impl Fn(&Pair) -> bool) -> u64 {
    let begun = pair.now();
    while !holds(pair) {
        assert!(pair.now() < begun + 60_000, "{:?}", pair.view());
        pair.run(10);
    }
    pair.now() - begun
}

/// What ninety-nine of a hundred stay within.
fn p99(mut times: Vec<u64>) -> u64 {
    times.sort_unstable();
    times[times.len() * 99 / 100 - 1]
}

fn is_signed_in(pair: &Pair) -> bool {
    matches!(pair.view().stage, Stage::SignedIn { .. })
}

#[test]
fn five_seconds_after_the_gateways_return_it_is_polled_and_its_calls_are_shown() {
    for kind in ["down", "restartWithSessions", "switchOver", "blackHole"] {
        for length in [1_000, 10_000, 60_000] {
            let (mut polled, mut shown) = (Vec::new(), Vec::new());
            for seed in 0..200 {
                let mut pair = signed_in(seed);
                pair.control("faults", json!({"fault": kind, "lasting": length}));
                pair.run(length);
                // A poll that fell into a hole is waited for until its limit.
                let limit = match kind {
                    "blackHole" => pair.last_poll() + HOLD + MARGIN,
                    _ => 0,
                };
                let back = pair.now().max(limit);
                pair.control("ring", json!({"agent": AGENT}));
                until(&mut pair, |pair| !pair.view().calls.is_empty());
                shown.push(pair.now().saturating_sub(back));
                until(&mut pair, |pair| pair.last_poll() >= back);
                polled.push(pair.last_poll() - back);
                assert!(is_signed_in(&pair), "{kind}, {length}, {seed}");
            }
            let (polled, shown) = (p99(polled), p99(shown));
            assert!(polled <= 5_000, "{kind} of {length} ms: {polled} ms");
            assert!(shown <= 5_000 + SNAPSHOT, "{kind} of {length} ms: {shown}");
        }
    }
}

#[test]
fn a_gateway_that_has_forgotten_the_agent_is_noticed_within_five_seconds() {
    for length in [0, 1_000, 10_000, 60_000] {
        let mut times = Vec::new();
        for seed in 0..100 {
            let mut pair = signed_in(seed);
            pair.control(
                "faults",
                json!({"fault": "restartWithoutSessions", "lasting": length}),
            );
            pair.run(length);
            times.push(until(&mut pair, |pair| !is_signed_in(pair)));
        }
        let p99 = p99(times);
        assert!(p99 <= 5_000, "{length} ms: {p99} ms");
    }
}

#[test]
fn who_has_lost_the_gateway_may_sign_in_again_by_a_press_and_nothing_is_sent_for_it() {
    let mut pair = signed_in(1);
    pair.control("ring", json!({"agent": AGENT, "caller": "70004"}));
    pair.run(2_000);
    let verdict = |pair: &Pair| pair.view().actions.sign_in_again;
    assert_eq!(verdict(&pair), Err(Reason::SignedIn), "all is well");
    pair.control("faults", json!({"fault": "down"}));
    pair.run(6_000);
    assert_eq!(verdict(&pair), Err(Reason::SignedIn), "it may come back");
    assert!(is_signed_in(&pair), "the session is kept");
    until(&mut pair, |pair| verdict(pair) == Ok(()));
    let sent = pair.sent.len();
    pair.press(Command::SignInAgain);
    assert_eq!(pair.view().stage, Stage::SignedOut);
    assert_eq!(verdict(&pair), Err(Reason::NotSignedIn));
    let lost = NoticeKind::CallLost {
        caller: Some("70004".into()),
        state: CallState::Ringing,
    };
    assert_eq!(pair.notices(), [lost]);
    pair.run(60_000);
    assert_eq!(pair.sent.len(), sent, "who is signed out asks nothing");
}

#[test]
fn the_last_call_of_a_session_that_is_gone_stays_to_be_read() {
    let mut pair = signed_in(1);
    pair.control("ring", json!({"agent": AGENT, "caller": "70004"}));
    pair.run(2_000);
    pair.control(
        "faults",
        json!({"fault": "restartWithoutSessions", "lasting": 20_000}),
    );
    pair.run(30_000);
    assert_eq!(pair.view().stage, Stage::SignedOut);
    let [call, session] = pair.notices().try_into().expect("two notices");
    let lost = NoticeKind::CallLost {
        caller: Some("70004".into()),
        state: CallState::Ringing,
    };
    assert_eq!(call, lost);
    assert!(matches!(
        session,
        NoticeKind::SessionEnded {
            after: EndedAfter::Outage,
            ..
        }
    ));
    pair.sign_in();
    assert_eq!(
        notices(&pair.view()),
        [""; 0],
        "the gateway tells what is there"
    );
}

#[test]
fn what_went_before_the_end_of_a_session_is_told_with_it() {
    let ended_after = |pair: &Pair| match pair.notices().pop() {
        Some(NoticeKind::SessionEnded { after, .. }) => after,
        other => panic!("{other:?}"),
    };
    let mut pair = signed_in(1);
    let refused = json!({"fault": "refused", "on": POLL, "retcode": "100-006"});
    pair.control("faults", refused);
    pair.run(20_000);
    assert_eq!(ended_after(&pair), EndedAfter::Contact);
    for stands_still in [true, false] {
        let mut pair = signed_in(1);
        pair.sleep(130_000, stands_still);
        pair.run(10_000);
        assert_eq!(ended_after(&pair), EndedAfter::Silence);

        // Less than two minutes, but the Guid was old when it began.
        let readings = json!({"guidLife": "fromIssue"});
        let mut pair = Pair::new(gateway::Settings {
            readings: serde_json::from_value(readings).expect("readings"),
            ..gateway::Settings::default()
        });
        pair.sign_in();
        pair.run(55_000);
        pair.sleep(100_000, stands_still);
        pair.run(30_000);
        assert_eq!(ended_after(&pair), EndedAfter::Silence);
    }
    let mut pair = signed_in(1);
    pair.cut_off();
    pair.run(150_000);
    pair.connect_again();
    pair.run(10_000);
    assert_eq!(ended_after(&pair), EndedAfter::Silence);
}

/// Outages of up to 40 s leave time enough to renew a Guid that is a minute old when they begin.
#[test]
fn a_day_of_outages_and_sleeps_ends_no_session() {
    for life in ["fromIssue", "fromReplacement"] {
        for told in ["toldAgain", "toldOnce"] {
            let readings = json!({"guidLife": life, "lostRenewal": told});
            let mut pair = Pair::new(gateway::Settings {
                readings: serde_json::from_value(readings).expect("readings"),
                ..gateway::Settings::default()
            });
            pair.sign_in();
            pair.lose_share(5, 11);
            for round in 0..200 {
                pair.run(20_000 + round * 7_919 % 60_000);
                let length = round * 1_237 % 40_000;
                let kinds = ["down", "restartWithSessions", "switchOver", "blackHole"];
                match usize::try_from(round % 6).expect("small") {
                    kind @ 0..4 => {
                        let outage = json!({"fault": kinds[kind], "lasting": length});
                        pair.control("faults", outage);
                        pair.run(length);
                    }
                    4 => pair.sleep(length, true),
                    _ => pair.sleep(length, false),
                }
                assert!(
                    is_signed_in(&pair),
                    "{life}, {told}, round {round}: {:?}",
                    pair.view().notices
                );
            }
            pair.lose_share(0, 11);
            pair.run(60_000);
            pair.assert_agreement();
        }
    }
}
