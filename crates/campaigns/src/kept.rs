//! What a campaign has so far, in a file, so that it can be stopped and resumed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Outcome;

/// The results from `first` up to `next`.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept<F> {
    /// Of which program they are: results of two must not be added up.
    program: u64,
    /// The first number.
    pub first: u64,
    /// How many there are to be.
    pub count: u64,
    /// The next one to run.
    pub next: u64,
    /// The numbers of those that failed.
    pub failed: Vec<u64>,
    /// The numbers of those that failed when they were run first, and pass with a later build.
    #[serde(default)]
    pub mended: Vec<u64>,
    /// What was measured.
    pub figures: F,
}

impl<F: Default + Serialize + DeserializeOwned> Kept<F> {
    /// Nothing yet.
    pub fn new(first: u64, count: u64) -> Self {
        Self {
            program: this_program(),
            first,
            count,
            next: first,
            failed: Vec::new(),
            mended: Vec::new(),
            figures: F::default(),
        }
    }

    /// What the file has, or `fresh` where there is no file.
    ///
    /// # Errors
    /// A sentence, where the file is of another campaign or cannot be read.
    pub fn load(file: &str, fresh: Self) -> Outcome<Self> {
        let Ok(text) = fs::read_to_string(file) else {
            return Ok(fresh);
        };
        let kept = Self::read(file, &text)?;
        if kept.program != fresh.program {
            return Err(format!(
                "{file} is of another build: remove it to begin anew, or judge with --again those that failed."
            ));
        }
        if kept.first != fresh.first {
            return Err(format!(
                "{file} is of the campaign with --seed {}: name another with --state.",
                kept.first
            ));
        }
        // A longer campaign goes on where a shorter one ended.
        Ok(Self {
            count: fresh.count.max(kept.next - kept.first),
            ..kept
        })
    }

    /// What the file has, whatever build it is of: to be judged again by this one.
    ///
    /// # Errors
    /// A sentence, where it cannot be read.
    pub fn load_of_any_build(file: &str) -> Outcome<Self> {
        let text =
            fs::read_to_string(file).map_err(|error| format!("{file} cannot be read: {error}."))?;
        Ok(Self {
            program: this_program(),
            ..Self::read(file, &text)?
        })
    }

    fn read(file: &str, text: &str) -> Outcome<Self> {
        serde_json::from_str(text)
            .map_err(|error| format!("{file} cannot be read ({error}): remove it to begin anew."))
    }

    /// Writes the file; a campaign stopped meanwhile leaves the old one whole.
    ///
    /// # Errors
    /// A sentence, where it cannot be written.
    pub fn save(&self, file: &str) -> Outcome {
        let failure = |error: &dyn std::fmt::Display| format!("{file} cannot be written: {error}.");
        if let Some(folder) = Path::new(file).parent() {
            fs::create_dir_all(folder).map_err(|error| failure(&error))?;
        }
        let text = serde_json::to_string(self).map_err(|error| failure(&error))?;
        let beside = format!("{file}.new");
        fs::write(&beside, text).map_err(|error| failure(&error))?;
        fs::rename(&beside, file).map_err(|error| failure(&error))
    }
}

/// What tells one build from another.
fn this_program() -> u64 {
    let bytes = std::env::current_exe().and_then(fs::read);
    let mut hasher = DefaultHasher::new();
    bytes.unwrap_or_default().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_goes_on_from_its_file_and_not_from_another_s() {
        let folder = std::env::temp_dir().join(format!("campaigns-{}", std::process::id()));
        let file = folder.join("kept.json").display().to_string();
        let mut kept = Kept::<Vec<u64>>::new(5, 100);
        kept.next = 25;
        kept.failed.push(9);
        kept.save(&file).expect("it can be written");
        let loaded = Kept::load(&file, Kept::new(5, 100)).expect("it can be read");
        assert_eq!(loaded, kept);
        let longer = Kept::load(&file, Kept::<Vec<u64>>::new(5, 200)).expect("it can be read");
        assert_eq!((longer.next, longer.count), (25, 200));
        assert!(Kept::load(&file, Kept::<Vec<u64>>::new(6, 100)).is_err());
        let mut of_another = Kept::<Vec<u64>>::new(5, 100);
        of_another.program += 1;
        assert!(Kept::load(&file, of_another).is_err());
        let absent = Kept::load(&format!("{file}.absent"), Kept::<Vec<u64>>::new(6, 1));
        assert_eq!(absent, Ok(Kept::new(6, 1)));
        fs::remove_dir_all(folder).expect("it can be removed");
    }
}
