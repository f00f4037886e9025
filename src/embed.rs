//! How a page gets the toolbar: settings, session, store and components are put together here.
//!
//! The composition root, and the only part that knows all the others.
//! It leaves to the page that mounts it where it stands and when it goes.

mod convert;
mod handle;

use std::any::Any;
use std::rc::Rc;

use agent_session::settings::{Language, Settings, Theme, WrongSetting};
use agent_session::view::View;
use leptos::prelude::*;
use web_sys::{HtmlElement, UrlSearchParams, Window};

pub use self::handle::{Handle, mount};
use crate::components::{SettingsProblem, Toolbar};
use crate::driver::page::Page;
use crate::driver::{Driver, Listener, fetch};
use crate::store::{Outside, Store};
use crate::text::Text;

/// Where a toolbar is shown.
struct Place {
    window: Window,
    element: HtmlElement,
    is_own_page: bool,
}

impl Place {
    /// The language asked for: by the address of the toolbar's own page, by the settings, by the
    /// browser, in this order.
    fn language(&self, settings: Option<Language>) -> Language {
        self.language_of_address()
            .or(settings)
            .or_else(|| self.language_of_browser())
            .unwrap_or(Language::English)
    }

    fn language_of_address(&self) -> Option<Language> {
        let search = self
            .is_own_page
            .then(|| self.window.location().search().ok())
            .flatten()?;
        let tag = UrlSearchParams::new_with_str(&search).ok()?.get("lang")?;
        Language::from_tag(&tag)
    }

    fn language_of_browser(&self) -> Option<Language> {
        let tags = self.window.navigator().languages();
        tags.iter()
            .find_map(|tag| Language::from_tag(&tag.as_string()?))
    }

    /// Whether the page is the toolbar's own and in no frame.
    fn is_standalone(&self) -> bool {
        let is_top = matches!(self.window.top(), Ok(Some(top)) if top == self.window);
        self.is_own_page && is_top
    }

    /// Marks the toolbar's element, and its own page, with language and colours.
    fn dress(&self, language: Language, theme: Theme) {
        let page = self
            .window
            .document()
            .and_then(|document| document.document_element());
        let own_page = page.filter(|_| self.is_own_page);
        for element in [Some(self.element.as_ref()), own_page.as_ref()]
            .into_iter()
            .flatten()
        {
            let _ = element.set_attribute("lang", language.tag());
            let _ = match theme {
                Theme::Auto => element.remove_attribute("data-theme"),
                Theme::Light => element.set_attribute("data-theme", "light"),
                Theme::Dark => element.set_attribute("data-theme", "dark"),
            };
        }
    }
}

/// Reads the settings. Without an address, or without a file there, every setting has its default.
async fn load_settings(address: Option<String>) -> Result<Settings, WrongSetting> {
    let Some(address) = address else {
        return Ok(Settings::default());
    };
    match fetch::file(&address).await {
        Ok(file) if file.status == 404 => Ok(Settings::default()),
        Ok(file) if file.status == 200 => Settings::parse(&file.body),
        Ok(file) => Err(unread(&["HTTP ", &file.status.to_string()].concat())),
        Err(_) => Err(unread("no answer")),
    }
}

fn unread(found: &str) -> WrongSetting {
    WrongSetting {
        name: String::new(),
        expected: "one JSON object",
        found: found.into(),
    }
}

/// Shows what is wrong with the settings instead of the toolbar.
fn show_problem(place: &Place, problem: WrongSetting) -> Box<dyn Any> {
    let language = place.language(None);
    place.dress(language, Theme::Auto);
    place.element.set_text_content(None);
    let show = move || view! { <SettingsProblem problem language/> };
    Box::new(mount_to(place.element.clone(), show))
}

/// Begins a session and shows the toolbar for it.
fn show_toolbar(place: &Place, settings: Settings) -> (Option<Rc<Driver>>, Box<dyn Any>) {
    let language = place.language(settings.language);
    place.dress(language, settings.theme);
    let is_standalone = place.is_standalone();
    let text = Text::of(language);
    let page = is_standalone
        .then(|| Page::new(&place.window, move |view| what_rings(view, text)))
        .flatten();
    let driver = Driver::start(&place.window, settings.clone(), page);

    let (asked, heard, timed) = (Rc::clone(&driver), Rc::clone(&driver), Rc::clone(&driver));
    let outside = Outside {
        settings,
        language,
        is_standalone,
        dispatch: Box::new(move |command| asked.ask(command)),
        now: Box::new(move || timed.now()),
        request_sound: Box::new(move |wish| heard.request_sound(wish)),
    };
    let shown = Rc::clone(&driver);
    let show = move || {
        let store = Store::new(shown.view(), outside);
        let listener = Listener {
            on_view: Box::new(move |view| store.show(view)),
            on_sound: Box::new(move |state| store.hear(state)),
        };
        shown.listen(listener);
        Effect::new(move || shown.set_volume(store.sound().volume.get()));
        provide_context(store);
        view! { <Toolbar/> }
    };
    place.element.set_text_content(None);
    let view = mount_to(place.element.clone(), show);
    (Some(driver), Box::new(view))
}

/// What rings, in a sentence.
fn what_rings(view: &View, text: &Text) -> String {
    let offered = view.offered.as_ref();
    let Some(call) = offered.and_then(|key| view.calls.iter().find(|call| call.key == *key)) else {
        return text.call.invitation_rings.to_owned();
    };
    let number = call.caller.as_deref().unwrap_or(text.call.number_not_given);
    text.call
        .rings
        .with(&[number, call.skill.as_deref().unwrap_or_default()])
}
