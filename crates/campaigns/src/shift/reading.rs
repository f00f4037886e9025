//! Reading what passes by: an answer's code and event, and what the gateway's desk knows.

use serde_json::Value;

use super::agent;
use crate::observation::{AgentState, Answer, Knowledge, Place, Seat, Told};

/// What an answer says, and the event in it as it was sent; `guid` is the number of the Guid that came with it.
pub fn answer(status: u16, body: &str, guid: Option<u32>) -> (Answer, Option<Value>) {
    // Whoever decodes text drops a byte order mark, and a known client of the gateway strips NUL.
    let body = body.trim_matches(['\u{feff}', '\0']);
    let Ok(mut read) = serde_json::from_str::<Value>(body) else {
        return (Answer::Unreadable, None);
    };
    // A fault may write every number as text and every text of digits as a number.
    let code = match &read["retcode"] {
        Value::String(code) => Some(code.clone()),
        Value::Number(code) => Some(code.to_string()),
        _ => None,
    };
    match code.as_deref() {
        Some("0") if status == 200 => {
            let sent = read["event"].take();
            let event = event(&sent);
            let sent = event.is_some().then_some(sent);
            (Answer::Done { event, guid }, sent)
        }
        Some(code) => (Answer::Refused(code.to_owned()), None),
        None => (Answer::Unreadable, None),
    }
}

fn event(event: &Value) -> Option<Told> {
    let content = &event["content"];
    let call = content.as_str().or_else(|| content["callid"].as_str());
    Some(Told {
        name: event["eventType"].as_str()?.to_owned(),
        call: call.map(str::to_owned),
    })
}

/// What the desk's account of everything says about the agent.
pub fn knowledge(state: &Value) -> Knowledge {
    let me = agent::NUMBER.to_string();
    let agents = state["agents"].as_array();
    let agent = agents.and_then(|agents| agents.iter().find(|agent| agent["agent"] == me.as_str()));
    let session = agent.map_or(&Value::Null, |agent| &agent["session"]);
    let mut knowledge = Knowledge {
        is_signed_in: session.is_object(),
        agent: match session["agentState"].as_u64() {
            Some(3) => AgentState::Busy,
            Some(4) => AgentState::Ready,
            Some(5) => AgentState::WrapUp,
            Some(7) => AgentState::Occupied,
            _ => AgentState::NotKnown,
        },
        conference: conference(&session["conference"]),
        ..Knowledge::default()
    };
    for call in state["calls"].as_array().into_iter().flatten() {
        let place = match call["place"].as_str() {
            Some("ringing") => Place::Ringing,
            Some("talking") => Place::Talking,
            Some("held") => Place::Held,
            _ => continue,
        };
        if call["agent"] == me.as_str() {
            let id = call["callid"].as_str().unwrap_or_default().to_owned();
            knowledge.calls.push((id, place));
        }
    }
    knowledge.calls.sort();
    knowledge
}

fn conference(seat: &Value) -> Option<(u32, Seat)> {
    let number = seat["confId"].as_u64()?.try_into().ok()?;
    let is_joined = seat["is"] == "joined";
    Some((
        number,
        if is_joined {
            Seat::Joined
        } else {
            Seat::Invited
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_s_code_and_event_are_read() {
        let check = |status, body, expected| {
            assert_eq!(answer(status, body, Some(3)).0, expected, "{body}");
        };
        let done = |event| Answer::Done {
            event,
            guid: Some(3),
        };
        let told = |name: &str, call: Option<&str>| Told {
            name: name.to_owned(),
            call: call.map(str::to_owned),
        };
        check(200, r#"{"retcode":"0"}"#, done(None));
        check(
            200,
            r#"{"retcode":"0","event":{"eventType":"A","content":"1-2"}}"#,
            done(Some(told("A", Some("1-2")))),
        );
        check(
            200,
            r#"{"retcode":"0","event":{"eventType":"B","content":{"callid":"1-2"}}}"#,
            done(Some(told("B", Some("1-2")))),
        );
        check(
            200,
            r#"{"retcode":"000-003"}"#,
            Answer::Refused("000-003".to_owned()),
        );
        check(200, r#"{"retcode":0}"#, done(None));
        check(200, "\u{feff}{\"retcode\":\"0\"}", done(None));
        check(502, "<html>", Answer::Unreadable);
        check(200, "{}", Answer::Unreadable);
    }
}
