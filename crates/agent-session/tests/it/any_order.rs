//! Whatever happens in whatever order, some things hold: the desk checks them after every update.

use std::collections::BTreeMap;

use agent_session::command::Command;
use agent_session::view::{Conference, RejectMode, Stage};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};

use crate::desk::{
    ALERTING, Desk, HOLD, OCCUPIED, OFFHOOK, PHONE_RELEASE, POLL, READY, SHUT_DOWN, WORK,
    auto_answered, caller_left, event, form, held, incoming, invitation, joined, left, no_answer,
    not_ready, participant_left, released, ringing, skill, talking,
};

const CALLS: [&str; 2] = ["1", "2"];
const CODES: [&str; 14] = [
    "0", "0", "0", "0", "100-002", "100-006", "100-007", "100-008", "000-003", "000-007",
    "200-002", "200-017", "101-001", "999-999",
];
const BODIES: [&str; 6] = [
    "",
    "<html>",
    "{}",
    r#"{"retcode":"0"}"#,
    r#"{"retcode":"0","result":["1","2"]}"#,
    r#"{"retcode":"0","event":{"eventType":"AgentEvent_Ringing","content":{}}}"#,
];

/// One thing that happens at a desk.
#[derive(Debug, Clone)]
enum Step {
    Time(u64),
    /// The poll in flight, if any, brings an event.
    Event(usize, usize),
    /// The poll in flight, if any, brings nothing.
    Nothing,
    /// Some open request is answered with a code.
    Reply(usize, usize),
    /// Some open request is answered with something else.
    Body(usize, u16, usize),
    /// Some open request fails.
    Fail(usize),
    /// The poll's headers bring a Guid.
    Guid(u8),
    Press(usize, usize),
    /// What the gateway says when asked.
    Truth(u8, u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => prop_oneof![Just(1), Just(20), Just(200), Just(1_000), Just(5_000), Just(16_000)]
            .prop_map(Step::Time),
        6 => (any::<prop::sample::Index>(), any::<prop::sample::Index>())
            .prop_map(|(event, call)| Step::Event(event.index(24), call.index(CALLS.len()))),
        2 => Just(Step::Nothing),
        3 => (any::<prop::sample::Index>(), any::<prop::sample::Index>())
            .prop_map(|(request, code)| Step::Reply(request.index(1_000), code.index(CODES.len()))),
        1 => (any::<prop::sample::Index>(), any::<bool>(), any::<prop::sample::Index>())
            .prop_map(|(request, is_error, body)| Step::Body(
                request.index(1_000),
                if is_error { 500 } else { 200 },
                body.index(BODIES.len()),
            )),
        1 => any::<prop::sample::Index>().prop_map(|request| Step::Fail(request.index(1_000))),
        1 => any::<u8>().prop_map(Step::Guid),
        5 => (any::<prop::sample::Index>(), any::<prop::sample::Index>())
            .prop_map(|(command, call)| Step::Press(command.index(18), call.index(CALLS.len()))),
        1 => (prop_oneof![Just(2_u8), Just(3), Just(4), Just(7)], any::<u8>())
            .prop_map(|(state, calls)| Step::Truth(state, calls)),
    ]
}

