//! Nothing that is shown, logged or printed for debugging holds the Guid or the password.

use agent_session::command::Command;
use agent_session::event::{Event, SetGuid};
use agent_session::view::Password;

use crate::desk::{Desk, GUID, POLL, form, talking};

const PASSWORD: &str = "secret-canary";

fn assert_hidden(what: &str, shown: &str) {
    assert!(!shown.contains(GUID), "{what} shows the Guid: {shown}");
    assert!(!shown.contains("canary"), "{what} shows a secret: {shown}");
}

#[test]
fn no_debug_output_holds_the_guid_or_the_password() {
    let mut desk = Desk::new();
    let signing_in = Event::Asked(Command::SignIn(form("291")));
    assert_hidden("the event", &format!("{signing_in:?}"));
    let effects = desk.session.update(signing_in, desk.moment());
    assert!(matches!(
        effects.as_slice(),
        [agent_session::effect::Effect::Send { request, .. }]
            if request.body.as_ref().is_some_and(|body| body.as_str().contains(PASSWORD))
    ));
    assert_hidden("the effects", &format!("{effects:?}"));
    assert_hidden("the session", &format!("{:?}", desk.session));
    assert_hidden("the view", &format!("{:?}", desk.view()));
}

#[test]
fn a_living_session_shows_no_guid() {
    let mut desk = Desk::ringing();
    let renewal = Event::HeadersArrived {
        id: desk.last(POLL).id,
        set_guid: Some(SetGuid("JSESSIONID=renewed-canary.AgentGateway0".into())),
        is_guid_renewed: false,
    };
    assert_hidden("the renewal", &format!("{renewal:?}"));
    desk.tell(renewal);
    desk.press(Command::Answer(desk.key("1")));
    assert_hidden("the session", &format!("{:?}", desk.session));
    assert_hidden("the requests", &format!("{:?}", desk.sent));
    desk.event(&talking("1"));
    assert_hidden("the view", &format!("{:?}", desk.view()));
    assert_hidden(
        "the password",
        &format!("{:?}", Password::new("typed-canary")),
    );
}
