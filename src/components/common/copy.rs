//! A button that copies a text and says whether it did.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Clipboard;
use wasm_bindgen_futures::JsFuture;

use super::button::Button;
use super::element::{element, live};
use super::icon::Icon;

/// What the button says.
#[derive(Debug, Clone, Copy)]
pub struct CopyWords {
    /// Its name.
    pub copy: &'static str,
    /// After the browser has taken the text.
    pub copied: &'static str,
    /// After the browser has refused.
    pub not_copied: &'static str,
}

/// Copies `text` when pressed.
pub fn copy_button(text: String, words: CopyWords) -> AnyView {
    let answer = RwSignal::new(String::new());
    let copy = move || {
        let copying = copy(&text);
        spawn_local(async move {
            let is_copied = copying.await;
            answer.try_set(
                if is_copied {
                    words.copied
                } else {
                    words.not_copied
                }
                .to_owned(),
            );
        });
    };
    let button = Button::new("copy icon-only", words.copy.into(), Box::new(copy)).face(Icon::Copy);
    element("span")
        .class("copying")
        .child(button.draw())
        .child(said(live(move || answer.get())))
        .draw()
}

/// What came of a press, told and shown.
pub fn said(words: super::element::Words) -> AnyView {
    element("span")
        .class("answer-to-press")
        .attribute("role", "status")
        .words(words)
        .draw()
}

/// Asks the browser, which has a clipboard only in a secure page and may refuse even there.
fn copy(text: &str) -> impl Future<Output = bool> + use<> {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into())
        .ok()
        .and_then(|clipboard| clipboard.dyn_into::<Clipboard>().ok());
    let writing = clipboard.map(|clipboard| clipboard.write_text(text));
    async move {
        match writing {
            Some(writing) => JsFuture::from(writing).await.is_ok(),
            None => false,
        }
    }
}
