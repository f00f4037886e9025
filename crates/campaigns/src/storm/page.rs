//! The page about the storms in the documents: the chart and its figures, written by the campaign itself.

use std::fmt::Write as _;

use super::{ACCEPTED, AGENTS, ALL_BACK_WITHIN, CHART, MOST_TRIES, Storm};

/// The page of these storms.
pub fn write(storms: &[Storm]) -> String {
    let within = ALL_BACK_WITHIN / 1_000;
    let mut page = format!(
        "# The reconnect storm

<!-- Written by `cargo run --profile native -p campaigns -- storm --write docs`, and checked by every test run. -->

{AGENTS} agents, as many as one gateway may have, lose it in the same moment. It takes {ACCEPTED} tries a second when it
is back and turns the others away. The pauses between an agent's tries are the toolbar's own (`agent-session`'s `backoff`),
each agent with another seed; the rest is arithmetic in virtual time. What an agent asks after the try that succeeded is
left out.

![Tries in each second after the gateway's return, and agents who are back]({CHART})

| outage | tries in the worst second after the return | half of the agents back | all agents back |
|---|---|---|---|
"
    );
    for storm in storms {
        let seconds = |time: u64| time as f64 / 1_000.0;
        let _ = writeln!(
            page,
            "| {} s | {} | after {:.1} s | after {:.1} s |",
            storm.outage,
            storm.worst,
            seconds(storm.half_back),
            seconds(storm.all_back)
        );
    }
    let _ = writeln!(
        page,
        "| allowed | {MOST_TRIES} | | after {within} s |\n\n\
         The worst second is the worst of any thousand milliseconds, wherever they begin."
    );
    page
}
