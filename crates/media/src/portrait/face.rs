//! What a face is made of. Every part is chosen by itself, so that no look belongs to one colour of skin.

use super::draw::{Color, Shape};

const GROUNDS: [Color; 12] = [
    0xf3d6c6, 0xf0cfd3, 0xcfe3e3, 0xd9e4ea, 0xf3e3b5, 0xefe0c4, 0xe6d9ee, 0xd4e3cf, 0xe9dccf, 0xd7dde6, 0xdfe7c9,
    0xf1e0eb,
];
/// Skin, and the same in shade.
const SKINS: [(Color, Color); 9] = [
    (0xf8dcc8, 0xe3b296),
    (0xf5d2b6, 0xdba786),
    (0xefc4a2, 0xd09a72),
    (0xe3b187, 0xc08a5e),
    (0xd39a6c, 0xae7648),
    (0xbd8052, 0x935d35),
    (0xa06a42, 0x784a29),
    (0x84522f, 0x5f381e),
    (0x683f26, 0x482a18),
];
/// Hair, and the same in light.
const HAIRS: [(Color, Color); 10] = [
    (0x1f1714, 0x3b2d28),
    (0x2e1f19, 0x4c362c),
    (0x4a2f20, 0x6b4833),
    (0x6b4426, 0x8c5f3a),
    (0x8f5a2c, 0xb07a45),
    (0xb8743a, 0xd2955c),
    (0xd8a85a, 0xe8c684),
    (0xa8482a, 0xc76a48),
    (0x8d8683, 0xaaa4a1),
    (0xcfcac6, 0xe6e2df),
];
/// Clothes, and the same in shade.
const CLOTHES: [(Color, Color); 12] = [
    (0x8c2f39, 0x6d222b),
    (0x0e5a5e, 0x0a4447),
    (0xd39a2c, 0xad7a18),
    (0x26495c, 0x1a3545),
    (0x6b2d5c, 0x502044),
    (0x5b6b4a, 0x445137),
    (0xe9e4da, 0xcbc4b6),
    (0xc7772e, 0x9f5b1e),
    (0x3c6e71, 0x2b5255),
    (0xa8322d, 0x86231f),
    (0x36455e, 0x263145),
    (0xb9c4d6, 0x95a2b8),
];
const INK: Color = 0x2a1a2b;

/// A small generator (SplitMix64): portraits must never change, whatever a library does.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.throw(from.len())]
    }
}

/// The shapes of one face, from back to front, on a square of 48.
pub(super) fn shapes(seed: i64) -> Vec<Shape> {
    let mut dice = Dice(seed as u64);
    let ground = dice.pick(&GROUNDS);
    let skin = dice.pick(&SKINS);
    // Fair hair on dark skin and the other way round happen, but seldom: grey and dark go with every skin.
    let hair = match dice.throw(SKINS.len()) {
        _ if skin.0 <= 0xbd_8052 => HAIRS[[0, 0, 1, 1, 2, 8, 9][dice.throw(7)]],
        _ => dice.pick(&HAIRS),
    };
    let clothes = dice.pick(&CLOTHES);
    let style = dice.throw(14);
    let bearded = [0, 1, 6, 8, 9, 13].contains(&style) && dice.throw(5) < 2;

    let mut out = vec![Shape::path("M 0 0 L 48 0 L 48 48 L 0 48 Z", ground)];
    hair_behind(&mut out, style, hair, clothes);
    body(&mut out, &mut dice, skin, clothes);
    head(&mut out, skin, style);
    features(&mut out, &mut dice, skin, hair.0);
    if bearded {
        beard(&mut out, &mut dice, hair);
    }
    hair_in_front(&mut out, style, hair, clothes);
    extras(&mut out, &mut dice, style, skin);
    out
}

