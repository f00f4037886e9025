//! Each rule broken on purpose, once: a checker that finds nothing would prove nothing.

use gateway_simulator::Settings;

use super::ledger::SNAPSHOT;
use super::*;
use crate::observation::{
    AgentState, Answer, Connection, Control, Effect, Entry, Fault, Knowledge, Mode, Outage,
    Outcome, Place, Press, Seat, ShownCall, Stage, Told as ToldEvent,
};

/// A story told step by step, and judged at its end.
struct Story {
    checker: Checker,
    now: u64,
    requests: u32,
}

const CALL: &str = "1455885056-1001";

impl Story {
    /// Somebody has signed in, and all is well.
    fn begin() -> Self {
        let mut story = Self {
            checker: Checker::new(&Settings::default()),
            now: 0,
            requests: 0,
        };
        story.press(Control::SignIn, None);
        let sign_in = story.send("login");
        story.arrive(sign_in, "login");
        story.change(Effect::SignedIn, None, Some(sign_in));
        story.see(Seen::GuidIssued { guid: 0 });
        let answer = Answer::Done {
            event: None,
            guid: Some(0),
        };
        story.hear(sign_in, answer);
        story.show(signed_in());
        story.look_up();
        // So that the toolbar need not be heard asking all the while.
        story.send(STATUS);
        story
    }

    fn see(&mut self, seen: Seen) {
        let at = self.now;
        self.checker.observe(&Observation { at, seen });
    }

    fn wait(&mut self, length: u64) {
        self.now += length;
    }

    fn press(&mut self, control: Control, target: Option<&str>) {
        let target = target.map(str::to_owned);
        self.see(Seen::Pressed(Press {
            control,
            target,
            offer: None,
            mode: None,
        }));
    }

    /// The first offer of the call is pressed for.
    fn press_drawn(&mut self, control: Control, mode: Option<Mode>) {
        self.see(Seen::Pressed(Press {
            control,
            target: Some(CALL.to_owned()),
            offer: Some(1),
            mode,
        }));
    }

    fn send(&mut self, name: &'static str) -> u32 {
        self.requests += 1;
        let request = self.requests;
        self.see(Seen::Sent {
            request,
            name,
            bytes: 100,
        });
        request
    }

    fn arrive(&mut self, request: u32, name: &'static str) {
        self.see(Seen::Arrived {
            request,
            name,
            is_copy: false,
        });
    }

    fn hear(&mut self, request: u32, answer: Answer) {
        self.see(Seen::Heard {
            request,
            answer,
            bytes: 100,
        });
    }

    fn change(&mut self, effect: Effect, call: Option<&str>, by: Option<u32>) {
        self.see(Seen::Changed {
            effect,
            call: call.map(str::to_owned),
            conference: None,
            by,
        });
    }

    fn show(&mut self, screen: Screen) {
        self.see(Seen::Screen(screen));
    }

    /// A poll that brings an event, or none.
    fn poll(&mut self, event: Option<(&str, &str)>) {
        let poll = self.send(POLL);
        self.hear(poll, done(event));
    }

    /// The ledger tells this of the first command, one after the other.
    fn enter(&mut self, name: &'static str, outcomes: &[Outcome]) {
        for outcome in outcomes {
            self.see(Seen::Entered(Entry {
                number: 1,
                name,
                is_accepted: false,
                outcome: *outcome,
            }));
        }
    }

    fn look_up(&mut self) {
        for name in [STATUS, CALLS] {
            let question = self.send(name);
            self.hear(question, done(None));
        }
    }

    fn ring(&mut self) {
        self.change(Effect::Rang, Some(CALL), None);
        self.poll(Some(("AgentEvent_Ringing", CALL)));
    }

    /// Answer is pressed and sent; the request's number.
    fn answer(&mut self) -> u32 {
        self.press(Control::Answer, Some(CALL));
        let answer = self.send("answer");
        self.arrive(answer, "answer");
        answer
    }
}

fn done(event: Option<(&str, &str)>) -> Answer {
    Answer::Done {
        event: event.map(|(name, call)| ToldEvent {
            name: name.to_owned(),
            call: Some(call.to_owned()),
        }),
        guid: None,
    }
}

fn signed_in() -> Screen {
    Screen {
        stage: Stage::SignedIn,
        connection: Connection::Fresh,
        agent: AgentState::Ready,
        ..Screen::default()
    }
}

fn with(enabled: &[Control]) -> Screen {
    Screen {
        enabled: enabled.to_vec(),
        ..signed_in()
    }
}

fn with_call(place: Place, enabled: &[Control]) -> Screen {
    Screen {
        calls: vec![ShownCall {
            id: CALL.to_owned(),
            offer: 1,
            place,
            enabled: enabled.to_vec(),
        }],
        ..signed_in()
    }
}

/// Most stories press what they have not drawn.
const NOT_DRAWN: &str = "its control was not enabled";

