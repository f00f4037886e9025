//! What a host is told between two pictures: each row a picture, another, and the events between them, in order.

use agent_session::changes::{HostEvent, changes};
use agent_session::command::Act;
use agent_session::host::picture;
use agent_session::session::Session;
use agent_session::settings::Settings;
use agent_session::view::{
    AgentId, AgentState, CallState, CallView, Cause, Conference, Connection, EndedBy, EndedCall,
    EndedHow, GuidStamp, Lead, LedgerEntry, Moment, OpenQueue, Outcome, Queue, RejectMode, Retcode,
    Settlement, Skill, SkillId, Stage, UnknownEvent, View, Waiting, WaitingCall,
};
use gateway_protocol::event::Feature;

use crate::{at, call_id, call_key, invitation_key};

/// Nobody is signed in.
fn out() -> View {
    Session::new(Settings::default(), 1).view(at(0))
}

/// This agent is signed in, and nothing is going on.
fn agent(id: &str) -> View {
    let agent = AgentId::parse(id).expect("an agent id");
    let since = at(0);
    View {
        stage: Stage::SignedIn { agent, since },
        connection: Connection::Fresh,
        ..out()
    }
}

fn signed_in() -> View {
    agent("291")
}

/// An event in short: its name and what tells it from others of that name.
fn told(event: &HostEvent<'_>) -> String {
    let of = |conference: &picture::Conference<'_>| conference.id.unwrap_or_default().to_owned();
    match event {
        HostEvent::CallRinging { id, offer, call } => format!("ringing {id} {offer} {}", call.id),
        HostEvent::CallAnswered { id, offer, call } => format!("answered {id} {offer} {}", call.id),
        HostEvent::CallRejected {
            id,
            offer,
            by,
            call,
        } => {
            format!("rejected {id} {offer} {} {}", by.word(), call.id)
        }
        HostEvent::CallMissed {
            id,
            offer,
            by,
            call,
        } => {
            format!("missed {id} {offer} {} {}", by.word(), call.id)
        }
        HostEvent::CallEnded {
            id,
            offer,
            by,
            call,
        } => {
            format!("ended {id} {offer} {} {}", by.word(), call.id)
        }
        HostEvent::ConferenceRinging { conference } => format!("invited {}", of(conference)),
        HostEvent::ConferenceRejected { by, conference } => {
            format!("declined {} {}", of(conference), by.word())
        }
        HostEvent::ConferenceJoined { conference } => format!("joined {}", of(conference)),
        HostEvent::ConferenceEnded { by, conference } => {
            format!("conference over {} {}", of(conference), by.word())
        }
        HostEvent::QueueChanged { .. } => "queue".to_owned(),
        HostEvent::AgentStateChanged { .. } => "agent".to_owned(),
        HostEvent::SessionStarted { .. } => "started".to_owned(),
        HostEvent::SessionRenewed { renewals } => format!("renewed {renewals}"),
        HostEvent::SessionExpiring { signed_out } => format!("expiring {signed_out}"),
        HostEvent::SessionLost { agent, by } => format!("lost {agent} {}", by.word()),
        HostEvent::SessionEnded { agent, by } => format!("signed out {agent} {}", by.word()),
        HostEvent::ConnectionChanged { connection } => {
            let cause = connection.cause.map_or("", |cause| cause.word());
            format!("connection {} {cause}", connection.state.word())
        }
        HostEvent::LeaderChanged { leader } => leader.word().to_owned(),
        HostEvent::CommandAccepted {
            number, act, call, ..
        } => {
            format!("accepted {} {} {call:?}", number.0, act.word())
        }
        HostEvent::CommandConfirmed {
            number,
            act,
            call,
            by,
            ..
        } => {
            format!("confirmed {} {} {call:?} {by}", number.0, act.word())
        }
        HostEvent::CommandRefused {
            number,
            act,
            call,
            code,
            ..
        } => {
            format!("refused {} {} {call:?} {code}", number.0, act.word())
        }
        HostEvent::CommandUnknown {
            number, act, call, ..
        } => {
            format!("unknown {} {} {call:?}", number.0, act.word())
        }
        HostEvent::CommandSettled {
            number,
            act,
            call,
            outcome,
            ..
        } => {
            format!(
                "settled {} {} {call:?} {}",
                number.0,
                act.word(),
                outcome.word()
            )
        }
        HostEvent::GatewayEvent { event, content } => format!("event {event} {content}"),
    }
}

