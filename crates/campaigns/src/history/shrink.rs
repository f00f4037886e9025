//! Making a history that fails smaller: steps are left out as long as it still fails.
//!
//! First many at once, then fewer, at last one by one, until no single step can be spared.

use super::plan::length_of;
use crate::shift::plan::Plan;
use crate::shift::step::Timed;

/// The smallest plan found that still fails.
pub fn smallest(plan: &Plan, fails: &dyn Fn(&Plan) -> bool) -> Plan {
    let mut steps = plan.steps.clone().unwrap_or_default();
    let mut size = steps.len().div_ceil(2).max(1);
    loop {
        let mut begin = 0;
        let mut is_smaller = false;
        while begin < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(begin..(begin + size).min(steps.len()));
            if fails(&with(plan, &fewer)) {
                steps = fewer;
                is_smaller = true;
            } else {
                begin += size;
            }
        }
        match size {
            1 if !is_smaller => return with(plan, &steps),
            _ => size = size.div_ceil(2).max(1),
        }
    }
}

fn with(plan: &Plan, steps: &[Timed]) -> Plan {
    Plan {
        length: length_of(steps),
        steps: Some(steps.to_vec()),
        ..plan.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_steps_that_matter_are_left() {
        let plan = super::super::plan::plan(3);
        let all = plan.steps.clone().unwrap_or_default();
        let needed = [2, 7, all.len() - 1].map(|place| all[place].clone());
        let smallest = smallest(&plan, &|plan| {
            let steps = plan.steps.as_deref().unwrap_or_default();
            needed.iter().all(|step| steps.contains(step))
        });
        assert_eq!(smallest.steps.as_deref(), Some(&needed[..]));
    }
}
