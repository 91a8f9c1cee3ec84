//! A PostgreSQL cluster of our own for the length of a test run.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::run::{Outcome, command, must, works};
use crate::tools;

/// A running cluster; stopped and removed when dropped.
pub struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Cluster {
    /// Starts a cluster on a free loopback port, with durability as in production.
    pub fn start() -> Outcome<Self> {
        let bin = tools::postgres_bin()?;
        let port = free_port()?;
        let folder = std::env::temp_dir().join(format!("soulava-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        if as_root() {
            must(command("chown", &["postgres"]).arg(&folder))?;
        }
        let cluster = Self { bin, folder, port };
        let data = cluster.folder.join("data").to_string_lossy().into_owned();
        must(
            cluster
                .program("initdb")
                .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "-D", &data])
                .stdout(Stdio::null()),
        )?;
        let settings = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=400 -c shared_buffers=256MB"
        );
        let log = cluster.folder.join("log").to_string_lossy().into_owned();
        must(cluster.program("pg_ctl").args(["start", "-w", "-s", "-D", &data, "-l", &log, "-o", &settings]))?;
        Ok(cluster)
    }

    /// The URL of its maintenance database, with the rights to create others.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    // PostgreSQL refuses to run as root, so root lends it Debian's own account.
    fn program(&self, name: &str) -> Command {
        let path = self.bin.join(name);
        let mut command = if as_root() {
            let mut command = command("runuser", &["-u", "postgres", "--"]);
            command.arg(path);
            command
        } else {
            command(&path.to_string_lossy(), &[])
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        let _ = self.program("pg_ctl").args(["stop", "-s", "-m", "immediate", "-D"]).arg(data).status();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn as_root() -> bool {
    works("sh", &["-c", "test \"$(id -u)\" = 0"])
}

/// A port nobody listens on just now.
pub fn free_port() -> Outcome<u16> {
    std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| error.to_string())
}
