//! Speed and size at a million members, beside other programs on the same graph in the same run.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use soulava_standing::experience::{Experience, Relation, shown};
use soulava_standing::flow::{Flow, GiftId, MemberId, Parameters, To};
use soulava_standing::gravity::{self, Edge};
use soulava_standing::introduction::{Tie, candidates};
use soulava_standing::simulate::Chance;
use soulava_standing::tie::{Channel, Direction, Masses};

/// The last day of the year over which acknowledgements are spread.
const TODAY: i64 = 365;

/// How large.
struct Size {
    members: u32,
    pairs: usize,
    acknowledgements: usize,
    /// Acknowledgements streamed in within the day.
    updates: usize,
}

#[derive(Clone, Copy)]
struct Ack {
    by: u32,
    of: u32,
    grade: f64,
    day: i64,
}

/// One line of the table.
struct Line {
    what: &'static str,
    measured: String,
    aim: &'static str,
    met: Option<bool>,
}

/// Measures everything and returns the table. `python` has the packages of `requirements.txt`.
pub fn all(quick: bool, python: Option<&str>) -> String {
    let size = if quick {
        Size { members: 20_000, pairs: 98_000, acknowledgements: 200_000, updates: 20_000 }
    } else {
        Size { members: 1_000_000, pairs: 4_900_000, acknowledgements: 10_000_000, updates: 200_000 }
    };
    let mut lines = Vec::new();
    let acks = made_up(&size);
    let vetted = |member: u32| member.is_multiple_of(3);

    let (mut flow, filling) = timed(|| fill(&size, &acks, vetted));
    let (_, first) = timed(|| flow.advance(TODAY));
    lines.push(line("filling an empty engine from the log", format!("{filling:.1} s"), "", None));
    lines.push(line("the first solve, with sorting everything", format!("{first:.2} s"), "", None));

    // Before the others and after them, so that a busier minute of the machine falls on all.
    let mut solves: Vec<f64> = (1..=5).map(|days| timed(|| flow.advance(TODAY + days)).1).collect();
    let others = python.map(|python| beside(python, &size, &acks, &flow, vetted));
    solves.extend((6..=10).map(|days| timed(|| flow.advance(TODAY + days)).1));
    let solve = percentile(&mut solves, 0.5);
    let what = "daily solve after a quiet day (median of 10)";
    lines.push(line(what, format!("{solve:.2} s"), "1.5 s", Some(solve <= 1.5)));
    for (what, seconds, aim, least) in others.into_iter().flatten() {
        let ratio = seconds / solve;
        lines.push(line(what, format!("{seconds:.2} s: {ratio:.1} × ours"), aim, Some(ratio >= least)));
    }

    updates(&size, &mut flow, &acks, &mut lines);
    reading(&size, &flow, &mut lines);
    let (_, busy) = timed(|| flow.advance(TODAY + 11));
    let what = "daily solve after a day of 200,000 acknowledgements";
    lines.push(line(if quick { "daily solve after a busy day" } else { what }, format!("{busy:.2} s"), "", None));
    keeping(&mut flow, &mut lines);
    drop(flow);
    smaller(quick, &mut lines);

    let mut text = format!(
        "{} members, {} acknowledgements, {} pairs; one thread.\n\n| What | Measured | Aim |\n|---|---|---|\n",
        size.members, size.acknowledgements, size.pairs
    );
    for Line { what, measured, aim, met } in lines {
        let verdict = match met {
            Some(true) => ", met",
            Some(false) => ", **missed**",
            None => "",
        };
        text += &format!("| {what} | {measured} | {aim}{verdict} |\n");
    }
    text
}

fn line(what: &'static str, measured: String, aim: &'static str, met: Option<bool>) -> Line {
    Line { what, measured, aim, met }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let answer = work();
    (answer, start.elapsed().as_secs_f64())
}

