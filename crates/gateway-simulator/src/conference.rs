//! An agent conference: who is invited, who takes part.
//!
//! The chair is outside this simulator. What the pages leave open about
//! joining is a reading; an invitation that nobody answers ends like one whose
//! conference ends: the phone is hung up and the agent is idle again.

use std::collections::BTreeSet;

use crate::agent::Next;
use crate::event::{self, HungUpBy, ParticipantChange};
use crate::exchange::Exchange;
use crate::id::{AgentId, CallId, ConfId};
use crate::log::Effect;
use crate::readings::{ConferenceJoin, ParticipantNews};
use crate::time::{Alarm, Millis};

/// Where an agent stands with conferences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Seat {
    Free,
    /// The number tells invitations apart.
    Invited {
        conf: ConfId,
        since: Millis,
        number: u64,
    },
    /// The conference call's own id, under the reading that it has one.
    Joined {
        conf: ConfId,
        since: Millis,
        leg: Option<CallId>,
    },
}

impl Seat {
    pub(crate) const fn conference(&self) -> Option<ConfId> {
        match self {
            Self::Free => None,
            Self::Invited { conf, .. } | Self::Joined { conf, .. } => Some(*conf),
        }
    }
}

/// A conference: the agents here who take part.
#[derive(Default)]
pub(crate) struct Conference {
    pub(crate) members: BTreeSet<AgentId>,
}

impl Exchange {
    /// Invites a free agent.
    pub(crate) fn invite(&mut self, agent: AgentId, conf: ConfId) {
        self.invitations_made += 1;
        let (number, since) = (self.invitations_made, self.clock);
        self.conferences.entry(conf).or_default();
        if let Some(session) = self.session_mut(agent) {
            session.seat = Seat::Invited {
                conf,
                since,
                number,
            };
        }
        self.note_conference(Effect::Invited, agent, conf);
        if self.settings.readings.invitation_occupies {
            self.tell(agent, event::BUSY);
            self.tell_phone(agent, event::phone_alerting_for_conference());
        }
        self.tell(agent, event::conference_ringing(conf));
        let over = since.plus(self.settings.ring_time);
        self.agenda.set(over, Alarm::InvitationOver(agent, number));
    }

    /// The agent joins the conference that rings.
    pub(crate) fn join(&mut self, agent: AgentId, conf: ConfId) {
        let reading = self.settings.readings.conference_join;
        let leg = (reading != ConferenceJoin::Joined).then(|| {
            self.calls_made += 1;
            CallId(format!("{}-{}", self.clock.0 / 1000, self.calls_made))
        });
        let since = self.clock;
        if let Some(session) = self.session_mut(agent) {
            session.seat = Seat::Joined {
                conf,
                since,
                leg: leg.clone(),
            };
        }
        self.note_conference(Effect::Joined, agent, conf);
        self.tell_members(agent, conf, ParticipantChange::Joined);
        if let Some(conference) = self.conferences.get_mut(&conf) {
            conference.members.insert(agent);
        }
        if reading != ConferenceJoin::Talking {
            self.tell(agent, event::self_join_result(conf));
        }
        if let Some(leg) = &leg {
            self.tell(agent, event::talking_in_conference(agent, conf, leg));
        }
    }

    /// The agent declines the conference that rings.
    pub(crate) fn decline(&mut self, agent: AgentId, conf: ConfId) {
        self.note_conference(Effect::Declined, agent, conf);
        self.stand_up(agent, HungUpBy::Agent);
        let change = ParticipantChange::Declined;
        if self.settings.readings.participant_news == ParticipantNews::Everybody {
            self.tell(agent, event::participant_changed(conf, agent, change));
        }
        self.tell_members(agent, conf, change);
        self.close_if_empty(conf);
    }

