//! The commands and what became of them, as a host is told them.

use crate::host::words::{CommandNumber, object, word};
use crate::ledger::{self, Outcome};
use crate::notice::Settlement;
use crate::view;

word! {
    /// What a command does.
    Act {
        /// `answer`.
        Answer "answer",
        /// `reject`.
        Reject "reject",
        /// `release` or another.
        Drop "drop",
        /// `rejectagentconf`.
        RejectConference "rejectConference",
        /// `answeragentconf`.
        JoinConference "joinConference",
        /// `requestleaveagentconf`.
        LeaveConference "leaveConference",
        /// `requestcall`.
        RequestCall "requestCall",
        /// `sayfree`.
        SetReady "setReady",
        /// `saybusy`.
        SetBusy "setBusy",
        /// `logout`.
        SignOut "signOut",
    }
}

impl Act {
    /// What a command does.
    pub fn of(act: view::Act) -> Self {
        match act {
            view::Act::Answer => Act::Answer,
            view::Act::Reject(_) => Act::Reject,
            view::Act::Drop => Act::Drop,
            view::Act::Decline => Act::RejectConference,
            view::Act::Join => Act::JoinConference,
            view::Act::Leave => Act::LeaveConference,
            view::Act::PickUp => Act::RequestCall,
            view::Act::SetReady => Act::SetReady,
            view::Act::SetBusy => Act::SetBusy,
            view::Act::SignOut => Act::SignOut,
        }
    }
}

word! {
    /// What became of a command.
    End {
        /// Not settled yet.
        Open "open",
        /// The gateway reported it.
        Confirmed "confirmed",
        /// The gateway refused it.
        Refused "refused",
        /// It was unknown and had been done.
        Done "done",
        /// It was unknown and had not been done.
        NotDone "notDone",
        /// What it was for is over.
        CallOver "callOver",
        /// Nobody can tell.
        NotKnown "notKnown",
    }
}

impl End {
    /// How an unknown outcome was settled.
    pub fn of(settlement: Settlement) -> Self {
        match settlement {
            Settlement::Done => End::Done,
            Settlement::NotDone => End::NotDone,
            Settlement::CallOver => End::CallOver,
            Settlement::NotKnown => End::NotKnown,
        }
    }
}

object! {
    /// One command.
    LedgerEntry<'a> {
        /// Its id.
        number "commandId": CommandNumber,
        /// What was asked.
        act "act": Act,
        /// The "method name in logs".
        log_name "logName": &'a str,
        /// For which call.
        call "callId": Option<&'a str>,
        /// When it was asked.
        asked "askedAt": u64,
        /// When it was accepted.
        accepted "acceptedAt": Option<u64>,
        /// When its outcome became unknown.
        unknown "unknownAt": Option<u64>,
        /// What became of it.
        outcome "outcome": End,
        /// What told that.
        by "by": Option<&'a str>,
        /// When.
        ended "endedAt": Option<u64>,
    }
}

impl<'a> LedgerEntry<'a> {
    /// One command.
    pub fn of(entry: &'a ledger::Entry) -> Self {
        let (outcome, by, ended) = match &entry.outcome {
            Outcome::Open => (End::Open, None, None),
            Outcome::Confirmed { by, at } => (End::Confirmed, Some(by.as_str()), Some(at)),
            Outcome::Refused { retcode, at } => (End::Refused, Some(retcode.as_str()), Some(at)),
            Outcome::Settled { as_what, at } => (End::of(*as_what), None, Some(at)),
        };
        LedgerEntry {
            number: CommandNumber(entry.number),
            act: Act::of(entry.act),
            log_name: entry.log_name,
            call: entry.call.as_ref().map(|call| call.as_str()),
            asked: entry.asked.wall,
            accepted: entry.accepted.map(|at| at.wall),
            unknown: entry.unknown.map(|at| at.wall),
            outcome,
            by,
            ended: ended.map(|at| at.wall),
        }
    }
}
