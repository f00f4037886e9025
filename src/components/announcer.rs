//! What a screen reader is told without being asked: live regions, empty from the start.
//!
//! What rings and what goes wrong is an alert; states, the connection and the queue are told when
//! there is time. Nothing that counts is ever live, and nothing here moves the focus.

use std::cell::Cell;

use agent_session::view::{Conference, Connection, Level, Ring, Stage, View, Waiting};

use super::common::element::{Element, element, words};
use super::screen::Screen;
use crate::text::{Phrase, Sentence, Text};

/// The live regions.
pub fn live_regions(screen: &Screen) -> Element {
    let Screen { view, text, .. } = *screen;
    let read_out = &screen.local.read_out;
    let region = |role, sentence: String| words("p", "", sentence).attribute("role", role);
    element("div", "live-regions")
        .child(region("alert", what_rings(view, text)))
        .child(region("alert", newest(view, text, true, &read_out.loud)))
        .child(region("status", newest(view, text, false, &read_out.calm)))
        .child(region("status", state(view, text)))
        .child(region("status", queue(view, text)))
        .child(region("status", screen.local.said.clone()))
}

/// The call or invitation that rings; the number is read digit by digit.
fn what_rings(view: &View, text: &Text) -> String {
    if view.ring == Ring::Quiet {
        return String::new();
    }
    let offered = view
        .calls
        .iter()
        .find(|call| Some(&call.key) == view.offered.as_ref());
    match (offered, &view.conference) {
        (Some(call), _) => {
            let skill = call.skill.as_deref().unwrap_or_default();
            text.fill(
                Phrase::Rings,
                &[&spelled(text.number(call.caller.as_deref())), skill],
            )
        }
        (None, Conference::Invited { .. }) => text.say(Sentence::InvitationRings).to_owned(),
        (None, _) => String::new(),
    }
}

/// A number with its digits apart; words stay as they are.
fn spelled(number: &str) -> String {
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    number.chars().flat_map(|digit| [digit, ' ']).collect()
}

/// The newest notice, of the loud ones or of the others; one that is older than what was read out is left by a newer
/// one that has gone, and no news.
fn newest(view: &View, text: &Text, is_loud: bool, read_out: &Cell<u64>) -> String {
    let is_asked = |level: Level| (level > Level::Info) == is_loud;
    match view
        .notices
        .iter()
        .rfind(|notice| is_asked(notice.kind.level()))
    {
        Some(notice) if notice.at.wall >= read_out.get() => {
            read_out.set(notice.at.wall);
            let told = text.tell(&notice.kind);
            // The same sentence of another notice is another text.
            let end = if notice.id % 2 == 0 { "" } else { "\u{a0}" };
            [&told.sentence, " ", told.next, end].concat()
        }
        Some(_) | None => String::new(),
    }
}

fn state(view: &View, text: &Text) -> String {
    match view.stage {
        Stage::SignedIn { .. } => {
            // What passes in seconds is seen, but not worth an interruption.
            let connection = match view.connection {
                Connection::Off | Connection::Fresh | Connection::Stale { .. } => "",
                bad => text.connection_state(bad),
            };
            [&text.agent_state(view.agent.state), ". ", connection].concat()
        }
        Stage::SigningIn { .. } => text.say(Sentence::SigningIn).to_owned(),
        Stage::SignedOut | Stage::ForcedSignInOffered { .. } => String::new(),
    }
}

fn queue(view: &View, text: &Text) -> String {
    match view.queue.open().map(|open| &open.waiting) {
        None | Some(Waiting::Reading) => String::new(),
        Some(Waiting::Count { count, .. }) => text.fill(Phrase::Waiting, &[&count.to_string()]),
        Some(Waiting::List { calls, .. }) => {
            text.fill(Phrase::Waiting, &[&calls.len().to_string()])
        }
    }
}

#[cfg(test)]
mod tests {
    use agent_session::session::Session;
    use agent_session::settings::Settings;
    use agent_session::view::{Millis, Moment, Notice, NoticeKind, Untaken};

    use super::*;

    #[test]
    fn what_a_newer_notice_leaves_behind_is_not_read_out_again() {
        let view = |times: &[u64]| {
            let session = Session::new(Settings::default(), 1);
            let mut view = session.view(Moment::default());
            for (id, wall) in (1..).zip(times) {
                let at = Moment {
                    mono: Millis(0),
                    wall: *wall,
                };
                let kind = NoticeKind::SignInAgain(Untaken::StorageBlocked);
                view.notices.push(Notice { id, at, kind });
            }
            view
        };
        let text = Text::english();
        let level = NoticeKind::SignInAgain(Untaken::StorageBlocked).level();
        let is_loud = level > Level::Info;
        let read_out = Cell::default();
        let says = |times: &[u64]| !newest(&view(times), text, is_loud, &read_out).is_empty();
        assert!(says(&[5]));
        assert!(says(&[5, 7]));
        assert!(says(&[5, 7]), "it stays until something else is to be said");
        assert!(!says(&[5]));
        assert!(says(&[5, 9]));
        assert!(!says(&[]));
    }
}
