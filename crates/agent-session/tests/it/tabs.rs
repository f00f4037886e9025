//! Several tabs of one browser against the simulated gateway: one runs the session, the others show it.

mod browser;

use std::collections::BTreeSet;

use agent_session::command::{Act, Command};
use agent_session::credential::SessionKind;
use agent_session::lead::Fact;
use agent_session::settings::Settings;
use agent_session::tab::{ChannelText, Event, Saved, Tab};
use agent_session::time::{Millis, Moment};
use agent_session::view::{
    AgentState, CallState, Lead, NoticeKind, Reason, Ring, Settlement, Stage, Untaken, Unusable,
};
use gateway_protocol::id::Guid;
use serde_json::{Value, json};

use self::browser::Browser;
use crate::picture::connection;

fn own_page() -> Settings {
    Settings {
        is_own_page: true,
        ..Settings::default()
    }
}

/// Two tabs; the agent has signed in at the first.
fn two_tabs(settings: Settings) -> Browser {
    let mut browser = Browser::new(settings);
    browser.open();
    browser.open();
    browser.sign_in(0);
    assert!(matches!(browser.view(0).stage, Stage::SignedIn { .. }));
    browser
}

#[test]
fn a_single_tab_is_alone_and_signs_in() {
    let mut browser = Browser::new(own_page());
    browser.open();
    assert_eq!(browser.lead(0), Lead::Alone);
    browser.sign_in(0);
    assert!(matches!(browser.view(0).stage, Stage::SignedIn { .. }));
    assert!(browser.kept(0).is_some());
}

#[test]
fn a_tab_that_follows_shows_what_the_leader_shows_and_sends_nothing() {
    let mut browser = two_tabs(own_page());
    assert_eq!(
        (browser.lead(0), browser.lead(1)),
        (Lead::Leading, Lead::Following)
    );
    let call = browser.ring();
    let (leader, follower) = (browser.view(0), browser.view(1));
    assert_eq!(follower.stage, leader.stage);
    assert_eq!(follower.calls, leader.calls);
    assert_eq!(follower.actions, leader.actions);
    assert_eq!(follower.agent, leader.agent);
    assert_eq!(follower.connection, leader.connection);
    assert_eq!(browser.state_of(1, &call), Some(CallState::Ringing));
    assert_eq!(
        (leader.ring, follower.ring),
        (Ring::Sounding, Ring::Silenced)
    );
    assert_eq!(browser.senders_since(0), [0]);
    assert!(browser.kept(0).is_some());
    assert_eq!(browser.kept(1), None);
}

#[test]
fn a_press_at_a_follower_is_sent_once_by_the_leader() {
    let mut browser = two_tabs(own_page());
    let call = browser.ring();
    let since = browser.now();
    browser.press(1, Command::Answer(browser.key(1, &call)));
    assert_eq!(
        browser.view(1).actions.answer,
        Err(Reason::InProgress(Act::Answer))
    );
    browser.press(1, Command::Answer(browser.key(1, &call)));
    browser.run(1_000);
    assert_eq!(browser.count("answer"), 1);
    assert_eq!(browser.state_of(1, &call), Some(CallState::Talking));
    assert_eq!(browser.view(1).ledger, browser.view(0).ledger);
    let answered = browser.sent.iter().find(|(_, _, name)| *name == "answer");
    assert!(answered.is_some_and(|(at, tab, _)| *tab == 0 && at - since <= 100));
    assert_eq!(browser.view(1).notices, []);
}

