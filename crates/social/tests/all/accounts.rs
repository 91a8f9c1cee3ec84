//! Coming in, being found, being put out, and leaving for good.

use soulava_social::accounts::{self, NewPerson, ProfileChange, SignUpForm, SignedUp, State};
use soulava_social::bell;
use soulava_social::gifts;
use soulava_social::jobs::{self, Job};
use soulava_social::relations;
use soulava_social::settings::{self, SignUp};
use soulava_social::{AccountId, Member, Page, Refusal, Result, Role, Tx, Viewer};
use soulava_store::{args, sql};
use soulava_testkit::TestDb;

use crate::gifts::{currency, new_gift};
use crate::square::{Square, refused};

impl Square {
    /// A person with a login, as a host would make one.
    pub fn comes_in(&self, name: &'static str, role: Role) -> Member {
        let id = self
            .write(move |tx| {
                accounts::create_person(
                    tx,
                    &NewPerson { role, email: Some(format!("{name}@mail.example")), ..NewPerson::named(name) },
                )
            })
            .expect("a free name");
        Member::person(id, role)
    }

    fn signs_up(&self, name: &'static str, email: &'static str, mail_leaves: bool) -> Result<SignedUp> {
        self.write(move |tx| {
            let person = NewPerson {
                email: Some(email.to_owned()),
                reason: "I live next door.".to_owned(),
                role: Role::Host,
                ..NewPerson::named(name)
            };
            accounts::sign_up(tx, &SignUpForm { person, mail_leaves, quiet: true })
        })
    }

    fn lets_in(&self, mode: SignUp) {
        self.write(move |tx| settings::set_sign_up(tx, mode)).expect("a mode");
    }

    fn state(&self, id: AccountId) -> State {
        self.read(move |tx| accounts::state_of(tx, id)).1
    }

    fn erases(&self, id: AccountId) {
        for _ in 0..10_000 {
            if !self.write(move |tx| accounts::erase_slice(tx, id)).expect("a slice") {
                return;
            }
        }
        panic!("erasing never ends");
    }
}

fn field(result: Result<impl Sized>) -> (&'static str, &'static str) {
    match refused(result) {
        Refusal::Invalid { field, code, .. } => (field, code),
        other => panic!("refused for another reason: {other:?}"),
    }
}

#[test]
fn a_name_belongs_to_one_person_however_it_is_written() {
    let square = Square::new();
    square.comes_in("fenna", Role::Person);
    for name in ["fenna", "FENNA", "Fenna"] {
        assert_eq!(field(square.signs_up_as(name)), ("username", "ERR_TAKEN"), "{name}");
    }
    for name in ["fеnna", "søren", "fenna bakker", "fenna-b", "ｆenna", "", "a\u{202e}b"] {
        assert_eq!(field(square.signs_up_as(name)).0, "username", "{name:?}");
    }
}

impl Square {
    fn signs_up_as(&self, name: &'static str) -> Result<AccountId> {
        self.write(move |tx| accounts::create_person(tx, &NewPerson::named(name)))
    }
}

#[test]
fn an_address_has_one_account() {
    let square = Square::new();
    square.comes_in("fenna", Role::Person);
    let second = square.write(|tx| {
        accounts::create_person(
            tx,
            &NewPerson { email: Some("FENNA@mail.example ".into()), ..NewPerson::named("fenna2") },
        )
    });
    assert_eq!(field(second), ("email", "ERR_TAKEN"));
}

#[test]
fn without_mail_who_signs_up_at_an_open_door_is_in_and_never_a_host() {
    let square = Square::new();
    square.lets_in(SignUp::Open);
    let Ok(SignedUp::In(id)) = square.signs_up("fenna", "fenna@mail.example", false) else { panic!("not let in") };
    let (login, view) = square.read(move |tx| Ok((accounts::login(tx, id)?, accounts::view(tx, id)?)));
    assert_eq!((login.role, view.state, view.locked), (Role::Person, State::Active, false));
    assert!(login.confirmed_at.is_some());
}

#[test]
fn with_mail_a_letter_opens_the_door_and_a_taken_address_gets_the_same_answer() {
    let square = Square::new();
    square.lets_in(SignUp::Open);
    let first = square.signs_up("fenna", "fenna@mail.example", true).expect("asked to confirm");
    let id = first.account().expect("a new account");
    assert_eq!(square.state(id), State::Unconfirmed);
    let second = square.signs_up("fenna2", "Fenna@mail.example", true).expect("the same answer");
    assert_eq!(second, SignedUp::AskedToConfirm(None));
    let letters = square.letters();
    assert!(letters[0].text.contains("/confirm/"));
    assert!(letters[1].text.contains("/sign-in") && !letters[1].text.contains("/confirm/"));
}

