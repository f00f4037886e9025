//! The size gate: what the release toolbar costs a desk to load, in bytes as they are sent.
//!
//! Counted is every file of `dist/` that a browser needs to show the toolbar (wasm, scripts, style
//! sheets, the page), each compressed with brotli at its best setting, as a web server sends it.
//! A desk in English needs no more; told on lines of their own are what another language adds, the pre-flight page,
//! which no desk loads, and what only a toolbar in a host's frame loads and the script that the host's page includes.
//! These two have limits of their own.
//! Node does the compressing: it is there for the build anyway and has the reference encoder.

use crate::workspace::Workspace;
use crate::{Outcome, process};
use std::fs;
use std::path::{Path, PathBuf};

/// What the whole toolbar may take, in bytes after compression. It may only be lowered.
const LIMIT: u64 = 121_000;

/// What it took before hosts could speak to it, and is to take again.
const GOAL: u64 = 110_000;

/// What a toolbar in a frame loads besides, and what the page around it includes, each with its limit.
const OF_HOSTS: &[(&str, u64)] = &[
    ("agent-toolbar.js", 4_096),
    ("frame.js", 1_024),
    ("window.js", 1_024),
];

const COUNTED: &[&str] = &["wasm", "js", "css", "html"];

/// Where the sentences of the languages other than English are.
const LANGUAGES: &str = "text/";

/// What the pre-flight page's files begin with.
const PREFLIGHT: &str = "preflight";

const COMPRESS: &str = "\
const { brotliCompressSync, constants } = require('zlib');
for (const path of process.argv.slice(1)) {
  const bytes = require('fs').readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  console.log(bytes.length, brotliCompressSync(bytes, { params }).length);
}";

/// One file of the toolbar.
#[derive(Debug, PartialEq)]
struct File {
    name: String,
    bytes: u64,
    sent: u64,
}

/// Prints the bytes of each file and their sum, and fails above the limit.
pub fn check(workspace: &Workspace) -> Outcome<String> {
    let dist = workspace.dist();
    let mut paths = Vec::new();
    collect(&dist, &dist, &mut paths)
        .map_err(|error| format!("{} cannot be read: {error}.", dist.display()))?;
    paths.sort();
    let answer = process::read(
        workspace
            .command("node")
            .args(["-e", COMPRESS])
            .args(&paths),
    )?;
    let names = paths.iter().map(|path| {
        path.strip_prefix(&dist)
            .unwrap_or(path)
            .display()
            .to_string()
    });
    let files = files(names, &answer)?;
    let (languages, files): (Vec<_>, Vec<_>) = files.into_iter().partition(is_language);
    let (preflight, files): (Vec<_>, Vec<_>) = files.into_iter().partition(is_preflight);
    let (of_hosts, files): (Vec<_>, Vec<_>) = files.into_iter().partition(is_of_hosts);
    println!("{}", table(&files));
    for file in languages {
        println!(
            "{}: {} bytes more, {} sent",
            file.name, file.bytes, file.sent
        );
    }
    println!(
        "the pre-flight page, in {} files: {} bytes more, {} sent",
        preflight.len(),
        preflight.iter().map(|file| file.bytes).sum::<u64>(),
        total(&preflight)
    );
    for (name, limit) in OF_HOSTS {
        let file = of_hosts.iter().find(|file| file.name == *name);
        let file =
            file.ok_or_else(|| format!("dist/ holds no {name}: build the toolbar again."))?;
        println!(
            "{name}: {} bytes, {} sent of {limit}",
            file.bytes, file.sent
        );
        verdict_on(name, file.sent, *limit)?;
    }
    verdict(total(&files))
}

fn collect(dist: &Path, folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(dist, &path, paths)?;
        } else if is_measured(path.strip_prefix(dist).unwrap_or(&path)) {
            paths.push(path);
        }
    }
    Ok(())
}

fn is_measured(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let is_in_folder = path.starts_with(LANGUAGES) || path.starts_with(PREFLIGHT);
    extension.is_some_and(|it| COUNTED.contains(&it) || it == "txt" && is_in_folder)
}

fn is_of_hosts(file: &File) -> bool {
    OF_HOSTS.iter().any(|(name, _)| *name == file.name)
}

fn is_language(file: &File) -> bool {
    file.name.starts_with(LANGUAGES)
}

fn is_preflight(file: &File) -> bool {
    file.name.starts_with(PREFLIGHT)
}

fn files(names: impl Iterator<Item = String>, answer: &str) -> Outcome<Vec<File>> {
    let mut lines = answer.lines();
    let files = names
        .map(|name| {
            let (bytes, sent) = lines.next()?.split_once(' ')?;
            Some(File {
                name,
                bytes: bytes.parse().ok()?,
                sent: sent.parse().ok()?,
            })
        })
        .collect::<Option<Vec<_>>>()
        .ok_or("Node did not tell the size of every file of dist/: build the toolbar again.")?;
    if files.iter().any(|file| file.name.ends_with(".wasm")) {
        Ok(files)
    } else {
        Err("dist/ holds no wasm: build the toolbar first.".to_owned())
    }
}

