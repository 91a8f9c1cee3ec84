//! The square's side: a socket in the data folder that only its owner can open.

use std::fs::{File, Permissions};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::runtime::Handle;

use super::{At, Request};
use crate::cli::Trouble;
use crate::config::Config;
use crate::square::Square;

/// Bytes of a request's first line.
const LINE_BYTES_MAX: u64 = 1 << 20;
/// Bytes of an attachment: the largest list that can be imported.
const ATTACHMENT_BYTES_MAX: u64 = 1 << 30;
/// A terminal that sends nothing for this long is gone.
const READ_WITHIN: Duration = Duration::from_secs(30);
/// Progress is told at most this often.
const TOLD_EVERY: Duration = Duration::from_millis(100);

/// The open socket; its file goes when this is dropped.
pub struct Socket(PathBuf);

impl Drop for Socket {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[derive(Deserialize)]
struct Envelope {
    request: Request,
    attachment_bytes: Option<u64>,
}

/// Opens the socket and answers on threads of its own.
pub fn start(config: &Config, square: &Square) -> Result<Socket, Trouble> {
    let path = config.socket();
    let failed = |error: std::io::Error| Trouble::failed(format!("Cannot open {}: {error}", config.socket().display()));
    // The data folder is ours alone, so a file here is left over from a crash.
    let _ = std::fs::remove_file(&path);
    let listener = UnixListener::bind(&path).map_err(failed)?;
    std::fs::set_permissions(&path, Permissions::from_mode(0o600)).map_err(failed)?;
    let (square, runtime) = (square.clone(), Handle::current());
    let (data, mail_leaves) = (config.data.clone(), !config.smtp_url.is_empty());
    let at = move || At {
        db: square.db.clone(),
        standings: square.api.standings.clone(),
        urls: square.urls.clone(),
        pictures: square.api.pictures.clone(),
        data: data.clone(),
        mail_leaves,
        runtime: runtime.clone(),
        attachment: None,
    };
    let accept = move || {
        for stream in listener.incoming().flatten() {
            let at = at();
            let _ = thread::Builder::new().name("admin".to_owned()).spawn(move || converse(stream, at));
        }
    };
    thread::Builder::new().name("admin-socket".to_owned()).spawn(accept).map_err(failed)?;
    Ok(Socket(path))
}

fn converse(stream: UnixStream, at: At) {
    let answered = answer(&stream, at);
    if let Err(why) = answered {
        say(&stream, &json!({ "failed": why }));
    }
}

fn answer(stream: &UnixStream, mut at: At) -> Result<(), String> {
    let broke = |error: std::io::Error| format!("The request broke off: {error}");
    stream.set_read_timeout(Some(READ_WITHIN)).map_err(broke)?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.by_ref().take(LINE_BYTES_MAX).read_line(&mut line).map_err(broke)?;
    let envelope: Envelope =
        serde_json::from_str(&line).map_err(|error| format!("The running square is of another release: {error}"))?;
    let kept = match envelope.attachment_bytes {
        Some(bytes) if bytes > ATTACHMENT_BYTES_MAX => return Err("The file is larger than 1 GiB.".to_owned()),
        Some(bytes) => Some(keep(&mut reader, bytes, &at.data).map_err(broke)?),
        None => None,
    };
    at.attachment = kept.as_ref().map(|file| file.path().to_path_buf());
    let mut told = Instant::now() - TOLD_EVERY;
    let outcome = envelope.request.perform(&at, &mut |progress| {
        if told.elapsed() >= TOLD_EVERY {
            told = Instant::now();
            say(stream, &json!({ "progress": progress }));
        }
    })?;
    say(stream, &json!({ "done": outcome }));
    Ok(())
}

fn keep(reader: &mut impl Read, bytes: u64, data: &std::path::Path) -> std::io::Result<tempfile::NamedTempFile> {
    let file = tempfile::NamedTempFile::new_in(data)?;
    let copied = std::io::copy(&mut reader.take(bytes), &mut File::create(file.path())?)?;
    if copied == bytes { Ok(file) } else { Err(std::io::ErrorKind::UnexpectedEof.into()) }
}

fn say(mut stream: &UnixStream, line: &Value) {
    // A terminal that left does not stop what it asked for.
    let _ = writeln!(stream, "{line}");
}
