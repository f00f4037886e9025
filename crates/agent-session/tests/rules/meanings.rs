//! What a reply means for its command, and which event confirms it.

use agent_session::command::Act;
use agent_session::pending::{Reply, Target};
use gateway_protocol::endpoint::{Failure, Refusal, Unreadable, Why};
use gateway_protocol::event::{EventKind, Feature, Offer, PhoneReleasedBy, Talk};
use gateway_protocol::id::{ConfId, SkillId};
use gateway_protocol::retcode::Retcode;
use gateway_protocol::voice_call::RejectMode;

use crate::{asked, call_id, call_key, invitation_key};

const ACTS: [Act; 10] = [
    Act::Answer,
    Act::Reject(RejectMode::HangUp),
    Act::Drop,
    Act::Decline,
    Act::Join,
    Act::Leave,
    Act::PickUp,
    Act::SetReady,
    Act::SetBusy,
    Act::SignOut,
];

#[test]
fn a_success_is_accepted_unless_the_server_was_in_trouble() {
    for act in ACTS {
        for status in [200, 404, 499] {
            assert_eq!(Reply::of(act, status, Ok(())), Reply::Accepted);
        }
        for status in [500, 503] {
            assert_eq!(Reply::of(act, status, Ok(())), Reply::Unknown(None));
        }
        let torn = Failure::Unreadable(Unreadable {
            status: 200,
            why: Why::NotJson,
        });
        assert_eq!(Reply::of(act, 200, Err(torn)), Reply::Unknown(None));
    }
}

#[test]
fn what_a_code_means_depends_on_what_was_asked() {
    let check = |code: &str, special: &[Act], expected: fn(Refusal) -> Reply| {
        for act in ACTS {
            let refusal = Refusal {
                retcode: Retcode::parse(code),
                message: String::new(),
            };
            let reply = Reply::of(act, 200, Err(Failure::Refused(refusal.clone())));
            let meaning = if special.contains(&act) {
                expected(refusal)
            } else {
                Reply::Refused(refusal)
            };
            assert_eq!(reply, meaning, "{code} to {act:?}");
        }
    };
    let conference = [Act::Decline, Act::Join, Act::Leave];
    let ringing = [Act::Answer, Act::Reject(RejectMode::HangUp)];
    check("100-007", &ACTS, |refusal| Reply::Unknown(Some(refusal)));
    check("101-001", &conference, Reply::AlreadyOver);
    check("101-003", &[Act::Join], Reply::AlreadyJoined);
    check("200-002", &ringing, Reply::AlreadyOver);
    check("200-017", &[Act::Drop], Reply::AlreadyOver);
    check("200-025", &[Act::Drop], Reply::AlreadyOver);
    check("100-006", &[Act::SignOut], |_| Reply::Accepted);
    check("100-008", &[Act::SignOut], |_| Reply::Accepted);
    check("200-038", &[], Reply::Refused);
}

fn offer(id: &str) -> EventKind {
    EventKind::Ringing(Offer {
        call: call_id(id),
        caller: None,
        called: None,
        is_transfer: false,
        transferred_from: None,
        feature: Feature::Inbound,
        media_type: None,
    })
}

fn talking(id: &str) -> EventKind {
    EventKind::Talking(Talk {
        call: call_id(id),
        caller: None,
        called: None,
        feature: Feature::Inbound,
    })
}

/// Events about call or conference `id`, and those about none.
fn events(id: &str) -> Vec<(&'static str, EventKind)> {
    let conference = ConfId::parse(id).expect("a conference id");
    vec![
        ("ringing", offer(id)),
        ("talking", talking(id)),
        ("no answer", EventKind::NoAnswer(call_id(id))),
        ("call released", EventKind::CallReleased(call_id(id))),
        ("held", EventKind::Held(call_id(id))),
        ("joined", EventKind::ConferenceJoined(conference.clone())),
        ("left", EventKind::ConferenceLeft(conference)),
        (
            "phone released",
            EventKind::PhoneReleased {
                by: PhoneReleasedBy::Platform,
            },
        ),
        ("ready", EventKind::AgentReady),
        ("occupied", EventKind::AgentOccupied),
        ("not ready", EventKind::NotReadySet { reason: Some(1) }),
        ("no longer not ready", EventKind::NotReadyCancelled),
        ("wrap-up", EventKind::Work),
        ("no longer wrap-up", EventKind::WorkCancelled),
        ("no longer rest", EventKind::RestCancelled),
    ]
}

#[test]
fn a_command_is_confirmed_by_its_own_event_about_its_own_call() {
    let call = || Target::Call(call_key("1", 1));
    let conference = || Target::Invitation(invitation_key("1", 1));
    let queued = || Target::Queued {
        call: call_id("1"),
        skill: SkillId(1),
    };
    // By which events about what it was pressed for, and by which whatever they are about.
    let check = |act, target: Target, own: &[&str], any: &[&str]| {
        let pending = asked(act, target);
        for (id, is_own) in [("1", true), ("2", false)] {
            for (name, event) in events(id) {
                let confirms = any.contains(&name) || (is_own && own.contains(&name));
                let row = format!("{act:?}: {name} {id}");
                assert_eq!(pending.is_confirmed_by(&event), confirms, "{row}");
            }
        }
    };
    let ready = [
        "ready",
        "no longer not ready",
        "no longer wrap-up",
        "no longer rest",
    ];
    check(Act::Answer, call(), &["talking"], &[]);
    check(Act::Reject(RejectMode::HangUp), call(), &["no answer"], &[]);
    check(Act::Drop, call(), &["call released"], &[]);
    check(Act::PickUp, queued(), &["talking", "ringing"], &[]);
    check(
        Act::Decline,
        conference(),
        &[],
        &["phone released", "ready"],
    );
    check(Act::Join, conference(), &["joined"], &["talking"]);
    check(Act::Leave, conference(), &["left"], &["ready"]);
    check(Act::SetReady, Target::Agent, &[], &ready);
    check(Act::SetBusy, Target::Agent, &[], &["not ready"]);
    check(Act::SignOut, Target::Agent, &[], &[]);
}

#[test]
fn a_command_is_about_the_call_it_was_pressed_for() {
    let queued = Target::Queued {
        call: call_id("3"),
        skill: SkillId(1),
    };
    let about = |target: Target| target.call().map(ToString::to_string);
    assert_eq!(about(Target::Call(call_key("2", 1))).as_deref(), Some("2"));
    assert_eq!(about(queued).as_deref(), Some("3"));
    assert_eq!(about(Target::Invitation(invitation_key("4", 1))), None);
    assert_eq!(about(Target::Agent), None);
}
