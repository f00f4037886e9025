//! Copying a text, and knowing whether that worked.

use leptos::wasm_bindgen;
use leptos::wasm_bindgen::JsValue;
use leptos::wasm_bindgen::prelude::{Closure, wasm_bindgen};

#[wasm_bindgen(module = "/src/components/common/copy.js")]
extern "C" {
    #[wasm_bindgen(js_name = copy)]
    fn write(text: &str, told: JsValue);
}

/// Asks the browser, which has a clipboard only in a secure page and may refuse even there; `told`
/// follows with whether it took the text.
pub fn copy(text: &str, told: impl Fn(bool) + 'static) {
    write(text, Closure::<dyn Fn(bool)>::new(told).into_js_value());
}