fn event_of(number: usize, call: &str) -> String {
    match number {
        0 => READY.into(),
        1 => OCCUPIED.into(),
        2 => WORK.into(),
        3 => ALERTING.into(),
        4 => OFFHOOK.into(),
        5 => PHONE_RELEASE.into(),
        6 | 7 => ringing(call),
        8 | 9 => talking(call),
        10 => no_answer(call),
        11 => released(call),
        12 => caller_left(call),
        13 => held(call),
        14 => incoming(call),
        15 => auto_answered(call),
        16 => invitation("77"),
        17 => joined("77"),
        18 => left("77"),
        19 => participant_left("77", "291", 3),
        20 => not_ready(7),
        21 => event("AgentEvent_Brand_New", "17"),
        22 => event(
            "AgentOther_PhoneAlerting",
            &format!(r#"{{"callid":"{call}"}}"#),
        ),
        _ => SHUT_DOWN.into(),
    }
}

fn command_of(desk: &Desk, number: usize, call: &str) -> Option<Command> {
    let view = desk.view();
    let key = || desk.find_call(call).map(|call| call.key);
    let invited = || match &view.conference {
        Conference::Invited { key, .. } | Conference::Joined { key, .. } => Some(key.clone()),
        Conference::None => None,
    };
    Some(match number {
        0 => Command::SignIn(form("291")),
        1 => Command::ForceSignIn,
        2 => Command::CancelForcedSignIn,
        3 => Command::SignOut,
        4 => Command::SetReady,
        5 => Command::SetBusy,
        6 | 7 => Command::Answer(key()?),
        8 => Command::Reject(key()?, RejectMode::BackToQueue),
        9 => Command::Reject(key()?, RejectMode::HangUp),
        10 => Command::Drop(key()?),
        11 => Command::Decline(invited()?),
        12 => Command::Join(invited()?),
        13 => Command::Leave(invited()?),
        14 => Command::PickUp {
            call: crate::desk::call_id(call),
            skill: skill(1),
        },
        15 => Command::OpenQueue,
        16 => Command::SilenceRing,
        _ => Command::CloseQueue,
    })
}

fn take(desk: &mut Desk, step: &Step) {
    match *step {
        Step::Time(span) => desk.let_pass(span),
        Step::Event(number, call) if desk.is_open(POLL) => {
            let event = event_of(number, CALLS[call]);
            desk.answer(POLL, 200, &crate::desk::polled(&event));
        }
        Step::Nothing if desk.is_open(POLL) => desk.reply(POLL, "0"),
        Step::Reply(request, code) => {
            if let Some(name) = desk.open_name(request) {
                desk.reply(name, CODES[code]);
            }
        }
        Step::Body(request, status, body) => {
            if let Some(name) = desk.open_name(request) {
                desk.answer(name, status, BODIES[body]);
            }
        }
        Step::Fail(request) => {
            if let Some(name) = desk.open_name(request) {
                desk.fail(name);
            }
        }
        Step::Guid(number) if desk.is_open(POLL) => {
            desk.headers(POLL, Some(&format!("JSESSIONID=guid-{number}")));
        }
        Step::Guid(number) if desk.is_open("login") => {
            desk.headers("login", Some(&format!("JSESSIONID=guid-{number}")));
        }
        Step::Press(command, call) => {
            let before: BTreeMap<_, _> = sends_by_name(desk);
            let entries = desk.view().ledger.len();
            if let Some(command) = command_of(desk, command, CALLS[call]) {
                desk.press(command);
            }
            let commands: usize = COMMANDS
                .iter()
                .map(|name| {
                    let sent = sends_by_name(desk);
                    sent.get(name).unwrap_or(&0) - before.get(name).unwrap_or(&0)
                })
                .sum();
            assert!(commands <= 1, "one press sent {commands} commands");
            let last = desk.view().ledger.len();
            assert!(last - entries <= 1 || last == 50);
        }
        Step::Truth(state, calls) => {
            desk.truth.state = state;
            desk.truth.ringing = if calls & 1 == 0 { vec![] } else { vec!["1"] };
            desk.truth.talking = if calls & 2 == 0 { vec![] } else { vec!["2"] };
        }
        Step::Event(..) | Step::Nothing | Step::Guid(_) => {}
    }
}

/// What a press of a person may send.
const COMMANDS: [&str; 11] = [
    "answer",
    "reject",
    "release",
    "dropCall",
    "rejectAgentConf",
    "answeragentconf",
    "requestleaveagentconf",
    "requestAppointedCall",
    "sayFree",
    "saybusy",
    "logout",
];

fn sends_by_name(desk: &Desk) -> BTreeMap<&'static str, usize> {
    let mut sends = BTreeMap::new();
    for sent in &desk.sent {
        *sends.entry(sent.name()).or_insert(0) += 1;
    }
    sends
}

/// Every command that was sent has its own line in the ledger: none is sent without a press, none twice.
fn assert_every_command_was_pressed_once(desk: &Desk) {
    let sends = sends_by_name(desk);
    let sent: usize = COMMANDS.iter().filter_map(|name| sends.get(name)).sum();
    let ledger = desk.view().ledger;
    let last_number = ledger.last().map_or(0, |entry| entry.number);
    assert_eq!(sent, last_number as usize);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks_the_session(
        has_snapshots in any::<bool>(),
        steps in prop::collection::vec(step(), 1..60),
    ) {
        let mut desk = Desk::signed_in();
        desk.has_snapshots = has_snapshots;
        for step in &steps {
            take(&mut desk, step);
        }
        assert_every_command_was_pressed_once(&desk);

        // However it went, a session that lives still listens, and once the gateway answers it knows the truth.
        desk.has_snapshots = true;
        desk.truth.state = 7;
        desk.let_pass(HOLD + 5_000);
        if matches!(desk.view().stage, Stage::SignedIn { .. }) {
            desk.lose_poll();
            desk.idle(30_000);
            let view = desk.view();
            let mut shown: Vec<_> = view.calls.iter().map(|call| call.key.id.as_str()).collect();
            shown.sort_unstable();
            let truth = [&desk.truth.ringing[..], &desk.truth.talking[..]].concat();
            assert_eq!(shown, truth);
            assert_eq!(view.pending, [], "something stays open for ever");
            assert_eq!(crate::picture::connection(view.connection), "fresh");
        }
    }
}
