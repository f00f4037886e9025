//! From text to a value, as strictly as RFC 8259 has it.
//!
//! Nothing is guessed and nothing completed. Numbers are recognised, never computed, so that one
//! too large for any type is still a number.

use super::Json;

/// As many lists and objects inside one another are too many; without a limit, a text of
/// brackets alone would fill the stack.
const NESTING_LIMIT: u8 = 128;

impl Json {
    /// Reads a text that is one JSON value, blanks around it allowed.
    ///
    /// `None` for anything else, a text cut off and more than 127 lists and objects inside one
    /// another among it.
    pub fn read(text: &str) -> Option<Json> {
        Json::read_or_line(text).ok()
    }

    /// Reads a text as [`Json::read`] does, for whoever can mend it.
    ///
    /// # Errors
    ///
    /// The line of the first mistake, from 1.
    pub fn read_or_line(text: &str) -> Result<Json, usize> {
        let mut reader = Reader { rest: text };
        match reader.value(NESTING_LIMIT) {
            Some(value) if reader.rest.is_empty() => Ok(value),
            _ => {
                let ahead = text.len().saturating_sub(reader.rest.len());
                let ahead = text.bytes().take(ahead);
                let breaks = ahead.filter(|byte| *byte == b'\n').count();
                Err(breaks.saturating_add(1))
            }
        }
    }
}

/// The text that is not read yet. After a `None` of any method it begins at the mistake.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// A value and the blanks around it.
    fn value(&mut self, levels: u8) -> Option<Json> {
        self.skip_blanks();
        let value = match self.peek()? {
            b'{' => {
                let levels = inside(levels)?;
                let mut members = Vec::new();
                let mut is_open = self.opens(b'}')?;
                while is_open {
                    self.skip_blanks();
                    let name = self.text()?;
                    self.skip_blanks();
                    self.expect(b':')?;
                    members.push((name, self.value(levels)?));
                    is_open = self.goes_on(b'}')?;
                }
                Json::Object(members)
            }
            b'[' => {
                let levels = inside(levels)?;
                let mut values = Vec::new();
                let mut is_open = self.opens(b']')?;
                while is_open {
                    values.push(self.value(levels)?);
                    is_open = self.goes_on(b']')?;
                }
                Json::List(values)
            }
            b'"' => Json::Text(self.text()?),
            b't' => self.word("true", Json::Bool(true))?,
            b'f' => self.word("false", Json::Bool(false))?,
            b'n' => self.word("null", Json::Null)?,
            _ => Json::Number(self.number()?.to_owned()),
        };
        self.skip_blanks();
        Some(value)
    }

    /// Past the bracket that begins a list or object: whether anything is in it.
    fn opens(&mut self, close: u8) -> Option<bool> {
        self.step()?;
        self.skip_blanks();
        Some(!self.takes(close))
    }

    /// Past what follows a list's value or an object's member: whether it is a comma.
    fn goes_on(&mut self, close: u8) -> Option<bool> {
        if self.takes(b',') {
            return Some(true);
        }
        self.expect(close)?;
        Some(false)
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        self.rest = self.rest.strip_prefix(word)?;
        Some(value)
    }

    fn number(&mut self) -> Option<&'a str> {
        let start = self.rest;
        self.takes(b'-');
        if !self.takes(b'0') {
            self.digits()?;
        }
        if self.takes(b'.') {
            self.digits()?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            let _sign = self.takes(b'+') || self.takes(b'-');
            self.digits()?;
        }
        start.get(..start.len().checked_sub(self.rest.len())?)
    }

    /// One digit or more.
    fn digits(&mut self) -> Option<()> {
        let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
        if !is_digit(self.peek()) {
            return None;
        }
        while is_digit(self.peek()) {
            self.step()?;
        }
        Some(())
    }

    /// A string with its quotes.
    fn text(&mut self) -> Option<String> {
        self.expect(b'"')?;
        let mut text = String::new();
        loop {
            let is_plain = |byte: &u8| !matches!(byte, b'"' | b'\\' | ..=0x1F);
            let plain = self.rest.bytes().take_while(is_plain).count();
            let (plain, rest) = self.rest.split_at_checked(plain)?;
            text.push_str(plain);
            self.rest = rest;
            if self.takes(b'"') {
                return Some(text);
            }
            self.expect(b'\\')?;
            text.push(self.escaped()?);
        }
    }

    /// The character that the letters after a backslash stand for.
    fn escaped(&mut self) -> Option<char> {
        Some(match self.step()? {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => return None,
        })
    }

    /// What follows `\u`; of a pair of surrogates both, of a lone one nothing.
    fn code_point(&mut self) -> Option<char> {
        let unit = self.four_digits()?;
        if !matches!(unit, 0xD800..=0xDBFF) {
            return char::from_u32(unit);
        }
        self.expect(b'\\')?;
        self.expect(b'u')?;
        let low = self.four_digits()?;
        if !matches!(low, 0xDC00..=0xDFFF) {
            return None;
        }
        let above_plane_0 = (unit & 0x3FF) << 10 | low & 0x3FF;
        char::from_u32(above_plane_0.saturating_add(0x1_0000))
    }

    fn four_digits(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = char::from(self.peek()?).to_digit(16)?;
            self.step()?;
            unit = unit << 4 | digit;
        }
        Some(unit)
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.step();
        }
    }

    fn peek(&self) -> Option<u8> {
        self.rest.as_bytes().first().copied()
    }

    /// Past an ASCII character.
    fn step(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.rest = self.rest.get(1..)?;
        Some(byte)
    }

    /// Whether this character was next; if so, it is read.
    fn takes(&mut self, byte: u8) -> bool {
        self.peek() == Some(byte) && self.step().is_some()
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.takes(byte).then_some(())
    }
}

/// How many levels are left inside another list or object, `None` when that is one too many.
fn inside(levels: u8) -> Option<u8> {
    levels.checked_sub(1).filter(|left| *left > 0)
}
