//! Who is new, what they find first, and who could meet through whom.

use std::time::Duration;

use soulava_social::accounts::{self, NewPerson, ProfileChange};
use soulava_social::introductions::{self, Suggestion};
use soulava_social::invitations::{self, NewInvitation};
use soulava_social::notifications::{self, Kinds};
use soulava_social::ties::{self, ActKind, Stage};
use soulava_social::{AccountId, Member, Page, Refusal, Role, newcomers};
use soulava_store::{args, sql};

use crate::introductions::{DAY, acquaint, acts, offer};
use crate::square::{Square, refused};

fn invite(square: &Square, by: &Member, guest: &'static str) -> (soulava_social::InvitationId, Member) {
    let (id, guest) = square
        .does(by, move |tx, by| {
            let new = NewInvitation { why: "Come by.".into(), ..NewInvitation::default() };
            let (id, token) = invitations::create(tx, by, &new)?;
            Ok((id, invitations::accept(tx, &token, &NewPerson::named(guest))?))
        })
        .expect("came in");
    (id, Member::person(guest, Role::Person))
}

#[test]
fn the_first_page_of_a_guest_has_a_tie_people_and_words() {
    let square = Square::new();
    let [anna, fenna, jorrit] = ["Anna", "Fenna", "Jorrit"].map(|name| square.person(name));
    acquaint(&square, &anna, &fenna);
    acquaint(&square, &anna, &jorrit);
    square.says(&anna, "The oven is hot.");
    let (id, pieter) = invite(&square, &anna, "pieter");
    let (a, p) = (anna.person, pieter.person);
    let tie = square.read(move |tx| ties::between(tx, p, a)).expect("a first tie");
    assert_eq!(tie.stage, Some(Stage::Acquainted));
    let heard = square.asks(&anna, |tx, anna| notifications::list(tx, anna, Page::first(9), &Kinds::default())).items;
    assert!(heard.iter().any(|it| it.kind == "came_in" && it.from.id == p));

    let welcome = square.asks(&pieter, newcomers::welcome).expect("Anna invited him");
    assert_eq!((welcome.host.id, welcome.invited, welcome.posts.len()), (anna.person, true, 1));
    let names = |people: &[std::sync::Arc<accounts::AccountView>]| -> Vec<String> {
        people.iter().map(|it| it.username.clone()).collect()
    };
    let mut proposed = names(&welcome.meet);
    proposed.sort();
    assert_eq!(proposed, ["fenna", "jorrit"], "from her ties, while she picked nobody");
    let only = jorrit.person;
    square.does(&anna, move |tx, anna| newcomers::set_picks(tx, anna, id, &[only])).expect("picked");
    assert_eq!(names(&square.asks(&pieter, newcomers::welcome).expect("still").meet), ["jorrit"]);
    // A pick is a tie of one's own, five at most, and of one's own invitation.
    refused(square.does(&anna, move |tx, anna| newcomers::set_picks(tx, anna, id, &[p, AccountId(9)])));
    refused(square.does(&fenna, move |tx, fenna| newcomers::set_picks(tx, fenna, id, &[only])));
    // Whom somebody hides or blocks is not shown.
    let (f, j) = (fenna.person, jorrit.person);
    square.does(&anna, move |tx, anna| newcomers::set_picks(tx, anna, id, &[])).expect("none");
    square.does(&fenna, move |tx, fenna| ties::hide(tx, fenna, a, true)).expect("hidden");
    square.does(&jorrit, move |tx, jorrit| soulava_social::relations::block(tx, jorrit, p)).expect("blocked");
    assert!(square.asks(&pieter, newcomers::welcome).expect("still").meet.is_empty(), "{f} {j}");
    assert!(square.asks(&anna, newcomers::welcome).is_none(), "she came in by herself");
}

