//! Where everybody stands on the map of orbits: a layout without chance, the same for the same people.
//!
//! Four rings around a middle. Known people are faces with a name under them; everybody else is a bead. No two texts
//! touch, and no bead lies under a face or a text. When there are too many beads for a ring, each stands for more people.
//! Lengths are in the units of the drawing, which is [`WIDTH`] by [`HEIGHT`].

use std::collections::HashMap;
use std::f64::consts::{FRAC_PI_2, TAU};
use std::fmt::Write as _;

/// Of the drawing.
pub const WIDTH: f64 = 960.0;
/// Of the drawing.
pub const HEIGHT: f64 = 780.0;
/// The middle.
pub const MIDDLE: (f64, f64) = (480.0, 382.0);
/// The two radii of each ring, the nearest first.
pub const RINGS: [(f64, f64); 4] = [(112.0, 96.0), (206.0, 177.0), (300.0, 258.0), (398.0, 342.0)];
/// Beads of this many hues.
pub const HUES: usize = 5;

/// Faces on each ring at most; the others of a ring are beads.
const FACES_MAX: [usize; 4] = [5, 9, 12, 14];
/// Half of a face with its edge.
const FACE: f64 = 26.0;
/// From the middle of a face to the line under its name.
const NAME_DROP: f64 = 39.0;
/// Characters of a name.
const NAME_MAX: usize = 11;
/// Width of a character of 13 px, generously.
const CHARACTER: f64 = 7.4;
/// Distances between beads, the roomiest first, with the size of a bead at that distance.
const SIZES: [(f64, f64); 4] = [(21.0, 13.0), (16.0, 10.5), (12.0, 8.0), (9.5, 6.0)];
/// What a bead may stand for.
const PEOPLE: [usize; 8] = [1, 2, 5, 10, 25, 50, 100, 500];
/// Beads lie this far from their ring at most, inwards and outwards.
const BAND: f64 = 33.0;

/// Somebody known, to be put on a ring.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Whose.
    pub id: i64,
    /// 1 to 4.
    pub level: usize,
    /// The first name.
    pub name: String,
}

/// Where a face is.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Whose.
    pub id: i64,
    /// As it fits under the face.
    pub name: String,
    /// Of its middle.
    pub x: f64,
    /// Of its middle.
    pub y: f64,
}

/// Everything but colours.
#[derive(Clone, Debug, Default)]
pub struct Sky {
    /// The faces that found room; who did not is a bead.
    pub faces: Vec<Spot>,
    /// For each hue the beads of people who are here, as one path of points.
    pub beads: Vec<String>,
    /// The beads of quiet people.
    pub hollow: String,
    /// How wide a bead is.
    pub size: f64,
    /// How many people a bead stands for.
    pub each: usize,
    /// Where everybody with a place is.
    at: HashMap<i64, (f64, f64)>,
}

/// A rectangle nothing may overlap: left, top, right, bottom.
type Area = [f64; 4];

/// The words on the rings, from the nearest, and where they stand.
pub fn label_spots() -> [(f64, f64); 4] {
    RINGS.map(|(_, ry)| (MIDDLE.0, MIDDLE.1 - ry))
}

/// Lays out a map. `labels` are the words on the rings; `here` and `quiet` count all people of each ring, the known ones
/// too; `unnamed` are people who get a bead of their own where a bead is one person, in order.
pub fn lay_out(
    labels: &[String; 4],
    wishes: &[Wish],
    here: [usize; 4],
    quiet: [usize; 4],
    unnamed: &[(i64, usize)],
) -> Sky {
    let mut taken: Vec<Area> = vec![around(MIDDLE, 46.0, 42.0)];
    for (label, (x, y)) in labels.iter().zip(label_spots()) {
        taken.push(around((x, y), text_width(label) / 2.0 + 10.0, 12.0));
    }
    let mut sky = Sky { beads: vec![String::new(); HUES], each: 1, ..Sky::default() };
    let mut left = here;
    for level in 1..=4 {
        let mut on_ring: Vec<&Wish> =
            wishes.iter().filter(|wish| wish.level == level).take(FACES_MAX[level - 1]).collect();
        on_ring.sort_by_key(|wish| wish.id);
        let count = on_ring.len();
        for (place, wish) in on_ring.into_iter().enumerate() {
            if let Some(spot) = face(wish, place, count, &mut taken) {
                left[level - 1] = left[level - 1].saturating_sub(1);
                sky.at.insert(spot.id, (spot.x, spot.y));
                sky.faces.push(spot);
            }
        }
    }
    // Known people for whom there was no room are the first beads.
    let without = wishes.iter().filter(|wish| !sky.has_face(wish.id)).map(|wish| (wish.id, wish.level));
    let beads: Vec<(i64, usize)> = without.chain(unnamed.iter().copied()).collect();
    string_beads(&mut sky, left, quiet, &beads, &taken);
    sky
}

