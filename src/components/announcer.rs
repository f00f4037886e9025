//! What a screen reader is told without being asked: live regions, empty from the start.
//!
//! What rings and what goes wrong is an alert; states, the connection and the queue are told when
//! there is time. Nothing that counts is ever live, and nothing here moves the focus.

use agent_session::view::{Conference, Connection, Level, Ring, Stage, View, Waiting};
use leptos::prelude::*;

use super::common::element::{element, live};
use crate::store::Store;
use crate::text::Text;

/// Says something that a press has led to.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Gives an announcer to everything drawn inside the present component.
    pub fn provide() {
        provide_context(Announcer(RwSignal::new(String::new())));
    }

    /// The toolbar's announcer.
    pub fn expect() -> Announcer {
        expect_context()
    }

    /// Says it; the same sentence again is said again.
    pub fn say(self, sentence: &str) {
        let is_same = self.0.with_untracked(|before| before == sentence);
        self.0
            .set([sentence, if is_same { "\u{a0}" } else { "" }].concat());
    }
}

/// The live regions.
pub fn live_regions(store: Store) -> AnyView {
    let said = Announcer::expect().0;
    let region = |role, read: fn(&View, &Text) -> String| {
        let words = live(move || store.read(|view| read(view, store.text())));
        element("p").attribute("role", role).words(words).draw()
    };
    let answers = element("p")
        .attribute("role", "status")
        .words(live(move || said.get()));
    element("div")
        .class("live-regions")
        .child(region("alert", what_rings))
        .child(region("alert", |view, text| newest(view, text, true)))
        .child(region("status", |view, text| newest(view, text, false)))
        .child(region("status", state))
        .child(region("status", queue))
        .child(answers.draw())
        .draw()
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
            text.call
                .rings
                .with(&[&spelled(text.number(call.caller.as_deref())), skill])
        }
        (None, Conference::Invited { .. }) => text.call.invitation_rings.to_owned(),
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

/// The newest notice, of the loud ones or of the others.
fn newest(view: &View, text: &Text, is_loud: bool) -> String {
    let is_asked = |level: Level| (level > Level::Info) == is_loud;
    match view
        .notices
        .iter()
        .rfind(|notice| is_asked(notice.kind.level()))
    {
        None => String::new(),
        Some(notice) => {
            let told = text.tell(&notice.kind);
            // The same sentence of another notice is another text.
            let end = if notice.id % 2 == 0 { "" } else { "\u{a0}" };
            [&told.sentence, " ", told.next.unwrap_or_default(), end].concat()
        }
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
        Stage::SigningIn { .. } => text.sign_in.signing_in.to_owned(),
        Stage::SignedOut | Stage::ForcedSignInOffered { .. } => String::new(),
    }
}

fn queue(view: &View, text: &Text) -> String {
    match view.queue.open().map(|open| &open.waiting) {
        None | Some(Waiting::Reading) => String::new(),
        Some(Waiting::Count { count, .. }) => text.queue.count.with(&[&count.to_string()]),
        Some(Waiting::List { calls, .. }) => text.queue.count.with(&[&calls.len().to_string()]),
    }
}
