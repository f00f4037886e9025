//! The desk's page, built into the program.

use axum::body::Body;
use axum::http::header;
use axum::response::Response;

const HTML: &str = include_str!("../../../../demo/desk.html");
const CSS: &str = include_str!("../../../../demo/desk.css");
const SCRIPT: &str = include_str!("../../../../demo/desk.js");

/// The page, its style or its script, if the address is one of theirs.
pub(super) fn page(path: &str) -> Option<Response> {
    let (text, mime) = match path {
        "/sim/" => (HTML, "text/html;charset=UTF-8"),
        "/sim/desk.css" => (CSS, "text/css;charset=UTF-8"),
        "/sim/desk.js" => (SCRIPT, "text/javascript;charset=UTF-8"),
        _ => return None,
    };
    Response::builder()
        .header(header::CONTENT_TYPE, mime)
        .header(header::CACHE_CONTROL, "no-cache")
        .header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'",
        )
        .body(Body::from(text))
        .ok()
}
