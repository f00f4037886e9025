//! The queue panel as a host is told it.

use crate::host::words::object;
use crate::queue;

object! {
    /// One caller in a queue.
    QueuedCall<'a> {
        /// The id to take it by.
        id "callId": &'a str,
        /// The caller's number.
        caller "caller": Option<&'a str>,
        /// Since when it waits, by the gateway's clock.
        since "since": Option<u64>,
    }
}

object! {
    /// One of the agent's skills.
    Skill<'a> {
        /// The queue.
        id "skillId": u32,
        /// Its name.
        name "name": Option<&'a str>,
    }
}

object! {
    /// The queue panel.
    Queue<'a> {
        /// It is open.
        is_open "isOpen": bool,
        /// The agent's skills.
        skills "skills": Option<Vec<Skill<'a>>>,
        /// The one looked at.
        chosen "skillId": Option<u32>,
        /// How many wait.
        count "count": Option<u32>,
        /// Who waits.
        calls "calls": Option<Vec<QueuedCall<'a>>>,
        /// When that was read.
        read "readAt": Option<u64>,
    }
}

impl<'a> Queue<'a> {
    /// The panel.
    pub fn of(queue: &'a queue::Queue) -> Self {
        let open = queue.open();
        let skills = open.and_then(|open| open.skills.as_ref());
        let (count, calls, read) = match open.map(|open| &open.waiting) {
            Some(queue::Waiting::Count { count, at }) => (Some(*count), None, Some(at.wall)),
            Some(queue::Waiting::List { calls, at }) => {
                let count = u32::try_from(calls.len()).unwrap_or(u32::MAX);
                (Some(count), Some(queued(calls)), Some(at.wall))
            }
            Some(queue::Waiting::Reading) | None => (None, None, None),
        };
        Queue {
            is_open: open.is_some(),
            skills: skills.map(|skills| {
                let mut told = Vec::new();
                for skill in skills {
                    let name = Some(skill.name.as_str()).filter(|name| !name.is_empty());
                    told.push(Skill {
                        id: skill.id.0,
                        name,
                    });
                }
                told
            }),
            chosen: open.and_then(|open| open.chosen).map(|skill| skill.0),
            count,
            calls,
            read,
        }
    }
}

fn queued(calls: &[queue::WaitingCall]) -> Vec<QueuedCall<'_>> {
    let mut told = Vec::new();
    for call in calls {
        told.push(QueuedCall {
            id: call.call.as_str(),
            caller: call.caller.as_deref(),
            since: call.since,
        });
    }
    told
}
