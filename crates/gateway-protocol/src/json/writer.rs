//! From a value to text, on one line without blanks.

use super::Json;

impl Json {
    /// The value as text.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.push_to(&mut text);
        text
    }

    fn push_to(&self, text: &mut String) {
        match self {
            Json::Null => text.push_str("null"),
            Json::Bool(true) => text.push_str("true"),
            Json::Bool(false) => text.push_str("false"),
            Json::Number(number) => text.push_str(number),
            Json::Text(inner) => push_quoted(text, inner),
            Json::List(values) => {
                text.push('[');
                for (place, value) in values.iter().enumerate() {
                    if place > 0 {
                        text.push(',');
                    }
                    value.push_to(text);
                }
                text.push(']');
            }
            Json::Object(members) => {
                text.push('{');
                for (place, (name, value)) in members.iter().enumerate() {
                    if place > 0 {
                        text.push(',');
                    }
                    push_quoted(text, name);
                    text.push(':');
                    value.push_to(text);
                }
                text.push('}');
            }
        }
    }
}

/// Adds a string in quotes, with what must be escaped escaped.
pub fn push_quoted(text: &mut String, inner: &str) {
    text.push('"');
    for character in inner.chars() {
        match character {
            '"' | '\\' => {
                text.push('\\');
                text.push(character);
            }
            '\0'..='\u{1F}' => {
                let code = u32::from(character);
                text.push_str("\\u00");
                push_hex_digit(text, code >> 4);
                push_hex_digit(text, code & 0xF);
            }
            _ => text.push(character),
        }
    }
    text.push('"');
}

fn push_hex_digit(text: &mut String, digit: u32) {
    text.extend(char::from_digit(digit, 16));
}
