//! The way between toolbar and gateway: how long it takes, and what gets lost on it.
//!
//! It strikes whichever request of a kind comes next, before the gateway sees it or after it has answered, and it is
//! what the shifts lose theirs by. What strikes a request by its name, an event, or the gateway itself is a fault of the
//! simulator's, armed by name.

use std::collections::BTreeMap;

use gateway_protocol::endpoint::{Request, Response};
use gateway_simulator::{HttpAnswer, HttpRequest, Ticket};

use super::step::{Disturbance, Kind};
use crate::dice::Dice;

/// So many polls of a hundred are lost.
pub const LOST_POLLS: u64 = 5;
/// So many other requests of a hundred are lost.
pub const LOST_OTHERS: u64 = 1;

/// A request's number, over all reloads of the page.
pub type Number = u32;

/// The poll's "method name in logs".
pub const POLL: &str = "getAgentEvent";

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It arrives, and so does its answer.
    Arrives,
    /// The connection is refused.
    Refused,
    /// A proxy answers in the gateway's place.
    BadGateway,
    /// The gateway acts; the connection is cut before the answer.
    AnswerCut,
    /// The gateway acts; nothing is heard of it.
    AnswerSwallowed,
    /// It never arrives, and nothing is heard of it.
    Swallowed,
    /// The headers of the answer arrive, and then the connection is cut.
    BodyCut,
    /// A proxy's page with this status arrives in place of the answer.
    Page(u16),
    /// Half of the answer arrives, as if it were whole.
    Torn,
    /// It takes so many milliseconds more.
    Late(u64),
    /// Its answer does.
    AnswerLate(u64),
    /// A copy of it follows so many milliseconds later.
    Copied(u64),
}

impl From<Disturbance> for Fate {
    fn from(disturbance: Disturbance) -> Self {
        match disturbance {
            Disturbance::Refused => Self::Refused,
            Disturbance::Swallowed => Self::Swallowed,
            Disturbance::AnswerCut => Self::AnswerCut,
            Disturbance::AnswerSwallowed => Self::AnswerSwallowed,
            Disturbance::BodyCut => Self::BodyCut,
            Disturbance::Page(status) => Self::Page(status),
            Disturbance::Torn => Self::Torn,
            Disturbance::Late(by) => Self::Late(by),
            Disturbance::AnswerLate(by) => Self::AnswerLate(by),
            Disturbance::Copied(after) => Self::Copied(after),
        }
    }
}

/// What is on its way to the toolbar.
#[derive(Debug)]
pub enum Parcel {
    /// The headers of an answer: the value of `Set-GUID`.
    Headers(Number, Option<String>),
    /// An answer, and its size.
    Answer(Number, Response, u64),
    /// Word that there will be none.
    NoAnswer(Number),
}

impl Parcel {
    /// The request it is about.
    pub fn request(&self) -> Number {
        match self {
            Self::Headers(id, _) | Self::Answer(id, ..) | Self::NoAnswer(id) => *id,
        }
    }
}

/// A request whose end the toolbar does not know.
#[derive(Debug)]
pub struct Waiting {
    /// Its "method name in logs".
    pub name: &'static str,
    /// What becomes of it.
    pub fate: Fate,
    /// Under which name the gateway holds it.
    pub ticket: Option<Ticket>,
}

/// A request on its way to the gateway.
#[derive(Debug)]
pub struct Leaving {
    /// Its number.
    pub id: Number,
    /// What is sent.
    pub request: HttpRequest,
    /// It is a copy that the network made: nobody waits for its answer.
    pub is_copy: bool,
}

/// The commands and sign-ins, by their "method name in logs".
const COMMANDS: &[&str] = &[
    "login",
    "forceLogin",
    "logout",
    "sayFree",
    "saybusy",
    "answer",
    "reject",
    "release",
    "releaseEx",
    "dropCall",
    "rejectAgentConf",
    "answeragentconf",
    "requestleaveagentconf",
    "requestAppointedCall",
];

const SIGN_INS: [&str; 2] = ["login", "forceLogin"];

fn kind_of(name: &str) -> Kind {
    match name {
        POLL => Kind::Poll,
        _ if COMMANDS.contains(&name) => Kind::Command,
        _ => Kind::Question,
    }
}

/// The wire, in both directions. Times are true ones.
#[derive(Debug)]
pub struct Wire {
    dice: Dice,
    parcels: u64,
    /// On their way to the gateway.
    pub leaving: BTreeMap<(u64, u64), Leaving>,
    /// On their way to the toolbar.
    pub arriving: BTreeMap<(u64, u64), Parcel>,
    /// What the toolbar waits for.
    pub waiting: BTreeMap<Number, Waiting>,
    /// Nothing is lost by chance any more.
    pub is_calm: bool,
    /// What becomes of the next requests of a kind.
    armed: Vec<(Kind, Disturbance)>,
}

