//! Where a toolbar is shown: an element of a page, which may be the toolbar's own.

use agent_session::settings::{Language, Theme};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Document, Element, HtmlElement, Window};

use super::convert::Options;
use crate::text::{Sentence, Text};

#[wasm_bindgen(module = "/src/embed/place.js")]
extern "C" {
    #[wasm_bindgen(js_name = languagesOfBrowser)]
    fn languages_of_browser() -> String;
}

/// An element to show a toolbar in, and what is around it.
pub struct Place {
    /// The window of the page.
    pub window: Window,
    /// The element, which the toolbar fills alone.
    pub element: HtmlElement,
    /// What whoever mounts the toolbar says about it.
    pub options: Options,
}

impl Place {
    /// The language asked for: by whoever mounts the toolbar, by the settings, by the browser, in
    /// this order.
    pub fn language(&self, settings: Option<Language>) -> Language {
        self.options
            .language
            .or(settings)
            .or_else(|| {
                languages_of_browser()
                    .split(',')
                    .find_map(Language::from_tag)
            })
            .unwrap_or(Language::English)
    }

    /// Whether the page is the toolbar's own and in no frame.
    pub fn is_standalone(&self) -> bool {
        let is_top = matches!(self.window.top(), Ok(Some(top)) if top == self.window);
        self.options.is_own_page && is_top
    }

    /// Whether the page is the toolbar's own and no script of a host reaches into it, into what it stores or into
    /// its channels: it stands in no frame, or in one of another origin.
    pub fn is_out_of_reach(&self) -> bool {
        let is_in_reach = matches!(self.window.frame_element(), Ok(Some(_)));
        self.options.is_own_page && !is_in_reach
    }

    /// Takes out what is shown while the toolbar is loading.
    pub fn clear(&self) {
        self.element.set_text_content(None);
    }

    /// Marks the toolbar's element with language and colours, and its own page with a title too.
    ///
    /// The colours are those of the settings where whoever mounts the toolbar says nothing.
    pub fn dress(&self, text: &Text, theme: Theme) {
        let theme = self.options.theme.unwrap_or(theme);
        mark(&self.element, text.language, theme);
        let page = self.window.document().filter(|_| self.options.is_own_page);
        if let Some(root) = page.as_ref().and_then(Document::document_element) {
            mark(&root, text.language, theme);
        }
        if let Some(page) = page {
            page.set_title(text.say(Sentence::Toolbar));
        }
    }
}

fn mark(element: &Element, language: Language, theme: Theme) {
    let _ = element.set_attribute("lang", language.tag());
    let _ = match theme {
        Theme::Auto => element.remove_attribute("data-theme"),
        Theme::Light => element.set_attribute("data-theme", "light"),
        Theme::Dark => element.set_attribute("data-theme", "dark"),
    };
}
