//! What a snapshot says, and when one is read.

use agent_session::call::{CallState, Details};
use agent_session::resync::{Next, Place, Question, Resync, Snapshot, Trouble, details};
use agent_session::view::Millis;
use gateway_protocol::call_data::CallData;
use gateway_protocol::endpoint::{Failure, Refusal, Unreadable, Why};
use gateway_protocol::event::Feature;
use gateway_protocol::retcode::Retcode;

use crate::{at, call_id};

fn data(id: &str) -> CallData {
    CallData {
        call: call_id(id),
        caller: Some("70004".to_owned()),
        called: Some("60015".to_owned()),
        skill: Some("voice".to_owned()),
        skill_id: None,
        feature: Feature::Internal,
        begin_time: None,
        media_type: None,
    }
}

/// Everything was asked and answered: these are the calls, and none is anywhere.
fn listing(calls: &[&str]) -> Snapshot {
    Snapshot {
        calls: Some(calls.iter().map(|id| call_id(id)).collect()),
        ringing: Some(None),
        held: Some(Vec::new()),
        current: Some(None),
        ..Snapshot::default()
    }
}

#[test]
fn a_call_is_where_the_answers_say_and_nowhere_that_they_do_not() {
    let check = |snapshot: Snapshot, place: Place| {
        assert_eq!(snapshot.place_of(&call_id("1")), place, "{snapshot:?}");
    };
    let found = |state| Place::At(state, details(&data("1")));
    check(Snapshot::default(), Place::Undecided);
    check(listing(&[]), Place::Gone);
    check(listing(&["2"]), Place::Gone);
    check(listing(&["2", "1"]), Place::Undecided);
    let ringing = |id| Some(Some(data(id)));
    check(
        Snapshot {
            ringing: ringing("1"),
            ..listing(&["1"])
        },
        found(CallState::Ringing),
    );
    check(
        Snapshot {
            ringing: ringing("2"),
            ..listing(&["1"])
        },
        Place::Undecided,
    );
    check(
        Snapshot {
            held: Some(vec![data("2"), data("1")]),
            ringing: None,
            ..listing(&["1"])
        },
        found(CallState::Held),
    );
    let current = || Snapshot {
        current: Some(Some(data("1"))),
        ..listing(&["1"])
    };
    check(current(), found(CallState::Talking));
    // The current call may ring or be held, where those questions were not answered.
    check(
        Snapshot {
            ringing: None,
            ..current()
        },
        Place::Undecided,
    );
    check(
        Snapshot {
            held: None,
            ..current()
        },
        Place::Undecided,
    );
}

#[test]
fn what_the_gateway_knows_of_a_call_is_taken_over() {
    let expected = Details {
        caller: Some("70004".to_owned()),
        called: Some("60015".to_owned()),
        skill: Some("voice".to_owned()),
        feature: Feature::Internal,
        ..Details::default()
    };
    assert_eq!(details(&data("1")), expected);
}

#[test]
fn a_code_that_may_change_is_asked_again_and_another_is_an_answer() {
    let check = |code: &str, trouble| {
        let failure = Failure::Refused(Refusal {
            retcode: Retcode::parse(code),
            message: String::new(),
        });
        assert_eq!(Trouble::of(&failure), trouble, "{code}");
    };
    for code in ["100-007", "000-003", "000-004"] {
        check(code, Trouble::Unanswered);
    }
    for code in ["100-006", "000-002", "999-999"] {
        check(code, Trouble::Refused);
    }
    let torn = Failure::Unreadable(Unreadable {
        status: 200,
        why: Why::NotJson,
    });
    assert_eq!(Trouble::of(&torn), Trouble::Unanswered);
}

#[test]
fn one_unanswered_question_outweighs_any_refused() {
    use Trouble::{Refused, Unanswered};
    let check = |notes: &[Trouble], trouble| {
        let mut snapshot = Snapshot::default();
        for note in notes {
            snapshot.note(*note);
        }
        assert_eq!(snapshot.trouble, trouble, "{notes:?}");
    };
    check(&[], None);
    check(&[Refused, Refused], Some(Refused));
    check(&[Refused, Unanswered], Some(Unanswered));
    check(&[Unanswered, Refused], Some(Unanswered));
}

/// The questions of a snapshot that is answered so.
fn asked(answer: impl Fn(Question, &mut Snapshot)) -> Vec<Question> {
    let mut resync = Resync::default();
    resync.want(Millis(0));
    let mut question = resync.begin(0, at(0)).expect("it is due");
    let mut asked = vec![question];
    loop {
        answer(question, resync.snapshot().expect("it is under way"));
        match resync.next(question) {
            Next::Ask(next) => question = next,
            Next::Finished { .. } => break,
            Next::Nothing => panic!("it was under way"),
        }
        asked.push(question);
    }
    assert!(resync.snapshot().is_none());
    assert!(resync.newer().is_none());
    assert_eq!(resync.next(question), Next::Nothing);
    asked
}

