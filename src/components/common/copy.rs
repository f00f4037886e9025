//! Copying a text, and knowing whether that worked.

use leptos::prelude::window;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Clipboard;
use wasm_bindgen_futures::JsFuture;

/// Asks the browser, which has a clipboard only in a secure page and may refuse even there; `told`
/// follows with whether it took the text.
pub fn copy(text: &str, told: impl FnOnce(bool) + 'static) {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into())
        .ok()
        .and_then(|clipboard| clipboard.dyn_into::<Clipboard>().ok());
    let writing = clipboard.map(|clipboard| clipboard.write_text(text));
    spawn_local(async move {
        told(match writing {
            Some(writing) => JsFuture::from(writing).await.is_ok(),
            None => false,
        });
    });
}
