//! Signing in: reading the request, judging it, opening the session.
//!
//! Page "Signing In". Its table types the fields, its example sends every one
//! as a string; both forms are taken.

use std::collections::VecDeque;

use serde_json::{Map, Value, json};

use crate::agent::{AfterCall, Agent, AnswerMode, NotReadyReason, PhoneHabit, Session, State};
use crate::conference::Seat;
use crate::event;
use crate::exchange::Exchange;
use crate::guid::Guids;
use crate::id::AgentId;
use crate::log::Effect;
use crate::readings::{Edition, ForcedSignInCalls};
use crate::reply::{self, Reply};
use crate::retcode::{self, Retcode};
use crate::route::Ask;
use crate::time::Alarm;

/// What a sign-in asks for.
struct SignIn {
    password: String,
    phone: String,
    auto_answer: AnswerMode,
    after_call: AfterCall,
    phone_habit: PhoneHabit,
    state: State,
}

/// "releasephone" left out: page "Signing In" says hung up, page "Forcibly
/// Signing In" says not.
const PHONE_HABIT_AT_SIGN_IN: PhoneHabit = PhoneHabit::HungUpAfterEach;
const PHONE_HABIT_AT_FORCED_SIGN_IN: PhoneHabit = PhoneHabit::KeptOffHook;

/// The agent types of the page: 4 is PC and phone, 11 adds video.
const AGENT_TYPES: [i64; 2] = [4, 11];

pub(super) fn sign_in(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let asked = read(exchange, ask, PHONE_HABIT_AT_SIGN_IN)?;
    check_password(exchange, ask.agent, &asked)?;
    if exchange.session(ask.agent).is_some() {
        return Err(retcode::ALREADY_SIGNED_IN);
    }
    Ok(open(exchange, ask.agent, asked))
}

pub(super) fn force_sign_in(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let asked = read(exchange, ask, PHONE_HABIT_AT_FORCED_SIGN_IN)?;
    check_password(exchange, ask.agent, &asked)?;
    Ok(take_over(exchange, ask.agent, asked))
}

/// The agent is signed in by force at another place, with the same wishes.
pub(crate) fn sign_in_elsewhere(exchange: &mut Exchange, agent: AgentId) {
    let Some(session) = exchange.session(agent) else {
        return;
    };
    let asked = SignIn {
        password: String::new(),
        phone: session.phone.clone(),
        auto_answer: session.auto_answer,
        after_call: session.after_call,
        phone_habit: session.phone_habit,
        state: session.state,
    };
    // The Guid goes to the other place.
    let _ = take_over(exchange, agent, asked);
}

fn take_over(exchange: &mut Exchange, agent: AgentId, asked: SignIn) -> Reply {
    let is_kept = exchange.settings.readings.forced_sign_in_calls == ForcedSignInCalls::Kept;
    let session = exchange.session_mut(agent);
    let inherited = session.filter(|_| is_kept).map(|session| {
        (
            std::mem::take(&mut session.calls),
            std::mem::replace(&mut session.seat, Seat::Free),
            session.last_call.take(),
        )
    });
    if exchange.session(agent).is_some() {
        exchange.sign_out(agent, Effect::Displaced);
    }
    let reply = open(exchange, agent, asked);
    if let (Some((calls, seat, last_call)), Some(session)) =
        (inherited, exchange.session_mut(agent))
    {
        session.calls = calls;
        session.seat = seat;
        session.last_call = last_call;
    }
    reply
}

