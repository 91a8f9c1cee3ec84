//! The daily solve: all voices from nothing.

use super::Flow;

/// The last term, against the voices put in, at which the sum is taken as whole.
const REST: f64 = 1e-12;
/// With the least alpha allowed the last term is small enough long before.
const TERMS_MAX: usize = 10_000;

impl Flow {
    /// The daily solve, now: every figure anew from the log as of [`day`](Self::day). Ends [`hold`](Self::hold).
    /// Acknowledgements of a later day do not count yet.
    ///
    /// N_{k+1}[u] = s[u] + sum over a of N_k[a] Q[a,u], for all u, pulled along each giver's acknowledgers in ascending
    /// order. So the bits depend on the log alone: not on how it was fed, and they would not on the number of threads.
    pub fn solve(&mut self) {
        self.held = false;
        self.weighed = self.day;
        self.merge();
        self.weigh_all();
        self.members.queue.clear();
        self.members.state.iter_mut().for_each(|state| state.queued = false);
        let seed = |state: &super::State| f64::from(u8::from(state.vetted));
        let mut next = std::mem::take(&mut self.members.residual);
        let mut voice = std::mem::take(&mut self.members.voice);
        voice.clear();
        voice.extend(self.members.state.iter().map(seed));
        next.clear();
        next.extend_from_slice(&voice);
        let enough = REST * voice.iter().sum::<f64>();
        // x in the order in which it is pulled, for as long as the solve lasts.
        let x: Vec<f64> = self.graph.edge.iter().map(|edge| self.graph.x[*edge as usize]).collect();
        let pass = 1.0 - self.parameters.alpha;
        let mut given = vec![0.0; voice.len()];
        for _ in 0..TERMS_MAX {
            for ((given, voice), spent) in given.iter_mut().zip(&voice).zip(&self.members.spent) {
                *given = voice * pass / spent;
            }
            let mut change = 0.0;
            let mut at = 0;
            for (to, state) in self.members.state.iter().enumerate() {
                let end = self.graph.in_start[to + 1] as usize;
                let mut sum = seed(state);
                for (from, x) in self.graph.from[at..end].iter().zip(&x[at..end]) {
                    sum += given[*from as usize] * x;
                }
                at = end;
                change += (sum - voice[to]).abs();
                next[to] = sum;
            }
            std::mem::swap(&mut voice, &mut next);
            if change <= enough {
                break;
            }
        }
        next.fill(0.0);
        self.members.voice = voice;
        self.members.residual = next;
    }

    /// x of every pair and D of every member, today.
    fn weigh_all(&mut self) {
        let mut x = std::mem::take(&mut self.graph.x);
        for by in 0..self.members() {
            let mut spent = self.parameters.unspent;
            for edge in self.graph.out(by) {
                x[edge] = self.capped(self.mass(edge as u32, by));
                spent += x[edge];
            }
            self.members.spent[by as usize] = spent;
        }
        self.graph.x = x;
    }

    /// The same voices when all of it starts with one member; for whatever the day brought too.
    pub(super) fn solve_from(&self, seed: u32) -> Vec<f64> {
        let members = self.members.state.len();
        let mut voice = vec![0.0; members];
        if !self.knows(seed) {
            return voice;
        }
        voice[seed as usize] = 1.0;
        let mut next = vec![0.0; members];
        for _ in 0..TERMS_MAX {
            next.fill(0.0);
            next[seed as usize] = 1.0;
            for by in 0..members {
                if voice[by] > 0.0 {
                    let given = voice[by] * (1.0 - self.parameters.alpha) / self.members.spent[by];
                    self.graph.each_out(by as u32, |to, x| next[to as usize] += given * x);
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
