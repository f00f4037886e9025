//! The picture as a host is told it, and the parts that events carry.
//!
//! In the words of the API: `conferenceId`, `rejectConference`, milliseconds since 1970. It borrows from the view, and
//! like the view holds no secret: of the Guid nothing at all.

use super::words::{CommandNumber, object, word};
use super::{RejectModeWord, Verb};
use crate::actions::Verdict;
use crate::agent::AgentState;
use crate::call::{self, EndedHow};
use crate::conference;
use crate::connection;
use crate::ledger::{self, Outcome};
use crate::notice::Settlement;
use crate::queue;
use crate::view::{self, CallView, View};

/// How many calls that are over a picture tells.
const MOST_ENDED: usize = 10;

word! {
    /// Where a live call is.
    CallState {
        /// The phone rings, but the call cannot be answered yet.
        Alerting "alerting",
        /// It can be answered.
        Ringing "ringing",
        /// It is connected.
        Talking "talking",
        /// It is on hold.
        Held "held",
        /// The gateway could not tell.
        NotKnown "notKnown",
    }
}

object! {
    /// One live call.
    Call<'a> {
        /// The gateway's id.
        id "callId": &'a str,
        /// Its epoch.
        offer "offer": u64,
        /// Where it is.
        state "state": CallState,
        /// Since when.
        since "since": u64,
        /// The caller's number.
        caller "caller": Option<&'a str>,
        /// The number called.
        called "called": Option<&'a str>,
        /// The skill's name.
        skill "skill": Option<&'a str>,
        /// It was transferred to this agent.
        is_transfer "isTransfer": bool,
        /// By whom.
        transferred_from "transferredFrom": Option<&'a str>,
        /// How often it went back to its queue.
        requeued "requeued": Option<u32>,
        /// The caller has left, says the gateway.
        has_caller_left "hasCallerLeft": bool,
        /// It is being looked up.
        is_in_doubt "isInDoubt": bool,
        /// What may be asked for it.
        allowed "allowed": Vec<Verb>,
    }
}

word! {
    /// Who ended something.
    EndedBy {
        /// This agent.
        Agent "agent",
        /// The caller.
        Caller "caller",
        /// The gateway.
        System "system",
        /// Not said.
        Unknown "unknown",
    }
}

word! {
    /// How a call ended for this agent.
    How {
        /// It had been connected.
        Released "released",
        /// It rang only.
        Missed "missed",
        /// The agent rejected it.
        Rejected "rejected",
        /// The session ended first.
        SessionEnded "sessionEnded",
    }
}

object! {
    /// A call that is over.
    EndedCall<'a> {
        /// The gateway's id.
        id "callId": &'a str,
        /// Its epoch.
        offer "offer": u64,
        /// The caller's number.
        caller "caller": Option<&'a str>,
        /// How it ended.
        how "how": How,
        /// The mode asked for, where it was rejected.
        mode "mode": Option<RejectModeWord>,
        /// By whom.
        by "by": EndedBy,
        /// When.
        at "endedAt": u64,
    }
}

word! {
    /// Where the agent stands with a conference.
    ConferenceState {
        /// There is none.
        None "none",
        /// Invited.
        Ringing "ringing",
        /// In it.
        Joined "joined",
    }
}

object! {
    /// The conference.
    Conference<'a> {
        /// Where the agent stands with it.
        state "state": ConferenceState,
        /// The gateway's id.
        id "conferenceId": Option<&'a str>,
        /// The epoch of the invitation.
        offer "offer": Option<u64>,
        /// Since when.
        since "since": Option<u64>,
    }
}

object! {
    /// One caller in a queue.
    QueuedCall<'a> {
        /// The id to take it by.
        id "callId": &'a str,
        /// The caller's number.
        caller "caller": Option<&'a str>,
        /// Since when it waits, by the gateway's clock.
        since "since": Option<u64>,
    }
}

object! {
    /// One of the agent's skills.
    Skill<'a> {
        /// The queue.
        id "skillId": u32,
        /// Its name.
        name "name": Option<&'a str>,
    }
}

