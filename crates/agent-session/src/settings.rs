//! The administrator's settings, read from `toolbar.json` beside the toolbar's own entry.
//!
//! Nothing else sets them: no query string, no message, no host page.
//! A wrong value is named with what was expected, so that one sentence on the page is enough to mend it.

use gateway_protocol::json::Json;
use gateway_protocol::voice_call::{RejectMode, SkillIdName};

use crate::credential::SessionKind;
use crate::host::Verb;
use crate::time::Millis;

/// Which interface Drop uses while the picture is fresh and there is one call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DropWith {
    /// `DELETE …/release`, the page's own.
    #[default]
    Release,
    /// `DELETE` on the agent's call, its older URI.
    Legacy,
    /// `POST …/dropcall/{callid}`, which names the call.
    DropCall,
}

/// The colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the browser or operating system prefers.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The theme a word asks for, if it is one.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "auto" => Some(Self::Auto),
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }
}

/// A language the toolbar speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// The language a tag such as `zh-CN` or `en-GB` asks for, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let (language, region) = tag.split_at_checked(2)?;
        let is_whole = region.is_empty() || region.starts_with(['-', '_']);
        match language {
            "en" | "EN" if is_whole => Some(Self::English),
            "zh" | "ZH" if is_whole => Some(Self::Chinese),
            _ => None,
        }
    }

    /// The tag for the page's `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }
}

/// What every sign-in sends besides the agent's own input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInFields {
    /// Calls are answered by the gateway; then nothing ever rings. Default `false`; the gateway's own is `true`.
    pub autoanswer: bool,
    /// Idle after a call instead of wrap-up. Default `true`.
    pub autoenteridle: bool,
    /// The phone is hung up after each call. Default `true`.
    pub releasephone: bool,
    /// 4: PC and phone, 11: PC and video phone. Default 4.
    pub agenttype: u8,
    /// The state after signing in: 3 busy, 4 idle, 5 wrap-up. Default 4.
    pub status: u8,
}

impl Default for SignInFields {
    fn default() -> Self {
        Self {
            autoanswer: false,
            autoenteridle: true,
            releasephone: true,
            agenttype: 4,
            status: 4,
        }
    }
}

/// The time limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long the gateway holds a poll. Default 10 s.
    pub poll_hold: Millis,
    /// How much longer than the hold an answer may take. Default 5 s.
    pub poll_margin: Millis,
    /// How long a command waits for its confirming event. Default 5 s.
    pub confirm: Millis,
    /// The same for taking a queued call. Default 10 s.
    pub confirm_pick_up: Millis,
    /// How long any other request may take. Default 10 s.
    pub request: Millis,
    /// How long a ring is heard at most. Default 60 s.
    pub ring: Millis,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            poll_hold: Millis::seconds(10),
            poll_margin: Millis::seconds(5),
            confirm: Millis::seconds(5),
            confirm_pick_up: Millis::seconds(10),
            request: Millis::seconds(10),
            ring: Millis::seconds(60),
        }
    }
}

/// What the pages of one origin may ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostGrant {
    /// The origin, exactly as a browser tells it: `https://crm.example`, with a port where it is not the usual one.
    pub origin: String,
    /// What they may ask for. They are told what happens, whatever this says.
    pub verbs: Vec<Verb>,
}

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Base of every request, without a slash at its end.
    pub gateway: String,
    /// How the session proves itself.
    pub session: SessionKind,
    /// Which interface Drop uses.
    pub drop: DropWith,
    /// The mode that the button's face names; without one the whole button opens the picker.
    pub default_reject_mode: Option<RejectMode>,
    /// How `requestcall` spells its skill parameter.
    pub skill_id_name: SkillIdName,
    /// The page keeps the saved record, and in a header session the Guid, in its `sessionStorage`, so that a reload
    /// goes on where it was. Only ever in a page of the toolbar's own. Default `true`.
    pub saved_record: bool,
    /// The page is the toolbar's own, alone or framed, and no script of a host runs in it. Set by whoever mounts the
    /// toolbar, never by the file. Default `false`.
    pub is_own_page: bool,
    /// What every sign-in sends.
    pub sign_in: SignInFields,
    /// The time limits.
    pub limits: Limits,
    /// The language where the address has no `?lang=`; without either, the browser's.
    pub language: Option<Language>,
    /// The colours.
    pub theme: Theme,
    /// The pages of other origins that may be spoken to, and what each may ask. None by default.
    pub hosts: Vec<HostGrant>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            gateway: "/agentgateway/resource".into(),
            session: SessionKind::default(),
            drop: DropWith::default(),
            default_reject_mode: None,
            skill_id_name: SkillIdName::default(),
            saved_record: true,
            is_own_page: false,
            sign_in: SignInFields::default(),
            limits: Limits::default(),
            language: None,
            theme: Theme::default(),
            hosts: Vec::new(),
        }
    }
}