/// A story must be found faulty for exactly this reason; none: it must pass.
fn check(tell: impl FnOnce(&mut Story), expected: Option<&str>) {
    let mut story = Story::begin();
    tell(&mut story);
    let mut faults = story.checker.verdict().faults;
    faults.retain(|fault| expected == Some(NOT_DRAWN) || !fault.says.contains(NOT_DRAWN));
    match expected {
        None => assert_eq!(faults, []),
        Some(expected) => {
            assert!(!faults.is_empty(), "nothing was found, but: {expected}");
            for fault in faults {
                assert!(
                    fault.says.contains(expected),
                    "{} and not: {expected}",
                    fault.says
                );
            }
        }
    }
}

#[test]
fn a_call_that_is_answered_and_hung_up_passes() {
    check(
        |story| {
            story.ring();
            story.show(with_call(
                Place::Ringing,
                &[Control::Answer, Control::Reject],
            ));
            let answer = story.answer();
            story.show(with_call(Place::Ringing, &[]));
            story.change(Effect::Answered, Some(CALL), Some(answer));
            story.hear(answer, done(None));
            story.poll(Some(("AgentEvent_Talking", CALL)));
            story.show(with_call(Place::Talking, &[Control::Drop]));
            story.press(Control::Drop, Some(CALL));
            let release = story.send("release");
            story.arrive(release, "release");
            story.change(Effect::HungUp, Some(CALL), Some(release));
            story.show(with_call(Place::Talking, &[]));
            story.poll(Some(("AgentEvent_Call_Release", CALL)));
            story.show(with(&[Control::SetBusy, Control::SignOut]));
        },
        None,
    );
}

#[test]
fn a_control_that_is_enabled_too_early_or_too_long_is_found() {
    let bare = |enabled| move |story: &mut Story| story.show(with(enabled));
    check(bare(&[Control::SetBusy]), None);
    check(bare(&[Control::Drop]), Some("for no call"));
    check(bare(&[Control::Join]), Some("nobody invites"));
    check(bare(&[Control::Leave]), Some("there is no conference"));
    let out = Screen {
        stage: Stage::SignedOut,
        ..with(&[Control::SetBusy])
    };
    check(
        |story| {
            story.change(Effect::SessionLost, None, None);
            story.show(out);
        },
        Some("nobody is signed in"),
    );
    let of_call = |place, enabled| {
        move |story: &mut Story| {
            story.ring();
            story.show(with_call(place, enabled));
        }
    };
    check(of_call(Place::Ringing, &[Control::Answer]), None);
    check(
        of_call(Place::Ringing, &[Control::Drop]),
        Some("Drop enabled"),
    );
    check(
        of_call(Place::Alerting, &[Control::Answer]),
        Some("shown Alerting"),
    );
    check(of_call(Place::Talking, &[]), Some("was never connected"));
    let signs_out = Screen {
        enabled: vec![Control::SignOut],
        ..with_call(Place::Ringing, &[])
    };
    check(
        |story| {
            story.ring();
            story.show(signs_out);
        },
        Some("there is a call"),
    );
}

#[test]
fn a_control_that_rests_on_old_or_doubtful_news_is_found() {
    let after = |length, enabled| {
        move |story: &mut Story| {
            story.wait(length);
            story.show(with(enabled));
        }
    };
    check(after(15_000, &[Control::SetBusy]), None);
    check(
        after(15_001, &[Control::SetBusy]),
        Some("older than hold and 5 s"),
    );
    check(after(15_001, &[Control::PickUp]), None);
    check(
        after(90_000, &[Control::PickUp]),
        Some("not heard for 90 s"),
    );
    check(
        |story| {
            let poll = story.send(POLL);
            story.see(Seen::NoAnswer { request: poll });
            let status = story.send(STATUS);
            story.hear(status, done(None));
            story.show(with(&[Control::SetBusy]));
        },
        Some("may have taken an event"),
    );
    check(
        |story| {
            let poll = story.send(POLL);
            story.hear(poll, Answer::Refused("000-004".to_owned()));
            story.show(with(&[Control::SetBusy]));
        },
        Some("a poll has failed"),
    );
    check(
        |story| {
            story.see(Seen::FellAsleep);
            story.wait(60_000);
            story.see(Seen::Woke);
            let status = story.send(STATUS);
            story.hear(status, done(None));
            story.show(with(&[Control::PickUp]));
        },
        Some("the machine slept"),
    );
    check(
        |story| ask_in_vain_after_a_sleep(story, false),
        Some("the machine slept"),
    );
    check(|story| ask_in_vain_after_a_sleep(story, true), None);
}

