//! One shift: a session and a simulated gateway under one virtual clock, with an agent and callers.
//!
//! Nothing happens between two moments at which something is due. What an onlooker can see is told
//! as it happens, and nothing here judges it.

mod agent;
mod callers;
mod clock;
mod gateway;
mod hand;
pub mod plan;
mod reading;
mod reloading;
mod screen;
mod secrecy;
pub mod step;
mod stepping;
mod traffic;
mod trouble;
mod wire;

use std::collections::BTreeMap;

use agent_session::command::Command;
use agent_session::effect::Effect;
use agent_session::event::Event;
use agent_session::record::Kept;
use agent_session::session::Session;
use agent_session::settings::Settings;
use agent_session::view::View;

use crate::dice::Dice;
use crate::observation::{Observation, Screen, Seen};
use agent::Agent;
use callers::Callers;
use clock::Clock;
use gateway::Gateway;
use plan::{Page, Plan, Trouble};
use secrecy::Unsearched;
use step::Step;
use trouble::Asleep;
use wire::Wire;
pub use wire::{LOST_OTHERS, LOST_POLLS};

/// After the shift nothing goes wrong any more for so long; then the agent signs out.
const CLOSING: u64 = 4 * 60_000;
/// A history is over after so many polls that brought nothing.
const SILENCES: u32 = 2;
/// What the gateway knows is told so often.
const ACCOUNT_EVERY: u64 = 30_000;

/// Something that is due at a time of its own.
#[derive(Debug)]
enum Happening {
    /// The agent looks at the bar.
    Look,
    /// The agent's hand reaches the control.
    Press(Command),
    /// A caller or a supervisor acts.
    Call,
    /// The next thing of a history.
    Step(Step),
    /// The gateway is asked what it knows.
    Account,
    /// Something goes wrong.
    Trouble(Trouble),
    /// The machine wakes, or the page thaws.
    Wake(Asleep),
    /// The page is loaded again.
    Load,
    /// The network is back.
    Online,
    /// The shift is over: nothing goes wrong any more.
    Close,
    /// The agent leaves.
    Leave,
}

/// The world of one shift.
struct World<'a> {
    session: Session,
    /// How often the page was loaded before.
    reloads: u32,
    /// What the page keeps for a reload.
    kept: Option<Kept>,
    gateway: Gateway,
    clock: Clock,
    wire: Wire,
    agent: Agent,
    callers: Callers,
    dice: Dice,
    due: BTreeMap<(u64, u64), Happening>,
    happenings: u64,
    /// When the shift is over.
    end: u64,
    /// Whether all that happens is listed: it is over when nothing more can come of it.
    is_listed: bool,
    /// Nothing is done and nothing goes wrong any more.
    is_over: bool,
    /// How many polls have brought nothing since.
    silences: u32,
    is_asleep: bool,
    is_offline: bool,
    wakes_in_the_past: bool,
    /// What was drawn last, and what an onlooker sees of it.
    drawn: View,
    screen: Screen,
    unsearched: Unsearched,
    onlooker: &'a mut dyn FnMut(&Observation),
}

/// Runs a shift and tells the onlooker what is to be seen of it.
///
/// # Errors
/// A sentence, where the session keeps asking to be woken in the past.
pub fn run(plan: &Plan, onlooker: &mut dyn FnMut(&Observation)) -> Result<(), String> {
    let mut world = World::new(plan, onlooker);
    world.run()
}

impl<'a> World<'a> {
    fn new(plan: &Plan, onlooker: &'a mut dyn FnMut(&Observation)) -> Self {
        let number = plan.number;
        let clock = Clock::new(plan.steady);
        let settings = Settings {
            is_own_page: plan.page == Page::Own,
            ..Settings::default()
        };
        let session = Session::new(settings, number);
        let mut world = Self {
            drawn: session.view(clock.moment()),
            session,
            reloads: 0,
            kept: None,
            gateway: Gateway::new(plan.settings.clone()),
            clock,
            wire: Wire::new(Dice::apart(number, 2)),
            agent: Agent::new(Dice::apart(number, 3)),
            callers: Callers::new(Dice::apart(number, 4)),
            dice: Dice::apart(number, 5),
            due: BTreeMap::new(),
            happenings: 0,
            end: plan.length,
            is_listed: plan.steps.is_some(),
            is_over: false,
            silences: 0,
            is_asleep: false,
            is_offline: false,
            wakes_in_the_past: false,
            screen: Screen::default(),
            unsearched: Unsearched::default(),
            onlooker,
        };
        let troubles = plan.troubles.iter();
        for (at, trouble) in troubles.filter(|(at, _)| *at < plan.length) {
            world.plan_at(*at, Happening::Trouble(*trouble));
        }
        match &plan.steps {
            None => {
                world.plan_at(0, Happening::Look);
                world.plan_at(1_000, Happening::Call);
                world.plan_at(ACCOUNT_EVERY, Happening::Account);
                world.plan_at(plan.length + CLOSING / 2, Happening::Leave);
            }
            Some(steps) => {
                world.wire.is_calm = true;
                for timed in steps {
                    world.plan_at(timed.at, Happening::Step(timed.step.clone()));
                }
            }
        }
        world.plan_at(plan.length, Happening::Close);
        world
    }

