//! A session and a simulated gateway under one virtual clock.
//!
//! Nothing happens between two moments at which something is due:
//! a step goes to the earliest of the session's wake-up, the gateway's deadline and what is on the wire.
//! The gateway is asked through HTTP alone, so that it may read the pages in its own way.

use std::collections::{BTreeMap, BTreeSet};

use agent_session::command::{CallKey, Command, InvitationKey, SignInForm};
use agent_session::effect::{Effect, RequestId};
use agent_session::event::{Event, SetGuid};
use agent_session::record::{Kept, Record};
use agent_session::session::Session;
use agent_session::time::{Millis, Moment};
use agent_session::view::{
    AgentState, CallId, CallState, CallView, Conference, LedgerEntry, NoticeKind, Password, Stage,
    View, Waiting,
};
use gateway_protocol::endpoint::{Request, Response};
use gateway_simulator as gateway;
use gateway_simulator::{
    Afterwards, Arming, Ending, Exchange, Fault, HttpAnswer, HttpRequest, Outcome, Ticket, Torn,
};
use serde_json::{Value, json};

/// How long anything is on the wire, one way.
const WIRE: u64 = 15;

/// When the test begins, by the gateway's clock.
const BEGIN: u64 = 1_455_885_056_000;

/// The agent at this desk.
pub const AGENT: &str = "101";

/// A step more than any scenario takes: who needs more runs in circles.
const MOST_STEPS: u32 = 200_000;

/// What is on the wire.
enum Parcel {
    ToGateway(RequestId, HttpRequest),
    Headers(RequestId, Option<String>),
    Answer(RequestId, Response),
    /// The connection was refused or cut.
    NoAnswer(RequestId),
}

pub struct Pair {
    session: Session,
    exchange: Exchange,
    now: u64,
    wire: BTreeMap<(u64, u64), Parcel>,
    parcels: u64,
    held: BTreeMap<RequestId, Ticket>,
    /// What was sent, by its name in the gateway's log.
    pub sent: Vec<&'static str>,
    /// Requests of this name fail on their way, this many of them.
    losses: BTreeMap<&'static str, u32>,
    is_cut_off: bool,
    has_lost_events: bool,
    weather: Weather,
    /// How long the session's monotonic clock has stood still.
    stood_still: u64,
    last_poll: u64,
    /// What the page keeps for a reload.
    kept: Option<Kept>,
    /// The Guid that left with the newest request.
    guid: Option<String>,
    /// Somebody else's poll, where somebody polls too.
    thief: Option<Thief>,
}

/// Requests of a page before have numbers from here on.
const OF_A_PAGE_BEFORE: u32 = 1_000_000;

fn own_page() -> agent_session::settings::Settings {
    agent_session::settings::Settings {
        is_own_page: true,
        ..agent_session::settings::Settings::default()
    }
}

/// Somebody else who polls for the same agent with the same Guid, all the time.
#[derive(Default)]
struct Thief {
    poll: Option<Ticket>,
    polls_again: u64,
}

/// How many polls are lost, and how.
#[derive(Default)]
struct Weather {
    /// How many polls of a hundred are lost.
    share: u64,
    dice: u64,
    /// The gateway acts on these requests; the connection is cut before the answer.
    cut: BTreeSet<RequestId>,
    /// The gateway acts on these requests; nobody hears of them again.
    silent: BTreeSet<RequestId>,
}

impl Weather {
    fn roll(&mut self, sides: u64) -> u64 {
        self.dice = self.dice.wrapping_mul(6_364_136_223_846_793_005);
        self.dice = self.dice.wrapping_add(1_442_695_040_888_963_407);
        (self.dice >> 33) % sides
    }
}

impl Pair {
    pub fn new(settings: gateway::Settings) -> Self {
        Self::with_seed(settings, 3)
    }