#[test]
fn what_the_host_of_a_follower_asks_is_settled_by_the_leaders_ledger() {
    let mut browser = two_tabs(own_page());
    let call = browser.ring();
    let ask = |id: &str, verb: &str| json!({"v": 1, "type": "ask", "commandId": id, "verb": verb, "id": call});
    let ends = |browser: &Browser, tab: usize| browser.hearing(tab).settled.clone();
    browser.host_asks(1, &ask("h1", "answer"));
    assert_eq!(ends(&browser, 1), [] as [Value; 0], "on its way");
    browser.run(1_000);
    let [end] = &ends(&browser, 1)[..] else {
        panic!("{:?}", ends(&browser, 1));
    };
    assert_eq!(end["result"]["confirmedBy"], "AgentEvent_Talking");
    assert_eq!(browser.count("answer"), 1);
    for (tab, name) in [(0, "c1"), (1, "h1")] {
        let events = &browser.hearing(tab).events;
        let confirmed = events
            .iter()
            .filter(|event| event["name"] == "command.confirmed");
        let names: Vec<_> = confirmed.map(|event| event["commandId"].clone()).collect();
        assert_eq!(names, [name], "tab {tab}");
    }

    // Nobody hears it: what becomes of it is not known, and it is not asked again.
    browser.is_channel_down = true;
    browser.host_asks(1, &ask("h2", "drop"));
    browser.run(3_000);
    assert_eq!(ends(&browser, 1)[1]["error"]["kind"], "unknown");
    browser.is_channel_down = false;
    browser.run(1_000);
    assert_eq!(browser.count("release"), 0);
}

#[test]
fn every_kind_of_press_reaches_the_leader() {
    let mut browser = two_tabs(own_page());
    browser.press(1, Command::SetBusy);
    browser.run(1_000);
    assert!(matches!(
        browser.view(1).agent.state,
        AgentState::Busy { .. }
    ));
    browser.press(1, Command::OpenQueue);
    browser.run(1_000);
    let open = browser
        .view(1)
        .queue
        .open()
        .cloned()
        .expect("an open panel");
    let skill = open.chosen.expect("a skill");
    browser.press(1, Command::ChooseSkill(skill));
    browser.press(1, Command::CloseQueue);
    browser.run(1_000);
    assert!(browser.view(0).queue.open().is_none());
    browser.press(1, Command::SetReady);
    browser.run(1_000);
    let call = browser.ring();
    browser.press(1, Command::SilenceRing);
    browser.run(100);
    assert_eq!(browser.view(0).ring, Ring::Silenced);
    browser.press(
        1,
        Command::Reject(
            browser.key(1, &call),
            agent_session::view::RejectMode::HangUp,
        ),
    );
    browser.run(2_000);
    assert_eq!(browser.count("reject"), 1);
    let notice = browser.view(1).notices[0].id;
    browser.press(1, Command::DismissNotice(notice));
    browser.run(100);
    assert_eq!(browser.view(0).notices, []);
    browser.press(1, Command::ClearMissed);
    browser.press(1, Command::SignOut);
    browser.run(2_000);
    for tab in 0..2 {
        assert_eq!(browser.view(tab).stage, Stage::SignedOut, "tab {tab}");
        assert_eq!(browser.kept(tab), None);
    }
}

#[test]
fn a_press_that_is_not_allowed_is_told_where_it_was_made() {
    let mut browser = two_tabs(own_page());
    browser.press(1, Command::SetReady);
    let notices = browser.view(1).notices;
    assert_eq!(
        notices[0].kind,
        NoticeKind::NotSent {
            act: Act::SetReady,
            reason: Reason::AlreadyReady
        }
    );
    assert_eq!(browser.view(0).notices, []);
}

#[test]
fn a_closed_leader_is_replaced_within_a_second_with_the_same_call() {
    let mut browser = two_tabs(own_page());
    let call = browser.ring();
    browser.press(0, Command::Answer(browser.key(0, &call)));
    browser.run(1_500);
    let key = browser.key(1, &call);
    let since = browser.now();
    browser.close(0);
    browser.run(1_000);
    assert_eq!(browser.lead(1), Lead::Alone);
    assert_eq!(browser.key(1, &call), key);
    assert_eq!(browser.state_of(1, &call), Some(CallState::Talking));
    assert_eq!(browser.view(1).actions.drop, Ok(()));
    let sent: Vec<_> = browser
        .sent
        .iter()
        .filter(|(at, _, _)| *at >= since)
        .map(|(_, _, name)| *name)
        .collect();
    assert_eq!(sent[..2], ["updateGuid", "syncagentinfo"]);
    assert!(sent.contains(&"getAgentEvent"));
    assert!(browser.kept(1).is_some());
    browser.run(30_000);
    assert!(matches!(browser.view(1).stage, Stage::SignedIn { .. }));
    assert_eq!(browser.view(1).notices, []);
}

