//! The real binary as a process of its own, that can be stopped hard.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use soulava_store::Target;

use super::wire::Wire;

/// How long a start may take, after a kill too.
const START_MAX: Duration = Duration::from_secs(20);

/// A running `soulava serve`; killed when it is dropped.
pub struct Process {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Process {
    /// Starts the server on a data folder and waits until it answers.
    pub fn start(folder: &Path, target: &Target) -> Self {
        let address = free_address();
        let mut command = Command::new(env!("CARGO_BIN_EXE_soulava"));
        command
            .arg("serve")
            .env("SOULAVA_DATA", folder)
            .env("SOULAVA_LISTEN", address.to_string())
            .env("SOULAVA_ORIGIN", format!("http://{address}"))
            .env("SOULAVA_RATE_LIMITS", "off")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(std::fs::File::options().create(true).append(true).open(folder.join("server.log")).expect("a log"));
        if let Target::Postgres(url) = target {
            command.env("SOULAVA_DATABASE_URL", url);
        }
        let mut process = Self { child: command.spawn().expect("the binary is built"), address };
        process.wait_until_ready(folder);
        process
    }

    fn wait_until_ready(&mut self, folder: &Path) {
        let started = Instant::now();
        loop {
            if let Ok((200, _)) = Wire::new(self.address, "").ask("GET", "/readyz", None, None) {
                return;
            }
            let ended = self.child.try_wait().expect("a child can be asked").is_some();
            if ended || started.elapsed() > START_MAX {
                let log = std::fs::read_to_string(folder.join("server.log")).unwrap_or_default();
                let tail: Vec<&str> = log.lines().rev().take(20).collect();
                panic!("the server did not start:\n{}", tail.into_iter().rev().collect::<Vec<_>>().join("\n"));
            }
            std::thread::park_timeout(Duration::from_millis(5));
        }
    }

    /// `kill -9`: it gets no chance to tidy up.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ended");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address nobody listens on.
fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address")
}
