//! Campaigns: whole shifts and reconnect storms in virtual time, from a seed.
//!
//! What takes hours at a desk takes a fraction of a second here, because nobody waits: time is an
//! argument of the session and of the simulated gateway. The short campaigns of the test command
//! and the long ones run the same code; only the numbers differ.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command speaks to the person who started it"
)]

mod arguments;
mod campaign;
mod checker;
mod dice;
mod distribution;
mod figures;
mod history;
mod kept;
mod observation;
mod parallel;
mod shift;
mod storm;

use std::process::ExitCode;

use arguments::Arguments;

/// A history allocates and frees all the time: with this one it takes a third less.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a command ends with: its value, or one sentence that says what went wrong.
type Outcome<T = ()> = Result<T, String>;

const HELP: &str = "\
Campaigns of the agent toolbar, in virtual time:

  campaigns shifts [--shifts N] [--seed S] [--known] [--resume] [--state FILE] [--write FILE] [--story]
      Shifts of eight hours under every reading of the gateway's pages: sleeps, outages, lost polls,
      calls that come and go. Each is judged by what could be seen of it.
      --shifts N     how many (500)
      --seed S       the number of the first (0); a shift follows from its number
      --known        before them, those that once failed
      --resume       goes on from the state file where there is one
      --state FILE   keeps what it has in FILE after every hundred (target/campaigns/shifts.json)
      --write FILE   writes the page about what came of them
      --story        tells everything that was seen

  campaigns histories [--histories N] [--seed S] [--resume | --again] [--state FILE] [--write FILE] [--story]
      Short stories of presses, callers and faults. One that fails is made as small as it can be.
      --histories N  how many (100,000)
      --seed S       the number of the first (0); a history follows from its number
      --resume       goes on from the state file where there is one
      --again        runs nothing but those that failed, as the state file has them: what was mended passes
      --state FILE   keeps what it has in FILE after every ten thousand (target/campaigns/histories.json)
      --write FILE   writes the page about what came of them
      --story        tells the steps of each and everything that was seen

  campaigns storm [--write FOLDER | --check FOLDER]
      59,899 agents lose the gateway at once and come back with the toolbar's own back-off.
      --write FOLDER  writes the page about it and its curve into FOLDER
      --check FOLDER  fails where they are not what would be written";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\ncampaigns: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Outcome {
    let (name, rest) = match words.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", words),
    };
    let arguments = Arguments::new(rest);
    match name {
        "shifts" => campaign::run(arguments),
        "histories" => history::run(arguments),
        "storm" => storm::run(arguments),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => Err(format!("There is no campaign `{unknown}`.\n\n{HELP}")),
    }
}