#[track_caller]
fn check(before: &View, after: &View, expected: &[&str]) {
    let happened: Vec<_> = changes(before, after).iter().map(told).collect();
    assert_eq!(happened, expected);
}

#[test]
fn nothing_is_told_where_nothing_has_changed() {
    for view in [
        out(),
        signed_in(),
        ringing(),
        invited(),
        View {
            queue: queue(listed(&["1"], 0), Some(1)),
            ended: vec![ended("1", 1, EndedHow::Missed)],
            ledger: vec![confirmed(1, Act::SignOut)],
            unknown_events: vec![unknown(1)],
            ..signed_in()
        },
    ] {
        check(&view, &view, &[]);
    }
}

// The session.

#[test]
fn a_session_starts_ends_by_the_agent_or_is_lost() {
    check(&out(), &signed_in(), &["started", "connection fresh "]);
    let over = ["connection off ", "lost 291 system"];
    check(&signed_in(), &out(), &over);
    let other = agent("292");
    check(&signed_in(), &other, &["started", "lost 291 system"]);
    let signing_in = View {
        stage: Stage::SigningIn {
            agent: AgentId::parse("291").expect("an agent id"),
        },
        ..out()
    };
    check(&out(), &signing_in, &[]);

    let asked = |outcome| View {
        ledger: vec![entry(1, Act::SignOut, outcome)],
        ..signed_in()
    };
    let signed_out = |outcome| View {
        ledger: vec![entry(1, Act::SignOut, outcome)],
        ..out()
    };
    let by_agent = "signed out 291 agent";
    check(
        &asked(Outcome::Open),
        &signed_out(by_event()),
        &[
            "connection off ",
            "confirmed 1 signOut None Event",
            by_agent,
        ],
    );
    check(
        &asked(Outcome::Open),
        &signed_out(settled(Settlement::Done)),
        &["connection off ", "settled 1 signOut None done", by_agent],
    );
    for (outcome, told) in [
        (Outcome::Open, None),
        (by_code(), Some("refused 1 signOut None 100-002")),
        (
            settled(Settlement::NotDone),
            Some("settled 1 signOut None notDone"),
        ),
        (
            settled(Settlement::CallOver),
            Some("settled 1 signOut None callOver"),
        ),
        (
            settled(Settlement::NotKnown),
            Some("settled 1 signOut None notKnown"),
        ),
    ] {
        let mut expected = vec!["connection off "];
        expected.extend(told);
        expected.push("lost 291 system");
        check(&asked(Outcome::Open), &signed_out(outcome), &expected);
    }
}

/// A sign-out of a session before, or one among other commands.
#[test]
fn only_the_newest_sign_out_and_only_one_done_since_then_explains_the_end() {
    let old = |rest: Vec<LedgerEntry>, view: View| {
        let mut ledger = vec![confirmed(1, Act::SignOut)];
        ledger.extend(rest);
        View { ledger, ..view }
    };
    check(
        &old(vec![], signed_in()),
        &old(vec![], out()),
        &["connection off ", "lost 291 system"],
    );
    check(
        &old(vec![entry(2, Act::SignOut, Outcome::Open)], signed_in()),
        &old(vec![entry(2, Act::SignOut, Outcome::Open)], out()),
        &["connection off ", "lost 291 system"],
    );
    check(
        &old(vec![entry(2, Act::SignOut, Outcome::Open)], signed_in()),
        &old(vec![confirmed(2, Act::SignOut)], out()),
        &[
            "connection off ",
            "confirmed 2 signOut None Event",
            "signed out 291 agent",
        ],
    );
    let busy = |view| View {
        ledger: vec![confirmed(3, Act::SetBusy)],
        ..view
    };
    check(
        &signed_in(),
        &busy(out()),
        &[
            "connection off ",
            "confirmed 3 setBusy None Event",
            "lost 291 system",
        ],
    );
}

#[test]
fn a_guid_is_told_by_how_many_came_since_the_sign_in() {
    let with = |generation: Option<u32>| View {
        guid: generation.map(|generation| GuidStamp {
            generation,
            renewed: at(5),
        }),
        ..signed_in()
    };
    check(&with(Some(1)), &with(Some(2)), &["renewed 1"]);
    check(&with(Some(2)), &with(Some(5)), &["renewed 4"]);
    for (before, after) in [
        (None, Some(1)),
        (Some(1), None),
        (Some(3), Some(3)),
        (Some(3), Some(1)),
    ] {
        check(&with(before), &with(after), &[]);
    }
}

