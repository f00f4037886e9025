//! Taking a session up again: a new Guid, and how the agent stands.
//!
//! Pages "Actively Requesting to Update the GUID When the Agent Page Is
//! Refreshed" and "Synchronizing the Agent Status and Call Information When
//! the Agent Page Is Refreshed". Commands on their way, the previous state and
//! the recording are left as the example prints them.

use serde_json::{Value, json};

use crate::agent::{Session, State, Wish};
use crate::agent_event;
use crate::call::{Call, Place};
use crate::conference::Seat;
use crate::exchange::Exchange;
use crate::log::Effect;
use crate::readings::{StaticUpdateGuid, SyncWhilePolling};
use crate::reply::Reply;
use crate::retcode::{self, Retcode};
use crate::route::Ask;
use crate::settings::AuthMode;
use crate::time::Millis;

/// Under dynamic authentication every request renews the Guid, and the one it
/// came with lives on: sent again, it does no harm.
pub(super) fn update_guid(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let (now, settings) = (exchange.clock, &exchange.settings);
    let is_static = settings.auth_mode == AuthMode::Static;
    if is_static && settings.readings.static_update_guid == StaticUpdateGuid::Refused {
        return Err(retcode::OPERATION_EXCEPTION);
    }
    let session = exchange
        .agents
        .get_mut(&ask.agent)
        .and_then(|agent| agent.session.as_mut())
        .ok_or(retcode::NOT_SIGNED_IN)?;
    let guid = match settings.auth_mode {
        AuthMode::Static => session.guids.current(),
        AuthMode::Dynamic => session.guids.renew(settings, &mut exchange.dice, now),
    };
    let result = json!({"guid": guid});
    if !is_static {
        exchange.note(Effect::GuidUpdated, ask.agent);
    }
    Ok(Reply::Result(result))
}

/// "Invoking this interface will clear the event queue."
pub(super) fn synchronize(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let reading = exchange.settings.readings.sync_while_polling;
    let session = exchange
        .session_mut(ask.agent)
        .ok_or(retcode::NOT_SIGNED_IN)?;
    if !session.polls.is_empty() && reading == SyncWhilePolling::Refused {
        return Err(retcode::CALLED_REPEATEDLY);
    }
    session.events.clear();
    exchange.note(Effect::QueueEmptied, ask.agent);
    if reading == SyncWhilePolling::EndsPoll {
        agent_event::end_holds(exchange, ask.agent);
    }
    let session = exchange.session(ask.agent).ok_or(retcode::NOT_SIGNED_IN)?;
    let calls: Vec<&Call> = session
        .calls
        .iter()
        .filter_map(|call| exchange.calls.get(call))
        .collect();
    Ok(Reply::Result(json!({
        "callinfo": null,
        "agentStateInfo": agent_state_info(session, &calls, ask, exchange.clock),
    })))
}

fn agent_state_info(session: &Session, calls: &[&Call], ask: &Ask<'_>, now: Millis) -> Value {
    let held = calls
        .iter()
        .find(|call| matches!(call.place, Place::Held { .. }));
    let current = calls
        .iter()
        .find(|call| !matches!(call.place, Place::Held { .. }));
    let id = |call: Option<&&Call>| call.map_or(String::new(), |call| call.id.0.clone());
    let digits = |moment: Option<Millis>| moment.map(|moment| moment.0.to_string());
    let shown = current.or(held);
    let (state, since) = cti_state(session, shown.copied());
    json!({
        "callFeature": shown.map_or(0, |call| call.feature()),
        "callData": "",
        "lastState": 255,
        "preBusy": matches!(session.wish, Some(Wish::Busy(_))),
        "firsttalkingFlag": false,
        "workNo": ask.agent,
        "qcWorkNo": "",
        "callerNo": shown.map_or("", |call| call.caller.as_str()),
        "beginHoldTime": digits(held.map(|call| call.place.since())),
        "state": state,
        "talkingCallfeature": shown.map_or(0, |call| call.feature()),
        "releaseFlag": 0,
        "calledNo": shown.map_or("", |call| call.called.as_str()),
        "mainCallId": id(calls.first()),
        "secondTalkingTime": null,
        "preRest": false,
        "recordID": "",
        "currentTime": now.0.to_string(),
        "beginTalkingTime": digits(shown.and_then(|call| call.answered)),
        "partner": "",
        "holdCallId": id(held),
        "agentStateBeginTime": since,
        "curCommand": 0,
        "curCallId": id(current),
        "cmdBeginTime": "",
    })
}

/// The state in the CTI platform's numbers, as the page's example has it, and
/// since when: 1 idle, 3 occupied, 4 answering, 5 talking, 6 wrap-up, 7 busy
/// (page "Agent Status").
fn cti_state(session: &Session, call: Option<&Call>) -> (u8, Millis) {
    match (call, &session.seat, session.state) {
        (Some(call), _, _) => match call.place {
            Place::Ringing { since, .. } => (4, since),
            place => (5, place.since()),
        },
        (None, Seat::Invited { since, .. }, _) => (3, *since),
        (None, Seat::Joined { since, .. }, _) => (5, *since),
        (None, Seat::Free, State::Idle) => (1, session.state_since),
        (None, Seat::Free, State::Work) => (6, session.state_since),
        (None, Seat::Free, State::Busy) => (7, session.state_since),
    }
}
