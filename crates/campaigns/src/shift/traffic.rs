//! Requests leave the toolbar, answers and failures reach it.

use agent_session::event::{Event, SetGuid};
use gateway_protocol::endpoint::Request;
use gateway_simulator::HttpRequest;

use super::wire::{self, Fate, Leaving, Number, Parcel, Waiting};
use super::{World, gateway};
use crate::observation::{Answer, Seen};

/// How long after it went the network's loss is noticed by what is sent.
const NOTICED_AFTER: u64 = 3;

impl World<'_> {
    /// A request leaves the toolbar.
    pub(super) fn send(&mut self, id: Number, request: &Request) {
        let name = request.log_name;
        let request = wire::http(request);
        let bytes = wire::size_of_request(&request);
        self.see(Seen::Sent {
            request: id,
            name,
            bytes,
        });
        let fate = self.wire.fate(name);
        let waiting = Waiting {
            name,
            fate,
            ticket: None,
        };
        self.wire.waiting.insert(id, waiting);
        let now = self.clock.now();
        if self.is_offline {
            return self.wire.arrive(now + NOTICED_AFTER, Parcel::NoAnswer(id));
        }
        match fate {
            Fate::Arrives => {}
            Fate::Late(_) => self.see(Seen::Delayed { request: id }),
            Fate::Copied(_) => self.see(Seen::Copied { request: id }),
            _ => self.see(Seen::Lost { request: id }),
        }
        match fate {
            Fate::Refused => self.wire.arrive(now, Parcel::NoAnswer(id)),
            Fate::BadGateway => self.wire.answer(now, id, &gateway::bad_gateway(), None),
            Fate::Swallowed => {}
            Fate::Late(by) => self.leave(now + by, id, request, false),
            Fate::Copied(after) => {
                self.leave(now, id, request.clone(), false);
                self.leave(now + after, id, request, true);
            }
            _ => self.leave(now, id, request, false),
        }
    }

    fn leave(&mut self, at: u64, id: Number, request: HttpRequest, is_copy: bool) {
        self.wire.leave(
            at,
            Leaving {
                id,
                request,
                is_copy,
            },
        );
    }

    /// The toolbar gives a request up.
    pub(super) fn give_up(&mut self, id: Number) {
        self.see(Seen::GivenUp { request: id });
        self.hang_up(id);
    }

    /// The toolbar waits no longer for this request.
    fn hang_up(&mut self, id: Number) {
        if let Some(Waiting {
            ticket: Some(ticket),
            ..
        }) = self.wire.forget(id)
        {
            self.gateway.abandon(ticket, &self.clock);
            self.collect();
        }
    }

    /// Something reaches the toolbar.
    pub(super) fn deliver(&mut self, parcel: Parcel) {
        match parcel {
            // The body follows at once: nobody sees what is drawn in between.
            Parcel::Headers(id, set_guid) => {
                let event = Event::HeadersArrived {
                    id: self.as_known(id),
                    set_guid: set_guid.map(SetGuid),
                    is_guid_renewed: false,
                };
                let effects = self.session.update(event, self.clock.moment());
                self.unsearched.session = true;
                self.carry_out(effects);
            }
            Parcel::Answer(id, response, bytes) => {
                let is_poll = self.wire.is_poll(id);
                self.hang_up(id);
                let answer = self.gateway.read(id, &response);
                let is_empty = matches!(answer, Answer::Done { event: None, .. });
                let is_silence = is_poll && is_empty && self.is_over;
                self.see(Seen::Heard {
                    request: id,
                    answer,
                    bytes,
                });
                self.tell(Event::Answered {
                    id: self.as_known(id),
                    response,
                });
                if is_silence {
                    self.silences += 1;
                    self.account();
                }
            }
            Parcel::NoAnswer(id) => {
                self.hang_up(id);
                self.see(Seen::NoAnswer { request: id });
                self.tell(Event::Failed {
                    id: self.as_known(id),
                });
            }
        }
    }
}