/// A setting that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongSetting {
    /// Its name as a path, `limits.ring`; empty where the file itself is no JSON object.
    pub name: String,
    /// What was expected there, in the words of the file; empty where no setting has this name.
    pub expected: &'static str,
    /// What was found there; empty where no setting has this name.
    pub found: String,
}

impl Settings {
    /// Reads the text of `toolbar.json`. Everything left out has its default.
    ///
    /// # Errors
    /// The first value that is wrong, and any name that is no setting.
    pub fn parse(text: &str) -> Result<Self, WrongSetting> {
        let mut file = Section::file(text)?;
        let mut settings = Self::default();
        if let Some(gateway) = file.text("gateway") {
            match gateway_url(&gateway) {
                Some(gateway) => settings.gateway = gateway,
                None => file.wrong(
                    "gateway",
                    "a path such as \"/agentgateway/resource\" or an http(s) address",
                    &["\"", &gateway, "\""].concat(),
                ),
            }
        }
        let kinds = ["header", "cookie"];
        if let Some(kind) = file.choice("session", "\"header\" or \"cookie\"", &kinds) {
            settings.session = match kind {
                "cookie" => SessionKind::Cookie,
                _ => SessionKind::Header,
            };
        }
        let ways = ["release", "legacy", "dropcall"];
        let expected = "\"release\", \"legacy\" or \"dropcall\"";
        if let Some(way) = file.choice("drop", expected, &ways) {
            settings.drop = match way {
                "legacy" => DropWith::Legacy,
                "dropcall" => DropWith::DropCall,
                _ => DropWith::Release,
            };
        }
        if let Some(mode) = file.whole("defaultRejectMode", "1 or 2", 1, 2) {
            settings.default_reject_mode = Some(if mode == 1 {
                RejectMode::BackToQueue
            } else {
                RejectMode::HangUp
            });
        }
        let names = ["skillId", "skillid"];
        if let Some(name) = file.choice("skillIdName", "\"skillId\" or \"skillid\"", &names) {
            settings.skill_id_name = match name {
                "skillid" => SkillIdName::Skillid,
                _ => SkillIdName::SkillId,
            };
        }
        file.flag("savedRecord", &mut settings.saved_record);
        let tags = ["en", "zh-CN"];
        if let Some(tag) = file.choice("language", "\"en\" or \"zh-CN\"", &tags) {
            settings.language = Language::from_tag(tag);
        }
        let themes = ["auto", "light", "dark"];
        let expected = "\"auto\", \"light\" or \"dark\"";
        if let Some(theme) = file.choice("theme", expected, &themes) {
            settings.theme = Theme::from_word(theme).unwrap_or_default();
        }
        if let Some(hosts) = file.value("hosts") {
            match HostGrant::read_all(hosts) {
                Ok(hosts) => settings.hosts = hosts,
                Err(found) => file.wrong("hosts", HOSTS, &found),
            }
        }
        file.within("signIn", "signIn.", &mut |section| {
            settings.sign_in.read(section);
        });
        file.within("limits", "limits.", &mut |section| {
            settings.limits.read(section);
        });
        file.end();
        match file.wrong {
            Some(wrong) => Err(wrong),
            None => Ok(settings),
        }
    }
}

