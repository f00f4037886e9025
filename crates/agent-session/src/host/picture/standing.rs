//! The session, the agent, the connection and this tab's part, as a host is told them.

use crate::agent::AgentState;
use crate::connection;
use crate::host::words::{object, word};
use crate::view::{self, View};

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

impl Ring {
    /// Whether something rings.
    pub fn of(ring: view::Ring) -> Self {
        match ring {
            view::Ring::Quiet => Ring::Quiet,
            view::Ring::Sounding => Ring::Sounding,
            view::Ring::Silenced => Ring::Silenced,
        }
    }
}
