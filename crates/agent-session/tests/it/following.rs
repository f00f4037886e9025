//! A session that another tab runs: what is shown of it, and what becomes of presses that are passed on.

use agent_session::command::{Act, CallKey, Command, Epoch};
use agent_session::effect::Effect;
use agent_session::event::Event;
use agent_session::record::Record;
use agent_session::session::Session;
use agent_session::settings::Settings;
use agent_session::time::{Millis, Moment};
use agent_session::view::{Lead, NoticeKind, Reason, Settlement, Stage};

use crate::desk::{Desk, Truth, released};

/// A tab that follows, and what the leader tells it.
struct Follower {
    session: Session,
    desk: Desk,
}

impl Follower {
    fn of(desk: Desk) -> Self {
        let mut session = Session::new(Settings::default(), 99);
        assert_eq!(session.follow(desk.moment()), []);
        let mut follower = Self { session, desk };
        follower.is_told();
        follower
    }

    fn now(&self) -> Moment {
        self.desk.moment()
    }

    fn is_told(&mut self) {
        let kept = self.desk.kept.as_ref().expect("a record");
        let record = Record::read(&kept.record, self.now()).expect("a record");
        self.session.draw(record);
        self.session.believe(true, self.now());
    }

    /// This press is passed on under this number.
    fn press(&mut self, command: &Command, number: u32) {
        let now = self.now();
        assert!(self.session.may_pass_on(command, now));
        self.session.show_passed_on(command, number, now);
    }

    fn notices(&self) -> Vec<NoticeKind> {
        let notices = self.session.view(self.now()).notices;
        notices.into_iter().map(|notice| notice.kind).collect()
    }

    /// Time passes; the follower wakes when it wants.
    fn pass(&mut self, span: u64) {
        let end = self.desk.now() + span;
        while let Some(at) = self.session.next_wake(self.now()).filter(|at| at.0 <= end) {
            self.desk.idle(at.0 - self.desk.now());
            self.session.give_up_passed_on(self.now());
        }
        self.desk.idle(end - self.desk.now());
    }
}

const ANSWER: Act = Act::Answer;

fn unknown() -> NoticeKind {
    NoticeKind::Unknown {
        act: ANSWER,
        refusal: None,
    }
}

fn settled(as_what: Settlement) -> NoticeKind {
    NoticeKind::Settled {
        act: ANSWER,
        as_what,
    }
}

#[test]
fn a_session_that_is_followed_does_nothing_by_itself() {
    let mut follower = Follower::of(Desk::ringing());
    let now = follower.now();
    let answer = Command::Answer(follower.desk.key("1"));
    for event in [Event::Woke, Event::Resumed, Event::Asked(answer)] {
        assert_eq!(follower.session.update(event, now), []);
    }
    assert!(follower.session.is_following());
}

#[test]
fn a_press_passed_on_is_shown_on_its_way_and_blocks_the_next() {
    let mut follower = Follower::of(Desk::ringing());
    let answer = Command::Answer(follower.desk.key("1"));
    follower.press(&answer, 1);
    let now = follower.now();
    assert_eq!(follower.session.view(now).pending[0].act, ANSWER);
    assert!(!follower.session.may_pass_on(&answer, now));
    assert_eq!(follower.notices(), [], "a second press is no news");
    // What the leader tells meanwhile does not hide it.
    follower.is_told();
    assert_eq!(follower.session.view(now).pending.len(), 1);
    follower.session.passed_on(1);
    assert_eq!(follower.session.view(now).pending, []);
}

#[test]
fn a_press_whose_taking_is_not_known_blocks_for_a_while_and_stays_not_known() {
    let mut follower = Follower::of(Desk::ringing());
    follower.press(&Command::Answer(follower.desk.key("1")), 1);
    follower.session.press_lost(1, follower.now());
    assert_eq!(follower.notices(), [unknown()]);
    follower.pass(19_000);
    follower.is_told();
    assert_eq!(
        follower.notices(),
        [unknown()],
        "the leader's notices are not this tab's"
    );
    assert!(follower.session.view(follower.now()).pending[0].is_unknown);
    follower.pass(2_000);
    assert_eq!(follower.session.view(follower.now()).pending, []);
    assert_eq!(follower.notices(), [settled(Settlement::NotKnown)]);
}

#[test]
fn a_press_that_was_taken_after_all_is_the_leaders_to_tell() {
    let mut follower = Follower::of(Desk::ringing());
    follower.press(&Command::Answer(follower.desk.key("1")), 1);
    follower.session.press_lost(1, follower.now());
    follower.session.passed_on(1);
    assert_eq!(follower.notices(), []);
    assert_eq!(follower.session.view(follower.now()).pending, []);
}

