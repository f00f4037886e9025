//! Whatever comes back, no reading panics, and nothing unfit to be shown gets through.

use gateway_protocol::agent_event::Poll;
use gateway_protocol::call_data::{
    AllCallInfoEx, CallInfo, CallInfoBeforeAnswer, HoldList, WaitCallInfo,
};
use gateway_protocol::endpoint::{Endpoint, Failure, Response};
use gateway_protocol::event::{EventKind, GatewayEvent};
use gateway_protocol::id::{AgentId, CallId, ConfId, Guid};
use gateway_protocol::online_agent::{AgentSkills, AgentStatus, SignIn, SyncAgentInfo, UpdateGuid};
use gateway_protocol::queue_device::SkillWaitNum;
use gateway_protocol::retcode::Retcode;
use gateway_protocol::voice_call::RejectCall;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_oneof, proptest,
};
use serde_json::Value;

/// Answers as the pages have them, to be bent.
const ANSWERS: &[&str] = &[
    r#"{"result":{},"message":"success","retcode":"0"}"#,
    r#"{"message":"Unknown ERROR._21234","retcode":"200-038","result":null}"#,
    r#"{"message":"","retcode":"0","event":{"eventType":"AgentEvent_Ringing","workNo":"291","eventGenTime":1566636307992,"content":{"caller":"70004","called":"60015","callid":"1455885056-1095","transfer":"yes","transfrom":"292","type":"main","feature":"0","mediaType":5}}}"#,
    r#"{"message":"","retcode":"0","event":[{"eventType":"AgentEvent_Call_Release","workNo":"291","content":"1455885056-1095"}]}"#,
    r#"{"message":"","retcode":"0","event":{"eventType":"AgentConf_ParticipantChanged","workNo":"291","content":{"result":0,"changeReason":255,"changeType":1,"confId":1031168,"participant":"292","participantType":9}}}"#,
    r#"{"message":"","retcode":"0","event":{"eventType":"AgentState_SetNotReady_Success","workNo":"291","content":{"reason":"200"}}}"#,
    r#"{"message":"","retcode":"0","event":{"eventType":"AgentEvent_Incoming_CallInfo","workNo":"291","content":{"callId":"1-1","skillName":"voice","skillId":"1","releaseAndReQueueCount":"2"}}}"#,
    r#"{"eventType":"AgentOther_PhoneRelease","workNo":"291","content":{"phoneState":3}}"#,
    r#"{"message":"","retcode":"0","result":{"vdnid":1,"workno":"291","isForceChange":"false","serverName":"AgentGateway","timeRemaining":"9"}}"#,
    r#"{"message":"","retcode":"0","result":{"agentState":4,"isWorking":false}}"#,
    r#"{"message":"","retcode":"0","result":[{"callfeature":0,"callid":"1476707884-279","caller":"70004","called":"60015","callskill":"voice","callskillid":1,"begintime":1476707884000,"endtime":null,"mediaType":5}]}"#,
    r#"{"message":"","retcode":"0","result":["1476707884-279",145640404337]}"#,
    r#"{"message":"","retcode":"0","result":[{"name":"voice","id":1,"mediatype":5}]}"#,
    r#"{"message":"","retcode":"0","result":1}"#,
    r#"{"message":"success","retcode":"0","result":{"guid":"1-2.AgentGateway1"}}"#,
    r#"{"message":"success","retcode":"0","result":{"callinfo":null,"agentStateInfo":{"preBusy":false,"currentTime":"1566636307992","agentStateBeginTime":1566636286408}}}"#,
];

/// How often each property is tried: as often as `MUTATED_ANSWERS` says, else little enough for a build without
/// optimisation.
fn cases() -> u32 {
    match std::env::var("MUTATED_ANSWERS") {
        Ok(number) => number.parse().expect("MUTATED_ANSWERS is a whole number"),
        Err(_) => 2_000,
    }
}

/// Reads the answer as every kind of reply, and gives every text that could be shown.
fn texts_read(response: &Response) -> Vec<String> {
    let mut texts = Vec::new();
    texts.extend(shown::<RejectCall>(response, |()| Vec::new()));
    texts.extend(shown::<SignIn>(response, |reply| vec![reply.server_name]));
    texts.extend(shown::<AgentStatus>(response, |_| Vec::new()));
    texts.extend(shown::<UpdateGuid>(response, |guid| {
        vec![format!("{guid:?}")]
    }));
    texts.extend(shown::<SyncAgentInfo>(response, |_| Vec::new()));
    texts.extend(shown::<SkillWaitNum>(response, |_| Vec::new()));
    texts.extend(shown::<AgentSkills>(response, |skills| {
        skills.into_iter().map(|skill| skill.name).collect()
    }));
    texts.extend(shown::<WaitCallInfo>(response, |calls| {
        vec![format!("{calls:?}")]
    }));
    texts.extend(shown::<HoldList>(response, |calls| {
        vec![format!("{calls:?}")]
    }));
    texts.extend(shown::<CallInfo>(response, |call| {
        vec![format!("{call:?}")]
    }));
    texts.extend(shown::<CallInfoBeforeAnswer>(response, |call| {
        vec![format!("{call:?}")]
    }));
    texts.extend(shown::<AllCallInfoEx>(response, |calls| {
        calls.iter().map(CallId::to_string).collect()
    }));
    texts.extend(shown::<Poll>(response, |events| {
        events.into_iter().flat_map(event_texts).collect()
    }));
    texts
}

