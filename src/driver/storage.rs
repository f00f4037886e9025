//! What outlives a reload: one entry in the page's `sessionStorage`.
//!
//! What it holds and when it goes is the session's to decide. A browser may keep nothing, at once or later; then
//! nothing is better than something old.

use agent_session::record::Kept;
use agent_session::tab::Saved;
use gateway_protocol::id::Guid;
use web_sys::Window;

/// The entry of one toolbar: a line with the Guid, or an empty one, and the record.
pub struct Storage {
    storage: Option<web_sys::Storage>,
    name: String,
}

impl Storage {
    /// The entry of this name in the page in `window`.
    pub fn of(window: &Window, name: &str) -> Storage {
        Storage {
            storage: window.session_storage().ok().flatten(),
            name: name.into(),
        }
    }

    /// What was kept before.
    pub fn read(&self) -> Saved {
        let Some(Ok(entry)) = self
            .storage
            .as_ref()
            .map(|storage| storage.get_item(&self.name))
        else {
            return Saved::Blocked;
        };
        match entry.as_deref().and_then(|entry| entry.split_once('\n')) {
            Some((guid, record)) => Saved::Record {
                record: record.into(),
                guid: Guid::parse(guid),
            },
            None => Saved::Nothing,
        }
    }

    /// Keeps this in place of what was kept before.
    pub fn keep(&self, kept: &Kept) {
        let guid = kept.guid.as_ref().map_or("", Guid::expose);
        let entry = [guid, "\n", &kept.record].concat();
        if let Some(storage) = &self.storage
            && storage.set_item(&self.name, &entry).is_err()
        {
            self.forget();
        }
    }

    /// Keeps nothing any more.
    pub fn forget(&self) {
        if let Some(storage) = &self.storage {
            let _ = storage.remove_item(&self.name);
        }
    }
}
