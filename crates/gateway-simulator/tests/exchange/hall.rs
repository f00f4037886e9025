//! A call centre for one test: an exchange, a clock that stands until it is
//! told otherwise, and agents that speak as a plain client would.

use gateway_simulator::{
    Ending, Exchange, HttpAnswer, HttpRequest, Millis, Outcome, Readings, Settings, Ticket,
};
use serde_json::{Value, json};

pub(crate) const JSON: &str = "application/json; charset=UTF-8";

pub(crate) struct Hall {
    pub(crate) exchange: Exchange,
    pub(crate) now: Millis,
}

/// A signed-in agent.
pub(crate) struct Agent {
    pub(crate) id: u32,
    pub(crate) guid: String,
}

impl Hall {
    pub(crate) fn new() -> Self {
        Self::with(Settings::default())
    }

    pub(crate) fn with(settings: Settings) -> Self {
        Self {
            exchange: Exchange::new(settings),
            now: Millis(1_455_885_056_000),
        }
    }

    pub(crate) fn reading(change: impl FnOnce(&mut Readings)) -> Self {
        let mut settings = Settings::default();
        change(&mut settings.readings);
        Self::with(settings)
    }

    pub(crate) fn pass(&mut self, seconds: u64) {
        self.now = self.now.plus(Millis::seconds(seconds));
        self.exchange.wake(self.now);
    }

    // The desk.

    pub(crate) fn desk(&mut self, name: &str, body: Value) -> Value {
        match self.exchange.control(name, body, self.now) {
            Ok(value) => value,
            Err(sentence) => panic!("/sim/{name}: {sentence}"),
        }
    }

    pub(crate) fn desk_refuses(&mut self, name: &str, body: Value) -> String {
        match self.exchange.control(name, body, self.now) {
            Ok(value) => panic!("/sim/{name} did {value}"),
            Err(sentence) => sentence,
        }
    }

    /// Rings the agent; the call's id.
    pub(crate) fn ring(&mut self, agent: &Agent) -> String {
        text(&self.desk("ring", json!({"agent": agent.id})), "callid")
    }

    /// Puts a caller in the queue of skill 1; the call's id.
    pub(crate) fn queue(&mut self) -> String {
        text(&self.desk("queue", json!({"skill": 1})), "callid")
    }

    pub(crate) fn about(&mut self, agent: u32) -> Value {
        let state = self.desk("state", json!({}));
        let agents = state["agents"].as_array().cloned().unwrap_or_default();
        let found = agents
            .into_iter()
            .find(|known| known["agent"] == json!(agent.to_string()));
        found.unwrap_or_else(|| panic!("the desk does not know agent {agent}"))
    }

    /// Where a call is, as the desk sees it; `None` once it has ended.
    pub(crate) fn place(&mut self, call: &str) -> Option<String> {
        let state = self.desk("state", json!({}));
        let calls = state["calls"].as_array().cloned().unwrap_or_default();
        let found = calls.into_iter().find(|known| known["callid"] == call)?;
        Some(text(&found, "place"))
    }

    // Requests.

    pub(crate) fn send(&mut self, request: &HttpRequest) -> Outcome {
        self.exchange.handle(request, self.now)
    }

    pub(crate) fn answer(&mut self, request: &HttpRequest) -> HttpAnswer {
        match self.send(request) {
            Outcome::Answer(answer) => answer,
            Outcome::Hold(_) => panic!("{} is held", request.path_and_query),
            Outcome::Refused => panic!("{} is refused", request.path_and_query),
            Outcome::Torn(_) => panic!("{} breaks off", request.path_and_query),
        }
    }

    /// Sends an agent's request and reads the envelope.
    pub(crate) fn ask(&mut self, agent: &Agent, method: &str, path: &str) -> Value {
        body(&self.answer(&agent.request(method, path)))
    }

    /// The code of an agent's request.
    pub(crate) fn code(&mut self, agent: &Agent, method: &str, path: &str) -> String {
        text(&self.ask(agent, method, path), "retcode")
    }

    pub(crate) fn reject(&mut self, agent: &Agent, fields: Value) -> String {
        let path = format!("voicecall/{}/reject", agent.id);
        let request = agent.request("POST", &path).with_body(fields.to_string());
        text(&body(&self.answer(&request)), "retcode")
    }

    pub(crate) fn pick_up(&mut self, agent: &Agent, call: &str) -> String {
        let path = format!("voicecall/{}/requestcall/{call}/0?skillId=1", agent.id);
        self.code(agent, "POST", &path)
    }