    /// `seed` is the session's; the gateway's is a setting of its own.
    pub fn with_seed(settings: gateway::Settings, seed: u64) -> Self {
        Self {
            session: Session::new(own_page(), seed),
            exchange: Exchange::new(settings),
            now: 0,
            wire: BTreeMap::new(),
            parcels: 0,
            held: BTreeMap::new(),
            sent: Vec::new(),
            losses: BTreeMap::new(),
            is_cut_off: false,
            has_lost_events: false,
            weather: Weather::default(),
            stood_still: 0,
            last_poll: 0,
            kept: None,
            guid: None,
            thief: None,
        }
    }

    // What happens at the desk.

    pub fn press(&mut self, command: Command) {
        self.tell(Event::Asked(command));
    }

    /// Presses sign in, whatever comes of it.
    pub fn try_to_sign_in(&mut self) {
        self.press(Command::SignIn(SignInForm {
            agent_id: AGENT.into(),
            password: Password::new("x"),
            phone: "40038".into(),
        }));
        self.run(2_000);
    }

    /// The page is loaded anew and goes on from what was kept.
    ///
    /// What was on its way to the gateway arrives, and nobody hears of it.
    pub fn reload(&mut self) {
        let now = self.gateway_time();
        for (_, ticket) in std::mem::take(&mut self.held) {
            self.exchange.abandon(ticket, now);
        }
        let wire = std::mem::take(&mut self.wire).into_iter();
        self.wire = wire
            .filter_map(|(at, parcel)| match parcel {
                Parcel::ToGateway(id, request) => {
                    let id = RequestId(id.0 + OF_A_PAGE_BEFORE);
                    Some((at, Parcel::ToGateway(id, request)))
                }
                Parcel::Headers(..) | Parcel::Answer(..) | Parcel::NoAnswer(_) => None,
            })
            .collect();
        self.stood_still = self.now;
        let kept = self.kept.clone().expect("something was kept");
        let now = self.moment();
        let record = Record::read(&kept.record, now).expect("a record that can be read");
        let (session, effects) = Session::resume(own_page(), self.now, record, kept.guid, now);
        self.session = session;
        self.carry_out(effects);
    }

    /// Whether the page keeps anything for a reload.
    pub fn keeps(&self) -> bool {
        self.kept.is_some()
    }

    pub fn sign_in(&mut self) {
        self.try_to_sign_in();
        let view = self.view();
        assert!(
            matches!(view.stage, Stage::SignedIn { .. }),
            "{:?}",
            view.notices
        );
        assert_eq!(view.agent.state, AgentState::Ready);
    }

    /// A call rings; its id.
    pub fn ring(&mut self) -> String {
        let rung = self.control("ring", json!({"agent": AGENT}));
        self.run(2_000);
        text(&rung["callid"])
    }

    /// A call rings and is answered; its id.
    pub fn talk(&mut self) -> String {
        let call = self.ring();
        self.press(Command::Answer(self.key(&call)));
        self.run(2_000);
        assert_eq!(self.state_of(&call), Some(CallState::Talking));
        call
    }

    /// The agent is invited to a conference.
    pub fn invite(&mut self) -> InvitationKey {
        self.control("invite", json!({"agent": AGENT}));
        self.run(2_000);
        self.invitation()
    }

    /// A caller waits in the queue of skill 1 that the busy agent looks at; the call's id.
    pub fn queue(&mut self) -> String {
        self.press(Command::SetBusy);
        self.run(2_000);
        let queued = self.control("queue", json!({"skill": 1}));
        self.press(Command::OpenQueue);
        self.run(2_000);
        text(&queued["callid"])
    }

    // What there is to see.

    pub fn view(&self) -> View {
        self.session.view(self.moment())
    }

    pub fn key(&self, call: &str) -> CallKey {
        let calls = self.view().calls;
        let found = calls
            .into_iter()
            .find(|shown| shown.key.id.as_str() == call);
        found
            .unwrap_or_else(|| panic!("call {call} is not shown"))
            .key
    }

