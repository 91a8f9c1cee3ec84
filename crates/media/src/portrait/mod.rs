//! Portraits for people without a picture: a friendly face drawn from a seed, always the same for the same seed.

mod draw;
mod face;

/// Pixels along a side of [`png`].
pub const SIDE: u32 = 200;

/// The portrait as SVG: 48 by 48, under 6 kB.
pub fn svg(seed: i64) -> String {
    draw::svg(&face::shapes(seed))
}

/// The portrait as PNG, [`SIDE`] pixels square. Takes about a millisecond; callers keep it.
pub fn png(seed: i64) -> Vec<u8> {
    draw::png(&face::shapes(seed), SIDE)
}
