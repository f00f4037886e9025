//! Every sentence in English, the language that is compiled in, and the names by which they are said.
//!
//! A sentence without a name cannot be said and a name without a sentence does not compile. The
//! codes' meanings stand in [`super::code`], beside the codes. No sentence is here twice, because
//! the files of the other languages know a sentence by its English words.

macro_rules! english {
    ($(#[$about:meta])* $kind:ident { $($name:ident $words:literal)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $kind {
            $(#[doc = $words] $name,)*
        }

        impl $kind {
            /// How many there are.
            pub(super) const COUNT: usize = [$($words),*].len();
            /// All of them in their order, a line each.
            pub(super) const ENGLISH: &str = concat!($($words, "\n"),*);
        }
    };
}

english! {
    /// Something the toolbar says.
    Sentence {
        // The whole bar.
        Toolbar "Agent toolbar"
        // Signing in.
        SignInTitle "Sign in to take calls"
        AgentId "Agent id"
        Password "Password"
        Softphone "Softphone number"
        SignIn "Sign in"
        SigningIn "Signing in…"
        AgentIdInvalid "An agent id is a whole number from 101 to 999999."
        ForcedEffect "A forced sign-in ends that session. If a call is going on there, it may be cut off."
        ForceSignIn "Force sign-in"
        GoBack "Go back"
        // A wrong toolbar.json.
        SettingsNext "Tell your administrator. Once the file is mended, reload this page."
        // The agent's own state.
        YourState "Your state"
        Ready "Ready"
        Busy "Busy"
        BusyNext "Busy after this call"
        SignOut "Sign out"
        PopOut "Open in a window"
        // How well the gateway is heard.
        Connected "Connected"
        NotReceiving "Not receiving calls"
        Critical "About to be signed out"
        // Which of several tabs rings and sends.
        LeadNotKnown "Looking for other tabs…"
        LeadElsewhere "Calls ring in another tab"
        LeadHere "Calls ring in this tab"
        TakingOver "Taking over…"
        // A call or conference.
        NoCall "No call"
        OtherCalls "Other calls"
        Alerting "Coming in"
        Ringing "Ringing"
        Talking "Talking"
        Held "On hold"
        HeldElsewhere "Take it back where it was held"
        CallNotKnown "State not known"
        Invited "Invited to a conference"
        Joined "In a conference"
        NumberNotGiven "Number not given"
        CallerLeft "Caller has left"
        InDoubt "Being checked"
        Transfer "Transfer"
        CopyCallId "Copy call id"
        Copied "Copied"
        NotCopied "Not copied: select it instead"
        // The five controls.
        CallControls "Call controls"
        Answer "Answer"
        Reject "Reject"
        Drop "Drop"
        Conference "Conference"
        Decline "Decline"
        Join "Join"
        Leave "Leave"
        Queue "Queue"
        ChooseMode "Choose how to reject"
        ToQueueShort "to the queue"
        HangUpShort "hang up"
        ToQueue "Back to the queue"
        ToQueueYou "you become busy"
        HangUp "Hang up"
        HangUpYou "you stay ready"
        AskToQueue "Ask the gateway to return it and make you busy"
        AskHangUp "Ask the gateway to hang up and keep you ready"
        MayDiffer "the effect may differ"
        // The queue panel.
        Skill "Skill"
        NoSkills "You have no skills."
        ReadingQueue "Looking who waits…"
        NobodyWaits "Nobody is waiting."
        CountOnly "The gateway shows the callers only to an agent who is not ready."
        GoBusy "Go busy and look"
        Take "Take"
        TakeConnects "Taking a call connects it at once."
        CloseQueue "Close the queue"
        // Missed calls.
        Clear "Clear"
        // What was sent, and what became of it.
        Ledger "Commands sent"
        NothingSent "Nothing has been sent yet."
        StepAsked "sent"
        StepAccepted "accepted by the gateway"
        StepUnknown "outcome not known yet"
        // The ring and its volume.
        Sound "Sound"
        Volume "Ring volume"
        TestSound "Test the sound"
        SoundPlayed "Played. Did you hear it?"
        SoundBlocked "Sound is off. Press here to turn it on."
        SoundElsewhere "Set the sound where calls ring."
        Silence "Silence this ring"
        // Notices.
        Notices "Notices"
        Dismiss "Dismiss"
        RangOutFirst "The gateway says the call rang out before it was rejected."
        CallerHasLeft "The caller has left. The call is being checked."
        PickUpRings "The call from the queue rings instead of connecting: answer it."
        SignInUnanswered "The gateway could not be reached or did not answer."
        SignInUnansweredNext "Check the network and sign in again."
        SignInUnreadableNext "Try again. If it stays, tell your administrator: the gateway's address may be wrong."
        GuidMissing "The gateway accepted the sign-in, but its Set-GUID header cannot be read, so the session cannot go on."
        GuidMissingNext "Tell your administrator: the header must be exposed to the browser."
        SkillsNotSet "You are signed in, but your skills could not be set."
        SkillsNotSetNext "Calls may not reach you. Sign out and in again."
        SessionEnded "The gateway has ended your session."
        SignedOutElsewhere "Your session was ended from elsewhere."
        EventMethodWrong "The gateway does not hand its events to this toolbar, so calls cannot be shown."
        SecondPoller "Another window or program seems to fetch your calls, so some may not be shown here."
        EventsMissing "News of your calls did not arrive although the connection is good. Another window or program may be fetching them."
        SecondPollerNext "Close the other one."
        QueueUnreadable "The queue could not be read."
        // What stands against the picture.
        StaleSwitchingOver "Gateway is switching over…"
        StaleGone "Gateway not reached…"
        StaleSecondPoller "Somebody else fetches your calls"
        StaleChecking "Checking…"
        // What to do about it.
        AdviceSwitchingOver "The gateway moves you to another server. Wait; the toolbar goes on by itself."
        AdviceSecondPoller "Another window or program fetches your calls. Close it, or sign in here again."
        SignInAgain "Sign in again"
        AdviceGone "The gateway does not answer. It signs an agent out after two minutes of silence. Check the network; the toolbar keeps trying."
        // The agent's state as reported.
        StateNotKnown "State not reported yet"
        Occupied "Occupied by a call"
        WrapUp "Wrap-up"
        Rest "Rest"
        // Why the agent is busy.
        BusySetByYou "set by you"
        BusyNotAnswered "a call was not answered"
        BusySetBySupervisor "set by a supervisor"
        BusyRejected "a call was rejected"
        // What kind of call it is, where it is not a plain inbound one.
        Internal "Internal"
        Outbound "Outbound"
        Reserved "Reserved"
        Preempted "Preempted"
        Predicted "Predicted"
        Preview "Preview"
        Callback "Callback"
        InternalHelp "Internal help"
        ConferenceCall "Conference call"
        // What was asked, as a noun.
        ActAnswer "this answer"
        ActReject "this rejection"
        ActDrop "this drop"
        ActDecline "declining the conference"
        ActJoin "joining the conference"
        ActLeave "leaving the conference"
        ActPickUp "taking the queued call"
        ActSetReady "becoming ready"
        ActSetBusy "becoming busy"
        ActSignOut "signing out"
        // What may explain that the session has ended, and what to do.
        EndedAfterContact "Perhaps you have signed in somewhere else. Sign in again to take calls."
        EndedAfterOutage "It may have been restarted. Sign in again to take calls."
        EndedAfterSilence "It had heard nothing from here for too long. Sign in again to take calls."
        // What is wrong with an answer.
        WhyTooLarge "the answer is too large"
        WhyEmpty "the answer is empty"
        WhyNotJson "the answer is not JSON"
        WhyNoRetcode "the answer has no retcode"
        WhyMissingResult "the answer has no result"
        WhyWrongShape "the answer has an unknown shape"
        // Why the session could not be taken up again.
        RecordUnreadable "What this page had saved cannot be read. Sign in again."
        RecordOtherVersion "The toolbar has been updated since you signed in. Sign in again."
        NotKept "This page does not keep your sign-in: sign in again after a reload."
        StorageBlocked "Your browser lets this page save nothing, so a reload ends your sign-in. Sign in again."
        // Why a control cannot be used, and what to do.
        NotSignedIn "You are not signed in. Sign in first."
        SignedIn "You are signed in already."
        NoCallToAct "There is no call."
        CallOver "That call is over."
        OfferChanged "The call has come again since. Press again for this one."
        NotRinging "No call is waiting to be answered."
        AlreadyAnswered "The call is already answered."
        NotAnswered "The call is ringing. Answer or reject it."
        NoInvitation "No conference invites you."
        NotInConference "You are in no conference."
        CallHeld "A call is on hold. End it first."
        SelfRecording "You are recording. Stop recording first."
        CallPresent "You have a call. End it first."
        NotInQueue "That call is no longer in the queue. Choose another one."
        AlreadyReady "You are ready already."
        AlreadyBusy "You are busy already."
        BusyAfterCall "Already agreed: you will be busy after this call."
        // What is being done.
        Answering "Answering…"
        RejectingToQueue "Rejecting: back to the queue…"
        RejectingHangUp "Rejecting: hanging up…"
        Dropping "Dropping…"
        Declining "Declining…"
        Joining "Joining…"
        Leaving "Leaving…"
        PickingUp "Taking a call from the queue…"
        SettingReady "Becoming ready…"
        SettingBusy "Becoming busy…"
        SigningOut "Signing out…"
        // Why a control cannot be used now.
        JustChanged "This has just changed. Press again."
        LastOutcomeUnknown "It is not known yet what became of the last press. Wait a moment."
        NotFresh "The connection is being checked. Wait a moment."
        ConnectionLost "The gateway does not answer. Use your phone."
        // What to do after a code, and what one means that nobody knows.
        NextTryAgain "Try again in a moment."
        NextSignInAgain "Sign in again."
        NextCheckInput "Check what you typed and try again."
        NextLookAtPhone "Look at your phone."
        NextLookAtCall "See whether it still rings, and try again or use your phone."
        CodeUnknown "This toolbar does not know this code."
        NextTellAdministrator "Tell your administrator, with the code."
    }
}

english! {
    /// Something the toolbar says with data: blanks `{0}` and `{1}` in the order of each language.
    Phrase {
        // Signing in.
        AlreadySignedIn "Agent {0} is already signed in somewhere else."
        // A wrong toolbar.json.
        SettingWrong "The setting “{0}” in toolbar.json is wrong: it should be {1}, but is {2}."
        SettingUnknown "toolbar.json holds “{0}”, which is no setting."
        SettingsFileWrong "The settings file toolbar.json is wrong: it should be {0}, but there is {1}."
        // The agent's own state.
        BusyBecause "Busy: {0}"
        BusyReasonNumber "reason {0}"
        Since "since {0}"
        Agent "Agent {0}"
        // How well the gateway is heard.
        LastHeard "gateway last heard {0} ago"
        SignedOutIn "signed out in {0}"
        // A call or conference.
        Conference "Conference {0}"
        TransferFrom "Transfer from {0}"
        Returned "Returned {0}×"
        Called "to {0}"
        Rings "Call from {0} is ringing. {1}"
        // The five controls.
        ForCall "For the call with {0}"
        // The queue panel.
        SkillNumber "Skill {0}"
        Waiting "Waiting: {0}"
        // Missed calls.
        MissedCalls "Missed calls: {0}"
        // What was sent, and what became of it.
        StepConfirmed "confirmed by {0}"
        StepRefused "refused ({0}): {1}"
        // Notices.
        GatewaySays "The gateway says: “{0}”"
        Refused "The gateway refused {0} ({1})."
        NotSent "Nothing was sent for {0}. {1}"
        OutcomeUnknown "It is not known yet whether {0} took effect. It is being looked up."
        Rejected "Rejected. Asked for: {0}. Your state has not been reported yet."
        RejectedReported "Rejected. Asked for: {0}. Your state as reported: {1}."
        AlreadyOver "It was over before {0} reached the gateway ({1})."
        Missed "Missed call: {0}"
        SignInRefused "The gateway refused the sign-in ({0})."
        SignInUnreadable "Something answered, but not as the gateway does (HTTP {0}, {1})."
        PasswordExpires "Days until your password expires: {0}. Change it soon."
        CallLost "Last known call: {0}, {1}. What became of it is not known."
        // What became of it. {0}: what was asked.
        SettledDone "Checked: {0} took effect."
        SettledNotDone "Checked: {0} did not take effect. It may be pressed again."
        SettledCallOver "Checked: the call is over; what became of {0} is not known."
        SettledNotKnown "What became of {0} cannot be found out."
    }
}