    pub fn state_of(&self, call: &str) -> Option<CallState> {
        let calls = self.view().calls;
        let found = calls
            .into_iter()
            .find(|shown| shown.key.id.as_str() == call);
        found.map(|call| call.state)
    }

    pub fn invitation(&self) -> InvitationKey {
        match self.view().conference {
            Conference::Invited { key, .. } | Conference::Joined { key, .. } => key,
            Conference::None => panic!("no conference is shown"),
        }
    }

    /// The first call in the queue shown.
    pub fn waiting_call(&self) -> Option<CallId> {
        let view = self.view();
        match &view.queue.open()?.waiting {
            Waiting::List { calls, .. } => calls.first().map(|waiting| waiting.call.clone()),
            Waiting::Reading | Waiting::Count { .. } => None,
        }
    }

    pub fn last_entry(&self) -> LedgerEntry {
        let ledger = self.view().ledger;
        ledger.last().expect("a command was asked").clone()
    }

    pub fn notices(&self) -> Vec<NoticeKind> {
        let notices = self.view().notices;
        notices.into_iter().map(|notice| notice.kind).collect()
    }

    /// The time, in milliseconds since the test began.
    pub fn now(&self) -> u64 {
        self.now
    }

    /// When the newest poll was sent.
    pub fn last_poll(&self) -> u64 {
        self.last_poll
    }

    pub fn count(&self, name: &str) -> usize {
        self.sent.iter().filter(|sent| **sent == name).count()
    }

    // What happens elsewhere.

    pub fn control(&mut self, name: &str, body: Value) -> Value {
        let now = self.gateway_time();
        match self.exchange.control(name, body, now) {
            Ok(done) => {
                self.collect();
                done
            }
            Err(sentence) => panic!("/sim/{name}: {sentence}"),
        }
    }

    /// The same, where it may not be possible now.
    pub fn try_control(&mut self, name: &str, body: Value) {
        let now = self.gateway_time();
        if self.exchange.control(name, body, now).is_ok() {
            self.collect();
        }
    }

    /// A fault strikes the next that it can: of requests of this name, if one is given.
    pub fn arm(&mut self, fault: Fault, on: Option<&str>) {
        let arming = Arming {
            on: on.map(str::to_owned),
            ..Arming::once(fault)
        };
        let now = self.gateway_time();
        assert_eq!(self.exchange.arm(arming, now), Ok(()));
        // An event is gone, or an answer has said that nothing is there.
        self.has_lost_events = true;
        self.collect();
    }

    /// Nothing that was armed strikes any more; what is late still comes.
    pub fn clear_faults(&mut self) {
        let now = self.gateway_time();
        self.exchange.clear_faults(now);
        self.collect();
    }

    /// Somebody else's request.
    pub fn handle(&mut self, request: &HttpRequest) {
        let now = self.gateway_time();
        match self.exchange.handle(request, now) {
            Outcome::Answer(answer) => assert_eq!(answer.status, 200),
            Outcome::Hold(_) => panic!("{} is held", request.path_and_query),
            Outcome::Refused => panic!("{} is refused", request.path_and_query),
            Outcome::Torn(_) => panic!("{} breaks off", request.path_and_query),
        }
        self.collect();
    }

    /// The next requests of this name fail before they reach the gateway.
    pub fn lose(&mut self, name: &'static str, times: u32) {
        self.losses.insert(name, times);
    }

    /// From now on this many polls of a hundred are lost: before they arrive, or their answers.
    pub fn lose_share(&mut self, share: u64, seed: u64) {
        self.weather.share = share;
        self.weather.dice = seed;
        self.has_lost_events = true;
    }

    /// Somebody else begins to fetch this agent's events.
    pub fn let_steal(&mut self) {
        self.thief = Some(Thief::default());
    }

    /// Nothing gets through any more, in either direction.
    pub fn cut_off(&mut self) {
        self.is_cut_off = true;
        self.has_lost_events = true;
    }

    pub fn connect_again(&mut self) {
        self.is_cut_off = false;
    }

    // Time.

