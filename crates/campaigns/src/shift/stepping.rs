//! A history's steps as they are done: presses by what is drawn, acts at the desk, disturbances.

use serde_json::json;

use super::gateway::{bad_gateway, torn};
use super::step::{Desk, Press, Step};
use super::wire::{Fate, Number};
use super::{Happening, World, agent, hand};
use crate::observation::Seen;

impl World<'_> {
    /// Does one step.
    pub(super) fn take_step(&mut self, step: Step) {
        match step {
            Step::Press(press) => self.look_and_press(press),
            Step::Desk(desk) => {
                if let Some((name, body)) = self.callers.do_what_is_asked(desk) {
                    self.gateway.control(name, body, &self.clock);
                    self.collect();
                }
            }
            Step::Trouble(trouble) => self.befall(trouble),
            Step::Disturb(kind, disturbance) => self.wire.arm(kind, disturbance),
            Step::Arm(arming) => self.gateway.arm(*arming, &self.clock),
            Step::TellAgain(back) => {
                if let Some(event) = self.gateway.told_before(back) {
                    self.see(Seen::ToldAgain);
                    let body = json!({"agent": agent::NUMBER, "event": event});
                    self.gateway.control("event", body, &self.clock);
                    self.collect();
                }
            }
        }
        self.look_for_guids();
    }

    fn look_and_press(&mut self, press: Press) {
        let drawn = (!self.is_asleep).then(|| hand::reach(&self.drawn, press.wanted));
        let Some(command) = drawn.flatten() else {
            return;
        };
        for time in 0..press.times {
            let after = press.hand + u64::from(time) * press.apart;
            self.plan(after, Happening::Press(command.clone()));
        }
    }

    /// What arrives in the place of an answer, or that nothing does.
    pub(super) fn disturb_answer(&mut self, id: Number, fate: Fate) -> bool {
        let now = self.clock.now();
        match fate {
            Fate::Page(status) => {
                let mut page = bad_gateway();
                page.status = status;
                self.wire.answer(now, id, &page, None);
            }
            Fate::Torn => self.wire.answer(now, id, &torn(), None),
            _ => return false,
        }
        true
    }
}

impl super::Callers {
    /// What the desk does for this step, where it can be done.
    fn do_what_is_asked(&self, desk: Desk) -> Option<super::callers::Act> {
        use super::callers::Place::{Held, Ringing, Talking, Waiting};
        let me = agent::NUMBER;
        match desk {
            Desk::Ring => Some(("ring", json!({"agent": me}))),
            Desk::RingTransferred => Some(("ring", json!({"agent": me, "transfer": true}))),
            Desk::RingInternal => Some(("ring", json!({"agent": me, "internal": true}))),
            Desk::Queue => Some(("queue", json!({"skill": 1}))),
            Desk::Reoffer => {
                let call = self.first(Waiting)?;
                Some(("reoffer", json!({"callid": call, "agent": me})))
            }
            Desk::Take => self.with_first(Waiting, "take"),
            Desk::RingingLeaves => self.with_first(Ringing, "hangup"),
            Desk::TalkingLeaves => self.with_first(Talking, "hangup"),
            Desk::HeldLeaves => self.with_first(Held, "hangup"),
            Desk::Hold => self.with_first(Talking, "hold"),
            Desk::Resume => self.with_first(Held, "unhold"),
            Desk::Release => Some(("release", json!({"agent": me}))),
            Desk::Invite => Some(("invite", json!({"agent": me}))),
            Desk::EndConference => {
                let conference = self.last_conference()?;
                Some(("conference/end", json!({"confId": conference})))
            }
            Desk::Record => Some(("record", json!({"agent": me, "on": true}))),
            Desk::StopRecording => Some(("record", json!({"agent": me, "on": false}))),
        }
    }

    fn with_first(
        &self,
        place: super::callers::Place,
        act: &'static str,
    ) -> Option<super::callers::Act> {
        Some((act, json!({"callid": self.first(place)?})))
    }
}
