//! Whether there should be a sound.

use agent_session::command::Command;
use agent_session::event::Event;
use agent_session::view::{RejectMode, Ring};

use crate::desk::{
    Desk, POLL, READY, STATUS, Truth, caller_left, form, invitation, joined, no_answer, polled,
    released, ringing, status, talking,
};

#[test]
fn a_call_that_rings_is_heard_for_a_minute() {
    let mut desk = Desk::ringing();
    assert_eq!(desk.view().ring, Ring::Sounding);
    let since = desk.call("1").since.mono.0;
    desk.idle(since + 59_999 - desk.now());
    assert_eq!(desk.view().ring, Ring::Sounding);
    let wake = desk.session.next_wake(desk.moment()).expect("a wake-up");
    assert_eq!(
        wake.0,
        since + 60_000,
        "the end of the sound wakes the driver"
    );
    desk.idle(1);
    assert_eq!(desk.view().ring, Ring::Silenced);
    assert_eq!(desk.view().actions.answer, Ok(()), "it still rings");
}

#[test]
fn the_ceiling_follows_its_setting() {
    let text = r#"{"limits":{"ringMs":5000}}"#;
    let settings = agent_session::settings::Settings::parse(text).expect("settings");
    let mut desk = Desk::with(settings);
    desk.sign_in();
    desk.ring("1");
    desk.let_pass(5_000);
    assert_eq!(desk.view().ring, Ring::Silenced);
}

#[test]
fn an_invitation_is_heard_like_a_call() {
    let mut desk = Desk::invited();
    assert_eq!(desk.view().ring, Ring::Sounding);
    desk.press(Command::SilenceRing);
    assert_eq!(desk.view().ring, Ring::Silenced);
    desk.event(&ringing("1"));
    assert_eq!(desk.view().ring, Ring::Sounding);
}

#[test]
fn silence_is_for_what_rings_now() {
    let mut desk = Desk::ringing();
    desk.press(Command::SilenceRing);
    assert_eq!(desk.view().ring, Ring::Silenced);
    desk.event(&ringing("1"));
    assert_eq!(desk.view().ring, Ring::Silenced, "the same ring told again");
    desk.event(&ringing("2"));
    assert_eq!(desk.view().ring, Ring::Sounding, "another call");
}

#[test]
fn silence_does_not_reach_a_call_that_rings_later() {
    let mut desk = Desk::ringing();
    desk.event(&crate::desk::event(
        "AgentOther_PhoneAlerting",
        r#"{"callid":"2"}"#,
    ));
    desk.press(Command::SilenceRing);
    desk.event(&ringing("2"));
    assert_eq!(desk.view().ring, Ring::Sounding);

    let mut quiet = Desk::signed_in();
    quiet.press(Command::SilenceRing);
    quiet.ring("1");
    assert_eq!(quiet.view().ring, Ring::Sounding);
}

#[test]
fn a_call_offered_again_is_heard_again() {
    let mut desk = Desk::ringing();
    desk.press(Command::SilenceRing);
    desk.event(&no_answer("1"));
    desk.event(&ringing("1"));
    desk.let_pass(500);
    assert_eq!(desk.view().ring, Ring::Sounding);
}

#[test]
fn the_sound_stops_however_a_ring_ends() {
    type End = fn(&mut Desk);
    let ends: [(&str, End); 9] = [
        ("answered", |desk| {
            desk.press(Command::Answer(desk.key("1")));
        }),
        ("rejected", |desk| {
            desk.press(Command::Reject(desk.key("1"), RejectMode::HangUp));
        }),
        ("talking", |desk| desk.event(&talking("1"))),
        ("no answer", |desk| desk.event(&no_answer("1"))),
        ("released", |desk| desk.event(&released("1"))),
        ("signed out elsewhere", |desk| {
            desk.answer(POLL, 200, &polled(crate::desk::SHUT_DOWN));
        }),
        ("no session", |desk| desk.reply(POLL, "100-006")),
        ("gone and the queue empty", |desk| {
            desk.truth = Truth::default();
            desk.lose_poll();
            desk.let_pass(500);
            desk.nothing();
        }),
        ("caller left and the call ended", |desk| {
            desk.event(&caller_left("1"));
            desk.event(&released("1"));
        }),
    ];
    for (how, end) in ends {
        let mut desk = Desk::ringing();
        desk.let_pass(1_500);
        end(&mut desk);
        assert_eq!(desk.view().ring, Ring::Quiet, "{how}");
    }
    let ends: [(&str, End); 5] = [
        ("declined", |desk| {
            desk.press(Command::Decline(desk.invitation()));
        }),
        ("joining", |desk| {
            desk.press(Command::Join(desk.invitation()));
        }),
        ("joined", |desk| desk.event(&joined("77"))),
        ("phone down", |desk| desk.event(crate::desk::PHONE_RELEASE)),
        ("ready", |desk| desk.event(READY)),
    ];
    for (how, end) in ends {
        let mut desk = Desk::invited();
        desk.let_pass(1_500);
        end(&mut desk);
        assert_eq!(desk.view().ring, Ring::Quiet, "{how}");
    }
}

#[test]
fn a_call_that_the_gateway_no_longer_lists_makes_no_sound() {
    let mut desk = Desk::ringing();
    desk.truth = Truth::default();
    desk.lose_poll();
    desk.let_pass(500);
    assert!(desk.call("1").is_in_doubt);
    assert_eq!(desk.view().ring, Ring::Quiet);
}

#[test]
fn a_refused_press_lets_it_sound_again() {
    let mut desk = Desk::invited();
    desk.let_pass(1_500);
    desk.press(Command::Join(desk.invitation()));
    desk.reply("answeragentconf", "100-009");
    assert_eq!(desk.view().ring, Ring::Sounding);
}

#[test]
fn nothing_sounds_before_the_call_can_be_answered() {
    let mut desk = Desk::signed_in();
    desk.event(crate::desk::OCCUPIED);
    desk.event(crate::desk::ALERTING);
    desk.event(&crate::desk::incoming("1"));
    assert_eq!(desk.view().ring, Ring::Quiet);
}

#[test]
fn a_session_begun_anew_is_not_silenced_by_the_last_one() {
    let mut desk = Desk::ringing();
    desk.press(Command::SilenceRing);
    desk.reply(POLL, "100-006");
    desk.truth = Truth::default();
    desk.press(Command::SignIn(form("291")));
    desk.headers("login", Some("JSESSIONID=b.AgentGateway0"));
    desk.reply("login", "0");
    desk.event(&invitation("77"));
    assert_eq!(desk.view().ring, Ring::Sounding);
}

#[test]
fn a_sleep_of_a_minute_with_a_clock_that_stands_still_ends_the_sound_until_the_call_is_found_again()
{
    let mut desk = Desk::ringing();
    desk.has_snapshots = false;
    desk.sleep(1_000, 600_000);
    desk.tell(Event::Shown);
    assert_eq!(desk.view().ring, Ring::Silenced);
    desk.has_snapshots = true;
    desk.truth = Truth {
        state: 7,
        ringing: vec!["1"],
        ..Truth::default()
    };
    desk.answer(STATUS, 200, &status(7));
    desk.let_pass(500);
    assert_eq!(desk.view().ring, Ring::Sounding, "it rings still");
}
