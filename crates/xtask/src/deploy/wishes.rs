//! What an operator wishes: origins, gateways, certificates, session mode, hosts.
//!
//! Read whole before anything is written, so that a wrong value leaves what was there as it was.

use serde_json::{Map, Value, json};

use agent_session::settings::{Settings, WrongSetting};

use super::value::{self, ADDRESS, GATEWAY_NAME, HOST, LISTEN, ORIGIN, PATH, Section};
use crate::Outcome;

/// A whole deployment.
#[derive(Debug)]
pub struct Wishes {
    /// Where the toolbar is found.
    pub origin: String,
    /// What the web server listens on.
    pub listen: String,
    /// What it listens on without TLS, only to send browsers to the origin.
    pub plain_listen: Option<String>,
    /// The origin's certificate, with those that it depends on.
    pub certificate: String,
    /// Its key.
    pub certificate_key: String,
    /// The folder with the toolbar's files.
    pub root: String,
    /// The folder of the logs.
    pub logs: String,
    /// The gateways.
    pub gateways: Gateways,
    /// Who keeps the Guid.
    pub session: SessionMode,
    /// Who may frame the toolbar and speak to it.
    pub hosts: Vec<Host>,
    /// Whose pages may hold a host's page in a frame; they are told nothing.
    pub around_hosts: Vec<String>,
    /// The toolbar's other settings.
    toolbar: Map<String, Value>,
    /// How many seconds the proxy waits for an answer: longer than the toolbar does.
    pub read_timeout: u64,
}

/// One gateway or several.
#[derive(Debug)]
pub struct Gateways {
    /// The certificates of those who may sign for a gateway.
    pub ca: String,
    /// The name that stands in every gateway's certificate.
    pub certificate_name: String,
    /// Name and address of each.
    pub servers: Vec<(String, String)>,
}

/// Who keeps the Guid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SessionMode {
    /// The toolbar.
    Header,
    /// The proxy, in a cookie that no script can read.
    Cookie,
}

/// An origin that may frame the toolbar.
#[derive(Debug)]
pub struct Host {
    /// The origin.
    pub origin: String,
    /// What its pages may ask for: a list of verbs, which the toolbar's own reader judges.
    verbs: Value,
}

/// So much longer than the toolbar the proxy waits, in seconds.
const LONGER: u64 = 5;

impl Wishes {
    /// Reads the operator's file.
    pub fn read(text: &str) -> Outcome<Self> {
        let mut file = Section::read(text)?;
        let origin = file.needed("origin", &ORIGIN)?;
        let is_usual = !origin.trim_start_matches("https://").contains(':');
        let listen = file.text("listen", &LISTEN)?;
        let plain_listen = file.text("plainListen", &LISTEN)?;
        let mut toolbar = file.section("toolbar")?;
        for name in ["gateway", "session", "hosts"] {
            if toolbar.take(name).is_some() {
                return Err(format!(
                    "toolbar.{name} cannot be set: it follows from the other values."
                ));
            }
        }
        let mut wishes = Self {
            listen: match (listen, is_usual) {
                (Some(listen), _) => listen,
                (None, true) => "443".to_owned(),
                (None, false) => authority(&origin)
                    .rsplit(':')
                    .next()
                    .unwrap_or("443")
                    .to_owned(),
            },
            plain_listen: plain_listen.or_else(|| is_usual.then(|| "80".to_owned())),
            origin,
            certificate: file.needed("certificate", &PATH)?,
            certificate_key: file.needed("certificateKey", &PATH)?,
            root: file.needed("root", &PATH)?,
            logs: file
                .text("logs", &PATH)?
                .unwrap_or_else(|| "/var/log/nginx".to_owned()),
            gateways: Gateways::read(file.section("gateways")?)?,
            session: SessionMode::read(file.take("session"))?,
            hosts: file
                .sections("hosts")?
                .into_iter()
                .map(Host::read)
                .collect::<Outcome<_>>()?,
            around_hosts: file.list("aroundHosts", &ORIGIN)?,
            toolbar: toolbar.rest(),
            read_timeout: 0,
        };
        file.end()?;
        // What the toolbar would refuse is refused here, in the operator's names.
        let settings = Settings::parse(&wishes.settings_file()).map_err(refused)?;
        wishes.read_timeout = read_timeout(&settings);
        Ok(wishes)
    }