#[test]
fn a_frozen_leader_is_replaced_within_fifteen_seconds_and_sends_nothing_when_it_thaws() {
    let mut browser = two_tabs(own_page());
    let call = browser.ring();
    browser.press(0, Command::Answer(browser.key(0, &call)));
    browser.run(1_500);
    browser.freeze(0);
    browser.run(7_000);
    // What the silent leader told is shown, but nothing can be passed on.
    assert_eq!(browser.lead(1), Lead::Joining);
    assert_eq!(browser.view(1).actions.drop, Err(Reason::NotFresh));
    browser.run(8_000);
    assert_eq!(browser.state_of(1, &call), Some(CallState::Talking));
    assert_eq!(browser.view(1).actions.drop, Ok(()));
    browser.run(60_000);
    let thawed = browser.now();
    browser.thaw(0);
    browser.run(30_000);
    assert_eq!(
        browser.senders_since(thawed),
        [1],
        "the replaced leader has sent something"
    );
    assert_eq!(
        (browser.lead(0), browser.lead(1)),
        (Lead::Following, Lead::Leading)
    );
    assert_eq!(browser.state_of(0, &call), Some(CallState::Talking));
    assert_eq!(browser.kept(0), None, "only the leader keeps a record");
}

#[test]
fn a_leader_that_stood_still_alone_goes_on() {
    let mut browser = Browser::new(own_page());
    browser.open();
    browser.sign_in(0);
    browser.freeze(0);
    browser.run(40_000);
    browser.thaw(0);
    let thawed = browser.now();
    browser.run(400);
    assert_eq!(browser.senders_since(thawed), [] as [usize; 0]);
    browser.run(3_000);
    assert_eq!(browser.lead(0), Lead::Alone);
    assert!(matches!(browser.view(0).stage, Stage::SignedIn { .. }));
    assert_eq!(
        crate::picture::connection(browser.view(0).connection),
        "fresh"
    );
}

#[test]
fn a_press_that_the_frozen_leader_never_answered_is_unknown_and_sent_at_most_once() {
    let mut browser = two_tabs(own_page());
    let call = browser.ring();
    browser.freeze(0);
    browser.press(1, Command::Answer(browser.key(1, &call)));
    browser.run(3_000);
    let unknown = NoticeKind::Unknown {
        act: Act::Answer,
        refusal: None,
    };
    assert!(
        browser
            .view(1)
            .notices
            .iter()
            .any(|notice| notice.kind == unknown)
    );
    assert!(browser.view(1).pending[0].is_unknown);
    browser.run(12_000);
    // The tab that took over has looked: the call still rings.
    let settled = NoticeKind::Settled {
        act: Act::Answer,
        as_what: Settlement::NotDone,
    };
    assert!(
        browser
            .view(1)
            .notices
            .iter()
            .any(|notice| notice.kind == settled)
    );
    assert_eq!(browser.view(1).pending, []);
    browser.thaw(0);
    browser.run(5_000);
    assert_eq!(
        browser.count("answer"),
        0,
        "the thawed tab may not take it any more"
    );
}

#[test]
fn a_press_lost_on_the_way_to_a_leader_that_lives_stops_blocking() {
    let mut browser = two_tabs(own_page());
    browser.freeze(0);
    browser.press(1, Command::SetBusy);
    browser.run(4_000);
    assert!(browser.view(1).pending[0].is_unknown);
    browser.thaw(0);
    browser.run(15_000);
    assert_eq!(browser.view(1).pending, []);
    assert!(browser.count("saybusy") <= 1);
    assert!(matches!(browser.view(1).stage, Stage::SignedIn { .. }));
}

