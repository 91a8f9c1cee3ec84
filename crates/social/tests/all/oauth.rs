//! Letting apps in: RFC 6749 and 7636, told as what goes wrong.

use std::time::Duration;

use soulava_social::oauth::{self, Access, AppView, Authorize, Exchange, Exchanged, NewApp, OUT_OF_BAND};
use soulava_social::stalls::{self, NewStall};
use soulava_social::{Member, Refusal, Result, Role};

use crate::square::{Square, refused};

const BACK: &str = "https://app.example/back";
// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

impl Square {
    fn app(&self, scopes: &'static str) -> (AppView, String) {
        self.write(move |tx| {
            let redirect_uris = vec![format!("{OUT_OF_BAND}\n{BACK}")];
            oauth::register_app(
                tx,
                &NewApp { name: "Tootle".into(), redirect_uris, scopes: scopes.into(), ..NewApp::default() },
            )
        })
        .expect("an app")
    }

    fn lets(&self, who: &Member, ask: &Authorize) -> Result<String> {
        let ask = ask.clone();
        self.does(who, move |tx, by| oauth::authorize(tx, by, &ask))
    }

    fn exchanges(&self, ask: &Exchange) -> Exchanged {
        let ask = ask.clone();
        self.write(move |tx| oauth::exchange(tx, &ask)).expect("an answer")
    }

    fn shows(&self, token: &str) -> Option<Access> {
        let token = token.to_owned();
        self.read(move |tx| oauth::token(tx, &token))
    }
}

fn ask(app: &AppView, scope: &str) -> Authorize {
    Authorize {
        client_id: app.client_id.clone(),
        redirect_uri: BACK.into(),
        response_type: "code".into(),
        scope: scope.into(),
        ..Authorize::default()
    }
}

fn exchange(app: &(AppView, String), code: String) -> Exchange {
    Exchange {
        grant_type: "authorization_code".into(),
        client_id: app.0.client_id.clone(),
        client_secret: Some(app.1.clone()),
        code,
        redirect_uri: BACK.into(),
        ..Exchange::default()
    }
}

fn error(answer: Exchanged) -> &'static str {
    answer.expect_err("no token should have been made").error
}

fn code(result: Result<impl Sized>) -> (&'static str, &'static str) {
    match refused(result) {
        Refusal::Invalid { field, code, .. } => (field, code),
        other => panic!("refused for another reason: {other:?}"),
    }
}

#[test]
fn an_app_gets_what_the_person_allowed_and_no_more() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person);
    let app = square.app("read write:statuses");
    let token = square
        .exchanges(&exchange(&app, square.lets(&anna, &ask(&app.0, "read:statuses")).expect("a code")))
        .expect("a token");
    let access = square.shows(&token.token).expect("who it is");
    assert_eq!(access.member, Some(anna));
    assert!(
        access.scopes.allows("read:statuses")
            && !access.scopes.allows("read:accounts")
            && !access.scopes.allows("write:statuses")
    );
}

#[test]
fn a_redirect_must_be_the_registered_one_to_the_letter() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person);
    let app = square.app("read");
    for wrong in [
        "https://app.example/back/",
        "https://app.example/back?x=1",
        "https://app.example/bac",
        "https://evil.example/back",
        "",
        "HTTPS://app.example/back",
    ] {
        let request = Authorize { redirect_uri: wrong.into(), ..ask(&app.0, "read") };
        assert_eq!(code(square.lets(&anna, &request)).0, "redirect_uri", "{wrong}");
    }
    let given = square.lets(&anna, &ask(&app.0, "read")).expect("a code");
    assert_eq!(
        error(square.exchanges(&Exchange { redirect_uri: OUT_OF_BAND.into(), ..exchange(&app, given) })),
        "invalid_grant"
    );
}

#[test]
fn scopes_do_not_grow_on_the_way() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person);
    let app = square.app("read:statuses write:statuses");
    for wide in ["read", "write", "read:accounts", "admin:read", "everything"] {
        assert_eq!(code(square.lets(&anna, &ask(&app.0, wide))), ("scope", "invalid_scope"), "{wide}");
    }
    let credentials = |scope: &str| Exchange {
        grant_type: "client_credentials".into(),
        client_id: app.0.client_id.clone(),
        client_secret: Some(app.1.clone()),
        scope: scope.into(),
        ..Exchange::default()
    };
    assert_eq!(error(square.exchanges(&credentials("read"))), "invalid_scope");
    let token = square.exchanges(&credentials("read:statuses")).expect("the app's own token");
    assert!(square.shows(&token.token).expect("it is good").member.is_none());
}

#[test]
fn a_code_works_once_for_a_minute_and_a_second_use_ends_the_first() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person);
    let app = square.app("read");
    let given = square.lets(&anna, &ask(&app.0, "read")).expect("a code");
    let token = square.exchanges(&exchange(&app, given.clone())).expect("a token");
    assert!(square.shows(&token.token).is_some());
    assert_eq!(error(square.exchanges(&exchange(&app, given))), "invalid_grant");
    assert!(square.shows(&token.token).is_none(), "whoever stole the code gains nothing");

    let late = square.lets(&anna, &ask(&app.0, "read")).expect("a code");
    square.db.clock.pass(Duration::from_secs(60));
    assert_eq!(error(square.exchanges(&exchange(&app, late))), "invalid_grant");

    let other = square.app("read");
    let given = square.lets(&anna, &ask(&app.0, "read")).expect("a code");
    assert_eq!(error(square.exchanges(&exchange(&other, given.clone()))), "invalid_grant");
    assert!(square.exchanges(&exchange(&app, given)).is_ok(), "another app's try burns nothing");
}