#[test]
fn reserved_names_and_closed_doors_refuse() {
    let square = Square::new();
    square.lets_in(SignUp::Open);
    assert_eq!(field(square.signs_up("admin", "a@mail.example", false)), ("username", "ERR_RESERVED"));
    for mode in [SignUp::Invitation, SignUp::Closed] {
        square.lets_in(mode);
        assert!(matches!(refused(square.signs_up("anna", "a@mail.example", false)), Refusal::Forbidden { .. }));
    }
}

#[test]
fn who_rings_the_bell_waits_until_somebody_answers() {
    let square = Square::new();
    let mette = square.comes_in("mette", Role::Host);
    let anna = square.comes_in("anna", Role::Person);
    square.lets_in(SignUp::Approval);
    let jorrit = square.signs_up("jorrit", "j@mail.example", false).expect("rang").account().expect("a new account");
    assert_eq!(square.state(jorrit), State::Pending);
    let nobody = square.write(move |tx| soulava_social::sessions::open(tx, jorrit, "browser"));
    assert!(matches!(refused(nobody), Refusal::Forbidden { .. }));

    let waiting = square.asks(&mette, |tx, by| bell::waiting(tx, by, Page::first(20)));
    assert_eq!((waiting.items.len(), waiting.items[0].reason.as_str()), (1, "I live next door."));
    assert!(matches!(
        refused(square.does(&anna, move |tx, by| bell::approve(tx, by, jorrit))),
        Refusal::Forbidden { .. }
    ));
    square.does(&mette, move |tx, by| bell::approve(tx, by, jorrit)).expect("let in");
    assert_eq!(square.state(jorrit), State::Active);
    assert_eq!(refused(square.does(&mette, move |tx, by| bell::approve(tx, by, jorrit))), Refusal::NotFound);

    let other = square.signs_up("soren", "s@mail.example", false).expect("rang").account().expect("a new account");
    square.does(&mette, move |tx, by| bell::decline(tx, by, other)).expect("sent away");
    assert_eq!(refused(square.write(move |tx| accounts::state_of(tx, other))), Refusal::NotFound);
}

#[test]
fn who_is_put_out_cannot_come_back_alone_and_a_square_keeps_its_host() {
    let square = Square::new();
    let mette = square.comes_in("mette", Role::Host);
    let anna = square.comes_in("anna", Role::Person).person;
    let session = square.write(move |tx| soulava_social::sessions::open(tx, anna, "browser")).expect("signed in");
    square.does(&mette, move |tx, by| accounts::suspend(tx, by, anna, "shouting")).expect("put out");
    let copy = session.clone();
    assert!(square.read(move |tx| soulava_social::sessions::find(tx, &copy)).is_none());
    assert!(matches!(
        refused(square.write(move |tx| soulava_social::sessions::open(tx, anna, ""))),
        Refusal::Forbidden { .. }
    ));
    square.does(&mette, move |tx, by| accounts::unsuspend(tx, by, anna)).expect("let in again");
    assert!(square.write(move |tx| soulava_social::sessions::open(tx, anna, "")).is_ok());

    let host = mette.person;
    assert!(matches!(
        refused(square.does(&mette, move |tx, by| accounts::set_role(tx, by, host, Role::Person))),
        Refusal::Forbidden { .. }
    ));
    assert!(matches!(refused(square.does(&mette, accounts::delete)), Refusal::Forbidden { .. }));
    square.does(&mette, move |tx, by| accounts::set_role(tx, by, anna, Role::Host)).expect("a second host");
    square.does(&mette, accounts::delete).expect("may leave now");
    let log = square.read(|tx| soulava_social::host_log::list(tx, Page::first(10)));
    let verbs: Vec<_> = log.items.iter().map(|entry| entry.verb.as_str()).collect();
    assert_eq!(verbs, ["set_role", "unsuspend", "suspend"]);
}

