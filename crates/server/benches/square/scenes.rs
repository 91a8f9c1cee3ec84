//! What is measured, scene by scene.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::generate::{self, Generated};
use super::load::{self, Connection, Load, percentile};
use super::process::Server;

/// How large the square is and how long each scene lasts.
pub struct Plan {
    /// People with a token.
    pub people: usize,
    /// Follows among them.
    pub follows: usize,
    /// Posts in the square.
    pub posts: usize,
    /// Followers of the one who publishes.
    pub followers: usize,
    /// Open streams.
    pub streams: usize,
    /// Of each scene of many requests.
    pub length: Duration,
}

const HOME: &str = "/api/v1/timelines/home?limit=20";
const CONNECTIONS: usize = 32;

/// Measures everything and prints a table.
pub async fn all(plan: &Plan) {
    let empty = tempfile::tempdir().expect("a temporary folder");
    let idle = Server::soulava(empty.path()).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    println!(
        "empty square: healthy after {} ms, {:.0} MB resident",
        idle.healthy_after.as_millis(),
        idle.resident_mb()
    );
    drop(idle);

    let folder = tempfile::tempdir().expect("a temporary folder");
    let started = Instant::now();
    let made = Arc::new(generate::square(folder.path(), plan));
    println!(
        "generated {} people, {} follows, {} posts in {:.0} s",
        plan.people,
        plan.follows,
        plan.posts,
        started.elapsed().as_secs_f64()
    );

    let server = Server::soulava(folder.path()).await;
    println!("full square: healthy after {} ms", server.healthy_after.as_millis());
    let address = server.address;

    let mut probe = Connection::open(address).await;
    let size = probe.ask(&load::get(HOME, &made.tokens[0])).await.body.len();
    println!("\nhome timeline of 20: {:.1} kB\n", size as f64 / 1000.0);
    println!("| scene | requests/s | p50 ms | p99 ms | server CPU µs/request | against constant |");
    println!("|---|---|---|---|---|---|");
    let constant = Server::constant(size).await;
    let floor = many(&constant, plan, "constant answer of the same size", None, |_, _| load::get("/", "-")).await;
    drop(constant);

    let one = made.tokens[0].clone();
    many(&server, plan, "home, one person", Some(floor), move |_, _| load::get(HOME, &one)).await;
    first_reads(&server, &made).await;
    let people = made.clone();
    many(&server, plan, "home, everybody in turn, warm", Some(floor), move |connection, number| {
        load::get(HOME, &people.tokens[(connection * 7919 + number * 131) % people.tokens.len()])
    })
    .await;
    let people = made.clone();
    many(&server, plan, "one post", Some(floor), move |connection, number| {
        let path =
            format!("/api/v1/statuses/{}", people.posts[(connection * 7919 + number * 131) % people.posts.len()]);
        load::get(&path, &people.tokens[connection % people.tokens.len()])
    })
    .await;
    let people = made.clone();
    many(&server, plan, "favourite, and taking it back", Some(floor), move |connection, number| {
        let post = people.posts[(connection * 7919 + number / 2) % people.posts.len()];
        let verb = if number % 2 == 0 { "favourite" } else { "unfavourite" };
        load::post(&format!("/api/v1/statuses/{post}/{verb}"), &people.tokens[connection % people.tokens.len()], "")
    })
    .await;
    publishing(&server, plan, &made).await;
    streams(&server, plan, &made).await;
    durable(&server, plan, &made).await;
    println!("\nresident after all of it: {:.0} MB", server.resident_mb());
}

/// A scene of many requests; gives the CPU of one.
async fn many<F>(server: &Server, plan: &Plan, name: &str, floor: Option<f64>, request: F) -> f64
where
    F: Fn(usize, usize) -> Vec<u8> + Clone + Send + 'static,
{
    load::run(server.address, CONNECTIONS, plan.length / 5, usize::MAX, request.clone()).await;
    let before = server.cpu();
    let load = load::run(server.address, CONNECTIONS, plan.length, usize::MAX, request).await;
    row(name, &load, (server.cpu() - before).as_secs_f64() * 1e6 / load.requests as f64, floor)
}

fn row(name: &str, load: &Load, cpu_us: f64, floor: Option<f64>) -> f64 {
    println!(
        "| {name} | {:.0} | {:.2} | {:.2} | {cpu_us:.1} | {} |",
        load.rate(),
        ms(load.percentile(0.5)),
        ms(load.percentile(0.99)),
        floor.map_or("1".into(), |floor| format!("{:.2}", cpu_us / floor)),
    );
    cpu_us
}

/// Everybody's first home timeline after the start, one after the other.
async fn first_reads(server: &Server, made: &Generated) {
    let mut connection = Connection::open(server.address).await;
    let mut latencies = Vec::new();
    let before = server.cpu();
    let started = Instant::now();
    for token in &made.tokens[1..] {
        let request = load::get(HOME, token);
        let sent = Instant::now();
        assert_eq!(connection.ask(&request).await.status, 200);
        latencies.push(sent.elapsed());
    }
    let wall = started.elapsed();
    latencies.sort_unstable();
    let load = Load { requests: latencies.len(), wall, latencies };
    let cpu = (server.cpu() - before).as_secs_f64() * 1e6 / load.requests as f64;
    row("home, everybody's first read", &load, cpu, None);
}

