//! The simulator's named faults in histories: which are armed, for which requests, and how often each must strike.
//!
//! They are armed as `/sim/faults` arms them, so that whoever meets a fault at a site can repeat it with a history,
//! and the other way round. What befalls the machine and its own network is not the simulator's to make; it has
//! steps of its own, as have requests and answers lost on the way by kind and not by name.

use gateway_simulator::{Arming, Details, FAULTS, Fault, Millis, Outage};

use crate::dice::Dice;
use crate::shift::step::Wanted;

/// What no history can show, and why.
pub const LEFT_OUT: [(Fault, &str); 2] = [
    (
        Fault::WrongType,
        "what type an answer says it has, only the browser sees",
    ),
    (
        Fault::HugeAnswer,
        "how much of an answer is read, the browser decides",
    ),
];

/// So many histories let every fault strike often.
pub const MANY: u64 = 100_000;
/// Every fault strikes so often in many histories.
pub const LEAST: u64 = 1_000;

/// The faults that histories make, by name.
pub fn names() -> impl Iterator<Item = &'static str> {
    let all = FAULTS.iter().map(|known| known.fault);
    let made = all.filter(|fault| LEFT_OUT.iter().all(|(left_out, _)| left_out != fault));
    made.map(Fault::name)
}

/// The fault that an outage is.
pub fn of_outage(outage: Outage) -> Fault {
    match outage {
        Outage::SwitchOver => Fault::SwitchOver,
        Outage::BlackHole => Fault::BlackHole,
        Outage::Down => Fault::Down,
        Outage::RestartWithSessions => Fault::RestartWithSessions,
        Outage::RestartWithoutSessions => Fault::RestartWithoutSessions,
    }
}

/// What a fault is armed for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    /// A command, a poll or a question.
    Any,
    /// A command.
    Command,
    /// A command of one of these controls.
    These(&'static [Wanted]),
    /// What carries a Guid: a poll, seldom a sign-in.
    Guid,
    /// An event.
    Event,
    /// An event that says enough to be known when it comes late or again. Nothing tells which conference invites: an
    /// invitation told after its end cannot be known for one, nor can the end of an earlier session.
    KnownEvent,
}

const OF_RINGING: &[Wanted] = &[
    Wanted::Answer,
    Wanted::RejectToQueue,
    Wanted::RejectAndHangUp,
];
const OF_CALLS: &[Wanted] = &[
    Wanted::Answer,
    Wanted::RejectToQueue,
    Wanted::RejectAndHangUp,
    Wanted::Drop,
];
const OF_CONFERENCES: &[Wanted] = &[Wanted::Decline, Wanted::Join, Wanted::Leave];

/// The faults that are armed; outages are troubles, which shifts have too. What is listed twice comes twice as often.
const ARMED: &[(Fault, For)] = &[
    (Fault::RequestLost, For::Any),
    (Fault::RequestSwallowed, For::Any),
    (Fault::RequestDelayed, For::Any),
    (Fault::RequestDoubled, For::Command),
    (Fault::RequestReplayed, For::Command),
    (Fault::AcceptedInVain, For::Command),
    (Fault::Refused, For::Any),
    (Fault::HttpError, For::Any),
    (Fault::Redirected, For::Any),
    (Fault::HtmlAnswer, For::Any),
    (Fault::EmptyAnswer, For::Any),
    (Fault::AnyAnswer, For::Any),
    (Fault::SessionGone, For::Any),
    (Fault::SignedInElsewhere, For::Any),
    (Fault::GuidDue, For::Any),
    (Fault::CallerLeaves, For::These(OF_CALLS)),
    (Fault::TakenByAnother, For::These(&[Wanted::PickUp])),
    (Fault::TakenByAnother, For::These(&[Wanted::PickUp])),
    (Fault::CallReplaced, For::These(OF_CALLS)),
    (Fault::CallReoffered, For::These(OF_RINGING)),
    (Fault::ConferenceEnds, For::These(OF_CONFERENCES)),
    (Fault::AnswerLost, For::Any),
    (Fault::AnswerSwallowed, For::Any),
    (Fault::AnswerDelayed, For::Any),
    (Fault::ResetMidBody, For::Any),
    (Fault::BodyStalls, For::Any),
    (Fault::HeadersOnly, For::Any),
    (Fault::TruncatedAnswer, For::Any),
    (Fault::BrokenText, For::Any),
    (Fault::ByteOrderMark, For::Any),
    (Fault::NulByte, For::Any),
    (Fault::TypesSwapped, For::Any),
    (Fault::SetGuidLost, For::Guid),
    (Fault::SetGuidLost, For::Guid),
    (Fault::SetGuidMalformed, For::Guid),
    (Fault::SetGuidMalformed, For::Guid),
    (Fault::EventLost, For::Event),
    (Fault::EventDoubled, For::KnownEvent),
    (Fault::EventsReordered, For::Event),
    (Fault::EventLate, For::KnownEvent),
    (Fault::EventUnknown, For::Event),
    (Fault::EventWithoutContent, For::Event),
    (Fault::EventBurst, For::Event),
];

