//! `cargo xtask bench`: the square measured beside a constant answer of the same size, in one run.
//!
//! Ratios are what to compare; absolute figures belong to the machine they were taken on.

mod generate;
mod load;
mod process;
mod scenes;

use std::time::Duration;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime starts");
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--constant", address, size] => {
            let address = address.parse().expect("an address");
            runtime.block_on(process::serve_constant(address, size.parse().expect("a size")));
        }
        rest => {
            let quick = rest.contains(&"--quick");
            let plan = scenes::Plan {
                people: if quick { 200 } else { 2_000 },
                follows: if quick { 4_000 } else { 60_000 },
                posts: if quick { 3_000 } else { 50_000 },
                followers: if quick { 100 } else { 1_000 },
                streams: if quick { 100 } else { 1_000 },
                length: Duration::from_secs(if quick { 1 } else { 5 }),
            };
            runtime.block_on(scenes::all(&plan));
        }
    }
}
