//! The project's commands: `cargo xtask demo` and `cargo xtask test`, set-up included.
//!
//! They are Rust so that a fresh machine with git, a C compiler and rustup needs nothing else to
//! begin. Dependencies are kept to one, because everybody who runs a command compiles this first.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command speaks to the person who started it"
)]

mod adapters;
mod arguments;
mod campaigns;
mod copy;
mod demo;
mod deploy;
mod fuzz;
mod mutants;
mod package;
mod planted;
mod process;
mod rules;
mod simulator;
mod size;
mod supply_chain;
mod test;
mod toolbar;
mod tools;
mod workspace;

use std::process::ExitCode;

/// What a command ends with: its value, or one sentence that says what went wrong and what to do.
type Outcome<T = ()> = Result<T, String>;

const HELP: &str = "\
The commands of the agent toolbar:

  cargo xtask demo [--port P] [--no-build] [--open]
      Builds the toolbar, starts the gateway simulator on this machine and prints the addresses of
      the toolbar, a sample CRM page that frames it, and the control desk. Ctrl-C ends it all.
      --port P     the toolbar's port (8043); the sample CRM page takes the next one
      --no-build   starts what the last run built
      --open       opens the sample CRM page in the browser

  cargo xtask test [--only native|wasm|campaigns|journeys|preflight|deploy]
      Runs every check, prints the figures and the time of each part.
      --only native     format, clippy, docs, import rules, supply chain, native tests
      --only wasm       the toolbar's own tests in headless Chromium, the release build, its size
                        and third-party notices
      --only campaigns  100,000 histories, 500 shifts and the reconnect storms in virtual time,
                        200,000 mutated answers
      --only journeys   the release build, the simulator's load figures, the npm package; in Chromium
                        whole journeys, hostile pages, CRM adapters, the embedding guide's snippets,
                        the pre-flight page
      --only preflight  the release build, the pre-flight page with each fault that it names
      --only deploy     the shipped nginx configuration with a real nginx between Chromium and the
                        simulator

  cargo xtask deploy-config FILE --into FOLDER
      Writes the web server's configuration and the toolbar's settings for the origins, gateways,
      certificates and hosts that FILE names, as deploy/nginx/example.json does; docs/deployment.md
      explains it.

  cargo xtask adapters
      Builds the adapter pages for CRMs into target/adapters/.

  cargo xtask package
      Makes the npm package, with types, in target/package/.

  cargo xtask planted
      Puts one bug after the other into a copy of the session, and fails where the histories do not
      find it.

  cargo xtask mutants [--only FILE] [--resume] [--jobs N] [--write]
      Changes the files that decide in some hundred small ways, one at a time, and fails where
      fewer than 90 of 100 are noticed by a test, or one has neither a test nor a reason.
      --only FILE  the mutants of one file only, such as call.rs; may be given more than once
      --resume     keeps what earlier runs caught, and tries the others
      --jobs N     so many at a time (2)
      --write      writes the figures into docs/mutants.md

  cargo xtask fuzz [--target any_bytes|bent_answers] [--seconds S]
      Reads answers that no page prints for as long as it is told, and fails where one is not read
      as it must be.
      --target T   only this one
      --seconds S  so long each (600)

Each installs what it lacks, with the reason, and skips what is there.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Outcome {
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", arguments),
    };
    match name {
        "demo" => demo::run(&workspace::Workspace::find()?, &demo::Options::parse(rest)?),
        "deploy-config" => deploy::run(&deploy::Options::parse(rest)?),
        "adapters" => adapters::run(&workspace::Workspace::find()?),
        "package" => package::run(&workspace::Workspace::find()?),
        "planted" => planted::run(&workspace::Workspace::find()?),
        "fuzz" => fuzz::run(&workspace::Workspace::find()?, &fuzz::Options::parse(rest)?),
        "mutants" => mutants::run(
            &workspace::Workspace::find()?,
            &mutants::Options::parse(rest)?,
        ),
        "test" => test::run(&workspace::Workspace::find()?, &test::Options::parse(rest)?),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => Err(format!(
            "There is no command `{unknown}`; `cargo xtask help` lists them."
        )),
    }
}