impl Wire {
    /// An empty wire, with these dice.
    pub fn new(dice: Dice) -> Self {
        Self {
            dice,
            parcels: 0,
            leaving: BTreeMap::new(),
            arriving: BTreeMap::new(),
            waiting: BTreeMap::new(),
            is_calm: false,
            armed: Vec::new(),
        }
    }

    /// The next request of this kind is disturbed.
    pub fn arm(&mut self, kind: Kind, disturbance: Disturbance) {
        self.armed.push((kind, disturbance));
    }

    /// Nothing is disturbed any more.
    pub fn calm(&mut self) {
        self.is_calm = true;
        self.armed.clear();
    }

    /// What becomes of the next request of this name.
    pub fn fate(&mut self, name: &str) -> Fate {
        let kind = kind_of(name);
        // A sign-in that arrives twice or late ends the session that it began.
        let is_for = |disturbance: &Disturbance| {
            !matches!(disturbance, Disturbance::Copied(_) | Disturbance::Late(_))
                || !SIGN_INS.contains(&name)
        };
        let mut armed = self.armed.iter();
        if let Some(armed) = armed.position(|(on, what)| *on == kind && is_for(what)) {
            return self.armed.remove(armed).1.into();
        }
        let share = match name {
            _ if self.is_calm => 0,
            POLL => LOST_POLLS,
            _ => LOST_OTHERS,
        };
        if !self.dice.happens(share) {
            return Fate::Arrives;
        }
        let fates = [
            Fate::Refused,
            Fate::BadGateway,
            Fate::AnswerCut,
            Fate::AnswerSwallowed,
            Fate::Swallowed,
        ];
        self.dice.pick(&fates).copied().unwrap_or(Fate::Refused)
    }

    /// Sends towards the gateway.
    pub fn leave(&mut self, now: u64, leaving: Leaving) {
        let key = self.key(now);
        self.leaving.insert(key, leaving);
    }

    /// Sends towards the toolbar.
    pub fn arrive(&mut self, now: u64, parcel: Parcel) {
        let key = self.key(now);
        self.arriving.insert(key, parcel);
    }

    /// Sends an answer: its headers, and a moment later its body.
    pub fn answer(&mut self, now: u64, id: Number, answer: &HttpAnswer, set_guid: Option<String>) {
        let (at, number) = self.key(now);
        self.arriving
            .insert((at, number), Parcel::Headers(id, set_guid));
        let response = Response::from_bytes(answer.status, &answer.body);
        let bytes = size_of_answer(answer);
        let answer = Parcel::Answer(id, response, bytes);
        self.arriving.insert((at + 1, number), answer);
    }

    /// When, after its way, and as which parcel: most are quick, some are not.
    fn key(&mut self, now: u64) -> (u64, u64) {
        self.parcels += 1;
        let way = match self.dice.happens(2) {
            true => self.dice.between(60, 400),
            false => self.dice.between(5, 60),
        };
        (now + way, self.parcels)
    }

    /// Whether the toolbar waits for this request, and it is a poll.
    pub fn is_poll(&self, id: Number) -> bool {
        let waiting = self.waiting.get(&id);
        waiting.is_some_and(|waiting| waiting.name == POLL)
    }

    /// Nobody listens any more for this request's answer.
    pub fn forget(&mut self, id: Number) -> Option<Waiting> {
        self.arriving.retain(|_, parcel| parcel.request() != id);
        self.waiting.remove(&id)
    }

    /// When the next request reaches the gateway.
    pub fn next_leaving(&self) -> Option<u64> {
        self.leaving.keys().next().map(|(at, _)| *at)
    }

    /// When the toolbar is reached next.
    pub fn next_arriving(&self) -> Option<u64> {
        self.arriving.keys().next().map(|(at, _)| *at)
    }
}

/// The request as the gateway takes it in.
pub fn http(request: &Request) -> HttpRequest {
    let address = format!("/agentgateway/resource{}", request.path);
    let mut sent = HttpRequest::new(request.method.as_str(), &address);
    for header in &request.headers {
        sent = sent.with_header(header.name, header.value());
    }
    if let Some(body) = &request.body {
        sent = sent.with_body(body.as_str());
    }
    sent
}

/// The size of a request as HTTP/1.1, without what browser and proxies add.
pub fn size_of_request(request: &HttpRequest) -> u64 {
    let line = request.method.len() + request.path_and_query.len() + "  HTTP/1.1\r\n".len();
    (line + size_of_headers(&request.headers) + request.body.len()) as u64
}

fn size_of_answer(answer: &HttpAnswer) -> u64 {
    let line = "HTTP/1.1 200 OK\r\n".len();
    (line + size_of_headers(&answer.headers) + answer.body.len()) as u64
}

fn size_of_headers(headers: &[(String, String)]) -> usize {
    let marks = ": \r\n".len();
    let sizes = headers
        .iter()
        .map(|(name, value)| name.len() + value.len() + marks);
    sizes.sum::<usize>() + "\r\n".len()
}