#[test]
fn a_profile_is_safe_html_and_one_line_names() {
    let square = Square::new();
    let fenna = square.comes_in("fenna", Role::Person);
    square.comes_in("mette", Role::Person);
    square
        .does(&fenna, |tx, by| {
            accounts::update_profile(
                tx,
                by,
                &ProfileChange {
                    display_name: Some("Fenna\n\u{202e}de Vries".into()),
                    note: Some("I know @mette and @nobody.\n\n<script>alert(1)</script> #bread".into()),
                    fields: Some(vec![("Home".into(), "https://fenna.example".into()), (String::new(), String::new())]),
                    ..ProfileChange::default()
                },
            )
        })
        .expect("a profile");
    let view = square.asks(&fenna, |tx, by| accounts::view(tx, by.account));
    assert_eq!(view.display_name, "Fenna de Vries");
    assert!(view.note_html.contains("href=\"/@mette\"") && !view.note_html.contains("@nobody\""));
    assert!(view.note_html.contains("href=\"/tags/bread\"") && !view.note_html.contains("<script"));
    assert_eq!(view.fields.len(), 1);
    assert!(view.fields[0].value_html.starts_with("<a href=\"https://fenna.example"));
    let too_long = ProfileChange { note: Some("x".repeat(501)), ..ProfileChange::default() };
    assert_eq!(
        field(square.does(&fenna, move |tx, by| accounts::update_profile(tx, by, &too_long))),
        ("note", "ERR_TOO_LONG")
    );
}

#[test]
fn search_has_the_exact_name_first_and_hides_who_waits() {
    let square = Square::new();
    for name in ["annabel", "anna", "annemarie"] {
        square.comes_in(name, Role::Person);
    }
    square.lets_in(SignUp::Approval);
    square.signs_up("annika", "annika@mail.example", false).expect("rang");
    let names = |words: &'static str| {
        let found = square.read(move |tx| {
            let ids = accounts::search(tx, &Viewer::PASSER_BY, words, None, 20, 0)?;
            accounts::views(tx, &ids)
        });
        found.iter().map(|view| view.username.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names("Anna"), ["anna", "annabel"]);
    assert_eq!(names("@anna"), ["anna"]);
    assert_eq!(names("ann"), ["anna", "annabel", "annemarie"]);
    assert_eq!(names("  "), [""; 0]);
}

#[test]
fn a_job_is_one_workers_until_its_lease_ends_and_gives_up_in_the_end() {
    let square = Square::new();
    square.write(|tx| jobs::add(tx, &Job::Sweep)).expect("a job");
    square.write(|tx| jobs::ensure(tx, &Job::Sweep, tx.now())).expect("no second one");
    let claim = || square.write(|tx| jobs::claim(tx, 60_000)).expect("a look");
    let first = claim().expect("the job");
    assert!(claim().is_none());
    square.db.clock.pass(std::time::Duration::from_secs(61));
    let second = claim().expect("its lease ended");
    let late = first.clone();
    assert!(!square.write(move |tx| jobs::finish(tx, &late)).expect("a look"), "the first worker came too late");
    let mut claimed = second;
    for _ in 0..jobs::ATTEMPTS_MAX {
        let failed = claimed.clone();
        assert!(square.write(move |tx| jobs::fail(tx, &failed, "the lamp was broken")).expect("a look"));
        assert!(claim().is_none(), "it rests first");
        square.db.clock.pass(std::time::Duration::from_secs(24 * 3_600));
        match claim() {
            Some(next) => claimed = next,
            None => break,
        }
    }
    assert_eq!(square.read(jobs::counts), (0, 1));
    let failed = square.read(jobs::failed);
    assert_eq!((failed[0].last_error.as_str(), failed[0].dead), ("the lamp was broken", true));
}

/// Words that only Fenna ever wrote or was called.
const PLANTED: [&str; 9] = [
    "zebrafinch_name",
    "zebrafinch@mail.example",
    "Zebrafinch Shown",
    "zebrafinch-note",
    "zebrafinch-field",
    "zebrafinch-post",
    "zebrafinch-reason",
    "zebrafinch-about-others",
    "zebrafinch-agent",
];