    /// Runs until this much time has passed.
    pub fn run(&mut self, span: u64) {
        let end = self.now + span;
        for _ in 0..MOST_STEPS {
            match self.next_instant().filter(|at| *at <= end) {
                Some(at) => self.step(at),
                None => {
                    self.now = end;
                    return;
                }
            }
        }
        panic!("{MOST_STEPS} steps and no end");
    }

    /// The machine sleeps; what was on its way to it is lost. Its monotonic clock goes on or stands still.
    pub fn sleep(&mut self, span: u64, stands_still: bool) {
        let end = self.now + span;
        let held = self.held.keys().copied();
        self.weather.silent.extend(held);
        self.wire.clear();
        while let Some(at) = self.exchange.next_deadline() {
            if at > gateway::Millis(BEGIN + end) {
                break;
            }
            self.exchange.wake(at);
            self.collect();
        }
        self.now = end;
        if stands_still {
            self.stood_still += span;
        }
        self.has_lost_events = true;
        self.tell(Event::Shown);
    }

    fn next_instant(&self) -> Option<u64> {
        let session = self.session.next_wake(self.moment());
        let session = session.map(|at| at.0 + self.stood_still);
        let gateway = self.exchange.next_deadline();
        let gateway = gateway.map(|at| at.0.saturating_sub(BEGIN));
        let wire = self.wire.keys().next().map(|(at, _)| *at);
        let thief = self.thief.as_ref();
        let thief = thief.filter(|thief| thief.poll.is_none());
        let thief = thief.map(|thief| thief.polls_again);
        [session, gateway, wire, thief].into_iter().flatten().min()
    }

    fn step(&mut self, at: u64) {
        self.now = self.now.max(at);
        self.exchange.wake(self.gateway_time());
        self.collect();
        self.steal();
        let due = self
            .wire
            .first_entry()
            .filter(|entry| entry.key().0 <= self.now);
        match due.map(|entry| entry.remove()) {
            Some(parcel) => self.deliver(parcel),
            None => self.tell(Event::Woke),
        }
    }

    fn deliver(&mut self, parcel: Parcel) {
        match parcel {
            Parcel::ToGateway(id, request) => {
                let now = self.gateway_time();
                match self.exchange.handle(&request, now) {
                    Outcome::Answer(answer) => self.answered(id, answer),
                    Outcome::Torn(torn) => self.torn(id, &torn),
                    Outcome::Hold(ticket) => {
                        self.held.insert(id, ticket);
                    }
                    Outcome::Refused => self.unanswered(id),
                }
                self.collect();
            }
            Parcel::Headers(id, set_guid) => self.tell(Event::HeadersArrived {
                id,
                set_guid: set_guid.map(SetGuid),
                is_guid_renewed: false,
            }),
            Parcel::Answer(id, response) => self.tell(Event::Answered { id, response }),
            Parcel::NoAnswer(id) => self.tell(Event::Failed { id }),
        }
    }

    /// The other one polls, if it is time.
    fn steal(&mut self) {
        let (now, time) = (self.now, self.gateway_time());
        let Some(thief) = &mut self.thief else { return };
        if thief.poll.is_some() || thief.polls_again > now {
            return;
        }
        let address = format!("/agentgateway/resource/agentevent/{AGENT}");
        let poll = HttpRequest::new("GET", &address)
            .with_header("Content-Type", "application/json; charset=UTF-8")
            .with_header("Guid", self.guid.as_deref().unwrap_or_default());
        thief.polls_again = now + 300;
        if let Outcome::Hold(ticket) = self.exchange.handle(&poll, time) {
            thief.poll = Some(ticket);
        }
        self.collect();
    }

