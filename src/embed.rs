//! How a page gets the toolbar: settings, session, store and components are put together here.
//!
//! The composition root, and the only part that knows all the others.
//! It leaves to the page that mounts it where it stands and when it goes.

mod convert;
mod handle;
mod language;
mod line;
mod place;

use std::any::Any;
use std::rc::Rc;
use std::sync::Arc;

use agent_session::settings::{Settings, Theme, WrongSetting};
use agent_session::view::View;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

pub use self::handle::{Handle, mount};
use self::language::Sentences;
use self::line::Line;
use self::place::Place;
use crate::components::{Drawing, Root, settings_problem, toolbar};
use crate::driver::fetch::Asked;
use crate::driver::page::Page;
use crate::driver::{Driver, Listener};
use crate::store::{Outside, Store};
use crate::text::{Phrase, Sentence, Text};

/// Reads the settings, and the sentences of the language that they, the address or the browser ask
/// for. Most likely the settings ask for no other than the browser, so both are fetched at once.
async fn load(place: &Place) -> (Result<Settings, WrongSetting>, &'static Text) {
    let likely = place.language(None);
    let mut sentences = Sentences::ask(likely);
    let settings = load_settings(place.options.settings.as_deref()).await;
    let wanted = settings.as_ref().ok();
    let language = place.language(wanted.and_then(|settings| settings.language));
    if language != likely {
        sentences = Sentences::ask(language);
    }
    (settings, sentences.read().await)
}

/// Reads the settings. Without an address, or without a file there, every setting has its default.
async fn load_settings(address: Option<&str>) -> Result<Settings, WrongSetting> {
    let Some(address) = address else {
        return Ok(Settings::default());
    };
    match Asked::file(address).await {
        Some(file) if file.status == 404 => Ok(Settings::default()),
        Some(file) if file.status == 200 => Settings::parse(&file.body),
        Some(file) => Err(unread(
            &["HTTP ", &u32::from(file.status).to_string()].concat(),
        )),
        None => Err(unread("no answer")),
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
fn show_problem(place: &Place, problem: WrongSetting, text: &'static Text) -> Box<dyn Any> {
    place.dress(text, Theme::Auto);
    place.clear();
    let show = move || -> Drawing { Box::new(move || settings_problem(&problem, text)) };
    mount_root(place, Box::new(show))
}

/// Begins a session and shows the toolbar for it.
fn show_toolbar(
    place: &Place,
    mut settings: Settings,
    text: &'static Text,
) -> (Rc<Line>, Box<dyn Any>) {
    place.dress(text, settings.theme);
    settings.is_own_page = place.is_out_of_reach();
    let is_standalone = place.is_standalone();
    let page = is_standalone.then(|| Page::new(move |view| what_rings(view, text)));
    let default_reject_mode = settings.default_reject_mode;
    let hosts = std::mem::take(&mut settings.hosts);
    let driver = Driver::start(&place.window, settings, page, &place.options.port);
    let line = Rc::new(Line::new(Rc::clone(&driver), hosts));
    let told = Rc::clone(&line);

    let (asked, heard, tuned) = (Rc::clone(&driver), Rc::clone(&driver), Rc::clone(&driver));
    let (timed, shown) = (Rc::clone(&driver), Rc::clone(&driver));
    let outside = Outside {
        default_reject_mode,
        agent_id: place.options.agent_id.clone().unwrap_or_default(),
        text,
        dispatch: Box::new(move |command| asked.ask(command)),
        now: Box::new(move || timed.now()),
        request_sound: Box::new(move |wish| heard.request_sound(wish)),
        set_volume: Box::new(move |volume| tuned.set_volume(volume)),
        pop_out: place
            .options
            .pop_out
            .clone()
            .map(|pop_out| -> Box<dyn Fn()> {
                Box::new(move || {
                    let _ = pop_out.call0(&JsValue::NULL);
                })
            }),
    };
    let show = move || -> Drawing {
        let store = Store::new(shown.view(), outside);
        let listener = Listener {
            on_view: Box::new(move |view| {
                store.show(Arc::clone(&view));
                told.follow(view);
            }),
            on_sound: Box::new(move |state| store.hear(state)),
        };
        shown.listen(listener);
        Box::new(move || toolbar(store))
    };
    place.clear();
    (line, mount_root(place, Box::new(show)))
}

/// Shows a screen; dropped, what it returns takes the screen off the page.
fn mount_root(place: &Place, draw: Box<dyn FnOnce() -> Drawing>) -> Box<dyn Any> {
    let show = move || view! { <Root draw=draw()/> };
    Box::new(mount_to(place.element.clone(), show))
}

/// What rings, in a sentence.
fn what_rings(view: &View, text: &Text) -> String {
    let offered = view.offered.as_ref();
    let Some(call) = offered.and_then(|key| view.calls.iter().find(|call| call.key == *key)) else {
        return text.say(Sentence::Invited).to_owned();
    };
    let number = call
        .caller
        .as_deref()
        .unwrap_or(text.say(Sentence::NumberNotGiven));
    text.fill(
        Phrase::Rings,
        &[number, call.skill.as_deref().unwrap_or_default()],
    )
}
