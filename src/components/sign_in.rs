//! Signing in: three fields, a sound test, and the forced sign-in as a second, explained step.

use agent_session::command::{Command, SignInForm};
use agent_session::view::{AgentId, NoticeKind, Password, Stage, View};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element as PageElement, Event, HtmlInputElement};

use super::common::button::Button;
use super::common::element::{Element, element, words};
use super::control::{Control, command_button};
use super::screen::Screen;
use super::sound::sound_test;
use crate::text::{Phrase, Sentence};

/// The names of the fields, in the page and in its style.
const AGENT_ID: &str = "agent-id";
const PASSWORD: &str = "password";
const PHONE: &str = "phone";

/// The form, and what follows while the gateway has not let the agent in.
pub fn sign_in(screen: &Screen) -> Vec<Element> {
    let (text, hand) = (screen.text, screen.hand);
    let is_form = screen.view.stage == Stage::SignedOut;
    let is_pending = matches!(screen.view.stage, Stage::SigningIn { .. });
    let label = if is_pending {
        text.say(Sentence::SigningIn)
    } else {
        text.say(Sentence::SignIn)
    };
    let mut submit = Button::new("submit", screen.id("hint", "submit"), label);
    submit.kind = "submit";
    submit.is_blocked = !is_form;
    submit.progress = if is_pending { "asked" } else { "none" };
    let form = element("form", "sign-in")
        .attribute("aria-label", text.say(Sentence::SignInTitle))
        .on("submit", move |event| {
            event.prevent_default();
            if is_form {
                hand.send(Command::SignIn(SignInForm {
                    agent_id: typed(event, "[name=agent-id]"),
                    password: Password::new(typed(event, "[name=password]")),
                    phone: typed(event, "[name=phone]"),
                }));
            }
        })
        .child(field(
            screen,
            AGENT_ID,
            text.say(Sentence::AgentId),
            ["text", "numeric", "username"],
        ))
        .child(field(
            screen,
            PASSWORD,
            text.say(Sentence::Password),
            ["password", "text", "current-password"],
        ))
        .child(field(
            screen,
            PHONE,
            text.say(Sentence::Softphone),
            ["text", "tel", "off"],
        ))
        .child(submit.draw())
        .child(element("div", "sign-in-sound").children(sound_test(screen)));
    let mut shown = vec![form];
    if let Stage::ForcedSignInOffered { agent } = &screen.view.stage {
        shown.push(forced_sign_in(screen, agent));
    }
    shown
}

/// A label, its input and below it what is wrong with what was typed.
fn field(
    screen: &Screen,
    name: &'static str,
    label: &'static str,
    [kind, keyboard, complete]: [&'static str; 3],
) -> Element {
    let (id, error_id) = (screen.id("field", name), screen.id("error", name));
    let has_error = name == AGENT_ID && is_agent_id_invalid(screen.view);
    let error = match has_error {
        true => screen.text.say(Sentence::AgentIdInvalid),
        false => "",
    };
    let input = element("input", "")
        .attribute("id", id.clone())
        .attribute("name", name)
        .attribute("type", kind)
        .attribute("inputmode", keyboard)
        .attribute("autocomplete", complete)
        .attribute("aria-describedby", error_id.clone())
        .flag("aria-invalid", has_error)
        // What is sent must not change while it is on its way.
        .mark("readonly", screen.view.stage != Stage::SignedOut)
        .takes_focus(has_error);
    let input = match name {
        AGENT_ID => input.attribute("value", screen.hand.agent_id()),
        _ => input,
    };
    element("div", "field")
        .key(name)
        .state(name)
        .child(words("label", "", label).attribute("for", id))
        .child(input)
        .child(words("span", "field-error", error).attribute("id", error_id))
}

/// What was typed into one of the fields of the form that listens.
fn typed(event: &Event, selector: &str) -> String {
    let form = event
        .current_target()
        .and_then(|form| form.dyn_into::<PageElement>().ok());
    let field = form.and_then(|form| form.query_selector(selector).ok().flatten());
    let input = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}

fn is_agent_id_invalid(view: &View) -> bool {
    view.notices
        .iter()
        .any(|notice| notice.kind == NoticeKind::AgentIdInvalid)
}

/// Offered when the gateway says that the agent is signed in already; taken by a press only.
fn forced_sign_in(screen: &Screen, agent: &AgentId) -> Element {
    let text = screen.text;
    let question = text.fill(Phrase::AlreadySignedIn, &[agent.as_str()]);
    let explained = element("div", "notice-words")
        .child(words("p", "sentence", question.clone()))
        .child(words("p", "next", text.say(Sentence::ForcedEffect)));
    let go_back = Control::plain(Command::CancelForcedSignIn);
    let force = Control::plain(Command::ForceSignIn);
    element("div", "forced-sign-in")
        .attribute("role", "group")
        .attribute("aria-label", question)
        .attribute("tabindex", "-1")
        .takes_focus(true)
        .child(explained)
        .child(
            command_button(
                screen,
                "go-back",
                "go-back",
                text.say(Sentence::GoBack),
                go_back,
            )
            .draw(),
        )
        .child(
            command_button(
                screen,
                "force",
                "force",
                text.say(Sentence::ForceSignIn),
                force,
            )
            .draw(),
        )
}