/// The machine slept; the calls are asked for in vain, and then the agent's state, before or after the last
/// poll was lost.
fn ask_in_vain_after_a_sleep(story: &mut Story, is_there: bool) {
    story.change(Effect::Rang, Some(CALL), None);
    story.see(Seen::FellAsleep);
    story.wait(60_000);
    story.see(Seen::Woke);
    let status = story.send(STATUS);
    story.hear(status, done(None));
    let calls = story.send(CALLS);
    story.see(Seen::NoAnswer { request: calls });
    story.poll(None);
    if !is_there {
        let poll = story.send(POLL);
        story.see(Seen::NoAnswer { request: poll });
    }
    let status = story.send(STATUS);
    story.see(Seen::NoAnswer { request: status });
    story.show(with_call(
        Place::NotKnown,
        &[Control::Answer, Control::Drop],
    ));
}

#[test]
fn a_control_beside_a_command_on_its_way_is_found() {
    check(
        |story| {
            story.ring();
            story.answer();
            story.show(with_call(Place::Ringing, &[Control::Reject]));
        },
        Some("a command for it is on its way"),
    );
    check(
        |story| {
            story.press(Control::SetReady, None);
            story.send("sayFree");
            story.show(with(&[Control::SetBusy]));
        },
        Some("one of the kind is on its way"),
    );
    check(
        |story| {
            story.ring();
            story.answer();
            story.wait(5_001);
            story.show(Screen {
                enabled: vec![Control::SetBusy],
                ..with_call(Place::Ringing, &[])
            });
        },
        Some("the outcome of a command is not known"),
    );
}

/// Invited to a conference; after an outage of the gateway Join is pressed, and takes effect on another.
fn join_another(story: &mut Story, outage: Outage) {
    let invited = Screen {
        conference: Some((7, Seat::Invited)),
        ..with(&[Control::Join])
    };
    story.show(invited.clone());
    story.see(Seen::OutageBegan(outage));
    story.see(Seen::OutageEnded(outage));
    story.look_up();
    story.show(invited);
    story.press(Control::Join, Some("7"));
    let join = story.send("answeragentconf");
    story.arrive(join, "answeragentconf");
    story.see(Seen::Changed {
        effect: Effect::Joined,
        call: None,
        conference: Some(8),
        by: Some(join),
    });
}

/// Whoever is shown the next invitation knows of it, however new it is.
#[test]
fn an_act_on_an_invitation_that_is_shown_no_more_is_found() {
    let declined = |shown: u32| {
        move |story: &mut Story| {
            let changed = |number, effect, by| Seen::Changed {
                effect,
                call: None,
                conference: Some(number),
                by,
            };
            story.see(changed(7, Effect::Invited, None));
            story.see(changed(7, Effect::InvitationEnded, None));
            story.see(changed(8, Effect::Invited, None));
            story.show(Screen {
                conference: Some((shown, Seat::Invited)),
                ..with(&[Control::Decline])
            });
            story.press(Control::Decline, Some("7"));
            let decline = story.send("rejectAgentConf");
            story.arrive(decline, "rejectAgentConf");
            story.see(changed(8, Effect::Declined, Some(decline)));
        }
    };
    check(declined(7), None);
    check(declined(8), Some("Decline was pressed for"));
}

#[test]
fn a_second_press_that_is_sent_though_nothing_allows_it_is_found() {
    let pressed_twice = |story: &mut Story| {
        story.ring();
        story.show(with_call(Place::Ringing, &[Control::Answer]));
        for _ in 0..2 {
            story.press_drawn(Control::Answer, None);
            story.send("answer");
            story.show(with_call(Place::Ringing, &[]));
        }
    };
    check(pressed_twice, Some(NOT_DRAWN));
}

#[test]
fn a_rejection_that_does_the_other_thing_is_found() {
    let rejected = |effect: Effect| {
        move |story: &mut Story| {
            story.ring();
            story.show(with_call(Place::Ringing, &[Control::Reject]));
            story.press_drawn(Control::Reject, Some(Mode::BackToQueue));
            let reject = story.send("reject");
            story.arrive(reject, "reject");
            story.change(effect, Some(CALL), Some(reject));
        }
    };
    check(rejected(Effect::RejectedToBusy), None);
    check(
        rejected(Effect::RejectedToIdle),
        Some("but RejectedToIdle is what it did"),
    );
}

/// Behind events that wait, nobody can know how far behind.
#[test]
fn a_conference_of_which_the_news_still_waits_excuses_an_act_until_a_poll_has_brought_nothing() {
    let joined = |is_emptied: bool| {
        move |story: &mut Story| {
            let changed = |number, effect, by| Seen::Changed {
                effect,
                call: None,
                conference: Some(number),
                by,
            };
            story.wait(1);
            story.see(changed(7, Effect::Invited, None));
            story.see(changed(7, Effect::InvitationEnded, None));
            story.see(changed(8, Effect::Invited, None));
            story.wait(1);
            if is_emptied {
                story.poll(None);
            }
            story.wait(FRESH_FOR + 1_000);
            story.look_up();
            let rings = Screen {
                conference: Some((7, Seat::Invited)),
                ..with(&[Control::Join])
            };
            story.show(rings);
            story.press(Control::Join, Some("7"));
            let join = story.send("answeragentconf");
            story.arrive(join, "answeragentconf");
            story.see(changed(8, Effect::Joined, Some(join)));
        }
    };
    check(joined(false), None);
    check(joined(true), Some("Join was pressed for"));
}

