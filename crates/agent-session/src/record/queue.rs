//! The queue panel in a record: tabs that follow show it too.

use gateway_protocol::id::{CallId, SkillId};
use gateway_protocol::online_agent::Skill;

use crate::codec::{Codec, Coded};
use crate::queue::{OpenQueue, Queue, Waiting, WaitingCall};
use crate::time::Moment;

static QUEUES: [Queue; 2] = [Queue::Closed, Queue::Open(OpenQueue::BLANK)];

static WAITING: [Waiting; 3] = [
    Waiting::Reading,
    Waiting::Count {
        count: 0,
        at: Moment::BLANK,
    },
    Waiting::List {
        calls: Vec::BLANK,
        at: Moment::BLANK,
    },
];

impl Coded for Queue {
    const BLANK: Self = Queue::Closed;

    fn code(&mut self, codec: &mut Codec) {
        codec.kind(&QUEUES, self);
        if let Queue::Open(open) = self {
            open.code(codec);
        }
    }
}

impl Coded for OpenQueue {
    const BLANK: Self = OpenQueue {
        skills: None,
        chosen: None,
        waiting: Waiting::Reading,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.skills.code(codec);
        self.chosen.code(codec);
        codec.kind(&WAITING, &mut self.waiting);
        match &mut self.waiting {
            Waiting::Reading => {}
            Waiting::Count { count, at } => {
                count.code(codec);
                at.code(codec);
            }
            Waiting::List { calls, at } => {
                calls.code(codec);
                at.code(codec);
            }
        }
    }
}

impl Coded for Skill {
    const BLANK: Self = Skill {
        id: SkillId::BLANK,
        name: String::BLANK,
        media_type: None,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.id.code(codec);
        self.name.code(codec);
        self.media_type.code(codec);
    }
}

impl Coded for WaitingCall {
    const BLANK: Self = WaitingCall {
        call: CallId::BLANK,
        caller: None,
        since: None,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.call.code(codec);
        self.caller.code(codec);
        self.since.code(codec);
    }
}
