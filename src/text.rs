//! Every sentence the toolbar says, by language.
//!
//! English is compiled in ([`english`]); every other language is a file `text/<tag>.txt` beside the
//! toolbar with a line `English = translation` for each sentence, fetched only where it is shown. A
//! sentence that a file does not have, because the two are of different versions, is said in English.
//! Which sentence stands for what is chosen once, in [`wording`] and [`notice`]; what a code means
//! is one table in [`code`]. Nothing here decides anything, and no sentence claims what the gateway
//! has not reported.

use std::cell::RefCell;

use agent_session::settings::Language;
use agent_session::view::{
    Act, AgentState, CallState, Cause, Connection, Feature, Lead, Reason, Retcode, Settlement,
};

use code::Next;
pub use english::{Phrase, Sentence};

pub mod code;
pub mod english;
pub mod notice;
pub mod wording;

/// Everything the toolbar says in one language.
pub struct Text {
    /// The language, English where a file could not be used.
    pub language: Language,
    sentences: [&'static str; Sentence::COUNT],
    phrases: [&'static str; Phrase::COUNT],
    meanings: [&'static str; code::COUNT],
}

thread_local! {
    /// The languages shown so far. Each stays until the page goes, so that a sentence can be lent
    /// to whatever is drawn.
    static KEPT: RefCell<Vec<&'static Text>> = const { RefCell::new(Vec::new()) };
}

impl Text {
    /// The sentences that are compiled in.
    pub fn english() -> &'static Text {
        Text::kept(Language::English).unwrap_or_else(|| Text::new(Language::English, "").keep())
    }

    /// The sentences of a language, where no file is needed for them any more.
    pub fn here(language: Language) -> Option<&'static Text> {
        match language {
            Language::English => Some(Text::english()),
            other => Text::kept(other),
        }
    }

    fn kept(language: Language) -> Option<&'static Text> {
        KEPT.with_borrow(|kept| kept.iter().copied().find(|text| text.language == language))
    }

    /// The sentences of a language by its file; nothing where it does not begin with the name of
    /// the bar, because it is something else then.
    pub fn translated(language: Language, file: String) -> Option<&'static Text> {
        let is_ours = file.starts_with(Text::english().say(Sentence::Toolbar));
        // Another toolbar of the page may have been quicker.
        Text::here(language).or_else(|| is_ours.then(|| Text::new(language, file.leak()).keep()))
    }

    fn new(language: Language, file: &'static str) -> Text {
        let mut text = Text {
            language,
            sentences: [""; Sentence::COUNT],
            phrases: [""; Phrase::COUNT],
            meanings: [""; code::COUNT],
        };
        translate(&mut text.sentences, Sentence::ENGLISH, file);
        translate(&mut text.phrases, Phrase::ENGLISH, file);
        translate(&mut text.meanings, code::ENGLISH, file);
        text
    }

    fn keep(self) -> &'static Text {
        let text: &'static Text = Box::leak(Box::new(self));
        KEPT.with_borrow_mut(|kept| kept.push(text));
        text
    }

    /// A sentence.
    #[inline]
    pub fn say(&self, sentence: Sentence) -> &'static str {
        self.sentences[sentence as usize]
    }

    /// A sentence with its blanks filled in.
    pub fn fill(&self, phrase: Phrase, values: &[&str]) -> String {
        fill(self.phrases[phrase as usize], values)
    }

    /// The agent's state in words, with the reason of a busy one.
    pub fn agent_state(&self, state: AgentState) -> String {
        let AgentState::Busy {
            reason: Some(number),
        } = state
        else {
            return self.say(wording::agent_state(state)).to_owned();
        };
        let reason = match wording::busy_reason(number) {
            Some(words) => self.say(words).to_owned(),
            None => self.fill(Phrase::BusyReasonNumber, &[&number.to_string()]),
        };
        self.fill(Phrase::BusyBecause, &[&reason])
    }

    /// Where a call is.
    pub fn call_state(&self, state: CallState) -> &'static str {
        self.say(wording::call_state(state))
    }

    /// What part this tab has; nothing where there is no other.
    pub fn lead(&self, lead: Lead) -> &'static str {
        self.say_any(wording::lead(lead))
    }

    /// How well the gateway is heard; nothing without a session.
    pub fn connection_state(&self, connection: Connection) -> &'static str {
        self.say_any(wording::connection(connection))
    }

    /// What it is and what to do when calls may be missed.
    pub fn advice(&self, cause: Cause) -> &'static str {
        self.say(wording::advice(cause))
    }

    /// The badge of a call that is not a plain inbound one.
    pub fn feature(&self, feature: Feature) -> Option<&'static str> {
        wording::feature(feature).map(|sentence| self.say(sentence))
    }

    /// Why a control cannot be used, and what to do.
    pub fn reason(&self, reason: Reason) -> &'static str {
        self.say(wording::reason(reason))
    }

    /// A caller's number, or that there is none.
    pub fn number<'a>(&'a self, number: Option<&'a str>) -> &'a str {
        number.unwrap_or(self.say(Sentence::NumberNotGiven))
    }

    /// What was asked, by the words on its control.
    pub fn act_name(&self, act: Act) -> &'static str {
        self.say(wording::act_name(act))
    }

    /// What became of what was asked, once it was looked up.
    pub fn settled(&self, as_what: Settlement, act: Act) -> String {
        self.fill(wording::settled(as_what), &[self.say(wording::act(act))])
    }

    /// What a code means.
    pub fn code_meaning(&self, retcode: &Retcode) -> &'static str {
        let meaning = code::find(retcode.as_str()).and_then(|place| self.meanings.get(place));
        meaning.map_or(self.say(Sentence::CodeUnknown), |meaning| meaning)
    }

    /// What to do after a code that what was asked has met; may be empty.
    pub fn code_next(&self, retcode: &Retcode, act: Option<Act>) -> &'static str {
        let row = code::find(retcode.as_str()).and_then(|place| code::CODES.get(place));
        self.say_any(
            row.map_or(Next::TellAdministrator, |(_, next)| *next)
                .sentence(act),
        )
    }

    fn say_any(&self, sentence: Option<Sentence>) -> &'static str {
        sentence.map_or("", |sentence| self.say(sentence))
    }
}

/// Puts each English sentence into its place, and its translation where the file has one.
fn translate(places: &mut [&'static str], english: &'static str, file: &'static str) {
    for (place, line) in places.iter_mut().zip(english.split('\n')) {
        *place = line;
    }
    for line in file.split('\n') {
        for place in places.iter_mut() {
            let rest = line.strip_prefix(*place);
            if let Some(words) = rest.and_then(|rest| rest.strip_prefix(" = ")) {
                *place = words;
            }
        }
    }
}

/// A sentence with its blanks `{0}`, `{1}` … filled in.
fn fill(sentence: &str, values: &[&str]) -> String {
    let mut parts = sentence.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.bytes().next().unwrap_or_default();
        let value = values.get(usize::from(number.wrapping_sub(b'0')));
        filled.push_str(value.copied().unwrap_or_default());
        filled.push_str(part.get(2..).unwrap_or_default());
    }
    filled
}

#[cfg(test)]
mod tests;
