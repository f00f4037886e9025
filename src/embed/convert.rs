//! What crosses between JavaScript and Rust, and the only file that knows serde-wasm-bindgen.

use serde::Deserialize;
use wasm_bindgen::JsValue;

/// What whoever mounts the toolbar may say about it.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Options {
    /// The address of the settings; without one, every setting has its default.
    pub settings: Option<String>,
    /// The page is the toolbar's own: its title, language and address are the toolbar's to use.
    pub own_page: bool,
}

impl Options {
    /// Reads the second argument of `mount`; left out, nothing is said.
    ///
    /// # Errors
    /// A JavaScript error that names what is not understood.
    pub fn read(value: JsValue) -> Result<Options, JsValue> {
        if value.is_undefined() || value.is_null() {
            return Ok(Options::default());
        }
        serde_wasm_bindgen::from_value(value).map_err(Into::into)
    }
}
