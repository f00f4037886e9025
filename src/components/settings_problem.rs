//! What is shown instead of the toolbar when its settings are wrong: one sentence that names it.

use crate::store::WrongSetting;

use super::common::element::{Element, element, words};
use super::common::icon::{Icon, icon};
use crate::text::{Phrase, Sentence, Text};

/// The sentence, and what to do.
pub fn settings_problem(problem: &WrongSetting, text: &'static Text) -> Element {
    let (name, expected, found) = (problem.name.as_str(), problem.expected, &problem.found);
    let sentence = match (name, expected) {
        ("", _) => text.fill(Phrase::SettingsFileWrong, &[expected, found]),
        (_, "") => text.fill(Phrase::SettingUnknown, &[name]),
        _ => text.fill(Phrase::SettingWrong, &[name, expected, found]),
    };
    let said = element("div", "notice-words")
        .child(words("p", "sentence", sentence))
        .child(words("p", "next", text.say(Sentence::SettingsNext)));
    let notice = element("div", "notice problem")
        .attribute("role", "alert")
        .child(icon(Icon::Warning))
        .child(said);
    element("section", "agent-toolbar")
        .attribute("aria-label", text.say(Sentence::Toolbar))
        .child(notice)
}
