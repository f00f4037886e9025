//! What happens in a history, one step after the other, each in plain words.
//!
//! A step says everything there is to say about itself, so that any of them can be left out and the
//! others still mean the same.

use std::fmt;

use gateway_simulator::{Arming, Outage};
use serde::{Deserialize, Serialize};

use super::plan::{News, Sockets, Trouble};

/// A step and its time, in milliseconds since the beginning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timed {
    /// When.
    pub at: u64,
    /// What.
    pub step: Step,
}

/// One thing that happens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// The agent presses.
    Press(Press),
    /// A caller or a supervisor does something.
    Desk(Desk),
    /// Something befalls the machine, the network or the gateway.
    Trouble(Trouble),
    /// The next request of a kind, or its answer, is disturbed on its way.
    Disturb(Kind, Disturbance),
    /// The gateway tells again what it told so many events before the last one.
    TellAgain(u8),
    /// A named fault is armed at the gateway, as `/sim/faults` does it.
    Arm(Box<Arming>),
}

/// The agent looks at the bar and presses what is drawn, if it may be pressed when it is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Press {
    /// The control.
    pub wanted: Wanted,
    /// How long the hand takes after the look, in milliseconds.
    pub hand: u64,
    /// How often it is pressed.
    pub times: u8,
    /// So many milliseconds lie between two of these presses.
    pub apart: u64,
}

/// A control as the agent knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Wanted {
    /// Sign in, or take over where that is offered.
    SignIn,
    /// Sign out.
    SignOut,
    /// Ready.
    Ready,
    /// Busy.
    Busy,
    /// Answer what rings.
    Answer,
    /// Reject what rings; it goes back to its queue.
    RejectToQueue,
    /// Reject what rings; the caller is hung up.
    RejectAndHangUp,
    /// Hang up the call that talks, else the one held.
    Drop,
    /// Hang up the call that is held.
    DropHeld,
    /// Decline an invitation.
    Decline,
    /// Join a conference.
    Join,
    /// Leave it.
    Leave,
    /// Open the queue panel.
    OpenQueue,
    /// Take the first call of the queue.
    PickUp,
    /// Close the panel.
    CloseQueue,
}

/// What somebody else does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Desk {
    /// A call rings.
    Ring,
    /// A transferred call rings.
    RingTransferred,
    /// A call of another agent rings.
    RingInternal,
    /// A caller waits in a queue.
    Queue,
    /// The caller who waits longest is offered to the agent, anew if it was before.
    Reoffer,
    /// Somebody else takes a waiting caller.
    Take,
    /// The caller of the ringing call hangs up.
    RingingLeaves,
    /// The caller of the talking call hangs up.
    TalkingLeaves,
    /// The caller on hold hangs up.
    HeldLeaves,
    /// The talking call is held.
    Hold,
    /// The held call is resumed.
    Resume,
    /// A supervisor ends the talking call.
    Release,
    /// The agent is invited to a conference.
    Invite,
    /// The conference ends.
    EndConference,
    /// The agent's own recording begins.
    Record,
    /// It ends.
    StopRecording,
}

/// Which request is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// The poll.
    Poll,
    /// A command or a sign-in.
    Command,
    /// Anything else.
    Question,
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Disturbance {
    /// The connection is refused.
    Refused,
    /// It is swallowed on its way there.
    Swallowed,
    /// The gateway acts; the connection is cut before the answer.
    AnswerCut,
    /// The gateway acts; the answer is swallowed.
    AnswerSwallowed,
    /// The headers of the answer arrive, its body never.
    BodyCut,
    /// The gateway acts; a proxy answers with a page of its own and this status.
    Page(u16),
    /// The gateway acts; what arrives is cut in the middle.
    Torn,
    /// It takes so many milliseconds more on its way there.
    Late(u64),
    /// Its answer does.
    AnswerLate(u64),
    /// A copy of it arrives so many milliseconds after it.
    Copied(u64),
}

impl Step {
    /// How long it lasts, in milliseconds.
    pub fn length(&self) -> u64 {
        match self {
            Self::Press(press) => press.hand + u64::from(press.times) * press.apart,
            Self::Trouble(trouble) => trouble.length(),
            Self::Desk(_) | Self::Disturb(..) | Self::TellAgain(_) | Self::Arm(_) => 0,
        }
    }
}

