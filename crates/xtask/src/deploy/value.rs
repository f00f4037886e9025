//! One value of the operator's file after the other: read once, and named where it is wrong.
//!
//! What is read here goes into the text of a web server's configuration, so each value has a form that
//! cannot end a line there or begin another one.

use serde_json::{Map, Value};

use crate::Outcome;

/// An object of the file, of which every name has to be known.
pub struct Section {
    prefix: String,
    values: Map<String, Value>,
}

impl Section {
    /// The file itself.
    pub fn read(text: &str) -> Outcome<Self> {
        match serde_json::from_str(text) {
            Ok(Value::Object(values)) => Ok(Self {
                prefix: String::new(),
                values,
            }),
            Ok(_) => Err("the file must be a JSON object.".to_owned()),
            Err(error) => Err(format!("the file is no JSON: {error}.")),
        }
    }

    /// The value of this name, if it is there.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.values.remove(name)
    }

    /// A text of this form, if it is there.
    pub fn text(&mut self, name: &str, form: &Form) -> Outcome<Option<String>> {
        match self.take(name) {
            None => Ok(None),
            Some(Value::String(text)) if (form.accepts)(&text) => Ok(Some(text)),
            Some(other) => Err(wrong(
                &[self.prefix.as_str(), name].concat(),
                form.expected,
                &other,
            )),
        }
    }

    /// A text of this form, which must be there.
    pub fn needed(&mut self, name: &str, form: &Form) -> Outcome<String> {
        self.text(name, form)?.ok_or_else(|| {
            format!(
                "{}{name} is missing: it must be {}.",
                self.prefix, form.expected
            )
        })
    }

    /// The object of this name; an empty one where it is not there.
    pub fn section(&mut self, name: &str) -> Outcome<Self> {
        let path = [self.prefix.as_str(), name].concat();
        match self.take(name) {
            None => Ok(Self::of(&path, Map::new())),
            Some(Value::Object(values)) => Ok(Self::of(&path, values)),
            Some(other) => Err(wrong(&path, "an object", &other)),
        }
    }

    /// The objects in the list of this name, which may be missing.
    pub fn sections(&mut self, name: &str) -> Outcome<Vec<Self>> {
        self.each(name, |path, value| match value {
            Value::Object(values) => Ok(Self::of(path, values)),
            other => Err(wrong(path, "an object", &other)),
        })
    }

    /// The texts in the list of this name, each of this form; the list may be missing.
    pub fn list(&mut self, name: &str, form: &Form) -> Outcome<Vec<String>> {
        self.each(name, |path, value| match value {
            Value::String(text) if (form.accepts)(&text) => Ok(text),
            other => Err(wrong(path, form.expected, &other)),
        })
    }

    /// Each value of the list of this name, which may be missing, read under its own path.
    fn each<T>(&mut self, name: &str, read: impl Fn(&str, Value) -> Outcome<T>) -> Outcome<Vec<T>> {
        let path = [self.prefix.as_str(), name].concat();
        let values = match self.take(name) {
            None => Vec::new(),
            Some(Value::Array(values)) => values,
            Some(other) => return Err(wrong(&path, "a list", &other)),
        };
        let values = values.into_iter().enumerate();
        values
            .map(|(index, value)| read(&format!("{path}[{index}]"), value))
            .collect()
    }

    /// The names that are left, each with a text of this form.
    pub fn texts(self, name_form: &Form, form: &Form) -> Outcome<Vec<(String, String)>> {
        let prefix = self.prefix;
        let pairs = self.values.into_iter().map(|(name, value)| {
            if !(name_form.accepts)(&name) {
                return Err(format!(
                    "{prefix}{name}: the name must be {}.",
                    name_form.expected
                ));
            }
            match value {
                Value::String(text) if (form.accepts)(&text) => Ok((name, text)),
                other => Err(wrong(
                    &[prefix.as_str(), &name].concat(),
                    form.expected,
                    &other,
                )),
            }
        });
        pairs.collect()
    }

    /// Everything that is left, whatever it is.
    pub fn rest(self) -> Map<String, Value> {
        self.values
    }

    /// The end of the section: what is left has a name that nobody knows.
    pub fn end(self) -> Outcome {
        match self.values.keys().next() {
            None => Ok(()),
            Some(name) => Err(format!("there is no value called {}{name}.", self.prefix)),
        }
    }

    fn of(path: &str, values: Map<String, Value>) -> Self {
        Self {
            prefix: format!("{path}."),
            values,
        }
    }
}

