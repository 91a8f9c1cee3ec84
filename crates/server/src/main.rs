//! A self-hosted social square run as a gift economy.

use std::process::ExitCode;

/// Small and quick; the square idles in a few megabytes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The same binary reads pictures, in a child that can open nothing.
    soulava_media::child::run_if_asked();
    soulava_server::cli::main()
}
