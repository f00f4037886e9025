//! Calls from another origin's pages, when asked for.
//!
//! The gateway itself sends none of these headers, as far as any page says, so
//! they are off unless an origin is named.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

pub(super) fn preflight(origin: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    allow(&mut response, origin);
    let set = |response: &mut Response, name: HeaderName, value| {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    };
    set(
        &mut response,
        header::ACCESS_CONTROL_ALLOW_METHODS,
        "GET, POST, PUT, DELETE",
    );
    set(
        &mut response,
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        "Content-Type, Guid",
    );
    set(&mut response, header::ACCESS_CONTROL_MAX_AGE, "600");
    response
}

pub(super) fn allow(response: &mut Response, origin: &str) {
    let headers = response.headers_mut();
    if let Ok(origin) = HeaderValue::from_str(origin) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("Set-GUID"),
    );
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
}
