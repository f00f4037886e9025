//! Mounting and disposing, settings, and the controls as a person meets them.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use agent_toolbar::embed::mount;

use super::console::Console;
use super::gateway::{Answer, Gateway};
use super::page::{Page, eventually, mount_into, turn};

#[wasm_bindgen_test]
async fn a_mounted_toolbar_asks_to_sign_in() {
    let _gateway = Gateway::open();
    let page = Page::open();
    page.finds("button", "Sign in").await;
}

#[wasm_bindgen_test]
async fn a_signed_in_agent_has_the_controls() {
    let gateway = Gateway::open();
    let page = Page::open();
    page.signs_in().await;
    gateway.sees("/agentevent/").await;
    for name in ["Answer", "Drop", "Queue"] {
        page.finds("button", name).await;
    }
}

#[wasm_bindgen_test]
async fn pressing_answer_answers_the_call_that_rings() {
    let gateway = Gateway::open();
    let page = Page::open();
    page.signs_in().await;
    gateway.rings("1455885056-1095").await;
    page.sees("70004").await;
    page.presses("Answer").await;
    let arrived = gateway.sees("/answer?").await;
    assert!(
        arrived.line.ends_with("/answer?callid=1455885056-1095"),
        "{arrived:?}"
    );
}

#[wasm_bindgen_test]
async fn reject_without_a_default_asks_for_the_mode_first() {
    let gateway = Gateway::open();
    let page = Page::open();
    page.signs_in().await;
    gateway.rings("1-1").await;
    page.presses("Reject").await;
    page.sees("Hang up").await;
    assert_eq!(gateway.seen("/reject").len(), 0);

    page.finds_part("menuitem", "Back to the queue")
        .await
        .click();
    let arrived = gateway.sees("/reject").await;
    assert_eq!(arrived.body, r#"{"callid":"1-1","mode":1}"#);
}

#[wasm_bindgen_test]
async fn reject_with_a_default_rejects_at_once() {
    let gateway = Gateway::open();
    let settings = Answer::Text(200, r#"{"defaultRejectMode":2}"#.to_owned());
    gateway.says("toolbar.json", settings);
    let page = Page::open_with(Some("/toolbar.json"));
    page.signs_in().await;
    gateway.rings("1-1").await;
    page.sees("70004").await;
    page.finds_part("button", "Reject").await.click();
    let arrived = gateway.sees("/reject").await;
    assert_eq!(arrived.body, r#"{"callid":"1-1","mode":2}"#);
}

#[wasm_bindgen_test]
async fn an_agent_id_that_is_none_is_told_and_not_sent() {
    for typed in ["", "100", "1000000", "abc"] {
        let gateway = Gateway::open();
        let page = Page::open();
        page.writes("Agent id", typed).await;
        page.presses("Sign in").await;
        for _ in 0..20 {
            turn().await;
        }
        assert_eq!(gateway.arrived().len(), 0, "{typed:?}");
    }
}

#[wasm_bindgen_test]
async fn a_disposed_toolbar_is_gone_and_can_be_mounted_again() {
    let gateway = Gateway::open();
    let page = Page::open();
    page.signs_in().await;
    let poll = gateway.sees("/agentevent/").await;
    page.handle.dispose();
    page.handle.dispose();
    assert_eq!(page.text(), "");
    assert!(poll.is_aborted());

    let before = gateway.arrived().len();
    for _ in 0..200 {
        turn().await;
    }
    assert_eq!(gateway.arrived().len(), before);

    let again = mount_into(&page.element, None);
    page.signs_in().await;
    eventually("a second sign-in", || gateway.seen("PUT ").get(1).cloned()).await;
    again.dispose();
}

#[wasm_bindgen_test]
async fn a_toolbar_disposed_while_its_settings_are_read_never_appears() {
    let gateway = Gateway::open();
    gateway.says("toolbar.json", Answer::Never);
    let page = Page::open_with(Some("/toolbar.json"));
    gateway.sees("toolbar.json").await;
    page.handle.dispose();
    for _ in 0..20 {
        turn().await;
    }
    assert_eq!(page.text(), "");
}

#[wasm_bindgen_test]
async fn settings_that_cannot_be_used_are_named_on_the_page() {
    async fn check(said: Answer, expected: &str) {
        let gateway = Gateway::open();
        gateway.says("toolbar.json", said);
        let page = Page::open_with(Some("/toolbar.json"));
        page.sees(expected).await;
        assert!(page.find("button", "Sign in").is_none());
    }
    let file = |text: &str| Answer::Text(200, text.to_owned());
    check(file(r#"{"drop":"hang-up"}"#), "drop").await;
    check(file(r#"{"limits":{"ringMs":1}}"#), "limits.ringMs").await;
    check(file(r#"{"gatewy":"/x"}"#), "gatewy").await;
    check(file("<html></html>"), "toolbar.json").await;
    check(Answer::Text(500, "{}".to_owned()), "500").await;
    check(Answer::Unreachable, "toolbar.json").await;
}

#[wasm_bindgen_test]
async fn settings_decide_where_the_gateway_is() {
    let gateway = Gateway::open();
    gateway.says(
        "toolbar.json",
        Answer::Text(200, r#"{"gateway":"/elsewhere"}"#.to_owned()),
    );
    let page = Page::open_with(Some("/toolbar.json"));
    page.signs_in().await;
    gateway.sees("PUT /elsewhere/onlineagent/101").await;
}

/// In this order, because a page keeps a language that it has read.
#[wasm_bindgen_test]
async fn settings_decide_language_and_colours_and_a_language_that_is_not_there_leaves_english() {
    let gateway = Gateway::open();
    let settings = r#"{"language":"zh-CN","theme":"dark"}"#;
    gateway.says("toolbar.json", Answer::Text(200, settings.to_owned()));
    for said in [
        Answer::Text(404, String::new()),
        Answer::Text(200, "<html></html>".to_owned()),
        Answer::Unreachable,
        Answer::Strange,
    ] {
        let console = Console::listen();
        gateway.says("/text/zh-CN.txt", said);
        let page = Page::open_with(Some("/toolbar.json"));
        page.finds("button", "Sign in").await;
        is_dressed(&page, "en");
        let said = console.text();
        assert!(said.contains("text/zh-CN.txt"), "{said}");
    }
    let chinese = include_str!("../../text/zh-CN.txt").to_owned();
    gateway.says("/text/zh-CN.txt", Answer::Text(200, chinese));
    let page = Page::open_with(Some("/toolbar.json"));
    page.finds("button", "签入").await;
    is_dressed(&page, "zh-CN");
}

fn is_dressed(page: &Page, language: &str) {
    let attribute = |name| page.element.get_attribute(name);
    assert_eq!(attribute("lang").as_deref(), Some(language));
    assert_eq!(attribute("data-theme").as_deref(), Some("dark"));
}

#[wasm_bindgen_test]
async fn a_missing_settings_file_leaves_every_default() {
    let gateway = Gateway::open();
    gateway.says(
        "toolbar.json",
        Answer::Text(404, "<html>not here</html>".to_owned()),
    );
    let page = Page::open_with(Some("/toolbar.json"));
    page.finds("button", "Sign in").await;
}

#[wasm_bindgen_test]
async fn what_cannot_be_mounted_is_an_error_and_no_panic() {
    let document = web_sys::window().unwrap().document().unwrap();
    let element: JsValue = document.create_element("div").unwrap().into();
    let wrong = Object::new();
    Reflect::set(&wrong, &"settings".into(), &7.into()).unwrap();
    let check = |element: &JsValue, options: JsValue, code: &str| {
        let error = mount(element.clone(), options).err().unwrap();
        assert!(error.is_instance_of::<js_sys::Error>());
        let field = |name: &str| Reflect::get(&error, &name.into()).unwrap();
        assert_eq!(field("code"), code);
        assert_eq!(field("kind"), "usage");
        assert_eq!(field("retryable"), false);
    };
    check(&JsValue::NULL, JsValue::UNDEFINED, "element");
    check(&"toolbar".into(), JsValue::UNDEFINED, "element");
    check(&element, wrong.into(), "options.settings");
    check(&element, 7.into(), "options");
}
