//! Notices: what happened, the code with its meaning, the next step and the gateway's own words.
//!
//! They stand below everything that is pressed, so that one that comes moves nothing under the
//! pointer. The live regions tell them; the list itself is silent.

use agent_session::command::Command;
use agent_session::view::{Level, Notice, NoticeKind, Stage, View};

use super::common::clock::hour_and_minute;
use super::common::element::{Element, element, words};
use super::common::icon::{Icon, icon};
use super::control::{Control, command_button};
use super::screen::Screen;
use crate::text::Sentence;

/// The list, newest first.
pub fn notices(screen: &Screen) -> Element {
    let view = screen.view;
    let shown = view
        .notices
        .iter()
        .rev()
        .filter(|notice| is_listed(view, &notice.kind));
    element("div", "notices")
        .attribute("role", "group")
        .attribute("aria-label", screen.text.say(Sentence::Notices))
        .children(
            shown
                .enumerate()
                .map(|(place, shown)| notice(screen, place, shown)),
        )
}

/// A wrong agent id is told under its field instead, and a missed call has a list of its own.
fn is_listed(view: &View, kind: &NoticeKind) -> bool {
    match kind {
        NoticeKind::AgentIdInvalid => matches!(view.stage, Stage::SignedIn { .. }),
        NoticeKind::Missed { .. } => false,
        _ => true,
    }
}

/// One notice; what it says may be revised while it stands. It may be of a call that is over, so its time is told.
fn notice(screen: &Screen, place: usize, notice: &Notice) -> Element {
    let text = screen.text;
    let id = notice.id.to_string();
    let (class, mark) = match notice.kind.level() {
        Level::Info => ("info", Icon::Info),
        Level::Warning => ("warning", Icon::Warning),
        Level::Problem => ("problem", Icon::Warning),
    };
    let told = text.tell(&notice.kind);
    let parts = [
        ("sentence", told.sentence),
        ("code", told.code),
        ("next", told.next.to_owned()),
        ("gateway", told.gateway),
    ];
    let lines = parts
        .into_iter()
        .filter(|(_, said)| !said.is_empty())
        .map(|(class, said)| words("p", class, said));
    let control = Control::coming(Command::DismissNotice(notice.id));
    let name = ["dismiss-", &place.to_string()].concat();
    let label = text.say(Sentence::Dismiss);
    let dismiss = command_button(screen, "dismiss icon-only", &name, label, control);
    element("div", "notice")
        .key(id)
        .state(class)
        .child(icon(mark))
        .child(element("div", "notice-words").children(lines))
        .child(words("time", "at", hour_and_minute(notice.at)))
        .child(dismiss.face(Icon::Close).draw())
}
