//! What only the screen knows, such as which menu is open.

use std::cell::Cell;

use agent_session::command::Command;
use agent_session::time::Millis;
use agent_session::view::Reason;

use super::behind::Behind;
use super::clock::Clock;

/// What only the screen knows; at first, that nothing has been pressed.
#[derive(Default)]
pub struct Local {
    /// The menu that is open, by the command its first item would send: another offer closes it.
    pub open: Option<Command>,
    /// What a press has led to, for screen readers.
    pub said: String,
    /// From when on notices are read out, and from when on one is news to them; noted while it is drawn.
    pub read_out: Cell<(u64, u64)>,
    /// The ring has been tested.
    pub has_tested: bool,
    /// The list of what was sent is open.
    pub is_ledger_open: bool,
    /// The text copied last, and whether the browser took it.
    pub copied: Option<(String, bool)>,
    /// By control and device: what a press that has begun is to send.
    down: Vec<(String, i32, Option<Command>)>,
    /// The call behind each control, noted while it is drawn.
    pub behind: Cell<Behind>,
    /// Draws again each second, while something counts.
    pub clock: Option<Clock>,
}

/// What a control would send, or why it cannot be used.
pub type Wish = Result<Command, Reason>;

/// The device of a press where the browser does not tell it.
const NOT_TOLD: i32 = 0;

impl Local {
    /// A press begins: what is drawn is meant, unless it has only just come.
    pub fn press_begins(&mut self, control: &str, device: i32, drawn: &Wish, now: Millis) {
        self.take_down(control, device);
        let meant = self.meant(control, drawn, now);
        self.down.push((control.to_owned(), device, meant));
    }

    /// A press ends: what it is to send. One that has not begun, as by a screen reader, means what is drawn.
    pub fn press_ends(
        &mut self,
        control: &str,
        device: i32,
        drawn: &Wish,
        now: Millis,
    ) -> Option<Command> {
        let meant = match self.take_down(control, device) {
            Some(meant) => meant,
            None => self.meant(control, drawn, now),
        };
        if meant.is_none() && drawn.is_ok() {
            self.behind.get_mut().tell(control);
        }
        meant
    }

    fn take_down(&mut self, control: &str, device: i32) -> Option<Option<Command>> {
        let place = self
            .down
            .iter()
            .rposition(|(of, by, _)| of == control && (device == NOT_TOLD || *by == device))?;
        Some(self.down.swap_remove(place).2)
    }

    fn meant(&mut self, control: &str, drawn: &Wish, now: Millis) -> Option<Command> {
        let is_new = self.behind.get_mut().is_new(control, now);
        drawn.clone().ok().filter(|_| !is_new)
    }
}

#[cfg(test)]
mod tests {
    use agent_session::view::{CallId, CallKey, Epoch};

    use super::*;

    const KEYBOARD: i32 = -1;
    const MOUSE: i32 = 1;
    const FINGER: i32 = 2;

    fn answer(epoch: u64) -> Wish {
        Ok(Command::Answer(CallKey {
            id: CallId::parse("1-1").expect("a call id"),
            epoch: Epoch(epoch),
        }))
    }

    /// What a press that ends long after is to send, with this drawn by then.
    fn ends(local: &mut Local, device: i32, drawn: &Wish) -> Option<Command> {
        local.press_ends("answer", device, drawn, Millis(9000))
    }

    fn begins(local: &mut Local, device: i32, drawn: &Wish) {
        local.press_begins("answer", device, drawn, Millis(0));
    }

    #[test]
    fn a_press_means_what_was_drawn_when_it_began() {
        let mut local = Local::default();
        begins(&mut local, MOUSE, &answer(1));
        assert_eq!(ends(&mut local, MOUSE, &answer(2)), answer(1).ok());
        begins(&mut local, MOUSE, &Err(Reason::NoCall));
        assert_eq!(ends(&mut local, MOUSE, &answer(2)), None);
    }

    #[test]
    fn each_device_ends_its_own_press() {
        let mut local = Local::default();
        begins(&mut local, MOUSE, &answer(1));
        begins(&mut local, KEYBOARD, &answer(2));
        begins(&mut local, FINGER, &answer(3));
        assert_eq!(ends(&mut local, KEYBOARD, &answer(4)), answer(2).ok());
        assert_eq!(ends(&mut local, MOUSE, &answer(4)), answer(1).ok());
        assert_eq!(ends(&mut local, FINGER, &answer(4)), answer(3).ok());
    }

    #[test]
    fn a_press_that_was_let_go_elsewhere_is_forgotten_by_the_next() {
        let mut local = Local::default();
        begins(&mut local, MOUSE, &answer(1));
        begins(&mut local, MOUSE, &answer(2));
        assert_eq!(ends(&mut local, MOUSE, &answer(3)), answer(2).ok());
        assert_eq!(ends(&mut local, MOUSE, &answer(3)), answer(3).ok());
    }

    #[test]
    fn a_press_without_a_beginning_means_what_is_drawn_and_one_of_an_unknown_device_the_latest() {
        let mut local = Local::default();
        begins(&mut local, MOUSE, &answer(1));
        assert_eq!(ends(&mut local, KEYBOARD, &answer(2)), answer(2).ok());
        assert_eq!(ends(&mut local, NOT_TOLD, &answer(2)), answer(1).ok());
    }
}
