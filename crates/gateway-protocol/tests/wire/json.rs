//! Our JSON against a well-tried one: both take the same texts, for the same values.

use std::collections::BTreeSet;

use gateway_protocol::json::Json;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use serde_json::Value;

/// Why two readings of a text are not the same, if they are not.
fn difference(text: &str) -> Option<String> {
    match (Json::read(text), serde_json::from_str::<Value>(text)) {
        (Some(ours), Ok(theirs)) if !is_same(&ours, &theirs) => {
            Some(format!("{ours:?} is not {theirs:?}"))
        }
        (Some(ours), Err(error)) if !is_only_too_large(&error) => {
            Some(format!("{ours:?}, but {error}"))
        }
        (None, Ok(theirs)) => Some(format!("refused, but {theirs:?}")),
        _ => None,
    }
}

/// A number past the range of a float is one for us: we compute none.
fn is_only_too_large(error: &serde_json::Error) -> bool {
    error.to_string().starts_with("number out of range")
}

fn is_same(ours: &Json, theirs: &Value) -> bool {
    let holds_same = match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(ours), Value::Bool(theirs)) => ours == theirs,
        (Json::Number(text), Value::Number(_)) => {
            serde_json::from_str::<Value>(text).is_ok_and(|read| read == *theirs)
        }
        (Json::Text(ours), Value::String(theirs)) => ours == theirs,
        (Json::List(ours), Value::Array(theirs)) => {
            let mut pairs = ours.iter().zip(theirs);
            ours.len() == theirs.len() && pairs.all(|(ours, theirs)| is_same(ours, theirs))
        }
        (Json::Object(members), Value::Object(theirs)) => {
            let names: BTreeSet<_> = members.iter().map(|(name, _)| name).collect();
            let mut pairs = theirs.iter().map(|(name, value)| (ours.get(name), value));
            names.len() == theirs.len()
                && pairs.all(|(ours, theirs)| ours.is_some_and(|ours| is_same(ours, theirs)))
        }
        _ => false,
    };
    holds_same
        && ours.text() == theirs.as_str()
        && ours.flag() == theirs.as_bool()
        && ours.integer() == theirs.as_i64()
        && ours.is_null() == theirs.is_null()
        && ours.list().map(<[_]>::len) == theirs.as_array().map(Vec::len)
        && ours.members().is_some() == theirs.is_object()
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A text of JSON's own pieces, mostly in a wrong order.
fn pieces(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..most).prop_map(|pieces| pieces.concat())
}

const ANYTHING: &[&str] = &[
    "{", "}", "[", "]", ",", ":", "\"a\"", "\"a\":", "\"", "\\", "1", "-", "null", "true", "fals",
    " ", "\n", "\t", "\r", "\u{b}", "\u{c}", "\u{a0}", "\u{feff}", "\0", "é", "/", "//", "NaN",
];

const IN_A_NUMBER: &[&str] = &[
    "0",
    "1",
    "9",
    "123",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "-",
    "+",
    ".",
    "e",
    "E",
    "e308",
    " ",
    "_",
    "x",
];

const IN_A_TEXT: &[&str] = &[
    "\\", "\\\\", "\\\"", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u", "u", "\\x", "\\u00e9",
    "\\uD83D", "\\uDE00", "\\ud83d", "\\udbff", "\\udfff", "\\uFFFF", "0", "00", "D8", "g", "é",
    "😀", "\n", "\u{1f}", "\u{7f}", "\0", "\"",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn written_values_are_read_the_same(value in json()) {
        prop_assert_eq!(difference(&value.to_string()), None);
        let text = serde_json::to_string_pretty(&value).unwrap();
        prop_assert_eq!(difference(&text), None);
    }

    #[test]
    fn mutated_values_are_read_or_refused_the_same(
        value in json(),
        place in any::<prop::sample::Index>(),
        length in 0_usize..4,
        piece in prop_oneof![
            prop::sample::select(ANYTHING).prop_map(str::to_owned),
            any::<String>(),
        ],
    ) {
        let text: Vec<char> = value.to_string().chars().collect();
        let start = place.index(text.len());
        let end = (start + length).min(text.len());
        let mutated: String = text[..start]
            .iter()
            .copied()
            .chain(piece.chars())
            .chain(text[end..].iter().copied())
            .collect();
        prop_assert_eq!(difference(&mutated), None, "{}", mutated);
    }

    #[test]
    fn any_text_is_read_or_refused_the_same(text: String) {
        prop_assert_eq!(difference(&text), None);
    }

    #[test]
    fn any_pieces_are_read_or_refused_the_same(text in pieces(ANYTHING, 10)) {
        prop_assert_eq!(difference(&text), None);
    }

    #[test]
    fn anything_like_a_number_is_read_or_refused_the_same(text in pieces(IN_A_NUMBER, 6)) {
        prop_assert_eq!(difference(&text), None);
        prop_assert_eq!(difference(&format!("[{text}]")), None);
    }

    #[test]
    fn anything_in_quotes_is_read_or_refused_the_same(text in pieces(IN_A_TEXT, 6)) {
        prop_assert_eq!(difference(&format!("\"{text}\"")), None);
        prop_assert_eq!(difference(&format!("{{\"{text}\":0}}")), None);
    }

    #[test]
    fn what_is_written_is_read_as_it_was(value in json()) {
        let read = Json::read(&value.to_string()).unwrap();
        let written = read.to_text();
        prop_assert_eq!(Json::read(&written), Some(read));
        let theirs = serde_json::from_str::<Value>(&value.to_string()).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), theirs);
        prop_assert!(!written.contains(|character: char| character < ' '));
    }
}

