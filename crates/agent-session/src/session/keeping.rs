//! Keeping the record: for a reload of this page, and for the tabs that follow.
//!
//! It is compared after each update and kept before anything is sent, so that whoever goes on from it knows of every
//! command that may have reached the gateway.

use super::{Session, Stage};
use crate::codec::{Codec, Coded};
use crate::connection::Connection;
use crate::effect::Effect;
use crate::record::{Kept, is_told_on};
use crate::time::Moment;
use crate::view::Lead;

impl Session {
    /// What part this tab has, for the view, and whether the others are to be told what changes.
    pub fn set_part(&mut self, lead: Lead, is_shared: bool) {
        self.lead = lead;
        if self.is_shared != is_shared {
            self.is_shared = is_shared;
            self.kept = None;
        }
    }

    /// Has the record kept and told if it has changed, before anything else that is to be done.
    pub(super) fn keep(&mut self, now: Moment) {
        let keeps = self.settings.keeps_record();
        if !keeps && !self.is_shared {
            return;
        }
        self.write_history();
        let kept = Kept {
            record: self.parts(now),
            guid: self.credential.guid().cloned(),
        };
        if self.kept.as_ref() == Some(&kept) {
            return;
        }
        let mut writer = Codec::fragment();
        writer.append(&kept.record);
        let mut written = now;
        written.code(&mut writer);
        let record = writer.finish();
        let mut effects = Vec::new();
        if keeps && self.is_signed_in() {
            self.is_stored = true;
            effects.push(Effect::Keep(Kept {
                record: record.clone(),
                guid: kept.guid.clone().filter(|_| self.settings.keeps_guid()),
            }));
        } else if std::mem::take(&mut self.is_stored) {
            effects.push(Effect::Forget);
        }
        if self.is_shared {
            effects.push(Effect::Share(Kept {
                record,
                guid: kept.guid.clone().filter(|_| self.settings.passes_guid()),
            }));
        }
        effects.append(&mut self.effects);
        self.effects = effects;
        self.kept = Some(kept);
    }

    /// Everything that outlives this instance, without when it was written, which always differs. The parts are those
    /// of a `Record`, in the same order.
    fn parts(&mut self, now: Moment) -> String {
        let mut writer = Codec::writer();
        let codec = &mut writer;
        let mut session = match &self.stage {
            Stage::In { agent, since } => Some((agent.clone(), *since)),
            Stage::Out | Stage::Between(_) | Stage::Offered(_) => None,
        };
        session.code(codec);
        self.credential.stamp().code(codec);
        let mut wrong = match self.connection(now) {
            Connection::Off | Connection::Fresh => None,
            Connection::Stale { last_good, cause }
            | Connection::NotReceiving { last_good, cause }
            | Connection::Critical {
                last_good, cause, ..
            } => Some((last_good, cause)),
        };
        wrong.code(codec);
        self.poll.ends().code(codec);
        self.agent.state.code(codec);
        self.agent.since.code(codec);
        self.agent.is_busy_next.code(codec);
        self.is_recording.code(codec);
        self.are_skills_due.code(codec);
        self.calls.all_live().code(codec);
        self.silenced.code(codec);
        self.conference.code(codec);
        self.pending.code(codec);
        let mut told = Vec::new();
        for notice in self.notices.shown() {
            if is_told_on(&notice.kind) {
                told.push(notice.clone());
            }
        }
        told.code(codec);
        self.notices.last_id().code(codec);
        self.queue.code(codec);
        codec.append(&self.history.text);
        writer.into_fragment()
    }

    /// Writes the long lists anew if they have changed, which is seldom.
    fn write_history(&mut self) {
        let changes = (self.calls.changes(), self.ledger.changes());
        if self.history.changes == Some(changes) {
            return;
        }
        let mut codec = Codec::fragment();
        self.calls.all_ended().code(&mut codec);
        self.ledger.all().code(&mut codec);
        self.ledger.last_number().code(&mut codec);
        self.history = History {
            text: codec.into_fragment(),
            changes: Some(changes),
        };
    }
}

/// The parts of a record that are long and seldom change, as they were written last.
#[derive(Debug, Default)]
pub(super) struct History {
    text: String,
    changes: Option<(u32, u32)>,
}
