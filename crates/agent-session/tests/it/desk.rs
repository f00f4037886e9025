//! A session, a clock that moves when told, and everything that was sent.
//!
//! Requests are known by their method name in the gateway's log.
//! Those of a snapshot, and resetting the skills, are answered from [`Truth`] after [`LATENCY`];
//! all others wait for the test.
//! After every update the desk checks what must hold at any time.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use agent_session::command::{CallKey, Command, InvitationKey, SignInForm};
use agent_session::effect::{Cookies, Effect, RequestId};
use agent_session::event::{Event, SetGuid};
use agent_session::host::Verb;
use agent_session::record::{Kept, Record};
use agent_session::session::Session;
use agent_session::settings::Settings;
use agent_session::time::{Millis, Moment};
use agent_session::view::{CallState, CallView, Conference, Epoch, Password, Stage, View};
use gateway_protocol::endpoint::{Request, Response};
use gateway_protocol::id::{CallId, SkillId};

use crate::hearing::Hearing;

/// The poll's name in the gateway's log.
pub const POLL: &str = "getAgentEvent";

/// The name in the gateway's log of a snapshot's first question.
pub const STATUS: &str = "getAgentStatus";

/// The Guid that the desk's sign-in hands out.
pub const GUID: &str = "11111111-aaaa-bbbb-cccc-000000000001.AgentGateway0";

/// How long the gateway takes for an answer that no test holds back.
pub const LATENCY: u64 = 20;

/// How long the gateway holds a poll without an event.
pub const HOLD: u64 = 10_000;
/// How long after it was sent a poll that was given up counts as let go of by the gateway.
pub const LET_GO: u64 = HOLD + 500;

const WALL: u64 = 1_700_000_000_000;

/// One request that left the session.
#[derive(Debug, Clone)]
pub struct Sent {
    pub id: RequestId,
    pub at: u64,
    pub request: Request,
    pub cookies: Cookies,
}

impl Sent {
    pub fn name(&self) -> &'static str {
        self.request.log_name
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.request.headers.iter();
        headers
            .find(|header| header.name.eq_ignore_ascii_case(name))
            .map(|header| header.value())
    }

    pub fn body(&self) -> &str {
        self.request.body.as_ref().map_or("", |body| body.as_str())
    }
}

/// Where the gateway says everything is, for those who ask.
#[derive(Debug, Clone)]
pub struct Truth {
    /// `agentState`: 3 busy, 4 idle, 5 wrap-up, 7 talking.
    pub state: u8,
    pub ringing: Vec<&'static str>,
    pub talking: Vec<&'static str>,
    pub held: Vec<&'static str>,
}

impl Default for Truth {
    fn default() -> Self {
        Self {
            state: 4,
            ringing: Vec::new(),
            talking: Vec::new(),
            held: Vec::new(),
        }
    }
}

pub struct Desk {
    pub session: Session,
    pub truth: Truth,
    /// Snapshots are answered from the truth; otherwise they wait for the test.
    pub has_snapshots: bool,
    pub sent: Vec<Sent>,
    open: Vec<RequestId>,
    due: Vec<(u64, RequestId, Response)>,
    aborted: BTreeSet<RequestId>,
    now: u64,
    wall: u64,
    /// When the page began: the session's monotonic clock counts from then.
    began: u64,
    /// What the page keeps for a reload.
    pub kept: Option<Kept>,
    ranks: std::collections::BTreeMap<Epoch, u8>,
    /// A host that hears everything.
    pub hearing: Hearing,
}

impl Desk {
    pub fn new() -> Self {
        Self::with(Settings::default())
    }

    pub fn with(settings: Settings) -> Self {
        Self::with_seed(settings, 7)
    }

    pub fn with_seed(settings: Settings, seed: u64) -> Self {
        let settings = Settings {
            is_own_page: true,
            ..settings
        };
        Self::in_any_page(settings, seed)
    }

