//! One agent's session: events go in, effects come out, a view tells what there is to see.
//!
//! `update` is the only way in.
//! Every rule about calls, commands and time has a file of its own below; this one says what a session is made of
//! and how an event finds its way.

mod asking;
mod conferring;
mod following;
mod incoming;
mod keeping;
mod limits;
mod missing;
mod outcomes;
mod picture;
mod queueing;
mod renewing;
mod replies;
mod resuming;
mod settling;
mod signing;
mod snapshots;
mod through;
mod waking;

use self::keeping::History;

use gateway_protocol::endpoint::{Endpoint, Request};
use gateway_protocol::id::{AgentId, CallId, ConfId, SkillId};
use gateway_protocol::online_agent::SignInDetails;
use gateway_protocol::voice_call::RejectMode;

use crate::agent::AgentState;
use crate::call::Calls;
use crate::command::{CallKey, Epoch};
use crate::conference::Conference;
use crate::connection::Cause;
use crate::credential::{Credential, SessionKind};
use crate::effect::{Cookies, Effect, RequestId};
use crate::event::Event;
use crate::ledger::Ledger;
use crate::notice::Notices;
use crate::pending::Pending;
use crate::poll::Poll;
use crate::queue::Queue;
use crate::record::Kept;
use crate::resync::{Question, Resync};
use crate::settings::Settings;
use crate::time::{Millis, Moment};
use crate::view::{Lead, UnknownEvent};

/// The state of one agent's session.
#[derive(Debug)]
pub struct Session {
    settings: Settings,
    stage: Stage,
    /// Whose the records are.
    recorded: Option<AgentId>,
    credential: Credential,
    requests: Vec<InFlight>,
    last_request: u32,
    effects: Vec<Effect>,
    last_update: Option<Moment>,
    /// The wake-up asked for after the last update.
    wake: Option<Millis>,
    /// What is shown is from before a gap: so many snapshots may fail to tell of the calls before commands are
    /// let through all the same.
    unread: u8,
    /// How far a session that began elsewhere has been taken up.
    resuming: Option<Step>,
    /// What the leader says stands against the picture, where another tab leads.
    following: Option<Following>,
    lead: Lead,
    /// What was kept and told last, but for when.
    kept: Option<Kept>,
    history: History,
    is_stored: bool,
    is_shared: bool,
    poll: Poll,
    resync: Resync,
    agent: Agent,
    calls: Calls,
    suspects: Vec<Suspect>,
    conference: Conference,
    /// The conference that the agent was in last: who is not invited to it again has not joined it again.
    conference_left: Option<ConfId>,
    is_recording: bool,
    /// The gateway has not answered yet that the agent's skills are set.
    are_skills_due: bool,
    queue: Queue,
    queue_reread: Option<Millis>,
    taken: Option<CallId>,
    pending: Vec<Pending>,
    rejection: Option<Rejection>,
    /// When an event was last about a call or the phone.
    stirred: Option<Moment>,
    /// When an event was last found to be missing.
    event_missed: Option<Moment>,
    /// Calls that a snapshot found and of which no event has told yet.
    untold: Vec<CallId>,
    silenced: Vec<Epoch>,
    notices: Notices,
    ledger: Ledger,
    unknown_events: Vec<UnknownEvent>,
    unknown_count: u32,
}

/// Where the session is.
#[derive(Debug)]
enum Stage {
    /// No session. A sign-in leaves it.
    Out,
    /// The sign-in is at the gateway. Its answer, or its limit, leaves it.
    Between(Attempt),
    /// The gateway says the agent is signed in already. A person's press leaves it, one way or the other.
    Offered(Attempt),
    /// The session lives. A sign-out, or the gateway's word, leaves it.
    In { agent: AgentId, since: Moment },
}

/// What a sign-in was tried with; kept only until it is decided.
#[derive(Debug, Clone)]
struct Attempt {
    agent: AgentId,
    details: SignInDetails,
}

