//! Within the day: each event is passed on only as far as it matters.

use super::Flow;

/// Squares of up to so many pairs are as exact within the day as after a solve: it costs next to nothing.
const SMALL_PAIRS: usize = 1_000;
const SMALL_VOICE: f64 = 1e-13;

impl Flow {
    /// x of a pair becomes another; what that moves is passed on.
    ///
    /// The voice of the acknowledger is scaled along with D, so that what everybody else gets of it stays as it is:
    /// only the two of the pair are out of balance, and p + r = s + p Q keeps holding.
    pub(super) fn bend(&mut self, edge: u32, by: u32, giver: u32, x: f64) {
        let change = x - self.graph.x(edge);
        if change == 0.0 {
            return;
        }
        self.graph.set_x(edge, x);
        let members = &mut self.members;
        let moved = members.voice[by as usize] * change / members.spent[by as usize];
        members.voice[by as usize] += moved;
        members.spent[by as usize] += change;
        members.residual[by as usize] -= moved;
        members.residual[giver as usize] += (1.0 - self.parameters.alpha) * moved;
        self.enqueue(by);
        self.enqueue(giver);
        self.push(self.parameters.touches_max);
    }

    /// Voice of one's own that comes or goes.
    pub(super) fn shift(&mut self, member: u32, voice: f64) {
        self.members.residual[member as usize] += voice;
        self.enqueue(member);
        self.push(self.parameters.touches_max);
    }

    /// Passes on what earlier events left, touching about so many pairs; whether nothing is left to pass on. For idle
    /// moments: no event touches more than [`touches_max`](super::Parameters::touches_max).
    pub fn drain(&mut self, touches: u32) -> bool {
        self.push(touches);
        self.members.queue.is_empty()
    }

    /// How far off all voices together can be, at most: |r|/alpha, in voices. 0 after a solve. Looks at every member.
    pub fn error_bound(&self) -> f64 {
        self.members.residual.iter().map(|rest| rest.abs()).sum::<f64>() / self.parameters.alpha
    }

    /// Residual voice that is left where it is.
    fn least(&self) -> f64 {
        if self.graph.pairs() <= SMALL_PAIRS { SMALL_VOICE } else { self.parameters.push_voice }
    }

    fn enqueue(&mut self, member: u32) {
        let least = self.least();
        let state = &mut self.members.state[member as usize];
        if !state.queued && self.members.residual[member as usize].abs() > least {
            state.queued = true;
            self.members.queue.push_back(member);
        }
    }

    /// First in, first out; a row begun is done whole.
    fn push(&mut self, touches: u32) {
        let (pass, least) = (1.0 - self.parameters.alpha, self.least());
        let members = &mut self.members;
        let mut touched = 0;
        while touched < touches {
            let Some(from) = members.queue.pop_front() else { return };
            let at = from as usize;
            members.state[at].queued = false;
            let rest = members.residual[at];
            if rest.abs() <= least {
                continue;
            }
            members.residual[at] = 0.0;
            members.voice[at] += rest;
            let given = rest * pass / members.spent[at];
            let (residual, state, queue) = (&mut members.residual, &mut members.state, &mut members.queue);
            self.graph.each_out(from, |to, x| {
                touched += 1;
                let rest = &mut residual[to as usize];
                *rest += given * x;
                let state = &mut state[to as usize];
                if rest.abs() > least && !state.queued {
                    state.queued = true;
                    queue.push_back(to);
                }
            });
        }
    }
}
