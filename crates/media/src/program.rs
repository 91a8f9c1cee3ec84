//! Which program reads pictures, and how it is started and stopped.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

use crate::decode::{Made, make};
use crate::{Purpose, Refused, child};

/// From start to answer; the child's processor time is limited besides.
const CHILD_TIMEOUT: Duration = Duration::from_secs(15);
/// The largest answer we take.
const ANSWER_BYTES_MAX: u64 = 48 * 1024 * 1024;

/// The program that reads pictures.
#[derive(Clone, Debug)]
pub enum Program {
    /// This same binary, whose `main` calls [`child::run_if_asked`] first.
    Itself,
    /// Another binary that does.
    At(PathBuf),
    /// No child at all. For tests in binaries that are not the program; never for bytes from people.
    InThisProcess,
}

impl Program {
    pub(crate) async fn read(&self, bytes: Vec<u8>, purpose: Purpose) -> Result<Made, Refused> {
        let path = match self {
            Self::InThisProcess => {
                let made = tokio::task::spawn_blocking(move || make(&bytes, purpose)).await;
                return made.unwrap_or(Err(Refused::Broken));
            }
            // The link stays valid when the file was replaced by an upgrade.
            Self::Itself => PathBuf::from("/proc/self/exe"),
            Self::At(path) => path.clone(),
        };
        match tokio::time::timeout(CHILD_TIMEOUT, ask(path, bytes, purpose)).await {
            Ok(answer) => answer,
            // Dropping the future dropped the child, which kills it.
            Err(_) => Err(Refused::TooHeavy),
        }
    }
}

async fn ask(path: PathBuf, bytes: Vec<u8>, purpose: Purpose) -> Result<Made, Refused> {
    let mut child = Command::new(path)
        .arg(child::ARGUMENT)
        .arg(purpose.word())
        .env_clear()
        // The allocator would reserve a gigabyte of addresses first, which is more than the child may have.
        .env("MIMALLOC_ARENA_RESERVE", "0")
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(Refused::Storage)?;
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let stdout = child.stdout.take().expect("stdout is piped");
    let send = async move {
        // A child that refuses early stops reading; its answer says why.
        let _ = stdin.write_all(&bytes).await;
        drop(stdin);
    };
    let mut output = Vec::new();
    let mut answer = stdout.take(ANSWER_BYTES_MAX);
    let (_, received) = tokio::join!(send, answer.read_to_end(&mut output));
    received.map_err(Refused::Storage)?;
    let status = child.wait().await.map_err(Refused::Storage)?;
    if !status.success() {
        tracing::info!(%status, "a picture ended the process that read it");
        use std::os::unix::process::ExitStatusExt;
        // Out of time is SIGXCPU or SIGKILL, out of memory is an abort; a panic in a decoder ends with a code.
        return Err(if status.signal().is_some() { Refused::TooHeavy } else { Refused::Broken });
    }
    child::understand(&output)
}
