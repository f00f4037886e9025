//! Module `agentevent`: the poll.
//!
//! Page "Obtaining Events of One Agent in Polling Mode": one event an answer,
//! at once if there is one, else after the hold. An event handed to a poll is
//! gone, whether its client still listens or not.

use crate::agent::Poll;
use crate::exchange::{Exchange, Waits};
use crate::fault;
use crate::gateway;
use crate::id::{AgentId, Ticket};
use crate::log::{Cause, LogEntry};
use crate::readings::{AbandonedPoll, SecondPoll};
use crate::reply::{self, Polled, Reply};
use crate::retcode::{self, Retcode};
use crate::route::{Access, Ask, Route};
use crate::time::{Alarm, Millis};

pub(crate) const ROUTES: &[Route] = &[Route {
    method: "GET",
    suffix: "",
    name: "getAgentEvent",
    access: Access::SignedIn,
    act: poll,
}];

fn poll(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let refuses_second = exchange.settings.readings.second_poll == SecondPoll::Refused;
    let hold = exchange.settings.hold;
    let until = exchange.clock.plus(hold);
    let session = exchange
        .session_mut(ask.agent)
        .ok_or(retcode::NOT_SIGNED_IN)?;
    if refuses_second && !session.polls.is_empty() {
        return Err(retcode::CALLED_REPEATEDLY);
    }
    if !session.events.is_empty() || hold == Millis(0) {
        return Ok(Reply::Polled(polled(exchange, ask.agent, ask.guid)));
    }
    let ticket = gateway::hold(exchange, Waits::Event(ask.agent));
    if let Some(session) = exchange.session_mut(ask.agent) {
        session.polls.push(Poll {
            ticket,
            until,
            guid: ask.guid.to_owned(),
            is_abandoned: false,
        });
    }
    exchange.agenda.set(until, Alarm::HoldOver(ticket));
    Ok(Reply::Held(ticket))
}

/// The next event, if any, and a new Guid, if it is time.
fn polled(exchange: &mut Exchange, agent: AgentId, guid: &str) -> Polled {
    let now = exchange.clock;
    let settings = &exchange.settings;
    let session = exchange
        .agents
        .get_mut(&agent)
        .and_then(|agent| agent.session.as_mut());
    let Some(session) = session else {
        return Polled::default();
    };
    let event = session.events.pop_front();
    let set_guid = session
        .guids
        .for_poll_answer(guid, settings, &mut exchange.dice, now)
        .map(|guid| reply::set_guid(guid, settings.readings.guid_form));
    Polled { event, set_guid }
}

/// Hands waiting events to waiting polls.
pub(crate) fn serve_polls(exchange: &mut Exchange, agent: AgentId) {
    let reading = exchange.settings.readings.second_poll;
    loop {
        let Some(session) = exchange.session_mut(agent) else {
            return;
        };
        if session.events.is_empty() || session.polls.is_empty() {
            return;
        }
        let position = match reading {
            SecondPoll::NewestServed => session.polls.len() - 1,
            SecondPoll::Refused | SecondPoll::OldestServed => 0,
        };
        let poll = session.polls.remove(position);
        finish(exchange, agent, poll);
    }
}

/// A poll's hold is over; ignored if it was answered before.
pub(crate) fn hold_over(exchange: &mut Exchange, ticket: Ticket) {
    let Some(held) = exchange.held.get(&ticket) else {
        return;
    };
    let Waits::Event(agent) = held.waits else {
        return;
    };
    let Some(session) = exchange.session_mut(agent) else {
        return;
    };
    let Some(position) = session.polls.iter().position(|poll| poll.ticket == ticket) else {
        return;
    };
    let poll = session.polls.remove(position);
    finish(exchange, agent, poll);
}

/// Answers a held poll; a client that still listens has not been silent.
fn finish(exchange: &mut Exchange, agent: AgentId, poll: Poll) {
    let alarm = Alarm::HoldOver(poll.ticket);
    exchange.agenda.cancel(poll.until, alarm);
    let polled = polled(exchange, agent, &poll.guid);
    let now = exchange.clock;
    if !poll.is_abandoned
        && let Some(session) = exchange.session_mut(agent)
    {
        session.last_request = now;
    }
    settle(exchange, agent, &poll, polled);
}

fn settle(exchange: &mut Exchange, agent: AgentId, poll: &Poll, polled: Polled) {
    let Some(held) = exchange.held.remove(&poll.ticket) else {
        return;
    };
    let cause = std::mem::replace(
        &mut exchange.cause,
        Cause::Request {
            request: held.request,
        },
    );
    if poll.is_abandoned {
        let event = polled.event_type();
        exchange.write(LogEntry::Lost { event });
    } else {
        note_polled(exchange, Some(agent), &polled);
        fault::answer::settle(exchange, poll.ticket, agent, polled.into_answer());
    }
    exchange.cause = cause;
}