fn shown<E: Endpoint>(
    response: &Response,
    texts: impl FnOnce(E::Reply) -> Vec<String>,
) -> Vec<String> {
    match E::read(response) {
        Ok(reply) => texts(reply),
        Err(Failure::Refused(refusal)) => vec![refusal.message, refusal.retcode.to_string()],
        Err(Failure::Unreadable(unreadable)) => vec![unreadable.to_string()],
    }
}

fn event_texts(event: GatewayEvent) -> Vec<String> {
    let content = match event.kind {
        EventKind::Unknown { content } => content,
        EventKind::Ringing(offer) | EventKind::AutoAnswer(offer) => {
            [offer.caller, offer.called, offer.transferred_from]
                .into_iter()
                .flatten()
                .collect()
        }
        EventKind::CustomerReleased { number, .. } => number.unwrap_or_default(),
        EventKind::ParticipantChanged(change) => change.participant.unwrap_or_default(),
        EventKind::IncomingCallInfo(call) => {
            [call.caller, call.called, call.skill, call.last_agent]
                .into_iter()
                .flatten()
                .collect()
        }
        _ => String::new(),
    };
    vec![event.name, content]
}

fn is_unfit(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Any JSON, with a liking for what the pages use.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::sample::select(
            &[
                "0",
                "",
                "..",
                "100-006",
                "\u{202E}\u{0}",
                "AgentEvent_Talking"
            ][..]
        )
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let name = prop_oneof![
            any::<String>(),
            prop::sample::select(
                &[
                    "callid",
                    "callId",
                    "confId",
                    "eventType",
                    "content",
                    "event",
                    "result"
                ][..]
            )
            .prop_map(str::to_owned),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A printed answer with one of its values replaced.
fn bent_answer() -> impl Strategy<Value = String> {
    (
        prop::sample::select(ANSWERS),
        any::<prop::sample::Index>(),
        json(),
    )
        .prop_map(|(answer, place, value)| {
            let mut answer: Value = serde_json::from_str(answer).unwrap();
            let mut places = place.index(count(&answer));
            replace(&mut answer, &mut places, &value);
            answer.to_string()
        })
}

/// A printed answer with a stretch of its bytes replaced by others.
fn broken_answer() -> impl Strategy<Value = Vec<u8>> {
    let stretch = (
        any::<prop::sample::Index>(),
        0_usize..8,
        prop::collection::vec(any::<u8>(), 0..8),
    );
    (prop::sample::select(ANSWERS), stretch).prop_map(|(answer, (start, length, bytes))| {
        let mut answer = answer.as_bytes().to_vec();
        let start = start.index(answer.len());
        let end = (start + length).min(answer.len());
        answer.splice(start..end, bytes);
        answer
    })
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(rows) => rows.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// Replaces the value `places` steps into the tree.
fn replace(value: &mut Value, places: &mut usize, by: &Value) -> bool {
    if *places == 0 {
        *value = by.clone();
        return true;
    }
    *places -= 1;
    match value {
        Value::Array(rows) => rows.iter_mut().any(|row| replace(row, places, by)),
        Value::Object(members) => members
            .values_mut()
            .any(|member| replace(member, places, by)),
        _ => false,
    }
}

#[test]
fn the_printed_answers_are_all_read_as_something() {
    for answer in ANSWERS {
        let response = Response::from_bytes(200, answer.as_bytes());
        assert!(
            !matches!(Poll::read(&response), Err(Failure::Unreadable(_))),
            "{answer}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn any_bytes_are_read_without_a_panic(status: u16, bytes: Vec<u8>) {
        texts_read(&Response::from_bytes(status, &bytes));
    }

    #[test]
    fn broken_answers_are_read_without_a_panic(bytes in broken_answer()) {
        texts_read(&Response::from_bytes(200, &bytes));
    }

    #[test]
    fn bent_answers_show_nothing_unfit(answer in bent_answer()) {
        for text in texts_read(&Response::from_bytes(200, answer.as_bytes())) {
            prop_assert!(!text.contains(is_unfit), "{text:?} out of {answer}");
        }
    }

    #[test]
    fn any_json_is_read_without_a_panic(value in json()) {
        texts_read(&Response::from_bytes(200, value.to_string().as_bytes()));
    }

    #[test]
    fn an_answer_cut_off_is_never_a_success(
        answer in prop::sample::select(ANSWERS),
        cut in any::<prop::sample::Index>(),
    ) {
        let bytes = &answer.as_bytes()[..cut.index(answer.len())];
        let reply = Poll::read(&Response::from_bytes(200, bytes));
        prop_assert!(matches!(reply, Err(Failure::Unreadable(_))));
    }

    #[test]
    fn any_text_is_an_id_or_is_not(text: String) {
        let _ = (AgentId::parse(&text), Guid::parse(&text), Retcode::parse(&text));
        for id in [CallId::parse(&text).map(|id| id.to_string()), ConfId::parse(&text).map(|id| id.to_string())] {
            prop_assert!(id.is_none_or(|id| !id.is_empty() && !id.contains(is_unfit)));
        }
    }

    #[test]
    fn every_agent_id_in_range_is_one_and_no_other(number: u32) {
        let is_one = (101..=999_999).contains(&number);
        prop_assert!(AgentId::parse(&number.to_string()).is_ok() == is_one);
        let near = number % 1_100_000;
        prop_assert!(AgentId::parse(&near.to_string()).is_ok() == (101..=999_999).contains(&near));
    }
}