    /// Sends what has become of held requests meanwhile.
    fn collect(&mut self) {
        let now = self.gateway_time();
        for (ticket, ending) in self.exchange.settled(now) {
            if let Some(thief) = &mut self.thief
                && thief.poll == Some(ticket)
            {
                thief.poll = None;
                thief.polls_again = self.now + 300;
            }
            let waiting = self.held.iter().find(|(_, held)| **held == ticket);
            if let Some(id) = waiting.map(|(id, _)| *id) {
                self.held.remove(&id);
                match ending {
                    Ending::Answer(answer) => self.answered(id, answer),
                    Ending::Torn(torn) => self.torn(id, &torn),
                    Ending::Cut => self.unanswered(id),
                }
            }
        }
    }

    fn answered(&mut self, id: RequestId, answer: HttpAnswer) {
        if self.is_cut_off || self.weather.silent.remove(&id) {
            return;
        }
        if self.weather.cut.remove(&id) {
            return self.unanswered(id);
        }
        let set_guid = answer.header("Set-GUID").map(str::to_owned);
        self.post(WIRE, Parcel::Headers(id, set_guid));
        let response = Response::from_bytes(answer.status, &answer.body);
        self.post(WIRE + 1, Parcel::Answer(id, response));
    }

    /// Its headers arrive, and then nothing, or word that there is no more.
    fn torn(&mut self, id: RequestId, torn: &Torn) {
        if self.is_cut_off || self.weather.silent.remove(&id) {
            return;
        }
        let set_guid = torn.answer.header("Set-GUID").map(str::to_owned);
        self.post(WIRE, Parcel::Headers(id, set_guid));
        if torn.afterwards == Afterwards::Reset {
            self.post(WIRE + 1, Parcel::NoAnswer(id));
        }
    }

    fn unanswered(&mut self, id: RequestId) {
        if !self.is_cut_off {
            self.post(WIRE, Parcel::NoAnswer(id));
        }
    }

    fn post(&mut self, after: u64, parcel: Parcel) {
        self.parcels += 1;
        self.wire.insert((self.now + after, self.parcels), parcel);
    }

