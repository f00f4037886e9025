//! A browser with several tabs of one origin: its lock, its channel, and a simulated gateway, under one clock.

use std::collections::BTreeMap;

use agent_session::command::{CallKey, Command, SignInForm};
use agent_session::effect::{self, RequestId};
use agent_session::event::{self, SetGuid};
use agent_session::host::Verb;
use agent_session::lead::Fact;
use agent_session::record::Kept;
use agent_session::settings::Settings;
use agent_session::tab::{ChannelText, Effect, Event, Saved, Tab};
use agent_session::time::{Millis, Moment};
use agent_session::view::{CallState, Lead, Password, View};
use gateway_protocol::endpoint::{Request, Response};
use gateway_simulator as gateway;
use gateway_simulator::{Ending, Exchange, HttpAnswer, HttpRequest, Outcome, Ticket};
use serde_json::{Value, json};

use crate::hearing::Hearing;
use crate::pair::AGENT;

/// How long anything is on its way to the gateway or back.
const WIRE: u64 = 15;
/// How long anything is on its way between tabs, or from the browser to a tab.
const NEAR: u64 = 2;
const BEGIN: u64 = 1_455_885_056_000;

enum Parcel {
    ToGateway(usize, RequestId, HttpRequest),
    ToTab(usize, Event),
}

struct Page {
    /// Nothing, once it is closed.
    tab: Option<Tab>,
    kept: Option<Kept>,
    is_frozen: bool,
    /// What came while it was frozen.
    missed: Vec<Event>,
    /// A host that hears everything from the tab's beginning on.
    hearing: Option<Hearing>,
}

