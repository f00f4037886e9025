//! The queue panel in a record: tabs that follow show it too.

use gateway_protocol::id::SkillId;
use gateway_protocol::online_agent::Skill;

use crate::codec::{Reader, Writer};
use crate::queue::{OpenQueue, Queue, Waiting, WaitingCall};

pub(crate) fn write_queue(writer: &mut Writer, queue: &Queue) {
    writer.maybe(queue.open(), |writer, open| {
        writer.maybe(open.skills.as_deref(), |writer, skills| {
            writer.list(skills, |writer, skill| {
                writer.number(skill.id.0);
                writer.text(&skill.name);
                writer.maybe(skill.media_type, Writer::signed);
            });
        });
        writer.maybe(open.chosen, |writer, skill| writer.number(skill.0));
        match &open.waiting {
            Waiting::Reading => writer.number(0_u64),
            Waiting::Count { count, at } => {
                writer.number(1_u64);
                writer.number(*count);
                writer.moment(*at);
            }
            Waiting::List { calls, at } => {
                writer.number(2_u64);
                writer.list(calls, |writer, call| {
                    writer.text(call.call.as_str());
                    writer.maybe_text(call.caller.as_deref());
                    writer.maybe(call.since, Writer::number);
                });
                writer.moment(*at);
            }
        }
    });
}

pub(super) fn read_queue(reader: &mut Reader) -> Queue {
    let open = reader.maybe(|reader| {
        Some(OpenQueue {
            skills: reader.flag().then(|| reader.list(read_skill)),
            chosen: reader.maybe_small().map(SkillId),
            waiting: match reader.number() {
                0 => Waiting::Reading,
                1 => Waiting::Count {
                    count: reader.small(),
                    at: reader.moment(),
                },
                2 => Waiting::List {
                    calls: reader.list(read_waiting_call),
                    at: reader.moment(),
                },
                _ => return None,
            },
        })
    });
    open.map_or(Queue::Closed, Queue::Open)
}

fn read_skill(reader: &mut Reader) -> Option<Skill> {
    Some(Skill {
        id: SkillId(reader.small()),
        name: reader.text(),
        media_type: reader.maybe_signed(),
    })
}

fn read_waiting_call(reader: &mut Reader) -> Option<WaitingCall> {
    Some(WaitingCall {
        call: reader.call_id()?,
        caller: reader.maybe_text(),
        since: reader.flag().then(|| reader.number()),
    })
}
