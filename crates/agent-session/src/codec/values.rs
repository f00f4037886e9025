//! How plain values are coded: numbers, texts, times and ids, what may be missing, and lists.

use gateway_protocol::id::{AgentId, CallId, ConfId, SkillId};
use gateway_protocol::retcode::Retcode;

use super::{Codec, Coded};
use crate::time::{Millis, Moment};

/// Nothing that is written is planned further ahead; what claims to be comes from another clock.
const MOST_AHEAD: Millis = Millis::seconds(60);

impl Coded for u64 {
    const BLANK: Self = 0;

    fn code(&mut self, codec: &mut Codec) {
        *self = codec.number(*self);
    }
}

impl Coded for i64 {
    const BLANK: Self = 0;

    fn code(&mut self, codec: &mut Codec) {
        *self = codec.number(self.cast_unsigned()).cast_signed();
    }
}

impl Coded for u32 {
    const BLANK: Self = 0;

    fn code(&mut self, codec: &mut Codec) {
        let number = codec.number(u64::from(*self));
        codec.take(u32::try_from(number).ok(), self);
    }
}

impl Coded for bool {
    const BLANK: Self = false;

    fn code(&mut self, codec: &mut Codec) {
        codec.choice(&[false, true], self);
    }
}

impl Coded for String {
    const BLANK: Self = String::new();

    fn code(&mut self, codec: &mut Codec) {
        if let Some(text) = codec.text(self) {
            *self = text;
        }
    }
}

/// By the wall clock: the other one ends with its instance. What is read is on the monotonic clock as long ago as on
/// the wall clock, but not before that clock began.
impl Coded for Moment {
    const BLANK: Self = Moment {
        mono: Millis(0),
        wall: 0,
    };

    fn code(&mut self, codec: &mut Codec) {
        let wall = codec.number(self.wall);
        if codec.is_reading() {
            let now = codec.now;
            let age = Millis(now.wall.saturating_sub(wall));
            let ahead = Millis(wall.saturating_sub(now.wall)).min(MOST_AHEAD);
            let mono = now.mono.minus(age).plus(ahead);
            *self = Moment { mono, wall };
        }
    }
}

impl<T: Coded> Coded for Option<T> {
    const BLANK: Self = None;

    fn code(&mut self, codec: &mut Codec) {
        let mut is_there = self.is_some();
        is_there.code(codec);
        if is_there {
            self.get_or_insert(T::BLANK).code(codec);
        }
    }
}

/// Reads at most as many as there are parts left, so that a wrong number takes no room.
impl<T: Coded> Coded for Vec<T> {
    const BLANK: Self = Vec::new();

    fn code(&mut self, codec: &mut Codec) {
        let count = codec.place(self.len());
        for place in 0..count {
            if codec.is_damaged {
                break;
            }
            if codec.is_reading() {
                self.push(T::BLANK);
            }
            if let Some(value) = self.get_mut(place) {
                value.code(codec);
            }
        }
    }
}

impl Coded for CallId {
    const BLANK: Self = CallId::BLANK;

    fn code(&mut self, codec: &mut Codec) {
        if let Some(text) = codec.text(self.as_str()) {
            codec.take(CallId::parse(&text), self);
        }
    }
}

impl Coded for ConfId {
    const BLANK: Self = ConfId::BLANK;

    fn code(&mut self, codec: &mut Codec) {
        if let Some(text) = codec.text(self.as_str()) {
            codec.take(ConfId::parse(&text), self);
        }
    }
}

impl Coded for AgentId {
    const BLANK: Self = AgentId::BLANK;

    fn code(&mut self, codec: &mut Codec) {
        if let Some(text) = codec.text(self.as_str()) {
            codec.take(AgentId::parse(&text).ok(), self);
        }
    }
}

impl Coded for SkillId {
    const BLANK: Self = SkillId(0);

    fn code(&mut self, codec: &mut Codec) {
        self.0.code(codec);
    }
}

impl Coded for Retcode {
    const BLANK: Self = Retcode::Success;

    fn code(&mut self, codec: &mut Codec) {
        if let Some(text) = codec.text(self.as_str()) {
            *self = Retcode::parse(&text);
        }
    }
}