/// What a list told that was asked for before the event may be shown after it.
#[test]
fn an_old_ring_told_while_the_calls_are_asked_for_is_not_held_against_what_is_shown() {
    let held = |is_asking: bool| {
        move |story: &mut Story| {
            story.change(Effect::Rang, Some(CALL), None);
            story.change(Effect::Answered, Some(CALL), None);
            if is_asking {
                story.send("holdlist");
            }
            story.poll(Some(("AgentEvent_Ringing", CALL)));
            story.show(with_call(Place::Held, &[Control::Drop]));
        }
    };
    check(held(true), None);
    check(held(false), Some("Drop enabled for"));
}

#[test]
fn a_conference_act_that_nobody_can_settle_is_not_offered_again() {
    let invited = |enabled: &[Control]| Screen {
        conference: Some((7, Seat::Invited)),
        ..with(enabled)
    };
    check(
        |story| {
            story.show(invited(&[Control::Decline]));
            story.press(Control::Decline, Some("7"));
            story.send("rejectAgentConf");
            story.show(invited(&[]));
            story.look_up();
            story.look_up();
            story.show(invited(&[Control::Join]));
        },
        Some("nobody knows what became of the last one"),
    );
}

#[test]
fn a_command_without_a_press_or_on_another_call_is_found() {
    check(
        |story| {
            story.ring();
            story.answer();
            story.send("answer");
        },
        Some("without a press, or once more"),
    );
    check(
        |story| {
            story.ring();
            let answer = story.answer();
            story.arrive(answer, "answer");
        },
        Some("arrives twice"),
    );
    check(|story| story.arrive(99, "release"), Some("nobody sent it"));
    check(
        |story| {
            story.ring();
            let answer = story.answer();
            story.change(Effect::Answered, Some("1455885056-1002"), Some(answer));
        },
        Some("Answer was pressed for"),
    );
    check(
        |story| join_another(story, Outage::Down),
        Some("Join was pressed for"),
    );
    check(
        |story| join_another(story, Outage::RestartWithSessions),
        None,
    );
    check(
        |story| {
            let poll = story.send(POLL);
            story.change(Effect::HungUp, Some(CALL), Some(poll));
        },
        Some("nobody pressed for"),
    );
    check(
        |story| {
            story.send(POLL);
            story.send(POLL);
        },
        Some("a second poll"),
    );
}

/// The call rings, is offered anew while Answer is pressed for what was drawn, and is answered then.
fn answer_a_later_offer(story: &mut Story, told_before: &[(&str, &str)], is_copied: bool) {
    story.ring();
    story.show(with_call(Place::Ringing, &[Control::Answer]));
    for event in told_before {
        story.poll(Some(*event));
    }
    story.press_drawn(Control::Answer, None);
    let answer = story.send("answer");
    story.change(Effect::Requeued, Some(CALL), None);
    story.change(Effect::Rang, Some(CALL), None);
    story.see(Seen::Arrived {
        request: answer,
        name: "answer",
        is_copy: is_copied,
    });
    story.change(Effect::Answered, Some(CALL), Some(answer));
}

#[test]
fn an_act_on_a_later_offer_is_found_where_it_was_told_and_counted_where_it_was_not() {
    let told = [("AgentEvent_No_Answer", CALL), ("AgentEvent_Ringing", CALL)];
    let later = Some("but Answered on a later one");
    check(|story| answer_a_later_offer(story, &told, false), later);
    check(|story| answer_a_later_offer(story, &told[..1], false), None);
    check(|story| answer_a_later_offer(story, &told, true), None);
    let mut story = Story::begin();
    answer_a_later_offer(&mut story, &[], false);
    let sent = story.checker.verdict().hits.named.sent;
    assert_eq!((sent.arrived, sent.acted, sent.on_later_offer), (1, 1, 1));
}

/// Leave is pressed for a conference; the request, or its copy, has an effect on another.
fn leave_another(story: &mut Story, is_copied: bool) {
    story.show(Screen {
        conference: Some((7, Seat::Joined)),
        ..with(&[Control::Leave])
    });
    story.press(Control::Leave, Some("7"));
    let leave = story.send("requestleaveagentconf");
    story.arrive(leave, "requestleaveagentconf");
    if is_copied {
        story.see(Seen::Arrived {
            request: leave,
            name: "requestleaveagentconf",
            is_copy: true,
        });
    }
    story.see(Seen::Changed {
        effect: Effect::Left,
        call: None,
        conference: Some(8),
        by: Some(leave),
    });
}

