//! Which command is allowed in which state, and if not, why not: one table.

use agent_session::actions::{Facts, Freshness, Reason, Standing, Verdict, allowed};
use agent_session::call::{CallState, Calls, Details, EndedBy, EndedHow};
use agent_session::command::{Act, CallKey, Command, InvitationKey};
use agent_session::conference::Conference;
use agent_session::effect::RequestId;
use agent_session::pending::{Pending, Phase, Target};
use agent_session::queue::{OpenQueue, Queue, Waiting, WaitingCall};
use agent_session::time::Moment;
use agent_session::view::{AgentState, ConfId, Epoch, RejectMode};

use crate::desk::{call_id, form, skill};

/// Everything a verdict depends on, and what the commands of the table are pressed for.
struct World {
    standing: Standing,
    freshness: Freshness,
    agent: AgentState,
    is_busy_next: bool,
    is_recording: bool,
    calls: Calls,
    conference: Conference,
    queue: Queue,
    pending: Vec<Pending>,
    pressed_for: CallKey,
    invited_to: InvitationKey,
}

fn key(epoch: u64) -> CallKey {
    CallKey {
        id: call_id("1"),
        epoch: Epoch(epoch),
    }
}

fn invitation(epoch: u64) -> InvitationKey {
    InvitationKey {
        id: ConfId::parse("77").expect("a conference id"),
        epoch: Epoch(epoch),
    }
}

/// An agent who is ready, heard well, with call 5 waiting in the queue shown.
fn ready() -> World {
    let waiting = WaitingCall {
        call: call_id("5"),
        caller: None,
        since: None,
    };
    World {
        standing: Standing::In,
        freshness: Freshness::Fresh,
        agent: AgentState::Ready,
        is_busy_next: false,
        is_recording: false,
        calls: Calls::default(),
        conference: Conference::None,
        queue: Queue::Open(OpenQueue {
            skills: None,
            chosen: Some(skill(1)),
            waiting: Waiting::List {
                calls: vec![waiting],
                at: Moment::default(),
            },
        }),
        pending: Vec::new(),
        pressed_for: key(1),
        invited_to: invitation(1),
    }
}

fn busy() -> World {
    World {
        agent: AgentState::Busy { reason: None },
        ..ready()
    }
}

fn with_call(state: CallState) -> World {
    let mut world = World {
        agent: AgentState::Occupied,
        ..ready()
    };
    let details = Details::default();
    let now = Moment::default();
    world.calls.begin(&call_id("1"), state, details, now);
    world
}

fn with_second_call(first: CallState, second: CallState) -> World {
    let mut world = with_call(first);
    let details = Details::default();
    let now = Moment::default();
    world.calls.begin(&call_id("2"), second, details, now);
    world
}

fn invited() -> World {
    World {
        agent: AgentState::Occupied,
        conference: Conference::Invited {
            key: invitation(1),
            since: Moment::default(),
        },
        ..ready()
    }
}

fn joined() -> World {
    World {
        conference: Conference::Joined {
            key: invitation(1),
            since: Moment::default(),
        },
        ..invited()
    }
}

fn with_pending(mut world: World, act: Act, target: Target, phase: Phase) -> World {
    world.pending.push(Pending {
        number: 1,
        act,
        target,
        request: RequestId(1),
        asked: Moment::default(),
        phase,
        rounds: 0,
        reported: None,
        was_during_call: false,
    });
    world
}

fn on_call(key: CallKey) -> Target {
    Target::Call(key)
}

fn call_two() -> Target {
    Target::Call(CallKey {
        id: call_id("2"),
        epoch: Epoch(2),
    })
}

fn queued(call: &str) -> Target {
    Target::Queued {
        call: call_id(call),
        skill: skill(1),
    }
}