pub struct Browser {
    settings: Settings,
    exchange: Exchange,
    pages: Vec<Page>,
    holder: Option<usize>,
    queue: Vec<usize>,
    now: u64,
    wire: BTreeMap<(u64, u64), Parcel>,
    parcels: u64,
    held: BTreeMap<(usize, RequestId), Ticket>,
    /// What was sent: when, by which tab, by its name in the gateway's log.
    pub sent: Vec<(u64, usize, &'static str)>,
    /// Every text that was on the channel.
    pub said: Vec<String>,
    /// What is said is heard by nobody.
    pub is_channel_down: bool,
}

impl Browser {
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            exchange: Exchange::new(gateway::Settings::default()),
            pages: Vec::new(),
            holder: None,
            queue: Vec::new(),
            now: 0,
            wire: BTreeMap::new(),
            parcels: 0,
            held: BTreeMap::new(),
            sent: Vec::new(),
            said: Vec::new(),
            is_channel_down: false,
        }
    }

    // What happens to tabs.

    pub fn open(&mut self) -> usize {
        let number = self.pages.len();
        self.pages.push(Page {
            tab: None,
            kept: None,
            is_frozen: false,
            missed: Vec::new(),
            hearing: None,
        });
        self.begin(number);
        number
    }

    fn begin(&mut self, number: usize) {
        let saved = match self.pages[number].kept.clone() {
            Some(Kept { record, guid }) => Saved::Record { record, guid },
            None => Saved::Nothing,
        };
        let seed = self.now * 1_000 + number as u64 + 1;
        let (tab, effects) = Tab::begin(self.settings.clone(), seed, saved, self.moment());
        let hearing = Hearing::new(Verb::ALL, &tab.view(self.moment()), self.moment());
        self.pages[number].hearing = Some(hearing);
        self.pages[number].tab = Some(tab);
        self.carry_out(number, effects);
        self.run(100);
    }

    pub fn close(&mut self, number: usize) {
        self.tell(number, Event::Page(Fact::Left));
        self.pages[number].tab = None;
        self.pages[number].missed.clear();
        self.release(number);
        let gone: Vec<_> = self
            .held
            .keys()
            .filter(|(tab, _)| *tab == number)
            .copied()
            .collect();
        for key in gone {
            if let Some(ticket) = self.held.remove(&key) {
                self.exchange.abandon(ticket, self.gateway_time());
            }
        }
        self.wire
            .retain(|_, parcel| !matches!(parcel, Parcel::ToTab(tab, _) if *tab == number));
    }

    pub fn reload(&mut self, number: usize) {
        self.close(number);
        self.begin(number);
    }

    pub fn freeze(&mut self, number: usize) {
        self.pages[number].is_frozen = true;
    }

    pub fn thaw(&mut self, number: usize) {
        self.pages[number].is_frozen = false;
        for event in std::mem::take(&mut self.pages[number].missed) {
            self.post(0, Parcel::ToTab(number, event));
        }
    }

    pub fn press(&mut self, number: usize, command: Command) {
        self.tell(number, Event::Session(event::Event::Asked(command)));
    }

    /// The host of a tab asks for something.
    pub fn host_asks(&mut self, number: usize, ask: &Value) {
        let (view, now) = (self.view(number), self.moment());
        let hearing = self.pages[number].hearing.as_mut().expect("a host");
        for command in hearing.ask(&ask.to_string(), &view, now).commands {
            self.press(number, command);
        }
    }

    /// What the host of a tab has heard.
    pub fn hearing(&self, number: usize) -> &Hearing {
        self.pages[number].hearing.as_ref().expect("a host")
    }

    pub fn sign_in(&mut self, number: usize) {
        self.press(
            number,
            Command::SignIn(SignInForm {
                agent_id: AGENT.into(),
                password: Password::new("secret-canary"),
                phone: "40038".into(),
            }),
        );
        self.run(2_000);
    }

    /// Something happens in a tab that a test thinks of.
    pub fn happen(&mut self, number: usize, event: Event) {
        self.tell(number, event);
    }

    pub fn control(&mut self, name: &str, body: Value) -> Value {
        let done = self.exchange.control(name, body, self.gateway_time());
        self.collect();
        done.unwrap_or_else(|sentence| panic!("/sim/{name}: {sentence}"))
    }

    pub fn ring(&mut self) -> String {
        let rung = self.control("ring", json!({"agent": AGENT}));
        self.run(1_500);
        rung["callid"].as_str().expect("an id").to_owned()
    }

    // What there is to see.

    pub fn now(&self) -> u64 {
        self.now
    }

    pub fn view(&self, number: usize) -> View {
        let tab = self.pages[number].tab.as_ref().expect("an open tab");
        tab.view(self.moment())
    }

    pub fn lead(&self, number: usize) -> Lead {
        self.view(number).lead
    }

    pub fn key(&self, number: usize, call: &str) -> CallKey {
        let calls = self.view(number).calls;
        let found = calls
            .into_iter()
            .find(|shown| shown.key.id.as_str() == call);
        found
            .unwrap_or_else(|| panic!("call {call} is not shown"))
            .key
    }

    pub fn state_of(&self, number: usize, call: &str) -> Option<CallState> {
        let calls = self.view(number).calls;
        let found = calls
            .into_iter()
            .find(|shown| shown.key.id.as_str() == call);
        found.map(|call| call.state)
    }

    pub fn kept(&self, number: usize) -> Option<&Kept> {
        self.pages[number].kept.as_ref()
    }

    pub fn count(&self, name: &str) -> usize {
        self.sent
            .iter()
            .filter(|(_, _, sent)| *sent == name)
            .count()
    }

    /// Which tabs have sent anything since then.
    pub fn senders_since(&self, since: u64) -> Vec<usize> {
        let mut senders: Vec<_> = self
            .sent
            .iter()
            .filter(|(at, _, _)| *at >= since)
            .map(|(_, tab, _)| *tab)
            .collect();
        senders.sort_unstable();
        senders.dedup();
        senders
    }

    // Time.

    pub fn run(&mut self, span: u64) {
        let end = self.now + span;
        while let Some(at) = self.next_instant().filter(|at| *at <= end) {
            self.now = self.now.max(at);
            self.step();
        }
        self.now = end;
    }

    fn next_instant(&self) -> Option<u64> {
        let wakes = (0..self.pages.len()).filter_map(|number| self.wake_of(number));
        let gateway = self
            .exchange
            .next_deadline()
            .map(|at| at.0.saturating_sub(BEGIN));
        let wire = self.wire.keys().next().map(|(at, _)| *at);
        wakes.chain(gateway).chain(wire).min()
    }

    fn wake_of(&self, number: usize) -> Option<u64> {
        let page = &self.pages[number];
        let tab = page.tab.as_ref().filter(|_| !page.is_frozen)?;
        tab.next_wake(self.moment()).map(|at| at.0)
    }

    fn step(&mut self) {
        self.exchange.wake(self.gateway_time());
        self.collect();
        if let Some(entry) = self
            .wire
            .first_entry()
            .filter(|entry| entry.key().0 <= self.now)
        {
            match entry.remove() {
                Parcel::ToTab(number, event) => self.tell(number, event),
                Parcel::ToGateway(number, id, request) => self.ask(number, id, &request),
            }
            return;
        }
        let due = (0..self.pages.len())
            .find(|number| self.wake_of(*number).is_some_and(|at| at <= self.now));
        if let Some(number) = due {
            self.tell(number, Event::Session(event::Event::Woke));
        }
    }

    fn ask(&mut self, number: usize, id: RequestId, request: &HttpRequest) {
        match self.exchange.handle(request, self.gateway_time()) {
            Outcome::Answer(answer) => self.answered(number, id, &answer),
            Outcome::Hold(ticket) => {
                self.held.insert((number, id), ticket);
            }
            Outcome::Torn(_) => panic!("no answer is made to break off"),
            Outcome::Refused => {
                let failed = Event::Session(event::Event::Failed { id });
                self.post(WIRE, Parcel::ToTab(number, failed));
            }
        }
        self.collect();
    }

    fn collect(&mut self) {
        let settled = self.exchange.settled(self.gateway_time());
        for (ticket, ending) in settled {
            let waiting = self.held.iter().find(|(_, held)| **held == ticket);
            if let Some((number, id)) = waiting.map(|(key, _)| *key) {
                self.held.remove(&(number, id));
                if let Ending::Answer(answer) = ending {
                    self.answered(number, id, &answer);
                }
            }
        }
    }

    fn answered(&mut self, number: usize, id: RequestId, answer: &HttpAnswer) {
        let set_guid = answer
            .header("Set-GUID")
            .map(|value| SetGuid(value.to_owned()));
        let headers = event::Event::HeadersArrived {
            id,
            set_guid,
            is_guid_renewed: false,
        };
        self.post(WIRE, Parcel::ToTab(number, Event::Session(headers)));
        let response = Response::from_bytes(answer.status, &answer.body);
        let body = event::Event::Answered { id, response };
        self.post(WIRE + 1, Parcel::ToTab(number, Event::Session(body)));
    }

    fn post(&mut self, after: u64, parcel: Parcel) {
        self.parcels += 1;
        self.wire.insert((self.now + after, self.parcels), parcel);
    }

    fn tell(&mut self, number: usize, event: Event) {
        let now = self.moment();
        let page = &mut self.pages[number];
        if page.is_frozen {
            return page.missed.push(event);
        }
        let Some(tab) = &mut page.tab else { return };
        let effects = tab.update(event, now);
        let view = tab.view(now);
        if let Some(hearing) = &mut page.hearing {
            hearing.follow(&view, now);
        }
        let wake = tab.next_wake(now);
        assert!(
            wake.is_none_or(|at| at > now.mono),
            "tab {number} wants to wake in the past"
        );
        self.carry_out(number, effects);
    }

    fn carry_out(&mut self, number: usize, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Session(effect::Effect::Send { id, request, .. }) => {
                    self.send(number, id, &request)
                }
                Effect::Session(effect::Effect::Abort(id)) => self.abort(number, id),
                Effect::Session(effect::Effect::Keep(kept)) => self.pages[number].kept = Some(kept),
                Effect::Session(effect::Effect::Forget) => self.pages[number].kept = None,
                Effect::Session(effect::Effect::Share(_)) => panic!("a tab shares by posting"),
                Effect::RequestLock => {
                    self.queue.push(number);
                    self.grant();
                }
                Effect::StealLock => {
                    self.queue.retain(|queued| *queued != number);
                    if let Some(robbed) = self.holder.replace(number) {
                        self.post(NEAR, Parcel::ToTab(robbed, Event::Page(Fact::LockLost)));
                    }
                    self.post(NEAR, Parcel::ToTab(number, Event::Page(Fact::LockGranted)));
                }
                Effect::ReleaseLock => self.release(number),
                Effect::Post(ChannelText(text)) => {
                    self.said.push(text.clone());
                    if self.is_channel_down {
                        continue;
                    }
                    for other in (0..self.pages.len()).filter(|other| *other != number) {
                        let heard = Event::Heard(ChannelText(text.clone()));
                        self.post(NEAR, Parcel::ToTab(other, heard));
                    }
                }
            }
        }
    }

    fn release(&mut self, number: usize) {
        self.queue.retain(|queued| *queued != number);
        if self.holder == Some(number) {
            self.holder = None;
            self.grant();
        }
    }

    fn grant(&mut self) {
        if self.holder.is_none() && !self.queue.is_empty() {
            let next = self.queue.remove(0);
            self.holder = Some(next);
            self.post(NEAR, Parcel::ToTab(next, Event::Page(Fact::LockGranted)));
        }
    }

    fn send(&mut self, number: usize, id: RequestId, request: &Request) {
        self.sent.push((self.now, number, request.log_name));
        let address = format!("/agentgateway/resource{}", request.path);
        let mut sent = HttpRequest::new(request.method.as_str(), &address);
        for header in &request.headers {
            sent = sent.with_header(header.name, header.value());
        }
        if let Some(body) = &request.body {
            sent = sent.with_body(body.as_str());
        }
        self.post(WIRE, Parcel::ToGateway(number, id, sent));
    }

    fn abort(&mut self, number: usize, id: RequestId) {
        if let Some(ticket) = self.held.remove(&(number, id)) {
            self.exchange.abandon(ticket, self.gateway_time());
        }
    }

    fn moment(&self) -> Moment {
        Moment {
            mono: Millis(self.now),
            wall: BEGIN + self.now,
        }
    }

    fn gateway_time(&self) -> gateway::Millis {
        gateway::Millis(BEGIN + self.now)
    }
}
