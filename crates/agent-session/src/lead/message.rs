//! What tabs say to each other on the channel.
//!
//! Who says it and in which term is part of every message, because a channel may bring it late.

use gateway_protocol::id::Guid;

use super::{PressId, TabId};
use crate::codec::{Codec, Coded, Unusable};
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
    pub fn into_text(mut self) -> String {
        let mut codec = Codec::writer();
        self.code(&mut codec);
        codec.finish()
    }

    /// Reads a message.
    ///
    /// # Errors
    /// Whether it is none, or another version's.
    pub fn read(text: &str) -> Result<Self, Unusable> {
        let mut codec = Codec::reader(text, Moment::BLANK)?;
        let mut message = Message::BLANK;
        message.code(&mut codec);
        codec.end()?;
        Ok(message)
    }
}

static SAID: [Said; 7] = [
    Said::Hello,
    Said::Goodbye,
    Said::Leads,
    Said::Record(String::BLANK),
    Said::Guid(None),
    Said::Press {
        to: TabId::BLANK,
        press: PressId::BLANK,
        command: String::BLANK,
    },
    Said::Took(PressId::BLANK),
];

impl Coded for Message {
    const BLANK: Self = Message {
        from: TabId::BLANK,
        term: 0,
        said: Said::Hello,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.from.code(codec);
        self.term.code(codec);
        codec.kind(&SAID, &mut self.said);
        match &mut self.said {
            Said::Hello | Said::Goodbye | Said::Leads => {}
            Said::Record(record) => record.code(codec),
            Said::Guid(guid) => code_guid(guid, codec),
            Said::Press { to, press, command } => {
                to.code(codec);
                press.code(codec);
                command.code(codec);
            }
            Said::Took(press) => press.code(codec),
        }
    }
}

/// An empty text stands for none.
fn code_guid(guid: &mut Option<Guid>, codec: &mut Codec) {
    if let Some(text) = codec.text(guid.as_ref().map_or("", Guid::expose))
        && !text.is_empty()
    {
        codec.take(Guid::parse(&text).map(Some), guid);
    }
}

impl Coded for TabId {
    const BLANK: Self = TabId(0);

    fn code(&mut self, codec: &mut Codec) {
        self.0.code(codec);
    }
}

impl Coded for PressId {
    const BLANK: Self = PressId {
        tab: TabId::BLANK,
        number: 0,
    };

    fn code(&mut self, codec: &mut Codec) {
        self.tab.code(codec);
        self.number.code(codec);
    }
}