fn total(files: &[File]) -> u64 {
    files.iter().map(|file| file.sent).sum()
}

fn table(files: &[File]) -> String {
    let width = files.iter().map(|file| file.name.len()).max().unwrap_or(0);
    let mut lines = vec![format!(
        "{:width$}  {:>9}  {:>9}",
        "file", "bytes", "brotli 11"
    )];
    lines.extend(
        files
            .iter()
            .map(|file| format!("{:width$}  {:>9}  {:>9}", file.name, file.bytes, file.sent)),
    );
    let bytes: u64 = files.iter().map(|file| file.bytes).sum();
    lines.push(format!(
        "{:width$}  {:>9}  {:>9}",
        "total",
        bytes,
        total(files)
    ));
    lines.join("\n")
}

fn verdict_on(name: &str, sent: u64, limit: u64) -> Outcome {
    match sent <= limit {
        true => Ok(()),
        false => Err(format!(
            "{name} takes {sent} bytes, {} above its limit of {limit}.",
            sent - limit
        )),
    }
}

fn verdict(sent: u64) -> Outcome<String> {
    if sent <= GOAL {
        return Ok(format!("{sent} bytes of {GOAL}"));
    }
    if sent <= LIMIT {
        let missed = sent - GOAL;
        return Ok(format!(
            "{sent} bytes of {LIMIT}; the goal of {GOAL} is missed by {missed}"
        ));
    }
    Err(format!(
        "The toolbar takes {sent} bytes to load, {} above the limit of {LIMIT}: \
         find what grew in the table above.",
        sent - LIMIT
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> impl Iterator<Item = String> {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
            .into_iter()
    }

    #[test]
    fn the_sizes_of_all_files_are_added_up() {
        let files = files(names(&["a.js", "b.wasm"]), "100 40\n1000 500\n").expect("two files");
        assert_eq!(total(&files), 540);
        let table = table(&files);
        assert!(
            table
                .lines()
                .last()
                .is_some_and(|line| line.contains("1100        540")),
            "{table}"
        );
    }

    #[test]
    fn a_file_without_a_size_is_a_failure() {
        assert!(files(names(&["a.js", "b.wasm"]), "100 40\n").is_err());
        assert!(files(names(&["b.wasm"]), "100 many\n").is_err());
    }

    #[test]
    fn an_empty_toolbar_does_not_pass_for_a_small_one() {
        assert!(files(names(&["index.html"]), "100 40\n").is_err());
    }

    #[test]
    fn one_byte_above_the_limit_fails() {
        assert_eq!(verdict(GOAL), Ok(format!("{GOAL} bytes of {GOAL}")));
        let missed = verdict(LIMIT).expect("it is not above");
        assert!(
            missed.contains("goal of 110000 is missed by 11000"),
            "{missed}"
        );
        let sentence = verdict(LIMIT + 1).expect_err("it is above");
        assert!(sentence.contains("1 above the limit"), "{sentence}");
    }

    #[test]
    fn what_hosts_load_has_limits_of_its_own() {
        assert!(verdict_on("frame.js", 1_024, 1_024).is_ok());
        let sentence = verdict_on("frame.js", 1_025, 1_024).expect_err("it is above");
        assert!(
            sentence.contains("frame.js takes 1025 bytes, 1 above"),
            "{sentence}"
        );
        let named = |name: &str| File {
            name: name.to_owned(),
            bytes: 1,
            sent: 1,
        };
        assert!(is_of_hosts(&named("frame.js")));
        assert!(!is_of_hosts(&named("agent-toolbar-1f.js")));
    }

    #[test]
    fn only_what_a_browser_needs_is_measured_and_what_a_desk_does_not_load_is_told_apart() {
        let check = |name: &str, is_needed, [is_translation, is_for_operators]: [bool; 2]| {
            assert_eq!(is_measured(Path::new(name)), is_needed, "{name}");
            let file = File {
                name: name.to_owned(),
                bytes: 1,
                sent: 1,
            };
            assert_eq!(is_language(&file), is_translation, "{name}");
            assert_eq!(is_preflight(&file), is_for_operators, "{name}");
        };
        check("toolbar-1f.wasm", true, [false, false]);
        check("snippets/inline0.js", true, [false, false]);
        check("main-2a.css", true, [false, false]);
        check("index.html", true, [false, false]);
        check("text/zh-CN.txt", true, [true, false]);
        check("preflight.html", true, [false, true]);
        check("preflight/zh-CN.txt", true, [false, true]);
        check("agent-toolbar.d.ts", false, [false, false]);
        check("toolbar.json", false, [false, false]);
        check("third-party-notices.txt", false, [false, false]);
        check("preflight/zh-CN.txt.br", false, [false, true]);
    }
}
