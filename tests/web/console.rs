//! Everything that is written to the browser's console, kept for a test to read.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

const METHODS: [&str; 6] = ["log", "debug", "info", "warn", "error", "trace"];

/// Stands in for one of the console's methods.
type Listener = Closure<dyn FnMut(JsValue, JsValue, JsValue)>;

/// Listens to the console until it is dropped.
pub struct Console {
    lines: Rc<RefCell<Vec<String>>>,
    real: Vec<Function>,
    _listeners: Vec<Listener>,
}

impl Console {
    pub fn listen() -> Console {
        let lines: Rc<RefCell<Vec<String>>> = Rc::default();
        let console = object();
        let mut real = Vec::new();
        let mut listeners = Vec::new();
        for method in METHODS {
            let name = JsValue::from(method);
            let passed_on: Function = Reflect::get(&console, &name).unwrap().unchecked_into();
            real.push(passed_on.clone());
            let heard = Rc::clone(&lines);
            let listener: Listener =
                Closure::new(move |first: JsValue, second: JsValue, third: JsValue| {
                    let said = Array::of3(&first, &second, &third);
                    heard.borrow_mut().push(String::from(said.join(" ")));
                    let _ = passed_on.call3(&JsValue::NULL, &first, &second, &third);
                });
            Reflect::set(&console, &name, Closure::as_ref(&listener)).unwrap();
            listeners.push(listener);
        }
        Console {
            lines,
            real,
            _listeners: listeners,
        }
    }

    /// Everything so far, a line each.
    pub fn text(&self) -> String {
        self.lines.borrow().join("\n")
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        let console = object();
        for (method, real) in METHODS.iter().zip(&self.real) {
            Reflect::set(&console, &JsValue::from(*method), real).unwrap();
        }
    }
}

fn object() -> JsValue {
    Reflect::get(&js_sys::global(), &"console".into()).unwrap()
}
