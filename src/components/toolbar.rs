//! The whole toolbar: the form to sign in, or the bar with everything below it.

use agent_session::view::{Ring, Stage};

use super::agent_state::agent_state;
use super::announcer::live_regions;
use super::call_controls::call_controls;
use super::calls::{current_call, other_calls};
use super::common::element::{Element, element};
use super::connection::connection_warning;
use super::missed_calls::missed_calls;
use super::notices::notices;
use super::queue_panel::queue_panel;
use super::screen::{Hand, Screen};
use super::sign_in::sign_in;
use super::sound::sound_blocked;
use crate::store::Store;
use crate::text::Sentence;

/// Draws the whole from what there is to see in the store.
pub fn toolbar(store: Store) -> Element {
    let hand = Hand::new(store);
    let mut drawn = element("", "");
    let (mut is_counting, mut has_menu) = (false, false);
    store.look(&mut |shown, local| {
        let screen = Screen::new(shown, local, hand);
        drawn = whole(&screen);
        (is_counting, has_menu) = (screen.is_counting.get(), screen.has_menu.get());
    });
    hand.drawn(is_counting, has_menu);
    drawn
}

fn whole(screen: &Screen) -> Element {
    let messages = element("div", "messages")
        .children(sound_blocked(screen))
        .children(connection_warning(screen))
        .child(notices(screen));
    let toolbar = element("section", "agent-toolbar")
        .attribute("aria-label", screen.text.say(Sentence::Toolbar))
        .attribute("data-ring", ring(screen.view.ring))
        .attribute("tabindex", "-1")
        .child(live_regions(screen));
    let toolbar = match screen.view.stage {
        Stage::SignedIn { .. } => toolbar.children(bar(screen)),
        _ => toolbar.children(sign_in(screen)),
    };
    toolbar.child(messages)
}

fn bar(screen: &Screen) -> impl Iterator<Item = Element> {
    let bar = element("div", "bar")
        .child(agent_state(screen))
        .child(current_call(screen))
        .child(call_controls(screen));
    [bar, other_calls(screen)]
        .into_iter()
        .chain(queue_panel(screen))
        .chain(missed_calls(screen))
}

fn ring(ring: Ring) -> &'static str {
    match ring {
        Ring::Quiet => "quiet",
        Ring::Sounding => "sounding",
        Ring::Silenced => "silenced",
    }
}
