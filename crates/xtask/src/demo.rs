//! `cargo xtask demo`: the toolbar, a sample CRM page and a call centre to try them with.

mod pages;

use crate::arguments::{Arguments, unknown_option};
use crate::simulator::Running;
use crate::workspace::Workspace;
use crate::{Outcome, process, simulator, toolbar, tools};
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

/// What the person asked for.
#[derive(Debug, PartialEq)]
pub struct Options {
    /// The toolbar's port; the sample CRM page takes the next one.
    port: u16,
    build: Build,
    browser: Browser,
}

#[derive(Debug, PartialEq)]
enum Build {
    First,
    Never,
}

#[derive(Debug, PartialEq)]
enum Browser {
    Open,
    Leave,
}

impl Options {
    /// Reads the words after `demo`.
    pub fn parse(words: &[String]) -> Outcome<Self> {
        let mut options = Self {
            port: 8043,
            build: Build::First,
            browser: Browser::Leave,
        };
        let mut arguments = Arguments::new(words);
        while let Some(option) = arguments.option() {
            match option {
                "--port" => options.port = port(arguments.value(option)?)?,
                "--no-build" => options.build = Build::Never,
                "--open" => options.browser = Browser::Open,
                _ => return Err(unknown_option("demo", option)),
            }
        }
        Ok(options)
    }

    fn host_port(&self) -> u16 {
        self.port.saturating_add(1)
    }
}

fn port(word: &str) -> Outcome<u16> {
    word.parse()
        .ok()
        .filter(|port| (1..u16::MAX).contains(port))
        .ok_or_else(|| format!("--port {word}: give a number from 1 to {}.", u16::MAX - 1))
}

/// Builds what is asked, starts everything and stays until Ctrl-C.
pub fn run(workspace: &Workspace, options: &Options) -> Outcome {
    for port in [options.port, options.host_port()] {
        must_be_free(port, options.port)?;
    }
    match options.build {
        Build::First => {
            tools::install(workspace, &tools::for_building(workspace)?)?;
            println!("Building the toolbar and the simulator.");
            toolbar::build(workspace)?;
            simulator::build(workspace)?;
        }
        Build::Never => {
            toolbar::must_be_built(workspace)?;
            simulator::must_be_built(workspace)?;
        }
    }
    let pages = pages::prepare(workspace, options.host_port())?;
    let ports = [options.port, options.host_port()];
    let simulator = simulator::start(workspace, [&pages.toolbar, &pages.crm], ports)?;
    let crm = crm_address(&simulator);
    println!("{}", welcome(&simulator, &crm));
    if options.browser == Browser::Open {
        open(&crm);
    }
    simulator.stay()
}

fn must_be_free(port: u16, asked: u16) -> Outcome {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!(
            "Port {port} cannot be used ({error}): stop what uses it, or choose others with \
             `cargo xtask demo --port {}`.",
            asked.checked_add(10).unwrap_or(8043)
        )),
    }
}

/// The sample CRM page, told where the toolbar is that it shall frame.
fn crm_address(simulator: &Running) -> String {
    format!("{}?toolbar={}", simulator.host_page, simulator.toolbar)
}

fn welcome(simulator: &Running, crm: &str) -> String {
    format!(
        "
  The toolbar by itself    {}
  In a sample CRM page     {crm}
  The control desk         {}

Sign in as agent 101 with any password and softphone 40038, then ring 101 from the control desk.
Ctrl-C ends it all.
",
        simulator.toolbar, simulator.desk,
    )
}

/// Opens an address in the person's browser, or says that it cannot.
fn open(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    if process::read(Command::new(program).arg(address)).is_err() {
        println!("No browser could be opened from here; open the address above yourself.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Outcome<Options> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Options::parse(&words)
    }

    #[test]
    fn the_options_are_read_in_any_order() {
        let options = parse(&["--open", "--port", "9000", "--no-build"]);
        assert_eq!(
            options,
            Ok(Options {
                port: 9000,
                build: Build::Never,
                browser: Browser::Open
            })
        );
    }

    #[test]
    fn a_wrong_option_is_named() {
        let check = |words: &[&str], part: &str| {
            let sentence = parse(words).expect_err("it is wrong");
            assert!(sentence.contains(part), "{words:?}: {sentence}");
        };
        check(&["--prot", "1"], "no option --prot");
        check(&["--port"], "--port needs a value");
        check(&["--port", "zero"], "--port zero");
        check(&["--port", "0"], "--port 0");
        check(&["--port", "65535"], "from 1 to 65534");
        check(&["--port", "70000"], "--port 70000");
    }

    #[test]
    fn a_taken_port_is_named_with_another_to_try() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = taken.local_addr().expect("it has an address").port();
        let sentence = must_be_free(port, 8043).expect_err("it is taken");
        assert!(
            sentence.contains(&format!("Port {port} cannot be used")),
            "{sentence}"
        );
        assert!(sentence.contains("--port 8053"), "{sentence}");
        drop(taken);
        assert_eq!(must_be_free(port, 8043), Ok(()));
    }
}