#[test]
fn a_press_that_never_reached_the_leader_stays_not_known_and_is_not_sent_again() {
    let mut browser = two_tabs(own_page());
    browser.is_channel_down = true;
    browser.press(1, Command::SetBusy);
    browser.is_channel_down = false;
    browser.run(19_000);
    assert!(browser.view(1).pending[0].is_unknown);
    browser.run(3_000);
    assert_eq!(browser.view(1).pending, []);
    let settled = NoticeKind::Settled {
        act: Act::SetBusy,
        as_what: Settlement::NotKnown,
    };
    assert_eq!(browser.view(1).notices[0].kind, settled);
    assert_eq!(browser.count("saybusy"), 0);
    assert_eq!(browser.view(1).actions.set_busy, Ok(()));
}

#[test]
fn a_command_of_a_leader_that_is_gone_is_unknown_to_the_tab_that_takes_over() {
    let mut browser = two_tabs(own_page());
    let call = browser.ring();
    browser.press(0, Command::Answer(browser.key(0, &call)));
    browser.run(5);
    browser.close(0);
    browser.run(1_000);
    assert_eq!(browser.count("answer"), 1);
    assert_eq!(browser.state_of(1, &call), Some(CallState::Talking));
    assert_eq!(browser.view(1).pending, []);
    let ledger = browser.view(1).ledger;
    assert_eq!(ledger.len(), 1);
    assert_ne!(ledger[0].outcome, agent_session::view::Outcome::Open);
}

#[test]
fn a_renewed_guid_is_passed_on_and_a_take_over_goes_on_with_it() {
    let mut browser = two_tabs(own_page());
    browser.run(150_000);
    let generation = browser.view(0).guid.map(|stamp| stamp.generation);
    assert!(generation > Some(1));
    assert_eq!(
        browser.view(1).guid.map(|stamp| stamp.generation),
        generation
    );
    browser.close(0);
    browser.run(12_000);
    assert!(matches!(browser.view(1).stage, Stage::SignedIn { .. }));
    assert_eq!(
        browser.view(1).connection,
        agent_session::view::Connection::Fresh
    );
}

/// The Guids that were on the channel.
fn guids_said(browser: &Browser) -> usize {
    let is_guid = |text: &&String| text.contains("AgentGateway");
    browser.said.iter().filter(is_guid).count()
}

#[test]
fn in_a_hosts_page_the_guid_is_never_passed_and_a_take_over_means_signing_in_again() {
    let mut browser = two_tabs(Settings::default());
    let call = browser.ring();
    browser.run(130_000);
    assert_eq!(guids_said(&browser), 0);
    browser.close(0);
    browser.run(1_000);
    let view = browser.view(1);
    assert_eq!(view.stage, Stage::SignedOut);
    assert!(
        view.notices
            .iter()
            .any(|notice| notice.kind == NoticeKind::SignInAgain(Untaken::NotKept))
    );
    assert!(view.ended.iter().any(|ended| ended.key.id.as_str() == call));
    assert_eq!(browser.kept(1), None);
}

#[test]
fn the_guid_is_on_the_channel_at_sign_in_at_each_renewal_and_for_each_tab_that_joins() {
    let mut browser = two_tabs(own_page());
    assert_eq!(guids_said(&browser), 1);
    browser.open();
    assert_eq!(guids_said(&browser), 2);
    let generation = browser.view(0).guid.map_or(0, |stamp| stamp.generation);
    browser.run(65_000);
    let renewals = browser.view(0).guid.map_or(0, |stamp| stamp.generation) - generation;
    assert_eq!(renewals, 1);
    assert_eq!(guids_said(&browser), 3);
    assert!(
        !browser.said.iter().any(|text| text.contains("canary")),
        "no password is passed"
    );
}

