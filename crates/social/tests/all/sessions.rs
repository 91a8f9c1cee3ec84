//! Browser sessions and passwords.

use std::time::Duration;

use soulava_social::mail::{self, Written};
use soulava_social::sessions::{self, Session};
use soulava_social::urls::Urls;
use soulava_social::{AccountId, Refusal, Role, accounts, jobs, oauth, proofs};

use crate::square::{Square, refused};

const DAY: Duration = Duration::from_secs(86_400);

impl Square {
    fn session(&self, secret: &str) -> Option<Session> {
        let secret = secret.to_owned();
        self.read(move |tx| sessions::find(tx, &secret))
    }

    fn signs_in(&self, who: AccountId) -> String {
        self.write(move |tx| sessions::open(tx, who, "Firefox\non a phone")).expect("signed in")
    }

    /// Writes every letter that waits, in order.
    pub fn letters(&self) -> Vec<Written> {
        let mut letters = Vec::new();
        while let Some(claimed) = self.write(|tx| jobs::claim(tx, 60_000)).expect("a look") {
            if let jobs::Job::Mail(letter) = claimed.job.clone() {
                let urls = Urls::new("https://square.example");
                letters.extend(self.write(move |tx| mail::compose(tx, &letter, &urls)).expect("a letter"));
            }
            self.write(move |tx| jobs::finish(tx, &claimed)).expect("done");
        }
        letters
    }
}

/// The secret in a letter's link.
fn secret(letter: &Written, path: &str) -> String {
    let (_, rest) = letter.text.split_once(path).expect("the link");
    rest.lines().next().expect("a line").trim().to_owned()
}

#[test]
fn a_session_ends_when_it_rests_and_when_it_is_old() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person).person;
    let cookie = square.signs_in(anna);
    let session = square.session(&cookie).expect("signed in");
    assert_eq!(session.member.person, anna);
    assert!(session.is_own_form(&session.csrf) && !session.is_own_form("x") && !session.is_own_form(&cookie));
    square.db.clock.pass(DAY * 13);
    let session = square.session(&cookie).expect("13 days later");
    assert!(session.stale);
    square.write(move |tx| sessions::touch(tx, &session)).expect("used");
    square.db.clock.pass(DAY * 13);
    assert!(square.session(&cookie).is_some(), "use keeps it");
    square.db.clock.pass(DAY * 2);
    assert!(square.session(&cookie).is_none(), "14 days without use");

    let cookie = square.signs_in(anna);
    for _ in 0..9 {
        square.db.clock.pass(DAY * 10);
        if let Some(session) = square.session(&cookie) {
            square.write(move |tx| sessions::touch(tx, &session)).expect("used");
        }
    }
    assert!(square.session(&cookie).is_none(), "90 days, however often it was used");
    assert!(square.session("").is_none() && square.session(&"x".repeat(10_000)).is_none());
}

#[test]
fn only_twenty_sessions_live_and_each_is_new() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person);
    let cookies: Vec<_> = (0..21).map(|_| square.signs_in(anna.person)).collect();
    assert!(square.session(&cookies[0]).is_none(), "the oldest went");
    assert!(square.session(&cookies[1]).is_some() && square.session(&cookies[20]).is_some());
    let listed = square.asks(&anna, sessions::list);
    assert_eq!((listed.len(), listed[0].user_agent.as_str()), (20, "Firefox on a phone"));
    let mine = square.session(&cookies[20]).expect("signed in");
    square.write(move |tx| sessions::close_others(tx, &mine)).expect("others end");
    assert!(square.session(&cookies[19]).is_none() && square.session(&cookies[20]).is_some());
    let mine = square.session(&cookies[20]).expect("signed in");
    square.write(move |tx| sessions::close(tx, &mine)).expect("signed out");
    assert!(square.session(&cookies[20]).is_none());
}

#[test]
fn a_new_password_ends_other_sessions_and_every_token() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person).person;
    let (here, there) = (square.signs_in(anna), square.signs_in(anna));
    let token = square.write(|tx| oauth::token_by_host(tx, "anna", "read")).expect("a token").token;
    let keep = square.session(&here).expect("signed in").id;
    square.write(move |tx| accounts::change_password(tx, anna, "$argon2id$new", Some(keep))).expect("changed");
    assert!(square.session(&here).is_some() && square.session(&there).is_none());
    assert!(square.read(move |tx| oauth::token(tx, &token)).is_none());
    assert!(square.letters()[0].text.contains("was just changed"));
}

#[test]
fn the_eleventh_try_in_an_hour_waits_and_unknown_names_are_counted_alike() {
    let square = Square::new();
    square.comes_in("anna", Role::Person);
    for name in ["anna", "nobody"] {
        for _ in 0..10 {
            square.write(move |tx| sessions::attempt(tx, name)).expect("a try");
        }
        assert!(
            matches!(refused(square.write(move |tx| sessions::attempt(tx, name))), Refusal::Limited { .. }),
            "{name}"
        );
    }
    square.db.clock.pass(Duration::from_secs(3_601));
    let attempt = square.write(|tx| sessions::attempt(tx, "ANNA@mail.example")).expect("an hour later");
    assert!(attempt.account.is_some());
    assert!(square.write(|tx| sessions::attempt(tx, "somebody@mail.example")).expect("a try").account.is_none());
}

#[test]
fn a_link_to_a_new_password_works_once_for_half_an_hour() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person).person;
    let cookie = square.signs_in(anna);
    square.write(|tx| proofs::ask_reset(tx, "anna@mail.example")).expect("asked");
    square.write(|tx| proofs::ask_reset(tx, "anna@mail.example")).expect("asked again");
    let letters = square.letters();
    let (late, link) = (secret(&letters[0], "/reset/"), secret(&letters[1], "/reset/"));

    let looked = link.clone();
    square.write(move |tx| proofs::may_reset(tx, &looked)).expect("looking uses nothing up");
    let used = link.clone();
    square.write(move |tx| proofs::reset(tx, &used, "$argon2id$new")).expect("changed");
    assert!(square.session(&cookie).is_none(), "every session ended");
    assert_eq!(square.read(move |tx| accounts::password_hash(tx, anna)).as_deref(), Some("$argon2id$new"));
    for old in [link, late] {
        let again = square.write(move |tx| proofs::reset(tx, &old, "$argon2id$other"));
        assert!(matches!(refused(again), Refusal::NotFound | Refusal::Gone));
    }
    square.write(|tx| proofs::ask_reset(tx, "anna@mail.example")).expect("asked");
    let expired = secret(&square.letters()[1], "/reset/");
    square.db.clock.pass(Duration::from_secs(31 * 60));
    assert_eq!(refused(square.write(move |tx| proofs::reset(tx, &expired, "x"))), Refusal::Gone);
    assert_eq!(refused(square.write(|tx| proofs::reset(tx, "made-up", "x"))), Refusal::NotFound);
}
