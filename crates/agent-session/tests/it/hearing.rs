//! A host that hears everything that a desk's session tells, and holds it against what may not be.
//!
//! Every test of a desk has one, so that whatever happens in any of them is told once.

use std::collections::{BTreeMap, BTreeSet};

use agent_session::host::{Heard, Host, Verb};
use agent_session::time::Moment;
use agent_session::view::{Outcome, Stage, View};
use serde_json::Value;

use crate::desk::GUID;

/// One host from the beginning of its line.
pub struct Hearing {
    host: Host,
    before: View,
    /// Every event that was told, oldest first.
    pub events: Vec<Value>,
    /// Every ask that was settled.
    pub settled: Vec<Value>,
    /// The picture as it was told last.
    pub snapshot: Value,
    once: BTreeSet<String>,
    /// The number of each command, by what the host is told that it is called.
    names: BTreeMap<String, u32>,
    /// What was there at the beginning of the line or of the session: the present state and no news.
    known: BTreeSet<String>,
}

impl Hearing {
    /// A host that begins to listen now and may ask these.
    pub fn new(granted: &[Verb], view: &View, now: Moment) -> Self {
        let (host, first) = Host::begin(granted.to_vec(), view, now);
        let mut hearing = Self {
            host,
            before: view.clone(),
            events: Vec::new(),
            settled: Vec::new(),
            snapshot: Value::Null,
            once: BTreeSet::new(),
            names: BTreeMap::new(),
            known: known(view),
        };
        hearing.take(&first);
        hearing
    }

    /// What is to be done about what the host says.
    pub fn ask(&mut self, text: &str, view: &View, now: Moment) -> Heard {
        let heard = self.host.hear(text, view, now);
        for text in &heard.says {
            self.take(text);
        }
        heard
    }

    /// The picture may have changed.
    pub fn follow(&mut self, view: &View, now: Moment) {
        let was_in = matches!(self.before.stage, Stage::SignedIn { .. });
        let is_in = matches!(view.stage, Stage::SignedIn { .. });
        if is_in && !was_in {
            self.known.extend(known(view));
        }
        let texts = self.host.follow(&self.before, view, now);
        self.learn_names(view, now);
        for text in texts {
            self.take(&text);
        }
        self.before = view.clone();
        for ended in &view.ended {
            self.must_be_told(&format!("over {}", ended.key.epoch.0));
        }
        for entry in &view.ledger {
            if entry.outcome != Outcome::Open {
                self.must_be_told(&format!("end {}", entry.number));
            }
        }
        let last = view.unknown_events.last().map_or(0, |last| last.number);
        let unknown = self
            .events
            .iter()
            .filter(|event| event["name"] == "gateway.event");
        assert!(
            unknown.count() <= last as usize,
            "an unknown event is told twice"
        );
        assert!(self.events.len() < 100_000, "events without end");
    }

    fn must_be_told(&self, what: &str) {
        assert!(
            self.once.contains(what) || self.known.contains(what),
            "never told: {what}"
        );
    }

    fn take(&mut self, text: &str) {
        assert!(!text.contains(GUID), "the Guid is told: {text}");
        let message: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(message["v"], 1);
        match message["type"].as_str() {
            Some("told") => {
                for event in message["events"].as_array().expect("events") {
                    self.happened(event.clone());
                }
                self.snapshot = message["snapshot"].clone();
                assert_eq!(self.snapshot["seq"], self.events.len());
            }
            Some("settled") => {
                let id = message["commandId"].as_str().expect("an id");
                assert!(
                    self.once.insert(format!("settled {id}")),
                    "{id} is settled twice"
                );
                self.settled.push(message);
            }
            other => panic!("{other:?} is told"),
        }
    }

    /// An event comes in its turn and says nothing that was said before.
    fn happened(&mut self, event: Value) {
        self.events.push(event.clone());
        assert_eq!(event["seq"], self.events.len(), "{event}");
        let name = event["name"].as_str().expect("a name");
        let offer = &event["offer"];
        let invitation = &event["conference"]["offer"];
        let command = event["commandId"].as_str().unwrap_or_default();
        let number = self.names.get(command).copied().unwrap_or_default();
        let what = match name {
            "call.ringing" | "call.answered" => format!("{name} {offer}"),
            "call.rejected" | "call.missed" | "call.ended" => format!("over {offer}"),
            "conference.ringing" | "conference.joined" => format!("{name} {invitation}"),
            "conference.rejected" | "conference.ended" => format!("conference over {invitation}"),
            "command.accepted" | "command.unknown" => format!("{name} {number}"),
            "command.confirmed" | "command.refused" | "command.settled" => format!("end {number}"),
            _ => return,
        };
        assert!(
            !self.known.contains(&what),
            "from before, and told as news: {event}"
        );
        assert!(
            self.once.insert(what.clone()),
            "told twice: {what} in {event}"
        );
    }

    /// What commands are called, as the ledger tells it to a host.
    fn learn_names(&mut self, view: &View, now: Moment) {
        let ask = r#"{"v":1,"type":"ask","commandId":"ledger","verb":"getLedger"}"#;
        let answer = self.host.hear(ask, view, now).says.remove(0);
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        let entries = answer["result"].as_array().expect("a list");
        assert_eq!(entries.len(), view.ledger.len());
        for (told, entry) in entries.iter().zip(&view.ledger) {
            let id = told["commandId"].as_str().expect("an id").to_owned();
            assert_eq!(*self.names.entry(id).or_insert(entry.number), entry.number);
        }
    }
}

/// What a host that comes now has not seen happen.
fn known(view: &View) -> BTreeSet<String> {
    let ended = view
        .ended
        .iter()
        .map(|call| format!("over {}", call.key.epoch.0));
    let ledger = view
        .ledger
        .iter()
        .filter(|entry| entry.outcome != Outcome::Open);
    ended
        .chain(ledger.map(|entry| format!("end {}", entry.number)))
        .collect()
}
