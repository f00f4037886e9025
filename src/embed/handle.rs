//! The one door: every page that shows the toolbar, its own included, calls [`mount`].

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, PanicHookInfo};
use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::convert::{HostError, Options};
use super::{Place, load, show_problem, show_toolbar};
use crate::driver::Driver;

/// Shows the toolbar in an element, as soon as its settings have been read.
///
/// # Errors
/// A JavaScript `Error` of the kind `usage` when the first argument is no HTML element or an option
/// is not understood.
#[wasm_bindgen]
pub fn mount(
    #[wasm_bindgen(unchecked_param_type = "HTMLElement")] element: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "{ settings?: string, ownPage?: boolean }")]
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
        is_own_page: options.is_own_page,
    };
    let (shown_in, is_own_page) = (place.element.clone(), place.is_own_page);
    let handle = Handle::new(place, options.settings);
    let stage = Rc::clone(&handle.stage);
    watch(Handle { stage }, &shown_in, is_own_page);
    Ok(handle)
}

#[wasm_bindgen(module = "/src/embed/watch.js")]
extern "C" {
    /// Watches over a mounted toolbar from outside of the wasm, and makes an end of a dead one.
    fn watch(toolbar: Handle, element: &HtmlElement, is_own_page: bool);
}

fn wrong_argument(name: &'static str) -> JsValue {
    let error = HostError {
        code: name,
        kind: "usage",
        retryable: false,
    };
    error.with_message(&["agent-toolbar: mount cannot use its ", name].concat())
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
        /// None where the settings were wrong.
        driver: Option<Rc<Driver>>,
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
            driver: Some(driver),
            ..
        } = &stage
        {
            driver.stop();
        }
    }

    /// Whether what happens is still taken in; undefined once the toolbar has been disposed of.
    #[wasm_bindgen(js_name = isAlive)]
    pub fn is_alive(&self) -> Option<bool> {
        match &*self.stage.borrow() {
            Stage::Loading => Some(true),
            Stage::Mounted { driver, .. } => {
                Some(driver.as_ref().is_none_or(|driver| driver.is_alive()))
            }
            Stage::Disposed => None,
        }
    }
}

impl Handle {
    fn new(place: Place, settings: Option<String>) -> Handle {
        let stage = Rc::new(RefCell::new(Stage::Loading));
        let handle = Handle {
            stage: Rc::clone(&stage),
        };
        spawn_local(async move {
            let (settings, text) = load(&place, settings).await;
            if matches!(*stage.borrow(), Stage::Disposed) {
                return;
            }
            let (driver, view) = match settings {
                Ok(settings) => show_toolbar(&place, settings, text),
                Err(problem) => (None, show_problem(&place, problem, text)),
            };
            let keep = Rc::clone(&stage);
            stage.replace(Stage::Mounted {
                driver,
                _view: view,
                _keep: keep,
            });
        });
        handle
    }
}
