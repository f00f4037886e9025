//! Module `onlineagent`: sign-in, sign-out and the agent's own state.
//!
//! Pages "Signing In", "Forcibly Signing In", "Signing Out", "Forcibly Signing
//! Out", "示闲", "Entering the Busy State", "Querying the Status", "Skills",
//! "Resetting Skills", "Setting Automatic Answering"; taking a session up again
//! is in `refresh.rs`. Rest, wrap-up by hand
//! and the push mode are left out.

use serde_json::json;

use crate::agent::{AfterCall, AnswerMode, NotReadyReason, State};
use crate::call::Place;
use crate::exchange::Exchange;
use crate::id::{SkillId, plain_number};
use crate::log::Effect;
use crate::readings::RingingStatus;
use crate::reply::Reply;
use crate::retcode::{self, Retcode};
use crate::route::{Access, Ask, Route};

mod refresh;
mod sign_in;

pub(crate) use sign_in::sign_in_elsewhere;

const fn signed_in(
    method: &'static str,
    suffix: &'static str,
    name: &'static str,
    act: fn(&mut Exchange, &Ask<'_>) -> Result<Reply, Retcode>,
) -> Route {
    Route {
        method,
        suffix,
        name,
        access: Access::SignedIn,
        act,
    }
}

pub(crate) const ROUTES: &[Route] = &[
    Route {
        method: "PUT",
        suffix: "",
        name: "login",
        access: Access::Open,
        act: sign_in::sign_in,
    },
    Route {
        method: "PUT",
        suffix: "forcelogin",
        name: "forceLogin",
        access: Access::Open,
        act: sign_in::force_sign_in,
    },
    signed_in("DELETE", "logout", "logout", sign_out),
    signed_in("DELETE", "forcelogout", "forcelogout", force_sign_out),
    signed_in("GET", "agentstatus", "getAgentStatus", agent_status),
    signed_in("POST", "sayfree", "sayFree", say_free),
    signed_in("POST", "saybusy", "saybusy", say_busy),
    signed_in("GET", "agentskills", "agentskills", agent_skills),
    signed_in("POST", "resetskill/*", "resetskill", reset_skill),
    signed_in("PUT", "updateGuid", "updateGuid", refresh::update_guid),
    signed_in(
        "POST",
        "syncagentinfo",
        "syncagentinfo",
        refresh::synchronize,
    ),
    signed_in("POST", "autoanswer/*", "autoanswer", set_auto_answer),
    signed_in("POST", "autoenteridle/*", "autoenteridle", set_after_call),
];

fn sign_out(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let session = exchange.session(ask.agent).ok_or(retcode::NOT_SIGNED_IN)?;
    if session.is_occupied() {
        return Err(retcode::SIGN_OUT_STATE);
    }
    exchange.sign_out(ask.agent, Effect::SignedOut);
    Ok(Reply::Done)
}

fn force_sign_out(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    exchange.sign_out(ask.agent, Effect::SignedOut);
    Ok(Reply::Done)
}

fn agent_status(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let session = exchange.session(ask.agent).ok_or(retcode::NOT_SIGNED_IN)?;
    let is_counted = |place: Place| {
        exchange.settings.readings.ringing_status == RingingStatus::Working
            || !matches!(place, Place::Ringing { .. })
    };
    let is_working = session
        .calls
        .iter()
        .filter_map(|call| exchange.calls.get(call))
        .any(|call| is_counted(call.place))
        || matches!(session.seat, crate::conference::Seat::Joined { .. });
    Ok(Reply::Result(json!({
        "agentState": Exchange::state_number(session),
        "isWorking": is_working,
    })))
}

fn say_free(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    exchange.say_free(ask.agent)?;
    Ok(Reply::Done)
}

/// The reason and "prolong" are optional, but both are required of an agent
/// who is busy already.
fn say_busy(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let reason = match ask.target.query("reason") {
        None | Some("0") => None,
        Some(text) => Some(
            plain_number(text)
                .and_then(|number| u8::try_from(number).ok())
                .filter(|number| (200..=250).contains(number))
                .ok_or(retcode::INVALID_PARAMETER)?,
        ),
    };
    let prolong = ask.target.query("prolong");
    if prolong.is_some_and(|flag| flag != "true" && flag != "false") {
        return Err(retcode::INVALID_PARAMETER);
    }
    let session = exchange.session(ask.agent).ok_or(retcode::NOT_SIGNED_IN)?;
    let is_busy_already = session.state == State::Busy && !session.is_occupied();
    if is_busy_already && (reason.is_none() || prolong.is_none()) {
        return Err(retcode::INVALID_PARAMETER);
    }
    let reason = reason.map_or(NotReadyReason::BY_SELF, NotReadyReason);
    exchange.say_busy(ask.agent, reason)?;
    Ok(Reply::Done)
}

/// The configured skills, whether signed in to or not.
fn agent_skills(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let agent = exchange
        .agents
        .get(&ask.agent)
        .ok_or(retcode::NOT_SIGNED_IN)?;
    let skills: Vec<_> = agent
        .skills
        .iter()
        .map(|skill| {
            let name = exchange.skills.get(skill).map_or("", String::as_str);
            json!({"name": name, "id": skill, "mediatype": 5})
        })
        .collect();
    Ok(Reply::Result(json!(skills)))
}

fn reset_skill(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    if !matches!(ask.target.query("phonelinkage"), None | Some("0" | "1")) {
        return Err(retcode::INVALID_PARAMETER);
    }
    let agent = exchange
        .agents
        .get_mut(&ask.agent)
        .ok_or(retcode::NOT_SIGNED_IN)?;
    let wanted = match ask.target.query("skillid") {
        _ if ask.part(0) == "true" => agent.skills.clone(),
        None => Vec::new(),
        Some(list) => list
            .split(';')
            .map(|number| plain_number(number).map(SkillId))
            .collect::<Option<Vec<_>>>()
            .ok_or(retcode::INVALID_PARAMETER)?,
    };
    let skills = wanted
        .into_iter()
        .filter(|skill| agent.skills.contains(skill))
        .collect();
    let session = agent.session.as_mut().ok_or(retcode::NOT_SIGNED_IN)?;
    session.skills = skills;
    Ok(Reply::Done)
}

/// `true` is automatic, anything else of at most five characters manual.
fn set_auto_answer(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let is_true = flag(ask.part(0))?;
    let session = exchange
        .session_mut(ask.agent)
        .ok_or(retcode::NOT_SIGNED_IN)?;
    session.auto_answer = if is_true {
        AnswerMode::Automatic
    } else {
        AnswerMode::Manual
    };
    Ok(Reply::Done)
}

fn set_after_call(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let is_true = flag(ask.part(0))?;
    let session = exchange
        .session_mut(ask.agent)
        .ok_or(retcode::NOT_SIGNED_IN)?;
    session.after_call = if is_true {
        AfterCall::Idle
    } else {
        AfterCall::Work
    };
    Ok(Reply::Done)
}

fn flag(text: &str) -> Result<bool, Retcode> {
    if text.chars().count() > 5 {
        return Err(retcode::INVALID_PARAMETER);
    }
    Ok(text == "true")
}
