//! The pages, as a browser without script sees them.

mod coming_in;
mod every_page;
mod forged;
mod gifts;
mod introductions;
mod matrix;
mod orbits;
mod people;
mod signed;
mod square;
mod standing;
mod ties;

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use soulava_social::accounts::{self, NewPerson};
use soulava_social::settings::{self, Begin};
use soulava_social::stalls::NewStall;
use soulava_social::{Error, passwords};

use crate::world::{Answer, World};

/// The password of everybody in these tests.
pub const PASSWORD: &str = "a quiet harbour in May";
const ORIGIN: &str = "https://square.example";

/// A browser: it keeps cookies and nothing else.
pub struct Browser<'w> {
    world: &'w World,
    cookies: BTreeMap<String, String>,
    language: &'static str,
}

impl<'w> Browser<'w> {
    /// A new one, of somebody who reads English.
    pub fn new(world: &'w World) -> Self {
        Self { world, cookies: BTreeMap::new(), language: "en" }
    }

    /// The same in another language.
    pub fn reading(world: &'w World, language: &'static str) -> Self {
        Self { language, ..Self::new(world) }
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::COOKIE, cookies.join("; "))
    }

    async fn go(&mut self, request: Request<Body>) -> Answer {
        let answer = self.world.send(request).await;
        for set in answer.headers.get_all(header::SET_COOKIE) {
            let text = set.to_str().expect("a readable cookie");
            let (name, value) = text.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Opens a page.
    pub async fn open(&mut self, path: &str) -> Answer {
        let request = self.request("GET", path).body(Body::empty()).expect("a good request");
        self.go(request).await
    }

    /// Sends a form as it stands on the page `on`, with these fields filled in.
    pub async fn send(&mut self, on: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.open(on).await;
        let token = hidden(&page.text(), "csrf");
        let key = hidden(&page.text(), "key");
        let mut all = vec![("csrf", token.as_str()), ("key", key.as_str())];
        all.extend_from_slice(fields);
        self.send_raw(to, &all).await
    }

    /// Sends exactly these fields from our own origin.
    pub async fn send_raw(&mut self, to: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self
            .request("POST", to)
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.body(Body::from(body)).expect("a good request");
        self.go(request).await
    }

    /// Signs in through the form.
    pub async fn sign_in(&mut self, name: &str) {
        let answer = self.send("/sign-in", "/sign-in", &[("email", name), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Where a redirect leads.
    pub fn leads_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text());
        self.header("location")
    }
}

fn hidden(page: &str, name: &str) -> String {
    let mark = format!(r#"name="{name}" value=""#);
    let at = page.find(&mark).unwrap_or_else(|| panic!("no form on the page: {page}"));
    page[at + mark.len()..].split('"').next().expect("a value").to_owned()
}

/// A square that has begun: Jorrit is its host and keeps "Bageriet"; Anna is here.
pub fn begun(world: &World) {
    let hash = passwords::hash(PASSWORD).expect("hashing works");
    world
        .db
        .write_blocking(move |tx| {
            let token = settings::begin_token(tx)?.expect("nobody has begun");
            let begin = Begin {
                name: "Wadplein".into(),
                language: "en".into(),
                stall: Some(NewStall {
                    username: "bageriet".into(),
                    display_name: "Bageriet".into(),
                    ..NewStall::default()
                }),
                username: "jorrit".into(),
                display_name: "Jorrit Bakker".into(),
                email: Some("jorrit@square.example".into()),
                password_hash: Some(hash.clone()),
            };
            settings::begin(tx, &token, &begin)?;
            let anna = NewPerson {
                display_name: "Anna Visser".into(),
                email: Some("anna@square.example".into()),
                password_hash: Some(hash.clone()),
                ..NewPerson::named("anna")
            };
            accounts::create_person(tx, &anna)?;
            Ok::<_, Error>(())
        })
        .expect("a square begins");
}
