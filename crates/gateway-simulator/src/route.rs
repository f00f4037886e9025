//! Which interface an address and a method mean.
//!
//! Each gateway module lists its own interfaces; the rest of the address is
//! always `/agentgateway/resource/{module}/{agentid}/…`.

use crate::exchange::Exchange;
use crate::http::Target;
use crate::id::AgentId;
use crate::reply::Reply;
use crate::retcode::Retcode;
use crate::{agent_conf, agent_event, call_data, online_agent, queue_device, voice_call};

/// One interface of the gateway.
pub(crate) struct Route {
    pub(crate) method: &'static str,
    /// What follows the agent id; `*` stands for one parameter.
    pub(crate) suffix: &'static str,
    /// The page's "method name in logs"; the address's own word where no page
    /// is public.
    pub(crate) name: &'static str,
    pub(crate) access: Access,
    pub(crate) act: fn(&mut Exchange, &Ask<'_>) -> Result<Reply, Retcode>,
}

/// Who may call an interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Anybody: sign-in and forced sign-in.
    Open,
    /// The session whose Guid the request carries.
    SignedIn,
}

/// A request that found its interface.
pub(crate) struct Ask<'a> {
    pub(crate) agent: AgentId,
    /// The `*` parts of the address.
    pub(crate) parts: Vec<&'a str>,
    pub(crate) target: &'a Target,
    pub(crate) body: &'a [u8],
    /// The Guid it came with.
    pub(crate) guid: &'a str,
}

impl Ask<'_> {
    /// The nth `*` of the address.
    pub(crate) fn part(&self, index: usize) -> &str {
        self.parts.get(index).copied().unwrap_or_default()
    }
}

const MODULES: &[(&str, &[Route])] = &[
    ("onlineagent", online_agent::ROUTES),
    ("agentevent", agent_event::ROUTES),
    ("voicecall", voice_call::ROUTES),
    ("agentconf", agent_conf::ROUTES),
    ("calldata", call_data::ROUTES),
    ("queuedevice", queue_device::ROUTES),
];

/// What an address means.
pub(crate) enum Found<'a> {
    Interface {
        route: &'static Route,
        agent: &'a str,
        parts: Vec<&'a str>,
    },
    WrongMethod,
    Nothing,
}

pub(crate) fn find<'a>(method: &str, path: &'a [String]) -> Found<'a> {
    let [root, resource, module, agent, rest @ ..] = path else {
        return Found::Nothing;
    };
    if root != "agentgateway" || resource != "resource" {
        return Found::Nothing;
    }
    let routes = MODULES
        .iter()
        .find(|(name, _)| name == module)
        .map_or(&[][..], |(_, routes)| routes);
    let mut found = Found::Nothing;
    for route in routes {
        let Some(parts) = match_suffix(route.suffix, rest) else {
            continue;
        };
        if route.method == method {
            return Found::Interface {
                route,
                agent,
                parts,
            };
        }
        found = Found::WrongMethod;
    }
    found
}

fn match_suffix<'a>(suffix: &str, rest: &'a [String]) -> Option<Vec<&'a str>> {
    let expected: Vec<&str> = suffix.split('/').filter(|part| !part.is_empty()).collect();
    if expected.len() != rest.len() {
        return None;
    }
    let mut parts = Vec::new();
    for (expected, part) in expected.iter().zip(rest) {
        if *expected == "*" {
            parts.push(part.as_str());
        } else if expected != part {
            return None;
        }
    }
    Some(parts)
}

/// The interface of this "method name in logs", in any case.
pub(crate) fn known_name(name: &str) -> Option<&'static str> {
    names().find(|known| known.eq_ignore_ascii_case(name))
}

/// Every "method name in logs".
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    MODULES
        .iter()
        .flat_map(|(_, routes)| *routes)
        .map(|route| route.name)
}