    fn tell(&mut self, event: Event) {
        let now = self.moment();
        let effects = self.session.update(event, now);
        self.carry_out(effects);
        let wake = self.session.next_wake(now);
        assert!(wake.is_none_or(|at| at > now.mono), "a wake-up in the past");
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send { id, request, .. } => self.send(id, &request),
                Effect::Abort(id) => self.abort(id),
                Effect::Keep(kept) => self.kept = Some(kept),
                Effect::Forget => self.kept = None,
                Effect::Share(_) => panic!("no other tab is to be told"),
            }
        }
    }

    fn send(&mut self, id: RequestId, request: &Request) {
        self.sent.push(request.log_name);
        if request.log_name == crate::desk::POLL {
            self.last_poll = self.now;
        }
        if self.is_cut_off {
            return;
        }
        if let Some(left) = self.losses.get_mut(request.log_name)
            && *left > 0
        {
            *left -= 1;
            self.has_lost_events |= request.log_name == crate::desk::POLL;
            let response = Response::from_bytes(502, b"<html>bad gateway</html>");
            return self.post(WIRE, Parcel::Answer(id, response));
        }
        if request.log_name == crate::desk::POLL && self.weather.roll(100) < self.weather.share {
            match self.weather.roll(3) {
                0 => return self.unanswered(id),
                1 => self.weather.cut.insert(id),
                _ => self.weather.silent.insert(id),
            };
        }
        let guid = request.headers.iter().find(|header| header.name == "Guid");
        self.guid = guid
            .map(|guid| guid.value().to_owned())
            .or(self.guid.take());
        let address = format!("/agentgateway/resource{}", request.path);
        let mut sent = HttpRequest::new(request.method.as_str(), &address);
        for header in &request.headers {
            sent = sent.with_header(header.name, header.value());
        }
        if let Some(body) = &request.body {
            sent = sent.with_body(body.as_str());
        }
        self.post(WIRE, Parcel::ToGateway(id, sent));
    }

    fn abort(&mut self, id: RequestId) {
        self.wire.retain(|_, parcel| match parcel {
            Parcel::Headers(of, _) | Parcel::Answer(of, _) | Parcel::NoAnswer(of) => *of != id,
            Parcel::ToGateway(..) => true,
        });
        if let Some(ticket) = self.held.remove(&id) {
            let now = self.gateway_time();
            self.exchange.abandon(ticket, now);
        }
    }

    fn moment(&self) -> Moment {
        Moment {
            mono: Millis(self.now - self.stood_still),
            wall: BEGIN + self.now,
        }
    }

    fn gateway_time(&self) -> gateway::Millis {
        gateway::Millis(BEGIN + self.now)
    }

    // Agreement.

    /// The picture is the gateway's, once nothing is on its way.
    pub fn assert_agreement(&mut self) {
        self.run(20_000);
        if !self.has_lost_events {
            let notices = self.notices();
            assert!(!notices.contains(&NoticeKind::EventsMissing), "{notices:?}");
        }
        let state = self.control("state", json!({}));
        let agents = state["agents"].as_array().expect("agents");
        let agent = agents.iter().find(|agent| agent["agent"] == AGENT);
        let session = &agent.expect("the agent")["session"];
        let view = self.view();
        if session.is_null() {
            assert_eq!(view.stage, Stage::SignedOut, "{:?}", view.notices);
            return;
        }
        assert!(
            matches!(view.stage, Stage::SignedIn { .. }),
            "{:?}",
            view.notices
        );
        assert_eq!(
            calls_shown(&view, &state),
            calls_there(&state),
            "calls: {state}"
        );
        // No snapshot knows a conference, so only an event that arrives can tell of it.
        if !self.has_lost_events {
            assert_eq!(conference_shown(&view), conference_there(session));
        }
        let number = session["agentState"].as_u64().expect("a state");
        let is_same = match view.agent.state {
            AgentState::Ready => number == 4,
            AgentState::Busy { .. } => number == 3,
            AgentState::WrapUp => number == 5,
            AgentState::Occupied => number == 7,
            AgentState::Rest | AgentState::NotKnown => false,
        };
        assert!(is_same, "{:?}, {number}", view.agent.state);
        assert_eq!(view.pending, [], "something is still on its way");
        assert_eq!(
            crate::picture::connection(view.connection),
            "fresh",
            "{:?}",
            view.connection
        );
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// The calls shown that the gateway counts as calls: a conference joined by talking has one of its own.
fn calls_shown(view: &View, state: &Value) -> BTreeMap<String, String> {
    let known = |call: &&CallView| {
        let is_it = |known: &Value| known["callid"] == call.key.id.as_str();
        let lists = [&state["calls"], &state["ended"]];
        lists
            .into_iter()
            .filter_map(Value::as_array)
            .flatten()
            .any(is_it)
    };
    let calls = view.calls.iter().filter(known);
    calls
        .map(|call| {
            let place = match call.state {
                CallState::Alerting => "alerting",
                CallState::Ringing => "ringing",
                CallState::Talking => "talking",
                CallState::Held => "held",
                CallState::NotKnown => "not known",
            };
            (call.key.id.to_string(), place.to_owned())
        })
        .collect()
}

/// The agent's calls by the gateway; a conference's own call is not among them.
fn calls_there(state: &Value) -> BTreeMap<String, String> {
    let calls = state["calls"].as_array().expect("calls");
    let ours = calls.iter().filter(|call| call["agent"] == AGENT);
    ours.map(|call| (text(&call["callid"]), text(&call["place"])))
        .collect()
}

fn conference_shown(view: &View) -> Option<(String, &'static str)> {
    match &view.conference {
        Conference::None => None,
        Conference::Invited { key, .. } => Some((key.id.to_string(), "invited")),
        Conference::Joined { key, .. } => Some((key.id.to_string(), "joined")),
    }
}

fn conference_there(session: &Value) -> Option<(String, &'static str)> {
    let conference = session["conference"].as_object()?;
    let is = match conference["is"].as_str()? {
        "invited" => "invited",
        "joined" => "joined",
        other => panic!("{other}"),
    };
    Some((conference["confId"].to_string(), is))
}