#[test]
fn lists_and_objects_are_read_up_to_the_same_depth() {
    fn check(open: &str, close: &str, is_read: bool, levels: usize) {
        let text = open.repeat(levels) + "0" + &close.repeat(levels);
        assert_eq!(Json::read(&text).is_some(), is_read, "{open} {levels}");
        assert_eq!(difference(&text), None);
        let cut_off = open.repeat(levels);
        assert_eq!(Json::read(&cut_off), None, "{open} {levels}");
    }
    check("[", "]", true, 127);
    check("[", "]", false, 128);
    check("[", "]", false, 100_000);
    check("{\"a\":", "}", true, 127);
    check("{\"a\":", "}", false, 128);
    check("[{\"a\":", "}]", true, 63);
    check("[{\"a\":", "}]", false, 64);
    let beside = format!("[{}]", vec!["[]"; 1_000].join(","));
    assert_eq!(difference(&beside), None);
    assert!(Json::read(&beside).is_some());
}

#[test]
fn a_number_keeps_its_text() {
    fn check(text: &str, integer: Option<i64>) {
        let read = Json::read(text);
        assert_eq!(read, Some(Json::Number(text.to_owned())));
        assert_eq!(read.and_then(|number| number.integer()), integer, "{text}");
    }
    check("0", Some(0));
    check("-7", Some(-7));
    check("9223372036854775807", Some(i64::MAX));
    check("-9223372036854775808", Some(i64::MIN));
    check("9223372036854775808", None);
    check("-9223372036854775809", None);
    check("-0", None);
    check("1.0", None);
    check("1e3", None);
    check("1E+400", None);
    check(&"9".repeat(1_000), None);
}

#[test]
fn the_last_of_a_repeated_name_holds() {
    let mut object = Json::read(r#"{"a":1,"b":2,"a":3}"#).unwrap();
    assert_eq!(object.get("a"), Some(&Json::from(3_u64)));
    assert_eq!(object.remove("a"), Some(Json::from(3_u64)));
    assert_eq!(object.remove("a"), None);
    assert_eq!(object.to_text(), r#"{"b":2}"#);
}

#[test]
fn an_object_is_written_in_its_order() {
    let members = vec![
        ("z", Json::from(-1_i64)),
        ("a", Json::from(u64::MAX)),
        (
            "\"",
            Json::List(vec![Json::Null, Json::from(true), Json::from(false)]),
        ),
        ("", Json::from("\u{8}/\u{1f}\u{7f}\\密")),
    ];
    assert_eq!(
        Json::object(members).to_text(),
        "{\"z\":-1,\"a\":18446744073709551615,\"\\\"\":[null,true,false],\"\":\"\\u0008/\\u001f\u{7f}\\\\密\"}",
    );
}

#[test]
fn only_an_object_has_members() {
    for text in ["null", "true", "1", "\"a\"", "[\"a\"]"] {
        let mut value = Json::read(text).unwrap();
        assert_eq!(value.get("a"), None, "{text}");
        assert_eq!(value.remove("a"), None, "{text}");
        assert_eq!(value.members(), None, "{text}");
    }
}

#[test]
fn a_mistake_is_told_by_its_line() {
    fn check(text: &str, line: usize) {
        assert_eq!(Json::read_or_line(text), Err(line), "{text:?}");
    }
    check("", 1);
    check("x", 1);
    check("{\n\"a\": 1,\n}", 3);
    check("{\n\"a: 1,\n\"b\": 2}", 2);
    check("[1]\n\n]", 3);
    check("[\n\"\\u12\u{e9}4\"]", 2);
    check("[1,\n2", 2);
}