#[test]
fn what_a_copy_of_the_network_hits_is_counted_and_excused_only_where_it_names_nothing() {
    check(
        |story| leave_another(story, false),
        Some("Leave was pressed for"),
    );
    check(|story| leave_another(story, true), None);
    let mut story = Story::begin();
    leave_another(&mut story, true);
    let strayed = story.checker.verdict().hits.unnamed.strayed;
    assert_eq!((strayed.arrived, strayed.on_another), (1, 1));
    let named = |story: &mut Story| {
        story.ring();
        let answer = story.answer();
        story.see(Seen::Arrived {
            request: answer,
            name: "answer",
            is_copy: true,
        });
        story.change(Effect::Answered, Some("1455885056-1002"), Some(answer));
    };
    check(named, Some("Answer was pressed for"));
}

#[test]
fn an_event_that_is_lost_without_notice_excuses_the_picture_until_it_is_asked_for() {
    let story_of = |fault, is_asked| {
        move |story: &mut Story| {
            story.change(Effect::Rang, Some(CALL), None);
            story.see(Seen::Struck {
                fault,
                request: None,
                event: Some("AgentEvent_Ringing".to_owned()),
            });
            story.show(with(&[Control::SetBusy, Control::SignOut]));
            if is_asked {
                story.poll(None);
                story.look_up();
            }
            story.wait(50_000);
            story.see(Seen::Knows(Knowledge {
                is_signed_in: true,
                agent: AgentState::Ready,
                calls: vec![(CALL.to_owned(), Place::Ringing)],
                conference: None,
            }));
        }
    };
    check(story_of(Fault::EventLost, false), None);
    check(story_of(Fault::EventLost, true), Some("calls shown"));
    check(story_of(Fault::EventLate, false), Some("calls shown"));
}

/// It comes to the gateway when nobody waits for it any more, and takes the next event along.
#[test]
fn a_poll_that_the_network_keeps_excuses_the_picture_where_it_took_an_event() {
    let story_of = |fault, is_taken: bool| {
        move |story: &mut Story| {
            let poll = story.send(POLL);
            story.see(Seen::Struck {
                fault,
                request: Some(poll),
                event: None,
            });
            story.see(Seen::GivenUp { request: poll });
            story.wait(HOLD + 1);
            story.poll(None);
            story.look_up();
            story.change(Effect::Rang, Some(CALL), None);
            if is_taken {
                story.see(Seen::EndedUnheard);
            }
            story.show(with(&[Control::SetBusy, Control::SignOut]));
            story.wait(50_000);
            story.see(Seen::Knows(Knowledge {
                is_signed_in: true,
                agent: AgentState::Ready,
                calls: vec![(CALL.to_owned(), Place::Ringing)],
                conference: None,
            }));
        }
    };
    check(story_of(Fault::RequestDelayed, true), None);
    check(story_of(Fault::RequestDelayed, false), Some("calls shown"));
    check(story_of(Fault::AnswerLost, true), Some("calls shown"));
}

/// The Guid whose renewal was lost dies a minute later, and the next poll brings another.
#[test]
fn a_guid_that_dies_after_a_calm_excuses_a_picture_until_polls_bring_nothing_again() {
    let story_of = |code: &'static str, polls| {
        move |story: &mut Story| {
            let stale = Screen {
                connection: Connection::Stale,
                ..with(&[Control::SetBusy, Control::SignOut])
            };
            story.see(Seen::Calm);
            story.show(stale);
            story.poll(None);
            story.poll(None);
            let status = story.send(STATUS);
            story.hear(status, Answer::Refused(code.to_owned()));
            for _ in 0..polls {
                story.poll(None);
            }
            story.see(Seen::Knows(Knowledge {
                is_signed_in: true,
                agent: AgentState::Ready,
                calls: vec![],
                conference: None,
            }));
        }
    };
    check(story_of("000-003", 1), None);
    check(story_of("000-003", 2), Some("still Stale"));
    check(story_of("100-007", 1), Some("still Stale"));
}

#[test]
fn a_picture_that_is_wrong_after_a_calm_is_found() {
    let known = |agent, calls: &[(&str, Place)]| Knowledge {
        is_signed_in: true,
        agent,
        calls: calls
            .iter()
            .map(|(id, place)| ((*id).to_owned(), *place))
            .collect(),
        conference: None,
    };
    let calm = |screen: Screen, knowledge: Knowledge| {
        move |story: &mut Story| {
            story.change(Effect::Rang, Some(CALL), None);
            story.show(screen);
            story.wait(50_000);
            story.see(Seen::Knows(knowledge));
        }
    };
    let ready = known(AgentState::Ready, &[]);
    check(
        calm(with(&[Control::SetBusy, Control::SignOut]), ready.clone()),
        None,
    );
    check(
        calm(with(&[Control::SignOut]), ready.clone()),
        Some("SetBusy is not enabled"),
    );
    let stale = Screen {
        connection: Connection::Stale,
        ..with(&[Control::SetBusy, Control::SignOut])
    };
    check(calm(stale, ready), Some("still Stale"));
    let busy = known(AgentState::Busy, &[]);
    check(
        calm(with(&[Control::SetReady, Control::SignOut]), busy),
        Some("agent shown Ready, but is Busy"),
    );
    let ringing = known(AgentState::Ready, &[(CALL, Place::Ringing)]);
    check(
        calm(with(&[Control::SetBusy, Control::SignOut]), ringing.clone()),
        Some("calls shown"),
    );
    let grey = Screen {
        enabled: vec![Control::SetBusy],
        ..with_call(Place::Ringing, &[Control::Reject])
    };
    check(calm(grey, ringing), Some("Answer is not enabled"));
    let gone = Knowledge::default();
    check(calm(with(&[]), gone), Some("the gateway's word is false"));
}

