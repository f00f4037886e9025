//! The paths in a Rust source file: `crate::store::Store`, `use leptos::{prelude::*, html}`.
//!
//! Read from the words of the text and not from a syntax tree, because most of a component's code
//! stands inside a macro, where a syntax tree sees nothing. Comments, literals and what is compiled
//! for tests only are left out.

/// A path and the line it begins in.
#[derive(Debug, PartialEq)]
pub struct SourcePath {
    /// Its segments; a glob is left out.
    pub segments: Vec<String>,
    /// The line, counted from 1.
    pub line: usize,
}

/// Every path of two or more segments, and every path that a `use` names, groups spelled out.
pub fn paths(source: &str) -> Vec<SourcePath> {
    let mut words = Words {
        words: without_tests(words(source)),
        next: 0,
    };
    let mut found = Vec::new();
    while let Some(word) = words.take() {
        match word.kind {
            Kind::Name(name) if name == "use" => words.use_tree(&[], Shown::Always, &mut found),
            Kind::Name(name) => words.path(vec![name], word.line, Shown::IfLong, &mut found),
            Kind::Mark(_) => {}
        }
    }
    found
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Name(String),
    Mark(char),
}

#[derive(Clone, Debug)]
struct Word {
    kind: Kind,
    line: usize,
}

impl Word {
    fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// Whether a path of one segment is of interest.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Always,
    IfLong,
}

struct Words {
    words: Vec<Word>,
    next: usize,
}

impl Words {
    fn take(&mut self) -> Option<Word> {
        let word = self.words.get(self.next).cloned();
        self.next += 1;
        word
    }

    fn peek(&self, ahead: usize) -> Option<&Word> {
        self.words.get(self.next + ahead)
    }

    fn take_mark(&mut self, mark: char) -> bool {
        let is_there = self.peek(0).is_some_and(|word| word.is(mark));
        self.next += usize::from(is_there);
        is_there
    }

    fn take_colons(&mut self) -> bool {
        let is_there = [0, 1]
            .iter()
            .all(|ahead| self.peek(*ahead).is_some_and(|word| word.is(':')));
        self.next += if is_there { 2 } else { 0 };
        is_there
    }

    /// The rest of a path whose first segments have been read.
    fn path(
        &mut self,
        mut segments: Vec<String>,
        line: usize,
        shown: Shown,
        found: &mut Vec<SourcePath>,
    ) {
        while self.take_colons() {
            match self.peek(0).map(|word| word.kind.clone()) {
                Some(Kind::Name(name)) => {
                    segments.push(name);
                    self.next += 1;
                }
                Some(Kind::Mark('{')) => return self.use_tree(&segments, Shown::Always, found),
                _ => break,
            }
        }
        if shown == Shown::Always || segments.len() > 1 {
            found.push(SourcePath { segments, line });
        }
    }

    /// A tree after `use` or after `::` in one: a path, a glob, or a group of trees.
    fn use_tree(&mut self, before: &[String], shown: Shown, found: &mut Vec<SourcePath>) {
        self.take_colons();
        let Some(word) = self.take() else { return };
        match word.kind {
            Kind::Name(name) => {
                let segments = before.iter().cloned().chain([name]).collect();
                self.path(segments, word.line, shown, found);
                // `as name` and whatever else stands before the next comma is not a path.
                while self
                    .peek(0)
                    .is_some_and(|word| !",};".chars().any(|mark| word.is(mark)))
                {
                    self.next += 1;
                }
            }
            Kind::Mark('{') => {
                while !self.take_mark('}') && self.peek(0).is_some() {
                    self.use_tree(before, shown, found);
                    self.take_mark(',');
                }
            }
            Kind::Mark(_) => found.push(SourcePath {
                segments: before.to_vec(),
                line: word.line,
            }),
        }
    }
}

/// The names and marks of a text, without its comments, literals and lifetimes.
fn words(source: &str) -> Vec<Word> {
    let mut letters = Letters {
        rest: source,
        line: 1,
    };
    let mut words = Vec::new();
    while let Some(letter) = letters.first() {
        let line = letters.line;
        if letters.skip_comment() || letters.skip_literal() {
            continue;
        }
        if letter.is_alphabetic() || letter == '_' {
            let name = letters.take_while(|it| it.is_alphanumeric() || it == '_');
            words.push(Word {
                kind: Kind::Name(name),
                line,
            });
        } else if letter.is_ascii_digit() {
            letters.take_while(|it| it.is_alphanumeric() || it == '_');
        } else {
            letters.skip(letter.len_utf8());
            if !letter.is_whitespace() {
                words.push(Word {
                    kind: Kind::Mark(letter),
                    line,
                });
            }
        }
    }
    words
}

struct Letters<'a> {
    rest: &'a str,
    line: usize,
}

