//! The flags.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use gateway_simulator::server::Site;
use gateway_simulator::{Arming, AuthMode, Millis, Readings, Settings, Staff};
use lexopt::ValueExt as _;
use lexopt::prelude::{Long, Short};

pub(crate) const HELP: &str = include_str!("help.txt");

/// What the command line asks for.
pub(crate) enum Asked {
    Serve(Box<Options>),
    Measure,
    Help,
}

pub(crate) struct Options {
    pub(crate) site: Site,
    pub(crate) settings: Settings,
    pub(crate) staff: Staff,
    pub(crate) faults: Vec<Arming>,
    pub(crate) report: Report,
    pub(crate) ends_with_input: bool,
}

/// How the addresses are told.
#[derive(Clone, Copy)]
pub(crate) enum Report {
    Words,
    Json,
}

/// The gateway's own port.
const PORT: u16 = 8043;
const HOST_PORT: u16 = 8044;

pub(crate) fn read() -> Result<Asked, String> {
    parse(lexopt::Parser::from_env()).map_err(|error| format!("{error}."))
}

fn parse(mut flags: lexopt::Parser) -> Result<Asked, lexopt::Error> {
    let mut options = Options {
        site: Site {
            bind: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: PORT,
            toolbar: None,
            host_page: None,
            cors: None,
        },
        settings: Settings {
            seed: RandomState::new().build_hasher().finish(),
            ..Settings::default()
        },
        staff: Staff::default(),
        faults: Vec::new(),
        report: Report::Words,
        ends_with_input: false,
    };
    let (mut host_page, mut host_port) = (None, HOST_PORT);
    let (mut faults, mut faults_seed) = (String::new(), None);
    let settings = &mut options.settings;
    while let Some(flag) = flags.next()? {
        match flag {
            Short('h') | Long("help") => return Ok(Asked::Help),
            Long("measure") => return Ok(Asked::Measure),
            Long("port") => options.site.port = flags.value()?.parse()?,
            Long("bind") => options.site.bind = flags.value()?.parse()?,
            Long("toolbar") => options.site.toolbar = Some(folder(&mut flags)?),
            Long("host-page") => host_page = Some(folder(&mut flags)?),
            Long("host-port") => host_port = flags.value()?.parse()?,
            Long("cors") => options.site.cors = Some(flags.value()?.string()?),
            Long("name") => {
                settings.gateway_name = flags.value()?.string()?.try_into()?;
            }
            Long("auth-mode") => {
                let number: u8 = flags.value()?.parse()?;
                settings.auth_mode = AuthMode::try_from(number)?;
            }
            Long("hold") => settings.hold = length(&mut flags)?,
            Long("guid-interval") => settings.guid_interval = length(&mut flags)?,
            Long("guid-timeout") => settings.guid_timeout = length(&mut flags)?,
            Long("max-time") => settings.max_time = length(&mut flags)?,
            Long("ring-time") => settings.ring_time = length(&mut flags)?,
            Long("password-days") => settings.password_days = Some(flags.value()?.parse()?),
            Long("reading") => settings.readings = reading(&mut flags, &settings.readings)?,
            Long("seed") => settings.seed = flags.value()?.parse()?,
            Long("faults") => {
                faults.push(',');
                faults.push_str(&flags.value()?.string()?);
            }
            Long("faults-seed") => faults_seed = Some(flags.value()?.parse()?),
            Long("agents") => options.staff = staff(&mut flags)?,
            Long("json") => options.report = Report::Json,
            Long("until-stdin-closes") => options.ends_with_input = true,
            unknown => return Err(unknown.unexpected()),
        }
    }
    if settings.guid_interval >= settings.guid_timeout {
        return Err("--guid-interval must be shorter than --guid-timeout".into());
    }
    let seed = faults_seed.unwrap_or(settings.seed);
    options.faults = Arming::read_list(&faults, seed).map_err(without_stop)?;
    options.site.host_page = host_page.map(|folder| (folder, host_port));
    Ok(Asked::Serve(Box::new(options)))
}

fn length(flags: &mut lexopt::Parser) -> Result<Millis, lexopt::Error> {
    flags.value()?.parse().map(Millis)
}

/// `NAME=VALUE`; the value is JSON, or a word.
fn reading(flags: &mut lexopt::Parser, readings: &Readings) -> Result<Readings, lexopt::Error> {
    let pair = flags.value()?.string()?;
    let (name, value) = pair
        .split_once('=')
        .ok_or("--reading takes NAME=VALUE, such as lostRenewal=toldOnce")?;
    let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
    let turned = readings.turned(name, value);
    turned.map_err(without_stop)
}

/// A sentence, for a place that ends it.
fn without_stop(sentence: String) -> lexopt::Error {
    sentence.trim_end_matches('.').into()
}

fn folder(flags: &mut lexopt::Parser) -> Result<PathBuf, lexopt::Error> {
    let folder = PathBuf::from(flags.value()?);
    if folder.is_dir() {
        Ok(folder)
    } else {
        Err(format!("there is no folder {}", folder.display()).into())
    }
}

fn staff(flags: &mut lexopt::Parser) -> Result<Staff, lexopt::Error> {
    let file = PathBuf::from(flags.value()?);
    let named = |what: String| lexopt::Error::from(format!("{}: {what}", file.display()));
    let text = std::fs::read_to_string(&file).map_err(|error| named(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| named(error.to_string()))
}
