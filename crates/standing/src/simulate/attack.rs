//! Attacks, and what they bring by several measures.

use super::{Chance, Square, eigentrust, pagerank};
use crate::flow::{MemberId, Parameters};

/// How standing is attacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Made-up accounts and the main one thank each other; honest people thank the main one.
    Star,
    /// Honest people thank made-up accounts, which thank the main one.
    Spread,
    /// As spread, and every made-up account thanks ten others.
    Clique,
    /// Main one, a third of the accounts, the next third, the last third, main one: round and round.
    Loop,
    /// Somebody already well thought of makes accounts, and they thank each other.
    Insider,
    /// Real, vetted members all thank each other, again and again.
    Ring,
    /// Real, vetted members are bribed to thank somebody.
    Bribe,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Star, Self::Spread, Self::Clique, Self::Loop, Self::Insider, Self::Ring, Self::Bribe];

    /// The word for it on a command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Star => "star",
            Self::Spread => "spread",
            Self::Clique => "clique",
            Self::Loop => "loop",
            Self::Insider => "insider",
            Self::Ring => "ring",
            Self::Bribe => "bribe",
        }
    }

    /// Whether the attackers are vetted members rather than made-up accounts.
    pub fn is_of_members(self) -> bool {
        matches!(self, Self::Ring | Self::Bribe)
    }
}

/// An attack on a square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attack {
    /// How.
    pub kind: Kind,
    /// How many made-up accounts; for rings and bribes, how many vetted members take part.
    pub accounts: u32,
    /// How many honest people thank the attackers once each, having been deceived; drawn from those who thank at all.
    pub edges: u32,
    /// Whether only vetted members are deceived, rather than anybody.
    pub vetted_only: bool,
    /// How often each of the attackers thanks each other one, or each bribed member the one who bribes.
    pub times: f64,
    /// Chance is made from it.
    pub seed: u64,
}

/// One measure before the attack and after.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// The main attacker with the same honest thanks and nothing made up.
    pub before: f64,
    /// The main attacker with it.
    pub after: f64,
    /// The attackers' share of everybody's, after, in [0, 1].
    pub share: f64,
    /// All attackers together, before.
    pub all_before: f64,
    /// All attackers together, after.
    pub all_after: f64,
}

impl Figures {
    /// How many times more the main attacker has; 1 when there was and is nothing.
    pub fn gain(&self) -> f64 {
        ratio(self.after, self.before)
    }

    /// How many times more all attackers have together.
    pub fn gain_of_all(&self) -> f64 {
        ratio(self.all_after, self.all_before)
    }

    fn of(main: u32, attackers: &[u32], before: &[f64], after: &[f64]) -> Self {
        let at = |figures: &[f64], member: u32| figures.get(member as usize).copied().unwrap_or_default();
        let sum = |figures: &[f64]| attackers.iter().map(|member| at(figures, *member)).sum::<f64>();
        let everybody: f64 = after.iter().sum();
        Self {
            before: at(before, main),
            after: at(after, main),
            share: if everybody > 0.0 { sum(after) / everybody } else { 0.0 },
            all_before: sum(before),
            all_after: sum(after),
        }
    }
}

fn ratio(after: f64, before: f64) -> f64 {
    if before > 0.0 {
        after / before
    } else if after > 0.0 {
        f64::INFINITY
    } else {
        1.0
    }
}

/// What an attack brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// How many people the square had before.
    pub people: usize,
    /// How many of them are vetted.
    pub vetted: usize,
    /// The Hau flow, in points.
    pub standing: Figures,
    /// Thanks counted.
    pub count: Figures,
    /// PageRank with restart anywhere.
    pub pagerank: Figures,
    /// EigenTrust from the vetted members.
    pub eigentrust: Figures,
    /// What honest thanks alone bring the attackers, in points: `F/U`.
    pub entering: f64,
    /// No wiring brings the main attacker more points than this.
    pub bound: f64,
    /// No wiring brings all attackers together more points than this.
    pub bound_of_all: f64,
    /// The voices of those who were bribed, summed; 0 without a bribe.
    pub bribed_voice: f64,
}

impl Report {
    /// Points the main attacker won for each voice that was bribed: 2.2 at most.
    pub fn moved_per_voice(&self) -> f64 {
        if self.bribed_voice > 0.0 { (self.standing.after - self.standing.before) / self.bribed_voice } else { 0.0 }
    }

