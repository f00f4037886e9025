//! Keeping the record: for a reload of this page, and for the tabs that follow.
//!
//! It is compared after each update and kept before anything is sent, so that whoever goes on from it knows of every
//! command that may have reached the gateway.

use super::{Session, Stage};
use crate::codec::Writer;
use crate::connection::Connection;
use crate::effect::Effect;
use crate::record::{
    CAUSES, Kept, is_told_on, write_agent_state, write_call, write_conference, write_ended,
    write_entry, write_notice, write_pending, write_queue,
};
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
        let mut writer = Writer::fragment();
        writer.append(&kept.record);
        writer.moment(now);
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

    /// Everything that outlives this instance, without when it was written, which always differs. The parts are read
    /// back in `record`, in the same order.
    fn parts(&self, now: Moment) -> String {
        let mut writer = Writer::new();
        let session = match &self.stage {
            Stage::In { agent, since } => Some((agent, *since)),
            Stage::Out | Stage::Between(_) | Stage::Offered(_) => None,
        };
        writer.maybe(session, |writer, (agent, since)| {
            writer.text(agent.as_str());
            writer.moment(since);
        });
        writer.maybe(self.credential.stamp(), |writer, stamp| {
            writer.number(stamp.generation);
            writer.moment(stamp.renewed);
        });
        let wrong = match self.connection(now) {
            Connection::Off | Connection::Fresh => None,
            Connection::Stale { last_good, cause }
            | Connection::NotReceiving { last_good, cause }
            | Connection::Critical {
                last_good, cause, ..
            } => Some((last_good, cause)),
        };
        writer.maybe(wrong, |writer, (last_good, cause)| {
            writer.moment(last_good);
            writer.choice(&CAUSES, &cause);
        });
        writer.maybe(self.poll.ends(), Writer::moment);
        write_agent_state(&mut writer, self.agent.state);
        writer.moment(self.agent.since);
        writer.flag(self.agent.is_busy_next);
        writer.flag(self.is_recording);
        writer.list(self.calls.live(), write_call);
        writer.list(&self.silenced, |writer, epoch| writer.number(epoch.0));
        write_conference(&mut writer, &self.conference);
        writer.list(&self.pending, write_pending);
        let mut told = self.notices.shown().to_vec();
        told.retain(|notice| is_told_on(&notice.kind));
        writer.list(&told, write_notice);
        writer.number(self.notices.last_id());
        write_queue(&mut writer, &self.queue);
        writer.append(&self.history.text);
        writer.into_fragment()
    }

    /// Writes the long lists anew if they have changed, which is seldom.
    fn write_history(&mut self) {
        let changes = (self.calls.changes(), self.ledger.changes());
        if self.history.changes == Some(changes) {
            return;
        }
        let mut writer = Writer::fragment();
        writer.list(self.calls.ended(), write_ended);
        writer.list(self.ledger.entries(), write_entry);
        writer.number(self.ledger.last_number());
        self.history = History {
            text: writer.into_fragment(),
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
