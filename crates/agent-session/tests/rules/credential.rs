//! What proves who is asking, and which Guid the session is at.

use agent_session::credential::{Credential, SessionKind};
use agent_session::renewal::OVERDUE_AFTER;
use agent_session::view::{Millis, Moment};
use gateway_protocol::id::{AgentId, Guid};

use crate::at;
use gateway_protocol::endpoint::Endpoint as _;
use gateway_protocol::online_agent::AgentStatus;

fn guid(text: &str) -> Guid {
    Guid::parse(text).expect("a Guid")
}

fn header() -> Credential {
    Credential::new(SessionKind::Header)
}

/// A header session whose gateway has renewed its Guid once, at 1,000.
fn renewed() -> Credential {
    let mut credential = header();
    credential.renew(Some("a"), false, at(0));
    credential.renew(Some("b"), false, at(1_000));
    credential
}

/// The name and value of each header that proves something.
fn proof(credential: &Credential) -> Vec<(&'static str, String)> {
    let agent = AgentId::parse("291").expect("an agent id");
    let request = credential.sign(AgentStatus { agent }.request());
    let headers = request.headers.iter().skip(1);
    headers
        .map(|header| (header.name, header.value().to_owned()))
        .collect()
}

#[test]
fn only_another_guid_is_a_renewal() {
    let mut credential = header();
    assert_eq!(credential.generation(), 0);
    assert!(!credential.is_ready());
    let mut check = |set_guid: Option<&str>, time, generation, since| {
        credential.renew(set_guid, true, at(time));
        let stamp = credential.stamp().expect("a Guid");
        assert_eq!(stamp.generation, generation, "{set_guid:?}");
        assert_eq!(stamp.renewed, at(since), "{set_guid:?}");
        assert_eq!(credential.generation(), generation);
    };
    check(Some("a"), 1, 1, 1);
    check(Some("a"), 2, 1, 1);
    check(None, 3, 1, 1);
    check(Some("not a Guid"), 4, 1, 1);
    check(Some("b"), 5, 2, 5);
    check(Some("a"), 6, 3, 6);
    assert_eq!(proof(&credential), [("Guid", "a".to_owned())]);
    assert!(credential.is_ready());
}

#[test]
fn a_proxy_tells_of_a_renewal_and_keeps_the_guid() {
    let mut credential = Credential::new(SessionKind::Cookie);
    assert!(credential.is_ready());
    credential.begin(at(1));
    assert_eq!(credential.generation(), 1);
    credential.renew(Some("a"), false, at(2));
    assert_eq!(credential.generation(), 1);
    credential.renew(None, true, at(3));
    assert_eq!(credential.stamp().map(|stamp| stamp.renewed), Some(at(3)));
    assert_eq!(credential.guid(), None);
    assert_eq!(credential.ask_at(), None);
    assert_eq!(proof(&credential), [("X-Toolbar", "1".to_owned())]);
}

#[test]
fn a_session_begins_with_the_guid_that_came_before_its_beginning() {
    let mut credential = header();
    credential.renew(Some("a"), false, at(1));
    credential.begin(at(2));
    let stamp = credential.stamp().expect("a Guid");
    assert_eq!((stamp.generation, stamp.renewed), (1, at(1)));
}

#[test]
fn a_guid_that_was_asked_for_is_new_or_as_good_as_new() {
    let mut credential = renewed();
    credential.told(guid("c"), at(2_000));
    assert_eq!(credential.generation(), 3);
    credential.told(guid("c"), at(3_000));
    let stamp = credential.stamp().expect("a Guid");
    assert_eq!((stamp.generation, stamp.renewed), (3, at(2_000)));
    assert_eq!(
        credential.ask_at(),
        Some(at(3_000).plus(OVERDUE_AFTER).mono)
    );
}

#[test]
fn the_first_guid_shows_nothing_of_renewals_and_the_second_that_there_are() {
    let mut credential = header();
    assert_eq!(credential.ask_at(), None);
    credential.renew(Some("a"), false, at(0));
    assert_eq!(credential.ask_at(), None);
    credential.renew(Some("b"), false, at(1_000));
    assert_eq!(
        credential.ask_at(),
        Some(at(1_000).plus(OVERDUE_AFTER).mono)
    );
}

#[test]
fn without_a_guid_none_is_asked_for() {
    let mut credential = renewed();
    credential.forget();
    assert_eq!(credential.ask_at(), None);
    assert_eq!(credential.stamp(), None);
    assert_eq!(credential.guid(), None);
    assert!(!credential.is_ready());
    assert_eq!(proof(&credential), []);
}

#[test]
fn after_a_sleep_the_guid_is_as_old_as_the_clock_says_that_tells_more() {
    let check = |mono, wall, due| {
        let mut credential = renewed();
        credential.resumed(Moment {
            mono: Millis(mono),
            wall,
        });
        assert_eq!(credential.ask_at(), Some(Millis(due)), "{mono} {wall}");
    };
    check(1_000, 1_000, 76_000);
    check(11_000, 11_000, 76_000);
    check(11_000, 1_000, 76_000);
    // The steady clock stood still, the other went on.
    check(1_000, 31_000, 46_000);
    check(1_000, 61_000, 0);
    check(61_000, 1_000, 0);

    // A poll was given up, and the renewal with it that would have shown that there are any.
    let mut credential = header();
    credential.renew(Some("a"), false, at(0));
    credential.resumed(at(1_000));
    assert_eq!(credential.ask_at(), Some(OVERDUE_AFTER));
}

#[test]
fn a_session_taken_up_keeps_its_guid_and_learns_anew_about_renewals() {
    let mut credential = renewed();
    let stamp = credential.stamp();
    credential.take_up(None, at(5));
    assert_eq!(credential.guid(), Some(&guid("b")));
    assert_eq!(credential.ask_at(), None);
    credential.take_up(Some(guid("c")), at(6));
    assert_eq!(credential.guid(), Some(&guid("c")));
    assert_eq!(credential.stamp(), stamp);

    let mut other = header();
    other.restore(stamp);
    assert_eq!(other.stamp(), stamp);
    assert_eq!(other.kind(), SessionKind::Header);
    assert_eq!(
        Credential::new(SessionKind::Cookie).kind(),
        SessionKind::Cookie
    );
}
