//! Notices: what happened, the code with its meaning, the next step and the gateway's own words.
//!
//! They stand below everything that is pressed, so that one that comes moves nothing under the
//! pointer. The live regions tell them; the list itself is silent.

use agent_session::command::Command;
use agent_session::view::{Level, NoticeKind, Stage, View};
use leptos::prelude::*;

use super::common::dynamic::{Row, dynamic, list, nothing};
use super::common::icon::{Icon, icon};
use super::control::{CommandButton, Control};
use crate::store::Store;
use crate::text::notice::Told;

/// The list.
#[component]
pub fn Notices() -> AnyView {
    let store = Store::expect();
    let ids = store.select(|view| {
        let shown = view
            .notices
            .iter()
            .rev()
            .filter(|notice| is_listed(view, &notice.kind));
        shown.map(|notice| notice.id).collect::<Vec<_>>()
    });
    let row = move |id: u32| Row::new(id.to_string(), move || notice(store, id));
    let rows = list(move || ids.get().into_iter().map(row).collect());
    view! { <div class="notices" role="group" aria-label=store.text().notices.title>{rows}</div> }
        .into_any()
}

/// A wrong agent id is told under its field instead, and a missed call has a list of its own.
fn is_listed(view: &View, kind: &NoticeKind) -> bool {
    match kind {
        NoticeKind::AgentIdInvalid => matches!(view.stage, Stage::SignedIn { .. }),
        NoticeKind::Missed { .. } => false,
        _ => true,
    }
}

fn notice(store: Store, id: u32) -> AnyView {
    let text = store.text();
    let told = store.select(move |view| {
        let notice = view.notices.iter().find(|notice| notice.id == id)?;
        Some((notice.kind.level(), text.tell(&notice.kind)))
    });
    let dismiss = store.select(move |_| Control::plain(Command::DismissNotice(id)));
    let words = dynamic(move || told.get().map_or_else(nothing, |(_, told)| words(&told)));
    let class = Signal::derive(move || match told.get() {
        Some((Level::Problem, _)) => "notice problem",
        Some((Level::Warning, _)) => "notice warning",
        Some((Level::Info, _)) | None => "notice info",
    });
    let level = told.get_untracked().map_or(Level::Info, |(level, _)| level);
    view! {
        <div class=class>
            {icon(if level == Level::Info { Icon::Info } else { Icon::Warning })}
            <div class="notice-words">{words}</div>
            <CommandButton
                class="dismiss icon-only"
                label=text.notices.dismiss
                face=Icon::Close
                control=dismiss
            />
        </div>
    }
    .into_any()
}

fn words(told: &Told) -> AnyView {
    let line = |class: &'static str, words: Option<String>| match words {
        Some(words) => view! { <p class=class>{words}</p> }.into_any(),
        None => nothing(),
    };
    let code = told
        .code
        .as_deref()
        .map(|code| [code, " · ", told.meaning.as_deref().unwrap_or_default()].concat());
    (
        line("sentence", Some(told.sentence.clone())),
        line("code", code),
        line("next", told.next.map(str::to_owned)),
        line("gateway", told.gateway.clone()),
    )
        .into_any()
}
