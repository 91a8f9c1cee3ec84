//! Somebody signed in before the story begins, and short words for what they do.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use soulava_social::accounts::{self, NewPerson, State};
use soulava_social::currencies::{self, CurrencyKind, Emblem, NewCurrency};
use soulava_social::posts::{self, Draft};
use soulava_social::relations::{self, FollowOptions};
use soulava_social::{AccountId, CurrencyId, Member, PostId, Result, Role, Tx, sessions};

use crate::world::{Answer, World};

/// Somebody signed in, with their browser.
pub struct Browser {
    pub member: Member,
    cookie: String,
    csrf: String,
    language: &'static str,
}

impl World {
    /// Does something in the square at once.
    pub fn arrange<T: Send + 'static>(&self, unit: impl Fn(&Tx) -> Result<T> + Send + Sync + 'static) -> T {
        self.db.write_blocking(unit).expect("the story goes as it is told")
    }

    /// A member with an open browser; usernames are the names in small letters.
    pub fn browser(&self, name: &'static str, role: Role) -> Browser {
        let new = NewPerson {
            username: name.to_lowercase().replace('ø', "o"),
            display_name: name.to_owned(),
            email: None,
            password_hash: None,
            role,
            locale: "en".to_owned(),
            state: State::Active,
            reason: String::new(),
            invited_by: None,
        };
        let (person, cookie, csrf) = self.arrange(move |tx| {
            let person = accounts::create_person(tx, &new)?;
            let cookie = sessions::open(tx, person, "a test")?;
            let session = sessions::find(tx, &cookie)?.expect("a session just opened is there");
            Ok((person, cookie, session.csrf))
        });
        Browser { member: Member::person(person, role), cookie, csrf, language: "en" }
    }

    /// A currency that is made when given.
    pub fn currency(&self, slug: &'static str, name: &'static str, kind: CurrencyKind) -> CurrencyId {
        let new = NewCurrency {
            slug: slug.to_owned(),
            name: name.to_owned(),
            says: "For whoever made time.".to_owned(),
            kind,
            emblem: Emblem::Ours("appeltaart".to_owned()),
        };
        self.arrange(move |tx| currencies::create_for(tx, None, None, &new))
    }

    /// A post in somebody's name.
    pub fn posts(&self, who: &Browser, draft: Draft) -> PostId {
        let member = who.member.clone();
        self.arrange(move |tx| posts::publish(tx, &member, &draft))
    }

    /// `who` follows `whom`.
    pub fn follow(&self, who: &Browser, whom: AccountId) {
        let member = who.member.clone();
        self.arrange(move |tx| relations::follow(tx, &member, whom, &FollowOptions::default()));
    }

    /// A page for somebody passing by.
    pub async fn page(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a good request")).await
    }
}

impl Browser {
    /// Opens a page.
    pub async fn open(&self, world: &World, path: &str) -> Answer {
        let request = Request::get(path)
            .header(header::COOKIE, format!("__Host-soulava_s={}", self.cookie))
            .header(header::ACCEPT_LANGUAGE, self.language);
        world.send(request.body(Body::empty()).expect("a good request")).await
    }

    /// Opens a page that is there, as text.
    pub async fn read(&self, world: &World, path: &str) -> String {
        let answer = self.open(world, path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", text(&answer));
        text(&answer)
    }

    /// Sends a form of one of our own pages.
    pub async fn send(&self, world: &World, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send_with(world, path, fields, &self.csrf).await
    }

    /// The same with this form token.
    pub async fn send_with(&self, world: &World, path: &str, fields: &[(&str, &str)], csrf: &str) -> Answer {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("csrf", csrf);
        for (name, value) in fields {
            form.append_pair(name, value);
        }
        let request = Request::post(path)
            .header(header::COOKIE, format!("__Host-soulava_s={}", self.cookie))
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        world.send(request.body(Body::from(form.finish())).expect("a good request")).await
    }

    /// Sends a form that is taken, and gives the path it leads to.
    pub async fn does(&self, world: &World, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.send(world, path, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", text(&answer));
        answer.header("location").to_owned()
    }
}

/// The body as text.
pub fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}
