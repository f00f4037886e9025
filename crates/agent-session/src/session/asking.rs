//! A person or a host asks for something: check it, then send it, once.

use gateway_protocol::agent_conf::{AnswerConference, LeaveConference, RejectConference};
use gateway_protocol::endpoint::{Endpoint, Request};
use gateway_protocol::id::{AgentId, CallId, SkillId};
use gateway_protocol::online_agent::{SayBusy, SayFree, SignOut};
use gateway_protocol::voice_call::{
    AnswerCall, DropCall, RejectCall, Release, ReleaseEx, RequestCall,
};

use super::{Purpose, Session, Stage};
use crate::actions::{Freshness, allowed};
use crate::agent::AgentState;
use crate::call::{Call, CallState};
use crate::command::{Act, CallKey, Command};
use crate::conference::Conference;
use crate::notice::NoticeKind;
use crate::pending::{Pending, Phase, Target};
use crate::settings::DropWith;
use crate::time::{Millis, Moment};

/// How long after an event about a call or the phone there may still be another call than the one shown.
const STILL_STIRRED: Millis = Millis::seconds(5);

impl Session {
    /// The one door for everything that is asked, by whomever.
    pub(super) fn ask(&mut self, command: Command, now: Moment) {
        if let Err(reason) = allowed(&self.facts(now), &command) {
            return self.tell_not_sent(&command, reason, now);
        }
        if let Some((act, target)) = command.act() {
            return self.command(act, target, now);
        }
        match command {
            Command::SignIn(form) => self.sign_in(form, now),
            Command::ForceSignIn => self.force_sign_in(now),
            Command::CancelForcedSignIn => self.stage = Stage::Out,
            Command::SignInAgain => {
                self.tell_lost_calls(now);
                self.end_session(now);
            }
            Command::OpenQueue => self.open_queue(now),
            Command::ChooseSkill(skill) => self.choose_skill(skill, now),
            Command::CloseQueue => self.close_queue(),
            Command::SilenceRing => self.silence(),
            Command::DismissNotice(id) => self.notices.dismiss(id),
            Command::ClearMissed => self.calls.clear_missed(),
            Command::SignOut
            | Command::SetReady
            | Command::SetBusy
            | Command::Answer(_)
            | Command::Reject(..)
            | Command::Drop(_)
            | Command::Decline(_)
            | Command::Join(_)
            | Command::Leave(_)
            | Command::PickUp { .. } => {}
        }
    }

    /// Sends a command that is allowed and puts it on the list of those on their way.
    fn command(&mut self, act: Act, target: Target, now: Moment) {
        let Some(agent) = self.agent_id() else { return };
        let Some(request) = self.request_for(act, &target, agent, now) else {
            return;
        };
        self.notices.retract(&|kind| is_outdated_by(kind, act));
        let call = target.call().cloned();
        let number = self.ledger.ask(act, request.log_name, call, now);
        let limit = self.limit_of(act);
        let request = self.send(request, Purpose::Command(number), limit, now);
        self.pending.push(Pending {
            number,
            act,
            target,
            request,
            asked: now,
            phase: Phase::Asked,
            rounds: 0,
            reported: None,
            was_during_call: self.is_on_call(),
        });
    }

    /// Whether a state asked for now comes only after a call or conference.
    pub(super) fn is_on_call(&self) -> bool {
        !self.calls.live().is_empty()
            || self.conference != Conference::None
            || self.agent.state == AgentState::Occupied
    }

    /// How long a command waits for its reply and its confirming event.
    pub(super) fn limit_of(&self, act: Act) -> Millis {
        match act {
            Act::PickUp => self.settings.limits.confirm_pick_up,
            Act::SignOut => self.settings.limits.request,
            Act::Answer
            | Act::Reject(_)
            | Act::Drop
            | Act::Decline
            | Act::Join
            | Act::Leave
            | Act::SetReady
            | Act::SetBusy => self.settings.limits.confirm,
        }
    }

    fn request_for(
        &self,
        act: Act,
        target: &Target,
        agent: AgentId,
        now: Moment,
    ) -> Option<Request> {
        Some(match (act, target) {
            (Act::Answer, Target::Call(key)) => AnswerCall {
                agent,
                call: key.id.clone(),
            }
            .request(),
            (Act::Reject(mode), Target::Call(key)) => RejectCall {
                agent,
                call: key.id.clone(),
                mode,
            }
            .request(),
            (Act::Drop, Target::Call(key)) => self.request_to_drop(agent, key, now),
            (Act::PickUp, Target::Queued { call, skill }) => {
                self.request_to_pick_up(agent, call, *skill)
            }
            (Act::Decline, _) => RejectConference { agent }.request(),
            (Act::Join, _) => AnswerConference { agent }.request(),
            (Act::Leave, _) => LeaveConference { agent }.request(),
            (Act::SetReady, _) => SayFree { agent }.request(),
            (Act::SetBusy, _) => SayBusy { agent }.request(),
            (Act::SignOut, _) => SignOut { agent }.request(),
            (Act::Answer | Act::Reject(_) | Act::Drop | Act::PickUp, _) => return None,
        })
    }

    /// `release` names no call, so it is used only where no other call can be meant: where the caller has left, the
    /// gateway answers calls by itself, or the phone or another call has stirred, another may be connected before
    /// anything tells of it.
    fn request_to_drop(&self, agent: AgentId, key: &CallKey, now: Moment) -> Request {
        let is_quiet = |call: &Call| {
            let stirred = self.stirred.filter(|at| at.mono > call.since.mono);
            stirred.is_none_or(|at| now.since(at) > STILL_STIRRED)
        };
        let is_plain = self.freshness(now) == Freshness::Fresh
            && self.calls.live().len() == 1
            && !self.settings.sign_in.autoanswer
            && self.calls.by_key(key).is_some_and(|call| {
                call.state == CallState::Talking && !call.has_caller_left && is_quiet(call)
            });
        match (self.settings.drop, is_plain) {
            (DropWith::Release, true) => Release { agent }.request(),
            (DropWith::Legacy, true) => ReleaseEx { agent }.request(),
            (DropWith::DropCall, _) | (_, false) => DropCall {
                agent,
                call: key.id.clone(),
            }
            .request(),
        }
    }

    fn request_to_pick_up(&self, agent: AgentId, call: &CallId, skill: SkillId) -> Request {
        RequestCall {
            agent,
            call: call.clone(),
            skill,
            skill_id_name: self.settings.skill_id_name,
        }
        .request()
    }
}

/// What was said about an earlier press of the same kind is no longer of use.
fn is_outdated_by(kind: &NoticeKind, act: Act) -> bool {
    match kind {
        NoticeKind::Refused { act: said, .. }
        | NoticeKind::NotSent { act: said, .. }
        | NoticeKind::Settled { act: said, .. }
        | NoticeKind::AlreadyOver { act: said, .. } => {
            std::mem::discriminant(said) == std::mem::discriminant(&act)
        }
        NoticeKind::AlreadyGone { .. } | NoticeKind::PickUpRings => act == Act::PickUp,
        _ => false,
    }
}
