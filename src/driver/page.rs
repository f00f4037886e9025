//! What the toolbar's own page shows outside the toolbar while something rings: the title, and a
//! notification where the agent looks elsewhere.
//!
//! For a page that is the toolbar's alone; one that belongs to a host, or to a frame in it, is the
//! host's to change.

use agent_session::view::{Ring, View};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/driver/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = Page)]
    type Outside;

    #[wasm_bindgen(constructor, js_class = Page)]
    fn new() -> Outside;
    #[wasm_bindgen(method, js_class = Page, js_name = askPermission)]
    fn ask_permission(this: &Outside);
    #[wasm_bindgen(method, js_class = Page)]
    fn show(this: &Outside, sentence: &str);
    #[wasm_bindgen(method, js_class = Page)]
    fn clear(this: &Outside);
}

/// The toolbar's own page.
pub struct Page {
    outside: Outside,
    say: Box<dyn Fn(&View) -> String>,
}

impl Page {
    /// The page, which must be the toolbar's own; `say` puts what rings into words.
    pub fn new(say: impl Fn(&View) -> String + 'static) -> Page {
        Page {
            outside: Outside::new(),
            say: Box::new(say),
        }
    }

    /// Asks, with a press as the reason, whether notifications may be shown; once is enough.
    pub fn ask_permission(&self) {
        self.outside.ask_permission();
    }

    /// Shows what rings, or that nothing does any more.
    pub fn follow(&self, view: &View) {
        match view.ring {
            Ring::Quiet => self.clear(),
            _ => self.outside.show(&(self.say)(view)),
        }
    }

    /// Puts everything back.
    pub fn clear(&self) {
        self.outside.clear();
    }
}
