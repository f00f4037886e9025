//! Whatever a day brings, and whatever gets lost on the way, the picture ends as the gateway's.

use agent_session::command::Command;
use agent_session::view::{Conference, RejectMode, Stage};
use gateway_simulator::{AuthMode, FAULTS, Fault, Moment, Readings, Settings};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use serde_json::{Value, json};

use crate::desk::skill;
use crate::pair::{AGENT, Pair};

#[derive(Debug, Clone)]
enum Step {
    Time(u64),
    Press(u8, usize),
    Desk(u8, usize),
    /// Requests fail before they reach the gateway.
    Lose(usize, u32),
    /// Something befalls the next request of a name, its answer, or the next event.
    Fault(usize, usize),
    CutOff(u64),
}

const NAMES: [&str; 12] = [
    "getAgentEvent",
    "getAgentStatus",
    "allcallinfoEx",
    "callinfobeforeanswer",
    "holdlist",
    "callinfo",
    "answer",
    "reject",
    "release",
    "dropCall",
    "rejectAgentConf",
    "requestAppointedCall",
];

/// So many of them ask; the others act.
const QUESTIONS: usize = 6;

fn step() -> impl Strategy<Value = Step> {
    let name = || any::<prop::sample::Index>().prop_map(|name| name.index(NAMES.len()));
    let time = prop_oneof![
        Just(1),
        Just(40),
        Just(120),
        Just(300),
        Just(700),
        Just(2_000),
        Just(6_000),
        Just(31_000)
    ];
    let any_call = || 0..4_usize;
    prop_oneof![
        8 => time.prop_map(Step::Time),
        6 => (0..12_u8, any_call()).prop_map(|(command, call)| Step::Press(command, call)),
        6 => (0..10_u8, any_call()).prop_map(|(act, call)| Step::Desk(act, call)),
        1 => (name(), 1..4_u32).prop_map(|(name, times)| Step::Lose(name, times)),
        3 => (any::<prop::sample::Index>(), name())
            .prop_map(|(fault, name)| Step::Fault(fault.index(FAULTS.len()), name)),
        1 => prop_oneof![Just(400), Just(3_000), Just(20_000)].prop_map(Step::CutOff),
    ]
}

fn take(pair: &mut Pair, step: &Step) {
    match *step {
        Step::Time(span) => pair.run(span),
        Step::Press(command, call) => {
            if let Some(command) = command_of(pair, command, call) {
                pair.press(command);
            }
        }
        Step::Desk(act, call) => at_the_desk(pair, act, call),
        Step::Lose(name, times) => pair.lose(NAMES[name], times),
        Step::Fault(number, name) => {
            let known = &FAULTS[number];
            let may_be_noticed = match known.fault {
                // Polls bring a burst for longer than the test runs, and nothing tells of an event that is lost
                // without a word.
                Fault::EventBurst | Fault::EventLost => false,
                // An answer of 0 without content to a question is believed: it says that there is none.
                Fault::AcceptedInVain => name >= QUESTIONS,
                _ => true,
            };
            match known.strikes {
                Moment::Request | Moment::Answer if may_be_noticed => {
                    pair.arm(known.fault, Some(NAMES[name]));
                }
                Moment::Event if may_be_noticed => pair.arm(known.fault, None),
                Moment::Request | Moment::Answer | Moment::Event | Moment::Outage => {}
            }
        }
        Step::CutOff(span) => {
            pair.cut_off();
            pair.run(span);
            pair.connect_again();
        }
    }
}

fn command_of(pair: &Pair, number: u8, call: usize) -> Option<Command> {
    let view = pair.view();
    let key = || {
        let count = view.calls.len();
        let position = call.checked_rem(count)?;
        view.calls.get(position).map(|call| call.key.clone())
    };
    let invited = || match &view.conference {
        Conference::Invited { key, .. } | Conference::Joined { key, .. } => Some(key.clone()),
        Conference::None => None,
    };
    Some(match number {
        0 | 1 => Command::Answer(key()?),
        2 => Command::Reject(key()?, RejectMode::BackToQueue),
        3 => Command::Reject(key()?, RejectMode::HangUp),
        4 => Command::Drop(key()?),
        5 => Command::Decline(invited()?),
        6 => Command::Join(invited()?),
        7 => Command::Leave(invited()?),
        8 => Command::SetReady,
        9 => Command::SetBusy,
        10 => Command::OpenQueue,
        _ => Command::PickUp {
            call: pair.waiting_call()?,
            skill: skill(1),
        },
    })
}

fn at_the_desk(pair: &mut Pair, act: u8, call: usize) {
    let state = pair.control("state", json!({}));
    let calls = state["calls"].as_array().cloned().unwrap_or_default();
    let chosen = call.checked_rem(calls.len());
    let callid = chosen.map_or(Value::Null, |position| calls[position]["callid"].clone());
    let (name, body) = match act {
        0 | 1 => ("ring", json!({"agent": AGENT})),
        2 => ("hangup", json!({"callid": callid})),
        3 => ("hold", json!({"callid": callid})),
        4 => ("unhold", json!({"callid": callid})),
        5 => ("invite", json!({"agent": AGENT})),
        6 => ("queue", json!({"skill": 1})),
        7 => ("reoffer", json!({"callid": callid})),
        8 => ("release", json!({"agent": AGENT})),
        _ => ("take", json!({"callid": callid})),
    };
    // What cannot be done now is not done.
    pair.try_control(name, body);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_picture_ends_as_the_gateways(
        reading in any::<prop::sample::Index>(),
        is_dynamic in any::<bool>(),
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let readings = Readings::variants();
        let (_, readings) = readings[reading.index(readings.len())].clone();
        let auth_mode = if is_dynamic { AuthMode::Dynamic } else { AuthMode::Static };
        let mut pair = Pair::new(Settings { readings, auth_mode, ..Settings::default() });
        pair.sign_in();
        for step in &steps {
            take(&mut pair, step);
        }
        for name in NAMES {
            pair.lose(name, 0);
        }
        pair.clear_faults();
        pair.run(130_000);
        if matches!(pair.view().stage, Stage::SignedIn { .. }) {
            pair.assert_agreement();
        }
    }
}
