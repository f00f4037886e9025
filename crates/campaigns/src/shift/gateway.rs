//! The simulated gateway as the world of a shift uses it: requests in, answers out, the log read.

use std::collections::{BTreeMap, VecDeque};

use gateway_protocol::endpoint::Response;
use gateway_simulator::{
    Afterwards, AgentId, Arming, Cause, Ending, Exchange, HttpAnswer, LogEntry, Outage, Outcome,
    Settings, Ticket, Torn,
};
use serde_json::{Value, json};

use super::clock::Clock;
use super::wire::{Fate, Leaving, Number, Parcel};
use super::{World, agent, reading};
use crate::observation::{Answer, Knowledge, Seen};

/// The one answer with a Guid in its body.
const UPDATE_GUID: &str = "updateGuid";

/// A connection is cut so long after the headers, in milliseconds: longer than any parcel's way.
const BODY_CUT_AFTER: u64 = 500;
/// The event of a session's end.
const ENDED: &str = "AgentOther_ShutdownService";
/// The event of an invitation.
const INVITED: &str = "AgentConf_Ringing";
/// So many of the events that were told are remembered.
const TOLD: usize = 4;
/// So many requests are remembered: more than are sent until the network repeats one.
const REMEMBERED: usize = 1_000;

/// The gateway, and what is remembered of its past.
pub struct Gateway {
    exchange: Exchange,
    /// The last row of the log that was read.
    read: u64,
    /// Which of the toolbar's requests bears which number at the gateway.
    requests: BTreeMap<u64, u32>,
    /// Every Guid in the order they were handed out.
    guids: Vec<String>,
    /// Which Guid goes with which answer.
    carried: BTreeMap<Number, u32>,
    /// The events that the toolbar was told last, the newest first.
    told: VecDeque<Value>,
}

impl Gateway {
    /// A gateway that has just been switched on.
    pub fn new(settings: Settings) -> Self {
        Self {
            exchange: Exchange::new(settings),
            read: 0,
            requests: BTreeMap::new(),
            guids: Vec::new(),
            carried: BTreeMap::new(),
            told: VecDeque::new(),
        }
    }

    /// Lets everything happen that is due.
    pub fn wake(&mut self, clock: &Clock) {
        self.exchange.wake(clock.gateway());
    }

    /// When something is due next, in true time.
    pub fn next_deadline(&self) -> Option<u64> {
        self.exchange.next_deadline().map(Clock::when_at_gateway)
    }

    /// The desk does something, where it can be done.
    pub fn control(&mut self, name: &str, body: Value, clock: &Clock) {
        // What cannot be done now is not done.
        let _ = self.exchange.control(name, body, clock.gateway());
    }

    /// An outage begins.
    pub fn begin_outage(&mut self, outage: Outage, length: u64, clock: &Clock) {
        let length = gateway_simulator::Millis(length);
        self.exchange
            .begin_outage(outage, Some(length), clock.gateway());
    }

    /// A named fault is armed.
    pub fn arm(&mut self, arming: Arming, clock: &Clock) {
        // What cannot be armed is not: a history's steps are judged as they are, wherever they come from.
        let _ = self.exchange.arm(arming, clock.gateway());
    }

    /// No fault is armed any more.
    pub fn calm(&mut self, clock: &Clock) {
        self.exchange.clear_faults(clock.gateway());
    }

    /// The toolbar waits no longer for what the gateway holds.
    pub fn abandon(&mut self, ticket: Ticket, clock: &Clock) {
        self.exchange.abandon(ticket, clock.gateway());
    }

    /// What the gateway knows of the agent.
    pub fn account(&mut self, clock: &Clock) -> Knowledge {
        let state = self.exchange.control("state", json!({}), clock.gateway());
        reading::knowledge(&state.unwrap_or_default())
    }

    /// What an answer says to an onlooker.
    pub fn read(&mut self, id: Number, response: &Response) -> Answer {
        let guid = self.carried.remove(&id);
        let (answer, event) = reading::answer(response.status, &response.body, guid);
        // Nothing tells which conference invites: an old invitation that is told again cannot be known for one.
        // Nor can the end of an earlier session.
        let may_be_again =
            |event: &Value| event["eventType"] != INVITED && event["eventType"] != ENDED;
        if let Some(event) = event.filter(may_be_again) {
            self.told.push_front(event);
            self.told.truncate(TOLD);
        }
        answer
    }

