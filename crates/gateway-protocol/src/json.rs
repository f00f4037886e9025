//! JSON text out of a value.
//!
//! `serde_json` would do it, but its writer brings the tables for printing fractions, a tenth of
//! what the whole toolbar may weigh, and no page has a fraction in it.

use std::fmt::Write;

use serde_json::Value;

/// The value as JSON on one line without blanks. A number that is not whole becomes `…`.
pub(crate) fn compact(value: &Value) -> String {
    let mut json = String::new();
    push_value(&mut json, value);
    json
}

/// An object of these members, in this order.
pub(crate) fn object(members: &[(&str, Value)]) -> String {
    let mut json = String::new();
    let members = members.iter().map(|(name, value)| (Some(*name), value));
    push_list(&mut json, ['{', '}'], members);
    json
}

fn push_value(json: &mut String, value: &Value) {
    match value {
        Value::Null => json.push_str("null"),
        Value::Bool(true) => json.push_str("true"),
        Value::Bool(false) => json.push_str("false"),
        Value::Number(number) => json.push_str(&digits(number).unwrap_or_else(|| "…".to_owned())),
        Value::String(text) => push_text(json, text),
        Value::Array(rows) => {
            let rows = rows.iter().map(|row| (None, row));
            push_list(json, ['[', ']'], rows);
        }
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| (Some(name.as_str()), value));
            push_list(json, ['{', '}'], members);
        }
    }
}

fn push_list<'a>(
    json: &mut String,
    [open, close]: [char; 2],
    items: impl Iterator<Item = (Option<&'a str>, &'a Value)>,
) {
    json.push(open);
    for (place, (name, value)) in items.enumerate() {
        if place > 0 {
            json.push(',');
        }
        if let Some(name) = name {
            push_text(json, name);
            json.push(':');
        }
        push_value(json, value);
    }
    json.push(close);
}

fn push_text(json: &mut String, text: &str) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            '\0'..='\u{1F}' => {
                // Writing to a String cannot fail.
                let _ = write!(json, "\\u{:04x}", u32::from(character));
            }
            _ => json.push(character),
        }
    }
    json.push('"');
}

/// A whole number's digits.
pub(crate) fn digits(number: &serde_json::Number) -> Option<String> {
    let unsigned = number.as_u64().map(|number| number.to_string());
    unsigned.or_else(|| number.as_i64().map(|number| number.to_string()))
}
