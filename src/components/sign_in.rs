//! Signing in: three fields, a sound test, and the forced sign-in as a second, explained step.

use agent_session::command::{Command, SignInForm};
use agent_session::view::{NoticeKind, Password, Stage};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::common::button::{Button, Progress, unique_id};
use super::common::dynamic::{dynamic, nothing};
use super::control::{CommandButton, Control};
use super::sound::SoundTest;
use crate::store::Store;

/// The form, and what follows while the gateway has not let the agent in.
#[component]
pub fn SignIn() -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let words = &text.sign_in;
    let [agent_id, password, phone] = [(); 3].map(|()| NodeRef::<html::Input>::new());
    let is_pending = store.select(|view| matches!(view.stage, Stage::SigningIn { .. }));
    let is_form = store.select(|view| view.stage == Stage::SignedOut);
    let is_wrong = store.select(|view| {
        view.notices
            .iter()
            .any(|notice| notice.kind == NoticeKind::AgentIdInvalid)
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = |field: NodeRef<html::Input>| {
            field
                .get_untracked()
                .map(|field| field.value())
                .unwrap_or_default()
        };
        if is_form.get_untracked() {
            store.dispatch(Command::SignIn(SignInForm {
                agent_id: typed(agent_id),
                password: Password::new(typed(password)),
                phone: typed(phone),
            }));
        }
    };
    Effect::new(move |_| {
        if is_wrong.get()
            && let Some(field) = agent_id.get_untracked()
        {
            let _ = field.focus();
        }
    });
    let is_read_only = Signal::derive(move || !is_form.get());
    let field = move |name: &'static str, label, kind, keyboard, complete, node| {
        let id = unique_id(name);
        let error_id = [&id, "-error"].concat();
        let has_error = move || name == "agent-id" && is_wrong.get();
        view! {
            <div class=["field ", name].concat()>
                <label for=id.clone()>{label}</label>
                <input
                    id=id
                    name=name
                    type=kind
                    inputmode=keyboard
                    autocomplete=complete
                    node_ref=node
                    readonly=is_read_only
                    aria-invalid=Signal::derive(move || has_error().then_some("true"))
                    aria-describedby=error_id.clone()
                />
                <span class="field-error" id=error_id>
                    {Signal::derive(move || if has_error() { words.agent_id_invalid } else { "" })}
                </span>
            </div>
        }
        .into_any()
    };
    let label = Signal::derive(move || match is_pending.get() {
        true => words.signing_in.to_owned(),
        false => words.submit.to_owned(),
    });
    view! {
        <form class="sign-in" aria-label=words.title on:submit=submit>
            {field("agent-id", words.agent_id, "text", "numeric", "username", agent_id)}
            {field("password", words.password, "password", "text", "current-password", password)}
            {field("phone", words.phone, "text", "tel", "off", phone)}
            <Button
                class="submit"
                kind="submit"
                label
                is_blocked=is_read_only
                progress=Signal::derive(move || match is_pending.get() {
                    true => Progress::Asked,
                    false => Progress::None,
                })
                on_press=|()| ()
            />
            <div class="sign-in-sound"><SoundTest/></div>
        </form>
        <ForcedSignIn/>
    }
    .into_any()
}

/// Offered when the gateway says that the agent is signed in already; taken by a press only.
#[component]
fn ForcedSignIn() -> AnyView {
    let store = Store::expect();
    let text = store.text();
    let agent = store.select(|view| match &view.stage {
        Stage::ForcedSignInOffered { agent } => Some(agent.as_str().to_owned()),
        _ => None,
    });
    dynamic(move || {
        let Some(agent) = agent.get() else {
            return nothing();
        };
        let force = store.select(|_| Control::plain(Command::ForceSignIn));
        let go_back = store.select(|_| Control::plain(Command::CancelForcedSignIn));
        let question = text.sign_in.already_signed_in.with(&[&agent]);
        let label = question.clone();
        let node: NodeRef<html::Div> = NodeRef::new();
        Effect::new(move |_| {
            if let Some(step) = node.get() {
                let _ = step.focus();
            }
        });
        view! {
            <div class="forced-sign-in" role="group" aria-label=label tabindex="-1" node_ref=node>
                <div class="notice-words">
                    <p class="sentence">{question}</p>
                    <p class="next">{text.sign_in.forced_effect}</p>
                </div>
                <CommandButton class="go-back" label=text.sign_in.go_back control=go_back/>
                <CommandButton class="force" label=text.sign_in.force control=force/>
            </div>
        }
        .into_any()
    })
}
