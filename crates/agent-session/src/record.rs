//! The saved record: what outlives a reload, a dead instance and a leader.
//!
//! It lies in the page's `sessionStorage` beside the Guid, and the leading tab tells it to the others:
//! one form for both, so that a tab that follows draws, and a tab that takes over begins with, the same thing.
//! It holds no secret. Its times are the wall clock's, because the other one ends with its instance.
//! Left out is what is asked anew at once (what a call came through, requests in flight) and what only this
//! instance can use (which events it did not know).

mod calls;
mod commands;
mod notices;
mod queue;

use gateway_protocol::id::{AgentId, Guid};

use crate::agent::AgentState;
use crate::call::{Call, CallState, EndedCall};
pub use crate::codec::Unusable;
use crate::codec::{Codec, Coded};
use crate::command::Epoch;
use crate::conference::Conference;
use crate::connection::Cause;
use crate::credential::GuidStamp;
use crate::ledger::Entry;
use crate::notice::Notice;
use crate::pending::Pending;
use crate::queue::Queue;
use crate::time::{Millis, Moment};

pub(crate) use self::commands::{command_from_text, command_to_text};
pub(crate) use self::notices::is_told_on;

/// From this age on a record is doubted: it is renewed with every poll, and the gateway ends a session after 120 s of
/// silence. Either nothing in it is so any more, or the machine's clock was set.
pub const DOUBTED_AFTER: Millis = Millis::seconds(600);

/// What is to be kept or told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The record.
    pub record: String,
    /// The Guid, where it may go along.
    pub guid: Option<Guid>,
}

/// A record as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Who is signed in, and since when.
    pub(crate) session: Option<(AgentId, Moment)>,
    pub(crate) stamp: Option<GuidStamp>,
    /// Since when nothing good was heard and what stands against the picture; nothing while it was fresh.
    pub(crate) wrong: Option<(Moment, Cause)>,
    /// When the gateway lets go of the newest poll that was sent.
    pub(crate) poll_ends: Option<Moment>,
    pub(crate) state: AgentState,
    pub(crate) state_since: Moment,
    pub(crate) is_busy_next: bool,
    pub(crate) is_recording: bool,
    pub(crate) are_skills_due: bool,
    pub(crate) calls: Vec<Call>,
    pub(crate) silenced: Vec<Epoch>,
    pub(crate) conference: Conference,
    pub(crate) pending: Vec<Pending>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) last_notice: u32,
    pub(crate) queue: Queue,
    pub(crate) ended: Vec<EndedCall>,
    pub(crate) ledger: Vec<Entry>,
    pub(crate) last_entry: u32,
    /// When it was written.
    pub(crate) written: Moment,
}

impl Record {
    /// Reads a record at this time. Its age alone never makes it useless: whether the session lives, the gateway says.
    ///
    /// # Errors
    /// Why it is of no use. The session it was of may live all the same.
    pub fn read(text: &str, now: Moment) -> Result<Self, Unusable> {
        let mut codec = Codec::reader(text, now)?;
        let mut record = Record::BLANK;
        record.code(&mut codec);
        codec.end()?;
        if record.written.wall.abs_diff(now.wall) > DOUBTED_AFTER.0 {
            record.doubt(now);
        }
        Ok(record)
    }

    /// How long ago anything in it was cannot be told, so where the calls are is not known, and a conference, of which
    /// no snapshot could tell, is not shown.
    fn doubt(&mut self, now: Moment) {
        for call in &mut self.calls {
            call.state = CallState::NotKnown;
        }
        for pending in &mut self.pending {
            pending.asked.mono = now.mono;
        }
        self.conference = Conference::None;
        self.wrong = None;
        self.written = now;
        // The last poll may have been sent just now: it counts as held for as long as one can be.
        self.poll_ends = Some(now.plus(DOUBTED_AFTER));
    }

    /// Whether somebody was signed in.
    pub fn is_signed_in(&self) -> bool {
        self.session.is_some()
    }
}

/// A session writes these parts from where it has them, in the same order.
impl Coded for Record {
    const BLANK: Self = Record {
        session: None,
        stamp: None,
        wrong: None,
        poll_ends: None,
        state: AgentState::BLANK,
        state_since: Moment::BLANK,
        is_busy_next: false,
        is_recording: false,
        are_skills_due: false,
        calls: Vec::BLANK,
        silenced: Vec::BLANK,
        conference: Conference::BLANK,
        pending: Vec::BLANK,
        notices: Vec::BLANK,
        last_notice: 0,
        queue: Queue::BLANK,
        ended: Vec::BLANK,
        ledger: Vec::BLANK,
        last_entry: 0,
        written: Moment::BLANK,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.session.code(codec);
        self.stamp.code(codec);
        self.wrong.code(codec);
        self.poll_ends.code(codec);
        self.state.code(codec);
        self.state_since.code(codec);
        self.is_busy_next.code(codec);
        self.is_recording.code(codec);
        self.are_skills_due.code(codec);
        self.calls.code(codec);
        self.silenced.code(codec);
        self.conference.code(codec);
        self.pending.code(codec);
        self.notices.code(codec);
        self.last_notice.code(codec);
        self.queue.code(codec);
        self.ended.code(codec);
        self.ledger.code(codec);
        self.last_entry.code(codec);
        self.written.code(codec);
    }
}

static CAUSES: [Cause; 4] = [
    Cause::SwitchingOver,
    Cause::Gone,
    Cause::SecondPoller,
    Cause::Checking,
];

impl Coded for (AgentId, Moment) {
    const BLANK: Self = (AgentId::BLANK, Moment::BLANK);

    fn code(&mut self, codec: &mut Codec) {
        self.0.code(codec);
        self.1.code(codec);
    }
}

impl Coded for (Moment, Cause) {
    const BLANK: Self = (Moment::BLANK, Cause::Checking);

    fn code(&mut self, codec: &mut Codec) {
        self.0.code(codec);
        codec.choice(&CAUSES, &mut self.1);
    }
}

impl Coded for GuidStamp {
    const BLANK: Self = GuidStamp {
        generation: 0,
        renewed: Moment::BLANK,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.generation.code(codec);
        self.renewed.code(codec);
    }
}