impl Sky {
    /// The ties among people who have a place, as one path; only those of `of` when somebody is chosen, else all.
    pub fn cords(&self, pairs: impl Iterator<Item = (i64, i64)>) -> String {
        let mut path = String::new();
        for (a, b) in pairs {
            if let (Some(from), Some(to)) = (self.at.get(&a), self.at.get(&b)) {
                let pull = |from: f64, to: f64, middle: f64| (from + to) / 2.0 + (middle - (from + to) / 2.0) * 0.18;
                let (qx, qy) = (pull(from.0, to.0, MIDDLE.0), pull(from.1, to.1, MIDDLE.1));
                let _ = write!(path, "M{:.0} {:.0}Q{qx:.0} {qy:.0} {:.0} {:.0}", from.0, from.1, to.0, to.1);
            }
        }
        path
    }

    /// Whether somebody has a face here.
    pub fn has_face(&self, id: i64) -> bool {
        self.faces.iter().any(|face| face.id == id)
    }
}

fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * CHARACTER
}

fn around((x, y): (f64, f64), half_width: f64, half_height: f64) -> Area {
    [x - half_width, y - half_height, x + half_width, y + half_height]
}

fn overlap(a: &Area, b: &Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// The point of a ring at an angle clockwise from the top, `out` further from the middle.
fn on_ring(level: usize, angle: f64, out: f64) -> (f64, f64) {
    let (rx, ry) = RINGS[level - 1];
    let turned = angle - FRAC_PI_2;
    (MIDDLE.0 + (rx + out) * turned.cos(), MIDDLE.1 + (ry + out * ry / rx) * turned.sin())
}

/// What a face and its name take up.
fn face_areas(spot: &Spot) -> [Area; 2] {
    let name = (spot.x, spot.y + NAME_DROP - 4.0);
    [around((spot.x, spot.y), FACE, FACE), around(name, text_width(&spot.name) / 2.0 + 2.0, 9.0)]
}

/// Finds room for a face: at its even share of the ring, or as near to it as there is room.
fn face(wish: &Wish, place: usize, count: usize, taken: &mut Vec<Area>) -> Option<Spot> {
    let name = if wish.name.chars().count() > NAME_MAX {
        wish.name.chars().take(NAME_MAX - 1).chain(['…']).collect()
    } else {
        wish.name.clone()
    };
    // The top belongs to the words of the ring; rings are turned against each other.
    let first = [0.16, 0.11, 0.07, 0.05][wish.level - 1];
    let share = first + (1.0 - 2.0 * first) * (place as f64 + 0.5) / count as f64;
    for step in 0..40 {
        let shift = f64::from((step + 1) / 2) * 0.012 * if step % 2 == 0 { 1.0 } else { -1.0 };
        let (x, y) = on_ring(wish.level, (share + shift) * TAU, 0.0);
        let spot = Spot { id: wish.id, name: name.clone(), x: x.round(), y: y.round() };
        let areas = face_areas(&spot);
        if areas.iter().all(|area| taken.iter().all(|other| !overlap(area, other))) {
            taken.extend(areas);
            return Some(spot);
        }
    }
    None
}

/// Fills the rings with beads, as large as they fit.
fn string_beads(sky: &mut Sky, here: [usize; 4], quiet: [usize; 4], unnamed: &[(i64, usize)], taken: &[Area]) {
    // The outermost ring shows nobody who is quiet: they have left.
    let quiet = [quiet[0], quiet[1], quiet[2], 0];
    let all = |each: usize, level: usize| here[level - 1].div_ceil(each) + quiet[level - 1].div_ceil(each);
    let fits = |each: usize, (apart, size): (f64, f64)| {
        let slots: Vec<_> = (1..=4).map(|level| slots(level, apart, size, all(each, level), taken)).collect();
        slots.iter().zip(1..=4).all(|(slots, level)| slots.len() >= all(each, level)).then_some(slots)
    };
    let sizes = PEOPLE.iter().flat_map(|each| SIZES.iter().map(move |size| (*each, *size)));
    let found = sizes.filter_map(|(each, size)| Some((each, size, fits(each, size)?))).next();
    let Some((each, (_, size), slots)) = found else { return };
    (sky.each, sky.size) = (each, size);
    for (slots, level) in slots.into_iter().zip(1..=4) {
        let hollow = quiet[level - 1].div_ceil(each);
        let mut names = unnamed.iter().filter(|(_, on)| *on == level).map(|(id, _)| *id);
        for (place, (x, y)) in slots.into_iter().enumerate() {
            // The quiet ones are spread among the others.
            let is_hollow = (place + 1) * hollow / all(each, level) > place * hollow / all(each, level);
            let path = if is_hollow { &mut sky.hollow } else { &mut sky.beads[(place * 7 + level * 3) % HUES] };
            let _ = write!(path, "M{x:.0} {y:.0}h0");
            if let Some(id) = (each == 1 && !is_hollow).then(|| names.next()).flatten() {
                sky.at.insert(id, (x.round(), y.round()));
            }
        }
    }
}

/// `count` places for beads on a ring, or fewer when there are not as many.
fn slots(level: usize, apart: f64, size: f64, count: usize, taken: &[Area]) -> Vec<(f64, f64)> {
    let free = |(x, y): (f64, f64)| {
        let bead = around((x, y), size / 2.0 + 1.0, size / 2.0 + 1.0);
        taken.iter().all(|area| !overlap(&bead, area))
    };
    let rows = (BAND / apart).floor() as i32;
    let mut found: Vec<(f64, f64)> = Vec::new();
    // Outwards and inwards in turn, beginning on the ring itself.
    for row in (0..=rows * 2).map(|row| if row % 2 == 0 { -row / 2 } else { (row + 1) / 2 }) {
        let out = f64::from(row) * apart;
        let (rx, ry) = RINGS[level - 1];
        let length = TAU * (((rx + out).powi(2) + (ry + out * ry / rx).powi(2)) / 2.0).sqrt();
        let most = (length / apart).floor() as usize;
        let row: Vec<(f64, f64)> = (0..most)
            .map(|place| on_ring(level, (place as f64 + 0.5) / most as f64 * TAU, out))
            .filter(|point| free(*point))
            .collect();
        let wanted = count.saturating_sub(found.len());
        if wanted >= row.len() {
            found.extend(row);
            continue;
        }
        // Fewer than would fit: evenly, and where there is room a little off the line, as people stand.
        for place in 0..wanted {
            let point = row[(place * row.len() + row.len() / 2) / wanted.max(1) % row.len()];
            found.push(point);
        }
        break;
    }
    if found.len() * 3 < (TAU * RINGS[level - 1].0 / apart) as usize {
        for (place, point) in found.iter_mut().enumerate() {
            let swing = [0.0, 11.0, -8.0, 5.0, -12.0, 8.0, -4.0][(place * 3 + level) % 7] / RINGS[level - 1].0;
            let moved = (point.0 + (point.0 - MIDDLE.0) * swing, point.1 + (point.1 - MIDDLE.1) * swing);
            if free(moved) {
                *point = moved;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> [String; 4] {
        ["most days", "most weeks", "now and then", "drifting"].map(str::to_owned)
    }

    fn wishes(count: usize) -> Vec<Wish> {
        let names = ["Anna", "Søren", "Maximiliana-Josephine", "Jo", "Kirsten", "Wilhelmina"];
        (0..count)
            .map(|at| Wish { id: at as i64 + 1, level: at % 4 + 1, name: names[at % names.len()].to_owned() })
            .collect()
    }

    fn points(path: &str) -> Vec<(f64, f64)> {
        path.split('M')
            .filter(|point| !point.is_empty())
            .map(|point| {
                let (x, y) = point.trim_end_matches("h0").split_once(' ').expect("two numbers");
                (x.parse().expect("a number"), y.parse().expect("a number"))
            })
            .collect()
    }

    fn texts(sky: &Sky) -> Vec<Area> {
        let labels = labels().into_iter().zip(label_spots());
        let mut areas: Vec<Area> = labels.map(|(label, spot)| around(spot, text_width(&label) / 2.0, 9.0)).collect();
        areas.extend(sky.faces.iter().flat_map(face_areas));
        areas
    }

    #[test]
    fn no_text_touches_another_and_no_bead_lies_under_one_at_any_size() {
        for (people, known) in [(0, 0), (12, 5), (63, 15), (200, 40), (2_000, 60), (2_000, 0), (60_000, 400)] {
            let here = [people / 20, people / 8, people / 4, people * 11 / 20];
            let quiet = [people / 40, people / 40, people / 20, people / 4];
            let sky = lay_out(&labels(), &wishes(known), here, quiet, &[]);
            let areas = texts(&sky);
            for (at, one) in areas.iter().enumerate() {
                let is_own = |other: usize| at >= 4 && (at - 4) / 2 == (other.max(4) - 4) / 2 && other >= 4;
                for (other, area) in areas.iter().enumerate().skip(at + 1) {
                    assert!(is_own(other) || !overlap(one, area), "{people}/{known}: {at} and {other} overlap");
                }
                assert!(one[0] > 0.0 && one[2] < WIDTH && one[1] > 0.0 && one[3] < HEIGHT, "{people}: off the map");
            }
            let beads: Vec<(f64, f64)> = sky.beads.iter().chain([&sky.hollow]).flat_map(|path| points(path)).collect();
            let half = sky.size / 2.0 - 0.5;
            for bead in &beads {
                let area = around(*bead, half, half);
                assert!(areas.iter().all(|text| !overlap(&area, text)), "{people}/{known}: a bead under a text");
            }
            let shown: usize = here.iter().chain(&quiet[..3]).sum();
            let faces = sky.faces.len();
            assert!((beads.len() + 8) * sky.each + faces >= shown, "{people}: {} beads of {}", beads.len(), sky.each);
            assert!(beads.len() * sky.each + faces <= shown + 8 * sky.each, "{people}: too many beads");
        }
    }

    #[test]
    fn two_thousand_people_have_a_bead_each_and_weigh_little() {
        let sky = lay_out(&labels(), &wishes(40), [60, 220, 520, 1_000], [20, 60, 120, 900], &[]);
        assert_eq!(sky.each, 1);
        let bytes: usize = sky.beads.iter().map(String::len).sum::<usize>() + sky.hollow.len();
        assert!(bytes < 30_000, "{bytes}");
        assert!(sky.faces.len() >= 30, "{} faces found room", sky.faces.len());
    }

    #[test]
    fn the_same_people_are_laid_out_the_same() {
        let unnamed: Vec<(i64, usize)> = (100..160).map(|id| (id, 4)).collect();
        let one = lay_out(&labels(), &wishes(20), [5, 10, 20, 100], [1, 2, 3, 4], &unnamed);
        let two = lay_out(&labels(), &wishes(20), [5, 10, 20, 100], [1, 2, 3, 4], &unnamed);
        assert_eq!((&one.faces, &one.beads, &one.hollow), (&two.faces, &two.beads, &two.hollow));
        let cords = one.cords([(1, 2), (1, 100), (1, 999)].into_iter());
        assert_eq!(cords.matches('Q').count(), 2, "somebody without a place has no cord: {cords}");
    }
}