#[test]
fn a_connection_is_told_by_what_it_is_and_why_and_not_by_its_age() {
    let with = |connection| View {
        connection,
        ..signed_in()
    };
    let stale = |cause, last_good| {
        let last_good = at(last_good);
        with(Connection::Stale { last_good, cause })
    };
    let critical = |cause, signed_out| {
        let (last_good, signed_out) = (at(1), at(signed_out));
        with(Connection::Critical {
            last_good,
            signed_out,
            cause,
        })
    };
    let (gone, checking) = (Cause::Gone, Cause::Checking);
    check(&signed_in(), &stale(gone, 1), &["connection stale gone"]);
    check(&stale(gone, 1), &stale(gone, 2), &[]);
    check(
        &stale(gone, 1),
        &stale(checking, 1),
        &["connection stale checking"],
    );
    check(
        &stale(gone, 1),
        &critical(gone, 120),
        &["expiring 120", "connection critical gone"],
    );
    check(
        &critical(gone, 120),
        &critical(checking, 120),
        &["connection critical checking"],
    );
    check(&critical(gone, 120), &critical(gone, 121), &[]);
    let not_receiving = with(Connection::NotReceiving {
        last_good: at(1),
        cause: gone,
    });
    check(
        &stale(gone, 1),
        &not_receiving,
        &["connection notReceiving gone"],
    );
}

#[test]
fn the_tabs_part_and_the_agents_state_are_told_when_they_change() {
    let leads = View {
        lead: Lead::Leading,
        ..signed_in()
    };
    check(&signed_in(), &leads, &["leading"]);
    let with = |state, is_busy_next, since: Moment| {
        let mut view = signed_in();
        view.agent.state = state;
        view.agent.is_busy_next = is_busy_next;
        view.agent.since = since;
        view
    };
    let ready = AgentState::Ready;
    let busy = |reason| AgentState::Busy { reason };
    check(
        &with(ready, false, at(1)),
        &with(busy(None), false, at(2)),
        &["agent"],
    );
    check(
        &with(busy(None), false, at(1)),
        &with(busy(Some(1)), false, at(1)),
        &["agent"],
    );
    check(
        &with(ready, false, at(1)),
        &with(ready, true, at(1)),
        &["agent"],
    );
    check(&with(ready, false, at(1)), &with(ready, false, at(2)), &[]);
}

// Calls.

fn call(id: &str, epoch: u64, state: CallState, last_known: CallState) -> CallView {
    CallView {
        key: call_key(id, epoch),
        state,
        last_known,
        since: at(0),
        caller: None,
        called: None,
        skill: None,
        feature: Feature::NotGiven,
        is_transfer: false,
        transferred_from: None,
        requeued: None,
        has_caller_left: false,
        is_in_doubt: false,
        answer: Ok(()),
        reject: Ok(()),
        drop: Ok(()),
    }
}

fn with_call(epoch: u64, state: CallState) -> View {
    View {
        calls: vec![call("1", epoch, state, state)],
        ..signed_in()
    }
}

fn ringing() -> View {
    with_call(5, CallState::Ringing)
}

#[test]
fn a_call_is_told_once_when_it_rings_and_once_when_it_is_answered() {
    use CallState::{Alerting, Held, NotKnown, Ringing, Talking};
    let none = signed_in();
    let rings: &[&str] = &["ringing 1 5 1"];
    let answered: &[&str] = &["answered 1 5 1"];
    for (before, after, expected) in [
        (None, Alerting, &[] as &[&str]),
        (None, NotKnown, &[]),
        (None, Ringing, rings),
        (None, Talking, answered),
        (None, Held, answered),
        (Some(Alerting), Ringing, rings),
        (Some(Alerting), Talking, answered),
        (Some(Ringing), Ringing, &[]),
        (Some(Ringing), Alerting, &[]),
        (Some(Ringing), Talking, answered),
        (Some(Ringing), Held, answered),
        (Some(Talking), Held, &[]),
        (Some(Held), Talking, &[]),
        (Some(Talking), Ringing, &[]),
    ] {
        let before = before.map_or(none.clone(), |state| with_call(5, state));
        check(&before, &with_call(5, after), expected);
    }
}