/// Publishes, and asks followers for their home the moment the answer is there.
async fn publishing(server: &Server, plan: &Plan, made: &Generated) {
    let mut author = Connection::open(server.address).await;
    let mut readers = Vec::new();
    for _ in 0..8 {
        readers.push(Connection::open(server.address).await);
    }
    let mut delays = Vec::new();
    for round in 0..50 {
        let id = publish(&mut author, &made.star, round).await;
        let acknowledged = Instant::now();
        for (index, reader) in readers.iter_mut().enumerate() {
            let follower = &made.followers[(round * 131 + index * 17) % plan.followers.min(made.followers.len())];
            let request = load::get("/api/v1/timelines/home?limit=1", follower);
            let mut asked = acknowledged.elapsed();
            while !contains(reader.ask(&request).await.body, id.as_bytes()) {
                asked = acknowledged.elapsed();
                assert!(asked < Duration::from_secs(5), "a post is visible within five seconds");
            }
            delays.push(asked);
        }
    }
    delays.sort_unstable();
    let before = server.cpu();
    for round in 0..200 {
        publish(&mut author, &made.star, round).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let cpu = (server.cpu() - before).as_secs_f64() * 1e3 / 200.0;
    println!(
        "\npublishing to {} followers: {cpu:.2} ms of CPU in all; asked of them {:.2} ms (p50) and {:.2} ms (p99) after the commit, it was there",
        made.followers.len(),
        ms(percentile(&delays, 0.5)),
        ms(percentile(&delays, 0.99)),
    );
}

async fn publish(author: &mut Connection, token: &str, round: usize) -> String {
    let answer =
        author.ask(&load::post("/api/v1/statuses", token, &format!("status=Fresh+bread+number+{round}"))).await;
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(answer.body));
    let text = std::str::from_utf8(answer.body).expect("JSON is UTF-8");
    let start = text.find("\"id\":\"").expect("a post has an id") + 6;
    text[start..].split('"').next().expect("an id ends").to_owned()
}

/// Many open streams, all of followers; each post must reach every one.
async fn streams(server: &Server, plan: &Plan, made: &Generated) {
    let count = plan.streams.min(made.followers.len());
    let (heard, mut hears) = tokio::sync::mpsc::unbounded_channel::<Instant>();
    let mut tasks = Vec::new();
    for token in &made.followers[..count] {
        tasks.push(tokio::spawn(listen(server.address, token.clone(), heard.clone())));
    }
    for _ in 0..count {
        hears.recv().await.expect("a stream opens");
    }
    let mut author = Connection::open(server.address).await;
    let mut delays = Vec::new();
    let before = server.cpu();
    let rounds = 20;
    for round in 0..rounds {
        publish(&mut author, &made.star, round).await;
        let acknowledged = Instant::now();
        for _ in 0..count {
            let at = tokio::time::timeout(Duration::from_secs(10), hears.recv())
                .await
                .expect("every stream is reached")
                .expect("streams stay open");
            delays.push(at.saturating_duration_since(acknowledged));
        }
    }
    let cpu = (server.cpu() - before).as_secs_f64() * 1e3 / rounds as f64;
    delays.sort_unstable();
    println!(
        "{count} streams: reached {:.1} ms (p50), {:.1} ms (p99) after the commit; {cpu:.1} ms of CPU a post",
        ms(percentile(&delays, 0.5)),
        ms(percentile(&delays, 0.99)),
    );
    for task in tasks {
        task.abort();
    }
}

/// Opens a stream and tells when it is open, then when each `update` arrives.
async fn listen(address: SocketAddr, token: String, heard: tokio::sync::mpsc::UnboundedSender<Instant>) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut stream = tokio::net::TcpStream::connect(address).await.expect("the server listens");
    stream.write_all(&load::get("/api/v1/streaming/user", &token)).await.expect("the server takes a request");
    let mut buffer = [0; 16 * 1024];
    let read = stream.read(&mut buffer).await.expect("the server answers");
    assert!(buffer[..read].starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&buffer[..read]));
    let _ = heard.send(Instant::now());
    loop {
        let Ok(read) = stream.read(&mut buffer).await else { return };
        if read == 0 {
            return;
        }
        if contains(&buffer[..read], b"event: update") || contains(&buffer[..read], b"event:update") {
            let _ = heard.send(Instant::now());
        }
    }
}

/// 128 connections that post as fast as they can.
async fn durable(server: &Server, plan: &Plan, made: &Arc<Generated>) {
    let people = made.clone();
    let before = server.cpu();
    let load = load::run(server.address, 128, plan.length, usize::MAX, move |connection, number| {
        load::post(
            "/api/v1/statuses",
            &people.tokens[(connection * 13) % people.tokens.len()],
            &format!("status=Good+morning+{connection}+{number}"),
        )
    })
    .await;
    let cpu = (server.cpu() - before).as_secs_f64() * 1e6 / load.requests as f64;
    println!(
        "durable posts, 128 connections: {:.0} a second, p50 {:.1} ms, p99 {:.1} ms, {cpu:.0} µs of CPU each",
        load.rate(),
        ms(load.percentile(0.5)),
        ms(load.percentile(0.99)),
    );
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
