//! What crosses between JavaScript and Rust, and the only file that knows serde-wasm-bindgen.
//!
//! Only what goes out is converted by serde. What comes in is a handful of fields and read one by
//! one: serde's way of saying what is wrong with a value would cost the page 11 kB.

use js_sys::{Error, Object, Reflect};
use serde::Serialize;
use serde::ser::SerializeMap;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

/// What whoever mounts the toolbar may say about it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The address of the settings; without one, every setting has its default.
    pub settings: Option<String>,
    /// The page is the toolbar's own: its title, language and address are the toolbar's to use.
    pub is_own_page: bool,
}

impl Options {
    /// Reads the second argument of `mount`; left out, nothing is said.
    ///
    /// # Errors
    /// The name of the option that is not understood.
    pub fn read(value: &JsValue) -> Result<Options, &'static str> {
        if value.is_undefined() || value.is_null() {
            return Ok(Options::default());
        }
        let object = value.dyn_ref::<Object>().ok_or("options")?;
        let settings = field(object, "settings");
        let own_page = field(object, "ownPage");
        if !settings.is_undefined() && !settings.is_string() {
            return Err("options.settings");
        }
        if !own_page.is_undefined() && own_page.as_bool().is_none() {
            return Err("options.ownPage");
        }
        Ok(Options {
            settings: settings.as_string(),
            is_own_page: own_page == true,
        })
    }
}

fn field(object: &Object, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// How a host is told what went wrong.
#[derive(Debug)]
pub struct HostError {
    /// What was wrong, for programs: the name of an argument.
    pub code: &'static str,
    /// The family it belongs to.
    pub kind: &'static str,
    /// Whether the same may succeed another time.
    pub retryable: bool,
}

/// By hand and as a map: the names of a derived struct's fields are kept in a table for the next
/// time, which costs the page 2 kB and pays for thousands of values, not for one.
impl Serialize for HostError {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("code", self.code)?;
        map.serialize_entry("kind", self.kind)?;
        map.serialize_entry("retryable", &self.retryable)?;
        map.end()
    }
}

impl HostError {
    /// A JavaScript `Error` with these fields, to be thrown.
    pub fn with_message(&self, message: &str) -> JsValue {
        let error = Error::new(message);
        if let Ok(fields) = self.serialize(&Serializer::json_compatible()) {
            Object::assign(&error, fields.unchecked_ref());
        }
        error.into()
    }
}
