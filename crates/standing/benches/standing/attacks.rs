//! The attacks of `docs/standing.md` on the Advogato network.

use soulava_standing::simulate::{Attack, Kind, Report, Square};

/// An attack with the words for it.
pub struct Scene {
    pub attack: Attack,
    pub report: Report,
}

impl Scene {
    pub fn on(square: &Square, kind: Kind, accounts: u32, edges: u32, times: f64) -> Self {
        let attack = Attack { kind, accounts, edges, vetted_only: false, times, seed: 1 };
        Self { attack, report: attack.on(square) }
    }

    /// What the main attacker may gain at most.
    pub fn gain_max(&self) -> f64 {
        match self.attack.kind {
            Kind::Star | Kind::Spread | Kind::Clique | Kind::Insider => 1.0 + 1e-9,
            Kind::Loop => 1.32,
            Kind::Ring | Kind::Bribe => f64::INFINITY,
        }
    }

    /// Says what does not hold, if anything.
    pub fn fault(&self) -> Option<String> {
        let gain = self.report.standing.gain();
        let holds = self.report.holds() && (gain <= self.gain_max() || self.report.standing.before == 0.0);
        (!holds).then(|| format!("{:?}: gain {gain}, {:?}", self.attack, self.report))
    }
}