/// The events that say enough, by their types.
const KNOWN_EVENTS: [&str; 17] = [
    "AgentEvent_Ringing",
    "AgentEvent_Talking",
    "AgentEvent_No_Answer",
    "AgentEvent_Call_Release",
    "AgentEvent_Customer_Release",
    "AgentEvent_Hold",
    "AgentState_Ready",
    "AgentState_Busy",
    "AgentState_SetNotReady_Success",
    "AgentState_CancelNotReady_Success",
    "AgentState_Work",
    "AgentState_CancelWork_Success",
    "AgentOther_PhoneAlerting",
    "AgentOther_PhoneOffhook",
    "AgentOther_PhoneRelease",
    "AgentConf_SelfJoinResult",
    "AgentConf_SelfLeaveResult",
];
const POLL: &str = "getAgentEvent";
/// The questions of a snapshot, and the one for a new Guid.
const QUESTIONS: [&str; 6] = [
    "getAgentStatus",
    "allcallinfoEx",
    "callinfobeforeanswer",
    "holdlist",
    "callinfo",
    "updateGuid",
];
/// What a proxy or a firewall may say.
const STATUSES: [u16; 9] = [401, 403, 413, 429, 431, 500, 502, 503, 504];
/// The codes that a command may be refused with, unless it has happened all the same.
const CODES_OF_COMMANDS: [&str; 9] = [
    "100-007", "000-001", "000-003", "000-004", "100-006", "101-001", "200-002", "200-017",
    "200-037",
];
const CODES_OF_POLLS: [&str; 6] = [
    "100-007", "000-001", "000-003", "000-004", "000-007", "100-006",
];
/// JSON, and no answer.
const BODIES: [&str; 5] = ["null", "[]", "{}", "42", r#"{"retcode":{}}"#];

/// A fault for a history with these presses, and the time of the press it is for: it must be armed before.
pub fn armed(dice: &mut Dice, presses: &[(u64, Wanted)]) -> (u64, Arming) {
    let (fault, aim) = dice
        .pick(ARMED)
        .copied()
        .unwrap_or((Fault::EventLost, For::Event));
    let is_it = |wanted: Wanted| match aim {
        For::These(these) => these.contains(&wanted),
        _ => !matches!(
            wanted,
            Wanted::SignIn | Wanted::OpenQueue | Wanted::CloseQueue
        ),
    };
    let fitting: Vec<&(u64, Wanted)> = presses
        .iter()
        .filter(|(_, wanted)| is_it(*wanted))
        .collect();
    let near = dice.pick(&fitting).copied().copied();
    let any = || presses.first().copied().unwrap_or((0, Wanted::Ready));
    let (at, wanted) = near.unwrap_or_else(any);
    let on = match (aim, dice.between(0, 99)) {
        (For::Event, _) => None,
        (For::KnownEvent, _) => dice.pick(&KNOWN_EVENTS).copied(),
        (For::Guid, 0..=24) => Some("login"),
        (For::Guid, _) => Some(POLL),
        (For::Any, 0..=29) => Some(POLL),
        (For::Any, 30..=44) => dice.pick(&QUESTIONS).copied(),
        _ => Some(command(dice, wanted)),
    };
    let arming = Arming {
        on: on.map(str::to_owned),
        details: details(dice, fault, on),
        ..Arming::once(fault)
    };
    (at, arming)
}

/// What a press of this control sends, by its "method name in logs".
fn command(dice: &mut Dice, wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::SignOut => "logout",
        Wanted::Busy => "saybusy",
        Wanted::Answer => "answer",
        Wanted::RejectToQueue | Wanted::RejectAndHangUp => "reject",
        Wanted::Drop if dice.happens(70) => "release",
        Wanted::Drop | Wanted::DropHeld => "dropCall",
        Wanted::Decline => "rejectAgentConf",
        Wanted::Join => "answeragentconf",
        Wanted::Leave => "requestleaveagentconf",
        Wanted::PickUp => "requestAppointedCall",
        Wanted::Ready | Wanted::SignIn | Wanted::OpenQueue | Wanted::CloseQueue => "sayFree",
    }
}

