//! What a card says about a call or conference, as plain data.
//!
//! The first card is the one that needs the agent; the others are rows below it.

use agent_session::command::Command;
use agent_session::view::{Act, CallState, CallView, Conference, InvitationKey, Moment, View};

use super::control::Control;
use crate::text::{Phrase, Sentence, Text};

/// A card.
pub struct Card {
    /// Names the offer, so that another call is another card.
    pub key: String,
    /// The state as a class.
    pub class: &'static str,
    /// Who.
    pub title: String,
    /// What is special about it.
    pub badges: Vec<String>,
    /// The state in words.
    pub state: &'static str,
    /// Since when it is in that state.
    pub since: Moment,
    /// Through which skill, and to which number.
    pub through: String,
    /// The id to copy; a conference has none.
    pub id: String,
    /// Hanging this very call up, where it can be hung up.
    pub drop: Option<Control>,
}

/// Every card, the one that needs the agent first.
pub fn cards(view: &View, text: &Text) -> Vec<Card> {
    let mut cards: Vec<Card> = view
        .calls
        .iter()
        .map(|call| of_call(view, call, text))
        .collect();
    match &view.conference {
        Conference::None => {}
        Conference::Invited { key, since } => {
            let rings = view
                .calls
                .first()
                .is_some_and(|call| call.state == CallState::Ringing);
            let invitation =
                of_conference(key, *since, "invited", text.say(Sentence::Invited), text);
            cards.insert(usize::from(rings), invitation);
        }
        Conference::Joined { key, since } => {
            cards.push(of_conference(
                key,
                *since,
                "joined",
                text.say(Sentence::Joined),
                text,
            ));
        }
    }
    cards
}

fn of_call(view: &View, call: &CallView, text: &Text) -> Card {
    let class = match call.state {
        CallState::Alerting => "alerting",
        CallState::Ringing => "ringing",
        CallState::Talking => "talking",
        CallState::Held => "held",
        CallState::NotKnown => "not-known",
    };
    Card {
        key: [call.key.id.as_str(), "/", &call.key.epoch.0.to_string()].concat(),
        class,
        title: text.number(call.caller.as_deref()).to_owned(),
        badges: badges(call, text),
        state: text.call_state(call.state),
        since: call.since,
        through: through(call, text),
        id: call.key.id.as_str().to_owned(),
        drop: drop_call(view, call),
    }
}

fn of_conference(
    key: &InvitationKey,
    since: Moment,
    class: &'static str,
    state: &'static str,
    text: &Text,
) -> Card {
    Card {
        key: [
            "conference/",
            key.id.as_str(),
            "/",
            &key.epoch.0.to_string(),
        ]
        .concat(),
        class,
        title: text.fill(Phrase::Conference, &[key.id.as_str()]),
        badges: Vec::new(),
        state,
        since,
        through: String::new(),
        id: String::new(),
        drop: None,
    }
}

fn badges(call: &CallView, text: &Text) -> Vec<String> {
    let mut badges = Vec::new();
    match (&call.transferred_from, call.is_transfer) {
        (Some(from), true) => badges.push(text.fill(Phrase::TransferFrom, &[from])),
        (None, true) => badges.push(text.say(Sentence::Transfer).to_owned()),
        (_, false) => {}
    }
    badges.extend(text.feature(call.feature).map(str::to_owned));
    if let Some(times) = call.requeued.filter(|times| *times > 0) {
        badges.push(text.fill(Phrase::Returned, &[&times.to_string()]));
    }
    // The interfaces of this toolbar cannot.
    if call.state == CallState::Held {
        badges.push(text.say(Sentence::HeldElsewhere).to_owned());
    }
    if call.has_caller_left {
        badges.push(text.say(Sentence::CallerLeft).to_owned());
    }
    if call.is_in_doubt {
        badges.push(text.say(Sentence::InDoubt).to_owned());
    }
    badges
}

fn through(call: &CallView, text: &Text) -> String {
    let called = call
        .called
        .as_deref()
        .map(|called| text.fill(Phrase::Called, &[called]));
    let skill = call.skill.as_deref().unwrap_or_default();
    [skill, " ", &called.unwrap_or_default()].concat()
}

fn drop_call(view: &View, call: &CallView) -> Option<Control> {
    let is_ringing = matches!(call.state, CallState::Alerting | CallState::Ringing);
    let command = Command::Drop(call.key.clone());
    (!is_ringing).then(|| {
        Control::under(call.drop, Some(command)).pending_for(
            view,
            |act| act == Act::Drop,
            Some(&call.key.id),
        )
    })
}