fn world(state: &str) -> World {
    use CallState::{Alerting, Held, NotKnown, Ringing, Talking};
    match state {
        "out" => World {
            standing: Standing::Out,
            ..ready()
        },
        "signing in" => World {
            standing: Standing::Between,
            ..ready()
        },
        "offered" => World {
            standing: Standing::Offered,
            ..ready()
        },
        "signing out" => with_pending(ready(), Act::SignOut, Target::Agent, Phase::Asked),
        "ready" => ready(),
        "busy" => busy(),
        "not told" => World {
            agent: AgentState::NotKnown,
            ..ready()
        },
        "wrap-up" => World {
            agent: AgentState::WrapUp,
            ..ready()
        },
        "rest" => World {
            agent: AgentState::Rest,
            ..ready()
        },
        "occupied" => World {
            agent: AgentState::Occupied,
            ..ready()
        },
        "stale" => World {
            freshness: Freshness::Stale,
            ..busy()
        },
        "unread" => World {
            freshness: Freshness::Unread,
            ..busy()
        },
        "critical" => World {
            freshness: Freshness::Critical,
            ..busy()
        },
        "recording" => World {
            is_recording: true,
            ..busy()
        },
        "queue closed" => World {
            queue: Queue::Closed,
            ..busy()
        },
        "setting ready" => with_pending(busy(), Act::SetReady, Target::Agent, Phase::Accepted),
        "setting busy ?" => with_pending(ready(), Act::SetBusy, Target::Agent, Phase::Unknown),
        "taking" => with_pending(busy(), Act::PickUp, queued("5"), Phase::Asked),
        "taking ?" => with_pending(busy(), Act::PickUp, queued("5"), Phase::Unknown),
        "alerting" => with_call(Alerting),
        "ringing" => with_call(Ringing),
        "talking" => with_call(Talking),
        "held" => with_call(Held),
        "not known" => with_call(NotKnown),
        "ringing, stale" => World {
            freshness: Freshness::Stale,
            ..with_call(Ringing)
        },
        "ringing, unread" => World {
            freshness: Freshness::Unread,
            ..with_call(Ringing)
        },
        "ringing, critical" => World {
            freshness: Freshness::Critical,
            ..with_call(Ringing)
        },
        "talking, stale" => World {
            freshness: Freshness::Stale,
            ..with_call(Talking)
        },
        "talking, critical" => World {
            freshness: Freshness::Critical,
            ..with_call(Talking)
        },
        "talking, recording" => World {
            is_recording: true,
            ..with_call(Talking)
        },
        "talking, busy next" => World {
            is_busy_next: true,
            ..with_call(Talking)
        },
        "talking and held" => with_second_call(Talking, Held),
        "ringing and talking" => with_second_call(Ringing, Talking),
        "over" => {
            let mut world = with_call(Ringing);
            let now = Moment::default();
            let ended = world
                .calls
                .bury(&call_id("1"), EndedHow::Missed, EndedBy::System, now);
            assert!(ended.is_some());
            World {
                agent: AgentState::Ready,
                ..world
            }
        }
        "offered anew" => World {
            pressed_for: key(7),
            ..with_call(Ringing)
        },
        "answering" => with_pending(
            with_call(Ringing),
            Act::Answer,
            on_call(key(1)),
            Phase::Asked,
        ),
        "answer agreed" => with_pending(
            with_call(Ringing),
            Act::Answer,
            on_call(key(1)),
            Phase::Accepted,
        ),
        "answer ?" => with_pending(
            with_call(Ringing),
            Act::Answer,
            on_call(key(1)),
            Phase::Unknown,
        ),
        "dropping" => with_pending(with_call(Talking), Act::Drop, on_call(key(1)), Phase::Asked),
        "other answering" => with_pending(
            with_second_call(Talking, Ringing),
            Act::Answer,
            call_two(),
            Phase::Asked,
        ),
        "taken rings" => with_pending(with_call(Ringing), Act::PickUp, queued("1"), Phase::Asked),
        "invited" => invited(),
        "invited, stale" => World {
            freshness: Freshness::Stale,
            ..invited()
        },
        "invited anew" => World {
            invited_to: invitation(7),
            ..invited()
        },
        "invited elsewhere" => World {
            invited_to: InvitationKey {
                id: ConfId::parse("78").expect("a conference id"),
                epoch: Epoch(1),
            },
            ..invited()
        },
        "joining" => with_pending(
            invited(),
            Act::Join,
            Target::Invitation(invitation(1)),
            Phase::Asked,
        ),
        "decline ?" => with_pending(
            invited(),
            Act::Decline,
            Target::Invitation(invitation(1)),
            Phase::Unknown,
        ),
        "joined" => joined(),
        "joined, stale" => World {
            freshness: Freshness::Stale,
            ..joined()
        },
        "leaving" => with_pending(
            joined(),
            Act::Leave,
            Target::Invitation(invitation(1)),
            Phase::Accepted,
        ),
        other => panic!("no state {other:?}"),
    }
}

