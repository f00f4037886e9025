//! What kind of call it is: the codes of `feature` in events and `callfeature` in call data.

/// A call's kind. Source: the call type table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Feature {
    /// Nothing was said.
    #[default]
    NotGiven,
    /// 0.
    Inbound,
    /// 6: between agents.
    Internal,
    /// 7.
    Outbound,
    /// 40.
    Reserved,
    /// 41.
    Preempted,
    /// 43: dialled ahead of a free agent.
    Predicted,
    /// 44: dialled after the agent has looked; one page calls it predicted.
    Preview,
    /// 45.
    Callback,
    /// 51: one agent helping another, caller on hold.
    TwoPartyHelp,
    /// 52: one agent helping another, caller listening.
    ThreePartyHelp,
    /// 53.
    ConferenceCall,
    /// 99.
    TransferConference,
    /// A number no page names; -1 is the gateway's own "other".
    Other(i64),
}

impl Feature {
    /// The kind of a number.
    pub fn from_number(number: i64) -> Feature {
        match number {
            0 => Feature::Inbound,
            6 => Feature::Internal,
            7 => Feature::Outbound,
            40 => Feature::Reserved,
            41 => Feature::Preempted,
            43 => Feature::Predicted,
            44 => Feature::Preview,
            45 => Feature::Callback,
            51 => Feature::TwoPartyHelp,
            52 => Feature::ThreePartyHelp,
            53 => Feature::ConferenceCall,
            99 => Feature::TransferConference,
            other => Feature::Other(other),
        }
    }

    /// The number of a kind; none where nothing was said.
    pub fn number(self) -> Option<i64> {
        Some(match self {
            Feature::NotGiven => return None,
            Feature::Inbound => 0,
            Feature::Internal => 6,
            Feature::Outbound => 7,
            Feature::Reserved => 40,
            Feature::Preempted => 41,
            Feature::Predicted => 43,
            Feature::Preview => 44,
            Feature::Callback => 45,
            Feature::TwoPartyHelp => 51,
            Feature::ThreePartyHelp => 52,
            Feature::ConferenceCall => 53,
            Feature::TransferConference => 99,
            Feature::Other(number) => number,
        })
    }

    /// Whether the call is between agents, so that rejecting it may do something else than its
    /// mode says (6, 51, 52 and 53).
    pub fn is_internal(self) -> bool {
        matches!(
            self,
            Feature::Internal
                | Feature::TwoPartyHelp
                | Feature::ThreePartyHelp
                | Feature::ConferenceCall
        )
    }

    /// The kind of a number, where there is one.
    pub fn of(number: Option<i64>) -> Feature {
        number.map_or(Feature::NotGiven, Feature::from_number)
    }
}
