//! Where a toolbar is shown: an element of a page, which may be the toolbar's own.

use agent_session::settings::{Language, Theme};
use web_sys::{Document, Element, HtmlElement, UrlSearchParams, Window};

use crate::text::{Sentence, Text};

/// An element to show a toolbar in, and what is around it.
pub struct Place {
    /// The window of the page.
    pub window: Window,
    /// The element, which the toolbar fills alone.
    pub element: HtmlElement,
    /// The page is the toolbar's own: its title, language and address are the toolbar's to use.
    pub is_own_page: bool,
}

impl Place {
    /// The language asked for: by the address of the toolbar's own page, by the settings, by the
    /// browser, in this order.
    pub fn language(&self, settings: Option<Language>) -> Language {
        self.language_of_address()
            .or(settings)
            .or_else(|| self.language_of_browser())
            .unwrap_or(Language::English)
    }

    fn language_of_address(&self) -> Option<Language> {
        let search = self.window.location().search().ok();
        let search = search.filter(|_| self.is_own_page)?;
        let tag = UrlSearchParams::new_with_str(&search).ok()?.get("lang")?;
        Language::from_tag(&tag)
    }

    fn language_of_browser(&self) -> Option<Language> {
        let tags = self.window.navigator().languages();
        tags.iter()
            .find_map(|tag| Language::from_tag(&tag.as_string()?))
    }

    /// Whether the page is the toolbar's own and in no frame.
    pub fn is_standalone(&self) -> bool {
        let is_top = matches!(self.window.top(), Ok(Some(top)) if top == self.window);
        self.is_own_page && is_top
    }

    /// Takes out what is shown while the toolbar is loading.
    pub fn clear(&self) {
        self.element.set_text_content(None);
    }

    /// Marks the toolbar's element with language and colours, and its own page with a title too.
    pub fn dress(&self, text: &Text, theme: Theme) {
        mark(&self.element, text.language, theme);
        let page = self.window.document().filter(|_| self.is_own_page);
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
