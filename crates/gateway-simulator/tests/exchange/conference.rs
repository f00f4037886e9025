//! Invitations and conferences: pages of module `agentconf`.

use gateway_simulator::readings::{ConferenceJoin, ParticipantNews};
use serde_json::{Value, json};

use crate::hall::{Agent, Hall, text};

fn invited(hall: &mut Hall) -> (Agent, Value) {
    let agent = hall.agent(101);
    let conference = hall.desk("invite", json!({"agent": 101}))["confId"].clone();
    (agent, conference)
}

fn act(hall: &mut Hall, agent: &Agent, name: &str) -> String {
    hall.code(agent, "POST", &format!("agentconf/{}/{name}", agent.id))
}

#[test]
fn an_invitation_rings_with_the_conferences_number() {
    let mut hall = Hall::new();
    let (agent, conference) = invited(&mut hall);
    let events = hall.events(&agent);
    let [event] = events.as_slice() else {
        panic!("{events:?}");
    };
    assert_eq!(text(event, "eventType"), "AgentConf_Ringing");
    assert_eq!(event["content"], json!({"confId": conference}));
}

#[test]
fn an_invitation_may_occupy_the_agent_audibly() {
    let mut hall = Hall::reading(|r| r.invitation_occupies = true);
    let (agent, _) = invited(&mut hall);
    assert_eq!(
        hall.news(&agent),
        [
            "AgentState_Busy",
            "AgentOther_PhoneAlerting",
            "AgentOther_PhoneOffhook",
            "AgentConf_Ringing"
        ]
    );
}

#[test]
fn declining_hangs_up_and_leaves_the_agent_idle() {
    let mut hall = Hall::new();
    let (agent, _) = invited(&mut hall);
    hall.events(&agent);
    assert_eq!(act(&mut hall, &agent, "rejectagentconf"), "0");
    assert_eq!(
        hall.news(&agent),
        ["AgentOther_PhoneRelease", "AgentState_Ready"]
    );
}

#[test]
fn the_agent_who_declines_may_hear_the_change_too() {
    let mut hall = Hall::reading(|r| r.participant_news = ParticipantNews::Everybody);
    let (agent, _) = invited(&mut hall);
    hall.events(&agent);
    act(&mut hall, &agent, "rejectagentconf");
    assert_eq!(
        hall.news(&agent),
        [
            "AgentOther_PhoneRelease",
            "AgentState_Ready",
            "AgentConf_ParticipantChanged"
        ]
    );
}

#[test]
fn the_other_members_hear_who_joins_declines_and_leaves() {
    let mut hall = Hall::new();
    let (member, conference) = invited(&mut hall);
    act(&mut hall, &member, "answeragentconf");
    hall.events(&member);
    let other = hall.agent(102);
    let heard = |hall: &mut Hall, invites: bool, name: &str, result: u8, change: u8| {
        if invites {
            hall.desk("invite", json!({"agent": 102, "confId": conference}));
        }
        act(hall, &other, name);
        let events = hall.events(&member);
        let [event] = events.as_slice() else {
            panic!("{name}: {events:?}");
        };
        assert_eq!(text(event, "eventType"), "AgentConf_ParticipantChanged");
        assert_eq!(event["content"]["participant"], "102", "{name}");
        assert_eq!(event["content"]["result"], result, "{name}");
        assert_eq!(event["content"]["changeType"], change, "{name}");
    };
    heard(&mut hall, true, "rejectagentconf", 1, 0);
    heard(&mut hall, true, "answeragentconf", 0, 0);
    heard(&mut hall, false, "requestleaveagentconf", 0, 1);
}

#[test]
fn joining_is_told_by_the_reading() {
    let check = |reading: ConferenceJoin, expected: &[&str]| {
        let mut hall = Hall::reading(|r| r.conference_join = reading);
        let (agent, _) = invited(&mut hall);
        hall.events(&agent);
        assert_eq!(act(&mut hall, &agent, "answeragentconf"), "0");
        assert_eq!(hall.news(&agent), expected, "{reading:?}");
    };
    check(ConferenceJoin::Joined, &["AgentConf_SelfJoinResult"]);
    check(
        ConferenceJoin::JoinedThenTalking,
        &["AgentConf_SelfJoinResult", "AgentEvent_Talking"],
    );
    check(ConferenceJoin::Talking, &["AgentEvent_Talking"]);
}

#[test]
fn leaving_is_told_and_ends_the_conferences_call_if_it_has_one() {
    let check = |reading: ConferenceJoin, expected: &[&str]| {
        let mut hall = Hall::reading(|r| r.conference_join = reading);
        let (agent, _) = invited(&mut hall);
        act(&mut hall, &agent, "answeragentconf");
        hall.events(&agent);
        assert_eq!(act(&mut hall, &agent, "requestleaveagentconf"), "0");
        assert_eq!(hall.news(&agent), expected, "{reading:?}");
    };
    check(
        ConferenceJoin::Joined,
        &[
            "AgentConf_SelfLeaveResult",
            "AgentOther_PhoneRelease",
            "AgentState_Ready",
        ],
    );
    check(
        ConferenceJoin::Talking,
        &[
            "AgentEvent_Call_Release",
            "AgentConf_SelfLeaveResult",
            "AgentOther_PhoneRelease",
            "AgentState_Ready",
        ],
    );
}

#[test]
fn every_act_without_its_conference_is_refused() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let names = [
        "rejectagentconf",
        "answeragentconf",
        "requestleaveagentconf",
    ];
    for name in names {
        assert_eq!(act(&mut hall, &agent, name), "101-001", "{name}");
    }
    hall.desk("invite", json!({"agent": 101}));
    assert_eq!(act(&mut hall, &agent, "requestleaveagentconf"), "101-001");
    act(&mut hall, &agent, "answeragentconf");
    assert_eq!(act(&mut hall, &agent, "rejectagentconf"), "101-001");
    assert_eq!(act(&mut hall, &agent, "answeragentconf"), "101-001");
}

#[test]
fn an_invitation_nobody_answers_ends() {
    let mut hall = Hall::new();
    let (agent, _) = invited(&mut hall);
    hall.events(&agent);
    hall.pass(30);
    assert_eq!(
        hall.news(&agent),
        ["AgentOther_PhoneRelease", "AgentState_Ready"]
    );
    assert_eq!(act(&mut hall, &agent, "rejectagentconf"), "101-001");
}

#[test]
fn an_earlier_invitations_ring_time_does_not_end_a_later_one() {
    let mut hall = Hall::new();
    let (agent, _) = invited(&mut hall);
    hall.pass(20);
    act(&mut hall, &agent, "rejectagentconf");
    hall.desk("invite", json!({"agent": 101}));
    hall.pass(15);
    assert_eq!(act(&mut hall, &agent, "answeragentconf"), "0");
}

#[test]
fn the_end_of_the_conference_frees_members_and_invited_alike() {
    let mut hall = Hall::new();
    let (member, conference) = invited(&mut hall);
    act(&mut hall, &member, "answeragentconf");
    let guest = hall.agent(102);
    hall.desk("invite", json!({"agent": 102, "confId": conference}));
    hall.events(&member);
    hall.events(&guest);
    hall.desk("conference/end", json!({"confId": conference}));
    assert_eq!(
        hall.news(&member),
        [
            "AgentConf_SelfLeaveResult",
            "AgentOther_PhoneRelease",
            "AgentState_Ready"
        ]
    );
    assert_eq!(
        hall.news(&guest),
        ["AgentOther_PhoneRelease", "AgentState_Ready"]
    );
}
