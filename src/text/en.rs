//! English.

use agent_session::view::{
    Act, AgentState, Cause, EndedAfter, Feature, Reason, RejectMode, Settlement, Untaken, Unusable,
    Why,
};

use super::code::Next;
use super::{
    AgentText, CallText, ConnectionText, ControlsText, MissedText, NoticesText, Phrase, QueueText,
    SettingsText, SignInText, SoundText, Text,
};

pub static TEXT: Text = Text {
    toolbar: "Agent toolbar",
    sign_in: SignInText {
        title: "Sign in to take calls",
        agent_id: "Agent id",
        password: "Password",
        phone: "Softphone number",
        submit: "Sign in",
        signing_in: "Signing in…",
        agent_id_invalid: "An agent id is a whole number from 101 to 999999.",
        already_signed_in: Phrase("Agent {0} is already signed in somewhere else."),
        forced_effect: "A forced sign-in ends that session. If a call is going on there, it may be cut off.",
        force: "Force sign-in",
        go_back: "Go back",
    },
    settings: SettingsText {
        wrong: Phrase("The setting “{0}” in toolbar.json is wrong: it should be {1}, but is {2}."),
        wrong_file: Phrase(
            "The settings file toolbar.json is wrong: it should be {0}, but there is {1}.",
        ),
        next: "Tell your administrator. Once the file is mended, reload this page.",
    },
    agent: AgentText {
        group: "Your state",
        state,
        ready: "Ready",
        busy: "Busy",
        busy_because: Phrase("Busy: {0}"),
        busy_reason,
        busy_reason_number: Phrase("reason {0}"),
        busy_next: "Busy after this call",
        since: Phrase("since {0}"),
        agent: Phrase("Agent {0}"),
        sign_out: "Sign out",
    },
    connection: ConnectionText {
        fresh: "Connected",
        stale,
        not_receiving: "Not receiving calls",
        critical: "About to be signed out",
        last_heard: Phrase("gateway last heard {0} ago"),
        signed_out_in: Phrase("signed out in {0}"),
        advice,
    },
    call: CallText {
        none: "No call",
        others: "Other calls",
        alerting: "Coming in",
        ringing: "Ringing",
        talking: "Talking",
        held: "On hold",
        not_known: "State not known",
        invited: "Invited to a conference",
        joined: "In a conference",
        conference: Phrase("Conference {0}"),
        number_not_given: "Number not given",
        caller_left: "Caller has left",
        in_doubt: "Being checked",
        transfer: "Transfer",
        transfer_from: Phrase("Transfer from {0}"),
        returned: Phrase("Returned {0}×"),
        feature,
        called: Phrase("to {0}"),
        copy: "Copy call id",
        copied: "Copied",
        not_copied: "Not copied: select it instead",
        rings: Phrase("Call from {0} is ringing. {1}"),
        invitation_rings: "You are invited to a conference.",
    },
    controls: ControlsText {
        group: "Call controls",
        answer: "Answer",
        reject: "Reject",
        drop: "Drop",
        conference: "Conference",
        decline: "Decline",
        join: "Join",
        leave: "Leave",
        queue: "Queue",
        for_call: Phrase("For the call with {0}"),
        choose_mode: "Choose how to reject",
        to_queue_short: "to the queue",
        hang_up_short: "hang up",
        to_queue: "Back to the queue",
        to_queue_you: "you become busy",
        hang_up: "Hang up",
        hang_up_you: "you stay ready",
        ask_to_queue: "Ask the gateway to return it and make you busy",
        ask_hang_up: "Ask the gateway to hang up and keep you ready",
        may_differ: "the effect may differ",
    },
    queue: QueueText {
        title: "Queue",
        skill: "Skill",
        skill_number: Phrase("Skill {0}"),
        reading_skills: "Reading your skills…",
        no_skills: "You have no skills.",
        reading: "Looking who waits…",
        nobody: "Nobody is waiting.",
        count: Phrase("Waiting: {0}"),
        count_only: "The gateway shows the callers only to an agent who is not ready.",
        go_busy: "Go busy and look",
        take: "Take",
        connects: "Taking a call connects it at once.",
        close: "Close the queue",
    },
    missed: MissedText {
        title: Phrase("Missed calls: {0}"),
        clear: "Clear",
    },
    sound: SoundText {
        title: "Sound",
        volume: "Ring volume",
        test: "Test the sound",
        played: "Played. Did you hear it?",
        blocked: "Sound is off. Press here to turn it on.",
        silence: "Silence this ring",
    },
    notices: NoticesText {
        title: "Notices",
        dismiss: "Dismiss",
        gateway_says: Phrase("The gateway says: “{0}”"),
        act,
        refused: Phrase("The gateway refused {0} ({1})."),
        not_sent: Phrase("Nothing was sent for {0}. {1}"),
        unknown: Phrase("It is not known yet whether {0} took effect. The gateway is being asked."),
        settled,
        rejected: Phrase("Rejected. Asked for: {0}. Your state has not been reported yet."),
        rejected_reported: Phrase("Rejected. Asked for: {0}. Your state as reported: {1}."),
        rang_out_first: "The gateway says the call rang out before it was rejected.",
        already_over: Phrase("It was over before {0} reached the gateway ({1})."),
        missed: Phrase("Missed call: {0}"),
        caller_left: "The caller has left. The call is being checked.",
        already_gone: "That call is already gone from the queue.",
        already_gone_next: "Choose another one.",
        pick_up_rings: "The call from the queue rings instead of connecting: answer it.",
        sign_in_refused: Phrase("The gateway refused the sign-in ({0})."),
        sign_in_unanswered: "The gateway could not be reached or did not answer.",
        sign_in_unanswered_next: "Check the network and sign in again.",
        sign_in_unreadable: Phrase(
            "Something answered, but not as the gateway does (HTTP {0}, {1}).",
        ),
        sign_in_unreadable_next: "Try again. If it stays, tell your administrator: the gateway's address may be wrong.",
        why,
        guid_missing: "The gateway accepted the sign-in, but its Set-GUID header cannot be read, so the session cannot go on.",
        guid_missing_next: "Tell your administrator: the header must be exposed to the browser.",
        skills_not_set: "You are signed in, but your skills could not be set.",
        skills_not_set_next: "Calls may not reach you. Sign out and in again.",
        password_expires: Phrase("Days until your password expires: {0}. Change it soon."),
        session_ended: "The gateway has ended your session.",
        session_ended_after: ended_after,
        call_lost: Phrase("Last known call: {0}, {1}. What became of it is not known."),
        call_lost_next: "Look at your phone.",
        signed_out_elsewhere: "Your session was ended from elsewhere.",
        session_ended_next: "Sign in again to take calls.",
        event_method_wrong: "The gateway does not hand its events to this toolbar, so calls cannot be shown.",
        second_poller: "Another window or program seems to fetch your calls, so some may not be shown here.",
        events_missing: "News of your calls did not arrive although the connection is good. Another window or program may be fetching them.",
        second_poller_next: "Close the other one.",
        queue_unreadable: "The queue could not be read.",
        sign_in_again,
        code_unknown: Phrase("The gateway answered {0}, which this toolbar does not know."),
    },
    reason,
    meaning: |row| row.en,
    next,
};

