//! Which request a number of the ledger is about: the toolbar does not say.

use std::collections::BTreeMap;

use crate::observation::Entry;

/// The numbers told so far.
#[derive(Debug, Default)]
pub struct Numbers {
    /// The request of a command, and its name, that has no number yet.
    last: Option<(u32, &'static str)>,
    requests: BTreeMap<u32, u32>,
}

impl Numbers {
    /// A command was sent; its entry is told next, perhaps after others'.
    pub fn sent(&mut self, request: u32, name: &'static str) {
        self.last = Some((request, name));
    }

    /// The request that an entry is about. After a reload the numbers may begin anew.
    pub fn request_of(&mut self, entry: &Entry) -> Option<u32> {
        let is_unheard = !self.requests.contains_key(&entry.number);
        let is_its = |name: &str| name == entry.name && (is_unheard || entry.is_new());
        if let Some((request, _)) = self.last.take_if(|(_, name)| is_its(name)) {
            self.requests.insert(entry.number, request);
        }
        self.requests.get(&entry.number).copied()
    }
}