impl Settings {
    /// Whether a reload may go on where it was.
    pub fn keeps_record(&self) -> bool {
        self.saved_record && self.is_own_page
    }

    /// Whether the Guid may be kept beside the record.
    pub fn keeps_guid(&self) -> bool {
        self.keeps_record() && self.passes_guid()
    }

    /// Whether the Guid may be passed to the other tabs: where there is one, and the channel is the toolbar's own.
    pub fn passes_guid(&self) -> bool {
        self.is_own_page && self.session == SessionKind::Header
    }
}

/// What `hosts` must be.
const HOSTS: &str = "[{\"origin\": \"https://crm.example\", \"verbs\": [\"answer\"]}] with exact origins, in small letters and without a path";

impl HostGrant {
    /// Reads the list, or tells the first part that is wrong.
    fn read_all(list: Json) -> Result<Vec<Self>, String> {
        let mut hosts = Vec::new();
        for mut host in list.list().unwrap_or(&[Json::Null]).to_vec() {
            let origin = host.remove("origin");
            let verbs = host.remove("verbs");
            let mut granted = Vec::new();
            for word in verbs
                .as_ref()
                .map_or(Some(&[][..]), Json::list)
                .unwrap_or(&[Json::Null])
            {
                let verb = Verb::ALL
                    .iter()
                    .find(|verb| word.text() == Some(verb.word()));
                granted.push(*verb.ok_or_else(|| word.to_text())?);
            }
            match origin.as_ref().and_then(Json::text) {
                Some(origin) if is_origin(origin) && host.members() == Some(&[]) => {
                    let origin = origin.to_owned();
                    let verbs = granted;
                    hosts.push(Self { origin, verbs });
                }
                _ => return Err(origin.unwrap_or(host).to_text()),
            }
        }
        Ok(hosts)
    }
}

/// Whether a browser may tell this as an origin: nothing that could stand for another, and no `null`.
fn is_origin(text: &str) -> bool {
    let is_plain =
        |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b':' | b'[' | b']');
    let (name, usual_port) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
        (Some(name), _) => (name, ":443"),
        (None, Some(name)) => (name, ":80"),
        (None, None) => return false,
    };
    name.bytes().all(is_plain)
        && !name.is_empty()
        && !name.ends_with([':', '.'])
        && !name.ends_with(usual_port)
}

impl SignInFields {
    fn read(&mut self, section: &mut Section) {
        section.flag("autoanswer", &mut self.autoanswer);
        section.flag("autoenteridle", &mut self.autoenteridle);
        section.flag("releasephone", &mut self.releasephone);
        match section.whole("agenttype", "4 or 11", 4, 11) {
            Some(kind @ (4 | 11)) => self.agenttype = small(kind),
            Some(kind) => section.wrong("agenttype", "4 or 11", &kind.to_string()),
            None => {}
        }
        if let Some(status) = section.whole("status", "3, 4 or 5", 3, 5) {
            self.status = small(status);
        }
    }
}

/// A time limit between two others, in milliseconds.
macro_rules! span {
    ($section:ident, $name:literal, $into:expr, $least:literal, $most:literal) => {
        let expected = concat!("milliseconds from ", $least, " to ", $most);
        if let Some(span) = $section.whole($name, expected, $least, $most) {
            $into = Millis(span);
        }
    };
}

impl Limits {
    fn read(&mut self, section: &mut Section) {
        // A longer hold would look like a lost connection each time nothing happens.
        span!(section, "pollHoldMs", self.poll_hold, 1000, 24000);
        span!(section, "pollMarginMs", self.poll_margin, 1000, 30000);
        span!(section, "confirmMs", self.confirm, 1000, 60000);
        span!(
            section,
            "confirmPickUpMs",
            self.confirm_pick_up,
            1000,
            60000
        );
        span!(section, "requestMs", self.request, 1000, 60000);
        span!(section, "ringMs", self.ring, 5000, 60000);
    }
}