    /// The agent leaves the conference.
    pub(crate) fn leave(&mut self, agent: AgentId, conf: ConfId) {
        self.note_conference(Effect::Left, agent, conf);
        self.walk_out(agent, conf, HungUpBy::Agent);
        self.tell_members(agent, conf, ParticipantChange::Left);
        self.close_if_empty(conf);
    }

    /// The conference ends for all.
    pub(crate) fn end_conference(&mut self, conf: ConfId) {
        self.note_with(Effect::ConferenceEnded, None, None, Some(conf));
        let seated: Vec<(AgentId, bool)> = self
            .agents
            .iter()
            .filter_map(|(id, agent)| Some((*id, &agent.session.as_ref()?.seat)))
            .filter(|(_, seat)| seat.conference() == Some(conf))
            .map(|(id, seat)| (id, matches!(seat, Seat::Joined { .. })))
            .collect();
        for (agent, is_member) in seated {
            if is_member {
                self.walk_out(agent, conf, HungUpBy::Platform);
            } else {
                self.note_conference(Effect::InvitationEnded, agent, conf);
                self.stand_up(agent, HungUpBy::Platform);
            }
        }
        self.conferences.remove(&conf);
    }

    /// Nobody answered the invitation; ignored if that invitation is over.
    pub(crate) fn invitation_over(&mut self, agent: AgentId, number: u64) {
        let seat = self.session(agent).map(|session| session.seat.clone());
        let Some(Seat::Invited {
            conf,
            number: present,
            ..
        }) = seat
        else {
            return;
        };
        if present == number {
            self.note_conference(Effect::InvitationEnded, agent, conf);
            self.stand_up(agent, HungUpBy::Platform);
            self.close_if_empty(conf);
        }
    }

    /// The session ends: the seat is given up, the others hear of it.
    pub(crate) fn give_up_seat(&mut self, agent: AgentId) {
        let Some(session) = self.session_mut(agent) else {
            return;
        };
        let seat = std::mem::replace(&mut session.seat, Seat::Free);
        let Some(conf) = seat.conference() else {
            return;
        };
        if matches!(seat, Seat::Joined { .. }) {
            self.note_conference(Effect::Left, agent, conf);
            if let Some(conference) = self.conferences.get_mut(&conf) {
                conference.members.remove(&agent);
            }
            self.tell_members(agent, conf, ParticipantChange::SignedOut);
        } else {
            self.note_conference(Effect::InvitationEnded, agent, conf);
        }
        self.close_if_empty(conf);
    }

    fn walk_out(&mut self, agent: AgentId, conf: ConfId, by: HungUpBy) {
        let seat = self.session(agent).map(|session| session.seat.clone());
        if let Some(Seat::Joined { leg: Some(leg), .. }) = seat {
            self.tell(agent, event::call_release(&leg));
        }
        self.tell(agent, event::self_leave_result(conf));
        if let Some(conference) = self.conferences.get_mut(&conf) {
            conference.members.remove(&agent);
        }
        self.stand_up(agent, by);
    }

    fn stand_up(&mut self, agent: AgentId, by: HungUpBy) {
        if let Some(session) = self.session_mut(agent) {
            session.seat = Seat::Free;
        }
        self.after_call(agent, Next::Idle, by);
    }

    fn tell_members(&mut self, about: AgentId, conf: ConfId, change: ParticipantChange) {
        let members: Vec<AgentId> = self
            .conferences
            .get(&conf)
            .map(|conference| conference.members.iter().copied().collect())
            .unwrap_or_default();
        for member in members.into_iter().filter(|member| *member != about) {
            self.tell(member, event::participant_changed(conf, about, change));
        }
    }

    /// Forgets a conference that nobody here is in or invited to.
    fn close_if_empty(&mut self, conf: ConfId) {
        let is_seated = self
            .agents
            .values()
            .filter_map(|agent| agent.session.as_ref())
            .any(|session| session.seat.conference() == Some(conf));
        if !is_seated {
            self.conferences.remove(&conf);
        }
    }
}