#[test]
fn a_conference_that_is_shown_and_is_not_there_is_found_unless_its_end_may_be_lost() {
    let story_of = |lost: Option<Seen>| {
        move |story: &mut Story| {
            let changed = |effect| Seen::Changed {
                effect,
                call: None,
                conference: Some(7),
                by: None,
            };
            story.see(changed(Effect::Invited));
            story.show(Screen {
                conference: Some((7, Seat::Invited)),
                ..with(&[Control::Join, Control::Decline, Control::SetBusy])
            });
            lost.into_iter().for_each(|lost| story.see(lost));
            story.see(changed(Effect::ConferenceEnded));
            story.wait(50_000);
            story.see(Seen::Knows(Knowledge {
                is_signed_in: true,
                agent: AgentState::Ready,
                ..Knowledge::default()
            }));
        }
    };
    check(story_of(None), Some("conference shown"));
    check(story_of(Some(Seen::EndedUnheard)), None);
    check(story_of(Some(Seen::ToldAgain)), None);
}

/// A sign-out after a time of silence in which these hindrances were seen.
fn sign_out(seen: &[(u64, Seen)], end: u64, ends: Seen) -> Verdict {
    let mut story = Story::begin();
    for (at, seen) in seen {
        story.now = *at;
        story.see(seen.clone());
    }
    story.now = end;
    story.see(ends);
    story.show(Screen::default());
    story.checker.verdict()
}

#[test]
fn every_sign_out_has_a_reason_or_is_a_fault() {
    let silence = || Seen::Changed {
        effect: Effect::SilenceEnded,
        call: None,
        conference: None,
        by: None,
    };
    let down = Outage::Down;
    let check = |seen: &[(u64, Seen)], end, ends, expected| {
        let verdict = sign_out(seen, end, ends);
        assert_eq!(verdict.sign_outs, [expected]);
        let is_avoidable = expected == Reason::Avoidable;
        assert_eq!(
            verdict.faults.is_empty(),
            !is_avoidable,
            "{:?}",
            verdict.faults
        );
    };
    let slept = [(25_000, Seen::FellAsleep), (115_000, Seen::Woke)];
    check(&slept, 115_000, silence(), Reason::SilenceForced);
    let short = [
        (50_000, Seen::OutageBegan(down)),
        (90_000, Seen::OutageEnded(down)),
    ];
    check(&short, 119_000, silence(), Reason::Avoidable);
    let lost = Seen::Changed {
        effect: Effect::SessionLost,
        call: None,
        conference: None,
        by: None,
    };
    check(&[], 5_000, lost, Reason::GatewayForgot);
    // The Guid of the beginning dies after two minutes; from the first minute on a new one is to be had.
    let polled = Seen::Arrived {
        request: 7,
        name: POLL,
        is_copy: false,
    };
    let cut_off = [(80_000, Seen::WentOffline), (119_000, Seen::CameOnline)];
    check(&cut_off, 121_000, polled.clone(), Reason::GuidDied);
    let in_time = [(80_000, Seen::WentOffline), (90_000, Seen::CameOnline)];
    check(&in_time, 121_000, polled.clone(), Reason::Avoidable);
    check(&[], 60_000, polled, Reason::Avoidable);
}

/// Sign out is pressed and answered well, and the gateway still has the session.
fn sign_out_in_vain(story: &mut Story, is_struck: bool) {
    story.press(Control::SignOut, None);
    let sign_out = story.send("logout");
    story.arrive(sign_out, "logout");
    if is_struck {
        story.see(Seen::Struck {
            fault: Fault::AcceptedInVain,
            request: Some(sign_out),
            event: None,
        });
    }
    story.hear(sign_out, done(None));
    story.show(Screen::default());
}

#[test]
fn only_a_word_of_the_gateway_s_excuses_a_session_given_up() {
    let lives = Some("the session and its Guid live");
    check(|story| sign_out_in_vain(story, true), None);
    check(|story| sign_out_in_vain(story, false), lives);
    let denied = |code: &'static str| {
        move |story: &mut Story| {
            let poll = story.send(POLL);
            story.see(Seen::Struck {
                fault: Fault::Refused,
                request: Some(poll),
                event: None,
            });
            story.hear(poll, Answer::Refused(code.to_owned()));
            story.show(Screen::default());
        }
    };
    check(denied("100-006"), None);
    check(denied("000-004"), lives);
    // What was denied long ago is no reason any more once a poll has been answered well.
    let denied_before = |story: &mut Story| {
        let status = story.send(STATUS);
        story.see(Seen::Struck {
            fault: Fault::Refused,
            request: Some(status),
            event: None,
        });
        story.hear(status, Answer::Refused("000-003".to_owned()));
        story.poll(None);
        story.show(Screen::default());
    };
    check(denied_before, lives);
}