    /// A desk in the page that the settings say.
    pub fn in_any_page(settings: Settings, seed: u64) -> Self {
        let session = Session::new(settings, seed);
        let now = Moment {
            mono: Millis(0),
            wall: WALL,
        };
        let hearing = Hearing::new(Verb::ALL, &session.view(now), now);
        Self {
            session,
            hearing,
            truth: Truth::default(),
            has_snapshots: true,
            sent: Vec::new(),
            open: Vec::new(),
            due: Vec::new(),
            aborted: BTreeSet::new(),
            now: 0,
            wall: WALL,
            began: 0,
            kept: None,
            ranks: std::collections::BTreeMap::new(),
        }
    }

    /// A desk whose agent has signed in and is ready.
    pub fn signed_in() -> Self {
        let mut desk = Self::new();
        desk.sign_in();
        desk
    }

    /// Signs agent 291 in, ready, with the first poll in flight and the first snapshot read.
    pub fn sign_in(&mut self) {
        self.begin_session();
        self.let_pass(500);
        assert!(matches!(self.view().stage, Stage::SignedIn { .. }));
    }

    /// The gateway has signed agent 291 in, and has been asked for everything else.
    pub fn begin_session(&mut self) {
        self.press(Command::SignIn(form("291")));
        self.headers("login", Some(&format!("JSESSIONID={GUID}")));
        self.reply("login", "0");
    }

    /// A desk where call 1 rings.
    pub fn ringing() -> Self {
        let mut desk = Self::signed_in();
        desk.ring("1");
        desk
    }

    /// A desk where the agent talks in call 1.
    pub fn talking() -> Self {
        let mut desk = Self::ringing();
        desk.press(Command::Answer(desk.key("1")));
        desk.reply("answer", "0");
        desk.truth.ringing.clear();
        desk.truth.talking = vec!["1"];
        desk.event(&talking("1"));
        desk
    }

    /// A desk where conference 77 rings.
    pub fn invited() -> Self {
        let mut desk = Self::signed_in();
        desk.truth.state = 7;
        desk.event(OCCUPIED);
        desk.event(&invitation("77"));
        desk
    }

    /// A desk whose agent has joined conference 77.
    pub fn joined() -> Self {
        let mut desk = Self::invited();
        desk.press(Command::Join(desk.invitation()));
        desk.reply("answeragentconf", "0");
        desk.event(&joined("77"));
        desk
    }

    /// A call rings, in truth and in events.
    pub fn ring(&mut self, call: &'static str) {
        self.truth.state = 7;
        self.truth.ringing.push(call);
        self.event(OCCUPIED);
        self.event(&ringing(call));
    }

    pub fn moment(&self) -> Moment {
        Moment {
            mono: Millis(self.now - self.began),
            wall: self.wall + self.now,
        }
    }

    pub fn now(&self) -> u64 {
        self.now
    }

    pub fn view(&self) -> View {
        self.session.view(self.moment())
    }

    /// The live call with this id, as drawn.
    pub fn call(&self, id: &str) -> CallView {
        let call = self.find_call(id);
        call.unwrap_or_else(|| panic!("call {id} is not shown"))
    }

    pub fn find_call(&self, id: &str) -> Option<CallView> {
        let calls = self.view().calls;
        calls.into_iter().find(|call| call.key.id.as_str() == id)
    }

    pub fn key(&self, id: &str) -> CallKey {
        self.call(id).key
    }

    /// The invitation that rings, or the conference joined.
    pub fn invitation(&self) -> InvitationKey {
        match self.view().conference {
            Conference::Invited { key, .. } | Conference::Joined { key, .. } => key,
            Conference::None => panic!("no conference is shown"),
        }
    }

