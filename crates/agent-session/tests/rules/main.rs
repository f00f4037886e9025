//! The rules that decide, each by itself: values in, a value out, row by row.
//!
//! What the session makes of them is tried in `it`, with a desk and a gateway around it.

mod calls;
mod changes;
mod credential;
mod gap;
mod meanings;
mod polls;
mod snapshots;
mod verdicts;

use agent_session::command::{Act, CallKey, Epoch, InvitationKey};
use agent_session::effect::RequestId;
use agent_session::pending::{Pending, Phase, Target};
use agent_session::view::{Millis, Moment};
use gateway_protocol::id::{CallId, ConfId};

fn at(mono: u64) -> Moment {
    Moment {
        mono: Millis(mono),
        wall: mono,
    }
}

fn call_id(text: &str) -> CallId {
    CallId::parse(text).expect("a call id")
}

fn call_key(id: &str, epoch: u64) -> CallKey {
    CallKey {
        id: call_id(id),
        epoch: Epoch(epoch),
    }
}

fn invitation_key(id: &str, epoch: u64) -> InvitationKey {
    InvitationKey {
        id: ConfId::parse(id).expect("a conference id"),
        epoch: Epoch(epoch),
    }
}

/// A command that was sent and of which nothing has been heard.
fn asked(act: Act, target: Target) -> Pending {
    Pending {
        number: 1,
        act,
        target,
        request: RequestId(1),
        asked: at(0),
        phase: Phase::Asked,
        rounds: 0,
        reported: None,
        was_during_call: false,
    }
}