#[test]
fn a_second_offer_is_told_and_a_call_found_again_is_not() {
    check(
        &ringing(),
        &with_call(6, CallState::Ringing),
        &["ringing 1 6 1"],
    );
    let two = View {
        calls: vec![
            call("2", 9, CallState::Ringing, CallState::Ringing),
            call("1", 5, CallState::Ringing, CallState::Ringing),
        ],
        ..signed_in()
    };
    check(&ringing(), &two, &["ringing 2 9 2"]);
    let lost = |last_known| View {
        calls: vec![call("1", 5, CallState::NotKnown, last_known)],
        ..signed_in()
    };
    let was_ringing = lost(CallState::Ringing);
    check(&ringing(), &was_ringing, &[]);
    check(&was_ringing, &ringing(), &[]);
    check(
        &lost(CallState::Talking),
        &with_call(5, CallState::Talking),
        &[],
    );
}

fn ended(id: &str, epoch: u64, how: EndedHow) -> EndedCall {
    EndedCall {
        key: call_key(id, epoch),
        caller: None,
        how,
        by: EndedBy::Caller,
        at: at(1),
    }
}

#[test]
fn a_call_that_is_over_is_told_by_how_the_oldest_first() {
    let over = |ended| View {
        ended,
        ..signed_in()
    };
    for (how, told) in [
        (
            EndedHow::Rejected(RejectMode::HangUp),
            "rejected 1 5 caller 1",
        ),
        (EndedHow::Missed, "missed 1 5 caller 1"),
        (EndedHow::Released, "ended 1 5 caller 1"),
        (EndedHow::SessionEnded, "ended 1 5 caller 1"),
    ] {
        check(&ringing(), &over(vec![ended("1", 5, how)]), &[told]);
    }
    let (first, second) = (
        ended("1", 5, EndedHow::Missed),
        ended("2", 6, EndedHow::Released),
    );
    check(
        &over(vec![]),
        &over(vec![second.clone(), first.clone()]),
        &["missed 1 5 caller 1", "ended 2 6 caller 2"],
    );
    check(
        &over(vec![first.clone()]),
        &over(vec![second, first.clone()]),
        &["ended 2 6 caller 2"],
    );
    let again = ended("1", 7, EndedHow::Missed);
    check(
        &over(vec![first.clone()]),
        &over(vec![again, first]),
        &["missed 1 7 caller 1"],
    );
}

/// What is over, or was asked, in a session that is taken up is the present state of it, and no news.
#[test]
fn of_a_session_taken_up_only_what_is_there_is_told() {
    let taken_up = View {
        ended: vec![ended("1", 5, EndedHow::Missed)],
        ledger: vec![confirmed(1, Act::SetReady)],
        calls: vec![call("2", 6, CallState::Ringing, CallState::Ringing)],
        ..signed_in()
    };
    check(
        &out(),
        &taken_up,
        &["started", "connection fresh ", "ringing 2 6 2"],
    );
    // A command that was known before is news all the same.
    let known = View {
        ledger: vec![entry(1, Act::SetReady, Outcome::Open)],
        ..out()
    };
    check(
        &known,
        &taken_up,
        &[
            "started",
            "connection fresh ",
            "ringing 2 6 2",
            "confirmed 1 setReady None Event",
        ],
    );
}

// Conferences.

fn in_conference(conference: Conference) -> View {
    View {
        conference,
        ..signed_in()
    }
}

fn invited_to(id: &str, epoch: u64) -> View {
    let key = invitation_key(id, epoch);
    in_conference(Conference::Invited { key, since: at(0) })
}

fn joined(id: &str, epoch: u64) -> View {
    let key = invitation_key(id, epoch);
    in_conference(Conference::Joined { key, since: at(0) })
}

fn invited() -> View {
    invited_to("77", 3)
}

fn asked_for(act: Act, outcome: Outcome, view: View) -> View {
    View {
        ledger: vec![entry(1, act, outcome)],
        ..view
    }
}

#[test]
fn a_conference_rings_is_joined_and_is_over() {
    check(&signed_in(), &invited(), &["invited 77"]);
    check(&invited(), &joined("77", 3), &["joined 77"]);
    check(&signed_in(), &joined("77", 3), &["joined 77"]);
    check(&invited(), &signed_in(), &["conference over 77 unknown"]);
    check(
        &joined("77", 3),
        &signed_in(),
        &["conference over 77 unknown"],
    );
    check(
        &invited(),
        &invited_to("78", 4),
        &["conference over 77 unknown", "invited 78"],
    );
    check(
        &invited(),
        &invited_to("77", 4),
        &["conference over 77 unknown", "invited 77"],
    );
    check(
        &joined("77", 3),
        &joined("78", 4),
        &["conference over 77 unknown", "joined 78"],
    );
    check(
        &joined("77", 3),
        &invited_to("78", 4),
        &["conference over 77 unknown", "invited 78"],
    );
}

