//! The saved record: what is kept, when, and what becomes of one that cannot be used.
//!
//! That a record tells everything there is to see, the desk checks after every update of every test.

use std::sync::LazyLock;

use agent_session::command::Command;
use agent_session::credential::SessionKind;
use agent_session::effect::Effect;
use agent_session::event::Event;
use agent_session::record::{DOUBTED_AFTER, Record, Unusable};
use agent_session::session::Session;
use agent_session::settings::Settings;
use agent_session::time::{Millis, Moment};
use agent_session::view::{CallState, Conference, RejectMode, Stage};
use gateway_protocol::id::Guid;
use proptest::prelude::{ProptestConfig, any, prop, proptest};

use crate::desk::{
    Desk, GUID, OCCUPIED, POLL, form, invitation, no_answer, not_ready, released, ringing, talking,
};

/// A desk that has something of everything there is in a record.
fn eventful() -> Desk {
    let mut desk = Desk::talking();
    desk.event(&released("1"));
    desk.event(&ringing("2"));
    desk.press(Command::Reject(desk.key("2"), RejectMode::BackToQueue));
    desk.event(&no_answer("2"));
    desk.event(&not_ready(7));
    desk.truth.state = 7;
    desk.event(OCCUPIED);
    desk.event(&ringing("3"));
    desk.event(&talking("3"));
    desk.event(&invitation("77"));
    desk.press(Command::OpenQueue);
    desk.answer(
        "agentskills",
        200,
        r#"{"retcode":"0","result":[{"id":1,"name":"voice"}]}"#,
    );
    desk.press(Command::Drop(desk.key("3")));
    desk
}

/// Its record, and when it was written.
static EVENTFUL: LazyLock<(String, Moment)> = LazyLock::new(|| {
    let desk = eventful();
    (kept(&desk), desk.moment())
});

fn kept(desk: &Desk) -> String {
    desk.kept
        .as_ref()
        .expect("something is kept")
        .record
        .clone()
}

fn read(text: &str) -> Result<Record, Unusable> {
    Record::read(text, EVENTFUL.1)
}

#[test]
fn a_record_is_kept_while_signed_in_and_no_longer() {
    let mut desk = Desk::new();
    assert_eq!(desk.kept, None);
    desk.sign_in();
    assert!(desk.kept.is_some());
    desk.press(Command::SignOut);
    desk.reply("logout", "0");
    assert_eq!(desk.kept, None);

    let mut desk = Desk::signed_in();
    desk.reply(POLL, "100-006");
    assert_eq!(desk.view().stage, Stage::SignedOut);
    assert_eq!(desk.kept, None);
}

#[test]
fn the_guid_lies_beside_the_record_and_never_in_it() {
    let desk = eventful();
    let kept = desk.kept.as_ref().expect("something is kept");
    assert_eq!(kept.guid.as_ref().map(Guid::expose), Some(GUID));
    assert!(!kept.record.contains(GUID));
    assert!(!kept.record.contains("canary"));
    assert!(!format!("{kept:?}").contains(GUID));
}

#[test]
fn each_renewal_of_the_guid_is_kept() {
    let mut desk = Desk::signed_in();
    desk.headers(POLL, Some("JSESSIONID=second.AgentGateway0"));
    let kept = desk.kept.as_ref().expect("something is kept");
    assert_eq!(
        kept.guid.as_ref().map(Guid::expose),
        Some("second.AgentGateway0")
    );
}

#[test]
fn a_cookie_session_keeps_a_record_without_a_guid() {
    let mut desk = Desk::with(Settings {
        session: SessionKind::Cookie,
        ..Settings::default()
    });
    desk.sign_in();
    let kept = desk.kept.as_ref().expect("something is kept");
    assert_eq!(kept.guid, None);
    assert!(read(&kept.record).is_ok());
}

/// Whether anything is kept with these settings.
fn keeps(saved_record: bool, is_own_page: bool) -> bool {
    let settings = Settings {
        saved_record,
        is_own_page,
        ..Settings::default()
    };
    let mut desk = Desk::in_any_page(settings, 7);
    desk.sign_in();
    desk.kept.is_some()
}

#[test]
fn nothing_is_kept_where_the_setting_says_so_or_the_page_is_a_hosts() {
    assert!(keeps(true, true));
    assert!(!keeps(false, true));
    assert!(!keeps(true, false));
    assert!(!keeps(false, false));
    assert!(!Settings::default().is_own_page);
}

