//! Where the Guid must not be: on the page, in its title and address, in the console, in storage.

use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::window;

use super::console::Console;
use super::gateway::{FIRST_GUID, Gateway};
use super::page::{Page, eventually};

#[wasm_bindgen_test]
async fn the_guid_is_nowhere_to_be_seen() {
    let gateway = Gateway::open();
    let console = Console::listen();
    let page = Page::open();
    page.signs_in().await;
    gateway.sees("/agentevent/").await;
    let renewed = gateway.renews_guid().await;
    gateway.rings("1-1").await;
    page.presses("Answer").await;
    gateway.sees("/answer?").await;
    gateway.talks("1-1").await;
    page.presses("Drop").await;
    let carrying = || {
        gateway
            .seen("/voicecall/101")
            .pop()
            .filter(|last| last.line.starts_with("DELETE"))
    };
    let drop = eventually("a drop", carrying).await;
    assert_eq!(drop.guid.as_ref(), Some(&renewed));

    let window = window().unwrap();
    let document = window.document().unwrap();
    let stored = |storage: Option<web_sys::Storage>| {
        let storage = storage.unwrap();
        let length = storage.length().unwrap();
        let keys = (0..length).filter_map(|index| storage.key(index).unwrap());
        keys.map(|key| storage.get_item(&key).unwrap().unwrap_or_default())
            .collect::<String>()
    };
    let places = [
        ("page", document.document_element().unwrap().outer_html()),
        ("title", document.title()),
        ("address", window.location().href().unwrap()),
        ("console", console.text()),
        ("local storage", stored(window.local_storage().unwrap())),
        ("session storage", stored(window.session_storage().unwrap())),
        (
            "addresses",
            format!(
                "{:?}",
                gateway
                    .arrived()
                    .iter()
                    .map(|seen| seen.line.clone())
                    .collect::<Vec<_>>()
            ),
        ),
    ];
    for guid in [FIRST_GUID, renewed.as_str()] {
        let secret = guid.split('.').next().unwrap();
        for (place, text) in &places {
            assert!(!text.contains(secret), "the Guid is in the {place}");
        }
    }
}