impl fmt::Display for Timed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, rest) = (self.at / 1_000, self.at % 1_000);
        write!(formatter, "{seconds:>3}.{rest:03} s  {}", self.step)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Press(press) => {
                write!(formatter, "the agent looks and {}", press.wanted.words())?;
                write!(formatter, " {} ms later", press.hand)?;
                match press.times {
                    1 => Ok(()),
                    times => write!(formatter, ", {times} times {} ms apart", press.apart),
                }
            }
            Self::Desk(desk) => formatter.write_str(desk.words()),
            Self::Trouble(trouble) => write!(formatter, "{}", Befallen(*trouble)),
            Self::Disturb(kind, disturbance) => {
                let kind = match kind {
                    Kind::Poll => "poll",
                    Kind::Command => "command",
                    Kind::Question => "question",
                };
                write!(formatter, "of the next {kind} {}", Disturbed(*disturbance))
            }
            Self::TellAgain(0) => formatter.write_str("the gateway tells its last event again"),
            Self::TellAgain(back) => {
                write!(
                    formatter,
                    "the gateway tells an event again, {back} before its last"
                )
            }
            Self::Arm(arming) => {
                let wish = serde_json::to_string(arming).map_err(|_| fmt::Error)?;
                write!(formatter, "a fault is armed: {wish}")
            }
        }
    }
}

impl Wanted {
    fn words(self) -> &'static str {
        match self {
            Self::SignIn => "signs in",
            Self::SignOut => "presses sign out",
            Self::Ready => "presses ready",
            Self::Busy => "presses busy",
            Self::Answer => "presses answer",
            Self::RejectToQueue => "presses reject, back to the queue,",
            Self::RejectAndHangUp => "presses reject, hang up,",
            Self::Drop => "presses drop",
            Self::DropHeld => "presses drop for the held call",
            Self::Decline => "presses decline",
            Self::Join => "presses join",
            Self::Leave => "presses leave",
            Self::OpenQueue => "opens the queue",
            Self::PickUp => "takes the first of the queue",
            Self::CloseQueue => "closes the queue",
        }
    }
}

impl Desk {
    fn words(self) -> &'static str {
        match self {
            Self::Ring => "a call rings",
            Self::RingTransferred => "a transferred call rings",
            Self::RingInternal => "an internal call rings",
            Self::Queue => "a caller begins to wait",
            Self::Reoffer => "a waiting call is offered to the agent",
            Self::Take => "somebody else takes a waiting call",
            Self::RingingLeaves => "the caller leaves while it rings",
            Self::TalkingLeaves => "the caller who talks hangs up",
            Self::HeldLeaves => "the caller on hold hangs up",
            Self::Hold => "the call is held",
            Self::Resume => "the held call is resumed",
            Self::Release => "a supervisor ends the call",
            Self::Invite => "the agent is invited to a conference",
            Self::EndConference => "the conference ends",
            Self::Record => "the agent's recording begins",
            Self::StopRecording => "the agent's recording ends",
        }
    }
}

/// A trouble in words.
struct Befallen(Trouble);

impl fmt::Display for Befallen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Trouble::Outage(outage, length) => {
                let what = match outage {
                    Outage::SwitchOver => "switches over",
                    Outage::BlackHole => "swallows everything",
                    Outage::Down => "is down",
                    Outage::RestartWithSessions => "starts again and keeps its sessions",
                    Outage::RestartWithoutSessions => "starts again and forgets its sessions",
                };
                write!(formatter, "the gateway {what} for {length} ms")
            }
            Trouble::Offline(length) => write!(formatter, "no network for {length} ms"),
            Trouble::Sleep(length, sockets, news) => {
                let sockets = match sockets {
                    Sockets::Survive => "survive",
                    Sockets::Fail => "fail",
                    Sockets::Hang => "hang",
                };
                let news = match news {
                    News::None => "nobody says so",
                    News::Shown => "it is shown again",
                    News::Resumed => "it is told to be resumed",
                };
                write!(
                    formatter,
                    "the machine sleeps for {length} ms; requests {sockets}, {news}"
                )
            }
            Trouble::Freeze(length) => write!(formatter, "the page is frozen for {length} ms"),
            Trouble::Reload(length) => write!(formatter, "the page is loaded anew in {length} ms"),
            Trouble::ClockSet(by) => write!(formatter, "the machine's clock is set by {by} ms"),
            Trouble::Shown => formatter.write_str("the page is looked at again"),
        }
    }
}

/// A disturbance in words.
struct Disturbed(Disturbance);

impl fmt::Display for Disturbed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Disturbance::Refused => formatter.write_str("the connection is refused"),
            Disturbance::Swallowed => formatter.write_str("nothing arrives"),
            Disturbance::AnswerCut => formatter.write_str("the answer is cut off"),
            Disturbance::AnswerSwallowed => formatter.write_str("the answer is swallowed"),
            Disturbance::BodyCut => formatter.write_str("the answer's headers alone arrive"),
            Disturbance::Page(status) => {
                write!(
                    formatter,
                    "the answer is replaced by a page with status {status}"
                )
            }
            Disturbance::Torn => formatter.write_str("half of the answer arrives"),
            Disturbance::Late(by) => write!(formatter, "the way takes {by} ms more"),
            Disturbance::AnswerLate(by) => write!(formatter, "the answer takes {by} ms more"),
            Disturbance::Copied(after) => write!(formatter, "a copy arrives {after} ms later"),
        }
    }
}