fn details(dice: &mut Dice, fault: Fault, on: Option<&str>) -> Details {
    let none = Details::default();
    let acts = dice.happens(50);
    match fault {
        Fault::RequestDelayed | Fault::AnswerDelayed => Details {
            ms: Some(Millis(dice.between(200, 20_000))),
            ..none
        },
        Fault::RequestReplayed => Details {
            ms: Some(Millis(dice.between(1_000, 60_000))),
            ..none
        },
        Fault::Refused => refusal(dice, on.unwrap_or_default()),
        Fault::HttpError => Details {
            status: dice.pick(&STATUSES).copied(),
            acts: Some(acts),
            ..none
        },
        Fault::Redirected | Fault::HtmlAnswer | Fault::EmptyAnswer => Details {
            acts: Some(acts),
            ..none
        },
        Fault::AnyAnswer => Details {
            body: dice.pick(&BODIES).map(|body| (*body).to_owned()),
            acts: Some(acts),
            ..none
        },
        Fault::EventDoubled => Details {
            copies: Some(dice.between(2, 5) as u32),
            ..none
        },
        Fault::EventLate => Details {
            ms: Some(Millis(dice.between(200, 8_000))),
            ..none
        },
        // As many as make no history too long.
        Fault::EventBurst => Details {
            copies: Some(dice.between(10, 40) as u32),
            ..none
        },
        _ => none,
    }
}

/// A refusal. Of a command that has happened all the same only 100-007 is told, which says that nobody knows.
fn refusal(dice: &mut Dice, on: &str) -> Details {
    let acts = dice.happens(30);
    let codes: &[&str] = match on {
        _ if acts => &["100-007"],
        POLL => &CODES_OF_POLLS,
        // Any other word would be taken for the end of the session.
        "logout" => &["100-007", "000-004"],
        _ if QUESTIONS.contains(&on) => &CODES_OF_POLLS,
        _ => &CODES_OF_COMMANDS,
    };
    Details {
        retcode: dice.pick(codes).map(|code| (*code).to_owned()),
        acts: Some(acts),
        ..Details::default()
    }
}

/// Whether a fault ends the session, so that the agent has to sign in again.
pub fn ends_session(arming: &Arming) -> bool {
    let code = arming.details.retcode.as_deref();
    match arming.fault {
        Fault::SessionGone | Fault::SignedInElsewhere => true,
        Fault::Refused => matches!(code, Some("100-006" | "000-003")),
        _ => arming.on.as_deref() == Some("login"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_made_or_left_out_for_a_reason() {
        for known in FAULTS {
            let fault = known.fault;
            let is_armed = ARMED.iter().any(|(armed, _)| *armed == fault);
            let outages = [
                Outage::SwitchOver,
                Outage::BlackHole,
                Outage::Down,
                Outage::RestartWithSessions,
                Outage::RestartWithoutSessions,
            ];
            let is_outage = outages.into_iter().any(|outage| of_outage(outage) == fault);
            let is_left_out = LEFT_OUT.iter().any(|(left_out, _)| *left_out == fault);
            let ways = [is_armed, is_outage, is_left_out]
                .into_iter()
                .filter(|way| *way);
            assert_eq!(ways.count(), 1, "{}", fault.name());
        }
    }

    #[test]
    fn what_is_armed_the_gateway_takes() {
        let mut exchange = gateway_simulator::Exchange::new(gateway_simulator::Settings::default());
        let mut dice = Dice::apart(7, 7);
        let presses = [(5, Wanted::Answer), (9, Wanted::Leave)];
        for _ in 0..2_000 {
            let (at, arming) = armed(&mut dice, &presses);
            assert!([5, 9].contains(&at));
            let said = exchange.arm(arming.clone(), Millis(1));
            assert_eq!(said, Ok(()), "{arming:?}");
        }
    }
}
