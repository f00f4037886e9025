//! Notices: what happened, the code with its meaning, the next step and the gateway's own words.
//!
//! They stand below everything that is pressed, so that one that comes moves nothing under the
//! pointer. The live regions tell them; the list itself is silent.

use agent_session::command::Command;
use agent_session::view::{Level, Notice, NoticeKind, Stage, View};
use leptos::prelude::*;

use super::common::dynamic::{dynamic, list, nothing};
use super::common::element::{element, words};
use super::common::icon::{Icon, icon};
use super::control::{Control, command_button};
use crate::store::Store;
use crate::text::notice::Told;

/// The list, newest first.
pub fn notices(store: Store) -> AnyView {
    let keys = store.select(|view| {
        let shown = view
            .notices
            .iter()
            .rev()
            .filter(|notice| is_listed(view, &notice.kind));
        shown
            .map(|notice| notice.id.to_string())
            .collect::<Vec<_>>()
    });
    let rows = list(keys, move |key| notice(store, key));
    let group = element("div").class("notices").attribute("role", "group");
    group
        .attribute("aria-label", store.text().notices.title)
        .child(rows)
        .draw()
}

/// A wrong agent id is told under its field instead, and a missed call has a list of its own.
fn is_listed(view: &View, kind: &NoticeKind) -> bool {
    match kind {
        NoticeKind::AgentIdInvalid => matches!(view.stage, Stage::SignedIn { .. }),
        NoticeKind::Missed { .. } => false,
        _ => true,
    }
}

/// One notice; what it says may be revised while it stands.
fn notice(store: Store, key: String) -> AnyView {
    let text = store.text();
    let said = store.select({
        let key = key.clone();
        move |view| match find(view, &key) {
            None => Vec::new(),
            Some(notice) => parts(text.tell(&notice.kind)),
        }
    });
    let found = untrack(|| {
        store.read(|view| find(view, &key).map(|notice| (notice.id, notice.kind.level())))
    });
    let Some((id, level)) = found else {
        return nothing();
    };
    let (class, mark) = match level {
        Level::Info => ("notice info", Icon::Info),
        Level::Warning => ("notice warning", Icon::Warning),
        Level::Problem => ("notice problem", Icon::Warning),
    };
    let lines = dynamic(move || {
        let lines = said
            .get()
            .into_iter()
            .zip(["sentence", "code", "next", "gateway"]);
        let lines = lines.filter(|(said, _)| !said.is_empty());
        lines
            .map(|(said, class)| words("p", class, said))
            .collect::<Vec<_>>()
            .into_any()
    });
    let dismiss = command_button(
        store,
        "dismiss icon-only",
        text.notices.dismiss,
        Box::new(move |_| Control::plain(Command::DismissNotice(id))),
    );
    element("div")
        .class(class)
        .child(icon(mark))
        .child(element("div").class("notice-words").child(lines).draw())
        .child(dismiss.face(Icon::Close).draw())
        .draw()
}

fn find<'a>(view: &'a View, key: &str) -> Option<&'a Notice> {
    view.notices
        .iter()
        .find(|notice| notice.id.to_string() == key)
}

/// Sentence, code with its meaning, next step, the gateway's words; empty where there is none.
fn parts(told: Told) -> Vec<String> {
    let code = told
        .code
        .map(|code| [&code, " · ", &told.meaning.unwrap_or_default()].concat());
    let next = told.next.unwrap_or_default().to_owned();
    vec![
        told.sentence,
        code.unwrap_or_default(),
        next,
        told.gateway.unwrap_or_default(),
    ]
}