fn hair_behind(out: &mut Vec<Shape>, style: usize, (hair, light): (Color, Color), (cloth, shade): (Color, Color)) {
    match style {
        2 => out.push(Shape::path("M 12.2 41 C 10.6 33 11.2 24 12.8 18.5 C 14.6 11.8 18.8 8.4 24 8.4 C 29.2 8.4 33.4 11.8 35.2 18.5 C 36.8 24 37.4 33 35.8 41 Z", hair)),
        3 => out.push(Shape::path("M 12.9 31 C 11 20 13.6 8.4 24 8.4 C 34.4 8.4 37 20 35.1 31 C 33 33.4 30 33 29.5 31 L 18.5 31 C 18 33 15 33.4 12.9 31 Z", hair)),
        4 => {
            out.push(Shape::oval(24.0, 7.2, 4.8, 4.6, hair));
            out.push(Shape::line("M 21 7.6 C 22 4.8 25.4 4.6 26.8 6.8", light, 1.0));
        }
        5 => {
            for (x, y) in [(13.2, 27.5), (12.2, 22.0), (13.0, 16.5), (16.6, 11.8), (21.4, 9.4), (26.6, 9.4), (31.4, 11.8), (35.0, 16.5), (35.8, 22.0), (34.8, 27.5)] {
                out.push(Shape::oval(x, y, 4.6, 4.6, hair));
            }
        }
        7 => {
            out.push(Shape::path("M 9 48 C 9 41 11.6 36 11.8 26 C 11.8 15 16.6 8.6 24 8.6 C 31.4 8.6 36.2 15 36.2 26 C 36.4 36 39 41 39 48 Z", shade));
            out.push(Shape::path("M 12.6 27 C 12 15.5 17 9.2 24 9.2 C 31 9.2 36 15.5 35.4 27 C 33 20 30 14 24 14 C 18 14 15 20 12.6 27 Z", cloth));
        }
        10 => {
            out.push(Shape::path("M 31 12 C 38 11.5 41 17 39.8 24 C 39.2 28 40.6 31 38.4 34.5 C 36 31.5 36.6 27.5 35.2 24 C 34 20.6 33 16 31 12 Z", hair));
            out.push(Shape::oval(32.4, 13.2, 1.7, 2.2, light));
        }
        11 => {
            out.push(Shape::path("M 13 21 C 11.4 26 11.6 33 13.4 39 C 15.6 40.4 17 39.4 17 37 C 15.8 32 16.2 27 17 22 Z", hair));
            out.push(Shape::path("M 35 21 C 36.6 26 36.4 33 34.6 39 C 32.4 40.4 31 39.4 31 37 C 32.2 32 31.8 27 31 22 Z", hair));
            out.push(Shape::line("M 12.8 27 L 15.8 29 M 12.6 31 L 15.6 33 M 13.4 35 L 16 37 M 35.2 27 L 32.2 29 M 35.4 31 L 32.4 33 M 34.6 35 L 32 37", light, 0.9));
        }
        12 => out.push(Shape::oval(24.0, 18.6, 14.2, 13.0, hair)),
        _ => {}
    }
}