/// Clusters of fifty, a few whom very many thank, some who thank many; then more thanks between the same people.
fn made_up(size: &Size) -> Vec<Ack> {
    let mut chance = Chance::new(4);
    let members = f64::from(size.members);
    // Spread over all numbers, so that neighbours in memory are not neighbours in life.
    let spread = |rank: f64| ((rank as u64 * 7_919_999_983) % u64::from(size.members)) as u32;
    let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(size.pairs * 9 / 8);
    while pairs.len() < size.pairs {
        while pairs.len() < size.pairs * 9 / 8 {
            let by = spread(members * chance.share().powf(1.3));
            let near = (by - by % 50 + chance.below(50)).min(size.members - 1);
            let of = if chance.below(10) < 6 { near } else { spread(members * chance.share().powi(3)) };
            if by != of {
                pairs.push((by, of));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
    }
    for place in 0..size.pairs {
        let other = place + chance.below((pairs.len() - place) as u32) as usize;
        pairs.swap(place, other);
    }
    pairs.truncate(size.pairs);
    (0..size.acknowledgements)
        .map(|place| {
            let pair = if place < size.pairs { place } else { chance.below(size.pairs as u32) as usize };
            let grade = [0.25, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0][chance.below(10) as usize];
            Ack { by: pairs[pair].0, of: pairs[pair].1, grade, day: i64::from(chance.below(TODAY as u32)) }
        })
        .collect()
}

fn fill(size: &Size, acks: &[Ack], vetted: impl Fn(u32) -> bool) -> Flow {
    let mut flow = Flow::new(Parameters::default());
    flow.hold();
    for number in 0..size.members {
        let member = flow.join();
        flow.vet(member, vetted(number));
    }
    for (id, ack) in acks.iter().enumerate() {
        said(&mut flow, id as u64, ack);
    }
    flow.advance(TODAY - 1);
    flow.solve();
    flow
}

fn said(flow: &mut Flow, id: u64, ack: &Ack) {
    flow.gift(GiftId(id), &[MemberId(ack.of)], To::Some(&[MemberId(ack.by)]), false);
    flow.acknowledge(GiftId(id), MemberId(ack.by), ack.grade, ack.day, false);
}

/// Hands the same graph to scipy and igraph; the sum of all voices shows that it was the same. What, seconds, the aim
/// and how many times ours it is at least.
fn beside(
    python: &str,
    size: &Size,
    acks: &[Ack],
    flow: &Flow,
    vetted: impl Fn(u32) -> bool,
) -> [(&'static str, f64, &'static str, f64); 2] {
    let folder = std::env::temp_dir().join(format!("standing-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for arrays");
    let mut masses: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for ack in acks {
        *masses.entry((ack.by, ack.of)).or_default() += ack.grade * (-((flow.day() - ack.day) as f64) / 90.0).exp2();
    }
    let put = |name: &str, bytes: Vec<u8>| fs::write(folder.join(name), bytes).expect("room for arrays");
    put("by", masses.keys().flat_map(|(by, _)| by.to_le_bytes()).collect());
    put("of", masses.keys().flat_map(|(_, of)| of.to_le_bytes()).collect());
    put("x", masses.values().flat_map(|g| (2.0 * g / (2.0 + g)).to_le_bytes()).collect());
    put("seed", (0..size.members).flat_map(|member| f64::from(u8::from(vetted(member))).to_le_bytes()).collect());
    drop(masses);
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/standing/peers.py");
    let output = Command::new(python).arg(script).arg(&folder).output().expect("the Python of SOULAVA_BENCH_PYTHON");
    _ = fs::remove_dir_all(&folder);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    let number = |name: &str| -> f64 {
        let rest = text.split(&format!("\"{name}\": ")).nth(1).expect("a figure the script prints");
        rest.split([',', '}']).next().and_then(|digits| digits.trim().parse().ok()).expect("a number")
    };
    let voice: f64 = (0..size.members).map(|member| flow.voice(MemberId(member))).sum();
    let apart = (voice / number("voice") - 1.0).abs();
    assert!(apart < 1e-6, "not the same graph: {voice} and {}", number("voice"));
    [
        ("python-igraph PageRank, prpack, to its own 1e-10", number("igraph_seconds"), "5 × ours", 5.0),
        ("scipy power iteration of the same equation, to 1e-12", number("scipy_seconds"), "1.5 × ours", 1.5),
    ]
}

fn updates(size: &Size, flow: &mut Flow, acks: &[Ack], lines: &mut Vec<Line>) {
    let mut chance = Chance::new(9);
    let today = flow.day();
    let mut spent: Vec<f64> = Vec::with_capacity(size.updates);
    for number in 0..size.updates {
        // Half between people who thanked each other before, half between people who did not.
        let mut ack = acks[chance.below(acks.len() as u32) as usize];
        if number % 2 == 0 {
            ack.of = acks[chance.below(acks.len() as u32) as usize].of;
        }
        let ack = Ack { grade: 1.0, day: today, ..ack };
        let ((), seconds) = timed(|| said(flow, (size.acknowledgements + number) as u64, &ack));
        spent.push(seconds * 1e6);
    }
    let mean = spent.iter().sum::<f64>() / spent.len() as f64;
    let p99 = percentile(&mut spent, 0.99);
    lines.push(line("a gift and its acknowledgement, mean", format!("{mean:.1} µs"), "10 µs", Some(mean <= 10.0)));
    lines.push(line("the same, p99", format!("{p99:.0} µs"), "200 µs", Some(p99 <= 200.0)));
}

fn reading(size: &Size, flow: &Flow, lines: &mut Vec<Line>) {
    let mut chance = Chance::new(10);
    let (mut explained, mut viewed) = (Vec::new(), Vec::new());
    while explained.len() < 20_000 {
        let member = MemberId(chance.below(size.members));
        let (why, seconds) = timed(|| flow.explain(member));
        if why.points > 0.0 {
            explained.push(seconds * 1e6);
        }
    }
    while viewed.len() < 2_000 {
        let from = MemberId(chance.below(size.members));
        viewed.push(timed(|| black_box(flow.view_from(from)).voice(from)).1 * 1e6);
    }
    let p50 = percentile(&mut explained, 0.5);
    let p99 = percentile(&mut explained, 0.99);
    lines.push(line(
        "standing with all its reasons, p50 and p99",
        format!("{p50:.0} and {p99:.0} µs"),
        "1 ms",
        Some(p99 <= 1_000.0),
    ));
    let view = percentile(&mut viewed, 0.99);
    lines.push(line("the square as one member sees it, p99", format!("{view:.0} µs"), "5 ms", Some(view <= 5_000.0)));
}

fn keeping(flow: &mut Flow, lines: &mut Vec<Line>) {
    let memory = flow.memory();
    let acks = memory.acknowledgements as f64;
    let per_member = memory.members_bytes as f64 / memory.members as f64;
    let per_pair = memory.pairs_bytes as f64 / memory.pairs as f64;
    lines.push(line(
        "bytes a pair, with its acknowledgements",
        format!("{per_pair:.0} ({:.1} acknowledgements a pair)", acks / memory.pairs as f64),
        "80",
        Some(per_pair <= 80.0),
    ));
    lines.push(line("bytes a member", format!("{per_member:.0}"), "64", Some(per_member <= 64.0)));
    lines.push(line("bytes in all", format!("{:.0} MB", memory.bytes() as f64 / 1e6), "", None));
    let (bytes, writing) = timed(|| flow.snapshot());
    let path = std::env::temp_dir().join(format!("standing-snapshot-{}", std::process::id()));
    fs::write(&path, &bytes).expect("room for a snapshot");
    let (restored, loading) =
        timed(|| Flow::restore(&fs::read(&path).expect("the snapshot just written")).expect("a sound snapshot"));
    _ = fs::remove_file(&path);
    let same = (0..1_000)
        .all(|member| restored.standing(MemberId(member)).to_bits() == flow.standing(MemberId(member)).to_bits());
    assert!(same, "a restored engine says the same to the bit");
    lines.push(line("snapshot", format!("{:.0} MB in {writing:.2} s", bytes.len() as f64 / 1e6), "", None));
    lines.push(line("start from the snapshot's file", format!("{loading:.2} s"), "3 s", Some(loading < 3.0)));
}

/// The smaller functions.
fn smaller(quick: bool, lines: &mut Vec<Line>) {
    let mut chance = Chance::new(12);
    let times = if quick { 100_000 } else { 3_000_000 };
    let mut ties = vec![Masses::default(); 4_096];
    let ((), seconds) = timed(|| {
        for number in 0..times {
            let tie = &mut ties[(number * 31) % 4_096];
            tie.add(Channel::ALL[number % 5], Direction::AtoB, 1.0, number as i64 / 10_000);
            black_box(tie.strength(number as i64 / 10_000));
        }
    });
    let each = seconds / times as f64 * 1e6;
    lines.push(line("a tie: one act and its strength", format!("{each:.3} µs"), "1 µs", Some(each <= 1.0)));

    let (people, count) = if quick { (4_000_u32, 20_000) } else { (200_000, 1_000_000) };
    let edges: Vec<Edge> = (0..count)
        .map(|_| {
            let a = chance.below(people);
            let b = if chance.below(3) > 0 { (a + 1 + chance.below(20)) % people } else { chance.below(people) };
            Edge { a, b, s: 0.05 + 0.9 * chance.share(), m_ab: chance.share(), m_ba: chance.share() }
        })
        .collect();
    let mut brand = vec![false; people as usize];
    brand[0] = true;
    let (index, seconds) = timed(|| gravity::of(&edges, &brand).index);
    black_box(index);
    let what = if quick { "gravity of a small square" } else { "gravity of 200,000 people and a million ties" };
    lines.push(line(what, format!("{seconds:.2} s"), "1 s", Some(seconds <= 1.0)));

    // One member with 60 ties, each of whom has 60.
    let near: Vec<Tie<u32>> = (1..=60).map(|other| Tie { a: 0, b: other, s: 0.3 }).collect();
    let beyond =
        (1..=60).flat_map(|one| (0..59).map(move |step| Tie { a: one, b: 61 + (one * 17 + step) % 900, s: 0.2 }));
    let all: Vec<Tie<u32>> = near.iter().copied().chain(beyond).collect();
    let mut spent: Vec<f64> =
        (0..500).map(|_| timed(|| black_box(candidates(0, &all, |_| false)).len()).1 * 1e3).collect();
    let p99 = percentile(&mut spent, 0.99);
    lines.push(line("whom one member could meet, 3,600 ties, p99", format!("{p99:.2} ms"), "5 ms", Some(p99 <= 5.0)));

    let told = Experience { stars: 4.0, habit: 0.3, relation: Relation::Known(0.4), voice: 0.8, is_paid: false };
    let mut spent: Vec<f64> =
        (0..2_000).map(|_| timed(|| black_box(shown(4.0, black_box(&[told; 200])))).1 * 1e6).collect();
    let p99 = percentile(&mut spent, 0.99);
    lines.push(line("one thing with 200 experiences, p99", format!("{p99:.1} µs"), "200 µs", Some(p99 <= 200.0)));
}

fn percentile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[((values.len() - 1) as f64 * share) as usize]
}
