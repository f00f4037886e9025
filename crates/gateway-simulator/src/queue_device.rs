//! Module `queuedevice`: how many callers wait.
//!
//! Page "Obtaining the Total Number of Users in a Specified Skill Queue",
//! whose table says a number where its example prints `{}`.

use serde_json::json;

use crate::exchange::Exchange;
use crate::id::{SkillId, plain_number};
use crate::reply::Reply;
use crate::retcode::{self, Retcode};
use crate::route::{Access, Ask, Route};

pub(crate) const ROUTES: &[Route] = &[Route {
    method: "GET",
    suffix: "skillwaitnum/*",
    name: "skillwaitnum",
    access: Access::SignedIn,
    act: waiting_number,
}];

fn waiting_number(exchange: &mut Exchange, ask: &Ask<'_>) -> Result<Reply, Retcode> {
    let skill = plain_number(ask.part(0))
        .map(SkillId)
        .ok_or(retcode::INVALID_PARAMETER)?;
    Ok(Reply::Result(json!(exchange.waiting(skill).len())))
}