    /// Whether the standings stay under their bounds.
    pub fn holds(&self) -> bool {
        self.standing.after <= self.bound * (1.0 + 1e-9)
            && self.standing.all_after <= self.bound_of_all * (1.0 + 1e-9)
            && self.moved_per_voice() <= 2.2 + 1e-9
    }
}

/// The square before and after, and who attacks; the first is the main one.
struct Staged {
    before: Square,
    after: Square,
    attackers: Vec<u32>,
    bribed: Vec<u32>,
}

impl Attack {
    /// Carries it out on a copy of the square.
    pub fn on(&self, square: &Square) -> Report {
        let Staged { before, after, attackers, bribed } = self.stage(square);
        let main = attackers.first().copied().unwrap_or_default();
        let figures =
            |measure: &dyn Fn(&Square) -> Vec<f64>| Figures::of(main, &attackers, &measure(&before), &measure(&after));
        let flow = after.flow();
        let standings: Vec<f64> =
            (0..after.vetted.len()).map(|member| flow.standing(MemberId(member as u32))).collect();
        let earlier = before.flow();
        let mut was = vec![0.0; standings.len()];
        for attacker in &attackers {
            was[*attacker as usize] = earlier.standing(MemberId(*attacker));
        }
        let standing = Figures::of(main, &attackers, &was, &standings);
        let bribed_voice = bribed.iter().map(|member| flow.voice(MemberId(*member))).sum();
        let bounds = Bounds::of(&after, &attackers);
        Report {
            people: square.vetted.len(),
            vetted: square.vetted.iter().filter(|vetted| **vetted).count(),
            standing,
            count: figures(&Square::counts),
            pagerank: figures(&pagerank),
            eigentrust: figures(&eigentrust),
            entering: bounds.entering,
            bound: bounds.main,
            bound_of_all: bounds.all,
            bribed_voice,
        }
    }

    fn stage(&self, square: &Square) -> Staged {
        let mut chance = Chance::new(self.seed);
        let mut before = square.clone();
        if before.vetted.is_empty() {
            before.join();
        }
        let vetted: Vec<u32> =
            (0..square.vetted.len() as u32).filter(|member| square.vetted[*member as usize]).collect();
        if self.kind.is_of_members() {
            return self.members(before, &vetted, &mut chance);
        }
        let main = if self.kind == Kind::Insider { best(&before) } else { before.join() };
        let mut deceived =
            if self.vetted_only { vetted } else { square.thanks.iter().map(|thanks| thanks.by).collect() };
        deceived.sort_unstable();
        deceived.dedup();
        deceived.retain(|member| self.kind != Kind::Insider && *member != main);
        let deceived = chance.some_of(&deceived, self.edges as usize);
        let spread = matches!(self.kind, Kind::Spread | Kind::Clique);
        let mut after = before.clone();
        let accounts: Vec<u32> = (0..self.accounts).map(|_| after.join()).collect();
        for (place, by) in deceived.into_iter().enumerate() {
            before.thank(by, main, 1.0);
            let of = if spread && !accounts.is_empty() { accounts[place % accounts.len()] } else { main };
            after.thank(by, of, 1.0);
        }
        match self.kind {
            Kind::Loop => self.loops(&mut after, main, &accounts, &mut chance),
            kind => {
                for account in &accounts {
                    after.thank(*account, main, self.times);
                    if !spread {
                        after.thank(main, *account, self.times);
                    }
                    for other in (0..10).filter(|_| kind == Kind::Clique) {
                        let other = accounts[(*account as usize + 1 + other * 7) % accounts.len()];
                        if other != *account {
                            after.thank(*account, other, self.times);
                        }
                    }
                }
            }
        }
        let attackers = [&[main], accounts.as_slice()].concat();
        Staged { before, after, attackers, bribed: Vec::new() }
    }

    fn loops(&self, square: &mut Square, main: u32, accounts: &[u32], chance: &mut Chance) {
        let third = accounts.len() / 3;
        let (first, second, last) = (&accounts[..third], &accounts[third..2 * third], &accounts[2 * third..]);
        for account in first {
            square.thank(main, *account, self.times);
        }
        for (from, to) in [(first, second), (second, last)] {
            for account in from {
                for next in chance.some_of(to, 6) {
                    square.thank(*account, next, self.times);
                }
            }
        }
        for account in last {
            square.thank(*account, main, self.times);
        }
    }

