//! Some tabs of one origin under one clock, with the browser's lock and a channel between them.
//!
//! Nothing arrives by itself: a test, or the search through all orders, says what comes when.

use std::collections::BTreeMap;

use agent_session::lead::{DOUBT_AFTER, Effect, Fact, Lead, Message, PressId, Role, TabId};
use agent_session::time::Millis;
use gateway_protocol::id::Guid;

/// The longest that anything is on its way to a tab that is not frozen.
pub const DELAY: Millis = Millis::seconds(1);

/// How long two tabs may both act as the leader: until the one that was robbed hears of it.
pub const BOUND: Millis = DELAY;

#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    now: Millis,
    tabs: Vec<Tab>,
    holder: Option<usize>,
    queue: Vec<usize>,
    /// Since when more than one tab acts as the leader.
    split_since: Option<Millis>,
    has_lost_messages: bool,
    pressed: BTreeMap<String, u32>,
    answered: Vec<PressId>,
    lost: Vec<PressId>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Tab {
    /// Nothing, once it is closed.
    lead: Option<Lead>,
    is_frozen: bool,
    frozen_at: Millis,
    /// It has not run since it was frozen, so it has not acted either; for how long it was.
    stood_still: Option<Millis>,
    inbox: Vec<(Millis, Message)>,
    lock: Vec<(Millis, Fact)>,
}

impl Origin {
    // What happens.

    /// A tab opens.
    pub fn open(&mut self) {
        let number = self.tabs.len();
        let (lead, effects) = Lead::begin(TabId(number as u64 + 1), self.now);
        self.tabs.push(Tab {
            lead: Some(lead),
            is_frozen: false,
            frozen_at: Millis::default(),
            stood_still: None,
            inbox: Vec::new(),
            lock: Vec::new(),
        });
        self.carry_out(number, effects);
    }

    /// A tab is told something.
    pub fn tell(&mut self, tab: usize, fact: Fact) {
        let Some(lead) = &mut self.tabs[tab].lead else {
            return;
        };
        let has_led = lead.role() == Role::Leader;
        let effects = lead.update(fact, self.now);
        let was_robbed = self.holder != Some(tab) && !self.has_lost_messages;
        let leads_on = has_led && lead.role() == Role::Leader;
        let stood_still = self.tabs[tab].stood_still.unwrap_or_default();
        assert!(
            !(was_robbed && stood_still >= DOUBT_AFTER && leads_on),
            "it thaws and leads on: {self:?}"
        );
        self.tabs[tab].stood_still = None;
        self.carry_out(tab, effects);
        self.check();
    }

    pub fn close(&mut self, tab: usize, says_goodbye: bool) {
        if says_goodbye {
            self.tell(tab, Fact::Left);
        }
        let closed = &mut self.tabs[tab];
        closed.lead = None;
        closed.is_frozen = false;
        closed.inbox.clear();
        closed.lock.clear();
        self.release(tab);
    }

    pub fn freeze(&mut self, tab: usize) {
        self.tabs[tab].is_frozen = true;
        self.tabs[tab].frozen_at = self.now;
    }

    pub fn thaw(&mut self, tab: usize) {
        let thawed = &mut self.tabs[tab];
        thawed.is_frozen = false;
        thawed.stood_still = Some(self.now.minus(thawed.frozen_at));
        // What was on its way takes as much longer as the tab stood still.
        let (now, frozen_at) = (self.now, thawed.frozen_at);
        let shift = |at: &mut Millis| *at = now.minus(frozen_at.minus(*at));
        thawed.inbox.iter_mut().for_each(|(at, _)| shift(at));
        thawed.lock.iter_mut().for_each(|(at, _)| shift(at));
    }

    pub fn share(&mut self, tab: usize, record: &str, guid: Option<&str>) {
        let guid = guid.and_then(Guid::parse);
        let lead = self.tabs[tab].lead.as_mut().expect("an open tab");
        let effects = lead.share(record.to_owned(), guid);
        self.carry_out(tab, effects);
    }

