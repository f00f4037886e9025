//! The one component of Leptos: it draws, and draws again when what it was drawn from has changed.

use leptos::prelude::*;

use super::common::element::Element;

/// Makes the elements of a whole screen.
pub type Drawing = Box<dyn FnMut() -> Element + Send>;

/// A screen that is drawn again whenever something that it was drawn from changes.
#[component]
pub fn Root(
    /// Makes its elements.
    draw: Drawing,
) -> impl IntoView {
    draw
}