    /// Host and port of the origin, as a browser asks for them.
    pub fn authority(&self) -> &str {
        authority(&self.origin)
    }

    /// The toolbar's settings, as `toolbar.json`.
    pub fn settings_file(&self) -> String {
        let mut settings = self.toolbar.clone();
        settings.insert("gateway".to_owned(), json!("/agentgateway/resource"));
        settings.insert("session".to_owned(), json!(self.session.name()));
        if !self.hosts.is_empty() {
            let hosts = self
                .hosts
                .iter()
                .map(|host| json!({"origin": host.origin, "verbs": host.verbs}));
            settings.insert("hosts".to_owned(), hosts.collect());
        }
        format!("{:#}\n", Value::Object(settings))
    }
}

/// A setting that the toolbar would refuse.
fn refused(wrong: WrongSetting) -> String {
    let name = match wrong.name.as_str() {
        "hosts" => wrong.name,
        name => format!("toolbar.{name}"),
    };
    match wrong.expected {
        "" => format!("there is no value called {name}."),
        expected => format!("{name} is {}: it must be {expected}.", wrong.found),
    }
}

/// In seconds.
fn read_timeout(settings: &Settings) -> u64 {
    let limits = settings.limits;
    let poll = limits.poll_hold.plus(limits.poll_margin);
    let commands = limits.confirm.max(limits.confirm_pick_up);
    poll.max(limits.request).max(commands).0.div_ceil(1000) + LONGER
}

fn authority(origin: &str) -> &str {
    origin.trim_start_matches("https://")
}

impl Gateways {
    fn read(mut section: Section) -> Outcome<Self> {
        let gateways = Self {
            ca: section.needed("ca", &PATH)?,
            certificate_name: section.needed("certificateName", &HOST)?,
            servers: section.section("servers")?.texts(&GATEWAY_NAME, &ADDRESS)?,
        };
        section.end()?;
        if gateways.servers.is_empty() {
            return Err("gateways.servers is empty: name at least one, such as \
                        {\"AgentGateway0\": \"ccgw0.example:8043\"}."
                .to_owned());
        }
        Ok(gateways)
    }
}