object! {
    /// The queue panel.
    Queue<'a> {
        /// It is open.
        is_open "isOpen": bool,
        /// The agent's skills.
        skills "skills": Option<Vec<Skill<'a>>>,
        /// The one looked at.
        chosen "skillId": Option<u32>,
        /// How many wait.
        count "count": Option<u32>,
        /// Who waits.
        calls "calls": Option<Vec<QueuedCall<'a>>>,
        /// When that was read.
        read "readAt": Option<u64>,
    }
}

word! {
    /// The agent's own state.
    AgentStateWord {
        /// Nothing has been reported.
        NotKnown "notKnown",
        /// Idle.
        Ready "ready",
        /// Not ready.
        Busy "busy",
        /// By a call.
        Occupied "occupied",
        /// After a call.
        WrapUp "wrapUp",
        /// Resting.
        Rest "rest",
    }
}

object! {
    /// The agent's own state and what comes next.
    Agent {
        /// The state.
        state "state": AgentStateWord,
        /// Why busy, as the gateway numbers it.
        reason "reason": Option<u32>,
        /// Since when.
        since "since": u64,
        /// Busy after this call has been agreed.
        is_busy_next "isBusyNext": bool,
    }
}

word! {
    /// Where the session is.
    SessionState {
        /// None.
        SignedOut "signedOut",
        /// On the way.
        SigningIn "signingIn",
        /// The gateway says that the agent is signed in already.
        ForcedSignInOffered "forcedSignInOffered",
        /// It lives.
        SignedIn "signedIn",
    }
}

object! {
    /// The session.
    Session<'a> {
        /// Where it is.
        state "state": SessionState,
        /// Whose it is.
        agent "agentId": Option<&'a str>,
        /// Since when it lives.
        since "since": Option<u64>,
    }
}

word! {
    /// How well the gateway is heard.
    ConnectionState {
        /// No session.
        Off "off",
        /// As good as it gets.
        Fresh "fresh",
        /// Some seconds old, or doubted.
        Stale "stale",
        /// Calls may be missed.
        NotReceiving "notReceiving",
        /// About to be signed out.
        Critical "critical",
    }
}

word! {
    /// What stands against the picture.
    Cause {
        /// Another node takes over.
        SwitchingOver "switchingOver",
        /// The gateway cannot be reached.
        Gone "gone",
        /// Somebody else fetches the events.
        SecondPoller "secondPoller",
        /// Something is being looked up.
        Checking "checking",
    }
}

object! {
    /// The connection.
    Connection {
        /// How well the gateway is heard.
        state "state": ConnectionState,
        /// What stands against it.
        cause "cause": Option<Cause>,
        /// When it was last heard well.
        last_good "lastGood": Option<u64>,
        /// When it signs the agent out.
        signed_out "signedOutAt": Option<u64>,
    }
}

word! {
    /// What part this tab has.
    Leader {
        /// No other is known.
        Alone "alone",
        /// Not known yet.
        Joining "joining",
        /// Another leads.
        Following "following",
        /// This one leads.
        Leading "leading",
        /// It takes up a session.
        TakingOver "takingOver",
    }
}

word! {
    /// Whether something rings.
    Ring {
        /// Nothing.
        Quiet "quiet",
        /// It does and is heard.
        Sounding "sounding",
        /// It does and is not heard here.
        Silenced "silenced",
    }
}

object! {
    /// The whole picture, without its number and time.
    Picture<'a> {
        /// The session.
        session "session": Session<'a>,
        /// The agent's own state.
        agent "agent": Agent,
        /// The connection.
        connection "connection": Connection,
        /// The part of this tab.
        leader "leader": Leader,
        /// Live calls.
        calls "calls": Vec<Call<'a>>,
        /// Calls that are over, newest first.
        ended "ended": Vec<EndedCall<'a>>,
        /// The conference.
        conference "conference": Conference<'a>,
        /// The queue panel.
        queue "queue": Queue<'a>,
        /// Whether something rings.
        ring "ring": Ring,
        /// What may be asked besides what a call allows.
        allowed "allowed": Vec<Verb>,
        /// What this host may ask at all.
        granted "granted": Vec<Verb>,
    }
}