impl Letters<'_> {
    fn first(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn skip(&mut self, bytes: usize) {
        let (skipped, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.line += skipped.matches('\n').count();
        self.rest = rest;
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let end = self
            .rest
            .find(|letter| !belongs(letter))
            .unwrap_or(self.rest.len());
        let taken = self.rest.get(..end).unwrap_or_default().to_owned();
        self.skip(end);
        taken
    }

    fn skip_comment(&mut self) -> bool {
        if self.rest.starts_with("//") {
            self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
            return true;
        }
        if !self.rest.starts_with("/*") {
            return false;
        }
        let mut depth = 0_usize;
        loop {
            if self.rest.starts_with("/*") {
                depth += 1;
                self.skip(2);
            } else if self.rest.starts_with("*/") {
                depth -= 1;
                self.skip(2);
            } else {
                self.skip(self.first().map_or(0, char::len_utf8));
            }
            if depth == 0 || self.rest.is_empty() {
                return true;
            }
        }
    }

    /// Skips a string, a raw string, a character, or the quote of a lifetime.
    fn skip_literal(&mut self) -> bool {
        let prefix = ["br", "cr", "r", "b", "c", ""]
            .iter()
            .find(|prefix| {
                self.rest.strip_prefix(**prefix).is_some_and(|rest| {
                    let is_raw = prefix.ends_with('r');
                    rest.starts_with('"')
                        || is_raw && rest.trim_start_matches('#').starts_with('"')
                        || !is_raw && **prefix != "c" && rest.starts_with('\'')
                })
            })
            .copied();
        let Some(prefix) = prefix else { return false };
        self.skip(prefix.len());
        if prefix.ends_with('r') {
            let hashes = self.take_while(|letter| letter == '#');
            self.skip_to(1, &format!("\"{hashes}"));
        } else if self.first() == Some('"') {
            self.skip_quoted('"');
        } else if self.is_character() {
            self.skip_quoted('\'');
        } else {
            self.skip(1);
            self.take_while(|letter| letter.is_alphanumeric() || letter == '_');
        }
        true
    }

    fn skip_to(&mut self, from: usize, end: &str) {
        let found = self.rest.get(from..).and_then(|rest| rest.find(end));
        self.skip(found.map_or(self.rest.len(), |at| from + at + end.len()));
    }

    /// Whether the quote begins a character and not a lifetime.
    fn is_character(&self) -> bool {
        let mut letters = self.rest.chars().skip(1);
        letters.next() == Some('\\') || letters.next() == Some('\'')
    }

    fn skip_quoted(&mut self, quote: char) {
        self.skip(1);
        while let Some(letter) = self.first() {
            self.skip(letter.len_utf8());
            if letter == '\\' {
                self.skip(self.first().map_or(0, char::len_utf8));
            } else if letter == quote {
                return;
            }
        }
    }
}

/// Leaves out every item marked `#[cfg(test)]`.
fn without_tests(words: Vec<Word>) -> Vec<Word> {
    let mark: Vec<Kind> = self::words("#[cfg(test)]")
        .into_iter()
        .map(|word| word.kind)
        .collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let here = words.iter().skip(at).map(|word| &word.kind);
        if here.take(mark.len()).eq(mark.iter()) {
            at = end_of_item(&words, at + mark.len());
        } else {
            kept.push(word.clone());
            at += 1;
        }
    }
    kept
}

/// The place after the item that begins here: after its `;` or after its braces.
fn end_of_item(words: &[Word], start: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, word) in words.iter().skip(start).enumerate() {
        match word.kind {
            Kind::Mark('{') => depth += 1,
            Kind::Mark('}') => depth = depth.saturating_sub(1),
            Kind::Mark(';') => {}
            _ => continue,
        }
        if depth == 0 {
            return start + offset + 1;
        }
    }
    words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let found: Vec<String> = paths(source)
            .iter()
            .map(|path| path.segments.join("::"))
            .collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn every_form_of_use_is_spelled_out() {
        check("use leptos;", &["leptos"]);
        check("use crate::store::Store;", &["crate::store::Store"]);
        check("pub(crate) use ::leptos::prelude::*;", &["leptos::prelude"]);
        check(
            "use crate::{driver, store::{self, Store as Shop}, text::*};",
            &[
                "crate::driver",
                "crate::store::self",
                "crate::store::Store",
                "crate::text",
            ],
        );
        check("use {a::b, c};\nuse d as e;", &["a::b", "c", "d"]);
        check("use crate::{\n    // why\n    a,\n};", &["crate::a"]);
    }

    #[test]
    fn paths_in_code_and_macros_are_found() {
        check(
            "fn f() { crate::driver::start(1) }",
            &["crate::driver::start"],
        );
        check(
            "view! { <p on:click=move |_| crate::embed::go()/> }",
            &["crate::embed::go"],
        );
        check(
            "let x: Vec<web_sys::Window> = y::<u8>::z();",
            &["web_sys::Window"],
        );
        check("impl<T: a::B> C for T where T: d::E {}", &["a::B", "d::E"]);
        check("match x { Some(n) => n, None => m } a: b", &[]);
        check("let (a, b): (c::D, e::F) = g;", &["c::D", "e::F"]);
    }

    #[test]
    fn comments_literals_and_lifetimes_hide_nothing_and_add_nothing() {
        check("// use a::b;\n/* c::d /* e::f */ g::h */ i::j", &["i::j"]);
        check(
            r##"f("a::b", r#"c::d " e::f"#, b"g::h", '"', '\'', 'x') i::j"##,
            &["i::j"],
        );
        check(
            "fn f<'a>(x: &'a str, y: &'static b::C) -> d::E<'a> {}",
            &["b::C", "d::E"],
        );
        check(r#"let x = "a \" b::c"; d::e"#, &["d::e"]);
        check("let r#type = 1; a::b", &["a::b"]);
    }

    #[test]
    fn what_is_compiled_for_tests_only_is_left_out() {
        check(
            "#[cfg(test)]\nmod tests { use a::b; fn f() { c::d() } }\nuse e::f;",
            &["e::f"],
        );
        check("#[cfg(test)] use a::b; use c::d;", &["c::d"]);
        check("#[cfg(feature = \"x\")] use a::b;", &["a::b"]);
    }

    #[test]
    fn a_path_knows_its_line() {
        let lines: Vec<usize> = paths("use a::b;\n\n/* \n */ fn f() { c::d() }")
            .iter()
            .map(|path| path.line)
            .collect();
        assert_eq!(lines, [1, 4]);
    }
}
