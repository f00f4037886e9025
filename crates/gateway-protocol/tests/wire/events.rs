//! Events: every name of the pages, their printed contents, and their misprints.

use gateway_protocol::agent_event::Poll;
use gateway_protocol::endpoint::Why;
use gateway_protocol::event::{
    ChangeType, EventKind, Feature, GatewayEvent, IncomingCall, LeaveReason, Offer,
    ParticipantChange, ParticipantType, PhoneReleasedBy, Talk,
};
use gateway_protocol::id::{CallId, ConfId, SkillId};
use gateway_protocol::retcode::Retcode;
use gateway_protocol::voice_call::Release;

use crate::{call, read, refused_with, unreadable_because};

fn poll(event: &str) -> Vec<GatewayEvent> {
    read::<Poll>(&format!(
        r#"{{"message":"","retcode":"0","event":{event}}}"#
    ))
    .unwrap()
}

fn kind(name: &str, content: &str) -> EventKind {
    let event = format!(r#"{{"eventType":"{name}","workNo":"291","content":{content}}}"#);
    let [event] = <[GatewayEvent; 1]>::try_from(poll(&event)).unwrap();
    assert_eq!(event.name, name);
    event.kind
}

fn check(name: &str, content: &str, expected: &EventKind) {
    assert_eq!(&kind(name, content), expected, "{name} {content}");
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn offer() -> Offer {
    Offer {
        call: call(),
        caller: text("70004"),
        called: text("60015"),
        is_transfer: false,
        transferred_from: None,
        feature: Feature::Inbound,
        media_type: None,
    }
}

const CONFERENCE: &str = r#"{"confId":1031168}"#;

fn conference() -> ConfId {
    ConfId::parse("1031168").unwrap()
}

#[test]
fn a_poll_brings_one_event_none_or_an_array() {
    const IN_SERVICE: &str =
        r#"{"eventType":"AgentOther_InService","workNo":"291","content":null}"#;
    let in_service = GatewayEvent {
        name: "AgentOther_InService".to_owned(),
        kind: EventKind::InService,
        generated_at: None,
    };
    // Obtaining Events of One Agent in Polling Mode, as printed.
    assert_eq!(poll(IN_SERVICE), std::slice::from_ref(&in_service));
    assert_eq!(
        read::<Poll>(r#"{"message":"","retcode":"0"}"#),
        Ok(Vec::new())
    );
    assert_eq!(poll("null"), []);
    assert_eq!(poll("[]"), []);
    assert_eq!(
        poll(&format!("[{IN_SERVICE},{IN_SERVICE}]")),
        [in_service.clone(), in_service]
    );
}

#[test]
fn an_event_without_an_envelope_is_an_event() {
    // Phone Release, with the name its page gives.
    let bare =
        r#"{"eventType":"AgentOther_PhoneRelease","workNo":"291","content":{"phoneState":3}}"#;
    let expected = EventKind::PhoneReleased {
        by: PhoneReleasedBy::Platform,
    };
    assert_eq!(read::<Poll>(bare).unwrap().remove(0).kind, expected);
    let half = format!(r#"{{"event":{bare}}}"#);
    assert_eq!(read::<Poll>(&half).unwrap().remove(0).kind, expected);
    // Only a poll's answer may be one.
    assert_eq!(
        unreadable_because(read::<Release>(bare)),
        Some(Why::NoRetcode)
    );
    assert_eq!(
        unreadable_because(read::<Release>(&half)),
        Some(Why::NoRetcode)
    );
    // Its example as printed names no event.
    assert_eq!(
        unreadable_because(read::<Poll>(r#"{"phoneState":3}"#)),
        Some(Why::NoRetcode)
    );
}

#[test]
fn a_refused_poll_brings_no_event() {
    let body = r#"{"message":"no","retcode":"000-003","event":{"eventType":"AgentState_Ready"}}"#;
    assert_eq!(
        refused_with(read::<Poll>(body)),
        Some(Retcode::NotPermitted)
    );
    let body = r#"{"retcode":"100-006","eventType":"AgentState_Ready"}"#;
    assert_eq!(refused_with(read::<Poll>(body)), Some(Retcode::NotSignedIn));
}

#[test]
fn an_event_of_no_shape_makes_the_poll_unreadable() {
    for event in ["7", "true", r#""AgentState_Ready""#] {
        let body = format!(r#"{{"message":"","retcode":"0","event":{event}}}"#);
        assert_eq!(
            unreadable_because(read::<Poll>(&body)),
            Some(Why::WrongShape("event"))
        );
    }
}

#[test]
fn an_event_cut_off_is_unreadable() {
    // The chair-change event is printed without its last brace, like an answer cut off in transit.
    let body = r#"{"message":"","retcode":"0","event":{"eventType":"AgentConf_PresidentChanged","workNo":"291","content":{"confId":1031168}}"#;
    assert_eq!(unreadable_because(read::<Poll>(body)), Some(Why::NotJson));
}

#[test]
fn the_gateway_s_time_is_kept_where_given() {
    fn check(member: &str, expected: Option<u64>) {
        let event = format!(r#"{{"eventType":"AgentState_Ready","content":null{member}}}"#);
        assert_eq!(poll(&event)[0].generated_at, expected, "{member}");
    }
    check("", None);
    check(r#","eventGenTime":1566636307992"#, Some(1_566_636_307_992));
    check(
        r#","eventGenTime":"1566636307992""#,
        Some(1_566_636_307_992),
    );
    check(r#","eventGenTime":-1"#, None);
    check(r#","eventGenTime":1.5"#, None);
    check(r#","eventGenTime":null"#, None);
}

#[test]
fn ringing_and_auto_answer_carry_an_offer() {
    fn check(content: &str, expected: &Offer) {
        super::events::check(
            "AgentEvent_Ringing",
            content,
            &EventKind::Ringing(expected.clone()),
        );
        super::events::check(
            "AgentEvent_Auto_Answer",
            content,
            &EventKind::AutoAnswer(expected.clone()),
        );
    }
    check(
        concat!(
            r#"{"caller":"70004","called":"60015","callid":"1455885056-1095","transfer":"no","#,
            r#""transfrom":"","type":"main","feature":"0","mediaAbility":"1"}"#,
        ),
        &offer(),
    );
    let transferred = Offer {
        is_transfer: true,
        transferred_from: text("292"),
        ..offer()
    };
    for spelling in ["transfrom", "transFrom", "transform"] {
        check(
            &format!(
                r#"{{"caller":"70004","called":"60015","callId":"1455885056-1095","transfer":"yes","{spelling}":"292","feature":0}}"#
            ),
            &transferred,
        );
    }
    check(
        r#"{"callid":"1455885056-1095","caller":"a292","feature":"6","mediaType":5}"#,
        &Offer {
            caller: text("a292"),
            called: None,
            feature: Feature::Internal,
            media_type: Some(5),
            ..offer()
        },
    );
    check(
        r#"{"callid":"1455885056-1095","caller":70004,"called":60015,"transfer":true,"feature":[]}"#,
        &Offer {
            is_transfer: true,
            feature: Feature::NotGiven,
            ..offer()
        },
    );
}

#[test]
fn talking_carries_its_call() {
    check(
        "AgentEvent_Talking",
        r#"{"caller":"40103","callid":"1455885056-1095","called":"1008622","feature":"7","type":"main","mediaAbility":"1"}"#,
        &EventKind::Talking(Talk {
            call: call(),
            caller: text("40103"),
            called: text("1008622"),
            feature: Feature::Outbound,
        }),
    );
}

#[test]
fn events_of_a_bare_call_id_take_an_object_too() {
    fn check(name: &str, expected: fn(CallId) -> EventKind) {
        let spellings = [
            r#""1455885056-1095""#,
            r#"" 1455885056-1095\u0000\u0000""#,
            r#"{"callid":"1455885056-1095"}"#,
            r#"{"callId":"1455885056-1095"}"#,
            r#"{"callid":null,"callId":"1455885056-1095"}"#,
        ];
        for content in spellings {
            super::events::check(name, content, &expected(call()));
        }
        super::events::check(
            name,
            "145640404337",
            &expected(CallId::parse("145640404337").unwrap()),
        );
    }
    check("AgentEvent_No_Answer", EventKind::NoAnswer);
    check("AgentEvent_Call_Release", EventKind::CallReleased);
    check("AgentEvent_Hold", EventKind::Held);
}

#[test]
fn a_customer_s_release_names_call_and_number_where_it_can() {
    fn check(content: &str, call: Option<CallId>, number: Option<&str>) {
        let number = number.map(str::to_owned);
        let expected = EventKind::CustomerReleased { call, number };
        super::events::check("AgentEvent_Customer_Release", content, &expected);
    }
    check(
        r#"{"callid":"1455885056-1095","number":"70004"}"#,
        Some(call()),
        Some("70004"),
    );
    check(r#""1455885056-1095""#, Some(call()), None);
    check(r#"{"number":70004}"#, None, Some("70004"));
    check("null", None, None);
}

#[test]
fn phone_events_are_read_with_and_without_content() {
    let alerting = |call| EventKind::PhoneAlerting { call };
    check("AgentOther_PhoneAlerting", "null", &alerting(None));
    check(
        "AgentOther_PhoneAlerting",
        r#"{"callid":"1455885056-1095","caller":"70004"}"#,
        &alerting(Some(call())),
    );
    for content in [
        r#"{"type":"unknown"}"#,
        r#"{"type":"main"}"#,
        r#"{"type":"assistant"}"#,
        "null",
    ] {
        check("AgentOther_PhoneOffhook", content, &EventKind::PhoneOffhook);
    }
    let released = |by| EventKind::PhoneReleased { by };
    check(
        "AgentOther_PhoneRelease",
        r#"{"phoneState":3}"#,
        &released(PhoneReleasedBy::Platform),
    );
    check(
        "AgentOther_PhoneRelease",
        r#"{"phoneState":"2"}"#,
        &released(PhoneReleasedBy::Agent),
    );
    check(
        "AgentOther_PhoneRelease",
        r#"{"phoneState":1}"#,
        &released(PhoneReleasedBy::NotKnown),
    );
    check(
        "AgentOther_PhoneRelease",
        "null",
        &released(PhoneReleasedBy::NotKnown),
    );
}

#[test]
fn conference_events_carry_their_conference() {
    fn check(name: &str, expected: &EventKind) {
        for content in [
            CONFERENCE,
            r#"{"confId":"1031168"}"#,
            r#"{"confid":1031168}"#,
        ] {
            super::events::check(name, content, expected);
        }
    }
    check(
        "AgentConf_Ringing",
        &EventKind::ConferenceRinging(conference()),
    );
    check(
        "AgentConf_SelfJoinResult",
        &EventKind::ConferenceJoined(conference()),
    );
    check(
        "AgentConf_SelfLeaveResult",
        &EventKind::ConferenceLeft(conference()),
    );
}

#[test]
fn a_participant_s_change_is_read_by_its_codes() {
    fn check(change_type: &str, reason: &str, expected: ChangeType) {
        let content = format!(
            r#"{{"result":0,"changeReason":{reason},"changeType":{change_type},"confId":1031168,"participant":"292","participantType":9,"deviceCallType":0,"deviceType":2}}"#
        );
        let expected = EventKind::ParticipantChanged(ParticipantChange {
            conference: conference(),
            participant: text("292"),
            participant_type: ParticipantType::Agent,
            change: expected,
            is_success: true,
        });
        super::events::check("AgentConf_ParticipantChanged", &content, &expected);
    }
    check("0", "255", ChangeType::Joined);
    check("1", "0", ChangeType::Left(LeaveReason::Left));
    check("1", "1", ChangeType::Left(LeaveReason::RemovedByChair));
    check("1", "2", ChangeType::Left(LeaveReason::HungUp));
    check("1", "3", ChangeType::Left(LeaveReason::ConferenceEnded));
    check("\"1\"", "\"4\"", ChangeType::Left(LeaveReason::SignedOut));
    check("1", "6", ChangeType::Left(LeaveReason::Other));
    check("1", "255", ChangeType::Left(LeaveReason::Other));
    check("2", "255", ChangeType::ChairChanged);
    check("3", "255", ChangeType::Muted);
    check("4", "255", ChangeType::Unmuted);
    check("5", "255", ChangeType::Held);
    check("6", "255", ChangeType::Unheld);
    check("7", "255", ChangeType::Other(Some(7)));
    check("null", "255", ChangeType::Other(None));
}

#[test]
fn a_participant_s_change_may_have_failed_and_may_be_a_phone_s() {
    fn check(content: &str, participant_type: ParticipantType, is_success: bool) {
        let EventKind::ParticipantChanged(change) = kind("AgentConf_ParticipantChanged", content)
        else {
            panic!("{content}");
        };
        assert_eq!(
            (change.participant_type, change.is_success),
            (participant_type, is_success)
        );
    }
    check(
        r#"{"confId":1,"participantType":6,"result":1}"#,
        ParticipantType::Phone,
        false,
    );
    check(
        r#"{"confId":1,"participantType":"6","result":"0"}"#,
        ParticipantType::Phone,
        true,
    );
    check(r#"{"confId":1}"#, ParticipantType::Other, true);
}

#[test]
fn agent_states_are_read_under_every_name_they_have() {
    check("AgentState_Ready", "null", &EventKind::AgentReady);
    check("AgentState_Force_Ready", "null", &EventKind::AgentReady);
    check("AgentState_Busy", "null", &EventKind::AgentOccupied);
    check(
        "AgentState_CancelNotReady_Success",
        "null",
        &EventKind::NotReadyCancelled,
    );
    check("AgentState_SetRest_Success", "null", &EventKind::RestSet);
    check(
        "AgentState_SetRest_Success",
        r#"{"reason":"200"}"#,
        &EventKind::RestSet,
    );
    check(
        "AgentState_CancelRest_Success",
        "null",
        &EventKind::RestCancelled,
    );
    check("AgentState_Work", "null", &EventKind::Work);
    check("AgentState_SetWork_Success", "null", &EventKind::Work);
    check(
        "AgentState_CancelWork_Success",
        "null",
        &EventKind::WorkCancelled,
    );
    check("AgentOther_InService", "null", &EventKind::InService);
    check(
        "AgentOther_ShutdownService",
        r#"{"loginTime":"1471585949806"}"#,
        &EventKind::ServiceShutDown,
    );
    check(
        "AgentMediaEvent_Record",
        r#"{"recordID":"1"}"#,
        &EventKind::RecordingStarted,
    );
    check(
        "AgentMediaEvent_StopRecordDone",
        "null",
        &EventKind::RecordingStopped,
    );
}

#[test]
fn set_busy_is_read_under_both_spellings_and_by_force() {
    for name in [
        "AgentEvent_SetNotReady_Success",
        "AgentState_SetNotReady_Success",
        "AgentState_Force_SetNotReady",
    ] {
        let not_ready = |reason| EventKind::NotReadySet { reason };
        check(name, r#"{"reason":"200"}"#, &not_ready(Some(200)));
        check(name, r#"{"reason":7}"#, &not_ready(Some(7)));
        check(name, r#"{"reason":"rest"}"#, &not_ready(None));
        check(name, "null", &not_ready(None));
    }
}

#[test]
fn incoming_call_information_is_read_under_its_own_spellings() {
    check(
        "AgentEvent_Incoming_CallInfo",
        concat!(
            r#"{"callId":"1455885056-1095","skillName":"voice","skillId":"1","caller":"70004","#,
            r#""called":"60015","lastReleaseAgentId":"292","mediaType":5,"#,
            r#""releaseAndReQueueCount":"2","releaseAndReQueueCallFlag":"1"}"#,
        ),
        &EventKind::IncomingCallInfo(IncomingCall {
            call: call(),
            skill: text("voice"),
            skill_id: Some(SkillId(1)),
            caller: text("70004"),
            called: text("60015"),
            requeue_count: Some(2),
            last_agent: text("292"),
        }),
    );
}

/// They say something of agent or call, and nobody knows what.
#[test]
fn events_that_are_named_and_not_explained_have_everything_looked_up() {
    for name in [
        "AgentState_NotReady",
        "AgentEvent_Agent_Occupyed",
        "AgentEvent_ReturnFromIvr",
    ] {
        let content = "null".to_owned();
        check(name, "null", &EventKind::Unknown { content });
    }
}

#[test]
fn the_rest_of_the_family_is_recognised() {
    fn check(name: &str, content: &str) {
        super::events::check(name, content, &EventKind::Recognised);
    }
    check("AgentOther_PhoneBusy", "null");
    check("AgentOther_PhoneUnknow", "null");
    check("AgentOther_All_Agent_Busy", "null");
    check("AgentOther_Note", "null");
    check("AgentOther_Bulletin", "null");
    check("AgentState_Rest_Timeout", "null");
    check(
        "AgentEvent_Customer_Alerting",
        r#"{"callid":"1-1","otherPhoneWorkno":"","otherPhone":"70092","type":"main"}"#,
    );
    check(
        "AgentEvent_Conference",
        r#"{"callid":"1-1","partner":"49997,70093"}"#,
    );
    check(
        "AgentEvent_Conference",
        r#"{"callid":"1-1","partner":"49997, 70093"}"#,
    );
    check(
        "AgentEvent_Conference",
        r#"{"callid":"1-1","partner":"49997，70093"}"#,
    );
    check("AgentEvent_Call_Out_Fail", r#""1-1""#);
    check("AgentEvent_Inside_Call_Fail", r#""1-1""#);
    check("AgentEvent_Connect_Fail", r#""1-1""#);
    check("AgentEvent_Consult_Fail", r#""1-1""#);
    check(
        "AgentEvent_SuccTransResult",
        r#"{"result":1,"callId":"1-1"}"#,
    );
    check(
        "AgentEvent_Preview_CallOut",
        r#"{"controlid":1,"dialeddigits":"70092","callData":""}"#,
    );
    check("AgentEvent_linkagePhoneMute", r#"{"callId":"1-1"}"#);
    check("AgentEvent_linkagePhoneUnMute", r#"{"callId":"1-1"}"#);
    check("AgentEvent_linkagePhoneHold", r#"{"callId":"1-1"}"#);
    check("AgentEvent_linkagePhoneUnHold", r#"{"callId":"1-1"}"#);
    check(
        "AgentEvent_linkagePhoneCallOut",
        r#"{"addrCalled":{"address":"1","addressType":6},"skillId":1,"callId":"0"}"#,
    );
    check(
        "AgentEvent_linkagePhoneTransferOut_Result",
        r#"{"result":0,"callId":"1-1"}"#,
    );
    check("AgentEvent_JoinConf", "null");
    check("AgentEvent_Preview", "null");
    check("AgentEvent_AbandonCall", "null");
    check("AgentEvent_ReleaseRequest", "null");
    check("AgentEvent_ReleaseResponse", "null");
    check("AgentEvent_No_Answer_From_Cti", "null");
    check("AgentEvent_ControlWindow_Notify", "null");
    check("AgentEvent_Orders_Notify", "null");
    check("AgentConf_RequestSuccess", CONFERENCE);
    check("AgentConf_RequestFailed", r#"{"cause":21234}"#);
    check("AgentConf_Timeout", CONFERENCE);
    check("AgentConf_PresidentChanged", CONFERENCE);
    check("AgentConf_StopParticipantVoice", r#"{"result":0}"#);
    check("AgentMediaEvent_Play", "null");
    check("AgentMediaEvent_Play_Succ", "null");
    check("AgentMediaEvent_Play_Fail", "null");
    check("AgentMediaEvent_JumpPlayDone", "null");
    check("AgentMediaEvent_StopPlayDone", "null");
    check("AgentMediaEvent_Record_Fail", "null");
    check("AgentChat_Ring", "null");
    check("AgentChat_Connected", "null");
    check("AgentChat_Disconnected", "null");
    check("AgentChat_DataRecved", "null");
    check("AgentChat_CallOutCreated", "null");
    check("AgentChat_CalloutFailed", "null");
    check("QC_AgentState_Notify", r#"{"agentname":"a","subtype":1}"#);
}

#[test]
fn a_known_event_with_unusable_content_is_malformed() {
    fn check(name: &str, content: &str, part: &'static str) {
        super::events::check(name, content, &EventKind::Malformed(part));
    }
    for name in [
        "AgentEvent_Ringing",
        "AgentEvent_Auto_Answer",
        "AgentEvent_Talking",
        "AgentEvent_No_Answer",
        "AgentEvent_Call_Release",
        "AgentEvent_Hold",
        "AgentEvent_Incoming_CallInfo",
    ] {
        for content in [
            "null",
            "{}",
            "[]",
            "true",
            "\"\"",
            r#"{"callid":""}"#,
            r#"{"callid":[1]}"#,
            "1.5",
        ] {
            check(name, content, "callid");
        }
    }
    for name in [
        "AgentConf_Ringing",
        "AgentConf_SelfJoinResult",
        "AgentConf_SelfLeaveResult",
        "AgentConf_ParticipantChanged",
    ] {
        for content in [
            "null",
            "{}",
            "1031168",
            r#"{"confId":""}"#,
            r#"{"confId":{}}"#,
        ] {
            check(name, content, "confId");
        }
    }
}

#[test]
fn an_event_without_a_name_is_malformed() {
    for event in [
        "{}",
        r#"{"eventType":""}"#,
        r#"{"eventType":null}"#,
        r#"{"eventType":[]}"#,
        "[null]",
    ] {
        let events = poll(event);
        assert_eq!(events.len(), 1, "{event}");
        assert_eq!(events[0].name, "", "{event}");
        assert_eq!(events[0].kind, EventKind::Malformed("eventType"), "{event}");
    }
}

#[test]
fn an_event_nobody_documents_is_carried_with_its_content() {
    fn check(content: &str, carried: &str) {
        let expected = EventKind::Unknown {
            content: carried.to_owned(),
        };
        super::events::check("AgentEvent_Something_New", content, &expected);
    }
    check("null", "null");
    check("true", "true");
    check("false", "false");
    check("-7", "-7");
    check("18446744073709551615", "18446744073709551615");
    check("1.50", "1.50");
    check(
        r#"[1, {"b": "x\"y", "a": []}, {}]"#,
        r#"[1,{"b":"x\"y","a":[]},{}]"#,
    );
    check(
        r#""tab\tbell\u0007override\u202E""#,
        r#""tab\u0009bell\u0007override""#,
    );
    check(
        &format!("\"{}\"", "长".repeat(5000)),
        &format!("\"{}", "长".repeat(499)),
    );
}

#[test]
fn the_name_of_an_unknown_event_is_fit_to_be_shown() {
    let name = format!("Agent\\u202E\\u0000{}", "x".repeat(5000));
    let events = poll(&format!(r#"{{"eventType":"{name}"}}"#));
    assert_eq!(events[0].name, format!("Agent{}", "x".repeat(123)));
    assert_eq!(
        events[0].kind,
        EventKind::Unknown {
            content: "null".to_owned()
        }
    );
}

#[test]
fn features_are_read_by_their_codes() {
    fn check(number: i64, expected: Feature, is_internal: bool) {
        assert_eq!(Feature::from_number(number), expected);
        assert_eq!(expected.is_internal(), is_internal, "{number}");
    }
    check(0, Feature::Inbound, false);
    check(6, Feature::Internal, true);
    check(7, Feature::Outbound, false);
    check(40, Feature::Reserved, false);
    check(41, Feature::Preempted, false);
    check(43, Feature::Predicted, false);
    check(44, Feature::Preview, false);
    check(45, Feature::Callback, false);
    check(51, Feature::TwoPartyHelp, true);
    check(52, Feature::ThreePartyHelp, true);
    check(53, Feature::ConferenceCall, true);
    check(99, Feature::TransferConference, false);
    check(-1, Feature::Other(-1), false);
    check(12, Feature::Other(12), false);
    assert_eq!(Feature::default(), Feature::NotGiven);
    assert!(!Feature::NotGiven.is_internal());
}