    fn members(&self, before: Square, vetted: &[u32], chance: &mut Chance) -> Staged {
        let mut after = before.clone();
        let mut chosen = chance.some_of(vetted, self.accounts as usize + 1);
        let main = chosen.pop().unwrap_or_default();
        if self.kind == Kind::Bribe {
            for by in &chosen {
                after.thank(*by, main, self.times);
            }
            return Staged { before, after, attackers: vec![main], bribed: chosen };
        }
        chosen.pop();
        let ring = [&[main], chosen.as_slice()].concat();
        for by in &ring {
            for of in ring.iter().filter(|of| *of != by) {
                after.thank(*by, *of, self.times);
            }
        }
        Staged { before, after, attackers: ring, bribed: Vec::new() }
    }
}

/// The sixth in standing, as somebody who could be tempted.
fn best(square: &Square) -> u32 {
    let standings = square.standings();
    let mut order: Vec<u32> = (0..standings.len() as u32).collect();
    order.sort_by(|a, b| standings[*b as usize].total_cmp(&standings[*a as usize]).then(a.cmp(b)));
    order.get(5).or(order.first()).copied().unwrap_or_default()
}

/// What the theorem allows a set of attackers, whatever they do among themselves.
pub(super) struct Bounds {
    pub(super) entering: f64,
    pub(super) main: f64,
    pub(super) all: f64,
}

impl Bounds {
    /// `F` is what enters the set when its own members pass nothing on: it depends on honest people only.
    pub(super) fn of(square: &Square, attackers: &[u32]) -> Self {
        let mut is_attacker = vec![false; square.vetted.len()];
        for attacker in attackers {
            is_attacker[*attacker as usize] = true;
        }
        let mut cut = square.clone();
        cut.thanks.retain(|thanks| !is_attacker[thanks.by as usize]);
        let flow = cut.flow();
        let entering: f64 = attackers.iter().map(|attacker| flow.standing(MemberId(*attacker))).sum();
        let Parameters { alpha, .. } = *flow.parameters();
        let seeds = attackers.iter().filter(|attacker| square.vetted[**attacker as usize]).count() as f64;
        let own = (1.0 - alpha) * seeds / flow.parameters().unit();
        // Loops of up to three are taken out exactly; what a longer one brings falls with every round.
        let loops = 1.0 - (1.0 - alpha).powi(4);
        Self { entering, main: (entering + own) / loops, all: (entering + own) / alpha }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_accounts_bring_nothing_and_a_counter_pays_for_them() {
        let square = Square::made_up(300, 3);
        for kind in Kind::ALL {
            let attack = Attack { kind, accounts: 30, edges: 6, vetted_only: false, times: 20.0, seed: 5 };
            let report = attack.on(&square);
            assert!(report.holds(), "{kind:?}: {report:?}");
            assert!(report.count.gain() > 5.0, "{kind:?}: {report:?}");
            if matches!(kind, Kind::Star | Kind::Spread | Kind::Clique | Kind::Insider) {
                assert!(report.standing.gain() <= 1.0 + 1e-9, "{kind:?}: {report:?}");
            }
            assert_eq!(attack.on(&square), report);
        }
    }

    #[test]
    fn twice_as_many_accounts_bring_no_more() {
        let square = Square::made_up(200, 4);
        let few =
            Attack { kind: Kind::Star, accounts: 100, edges: 5, vetted_only: false, times: 20.0, seed: 1 }.on(&square);
        let many = Attack { kind: Kind::Star, accounts: 1_000, edges: 5, vetted_only: false, times: 20.0, seed: 1 }
            .on(&square);
        assert!(many.standing.after <= few.standing.after * (1.0 + 1e-9));
        assert!(many.pagerank.share > few.pagerank.share);
    }

    #[test]
    fn a_square_too_small_to_attack_is_no_trouble() {
        for kind in Kind::ALL {
            let attack = Attack { kind, accounts: 3, edges: 2, vetted_only: false, times: 1.0, seed: 0 };
            assert!(attack.on(&Square::default()).holds());
            attack.on(&Square { vetted: vec![true], ..Square::default() });
            Attack { accounts: 0, edges: 0, ..attack }.on(&Square::made_up(20, 1));
        }
    }
}