#[test]
fn a_conference_is_declined_or_left_by_the_agent_where_that_command_is_done() {
    let (decline, leave) = (Act::Decline, Act::Leave);
    let open = |act, view| asked_for(act, Outcome::Open, view);
    let done = |act, view| asked_for(act, by_event(), view);
    let unknown = "conference over 77 unknown";
    check(
        &open(decline, invited()),
        &done(decline, signed_in()),
        &[
            "declined 77 agent",
            "confirmed 1 rejectConference None Event",
        ],
    );
    check(
        &open(decline, invited()),
        &asked_for(decline, settled(Settlement::Done), signed_in()),
        &["declined 77 agent", "settled 1 rejectConference None done"],
    );
    check(
        &open(leave, joined("77", 3)),
        &done(leave, signed_in()),
        &[
            "conference over 77 agent",
            "confirmed 1 leaveConference None Event",
        ],
    );
    // Not done, not since then, or not this command: nobody says by whom.
    check(
        &open(decline, invited()),
        &open(decline, signed_in()),
        &[unknown],
    );
    check(
        &done(decline, invited()),
        &done(decline, signed_in()),
        &[unknown],
    );
    check(
        &done(leave, joined("77", 3)),
        &done(leave, signed_in()),
        &[unknown],
    );
    check(
        &open(decline, joined("77", 3)),
        &done(decline, signed_in()),
        &[unknown, "confirmed 1 rejectConference None Event"],
    );
    // An old one is not taken for the newest.
    let two = |newest, view| View {
        ledger: vec![confirmed(1, decline), entry(2, decline, newest)],
        ..view
    };
    check(
        &two(Outcome::Open, invited()),
        &two(Outcome::Open, signed_in()),
        &[unknown],
    );
    check(
        &two(Outcome::Open, invited()),
        &two(by_event(), signed_in()),
        &[
            "declined 77 agent",
            "confirmed 2 rejectConference None Event",
        ],
    );
}

// The queue.

fn queue(waiting: Waiting, chosen: Option<u32>) -> Queue {
    Queue::Open(OpenQueue {
        skills: None,
        chosen: chosen.map(SkillId),
        waiting,
    })
}

fn listed(ids: &[&str], read: u64) -> Waiting {
    let calls = ids.iter().map(|id| WaitingCall {
        call: call_id(id),
        caller: None,
        since: None,
    });
    Waiting::List {
        calls: calls.collect(),
        at: at(read),
    }
}

fn counted(count: u32, read: u64) -> Waiting {
    Waiting::Count {
        count,
        at: at(read),
    }
}

#[test]
fn a_queue_is_told_when_it_shows_something_else_whenever_it_was_read() {
    let open = |waiting| queue(waiting, Some(1));
    let reading = || open(Waiting::Reading);
    let skills = Queue::Open(OpenQueue {
        skills: Some(vec![Skill {
            id: SkillId(1),
            name: "voice".to_owned(),
            media_type: None,
        }]),
        chosen: Some(SkillId(1)),
        waiting: Waiting::Reading,
    });
    for (before, after, is_told) in [
        (Queue::Closed, reading(), true),
        (reading(), Queue::Closed, true),
        (Queue::Closed, Queue::Closed, false),
        (reading(), reading(), false),
        (reading(), open(counted(1, 1)), true),
        (open(counted(1, 1)), open(counted(1, 2)), false),
        (open(counted(1, 1)), open(counted(2, 1)), true),
        (open(listed(&["1"], 1)), open(listed(&["1"], 2)), false),
        (open(listed(&["1"], 1)), open(listed(&["1", "2"], 1)), true),
        (open(counted(1, 1)), open(listed(&["1"], 1)), true),
        (reading(), queue(Waiting::Reading, Some(2)), true),
        (reading(), skills, true),
    ] {
        let with = |queue| View {
            queue,
            ..signed_in()
        };
        let expected: &[&str] = if is_told { &["queue"] } else { &[] };
        check(&with(before), &with(after), expected);
    }
}

// Commands.

fn by_event() -> Outcome {
    Outcome::Confirmed {
        by: "Event".to_owned(),
        at: at(2),
    }
}