fn stale(cause: Cause) -> &'static str {
    match cause {
        Cause::SwitchingOver => "Gateway is switching over…",
        Cause::Gone => "Gateway not reached…",
        Cause::SecondPoller => "Somebody else fetches your calls",
        Cause::Checking => "Checking…",
    }
}

fn advice(cause: Cause) -> &'static str {
    match cause {
        Cause::SwitchingOver => {
            "The gateway moves you to another server. Wait; the toolbar goes on by itself."
        }
        Cause::SecondPoller => {
            "Another window or program fetches your calls. Close it, or sign in here again."
        }
        Cause::Gone | Cause::Checking => {
            "The gateway does not answer. It signs an agent out after two minutes of silence. Check the network; the toolbar keeps trying."
        }
    }
}

fn state(state: AgentState) -> &'static str {
    match state {
        AgentState::NotKnown => "State not reported yet",
        AgentState::Ready => "Ready",
        AgentState::Busy { .. } => "Busy",
        AgentState::Occupied => "Occupied by a call",
        AgentState::WrapUp => "Wrap-up",
        AgentState::Rest => "Rest",
    }
}

fn busy_reason(number: u32) -> Option<&'static str> {
    match number {
        1 => Some("set by you"),
        2 => Some("a call was not answered"),
        3 => Some("set by a supervisor"),
        7 => Some("a call was rejected"),
        _ => None,
    }
}

fn feature(feature: Feature) -> Option<&'static str> {
    match feature {
        Feature::NotGiven | Feature::Inbound | Feature::Other(_) => None,
        Feature::Internal => Some("Internal"),
        Feature::Outbound => Some("Outbound"),
        Feature::Reserved => Some("Reserved"),
        Feature::Preempted => Some("Preempted"),
        Feature::Predicted => Some("Predicted"),
        Feature::Preview => Some("Preview"),
        Feature::Callback => Some("Callback"),
        Feature::TwoPartyHelp | Feature::ThreePartyHelp => Some("Internal help"),
        Feature::ConferenceCall | Feature::TransferConference => Some("Conference call"),
    }
}

