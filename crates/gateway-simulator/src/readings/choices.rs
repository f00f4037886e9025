//! The answers each reading allows; the first of each is the default.

use serde::{Deserialize, Serialize};

macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $(#[$first_about:meta])* $first:ident, $($(#[$other_about:meta])* $other:ident),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub enum $name {
            $(#[$first_about])*
            #[default]
            $first,
            $($(#[$other_about])* $other),+
        }
    };
}

choice! {
    /// The edition of the pages.
    Edition {
        /// 2025-11: agents 101–999999, `phonenum` mandatory, `eventGenTime`
        /// in events, `mediaType` in Ringing, `vdnid` as a string.
        Newer,
        /// 2023: agents 101–59999, `phonenum` optional, without those fields.
        Older,
    }
}

/// The order of one agent's events in one act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Order {
    /// As the page lists them.
    #[default]
    Listed,
    /// The other way round.
    Reversed,
    /// The permutation of this number: counting through n! of them reaches
    /// every order of n events.
    Permutation(u32),
}

choice! {
    /// The name of the busy event after a rejection.
    NotReadyName {
        /// `AgentState_SetNotReady_Success`, as everywhere else.
        AgentState,
        /// `AgentEvent_SetNotReady_Success`, as the rejection's page prints it.
        AgentEvent,
    }
}

choice! {
    /// A poll while another one of the same session is held.
    SecondPoll {
        /// It is refused with 000-007.
        Refused,
        /// Both are held; the older takes the next event.
        OldestServed,
        /// Both are held; the newer takes the next event.
        NewestServed,
    }
}

choice! {
    /// A held poll whose client has gone away.
    AbandonedPoll {
        /// The gateway does not notice: the poll is held to its end and an
        /// event given to it is lost.
        LivesOn,
        /// The gateway forgets it at once.
        Noticed,
    }
}

choice! {
    /// A caller who hangs up while ringing.
    CallerLeavesRinging {
        /// `No_Answer`, `PhoneRelease`, `AgentState_Ready`.
        NoAnswer,
        /// `Customer_Release` first, then as above.
        CustomerThenNoAnswer,
        /// `Customer_Release`, `Call_Release`, `PhoneRelease`, `AgentState_Ready`.
        Released,
    }
}

choice! {
    /// What an agent hears on joining a conference.
    ConferenceJoin {
        /// `AgentConf_SelfJoinResult`.
        Joined,
        /// `AgentConf_SelfJoinResult`, then `AgentEvent_Talking` of a call of
        /// its own, which ends with `AgentEvent_Call_Release`.
        JoinedThenTalking,
        /// Only that `AgentEvent_Talking`.
        Talking,
    }
}

choice! {
    /// Who hears `AgentConf_ParticipantChanged` when an agent declines.
    ParticipantNews {
        /// The other members.
        Others,
        /// The other members and the agent who declined.
        Everybody,
    }
}

choice! {
    /// How the `Set-GUID` header is written.
    GuidForm {
        /// `JSESSIONID=<guid>`.
        Session,
        /// `<guid>`.
        Bare,
    }
}

choice! {
    /// From when the life of a Guid is counted (dynamic authentication).
    GuidLife {
        /// From its issue: a Guid never replaced dies too.
        FromIssue,
        /// From its replacement.
        FromReplacement,
    }
}

choice! {
    /// A poll that still carries the old Guid after a renewal.
    LostRenewal {
        /// Its answer carries the present Guid again.
        ToldAgain,
        /// Its answer carries none until the next renewal is due.
        ToldOnce,
    }
}

choice! {
    /// "updateGuid" under static authentication.
    StaticUpdateGuid {
        /// It is answered with the Guid of the sign-in.
        Unchanged,
        /// It is refused with 100-007.
        Refused,
    }
}

choice! {
    /// "syncagentinfo" while a poll is held.
    SyncWhilePolling {
        /// It is served, and the poll is held on.
        Served,
        /// It is served, and the poll is answered without an event.
        EndsPoll,
        /// It is refused with 000-007.
        Refused,
    }
}

choice! {
    /// A poll that is held when a switch-over begins.
    PollAtSwitchOver {
        /// It is held on and answered as ever.
        Kept,
        /// It is answered 000-004 at once.
        Answered,
    }
}

choice! {
    /// Events that nobody has fetched before a restart is over.
    RestartedEvents {
        /// They are lost.
        Lost,
        /// They still wait.
        Kept,
    }
}

choice! {
    /// The events of "sayfree".
    SayFreeNews {
        /// `CancelNotReady_Success` or `CancelWork_Success`.
        Cancelled,
        /// The same, then `AgentState_Ready`.
        CancelledThenReady,
        /// `AgentState_Ready` alone.
        Ready,
    }
}

choice! {
    /// Asking for a state the agent is in.
    AlreadyInState {
        /// "sayfree" while idle is refused with 100-009.
        Refused,
        /// "sayfree" while idle is accepted and nothing happens.
        Accepted,
    }
}

choice! {
    /// A requested call with manual answering.
    Pickup {
        /// It connects at once.
        Connects,
        /// It rings and waits to be answered.
        RingsFirst,
    }
}

choice! {
    /// Rejecting a transferred or internal call in mode 1.
    DirectReject {
        /// The call, which has no queue, ends for the agent; the agent is
        /// busy, as asked.
        AsAsked,
        /// The call ends for the agent, who is idle whatever was asked.
        AlwaysIdle,
    }
}

choice! {
    /// Calls of a session that a forced sign-in takes over.
    ForcedSignInCalls {
        /// Released, as by a forced sign-out.
        Released,
        /// Kept by the new session.
        Kept,
    }
}

choice! {
    /// The list of waiting calls asked for by an idle agent.
    IdleWaitList {
        /// 100-007.
        Refused,
        /// An empty list.
        Empty,
    }
}

choice! {
    /// `isNoContainLastCall=true`.
    LastCallFlag {
        /// Without a call, the last one is returned (the text).
        AsPrinted,
        /// The last call is left out; `false` returns it (the name).
        AsNamed,
    }
}

choice! {
    /// `isWorking` while a call rings.
    RingingStatus {
        /// `true`.
        Working,
        /// `false`.
        NotWorking,
    }
}

choice! {
    /// `AgentOther_ShutdownService` after the agent's own sign-out.
    SignOutNotice {
        /// Not sent: a held poll is answered 100-006.
        NotSent,
        /// Sent to a held poll.
        Sent,
    }
}

choice! {
    /// A request without `Content-Type: application/json; charset=UTF-8`.
    ContentType {
        /// Refused with 000-002 (a header is an interface parameter). The
        /// charset may be left out, another one may not be named.
        Required,
        /// Served.
        Ignored,
    }
}