fn by_code() -> Outcome {
    Outcome::Refused {
        retcode: Retcode::parse("100-002"),
        at: at(2),
    }
}

fn settled(as_what: Settlement) -> Outcome {
    Outcome::Settled { as_what, at: at(2) }
}

fn entry(number: u32, act: Act, outcome: Outcome) -> LedgerEntry {
    LedgerEntry {
        number,
        act,
        log_name: "name",
        call: None,
        asked: at(0),
        accepted: None,
        unknown: None,
        outcome,
    }
}

fn confirmed(number: u32, act: Act) -> LedgerEntry {
    entry(number, act, by_event())
}

fn answer(accepted: Option<u64>, unknown: Option<u64>, outcome: Outcome) -> Option<LedgerEntry> {
    Some(LedgerEntry {
        call: Some(call_id("1")),
        accepted: accepted.map(at),
        unknown: unknown.map(at),
        ..entry(4, Act::Answer, outcome)
    })
}

#[test]
fn each_step_of_a_command_is_told_once() {
    let open = || Outcome::Open;
    let accepted = r#"accepted 4 answer Some("1")"#;
    let unknown = r#"unknown 4 answer Some("1")"#;
    let confirmed = r#"confirmed 4 answer Some("1") Event"#;
    let refused = r#"refused 4 answer Some("1") 100-002"#;
    let done = r#"settled 4 answer Some("1") done"#;
    let not_done = r#"settled 4 answer Some("1") notDone"#;
    let not_known = r#"settled 4 answer Some("1") notKnown"#;
    for (before, after, expected) in [
        (None, answer(None, None, open()), vec![]),
        (None, answer(Some(1), None, open()), vec![accepted]),
        (None, answer(None, Some(1), open()), vec![unknown]),
        (
            None,
            answer(Some(1), None, by_event()),
            vec![accepted, confirmed],
        ),
        (
            answer(None, None, open()),
            answer(Some(1), None, open()),
            vec![accepted],
        ),
        (
            answer(Some(1), None, open()),
            answer(Some(1), None, open()),
            vec![],
        ),
        (
            answer(Some(1), None, open()),
            answer(Some(1), Some(2), open()),
            vec![unknown],
        ),
        (
            answer(None, Some(1), open()),
            answer(None, Some(1), open()),
            vec![],
        ),
        (
            answer(Some(1), None, open()),
            answer(Some(1), None, by_event()),
            vec![confirmed],
        ),
        (
            answer(None, None, open()),
            answer(None, None, by_code()),
            vec![refused],
        ),
        // What was unknown has been told as unknown, and is told as settled.
        (
            answer(None, Some(1), open()),
            answer(None, Some(1), by_event()),
            vec![done],
        ),
        (
            answer(None, Some(1), open()),
            answer(None, Some(1), by_code()),
            vec![not_done],
        ),
        (
            answer(None, Some(1), open()),
            answer(None, Some(1), settled(Settlement::NotKnown)),
            vec![not_known],
        ),
        (
            answer(None, None, by_event()),
            answer(None, None, by_event()),
            vec![],
        ),
        (
            answer(None, None, by_event()),
            answer(Some(3), None, by_event()),
            vec![accepted],
        ),
    ] {
        let with = |entry: Option<LedgerEntry>| View {
            ledger: entry.into_iter().collect(),
            ..signed_in()
        };
        check(&with(before), &with(after), &expected);
    }
}

#[test]
fn a_command_is_known_by_its_number() {
    let before = View {
        ledger: vec![
            confirmed(1, Act::SetBusy),
            entry(2, Act::SetReady, Outcome::Open),
        ],
        ..signed_in()
    };
    let after = View {
        ledger: vec![confirmed(1, Act::SetBusy), confirmed(2, Act::SetReady)],
        ..signed_in()
    };
    check(&before, &after, &["confirmed 2 setReady None Event"]);
}

fn unknown(number: u32) -> UnknownEvent {
    UnknownEvent {
        number,
        at: at(1),
        name: format!("New_{number}"),
        content: "{}".to_owned(),
    }
}

#[test]
fn an_event_that_is_not_known_is_told_once() {
    let with = |numbers: &[u32]| View {
        unknown_events: numbers.iter().map(|number| unknown(*number)).collect(),
        ..signed_in()
    };
    check(
        &with(&[]),
        &with(&[1, 2]),
        &["event New_1 {}", "event New_2 {}"],
    );
    check(&with(&[1, 2]), &with(&[2, 3]), &["event New_3 {}"]);
}
