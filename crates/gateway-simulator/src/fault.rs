//! The faults: everything that can go wrong with the gateway or on the way to
//! it, each by a name.
//!
//! A fault is armed (`armed.rs`) for the next thing it can strike, for so many,
//! for a time, or at random from a seed, and strikes at one of four moments: a
//! request arrives (`arrival.rs`), its answer leaves (`answer.rs`), events are
//! told (`events.rs`), or the whole gateway is lost (`outage.rs`). Each that
//! struck is a row of the log. Nothing here looks at a clock or a socket: where
//! a connection must be cut the outcome says so, and whoever carries the bytes
//! does it. The failures that are the client's own, such as a page put to sleep
//! or a name that is not found, cannot be made here; `docs/failure-modes.md`
//! lists both kinds.

use serde::{Deserialize, Serialize};

use crate::outage::Outage;

pub(crate) mod answer;
mod armed;
mod arming;
pub(crate) mod arrival;
pub(crate) mod events;
pub(crate) mod late;

pub(crate) use armed::Faults;
pub(crate) use arming::LONGEST;
pub use arming::{Arming, Details};

/// When a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Moment {
    /// A request arrives.
    Request,
    /// An answer leaves: what the request does is done.
    Answer,
    /// An event is told to an agent.
    Event,
    /// It begins when it is armed and strikes everybody.
    Outage,
}

/// What there is to know of a fault.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Description {
    /// Its name.
    pub fault: Fault,
    /// What it does.
    pub what: &'static str,
    /// When it strikes.
    pub strikes: Moment,
    /// The fields of [`Arming`] that say how it is done.
    pub takes: &'static [&'static str],
    /// The failure modes of `docs/failure-modes.md` that it makes.
    pub modes: &'static [u8],
}

/// Writes the faults and their list from one place.
macro_rules! faults {
    ($(#[doc = $what:literal] $fault:ident = $name:literal, $moment:ident, $takes:expr, $modes:expr;)+) => {
        /// Something that can go wrong, by its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Fault {
            $(#[doc = $what] #[serde(rename = $name)] $fault,)+
        }

        /// Every fault.
        pub const FAULTS: &[Description] = &[
            $(Description {
                fault: Fault::$fault,
                what: $what.trim_ascii_start(),
                strikes: Moment::$moment,
                takes: &$takes,
                modes: &$modes,
            },)+
        ];

        impl Fault {
            /// Its name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$fault => $name,)+
                }
            }

            /// When it strikes, unless it is armed to strike after the act.
            pub(crate) const fn moment(self) -> Moment {
                match self {
                    $(Self::$fault => Moment::$moment,)+
                }
            }
        }
    };
}

