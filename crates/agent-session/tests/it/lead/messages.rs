//! What tabs say, as text and back.

use agent_session::lead::{Message, PressId, Said, TabId};
use agent_session::tab::ChannelText;
use gateway_protocol::id::Guid;
use proptest::prelude::{ProptestConfig, any, prop, proptest};

const GUID: &str = "11111111-aaaa-bbbb-cccc-000000000001.AgentGateway0";

fn messages() -> Vec<Message> {
    let press = PressId {
        tab: TabId(u64::MAX),
        number: 7,
    };
    let said = [
        Said::Hello,
        Said::Goodbye,
        Said::Leads,
        Said::Record("[1,\"a \\\"quoted\\\" 字\",2]".into()),
        Said::Guid(Guid::parse(GUID)),
        Said::Guid(None),
        Said::Press {
            to: TabId(3),
            press,
            command: "[1,0,3]".into(),
        },
        Said::Took(press),
    ];
    let said = said.into_iter();
    said.map(|said| Message {
        from: TabId(1 << 53),
        term: 12,
        said,
    })
    .collect()
}

#[test]
fn every_message_is_read_as_it_was_written() {
    for message in messages() {
        assert_eq!(Message::read(&message.clone().into_text()), Ok(message));
    }
}

#[test]
fn no_debug_output_shows_the_guid() {
    for message in messages() {
        let text = ChannelText(message.clone().into_text());
        assert!(!format!("{message:?} {text:?}").contains(GUID));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_is_a_message_or_none(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let messages = messages();
        let mut bytes = messages[which.index(messages.len())].clone().into_text().into_bytes();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(message) = Message::read(&text) {
            assert_eq!(Message::read(&message.clone().into_text()), Ok(message));
        }
    }
}