    /// Something happens now.
    pub fn tell(&mut self, event: Event) {
        let now = self.moment();
        let effects = self.session.update(event, now);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send {
                    id,
                    request,
                    cookies,
                } => {
                    if is_command(request.log_name) && self.session.settings().keeps_record() {
                        self.check_kept_first(request.log_name);
                    }
                    self.takes_out(id, request, cookies);
                }
                Effect::Abort(id) => {
                    assert!(self.open.contains(&id), "{id:?} is given up, but not open");
                    self.open.retain(|open| *open != id);
                    self.due.retain(|(_, due, _)| *due != id);
                    self.aborted.insert(id);
                }
                Effect::Keep(kept) => self.kept = Some(kept),
                Effect::Forget => self.kept = None,
                Effect::Share(_) => panic!("no other tab is to be told"),
            }
        }
        self.check();
    }

    /// A command leaves only after a record that knows of it has been kept.
    fn check_kept_first(&self, name: &str) {
        let kept = self.kept.as_ref().map(|kept| self.drawn(kept));
        let entry = kept.and_then(|view| view.ledger.last().cloned());
        let entry = entry.expect("a command that is kept");
        assert_eq!(
            (entry.log_name, entry.asked.wall),
            (name, self.moment().wall)
        );
    }

    /// What a page would show of this.
    fn drawn(&self, kept: &Kept) -> View {
        let mut drawn = Session::new(self.session.settings().clone(), 99);
        assert_eq!(drawn.follow(self.moment()), []);
        drawn.draw(self.record(kept));
        drawn.believe(true, self.moment());
        drawn.view(self.moment())
    }

    /// What is kept says at any time what a reload must know.
    fn check_kept(&self, view: &View) {
        let is_in = matches!(view.stage, Stage::SignedIn { .. });
        let keeps = is_in && self.session.settings().keeps_record();
        assert_eq!(self.kept.is_some(), keeps, "kept for nobody, or not kept");
        let Some(kept) = &self.kept else {
            return;
        };
        assert_eq!(by_the_wall(&self.drawn(kept)), by_the_wall(view));
    }

    fn record(&self, kept: &Kept) -> Record {
        Record::read(&kept.record, self.moment()).expect("a record that can be read")
    }

    /// The page is loaded anew and goes on from what was kept: nothing of before is answered any more.
    pub fn reload(&mut self) {
        let kept = self.kept.clone().expect("something was kept");
        self.began = self.now;
        let settings = self.session.settings().clone();
        let (record, seed) = (self.record(&kept), self.now + 1);
        let (session, effects) = Session::resume(settings, seed, record, kept.guid, self.moment());
        self.goes_on_with(session, effects);
    }

    /// Another session of the agent's takes the place of the one before, and asks this.
    pub fn goes_on_with(&mut self, session: Session, effects: Vec<Effect>) {
        self.open.clear();
        self.due.clear();
        // Requests are numbered anew.
        for sent in &mut self.sent {
            sent.id = RequestId(sent.id.0 + 1_000_000);
        }
        self.session = session;
        self.hosts(Verb::ALL);
        self.carry_out(effects);
    }

    /// From now on another host listens, which may ask these.
    pub fn hosts(&mut self, granted: &[Verb]) {
        self.hearing = Hearing::new(granted, &self.view(), self.moment());
    }

    /// The host says something; whether it is nonsense.
    pub fn ask(&mut self, text: &str) -> bool {
        let heard = self.hearing.ask(text, &self.view(), self.moment());
        for command in heard.commands {
            self.press(command);
        }
        heard.is_nonsense
    }

    fn takes_out(&mut self, id: RequestId, request: Request, cookies: Cookies) {
        assert!(
            !self.sent.iter().any(|sent| sent.id == id),
            "{id:?} was used before"
        );
        if let Some(body) = self.standing_answer(request.log_name) {
            let response = Response { status: 200, body };
            self.due.push((self.now + LATENCY, id, response));
        }
        self.open.push(id);
        self.sent.push(Sent {
            id,
            at: self.now,
            request,
            cookies,
        });
    }

    /// What must hold after every update.
    fn check(&mut self) {
        let view = self.view();
        self.hearing.follow(&view, self.moment());
        self.check_kept(&view);
        let polls = self.open_named(POLL).len();
        assert!(polls <= 1, "{polls} polls are in flight");
        let wake = self.next_wake();
        assert!(
            wake.is_none_or(|at| at > self.now),
            "a wake-up is wanted at {wake:?}, which is not after {}",
            self.now
        );
        if matches!(view.stage, Stage::SignedIn { .. }) {
            assert!(
                polls == 1 || wake.is_some_and(|at| at <= self.now + HOLD),
                "no poll is in flight and none is scheduled"
            );
        } else {
            assert_eq!(polls, 0, "a poll without a session");
            assert_eq!(view.calls, [], "calls without a session");
        }
        if matches!(view.stage, Stage::SignedOut) {
            assert_eq!(view.guid, None, "a Guid without a session");
        }
        for call in &view.calls {
            let Some(rank) = rank(call.state) else {
                continue;
            };
            let before = self.ranks.insert(call.key.epoch, rank).unwrap_or_default();
            assert!(rank >= before, "{:?} moved backwards", call.key);
        }
    }

    pub fn press(&mut self, command: Command) {
        self.tell(Event::Asked(command));
    }

    /// The oldest open request of this name; time passes until one is sent.
    fn awaited(&mut self, name: &str) -> RequestId {
        let deadline = self.now + 15_000;
        loop {
            if let Some(id) = self.open_named(name).first() {
                return *id;
            }
            assert!(self.now < deadline, "no {name} is in flight");
            self.let_pass(10);
        }
    }

    fn open_named(&self, name: &str) -> Vec<RequestId> {
        let is_named = |id: &RequestId| {
            let mut sent = self.sent.iter();
            sent.any(|sent| sent.id == *id && sent.name() == name)
        };
        self.open.iter().copied().filter(is_named).collect()
    }

    /// The name of some open request that is not answered by itself.
    pub fn open_name(&self, number: usize) -> Option<&'static str> {
        let is_left = |sent: &&Sent| {
            self.open.contains(&sent.id) && !self.due.iter().any(|(_, due, _)| *due == sent.id)
        };
        let left: Vec<_> = self.sent.iter().filter(is_left).collect();
        let position = number.checked_rem(left.len())?;
        left.get(position).map(|sent| sent.name())
    }

    pub fn is_open(&self, name: &str) -> bool {
        !self.open_named(name).is_empty()
    }

    /// The headers of an open request's answer arrive; its body is still on the way.
    pub fn headers(&mut self, name: &str, set_guid: Option<&str>) {
        let id = self.awaited(name);
        self.tell(Event::HeadersArrived {
            id,
            set_guid: set_guid.map(|value| SetGuid(value.to_owned())),
            is_guid_renewed: false,
        });
    }

    /// A proxy that holds the Guid says that it has a new one.
    pub fn renewed_at_the_proxy(&mut self, name: &str) {
        let id = self.awaited(name);
        self.tell(Event::HeadersArrived {
            id,
            set_guid: None,
            is_guid_renewed: true,
        });
    }

    /// The gateway answers with this code.
    pub fn reply(&mut self, name: &str, retcode: &str) {
        self.answer(name, 200, &envelope(retcode));
    }

    /// Somebody answers, with anything.
    pub fn answer(&mut self, name: &str, status: u16, body: &str) {
        let id = self.awaited(name);
        self.answer_request(id, status, body);
    }

    pub fn answer_request(&mut self, id: RequestId, status: u16, body: &str) {
        self.open.retain(|open| *open != id);
        self.due.retain(|(_, due, _)| *due != id);
        let body = body.to_owned();
        let response = Response { status, body };
        self.tell(Event::Answered { id, response });
    }

    /// The request fails on its way.
    pub fn fail(&mut self, name: &str) {
        let id = self.awaited(name);
        self.open.retain(|open| *open != id);
        self.due.retain(|(_, due, _)| *due != id);
        self.tell(Event::Failed { id });
    }

    /// The poll in flight brings this event, given as name and content, and the next poll is sent.
    pub fn event(&mut self, event: &str) {
        self.answer(POLL, 200, &polled(event));
        if matches!(self.view().stage, Stage::SignedIn { .. }) {
            self.awaited(POLL);
        }
    }

    /// The poll in flight brings nothing, and the next poll is sent.
    pub fn nothing(&mut self) {
        self.reply(POLL, "0");
        self.awaited(POLL);
    }

    /// The poll in flight is lost on its way, and the gateway is asked whether it is there; when it says so, the next
    /// poll is sent.
    pub fn lose_poll(&mut self) {
        self.fail(POLL);
        self.awaited(STATUS);
        if self.has_snapshots {
            self.awaited(POLL);
        }
    }

    /// A snapshot is answered, but does not tell where the calls are.
    pub fn tell_no_calls(&mut self) {
        self.answer(STATUS, 200, &status(self.truth.state));
        self.reply("allcallinfoEx", "100-007");
    }

    /// Time passes; the poll in flight is left alone.
    pub fn let_pass(&mut self, span: u64) {
        let end = self.now + span;
        while let Some(at) = self.next_instant().filter(|at| *at <= end) {
            self.now = self.now.max(at);
            self.wake_or_answer();
        }
        self.now = end;
    }

    /// Time passes and nobody is woken; the wall clock moves on by `wall` all the while.
    pub fn sleep(&mut self, mono: u64, wall: u64) {
        self.now += mono;
        self.wall = self.wall + wall - mono;
    }

    /// The wall clock is set back.
    pub fn set_back(&mut self, span: u64) {
        self.wall -= span;
    }

    /// The wall clock is set ahead.
    pub fn set_ahead(&mut self, span: u64) {
        self.wall += span;
    }

    /// Time passes at a quiet desk: every poll is held and ends without an event.
    pub fn idle(&mut self, span: u64) {
        let end = self.now + span;
        while self.now < end {
            if let Some(poll) = self.open_named(POLL).first().copied() {
                let sent = self.sent.iter().find(|sent| sent.id == poll);
                let ends = sent.expect("an open request was sent").at + HOLD;
                if ends > end {
                    break;
                }
                self.let_pass(ends.saturating_sub(self.now));
                self.nothing();
            } else {
                self.let_pass(10);
            }
        }
        self.let_pass(end.saturating_sub(self.now));
    }

    fn next_wake(&self) -> Option<u64> {
        let wake = self.session.next_wake(self.moment());
        wake.map(|at| at.0 + self.began)
    }

    fn next_instant(&self) -> Option<u64> {
        let wake = self.next_wake();
        let answers = self.due.iter().map(|(at, _, _)| *at);
        answers.chain(wake).min()
    }

    fn wake_or_answer(&mut self) {
        let position = self.due.iter().position(|(at, _, _)| *at <= self.now);
        match position {
            Some(position) => {
                let (_, id, response) = self.due.remove(position);
                self.open.retain(|open| *open != id);
                self.tell(Event::Answered { id, response });
            }
            None => self.tell(Event::Woke),
        }
    }

    /// How many requests of this name have been sent.
    pub fn count(&self, name: &str) -> usize {
        let sent = self.sent.iter();
        sent.filter(|sent| sent.name() == name).count()
    }

    /// The newest request of this name.
    pub fn last(&self, name: &str) -> &Sent {
        let mut sent = self.sent.iter().rev();
        let found = sent.find(|sent| sent.name() == name);
        found.unwrap_or_else(|| panic!("no {name} was sent"))
    }

    /// The requests given up so far.
    pub fn has_given_up(&self, id: RequestId) -> bool {
        self.aborted.contains(&id)
    }

    fn standing_answer(&self, name: &str) -> Option<String> {
        if name == "resetskill" {
            return Some(envelope("0"));
        }
        let truth = &self.truth;
        let result = match name {
            STATUS => return self.has_snapshots.then(|| status(truth.state)),
            "allcallinfoEx" => {
                let all = [&truth.ringing, &truth.talking, &truth.held];
                let ids = all.into_iter().flatten().map(|id| format!(r#""{id}""#));
                format!("[{}]", ids.collect::<Vec<_>>().join(","))
            }
            "callinfobeforeanswer" => truth
                .ringing
                .first()
                .map_or("{}".into(), |call| call_data(call)),
            "holdlist" => rows(&truth.held),
            "callinfo" => truth
                .talking
                .first()
                .map_or("{}".into(), |call| call_data(call)),
            _ => return None,
        };
        self.has_snapshots.then(|| answer_with(&result))
    }
}

fn is_command(name: &str) -> bool {
    matches!(
        name,
        "answer"
            | "reject"
            | "release"
            | "releaseEx"
            | "dropCall"
            | "rejectAgentConf"
            | "answeragentconf"
            | "requestleaveagentconf"
            | "requestAppointedCall"
            | "sayFree"
            | "saybusy"
            | "logout"
    )
}

/// What is shown and a record must tell, in words, without what only this instance knows: its monotonic clock,
/// which of what it had asked is still unanswered, and events that it did not understand.
fn by_the_wall(view: &View) -> String {
    let calls = view.calls.iter();
    let calls: Vec<_> = calls
        .map(|call| {
            (
                &call.key,
                call.state,
                call.since,
                &call.caller,
                &call.skill,
                call.requeued,
            )
        })
        .collect();
    let told = format!(
        "{:?} {:?} {:?} {calls:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        view.stage,
        view.guid,
        view.agent,
        view.conference,
        view.queue,
        view.pending,
        view.ended,
        view.notices,
        view.ledger,
        std::mem::discriminant(&view.connection),
    );
    let mut parts = told.split("mono: Millis(");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once(')').map_or("", |(_, rest)| rest)
    })
}

