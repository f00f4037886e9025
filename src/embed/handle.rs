//! The one door: every page that shows the toolbar, its own included, calls [`mount`].

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, PanicHookInfo};
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::convert::{Options, wrong_argument};
use super::line::Line;
use super::{Place, load, show_problem, show_toolbar};

/// Shows the toolbar in an element, as soon as its settings have been read.
///
/// # Errors
/// A JavaScript `Error` of the kind `usage` when the first argument is no HTML element or an option
/// is not understood.
#[wasm_bindgen]
pub fn mount(
    #[wasm_bindgen(unchecked_param_type = "HTMLElement")] element: JsValue,
    #[wasm_bindgen(
        unchecked_optional_param_type = "{ settings?: string, ownPage?: boolean, agentId?: string, language?: string, theme?: string, onLoaded?: () => void, popOut?: () => void, port?: MessagePort }"
    )]
    options: JsValue,
) -> Result<Handle, JsValue> {
    let options = Options::read(&options).map_err(wrong_argument)?;
    let window = web_sys::window().ok_or_else(|| wrong_argument("window"))?;
    let element = element
        .dyn_into::<HtmlElement>()
        .map_err(|_| wrong_argument("element"))?;
    let place = Place {
        window,
        element,
        options,
    };
    let (shown_in, is_own_page) = (place.element.clone(), place.options.is_own_page);
    let handle = Handle::new(place);
    let stage = Rc::clone(&handle.stage);
    watch(Handle { stage }, &shown_in, is_own_page);
    Ok(handle)
}

#[wasm_bindgen(module = "/src/embed/watch.js")]
extern "C" {
    /// Watches over a mounted toolbar from outside of the wasm, and makes an end of a dead one.
    fn watch(toolbar: Handle, element: &HtmlElement, is_own_page: bool);
}

/// Prepares the instance, once, before anything is mounted.
#[wasm_bindgen(start)]
fn start() {
    panic::set_hook(Box::new(report));
}

/// Says where a panic was and nothing more: its message may hold what nobody should read.
fn report(panic: &PanicHookInfo<'_>) {
    if let Some(place) = panic.location() {
        let line = place.line().to_string();
        let words = ["The agent toolbar has stopped: ", place.file(), ":", &line];
        web_sys::console::error_1(&words.concat().into());
    }
}

/// A mounted toolbar. Letting go of it leaves the toolbar where it is.
#[wasm_bindgen]
pub struct Handle {
    stage: Rc<RefCell<Stage>>,
}

/// How far the mounting is.
enum Stage {
    /// The settings are being read. Their text, or disposing, leaves it.
    Loading,
    /// There is something to see. Disposing leaves it.
    Mounted {
        /// To a host, and what is behind it. None where the settings were wrong.
        line: Option<Rc<Line>>,
        /// Dropped, it takes the toolbar off the page.
        _view: Box<dyn Any>,
        /// Keeps the stage when the page has let go of its handle.
        _keep: Rc<RefCell<Stage>>,
    },
    /// Nothing is left. Nothing leaves it.
    Disposed,
}

#[wasm_bindgen]
impl Handle {
    /// Takes the toolbar off the page and ends everything it does; again, it does nothing.
    ///
    /// It does not sign the agent out.
    pub fn dispose(&self) {
        let stage = self.stage.replace(Stage::Disposed);
        if let Stage::Mounted {
            line: Some(line), ..
        } = &stage
        {
            line.end();
        }
    }

    /// Whether what happens is still taken in; undefined once the toolbar has been disposed of.
    #[wasm_bindgen(js_name = isAlive)]
    pub fn is_alive(&self) -> Option<bool> {
        match &*self.stage.borrow() {
            Stage::Loading => Some(true),
            Stage::Mounted { line, .. } => Some(line.as_ref().is_none_or(|line| line.is_alive())),
            Stage::Disposed => None,
        }
    }

    /// The origins that may be spoken to by the settings, one a line; undefined before these have been read.
    pub fn origins(&self) -> Option<String> {
        self.line().map(|line| line.origins())
    }

    /// Begins a line to a host in place of the one before, and tells it the picture.
    ///
    /// `origin`: where the host is, which decides what it may ask; left out for one in this page, which may ask for
    /// everything. `tell` hears each text for it.
    pub fn connect(&self, origin: Option<String>, tell: Function) {
        if let Some(line) = self.line() {
            line.begin(origin, tell);
        }
    }

    /// Takes in a window that was popped out of this frame, by the other end of its port; undefined, it is gone.
    pub fn share(&self, port: &JsValue) {
        if let Some(line) = self.line() {
            line.share(port);
        }
    }

    /// Takes in a text that the host has said. Whether it could be understood.
    pub fn hear(&self, text: &str) -> bool {
        self.line().is_some_and(|line| line.hear(text))
    }
}

impl Handle {
    fn line(&self) -> Option<Rc<Line>> {
        match &*self.stage.borrow() {
            Stage::Mounted { line, .. } => line.clone(),
            Stage::Loading | Stage::Disposed => None,
        }
    }

    fn new(place: Place) -> Handle {
        let stage = Rc::new(RefCell::new(Stage::Loading));
        let handle = Handle {
            stage: Rc::clone(&stage),
        };
        spawn_local(async move {
            let (settings, text) = load(&place).await;
            if matches!(*stage.borrow(), Stage::Disposed) {
                return;
            }
            let (line, view) = match settings {
                Ok(settings) => {
                    let (line, view) = show_toolbar(&place, settings, text);
                    (Some(line), view)
                }
                Err(problem) => (None, show_problem(&place, problem, text)),
            };
            let keep = Rc::clone(&stage);
            stage.replace(Stage::Mounted {
                line,
                _view: view,
                _keep: keep,
            });
            if let Some(on_loaded) = &place.options.on_loaded {
                let _ = on_loaded.call0(&JsValue::NULL);
            }
        });
        handle
    }
}
