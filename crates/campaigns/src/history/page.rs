//! The page about the histories in the documents, written by the campaign itself: none of its numbers is typed.

use std::fmt::Write as _;

use super::tally::{LEAST_OF_A_CONTROL, Tally};
use super::{Figures, LEAST_DISTURBED, LEAST_UNDISTURBED, faults, known};
use crate::kept::Kept;

/// The page about what was kept of a campaign, and of those that failed once, of which so many fail again.
pub fn write(kept: &Kept<Figures>, known_failed: usize) -> String {
    let (first, count) = (kept.first, kept.next - kept.first);
    let figures = &kept.figures;
    let failed = match kept.failed.len() {
        0 if known_failed == 0 && kept.mended.is_empty() => "None of them failed.".to_owned(),
        0 if known_failed == 0 => "None of them fails any more.".to_owned(),
        failed => format!(
            "{failed} of them failed, numbers {:?}, and {known_failed} of those that failed once.",
            kept.failed
        ),
    };
    let mended = match kept.mended.as_slice() {
        [] => String::new(),
        mended => format!(
            "{} of them failed when they were run first; what they showed has been mended since, in the toolbar or in what
judges it, and they pass now: numbers {mended:?}. All other figures are those of the first run.

",
            mended.len()
        ),
    };
    // Without the numbers in it: `-` stands for a call's.
    let kinds = figures.kinds.iter();
    let kinds = kinds
        .map(|(kind, (count, first))| format!("- {count}, the first of them in {first}: {kind}\n"));
    let mut kinds: String = kinds.collect();
    if !kinds.is_empty() {
        kinds.push('\n');
    }
    let mut page = format!(
        "# Reliability

<!-- Written by `cargo run --profile native -p campaigns -- histories --seed {first} --histories {count} --resume --write docs/reliability.md`{again}. -->

{count} histories, from number {first} on, and {known} that failed once. **{failed}**

{mended}{kinds}A history is a short story in virtual time: an agent who answers, rejects, drops, declines, joins, leaves, takes calls from the
queue, gets ready and busy, signs out and in; presses twice, or late, for what was drawn before it changed; callers and
supervisors who come and go. Three of four are disturbed: requests or answers are lost, cut, torn, late, copied or replaced by a
proxy's page, events are told again, the gateway is gone or starts again, the network is gone, the machine sleeps, the page is
frozen or loaded again. The shipped session runs against the simulated gateway, under all readings of its pages in turn.

After each a checker that shares no code with the session reads the gateway's log, what was shown, and what the ledger told:

- no effect at the gateway without a press, or on another call or conference than was pressed for, and of a rejection the one that
  was asked for; at most one request a press, and only for a control that was drawn as one that may be pressed;
- what the ledger tells as accepted, confirmed, refused, done, not done or over was so, where anybody could know it;
- never two polls at once, and never for long neither a poll nor a try whether one can be sent;
- no offer is shown that was not made, none comes back once it is over, and two calls do not stay shown as talking;
- once nothing goes wrong any more, two polls that bring nothing are enough: the screen shows what the gateway knows of agent and
  calls, and of a conference where no word of it can have been lost, because nothing can be asked about one;
- no Guid in anything that is shown or written down;
- what may be pressed sends its command, and with nothing disturbed it is carried out, unless somebody else was first.

Left out, because nobody could know better: an invitation or the end of an earlier session that is told again or late; an act on a
conference, which names none, that meets another invitation of which the news is still on its way. A network that
copies or keeps a command which names no call may hit another one: what stands between must repeat nothing.

Run it: `cargo run --profile native -p campaigns -- histories`. A history that fails is made as small as it can be and told in
words. `cargo xtask planted` puts one bug after the other into a copy of the session and fails where the histories do not find it.
",
        known = known::rows().len(),
        again = if kept.mended.is_empty() { "" } else { " and then `--again`" },
    );
    presses(
        &mut page,
        "Undisturbed",
        &figures.undisturbed,
        LEAST_UNDISTURBED,
    );
    presses(&mut page, "Disturbed", &figures.disturbed, LEAST_DISTURBED);
    hits(&mut page, figures);
    struck(&mut page, &figures.disturbed);
    page
}

