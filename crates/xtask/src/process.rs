//! Child processes: run and shown, run and read, or run in the background for as long as we live.
//!
//! A command that ends is waited for. The one program that does not end by itself, the simulator,
//! is held by its standard input: when this process goes, by Ctrl-C or by any other way, the pipe
//! closes and the simulator ends with it. No signal handling is needed for that.

use crate::Outcome;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Runs a command to its end, its output shown as it comes.
pub fn run(command: &mut Command) -> Outcome {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(failed(command))
    }
}

/// Runs a command to its end, its standard output shown and kept.
///
/// The text comes back even when the command failed, because a suite's summary is in it.
pub fn run_and_keep(command: &mut Command) -> Outcome<(Outcome, String)> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let mut kept = String::new();
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut line = Vec::new();
        while output.read_until(b'\n', &mut line).unwrap_or(0) > 0 {
            let text = String::from_utf8_lossy(&line);
            print!("{text}");
            std::io::stdout().flush().ok();
            kept.push_str(&text);
            line.clear();
        }
    }
    let status = child
        .wait()
        .map_err(|error| format!("{} cannot be waited for: {error}.", told(command)))?;
    let outcome = if status.success() {
        Ok(())
    } else {
        Err(failed(command))
    };
    Ok((outcome, kept))
}

/// Runs a command to its end and returns its standard output; its messages are shown only in the
/// sentence of a failure.
pub fn read(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let messages = String::from_utf8_lossy(&output.stderr);
        Err(format!("{} failed: {}", told(command), messages.trim()))
    }
}

/// Runs a command to its end and returns everything it says, on either output.
pub fn read_all(command: &mut Command) -> Outcome<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        let all = [output.stdout, output.stderr].concat();
        Ok(String::from_utf8_lossy(&all).into_owned())
    } else {
        Err(failed(command))
    }
}

/// Runs a command to its end with all of its output going to a file, and says whether it succeeded.
pub fn run_into(log: &Path, command: &mut Command) -> Outcome<bool> {
    let unwritable = |error| format!("{} cannot be written: {error}.", log.display());
    let output = File::options()
        .create(true)
        .append(true)
        .open(log)
        .map_err(unwritable)?;
    let messages = output.try_clone().map_err(unwritable)?;
    let status = command
        .stdin(Stdio::null())
        .stdout(output)
        .stderr(messages)
        .status()
        .map_err(|error| not_started(command, &error))?;
    Ok(status.success())
}

/// A program in the background that ends when this process does.
pub struct Background {
    child: Child,
    output: BufReader<std::process::ChildStdout>,
    told: String,
}

impl Background {
    /// Starts a program that ends when its standard input closes.
    pub fn start(command: &mut Command) -> Outcome<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| not_started(command, &error))?;
        let output = child
            .stdout
            .take()
            .ok_or_else(|| format!("{} has no output to read.", told(command)))?;
        Ok(Self {
            child,
            output: BufReader::new(output),
            told: told(command),
        })
    }

    /// The next line the program prints; none when it has ended.
    pub fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        match self.output.read_line(&mut line) {
            Ok(0) | Err(_) => None,
            Ok(_) => Some(line.trim_end().to_owned()),
        }
    }

    /// Shows what the program prints until it ends, which is a failure: nobody asked it to.
    pub fn show_until_end(mut self) -> Outcome {
        while let Some(line) = self.line() {
            println!("{line}");
        }
        match self.child.wait() {
            Ok(status) => Err(format!("{} ended by itself ({status}).", self.told)),
            Err(error) => Err(format!("{} cannot be waited for: {error}.", self.told)),
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        self.child.wait().ok();
    }
}

/// The command as a person would type it, without the folders in front of its program.
fn told(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![
        program
            .file_name()
            .map_or_else(|| program.to_string_lossy(), |name| name.to_string_lossy()),
    ];
    words.extend(command.get_args().map(|word| word.to_string_lossy()));
    format!("`{}`", words.join(" "))
}

fn failed(command: &Command) -> String {
    format!("{} failed; its own messages are above.", told(command))
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("{} cannot be started: {error}.", told(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_command_is_named_as_a_person_would_type_it() {
        let failure = run(Command::new("/bin/sh").args(["-c", "exit 3"]));
        assert_eq!(
            failure,
            Err("`sh -c exit 3` failed; its own messages are above.".to_owned())
        );
    }

    #[test]
    fn a_missing_program_is_a_failure() {
        let failure = read(&mut Command::new("no-such-program")).expect_err("it is not there");
        assert!(
            failure.starts_with("`no-such-program` cannot be started"),
            "{failure}"
        );
    }

    #[test]
    fn a_failed_suite_still_hands_over_its_summary() {
        let (outcome, text) =
            run_and_keep(Command::new("sh").args(["-c", "echo '1 passed, 1 failed'; exit 1"]))
                .expect("sh starts");
        assert!(outcome.is_err());
        assert_eq!(text, "1 passed, 1 failed\n");
    }

    #[test]
    fn a_background_program_ends_when_we_let_go_of_it() {
        let mut program = Background::start(
            Command::new("sh").args(["-c", "echo ready; cat >/dev/null; exit 0"]),
        )
        .expect("sh starts");
        assert_eq!(program.line().as_deref(), Some("ready"));
        drop(program);
    }

    #[test]
    fn a_background_program_that_ends_by_itself_is_a_failure() {
        let program =
            Background::start(Command::new("sh").args(["-c", "exit 2"])).expect("sh starts");
        let failure = program.show_until_end().expect_err("it ended");
        assert!(failure.contains("ended by itself"), "{failure}");
    }
}