fn act(act: Act) -> &'static str {
    match act {
        Act::Answer => "this answer",
        Act::Reject(_) => "this rejection",
        Act::Drop => "this drop",
        Act::Decline => "declining the conference",
        Act::Join => "joining the conference",
        Act::Leave => "leaving the conference",
        Act::PickUp => "taking the queued call",
        Act::SetReady => "becoming ready",
        Act::SetBusy => "becoming busy",
        Act::SignOut => "signing out",
    }
}

fn settled(as_what: Settlement) -> Phrase {
    Phrase(match as_what {
        Settlement::Done => "Checked: {0} took effect.",
        Settlement::NotDone => "Checked: {0} did not take effect. It may be pressed again.",
        Settlement::CallOver => "Checked: the call is over; what became of {0} is not known.",
        Settlement::NotKnown => "The gateway cannot tell what became of {0}.",
    })
}

fn ended_after(after: EndedAfter) -> &'static str {
    match after {
        EndedAfter::Contact => {
            "Perhaps you have signed in somewhere else. Sign in again to take calls."
        }
        EndedAfter::Outage => "It may have been restarted. Sign in again to take calls.",
        EndedAfter::Silence => {
            "It had heard nothing from here for too long. Sign in again to take calls."
        }
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::TooLarge => "the answer is too large",
        Why::Empty => "the answer is empty",
        Why::NotJson => "the answer is not JSON",
        Why::NoRetcode => "the answer has no retcode",
        Why::MissingResult => "the answer has no result",
        Why::WrongShape(_) => "the answer has an unknown shape",
    }
}

fn sign_in_again(why: Untaken) -> &'static str {
    match why {
        Untaken::Record(Unusable::Unreadable) => {
            "What this page had saved cannot be read. Sign in again."
        }
        Untaken::Record(Unusable::OtherVersion) => {
            "The toolbar has been updated since you signed in. Sign in again."
        }
        Untaken::Record(Unusable::TooOld) => {
            "This page has not heard the gateway for too long. Sign in again."
        }
        Untaken::NotKept => {
            "Your sign-in is not kept outside the page it was made in. Sign in again."
        }
        Untaken::StorageBlocked => {
            "Your browser lets this page save nothing, so a reload ends your sign-in. Sign in again."
        }
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::NotSignedIn => "You are not signed in. Sign in first.",
        Reason::SignedIn => "You are signed in already.",
        Reason::NoForcedSignIn => "There is nothing to force. Sign in first.",
        Reason::NoCall => "There is no call.",
        Reason::CallOver => "That call is over.",
        Reason::OfferChanged => "The call has come again since. Press again for this one.",
        Reason::NotRinging => "No call is waiting to be answered.",
        Reason::AlreadyAnswered => "The call is already answered.",
        Reason::NotAnswered => "The call is ringing. Answer or reject it.",
        Reason::NoInvitation => "No conference invites you.",
        Reason::NotInConference => "You are in no conference.",
        Reason::CallHeld => "A call is on hold. End it first.",
        Reason::SelfRecording => "You are recording. Stop recording first.",
        Reason::CallPresent => "You have a call. End it first.",
        Reason::NotInQueue => "That call is no longer in the list. Choose another one.",
        Reason::OnCall => "You have a call. End it first.",
        Reason::AlreadyReady => "You are ready already.",
        Reason::AlreadyBusy => "You are busy already.",
        Reason::BusyAfterCall => "Already agreed: you will be busy after this call.",
        Reason::InProgress(act) => match act {
            Act::Answer => "Answering…",
            Act::Reject(RejectMode::BackToQueue) => "Rejecting: back to the queue…",
            Act::Reject(RejectMode::HangUp) => "Rejecting: hanging up…",
            Act::Drop => "Dropping…",
            Act::Decline => "Declining…",
            Act::Join => "Joining…",
            Act::Leave => "Leaving…",
            Act::PickUp => "Taking a call from the queue…",
            Act::SetReady => "Becoming ready…",
            Act::SetBusy => "Becoming busy…",
            Act::SignOut => "Signing out…",
        },
        Reason::OutcomeUnknown(_) => {
            "It is not known yet what became of the last press. Wait a moment."
        }
        Reason::NotFresh => "The connection is being checked. Wait a moment.",
        Reason::ConnectionLost => "The gateway does not answer. Use your phone.",
    }
}

fn next(next: Next) -> &'static str {
    match next {
        Next::Nothing => "",
        Next::TryAgain => "Try again in a moment.",
        Next::Wait => "Wait a moment and try again.",
        Next::SignInAgain => "Sign in again.",
        Next::CheckInput => "Check what you typed and try again.",
        Next::LookAtCall => "See whether it still rings, and try again or use your phone.",
        Next::TellAdministrator => "Tell your administrator, with the code.",
    }
}
