//! The chart of the storms: tries in each second after the gateway's return, as SVG.
//!
//! Drawn from the figures alone, so that the file in the documents can be compared letter by letter.

use std::fmt::Write as _;

use super::{ACCEPTED, AGENTS, MOST_TRIES, Storm};

const WIDTH: usize = 760;
const HEIGHT: usize = 400;
const LEFT: usize = 70;
const RIGHT: usize = 20;
const TOP: usize = 70;
const BOTTOM: usize = 50;
/// The top of the scale.
const MOST: usize = 16_000;
/// The end of the scale, in seconds.
const LONGEST: usize = 60;

const COLOURS: [&str; 3] = ["#1b6ca8", "#c8553d", "#4b7f52"];

/// The chart of these storms.
pub fn draw(storms: &[Storm]) -> String {
    let mut chart = String::new();
    let _ = writeln!(
        chart,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" font-size="12" fill="none">"#
    );
    let _ = writeln!(
        chart,
        "<title>{AGENTS} agents come back: tries in each second after the gateway's return</title>"
    );
    let _ = writeln!(
        chart,
        r##"<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>"##
    );
    scales(&mut chart);
    limit(&mut chart, MOST_TRIES, "the most allowed");
    limit(&mut chart, ACCEPTED, "what the gateway takes");
    for (number, storm) in storms.iter().enumerate() {
        let colour = COLOURS[number % COLOURS.len()];
        curve(&mut chart, storm, colour);
        let y = 18 + 16 * number;
        let _ = writeln!(
            chart,
            r##"<path d="M{LEFT} {} h24" stroke="{colour}" stroke-width="2"/><text x="{}" y="{y}" fill="#222222">{}</text>"##,
            y - 4,
            LEFT + 32,
            storm.sentence()
        );
    }
    chart.push_str("</svg>\n");
    chart
}

fn scales(chart: &mut String) {
    for tries in (0..=MOST).step_by(4_000) {
        let y = at_tries(tries);
        let _ = writeln!(
            chart,
            r##"<path d="M{LEFT} {y} H{}" stroke="#dddddd"/><text x="{}" y="{}" fill="#444444" text-anchor="end">{tries}</text>"##,
            WIDTH - RIGHT,
            LEFT - 8,
            y + 4
        );
    }
    for second in (0..=LONGEST).step_by(10) {
        let _ = writeln!(
            chart,
            r##"<text x="{}" y="{}" fill="#444444" text-anchor="middle">{second} s</text>"##,
            at_second(second),
            HEIGHT - BOTTOM + 20
        );
    }
    let _ = writeln!(
        chart,
        r##"<text x="{}" y="{}" fill="#444444" text-anchor="end">after the gateway's return</text>"##,
        WIDTH - RIGHT,
        HEIGHT - 12
    );
}

fn limit(chart: &mut String, tries: usize, says: &str) {
    let y = at_tries(tries);
    let _ = writeln!(
        chart,
        r##"<path d="M{LEFT} {y} H{end}" stroke="#888888" stroke-dasharray="4 4"/><text x="{end}" y="{}" fill="#444444" text-anchor="end">{says}: {tries} a second</text>"##,
        y - 5,
        end = WIDTH - RIGHT,
    );
}

/// One step a second.
fn curve(chart: &mut String, storm: &Storm, colour: &str) {
    let mut path = format!("M{LEFT} {}", at_tries(0));
    for (second, tries) in storm.curve.iter().enumerate() {
        let _ = write!(path, " V{} H{}", at_tries(*tries), at_second(second + 1));
    }
    let _ = write!(path, " V{}", at_tries(0));
    let _ = writeln!(
        chart,
        r#"<path d="{path}" stroke="{colour}" stroke-width="2"/>"#
    );
}

fn at_tries(tries: usize) -> usize {
    let height = HEIGHT - TOP - BOTTOM;
    TOP + height - tries.min(MOST) * height / MOST
}

fn at_second(second: usize) -> usize {
    LEFT + second.min(LONGEST) * (WIDTH - LEFT - RIGHT) / LONGEST
}
