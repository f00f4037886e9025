//! An empty stand-in for the package of this name, which leptos brings for server functions.
//!
//! The toolbar has no server functions, but the real package exports JavaScript classes, which no
//! linker takes away again: 5 kB of what a desk loads.
//! Here is only what leptos names, and nothing ever calls it.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// Stands for a stream of the browser's.
pub struct ReadableStream(web_sys::ReadableStream);

/// Stands for that stream as Rust reads it: there is nothing to read.
pub struct IntoStream;

impl ReadableStream {
    /// Keeps the stream.
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(raw)
    }

    /// Drops the stream; in its place there is `undefined`.
    pub fn from_stream<S>(_: S) -> ReadableStream
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        ReadableStream(JsValue::UNDEFINED.into())
    }

    /// What was kept.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream that ends at once.
    pub fn into_stream(self) -> IntoStream {
        IntoStream
    }
}

impl Stream for IntoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
