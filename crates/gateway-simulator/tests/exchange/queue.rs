//! Waiting callers and requesting one: pages "Querying Information About Calls
//! Waiting in a Specified Skill Queue" and "Requesting a Specified Call".

use gateway_simulator::readings::{IdleWaitList, Pickup};
use serde_json::json;

use crate::hall::{Agent, Hall, text};

/// An agent who may look at the queue.
fn busy(hall: &mut Hall) -> Agent {
    let agent = hall.agent(101);
    hall.code(&agent, "POST", "onlineagent/101/saybusy");
    hall.events(&agent);
    agent
}

#[test]
fn the_number_of_waiting_callers_is_a_number() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    hall.desk("queue", json!({"skill": 1, "count": 3}));
    let number = |hall: &mut Hall, skill: u8| {
        hall.ask(
            &agent,
            "GET",
            &format!("queuedevice/101/skillwaitnum/{skill}"),
        )["result"]
            .clone()
    };
    assert_eq!(number(&mut hall, 1), json!(3));
    assert_eq!(number(&mut hall, 2), json!(0));
}

#[test]
fn the_list_names_the_callers_earliest_first() {
    let mut hall = Hall::new();
    let agent = busy(&mut hall);
    hall.desk("queue", json!({"skill": 1, "caller": "70004"}));
    hall.pass(5);
    hall.desk("queue", json!({"skill": 1, "caller": "70005"}));
    let list = hall.ask(&agent, "GET", "calldata/101/waitcallinfo/1")["result"].clone();
    assert_eq!(list[0]["caller"], "70004");
    assert_eq!(list[0]["waitTime"], 5);
    assert_eq!(list[0]["callskill"], "voice");
    assert_eq!(list[0]["callskillid"], 1);
    assert_eq!(list[1]["caller"], "70005");
}

#[test]
fn more_than_nine_callers_stay_in_order() {
    let mut hall = Hall::new();
    let agent = busy(&mut hall);
    let queued = hall.desk("queue", json!({"skill": 1, "count": 12}))["callids"].clone();
    let list = hall.ask(&agent, "GET", "calldata/101/waitcallinfo/1")["result"].clone();
    let listed: Vec<_> = (0..12).map(|index| list[index]["callid"].clone()).collect();
    assert_eq!(json!(listed), queued);
}

#[test]
fn an_idle_agent_does_not_get_the_list() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    assert_eq!(
        hall.code(&agent, "GET", "calldata/101/waitcallinfo/1"),
        "100-007"
    );
}

#[test]
fn an_idle_agent_may_get_an_empty_list() {
    let mut hall = Hall::reading(|r| r.idle_wait_list = IdleWaitList::Empty);
    let agent = hall.agent(101);
    hall.queue();
    let answer = hall.ask(&agent, "GET", "calldata/101/waitcallinfo/1");
    assert_eq!(answer["result"], json!([]));
}

#[test]
fn a_requested_call_connects_at_once() {
    let mut hall = Hall::new();
    let agent = busy(&mut hall);
    let call = hall.queue();
    assert_eq!(hall.pick_up(&agent, &call), "0");
    assert_eq!(
        hall.news(&agent),
        [
            "AgentOther_PhoneAlerting",
            "AgentOther_PhoneOffhook",
            "AgentEvent_Talking"
        ]
    );
}

#[test]
fn a_requested_call_may_ring_first() {
    let mut hall = Hall::reading(|r| r.pickup = Pickup::RingsFirst);
    let agent = busy(&mut hall);
    let call = hall.queue();
    assert_eq!(hall.pick_up(&agent, &call), "0");
    assert_eq!(
        hall.news(&agent),
        [
            "AgentOther_PhoneAlerting",
            "AgentOther_PhoneOffhook",
            "AgentEvent_Ringing"
        ]
    );
    assert_eq!(hall.code(&agent, "PUT", "voicecall/101/answer"), "0");
}

#[test]
fn a_call_that_was_taken_by_another_is_refused() {
    let mut hall = Hall::new();
    let agent = busy(&mut hall);
    let call = hall.queue();
    hall.desk("take", json!({"callid": call}));
    assert_eq!(hall.pick_up(&agent, &call), "100-007");
}

#[test]
fn of_two_agents_who_request_one_call_the_second_is_refused() {
    let mut hall = Hall::new();
    let first = hall.agent(101);
    let second = hall.agent(102);
    let call = hall.queue();
    assert_eq!(hall.pick_up(&first, &call), "0");
    assert_eq!(hall.pick_up(&second, &call), "100-007");
}

#[test]
fn a_request_is_refused_while_a_call_is_held_and_while_recording_without_one() {
    let mut hall = Hall::new();
    let agent = hall.agent(101);
    let waiting = hall.queue();
    hall.desk("record", json!({"agent": 101, "on": true}));
    assert_eq!(hall.pick_up(&agent, &waiting), "100-007");
    hall.desk("record", json!({"agent": 101, "on": false}));

    let held = hall.ring(&agent);
    hall.code(&agent, "PUT", "voicecall/101/answer");
    hall.desk("hold", json!({"callid": held}));
    assert_eq!(hall.pick_up(&agent, &waiting), "100-007");

    hall.desk("hangup", json!({"callid": held}));
    assert_eq!(hall.pick_up(&agent, &waiting), "0");
}

#[test]
fn a_request_must_name_the_right_public_skill() {
    let mut hall = Hall::new();
    let agent = busy(&mut hall);
    let call = hall.queue();
    let check = |hall: &mut Hall, rest: &str, code: &str| {
        let path = format!("voicecall/101/requestcall/{call}/{rest}");
        assert_eq!(hall.code(&agent, "POST", &path), code, "{rest}");
    };
    check(&mut hall, "0", "000-002");
    check(&mut hall, "0?skillId=voice", "000-002");
    check(&mut hall, "1?skillId=1", "000-002");
    check(&mut hall, "0?skillId=2", "100-007");
    check(&mut hall, "0?skillid=1", "0");
}

#[test]
fn a_waiting_caller_who_hangs_up_is_gone() {
    let mut hall = Hall::new();
    let agent = busy(&mut hall);
    let call = hall.queue();
    hall.desk("hangup", json!({"callid": call}));
    assert_eq!(hall.pick_up(&agent, &call), "100-007");
    let list = hall.ask(&agent, "GET", "calldata/101/waitcallinfo/1");
    assert_eq!(list["result"], json!([]));
    assert_eq!(text(&list, "retcode"), "0");
}