faults! {
    /// The connection is cut before the request has an effect.
    RequestLost = "requestLost", Request, [], [2, 26];
    /// The request has no effect and is never answered.
    RequestSwallowed = "requestSwallowed", Request, [], [2, 18, 48];
    /// The request takes effect ms late (10000), also when its client has given it up by then.
    RequestDelayed = "requestDelayed", Request, ["ms"], [4];
    /// The network sends the request twice; the client hears the second answer.
    RequestDoubled = "requestDoubled", Request, [], [3];
    /// The request is served, and ms later (60000) the network sends it again; nobody hears the second answer.
    RequestReplayed = "requestReplayed", Request, ["ms"], [5];
    /// The request is answered with 0 and has no effect.
    AcceptedInVain = "acceptedInVain", Request, [], [7];
    /// The answer is retcode (100-007) with message; with acts the request takes effect all the same.
    Refused = "refused", Request, ["retcode", "message", "acts"], [22, 23];
    /// A server on the way answers with an HTTP status (503) and a page; with acts the request takes effect all the same.
    HttpError = "httpError", Request, ["status", "acts"], [17, 22, 46];
    /// The answer is HTTP 302 to a page of HTML; with acts the request takes effect all the same.
    Redirected = "redirected", Request, ["acts"], [46];
    /// The answer is a sign-in page in HTML with status 200; with acts the request takes effect all the same.
    HtmlAnswer = "htmlAnswer", Request, ["acts"], [19, 46];
    /// The answer has no body; with acts the request takes effect all the same.
    EmptyAnswer = "emptyAnswer", Request, ["acts"], [19];
    /// The answer is body, as status (200) and contentType; with acts the request takes effect all the same.
    AnyAnswer = "anyAnswer", Request, ["status", "contentType", "body", "acts"], [16, 19];
    /// The gateway has forgotten the agent's session as the request arrives.
    SessionGone = "sessionGone", Request, [], [22, 24];
    /// The agent is signed in elsewhere by force as the request arrives.
    SignedInElsewhere = "signedInElsewhere", Request, [], [22, 23];
    /// The Guid's time is over as the request arrives: the held poll, or the next one, brings a new Guid, if Guids are dynamic.
    GuidDue = "guidDue", Request, [], [20];
    /// The caller hangs up as the request arrives: of the call it names, else of the one that rings or talks.
    CallerLeaves = "callerLeaves", Request, [], [10];
    /// Another agent takes the waiting call as the request for it arrives.
    TakenByAnother = "takenByAnother", Request, [], [11];
    /// The call that rings or talks ends as the request arrives, and another one rings.
    CallReplaced = "callReplaced", Request, [], [9];
    /// The ringing call goes back to its queue as the request arrives, and rings here again under the same id.
    CallReoffered = "callReoffered", Request, [], [9, 15];
    /// The conference the agent is in or invited to ends as the request arrives.
    ConferenceEnds = "conferenceEnds", Request, [], [47];
    /// The connection is cut when the request has taken effect, before the answer.
    AnswerLost = "answerLost", Answer, [], [1];
    /// The request takes effect and is never answered.
    AnswerSwallowed = "answerSwallowed", Answer, [], [1, 7];
    /// The request takes effect at once and is answered ms later (10000).
    AnswerDelayed = "answerDelayed", Answer, ["ms"], [4, 6];
    /// The answer's headers and half its body arrive, then the connection is reset.
    ResetMidBody = "resetMidBody", Answer, [], [1, 18];
    /// The answer's headers and half its body arrive, then nothing more.
    BodyStalls = "bodyStalls", Answer, [], [18];
    /// The answer's headers arrive, then nothing more.
    HeadersOnly = "headersOnly", Answer, [], [18];
    /// The answer says that it is text/html, though it is JSON.
    WrongType = "wrongType", Answer, [], [19];
    /// The answer ends properly after half its JSON.
    TruncatedAnswer = "truncatedAnswer", Answer, [], [19];
    /// The answer ends within a character of UTF-8.
    BrokenText = "brokenText", Answer, [], [19];
    /// A byte order mark comes before the answer's JSON.
    ByteOrderMark = "byteOrderMark", Answer, [], [19];
    /// A NUL byte comes before the answer's JSON.
    NulByte = "nulByte", Answer, [], [19];
    /// The answer's message has 10 MB.
    HugeAnswer = "hugeAnswer", Answer, [], [19];
    /// Every number of the answer is written as text, every text of digits as a number.
    TypesSwapped = "typesSwapped", Answer, [], [16];
    /// The Set-GUID header is missing, though the Guid is a new one.
    SetGuidLost = "setGuidLost", Answer, [], [21];
    /// The Set-GUID header holds something that is no Guid.
    SetGuidMalformed = "setGuidMalformed", Answer, [], [21];
    /// The event is never told.
    EventLost = "eventLost", Event, [], [6, 13];
    /// The event is told several times in a row (copies: 2).
    EventDoubled = "eventDoubled", Event, ["copies"], [14];
    /// The event and those of the same act after it are told in the opposite order.
    EventsReordered = "eventsReordered", Event, [], [15];
    /// The event is told ms later (5000), after others that came meanwhile.
    EventLate = "eventLate", Event, ["ms"], [6, 15];
    /// An event of a type no page has is told before it.
    EventUnknown = "eventUnknown", Event, [], [16];
    /// The event's content is missing.
    EventWithoutContent = "eventWithoutContent", Event, [], [16];
    /// So many events of a type no page has are told before it (copies: 1000).
    EventBurst = "eventBurst", Event, ["copies"], [43];
    /// Connections are refused and open ones cut; the gateway itself goes on.
    Down = "down", Outage, [], [17, 26];
    /// Connections are taken; requests on them have no effect and are never answered.
    BlackHole = "blackHole", Outage, [], [18, 48];
    /// Agents are switched over: every request is answered 000-004, sessions go on.
    SwitchOver = "switchOver", Outage, [], [25];
    /// The gateway starts again and still knows its sessions; until then connections are refused.
    RestartWithSessions = "restartWithSessions", Outage, [], [25];
    /// The gateway starts again and knows nobody; until then connections are refused.
    RestartWithoutSessions = "restartWithoutSessions", Outage, [], [24];
}

impl Fault {
    /// What there is to know of it.
    #[must_use]
    pub fn description(self) -> Option<&'static Description> {
        FAULTS.iter().find(|known| known.fault == self)
    }

    /// The fault of this name.
    pub(crate) fn named(name: &str) -> Result<Self, String> {
        let known = FAULTS.iter().find(|known| known.fault.name() == name);
        known
            .map(|known| known.fault)
            .ok_or_else(|| format!("There is no fault {name}; GET /sim/faults lists them."))
    }

    /// The outage it is, if it is one.
    pub(crate) const fn outage(self) -> Option<Outage> {
        Some(match self {
            Self::Down => Outage::Down,
            Self::BlackHole => Outage::BlackHole,
            Self::SwitchOver => Outage::SwitchOver,
            Self::RestartWithSessions => Outage::RestartWithSessions,
            Self::RestartWithoutSessions => Outage::RestartWithoutSessions,
            _ => return None,
        })
    }
}