word! {
    /// What a command does.
    Act {
        /// `answer`.
        Answer "answer",
        /// `reject`.
        Reject "reject",
        /// `release` or another.
        Drop "drop",
        /// `rejectagentconf`.
        RejectConference "rejectConference",
        /// `answeragentconf`.
        JoinConference "joinConference",
        /// `requestleaveagentconf`.
        LeaveConference "leaveConference",
        /// `requestcall`.
        RequestCall "requestCall",
        /// `sayfree`.
        SetReady "setReady",
        /// `saybusy`.
        SetBusy "setBusy",
        /// `logout`.
        SignOut "signOut",
    }
}

word! {
    /// What became of a command.
    End {
        /// Not settled yet.
        Open "open",
        /// The gateway reported it.
        Confirmed "confirmed",
        /// The gateway refused it.
        Refused "refused",
        /// It was unknown and had been done.
        Done "done",
        /// It was unknown and had not been done.
        NotDone "notDone",
        /// What it was for is over.
        CallOver "callOver",
        /// Nobody can tell.
        NotKnown "notKnown",
    }
}

object! {
    /// One command.
    LedgerEntry<'a> {
        /// Its id.
        number "commandId": CommandNumber,
        /// What was asked.
        act "act": Act,
        /// The "method name in logs".
        log_name "logName": &'a str,
        /// For which call.
        call "callId": Option<&'a str>,
        /// When it was asked.
        asked "askedAt": u64,
        /// When it was accepted.
        accepted "acceptedAt": Option<u64>,
        /// When its outcome became unknown.
        unknown "unknownAt": Option<u64>,
        /// What became of it.
        outcome "outcome": End,
        /// What told that.
        by "by": Option<&'a str>,
        /// When.
        ended "endedAt": Option<u64>,
    }
}

impl<'a> Picture<'a> {
    /// The picture of a view, for a host that was granted this.
    pub fn of(view: &'a View, granted: &[Verb]) -> Self {
        let mut calls = Vec::new();
        for call in &view.calls {
            calls.push(Call::of(call));
        }
        let mut ended = Vec::new();
        for call in view.ended.iter().take(MOST_ENDED) {
            ended.push(EndedCall::of(call));
        }
        let actions = &view.actions;
        let allowed = allowed(&[
            (Verb::RejectConference, actions.decline),
            (Verb::JoinConference, actions.join),
            (Verb::LeaveConference, actions.leave),
            (Verb::RequestCall, actions.pick_up),
            (Verb::ListQueued, actions.open_queue),
            (Verb::SetReady, actions.set_ready),
            (Verb::SetBusy, actions.set_busy),
        ]);
        Picture {
            session: Session::of(&view.stage),
            agent: Agent::of(view),
            connection: Connection::of(view.connection),
            leader: Leader::of(view.lead),
            calls,
            ended,
            conference: Conference::of(&view.conference),
            queue: Queue::of(&view.queue),
            ring: match view.ring {
                view::Ring::Quiet => Ring::Quiet,
                view::Ring::Sounding => Ring::Sounding,
                view::Ring::Silenced => Ring::Silenced,
            },
            allowed,
            granted: granted.to_vec(),
        }
    }
}

fn allowed(verdicts: &[(Verb, Verdict)]) -> Vec<Verb> {
    let mut allowed = Vec::new();
    for (verb, verdict) in verdicts {
        if verdict.is_ok() {
            allowed.push(*verb);
        }
    }
    allowed
}

impl<'a> Call<'a> {
    /// A live call.
    pub fn of(call: &'a CallView) -> Self {
        Call {
            id: call.key.id.as_str(),
            offer: call.key.epoch.0,
            state: match call.state {
                call::CallState::Alerting => CallState::Alerting,
                call::CallState::Ringing => CallState::Ringing,
                call::CallState::Talking => CallState::Talking,
                call::CallState::Held => CallState::Held,
                call::CallState::NotKnown => CallState::NotKnown,
            },
            since: call.since.wall,
            caller: call.caller.as_deref(),
            called: call.called.as_deref(),
            skill: call.skill.as_deref(),
            is_transfer: call.is_transfer,
            transferred_from: call.transferred_from.as_deref(),
            requeued: call.requeued,
            has_caller_left: call.has_caller_left,
            is_in_doubt: call.is_in_doubt,
            allowed: allowed(&[
                (Verb::Answer, call.answer),
                (Verb::Reject, call.reject),
                (Verb::Drop, call.drop),
            ]),
        }
    }
}