/// How far a call has come; `None` where nobody knows.
fn rank(state: CallState) -> Option<u8> {
    match state {
        CallState::NotKnown => None,
        CallState::Alerting => Some(0),
        CallState::Ringing => Some(1),
        CallState::Talking | CallState::Held => Some(2),
    }
}

/// What an agent types to sign in.
pub fn form(agent: &str) -> SignInForm {
    SignInForm {
        agent_id: agent.into(),
        password: Password::new("secret-canary"),
        phone: "40038".into(),
    }
}

pub fn call_id(id: &str) -> CallId {
    CallId::parse(id).expect("a call id")
}

pub fn skill(id: u32) -> SkillId {
    SkillId(id)
}

/// An answer with a code alone.
pub fn envelope(retcode: &str) -> String {
    let message = if retcode == "0" { "success" } else { "no" };
    format!(r#"{{"result":{{}},"message":"{message}","retcode":"{retcode}"}}"#)
}

/// A success with this result.
pub fn answer_with(result: &str) -> String {
    format!(r#"{{"message":"","retcode":"0","result":{result}}}"#)
}

/// The answer to "how is the agent", as a number of the agent state table.
pub fn status(state: u8) -> String {
    answer_with(&format!(r#"{{"agentState":{state},"isWorking":false}}"#))
}

/// The poll's answer with this event, or, after a comma, several.
pub fn polled(event: &str) -> String {
    format!(r#"{{"message":"","retcode":"0","event":{event}}}"#)
}

/// Several events in one answer, as some servers send.
pub fn several(events: &[&str]) -> String {
    format!("[{}]", events.join(","))
}

/// An event with this content.
pub fn event(name: &str, content: &str) -> String {
    format!(r#"{{"eventType":"{name}","workNo":"291","content":{content}}}"#)
}

/// Call data as `waitcallinfo` and the snapshots print it.
pub fn call_data(call: &str) -> String {
    format!(
        r#"{{"callfeature":0,"callid":"{call}","caller":"70004","called":"60015","callskill":"voice","callskillid":1,"begintime":1476707884000}}"#
    )
}

/// Rows of call data.
pub fn rows(calls: &[&str]) -> String {
    let rows: Vec<_> = calls.iter().map(|call| call_data(call)).collect();
    format!("[{}]", rows.join(","))
}

pub const READY: &str = r#"{"eventType":"AgentState_Ready","workNo":"291","content":null}"#;
pub const OCCUPIED: &str = r#"{"eventType":"AgentState_Busy","workNo":"291","content":null}"#;
pub const WORK: &str = r#"{"eventType":"AgentState_Work","workNo":"291","content":null}"#;
pub const ALERTING: &str =
    r#"{"eventType":"AgentOther_PhoneAlerting","workNo":"291","content":null}"#;
pub const OFFHOOK: &str =
    r#"{"eventType":"AgentOther_PhoneOffhook","workNo":"291","content":{"type":"main"}}"#;
pub const PHONE_RELEASE: &str =
    r#"{"eventType":"AgentOther_PhoneRelease","workNo":"291","content":{"phoneState":3}}"#;
pub const SHUT_DOWN: &str =
    r#"{"eventType":"AgentOther_ShutdownService","workNo":"291","content":{"loginTime":1}}"#;

pub fn ringing(call: &str) -> String {
    let content = format!(
        r#"{{"caller":"70004","called":"60015","callid":"{call}","transfer":"no","transfrom":"","type":"main","feature":"0","mediaAbility":"1"}}"#
    );
    event("AgentEvent_Ringing", &content)
}

pub fn talking(call: &str) -> String {
    let content =
        format!(r#"{{"caller":"70004","called":"60015","callid":"{call}","feature":"0"}}"#);
    event("AgentEvent_Talking", &content)
}

pub fn auto_answered(call: &str) -> String {
    ringing(call).replace("AgentEvent_Ringing", "AgentEvent_Auto_Answer")
}

pub fn incoming(call: &str) -> String {
    let content = format!(
        r#"{{"callId":"{call}","skillName":"voice","skillId":"1","caller":"70004","called":"60015","releaseAndReQueueCount":0}}"#
    );
    event("AgentEvent_Incoming_CallInfo", &content)
}

pub fn no_answer(call: &str) -> String {
    event("AgentEvent_No_Answer", &format!(r#""{call}""#))
}

pub fn released(call: &str) -> String {
    event("AgentEvent_Call_Release", &format!(r#""{call}""#))
}

pub fn held(call: &str) -> String {
    event("AgentEvent_Hold", &format!(r#""{call}""#))
}

pub fn caller_left(call: &str) -> String {
    let content = format!(r#"{{"callid":"{call}","number":"70004"}}"#);
    event("AgentEvent_Customer_Release", &content)
}

pub fn not_ready(reason: u32) -> String {
    let content = format!(r#"{{"reason":"{reason}"}}"#);
    event("AgentState_SetNotReady_Success", &content)
}

pub fn not_ready_as_on_the_reject_page() -> String {
    event("AgentEvent_SetNotReady_Success", "null")
}

pub fn invitation(conference: &str) -> String {
    event(
        "AgentConf_Ringing",
        &format!(r#"{{"confId":{conference}}}"#),
    )
}

pub fn joined(conference: &str) -> String {
    event(
        "AgentConf_SelfJoinResult",
        &format!(r#"{{"confId":{conference}}}"#),
    )
}

pub fn left(conference: &str) -> String {
    event(
        "AgentConf_SelfLeaveResult",
        &format!(r#"{{"confId":{conference}}}"#),
    )
}

/// Agent `who` has left the conference, for the reason of this number.
pub fn participant_left(conference: &str, who: &str, reason: u8) -> String {
    let mut content = String::new();
    let written = write!(
        content,
        r#"{{"result":0,"changeReason":{reason},"changeType":1,"confId":{conference},"participant":"{who}","participantType":9}}"#
    );
    written.expect("writing into a string");
    event("AgentConf_ParticipantChanged", &content)
}
