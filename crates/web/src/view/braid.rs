//! The braid: two cords, one each, that wind closer together as a tie grows. An SVG made on the server; the list beside
//! it says the same.

use std::f64::consts::PI;
use std::fmt::Write as _;

use soulava_social::ties::Stage;

use crate::fmt;
use crate::i18n::{Lang, escape};

/// What a bead on the braid stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A gift of the viewer.
    Mine,
    /// A gift of the other.
    Theirs,
    /// Words or a use, by the viewer or the other.
    Word(bool),
    /// An heirloom that passed; whether the viewer handed it on.
    Heirloom(bool),
    /// They were in one place.
    Meeting,
    /// An invitation or introduction.
    Introduction,
}

/// Where the cords begin, in units of the picture.
const LEFT: f64 = 40.0;
/// Where they end.
const RIGHT: f64 = 920.0;
/// The line they wind about.
const MIDDLE: f64 = 117.0;
/// How far they are apart at first, and at the end.
const WIDE: (f64, f64) = (50.0, 31.0);
/// How the turns come closer: time to this power.
const CLOSER: f64 = 1.5;
/// Most beads; gifts come before words.
const BEADS_MAX: usize = 60;
/// The shortest time drawn, in milliseconds: a day.
const SPAN_MIN: f64 = 86_400_000.0;

/// What is drawn.
pub struct Braid<'a> {
    /// When it began, milliseconds.
    pub from: i64,
    /// Until when.
    pub to: i64,
    /// Decides how many turns.
    pub stage: Option<Stage>,
    /// In any order: when, and what.
    pub marks: &'a [(i64, Mark)],
    /// What the cords are called.
    pub you: &'a str,
    /// The other one's name.
    pub name: &'a str,
    /// For who cannot see it.
    pub label: &'a str,
}

