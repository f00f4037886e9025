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

/// Nothing.
pub fn nothing() -> AnyView {
    ().into_any()
}

/// One row of a list: its own for as long as its key is in the list.
#[derive(Clone)]
pub struct Row {
    key: String,
    draw: Arc<dyn Fn() -> AnyView + Send + Sync>,
}

impl Row {
    /// A row drawn once for its key.
    pub fn new(key: String, draw: impl Fn() -> AnyView + Send + Sync + 'static) -> Row {
        Row {
            key,
            draw: Arc::new(draw),
        }
    }
}

/// A list whose rows keep their elements while others come and go.
pub fn list(rows: impl Fn() -> Vec<Row> + Send + Sync + 'static) -> AnyView {
    fn concrete(rows: Box<dyn Fn() -> Vec<Row> + Send + Sync>) -> AnyView {
        let key = |row: &Row| row.key.clone();
        let children = |row: Row| (row.draw)();
        view! { <For each=move || rows() key children/> }.into_any()
    }
    concrete(Box::new(rows))
}