#[test]
fn whoever_signs_in_leads() {
    let mut browser = Browser::new(own_page());
    browser.open();
    browser.open();
    browser.sign_in(1);
    assert_eq!(
        (browser.lead(0), browser.lead(1)),
        (Lead::Following, Lead::Leading)
    );
    assert!(matches!(browser.view(0).stage, Stage::SignedIn { .. }));
    assert_eq!(browser.count("login"), 1);
    assert_eq!(browser.senders_since(0), [1]);
}

#[test]
fn a_reload_with_another_tab_open_leaves_the_lead_to_it() {
    let mut browser = two_tabs(own_page());
    let call = browser.ring();
    browser.reload(0);
    browser.run(1_500);
    assert_eq!(
        (browser.lead(0), browser.lead(1)),
        (Lead::Following, Lead::Leading)
    );
    for tab in 0..2 {
        assert_eq!(
            browser.state_of(tab, &call),
            Some(CallState::Ringing),
            "tab {tab}"
        );
    }
    assert_eq!(browser.count("answer"), 0);
    assert_eq!(browser.kept(0), None);
    assert!(browser.kept(1).is_some());
}

#[test]
fn a_reload_of_the_only_tab_goes_on_from_what_it_kept() {
    let mut browser = Browser::new(own_page());
    browser.open();
    browser.sign_in(0);
    let call = browser.ring();
    browser.press(0, Command::Answer(browser.key(0, &call)));
    browser.run(1_500);
    let key = browser.key(0, &call);
    browser.reload(0);
    browser.run(1_500);
    assert_eq!(browser.key(0, &call), key);
    assert_eq!(browser.state_of(0, &call), Some(CallState::Talking));
    assert_eq!(browser.count("login"), 1);
}

#[test]
fn a_page_put_away_and_brought_back_asks_before_anything_is_enabled() {
    let mut browser = Browser::new(own_page());
    browser.open();
    browser.sign_in(0);
    let call = browser.ring();
    let press = |browser: &mut Browser, fact| {
        let event = Event::Page(fact);
        browser.happen(0, event);
    };
    press(&mut browser, Fact::Left);
    browser.run(5_000);
    press(&mut browser, Fact::CameBack);
    browser.run(5);
    assert_eq!(browser.view(0).actions.answer, Err(Reason::NotFresh));
    browser.run(1_500);
    assert_eq!(browser.state_of(0, &call), Some(CallState::Ringing));
    assert_eq!(browser.view(0).actions.answer, Ok(()));
}

/// It is held until its end and may take an event as long.
#[test]
fn what_a_page_put_away_had_asked_is_remembered_when_it_comes_back() {
    let mut browser = Browser::new(own_page());
    browser.open();
    browser.sign_in(0);
    browser.run(12_000);
    browser.happen(0, Event::Page(Fact::Left));
    browser.run(1_000);
    browser.happen(0, Event::Page(Fact::CameBack));
    browser.run(2_000);
    let asked = browser.count("getAgentStatus");
    let is_stale = |browser: &Browser| connection(browser.view(0).connection) == "stale";
    assert!(is_stale(&browser));
    browser.run(10_000);
    assert_eq!(browser.count("getAgentStatus"), asked + 1);
    assert!(!is_stale(&browser));
}

#[test]
fn what_a_tab_was_told_itself_is_told_once_by_it_when_it_leads() {
    let mut browser = two_tabs(own_page());
    browser.press(1, Command::SetReady);
    let told = |browser: &Browser, number: usize| {
        let notices = browser.view(number).notices;
        let ids: BTreeSet<u32> = notices.iter().map(|notice| notice.id).collect();
        assert_eq!(ids.len(), notices.len(), "{notices:?}");
        notices.len()
    };
    assert_eq!(told(&browser, 1), 1);
    browser.close(0);
    browser.run(1_500);
    let third = browser.open();
    browser.run(30_000);
    assert_eq!((told(&browser, 1), told(&browser, third)), (1, 1));
    let id = browser.view(third).notices[0].id;
    browser.press(third, Command::DismissNotice(id));
    browser.run(2_000);
    assert_eq!((told(&browser, 1), told(&browser, third)), (0, 0));
}

