//! What a screen reader is told without being asked: live regions, empty from the start.
//!
//! What rings and what goes wrong is an alert; states, the connection and the queue are told when
//! there is time. Nothing that counts is ever live, and nothing here moves the focus.

use agent_session::view::{CallState, Conference, Connection, Level, Ring, Stage, View, Waiting};

use super::agent_state::busy_next;
use super::common::element::{Element, element, words};
use super::screen::Screen;
use crate::text::{Phrase, Sentence, Text};

/// The live regions.
pub fn live_regions(screen: &Screen) -> Element {
    let Screen { view, text, .. } = *screen;
    let now = screen.now.wall;
    let read_out = read_on(screen.local.read_out.get(), view, now);
    screen.local.read_out.set(read_out);
    let said = |is_loud| notices(view, text, is_loud, [read_out.0, now]);
    let region = |role, sentence: String| words("p", "", sentence).attribute("role", role);
    element("div", "live-regions")
        .child(region("alert", what_rings(view, text)))
        .child(region("alert", said(true)))
        .child(region("status", said(false)))
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
        (None, Conference::Invited { .. }) => text.say(Sentence::Invited).to_owned(),
        (None, _) => String::new(),
    }
}

/// A number with its digits apart; words stay as they are.
fn spelled(number: &str) -> String {
    let mut said = String::new();
    for letter in number.chars() {
        said.push(letter);
        if letter.is_ascii_digit() {
            said.push(' ');
        }
    }
    said
}

/// From when on notices are read out, and from when on one is news to them, in milliseconds since 1970.
///
/// By the machine's clock, because each tab knows the same time of a notice by it. Where that is set back, what is
/// ahead of it has been read out.
fn read_on((from, news): (u64, u64), view: &View, now: u64) -> (u64, u64) {
    let news = news.min(now + 1);
    let newest = view.notices.iter().map(|notice| notice.at.wall);
    match newest.filter(|newest| *newest <= now).max() {
        Some(newest) if newest >= news => (news, newest + 1),
        _ => (from, news),
    }
}

/// What is read out of the loud notices, or of the others. What a newer one leaves behind when it goes is no news.
fn notices(view: &View, text: &Text, is_loud: bool, [from, now]: [u64; 2]) -> String {
    let mut said = String::new();
    for notice in &view.notices {
        let is_asked = (notice.kind.level() > Level::Info) == is_loud;
        if is_asked && notice.at.wall >= from && notice.at.wall <= now {
            let told = text.tell(&notice.kind);
            // The same sentence of another notice is another text.
            let end = if notice.id % 2 == 0 { " " } else { "\u{a0}" };
            said.push_str(&[&told.sentence, " ", told.next, end].concat());
        }
    }
    said
}

fn state(view: &View, text: &Text) -> String {
    match view.stage {
        Stage::SignedIn { .. } => {
            // One that rings is an alert.
            let call = view
                .calls
                .iter()
                .map(|call| call.state)
                .find(|state| !matches!(state, CallState::Alerting | CallState::Ringing));
            // What passes in seconds is seen, but not worth an interruption.
            let connection = match view.connection {
                Connection::Off | Connection::Fresh | Connection::Stale { .. } => "",
                bad => text.connection_state(bad),
            };
            let call = call.map_or("", |state| text.call_state(state));
            let agent = text.agent_state(view.agent.state);
            let next = busy_next(view, text);
            [&agent, ". ", call, " ", next, " ", connection].concat()
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

    /// How many are read out while notices of these times stand, one drawing after the other, and when each is made.
    fn check(drawings: &[(u64, &[u64], usize)]) {
        let kind = NoticeKind::SignInAgain(Untaken::StorageBlocked);
        assert!(kind.level() > Level::Info);
        let sentence = Text::english().tell(&kind).sentence;
        let mut read_out = (0, 0);
        for (now, times, expected) in drawings {
            let mut view = Session::new(Settings::default(), 1).view(Moment::default());
            let notice = |(id, wall): (u32, &u64)| Notice {
                id,
                at: Moment {
                    mono: Millis(0),
                    wall: *wall,
                },
                kind: kind.clone(),
            };
            view.notices = (1..).zip(*times).map(notice).collect();
            read_out = read_on(read_out, &view, *now);
            let said = |is_loud| notices(&view, Text::english(), is_loud, [read_out.0, *now]);
            assert_eq!(said(false), "");
            assert_eq!(said(true).matches(&sentence).count(), *expected, "{now}");
        }
    }

    #[test]
    fn what_a_newer_notice_leaves_behind_is_not_read_out_again() {
        // It stays until something else is to be said.
        check(&[
            (1, &[], 0),
            (5, &[5], 1),
            (7, &[5, 7], 1),
            (8, &[5, 7], 1),
            (8, &[5], 0),
            (9, &[5, 9], 1),
            (9, &[], 0),
        ]);
    }

    #[test]
    fn all_that_come_together_are_read_out() {
        check(&[
            (1, &[], 0),
            (6, &[5, 6], 2),
            (6, &[5, 6], 2),
            (9, &[5, 6, 7, 7, 9], 3),
        ]);
    }

    #[test]
    fn a_clock_that_is_set_back_keeps_nothing_from_being_read_out() {
        check(&[
            (9000, &[9000], 1),
            (100, &[9000], 0),
            (200, &[9000, 200], 1),
            (300, &[9000, 200, 300], 1),
        ]);
    }

    #[test]
    fn the_digits_of_a_number_are_read_one_by_one() {
        assert_eq!(spelled("0755"), "0 7 5 5 ");
        assert_eq!(spelled("+86755"), "+8 6 7 5 5 ");
        assert_eq!(spelled("Number not given"), "Number not given");
    }
}
