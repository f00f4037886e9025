//! What rings outside the toolbar itself: the title of its own page, and the sound.

use std::cell::RefCell;
use std::rc::Rc;

use agent_session::command::{Command, SignInForm};
use agent_session::settings::Settings;
use agent_session::view::Password;
use agent_toolbar::driver::Driver;
use agent_toolbar::driver::page::Page;
use agent_toolbar::driver::ring::Ring;
use agent_toolbar::sound::SoundState;
use wasm_bindgen_test::wasm_bindgen_test;

use super::gateway::Gateway;
use super::page::eventually;

#[wasm_bindgen_test]
async fn the_title_of_the_own_page_says_what_rings_while_it_rings() {
    let gateway = Gateway::open();
    let window = web_sys::window().unwrap();
    let document = window.document().unwrap();
    document.set_title("Agent toolbar");
    let page = Some(Page::new(|view| format!("{} call", view.calls.len())));
    let driver = Driver::start(
        &window,
        Settings::default(),
        page,
        &wasm_bindgen::JsValue::UNDEFINED,
    );
    driver.ask(Command::SignIn(SignInForm {
        agent_id: "101".to_owned(),
        password: Password::new(""),
        phone: "60015".to_owned(),
    }));

    let title = |title: &'static str| {
        let look = move || (web_sys::window()?.document()?.title() == title).then_some(());
        eventually(title, look)
    };
    gateway.rings("1-1").await;
    title("☎ 1 call").await;
    gateway.talks("1-1").await;
    title("Agent toolbar").await;
    gateway.rings("1-2").await;
    title("☎ 2 call").await;
    driver.stop();
    assert_eq!(document.title(), "Agent toolbar");
}

#[wasm_bindgen_test]
async fn a_ring_that_the_browser_holds_back_is_told_before_it_rings_and_then() {
    for is_ringing in [false, true] {
        let told: Rc<RefCell<Vec<SoundState>>> = Rc::default();
        let hear = Rc::clone(&told);
        let ring = Ring::new(move |state| hear.borrow_mut().push(state));

        // Nobody has pressed anything in this page.
        ring.sound(is_ringing, true);
        eventually("a word about the sound", || told.borrow().first().copied()).await;
        assert_eq!(*told.borrow(), [SoundState::Blocked]);
        ring.stop();
    }
}