    pub fn press(&mut self, tab: usize, command: &str) -> PressId {
        let lead = self.tabs[tab].lead.as_mut().expect("an open tab");
        let (press, effects) = lead.forward(command.to_owned(), self.now);
        self.carry_out(tab, effects);
        press
    }

    /// Everything that is on its way arrives, in order, without any time passing.
    pub fn settle(&mut self) {
        while let Some(tab) = (0..self.tabs.len()).find(|tab| self.has_something_for(*tab)) {
            if self.tabs[tab].lock.is_empty() {
                self.deliver(tab, 0);
            } else {
                self.deliver_lock(tab);
            }
        }
    }

    /// Time passes; everything arrives at once and every tab wakes when it wants.
    pub fn pass(&mut self, span: Millis) {
        self.pass_without_waking(usize::MAX, span);
    }

    pub fn pass_without_waking(&mut self, throttled: usize, span: Millis) {
        let end = self.now.plus(span);
        self.settle();
        loop {
            let awake = (0..self.tabs.len()).filter(|tab| *tab != throttled);
            let next = awake
                .filter_map(|tab| Some((self.next_wake(tab)?, tab)))
                .min();
            let Some((at, tab)) = next.filter(|(at, _)| *at <= end) else {
                break;
            };
            self.now = self.now.max(at);
            self.tell(tab, Fact::Woke);
            self.settle();
        }
        self.now = end;
        self.check();
    }

    // What can happen next, for the search.

    pub fn deliver(&mut self, tab: usize, position: usize) {
        let (_, message) = self.tabs[tab].inbox.remove(position);
        self.tell(tab, Fact::Heard(message));
    }

    pub fn deliver_lock(&mut self, tab: usize) {
        let (_, fact) = self.tabs[tab].lock.remove(0);
        self.tell(tab, fact);
    }

    /// The first message to this tab is lost.
    pub fn lose(&mut self, tab: usize) {
        self.has_lost_messages = true;
        self.tabs[tab].inbox.remove(0);
    }

    /// The first message to this tab comes twice, the second time last.
    pub fn double(&mut self, tab: usize) {
        let (_, message) = self.tabs[tab].inbox[0].clone();
        self.tabs[tab].inbox.push((self.now, message));
    }

    /// To the next moment at which something must happen: false where something must arrive first.
    pub fn pass_to_next(&mut self) -> bool {
        let awake = |tab: &&Tab| tab.lead.is_some() && !tab.is_frozen;
        let sent = self.tabs.iter().filter(awake).flat_map(|tab| {
            let inbox = tab.inbox.iter().map(|(at, _)| *at);
            inbox.chain(tab.lock.iter().map(|(at, _)| *at))
        });
        let arrives_by = sent.map(|at| at.plus(DELAY)).min();
        let wakes = (0..self.tabs.len()).filter_map(|tab| self.next_wake(tab));
        let Some(next) = wakes.chain(arrives_by).min() else {
            return false;
        };
        if arrives_by.is_some_and(|at| at <= self.now) {
            return false;
        }
        self.now = self.now.max(next);
        for tab in 0..self.tabs.len() {
            if self.next_wake(tab).is_some_and(|at| at <= self.now) {
                self.tell(tab, Fact::Woke);
            }
        }
        self.check();
        true
    }

    pub fn is_running(&self, tab: usize) -> bool {
        self.tabs
            .get(tab)
            .is_some_and(|tab| tab.lead.is_some() && !tab.is_frozen)
    }

    pub fn is_frozen(&self, tab: usize) -> bool {
        self.tabs[tab].is_frozen
    }

    pub fn inbox(&self, tab: usize) -> usize {
        self.tabs[tab].inbox.len()
    }

    pub fn has_lock_news(&self, tab: usize) -> bool {
        !self.tabs[tab].lock.is_empty()
    }

    // What there is to see.

    pub fn now(&self) -> Millis {
        self.now
    }