fn body(out: &mut Vec<Shape>, dice: &mut Dice, (skin, skin_shade): (Color, Color), (cloth, shade): (Color, Color)) {
    out.push(Shape::path("M 5 49 C 5.6 40.6 12.4 36.2 24 36.2 C 35.6 36.2 42.4 40.6 43 49 Z", cloth));
    out.push(Shape::path("M 20 29 L 28 29 L 28 36.6 C 27.4 39.4 20.6 39.4 20 36.6 Z", skin));
    out.push(Shape::path("M 20 31.4 C 21.4 33.8 26.6 33.8 28 31.4 L 28 33.6 C 26.4 36 21.6 36 20 33.6 Z", skin_shade));
    match dice.throw(5) {
        0 => out.push(Shape::line("M 18.6 36.8 C 19.6 40.6 28.4 40.6 29.4 36.8", shade, 1.6)),
        1 => {
            out.push(Shape::path(
                "M 19.6 36.4 L 24 42 L 28.4 36.4 L 31.4 37.2 L 27 44.4 L 24 42 L 21 44.4 L 16.6 37.2 Z",
                shade,
            ));
        }
        2 => {
            out.push(Shape::path("M 18 34.6 C 20 36.6 28 36.6 30 34.6 L 30.8 38.4 C 28 41 20 41 17.2 38.4 Z", shade));
        }
        3 => {
            out.push(Shape::path(
                "M 19.4 36.3 C 20.4 42 27.6 42 28.6 36.3 L 27.2 36.2 C 26.4 39.6 21.6 39.6 20.8 36.2 Z",
                shade,
            ));
            out.push(Shape::path("M 13.4 38.2 L 16.8 37 L 18.4 49 L 14.6 49 Z", shade));
            out.push(Shape::path("M 34.6 38.2 L 31.2 37 L 29.6 49 L 33.4 49 Z", shade));
        }
        _ => {
            out.push(Shape::line("M 8 43.6 C 15 41 33 41 40 43.6 M 6.4 47 C 15 44.4 33 44.4 41.6 47", shade, 1.3));
            out.push(Shape::line("M 18.8 36.8 C 20 39.8 28 39.8 29.2 36.8", shade, 1.4));
        }
    }
}

fn head(out: &mut Vec<Shape>, (skin, shade): (Color, Color), style: usize) {
    if style != 7 {
        for x in [14.9, 33.1] {
            out.push(Shape::oval(x, 24.2, 1.7, 2.5, skin));
            out.push(Shape::oval(x, 24.4, 0.8, 1.4, shade));
        }
    }
    out.push(Shape::path("M 24 11.6 C 29.8 11.6 33.2 15.8 33.2 22 C 33.2 29 29 34.4 24 34.4 C 19 34.4 14.8 29 14.8 22 C 14.8 15.8 18.2 11.6 24 11.6 Z", skin));
}

fn features(out: &mut Vec<Shape>, dice: &mut Dice, (skin, shade): (Color, Color), hair: Color) {
    let blush = blend(skin, 0xd9_5f4e, 22);
    out.push(Shape::oval(18.4, 27.2, 1.9, 1.3, blush));
    out.push(Shape::oval(29.6, 27.2, 1.9, 1.3, blush));
    let brow = blend(hair, shade, 30);
    out.push(match dice.throw(3) {
        0 => Shape::line("M 18.4 20.6 C 19.4 19.8 21 19.8 22 20.4 M 26 20.4 C 27 19.8 28.6 19.8 29.6 20.6", brow, 1.0),
        1 => Shape::line(
            "M 18.2 20.9 C 19.6 19.4 21.2 19.6 22.2 20.2 M 25.8 20.2 C 26.8 19.6 28.4 19.4 29.8 20.9",
            brow,
            1.2,
        ),
        _ => Shape::line("M 18.6 20.2 L 21.8 20.2 M 26.2 20.2 L 29.4 20.2", brow, 1.1),
    });
    if dice.throw(6) == 0 {
        out.push(Shape::line(
            "M 18.8 23.8 C 19.6 22.6 21.2 22.6 22 23.8 M 26 23.8 C 26.8 22.6 28.4 22.6 29.2 23.8",
            INK,
            1.1,
        ));
    } else {
        out.push(Shape::oval(20.4, 23.5, 1.15, 1.35, INK));
        out.push(Shape::oval(27.6, 23.5, 1.15, 1.35, INK));
        out.push(Shape::oval(20.8, 23.0, 0.36, 0.4, 0xffffff));
        out.push(Shape::oval(28.0, 23.0, 0.36, 0.4, 0xffffff));
    }
    out.push(match dice.throw(3) {
        0 => Shape::line("M 24 24.4 C 24.8 25.6 25 26.4 23.6 26.6", shade, 1.0),
        1 => Shape::line("M 22.9 26.4 C 23.6 27 24.6 27 25.2 26.4", shade, 1.0),
        _ => Shape::line("M 24.2 24 C 23.4 25.4 22.9 26.5 24.4 26.7", shade, 1.0),
    });
    match dice.throw(4) {
        0 => out.push(Shape::line("M 20.8 29.6 C 22.4 31.4 25.6 31.4 27.2 29.6", INK, 1.1)),
        1 => out.push(Shape::line("M 21.4 30 C 23 31 25.2 31 27.2 29.2", INK, 1.1)),
        2 => {
            out.push(Shape::path(
                "M 20.6 29.2 C 22.6 30 25.4 30 27.4 29.2 C 26.8 32.2 21.2 32.2 20.6 29.2 Z",
                0x7c2b2b,
            ));
            out.push(Shape::path("M 21.2 29.4 C 23 30 25 30 26.8 29.4 C 26.4 30.5 21.6 30.5 21.2 29.4 Z", 0xffffff));
        }
        _ => out.push(Shape::line("M 21.6 29.8 C 23.2 31 24.8 31 26.4 29.8", blend(0xa8_322d, shade, 40), 1.4)),
    }
}

