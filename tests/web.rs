//! The browser shell in a real browser, against a gateway that stands in for `fetch`.
//!
//! What the session decides is tested beside it; here is what needs a page: requests as the browser
//! sends them, what is seen and heard, mounting and disposing.
#![cfg(target_arch = "wasm32")]

mod web {
    mod console;
    mod gateway;
    mod page;

    mod driving;
    mod mounting;
    mod ringing;
    mod secrecy;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
