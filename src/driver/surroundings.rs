//! What surrounds a toolbar: its page, the network, and the other tabs of its origin.
//!
//! What it means is the tab's to decide. The listening, the lock and the channel are some lines of JavaScript, which
//! cost less than the same in Rust.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};

/// Something that happened around the toolbar.
#[wasm_bindgen]
#[derive(Debug, Clone, Copy)]
pub enum Happening {
    /// The page is about to be closed, frozen or put away.
    Left = "left",
    /// The page is there again, or the network.
    Resumed = "resumed",
    /// The page is seen again.
    Shown = "shown",
    /// The lock that was asked for is this tab's.
    LockGranted = "lockGranted",
    /// The lock was this tab's and is no longer.
    LockLost = "lockLost",
    /// There are no locks, or no channel.
    Unavailable = "unavailable",
    /// Another tab said something: the text.
    Heard = "heard",
}

/// Hears what happened, and the text where another tab said something.
type Tell = dyn Fn(Happening, Option<String>);

#[wasm_bindgen(module = "/src/driver/surroundings.js")]
extern "C" {
    #[wasm_bindgen(js_name = Surroundings)]
    type Around;

    #[wasm_bindgen(constructor, js_class = Surroundings)]
    fn new(name: &str, tell: &Closure<Tell>, port: &JsValue) -> Around;
    #[wasm_bindgen(method, js_class = Surroundings)]
    fn request(this: &Around, steal: bool);
    #[wasm_bindgen(method, js_class = Surroundings)]
    fn release(this: &Around);
    #[wasm_bindgen(method, js_class = Surroundings)]
    fn post(this: &Around, text: &str);
    #[wasm_bindgen(method, js_class = Surroundings)]
    fn share(this: &Around, port: &JsValue);
    #[wasm_bindgen(method, js_class = Surroundings)]
    fn end(this: &Around);
}

/// What is around one toolbar. Whatever happens is told until it is dropped or left.
pub struct Surroundings {
    around: Around,
    _tell: Closure<Tell>,
}

impl Surroundings {
    /// Begins to listen. Tabs that use the same name have one lock and one channel.
    ///
    /// `port`: in a window that was popped out of a frame, that of the frame; else undefined.
    pub fn new(
        name: &str,
        port: &JsValue,
        tell: impl Fn(Happening, Option<String>) + 'static,
    ) -> Surroundings {
        let tell = Closure::<Tell>::new(tell);
        Surroundings {
            around: Around::new(name, &tell, port),
            _tell: tell,
        }
    }

    /// Queues for the lock.
    pub fn request_lock(&self) {
        self.around.request(false);
    }

    /// Takes the lock from whoever has it; a request still queued is withdrawn.
    pub fn steal_lock(&self) {
        self.around.request(true);
    }

    /// Gives the lock back, or withdraws the request for it.
    pub fn release_lock(&self) {
        self.around.release();
    }

    /// Says something to the other tabs.
    pub fn post(&self, text: &str) {
        self.around.post(text);
    }

    /// Takes in a window that was popped out of this frame, by the other end of its port.
    pub fn share(&self, port: &JsValue) {
        self.around.share(port);
    }

    /// Gives the lock back and tells nothing more.
    pub fn leave(&self) {
        self.around.end();
    }
}

impl Drop for Surroundings {
    fn drop(&mut self) {
        self.leave();
    }
}
