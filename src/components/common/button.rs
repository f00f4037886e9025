//! The one kind of button: it stays focusable when it cannot be used, and says why.
//!
//! `disabled` is never used, because it would take the focus away and hide the reason.
//! What a press means is bound when the pointer or key goes down, so a button tells both.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::dynamic::nothing;
use super::icon::{Icon, icon};
use super::roving::Stop;

/// How far what a button asked for has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Progress {
    /// Nothing is on its way.
    #[default]
    None,
    /// Asked, and on its way.
    Asked,
    /// Asked, and nobody knows what became of it.
    Unknown,
}

/// When the hint is seen besides while the pointer or the keyboard's focus is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hint {
    /// Not.
    Quiet,
    /// After a press that could do nothing.
    Told,
    /// Put away with Escape, or by a press that did something.
    PutAway,
}

/// A button with its hint.
#[component]
pub fn Button(
    /// Class of the whole.
    class: &'static str,
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// A second, smaller word.
    #[prop(optional, into)]
    detail: Signal<String>,
    /// Drawn before the label.
    #[prop(default = None, into)]
    face: Option<Icon>,
    /// The role, where it is not a plain button.
    #[prop(default = None, into)]
    role: Option<&'static str>,
    /// `submit` in a form whose own event does the work.
    #[prop(default = "button")]
    kind: &'static str,
    /// It opens something: what (`menu`, or `true` for a part of the page) and whether that is open.
    #[prop(default = None, into)]
    opens: Option<(&'static str, Signal<bool>)>,
    /// It is one of a set, and whether it is the one that holds.
    #[prop(default = None, into)]
    is_pressed: Option<Signal<bool>>,
    /// It can do nothing now.
    #[prop(optional, into)]
    is_blocked: Signal<bool>,
    /// How far its last press has come.
    #[prop(optional, into)]
    progress: Signal<Progress>,
    /// Why it can do nothing, or what it would act on.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// Its place in a row with one tab stop.
    #[prop(default = None, into)]
    stop: Option<Stop>,
    /// Its element, where it has no such place.
    #[prop(optional)]
    node: NodeRef<html::Button>,
    /// Pointer or key has gone down.
    #[prop(default = None, into)]
    on_down: Option<Callback<()>>,
    /// It was pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> AnyView {
    let shown = RwSignal::new(Hint::Quiet);
    let id = unique_id("hint");
    let down = move || {
        if let Some(on_down) = on_down {
            on_down.run(());
        }
    };
    let key_down = move |event: KeyboardEvent| match event.key().as_str() {
        // A held key is one press.
        "Enter" | " " if event.repeat() => event.prevent_default(),
        "Enter" | " " => down(),
        "Escape" => shown.set(Hint::PutAway),
        _ => {}
    };
    let press = move || {
        shown.set(match is_blocked.get_untracked() {
            true => Hint::Told,
            false => Hint::PutAway,
        });
        on_press.run(());
    };
    let forget = move || shown.set(Hint::Quiet);
    view! {
        <span class=["control ", class].concat()>
            <button
                type=kind
                class="button"
                role=role
                aria-haspopup=opens.and_then(|(what, _)| (what == "menu").then_some(what))
                aria-expanded=opens.map(|(_, is_open)| Signal::derive(move || flag(is_open.get())))
                aria-pressed=is_pressed.map(|is_it| Signal::derive(move || flag(is_it.get())))
                aria-disabled=Signal::derive(move || flag(is_blocked.get()))
                aria-describedby=id.clone()
                tabindex=stop.map(|stop| Signal::derive(move || tab_index(stop.is_tab_stop())))
                data-progress=Signal::derive(move || progress_word(progress.get()))
                data-hint=Signal::derive(move || hint_word(shown.get()))
                node_ref=stop.map_or(node, |stop| stop.node)
                on:pointerdown=move |_| down()
                on:keydown=key_down
                on:click=move |_| press()
                on:focus=move |_| if let Some(stop) = stop { stop.note_focus() }
                on:blur=move |_| forget()
                on:pointerleave=move |_| forget()
            >
                {face.map_or_else(nothing, icon)}
                <span class="label">{label}</span>
                <span class="detail">{detail}</span>
                {opens.map_or_else(nothing, |_| icon(Icon::More))}
            </button>
            <span class="hint" id=id>{hint}</span>
        </span>
    }
    .into_any()
}

/// An id that nothing else in the page has, whatever shows the toolbar twice.
pub fn unique_id(name: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static LAST: AtomicU32 = AtomicU32::new(0);
    [name, "-", &LAST.fetch_add(1, Ordering::Relaxed).to_string()].concat()
}

fn flag(is_it: bool) -> &'static str {
    if is_it { "true" } else { "false" }
}

fn tab_index(is_tab_stop: bool) -> &'static str {
    if is_tab_stop { "0" } else { "-1" }
}

fn progress_word(progress: Progress) -> &'static str {
    match progress {
        Progress::None => "none",
        Progress::Asked => "asked",
        Progress::Unknown => "unknown",
    }
}

fn hint_word(hint: Hint) -> &'static str {
    match hint {
        Hint::Quiet => "quiet",
        Hint::Told => "told",
        Hint::PutAway => "put-away",
    }
}
