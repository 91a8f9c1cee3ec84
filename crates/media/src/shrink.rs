//! Making a picture smaller: every new pixel is the average of the area it covers.

/// The part of a picture that is kept, in pixels.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    pub left: usize,
    pub top: usize,
    pub width: usize,
    pub height: usize,
}

/// Averages `part` of a picture whose rows are `row` pixels long into `width` by `height` pixels of `N` channels.
/// With four channels the last is alpha, and what is transparent gives no colour.
pub(crate) fn shrink<const N: usize>(bytes: &[u8], row: usize, part: Part, width: usize, height: usize) -> Vec<u8> {
    let columns: Vec<Span> = (0..width).map(|at| Span::of(at, part.width, width)).collect();
    let mut out = Vec::with_capacity(width * height * N);
    let mut sums = vec![0.0f32; part.width * N];
    for y in 0..height {
        sums.fill(0.0);
        let rows = Span::of(y, part.height, height);
        for (step, line) in (rows.first..=rows.last).enumerate() {
            let start = ((part.top + line) * row + part.left) * N;
            add_row::<N>(&mut sums, &bytes[start..start + part.width * N], rows.weight(step));
        }
        for column in &columns {
            out.extend_from_slice(&average::<N>(&sums, column, rows.area));
        }
    }
    out
}

fn add_row<const N: usize>(sums: &mut [f32], row: &[u8], weight: f32) {
    for (sum, pixel) in sums.chunks_exact_mut(N).zip(row.chunks_exact(N)) {
        let alpha = if N == 4 { f32::from(pixel[3]) / 255.0 * weight } else { weight };
        for channel in 0..N.min(3) {
            sum[channel] += f32::from(pixel[channel]) * alpha;
        }
        if N == 4 {
            sum[3] += alpha;
        }
    }
}

fn average<const N: usize>(sums: &[f32], column: &Span, rows_area: f32) -> [u8; N] {
    let mut total = [0.0f32; N];
    for (step, sum) in sums[column.first * N..(column.last + 1) * N].chunks_exact(N).enumerate() {
        let weight = column.weight(step);
        for channel in 0..N {
            total[channel] += sum[channel] * weight;
        }
    }
    let area = rows_area * column.area;
    let colour_area = if N == 4 { total[3].max(f32::EPSILON) } else { area };
    std::array::from_fn(|channel| {
        let value = if channel == 3 { total[3] / area * 255.0 } else { total[channel] / colour_area };
        // A float becomes the nearest byte; casts saturate.
        (value + 0.5) as u8
    })
}

/// Which old pixels a new one covers, and how much of the first and last.
struct Span {
    first: usize,
    last: usize,
    first_weight: f32,
    last_weight: f32,
    area: f32,
}

impl Span {
    fn of(at: usize, old: usize, new: usize) -> Self {
        let scale = old as f64 / new as f64;
        let (start, end) = (at as f64 * scale, (at + 1) as f64 * scale);
        let first = (start as usize).min(old - 1);
        let last = ((end - 1e-6) as usize).clamp(first, old - 1);
        if first == last {
            return Self { first, last, first_weight: 1.0, last_weight: 1.0, area: 1.0 };
        }
        let (first_weight, last_weight) = ((first + 1) as f64 - start, end - last as f64);
        let area = first_weight + last_weight + (last - first - 1) as f64;
        Self { first, last, first_weight: first_weight as f32, last_weight: last_weight as f32, area: area as f32 }
    }

    fn weight(&self, step: usize) -> f32 {
        match step {
            0 => self.first_weight,
            _ if self.first + step == self.last => self.last_weight,
            _ => 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(width: usize, height: usize) -> Part {
        Part { left: 0, top: 0, width, height }
    }

    #[test]
    fn an_even_colour_stays_as_it_is_at_any_size() {
        let plain: Vec<u8> = [10, 200, 77].repeat(31 * 17);
        for (width, height) in [(1, 1), (7, 5), (30, 16), (31, 17), (40, 40)] {
            assert_eq!(shrink::<3>(&plain, 31, whole(31, 17), width, height), [10, 200, 77].repeat(width * height));
        }
    }

    #[test]
    fn a_pixel_is_the_average_of_what_it_covers() {
        let row = [0, 0, 0, 100, 100, 100, 200, 200, 200];
        assert_eq!(shrink::<3>(&row, 3, whole(3, 1), 1, 1), [100, 100, 100]);
        assert_eq!(shrink::<3>(&row, 3, Part { left: 1, top: 0, width: 2, height: 1 }, 1, 1), [150, 150, 150]);
        let half_glass = [255, 0, 0, 255, 0, 255, 0, 0];
        assert_eq!(shrink::<4>(&half_glass, 2, whole(2, 1), 1, 1), [255, 0, 0, 128]);
    }
}
