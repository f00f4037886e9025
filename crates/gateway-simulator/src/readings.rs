//! The readings: every question the gateway's pages leave open, as one named
//! choice each.
//!
//! A real gateway has one answer to each of them; which one is not public. So
//! each can be chosen at run time, and a client is sound when it holds under
//! all of them ([`Readings::variants`]). What the pages do settle is not here.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

mod choices;

pub use choices::{
    AbandonedPoll, AlreadyInState, CallerLeavesRinging, ConferenceJoin, ContentType, DirectReject,
    Edition, ForcedSignInCalls, GuidForm, GuidLife, IdleWaitList, LastCallFlag, LostRenewal,
    NotReadyName, Order, ParticipantNews, Pickup, PollAtSwitchOver, RestartedEvents, RingingStatus,
    SayFreeNews, SecondPoll, SignOutNotice, StaticUpdateGuid, SyncWhilePolling,
};

/// How this gateway reads the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Readings {
    /// Which edition of the pages: the agent ids allowed and the fields sent.
    pub edition: Edition,
    /// In which order the events of one act come. Every page lists its
    /// triggered events, none promises their order.
    pub order: Order,
    /// The busy event after a rejection (page "Rejecting an Inbound Call"
    /// against "Entering the Busy State Successfully").
    pub not_ready_after_reject: NotReadyName,
    /// A poll while another is held (page "Obtaining Events of One Agent in
    /// Polling Mode" is silent; 000-007 is in the error code table).
    pub second_poll: SecondPoll,
    /// A held poll whose client has gone (no page).
    pub abandoned_poll: AbandonedPoll,
    /// A caller who hangs up while the agent's phone rings (no page).
    pub caller_leaves_ringing: CallerLeavesRinging,
    /// What an agent hears on joining a conference (the rest of page
    /// "Answering an Agent Conference Call" is not public).
    pub conference_join: ConferenceJoin,
    /// Who hears that an invited agent declined (page "Rejecting an Agent
    /// Conference Call", English against Chinese).
    pub participant_news: ParticipantNews,
    /// How `Set-GUID` is written (pages "Instance Introduction" and "C4 Agent
    /// Operation Interface Authentication" show `JSESSIONID=`; one client
    /// reads the bare value).
    pub guid_form: GuidForm,
    /// How long a replaced Guid lives (GUIDTIMEOUT in "C4 Agent Operation
    /// Interface Authentication").
    pub guid_life: GuidLife,
    /// Whether a renewal is told again to a client that still uses the old
    /// Guid (no page).
    pub lost_renewal: LostRenewal,
    /// "updateGuid" under static authentication (page "Actively Requesting to
    /// Update the GUID When the Agent Page Is Refreshed": its header table
    /// names the static Guid, its list of errors has 100-006 alone).
    pub static_update_guid: StaticUpdateGuid,
    /// "syncagentinfo" while a poll is held (page "Synchronizing the Agent
    /// Status and Call Information When the Agent Page Is Refreshed": empties
    /// the event queue, silent on polls).
    pub sync_while_polling: SyncWhilePolling,
    /// A poll that is held when a switch-over begins (page "Obtaining Events
    /// of One Agent in Polling Mode": its wait must be longer than the
    /// switch-over, or the Guid expires).
    pub poll_at_switch_over: PollAtSwitchOver,
    /// Events that wait when the gateway starts again (no page).
    pub restarted_events: RestartedEvents,
    /// What "sayfree" makes happen (page "示闲" lists no `AgentState_Ready`).
    pub say_free_news: SayFreeNews,
    /// "sayfree" while idle, "saybusy" without its query (no page).
    pub already_in_state: AlreadyInState,
    /// A requested call with manual answering (page "Requesting a Specified
    /// Call" lists no Ringing).
    pub pickup: Pickup,
    /// Rejecting a transferred or internal call in mode 1 (page "Rejecting an
    /// Inbound Call": "determined based on the specific scenario").
    pub direct_reject: DirectReject,
    /// Calls of a session taken over by a forced sign-in (page "Forcibly
    /// Signing In" is silent).
    pub forced_sign_in_calls: ForcedSignInCalls,
    /// The list of waiting calls for an idle agent (page "Querying
    /// Information About Calls Waiting in a Specified Skill Queue": "not idle").
    pub idle_wait_list: IdleWaitList,
    /// `isNoContainLastCall` (page "Querying Call Information": the text and
    /// the name say opposite things).
    pub last_call_flag: LastCallFlag,
    /// `isWorking` of "agentstatus" while a call rings ("in a call").
    pub ringing_status: RingingStatus,
    /// Whether a sign-out is followed by `AgentOther_ShutdownService` (page
    /// "Signing Out", 2025 against 2023).
    pub sign_out_notice: SignOutNotice,
    /// What a request without the prescribed `Content-Type` gets (mandatory
    /// on every page, the consequence on none).
    pub content_type: ContentType,
    /// Whether `AgentEvent_Customer_Alerting` follows Ringing (page "手工应答"
    /// has it in brackets).
    pub inbound_customer_alerting: bool,
    /// Whether an invitation occupies the agent audibly: `AgentState_Busy`,
    /// and the phone's events, before `AgentConf_Ringing` (no page).
    pub invitation_occupies: bool,
}