#[test]
fn what_is_told_here_is_dismissed_here_and_what_the_leader_told_there() {
    let mut desk = Desk::signed_in();
    desk.press(Command::SetReady);
    let mut follower = Follower::of(desk);
    let now = follower.now();
    let over = Command::Drop(CallKey {
        id: crate::desk::call_id("9"),
        epoch: Epoch(9),
    });
    assert!(!follower.session.may_pass_on(&over, now));
    let notices = follower.session.view(now).notices;
    assert_eq!(notices.len(), 2);
    let (theirs, ours) = (notices[0].id, notices[1].id);
    assert!(
        follower
            .session
            .may_pass_on(&Command::DismissNotice(theirs), now)
    );
    assert!(
        !follower
            .session
            .may_pass_on(&Command::DismissNotice(ours), now)
    );
    assert_eq!(follower.session.view(now).notices.len(), 1);
}

#[test]
fn a_leader_that_is_not_believed_leaves_everything_disabled() {
    let mut follower = Follower::of(Desk::ringing());
    let now = follower.now();
    assert_eq!(follower.session.view(now).actions.answer, Ok(()));
    follower.session.believe(false, now);
    assert_eq!(
        follower.session.view(now).actions.answer,
        Err(Reason::NotFresh)
    );
    assert_eq!(
        crate::picture::connection(follower.session.view(now).connection),
        "stale"
    );
}

#[test]
fn the_picture_of_a_leader_not_heard_for_long_ages() {
    let mut follower = Follower::of(Desk::signed_in());
    let later = follower.now().plus(Millis::seconds(40));
    let shown = follower.session.view(later).connection;
    assert_eq!(crate::picture::connection(shown), "not receiving");
    assert!(follower.session.next_wake(follower.now()).is_some());
    follower.desk.idle(1_000);
}

#[test]
fn a_leader_that_signs_out_leaves_nobody_signed_in() {
    let mut leader = Session::new(Settings::default(), 5);
    leader.set_part(agent_session::view::Lead::Leading, true);
    let now = Moment::default();
    let told = leader.update(Event::Woke, now);
    let [agent_session::effect::Effect::Share(kept)] = told.as_slice() else {
        panic!("{told:?}");
    };
    let mut follower = Follower::of(Desk::talking());
    follower
        .session
        .draw(Record::read(&kept.record, now).expect("a record"));
    let view = follower.session.view(now);
    assert_eq!((view.stage, view.calls), (Stage::SignedOut, vec![]));
}

/// Those that this leader passed on before it led, to a leader that is gone.
#[test]
fn what_the_leader_passed_on_itself_is_no_press_of_this_tab() {
    let mut leader = Follower::of(Desk::ringing());
    let answer = Command::Answer(leader.desk.key("1"));
    leader.press(&answer, 1);
    let guid = leader.desk.kept.as_ref().and_then(|kept| kept.guid.clone());
    leader.session.set_part(Lead::Leading, true);
    let effects = leader.session.take_up(guid, leader.now());
    let shared = effects.into_iter().find_map(|effect| match effect {
        Effect::Share(kept) => Some(kept),
        _ => None,
    });
    let shared = shared.expect("a record");
    let mut third = Session::new(Settings::default(), 98);
    assert_eq!(third.follow(leader.now()), []);
    for _ in 0..5 {
        third.draw(Record::read(&shared.record, leader.now()).expect("a record"));
    }
    assert_eq!(third.view(leader.now()).pending, []);
}

/// Its end was told by the leader before, and nothing will tell of it again.
#[test]
fn a_press_passed_on_for_a_call_that_is_over_blocks_nothing_after_a_take_over() {
    let mut follower = Follower::of(Desk::talking());
    let drop = Command::Drop(follower.desk.key("1"));
    follower.press(&drop, 1);
    follower.session.press_lost(1, follower.now());
    follower.desk.truth = Truth::default();
    follower.desk.event(&released("1"));
    follower.is_told();
    let guid = follower
        .desk
        .kept
        .as_ref()
        .and_then(|kept| kept.guid.clone());
    let effects = follower.session.take_up(guid, follower.now());
    let mut desk = follower.desk;
    // A page of a host keeps nothing.
    desk.kept = None;
    desk.goes_on_with(follower.session, effects);
    desk.reply("updateGuid", "100-007");
    desk.reply("syncagentinfo", "0");
    desk.let_pass(1_000);
    assert_eq!(desk.view().pending, []);
}
