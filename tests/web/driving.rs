//! The driver and the store, without components: what goes out, and what comes of the answers.

use std::rc::Rc;
use std::sync::Arc;

use agent_session::command::{CallKey, Command, SignInForm};
use agent_session::settings::{Limits, Settings};
use agent_session::time::Millis;
use agent_session::view::{CallState, NoticeKind, Password, Stage, View};
use agent_toolbar::driver::{Driver, Listener};
use agent_toolbar::store::{Outside, Store};
use agent_toolbar::text::Text;
use leptos::prelude::{GetUntracked, Owner};
use wasm_bindgen_test::wasm_bindgen_test;

use super::gateway::{Answer, FIRST_GUID, Gateway};
use super::page::{eventually, turn};

/// A driver with its store, as a toolbar has them.
struct Driven {
    driver: Rc<Driver>,
    store: Store,
    _owner: Owner,
}

impl Driven {
    fn start() -> Driven {
        Driven::start_with(Settings::default())
    }

    fn start_with(settings: Settings) -> Driven {
        let window = web_sys::window().unwrap();
        let driver = Driver::start(
            &window,
            settings.clone(),
            None,
            &wasm_bindgen::JsValue::UNDEFINED,
        );
        let asked = Rc::clone(&driver);
        let outside = Outside {
            default_reject_mode: settings.default_reject_mode,
            agent_id: String::new(),
            text: Text::english(),
            dispatch: Box::new(move |command| asked.ask(command)),
            now: Box::new(Default::default),
            request_sound: Box::new(|_| {}),
            set_volume: Box::new(|_| {}),
            pop_out: None,
        };
        let owner = Owner::new();
        let store = owner.with(|| Store::new(driver.view(), outside));
        driver.listen(Listener {
            on_view: Box::new(move |view| store.show(view)),
            on_sound: Box::new(move |state| store.hear(state)),
        });
        Driven {
            driver,
            store,
            _owner: owner,
        }
    }

    fn view(&self) -> Arc<View> {
        self.driver.view()
    }

    async fn sees<T>(&self, what: &str, look: impl Fn(&View) -> Option<T>) -> T {
        eventually(what, || look(&self.view())).await
    }

    async fn signs_in(&self) {
        self.store.dispatch(Command::SignIn(form("101")));
        self.sees("a session", |view| {
            matches!(view.stage, Stage::SignedIn { .. }).then_some(())
        })
        .await;
    }

    /// Waits until a call rings and may be answered.
    async fn sees_offer(&self) -> CallKey {
        self.sees("an offer", |view| {
            view.offered.clone().filter(|_| view.actions.answer.is_ok())
        })
        .await
    }

    async fn sees_notice(&self, what: &str, is_it: impl Fn(&NoticeKind) -> bool) {
        let look = |view: &View| {
            view.notices
                .iter()
                .any(|notice| is_it(&notice.kind))
                .then_some(())
        };
        self.sees(what, look).await;
    }

    fn generation(&self) -> Option<u32> {
        self._owner.with(|| {
            self.store
                .guid()
                .get_untracked()
                .map(|stamp| stamp.generation)
        })
    }
}

impl Drop for Driven {
    fn drop(&mut self) {
        self.driver.stop();
    }
}

fn form(agent_id: &str) -> SignInForm {
    SignInForm {
        agent_id: agent_id.to_owned(),
        password: Password::new("secret"),
        phone: "60015".to_owned(),
    }
}

#[wasm_bindgen_test]
async fn signing_in_sends_the_fields_and_no_guid() {
    let gateway = Gateway::open();
    let driven = Driven::start();
    driven.signs_in().await;

    let arrived = gateway.sees("PUT ").await;
    assert_eq!(arrived.line, "PUT /agentgateway/resource/onlineagent/101");
    assert_eq!(arrived.guid, None);
    assert_eq!(
        arrived.content_type.as_deref(),
        Some("application/json; charset=UTF-8")
    );
    assert!(arrived.are_cookies_omitted);
    let body: serde_json::Value = serde_json::from_str(&arrived.body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({
            "password": "secret", "phonenum": "60015", "autoanswer": false, "autoenteridle": true,
            "releasephone": true, "agenttype": 4, "status": 4,
        })
    );
}

