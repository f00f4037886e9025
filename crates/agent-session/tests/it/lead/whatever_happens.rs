//! Every order in which a bounded number of things can happen among two and three tabs.
//!
//! Messages come late, are lost or come twice; tabs are frozen, thaw, are closed and open.
//! At any time at most one tab acts as the leader but for [`BOUND`](super::origin::BOUND), no press is taken twice,
//! and wherever it is left alone one tab leads and the others follow.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use agent_session::lead::{Role, STEAL_AFTER, TabId};
use agent_session::time::Millis;

use super::origin::Origin;

/// One thing that can happen.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// The message at this place arrives.
    Deliver(usize, usize),
    DeliverLock(usize),
    Time,
    /// The others go on for so long that a frozen leader is replaced.
    LongTime,
    Lose(usize),
    Double(usize),
    Freeze(usize),
    Thaw(usize),
    Close(usize),
    Press(usize),
}

/// How much may go wrong on one path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Budget {
    /// Messages lost or doubled.
    losses: u8,
    freezes: u8,
    closings: u8,
    presses: u8,
}

/// Goes every way from here, this many steps far, and lets each end come to rest.
fn explore(begin: Origin, budget: Budget, tabs: usize, depth: u32) {
    let mut seen = BTreeSet::new();
    let mut front = vec![(begin, budget)];
    for _ in 0..depth {
        let mut next = Vec::new();
        for (origin, budget) in &front {
            for step in steps(origin, *budget, tabs) {
                let (mut origin, mut budget) = (origin.clone(), *budget);
                if take(&mut origin, &mut budget, step) && seen.insert(fingerprint(&origin, budget))
                {
                    next.push((origin, budget));
                }
            }
        }
        front = next;
    }
    assert!(front.len() > 1_000, "only {} ways were gone", front.len());
    for (origin, _) in front {
        assert_one_leads_in_the_end(origin, tabs);
    }
}

fn fingerprint(origin: &Origin, budget: Budget) -> u64 {
    let mut hasher = DefaultHasher::new();
    (origin, budget).hash(&mut hasher);
    hasher.finish()
}

fn steps(origin: &Origin, budget: Budget, tabs: usize) -> Vec<Step> {
    let mut steps = vec![Step::Time];
    for tab in 0..tabs {
        if origin.is_frozen(tab) {
            steps.extend([Step::Thaw(tab), Step::LongTime]);
            continue;
        }
        if !origin.is_running(tab) {
            continue;
        }
        if origin.has_lock_news(tab) {
            steps.push(Step::DeliverLock(tab));
        }
        let waiting = origin.inbox(tab);
        steps.extend((waiting > 0).then_some(Step::Deliver(tab, 0)));
        steps.extend((waiting > 1).then(|| Step::Deliver(tab, waiting - 1)));
        if waiting > 0 && budget.losses > 0 {
            steps.extend([Step::Lose(tab), Step::Double(tab)]);
        }
        if budget.freezes > 0 {
            steps.push(Step::Freeze(tab));
        }
        let others = (0..tabs).filter(|other| *other != tab);
        if budget.closings > 0 && others.into_iter().any(|other| origin.is_running(other)) {
            steps.push(Step::Close(tab));
        }
        if budget.presses > 0 && origin.lead(tab).role() == Role::Follower {
            steps.push(Step::Press(tab));
        }
    }
    steps
}

fn take(origin: &mut Origin, budget: &mut Budget, step: Step) -> bool {
    match step {
        Step::Deliver(tab, position) => origin.deliver(tab, position),
        Step::DeliverLock(tab) => origin.deliver_lock(tab),
        Step::Time => return origin.pass_to_next(),
        Step::LongTime => origin.pass(STEAL_AFTER.plus(Millis::seconds(2))),
        Step::Lose(tab) => {
            budget.losses -= 1;
            origin.lose(tab);
        }
        Step::Double(tab) => {
            budget.losses -= 1;
            origin.double(tab);
        }
        Step::Freeze(tab) => {
            budget.freezes -= 1;
            origin.freeze(tab);
        }
        Step::Thaw(tab) => origin.thaw(tab),
        Step::Close(tab) => {
            budget.closings -= 1;
            origin.close(tab, false);
        }
        Step::Press(tab) => {
            let command = format!("press {} of {:?}", budget.presses, TabId(tab as u64));
            budget.presses -= 1;
            origin.press(tab, &command);
        }
    }
    true
}

/// Once nothing goes wrong any more, one leads within the time a frozen leader is given, and the others follow it;
/// and when it is closed, the next one leads at once.
fn assert_one_leads_in_the_end(mut origin: Origin, tabs: usize) {
    for tab in 0..tabs {
        if origin.is_frozen(tab) {
            origin.thaw(tab);
        }
    }
    origin.pass(Millis::seconds(15));
    let leader = assert_one_leads(&origin);
    let open = origin.roles().into_iter().flatten().count();
    if open > 1 {
        origin.close(leader, false);
        origin.settle();
        assert_one_leads(&origin);
    }
}

fn assert_one_leads(origin: &Origin) -> usize {
    let roles = &origin.roles();
    let open = roles.iter().flatten().count();
    let having = |role| (0..roles.len()).filter(move |tab| roles[*tab] == Some(role));
    let leaders: Vec<_> = having(Role::Leader).collect();
    let followers = having(Role::Follower).count();
    assert_eq!((leaders.len(), followers), (1, open - 1), "{origin:?}");
    leaders[0]
}

/// From where nobody leads yet, and from where one does.
fn check(tabs: usize, budget: Budget, depth: u32) {
    let mut origin = Origin::default();
    for _ in 0..tabs {
        origin.open();
    }
    explore(origin.clone(), budget, tabs, depth);
    origin.settle();
    explore(origin, budget, tabs, depth);
}

#[test]
fn among_two_tabs_with_losses_and_presses() {
    let budget = Budget {
        losses: 2,
        freezes: 1,
        closings: 0,
        presses: 1,
    };
    check(2, budget, 8);
}

#[test]
fn among_two_tabs_with_freezes() {
    let budget = Budget {
        losses: 0,
        freezes: 2,
        closings: 1,
        presses: 0,
    };
    check(2, budget, 8);
}

#[test]
fn among_three_tabs() {
    let budget = Budget {
        losses: 1,
        freezes: 1,
        closings: 1,
        presses: 1,
    };
    check(3, budget, 6);
}
