//! The configuration for nginx: the template in `deploy/nginx/`, filled with an operator's wishes.
//!
//! What is the same everywhere stands in the template, with its reasons; here is what differs with the
//! session mode, the gateways and the hosts.

use super::wishes::{Gateways, SessionMode, Wishes};

const TEMPLATE: &str = include_str!("../../../../deploy/nginx/agent-toolbar.conf");

/// What the toolbar's pages may do. Everything comes from its own origin; `'wasm-unsafe-eval'` lets the
/// wasm be compiled and nothing else; the one Trusted Types policy knows the one worker.
const POLICY: [&str; 9] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types agent-toolbar",
];

/// What the toolbar needs of a browser's abilities, and what nobody needs in its frame.
const PERMISSIONS: &str = "autoplay=(self), clipboard-write=(self), camera=(), clipboard-read=(), \
                           display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), \
                           payment=(), publickey-credentials-get=(), serial=(), usb=()";

/// Where a cookie holds the Guid: whence it comes, what becomes of a new one, and who may come with it.
const COOKIE_MAPS: &str = r#"
# ── The Guid: in a cookie that no script can read, kept apart for each site that frames the toolbar ──

map $http_cookie $toolbar_guid {
    default "";
    "~(?:^|;\s*)__Secure-guid=(?<toolbar_kept>[^;]+)" $toolbar_kept;
}
map $upstream_http_set_guid $toolbar_new_guid {
    default "";
    "~*^\s*(?:JSESSIONID=)?(?<toolbar_set>[^;,\s]+)" $toolbar_set;
}
map $toolbar_new_guid $toolbar_cookie {
    default "__Secure-guid=$toolbar_new_guid; Path=/agentgateway/; HttpOnly; Secure; SameSite=None; Partitioned";
    "" "";
}
# A header with an empty value is not sent: this one is there when the Guid is another than before.
map "$toolbar_guid $toolbar_new_guid" $toolbar_renewed {
    default "";
    "~^(\S+) \1$" "";
    "~ \S+$" 1;
}
"#;

/// Where the toolbar holds the Guid.
const HEADER_MAPS: &str = r#"
# ── The Guid: the toolbar sends it in a header ──

map $http_guid $toolbar_guid {
    default $http_guid;
}
"#;

const COOKIE_HEADERS: &str = "    add_header Set-Cookie $toolbar_cookie always;
    add_header X-Guid-Renewed $toolbar_renewed always;
";

const COOKIE_REFUSALS: &str = "        # Its answer would hand the Guid to a script.
        if ($uri ~* updateguid) {
            return 403;
        }
";

/// The whole configuration.
pub fn configuration(wishes: &Wishes) -> String {
    let is_cookie = wishes.session == SessionMode::Cookie;
    let only_cookie = |text: &'static str| if is_cookie { text } else { "" };
    let authority = wishes.authority();
    let host = authority.split(':').next().unwrap_or(authority);
    let read_timeout = wishes.read_timeout.to_string();
    let values: [(&str, &str); 24] = [
        ("origin", &wishes.origin),
        ("origin_pattern", &pattern(&wishes.origin)),
        (
            "guard",
            only_cookie(
                "With a cookie that comes by itself, a header that no other page can send has to come too.\n# ",
            ),
        ),
        ("guard_header", only_cookie("$http_x_toolbar")),
        ("guard_value", only_cookie("1")),
        (
            "session_maps",
            if is_cookie { COOKIE_MAPS } else { HEADER_MAPS },
        ),
        ("upstreams", &upstreams(&wishes.gateways)),
        ("plain_server", &plain_server(wishes, host)),
        ("listen", &wishes.listen),
        ("host", host),
        ("authority", authority),
        ("certificate", &wishes.certificate),
        ("certificate_key", &wishes.certificate_key),
        ("logs", &wishes.logs),
        ("content_security_policy", &policy(wishes)),
        ("permissions_policy", PERMISSIONS),
        ("session_headers", only_cookie(COOKIE_HEADERS)),
        ("script_hosts", &script_hosts(wishes)),
        ("root", &wishes.root),
        ("session_refusals", only_cookie(COOKIE_REFUSALS)),
        ("read_timeout", &read_timeout),
        ("gateway_ca", &wishes.gateways.ca),
        ("gateway_certificate", &wishes.gateways.certificate_name),
        (
            "session_hidden",
            only_cookie("        proxy_hide_header Set-GUID;\n"),
        ),
    ];
    let mut text = TEMPLATE.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{{{name}}}}}"), value);
    }
    text
}

/// The content security policy, with who may frame the toolbar: a browser asks that of every page around it.
fn policy(wishes: &Wishes) -> String {
    let hosts = wishes.hosts.iter().map(|host| host.origin.as_str());
    let around = wishes.around_hosts.iter().map(String::as_str);
    let mut ancestors: Vec<&str> = hosts.chain(around).collect();
    if ancestors.is_empty() {
        ancestors.push("'none'");
    }
    let ancestors = ancestors.join(" ");
    format!("{}; frame-ancestors {ancestors}", POLICY.join("; "))
}