impl<'a> EndedCall<'a> {
    /// A call that is over.
    pub fn of(call: &'a call::EndedCall) -> Self {
        let (how, mode) = match call.how {
            EndedHow::Released => (How::Released, None),
            EndedHow::Missed => (How::Missed, None),
            EndedHow::Rejected(mode) => (How::Rejected, Some(RejectModeWord::of(mode))),
            EndedHow::SessionEnded => (How::SessionEnded, None),
        };
        EndedCall {
            id: call.key.id.as_str(),
            offer: call.key.epoch.0,
            caller: call.caller.as_deref(),
            how,
            mode,
            by: match call.by {
                call::EndedBy::Agent => EndedBy::Agent,
                call::EndedBy::Caller => EndedBy::Caller,
                call::EndedBy::System => EndedBy::System,
                call::EndedBy::Unknown => EndedBy::Unknown,
            },
            at: call.at.wall,
        }
    }
}

impl<'a> Conference<'a> {
    /// The conference.
    pub fn of(conference: &'a conference::Conference) -> Self {
        let key = conference.invitation().or(conference.joined());
        Conference {
            state: match conference {
                conference::Conference::None => ConferenceState::None,
                conference::Conference::Invited { .. } => ConferenceState::Ringing,
                conference::Conference::Joined { .. } => ConferenceState::Joined,
            },
            id: key.map(|key| key.id.as_str()),
            offer: key.map(|key| key.epoch.0),
            since: conference.since().map(|since| since.wall),
        }
    }
}

impl<'a> Queue<'a> {
    /// The panel.
    pub fn of(queue: &'a queue::Queue) -> Self {
        let open = queue.open();
        let skills = open.and_then(|open| open.skills.as_ref());
        let (count, calls, read) = match open.map(|open| &open.waiting) {
            Some(queue::Waiting::Count { count, at }) => (Some(*count), None, Some(at.wall)),
            Some(queue::Waiting::List { calls, at }) => {
                let count = u32::try_from(calls.len()).unwrap_or(u32::MAX);
                (Some(count), Some(queued(calls)), Some(at.wall))
            }
            Some(queue::Waiting::Reading) | None => (None, None, None),
        };
        Queue {
            is_open: open.is_some(),
            skills: skills.map(|skills| {
                let mut told = Vec::new();
                for skill in skills {
                    let name = Some(skill.name.as_str()).filter(|name| !name.is_empty());
                    told.push(Skill {
                        id: skill.id.0,
                        name,
                    });
                }
                told
            }),
            chosen: open.and_then(|open| open.chosen).map(|skill| skill.0),
            count,
            calls,
            read,
        }
    }
}

fn queued(calls: &[queue::WaitingCall]) -> Vec<QueuedCall<'_>> {
    let mut told = Vec::new();
    for call in calls {
        told.push(QueuedCall {
            id: call.call.as_str(),
            caller: call.caller.as_deref(),
            since: call.since,
        });
    }
    told
}

impl Agent {
    /// The agent's own state.
    pub fn of(view: &View) -> Self {
        let (state, reason) = match view.agent.state {
            AgentState::NotKnown => (AgentStateWord::NotKnown, None),
            AgentState::Ready => (AgentStateWord::Ready, None),
            AgentState::Busy { reason } => (AgentStateWord::Busy, reason),
            AgentState::Occupied => (AgentStateWord::Occupied, None),
            AgentState::WrapUp => (AgentStateWord::WrapUp, None),
            AgentState::Rest => (AgentStateWord::Rest, None),
        };
        Agent {
            state,
            reason,
            since: view.agent.since.wall,
            is_busy_next: view.agent.is_busy_next,
        }
    }
}

