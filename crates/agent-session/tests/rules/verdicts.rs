//! Which command is allowed, and the reason where it is not.

use agent_session::actions::{Facts, Freshness, Reason, Standing, Verdict, allowed};
use agent_session::agent::AgentState;
use agent_session::call::{CallState, Calls, Details};
use agent_session::command::{Act, CallKey, Command};
use agent_session::conference::Conference;
use agent_session::pending::{Pending, Target};
use agent_session::queue::Queue;
use gateway_protocol::id::SkillId;

use crate::{asked, at, call_id, call_key, invitation_key};

/// A desk at which nothing is going on.
struct Desk {
    freshness: Freshness,
    agent: AgentState,
    is_cause_due: bool,
    calls: Calls,
    conference: Conference,
    pending: Vec<Pending>,
}

impl Desk {
    fn new() -> Self {
        Self {
            freshness: Freshness::Fresh,
            agent: AgentState::WrapUp,
            is_cause_due: false,
            calls: Calls::default(),
            conference: Conference::None,
            pending: Vec::new(),
        }
    }

    fn invited() -> Self {
        Self {
            conference: Conference::Invited {
                key: invitation_key("77", 2),
                since: at(0),
            },
            ..Self::new()
        }
    }

    fn joined() -> Self {
        Self {
            conference: Conference::Joined {
                key: invitation_key("77", 2),
                since: at(0),
            },
            ..Self::new()
        }
    }

    fn with_call(state: CallState) -> (Self, CallKey) {
        let mut desk = Self::new();
        desk.calls
            .begin(&call_id("1"), state, Details::default(), at(0));
        let key = desk.calls.live()[0].key.clone();
        (desk, key)
    }

    fn pending(mut self, act: Act, target: Target) -> Self {
        self.pending.push(asked(act, target));
        self
    }

    fn allows(&self, command: &Command) -> Verdict {
        let facts = Facts {
            standing: Standing::In,
            freshness: self.freshness,
            is_lost: false,
            agent: self.agent,
            is_busy_next: false,
            is_recording: false,
            is_cause_due: self.is_cause_due,
            calls: &self.calls,
            conference: &self.conference,
            queue: &Queue::Closed,
            pending: &self.pending,
        };
        allowed(&facts, command)
    }
}

/// Taking this call, which no list shows: what stands against it before that does.
fn pick_up() -> Command {
    Command::PickUp {
        call: call_id("9"),
        skill: SkillId(1),
    }
}

#[test]
fn an_act_on_a_conference_is_for_the_one_invitation_it_was_pressed_for() {
    let check = |desk: Desk, id: &str, epoch: u64, verdict: Verdict| {
        let key = invitation_key(id, epoch);
        for command in [Command::Join(key.clone()), Command::Decline(key)] {
            assert_eq!(desk.allows(&command), verdict, "{id} {epoch}");
        }
    };
    check(Desk::invited(), "77", 2, Ok(()));
    check(Desk::invited(), "77", 1, Err(Reason::OfferChanged));
    check(Desk::invited(), "78", 2, Err(Reason::NoInvitation));
    check(Desk::joined(), "77", 2, Err(Reason::NoInvitation));
    check(Desk::new(), "77", 2, Err(Reason::NoInvitation));
    let leave = |desk: Desk, id| desk.allows(&Command::Leave(invitation_key(id, 2)));
    assert_eq!(leave(Desk::joined(), "77"), Ok(()));
    assert_eq!(leave(Desk::joined(), "78"), Err(Reason::NotInConference));
    assert_eq!(leave(Desk::invited(), "77"), Err(Reason::NotInConference));
}

#[test]
fn one_act_on_a_conference_at_a_time() {
    let target = || Target::Invitation(invitation_key("77", 2));
    let in_progress = Err(Reason::InProgress(Act::Decline));
    let desk = Desk::invited().pending(Act::Decline, target());
    let join = Command::Join(invitation_key("77", 2));
    assert_eq!(desk.allows(&join), in_progress);
    let desk = Desk::joined().pending(Act::Decline, target());
    let leave = Command::Leave(invitation_key("77", 2));
    assert_eq!(desk.allows(&leave), in_progress);
    let desk = Desk::joined().pending(Act::SetBusy, Target::Agent);
    assert_eq!(desk.allows(&leave), Ok(()));
}

