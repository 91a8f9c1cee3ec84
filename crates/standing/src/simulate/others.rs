//! Measures others use, for comparison in the same run.

use super::Square;

const DAMPING: f64 = 0.85;
const STEPS_MAX: usize = 400;
const ENOUGH: f64 = 1e-12;

/// PageRank with restart anywhere (Page et al. 1999; damping .85): sums to 1.
pub fn pagerank(square: &Square) -> Vec<f64> {
    let people = square.vetted.len().max(1) as f64;
    walk(square, &vec![1.0 / people; square.vetted.len()])
}

/// EigenTrust (Kamvar et al. 2003; damping .85) with the vetted members as those trusted beforehand: sums to 1.
///
/// Without vetted members there is nobody to start from, and everybody has 0.
pub fn eigentrust(square: &Square) -> Vec<f64> {
    let trusted = square.vetted.iter().filter(|vetted| **vetted).count().max(1) as f64;
    let restart: Vec<f64> = square.vetted.iter().map(|vetted| f64::from(u8::from(*vetted)) / trusted).collect();
    walk(square, &restart)
}

fn walk(square: &Square, restart: &[f64]) -> Vec<f64> {
    let thanks: Vec<_> = square.thanks.iter().filter(|thanks| thanks.by != thanks.of).collect();
    let mut given = vec![0.0; restart.len()];
    for thanks in &thanks {
        given[thanks.by as usize] += thanks.times;
    }
    let mut rank = restart.to_vec();
    for _ in 0..STEPS_MAX {
        let mut next = vec![0.0; rank.len()];
        for thanks in &thanks {
            next[thanks.of as usize] += rank[thanks.by as usize] * thanks.times / given[thanks.by as usize];
        }
        // Whoever thanked nobody passes on to where walks start.
        let kept: f64 = rank.iter().zip(&given).filter(|(_, given)| **given == 0.0).map(|(rank, _)| rank).sum();
        for (next, restart) in next.iter_mut().zip(restart) {
            *next = DAMPING * (*next + kept * restart) + (1.0 - DAMPING) * restart;
        }
        let change: f64 = next.iter().zip(&rank).map(|(new, old)| (new - old).abs()).sum();
        rank = next;
        if change < ENOUGH {
            break;
        }
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_who_thank_each_other_share_and_a_third_gets_what_passes() {
        let mut square = Square { vetted: vec![true, true, false], ..Square::default() };
        square.thank(0, 1, 1.0);
        square.thank(1, 0, 5.0);
        let (page, eigen) = (pagerank(&square), eigentrust(&square));
        assert!((page.iter().sum::<f64>() - 1.0).abs() < 1e-9 && (page[0] - page[1]).abs() < 1e-9);
        // Nobody thanks the third: only the restart brings anything, and EigenTrust has none for it.
        assert!((page[2] - 0.05 / (1.0 - 0.85 / 3.0)).abs() < 1e-9);
        assert!((eigen[0] - 0.5).abs() < 1e-9 && eigen[2] == 0.0);
    }
}