impl<'a> Session<'a> {
    /// The session.
    pub fn of(stage: &'a view::Stage) -> Self {
        let (state, agent, since) = match stage {
            view::Stage::SignedOut => (SessionState::SignedOut, None, None),
            view::Stage::SigningIn { agent } => (SessionState::SigningIn, Some(agent), None),
            view::Stage::ForcedSignInOffered { agent } => {
                (SessionState::ForcedSignInOffered, Some(agent), None)
            }
            view::Stage::SignedIn { agent, since } => {
                (SessionState::SignedIn, Some(agent), Some(since.wall))
            }
        };
        let agent = agent.map(|agent| agent.as_str());
        Session {
            state,
            agent,
            since,
        }
    }
}

impl Connection {
    /// The connection.
    pub fn of(connection: connection::Connection) -> Self {
        let (state, last_good, signed_out, cause) = match connection {
            connection::Connection::Off => (ConnectionState::Off, None, None, None),
            connection::Connection::Fresh => (ConnectionState::Fresh, None, None, None),
            connection::Connection::Stale { last_good, cause } => {
                (ConnectionState::Stale, Some(last_good), None, Some(cause))
            }
            connection::Connection::NotReceiving { last_good, cause } => {
                let state = ConnectionState::NotReceiving;
                (state, Some(last_good), None, Some(cause))
            }
            connection::Connection::Critical {
                last_good,
                signed_out,
                cause,
            } => {
                let state = ConnectionState::Critical;
                (state, Some(last_good), Some(signed_out), Some(cause))
            }
        };
        Connection {
            state,
            cause: cause.map(|cause| match cause {
                connection::Cause::SwitchingOver => Cause::SwitchingOver,
                connection::Cause::Gone => Cause::Gone,
                connection::Cause::SecondPoller => Cause::SecondPoller,
                connection::Cause::Checking => Cause::Checking,
            }),
            last_good: last_good.map(|at| at.wall),
            signed_out: signed_out.map(|at| at.wall),
        }
    }
}

impl Leader {
    /// The part of this tab.
    pub fn of(lead: view::Lead) -> Self {
        match lead {
            view::Lead::Alone => Leader::Alone,
            view::Lead::Joining => Leader::Joining,
            view::Lead::Following => Leader::Following,
            view::Lead::Leading => Leader::Leading,
            view::Lead::TakingOver => Leader::TakingOver,
        }
    }
}

impl Act {
    /// What a command does.
    pub fn of(act: view::Act) -> Self {
        match act {
            view::Act::Answer => Act::Answer,
            view::Act::Reject(_) => Act::Reject,
            view::Act::Drop => Act::Drop,
            view::Act::Decline => Act::RejectConference,
            view::Act::Join => Act::JoinConference,
            view::Act::Leave => Act::LeaveConference,
            view::Act::PickUp => Act::RequestCall,
            view::Act::SetReady => Act::SetReady,
            view::Act::SetBusy => Act::SetBusy,
            view::Act::SignOut => Act::SignOut,
        }
    }
}

impl<'a> LedgerEntry<'a> {
    /// One command.
    pub fn of(entry: &'a ledger::Entry) -> Self {
        let (outcome, by, ended) = match &entry.outcome {
            Outcome::Open => (End::Open, None, None),
            Outcome::Confirmed { by, at } => (End::Confirmed, Some(by.as_str()), Some(at)),
            Outcome::Refused { retcode, at } => (End::Refused, Some(retcode.as_str()), Some(at)),
            Outcome::Settled { as_what, at } => (End::of(*as_what), None, Some(at)),
        };
        LedgerEntry {
            number: CommandNumber(entry.number),
            act: Act::of(entry.act),
            log_name: entry.log_name,
            call: entry.call.as_ref().map(|call| call.as_str()),
            asked: entry.asked.wall,
            accepted: entry.accepted.map(|at| at.wall),
            unknown: entry.unknown.map(|at| at.wall),
            outcome,
            by,
            ended: ended.map(|at| at.wall),
        }
    }
}

impl End {
    /// How an unknown outcome was settled.
    pub fn of(settlement: Settlement) -> Self {
        match settlement {
            Settlement::Done => End::Done,
            Settlement::NotDone => End::NotDone,
            Settlement::CallOver => End::CallOver,
            Settlement::NotKnown => End::NotKnown,
        }
    }
}