/// The agent's own state and what was agreed about the next one.
#[derive(Debug, Clone, Copy, Default)]
struct Agent {
    state: AgentState,
    since: Moment,
    is_busy_next: bool,
}

/// A request whose answer is awaited.
#[derive(Debug, Clone, Copy)]
struct InFlight {
    id: RequestId,
    purpose: Purpose,
    deadline: Millis,
    /// With which Guid it left.
    generation: u32,
}

/// What a request is for, and so who reads its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    SignIn,
    Poll,
    ResetSkills,
    /// A command, by its number in the ledger.
    Command(u32),
    Snapshot(Question),
    /// A new Guid.
    UpdateGuid,
    /// The event queue is to be emptied.
    SyncAgentInfo,
    /// What a call came through.
    Through,
    Skills,
    QueueCount(SkillId),
    QueueList(SkillId),
}

/// Where the taking up of a session that began elsewhere is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// A new Guid has been asked for. Its answer, or none, leaves it.
    Guid,
    /// The gateway has been asked to empty the event queue. Its answer, or none, leaves it.
    Queue,
    /// A snapshot is read. Its end leaves it: then this page polls.
    Snapshot,
}

/// What another tab, which leads, has told.
#[derive(Debug, Clone, Copy)]
struct Following {
    /// What stands against its picture.
    cause: Option<Cause>,
    /// When it was heard last.
    heard: Moment,
    /// It leads still, and what is shown is what it told.
    is_current: bool,
    /// The number of its newest notice.
    last_notice: u32,
}

/// An id that is over, but an event speaks of it: the gateway is being asked.
#[derive(Debug, Clone)]
struct Suspect {
    id: CallId,
    rounds: u8,
}

/// A confirmed rejection whose outcome for the agent may still be reported.
#[derive(Debug, Clone)]
struct Rejection {
    key: CallKey,
    mode: RejectMode,
    notice: u32,
    at: Moment,
}

impl Session {
    /// A session that is signed out. `seed` spreads pauses, so that not all toolbars return at once.
    pub fn new(settings: Settings, seed: u64) -> Self {
        let credential = Credential::new(settings.session);
        let poll = Poll::new(settings.limits.poll_hold, seed);
        Self {
            settings,
            stage: Stage::Out,
            recorded: None,
            credential,
            requests: Vec::new(),
            last_request: 0,
            effects: Vec::new(),
            last_update: None,
            wake: None,
            unread: 0,
            resuming: None,
            following: None,
            lead: Lead::default(),
            kept: None,
            history: History::default(),
            is_stored: false,
            is_shared: false,
            poll,
            resync: Resync::default(),
            agent: Agent::default(),
            calls: Calls::new(Epoch::before_first(seed)),
            suspects: Vec::new(),
            conference: Conference::default(),
            conference_left: None,
            is_recording: false,
            are_skills_due: false,
            queue: Queue::default(),
            queue_reread: None,
            taken: None,
            pending: Vec::new(),
            rejection: None,
            stirred: None,
            event_missed: None,
            untold: Vec::new(),
            silenced: Vec::new(),
            notices: Notices::default(),
            ledger: Ledger::default(),
            unknown_events: Vec::new(),
            unknown_count: 0,
        }
    }