/// What commands did to what they were not pressed for.
fn hits(page: &mut String, figures: &Figures) {
    let mut hits = figures.undisturbed.hits;
    hits.merge(&figures.disturbed.hits);
    page.push_str(
        "
## Hits

Answer, reject, drop by id and the pick-up name their call; sent by the toolbar or repeated by the network, they must never act
on another. Release and the acts on a conference name nothing. As they were sent they must not either, but for an invitation of
which the news is still on its way, or was forgotten by a gateway that started again. Where the network copied a request or kept
it (the disturbances and the faults `requestDelayed`, `requestDoubled` and `requestReplayed` do), they may act on what has come
meanwhile: that is counted here, and what stands between toolbar and gateway must repeat nothing.
A later offer is one of the same call, made after the one that was drawn. Nobody knows of it before it is told; from then on
nothing that the toolbar sends may act on it.

| commands | arrived | had an effect | on another call or conference | on a later offer of the call |
|---|---:|---:|---:|---:|
",
    );
    let rows = [
        ("name their call, as sent", hits.named.sent),
        ("name their call, kept or copied", hits.named.strayed),
        ("name none, as sent", hits.unnamed.sent),
        ("name none, kept or copied", hits.unnamed.strayed),
    ];
    for (name, counts) in rows {
        let _ = writeln!(
            page,
            "| {name} | {} | {} | {} | {} |",
            counts.arrived, counts.acted, counts.on_another, counts.on_later_offer
        );
    }
}

/// How often each named fault struck.
fn struck(page: &mut String, tally: &Tally) {
    let _ = write!(
        page,
        "
## Faults

The simulator's named faults, armed as `/sim/faults` arms them, and how often each struck; in {} histories and more at least {}
times. docs/failure-modes.md says which failures they make.

| fault | struck |
|---|---:|
",
        faults::MANY,
        faults::LEAST
    );
    for name in faults::names() {
        let count = tally.struck.get(name).copied().unwrap_or(0);
        let _ = writeln!(page, "| `{name}` | {count} |");
    }
    page.push_str("\nLeft out:");
    for (fault, why) in faults::LEFT_OUT {
        let _ = write!(page, " `{}` ({why})", fault.name());
    }
    page.push_str(".\n");
}

fn presses(page: &mut String, name: &str, tally: &Tally, least: f64) {
    let _ = write!(
        page,
        "
## {name}

{} histories with {} steps and {} disturbances. At least {least} % of all presses that were allowed must be carried out, and
{LEAST_OF_A_CONTROL} % of each control's.

| control | pressed | allowed | sent | carried out | confirmed | refused | unknown for a time | never known |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
",
        tally.histories, tally.steps, tally.disturbances
    );
    let total = ("all".to_owned(), tally.total());
    let controls = tally.presses.iter();
    let rows = controls.map(|(control, count)| (format!("{control:?}"), *count));
    for (control, count) in rows.chain([total]) {
        let _ = writeln!(
            page,
            "| {control} | {} | {} | {} | {} ({:.1} %) | {} | {} | {} | {} |",
            count.pressed,
            count.allowed,
            count.sent,
            count.acted,
            count.share(),
            count.confirmed,
            count.refused,
            count.unknown,
            count.not_known
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::tally::Count;
    use crate::observation::Control;

    #[test]
    fn the_page_tells_what_was_counted_and_what_failed() {
        let mut kept: Kept<Figures> = Kept::new(7, 10);
        kept.next = 12;
        let count = Count {
            pressed: 4_711,
            allowed: 200,
            acted: 170,
            ..Count::default()
        };
        kept.figures.disturbed.presses.insert(Control::Drop, count);
        let page = write(&kept, 0);
        for told in [
            "5 histories, from number 7 on",
            "| Drop | 4711 | 200 | 0 | 170 (85.0 %) |",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert!(page.contains("None of them failed") && !page.contains("run first"));
        kept.mended.push(8);
        let page = write(&kept, 0);
        assert!(page.contains("1 of them failed when they were run first"));
        assert!(page.contains("None of them fails any more") && page.contains("--again"));
        assert!(write(&kept, 1).contains("1 of those that failed once"));
        kept.failed.push(9);
        assert!(write(&kept, 0).contains("1 of them failed"));
    }
}
