//! Other processes and what they cost, read from /proc.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// A server under measurement; killed when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From start to the first healthy answer.
    pub healthy_after: Duration,
}

impl Server {
    /// Starts the real binary on a data folder.
    pub async fn soulava(data: &Path) -> Self {
        let address = free_address();
        let mut command = Command::new(env!("CARGO_BIN_EXE_soulava"));
        command
            .arg("serve")
            .env("SOULAVA_DATA", data)
            .env("SOULAVA_LISTEN", address.to_string())
            .env("SOULAVA_ORIGIN", format!("http://{address}"))
            .env("SOULAVA_RATE_LIMIT_FACTOR", "1000000"); // counted, with thresholds that are never reached
        Self::start(command, address, "/healthz").await
    }

    /// Starts this program again as a server that always answers the same bytes.
    pub async fn constant(size: usize) -> Self {
        let address = free_address();
        let mut command = Command::new(std::env::current_exe().expect("a program knows itself"));
        command.arg("--constant").arg(address.to_string()).arg(size.to_string());
        Self::start(command, address, "/").await
    }

    async fn start(mut command: Command, address: SocketAddr, path: &str) -> Self {
        let started = Instant::now();
        let child = command.stdout(Stdio::null()).stderr(Stdio::inherit()).spawn().expect("the server starts");
        // Owned at once, so that it is stopped whatever happens below.
        let mut server = Self { child, address, healthy_after: Duration::ZERO };
        let request = super::load::get(path, "-");
        while !answers(address, &request).await {
            assert!(started.elapsed() < Duration::from_secs(20), "{path} was not healthy within 20 s");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        server.healthy_after = started.elapsed();
        server
    }

    /// User and system time used so far.
    pub fn cpu(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).expect("the server runs");
        let fields: Vec<&str> = stat.rsplit_once(')').expect("stat names the program").1.split_whitespace().collect();
        let ticks: u64 = fields[11].parse::<u64>().expect("utime") + fields[12].parse::<u64>().expect("stime");
        Duration::from_millis(ticks * 10) // USER_HZ is 100 on Linux
    }

    /// Resident memory in MB.
    pub fn resident_mb(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("the server runs");
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("status tells the memory");
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).expect("a number of kB") / 1024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether the server answers a request with 200.
async fn answers(address: SocketAddr, request: &[u8]) -> bool {
    let mut first = [0; 12];
    match tokio::net::TcpStream::connect(address).await {
        Ok(mut stream) => {
            stream.write_all(request).await.is_ok()
                && stream.read_exact(&mut first).await.is_ok()
                && first.ends_with(b"200")
        }
        Err(_) => false,
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("loopback has a free port")
}

/// Serves `size` constant bytes of JSON for ever: the floor that others are compared with.
pub async fn serve_constant(address: SocketAddr, size: usize) {
    let body = bytes::Bytes::from(vec![b' '; size]);
    let app = axum::Router::new().fallback(move || {
        let body = body.clone();
        async move { ([(axum::http::header::CONTENT_TYPE, "application/json")], body) }
    });
    let listener = tokio::net::TcpListener::bind(address).await.expect("the port is free");
    loop {
        let (stream, _) = listener.accept().await.expect("a listener accepts");
        let _ = stream.set_nodelay(true);
        let service = hyper_util::service::TowerToHyperService::new(app.clone());
        tokio::spawn(async move {
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(hyper_util::rt::TokioIo::new(stream), service)
                .await;
        });
    }
}
