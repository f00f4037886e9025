//! Parts of the screen that come and go.
//!
//! One concrete function each instead of a generic component at every place, because every
//! instance of a generic one weighs some kilobytes.

use std::sync::Arc;

use leptos::prelude::*;

/// Draws something again whenever what it reads changes.
pub fn dynamic(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    fn concrete(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        (move || draw()).into_any()
    }
    concrete(Box::new(draw))
}

/// Draws something while a condition holds.
pub fn dynamic_if(holds: Memo<bool>, draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    dynamic(move || if holds.get() { draw() } else { nothing() })
}

/// Nothing.
pub fn nothing() -> AnyView {
    ().into_any()
}

/// A list, one row for each key; a row keeps its elements while others come and go.
pub fn list(
    keys: Memo<Vec<String>>,
    row: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    fn concrete(
        keys: Memo<Vec<String>>,
        row: Arc<dyn Fn(String) -> AnyView + Send + Sync>,
    ) -> AnyView {
        let children = move |key| row(key);
        view! { <For each=move || keys.get() key=String::clone children/> }.into_any()
    }
    concrete(keys, Arc::new(row))
}

/// Does something now and whenever what it reads changes.
pub fn effect(act: impl Fn() + 'static) {
    fn concrete(act: Box<dyn Fn()>) {
        Effect::new(move |_| act());
    }
    concrete(Box::new(act));
}
