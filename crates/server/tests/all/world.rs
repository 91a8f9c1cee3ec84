//! A square for one test: database, router, and a client without sockets.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::Value;
use soulava_server::config::Config;
use soulava_server::square::Square;
use soulava_social::accounts::{self, NewPerson};
use soulava_social::{AccountId, Error, Member, Role, oauth};
use soulava_testkit::TestDb;
use tower::ServiceExt;

/// A square that is gone when the test is over.
pub struct World {
    /// Its database; dropped last.
    pub db: TestDb,
    /// Its doors.
    pub square: Square,
}

/// Somebody who is here.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The account.
    pub id: AccountId,
    /// May do everything.
    pub token: String,
    /// The same for verbs.
    pub member: Member,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: bytes::Bytes,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("not JSON ({error}): {:?}", self.body))
    }

    /// One header as text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a readable header"))
    }
}

impl World {
    /// A fresh square whose requests are not counted.
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// The same with other settings.
    pub fn with(settings: &[(&str, &str)]) -> Self {
        let db = soulava_testkit::db();
        let mut flags = vec![
            ("data", db.folder.path().display().to_string()),
            ("origin", "https://square.example".to_owned()),
            ("rate_limits", "off".to_owned()),
        ];
        flags.extend(settings.iter().map(|(key, value)| (*key, (*value).to_owned())));
        let config = Config::layered(None, &Default::default(), &flags).expect("good settings");
        let square = Square::with_program((*db).clone(), &config, soulava_media::Program::InThisProcess)
            .expect("a folder for pictures");
        Self { db, square }
    }

    /// Somebody of this square with a token that may do everything.
    pub fn settled(&self, name: &'static str, role: Role) -> Settled {
        let made = self.db.write_blocking(move |tx| {
            let id = accounts::create_person(tx, &NewPerson { role, ..NewPerson::named(name) })?;
            let token = oauth::token_by_host(tx, name, "read write follow push")?;
            Ok::<_, Error>(Settled { id, token: token.token, member: Member::person(id, role) })
        });
        made.expect("a free name")
    }

    /// Waits until the hub has told everything that was committed.
    pub async fn told(&self) {
        while !self.square.api.hub.is_idle() {
            tokio::task::yield_now().await;
        }
    }

    /// Sends a request through every layer.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let (method, path) = (request.method().clone(), request.uri().to_string());
        let response = self.square.router.clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("the body is whole").to_bytes();
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        record(&method, &path, &answer);
        answer
    }

    /// A request without a body; `token` may be empty.
    pub async fn ask(&self, method: &str, path: &str, token: &str) -> Answer {
        self.send(request(method, path, token).body(Body::empty()).expect("a good request")).await
    }

    /// `GET` without a token.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "").await
    }

    /// A request with a JSON body.
    pub async fn json(&self, method: &str, path: &str, token: &str, body: &Value) -> Answer {
        let request = request(method, path, token).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).expect("a good request")).await
    }

    /// A request with a form.
    pub async fn form(&self, method: &str, path: &str, token: &str, body: &str) -> Answer {
        let request = request(method, path, token).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.to_owned())).expect("a good request")).await
    }
}

fn request(method: &str, path: &str, token: &str) -> axum::http::request::Builder {
    let method = Method::from_bytes(method.as_bytes()).expect("a method");
    let request = Request::builder().method(method).uri(path);
    if token.is_empty() { request } else { request.header(header::AUTHORIZATION, format!("Bearer {token}")) }
}

/// Writes a JSON answer down for `tests/stories/lib/contract.py`, when `CONTRACT_LOG` names a folder.
fn record(method: &Method, path: &str, answer: &Answer) {
    let Some(folder) = std::env::var_os("CONTRACT_LOG") else { return };
    if !answer.header("content-type").starts_with("application/json") {
        return;
    }
    let line = serde_json::json!({
        "method": method.as_str(),
        "path": path,
        "status": answer.status.as_u16(),
        "body": String::from_utf8_lossy(&answer.body),
    });
    let file = std::path::Path::new(&folder).join(format!("{}.jsonl", std::process::id()));
    let mut file =
        std::fs::OpenOptions::new().create(true).append(true).open(file).expect("the folder of the contract is there");
    // One write, so that lines of parallel tests do not mix.
    std::io::Write::write_all(&mut file, format!("{line}\n").as_bytes()).expect("the contract is written down");
}
