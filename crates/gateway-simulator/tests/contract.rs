//! Two readings of the same pages, one against the other: every interface is
//! asked by `gateway-protocol` and answered by the exchange.
//!
//! The two share no code, so what they agree on stands on the pages and not on
//! one of them.

use gateway_protocol::agent_conf::{AnswerConference, LeaveConference, RejectConference};
use gateway_protocol::agent_event::Poll;
use gateway_protocol::call_data::{
    AllCallInfoEx, CallInfo, CallInfoBeforeAnswer, HoldList, WaitCallInfo,
};
use gateway_protocol::endpoint::{Endpoint, Failure, Response};
use gateway_protocol::event::{EventKind, Feature, GatewayEvent};
use gateway_protocol::id::{AgentId, CallId, Guid, SkillId};
use gateway_protocol::online_agent::{
    AgentSkills, AgentStatus, ForceSignIn, ForceSignOut, Password, ResetSkill, SayBusy, SayFree,
    SignIn, SignInDetails, SignOut, StateCode, Status, SyncAgentInfo, UpdateGuid,
};
use gateway_protocol::queue_device::SkillWaitNum;
use gateway_protocol::retcode::Retcode;
use gateway_protocol::voice_call::{
    AnswerCall, DropCall, RejectCall, RejectMode, Release, ReleaseEx, RequestCall, SkillIdName,
};
use gateway_simulator::readings::StaticUpdateGuid;
use gateway_simulator::{
    Exchange, HttpAnswer, HttpRequest, LogEntry, Millis, Outcome, Readings, Settings,
};
use serde_json::{Value, json};

const NOW: Millis = Millis(1_455_885_056_000);
const SKILL: SkillId = SkillId(1);

struct Desk {
    exchange: Exchange,
    guid: Option<Guid>,
}

fn agent() -> AgentId {
    match AgentId::parse("101") {
        Ok(agent) => agent,
        Err(error) => panic!("{error}"),
    }
}

fn call(id: &Value) -> CallId {
    match id.as_str().and_then(CallId::parse) {
        Some(call) => call,
        None => panic!("{id} is no call id"),
    }
}

fn details() -> SignInDetails {
    SignInDetails {
        password: Password::new(""),
        phone: "40038".to_owned(),
        autoanswer: false,
        autoenteridle: true,
        releasephone: true,
        agenttype: 4,
        status: 4,
    }
}

impl Desk {
    fn new(readings: Readings) -> Self {
        Self {
            exchange: Exchange::new(Settings {
                hold: Millis(0),
                readings,
                ..Settings::default()
            }),
            guid: None,
        }
    }

    /// With agent 101 signed in, skills taken on and the first events read.
    fn signed_in(readings: Readings) -> Self {
        let mut desk = Self::new(readings);
        let sign_in = SignIn {
            agent: agent(),
            details: details(),
        };
        let answer = desk.send(&sign_in);
        desk.guid = answer.header(Guid::SET_GUID).and_then(Guid::parse);
        assert!(desk.guid.is_some());
        assert!(desk.ask(&ResetSkill { agent: agent() }).is_ok());
        desk.events();
        desk
    }

    fn send<E: Endpoint>(&mut self, endpoint: &E) -> HttpAnswer {
        let asked = endpoint.request();
        let path = format!("/agentgateway/resource{}", asked.path);
        let mut request = HttpRequest::new(asked.method.as_str(), &path);
        let guid = self.guid.as_ref().map(Guid::header);
        for header in asked.headers.iter().chain(&guid) {
            request = request.with_header(header.name, header.value());
        }
        if let Some(body) = &asked.body {
            request = request.with_body(body.as_str());
        }
        match self.exchange.handle(&request, NOW) {
            Outcome::Answer(answer) => answer,
            Outcome::Hold(_) => panic!("{path} is held"),
            Outcome::Refused => panic!("{path} is refused"),
            Outcome::Torn(_) => panic!("{path} breaks off"),
        }
    }

