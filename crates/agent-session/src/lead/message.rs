//! What tabs say to each other on the channel.
//!
//! Who says it and in which term is part of every message, because a channel may bring it late.

use gateway_protocol::id::Guid;

use super::{PressId, TabId};
use crate::codec::{Reader, Unreadable, Writer};
use crate::time::Moment;

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Message {
    /// Who says it.
    pub from: TabId,
    /// The latest term the sender knows of; a leader's own.
    pub term: u64,
    /// What it says.
    pub said: Said,
}

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Said {
    /// "I am here; does anybody lead?"
    Hello,
    /// "I am leaving."
    Goodbye,
    /// "I lead."
    Leads,
    /// The leader's record.
    Record(String),
    /// The session's Guid, or that there is none any more. Only where the channel is the toolbar's own.
    Guid(Option<Guid>),
    /// A press made at a follower, for the leader it follows.
    Press {
        /// Who is to take it.
        to: TabId,
        /// Which press.
        press: PressId,
        /// What was pressed.
        command: String,
    },
    /// The leader has taken this press.
    Took(PressId),
}

impl Message {
    /// The message as text. It may hold the Guid.
    pub fn to_text(&self) -> String {
        let mut writer = Writer::new();
        writer.number(self.from.0);
        writer.number(self.term);
        match &self.said {
            Said::Hello => writer.number(0_u64),
            Said::Goodbye => writer.number(1_u64),
            Said::Leads => writer.number(2_u64),
            Said::Record(record) => {
                writer.number(3_u64);
                writer.text(record);
            }
            Said::Guid(guid) => {
                writer.number(4_u64);
                writer.maybe_text(guid.as_ref().map(Guid::expose));
            }
            Said::Press { to, press, command } => {
                writer.number(5_u64);
                writer.number(to.0);
                write_press(&mut writer, *press);
                writer.text(command);
            }
            Said::Took(press) => {
                writer.number(6_u64);
                write_press(&mut writer, *press);
            }
        }
        writer.finish()
    }

    /// Reads a message.
    ///
    /// # Errors
    /// Whether it is none, or another version's.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let mut reader = Reader::open(text, Moment::default())?;
        let message = read(&mut reader);
        reader.end(message)
    }
}

fn read(reader: &mut Reader) -> Option<Message> {
    Some(Message {
        from: TabId(reader.number()),
        term: reader.number(),
        said: match reader.number() {
            0 => Said::Hello,
            1 => Said::Goodbye,
            2 => Said::Leads,
            3 => Said::Record(reader.text()),
            4 => Said::Guid(reader.maybe(|reader| Guid::parse(&reader.text()))),
            5 => Said::Press {
                to: TabId(reader.number()),
                press: read_press(reader),
                command: reader.text(),
            },
            6 => Said::Took(read_press(reader)),
            _ => return None,
        },
    })
}

fn write_press(writer: &mut Writer, press: PressId) {
    writer.number(press.tab.0);
    writer.number(press.number);
}

fn read_press(reader: &mut Reader) -> PressId {
    PressId {
        tab: TabId(reader.number()),
        number: reader.small(),
    }
}