    /// The event that was told so many before the last one.
    pub fn told_before(&self, back: u8) -> Option<Value> {
        self.told.get(usize::from(back)).cloned()
    }

    /// Every Guid that was ever handed out.
    pub fn guids(&self) -> &[String] {
        &self.guids
    }
}

fn in_body(answer: &HttpAnswer) -> Option<String> {
    let body: Value = serde_json::from_slice(&answer.body).ok()?;
    Some(body["result"]["guid"].as_str()?.to_owned())
}

/// What a proxy says when the gateway does not.
pub fn bad_gateway() -> HttpAnswer {
    HttpAnswer {
        status: 502,
        headers: Vec::new(),
        body: b"<html>bad gateway</html>".to_vec(),
    }
}

/// Half of an answer.
pub fn torn() -> HttpAnswer {
    HttpAnswer {
        status: 200,
        headers: Vec::new(),
        body: br#"{"message":"","retco"#.to_vec(),
    }
}

impl World<'_> {
    /// A request arrives at the gateway.
    pub(super) fn reach_gateway(&mut self, leaving: &Leaving) {
        let id = leaving.id;
        let now = self.clock.gateway();
        let outcome = self.gateway.exchange.handle(&leaving.request, now);
        self.read_log(Some(leaving));
        match outcome {
            Outcome::Hold(ticket) if leaving.is_copy => self.gateway.abandon(ticket, &self.clock),
            _ if leaving.is_copy => {}
            Outcome::Answer(answer) => self.answered(id, &answer),
            Outcome::Torn(torn) => self.tear(id, &torn),
            Outcome::Hold(ticket) => match self.wire.waiting.get_mut(&id) {
                Some(waiting) => waiting.ticket = Some(ticket),
                // Given up while it was on its way: nobody listens.
                None => self.gateway.abandon(ticket, &self.clock),
            },
            Outcome::Refused => self.cut(id),
        }
        self.collect();
    }

    /// Sends what has become of held requests meanwhile, and reads the log.
    pub(super) fn collect(&mut self) {
        self.read_log(None);
        let settled = self.gateway.exchange.settled(self.clock.gateway());
        for (ticket, ending) in settled {
            let mut waiting = self.wire.waiting.iter();
            let found = waiting.find(|(_, waiting)| waiting.ticket == Some(ticket));
            let Some(id) = found.map(|(id, _)| *id) else {
                continue;
            };
            match ending {
                Ending::Answer(answer) => self.answered(id, &answer),
                Ending::Torn(torn) => self.tear(id, &torn),
                Ending::Cut => self.cut(id),
            }
        }
    }

    fn answered(&mut self, id: Number, answer: &HttpAnswer) {
        let set_guid = self.note_guid(id, answer);
        let Some(waiting) = self.wire.waiting.get_mut(&id) else {
            return;
        };
        waiting.ticket = None;
        let fate = waiting.fate;
        match fate {
            Fate::AnswerCut => self.cut(id),
            Fate::AnswerSwallowed => {}
            _ if self.is_offline => {}
            Fate::BodyCut => {
                let now = self.clock.now();
                self.wire.arrive(now, Parcel::Headers(id, set_guid));
                self.wire.arrive(now + BODY_CUT_AFTER, Parcel::NoAnswer(id));
            }
            Fate::AnswerLate(by) => self
                .wire
                .answer(self.clock.now() + by, id, answer, set_guid),
            fate if self.disturb_answer(id, fate) => {}
            _ => self.wire.answer(self.clock.now(), id, answer, set_guid),
        }
    }

    /// An answer breaks off after its headers: the connection is cut, or nothing follows.
    fn tear(&mut self, id: Number, torn: &Torn) {
        let set_guid = self.note_guid(id, &torn.answer);
        let Some(waiting) = self.wire.waiting.get_mut(&id) else {
            return;
        };
        waiting.ticket = None;
        if self.is_offline || waiting.fate == Fate::AnswerSwallowed {
            return;
        }
        let now = self.clock.now();
        self.wire.arrive(now, Parcel::Headers(id, set_guid));
        if torn.afterwards == Afterwards::Reset {
            self.wire.arrive(now + BODY_CUT_AFTER, Parcel::NoAnswer(id));
        }
    }

    /// Takes note of the Guid that an answer carries; its header.
    fn note_guid(&mut self, id: Number, answer: &HttpAnswer) -> Option<String> {
        let set_guid = answer.header("Set-GUID").map(str::to_owned);
        let told = match self.wire.waiting.get(&id)?.name {
            UPDATE_GUID => in_body(answer),
            _ => set_guid.clone(),
        };
        if let Some(guid) = told {
            self.hand_out(id, &guid);
        }
        set_guid
    }

    /// Numbers a Guid that the gateway hands out with this answer.
    fn hand_out(&mut self, id: Number, guid: &str) {
        let guid = guid.rsplit('=').next().unwrap_or(guid);
        // A header that has been spoilt holds none.
        if guid.is_empty() {
            return;
        }
        let guids = &mut self.gateway.guids;
        let position = guids.iter().rposition(|known| known == guid);
        let number = position.unwrap_or(guids.len()) as u32;
        if position.is_none() {
            guids.push(guid.to_owned());
            self.see(Seen::GuidIssued { guid: number });
        }
        self.gateway.carried.insert(id, number);
    }

    /// The toolbar learns that no answer will come.
    fn cut(&mut self, id: Number) {
        let Some(waiting) = self.wire.waiting.get_mut(&id) else {
            return;
        };
        waiting.ticket = None;
        if !self.is_offline && waiting.fate != Fate::AnswerSwallowed {
            self.wire.arrive(self.clock.now(), Parcel::NoAnswer(id));
        }
    }

    /// Tells what the log has told since it was last read; `leaving` arrived just now.
    fn read_log(&mut self, leaving: Option<&Leaving>) {
        let read = self.gateway.read;
        let log = self.gateway.exchange.log();
        let rows: Vec<_> = log
            .rev()
            .take_while(|row| row.seq > read)
            .cloned()
            .collect();
        for row in rows.into_iter().rev() {
            self.gateway.read = row.seq;
            let by = match (row.cause, &row.entry) {
                (Cause::Request { request: number }, LogEntry::Arrived { copy_of, .. }) => {
                    let requests = &mut self.gateway.requests;
                    let own = match copy_of {
                        Some(of) => requests.get(of).copied(),
                        None => leaving.map(|leaving| leaving.id),
                    };
                    requests.extend(own.map(|own| (number, own)));
                    own
                }
                (Cause::Request { request }, _) => self.gateway.requests.get(&request).copied(),
                (Cause::Desk | Cause::Time, _) => None,
            };
            let is_copy = leaving.is_some_and(|leaving| leaving.is_copy);
            self.tell_row(row.entry, by, is_copy);
        }
        while self.gateway.requests.len() > REMEMBERED {
            self.gateway.requests.pop_first();
        }
    }

    fn tell_row(&mut self, entry: LogEntry, by: Option<u32>, is_copy: bool) {
        match entry {
            LogEntry::Arrived { name, copy_of, .. } => {
                if let Some(request) = by {
                    self.see(Seen::Arrived {
                        request,
                        name,
                        is_copy: is_copy || copy_of.is_some(),
                    });
                }
            }
            LogEntry::Fault { fault, event, .. } => self.see(Seen::Struck {
                fault,
                request: by,
                event,
            }),
            LogEntry::Effect {
                effect,
                agent,
                callid,
                conference,
            } if agent.is_none_or(|agent| agent == AgentId(agent::NUMBER)) => {
                let conference = conference.map(|number| number.0);
                let call = callid.map(|call| call.0);
                self.callers.note(effect, call.as_deref(), conference);
                self.see(Seen::Changed {
                    effect,
                    call,
                    conference,
                    by,
                });
            }
            LogEntry::Lost { .. } => self.see(Seen::EndedUnheard),
            LogEntry::OutageBegan { outage } => self.see(Seen::OutageBegan(outage)),
            LogEntry::OutageEnded { outage } => self.see(Seen::OutageEnded(outage)),
            _ => {}
        }
    }
}