#[test]
fn what_does_not_change_is_not_kept_again() {
    let mut desk = Desk::signed_in();
    desk.let_pass(100);
    let now = desk.moment();
    let effects = desk.session.update(Event::Woke, now);
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Keep(_)))
    );
}

#[test]
fn a_record_is_renewed_with_every_poll() {
    let mut desk = Desk::signed_in();
    let before = kept(&desk);
    desk.idle(12_000);
    assert_ne!(kept(&desk), before);
}

#[test]
fn a_record_that_is_cut_or_no_record_is_unreadable() {
    let whole = kept(&eventful());
    assert!(read(&whole).is_ok());
    for length in (0..whole.len()).filter(|length| whole.is_char_boundary(*length)) {
        let cut = &whole[..length];
        assert_eq!(read(cut), Err(Unusable::Unreadable), "{cut}");
    }
    for text in [
        "", "null", "{}", "[]", "[3]", "[\"3\"]", "[3,2,3]", "<html>",
    ] {
        assert_eq!(read(text), Err(Unusable::Unreadable), "{text}");
    }
    let longer = whole.replace(']', ",0]");
    assert_eq!(read(&longer), Err(Unusable::Unreadable));
}

#[test]
fn a_record_of_another_version_is_refused_as_such() {
    let (_, parts) = kept(&eventful())
        .split_once(',')
        .map(|(version, parts)| (version.to_owned(), parts.to_owned()))
        .expect("parts");
    for version in ["0", "1", "99"] {
        let other = format!("[{version},{parts}");
        assert_eq!(read(&other), Err(Unusable::OtherVersion));
    }
}

/// Where the calls of a record are that is read so long after it was written.
fn places(later: i64) -> Vec<CallState> {
    let mut desk = Desk::talking();
    desk.event(&invitation("77"));
    let (text, written) = (kept(&desk), desk.moment());
    let now = Moment {
        wall: written.wall.saturating_add_signed(later),
        ..written
    };
    let record = Record::read(&text, now).expect("its age makes no record useless");
    let (session, _) = Session::resume(Settings::default(), 1, record, Guid::parse(GUID), now);
    let view = session.view(now);
    assert_eq!(view.conference == Conference::None, later.abs() > DOUBTED);
    view.calls.iter().map(|call| call.state).collect()
}

const DOUBTED: i64 = DOUBTED_AFTER.0 as i64;

#[test]
fn of_a_record_that_is_too_old_or_not_written_yet_no_place_of_a_call_is_believed() {
    // Since its last change, the desk's time has gone on.
    for near in [0, DOUBTED - 20_000, 20_000 - DOUBTED] {
        assert_eq!(places(near), [CallState::Talking], "{near}");
    }
    for far in [3_600_000, -3_600_000, 86_400_000 * 400] {
        assert_eq!(places(far), [CallState::NotKnown], "{far}");
    }
}

#[test]
fn times_from_before_the_page_stay_as_long_ago() {
    let desk = Desk::talking();
    let since = desk.call("1").since;
    let now = Moment {
        mono: Millis::seconds(3_600),
        wall: desk.moment().wall + 5_000,
    };
    let mut session = Session::new(Settings::default(), 1);
    let _ = session.follow(now);
    session.draw(Record::read(&kept(&desk), now).expect("a record"));
    let drawn = session.view(now).calls[0].since;
    assert_eq!(drawn.wall, since.wall);
    assert_eq!(now.since(drawn).0, now.wall - since.wall);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever becomes of a record's bytes: it is refused, or a session goes on from it.
    #[test]
    fn a_mutated_record_is_refused_or_taken_but_never_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..4), 1..6),
    ) {
        let (text, now) = EVENTFUL.clone();
        let mut bytes = text.into_bytes();
        for (place, byte, kind) in changes {
            let place = place.index(bytes.len());
            match kind {
                0 => bytes[place] = byte,
                1 => bytes[place] = b'0' + byte % 10,
                2 => bytes.insert(place, b'0' + byte % 10),
                _ => {
                    bytes.remove(place);
                }
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(record) = Record::read(&text, now) {
            let settings = Settings::default();
            let guid = Guid::parse(GUID);
            let (mut session, _) = Session::resume(settings, 1, record, guid, now);
            for seconds in [1, 4, 20, 200] {
                let later = now.plus(Millis::seconds(seconds));
                let _ = session.update(Event::Woke, later);
                let _ = session.view(later);
            }
        }
    }
}

#[test]
fn a_sign_in_under_way_is_not_kept() {
    let mut desk = Desk::new();
    desk.press(Command::SignIn(form("291")));
    assert_eq!(desk.kept, None);
}
