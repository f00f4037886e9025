//! Which controls must not be enabled, by what has been told and what has been pressed.

use super::commands::Commands;
use super::told::{Place as ToldPlace, Told};
use super::{CRITICAL_AFTER, FRESH_FOR};
use crate::observation::{Control, Place, Screen, Seat, ShownCall, Stage};

const ALL: [Control; 10] = [
    Control::Answer,
    Control::Reject,
    Control::Drop,
    Control::PickUp,
    Control::Decline,
    Control::Join,
    Control::Leave,
    Control::SetReady,
    Control::SetBusy,
    Control::SignOut,
];

/// The controls whose requests name no call.
const UNNAMED: [Control; 6] = [
    Control::Decline,
    Control::Join,
    Control::Leave,
    Control::SetReady,
    Control::SetBusy,
    Control::SignOut,
];

const OF_CONFERENCES: [Control; 3] = [Control::Decline, Control::Join, Control::Leave];
const OF_STATES: [Control; 2] = [Control::SetReady, Control::SetBusy];

/// Says which enabled controls are forbidden, and by which rule.
pub fn judge(screen: &Screen, told: &Told, commands: &Commands, at: u64, says: &mut Vec<String>) {
    let mut enabled: Vec<Control> = screen.enabled.clone();
    enabled.extend(screen.calls.iter().flat_map(|call| call.enabled.iter()));
    let mut forbid = |is_forbidden: bool, controls: &[Control], rule: &str| {
        let named = enabled.iter().filter(|control| controls.contains(control));
        let named: Vec<&Control> = named.collect();
        if is_forbidden && !named.is_empty() {
            says.push(format!("{named:?} enabled, {rule}"));
        }
    };
    let silence = at.saturating_sub(told.last_good);
    forbid(
        screen.stage != Stage::SignedIn,
        &ALL,
        "but nobody is signed in",
    );
    forbid(
        silence >= CRITICAL_AFTER,
        &ALL,
        "but the gateway was not heard for 90 s",
    );
    forbid(
        told.woke.is_some(),
        &ALL,
        "but the machine slept and the calls have not been looked up since",
    );
    forbid(
        silence > FRESH_FOR,
        &UNNAMED,
        "but the last good answer is older than hold and 5 s",
    );
    forbid(
        told.is_unwell,
        &UNNAMED,
        "but a poll has failed and nothing was answered well since",
    );
    forbid(
        told.doubt.is_some(),
        &UNNAMED,
        "but a lost poll may have taken an event and the calls have not been looked up since",
    );
    forbid(
        commands.has_unknown(at),
        &UNNAMED,
        "but the outcome of a command is not known",
    );
    for group in [&OF_CONFERENCES[..], &OF_STATES, &[Control::PickUp]] {
        let is_open = commands.is_open_for(group);
        forbid(is_open, group, "but one of the kind is on its way");
    }
    if let Some((number, _)) = screen.conference {
        for group in [&[Control::Decline, Control::Join][..], &[Control::Leave]] {
            let is_forbidden = commands.is_without_word_on(number, group);
            forbid(
                is_forbidden,
                group,
                "but nobody knows what became of the last one",
            );
        }
    }
    let is_joined = matches!(screen.conference, Some((_, Seat::Joined)));
    forbid(
        !screen.calls.is_empty() || is_joined,
        &[Control::SignOut, Control::PickUp],
        "but there is a call",
    );
    forbid(
        !matches!(screen.conference, Some((_, Seat::Invited))),
        &[Control::Decline, Control::Join],
        "but nobody invites",
    );
    forbid(!is_joined, &[Control::Leave], "but there is no conference");
    let of_calls = screen
        .enabled
        .iter()
        .filter(|control| is_of_call(**control));
    says.extend(of_calls.map(|control| format!("{control:?} enabled, but for no call")));
    for call in &screen.calls {
        judge_call(call, told, commands, says);
    }
}

/// The requests to hang up that name no call.
const RELEASES: [&str; 2] = ["release", "releaseEx"];

/// Says whether a request that names no call was sent though more than one could be meant, or though what is
/// shown may not be so; `screen` is what was shown when it was pressed.
pub fn judge_sent(
    name: &str,
    screen: &Screen,
    told: &Told,
    commands: &Commands,
    at: u64,
    says: &mut Vec<String>,
) {
    let is_doubtful = told.is_unwell
        || told.doubt.is_some()
        || at.saturating_sub(told.last_good) > FRESH_FOR
        || commands.has_unknown(at);
    if RELEASES.contains(&name) && (is_doubtful || screen.calls.len() != 1) {
        says.push(format!(
            "{name}, which names no call, is sent with a picture that is not fresh, or with two calls"
        ));
    }
}

fn is_of_call(control: Control) -> bool {
    matches!(control, Control::Answer | Control::Reject | Control::Drop)
}

fn judge_call(call: &ShownCall, told: &Told, commands: &Commands, says: &mut Vec<String>) {
    let id = &call.id;
    if !call.enabled.is_empty() && commands.is_open_for_call(id) {
        says.push(format!(
            "{:?} enabled for {id}, but a command for it is on its way",
            call.enabled
        ));
    }
    let told = told.place_of(id);
    for control in &call.enabled {
        let (may_be_shown, may_be_told) = match control {
            Control::Answer => (
                matches!(call.place, Place::Ringing | Place::NotKnown),
                told == Some(ToldPlace::Ringing),
            ),
            Control::Reject => (
                call.place == Place::Ringing,
                told == Some(ToldPlace::Ringing),
            ),
            _ => (
                matches!(call.place, Place::Talking | Place::Held | Place::NotKnown),
                told == Some(ToldPlace::Answered),
            ),
        };
        if !may_be_shown {
            says.push(format!(
                "{control:?} enabled for {id}, shown {:?}",
                call.place
            ));
        }
        // Where a call is not known, events of before say nothing.
        if told.is_some() && !may_be_told && call.place != Place::NotKnown {
            says.push(format!("{control:?} enabled for {id}, told {told:?}"));
        }
    }
}
