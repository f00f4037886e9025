//! What can be seen of a shift from outside: the screen, the presses, the wire, the gateway.
//!
//! Plain data that the checker judges and the figures count. None of it is a type of the session,
//! so that a mistake of the session's own notions cannot excuse itself.

pub use gateway_simulator::{Effect, Fault, Outage};
use serde::{Deserialize, Serialize};

/// Something seen, and when, in milliseconds since the shift began.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// When.
    pub at: u64,
    /// What.
    pub seen: Seen,
}

/// What was seen.
#[derive(Debug, Clone, PartialEq)]
pub enum Seen {
    /// The toolbar shows something else than before.
    Screen(Screen),
    /// The agent pressed a control.
    Pressed(Press),
    /// A request left the toolbar.
    Sent {
        /// Its number, by the toolbar's count.
        request: u32,
        /// Its "method name in logs".
        name: &'static str,
        /// Its size on the wire.
        bytes: u64,
    },
    /// The toolbar gave a request up.
    GivenUp {
        /// Which.
        request: u32,
    },
    /// An answer reached the toolbar.
    Heard {
        /// To which request.
        request: u32,
        /// What it said.
        answer: Answer,
        /// Its size on the wire.
        bytes: u64,
    },
    /// The toolbar was told that no answer will come.
    NoAnswer {
        /// To which request.
        request: u32,
    },
    /// This request, or its answer, gets lost on the way.
    Lost {
        /// Which.
        request: u32,
    },
    /// A request arrived at the gateway.
    Arrived {
        /// Which.
        request: u32,
        /// Its "method name in logs".
        name: &'static str,
        /// The network has sent it once more.
        is_copy: bool,
    },
    /// A named fault of the simulator's struck.
    Struck {
        /// Which.
        fault: Fault,
        /// The toolbar's request that it struck, or that had brought about the event it struck.
        request: Option<u32>,
        /// The type of the event it struck, or that was in the answer it struck.
        event: Option<String>,
    },
    /// Something changed at the gateway.
    Changed {
        /// What.
        effect: Effect,
        /// For which call.
        call: Option<String>,
        /// For which conference.
        conference: Option<u32>,
        /// By which request of the toolbar, if by one.
        by: Option<u32>,
    },
    /// The gateway handed out a Guid that it had not handed out before.
    GuidIssued {
        /// Its running number.
        guid: u32,
    },
    /// A poll that nobody waits for any more ended at the gateway; its answer is told to nobody.
    EndedUnheard,
    /// The network keeps this request for longer than its way takes.
    Delayed {
        /// Which.
        request: u32,
    },
    /// The network makes a copy of this request.
    Copied {
        /// Which.
        request: u32,
    },
    /// The gateway is made to tell an event again.
    ToldAgain,
    /// The toolbar tells what has become of a command.
    Entered(Entry),
    /// Something that is shown, asked or written down for people holds a Guid.
    GuidShown {
        /// What does.
        by: &'static str,
    },
    /// Nothing more is done and nothing goes wrong any more.
    Calm,
    /// An outage of the gateway began.
    OutageBegan(Outage),
    /// The outage ended.
    OutageEnded(Outage),
    /// The machine lost its network: nothing leaves or reaches it.
    WentOffline,
    /// The network is back.
    CameOnline,
    /// The machine fell asleep, or the page was frozen or left.
    FellAsleep,
    /// It is awake again.
    Woke,
    /// And the page was loaded anew.
    Reloaded,
    /// The machine's clock was set.
    ClockSet,
    /// What the gateway knows.
    Knows(Knowledge),
}

/// What an answer said.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Retcode 0.
    Done {
        /// The event in it.
        event: Option<Told>,
        /// The running number of the Guid that came with it.
        guid: Option<u32>,
    },
    /// Another retcode.
    Refused(String),
    /// No answer of the gateway's.
    Unreadable,
}

/// An event as the toolbar was told it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its name.
    pub name: String,
    /// The call it names.
    pub call: Option<String>,
}

/// A press, by what was pressed and what it was drawn for.
#[derive(Debug, Clone, PartialEq)]
pub struct Press {
    /// The control.
    pub control: Control,
    /// The call or conference it was drawn for.
    pub target: Option<String>,
    /// Which offer of the call, by the toolbar's count.
    pub offer: Option<u64>,
    /// Of a rejection: what it asks for.
    pub mode: Option<Mode>,
}

/// What a rejection asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The call goes back to its queue, and the agent is busy.
    BackToQueue,
    /// The call is ended, and the agent is idle.
    HangUp,
}