#[test]
fn who_is_new_is_for_greeters() {
    let square = Square::new();
    let host = Member::person(square.person("Mette").account, Role::Host);
    let [anna, fenna] = ["Anna", "Fenna"].map(|name| square.person(name));
    let (_, pieter) = invite(&square, &anna, "pieter");
    assert_eq!(refused(square.does(&fenna, |tx, fenna| newcomers::list(tx, fenna, 7))), Refusal::NotFound);
    refused(square.does(&fenna, {
        let whom = anna.person;
        move |tx, fenna| newcomers::set_greeter(tx, fenna, whom, true)
    }));
    let whom = fenna.person;
    square.does(&host, move |tx, host| newcomers::set_greeter(tx, host, whom, true)).expect("a greeter");
    let list = |who: &Member| square.asks(who, |tx, who| newcomers::list(tx, who, 7));
    let found = list(&fenna);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].through.as_ref().map(|it| it.id), Some(anna.person));
    assert!(!found[0].greeted && !found[0].rang);
    let guest = pieter.person;
    square.does(&fenna, move |tx, fenna| ties::greet(tx, fenna, guest)).expect("greeted");
    assert!(list(&fenna)[0].greeted);
    assert!(!list(&host)[0].greeted);
    square.db.clock.pass(8 * DAY);
    assert!(list(&host).is_empty());
    square.does(&host, move |tx, host| newcomers::set_greeter(tx, host, whom, false)).expect("no more");
    assert_eq!(refused(square.does(&fenna, |tx, fenna| newcomers::list(tx, fenna, 7))), Refusal::NotFound);
}

/// Somebody in the middle of three who do not know each other.
struct Middle {
    square: Square,
    anna: Member,
    others: [Member; 3],
}

impl Middle {
    fn new() -> Self {
        let square = Square::new();
        let anna = square.person("Anna");
        let others = ["Fenna", "Jorrit", "Soren"].map(|name| square.person(name));
        for other in &others {
            acquaint(&square, &anna, other);
        }
        Self { square, anna, others }
    }

    fn look(&self) -> Option<Suggestion> {
        self.square.does(&self.anna, introductions::look).expect("a look");
        self.square.asks(&self.anna, introductions::suggestion)
    }

    fn names(found: &Suggestion) -> [String; 2] {
        let mut names = [found.a.username.clone(), found.b.username.clone()];
        names.sort();
        names
    }
}

#[test]
fn suggestions_prefer_who_could_help_the_other_and_come_once_a_week() {
    let middle = Middle::new();
    for (at, name, value) in [(0, "Looking for", "a ladder"), (2, "Tilbyder", "ladder og sav")] {
        let field = accounts::Field { name: name.to_owned(), value: value.to_owned(), value_html: String::new() };
        middle
            .square
            .does(&middle.others[at], move |tx, who| {
                let fields = vec![(field.name.clone(), field.value.clone())];
                accounts::update_profile(tx, who, &ProfileChange { fields: Some(fields), ..ProfileChange::default() })
            })
            .expect("a profile");
    }
    let found = middle.look().expect("somebody");
    assert_eq!(Middle::names(&found), ["fenna", "soren"]);
    assert_eq!(found.shared, ["ladder"]);
    assert_eq!(middle.look().map(|again| again.id), Some(found.id), "the same all week");
    let id = found.id;
    refused(middle.square.does(&middle.others[0], move |tx, who| introductions::set_aside(tx, who, id)));
    middle.square.does(&middle.anna, move |tx, anna| introductions::set_aside(tx, anna, id)).expect("put away");
    assert!(middle.look().is_none(), "one a week");
    let mut seen = vec![Middle::names(&found)];
    for _ in 0..3 {
        middle.square.db.clock.pass(7 * DAY);
        seen.extend(middle.look().as_ref().map(Middle::names));
    }
    let distinct: std::collections::HashSet<_> = seen.iter().collect();
    assert_eq!((seen.len(), distinct.len()), (3, 3), "each pair once: {seen:?}");
}

#[test]
fn only_who_knows_both_best_is_told_and_only_of_who_wants_it() {
    let middle = Middle::new();
    let [fenna, jorrit, soren] = &middle.others;
    // Mette knows Fenna and Jorrit better than Anna does.
    let mette = middle.square.person("Mette");
    for other in [fenna, jorrit] {
        acquaint(&middle.square, &mette, other);
        acts(&middle.square, &mette, other, ActKind::Meeting, 1);
    }
    middle.square.does(soren, |tx, soren| introductions::set_not_now(tx, soren, true)).expect("not now");
    assert!(middle.look().is_none(), "Fenna and Jorrit are Mette's to bring together");
    middle.square.does(&mette, introductions::look).expect("a look");
    let found = middle.square.asks(&mette, introductions::suggestion).expect("hers");
    assert_eq!(Middle::names(&found), ["fenna", "jorrit"]);
    // What changed since is looked at again: they met.
    acquaint(&middle.square, fenna, jorrit);
    assert!(middle.square.asks(&mette, introductions::suggestion).is_none());
}

