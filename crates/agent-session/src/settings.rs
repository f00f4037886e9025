//! The administrator's settings, read from `toolbar.json` beside the toolbar's own entry.
//!
//! Nothing else sets them: no query string, no message, no host page.
//! A wrong value is named with what was expected, so that one sentence on the page is enough to mend it.

use gateway_protocol::json::Json;
use gateway_protocol::voice_call::{RejectMode, SkillIdName};

use crate::credential::SessionKind;
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
        match tag.split(['-', '_']).next().unwrap_or_default() {
            "en" | "EN" => Some(Self::English),
            "zh" | "ZH" => Some(Self::Chinese),
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
        }
    }
}

/// A setting that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongSetting {
    /// Its name as a path, `limits.ring`; empty where the file itself is no JSON object.
    pub name: String,
    /// What was expected there, in the words of the file.
    pub expected: &'static str,
    /// What was found there.
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
        if let Some(gateway) = file.text("gateway")? {
            settings.gateway = gateway_url(&gateway)?;
        }
        file.choice(
            "session",
            &mut settings.session,
            "\"header\" or \"cookie\"",
            |text| match text {
                "header" => Some(SessionKind::Header),
                "cookie" => Some(SessionKind::Cookie),
                _ => None,
            },
        )?;
        file.choice(
            "drop",
            &mut settings.drop,
            "\"release\", \"legacy\" or \"dropcall\"",
            |text| match text {
                "release" => Some(DropWith::Release),
                "legacy" => Some(DropWith::Legacy),
                "dropcall" => Some(DropWith::DropCall),
                _ => None,
            },
        )?;
        if let Some(mode) = file.whole("defaultRejectMode", "1 or 2", 1, 2)? {
            settings.default_reject_mode = Some(if mode == 1 {
                RejectMode::BackToQueue
            } else {
                RejectMode::HangUp
            });
        }
        file.choice(
            "skillIdName",
            &mut settings.skill_id_name,
            "\"skillId\" or \"skillid\"",
            |text| match text {
                "skillId" => Some(SkillIdName::SkillId),
                "skillid" => Some(SkillIdName::Skillid),
                _ => None,
            },
        )?;
        file.flag("savedRecord", &mut settings.saved_record)?;
        let mut language = None;
        file.choice(
            "language",
            &mut language,
            "\"en\" or \"zh-CN\"",
            |text| match text {
                "en" => Some(Some(Language::English)),
                "zh-CN" => Some(Some(Language::Chinese)),
                _ => None,
            },
        )?;
        settings.language = language;
        file.choice(
            "theme",
            &mut settings.theme,
            "\"auto\", \"light\" or \"dark\"",
            |text| match text {
                "auto" => Some(Theme::Auto),
                "light" => Some(Theme::Light),
                "dark" => Some(Theme::Dark),
                _ => None,
            },
        )?;
        if let Some(mut section) = file.section("signIn")? {
            settings.sign_in.read(&mut section)?;
            section.end()?;
        }
        if let Some(mut section) = file.section("limits")? {
            settings.limits.read(&mut section)?;
            section.end()?;
        }
        file.end()?;
        Ok(settings)
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

impl SignInFields {
    fn read(&mut self, section: &mut Section) -> Result<(), WrongSetting> {
        section.flag("autoanswer", &mut self.autoanswer)?;
        section.flag("autoenteridle", &mut self.autoenteridle)?;
        section.flag("releasephone", &mut self.releasephone)?;
        if let Some(kind) = section.whole("agenttype", "4 or 11", 4, 11)? {
            self.agenttype = if kind == 4 || kind == 11 {
                small(kind)
            } else {
                return Err(section.wrong("agenttype", "4 or 11", &kind.to_string()));
            };
        }
        if let Some(status) = section.whole("status", "3, 4 or 5", 3, 5)? {
            self.status = small(status);
        }
        Ok(())
    }
}

impl Limits {
    fn read(&mut self, section: &mut Section) -> Result<(), WrongSetting> {
        // A longer hold would look like a lost connection each time nothing happens.
        section.span("pollHoldMs", &mut self.poll_hold, 1_000, 24_000)?;
        section.span("pollMarginMs", &mut self.poll_margin, 1_000, 30_000)?;
        section.span("confirmMs", &mut self.confirm, 1_000, 60_000)?;
        section.span("confirmPickUpMs", &mut self.confirm_pick_up, 1_000, 60_000)?;
        section.span("requestMs", &mut self.request, 1_000, 60_000)?;
        section.span("ringMs", &mut self.ring, 5_000, 60_000)
    }
}