    fn ask<E: Endpoint>(&mut self, endpoint: &E) -> Result<E::Reply, Failure> {
        let answer = self.send(endpoint);
        E::read(&Response::from_bytes(answer.status, &answer.body))
    }

    fn accepted<E: Endpoint>(&mut self, endpoint: &E) -> E::Reply {
        match self.ask(endpoint) {
            Ok(reply) => reply,
            Err(failure) => panic!("{}: {failure}", E::LOG_NAME),
        }
    }

    fn refused<E: Endpoint>(&mut self, endpoint: &E) -> Retcode {
        match self.ask(endpoint) {
            Err(Failure::Refused(refusal)) => refusal.retcode,
            Err(Failure::Unreadable(unreadable)) => panic!("{}: {unreadable}", E::LOG_NAME),
            Ok(_) => panic!("{} is accepted", E::LOG_NAME),
        }
    }

    fn events(&mut self) -> Vec<GatewayEvent> {
        let mut events = Vec::new();
        loop {
            let polled = self.accepted(&Poll { agent: agent() });
            if polled.is_empty() {
                return events;
            }
            events.extend(polled);
        }
    }

    fn control(&mut self, name: &str, body: Value) -> Value {
        match self.exchange.control(name, body, NOW) {
            Ok(value) => value,
            Err(sentence) => panic!("{sentence}"),
        }
    }

    fn ring(&mut self) -> CallId {
        call(&self.control("ring", json!({"agent": 101}))["callid"])
    }

    fn queue(&mut self) -> CallId {
        call(&self.control("queue", json!({"skill": 1}))["callid"])
    }

    /// A call the agent talks on.
    fn talk(&mut self) -> CallId {
        let call = self.ring();
        let answer = AnswerCall {
            agent: agent(),
            call: call.clone(),
        };
        self.accepted(&answer);
        self.events();
        call
    }
}

/// Sends a request to a gateway where nobody is signed in, and compares the
/// name under which it arrived.
fn check_name<E: Endpoint>(endpoint: &E) {
    let mut desk = Desk::new(Readings::default());
    let answer = desk.send(endpoint);
    assert_eq!(answer.status, 200, "{}", E::PATH);
    let arrived = desk.exchange.log().find_map(|row| match &row.entry {
        LogEntry::Arrived { name, .. } => Some(*name),
        _ => None,
    });
    assert_eq!(arrived, Some(E::LOG_NAME));
}

#[test]
fn every_request_finds_its_interface_under_the_same_name() {
    let agent = agent();
    let call = call(&json!("1455885056-1095"));
    let mode = RejectMode::BackToQueue;
    check_name(&SignIn {
        agent: agent.clone(),
        details: details(),
    });
    check_name(&ForceSignIn {
        agent: agent.clone(),
        details: details(),
    });
    check_name(&SignOut {
        agent: agent.clone(),
    });
    check_name(&ForceSignOut {
        agent: agent.clone(),
    });
    check_name(&AgentStatus {
        agent: agent.clone(),
    });
    check_name(&SayFree {
        agent: agent.clone(),
    });
    check_name(&SayBusy {
        agent: agent.clone(),
    });
    check_name(&AgentSkills {
        agent: agent.clone(),
    });
    check_name(&ResetSkill {
        agent: agent.clone(),
    });
    check_name(&UpdateGuid {
        agent: agent.clone(),
    });
    check_name(&SyncAgentInfo {
        agent: agent.clone(),
    });
    check_name(&Poll {
        agent: agent.clone(),
    });
    check_name(&AnswerCall {
        agent: agent.clone(),
        call: call.clone(),
    });
    check_name(&RejectCall {
        agent: agent.clone(),
        call: call.clone(),
        mode,
    });
    check_name(&Release {
        agent: agent.clone(),
    });
    check_name(&ReleaseEx {
        agent: agent.clone(),
    });
    check_name(&DropCall {
        agent: agent.clone(),
        call: call.clone(),
    });
    check_name(&RequestCall {
        agent: agent.clone(),
        call,
        skill: SKILL,
        skill_id_name: SkillIdName::SkillId,
    });
    check_name(&RejectConference {
        agent: agent.clone(),
    });
    check_name(&AnswerConference {
        agent: agent.clone(),
    });
    check_name(&LeaveConference {
        agent: agent.clone(),
    });
    check_name(&WaitCallInfo {
        agent: agent.clone(),
        skill: SKILL,
    });
    check_name(&AllCallInfoEx {
        agent: agent.clone(),
    });
    check_name(&CallInfoBeforeAnswer {
        agent: agent.clone(),
    });
    check_name(&HoldList {
        agent: agent.clone(),
    });
    check_name(&CallInfo {
        agent: agent.clone(),
    });
    check_name(&SkillWaitNum {
        agent,
        skill: SKILL,
    });
}