fn beard(out: &mut Vec<Shape>, dice: &mut Dice, (hair, _): (Color, Color)) {
    match dice.throw(3) {
        0 => out.push(Shape::path("M 14.9 23.6 C 15.2 31 18.6 36.4 24 36.4 C 29.4 36.4 32.8 31 33.1 23.6 C 32.2 27 30.6 28.4 28.6 28 C 26.4 27.2 21.6 27.2 19.4 28 C 17.4 28.4 15.8 27 14.9 23.6 Z", hair)),
        1 => out.push(Shape::path("M 19.2 28.8 C 20.4 27.2 22.6 27 24 27.8 C 25.4 27 27.6 27.2 28.8 28.8 C 27.2 29.6 25.2 29.4 24 28.8 C 22.8 29.4 20.8 29.6 19.2 28.8 Z", hair)),
        _ => out.push(Shape::path("M 19.6 29.4 C 20.4 27.4 27.6 27.4 28.4 29.4 C 28.8 33 27 36 24 36 C 21 36 19.2 33 19.6 29.4 Z", hair)),
    }
    out.push(Shape::line("M 21.8 30.2 C 23.2 31.2 24.8 31.2 26.2 30.2", 0xf6d5cc, 1.2));
}

fn hair_in_front(out: &mut Vec<Shape>, style: usize, (hair, light): (Color, Color), (cloth, shade): (Color, Color)) {
    match style {
        0 => {
            out.push(Shape::path("M 14.4 22.4 C 13 13.6 17.4 8.8 24 8.8 C 30.6 8.8 35 13.6 33.6 22.4 C 33 19 31.4 17 29.4 16.2 C 26 17.2 21 17 18.4 16 C 16.4 17 15 19.2 14.4 22.4 Z", hair));
            out.push(Shape::line("M 19 11.8 C 21 10.6 24 10.2 26.4 10.6", light, 1.0));
        }
        1 => {
            out.push(Shape::path("M 14.4 22.6 C 12.4 13.4 17 8.2 24.6 8.4 C 31.6 8.6 35.4 13.8 33.6 22.6 C 33 19 31.6 17.2 29.6 16.4 C 25 16.8 21.6 15.4 19.6 13.2 C 19.4 16.2 16.2 17.6 15.4 19.6 Z", hair));
            out.push(Shape::line("M 21 11.6 C 23.4 13.6 27 14.2 30 13.6", light, 1.0));
        }
        2 => {
            out.push(Shape::path("M 24 10 C 18 10 14.4 14.6 14 23.6 C 17.8 21.6 21.8 18 23.6 13 C 26 18.4 30.4 21.4 34 23.6 C 33.6 14.6 30 10 24 10 Z", hair));
            out.push(Shape::line("M 16.2 17.4 C 17.4 14.2 19.4 12.4 21.8 11.8", light, 1.0));
        }
        3 => {
            out.push(Shape::path("M 14.2 22 C 14.4 14 18.2 9.6 24 9.6 C 29.8 9.6 33.6 14 33.8 22 C 31 19.2 27.4 18.6 24 18.6 C 20.6 18.6 17 19.2 14.2 22 Z", hair));
            out.push(Shape::line("M 17.4 14.6 C 19 12.4 21.6 11.4 24.4 11.4", light, 1.0));
        }
        4 | 10 | 11 => {
            out.push(Shape::path("M 14.3 22.2 C 13.8 13.8 17.8 9.2 24 9.2 C 30.2 9.2 34.2 13.8 33.7 22.2 C 32.6 17.6 29.2 14.8 24 14.8 C 18.8 14.8 15.4 17.6 14.3 22.2 Z", hair));
            out.push(Shape::line("M 17.6 14 C 19 12 21.4 11 24 11", light, 1.0));
        }
        5 => {
            for (x, y) in [(16.2, 15.4), (19.8, 13.0), (24.0, 12.2), (28.2, 13.0), (31.8, 15.4)] {
                out.push(Shape::oval(x, y, 3.2, 3.0, hair));
            }
            out.push(Shape::line(
                "M 18.6 11.6 C 19.6 10.4 21 10.4 21.8 11.4 M 26.6 10.6 C 27.8 9.8 29.2 10.4 29.8 11.6",
                light,
                1.0,
            ));
        }
        6 => {
            out.push(Shape::path("M 14.4 24 C 13.6 20.6 13.8 18 15.2 15.6 C 16 18.6 15.8 21 14.4 24 Z", hair));
            out.push(Shape::path("M 33.6 24 C 34.4 20.6 34.2 18 32.8 15.6 C 32 18.6 32.2 21 33.6 24 Z", hair));
        }
        7 => {
            out.push(Shape::path("M 14.6 25.6 C 13.4 15.6 17.8 10 24 10 C 30.2 10 34.6 15.6 33.4 25.6 C 33 18.8 29.6 14.4 24 14.4 C 18.4 14.4 15 18.8 14.6 25.6 Z", cloth));
            out.push(Shape::path("M 14.6 25 C 15.4 31 19 34.8 24 34.8 C 29 34.8 32.6 31 33.4 25 C 35.4 31 36 36 38.4 42 C 32 47 16 47 9.6 42 C 12 36 12.6 31 14.6 25 Z", cloth));
            out.push(Shape::line("M 14.4 40.6 C 19 37 27 36.4 31 34", shade, 1.2));
        }
        8 => {
            out.push(Shape::path("M 14.2 22.6 C 14 20 14.4 18.6 15.2 17 L 17 18.4 C 15.8 19.6 14.8 20.8 14.2 22.6 Z M 33.8 22.6 C 34 20 33.6 18.6 32.8 17 L 31 18.4 C 32.2 19.6 33.2 20.8 33.8 22.6 Z", hair));
            out.push(Shape::path("M 14 18 C 13.6 10.6 17.8 6.2 24 6.2 C 30.2 6.2 34.4 10.6 34 18 Z", shade));
            out.push(Shape::line("M 19 8.6 L 18.4 15 M 24 7.4 L 24 15 M 29 8.6 L 29.6 15", cloth, 1.0));
            out.push(Shape::path(
                "M 13.6 15.4 L 34.4 15.4 C 36 15.4 36 19.8 34.4 19.8 L 13.6 19.8 C 12 19.8 12 15.4 13.6 15.4 Z",
                cloth,
            ));
        }
        9 => {
            out.push(Shape::path("M 14.4 22 C 13.2 16 14.6 10.8 18.4 9.4 C 20.4 7 27 6.8 29.4 9.2 C 33.6 10.4 34.8 16 33.6 22 C 33 19.4 32 17.8 30.8 16.8 C 29.8 14.6 27.6 15.8 26.2 14.8 C 24.6 16.2 22.6 14.8 21 16 C 19.4 15.2 18 16 17.2 17 C 15.8 18 15 19.8 14.4 22 Z", hair));
            out.push(Shape::line(
                "M 18.8 11.8 C 20 10.4 21.8 10.8 22.4 11.8 M 25.4 10.4 C 26.8 9.6 28.6 10.2 29.2 11.6",
                light,
                1.0,
            ));
        }
        12 => {
            out.push(Shape::path("M 14.6 21.4 C 14.4 14.8 18 11 24 11 C 30 11 33.6 14.8 33.4 21.4 C 31.8 17.6 29 15.8 24 15.8 C 19 15.8 16.2 17.6 14.6 21.4 Z", hair));
            out.push(Shape::line("M 15.4 12.4 C 17.4 9.6 20.4 8.2 23.6 8", light, 1.0));
        }
        _ => {
            out.push(Shape::path("M 14.5 21.6 C 13.8 15.4 16.4 11 19.4 9.8 C 18.6 12.6 18.2 14.4 16.6 16.2 C 15.4 17.6 14.9 19.4 14.5 21.6 Z", hair));
            out.push(Shape::path("M 18.4 10.2 C 23 7.6 31 8.6 33 14 C 34 16.8 33.8 19.4 33.5 21.6 C 33 18.6 31.6 16.6 29.8 15.2 C 26 15.4 21.4 14 18.4 10.2 Z", hair));
        }
    }
}