#[test]
fn five_tabs_are_closed_one_after_the_other_and_the_call_goes_on() {
    let mut browser = Browser::new(own_page());
    for _ in 0..5 {
        browser.open();
    }
    browser.sign_in(3);
    let call = browser.ring();
    browser.press(0, Command::Answer(browser.key(0, &call)));
    browser.run(12_000);
    for closed in [3, 0, 1, 2] {
        browser.close(closed);
        browser.run(2_000);
    }
    assert_eq!(browser.lead(4), Lead::Alone);
    assert_eq!(browser.state_of(4, &call), Some(CallState::Talking));
    assert_eq!(browser.count("answer"), 1);
    assert_eq!(browser.count("login"), 1);
}

#[test]
fn a_cookie_session_is_taken_over_without_a_guid() {
    let settings = Settings {
        session: SessionKind::Cookie,
        ..own_page()
    };
    let now = Moment::default();
    let (mut tab, _) = Tab::begin(settings, 1, Saved::Nothing, now);
    let effects = tab.update(Event::Page(Fact::LockGranted), now);
    assert!(!format!("{effects:?}").contains("Guid:"));
}

/// What a tab tells when it begins with this and is alone.
fn told_by_a_begin(settings: Settings, saved: Saved) -> Vec<NoticeKind> {
    let now = Moment::default();
    let (mut tab, _) = Tab::begin(settings, 1, saved, now);
    let _ = tab.update(Event::Page(Fact::Unavailable), now);
    let view = tab.view(now);
    assert_eq!((view.lead, view.stage), (Lead::Alone, Stage::SignedOut));
    view.notices.into_iter().map(|notice| notice.kind).collect()
}

#[test]
fn what_cannot_be_gone_on_from_is_told_with_the_reason() {
    let damaged = || Saved::Record {
        record: "[1,2".into(),
        guid: Guid::parse("a.AgentGateway0"),
    };
    let again = |why| vec![NoticeKind::SignInAgain(why)];
    assert_eq!(told_by_a_begin(own_page(), Saved::Nothing), []);
    assert_eq!(
        told_by_a_begin(own_page(), Saved::Blocked),
        again(Untaken::StorageBlocked)
    );
    assert_eq!(
        told_by_a_begin(own_page(), damaged()),
        again(Untaken::Record(Unusable::Unreadable))
    );
    for saved in [damaged(), Saved::Blocked, Saved::Nothing] {
        assert_eq!(
            told_by_a_begin(Settings::default(), saved),
            again(Untaken::NotKept)
        );
    }
}

#[test]
fn what_another_version_or_anybody_says_on_the_channel_harms_nobody() {
    let mut browser = two_tabs(own_page());
    for text in [
        "",
        "hello",
        "[99,1,1,2]",
        "[1,7,7,9]",
        "[1,7,99,3,\"no record\"]",
        "{}",
    ] {
        for tab in 0..2 {
            browser.happen(tab, Event::Heard(ChannelText(text.into())));
        }
    }
    browser.run(30_000);
    assert_eq!(browser.count("login"), 1);
    let leaders = [browser.lead(0), browser.lead(1)];
    assert!(leaders.contains(&Lead::Leading), "{leaders:?}");
    for tab in 0..2 {
        assert!(matches!(browser.view(tab).stage, Stage::SignedIn { .. }));
    }
}

#[test]
fn a_tab_does_not_rob_a_leader_of_another_version() {
    let now = |seconds| Moment {
        mono: Millis::seconds(seconds),
        wall: 1_700_000_000_000 + seconds * 1_000,
    };
    let (mut tab, _) = Tab::begin(own_page(), 1, Saved::Nothing, now(0));
    for seconds in (2..60).step_by(2) {
        let heard = Event::Heard(ChannelText("[99,1,1,2]".into()));
        let effects = tab.update(heard, now(seconds));
        assert_eq!(effects, []);
    }
    assert_eq!(tab.view(now(60)).lead, Lead::Joining);
}