#[test]
fn signing_in_and_out_is_understood_under_every_reading() {
    for (name, readings) in Readings::variants() {
        let mut desk = Desk::signed_in(readings);
        let sign_in = SignIn {
            agent: agent(),
            details: details(),
        };
        assert_eq!(desk.refused(&sign_in), Retcode::AlreadySignedIn, "{name}");
        let forced = ForceSignIn {
            agent: agent(),
            details: details(),
        };
        let answer = desk.send(&forced);
        desk.guid = answer.header(Guid::SET_GUID).and_then(Guid::parse);
        desk.accepted(&SignOut { agent: agent() });
        assert_eq!(
            desk.refused(&Poll { agent: agent() }),
            Retcode::NotSignedIn,
            "{name}"
        );
    }
}

#[test]
fn a_session_is_taken_up_again_under_every_reading() {
    for (name, readings) in Readings::variants() {
        let mut desk = Desk::signed_in(readings);
        let old = desk.guid.clone();
        desk.guid = Some(desk.accepted(&UpdateGuid { agent: agent() }));
        assert_ne!(desk.guid, old, "{name}");
        let call = desk.talk();
        desk.accepted(&SayBusy { agent: agent() });
        desk.control("hold", json!({"callid": call.as_str()}));
        let info = desk.accepted(&SyncAgentInfo { agent: agent() });
        assert!(info.is_busy_next, "{name}");
        assert_eq!(info.state_age, Some(0), "{name}");
        assert_eq!(desk.events(), [], "{name}");
    }
}

#[test]
fn a_static_guid_is_answered_unchanged_or_refused_and_goes_on() {
    let signed_in = |reading: StaticUpdateGuid| {
        let readings = Readings {
            static_update_guid: reading,
            ..Readings::default()
        };
        let mut desk = Desk::signed_in(readings);
        desk.control("settings", json!({"authMode": 1}));
        desk
    };
    let update = UpdateGuid { agent: agent() };
    let mut desk = signed_in(StaticUpdateGuid::Unchanged);
    let guid = desk.accepted(&update);
    assert_eq!(desk.guid, Some(guid));
    let mut desk = signed_in(StaticUpdateGuid::Refused);
    assert_eq!(desk.refused(&update), Retcode::OperationFailed);
    desk.accepted(&AgentStatus { agent: agent() });
}

#[test]
fn a_switch_over_is_understood() {
    let mut desk = Desk::signed_in(Readings::default());
    desk.control("faults", json!({"fault": "switchOver"}));
    let poll = Poll { agent: agent() };
    assert_eq!(desk.refused(&poll), Retcode::SwitchingOver);
    let status = AgentStatus { agent: agent() };
    assert_eq!(desk.refused(&status), Retcode::SwitchingOver);
    desk.exchange.clear_faults(NOW);
    desk.accepted(&poll);
}

