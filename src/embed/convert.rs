//! What crosses between JavaScript and Rust when a toolbar is mounted: a handful of fields, read one by one.
//!
//! Everything else crosses as text; see `agent_session::host`.

use agent_session::settings::{Language, Theme};
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen(module = "/src/embed/convert.js")]
extern "C" {
    /// A JavaScript `Error` of the kind `usage`, to be thrown; `code` is the name of the argument.
    #[wasm_bindgen(js_name = wrongArgument)]
    pub fn wrong_argument(code: &str) -> JsValue;
}

/// What whoever mounts the toolbar may say about it.
#[derive(Debug, Default)]
pub struct Options {
    /// The address of the settings; without one, every setting has its default.
    pub settings: Option<String>,
    /// The page is the toolbar's own: its title, language and address are the toolbar's to use.
    pub is_own_page: bool,
    /// What stands in the field for the agent id at first.
    pub agent_id: Option<String>,
    /// The language, before what the settings say.
    pub language: Option<Language>,
    /// The colours, before what the settings say.
    pub theme: Option<Theme>,
    /// Called once there is something to see.
    pub on_loaded: Option<Function>,
    /// Opens a window that shows this toolbar too; without it there is no control for that.
    pub pop_out: Option<Function>,
    /// The port of the frame out of which this window was popped; undefined in any other page.
    pub port: JsValue,
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
        let own_page = field(object, "ownPage");
        if !own_page.is_undefined() && own_page.as_bool().is_none() {
            return Err("options.ownPage");
        }
        let text = |name: &str| field(object, name).as_string();
        let settings = field(object, "settings");
        if !settings.is_undefined() && !settings.is_string() {
            return Err("options.settings");
        }
        Ok(Options {
            settings: settings.as_string(),
            is_own_page: own_page == true,
            agent_id: text("agentId"),
            language: text("language").as_deref().and_then(Language::from_tag),
            theme: text("theme").as_deref().and_then(Theme::from_word),
            on_loaded: field(object, "onLoaded").dyn_into().ok(),
            pop_out: field(object, "popOut").dyn_into().ok(),
            port: field(object, "port"),
        })
    }
}

fn field(object: &Object, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}
