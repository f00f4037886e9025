//! What is shown instead of the toolbar when its settings are wrong: one sentence that names it.

use leptos::prelude::*;

use super::common::icon::{Icon, icon};
use crate::store::{Language, WrongSetting};
use crate::text::Text;

/// The sentence, and what to do.
#[component]
pub fn SettingsProblem(
    /// What is wrong.
    problem: WrongSetting,
    /// The language to say it in.
    language: Language,
) -> AnyView {
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
    view! {
        <section class="agent-toolbar" aria-label=text.toolbar>
            <div class="notice problem" role="alert">
                {icon(Icon::Warning)}
                <div class="notice-words">
                    <p class="sentence">{sentence}</p>
                    <p class="next">{text.settings.next}</p>
                </div>
            </div>
        </section>
    }
    .into_any()
}
