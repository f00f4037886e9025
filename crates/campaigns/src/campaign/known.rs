//! Shifts that failed once, and what they showed: they are run with every short campaign.
//!
//! What happens in a shift changes with what the toolbar does, so a number proves only that its shift is well
//! now. Each fault has a test of its own beside the session.

/// One shift and what it showed.
type Row = (u64, &'static str);

/// All that are not among the first ones, which every campaign runs.
pub const KNOWN: &[Row] = &[
    (553, "an agent shown as ready who talked"),
    (
        589,
        "a ringing call, left by its caller, shown as connected",
    ),
    (
        709,
        "a list of calls overtook events that were still to be told",
    ),
    (1_053, "signed out by a reload just after the clock was set"),
    (
        1_235,
        "a Guid older than the clock that had stood still said",
    ),
    (
        1_352,
        "an outcome about which the gateway could not tell twice",
    ),
    (1_541, "PickUp enabled while another was on its way"),
    (1_623, "an older Guid in the place of a newer one"),
    (
        1_709,
        "a gateway that was gone counted as one that could not tell",
    ),
    (2_012, "Join enabled again before the events had been read"),
    (2_045, "Leave enabled again before the events had been read"),
    (2_112, "signed out for a Guid that was not renewed"),
    (2_369, "Drop enabled for a call that was told to ring"),
    (2_376, "Decline carried out on another conference"),
    (
        3_268,
        "a round after a sleep that ended at its first question",
    ),
    (3_608, "the same after a reload"),
    (
        4_365,
        "an invitation whose end a gateway forgot when it started again",
    ),
];
