//! `cargo xtask deploy-config`: what an operator wishes, turned into the files that a web server needs.
//!
//! One list of origins becomes the policy about frames and the toolbar's own list of hosts, and one session
//! mode both the proxy's and the toolbar's, so that the two cannot disagree. Nothing is installed or started.

mod nginx;
mod value;
mod wishes;

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::arguments::{Arguments, unknown_option};
use wishes::Wishes;

/// What the person asked for.
#[derive(Debug, PartialEq)]
pub struct Options {
    /// The file of wishes.
    file: PathBuf,
    /// The folder that is written to.
    into: PathBuf,
}

impl Options {
    /// Reads the words after `deploy-config`.
    pub fn parse(words: &[String]) -> Outcome<Self> {
        let (mut file, mut into) = (None, None);
        let mut arguments = Arguments::new(words);
        while let Some(word) = arguments.option() {
            match word {
                "--into" => into = Some(PathBuf::from(arguments.value(word)?)),
                _ if !word.starts_with('-') && file.is_none() => file = Some(PathBuf::from(word)),
                _ => return Err(unknown_option("deploy-config", word)),
            }
        }
        match (file, into) {
            (Some(file), Some(into)) => Ok(Self { file, into }),
            _ => Err(
                "Give a file and a folder: `cargo xtask deploy-config FILE --into FOLDER`; \
                 deploy/nginx/example.json is such a file."
                    .to_owned(),
            ),
        }
    }
}

/// Reads the wishes and writes the files.
pub fn run(options: &Options) -> Outcome {
    let path = options.file.display();
    let text = fs::read_to_string(&options.file)
        .map_err(|error| format!("{path} cannot be read: {error}."))?;
    let wishes = Wishes::read(&text).map_err(|sentence| format!("{path}: {sentence}"))?;
    for (name, text) in files(&wishes) {
        write(&options.into, name, &text)?;
    }
    Ok(())
}

/// Each file's name and text.
fn files(wishes: &Wishes) -> [(&'static str, String); 2] {
    [
        ("agent-toolbar.conf", nginx::configuration(wishes)),
        ("toolbar.json", wishes.settings_file()),
    ]
}

fn write(folder: &Path, name: &str, text: &str) -> Outcome {
    let path = folder.join(name);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&path, text))
        .map_err(|error| format!("{} cannot be written: {error}.", path.display()))?;
    println!("Wrote {}.", path.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Outcome<Options> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Options::parse(&words)
    }

    #[test]
    fn a_file_and_a_folder_are_wanted() {
        let wanted = Options {
            file: "desk.json".into(),
            into: "etc".into(),
        };
        assert_eq!(parse(&["desk.json", "--into", "etc"]), Ok(wanted));
        for words in [
            &["desk.json"][..],
            &["--into", "etc"],
            &["a.json", "b.json", "--into", "etc"],
            &["a.json", "--onto", "etc"],
            &["a.json", "--into"],
        ] {
            assert!(parse(words).is_err(), "{words:?}");
        }
    }
}
