//! The daily solve: all voices from nothing.

use super::{Flow, State};

/// What a round still changes, against the voices put in, when it is the last.
const REST: f64 = 1e-12;
/// With the least alpha allowed a round changes little enough long before.
const ROUNDS_MAX: usize = 10_000;

impl Flow {
    /// The daily solve, now: every figure anew from the log as of [`day`](Self::day). Ends [`hold`](Self::hold).
    /// Acknowledgements of a later day do not count yet.
    ///
    /// For all u in ascending order, again and again: `N[u] = s[u] + sum over a of N[a] Q[a,u]`, pulled along the
    /// acknowledgers in ascending order, with what this round has found of them already (Gauss and Seidel; about half
    /// the rounds of a power iteration). It starts from s, never from yesterday, so the bits depend on the log alone.
    pub fn solve(&mut self) {
        self.held = false;
        self.weighed = self.day;
        self.merge();
        let passed = self.weigh_all();
        self.members.queue.clear();
        self.members.residual.fill(0.0);
        self.members.state.iter_mut().for_each(|state| state.queued = false);
        let mut voice = std::mem::take(&mut self.members.voice);
        voice.clear();
        voice.extend(self.members.state.iter().map(seed));
        let enough = REST * voice.iter().sum::<f64>();
        for _ in 0..ROUNDS_MAX {
            let mut change = 0.0;
            let mut at = 0;
            for (to, state) in self.members.state.iter().enumerate() {
                let end = self.graph.in_start[to + 1] as usize;
                if at == end {
                    continue;
                }
                let mut sum = seed(state);
                for (from, passed) in self.graph.from[at..end].iter().zip(&passed[at..end]) {
                    sum += voice[*from as usize] * passed;
                }
                at = end;
                change += (sum - voice[to]).abs();
                voice[to] = sum;
            }
            if change <= enough {
                break;
            }
        }
        self.members.voice = voice;
    }

    /// The voices when all of it starts with one member, by power iteration; with what the day brought.
    pub(super) fn solve_from(&self, seed: u32) -> Vec<f64> {
        let members = self.members.state.len();
        let mut voice = vec![0.0; members];
        if !self.knows(seed) {
            return voice;
        }
        voice[seed as usize] = 1.0;
        let mut next = vec![0.0; members];
        for _ in 0..ROUNDS_MAX {
            next.fill(0.0);
            next[seed as usize] = 1.0;
            for ((by, voice), spent) in (0..).zip(&voice).zip(&self.members.spent) {
                if *voice > 0.0 {
                    let given = voice * (1.0 - self.parameters.alpha) / spent;
                    self.graph.each_out(by, |to, x| next[to as usize] += given * x);
                }
            }
            let change: f64 = next.iter().zip(&voice).map(|(new, old): (&f64, &f64)| (new - old).abs()).sum();
            std::mem::swap(&mut voice, &mut next);
            if change <= REST {
                break;
            }
        }
        voice
    }
}

fn seed(state: &State) -> f64 {
    f64::from(u8::from(state.vetted))
}
