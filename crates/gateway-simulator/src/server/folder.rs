//! A folder of files, served as they are.
//!
//! For demonstrations and tests: no ranges, no compression, no lists. Nothing
//! outside the folder is reachable, by link or by address.

use std::path::{Component, Path, PathBuf};

use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use super::plain;

pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(super) const fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// The file an address names; `/` is `index.html`.
    pub(super) async fn answer(&self, method: &Method, path: &str) -> Response {
        if method != Method::GET && method != Method::HEAD {
            return plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.");
        }
        let Some(bytes) = self.read(path).await else {
            return plain(StatusCode::NOT_FOUND, "Not found.");
        };
        let mut response = Response::new(Body::from(bytes));
        let headers = response.headers_mut();
        let mime = HeaderValue::from_static(mime_of(path));
        headers.insert(header::CONTENT_TYPE, mime);
        let fresh = HeaderValue::from_static("no-cache");
        headers.insert(header::CACHE_CONTROL, fresh);
        response
    }

    async fn read(&self, path: &str) -> Option<Vec<u8>> {
        let name = match path.trim_start_matches('/') {
            "" => "index.html",
            name => name,
        };
        let is_plain = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !is_plain {
            return None;
        }
        let root = tokio::fs::canonicalize(&self.root).await.ok()?;
        let file = tokio::fs::canonicalize(root.join(name)).await.ok()?;
        if !file.starts_with(&root) {
            return None;
        }
        tokio::fs::read(file).await.ok()
    }
}

fn mime_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js" | "mjs") => "text/javascript;charset=UTF-8",
        Some("css") => "text/css;charset=UTF-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json;charset=UTF-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain;charset=UTF-8",
        Some("html") | None => "text/html;charset=UTF-8",
        Some(_) => "application/octet-stream",
    }
}
