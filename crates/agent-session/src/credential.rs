//! What proves to the gateway who is asking, and the only place that holds the Guid.
//!
//! The value leaves this module inside a request's header, and for the page's own storage and the other tabs of
//! the toolbar's own pages; everything that is shown knows only the [`GuidStamp`].

use gateway_protocol::endpoint::{Header, Request};
use gateway_protocol::id::Guid;

use crate::renewal::Renewal;
use crate::time::{Millis, Moment};

/// How the session proves itself, set by the administrator and never learnt.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SessionKind {
    /// The toolbar holds the Guid and sends it as a header; no cookies.
    #[default]
    Header,
    /// A proxy holds the Guid in a cookie that no script can read.
    Cookie,
}

/// Which Guid the session is at: how many there have been, and since when this one holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuidStamp {
    /// 1 for the Guid of the sign-in, one more for each renewal.
    pub generation: u32,
    /// When it arrived.
    pub renewed: Moment,
}

/// The credential of one session.
#[derive(Debug, Clone)]
pub struct Credential {
    kind: SessionKind,
    guid: Option<Guid>,
    stamp: Option<GuidStamp>,
    renewal: Renewal,
}

impl Credential {
    /// No session yet.
    pub fn new(kind: SessionKind) -> Self {
        Self {
            kind,
            guid: None,
            stamp: None,
            renewal: Renewal::begin(Moment::default()),
        }
    }

    /// Which kind it is.
    pub fn kind(&self) -> SessionKind {
        self.kind
    }

    /// The generation and time, once there is a session.
    pub fn stamp(&self) -> Option<GuidStamp> {
        self.stamp
    }

    /// Puts the proof into a request.
    pub fn sign(&self, request: Request) -> Request {
        match (self.kind, &self.guid) {
            (SessionKind::Header, Some(guid)) => {
                request.with_header(Header::new("Guid", guid.expose()))
            }
            (SessionKind::Header, None) => request,
            (SessionKind::Cookie, _) => request.with_header(Header::new("X-Toolbar", "1")),
        }
    }

    /// Takes over what the headers of a sign-in's or poll's answer say.
    ///
    /// `set_guid` is the value of `Set-GUID`; `is_renewed` whether `X-Guid-Renewed: 1` was there.
    /// The same Guid again is no renewal.
    pub fn renew(&mut self, set_guid: Option<&str>, is_renewed: bool, at: Moment) {
        let is_new = match self.kind {
            SessionKind::Cookie => is_renewed,
            SessionKind::Header => match set_guid.map(Guid::parse) {
                Some(Some(guid)) => self.replace(guid),
                // It was a renewal, and is as good as lost.
                Some(None) => {
                    self.renewal.poll_lost();
                    false
                }
                None => false,
            },
        };
        if is_new {
            self.stamp_next(at);
        }
    }

    /// Takes over the Guid that was asked for.
    pub fn told(&mut self, guid: Guid, at: Moment) {
        if self.replace(guid) {
            self.stamp_next(at);
        } else {
            self.renewal.is_current(at);
        }
    }

    /// Returns whether this is another Guid than the one before.
    fn replace(&mut self, guid: Guid) -> bool {
        let is_new = self.guid.as_ref() != Some(&guid);
        self.guid = Some(guid);
        is_new
    }

    fn stamp_next(&mut self, at: Moment) {
        let generation = self.generation().saturating_add(1);
        let renewed = at;
        self.stamp = Some(GuidStamp {
            generation,
            renewed,
        });
        if generation == 1 {
            self.renewal = Renewal::begin(at);
        } else {
            self.renewal.renewed(at);
        }
    }

    /// How many Guids the session has had so far.
    pub fn generation(&self) -> u32 {
        self.stamp.map_or(0, |stamp| stamp.generation)
    }

    /// What is known about renewals, to be told more.
    pub fn renewal(&mut self) -> &mut Renewal {
        &mut self.renewal
    }

    /// When a new Guid is to be asked for; never where a proxy keeps it.
    pub fn ask_at(&self) -> Option<Millis> {
        match self.kind {
            SessionKind::Header if self.guid.is_some() => self.renewal.due(),
            SessionKind::Header | SessionKind::Cookie => None,
        }
    }

    /// Time has jumped, and a poll was given up: the Guid is older than one of the clocks may tell.
    pub fn resumed(&mut self, now: Moment) {
        self.renewal.poll_lost();
        if let Some(stamp) = self.stamp {
            let age = now.wall.abs_diff(stamp.renewed.wall);
            let age = Millis(age).max(now.since(stamp.renewed));
            self.renewal.has_aged(age, now);
        }
    }

    /// The Guid, for the saved record and for a take-over by another tab: where it may go is not decided here.
    pub fn guid(&self) -> Option<&Guid> {
        self.guid.as_ref()
    }

    /// A session that began elsewhere goes on here, with this Guid or the one there is.
    pub fn take_up(&mut self, guid: Option<Guid>, at: Moment) {
        self.guid = guid.or(self.guid.take());
        self.renewal = Renewal::begin(at);
    }

    /// The stamp that was told by a record.
    pub fn restore(&mut self, stamp: Option<GuidStamp>) {
        self.stamp = stamp;
    }

    /// A session has begun. Its first Guid is generation 1, also where a proxy keeps it.
    pub fn begin(&mut self, at: Moment) {
        if self.stamp.is_none() {
            self.stamp_next(at);
        }
    }

    /// Whether requests can be signed.
    pub fn is_ready(&self) -> bool {
        match self.kind {
            SessionKind::Header => self.guid.is_some(),
            SessionKind::Cookie => true,
        }
    }

    /// Forgets the session's proof.
    pub fn forget(&mut self) {
        self.guid = None;
        self.stamp = None;
    }
}
