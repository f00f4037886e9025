//! The page about the shifts in the documents, written by the campaign itself: none of its numbers is typed.

use std::fmt::Write as _;

use crate::checker::Reason;
use crate::distribution::Distribution;
use crate::figures::{Figures, Measure};
use crate::kept::Kept;
use crate::shift::plan::{self, LONGEST_OUTAGE, LONGEST_SLEEP, SHIFT};
use crate::shift::{LOST_OTHERS, LOST_POLLS};

/// The page about what was kept of a campaign.
pub fn write(kept: &Kept<Figures>) -> String {
    let mut page = introduction(kept);
    sign_outs(&mut page, &kept.figures);
    times(&mut page, &kept.figures);
    costs(&mut page, &kept.figures);
    page
}

fn introduction(kept: &Kept<Figures>) -> String {
    let (first, count) = (kept.first, kept.next - kept.first);
    let (readings, hours) = (plan::readings(), SHIFT / 3_600_000);
    let (outage, sleep) = (LONGEST_OUTAGE / 1_000, LONGEST_SLEEP / 60_000);
    let failed = match kept.failed.as_slice() {
        [] => "None of them failed.".to_owned(),
        failed => format!("Failed: {failed:?}."),
    };
    format!(
        "# Shifts in virtual time

<!-- Written by `cargo run --profile native -p campaigns -- shifts --seed {first} --shifts {count} --resume --write docs/shifts.md`. -->

{count} shifts of {hours} hours, from number {first} on, {signed_in:.0} hours of it signed in. **{failed}**

In each the shipped session and the simulated gateway live under one virtual clock, with an agent who presses what may be
pressed, and callers. The {readings} readings of the gateway's pages are taken in turn, those of Guids and polls mixed into the
others, static Guids every fourth round. Of 100 polls {LOST_POLLS} are lost, of 100 other requests {LOST_OTHERS}; gateway and network
are gone for up to {outage} s, the machine sleeps for up to {sleep} minutes, the page is frozen or loaded again, the clock is set.

A shift fails when a session ends that could have been kept, a control is enabled that the rules forbid, a command is sent
twice or acts on something else than was pressed for, or the screen still differs from the gateway once all is calm.
",
        signed_in = kept.figures.hours(),
    )
}

fn sign_outs(page: &mut String, figures: &Figures) {
    page.push_str("\n## Why sessions ended\n\n| reason | times |\n|---|---:|\n");
    for reason in Reason::ALL {
        let count = figures.sign_outs_for(reason);
        let _ = writeln!(page, "| {} | {count} |", reason.sentence());
    }
    let (renewals, presses) = (figures.renewals, figures.presses);
    let _ = writeln!(
        page,
        "\n{renewals} renewals of a Guid were survived, and {presses} commands pressed."
    );
}

fn times(page: &mut String, figures: &Figures) {
    page.push_str(
        "\n## How long it took\n\nOnly where no other trouble came in between.\n\n\
         | from, to | p50 | p90 | p99 | longest | measured | allowed |\n|---|---:|---:|---:|---:|---:|---|\n",
    );
    for measure in Measure::ALL {
        let none = Distribution::default();
        let times = figures.times.get(&measure).unwrap_or(&none);
        let seconds = |time: u64| format!("{:.2} s", time as f64 / 1_000.0);
        let at = |percentile| seconds(times.percentile(percentile));
        let allowed = measure
            .limit()
            .map_or_else(String::new, |(percentile, limit)| {
                format!("p{percentile} {}", seconds(limit))
            });
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} | {} | {allowed} |",
            measure.sentence(),
            at(50),
            at(90),
            at(99),
            at(100),
            times.count()
        );
    }
}

fn costs(page: &mut String, figures: &Figures) {
    let _ = writeln!(
        page,
        "\n## What it costs\n\nPer agent and hour, headers included: {:.0} polls, {:.0} requests in all, {:.0} kB. \
         The most requests of one toolbar in one second: {}.",
        figures.per_hour(figures.polls),
        figures.per_hour(figures.requests),
        figures.per_hour(figures.bytes) / 1_000.0,
        figures.busiest_second
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_tells_what_was_measured_and_what_failed() {
        let mut kept = Kept::new(7, 10);
        kept.next = 12;
        assert!(write(&kept).contains("5 shifts of 8 hours, from number 7 on"));
        assert!(write(&kept).contains("**None of them failed.**"));
        kept.failed.push(9);
        kept.figures.renewals = 4_711;
        kept.figures.sign_outs.insert(Reason::GuidDied, 42);
        kept.figures.add(Measure::Reload, 330);
        let page = write(&kept);
        for told in [
            "**Failed: [9].**",
            "4711 renewals",
            "| 42 |",
            "| 0.33 s | 1 | p99 3.00 s |",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
    }
}
