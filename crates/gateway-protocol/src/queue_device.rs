//! The interface of `queuedevice` that any agent may ask, idle or not: how many wait in a queue.

use crate::endpoint::{Failure, Why, endpoint};
use crate::envelope::Envelope;
use crate::id::{AgentId, SkillId};
use crate::lenient;

endpoint! {
    /// `GET /queuedevice/{agentid}/skillwaitnum/{skillid}`
    ///
    /// Counts the callers waiting in one skill queue. The page's example prints `{}` where its
    /// table says int; a reply without a number is unreadable rather than nobody waiting.
    ///
    /// Errors: 100-006.
    /// Source: Obtaining the Total Number of Users in a Specified Skill Queue.
    SkillWaitNum {
        /// Who asks.
        agent: AgentId as "agentid",
        /// The queue.
        skill: SkillId as "skillid",
    }
    GET "/queuedevice/{agentid}/skillwaitnum/{skillid}" logged as "skillwaitnum"
    replies u32: waiting
}

fn waiting(envelope: &Envelope) -> Result<u32, Failure> {
    let number = lenient::integer(envelope.result()?);
    number
        .and_then(|number| u32::try_from(number).ok())
        .ok_or_else(|| envelope.unreadable(Why::WrongShape("result")))
}