#[test]
fn who_leaves_leaves_no_word_in_the_whole_file_and_the_ledger_stands() {
    let square = Square::new();
    let mette = square.comes_in("mette", Role::Host);
    let fenna = square
        .write(|tx| {
            accounts::create_person(
                tx,
                &NewPerson {
                    display_name: PLANTED[2].into(),
                    email: Some(PLANTED[1].into()),
                    ..NewPerson::named(PLANTED[0])
                },
            )
        })
        .expect("a free name");
    let fenna = Member::person(fenna, Role::Person);
    square
        .write({
            let fenna = fenna.clone();
            move |tx| {
                let change = ProfileChange {
                    note: Some(PLANTED[3].into()),
                    fields: Some(vec![("x".into(), PLANTED[4].into())]),
                    ..ProfileChange::default()
                };
                accounts::update_profile(tx, &fenna, &change)?;
                soulava_social::sessions::open(tx, fenna.person, PLANTED[8]).map(drop)
            }
        })
        .expect("a profile");
    for _ in 0..25 {
        square.says(&fenna, PLANTED[5]);
    }
    let post = square.says(&mette, "Who can help me with the oven?");
    square.does(&fenna, move |tx, by| soulava_social::posts::favourite(tx, by, post).map(drop)).expect("a favourite");
    square.follow(&fenna, &mette);
    square.follow(&mette, &fenna);
    let about = mette.account;
    square.does(&fenna, move |tx, by| relations::note(tx, by, about, PLANTED[7]).map(drop)).expect("a note");
    let currency = currency(&square, "crumb");
    let gift =
        square.does(&fenna, move |tx, by| gifts::give(tx, by, &new_gift(about, currency, PLANTED[6]))).expect("a gift");
    square.does(&mette, move |tx, by| gifts::accept(tx, by, gift, None).map(drop)).expect("accepted");

    square.does(&fenna, accounts::delete).expect("leaves");
    let id = fenna.person;
    assert!(square.read(move |tx| accounts::by_name(tx, PLANTED[0], "")).is_none());
    square.erases(id);
    assert_eq!(refused(square.write(move |tx| accounts::state_of(tx, id))), Refusal::NotFound);
    assert_eq!(field(square.signs_up_as(PLANTED[0])), ("username", "ERR_TAKEN"), "nobody else becomes her");

    let seen = square.asks(&mette, move |tx, by| soulava_social::posts::view(tx, &Viewer::from(by), post));
    assert_eq!(seen.counters.favourites, 0);
    let host = square.asks(&mette, |tx, by| accounts::view(tx, by.account));
    assert_eq!((host.followers, host.following), (0, 0));
    let report = square.read(soulava_social::ledger::verify);
    assert!(report.holds(), "{report:?}");
    assert_eq!(words_left(square.db), Vec::<String>::new());
}

/// The planted words that are still in the files of the database, bytes and all.
fn words_left(db: TestDb) -> Vec<String> {
    if soulava_testkit::postgres().is_some() {
        return Vec::new(); // its files are the server's; VACUUM is the operator's
    }
    db.close();
    let mut left = Vec::new();
    for file in std::fs::read_dir(db.folder.path()).expect("the folder").flatten() {
        let Ok(bytes) = std::fs::read(file.path()) else { continue };
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let found = PLANTED.iter().filter(|word| text.contains(&word.to_lowercase()));
        left.extend(found.map(|word| format!("{word} in {}", file.file_name().display())));
    }
    left
}

#[test]
fn letters_to_one_address_are_few() {
    let square = Square::new();
    let fenna = square.comes_in("fenna", Role::Person).person;
    for _ in 0..3 {
        square.write(|tx| soulava_social::proofs::ask_reset(tx, "fenna@mail.example")).expect("a letter");
    }
    let fourth = square.write(|tx| soulava_social::proofs::ask_reset(tx, "Fenna@mail.example"));
    assert!(matches!(refused(fourth), Refusal::Limited { .. }));
    square.db.clock.pass(std::time::Duration::from_secs(3_601));
    square.write(|tx| soulava_social::proofs::ask_reset(tx, "fenna@mail.example")).expect("an hour later");
    // The same answer for an address that nobody has.
    square.write(|tx| soulava_social::proofs::ask_reset(tx, "nobody@mail.example")).expect("the same");
    assert_eq!(square.letters().iter().filter(|letter| letter.to == "fenna@mail.example").count(), 4);
    let _ = fenna;
}

#[test]
fn nothing_stored_holds_a_secret_that_was_shown() {
    let square = Square::new();
    let fenna = square.comes_in("fenna", Role::Person).person;
    let cookie = square.write(move |tx| soulava_social::sessions::open(tx, fenna, "browser")).expect("signed in");
    let token = square.write(|tx| soulava_social::oauth::token_by_host(tx, "fenna", "read")).expect("a token").token;
    let found = square.write(move |tx: &Tx| -> Result<i64> {
        Ok(tx.one(
            sql!(
                "SELECT (SELECT COUNT(*) FROM sessions WHERE token_hash = $1) + (SELECT COUNT(*) FROM tokens WHERE token_hash = $2)"
            ),
            args![cookie.as_bytes(), token.as_bytes()],
        )?)
    });
    assert_eq!(found.expect("a count"), 0);
}
