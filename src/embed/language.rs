//! Where the sentences come from: compiled in, or the file of a language beside the toolbar.
//!
//! The file is asked for before the settings are read, in the language that will most likely be
//! shown. No toolbar fails for the want of one: it is shown in English then, and the console says so.

use agent_session::settings::Language;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::driver::fetch::Asked;
use crate::text::Text;

#[wasm_bindgen(module = "/src/embed/language.js")]
extern "C" {
    /// The address of the file of a language, which lies beside the toolbar's module.
    #[wasm_bindgen(js_name = addressOf)]
    fn address_of(tag: &str) -> String;
}

/// The sentences of a language, which may be on their way.
pub enum Sentences {
    /// They need no file, or it has been read before.
    Here(&'static Text),
    /// The file has been asked for.
    Asked(Language, Asked),
}

impl Sentences {
    /// Asks for the sentences of a language.
    pub fn ask(language: Language) -> Sentences {
        match Text::here(language) {
            Some(text) => Sentences::Here(text),
            None => Sentences::Asked(language, Asked::file(&address_of(language.tag()))),
        }
    }

    /// Waits for the sentences; in English where the file cannot be had.
    pub async fn read(self) -> &'static Text {
        let (language, asked) = match self {
            Sentences::Here(text) => return text,
            Sentences::Asked(language, asked) => (language, asked),
        };
        let file = asked.await.filter(|file| file.status == 200);
        let text = file.and_then(|file| Text::translated(language, file.body));
        text.unwrap_or_else(|| {
            let words = ["The agent toolbar has no text/", language.tag(), ".txt"];
            web_sys::console::warn_1(&words.concat().into());
            Text::english()
        })
    }
}
