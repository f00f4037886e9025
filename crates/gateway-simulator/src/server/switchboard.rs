//! The exchange among threads: requests wait here, and time passes.
//!
//! A lock round the exchange, a channel for each held request, and a task
//! that wakes when something is due.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::{Notify, oneshot};

use crate::exchange::Exchange;
use crate::http::{Ending, HttpRequest, Outcome};
use crate::id::Ticket;
use crate::time::Millis;

pub(super) struct Switchboard {
    inside: Mutex<Inside>,
    earlier_deadline: Notify,
    started: Instant,
    /// The wall clock at the start; from then on only the monotonic one counts.
    wall: Millis,
}

struct Inside {
    exchange: Exchange,
    waiting: HashMap<Ticket, oneshot::Sender<Ending>>,
    /// What the timekeeper sleeps for.
    awaited: Option<Millis>,
}

/// How long the timekeeper sleeps when nothing is due.
const LONG: Duration = Duration::from_secs(3600);

impl Switchboard {
    pub(super) fn new(exchange: Exchange) -> Self {
        let wall = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Self {
            inside: Mutex::new(Inside {
                exchange,
                waiting: HashMap::new(),
                awaited: None,
            }),
            earlier_deadline: Notify::new(),
            started: Instant::now(),
            wall: Millis(wall.as_millis() as u64),
        }
    }

    /// Asks the exchange and waits for the end, for ever if there is none.
    pub(super) async fn ask(self: &Arc<Self>, request: HttpRequest) -> Ending {
        let held = {
            let mut inside = self.lock();
            let outcome = inside.exchange.handle(&request, self.now());
            let held = match outcome {
                Outcome::Answer(answer) => Err(Ending::Answer(answer)),
                Outcome::Torn(torn) => Err(Ending::Torn(torn)),
                Outcome::Refused => Err(Ending::Cut),
                Outcome::Hold(ticket) => {
                    let (sender, receiver) = oneshot::channel();
                    inside.waiting.insert(ticket, sender);
                    Ok((ticket, receiver))
                }
            };
            self.settle(&mut inside);
            held
        };
        let (ticket, receiver) = match held {
            Err(ending) => return ending,
            Ok(held) => held,
        };
        let mut line = Line {
            switchboard: Arc::clone(self),
            ticket: Some(ticket),
        };
        let ending = receiver.await;
        line.ticket = None;
        match ending {
            Ok(ending) => ending,
            // The exchange has forgotten the request: it is never answered.
            Err(_) => std::future::pending().await,
        }
    }

    /// Wakes the exchange whenever something is due.
    pub(super) async fn keep_time(&self) {
        loop {
            let wait = {
                let mut inside = self.lock();
                self.settle(&mut inside);
                inside.awaited = inside.exchange.next_deadline();
                match inside.awaited {
                    Some(at) => Duration::from_millis(at.since(self.now()).0),
                    None => LONG,
                }
            };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = self.earlier_deadline.notified() => {}
            }
        }
    }

    fn settle(&self, inside: &mut Inside) {
        for (ticket, ending) in inside.exchange.settled(self.now()) {
            if let Some(sender) = inside.waiting.remove(&ticket) {
                // A client that has just gone no longer listens.
                let _ = sender.send(ending);
            }
        }
        let next = inside.exchange.next_deadline();
        let is_earlier = match (next, inside.awaited) {
            (Some(next), Some(awaited)) => next < awaited,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if is_earlier {
            self.earlier_deadline.notify_one();
        }
    }

    fn hang_up(&self, ticket: Ticket) {
        let mut inside = self.lock();
        inside.waiting.remove(&ticket);
        inside.exchange.abandon(ticket, self.now());
        self.settle(&mut inside);
    }

    fn now(&self) -> Millis {
        let elapsed = self.started.elapsed().as_millis() as u64;
        self.wall.plus(Millis(elapsed))
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A client's line; cut before the answer, the client has gone away.
struct Line {
    switchboard: Arc<Switchboard>,
    ticket: Option<Ticket>,
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            self.switchboard.hang_up(ticket);
        }
    }
}