fn extras(out: &mut Vec<Shape>, dice: &mut Dice, style: usize, (skin, _): (Color, Color)) {
    if dice.throw(4) == 0 {
        let frame = [INK, 0x7a4a24, 0x36_455e][dice.throw(3)];
        for x in [20.3, 27.7] {
            out.push(Shape {
                form: super::draw::Form::Oval(x, 23.6, 3.0, 2.8),
                fill: None,
                stroke: Some((frame, 0.9)),
            });
        }
        out.push(Shape::line(
            "M 23.3 23.2 C 23.8 22.8 24.2 22.8 24.7 23.2 M 17.3 23 L 15 22.6 M 30.7 23 L 33 22.6",
            frame,
            0.9,
        ));
    }
    if style != 7 && dice.throw(5) == 0 {
        let metal = [0xd9_9a2b, 0xe6_e2df][dice.throw(2)];
        out.push(Shape::oval(14.6, 27.4, 0.9, 0.9, metal));
        out.push(Shape::oval(33.4, 27.4, 0.9, 0.9, metal));
    }
    if dice.throw(7) == 0 {
        let dot = blend(skin, 0x7a_3a1c, 45);
        for (x, y) in [(18.6, 26.0), (20.2, 26.6), (27.8, 26.6), (29.4, 26.0)] {
            out.push(Shape::oval(x, y, 0.34, 0.34, dot));
        }
    }
}

/// `percent` of `b` in `a`.
fn blend(a: Color, b: Color, percent: u32) -> Color {
    [16, 8, 0].iter().fold(0, |sum, shift| {
        let (a, b) = ((a >> shift) & 255, (b >> shift) & 255);
        sum | (((a * (100 - percent) + b * percent) / 100) << shift)
    })
}

#[cfg(test)]
mod tests {
    use super::super::{png, svg};

    #[test]
    fn a_seed_always_draws_the_same_face() {
        assert_eq!(svg(42), svg(42));
        assert_ne!(svg(42), svg(43));
        assert_eq!(png(-7), png(-7));
    }

    #[test]
    fn every_face_is_small_and_whole() {
        for seed in 0..300 {
            let drawing = svg(seed);
            assert!(
                drawing.starts_with("<svg") && drawing.ends_with("</svg>") && drawing.len() < 6_000,
                "{}",
                drawing.len()
            );
            assert!(!drawing.contains("style=") && !drawing.contains("script"));
        }
        let picture = image::load_from_memory(&png(1)).expect("a picture");
        assert_eq!((picture.width(), picture.height()), (200, 200));
        assert!(png(1).len() < 30_000);
    }
}