impl Braid<'_> {
    /// Half turns from one side to the other.
    fn turns(&self) -> f64 {
        match self.stage {
            None => 1.0,
            Some(Stage::Acquainted) => 4.0,
            Some(Stage::Familiar) => 7.0,
            Some(Stage::Close) => 10.0,
        }
    }

    fn x(&self, at: i64) -> f64 {
        let span = ((self.to - self.from) as f64).max(SPAN_MIN);
        LEFT + (RIGHT - LEFT) * ((at - self.from) as f64 / span).clamp(0.0, 1.0)
    }

    /// Where the viewer's cord is, from 1 (top) to −1, and how wide the braid is there.
    fn cord(&self, x: f64) -> (f64, f64) {
        let along = ((x - LEFT) / (RIGHT - LEFT)).clamp(0.0, 1.0);
        let half = (self.turns() * along.powf(CLOSER)).floor().min(self.turns() - 1.0);
        // Between two swings it goes evenly, as the curve that is drawn does.
        let (from, to) = (self.swing(half), self.swing(half + 1.0));
        let phase = half + (x - from) / (to - from);
        ((PI * phase).cos(), WIDE.0 + (WIDE.1 - WIDE.0) * along)
    }

    fn y(&self, x: f64, mine: bool) -> f64 {
        let (side, wide) = self.cord(x);
        MIDDLE - if mine { side * wide } else { -side * wide }
    }

    /// Where the cords are furthest apart for the nth time.
    fn swing(&self, nth: f64) -> f64 {
        LEFT + (RIGHT - LEFT) * (nth / self.turns()).powf(1.0 / CLOSER)
    }

    /// Where they cross for the nth time.
    #[cfg(test)]
    fn crossing(&self, nth: i64) -> f64 {
        (self.swing(nth as f64) + self.swing(nth as f64 + 1.0)) / 2.0
    }

    /// One swing of a cord as a smooth curve, with whole numbers only; the point it begins at is not in it.
    fn swing_path(&self, nth: i64, mine: bool) -> String {
        let (from, to) = (self.swing(nth as f64), self.swing(nth as f64 + 1.0));
        let reach = (to - from) * 0.364;
        let (a, b) = (self.y(from, mine).round(), self.y(to, mine).round());
        format!("C{} {a} {} {b} {} {b}", (from + reach).round(), (to - reach).round(), to.round())
    }

    fn start(&self, nth: i64, mine: bool) -> String {
        let x = self.swing(nth as f64);
        format!("M{} {}", x.round(), self.y(x, mine).round())
    }

    fn path(&self, mine: bool) -> String {
        let swings: String = (0..self.turns() as i64).map(|nth| self.swing_path(nth, mine)).collect();
        format!("{}{swings}", self.start(0, mine))
    }

    /// The cord that lies on top where the two cross for the nth time: the middle of its swing once more.
    fn over(&self, svg: &mut String, nth: i64) {
        let mine = nth % 2 == 0;
        let path = format!("{}{}", self.start(nth, mine), self.swing_path(nth, mine));
        let colour = if mine { "s-shell" } else { "s-sea" };
        for (class, width) in [("s-surface", 10), (colour, 4)] {
            let _ = write!(
                svg,
                r#"<path d="{path}" pathLength="100" stroke-dasharray="0 44 12 44" class="f-none {class}" stroke-width="{width}"/>"#
            );
        }
    }

    /// The picture, 960 by 240.
    pub fn svg(&self, lang: Lang) -> String {
        let mut svg = format!(
            r#"<svg class="chart chart--wide" viewBox="0 0 960 240" role="img" aria-label="{}">"#,
            escape(self.label)
        );
        self.time(lang, &mut svg);
        for (mine, colour) in [(false, "s-sea"), (true, "s-shell")] {
            let _ = write!(
                svg,
                r#"<path d="{}" class="f-none {colour}" stroke-width="4" stroke-linecap="round"/>"#,
                self.path(mine)
            );
        }
        (0..self.turns() as i64).for_each(|nth| self.over(&mut svg, nth));
        self.beads(&mut svg);
        let _ = write!(
            svg,
            r#"<text x="40" y="48" class="svg-b">{}</text><text x="40" y="198" class="svg-b">{}</text></svg>"#,
            escape(self.you),
            escape(self.name)
        );
        svg
    }

    fn time(&self, lang: Lang, svg: &mut String) {
        let mut free = LEFT;
        let mut put = |svg: &mut String, x: f64, text: &str, line: bool| {
            if x < free || x > RIGHT - 20.0 {
                return;
            }
            if line {
                let _ = write!(svg, r#"<path d="M{0} 16V206" class="s-line" stroke-width="1"/>"#, x.round());
            }
            let _ = write!(svg, r#"<text x="{}" y="226" class="svg-t">{}</text>"#, x.round(), escape(text));
            free = x + 24.0 + 8.0 * text.chars().count() as f64;
        };
        put(svg, LEFT, &fmt::month(lang, self.from), false);
        for (at, text) in fmt::marks_between(lang, self.from, self.to, 8) {
            put(svg, self.x(at), &text, true);
        }
    }

    fn beads(&self, svg: &mut String) {
        let is_word = |mark: &Mark| matches!(mark, Mark::Word(_));
        let mut marks: Vec<(i64, Mark)> = self.marks.iter().filter(|(_, mark)| !is_word(mark)).copied().collect();
        let room = BEADS_MAX.saturating_sub(marks.len());
        marks.extend(self.marks.iter().filter(|(_, mark)| is_word(mark)).take(room).copied());
        marks.truncate(BEADS_MAX);
        marks.sort_unstable_by_key(|(at, mark)| (!is_word(mark), *at));
        for (at, mark) in marks {
            let x = self.x(at);
            let on = |mine: bool| (x.round(), self.y(x, mine).round());
            let _ = match mark {
                Mark::Mine | Mark::Theirs => {
                    let (x, y) = on(mark == Mark::Mine);
                    let colour = if mark == Mark::Mine { "f-shell" } else { "f-sea" };
                    write!(svg, r#"<circle cx="{x}" cy="{y}" r="9" class="{colour} s-surface" stroke-width="3"/>"#)
                }
                Mark::Word(mine) => {
                    let (x, y) = on(mine);
                    let colour = if mine { "s-shell" } else { "s-sea" };
                    write!(svg, r#"<circle cx="{x}" cy="{y}" r="5" class="f-surface {colour}" stroke-width="2"/>"#)
                }
                Mark::Heirloom(mine) => {
                    let (x, y) = on(mine);
                    write!(
                        svg,
                        r#"<path d="M{x} {}l12 12-12 12-12-12z" class="f-plum s-surface" stroke-width="2"/>"#,
                        y - 12.0
                    )
                }
                Mark::Meeting => {
                    let (x, y) = (x.round(), MIDDLE);
                    write!(
                        svg,
                        r#"<circle cx="{x}" cy="{y}" r="10" class="f-pearl s-ink" stroke-width="2"/><path d="M{x} {}a10 10 0 0 1 0 20z" class="f-ink"/>"#,
                        y - 10.0
                    )
                }
                Mark::Introduction => {
                    let (x, y) = on(false);
                    write!(
                        svg,
                        r#"<circle cx="{}" cy="{y}" r="7" class="f-sun s-surface" stroke-width="2"/><circle cx="{}" cy="{y}" r="7" class="f-sun s-surface" stroke-width="2"/>"#,
                        x,
                        x + 10.0
                    )
                }
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: i64 = 365 * 86_400_000;

    fn braid<'a>(stage: Option<Stage>, marks: &'a [(i64, Mark)]) -> Braid<'a> {
        Braid { from: 50 * YEAR, to: 53 * YEAR, stage, marks, you: "You", name: "<Anna>", label: "Two cords" }
    }

    #[test]
    fn a_closer_tie_has_more_turns_and_they_come_closer() {
        let mut before = 0;
        for stage in [None, Some(Stage::Acquainted), Some(Stage::Familiar), Some(Stage::Close)] {
            let braid = braid(stage, &[]);
            let turns = braid.path(true).matches('C').count();
            assert!(turns > before, "{stage:?}");
            before = turns;
        }
        let close = braid(Some(Stage::Close), &[]);
        let gaps: Vec<f64> = (1..10).map(|nth| close.crossing(nth) - close.crossing(nth - 1)).collect();
        assert!(gaps.windows(2).all(|pair| pair[1] < pair[0]), "{gaps:?}");
    }

    #[test]
    fn the_cords_cross_in_the_middle_and_the_picture_has_whole_numbers() {
        let marks =
            [(51 * YEAR, Mark::Mine), (52 * YEAR, Mark::Theirs), (52 * YEAR, Mark::Meeting), (0, Mark::Introduction)];
        let braid = braid(Some(Stage::Close), &marks);
        for nth in 0..10 {
            let x = braid.crossing(nth);
            assert!((braid.y(x, true) - MIDDLE).abs() < 1e-6 && (braid.y(x, false) - MIDDLE).abs() < 1e-6);
        }
        let svg = braid.svg(Lang::En);
        assert!(svg.contains("&lt;Anna&gt;") && svg.contains(r#"role="img""#) && !svg.contains("style"), "{svg}");
        let path = svg.split(" d=\"").nth(2).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        assert!(!path.contains('.'), "{path}");
        assert!(svg.len() < 6_000, "{}", svg.len());
    }
}