fn small(number: u64) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// A path on the toolbar's own origin, or an absolute http(s) address.
fn gateway_url(text: &str) -> Result<String, WrongSetting> {
    let text = text.trim_end_matches('/');
    let is_path = text.starts_with('/') && !text.starts_with("//");
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    let is_plain = !text.contains(['?', '#', '\\', ' ', '@']);
    if (is_path || is_address) && is_plain {
        return Ok(text.to_owned());
    }
    Err(WrongSetting {
        name: "gateway".into(),
        expected: "a path such as \"/agentgateway/resource\" or an http(s) address",
        found: format!("\"{text}\""),
    })
}

/// One JSON object of the file; what is read is taken out, what is left at the end is no setting.
struct Section {
    prefix: &'static str,
    values: Json,
}

impl Section {
    fn file(text: &str) -> Result<Self, WrongSetting> {
        match Json::read_or_line(text.trim_start_matches('\u{feff}')) {
            Ok(values @ Json::Object(_)) => Ok(Self { prefix: "", values }),
            Ok(_) => Err(not_an_object("another JSON value")),
            Err(line) => Err(not_an_object(&format!("a mistake in line {line}"))),
        }
    }

    fn wrong(&self, name: &str, expected: &'static str, found: &str) -> WrongSetting {
        let found = found.chars().take(80).collect();
        WrongSetting {
            name: format!("{}{name}", self.prefix),
            expected,
            found,
        }
    }

    fn text(&mut self, name: &str) -> Result<Option<String>, WrongSetting> {
        match self.values.remove(name) {
            None | Some(Json::Null) => Ok(None),
            Some(Json::Text(text)) => Ok(Some(text)),
            Some(other) => Err(self.wrong(name, "a text in quotes", &other.to_text())),
        }
    }

    fn choice<T>(
        &mut self,
        name: &str,
        into: &mut T,
        expected: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<(), WrongSetting> {
        match self.values.remove(name) {
            None | Some(Json::Null) => Ok(()),
            Some(value) => match value.text().and_then(read) {
                Some(chosen) => {
                    *into = chosen;
                    Ok(())
                }
                None => Err(self.wrong(name, expected, &value.to_text())),
            },
        }
    }

    fn flag(&mut self, name: &str, into: &mut bool) -> Result<(), WrongSetting> {
        match self.values.remove(name) {
            None | Some(Json::Null) => Ok(()),
            Some(Json::Bool(flag)) => {
                *into = flag;
                Ok(())
            }
            Some(other) => Err(self.wrong(name, "true or false", &other.to_text())),
        }
    }

    fn whole(
        &mut self,
        name: &str,
        expected: &'static str,
        least: u64,
        most: u64,
    ) -> Result<Option<u64>, WrongSetting> {
        match self.values.remove(name) {
            None | Some(Json::Null) => Ok(None),
            Some(value) => match value
                .integer()
                .and_then(|number| u64::try_from(number).ok())
            {
                Some(number) if (least..=most).contains(&number) => Ok(Some(number)),
                _ => Err(self.wrong(name, expected, &value.to_text())),
            },
        }
    }

    fn span(
        &mut self,
        name: &str,
        into: &mut Millis,
        least: u64,
        most: u64,
    ) -> Result<(), WrongSetting> {
        if let Some(span) = self.whole(
            name,
            "milliseconds within the documented bounds",
            least,
            most,
        )? {
            *into = Millis(span);
        }
        Ok(())
    }

    fn section(&mut self, name: &str) -> Result<Option<Section>, WrongSetting> {
        let prefix = if name == "signIn" {
            "signIn."
        } else {
            "limits."
        };
        match self.values.remove(name) {
            None | Some(Json::Null) => Ok(None),
            Some(values @ Json::Object(_)) => Ok(Some(Self { prefix, values })),
            Some(other) => Err(self.wrong(name, "an object", &other.to_text())),
        }
    }

    fn end(self) -> Result<(), WrongSetting> {
        match self.values.members() {
            None | Some([]) => Ok(()),
            Some([(name, _), ..]) => {
                Err(self.wrong(name, "no such setting", "a name that is not known"))
            }
        }
    }
}

fn not_an_object(found: &str) -> WrongSetting {
    WrongSetting {
        name: String::new(),
        expected: "one JSON object",
        found: found.to_owned(),
    }
}