    pub fn lead(&self, tab: usize) -> &Lead {
        self.tabs[tab].lead.as_ref().expect("an open tab")
    }

    pub fn roles(&self) -> Vec<Option<Role>> {
        let leads = self.tabs.iter().map(|tab| tab.lead.as_ref());
        leads.map(|lead| lead.map(Lead::role)).collect()
    }

    pub fn holder(&self) -> Option<usize> {
        self.holder
    }

    pub fn inheritance(&self, tab: usize) -> (Option<&str>, Option<&str>) {
        let (record, guid) = self.lead(tab).inheritance();
        (record, guid.map(Guid::expose))
    }

    /// How many messages are on their way.
    pub fn on_the_channel(&self) -> usize {
        self.tabs.iter().map(|tab| tab.inbox.len()).sum()
    }

    /// Takes what is on its way to this tab off the channel.
    pub fn hold_back(&mut self, tab: usize) -> Vec<Message> {
        let inbox = std::mem::take(&mut self.tabs[tab].inbox);
        inbox.into_iter().map(|(_, message)| message).collect()
    }

    /// The presses that leaders have taken.
    pub fn pressed(&self) -> Vec<&str> {
        self.pressed.keys().map(String::as_str).collect()
    }

    pub fn answered(&self) -> &[PressId] {
        &self.answered
    }

    pub fn lost(&self) -> &[PressId] {
        &self.lost
    }

    fn next_wake(&self, tab: usize) -> Option<Millis> {
        if self.is_running(tab) {
            self.lead(tab).next_wake()
        } else {
            None
        }
    }

    fn has_something_for(&self, tab: usize) -> bool {
        self.is_running(tab) && (self.inbox(tab) > 0 || self.has_lock_news(tab))
    }

    fn carry_out(&mut self, tab: usize, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::RequestLock => {
                    self.queue.push(tab);
                    self.grant();
                }
                Effect::StealLock => {
                    self.queue.retain(|queued| *queued != tab);
                    if let Some(robbed) = self.holder.replace(tab) {
                        self.tabs[robbed].lock.push((self.now, Fact::LockLost));
                    }
                    self.tabs[tab].lock.push((self.now, Fact::LockGranted));
                }
                Effect::ReleaseLock => self.release(tab),
                Effect::Post(message) => {
                    for (number, other) in self.tabs.iter_mut().enumerate() {
                        if number != tab && other.lead.is_some() {
                            other.inbox.push((self.now, message.clone()));
                        }
                    }
                }
                Effect::Draw(_) => {}
                Effect::Press(command) => {
                    let times = self.pressed.entry(command).or_default();
                    *times += 1;
                    assert_eq!(*times, 1, "a press was taken twice");
                }
                Effect::Answered(press) => self.answered.push(press),
                Effect::Lost(press) => self.lost.push(press),
            }
        }
    }

    fn release(&mut self, tab: usize) {
        self.queue.retain(|queued| *queued != tab);
        if self.holder == Some(tab) {
            self.holder = None;
            // A lock that was granted and given back before its tab heard of it stays unheard of.
            self.tabs[tab].lock.clear();
            self.grant();
        }
    }

    fn grant(&mut self) {
        if self.holder.is_none() && !self.queue.is_empty() {
            let next = self.queue.remove(0);
            self.holder = Some(next);
            self.tabs[next].lock.push((self.now, Fact::LockGranted));
        }
    }

    /// What must hold at any time.
    fn check(&mut self) {
        let acts = |tab: &&Tab| {
            let is_leader = tab
                .lead
                .as_ref()
                .is_some_and(|lead| lead.role() == Role::Leader);
            is_leader && !tab.is_frozen && tab.stood_still.is_none()
        };
        if self.tabs.iter().filter(acts).count() < 2 {
            self.split_since = None;
            return;
        }
        let since = *self.split_since.get_or_insert(self.now);
        assert!(
            self.now.minus(since) <= BOUND,
            "two leaders for too long: {self:?}"
        );
    }
}
