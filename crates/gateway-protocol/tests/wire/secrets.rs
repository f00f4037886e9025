//! No secret in anything that `Debug` prints.

use std::fmt::Debug;

use gateway_protocol::endpoint::{Endpoint, Header, Response};
use gateway_protocol::id::Guid;
use gateway_protocol::online_agent::{ForceSignIn, Password, SignIn, SignInDetails};

use crate::agent;

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
