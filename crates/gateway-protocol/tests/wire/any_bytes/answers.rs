//! Answers as the pages print them, and the ways to spoil one.
//!
//! The test command tries some hundred thousand of them; the fuzz targets in `fuzz/` use the same file for as long as
//! they are left to run.

use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};
use serde_json::Value;

/// Answers as the pages have them, to be bent.
pub const ANSWERS: &[&str] = &[
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

/// Any JSON, with a liking for what the pages use.
pub fn json() -> impl Strategy<Value = Value> {
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
pub fn bent_answer() -> impl Strategy<Value = String> {
    let answer = prop::sample::select(ANSWERS);
    (answer, any::<prop::sample::Index>(), json()).prop_map(|(answer, place, value)| {
        let answer: Value = serde_json::from_str(answer).unwrap();
        bent(answer, place, &value).to_string()
    })
}

/// The answer with the value at one of its places replaced.
pub fn bent(mut answer: Value, place: prop::sample::Index, value: &Value) -> Value {
    let mut places = place.index(count(&answer));
    replace(&mut answer, &mut places, value);
    answer
}

/// A printed answer with a stretch of its bytes replaced by others.
pub fn broken_answer() -> impl Strategy<Value = Vec<u8>> {
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
