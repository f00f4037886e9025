//! Module `agentconf`: an invited agent joins, declines or leaves.
//!
//! Pages "Answering an Agent Conference Call", "Rejecting an Agent Conference
//! Call" and "Leaving an Agent Conference". The chair's interfaces are left
//! out: the desk invites and ends.

use crate::conference::Seat;
use crate::exchange::Exchange;
use crate::id::{AgentId, ConfId};
use crate::reply::Reply;
use crate::retcode::{self, Retcode};
use crate::route::{Access, Ask, Route};

const fn route(
    suffix: &'static str,
    name: &'static str,
    act: fn(&mut Exchange, &Ask<'_>) -> Result<Reply, Retcode>,
) -> Route {
    Route {
        method: "POST",
        suffix,
        name,
        access: Access::SignedIn,
        act,
    }
}

pub(crate) const ROUTES: &[Route] = &[
    route("rejectagentconf", "rejectAgentConf", decline),
    route("answeragentconf", "answeragentconf", join),
    route("requestleaveagentconf", "requestleaveagentconf", leave),
];

fn decline(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let conf = invitation(exchange, ask.agent)?;
    exchange.decline(ask.agent, conf);
    Ok(Reply::Done)
}

fn join(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let conf = invitation(exchange, ask.agent)?;
    exchange.join(ask.agent, conf);
    Ok(Reply::Done)
}

fn leave(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let session = exchange.session(ask.agent).ok_or(retcode::NOT_SIGNED_IN)?;
    let Seat::Joined { conf, .. } = session.seat else {
        return Err(retcode::NO_CONFERENCE);
    };
    exchange.leave(ask.agent, conf);
    Ok(Reply::Done)
}

fn invitation(exchange: &Exchange, agent: AgentId) -> Result<ConfId, Retcode> {
    let session = exchange.session(agent).ok_or(retcode::NOT_SIGNED_IN)?;
    match session.seat {
        Seat::Invited { conf, .. } => Ok(conf),
        Seat::Free | Seat::Joined { .. } => Err(retcode::NO_CONFERENCE),
    }
}
