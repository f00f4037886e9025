//! Every sentence the toolbar says, by language.
//!
//! One struct has a field for each of them and each language fills it in its own file, so that a
//! missing sentence does not compile. Sentences that take data are a [`Phrase`] with numbered
//! blanks, because the order of words is the language's own. What a notice says is put together
//! in [`notice`], what a code means is one table in [`code`]. Nothing here decides anything, and
//! no sentence claims what the gateway has not reported.

use agent_session::settings::Language;
use agent_session::view::{
    Act, AgentState, CallState, Cause, Connection, EndedAfter, Feature, Reason, Retcode,
    Settlement, Untaken, Why,
};

use code::Next;

pub mod code;
mod en;
pub mod notice;
mod zh;

/// A sentence with blanks `{0}` and `{1}`.
pub struct Phrase(&'static str);

impl Phrase {
    /// The sentence with its blanks filled in.
    pub fn with(&self, values: &[&str]) -> String {
        let mut sentence = String::new();
        for (position, part) in self.0.split('{').enumerate() {
            let blank = (position > 0).then(|| part.split_once('}')).flatten();
            let Some((number, rest)) = blank else {
                sentence.push_str(part);
                continue;
            };
            let value = number
                .parse::<usize>()
                .ok()
                .and_then(|index| values.get(index));
            sentence.push_str(value.copied().unwrap_or_default());
            sentence.push_str(rest);
        }
        sentence
    }
}

/// Everything the toolbar says in one language.
pub struct Text {
    /// The name of the whole bar.
    pub toolbar: &'static str,
    /// Signing in.
    pub sign_in: SignInText,
    /// A wrong `toolbar.json`.
    pub settings: SettingsText,
    /// The agent's own state.
    pub agent: AgentText,
    /// How well the gateway is heard.
    pub connection: ConnectionText,
    /// A call or conference.
    pub call: CallText,
    /// The five controls.
    pub controls: ControlsText,
    /// The queue panel.
    pub queue: QueueText,
    /// Missed calls.
    pub missed: MissedText,
    /// The ring and its volume.
    pub sound: SoundText,
    /// Notices.
    pub notices: NoticesText,
    /// Why a control cannot be used, and what to do.
    pub reason: fn(Reason) -> &'static str,
    /// This language's column of the table of codes.
    pub meaning: fn(&code::Row) -> &'static str,
    /// What to do after a code.
    pub next: fn(Next) -> &'static str,
}

/// Signing in.
pub struct SignInText {
    /// Heading.
    pub title: &'static str,
    /// Field.
    pub agent_id: &'static str,
    /// Field.
    pub password: &'static str,
    /// Field.
    pub phone: &'static str,
    /// Button.
    pub submit: &'static str,
    /// While the gateway has not answered yet.
    pub signing_in: &'static str,
    /// Under the field.
    pub agent_id_invalid: &'static str,
    /// {0}: agent id.
    pub already_signed_in: Phrase,
    /// What a forced sign-in does.
    pub forced_effect: &'static str,
    /// Button.
    pub force: &'static str,
    /// Button.
    pub go_back: &'static str,
}

/// A wrong `toolbar.json`.
pub struct SettingsText {
    /// {0}: name, {1}: expected, {2}: found.
    pub wrong: Phrase,
    /// {0}: expected, {1}: found.
    pub wrong_file: Phrase,
    /// What to do.
    pub next: &'static str,
}

/// The agent's own state.
pub struct AgentText {
    /// The name of the group.
    pub group: &'static str,
    /// Each state; of a busy agent without its reason.
    pub state: fn(AgentState) -> &'static str,
    /// Button.
    pub ready: &'static str,
    /// Button.
    pub busy: &'static str,
    /// {0}: one of the reasons below.
    pub busy_because: Phrase,
    /// The known reasons of a busy agent.
    pub busy_reason: fn(u32) -> Option<&'static str>,
    /// {0}: a reason's number that has no words.
    pub busy_reason_number: Phrase,
    /// Busy has been agreed for after the call.
    pub busy_next: &'static str,
    /// {0}: hour and minute since which the state holds.
    pub since: Phrase,
    /// {0}: agent id.
    pub agent: Phrase,
    /// Button.
    pub sign_out: &'static str,
}

/// How well the gateway is heard.
pub struct ConnectionText {
    /// Heard a moment ago.
    pub fresh: &'static str,
    /// Something stands against the picture.
    pub stale: fn(Cause) -> &'static str,
    /// Calls may be missed.
    pub not_receiving: &'static str,
    /// The gateway is about to sign the agent out.
    pub critical: &'static str,
    /// {0}: how long ago.
    pub last_heard: Phrase,
    /// {0}: how long until the gateway signs the agent out.
    pub signed_out_in: Phrase,
    /// What it is and what to do when calls may be missed.
    pub advice: fn(Cause) -> &'static str,
}

/// A call or conference.
pub struct CallText {
    /// No call.
    pub none: &'static str,
    /// The name of the list of all calls but the first.
    pub others: &'static str,
    /// Alerting.
    pub alerting: &'static str,
    /// Ringing.
    pub ringing: &'static str,
    /// Talking.
    pub talking: &'static str,
    /// Held.
    pub held: &'static str,
    /// The gateway could not tell.
    pub not_known: &'static str,
    /// An invitation rings.
    pub invited: &'static str,
    /// In a conference.
    pub joined: &'static str,
    /// {0}: conference id.
    pub conference: Phrase,
    /// The caller's number was not given.
    pub number_not_given: &'static str,
    /// The caller has left.
    pub caller_left: &'static str,
    /// The gateway no longer lists the call.
    pub in_doubt: &'static str,
    /// Badge.
    pub transfer: &'static str,
    /// {0}: who transferred it.
    pub transfer_from: Phrase,
    /// {0}: how often.
    pub returned: Phrase,
    /// Badge of a call that is not a plain inbound one.
    pub feature: fn(Feature) -> Option<&'static str>,
    /// {0}: the number called.
    pub called: Phrase,
    /// Button.
    pub copy: &'static str,
    /// After the button.
    pub copied: &'static str,
    /// After the button, where the browser refused.
    pub not_copied: &'static str,
    /// Told when a call rings. {0}: number, {1}: skill or nothing.
    pub rings: Phrase,
    /// Told when an invitation rings.
    pub invitation_rings: &'static str,
}

/// The five controls.
pub struct ControlsText {
    /// The name of the toolbar.
    pub group: &'static str,
    /// Control.
    pub answer: &'static str,
    /// Control.
    pub reject: &'static str,
    /// Control.
    pub drop: &'static str,
    /// Control.
    pub conference: &'static str,
    /// Control.
    pub decline: &'static str,
    /// Control.
    pub join: &'static str,
    /// Control.
    pub leave: &'static str,
    /// Control.
    pub queue: &'static str,
    /// What a control would act on. {0}: caller's number.
    pub for_call: Phrase,
    /// The arrow beside Reject.
    pub choose_mode: &'static str,
    /// Mode 1 as a short word on the button's face.
    pub to_queue_short: &'static str,
    /// Mode 2 as a short word on the button's face.
    pub hang_up_short: &'static str,
    /// Mode 1: what happens to the call.
    pub to_queue: &'static str,
    /// Mode 1: what happens to the agent.
    pub to_queue_you: &'static str,
    /// Mode 2: what happens to the call.
    pub hang_up: &'static str,
    /// Mode 2: what happens to the agent.
    pub hang_up_you: &'static str,
    /// Mode 1 of a transfer or internal call.
    pub ask_to_queue: &'static str,
    /// Mode 2 of a transfer or internal call.
    pub ask_hang_up: &'static str,
    /// Of a transfer or internal call: the effect may differ.
    pub may_differ: &'static str,
}

/// The queue panel.
pub struct QueueText {
    /// Heading.
    pub title: &'static str,
    /// Field.
    pub skill: &'static str,
    /// {0}: skill id of a skill without a name.
    pub skill_number: Phrase,
    /// The skills have not been told yet.
    pub reading_skills: &'static str,
    /// There are none.
    pub no_skills: &'static str,
    /// The callers have not been told yet.
    pub reading: &'static str,
    /// There are none.
    pub nobody: &'static str,
    /// {0}: how many.
    pub count: Phrase,
    /// Why there is a number only.
    pub count_only: &'static str,
    /// Button.
    pub go_busy: &'static str,
    /// Button.
    pub take: &'static str,
    /// What taking does.
    pub connects: &'static str,
    /// Button.
    pub close: &'static str,
}

/// Missed calls.
pub struct MissedText {
    /// {0}: how many.
    pub title: Phrase,
    /// Button.
    pub clear: &'static str,
}

/// The ring and its volume.
pub struct SoundText {
    /// The button that opens volume and test.
    pub title: &'static str,
    /// Slider.
    pub volume: &'static str,
    /// Button.
    pub test: &'static str,
    /// After a test that the browser has let through.
    pub played: &'static str,
    /// Button, while the browser holds sound back.
    pub blocked: &'static str,
    /// Button, while something rings.
    pub silence: &'static str,
}

/// Notices.
pub struct NoticesText {
    /// The name of the list.
    pub title: &'static str,
    /// Button.
    pub dismiss: &'static str,
    /// {0}: the gateway's own message.
    pub gateway_says: Phrase,
    /// What was asked, as a noun.
    pub act: fn(Act) -> &'static str,
    /// {0}: act, {1}: code.
    pub refused: Phrase,
    /// {0}: act, {1}: reason.
    pub not_sent: Phrase,
    /// {0}: act.
    pub unknown: Phrase,
    /// {0}: act.
    pub settled: fn(Settlement) -> Phrase,
    /// {0}: mode.
    pub rejected: Phrase,
    /// {0}: mode, {1}: the agent's state.
    pub rejected_reported: Phrase,
    /// The call rang out although a rejection was sent.
    pub rang_out_first: &'static str,
    /// {0}: act, {1}: code.
    pub already_over: Phrase,
    /// {0}: number.
    pub missed: Phrase,
    /// The caller has left.
    pub caller_left: &'static str,
    /// The chosen call is no longer in the queue.
    pub already_gone: &'static str,
    /// What to do then.
    pub already_gone_next: &'static str,
    /// The chosen call rings instead of connecting.
    pub pick_up_rings: &'static str,
    /// {0}: code.
    pub sign_in_refused: Phrase,
    /// The sign-in was not answered.
    pub sign_in_unanswered: &'static str,
    /// What to do then.
    pub sign_in_unanswered_next: &'static str,
    /// {0}: HTTP status, {1}: what is wrong with the answer.
    pub sign_in_unreadable: Phrase,
    /// What to do then.
    pub sign_in_unreadable_next: &'static str,
    /// What is wrong with an answer.
    pub why: fn(Why) -> &'static str,
    /// No readable `Set-GUID`.
    pub guid_missing: &'static str,
    /// What to do then.
    pub guid_missing_next: &'static str,
    /// The skills could not be set.
    pub skills_not_set: &'static str,
    /// What to do then.
    pub skills_not_set_next: &'static str,
    /// {0}: days.
    pub password_expires: Phrase,
    /// The gateway ended the session.
    pub session_ended: &'static str,
    /// What may explain it, and what to do.
    pub session_ended_after: fn(EndedAfter) -> &'static str,
    /// {0}: number, {1}: where the call was last.
    pub call_lost: Phrase,
    /// What to do.
    pub call_lost_next: &'static str,
    /// Ended from elsewhere.
    pub signed_out_elsewhere: &'static str,
    /// What to do after either.
    pub session_ended_next: &'static str,
    /// The event method does not suit.
    pub event_method_wrong: &'static str,
    /// Somebody else polls.
    pub second_poller: &'static str,
    /// Some of the gateway's events went elsewhere, it seems.
    pub events_missing: &'static str,
    /// What to do then.
    pub second_poller_next: &'static str,
    /// The queue could not be read.
    pub queue_unreadable: &'static str,
    /// The session could not be taken up again, and why.
    pub sign_in_again: fn(Untaken) -> &'static str,
    /// {0}: a code without a known meaning.
    pub code_unknown: Phrase,
}

impl Text {
    /// The sentences of a language.
    pub fn of(language: Language) -> &'static Text {
        match language {
            Language::English => &en::TEXT,
            Language::Chinese => &zh::TEXT,
        }
    }

    /// The agent's state in words, with the reason of a busy one.
    pub fn agent_state(&self, state: AgentState) -> String {
        let AgentState::Busy {
            reason: Some(number),
        } = state
        else {
            return (self.agent.state)(state).to_owned();
        };
        let reason = match (self.agent.busy_reason)(number) {
            Some(words) => words.to_owned(),
            None => self.agent.busy_reason_number.with(&[&number.to_string()]),
        };
        self.agent.busy_because.with(&[&reason])
    }

    /// Where a call is.
    pub fn call_state(&self, state: CallState) -> &'static str {
        match state {
            CallState::Alerting => self.call.alerting,
            CallState::Ringing => self.call.ringing,
            CallState::Talking => self.call.talking,
            CallState::Held => self.call.held,
            CallState::NotKnown => self.call.not_known,
        }
    }

    /// How well the gateway is heard; nothing without a session.
    pub fn connection_state(&self, connection: Connection) -> &'static str {
        match connection {
            Connection::Off => "",
            Connection::Fresh => self.connection.fresh,
            Connection::Stale { cause, .. } => (self.connection.stale)(cause),
            Connection::NotReceiving { .. } => self.connection.not_receiving,
            Connection::Critical { .. } => self.connection.critical,
        }
    }

    /// A caller's number, or that there is none.
    pub fn number<'a>(&'a self, number: Option<&'a str>) -> &'a str {
        number.unwrap_or(self.call.number_not_given)
    }

    /// What a code means.
    pub fn code_meaning(&self, retcode: &Retcode) -> String {
        match code::find(retcode.as_str()) {
            Some(row) => (self.meaning)(row).to_owned(),
            None => self.notices.code_unknown.with(&[retcode.as_str()]),
        }
    }

    /// What to do after a code.
    pub fn code_next(&self, retcode: &Retcode) -> &'static str {
        let row = code::find(retcode.as_str());
        (self.next)(row.map_or(Next::TellAdministrator, |row| row.next))
    }
}

#[cfg(test)]
mod tests;
