//! Signing in: three fields, a sound test, and the forced sign-in as a second, explained step.

use std::sync::Arc;

use agent_session::command::{Command, SignInForm};
use agent_session::view::{NoticeKind, Password, Stage, View};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

use super::common::button::{Button, unique_id};
use super::common::dynamic::{dynamic_if, effect};
use super::common::element::{Node, element, live, live_flag, words};
use super::common::roving::focus;
use super::control::{Control, command_button};
use super::sound::sound_test;
use crate::store::Store;

/// The form, and what follows while the gateway has not let the agent in.
pub fn sign_in(store: Store) -> AnyView {
    let text = &store.text().sign_in;
    let [agent_id, password, phone] = [Node::new(), Node::new(), Node::new()];
    let is_wrong = store.select(is_agent_id_invalid);
    effect(move || {
        if is_wrong.get() {
            focus(agent_id);
        }
    });
    let submit = Button::new(
        "submit",
        live(move || submit_words(store).to_owned()),
        Box::new(|| ()),
    )
    .kind("submit")
    .blocked_while(Arc::new(move || !is_form(store)))
    .progress(live(move || {
        if is_pending(store) { "asked" } else { "none" }.to_owned()
    }));
    let send = move || {
        store.dispatch(Command::SignIn(SignInForm {
            agent_id: typed(agent_id),
            password: Password::new(typed(password)),
            phone: typed(phone),
        }));
    };
    let form = element("form")
        .class("sign-in")
        .attribute("aria-label", text.title)
        .on("submit", move |event| {
            event.prevent_default();
            if untrack(|| is_form(store)) {
                send();
            }
        })
        .child(field(store, Field::AgentId, agent_id))
        .child(field(store, Field::Password, password))
        .child(field(store, Field::Phone, phone))
        .child(submit.draw())
        .child(
            element("div")
                .class("sign-in-sound")
                .child(sound_test(store))
                .draw(),
        );
    vec![form.draw(), forced_sign_in(store)].into_any()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    AgentId,
    Password,
    Phone,
}

/// A label, its input and below it what is wrong with what was typed.
fn field(store: Store, which: Field, node: Node) -> AnyView {
    let text = &store.text().sign_in;
    let (name, label, kind, keyboard, complete) = match which {
        Field::AgentId => ("agent-id", text.agent_id, "text", "numeric", "username"),
        Field::Password => (
            "password",
            text.password,
            "password",
            "text",
            "current-password",
        ),
        Field::Phone => ("phone", text.phone, "text", "tel", "off"),
    };
    let (id, error_id) = (unique_id(name), unique_id("error"));
    let has_error = move || which == Field::AgentId && store.read(is_agent_id_invalid);
    let label = element("label").attribute("for", id.clone()).words(label);
    let input = element("input")
        .attribute("id", id)
        .attribute("name", name)
        .attribute("type", kind)
        .attribute("inputmode", keyboard)
        .attribute("autocomplete", complete)
        .attribute("aria-invalid", live_flag(has_error))
        .attribute("aria-describedby", error_id.clone())
        .node(node);
    let error = element("span")
        .class("field-error")
        .attribute("id", error_id)
        .words(live(move || {
            if has_error() {
                text.agent_id_invalid
            } else {
                ""
            }
            .to_owned()
        }));
    // An attribute whose presence counts; what is sent must not change while it is on its way.
    effect(move || {
        let is_read_only = !is_form(store);
        if let Some(input) = input_of(node) {
            input.set_read_only(is_read_only);
        }
    });
    element("div")
        .class(["field ", name].concat())
        .child(label.draw())
        .child(input.draw())
        .child(error.draw())
        .draw()
}

fn input_of(node: Node) -> Option<HtmlInputElement> {
    node.get_untracked()
        .and_then(|element| element.dyn_into().ok())
}

fn typed(node: Node) -> String {
    input_of(node)
        .map(|input| input.value())
        .unwrap_or_default()
}

fn is_form(store: Store) -> bool {
    store.read(|view| view.stage == Stage::SignedOut)
}

fn is_pending(store: Store) -> bool {
    store.read(|view| matches!(view.stage, Stage::SigningIn { .. }))
}

fn submit_words(store: Store) -> &'static str {
    let text = &store.text().sign_in;
    if is_pending(store) {
        text.signing_in
    } else {
        text.submit
    }
}

fn is_agent_id_invalid(view: &View) -> bool {
    view.notices
        .iter()
        .any(|notice| notice.kind == NoticeKind::AgentIdInvalid)
}

/// Offered when the gateway says that the agent is signed in already; taken by a press only.
fn forced_sign_in(store: Store) -> AnyView {
    let text = &store.text().sign_in;
    let is_offered = store.select(|view| matches!(view.stage, Stage::ForcedSignInOffered { .. }));
    dynamic_if(is_offered, move || {
        let question = live(move || {
            store.read(|view| match &view.stage {
                Stage::ForcedSignInOffered { agent } => {
                    text.already_signed_in.with(&[agent.as_str()])
                }
                _ => String::new(),
            })
        });
        let node = Node::new();
        effect(move || focus(node));
        let force = |_: &View| Control::plain(Command::ForceSignIn);
        let go_back = |_: &View| Control::plain(Command::CancelForcedSignIn);
        let explained = element("div")
            .class("notice-words")
            .child(words("p", "sentence", question.clone()))
            .child(words("p", "next", text.forced_effect));
        element("div")
            .class("forced-sign-in")
            .attribute("role", "group")
            .attribute("aria-label", question)
            .attribute("tabindex", "-1")
            .node(node)
            .child(explained.draw())
            .child(command_button(store, "go-back", text.go_back, Box::new(go_back)).draw())
            .child(command_button(store, "force", text.force, Box::new(force)).draw())
            .draw()
    })
}
