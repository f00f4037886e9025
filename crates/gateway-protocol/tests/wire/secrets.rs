//! No secret in anything that `Debug` prints.

use std::fmt::Debug;

use gateway_protocol::endpoint::{Endpoint, Header, Response};
use gateway_protocol::id::Guid;
use gateway_protocol::online_agent::{ForceSignIn, Password, SignIn, SignInDetails, UpdateGuid};

use crate::{agent, answered};

const SECRET: &str = "c4nary";

#[test]
fn debug_shows_no_secret() {
    fn check(value: &dyn Debug, expected: &str) {
        for shown in [format!("{value:?}"), format!("{value:#?}")] {
            assert!(!shown.contains(SECRET), "{shown}");
            assert!(shown.contains(expected), "{shown} has no {expected}");
        }
    }
    let details = SignInDetails {
        password: Password::new(SECRET),
        phone: "40038".to_owned(),
        autoanswer: false,
        autoenteridle: true,
        releasephone: false,
        agenttype: 4,
        status: 4,
    };
    let sign_in = SignIn {
        agent: agent(),
        details: details.clone(),
    };
    let guid = Guid::parse(&format!("JSESSIONID={SECRET}.AgentGateway0")).unwrap();
    let request = sign_in.request().with_header(guid.header());
    assert!(request.body.as_ref().unwrap().as_str().contains(SECRET));
    assert!(
        request
            .headers
            .iter()
            .any(|header| header.value().contains(SECRET))
    );

    check(&guid, "Guid(…)");
    let renewal = format!(r#"{{"retcode":"0","result":{{"guid":"{SECRET}.AgentGateway1"}}}}"#);
    let renewal = answered(200, &renewal);
    check(&renewal, "bytes");
    check(&UpdateGuid::read(&renewal), "Ok(");
    check(&Some(guid.header()), "Guid: …");
    check(&Header::new("service_token", SECRET), "service_token");
    check(&details.password, "Password(…)");
    check(&details, "40038");
    check(&sign_in, "291");
    check(
        &ForceSignIn {
            agent: agent(),
            details,
        },
        "291",
    );
    check(&request.body, "bytes");
    check(&request, "/onlineagent/291");
    check(
        &Response::from_bytes(200, SECRET.as_bytes()),
        "Response(200, 6 bytes)",
    );
}

#[test]
fn no_failure_shows_a_guid() {
    fn check(body: &str) {
        let failure = UpdateGuid::read(&answered(200, body)).unwrap_err();
        for shown in [format!("{failure:?}"), failure.to_string()] {
            assert!(!shown.contains(SECRET), "{shown}");
        }
    }
    check(r#"{"retcode":"0","result":{"guid":["c4nary"]}}"#);
    check(r#"{"retcode":"0","result":"c4nary"}"#);
    check(r#"{"retcode":"0","result":{"guid":"c4nary with blanks"}}"#);
    check(r#"{"retcode":"100-006","message":"no","result":{"guid":"c4nary"}}"#);
    check(r#"{"result":{"guid":"c4nary"}}"#);
    check(r#"{"retcode":"0","result":{"guid":"c4nary"#);
}