    /// The settings it was made with.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Takes in what happened and returns what is to be done, in order.
    #[must_use]
    pub fn update(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        if self.following.is_some() {
            return Vec::new();
        }
        let has_jumped = matches!(event, Event::Resumed) || self.has_jumped(now);
        if has_jumped {
            self.begin_unread();
        }
        match event {
            Event::Asked(command) => self.ask(command, now),
            Event::HeadersArrived {
                id,
                set_guid,
                is_guid_renewed,
            } => {
                let generation = self.credential.generation();
                let renews = |request: &InFlight| match request.purpose {
                    Purpose::SignIn | Purpose::UpdateGuid => true,
                    // A renewal needs a minute, longer than a poll lives: after another Guid came, this is older.
                    Purpose::Poll => request.generation == generation,
                    _ => false,
                };
                if self.requests.iter().any(|it| it.id == id && renews(it)) {
                    let set_guid = set_guid.as_ref().map(|header| header.0.as_str());
                    self.credential.renew(set_guid, is_guid_renewed, now);
                }
            }
            Event::Answered { id, response } => {
                if let Some(request) = self.take_request(id) {
                    self.answered(request, &response, now);
                }
            }
            Event::Failed { id } => {
                if let Some(request) = self.take_request(id) {
                    self.failed(request.purpose, now);
                }
            }
            Event::Woke | Event::Shown | Event::Resumed => {}
        }
        // What has just arrived is taken in first: it may be an event, and it comes only once.
        if has_jumped {
            self.begin_again(now);
        }
        self.finish_update(now)
    }

    /// Does what is due, keeps the record and hands over what is to be done.
    fn finish_update(&mut self, now: Moment) -> Vec<Effect> {
        self.keep_time(now);
        self.keep(now);
        self.last_update = Some(now);
        self.wake = self.next_wake(now);
        std::mem::take(&mut self.effects)
    }

    fn is_signed_in(&self) -> bool {
        matches!(self.stage, Stage::In { .. })
    }

    /// The agent who is signed in.
    fn agent_id(&self) -> Option<AgentId> {
        match &self.stage {
            Stage::In { agent, .. } => Some(agent.clone()),
            Stage::Out | Stage::Between(_) | Stage::Offered(_) => None,
        }
    }

    /// Sends a request and remembers what it is for.
    fn send(
        &mut self,
        request: Request,
        purpose: Purpose,
        limit: Millis,
        now: Moment,
    ) -> RequestId {
        self.last_request = self.last_request.wrapping_add(1);
        let id = RequestId(self.last_request);
        self.requests.push(InFlight {
            id,
            purpose,
            deadline: now.mono.plus(limit),
            generation: self.credential.generation(),
        });
        let cookies = match self.credential.kind() {
            SessionKind::Header => Cookies::Omit,
            SessionKind::Cookie => Cookies::SameOrigin,
        };
        let request = self.credential.sign(request);
        self.effects.push(Effect::Send {
            id,
            request,
            cookies,
        });
        id
    }

    /// Asks the gateway something that is no command and no poll.
    fn inquire(&mut self, endpoint: &impl Endpoint, purpose: Purpose, now: Moment) {
        let limit = self.settings.limits.request;
        self.send(endpoint.request(), purpose, limit, now);
    }

    fn is_asking(&self, is_it: &dyn Fn(Purpose) -> bool) -> bool {
        self.requests.iter().any(|request| is_it(request.purpose))
    }

    fn take_request(&mut self, id: RequestId) -> Option<InFlight> {
        let position = self.requests.iter().position(|request| request.id == id)?;
        Some(self.requests.remove(position))
    }

    /// Gives up these requests: their answers are of no use any more.
    fn abort(&mut self, is_it: &dyn Fn(Purpose) -> bool) {
        while self.abort_one(&|request| is_it(request.purpose)).is_some() {}
    }

    /// Gives up the first such request.
    fn abort_one(&mut self, is_it: &dyn Fn(&InFlight) -> bool) -> Option<InFlight> {
        let request = self.requests.iter().position(is_it);
        let request = request.map(|position| self.requests.remove(position))?;
        self.effects.push(Effect::Abort(request.id));
        Some(request)
    }

    /// Remembers an event that was not understood.
    fn note_unknown(&mut self, name: String, content: String, now: Moment) {
        const MOST: usize = 20;
        self.unknown_count = self.unknown_count.saturating_add(1);
        if self.unknown_events.len() >= MOST {
            self.unknown_events.remove(0);
        }
        let number = self.unknown_count;
        self.unknown_events.push(UnknownEvent {
            number,
            at: now,
            name,
            content,
        });
    }
}