#[test]
fn a_call_or_a_conference_occupies_and_an_invitation_only_where_the_gateway_says_so() {
    let check = |desk: &Desk, is_occupied: bool| {
        let free = if is_occupied {
            Err(Reason::OnCall)
        } else {
            Ok(())
        };
        assert_eq!(desk.allows(&Command::SetReady), free);
        assert_eq!(desk.allows(&Command::SignOut), free);
        let taken = if is_occupied {
            Err(Reason::CallPresent)
        } else {
            Err(Reason::NotInQueue)
        };
        assert_eq!(desk.allows(&pick_up()), taken);
    };
    let occupied = |desk: Desk| Desk {
        agent: AgentState::Occupied,
        ..desk
    };
    check(&Desk::new(), false);
    check(&occupied(Desk::new()), false);
    check(&Desk::invited(), false);
    check(&occupied(Desk::invited()), true);
    check(&Desk::joined(), true);
    let due = Desk {
        is_cause_due: true,
        ..occupied(Desk::new())
    };
    assert_eq!(due.allows(&Command::SetReady), Err(Reason::NotFresh));
    assert_eq!(due.allows(&Command::SetBusy), Ok(()));
    check(&Desk::with_call(CallState::Ringing).0, true);
}

#[test]
fn what_names_no_call_waits_for_a_fresh_picture_and_what_names_one_for_a_read_one() {
    let check = |freshness, named: Verdict, unnamed: Verdict| {
        let (desk, key) = Desk::with_call(CallState::Talking);
        let desk = Desk { freshness, ..desk };
        assert_eq!(desk.allows(&Command::Drop(key)), named, "{freshness:?}");
        let desk = Desk {
            freshness,
            ..Desk::new()
        };
        for command in [Command::SetReady, Command::SetBusy, Command::SignOut] {
            assert_eq!(desk.allows(&command), unnamed, "{freshness:?}");
        }
    };
    check(Freshness::Fresh, Ok(()), Ok(()));
    check(Freshness::Stale, Ok(()), Err(Reason::NotFresh));
    check(
        Freshness::Unread,
        Err(Reason::NotFresh),
        Err(Reason::NotFresh),
    );
    check(
        Freshness::Critical,
        Err(Reason::ConnectionLost),
        Err(Reason::ConnectionLost),
    );
}

#[test]
fn a_command_waits_for_what_is_on_its_way_and_for_nothing_else() {
    let queued = || Target::Queued {
        call: call_id("8"),
        skill: SkillId(1),
    };
    let check = |act, target, command: Command, verdict: Verdict| {
        let desk = Desk::new().pending(act, target);
        assert_eq!(desk.allows(&command), verdict, "{act:?}: {command:?}");
    };
    let behind = |act| Err(Reason::InProgress(act));
    check(Act::PickUp, queued(), pick_up(), behind(Act::PickUp));
    check(Act::PickUp, queued(), Command::SignOut, behind(Act::PickUp));
    check(
        Act::SetBusy,
        Target::Agent,
        Command::SetReady,
        behind(Act::SetBusy),
    );
    check(
        Act::SetReady,
        Target::Agent,
        Command::SetBusy,
        behind(Act::SetReady),
    );
    for command in [
        Command::SetReady,
        Command::SetBusy,
        Command::SignOut,
        Command::OpenQueue,
        pick_up(),
    ] {
        check(Act::SignOut, Target::Agent, command, behind(Act::SignOut));
    }
    check(Act::PickUp, queued(), Command::SetReady, Ok(()));
    check(Act::SetBusy, Target::Agent, Command::SignOut, Ok(()));
    check(
        Act::SetBusy,
        Target::Agent,
        pick_up(),
        Err(Reason::NotInQueue),
    );
}

#[test]
fn a_press_is_for_one_offer_and_one_at_a_time_reaches_its_call() {
    let (desk, key) = Desk::with_call(CallState::Ringing);
    assert_eq!(desk.allows(&Command::Answer(key.clone())), Ok(()));
    let earlier = Command::Answer(call_key("1", key.epoch.0 - 1));
    assert_eq!(desk.allows(&earlier), Err(Reason::OfferChanged));
    let another = Command::Answer(call_key("2", key.epoch.0));
    assert_eq!(desk.allows(&another), Err(Reason::CallOver));
    let other = Target::Call(call_key("2", 1));
    let desk = desk.pending(Act::Drop, other);
    assert_eq!(desk.allows(&Command::Answer(key.clone())), Ok(()));
    let desk = desk.pending(Act::Answer, Target::Call(key.clone()));
    let verdict = desk.allows(&Command::Answer(key));
    assert_eq!(verdict, Err(Reason::InProgress(Act::Answer)));
}