#[test]
fn pkce_is_s256_and_must_match() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person);
    let app = square.app("read");
    let with =
        Authorize { code_challenge: CHALLENGE.into(), code_challenge_method: "S256".into(), ..ask(&app.0, "read") };
    for (challenge, method) in [(CHALLENGE, "plain"), (CHALLENGE, ""), ("short", "S256"), ("", "plain")] {
        let wrong =
            Authorize { code_challenge: challenge.into(), code_challenge_method: method.into(), ..with.clone() };
        assert_eq!(code(square.lets(&anna, &wrong)).0, "code_challenge_method", "{challenge} {method}");
    }
    for verifier in [None, Some("x".repeat(43)), Some(VERIFIER[1..].to_owned())] {
        let given = square.lets(&anna, &with).expect("a code");
        let wrong = Exchange { code_verifier: verifier, ..exchange(&app, given.clone()) };
        assert_eq!(error(square.exchanges(&wrong)), "invalid_grant");
        let right = Exchange { code_verifier: Some(VERIFIER.into()), ..exchange(&app, given) };
        assert_eq!(error(square.exchanges(&right)), "invalid_grant", "a wrong verifier burns the code");
    }
    let given = square.lets(&anna, &with).expect("a code");
    let public = Exchange { code_verifier: Some(VERIFIER.into()), client_secret: None, ..exchange(&app, given) };
    assert!(square.exchanges(&public).is_ok(), "PKCE stands in for the secret of a public client");
    let given = square.lets(&anna, &ask(&app.0, "read")).expect("a code");
    assert_eq!(error(square.exchanges(&Exchange { client_secret: None, ..exchange(&app, given) })), "invalid_client");
}

#[test]
fn tokens_rest_end_and_belong_to_their_app() {
    let square = Square::new();
    let anna = square.comes_in("anna", Role::Person);
    let (app, other) = (square.app("read"), square.app("read"));
    let token = square
        .exchanges(&exchange(&app, square.lets(&anna, &ask(&app.0, "read")).expect("a code")))
        .expect("a token")
        .token;
    let revoke = |by: &(AppView, String)| {
        let (id, secret, token) = (by.0.client_id.clone(), by.1.clone(), token.clone());
        square.write(move |tx| oauth::revoke(tx, &id, Some(&secret), &token)).expect("an answer")
    };
    assert!(revoke(&other).is_err());
    assert!(square.shows(&token).is_some());
    assert!(revoke(&app).is_ok() && revoke(&app).is_ok());
    assert!(square.shows(&token).is_none());

    let token = square
        .exchanges(&exchange(&app, square.lets(&anna, &ask(&app.0, "read")).expect("a code")))
        .expect("a token")
        .token;
    assert_eq!(square.asks(&anna, oauth::connected).len(), 1);
    square.db.clock.pass(Duration::from_secs(181 * 86_400));
    assert!(square.shows(&token).is_none(), "180 days without use");
    let app_id = app.0.id;
    square.does(&anna, move |tx, by| oauth::disconnect(tx, by, app_id)).expect("taken back");
    assert!(square.asks(&anna, oauth::connected).is_empty());
}

#[test]
fn a_token_speaks_as_a_stall_while_its_person_keeps_it() {
    let square = Square::new();
    let mette = square.comes_in("mette", Role::Host);
    let anna = square.comes_in("anna", Role::Person);
    let stall = square
        .does(&mette, |tx, by| stalls::create(tx, by, &NewStall { username: "bageriet".into(), ..NewStall::default() }))
        .expect("a stall");
    let app = square.app("read write");
    let as_stall = Authorize { stall: Some(stall), ..ask(&app.0, "write") };
    assert!(matches!(refused(square.lets(&anna, &as_stall)), Refusal::Forbidden { .. }));
    square
        .does(&mette, {
            let anna = anna.person;
            move |tx, by| stalls::ask(tx, by, stall, anna, stalls::KeeperRole::Helper)
        })
        .expect("asked");
    square.does(&anna, move |tx, by| stalls::accept(tx, by, stall)).expect("accepted");
    let token =
        square.exchanges(&exchange(&app, square.lets(&anna, &as_stall).expect("a code"))).expect("a token").token;
    let speaker = square.shows(&token).expect("it is good").member.expect("somebody");
    assert_eq!((speaker.account, speaker.keeper()), (stall, Some(anna.person)));
    square.does(&anna, move |tx, by| stalls::leave(tx, by, stall)).expect("left");
    assert!(square.shows(&token).is_none());
}

#[test]
fn an_answer_keeps_what_the_redirect_had() {
    let redirect = oauth::redirect_with("tootle://back?x=1", &[("code", "a b"), ("state", "é&")]);
    assert_eq!(redirect, "tootle://back?x=1&code=a+b&state=%C3%A9%26");
}