    fn run(&mut self) -> Result<(), String> {
        self.show();
        while let Some(at) = self.next_instant().filter(|at| *at <= self.end + CLOSING) {
            self.clock.go_to(at);
            self.step();
            if self.wakes_in_the_past {
                return Err(format!("asks at {at} ms to be woken in the past"));
            }
            if self.silences > SILENCES {
                break;
            }
        }
        Ok(())
    }

    fn next_instant(&self) -> Option<u64> {
        let own = self.session.next_wake(self.clock.moment());
        let own = own.map(|mono| self.clock.when(mono));
        let at_the_machine = [own, self.wire.next_arriving()];
        let elsewhere = [
            self.gateway.next_deadline(),
            self.wire.next_leaving(),
            self.due.keys().next().map(|(at, _)| *at),
        ];
        let at_the_machine = at_the_machine.into_iter().filter(|_| !self.is_asleep);
        at_the_machine.chain(elsewhere).flatten().min()
    }

    /// Does the first thing that is due.
    fn step(&mut self) {
        let now = self.clock.now();
        self.gateway.wake(&self.clock);
        self.collect();
        if let Some(entry) = self.due.first_entry().filter(|entry| entry.key().0 <= now) {
            let happening = entry.remove();
            self.happen(happening);
        } else if self.wire.next_leaving().is_some_and(|at| at <= now) {
            if let Some((_, leaving)) = self.wire.leaving.pop_first() {
                self.reach_gateway(&leaving);
            }
        } else if !self.is_asleep && self.wire.next_arriving().is_some_and(|at| at <= now) {
            if let Some((_, parcel)) = self.wire.arriving.pop_first() {
                self.deliver(parcel);
            }
        } else if !self.is_asleep {
            self.tell(Event::Woke);
        }
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Look => {
                if !self.is_asleep
                    && let Some(command) = self.agent.look(&self.drawn, self.clock.now())
                {
                    let hand = self.agent.hand();
                    self.plan(hand, Happening::Press(command));
                }
                let pause = self.agent.pause();
                self.plan(pause, Happening::Look);
            }
            Happening::Press(command) if !self.is_asleep => {
                self.see(Seen::Pressed(agent::press(&command)));
                self.tell(Event::Asked(command));
            }
            Happening::Press(_) => {}
            Happening::Call => {
                if let Some((name, body)) = self.callers.act() {
                    self.gateway.control(name, body, &self.clock);
                    self.collect();
                }
                let pause = self.callers.pause();
                if self.clock.now() < self.end {
                    self.plan(pause, Happening::Call);
                }
            }
            Happening::Step(step) => self.take_step(step),
            Happening::Account => {
                self.account();
                self.plan(ACCOUNT_EVERY, Happening::Account);
            }
            Happening::Trouble(trouble) => self.befall(trouble),
            Happening::Wake(asleep) => self.wake_up(asleep),
            Happening::Load => self.load(),
            Happening::Online => self.come_online(),
            Happening::Close => self.close(),
            Happening::Leave => self.agent.leave(),
        }
    }

    fn close(&mut self) {
        self.wire.calm();
        if self.is_listed {
            self.gateway.calm(&self.clock);
            self.collect();
        }
        self.is_over = self.is_listed;
        self.see(Seen::Calm);
    }

    fn account(&mut self) {
        let known = self.gateway.account(&self.clock);
        self.see(Seen::Knows(known));
        self.look_for_guids();
    }

    fn plan(&mut self, after: u64, happening: Happening) {
        self.plan_at(self.clock.now() + after, happening);
    }

    fn plan_at(&mut self, at: u64, happening: Happening) {
        self.happenings += 1;
        self.due.insert((at, self.happenings), happening);
    }

    /// Tells the session, does what it asks, and looks at what it shows then.
    fn tell(&mut self, event: Event) {
        let effects = self.session.update(event, self.clock.moment());
        self.carry_out(effects);
        self.draw();
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Send { id, request, .. } => self.send(self.of_this_page(id), &request),
                Effect::Abort(id) => self.give_up(self.of_this_page(id)),
                Effect::Keep(kept) => self.kept = Some(kept),
                Effect::Forget => self.kept = None,
                // There is one tab.
                Effect::Share(_) => {}
            }
        }
        let now = self.clock.moment();
        let wake = self.session.next_wake(now);
        self.wakes_in_the_past |= wake.is_some_and(|wake| wake <= now.mono);
    }

    fn draw(&mut self) {
        self.unsearched.session = true;
        let view = self.session.view(self.clock.moment());
        if view == self.drawn {
            return;
        }
        self.unsearched.view = true;
        let before = std::mem::replace(&mut self.drawn, view);
        for entry in screen::entered(&before, &self.drawn) {
            self.see(Seen::Entered(entry));
        }
        self.show();
    }

    fn show(&mut self) {
        let screen = screen::seen(&self.drawn);
        if screen != self.screen {
            self.screen = screen.clone();
            self.see(Seen::Screen(screen));
        }
    }

    fn see(&mut self, seen: Seen) {
        let at = self.clock.now();
        (self.onlooker)(&Observation { at, seen });
    }
}