    // Agents.

    pub(crate) fn sign_in_with(&mut self, id: u32, path: &str, fields: &Value) -> HttpAnswer {
        let request = HttpRequest::new(
            "PUT",
            &format!("/agentgateway/resource/onlineagent/{id}{path}"),
        )
        .with_header("Content-Type", JSON)
        .with_body(fields.to_string());
        self.answer(&request)
    }

    /// An idle agent with every skill, answering by hand, whose sign-in events
    /// have been read.
    pub(crate) fn agent(&mut self, id: u32) -> Agent {
        self.agent_with(id, json!({}))
    }

    pub(crate) fn agent_with(&mut self, id: u32, more: Value) -> Agent {
        let mut fields = json!({"password": "", "phonenum": "40038", "autoanswer": false});
        if let (Some(fields), Value::Object(more)) = (fields.as_object_mut(), more) {
            fields.extend(more);
        }
        let answer = self.sign_in_with(id, "", &fields);
        assert_eq!(text(&body(&answer), "retcode"), "0");
        let agent = Agent {
            id,
            guid: guid_of(&answer).unwrap_or_default(),
        };
        let path = format!("onlineagent/{id}/resetskill/true?phonelinkage=0");
        assert_eq!(self.code(&agent, "POST", &path), "0");
        self.events(&agent);
        agent
    }

    pub(crate) fn poll(&mut self, agent: &Agent) -> Outcome {
        self.send(&agent.request("GET", &format!("agentevent/{}", agent.id)))
    }

    /// A poll that must wait.
    pub(crate) fn held_poll(&mut self, agent: &Agent) -> Ticket {
        match self.poll(agent) {
            Outcome::Hold(ticket) => ticket,
            Outcome::Answer(answer) => panic!("answered at once: {}", body(&answer)),
            Outcome::Refused => panic!("refused"),
            Outcome::Torn(_) => panic!("broken off"),
        }
    }

    /// How a held request has ended since the last look.
    pub(crate) fn ending(&mut self, ticket: Ticket) -> Option<Ending> {
        let settled = self.exchange.settled(self.now);
        settled
            .into_iter()
            .find(|(known, _)| *known == ticket)
            .map(|(_, ending)| ending)
    }

    /// The answer that has come for a held request since the last look.
    pub(crate) fn settled(&mut self, ticket: Ticket) -> Option<HttpAnswer> {
        match self.ending(ticket)? {
            Ending::Answer(answer) => Some(answer),
            Ending::Cut => panic!("{ticket:?} was cut"),
            Ending::Torn(_) => panic!("{ticket:?} breaks off"),
        }
    }

    /// Every event that waits, polled without waiting.
    pub(crate) fn events(&mut self, agent: &Agent) -> Vec<Value> {
        let hold = self.exchange.settings().hold;
        self.desk("settings", json!({"hold": 0}));
        let mut events = Vec::new();
        while let Outcome::Answer(answer) = self.poll(agent) {
            let answer = body(&answer);
            assert_eq!(text(&answer, "retcode"), "0");
            match answer.get("event") {
                Some(event) => events.push(event.clone()),
                None => break,
            }
        }
        self.desk("settings", json!({"hold": hold}));
        events
    }

    /// The names of the events that wait.
    pub(crate) fn news(&mut self, agent: &Agent) -> Vec<String> {
        self.events(agent)
            .iter()
            .map(|event| text(event, "eventType"))
            .collect()
    }
}

impl Agent {
    pub(crate) fn request(&self, method: &str, path: &str) -> HttpRequest {
        HttpRequest::new(method, &format!("/agentgateway/resource/{path}"))
            .with_header("Content-Type", JSON)
            .with_header("Guid", &self.guid)
    }
}

pub(crate) fn body(answer: &HttpAnswer) -> Value {
    match serde_json::from_slice(&answer.body) {
        Ok(value) => value,
        Err(error) => panic!("HTTP {} is not JSON: {error}", answer.status),
    }
}

pub(crate) fn text(value: &Value, name: &str) -> String {
    match &value[name] {
        Value::String(text) => text.clone(),
        other => panic!("{name} is {other} in {value}"),
    }
}

pub(crate) fn guid_of(answer: &HttpAnswer) -> Option<String> {
    let value = answer.header("Set-GUID")?;
    Some(value.trim_start_matches("JSESSIONID=").to_owned())
}