/// The sentence for a value of the wrong form.
pub fn wrong(name: &str, expected: &str, found: &Value) -> String {
    format!("{name} is {found}: it must be {expected}.")
}

/// What a text must look like.
pub struct Form {
    /// In words, after "it must be".
    pub expected: &'static str,
    accepts: fn(&str) -> bool,
}

/// An origin as a browser writes it, over TLS.
pub const ORIGIN: Form = Form {
    expected: "an origin over TLS as a browser writes it, such as \"https://crm.example\" or \
               \"https://crm.example:8443\": lower case, no path, no \"*\", and no \":443\"",
    accepts: |text| {
        text.strip_prefix("https://").is_some_and(|rest| {
            let (host, port) = rest
                .split_once(':')
                .map_or((rest, None), |(host, port)| (host, Some(port)));
            is_host(host) && port.is_none_or(|port| port != "443" && is_port(port))
        })
    },
};

/// A file or folder of the web server's machine.
pub const PATH: Form = Form {
    expected: "an absolute path of letters, digits and . _ - + @ /",
    accepts: |text| {
        text.starts_with('/')
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-+@/".contains(&byte))
    },
};

/// Where to listen.
pub const LISTEN: Form = Form {
    expected: "a port, or an IPv4 address and a port, such as \"443\" or \"10.0.0.1:443\"",
    accepts: |text| {
        let (address, port) = text.rsplit_once(':').unwrap_or(("0", text));
        is_port(port)
            && address
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
    },
};

/// Where a gateway is.
pub const ADDRESS: Form = Form {
    expected: "a host and a port, such as \"ccgw0.example:8043\"",
    accepts: |text| {
        text.split_once(':')
            .is_some_and(|(host, port)| is_host(host) && is_port(port))
    },
};

/// A name in a certificate.
pub const HOST: Form = Form {
    expected: "the name that stands in the gateways' certificates, such as \"ccgw.example\"",
    accepts: is_host,
};

/// The name of a gateway, as a Guid ends with it.
pub const GATEWAY_NAME: Form = Form {
    expected: "letters and digits, such as \"AgentGateway0\": what stands behind the dot at the end of \
               this gateway's Guids",
    accepts: |text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric()),
};

fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    text.split('.').all(is_label)
}

fn is_port(text: &str) -> bool {
    !text.starts_with(['0', '+']) && text.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_takes_what_it_says_and_nothing_that_ends_a_line() {
        let check = |form: &Form, good: &[&str], bad: &[&str]| {
            for (texts, is_good) in [(good, true), (bad, false)] {
                for text in texts {
                    assert_eq!((form.accepts)(text), is_good, "{text}: {}", form.expected);
                }
            }
            for text in [
                "", "a;b", "a b", "a\nb", "a\"b", "a{b", "a$b", "a\\b", "a#b",
            ] {
                assert!(!(form.accepts)(text), "{text:?}: {}", form.expected);
            }
        };
        check(
            &ORIGIN,
            &[
                "https://crm.example",
                "https://crm.example:8443",
                "https://10.0.0.1",
            ],
            &[
                "http://crm.example",
                "https://crm.example/",
                "https://*.example",
                "https://crm.example:443",
                "https://CRM.example",
                "https://crm..example",
                "https://crm.example:0",
                "https://crm.example:99999",
                "https://crm.example:+1",
                "crm.example",
                "https://",
                "null",
            ],
        );
        check(&PATH, &["/etc/ssl/a.pem"], &["etc/ssl", "/a b"]);
        check(
            &LISTEN,
            &["443", "127.0.0.1:8443"],
            &["a:443", "0", "443 ssl"],
        );
        check(
            &ADDRESS,
            &["ccgw0.example:8043", "10.0.0.1:8043"],
            &["ccgw0.example", ":8043", "https://a:1"],
        );
        check(&HOST, &["ccgw.example"], &["ccgw.example:1", "Ccgw"]);
        check(
            &GATEWAY_NAME,
            &["AgentGateway0"],
            &["Agent.Gateway", "Agent-0"],
        );
    }

    #[test]
    fn a_value_that_nobody_knows_is_named() {
        let mut file = Section::read(r#"{"gateways": {"sevrers": {}}}"#).expect("an object");
        let gateways = file.section("gateways").expect("an object");
        assert_eq!(
            gateways.end(),
            Err("there is no value called gateways.sevrers.".to_owned())
        );
        assert_eq!(file.end(), Ok(()));
    }
}
