//! The machine's two clocks against the true time.
//!
//! The steady one may stand while the machine sleeps, the other one may be set. The gateway's runs true.

use agent_session::time::{Millis, Moment};

use super::plan::SteadyClock;

/// When shifts begin, by the gateway's clock.
const BEGIN: u64 = 1_455_885_056_000;

/// The clocks of one shift. True times are milliseconds since it began.
#[derive(Debug)]
pub struct Clock {
    now: u64,
    steady: SteadyClock,
    /// How much of the true time the steady clock has not counted.
    slept: u64,
    /// By how much the wall clock is wrong.
    set_by: i64,
}

impl Clock {
    /// The clocks at the beginning.
    pub fn new(steady: SteadyClock) -> Self {
        Self {
            now: 0,
            steady,
            slept: 0,
            set_by: 0,
        }
    }

    /// The true time.
    pub fn now(&self) -> u64 {
        self.now
    }

    /// Time passes; it never goes back.
    pub fn go_to(&mut self, at: u64) {
        self.now = self.now.max(at);
    }

    /// The machine has slept so long.
    pub fn slept(&mut self, length: u64) {
        if self.steady == SteadyClock::Stands {
            self.slept += length;
        }
    }

    /// A new page counts from its own beginning.
    pub fn begin_again(&mut self) {
        self.slept = self.now;
    }

    /// Somebody sets the wall clock.
    pub fn set(&mut self, by: i64) {
        self.set_by += by;
    }

    /// What the machine's clocks say.
    pub fn moment(&self) -> Moment {
        Moment {
            mono: Millis(self.now - self.slept),
            wall: (BEGIN + self.now).saturating_add_signed(self.set_by),
        }
    }

    /// When the steady clock will say this, in true time.
    pub fn when(&self, mono: Millis) -> u64 {
        mono.0 + self.slept
    }

    /// What the gateway's clock says.
    pub fn gateway(&self) -> gateway_simulator::Millis {
        gateway_simulator::Millis(BEGIN + self.now)
    }

    /// When the gateway's clock says this, in true time.
    pub fn when_at_gateway(time: gateway_simulator::Millis) -> u64 {
        time.0.saturating_sub(BEGIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_clock_that_stands_is_behind_after_a_sleep() {
        let mut clock = Clock::new(SteadyClock::Stands);
        clock.go_to(10_000);
        clock.slept(4_000);
        assert_eq!(clock.moment().mono, Millis(6_000));
        assert_eq!(clock.moment().wall, BEGIN + 10_000);
        assert_eq!(clock.when(Millis(7_000)), 11_000);
        clock.begin_again();
        assert_eq!(clock.moment().mono, Millis(0));
        let mut clock = Clock::new(SteadyClock::Runs);
        clock.go_to(10_000);
        clock.slept(4_000);
        clock.set(-3_600_000);
        assert_eq!(clock.moment().mono, Millis(10_000));
        assert_eq!(clock.moment().wall, BEGIN + 10_000 - 3_600_000);
    }
}
