//! The five controls in their fixed places: Answer, Reject, Drop, Conference, Queue.
//!
//! None of them ever comes, goes or moves; only what they would do changes.

use agent_session::command::Command;
use agent_session::view::{Act, CallKey, CallState, CallView, Conference, View};

use super::common::button::Opens;
use super::common::element::{Element, element};
use super::common::icon::Icon;
use super::common::roving::{Axis, row, walk};
use super::conference_menu::conference_menu;
use super::control::{Control, command_button};
use super::reject_menu::reject_menu;
use super::screen::Screen;
use crate::text::{Phrase, Sentence, Text};

/// The toolbar of the five controls.
pub fn call_controls(screen: &Screen) -> Element {
    let Screen { view, text, .. } = *screen;
    let slot = |class, name, label, control, face, is_first| {
        let button = command_button(screen, class, name, label, control);
        button.face(face).stop(Axis::Horizontal, is_first)
    };
    let control = answer(view, text);
    let mut answer = slot(
        "slot answer",
        "answer",
        text.say(Sentence::Answer),
        control,
        Icon::Receiver,
        true,
    );
    answer.detail = which_of_several(view, answerable(view), text).into();
    let control = drop_call(view, text);
    let mut drop_call = slot(
        "slot drop",
        "drop",
        text.say(Sentence::Drop),
        control,
        Icon::ReceiverDown,
        false,
    );
    drop_call.detail = which_of_several(view, view.current.as_ref(), text).into();
    let mut queue = slot(
        "slot queue",
        "queue",
        text.say(Sentence::Queue),
        queue(view),
        Icon::List,
        false,
    );
    queue.opens = Some((Opens::Part, view.queue.open().is_some()));
    let controls = element("div", "call-controls")
        .attribute("role", "toolbar")
        .attribute("aria-label", text.say(Sentence::CallControls))
        .on("keydown", |event| walk(event, Axis::Horizontal))
        .child(answer.draw())
        .child(reject_menu(screen))
        .child(drop_call.draw())
        .child(conference_menu(screen))
        .child(queue.draw());
    row(controls, Axis::Horizontal)
}

/// A call by its key.
pub fn call<'a>(view: &'a View, key: Option<&CallKey>) -> Option<&'a CallView> {
    view.calls.iter().find(|call| Some(&call.key) == key)
}

/// The words for acting on a call: its number.
pub fn about(view: &View, key: Option<&CallKey>, text: &Text) -> String {
    match call(view, key) {
        None => String::new(),
        Some(call) => text.fill(Phrase::ForCall, &[text.number(call.caller.as_deref())]),
    }
}

/// With several cards, the end of the number of the call that a control would act on; of one without, where it is.
fn which_of_several(view: &View, key: Option<&CallKey>, text: &Text) -> String {
    let cards = view.calls.len() + usize::from(view.conference != Conference::None);
    let Some(call) = call(view, key).filter(|_| cards > 1) else {
        return String::new();
    };
    match &call.caller {
        Some(number) => {
            let end = number.char_indices().nth_back(3).map_or(0, |(end, _)| end);
            ["…", number.get(end..).unwrap_or_default()].concat()
        }
        None => text.call_state(call.state).to_owned(),
    }
}

/// The call that rings; without one, a call whose state is not known.
fn answerable(view: &View) -> Option<&CallKey> {
    let not_known = || {
        view.calls
            .iter()
            .find(|call| call.state == CallState::NotKnown)
    };
    view.offered
        .as_ref()
        .or_else(|| not_known().map(|call| &call.key))
}

fn answer(view: &View, text: &Text) -> Control {
    let key = answerable(view);
    Control::under(view.actions.answer, key.cloned().map(Command::Answer))
        .pending(view, |act| act == Act::Answer)
        .about(about(view, key, text))
}

fn drop_call(view: &View, text: &Text) -> Control {
    let Some(key) = &view.current else {
        return Control::under(view.actions.drop, None);
    };
    Control::under(view.actions.drop, Some(Command::Drop(key.clone())))
        .pending_for(view, |act| act == Act::Drop, Some(&key.id))
        .about(about(view, Some(key), text))
}

fn queue(view: &View) -> Control {
    let control = match view.queue.open() {
        Some(_) => Control::plain(Command::CloseQueue),
        None => Control::under(view.actions.open_queue, Some(Command::OpenQueue)),
    };
    control.pending(view, |act| act == Act::PickUp)
}

#[cfg(test)]
mod tests {
    use agent_session::session::Session;
    use agent_session::settings::Settings;
    use agent_session::view::{CallId, ConfId, Epoch, Feature, InvitationKey, Moment};

    use super::*;

    fn call_of(caller: Option<&str>, state: CallState, epoch: u64) -> CallView {
        CallView {
            key: CallKey {
                id: CallId::parse("1-1").expect("a call id"),
                epoch: Epoch(epoch),
            },
            state,
            last_known: state,
            since: Moment::default(),
            caller: caller.map(str::to_owned),
            called: None,
            skill: None,
            feature: Feature::NotGiven,
            is_transfer: false,
            transferred_from: None,
            requeued: None,
            has_caller_left: false,
            is_in_doubt: false,
            answer: Ok(()),
            reject: Ok(()),
            drop: Ok(()),
        }
    }

    #[test]
    fn beside_another_card_a_control_names_its_call_whether_or_not_its_number_is_known() {
        let check = |callers: &[Option<&str>], is_invited: bool, named: &str| {
            let session = Session::new(Settings::default(), 1);
            let mut view = session.view(Moment::default());
            let calls = (1..).zip(callers);
            view.calls = calls
                .map(|(epoch, caller)| call_of(*caller, CallState::Held, epoch))
                .collect();
            if is_invited {
                view.conference = Conference::Invited {
                    key: InvitationKey {
                        id: ConfId::parse("7").expect("a conference id"),
                        epoch: Epoch(9),
                    },
                    since: Moment::default(),
                };
            }
            let key = view.calls.first().map(|call| call.key.clone());
            assert_eq!(
                which_of_several(&view, key.as_ref(), Text::english()),
                named
            );
        };
        let (known, other) = (Some("07550001234"), Some("07550009999"));
        check(&[known], false, "");
        check(&[None], false, "");
        check(&[], true, "");
        check(&[known, other], false, "…1234");
        check(&[Some("12"), other], false, "…12");
        check(&[known], true, "…1234");
        check(&[None, other], false, "On hold");
        check(&[None], true, "On hold");
    }
}