/// The hosts again, as those whose pages may include the script.
fn script_hosts(wishes: &Wishes) -> String {
    let origins = wishes.hosts.iter().map(|host| &host.origin);
    let lines = origins.map(|origin| {
        let origin = pattern(origin);
        format!("    \"~^/agent-toolbar\\.js(?:\\.br)? {origin}$\" $http_origin;\n")
    });
    lines.collect()
}

/// An origin as a part of a pattern.
fn pattern(origin: &str) -> String {
    origin.replace('.', "\\.")
}

/// Each gateway by itself, all of them together for who signs in, and which of them a request goes to.
fn upstreams(gateways: &Gateways) -> String {
    let all = gateways
        .servers
        .iter()
        .map(|(_, address)| format!("    server {address} max_fails=1 fail_timeout=30s;\n"));
    let mut text = format!(
        "# Who signs in is sent to any that is there; one that has failed is left out for half a minute.\n\
         upstream agent_toolbar_any {{\n    zone agent_toolbar_any 64k;\n{}}}\n",
        all.collect::<String>()
    );
    for (name, address) in &gateways.servers {
        text.push_str(&format!(
            "upstream agent_toolbar_{name} {{\n    server {address} max_fails=0;\n}}\n"
        ));
    }
    text.push_str(
        "\n# Signing in has no session yet, whatever Guid the page had before.\n\
         map \"$request_method $uri\" $toolbar_signs_in {\n    default 0;\n    \
         \"~^PUT /agentgateway/resource/onlineagent/[^/]+(?:/forcelogin)?/?$\" 1;\n}\n\
         map $toolbar_signs_in $toolbar_guid_sent {\n    default $toolbar_guid;\n    1 \"\";\n}\n\
         # A session lives at the gateway that its Guid names.\n\
         map \"$toolbar_signs_in $toolbar_guid\" $toolbar_gateway {\n    default agent_toolbar_any;\n",
    );
    for (name, _) in &gateways.servers {
        text.push_str(&format!("    \"~^0 .*\\.{name}$\" agent_toolbar_{name};\n"));
    }
    text.push_str("}\n\n");
    text
}

/// Where somebody types the address without `https`.
fn plain_server(wishes: &Wishes, host: &str) -> String {
    match &wishes.plain_listen {
        None => String::new(),
        Some(listen) => format!(
            "server {{\n    listen {listen};\n    server_name {host};\n    access_log off;\n    \
             return 301 {}/;\n}}\n\n",
            wishes.origin
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::wishes::tests::{EXAMPLE, with};
    use super::*;
    use serde_json::json;

    fn written(file: &str) -> String {
        configuration(&Wishes::read(file).expect("good values"))
    }

    #[test]
    fn nothing_of_the_template_is_left_unfilled() {
        for file in [EXAMPLE.to_owned(), with("session", json!("header"))] {
            let text = written(&file);
            assert!(!text.contains("{{") && !text.contains("}}"), "{text}");
        }
    }

    #[test]
    fn who_may_frame_the_toolbar_follows_from_the_hosts() {
        let check = |hosts, ancestors: &str| {
            let text = written(&with("hosts", hosts));
            assert!(
                text.contains(&format!("frame-ancestors {ancestors}\"")),
                "{text}"
            );
        };
        check(json!([]), "'none'");
        check(
            json!([{"origin": "https://a.example"}, {"origin": "https://b.example:8443"}]),
            "https://a.example https://b.example:8443",
        );
        let text = written(&with("aroundHosts", json!(["https://crm.vendor.example"])));
        assert!(
            text.contains("frame-ancestors https://crm.example https://crm.vendor.example\""),
            "{text}"
        );
        assert!(
            !text.contains("vendor\\.example"),
            "it may include no script: {text}"
        );
    }

    #[test]
    fn each_gateway_has_its_name_in_the_map() {
        let text = written(EXAMPLE);
        assert!(
            text.contains("\"~^0 .*\\.AgentGateway1$\" agent_toolbar_AgentGateway1;"),
            "{text}"
        );
        assert!(
            text.contains("server ccgw1.example:8043 max_fails=0;"),
            "{text}"
        );
    }

    #[test]
    fn only_a_cookie_session_has_a_cookie_and_its_guard() {
        let check = |session: &str, is_there| {
            let text = written(&with("session", json!(session)));
            for part in [
                "Set-Cookie $toolbar_cookie",
                "X-Guid-Renewed $",
                "updateguid",
                "proxy_hide_header Set-GUID",
                "https://toolbar\\.example)?\\|1$",
            ] {
                assert_eq!(text.contains(part), is_there, "{session}: {part}");
            }
        };
        check("cookie", true);
        check("header", false);
    }
}