#[test]
fn the_agents_state_and_skills_are_understood() {
    let mut desk = Desk::signed_in(Readings::default());
    let status = |desk: &mut Desk| desk.accepted(&AgentStatus { agent: agent() });
    let at_rest = |state| Status {
        state,
        is_working: false,
    };
    assert_eq!(status(&mut desk), at_rest(StateCode::Idle));
    desk.accepted(&SayBusy { agent: agent() });
    assert_eq!(status(&mut desk), at_rest(StateCode::Busy));
    desk.accepted(&SayFree { agent: agent() });
    assert_eq!(status(&mut desk), at_rest(StateCode::Idle));
    let skills = desk.accepted(&AgentSkills { agent: agent() });
    let names: Vec<&str> = skills.iter().map(|skill| skill.name.as_str()).collect();
    assert_eq!(names, ["voice", "billing"]);
}

#[test]
fn a_call_is_understood_from_ringing_to_its_end_under_every_reading() {
    for (name, readings) in Readings::variants() {
        let mut desk = Desk::signed_in(readings);
        let call = desk.ring();
        let offers: Vec<GatewayEvent> = desk.events();
        let offered = offers.iter().any(|event| {
            matches!(&event.kind, EventKind::Ringing(offer)
                if offer.call == call && offer.feature == Feature::Inbound && !offer.is_transfer)
        });
        assert!(offered, "{name}: {offers:?}");
        let before = desk.accepted(&CallInfoBeforeAnswer { agent: agent() });
        assert_eq!(before.map(|data| data.call), Some(call.clone()), "{name}");

        desk.accepted(&AnswerCall {
            agent: agent(),
            call: call.clone(),
        });
        let talks = desk.events();
        let is_talking = talks
            .iter()
            .any(|event| matches!(&event.kind, EventKind::Talking(talk) if talk.call == call));
        assert!(is_talking, "{name}: {talks:?}");
        let calls = desk.accepted(&AllCallInfoEx { agent: agent() });
        assert_eq!(calls, std::slice::from_ref(&call), "{name}");
        let current = desk.accepted(&CallInfo { agent: agent() });
        assert_eq!(current.map(|data| data.call), Some(call.clone()), "{name}");

        desk.accepted(&DropCall {
            agent: agent(),
            call: call.clone(),
        });
        let ends: Vec<EventKind> = desk.events().into_iter().map(|event| event.kind).collect();
        assert!(
            ends.contains(&EventKind::CallReleased(call)),
            "{name}: {ends:?}"
        );
        assert!(ends.contains(&EventKind::AgentReady), "{name}: {ends:?}");
    }
}

#[test]
fn both_ways_of_releasing_are_accepted() {
    let mut desk = Desk::signed_in(Readings::default());
    desk.talk();
    desk.accepted(&Release { agent: agent() });
    desk.talk();
    desk.accepted(&ReleaseEx { agent: agent() });
}

#[test]
fn a_rejection_is_understood_under_every_reading() {
    for (name, readings) in Readings::variants() {
        let mut desk = Desk::signed_in(readings);
        let call = desk.ring();
        desk.events();
        let mode = RejectMode::BackToQueue;
        desk.accepted(&RejectCall {
            agent: agent(),
            call: call.clone(),
            mode,
        });
        let events: Vec<EventKind> = desk.events().into_iter().map(|event| event.kind).collect();
        assert!(
            events.contains(&EventKind::NoAnswer(call)),
            "{name}: {events:?}"
        );
        let busy = EventKind::NotReadySet { reason: Some(7) };
        assert!(events.contains(&busy), "{name}: {events:?}");

        desk.accepted(&SayFree { agent: agent() });
        let call = desk.ring();
        desk.events();
        let mode = RejectMode::HangUp;
        desk.accepted(&RejectCall {
            agent: agent(),
            call: call.clone(),
            mode,
        });
        let events: Vec<EventKind> = desk.events().into_iter().map(|event| event.kind).collect();
        assert!(
            events.contains(&EventKind::NoAnswer(call)),
            "{name}: {events:?}"
        );
        assert!(
            events.contains(&EventKind::AgentReady),
            "{name}: {events:?}"
        );
    }
}

