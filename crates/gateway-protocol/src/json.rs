//! A JSON value, read from text and written to it.
//!
//! It is our own because of its weight: a general one brings a map, floating-point numbers and
//! their printing, and a page has none of them. A number stays the text it came as, an object is
//! a list, and nothing is computed. What the pages' contradictions ask for is not here but in
//! `lenient`.

mod reader;
mod writer;

pub use writer::push_quoted;

/// A JSON value.
///
/// ```
/// use gateway_protocol::json::Json;
///
/// let call = Json::read(r#"{"callid":"1-2","callskillid":7}"#).ok_or("not JSON")?;
/// assert_eq!(call.get("callid").and_then(Json::text), Some("1-2"));
/// assert_eq!(call.get("callskillid").and_then(Json::integer), Some(7));
/// assert_eq!(call.to_text(), r#"{"callid":"1-2","callskillid":7}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written, whole or not, of any size.
    Number(String),
    /// A string, its escapes resolved.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object's members in their order. Of a name given twice the last one holds.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// An object of these members, in this order.
    pub fn object(members: Vec<(&str, Json)>) -> Json {
        let mut object = Vec::new();
        for (name, value) in members {
            object.push((name.to_owned(), value));
        }
        Json::Object(object)
    }

    /// The member of this name; none where this is no object.
    pub fn get(&self, name: &str) -> Option<&Json> {
        let mut latest_first = self.members()?.iter().rev();
        latest_first
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// Takes the member of this name out of an object.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let Json::Object(members) = self else {
            return None;
        };
        let mut removed = None;
        while let Some(place) = members.iter().position(|(known, _)| known == name) {
            removed = Some(members.remove(place).1);
        }
        removed
    }

    /// An object's members in their order.
    pub fn members(&self) -> Option<&[(String, Json)]> {
        match self {
            Json::Object(members) => Some(members),
            _ => None,
        }
    }

    /// A list's values.
    pub fn list(&self) -> Option<&[Json]> {
        match self {
            Json::List(values) => Some(values),
            _ => None,
        }
    }

    /// A string's text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A truth value.
    pub fn flag(&self) -> Option<bool> {
        match self {
            Json::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// A number that is written as a whole one, `7` but neither `7.0` nor `-0`; `None` past 64
    /// bits.
    pub fn integer(&self) -> Option<i64> {
        match self {
            Json::Number(digits) if digits != "-0" => digits.parse().ok(),
            _ => None,
        }
    }

    /// A number that is written as a whole one and without a sign; `None` past 64 bits.
    pub fn natural(&self) -> Option<u64> {
        match self {
            Json::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Json::Null)
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Json {
        Json::Bool(flag)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Json {
        Json::Number(number.to_string())
    }
}

impl From<u64> for Json {
    fn from(number: u64) -> Json {
        Json::Number(number.to_string())
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::Text(text.to_owned())
    }
}
