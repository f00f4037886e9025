//! Makes a tree of elements something that a Leptos component can return.
//!
//! Leptos asks every view how it is written into HTML on a server, too. There is no server here, so
//! those answers are the shortest there are.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::{AddAnyAttr, Render, RenderHtml};
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Position, PositionState};

use super::drawn::Drawn;
use super::element::Element;

impl AddAnyAttr for Element {
    type Output<Added: Attribute> = Element;

    fn add_any_attr<Added: Attribute>(self, _: Added) -> Element {
        self
    }
}

impl RenderHtml for Element {
    type AsyncOutput = Element;
    type Owned = Element;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Element {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Drawn {
        self.build()
    }

    fn into_owned(self) -> Element {
        self
    }
}
