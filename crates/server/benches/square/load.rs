//! A load generator that costs little itself: raw HTTP/1.1 over kept connections, one request at a time on each.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One kept connection.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    address: SocketAddr,
}

/// Status and body of an answer.
pub struct Answer<'a> {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: &'a [u8],
}

impl Connection {
    /// Connects over loopback.
    pub async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("the server listens");
        stream.set_nodelay(true).expect("a TCP socket takes nodelay");
        Self { stream, buffer: vec![0; 256 * 1024], address }
    }

    /// Sends a whole request and reads the whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> Answer<'_> {
        self.stream.write_all(request).await.expect("the server takes a request");
        let mut filled = 0;
        loop {
            let read = self.stream.read(&mut self.buffer[filled..]).await.expect("the server answers");
            assert!(read > 0, "{} closed the connection", self.address);
            filled += read;
            if let Some((status, start, length)) = head(&self.buffer[..filled]) {
                if start + length > self.buffer.len() {
                    self.buffer.resize(start + length, 0);
                }
                while filled < start + length {
                    let read = self.stream.read(&mut self.buffer[filled..]).await.expect("the server answers");
                    assert!(read > 0, "{} closed the connection", self.address);
                    filled += read;
                }
                return Answer { status, body: &self.buffer[start..start + length] };
            }
        }
    }
}

/// (status, where the body starts, its length) once the head is complete.
fn head(bytes: &[u8]) -> Option<(u16, usize, usize)> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&bytes[..end]).expect("a head is ASCII");
    let status = text.get(9..12)?.parse().expect("a status line has a status");
    let length = text
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map_or(0, |(_, value)| value.trim().parse().expect("a length is a number"));
    Some((status, end, length))
}

/// A GET request with a token.
pub fn get(path: &str, token: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n").into_bytes()
}

/// A POST request with a form.
pub fn post(path: &str, token: &str, form: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
    .into_bytes()
}

/// What a run of many requests took.
pub struct Load {
    /// Answers.
    pub requests: usize,
    /// Wall time.
    pub wall: Duration,
    /// Every latency, sorted.
    pub latencies: Vec<Duration>,
}

impl Load {
    /// Requests a second.
    pub fn rate(&self) -> f64 {
        self.requests as f64 / self.wall.as_secs_f64()
    }

    /// The latency below which `share` of the requests stayed.
    pub fn percentile(&self, share: f64) -> Duration {
        percentile(&self.latencies, share)
    }
}

/// The value below which `share` of the sorted values lie.
pub fn percentile(sorted: &[Duration], share: f64) -> Duration {
    sorted[((sorted.len() - 1) as f64 * share) as usize]
}

/// Keeps `connections` busy until `length` has passed or each has sent `most` requests.
pub async fn run<F>(address: SocketAddr, connections: usize, length: Duration, most: usize, request: F) -> Load
where
    F: Fn(usize, usize) -> Vec<u8> + Clone + Send + 'static,
{
    let started = Instant::now();
    let mut tasks = Vec::new();
    for index in 0..connections {
        let request = request.clone();
        tasks.push(tokio::spawn(async move {
            let mut connection = Connection::open(address).await;
            let mut latencies = Vec::new();
            while started.elapsed() < length && latencies.len() < most {
                let bytes = request(index, latencies.len());
                let sent = Instant::now();
                let answer = connection.ask(&bytes).await;
                assert!(answer.status < 300, "status {}: {}", answer.status, String::from_utf8_lossy(answer.body));
                latencies.push(sent.elapsed());
            }
            latencies
        }));
    }
    let mut latencies = Vec::new();
    for task in tasks {
        latencies.extend(task.await.expect("a load task does not panic"));
    }
    let wall = started.elapsed();
    latencies.sort_unstable();
    Load { requests: latencies.len(), wall, latencies }
}