impl SessionMode {
    fn read(value: Option<Value>) -> Outcome<Self> {
        match value {
            None => Ok(Self::Header),
            Some(value) if value == "header" => Ok(Self::Header),
            Some(value) if value == "cookie" => Ok(Self::Cookie),
            Some(other) => Err(value::wrong("session", "\"header\" or \"cookie\"", &other)),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

impl Host {
    fn read(mut section: Section) -> Outcome<Self> {
        let origin = section.needed("origin", &ORIGIN)?;
        let verbs = match section.take("verbs") {
            None => json!([]),
            Some(list @ Value::Array(_)) => list,
            Some(other) => {
                let name = format!("hosts: verbs of {origin}");
                return Err(value::wrong(&name, "a list", &other));
            }
        };
        section.end()?;
        Ok(Self { origin, verbs })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The example that the documents name.
    pub const EXAMPLE: &str = include_str!("../../../../deploy/nginx/example.json");

    /// The example with one value changed, or taken out where it is `null`.
    pub fn with(path: &str, value: Value) -> String {
        let mut file: Value = serde_json::from_str(EXAMPLE).expect("it is JSON");
        let (parents, name) = path.rsplit_once('/').unwrap_or(("", path));
        let parent = file
            .pointer_mut(parents)
            .and_then(Value::as_object_mut)
            .expect(path);
        match value {
            Value::Null => drop(parent.remove(name)),
            value => drop(parent.insert(name.to_owned(), value)),
        }
        file.to_string()
    }

    #[test]
    fn a_wrong_value_is_named_in_one_sentence() {
        let check = |path: &str, value: Value, part: &str| {
            let sentence = Wishes::read(&with(path, value)).expect_err(path);
            assert!(sentence.contains(part), "{path}: {sentence}");
            assert!(!sentence.contains('\n'), "{sentence}");
        };
        check(
            "origin",
            json!("http://a.example"),
            "origin is \"http://a.example\": it must be an origin over TLS",
        );
        check("origin", Value::Null, "origin is missing");
        check(
            "certificate",
            json!("tls.crt"),
            "certificate is \"tls.crt\": it must be an absolute path",
        );
        check("certificateKey", Value::Null, "certificateKey is missing");
        check("root", json!("/a;b"), "root is");
        check("listen", json!(443), "listen is 443");
        check(
            "session",
            json!("cookies"),
            "session is \"cookies\": it must be \"header\" or \"cookie\"",
        );
        check("/gateways/ca", Value::Null, "gateways.ca is missing");
        check(
            "/gateways/certificateName",
            json!("*"),
            "gateways.certificateName",
        );
        check("/gateways/servers", json!({}), "gateways.servers is empty");
        check(
            "/gateways/servers",
            json!({"a.b": "c:1"}),
            "gateways.servers.a.b: the name must be letters",
        );
        check(
            "/gateways/servers",
            json!({"a": "https://c:1"}),
            "gateways.servers.a is",
        );
        check(
            "/gateways/severs",
            json!({}),
            "no value called gateways.severs",
        );
        check(
            "hosts",
            json!("https://crm.example"),
            "hosts is \"https://crm.example\": it must be a list",
        );
        check(
            "hosts",
            json!([{"origin": "https://*.example"}]),
            "hosts[0].origin is",
        );
        check(
            "hosts",
            json!([{"origin": "https://a.example", "verbs": "all"}]),
            "hosts: verbs of https://a.example is \"all\": it must be a list.",
        );
        check(
            "hosts",
            json!([{"origin": "https://a.example", "verbs": ["anser"]}]),
            "hosts is \"anser\"",
        );
        check("aroundHosts", json!("https://a.example"), "aroundHosts is");
        check("aroundHosts", json!(["*"]), "aroundHosts[0] is \"*\"");
        check(
            "hosts",
            json!([{"origin": "https://a.example", "verb": []}]),
            "no value called hosts[0].verb",
        );
        check(
            "toolbar",
            json!({"gateway": "https://b.example"}),
            "toolbar.gateway cannot be set",
        );
        check(
            "toolbar",
            json!({"limits": {"pollHoldMs": 30000}}),
            "toolbar.limits.pollHoldMs is 30000: it must be milliseconds from 1000 to 24000.",
        );
        check(
            "toolbar",
            json!({"drop": "hangup"}),
            "toolbar.drop is \"hangup\": it must be \"release\", \"legacy\" or \"dropcall\".",
        );
        check(
            "toolbar",
            json!({"colour": "red"}),
            "there is no value called toolbar.colour.",
        );
        check(
            "logsFolder",
            json!("/var/log"),
            "no value called logsFolder",
        );
        let sentence = Wishes::read("[]").expect_err("a list");
        assert_eq!(sentence, "the file must be a JSON object.");
    }

    #[test]
    fn the_proxy_waits_longer_than_the_toolbar() {
        let check = |limits: Value, seconds| {
            let wishes =
                Wishes::read(&with("toolbar", json!({"limits": limits}))).expect("good values");
            assert_eq!(wishes.read_timeout, seconds, "{limits}");
        };
        check(json!({}), 20);
        check(json!({"pollHoldMs": 24000, "pollMarginMs": 6000}), 35);
        check(
            json!({
                "pollHoldMs": 1000, "pollMarginMs": 1001, "requestMs": 2000, "confirmMs": 1000,
                "confirmPickUpMs": 1000,
            }),
            8,
        );
        check(json!({"requestMs": 60000}), 65);
        check(json!({"confirmMs": 40000}), 45);
        check(json!({"confirmPickUpMs": 50000}), 55);
    }

    #[test]
    fn the_ports_follow_from_the_origin() {
        let check = |origin: &str, listen: &str, plain: Option<&str>| {
            let wishes = Wishes::read(&with("origin", json!(origin))).expect("good values");
            assert_eq!(wishes.listen, listen, "{origin}");
            assert_eq!(wishes.plain_listen.as_deref(), plain, "{origin}");
        };
        check("https://toolbar.example", "443", Some("80"));
        check("https://toolbar.example:8443", "8443", None);
    }

    #[test]
    fn the_toolbar_is_told_its_session_mode_and_its_hosts() {
        let file = with("toolbar", json!({"drop": "dropcall"}));
        let wishes = Wishes::read(&file).expect("good values");
        let settings: Value = serde_json::from_str(&wishes.settings_file()).expect("it is JSON");
        assert_eq!(
            settings,
            json!({
                "gateway": "/agentgateway/resource",
                "session": "cookie",
                "drop": "dropcall",
                "hosts": [{"origin": "https://crm.example", "verbs": ["answer"]}],
            })
        );
    }
}
