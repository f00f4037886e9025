//! What is shown instead of the toolbar when its settings are wrong: one sentence that names it.

use crate::store::{Language, WrongSetting};
use leptos::prelude::*;

use super::common::element::{element, words};
use super::common::icon::{Icon, icon};
use crate::text::Text;

/// The sentence, and what to do.
#[component]
pub fn SettingsProblem(
    /// What is wrong.
    problem: WrongSetting,
    /// The language to say it in.
    language: Language,
) -> impl IntoView {
    let text = Text::of(language);
    let sentence = match problem.name.as_str() {
        "" => text
            .settings
            .wrong_file
            .with(&[problem.expected, &problem.found]),
        name => text
            .settings
            .wrong
            .with(&[name, problem.expected, &problem.found]),
    };
    let said = element("div", "notice-words")
        .child(words("p", "sentence", sentence))
        .child(words("p", "next", text.settings.next));
    let notice = element("div", "notice problem")
        .attribute("role", "alert")
        .child(icon(Icon::Warning))
        .child(said);
    element("section", "agent-toolbar")
        .attribute("aria-label", text.toolbar)
        .child(notice)
}