fn read(exchange: &Exchange, ask: &Ask<'_>, habit: PhoneHabit) -> Result<SignIn, Retcode> {
    let fields: Map<String, Value> =
        serde_json::from_slice(ask.body).map_err(|_| retcode::SIGN_IN_PARAMETERS)?;
    let password = text(&fields, "password", 32)?.ok_or(retcode::SIGN_IN_PARAMETERS)?;
    let phone = text(&fields, "phonenum", 24)?;
    let phone = match exchange.settings.readings.edition {
        Edition::Newer => phone.ok_or(retcode::SIGN_IN_PARAMETERS)?,
        Edition::Older => phone.unwrap_or_default(),
    };
    if !phone.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(retcode::PHONE_NUMBER);
    }
    if number(&fields, "agenttype")?.is_some_and(|kind| !AGENT_TYPES.contains(&kind)) {
        return Err(retcode::AGENT_TYPE);
    }
    let state = match number(&fields, "status")? {
        None | Some(4) => State::Idle,
        Some(3) => State::Busy,
        Some(5) => State::Work,
        Some(_) => return Err(retcode::SIGN_IN_PARAMETERS),
    };
    Ok(SignIn {
        password,
        phone,
        auto_answer: match flag(&fields, "autoanswer")? {
            Some(true) | None => AnswerMode::Automatic,
            Some(false) => AnswerMode::Manual,
        },
        after_call: match flag(&fields, "autoenteridle")? {
            Some(true) | None => AfterCall::Idle,
            Some(false) => AfterCall::Work,
        },
        phone_habit: match flag(&fields, "releasephone")? {
            None => habit,
            Some(true) => PhoneHabit::HungUpAfterEach,
            Some(false) => PhoneHabit::KeptOffHook,
        },
        state,
    })
}

fn check_password(exchange: &Exchange, agent: AgentId, asked: &SignIn) -> Result<(), Retcode> {
    let known = exchange.agents.get(&agent);
    match known.and_then(|known| known.password.as_ref()) {
        Some(password) if *password != asked.password => Err(retcode::WRONG_PASSWORD),
        _ => Ok(()),
    }
}

fn open(exchange: &mut Exchange, id: AgentId, asked: SignIn) -> Reply {
    let now = exchange.clock;
    exchange.sessions_made += 1;
    let number = exchange.sessions_made;
    let guids = Guids::issue(&exchange.settings.gateway_name, &mut exchange.dice, now);
    let set_guid = reply::set_guid(guids.current(), exchange.settings.readings.guid_form);
    let every_skill = exchange.skills.keys().copied().collect();
    let agent = exchange
        .agents
        .entry(id)
        .or_insert_with(|| Agent::newcomer(every_skill));
    agent.session = Some(Session {
        number,
        guids,
        login_time: now,
        last_request: now,
        phone: asked.phone,
        auto_answer: asked.auto_answer,
        after_call: asked.after_call,
        phone_habit: asked.phone_habit,
        state: asked.state,
        state_since: now,
        wish: None,
        skills: Vec::new(),
        is_recording: false,
        seat: Seat::Free,
        calls: Vec::new(),
        last_call: None,
        events: VecDeque::new(),
        polls: Vec::new(),
    });
    let silence = now.plus(exchange.settings.max_time);
    exchange.agenda.set(silence, Alarm::Silence(id, number));
    exchange.note(Effect::SignedIn, id);
    exchange.tell(id, event::IN_SERVICE);
    exchange.tell(id, event::READY);
    match asked.state {
        State::Idle => {}
        State::Busy => exchange.tell(id, event::set_not_ready(NotReadyReason::BY_SELF)),
        State::Work => exchange.tell(id, event::WORK),
    }
    let vdn = match exchange.settings.readings.edition {
        Edition::Newer => json!("1"),
        Edition::Older => json!(1),
    };
    let days = exchange.settings.password_days;
    Reply::SignedIn {
        result: json!({
            "vdnid": vdn,
            "workno": id,
            "mediatype": "TTF",
            "loginTime": now.0.to_string(),
            "isForceChange": "false",
            "serverName": "AgentGateway",
            "timeRemaining": days.map_or(String::new(), |days| days.to_string()),
        }),
        set_guid,
    }
}

fn text(fields: &Map<String, Value>, name: &str, limit: usize) -> Result<Option<String>, Retcode> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.chars().count() <= limit => Ok(Some(text.clone())),
        Some(_) => Err(retcode::SIGN_IN_PARAMETERS),
    }
}

fn number(fields: &Map<String, Value>, name: &str) -> Result<Option<i64>, Retcode> {
    let number = match fields.get(name) {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) => text.parse().ok(),
        Some(value) => value.as_i64(),
    };
    number.map(Some).ok_or(retcode::SIGN_IN_PARAMETERS)
}

fn flag(fields: &Map<String, Value>, name: &str) -> Result<Option<bool>, Retcode> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(flag)) => Ok(Some(*flag)),
        Some(Value::String(text)) if text == "true" => Ok(Some(true)),
        Some(Value::String(text)) if text == "false" => Ok(Some(false)),
        Some(_) => Err(retcode::SIGN_IN_PARAMETERS),
    }
}
