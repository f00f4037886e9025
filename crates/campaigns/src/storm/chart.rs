//! The chart of the storms: tries in each second after the gateway's return and agents back, as SVG.
//!
//! Drawn from the figures alone, so that the file in the documents can be compared letter by letter.
//! Its colours follow the reader's: light or dark.

use std::fmt::Write as _;

use super::{ACCEPTED, AGENTS, MOST_TRIES, Storm};

const WIDTH: usize = 760;
const LEFT: usize = 70;
const RIGHT: usize = 70;
const TOP: usize = 40;
/// The height of one storm's panel, and of the curves in it.
const PANEL: usize = 230;
const CURVES: usize = 160;
/// From a panel's top to its curves.
const HEADING: usize = 28;
/// The top of both scales, and the end of the third one in seconds.
const MOST: usize = 16_000;
const MOST_AGENTS: usize = 80_000;
const LONGEST: usize = 60;

const STYLE: &str = "\
.paper { fill: #ffffff } .ink { fill: #1c1e21 } .faint { fill: #555b63 } .grid { stroke: #dcdfe3 }
.limit { stroke: #7b828a; stroke-dasharray: 4 4 }
.tries { stroke: #1663a0; stroke-width: 2 } .back { stroke: #b8472e; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
.paper { fill: #15171a } .ink { fill: #eceef0 } .faint { fill: #a9b0b8 } .grid { stroke: #30343a }
.limit { stroke: #8d949c } .tries { stroke: #6db3ee } .back { stroke: #f0957d }
}";

/// The chart of these storms.
pub fn draw(storms: &[Storm]) -> String {
    let height = TOP + PANEL * storms.len();
    let mut chart = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" font-family="sans-serif" font-size="12" fill="none">
<title>{AGENTS} agents come back: tries in each second after the gateway's return, and agents who are back</title>
<style>
{STYLE}
</style>
<rect class="paper" width="{WIDTH}" height="{height}"/>
"#
    );
    legend(&mut chart, LEFT, "tries", "tries in a second (left)");
    legend(&mut chart, WIDTH / 2, "back", "agents who are back (right)");
    for (number, storm) in storms.iter().enumerate() {
        panel(&mut chart, TOP + PANEL * number, storm);
    }
    chart.push_str("</svg>\n");
    chart
}

fn legend(chart: &mut String, x: usize, class: &str, says: &str) {
    let text = x + 32;
    let _ = writeln!(
        chart,
        r#"<path class="{class}" d="M{x} 18 h24"/><text class="ink" x="{text}" y="22">{says}</text>"#
    );
}

fn panel(chart: &mut String, top: usize, storm: &Storm) {
    let _ = writeln!(
        chart,
        r#"<text class="ink" x="{LEFT}" y="{}">{}</text>"#,
        top + 16,
        storm.sentence()
    );
    let top = top + HEADING;
    scales(chart, top);
    limit(chart, top, MOST_TRIES, "tries: the most allowed");
    limit(chart, top, ACCEPTED, "tries: what the gateway takes");
    let mut back = 0;
    let agents = storm.back.iter().map(|count| {
        back += count;
        scaled(back, MOST_AGENTS)
    });
    let tries = storm.tries.iter().map(|count| scaled(*count, MOST));
    curve(chart, top, "back", agents);
    curve(chart, top, "tries", tries);
}

fn scales(chart: &mut String, top: usize) {
    let end = WIDTH - RIGHT;
    for quarter in 0..=4 {
        let y = top + CURVES - quarter * CURVES / 4;
        let (tries, agents) = (quarter * MOST / 4, quarter * MOST_AGENTS / 4);
        let (left, right, base) = (LEFT - 8, end + 8, y + 4);
        let _ = writeln!(
            chart,
            r#"<path class="grid" d="M{LEFT} {y} H{end}"/><text class="faint" x="{left}" y="{base}" text-anchor="end">{tries}</text><text class="faint" x="{right}" y="{base}">{agents}</text>"#
        );
    }
    for second in (0..=LONGEST).step_by(10) {
        let _ = writeln!(
            chart,
            r#"<text class="faint" x="{}" y="{}" text-anchor="middle">{second} s</text>"#,
            at_second(second),
            top + CURVES + 18
        );
    }
}

fn limit(chart: &mut String, top: usize, tries: usize, says: &str) {
    let y = top + CURVES - scaled(tries, MOST);
    let end = WIDTH - RIGHT;
    let _ = writeln!(
        chart,
        r#"<path class="limit" d="M{LEFT} {y} H{end}"/><text class="faint" x="{}" y="{}" text-anchor="end">{says}, {tries} a second</text>"#,
        end - 6,
        y + 14
    );
}

/// One step a second.
fn curve(chart: &mut String, top: usize, class: &str, heights: impl Iterator<Item = usize>) {
    let ground = top + CURVES;
    let mut path = format!("M{LEFT} {ground}");
    for (second, height) in heights.enumerate() {
        let _ = write!(path, " V{} H{}", ground - height, at_second(second + 1));
    }
    if class == "tries" {
        let _ = write!(path, " V{ground}");
    } else {
        let _ = write!(path, " H{}", at_second(LONGEST));
    }
    let _ = writeln!(chart, r#"<path class="{class}" d="{path}"/>"#);
}

fn scaled(count: usize, most: usize) -> usize {
    count.min(most) * CURVES / most
}

fn at_second(second: usize) -> usize {
    LEFT + second.min(LONGEST) * (WIDTH - LEFT - RIGHT) / LONGEST
}