/// What the toolbar says about a command.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its number, by the toolbar's count.
    pub number: u32,
    /// Its "method name in logs".
    pub name: &'static str,
    /// The gateway has accepted it.
    pub is_accepted: bool,
    /// What became of it.
    pub outcome: Outcome,
}

impl Entry {
    /// Nothing has been told of the command yet.
    pub fn is_new(&self) -> bool {
        self.outcome == Outcome::Open && !self.is_accepted
    }
}

/// What became of a command, as the toolbar says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing yet.
    Open,
    /// It is not known, and being looked up.
    Unknown,
    /// It happened.
    Confirmed,
    /// The gateway refused it.
    Refused,
    /// It was looked up: it had happened.
    Done,
    /// It was looked up: it had not happened.
    NotDone,
    /// The call it was for is over.
    CallOver,
    /// It cannot be found out.
    NotKnown,
}

/// A control that acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Control {
    /// Sign in.
    SignIn,
    /// Take over the session that is there.
    ForceSignIn,
    /// Sign out.
    SignOut,
    /// Become ready.
    SetReady,
    /// Become busy.
    SetBusy,
    /// Answer a call.
    Answer,
    /// Reject a call.
    Reject,
    /// Hang up a call.
    Drop,
    /// Decline an invitation.
    Decline,
    /// Join a conference.
    Join,
    /// Leave a conference.
    Leave,
    /// Take a call from the queue.
    PickUp,
    /// Something that sends no command.
    Other,
}

/// What the toolbar shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Screen {
    /// Whether somebody is signed in.
    pub stage: Stage,
    /// What it says of the connection.
    pub connection: Connection,
    /// The agent's state.
    pub agent: AgentState,
    /// The calls.
    pub calls: Vec<ShownCall>,
    /// The conference's number, and whether it is joined.
    pub conference: Option<(u32, Seat)>,
    /// The controls that may be pressed and name no call of [`Screen::calls`].
    pub enabled: Vec<Control>,
    /// The callers of the queue that may be chosen.
    pub waiting: Vec<String>,
    /// Whether a command is on its way or unknown.
    pub is_waiting: bool,
}

impl Screen {
    /// Whether this may be pressed.
    pub fn allows(&self, press: &Press) -> bool {
        let is_it = |call: &&ShownCall| {
            Some(&call.id) == press.target.as_ref() && Some(call.offer) == press.offer
        };
        match press.control {
            Control::Answer | Control::Reject | Control::Drop => {
                let call = self.calls.iter().find(is_it);
                call.is_some_and(|call| call.enabled.contains(&press.control))
            }
            Control::Decline | Control::Join | Control::Leave => {
                let number = self.conference.map(|(number, _)| number.to_string());
                number == press.target && self.enabled.contains(&press.control)
            }
            Control::PickUp => {
                let is_listed = press.target.iter().any(|call| self.waiting.contains(call));
                is_listed && self.enabled.contains(&Control::PickUp)
            }
            control => self.enabled.contains(&control),
        }
    }
}

/// A call on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownCall {
    /// The gateway's id.
    pub id: String,
    /// Which offer of it, by the toolbar's count.
    pub offer: u64,
    /// Where it is.
    pub place: Place,
    /// The controls that may be pressed for it.
    pub enabled: Vec<Control>,
}

/// Whether somebody is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Nobody.
    #[default]
    SignedOut,
    /// Signing in, or asked whether to take over.
    Between,
    /// The agent.
    SignedIn,
}

/// What the screen says of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Connection {
    /// No session.
    #[default]
    Off,
    /// All is well.
    Fresh,
    /// Something stands against the picture.
    Stale,
    /// Calls may be missed.
    NotReceiving,
    /// The forced sign-out is near.
    Critical,
}

/// The agent's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AgentState {
    /// Not told, or another one.
    #[default]
    NotKnown,
    /// Idle.
    Ready,
    /// Busy.
    Busy,
    /// On a call.
    Occupied,
    /// In wrap-up.
    WrapUp,
}

/// Where a call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// About to ring.
    Alerting,
    /// Ringing.
    Ringing,
    /// Talking.
    Talking,
    /// On hold.
    Held,
    /// Not known.
    NotKnown,
}

/// Where the agent is with a conference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// Invited.
    Invited,
    /// In it.
    Joined,
}

/// What the gateway knows of the agent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Knowledge {
    /// Whether there is a session.
    pub is_signed_in: bool,
    /// The agent's state.
    pub agent: AgentState,
    /// The agent's calls and where they are.
    pub calls: Vec<(String, Place)>,
    /// The conference's number, and whether it is joined.
    pub conference: Option<(u32, Seat)>,
}
