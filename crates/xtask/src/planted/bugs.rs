//! The bugs that are planted, each as a change of the session's source, and what they must be found by.

/// One bug.
pub struct Bug {
    /// What it is.
    pub name: &'static str,
    /// The changes that make it.
    pub changes: &'static [Change],
    /// What one of the faults found must say.
    pub shows: &'static [&'static str],
}

/// One change of a file of the session.
pub struct Change {
    /// The file, below the session's `src`.
    pub file: &'static str,
    /// What stands there, exactly once.
    pub from: &'static str,
    /// What stands there then.
    pub to: &'static str,
}

/// All of them.
pub const BUGS: &[Bug] = &[
    Bug {
        name: "a late reply is applied to a new call",
        changes: &[Change {
            file: "session/replies.rs",
            from: "let answer = RejectConference::read(response);",
            to: "let number = self.pending.last().map_or(number, |newest| newest.number);
                let answer = RejectConference::read(response);",
        }],
        shows: &["no answer to it says so"],
    },
    Bug {
        name: "a late reply is applied to a second offer of the same call",
        changes: &[Change {
            file: "session/outcomes.rs",
            from: "        let Some(position) = self.pending_at(number) else {
            // An event",
            to: "        let entries = self.ledger.entries();
        let entry = entries.iter().find(|entry| entry.number == number);
        let call = entry.and_then(|entry| entry.call.clone());
        let is_it = |pending: &Pending| call.is_some() && pending.target.call() == call.as_ref();
        let of_call = self.pending.iter().find(|pending| is_it(pending));
        let number = of_call.map_or(number, |pending| pending.number);
        let Some(position) = self.pending_at(number) else {
            // An event",
        }],
        shows: &["no answer to it says so"],
    },
    Bug {
        name: "a drop without the freshness check",
        changes: &[Change {
            file: "session/asking.rs",
            from: "let is_plain = self.freshness(now) == Freshness::Fresh
            && self",
            to: "let _ = (now, Freshness::Fresh);
        let is_plain = self",
        }],
        shows: &["which names no call, is sent with a picture that is not fresh"],
    },
    Bug {
        name: "a command is sent again when its time is over",
        changes: &[
            Change {
                file: "session/replies.rs",
                from: "            Purpose::Command(number) => self.command_replied(number, Reply::Unknown(None), now),",
                to: "            Purpose::Command(number) => self.send_again(number, now),",
            },
            Change {
                file: "session/asking.rs",
                from: "    fn request_for(",
                to: "    pub(super) fn send_again(&mut self, number: u32, now: Moment) {
        let pending = self.pending.iter().find(|pending| pending.number == number).cloned();
        if let (Some(pending), Some(agent)) = (pending, self.agent_id())
            && let Some(request) = self.request_for(pending.act, &pending.target, agent, now)
        {
            let limit = self.limit_of(pending.act);
            self.send(request, Purpose::Command(number), limit, now);
        }
    }

    fn request_for(",
            },
        ],
        shows: &["is sent without a press, or once more"],
    },
    Bug {
        name: "a buried call is revived",
        changes: &[Change {
            file: "session/incoming.rs",
            from: "                self.suspect(id);
                self.resync.want(now.mono);",
            to: "                self.calls.begin(id, state, Details::default(), now);",
        }],
        shows: &["is shown as a new offer"],
    },
    Bug {
        name: "a duplicate event is applied twice",
        changes: &[Change {
            file: "session/incoming.rs",
            from: "            Moved::Not => {}",
            to: "            Moved::Not if state == CallState::Ringing => {
                self.calls.begin(id, state, Details::default(), now);
            }
            Moved::Not => {}",
        }],
        shows: &["is shown as a new offer"],
    },
    Bug {
        name: "a control never becomes enabled",
        changes: &[Change {
            file: "actions.rs",
            from: "        if self.conference.joined() != Some(key) {",
            to: "        if self.standing == Standing::In || self.conference.joined() != Some(key) {",
        }],
        shows: &["Leave is not enabled after a calm"],
    },
    Bug {
        name: "a press that is on its way already is sent",
        changes: &[Change {
            file: "session/asking.rs",
            from: "        if let Err(reason) = allowed(&self.facts(now), &command) {",
            to: "        let is_twice = |reason: &crate::actions::Reason| matches!(reason, crate::actions::Reason::InProgress(_));
        if let Some(reason) = allowed(&self.facts(now), &command).err().filter(|it| !is_twice(it)) {",
        }],
        shows: &["its control was not enabled"],
    },
    Bug {
        name: "a rejection asks for the other thing",
        changes: &[Change {
            file: "session/asking.rs",
            from: "                call: key.id.clone(),
                mode,",
            to: "                call: key.id.clone(),
                mode: match mode {
                    gateway_protocol::voice_call::RejectMode::BackToQueue => gateway_protocol::voice_call::RejectMode::HangUp,
                    gateway_protocol::voice_call::RejectMode::HangUp => gateway_protocol::voice_call::RejectMode::BackToQueue,
                },",
        }],
        shows: &["is what it did"],
    },
    Bug {
        name: "the end of an invitation is passed over",
        changes: &[Change {
            file: "session/conferring.rs",
            from: "        if self.conference != Conference::None {",
            to: "        if self.conference.joined().is_some() {",
        }],
        shows: &["conference shown"],
    },
    Bug {
        name: "what was not looked up is told as not done",
        changes: &[Change {
            file: "session/settling.rs",
            from: "                Place::Gone => Verdict::Waits,
                Place::Undecided => Verdict::Undecided,
            },
            (Act::PickUp,",
            to: "                Place::Gone => Verdict::NOT_DONE,
                Place::Undecided => Verdict::Undecided,
            },
            (Act::PickUp,",
        }],
        shows: &["is told NotDone"],
    },
];