fn commands(world: &World) -> Vec<Command> {
    let (call, conference) = (&world.pressed_for, &world.invited_to);
    vec![
        Command::SignIn(form("291")),
        Command::ForceSignIn,
        Command::SignOut,
        Command::SetReady,
        Command::SetBusy,
        Command::Answer(call.clone()),
        Command::Reject(call.clone(), RejectMode::HangUp),
        Command::Drop(call.clone()),
        Command::Decline(conference.clone()),
        Command::Join(conference.clone()),
        Command::Leave(conference.clone()),
        Command::PickUp {
            call: call_id("5"),
            skill: skill(1),
        },
        Command::OpenQueue,
    ]
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Ok(()) => "yes",
        Err(Reason::NotSignedIn) => "out",
        Err(Reason::SignedIn) => "in",
        Err(Reason::NoForcedSignIn) => "no-offer",
        Err(Reason::NoCall) => "no-call",
        Err(Reason::CallOver) => "over",
        Err(Reason::OfferChanged) => "changed",
        Err(Reason::NotRinging) => "silent",
        Err(Reason::AlreadyAnswered) => "answered",
        Err(Reason::NotAnswered) => "rings",
        Err(Reason::NoInvitation) => "none",
        Err(Reason::NotInConference) => "none",
        Err(Reason::CallHeld) => "held",
        Err(Reason::SelfRecording) => "records",
        Err(Reason::CallPresent) => "call",
        Err(Reason::NotInQueue) => "no-list",
        Err(Reason::OnCall) => "call",
        Err(Reason::AlreadyReady) => "is",
        Err(Reason::AlreadyBusy) => "is",
        Err(Reason::BusyAfterCall) => "later",
        Err(Reason::InProgress(_)) => "sent",
        Err(Reason::OutcomeUnknown(_)) => "unknown",
        Err(Reason::NotFresh) => "stale",
        Err(Reason::ConnectionLost) => "lost",
    }
}

fn facts(world: &World) -> Facts<'_> {
    Facts {
        standing: world.standing,
        freshness: world.freshness,
        is_lost: false,
        agent: world.agent,
        is_busy_next: world.is_busy_next,
        is_recording: world.is_recording,
        is_cause_due: false,
        calls: &world.calls,
        conference: &world.conference,
        queue: &world.queue,
        pending: &world.pending,
    }
}

/// One row: the state, and a word for each command.
fn check(row: &str) {
    let (state, expected) = row.split_once('|').expect("a state and its verdicts");
    let state = state.trim();
    let world = world(state);
    let facts = facts(&world);
    let verdicts = commands(&world)
        .iter()
        .map(|command| word(allowed(&facts, command)))
        .collect::<Vec<_>>();
    let expected: Vec<_> = expected.split_whitespace().collect();
    assert_eq!(verdicts, expected, "{state}");
}