fn small(number: u64) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// A path on the toolbar's own origin, or an absolute http(s) address.
fn gateway_url(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    let is_path = text.starts_with('/') && !text.starts_with("//");
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    let is_plain = !text.contains(['?', '#', '\\', ' ', '@']);
    ((is_path || is_address) && is_plain).then(|| text.to_owned())
}

/// One JSON object of the file; what is read is taken out, what is left at the end is no setting.
///
/// The first thing that is wrong is kept and reading goes on, which takes less code than stopping.
struct Section {
    prefix: &'static str,
    values: Json,
    wrong: Option<WrongSetting>,
}

impl Section {
    fn file(text: &str) -> Result<Self, WrongSetting> {
        match Json::read_or_line(text.trim_start_matches('\u{feff}')) {
            Ok(values @ Json::Object(_)) => Ok(Self {
                prefix: "",
                values,
                wrong: None,
            }),
            Ok(_) => Err(not_an_object("another JSON value".to_owned())),
            Err(line) => Err(not_an_object(
                ["a mistake in line ", &line.to_string()].concat(),
            )),
        }
    }

    /// Keeps what is wrong, if it is the first.
    fn wrong(&mut self, name: &str, expected: &'static str, found: &str) {
        if self.wrong.is_none() {
            self.wrong = Some(WrongSetting {
                name: [self.prefix, name].concat(),
                expected,
                found: found.chars().take(80).collect(),
            });
        }
    }

    /// The value of a setting; null is none.
    fn value(&mut self, name: &str) -> Option<Json> {
        self.values.remove(name).filter(|value| !value.is_null())
    }

    fn text(&mut self, name: &str) -> Option<String> {
        match self.value(name)? {
            Json::Text(text) => Some(text),
            other => {
                self.wrong(name, "a text in quotes", &other.to_text());
                None
            }
        }
    }

    fn choice<'a>(
        &mut self,
        name: &str,
        expected: &'static str,
        choices: &[&'a str],
    ) -> Option<&'a str> {
        let value = self.value(name)?;
        let chosen = choices.iter().find(|choice| value.text() == Some(**choice));
        if chosen.is_none() {
            self.wrong(name, expected, &value.to_text());
        }
        chosen.copied()
    }

    fn flag(&mut self, name: &str, into: &mut bool) {
        match self.value(name) {
            None => {}
            Some(Json::Bool(flag)) => *into = flag,
            Some(other) => self.wrong(name, "true or false", &other.to_text()),
        }
    }

    fn whole(&mut self, name: &str, expected: &'static str, least: u64, most: u64) -> Option<u64> {
        let value = self.value(name)?;
        let number = value
            .integer()
            .and_then(|number| u64::try_from(number).ok())
            .filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.wrong(name, expected, &value.to_text());
        }
        number
    }

    /// Reads the object under a name, whose settings are told of as `prefix` and their name.
    fn within(&mut self, name: &str, prefix: &'static str, read: &mut dyn FnMut(&mut Section)) {
        match self.value(name) {
            None => {}
            Some(values @ Json::Object(_)) => {
                let wrong = self.wrong.take();
                let mut section = Self {
                    prefix,
                    values,
                    wrong,
                };
                read(&mut section);
                section.end();
                self.wrong = section.wrong;
            }
            Some(other) => self.wrong(name, "an object", &other.to_text()),
        }
    }

    /// Whatever has not been read is no setting.
    fn end(&mut self) {
        let left = self.values.members().and_then(<[_]>::first);
        if let Some(name) = left.map(|(name, _)| name.clone()) {
            self.wrong(&name, "", "");
        }
    }
}

fn not_an_object(found: String) -> WrongSetting {
    WrongSetting {
        name: String::new(),
        expected: "one JSON object",
        found,
    }
}