#[test]
fn a_question_that_earlier_answers_make_needless_is_left_out() {
    use Question::{Calls, Current, Held, Ringing, Status};
    let list = |calls: &'static [&str]| {
        move |question, snapshot: &mut Snapshot| {
            if question == Calls {
                snapshot.calls = Some(calls.iter().map(|id| call_id(id)).collect());
            }
        }
    };
    let all = [Status, Calls, Ringing, Held, Current];
    assert_eq!(asked(list(&["1"])), all);
    assert_eq!(asked(list(&[])), [Status, Calls]);
    assert_eq!(asked(|_, _| ()), [Status, Calls]);
    let unanswered = |_, snapshot: &mut Snapshot| snapshot.note(Trouble::Unanswered);
    assert_eq!(asked(unanswered), [Status]);
    let refused = |question, snapshot: &mut Snapshot| {
        snapshot.note(Trouble::Refused);
        list(&["1"])(question, snapshot);
    };
    assert_eq!(asked(refused), all);
}

#[test]
fn two_wishes_are_one_at_the_earlier_time_for_the_greater_reason() {
    let mut resync = Resync::default();
    assert_eq!(resync.next_wake(), None);
    assert!(!resync.is_in_doubt());
    resync.look_again(Millis(500));
    assert!(!resync.is_in_doubt());
    resync.want(Millis(900));
    assert!(resync.is_in_doubt());
    assert_eq!(resync.next_wake(), Some(Millis(500)));
    resync.look_again(Millis(300));
    assert!(resync.is_in_doubt());
    assert_eq!(resync.next_wake(), Some(Millis(300)));
    assert_eq!(resync.begin(0, at(299)), None);
    assert_eq!(resync.begin(0, at(300)), Some(Question::Status));
    assert_eq!(resync.next_wake(), None);
}

#[test]
fn the_doubt_lasts_until_the_snapshot_is_read() {
    let mut resync = Resync::default();
    resync.want(Millis(0));
    resync.begin(0, at(0));
    assert!(resync.is_in_doubt());
    resync.newer().expect("it is under way").is_agent = true;
    // Another is wanted meanwhile, and waits.
    resync.look_again(Millis(1));
    assert_eq!(resync.begin(0, at(5)), None);
    assert!(resync.is_in_doubt());
    resync
        .snapshot()
        .expect("it is under way")
        .note(Trouble::Unanswered);
    let Next::Finished { newer, .. } = resync.next(Question::Status) else {
        panic!("nothing more is asked after that");
    };
    assert!(newer.is_agent);
    assert!(!resync.is_in_doubt());
    assert_eq!(resync.begin(0, at(5)), Some(Question::Status));
    assert!(!resync.is_in_doubt());
    resync.stop();
    assert_eq!(resync, Resync::default());
}

#[test]
fn a_snapshot_given_up_is_read_anew() {
    let mut resync = Resync::default();
    resync.look_again(Millis(0));
    resync.begin(0, at(0));
    resync.interrupt(at(7));
    assert!(resync.snapshot().is_none());
    assert!(resync.is_in_doubt());
    assert_eq!(resync.next_wake(), Some(Millis(7)));
    assert_eq!(resync.begin(0, at(7)), Some(Question::Status));
}

#[test]
fn a_snapshot_counts_only_with_a_good_word_since_the_last() {
    let mut resync = Resync::default();
    resync.doubt(3);
    assert!(!resync.is_round(3));
    assert!(resync.is_round(4));
    assert!(!resync.is_round(4));
    // The first of a row begins to count where it begins, the next go on.
    resync.want(Millis(0));
    resync.begin(6, at(0));
    assert!(!resync.is_round(6));
    let unanswered = Snapshot {
        trouble: Some(Trouble::Unanswered),
        ..Snapshot::default()
    };
    resync.pause_after(&unanswered);
    resync.next(Question::Current);
    resync.want(Millis(1));
    resync.begin(7, at(1));
    assert!(resync.is_round(7));
}

#[test]
fn what_was_not_answered_is_asked_ever_more_slowly_and_what_was_refused_once_more() {
    let snapshot = |trouble| Snapshot {
        trouble,
        ..Snapshot::default()
    };
    let mut resync = Resync::default();
    let mut check = |trouble, pause: Option<u64>| {
        let told = resync.pause_after(&snapshot(trouble));
        assert_eq!(told, pause.map(Millis::seconds), "{trouble:?}");
    };
    let unanswered = Some(Trouble::Unanswered);
    let refused = Some(Trouble::Refused);
    for seconds in [1, 2, 4, 5, 5] {
        check(unanswered, Some(seconds));
    }
    check(refused, Some(1));
    check(refused, None);
    check(unanswered, Some(1));
    check(None, None);
    check(unanswered, Some(1));
    check(refused, Some(1));
    check(None, None);
    check(refused, Some(1));
}
