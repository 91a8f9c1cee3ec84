//! The child process that reads pictures: `soulava --decode PURPOSE`, bytes in on stdin, files out on stdout.
//!
//! Before it looks at a byte it gives up everything it does not need: it can open no file and no socket (no descriptor
//! is free), write no file, start no process unless it runs as root, take no more than its memory and time. A picture that breaks a decoder
//! breaks only this process.

use std::io::{Read, Write};

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

use crate::decode::{File, Made, make};
use crate::{Purpose, Refused};

/// The argument that asks for it.
pub const ARGUMENT: &str = "--decode";
/// Address space of the child, in bytes.
const MEMORY_BYTES: u64 = 512 * 1024 * 1024;
/// Processor time of the child, in seconds.
const CPU_SECONDS: u64 = 10;
/// Bytes the child reads at most; the parent's own limits are lower.
const INPUT_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// The first line of a child's answer.
#[derive(Serialize, Deserialize)]
pub(crate) enum Answer {
    Refused(String),
    Made { full: Head, preview: Head, blurhash: String, still: bool },
}

/// A file that follows the first line.
#[derive(Serialize, Deserialize)]
pub(crate) struct Head {
    kind: String,
    width: u32,
    height: u32,
    size: usize,
}

/// First line of `main`: when this process was started to read a picture, does so and ends; else returns at once.
pub fn run_if_asked() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() != Some(ARGUMENT) {
        return;
    }
    let purpose = arguments.next().and_then(|word| Purpose::of(&word)).unwrap_or(Purpose::Post);
    confine();
    let answered = read_input().and_then(|bytes| answer(&bytes, purpose));
    std::process::exit(i32::from(answered.is_err()));
}

/// Gives up everything the child does not need. Public so that a test can try what is left.
pub fn confine() {
    let _ = rustix::thread::set_no_new_privs(true);
    for (resource, limit) in [
        (Resource::As, MEMORY_BYTES),
        (Resource::Cpu, CPU_SECONDS),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        (Resource::Nproc, 0),
        // Nothing can be opened from here on: no file, no socket. Stdin and stdout are open already.
        (Resource::Nofile, 0),
    ] {
        // A system that lets a limit be set lower is not known to refuse it; the parent's clock is the last defence.
        let _ = setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) });
    }
}

fn read_input() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(INPUT_BYTES_MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn answer(bytes: &[u8], purpose: Purpose) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    match make(bytes, purpose) {
        Err(refused) => write_line(&mut out, &Answer::Refused(refused.word().to_owned()))?,
        Ok(made) => {
            let head = |file: &File| Head {
                kind: file.kind.to_owned(),
                width: file.width,
                height: file.height,
                size: file.bytes.len(),
            };
            let line = Answer::Made {
                full: head(&made.full),
                preview: head(&made.preview),
                blurhash: made.blurhash.clone(),
                still: made.still,
            };
            write_line(&mut out, &line)?;
            out.write_all(&made.full.bytes)?;
            out.write_all(&made.preview.bytes)?;
        }
    }
    out.flush()
}

fn write_line(out: &mut impl Write, answer: &Answer) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, answer)?;
    out.write_all(b"\n")
}

/// Reads a child's answer. The child may have been taken over by its picture, so nothing in it is believed: kinds come
/// from a closed list, sizes are checked, and each file must begin as what it says it is.
pub(crate) fn understand(output: &[u8]) -> Result<Made, Refused> {
    let end = output.iter().position(|byte| *byte == b'\n').ok_or(Refused::Broken)?;
    let (line, rest) = (&output[..end], &output[end + 1..]);
    let answer = serde_json::from_slice(line).map_err(|_| Refused::Broken)?;
    let (full, preview, blurhash, still) = match answer {
        Answer::Refused(word) => return Err(Refused::of(&word)),
        Answer::Made { full, preview, blurhash, still } => (full, preview, blurhash, still),
    };
    let (first, second) = rest.split_at_checked(full.size).ok_or(Refused::Broken)?;
    let is_blurhash = (6..=100).contains(&blurhash.len())
        && blurhash.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'&'));
    if second.len() != preview.size || !is_blurhash {
        return Err(Refused::Broken);
    }
    Ok(Made { full: file(&full, first)?, preview: file(&preview, second)?, blurhash, still })
}

fn file(head: &Head, bytes: &[u8]) -> Result<File, Refused> {
    use crate::Sort::{Jpeg, Png, Webp};
    let kind = match (head.kind.as_str(), crate::sniff(bytes)) {
        ("jpg", Some(Jpeg)) => "jpg",
        ("png", Some(Png)) => "png",
        ("webp", Some(Webp)) => "webp",
        _ => return Err(Refused::Broken),
    };
    let sized =
        (1..=crate::decode::SIDE_MAX).contains(&head.width) && (1..=crate::decode::SIDE_MAX).contains(&head.height);
    sized.then(|| File { kind, width: head.width, height: head.height, bytes: bytes.to_vec() }).ok_or(Refused::Broken)
}