#[test]
fn every_command_in_every_state() {
    let table = "
        state               | sign-in forced   sign-out ready   busy    answer   reject   drop    decline join    leave   take    queue
        out                 | yes     no-offer out      out     out     out      out      out     out     out     out     out     out
        signing in          | in      no-offer out      out     out     out      out      out     out     out     out     out     out
        offered             | yes     yes      out      out     out     out      out      out     out     out     out     out     out
        signing out         | in      no-offer sent     sent    sent    sent     sent     sent    sent    sent    sent    sent    sent
        ready               | in      no-offer yes      is      yes     over     over     over    none    none    none    yes     yes
        busy                | in      no-offer yes      yes     is      over     over     over    none    none    none    yes     yes
        not told            | in      no-offer yes      yes     yes     over     over     over    none    none    none    yes     yes
        wrap-up             | in      no-offer yes      yes     yes     over     over     over    none    none    none    yes     yes
        rest                | in      no-offer yes      yes     yes     over     over     over    none    none    none    yes     yes
        occupied            | in      no-offer yes      yes     yes     over     over     over    none    none    none    yes     yes
        stale               | in      no-offer stale    stale   stale   over     over     over    stale   stale   stale   yes     yes
        unread              | in      no-offer stale    stale   stale   stale    stale    stale   stale   stale   stale   stale   yes
        critical            | in      no-offer lost     lost    lost    lost     lost     lost    lost    lost    lost    lost    yes
        recording           | in      no-offer yes      yes     is      over     over     over    none    none    none    records yes
        queue closed        | in      no-offer yes      yes     is      over     over     over    none    none    none    no-list yes
        setting ready       | in      no-offer yes      sent    sent    over     over     over    none    none    none    yes     yes
        setting busy ?      | in      no-offer yes      unknown unknown over     over     over    none    none    none    yes     yes
        taking              | in      no-offer sent     yes     is      over     over     over    none    none    none    sent    yes
        taking ?            | in      no-offer unknown  yes     is      over     over     over    none    none    none    unknown yes
        alerting            | in      no-offer call     call    yes     silent   silent   rings   none    none    none    call    yes
        ringing             | in      no-offer call     call    yes     yes      yes      rings   none    none    none    call    yes
        talking             | in      no-offer call     call    yes     answered answered yes     none    none    none    call    yes
        held                | in      no-offer call     call    yes     answered answered yes     none    none    none    held    yes
        not known           | in      no-offer call     call    yes     yes      silent   yes     none    none    none    call    yes
        ringing, stale      | in      no-offer stale    stale   stale   yes      yes      rings   stale   stale   stale   call    yes
        ringing, unread     | in      no-offer stale    stale   stale   stale    stale    stale   stale   stale   stale   stale   yes
        ringing, critical   | in      no-offer lost     lost    lost    lost     lost     lost    lost    lost    lost    lost    yes
        talking, stale      | in      no-offer stale    stale   stale   answered answered yes     stale   stale   stale   call    yes
        talking, critical   | in      no-offer lost     lost    lost    lost     lost     lost    lost    lost    lost    lost    yes
        talking, recording  | in      no-offer call     call    yes     answered answered yes     none    none    none    call    yes
        talking, busy next  | in      no-offer call     call    later   answered answered yes     none    none    none    call    yes
        talking and held    | in      no-offer call     call    yes     answered answered yes     none    none    none    held    yes
        ringing and talking | in      no-offer call     call    yes     yes      yes      rings   none    none    none    call    yes
        over                | in      no-offer yes      is      yes     over     over     over    none    none    none    yes     yes
        offered anew        | in      no-offer call     call    yes     changed  changed  changed none    none    none    call    yes
        answering           | in      no-offer call     call    yes     sent     sent     sent    none    none    none    call    yes
        answer agreed       | in      no-offer call     call    yes     sent     sent     sent    none    none    none    call    yes
        answer ?            | in      no-offer call     call    yes     unknown  unknown  unknown none    none    none    call    yes
        dropping            | in      no-offer call     call    yes     sent     sent     sent    none    none    none    call    yes
        other answering     | in      no-offer call     call    yes     answered answered yes     none    none    none    call    yes
        taken rings         | in      no-offer call     call    yes     sent     sent     sent    none    none    none    sent    yes
        invited             | in      no-offer call     call    yes     over     over     over    yes     yes     none    call    yes
        invited, stale      | in      no-offer stale    stale   stale   over     over     over    stale   stale   stale   call    yes
        invited anew        | in      no-offer call     call    yes     over     over     over    changed changed none    call    yes
        invited elsewhere   | in      no-offer call     call    yes     over     over     over    none    none    none    call    yes
        joining             | in      no-offer call     call    yes     over     over     over    sent    sent    none    call    yes
        decline ?           | in      no-offer call     call    yes     over     over     over    unknown unknown none    call    yes
        joined              | in      no-offer call     call    yes     over     over     over    none    none    yes     call    yes
        joined, stale       | in      no-offer stale    stale   stale   over     over     over    stale   stale   stale   call    yes
        leaving             | in      no-offer call     call    yes     over     over     over    none    none    sent    call    yes
    ";
    let rows: Vec<_> = table
        .lines()
        .map(str::trim)
        .filter(|row| !row.is_empty())
        .skip(1)
        .collect();
    assert_eq!(rows.len(), 50);
    for row in rows {
        check(row);
    }
}

#[test]
fn an_unknown_outcome_and_one_in_progress_name_their_act() {
    let asked = world("answering");
    let unknown = world("answer ?");
    let reject = Command::Reject(key(1), RejectMode::HangUp);
    assert_eq!(
        allowed(&facts(&asked), &reject),
        Err(Reason::InProgress(Act::Answer))
    );
    assert_eq!(
        allowed(&facts(&unknown), &reject),
        Err(Reason::OutcomeUnknown(Act::Answer))
    );
}

#[test]
fn what_only_changes_the_screen_is_always_allowed() {
    for state in ["out", "signing in", "critical", "talking", "signing out"] {
        let world = world(state);
        for command in [
            Command::CloseQueue,
            Command::SilenceRing,
            Command::DismissNotice(1),
            Command::ClearMissed,
        ] {
            assert_eq!(allowed(&facts(&world), &command), Ok(()), "{state}");
        }
    }
}
