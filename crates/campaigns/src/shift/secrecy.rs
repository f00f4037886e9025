//! Secrecy: no Guid that was ever handed out may stand in what people see, ask for or write down.
//!
//! What is looked through is long and looked at after every step, so it is searched while it is written and
//! never put together.

use std::fmt::{self, Debug, Write};

use super::World;
use crate::observation::Seen;

impl World<'_> {
    /// Looks through what is shown and through the session's `Debug`, where they have changed since.
    pub(super) fn look_for_guids(&mut self) {
        let unsearched = std::mem::take(&mut self.unsearched);
        let guids = self.gateway.guids();
        let found = [
            ("the view", unsearched.view && holds_any(&self.drawn, guids)),
            (
                "the session's Debug",
                unsearched.session && holds_any(&self.session, guids),
            ),
        ];
        for (by, is_found) in found {
            if is_found {
                self.see(Seen::GuidShown { by });
            }
        }
    }
}

/// What has changed since Guids were looked for.
#[derive(Debug, Default)]
pub struct Unsearched {
    pub view: bool,
    pub session: bool,
}

fn holds_any(shown: &dyn Debug, guids: &[String]) -> bool {
    let mut search = Search {
        guids,
        shortest: guids.iter().map(String::len).min().unwrap_or(usize::MAX),
        is_found: false,
    };
    // Writing to the search never fails.
    let _ = write!(search, "{shown:?}");
    search.is_found
}

/// Takes text in and keeps none. A Guid has no character that `Debug` writes in another way, so it comes in one piece.
struct Search<'a> {
    guids: &'a [String],
    shortest: usize,
    is_found: bool,
}

impl Write for Search<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        if piece.len() >= self.shortest {
            self.is_found |= self.guids.iter().any(|guid| piece.contains(guid.as_str()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_is_found_in_whatever_holds_it() {
        let guids = [
            "1-2.AgentGateway0".to_owned(),
            "3-4.AgentGateway0".to_owned(),
        ];
        let check = |shown: &dyn Debug, is_found| assert_eq!(holds_any(shown, &guids), is_found);
        check(&Some("1-2.AgentGateway0"), true);
        check(&["x", "JSESSIONID=3-4.AgentGateway0\n"], true);
        check(&Some("1-2.AgentGateway"), false);
        check(&"5-6.AgentGateway0", false);
    }
}