#[test]
fn a_held_call_is_understood() {
    let mut desk = Desk::signed_in(Readings::default());
    assert_eq!(
        desk.refused(&HoldList { agent: agent() }).as_str(),
        "400-003"
    );
    let call = desk.talk();
    desk.control("hold", json!({"callid": call.as_str()}));
    let events: Vec<EventKind> = desk.events().into_iter().map(|event| event.kind).collect();
    assert_eq!(events, [EventKind::Held(call.clone())]);
    let held = desk.accepted(&HoldList { agent: agent() });
    let ids: Vec<CallId> = held.into_iter().map(|data| data.call).collect();
    assert_eq!(ids, [call]);
}

#[test]
fn a_waiting_call_is_listed_and_taken_with_either_spelling() {
    for skill_id_name in [SkillIdName::SkillId, SkillIdName::Skillid] {
        let mut desk = Desk::signed_in(Readings::default());
        let call = desk.queue();
        let waiting = desk.accepted(&SkillWaitNum {
            agent: agent(),
            skill: SKILL,
        });
        assert_eq!(waiting, 1);
        desk.accepted(&SayBusy { agent: agent() });
        let list = desk.accepted(&WaitCallInfo {
            agent: agent(),
            skill: SKILL,
        });
        let [listed] = list.as_slice() else {
            panic!("{list:?}");
        };
        assert_eq!(listed.call, call);
        assert_eq!(listed.skill.as_deref(), Some("voice"));
        assert_eq!(listed.begin_time, Some(NOW.0));
        let take = RequestCall {
            agent: agent(),
            call: call.clone(),
            skill: SKILL,
            skill_id_name,
        };
        desk.accepted(&take);
        let is_talking = desk
            .events()
            .iter()
            .any(|event| matches!(&event.kind, EventKind::Talking(talk) if talk.call == call));
        assert!(is_talking, "{skill_id_name:?}");
    }
}

#[test]
fn a_conference_is_understood() {
    let mut desk = Desk::signed_in(Readings::default());
    let kinds = |desk: &mut Desk| -> Vec<EventKind> {
        desk.events().into_iter().map(|event| event.kind).collect()
    };
    desk.control("invite", json!({"agent": 101}));
    let rung = kinds(&mut desk);
    let [EventKind::ConferenceRinging(conference)] = rung.as_slice() else {
        panic!("{rung:?}");
    };
    desk.accepted(&AnswerConference { agent: agent() });
    let joined = EventKind::ConferenceJoined(conference.clone());
    assert_eq!(kinds(&mut desk), [joined]);
    desk.accepted(&LeaveConference { agent: agent() });
    let left = EventKind::ConferenceLeft(conference.clone());
    assert!(kinds(&mut desk).contains(&left));

    desk.control("invite", json!({"agent": 101}));
    desk.events();
    desk.accepted(&RejectConference { agent: agent() });
    assert!(kinds(&mut desk).contains(&EventKind::AgentReady));
    let code = desk.refused(&RejectConference { agent: agent() });
    assert_eq!(code.as_str(), "101-001");
}

#[test]
fn no_event_of_the_exchange_is_unknown_or_malformed_under_any_reading() {
    for (name, readings) in Readings::variants() {
        let mut desk = Desk::signed_in(readings);
        let call = desk.talk();
        desk.control("record", json!({"agent": 101, "on": true}));
        desk.control("record", json!({"agent": 101, "on": false}));
        desk.control("hold", json!({"callid": call.as_str()}));
        desk.control("unhold", json!({"callid": call.as_str()}));
        desk.control("hangup", json!({"callid": call.as_str()}));
        let ringing = desk.ring();
        desk.control("hangup", json!({"callid": ringing.as_str()}));
        desk.control("settings", json!({"autoAnswer": true}));
        let automatic = desk.ring();
        desk.control("hangup", json!({"callid": automatic.as_str()}));
        desk.control("invite", json!({"agent": 101}));
        desk.accepted(&AnswerConference { agent: agent() });
        desk.accepted(&LeaveConference { agent: agent() });
        for event in desk.events() {
            let is_strange = matches!(
                event.kind,
                EventKind::Unknown { .. } | EventKind::Malformed(_)
            );
            assert!(!is_strange, "{name}: {event:?}");
        }
    }
}