impl Readings {
    /// These readings with one of them turned, by its name and its value as
    /// the control interface writes them.
    ///
    /// # Errors
    ///
    /// A sentence, when there is no such reading or no such value of it.
    pub fn turned(&self, name: &str, value: Value) -> Result<Self, String> {
        let mut readings = json!(self);
        match readings.get_mut(name) {
            Some(reading) => *reading = value,
            None => return Err(format!("There is no reading {name}.")),
        }
        serde_json::from_value(readings).map_err(|error| format!("{name}: {error}."))
    }

    /// The default readings, and each of the others with one of them turned;
    /// the name says which.
    #[must_use]
    pub fn variants() -> Vec<(&'static str, Self)> {
        let mut variants = vec![("as chosen", Self::default())];
        let mut turn = |name, change: &dyn Fn(&mut Self)| {
            let mut turned = Self::default();
            change(&mut turned);
            variants.push((name, turned));
        };
        turn("older edition", &|r| r.edition = Edition::Older);
        turn("events reversed", &|r| r.order = Order::Reversed);
        turn("busy named AgentEvent", &|r| {
            r.not_ready_after_reject = NotReadyName::AgentEvent;
        });
        turn("both polls held, oldest served", &|r| {
            r.second_poll = SecondPoll::OldestServed;
        });
        turn("both polls held, newest served", &|r| {
            r.second_poll = SecondPoll::NewestServed;
        });
        turn("abandoned poll noticed", &|r| {
            r.abandoned_poll = AbandonedPoll::Noticed;
        });
        turn("caller leaves ringing as released", &|r| {
            r.caller_leaves_ringing = CallerLeavesRinging::Released;
        });
        turn("caller leaves ringing told twice", &|r| {
            r.caller_leaves_ringing = CallerLeavesRinging::CustomerThenNoAnswer;
        });
        turn("conference joined, then talking", &|r| {
            r.conference_join = ConferenceJoin::JoinedThenTalking;
        });
        turn("conference join told as talking", &|r| {
            r.conference_join = ConferenceJoin::Talking;
        });
        turn("declining agent hears the change too", &|r| {
            r.participant_news = ParticipantNews::Everybody;
        });
        turn("bare Guid", &|r| r.guid_form = GuidForm::Bare);
        turn("Guid lives on from replacement", &|r| {
            r.guid_life = GuidLife::FromReplacement;
        });
        turn("renewal told once", &|r| {
            r.lost_renewal = LostRenewal::ToldOnce
        });
        turn("static Guid not updated", &|r| {
            r.static_update_guid = StaticUpdateGuid::Refused;
        });
        turn("synchronising ends the poll", &|r| {
            r.sync_while_polling = SyncWhilePolling::EndsPoll;
        });
        turn("synchronising refused beside a poll", &|r| {
            r.sync_while_polling = SyncWhilePolling::Refused;
        });
        turn("switch-over answers polls", &|r| {
            r.poll_at_switch_over = PollAtSwitchOver::Answered;
        });
        turn("restart keeps events", &|r| {
            r.restarted_events = RestartedEvents::Kept;
        });
        turn("free told with ready", &|r| {
            r.say_free_news = SayFreeNews::CancelledThenReady;
        });
        turn("free told as ready", &|r| {
            r.say_free_news = SayFreeNews::Ready
        });
        turn("repeated state accepted", &|r| {
            r.already_in_state = AlreadyInState::Accepted;
        });
        turn("pickup rings first", &|r| r.pickup = Pickup::RingsFirst);
        turn("direct reject leaves idle", &|r| {
            r.direct_reject = DirectReject::AlwaysIdle;
        });
        turn("forced sign-in keeps calls", &|r| {
            r.forced_sign_in_calls = ForcedSignInCalls::Kept;
        });
        turn("idle wait list empty", &|r| {
            r.idle_wait_list = IdleWaitList::Empty;
        });
        turn("last call flag as named", &|r| {
            r.last_call_flag = LastCallFlag::AsNamed;
        });
        turn("ringing is not working", &|r| {
            r.ringing_status = RingingStatus::NotWorking;
        });
        turn("sign-out told", &|r| {
            r.sign_out_notice = SignOutNotice::Sent
        });
        turn("content type ignored", &|r| {
            r.content_type = ContentType::Ignored;
        });
        turn("customer alerting on inbound", &|r| {
            r.inbound_customer_alerting = true;
        });
        turn("invitation occupies", &|r| r.invitation_occupies = true);
        variants
    }
}