/// Answers every held poll of a session that has ended: first with `last`, if
/// there is an event to say so, then with 100-006.
pub(crate) fn end_polls(
    exchange: &mut Exchange,
    agent: AgentId,
    polls: Vec<Poll>,
    last: Option<serde_json::Value>,
) {
    let mut polls = polls.into_iter();
    if let Some(event) = last
        && let Some(poll) = polls.next()
    {
        let alarm = Alarm::HoldOver(poll.ticket);
        exchange.agenda.cancel(poll.until, alarm);
        let polled = Polled {
            event: Some(event),
            set_guid: None,
        };
        settle(exchange, agent, &poll, polled);
    }
    refuse_polls(exchange, agent, polls.collect(), retcode::NOT_SIGNED_IN);
}

/// Answers polls with a code.
pub(crate) fn refuse_polls(
    exchange: &mut Exchange,
    agent: AgentId,
    polls: Vec<Poll>,
    code: Retcode,
) {
    for poll in polls {
        let alarm = Alarm::HoldOver(poll.ticket);
        exchange.agenda.cancel(poll.until, alarm);
        let Some(held) = exchange.held.remove(&poll.ticket) else {
            continue;
        };
        if !poll.is_abandoned {
            let request = held.request;
            let cause = std::mem::replace(&mut exchange.cause, Cause::Request { request });
            gateway::note_answer(exchange, Some(agent), 200, Some(code.code.to_owned()));
            fault::answer::settle(exchange, poll.ticket, agent, reply::refused(code));
            exchange.cause = cause;
        }
    }
}

/// Takes an agent's held polls away, to be answered otherwise.
pub(crate) fn take_polls(exchange: &mut Exchange, agent: AgentId) -> Vec<Poll> {
    let session = exchange.session_mut(agent);
    session.map_or_else(Vec::new, |session| std::mem::take(&mut session.polls))
}

/// Answers an agent's held polls as if their holds were over.
pub(crate) fn end_holds(exchange: &mut Exchange, agent: AgentId) {
    for poll in take_polls(exchange, agent) {
        finish(exchange, agent, poll);
    }
}

/// Every held poll's way back is lost, and the gateway does not notice.
pub(crate) fn lose_polls(exchange: &mut Exchange) {
    let agents = exchange.agents.values_mut();
    for session in agents.filter_map(|agent| agent.session.as_mut()) {
        for poll in &mut session.polls {
            poll.is_abandoned = true;
        }
    }
}

/// The gateway knows of no poll any more.
pub(crate) fn forget_polls(exchange: &mut Exchange) {
    let agents: Vec<AgentId> = exchange.agents.keys().copied().collect();
    for agent in agents {
        for poll in take_polls(exchange, agent) {
            let alarm = Alarm::HoldOver(poll.ticket);
            exchange.agenda.cancel(poll.until, alarm);
            exchange.held.remove(&poll.ticket);
        }
    }
}

/// Notes that a held request's client has gone, and forgets the request if
/// the gateway would.
pub(crate) fn abandon(exchange: &mut Exchange, ticket: Ticket) {
    let Some(held) = exchange.held.get(&ticket) else {
        return;
    };
    exchange.cause = Cause::Request {
        request: held.request,
    };
    exchange.write(LogEntry::Abandoned);
    if listener(exchange, ticket).is_some() {
        let_go(exchange, ticket);
    }
}

/// The number of a held request whose client can still be answered.
pub(crate) fn listener(exchange: &Exchange, ticket: Ticket) -> Option<u64> {
    let held = exchange.held.get(&ticket)?;
    let Waits::Event(agent) = held.waits else {
        return Some(held.request);
    };
    let mut polls = exchange.session(agent)?.polls.iter();
    polls
        .any(|poll| poll.ticket == ticket && !poll.is_abandoned)
        .then_some(held.request)
}

/// A held request can no longer be answered; the gateway forgets it, or holds
/// it on where it would not notice.
pub(crate) fn let_go(exchange: &mut Exchange, ticket: Ticket) {
    let lives_on = exchange.settings.readings.abandoned_poll == AbandonedPoll::LivesOn;
    let waits = exchange.held.get(&ticket).map(|held| held.waits);
    if let Some(Waits::Event(agent)) = waits
        && let Some(session) = exchange.session_mut(agent)
    {
        if lives_on {
            let polls = session.polls.iter_mut();
            for poll in polls.filter(|poll| poll.ticket == ticket) {
                poll.is_abandoned = true;
            }
            return;
        }
        session.polls.retain(|poll| poll.ticket != ticket);
    }
    exchange.held.remove(&ticket);
}

pub(crate) fn note_polled(exchange: &mut Exchange, agent: Option<AgentId>, polled: &Polled) {
    exchange.write(LogEntry::Answered {
        agent,
        status: 200,
        retcode: Some("0".to_owned()),
        event: polled.event_type(),
        has_set_guid: polled.set_guid.is_some(),
    });
}
