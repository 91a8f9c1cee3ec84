//! Reads pictures as `soulava --decode` does, for tests; `--probe ADDRESS FILE` tries what is left to a confined child.

use std::net::TcpStream;

fn main() {
    soulava_media::child::run_if_asked();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [probe, address, file] = arguments.as_slice() else { std::process::exit(2) };
    if probe != "--probe" {
        std::process::exit(2);
    }
    soulava_media::child::confine();
    let connected = TcpStream::connect(address).is_ok();
    let wrote = std::fs::write(file, b"escaped").is_ok();
    let read = std::fs::read("/etc/hostname").is_ok();
    println!("connected={connected} wrote={wrote} read={read}");
}