#[test]
fn a_conference_joined_forbids_signing_out() {
    let joined = Screen {
        conference: Some((7, Seat::Joined)),
        ..with(&[Control::Leave, Control::SignOut])
    };
    check(|story| story.show(joined), Some("there is a call"));
}

#[test]
fn an_undisturbed_press_that_comes_to_nothing_is_found_once_it_has_had_its_time() {
    let lost = |after: u64| {
        move |story: &mut Story| {
            story.show(with(&[Control::SetBusy]));
            story.press(Control::SetBusy, None);
            story.send("saybusy");
            story.wait(after);
            story.see(Seen::Knows(Knowledge {
                is_signed_in: true,
                agent: AgentState::Ready,
                ..Knowledge::default()
            }));
        }
    };
    check(lost(15), None);
    check(lost(15_001), Some("SetBusy"));
}

#[test]
fn a_toolbar_that_hears_and_does_nothing_is_found() {
    let deaf = |story: &mut Story| {
        // What is asked all the while is answered, and nothing follows.
        story.hear(story.requests, done(None));
        story.wait(HOLD + 2_001);
        story.see(Seen::Delayed { request: 0 });
    };
    check(deaf, Some("neither polled nor asked"));
    let dead = |story: &mut Story| {
        story.show(with(&[Control::SetBusy]));
        story.press(Control::SetBusy, None);
        story.wait(1);
        story.see(Seen::Delayed { request: 0 });
    };
    check(dead, Some("is enabled and pressed, and nothing is sent"));
}

#[test]
fn a_ledger_that_tells_what_was_not_so_is_found() {
    let told = |outcome, is_accepted| {
        move |story: &mut Story| {
            story.ring();
            story.show(with_call(Place::Ringing, &[Control::Answer]));
            story.answer();
            let entry = Entry {
                number: 1,
                name: "answer",
                is_accepted,
                outcome,
            };
            story.see(Seen::Entered(entry));
        }
    };
    check(told(Outcome::Open, false), None);
    check(told(Outcome::Open, true), Some("told as accepted"));
    check(told(Outcome::Refused, false), Some("told as refused"));
    check(
        told(Outcome::Confirmed, false),
        Some("at the gateway there was"),
    );
}

/// What became of a command that had this effect, as it is told before and after the calls were asked for again.
fn tell_after(effect: Option<Effect>, outcome: Outcome, is_asked: bool) -> impl Fn(&mut Story) {
    move |story: &mut Story| {
        story.ring();
        story.change(Effect::Answered, Some(CALL), None);
        story.poll(Some(("AgentEvent_Talking", CALL)));
        story.show(with_call(Place::Talking, &[Control::Drop]));
        story.press(Control::Drop, Some(CALL));
        let release = story.send("release");
        story.arrive(release, "release");
        if let Some(effect) = effect {
            story.change(effect, Some(CALL), Some(release));
        }
        story.wait(1);
        if is_asked {
            story.look_up();
        }
        story.enter("release", &[Outcome::Open, outcome]);
    }
}

#[test]
fn a_command_that_is_told_as_not_done_though_its_effect_was_to_be_seen_is_found() {
    let there_was = Some("at the gateway there was");
    let hung_up = Some(Effect::HungUp);
    check(tell_after(hung_up, Outcome::NotDone, false), None);
    check(tell_after(hung_up, Outcome::NotDone, true), there_was);
    check(tell_after(hung_up, Outcome::Done, true), None);
    check(tell_after(None, Outcome::NotDone, true), None);
    check(tell_after(None, Outcome::Done, true), there_was);
}

#[test]
fn a_call_that_is_told_as_over_while_the_agent_has_it_is_found() {
    let told = |is_over: bool| {
        move |story: &mut Story| {
            story.ring();
            story.show(with_call(Place::Ringing, &[Control::Answer]));
            story.answer();
            if is_over {
                story.change(Effect::CallerLeft, Some(CALL), None);
            }
            story.wait(SNAPSHOT + 1);
            story.enter("answer", &[Outcome::Open, Outcome::CallOver]);
        }
    };
    check(told(true), None);
    check(told(false), Some("at the gateway there was"));
}