#[test]
fn blocked_hidden_and_asked_pairs_are_not_suggested() {
    let middle = Middle::new();
    let [fenna, jorrit, soren] = &middle.others;
    middle.square.block(fenna, jorrit);
    let (anna, f) = (middle.anna.person, fenna.person);
    middle.square.does(soren, move |tx, soren| ties::hide(tx, soren, anna, true)).expect("hidden");
    assert!(middle.look().is_none());
    middle.square.does(soren, move |tx, soren| ties::hide(tx, soren, anna, false)).expect("shown");
    middle.square.does(soren, move |tx, soren| introductions::never(tx, soren, f)).expect("never");
    offer(&middle.square, &middle.anna, jorrit, soren).expect("asked by herself");
    middle.square.db.clock.pass(DAY + Duration::from_secs(1));
    assert!(middle.look().is_none());
}

#[test]
fn in_a_large_square_a_tenth_is_kept_back_and_compared() {
    let middle = Middle::new();
    let host = Member::person(middle.square.person("Mette").account, Role::Host);
    // 300 people who said something.
    middle
        .square
        .write(|tx| {
            for number in 0..300_i64 {
                let id = AccountId(tx.next_id());
                tx.run(
                    sql!("INSERT INTO accounts (id, kind, state, username, username_folded, portrait_seed, created_at, changed_at) VALUES ($1, 'person', 'active', $2, $2, 1, $3, $3)"),
                    args![id, format!("p{number}"), tx.now()],
                )?;
                let post = tx.next_id();
                tx.run(
                    sql!("INSERT INTO posts (id, account_id, origin, visibility, thread_id, created_at) VALUES ($1, $2, 'written', 'public', $1, $3)"),
                    args![post, id, tx.now()],
                )?;
            }
            Ok(())
        })
        .expect("a large square");
    let early = middle.square.asks(&host, introductions::figures);
    assert!(early.active.0 >= early.active.1 && early.compared.is_none(), "{early:?}");
    // Drawn as the lot falls; the shares are made plain by the table.
    assert!(middle.look().is_some() || middle.look().is_none());
    let counted: i64 = middle
        .square
        .read(|tx| Ok(tx.one(sql!("SELECT COUNT(*) FROM introduction_suggestions WHERE counted = TRUE"), args![])?));
    assert!(counted >= 1);
    middle
        .square
        .write(|tx| {
            tx.run(sql!("DELETE FROM introduction_suggestions"), args![])?;
            for number in 0..100_i64 {
                let people: Vec<AccountId> =
                    tx.all(sql!("SELECT id FROM accounts WHERE username LIKE 'p%' ORDER BY id LIMIT 300"), args![])?;
                let at = usize::try_from(number).expect("small");
                tx.run(
                    sql!("INSERT INTO introduction_suggestions (id, introducer_id, a_id, b_id, week, shown, counted, score, shared, check_at, at) VALUES ($1, $2, $3, $4, 1, $5, TRUE, 1, '[]', $6, $6)"),
                    args![tx.next_id(), people[299], people[at], people[at + 100], number < 80, tx.now()],
                )?;
            }
            Ok(())
        })
        .expect("a history");
    // A quarter of those shown talk, and nobody of the others.
    for number in 0..20_i64 {
        middle
            .square
            .write(move |tx| {
                let people: Vec<AccountId> =
                    tx.all(sql!("SELECT id FROM accounts WHERE username LIKE 'p%' ORDER BY id LIMIT 300"), args![])?;
                let at = usize::try_from(number).expect("small");
                for (from, to) in [(people[at], people[at + 100]), (people[at + 100], people[at])] {
                    ties::note(
                        tx,
                        &ties::Act { kind: ActKind::Message, from, to, object: tx.next_id(), at: tx.now() },
                    )?;
                }
                Ok(())
            })
            .expect("they talk");
    }
    middle.square.db.clock.pass(31 * DAY);
    while middle.square.write(introductions::night).expect("a night") {}
    let found = middle.square.asks(&host, introductions::figures).compared.expect("both kinds are old enough");
    assert_eq!((found.shown.met, found.shown.of, found.kept_back.met, found.kept_back.of), (20, 80, 0, 20));
    assert!((found.difference - 0.25).abs() < 1e-9 && found.low > 0.0 && found.high > 0.25, "{found:?}");
}