#[wasm_bindgen_test]
async fn every_request_of_a_session_carries_its_guid_and_its_content_type() {
    let gateway = Gateway::open();
    let driven = Driven::start();
    driven.signs_in().await;

    gateway
        .sees("GET /agentgateway/resource/agentevent/101")
        .await;
    gateway.sees("/resetskill/true?phonelinkage=0").await;
    gateway.sees("/agentstatus").await;
    for arrived in gateway.arrived().into_iter().skip(1) {
        assert_eq!(
            arrived.guid.as_deref(),
            Some(FIRST_GUID),
            "{}",
            arrived.line
        );
        assert!(arrived.content_type.is_some(), "{}", arrived.line);
    }
}

#[wasm_bindgen_test]
async fn a_poll_with_a_new_guid_raises_the_generation_and_the_next_request_carries_it() {
    let gateway = Gateway::open();
    let driven = Driven::start();
    driven.signs_in().await;
    assert_eq!(driven.generation(), Some(1));
    eventually("the requests after signing in", || {
        gateway.seen("/agentstatus").pop()
    })
    .await;
    let before = gateway.arrived().len();

    let guid = gateway.renews_guid().await;
    eventually("generation 2", || {
        (driven.generation() == Some(2)).then_some(())
    })
    .await;
    let next = eventually("another request", || gateway.arrived().get(before).cloned()).await;
    assert_eq!(next.guid, Some(guid));
}

#[wasm_bindgen_test]
async fn an_answer_names_its_call_and_ends_the_address_with_it() {
    let gateway = Gateway::open();
    let driven = Driven::start();
    driven.signs_in().await;
    gateway.rings("1455885056-1095").await;

    driven
        .store
        .dispatch(Command::Answer(driven.sees_offer().await));
    let arrived = gateway.sees("PUT /agentgateway/resource/voicecall/").await;
    assert!(
        arrived
            .line
            .ends_with("/voicecall/101/answer?callid=1455885056-1095"),
        "{arrived:?}"
    );
    assert_eq!(arrived.body, "");

    gateway.talks("1455885056-1095").await;
    let talking = |view: &View| {
        let call = view.calls.first()?;
        (call.state == CallState::Talking).then_some(())
    };
    driven.sees("a talk", talking).await;
    assert_eq!(gateway.seen("/answer?").len(), 1);
}