/// Each act of the agent's own, told as done, with its effect at the gateway and without.
#[test]
fn an_act_that_names_no_call_is_not_told_as_confirmed_where_nothing_came_of_it() {
    let told = |control, name: &'static str, effect: Option<Effect>| {
        move |story: &mut Story| {
            story.change(Effect::BeganWork, None, None);
            story.wait(1);
            story.poll(None);
            story.press(control, None);
            let sent = story.send(name);
            story.arrive(sent, name);
            if let Some(effect) = effect {
                story.change(effect, None, Some(sent));
            }
            story.enter(name, &[Outcome::Open, Outcome::Confirmed]);
        }
    };
    for (control, name, effect) in [
        (Control::SetReady, "sayFree", Effect::BecameIdle),
        (Control::SetBusy, "saybusy", Effect::BecameBusy),
        (Control::Decline, "rejectAgentConf", Effect::Declined),
        (Control::Join, "answeragentconf", Effect::Joined),
        (Control::Leave, "requestleaveagentconf", Effect::Left),
        (Control::PickUp, "requestAppointedCall", Effect::Requested),
    ] {
        check(told(control, name, Some(effect)), None);
        check(told(control, name, None), Some("at the gateway there was"));
    }
}

/// It was over at the gateway, and another was made, before it was even shown.
#[test]
fn what_ended_the_offer_that_is_shown_confirms_a_command_for_it() {
    let rejected = |is_told: bool| {
        move |story: &mut Story| {
            story.change(Effect::Rang, Some(CALL), None);
            story.change(Effect::RejectedToBusy, Some(CALL), None);
            story.change(Effect::Rang, Some(CALL), None);
            story.poll(Some(("AgentEvent_Ringing", CALL)));
            if !is_told {
                story.poll(Some(("AgentEvent_Ringing", CALL)));
            }
            story.show(with_call(Place::Ringing, &[Control::Reject]));
            story.press(Control::Reject, Some(CALL));
            story.send("reject");
            story.enter("reject", &[Outcome::Open, Outcome::Confirmed]);
        }
    };
    check(rejected(true), None);
    check(rejected(false), Some("at the gateway there was"));
}

/// The press that sends the next command may be what ends the wait for the one before.
#[test]
fn what_is_told_of_the_command_before_is_not_held_against_the_next() {
    let told = |is_accepted| {
        move |story: &mut Story| {
            let entry = |number, name, is_accepted, outcome| {
                Seen::Entered(Entry {
                    number,
                    name,
                    is_accepted,
                    outcome,
                })
            };
            story.show(with(&[Control::SetBusy]));
            story.press(Control::SetBusy, None);
            let busy = story.send("saybusy");
            story.see(entry(1, "saybusy", false, Outcome::Open));
            story.hear(busy, done(None));
            story.see(entry(1, "saybusy", true, Outcome::Open));
            story.ring();
            story.show(with_call(Place::Ringing, &[Control::Answer]));
            story.press(Control::Answer, Some(CALL));
            let answer = story.send("answer");
            story.see(entry(1, "saybusy", true, Outcome::Unknown));
            story.see(entry(2, "answer", is_accepted, Outcome::Open));
            if !is_accepted {
                story.hear(answer, Answer::Refused("200-002".to_owned()));
                story.see(entry(2, "answer", false, Outcome::Refused));
            }
        }
    };
    check(told(false), None);
    check(told(true), Some("answer is told as accepted"));
}

#[test]
fn an_offer_that_was_never_made_and_a_guid_that_is_shown_are_found() {
    let anew = |story: &mut Story| {
        story.ring();
        story.show(with_call(Place::Ringing, &[]));
        let mut again = with_call(Place::Ringing, &[]);
        again.calls[0].offer = 2;
        story.show(again);
    };
    check(anew, Some("is shown as a new offer"));
    let taken_over = |story: &mut Story| {
        story.ring();
        story.show(with_call(Place::Ringing, &[]));
        story.change(Effect::SignedIn, None, None);
        let mut again = with_call(Place::Ringing, &[]);
        again.calls[0].offer = 2;
        story.show(again);
    };
    check(taken_over, None);
    let undecided = |is_told: bool| {
        move |story: &mut Story| {
            story.ring();
            story.show(with_call(Place::Ringing, &[]));
            story.change(Effect::CallerLeft, Some(CALL), None);
            story.poll(Some(("AgentEvent_Call_Release", CALL)).filter(|_| is_told));
            story.show(signed_in());
            let mut again = with_call(Place::NotKnown, &[]);
            again.calls[0].offer = 2;
            story.show(again);
        }
    };
    check(undecided(false), Some("is shown as a new offer"));
    check(undecided(true), None);
    let waiting = |story: &mut Story| {
        story.change(Effect::Queued, Some(CALL), None);
        story.show(with_call(Place::Ringing, &[]));
    };
    check(waiting, Some("is shown as a new offer"));
    // Of a conference's own call nobody else knows.
    let own = |has_joined: bool| {
        move |story: &mut Story| {
            if has_joined {
                story.change(Effect::Joined, None, None);
            }
            story.show(with_call(Place::Talking, &[]));
        }
    };
    check(own(true), None);
    check(own(false), Some("is shown as a new offer"));
    let leak = |story: &mut Story| story.see(Seen::GuidShown { by: "the view" });
    check(leak, Some("the view holds a Guid"));
}