#[wasm_bindgen_test]
async fn an_answer_that_cannot_be_read_leaves_the_outcome_open_and_sends_nothing_twice() {
    let large = format!(r#"{{"retcode":"0","result":"{}"}}"#, "x".repeat(1_000_000));
    let cases = [
        Answer::Text(200, "<html><body>Please sign in</body></html>".to_owned()),
        Answer::Text(500, "Internal Server Error".to_owned()),
        Answer::Text(200, large),
        Answer::Text(200, String::new()),
        Answer::Text(200, r#"{"message":"success"}"#.to_owned()),
        Answer::Unreachable,
        Answer::Strange,
        Answer::Never,
        Answer::Endless,
    ];
    for said in cases {
        let gateway = Gateway::open();
        let driven = Driven::start_with(impatient());
        driven.signs_in().await;
        gateway.rings("1-1").await;
        gateway.says("/answer?", said);

        driven
            .store
            .dispatch(Command::Answer(driven.sees_offer().await));
        // It is looked up at once, so that it may be settled already.
        let is_open = |kind: &NoticeKind| {
            matches!(
                kind,
                NoticeKind::Unknown { .. } | NoticeKind::Settled { .. }
            )
        };
        driven.sees_notice("an open outcome", is_open).await;
        assert_eq!(gateway.seen("/answer?").len(), 1);
    }
}

/// The shortest limits that can be set.
fn impatient() -> Settings {
    let limits = Limits {
        request: Millis::seconds(1),
        confirm: Millis::seconds(1),
        ..Limits::default()
    };
    Settings {
        limits,
        ..Settings::default()
    }
}

#[wasm_bindgen_test]
async fn a_request_that_is_given_up_is_aborted() {
    let gateway = Gateway::open();
    let driven = Driven::start_with(impatient());
    gateway.says("/onlineagent/", Answer::Never);
    driven.store.dispatch(Command::SignIn(form("101")));

    driven
        .sees_notice("no answer", |kind| *kind == NoticeKind::SignInUnanswered)
        .await;
    assert!(gateway.sees("/onlineagent/").await.is_aborted());
}

#[wasm_bindgen_test]
async fn an_unreadable_or_unanswered_sign_in_says_so() {
    let cases = [
        (Answer::Text(200, "<html></html>".to_owned()), true),
        (Answer::Text(500, "Internal Error".to_owned()), true),
        (Answer::Text(200, "x".repeat(1_000_000)), true),
        // A proxy that has not reached the gateway.
        (Answer::Text(502, "Bad Gateway".to_owned()), false),
    ];
    for (said, is_answered) in cases {
        let gateway = Gateway::open();
        let driven = Driven::start();
        gateway.says("/onlineagent/", said);
        driven.store.dispatch(Command::SignIn(form("101")));
        driven
            .sees_notice("what is wrong", |kind| match kind {
                NoticeKind::SignInUnreadable(_) => is_answered,
                NoticeKind::SignInUnanswered => !is_answered,
                _ => false,
            })
            .await;
    }
}

#[wasm_bindgen_test]
async fn a_poll_that_fails_is_followed_by_another() {
    for said in [
        Answer::Unreachable,
        Answer::Text(500, "<html></html>".to_owned()),
    ] {
        let gateway = Gateway::open();
        let driven = Driven::start();
        gateway.says("/agentevent/", said);
        driven.signs_in().await;
        eventually("a second poll", || {
            gateway.seen("/agentevent/").get(1).cloned()
        })
        .await;

        gateway.says_the_usual();
        gateway.rings("1-1").await;
        driven.sees_offer().await;
    }
}

#[wasm_bindgen_test]
async fn asking_while_being_told_is_queued_and_done() {
    let gateway = Gateway::open();
    let window = web_sys::window().unwrap();
    let echo = Driver::start(
        &window,
        Settings::default(),
        None,
        &wasm_bindgen::JsValue::UNDEFINED,
    );
    let (asking, told) = (Rc::clone(&echo), Rc::new(std::cell::Cell::new(0)));
    let count = Rc::clone(&told);
    echo.listen(Listener {
        on_view: Box::new(move |_| {
            count.set(count.get() + 1);
            if count.get() == 1 {
                asking.ask(Command::SignIn(form("102")));
                assert_eq!(count.get(), 1, "told while telling");
            }
        }),
        on_sound: Box::new(|_| {}),
    });

    // An id that no gateway knows raises a notice: the first thing to be told.
    echo.ask(Command::SignIn(form("abc")));
    assert_eq!(told.get(), 2);
    gateway.sees("/onlineagent/102").await;
    echo.stop();
}

#[wasm_bindgen_test]
async fn a_stopped_driver_sends_and_tells_nothing_more() {
    let gateway = Gateway::open();
    let driven = Driven::start();
    driven.signs_in().await;
    let poll = gateway.sees("/agentevent/").await;
    gateway.sees("/allcallinfoEx/").await;
    driven.driver.stop();
    assert!(poll.is_aborted());

    let (before, view) = (gateway.arrived().len(), driven.view());
    driven.store.dispatch(Command::SignOut);
    for _ in 0..200 {
        turn().await;
    }
    assert_eq!(gateway.arrived().len(), before);
    assert_eq!(driven.view(), view);
}
