//! Giving on our own pages: who may give what to whom, and what becomes of it.

use soulava_social::currencies::{self, CurrencyKind, Emblem, NewCurrency};
use soulava_social::gifts::{self, Between, GiftOrigin, GiftState, GiftView, NewGift};
use soulava_social::{
    AccountId, CurrencyId, GiftId, Member, Page, PostId, Refusal, Result, Role, Viewer, ledger, posts,
};

use crate::square::{Square, refused};

/// Makes a currency that is made when given.
pub fn currency(square: &Square, slug: &'static str) -> CurrencyId {
    currency_of(square, slug, CurrencyKind::Expressive)
}

/// Makes a currency of either kind.
pub fn currency_of(square: &Square, slug: &'static str, kind: CurrencyKind) -> CurrencyId {
    let new = NewCurrency {
        slug: slug.into(),
        name: format!("{}{}", slug[..1].to_uppercase(), &slug[1..]),
        says: "For whoever made time for somebody.".into(),
        kind,
        emblem: Emblem::Ours("appeltaart".into()),
    };
    square.write(move |tx| currencies::create_for(tx, None, None, &new)).expect("a currency that may be")
}

/// A gift as the form of our pages makes it.
pub fn new_gift(to: AccountId, currency: CurrencyId, reason: &str) -> NewGift {
    NewGift {
        to,
        currency,
        reason: reason.into(),
        changed: None,
        public: true,
        object: None,
        idempotency: None,
        origin: GiftOrigin::Page,
    }
}

/// Gives, or says why not.
pub fn give(square: &Square, giver: &Member, gift: NewGift) -> Result<GiftId> {
    square.does(giver, move |tx, giver| gifts::give(tx, giver, &gift))
}

/// A gift as somebody sees it.
pub fn seen(square: &Square, who: &Member, id: GiftId) -> Option<GiftView> {
    square.asks(who, move |tx, who| gifts::views(tx, &Viewer::from(who), &[id])).pop()
}

/// Whether the whole ledger holds.
pub fn ledger_holds(square: &Square) {
    let report = square.read(ledger::verify);
    assert!(report.holds(), "{:#?}", report.checks.iter().filter(|check| check.faults_in_all > 0).collect::<Vec<_>>());
}

fn accept(square: &Square, who: &Member, id: GiftId) -> Result<()> {
    square.does(who, move |tx, who| gifts::accept(tx, who, id, None))
}

fn decline(square: &Square, who: &Member, id: GiftId) -> Result<()> {
    square.does(who, move |tx, who| gifts::decline(tx, who, id))
}

#[test]
fn a_gift_is_a_post_that_anybody_reads_and_complete_when_it_is_accepted() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    let appeltaart = currency(&square, "appeltaart");

    let id = give(&square, &anna, new_gift(fenna.account, appeltaart, "For keeping the oven on for me."))
        .expect("a gift that may be");
    let view = seen(&square, &fenna, id).expect("the receiver sees it");
    assert_eq!((view.gift.state, view.between, view.gift.grade), (GiftState::Given, Between::First, 1));
    assert!(seen(&square, &soren, id).is_none(), "it is between the two until it is accepted");
    let post = view.gift.post.expect("a gift given here is a post too");
    let words = square.sees(&soren, post).expect("a public gift is a public post").post;
    assert_eq!(words.text, "@fenna :appeltaart: For keeping the oven on for me.");
    assert_eq!(words.mentions, [fenna.account]);

    square.does(&fenna, move |tx, fenna| gifts::accept(tx, fenna, id, Some("Gladly."))).expect("accepted");
    accept(&square, &fenna, id).expect("twice is once");
    let view = seen(&square, &soren, id).expect("everybody sees it now");
    assert_eq!(
        (view.gift.state, &*view.reason, &*view.back),
        (GiftState::Accepted, "For keeping the oven on for me.", "Gladly.")
    );
    assert!(square.sees(&fenna, post).expect("there").flags.favourited, "her app shows it accepted");

    let back = give(&square, &fenna, new_gift(anna.account, appeltaart, "For the story you read to us."))
        .expect("a gift that may be");
    assert!(matches!(seen(&square, &anna, back).expect("there").between, Between::AnswerTo(_)));
    ledger_holds(&square);
}

#[test]
fn who_may_not_give_hears_why_and_nothing_stays_behind() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    let appeltaart = currency(&square, "appeltaart");
    let heirloom = currency_of(&square, "ketting", CurrencyKind::Circulating);
    square.block(&soren, &anna);
    let hidden = square.says_to(&soren, posts::Visibility::Direct, "a note to myself");

    let to = |who: &Member, reason: &str| new_gift(who.account, appeltaart, reason);
    let field = |gift: NewGift| match refused(give(&square, &anna, gift)) {
        Refusal::Invalid { field, .. } => field,
        Refusal::Forbidden { .. } => "forbidden",
        other => panic!("{other:?}"),
    };
    assert_eq!(field(to(&anna, "for myself")), "to");
    assert_eq!(field(to(&soren, "for the soup")), "forbidden");
    assert_eq!(field(to(&fenna, "  ")), "reason");
    assert_eq!(field(to(&fenna, "❤️❤️❤️")), "reason");
    assert_eq!(field(to(&fenna, &"long ".repeat(101))), "reason");
    assert_eq!(field(NewGift { changed: Some("x".into()), ..to(&fenna, "for the soup") }), "changed");
    assert_eq!(field(NewGift { currency: CurrencyId(7), ..to(&fenna, "for the soup") }), "currency");
    assert_eq!(field(NewGift { currency: heirloom, ..to(&fenna, "for the soup") }), "currency");
    assert_eq!(field(NewGift { to: AccountId(7), ..to(&fenna, "for the soup") }), "to");
    assert_eq!(field(NewGift { object: Some(PostId(7)), ..to(&fenna, "for the soup") }), "object");
    assert_eq!(field(NewGift { object: Some(hidden), ..to(&fenna, "for the soup") }), "object");
    let page = square.asks(&anna, |tx, anna| gifts::given_by(tx, &Viewer::from(anna), anna.account, Page::first(10)));
    assert!(page.items.is_empty());
    let left = square.asks(&anna, |tx, anna| gifts::allowance(tx, anna, None));
    assert_eq!(left.left_today, 50);
}

#[test]
fn what_changed_something_counts_double_and_says_what() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let thanks = currency(&square, "thanks");
    let gift = NewGift {
        changed: Some("I bake every Sunday now.".into()),
        ..new_gift(fenna.account, thanks, "For the starter.")
    };
    let id = give(&square, &anna, gift).expect("a gift that may be");
    let view = seen(&square, &fenna, id).expect("there");
    assert_eq!((view.gift.grade, &*view.changed), (2, "I bake every Sunday now."));
    accept(&square, &fenna, id).expect("accepted");
    ledger_holds(&square);
}

#[test]
fn the_allowance_is_fifty_a_day_and_five_to_one_and_never_comes_back() {
    let square = Square::new();
    let anna = square.person("Anna");
    let thanks = currency(&square, "thanks");
    let others: Vec<Member> = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "B1", "B2"]
        .into_iter()
        .map(|name| square.person(name))
        .collect();
    for (number, other) in others[..10].iter().enumerate() {
        for _ in 0..5 {
            let id = give(&square, &anna, new_gift(other.account, thanks, "for the soup")).expect("within the day");
            if number % 2 == 0 {
                square.does(&anna, move |tx, anna| gifts::withdraw(tx, anna, id)).expect("taken back");
            }
        }
        if number == 0 {
            let refusal = refused(give(&square, &anna, new_gift(other.account, thanks, "for the soup")));
            assert!(matches!(refusal, Refusal::Limited { .. }), "{refusal:?}");
        }
    }
    let last = others[10].account;
    let refusal = refused(give(&square, &anna, new_gift(last, thanks, "for the soup")));
    let Refusal::Limited { until, .. } = refusal else { panic!("{refusal:?}") };
    square.db.clock.set(until - 1);
    refused(give(&square, &anna, new_gift(last, thanks, "for the soup")));
    square.db.clock.set(until);
    give(&square, &anna, new_gift(last, thanks, "for the soup")).expect("a new day");
    // A clock set back opens no old day again.
    square.db.clock.set(until - 3 * ledger::DAY_MS);
    let left = square.asks(&anna, move |tx, anna| gifts::allowance(tx, anna, Some(last)));
    assert_eq!((left.left_today, left.left_to), (49, 4));
    ledger_holds(&square);
}

#[test]
fn declining_is_silent_and_two_of_them_let_giving_rest() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let thanks = currency(&square, "thanks");
    let ids: Vec<GiftId> =
        (0..2).map(|_| give(&square, &anna, new_gift(fenna.account, thanks, "for the soup")).expect("given")).collect();
    for id in &ids {
        decline(&square, &fenna, *id).expect("declined");
        assert_eq!(seen(&square, &anna, *id).expect("there").gift.state, GiftState::Given, "she is not told");
        assert_eq!(seen(&square, &fenna, *id).expect("there").gift.state, GiftState::Declined);
    }
    let first = ids[0];
    square.does(&anna, move |tx, anna| gifts::withdraw(tx, anna, first)).expect("as if it were open");
    assert_eq!(seen(&square, &anna, first).expect("there").gift.state, GiftState::Withdrawn);
    assert_eq!(seen(&square, &fenna, first).expect("there").gift.state, GiftState::Declined);

    let refusal = refused(give(&square, &anna, new_gift(fenna.account, thanks, "for the soup")));
    let Refusal::Limited { until, .. } = refusal else { panic!("{refusal:?}") };
    square.db.clock.set(until);
    give(&square, &anna, new_gift(fenna.account, thanks, "for the soup")).expect("a month later");
    ledger_holds(&square);
}

#[test]
fn an_accepted_gift_can_be_retracted_and_stays_in_the_book() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    let thanks = currency(&square, "thanks");
    let id = give(&square, &anna, new_gift(fenna.account, thanks, "for the soup")).expect("given");
    refused(square.does(&anna, move |tx, anna| gifts::retract(tx, anna, id)));
    refused(accept(&square, &soren, id));
    accept(&square, &fenna, id).expect("accepted");
    refused(decline(&square, &fenna, id));
    refused(square.does(&anna, move |tx, anna| gifts::withdraw(tx, anna, id)));
    square.does(&anna, move |tx, anna| gifts::retract(tx, anna, id)).expect("retracted");
    assert!(seen(&square, &soren, id).is_none());
    assert_eq!(seen(&square, &fenna, id).expect("there").gift.state, GiftState::Retracted);
    ledger_holds(&square);
}

#[test]
fn the_same_thing_again_is_said_and_adds_nothing() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let thanks = currency(&square, "thanks");
    let recipe = square.says(&fenna, "Sourdough, in four steps");
    let gift = NewGift { object: Some(recipe), ..new_gift(fenna.account, thanks, "for the recipe") };
    let first = give(&square, &anna, gift.clone()).expect("given");
    let second = give(&square, &anna, gift).expect("given");
    accept(&square, &fenna, first).expect("accepted");
    accept(&square, &fenna, second).expect("accepted");
    assert_eq!(seen(&square, &fenna, second).expect("there").between, Between::Again);
    assert_eq!(square.read(ledger::verify).recognitions, 1);
    ledger_holds(&square);
}

#[test]
fn one_key_gives_one_gift_for_ever() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let thanks = currency(&square, "thanks");
    let keyed = |hash: u8| NewGift {
        idempotency: Some(("key-1".into(), vec![hash; 32])),
        ..new_gift(fenna.account, thanks, "for the soup")
    };
    let id = give(&square, &anna, keyed(1)).expect("given");
    square.db.clock.pass(std::time::Duration::from_secs(400 * 86_400));
    assert_eq!(give(&square, &anna, keyed(1)).expect("the same answer"), id);
    assert_eq!(refused(give(&square, &anna, keyed(2))), Refusal::KeyReused);
    assert_eq!(square.read(ledger::verify).gifts, 1);
}

#[test]
fn between_two_nobody_else_is_named() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    let thanks = currency(&square, "thanks");
    let gift = NewGift { public: false, ..new_gift(fenna.account, thanks, "for not telling @soren") };
    let id = give(&square, &anna, gift).expect("given");
    accept(&square, &fenna, id).expect("accepted");
    assert!(seen(&square, &soren, id).is_none());
    let post = seen(&square, &anna, id).and_then(|view| view.gift.post).expect("a post of the two");
    assert!(square.sees(&soren, post).is_none());
    assert!(square.sees(&fenna, post).is_some());
}

#[test]
fn petrol_money_is_a_mark_only_its_owner_sees() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    let thanks = currency(&square, "thanks");
    let id = give(&square, &anna, new_gift(fenna.account, thanks, "for driving all that way")).expect("given");
    square.does(&fenna, move |tx, fenna| gifts::share_costs(tx, fenna, id, true)).expect("marked");
    refused(square.does(&soren, move |tx, soren| gifts::share_costs(tx, soren, id, true)));
    assert!(seen(&square, &fenna, id).expect("there").costs_shared);
    assert!(!seen(&square, &anna, id).expect("there").costs_shared);
}

#[test]
fn a_block_ends_what_was_open() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let thanks = currency(&square, "thanks");
    let came = give(&square, &anna, new_gift(fenna.account, thanks, "for the soup")).expect("given");
    let went = give(&square, &fenna, new_gift(anna.account, thanks, "for the bread")).expect("given");
    square.block(&fenna, &anna);
    refused(accept(&square, &fenna, came));
    refused(accept(&square, &anna, went));
    refused(give(&square, &fenna, new_gift(anna.account, thanks, "for the bread")));
    ledger_holds(&square);
}

#[test]
fn a_stall_gives_in_its_keepers_voice_and_receives_through_its_keeper() {
    let square = Square::new();
    let (mette, jorrit, anna) = (square.person("Mette"), square.person("Jorrit"), square.person("Anna"));
    let thanks = currency(&square, "thanks");
    let bageriet = square.stall("Bageriet", &mette);
    square.keeps(&mette, &bageriet);
    let id =
        give(&square, &anna, new_gift(bageriet.account, thanks, "for the first bread")).expect("to its only keeper");
    assert_eq!(seen(&square, &anna, id).and_then(|view| view.gift.receiver), Some(mette.person));

    square.keeps(&jorrit, &bageriet);
    let refusal = refused(give(&square, &anna, new_gift(bageriet.account, thanks, "for the second bread")));
    assert!(refusal.to_string().contains("Mette, Jorrit"), "{refusal}");
    let post = square.says(&bageriet, "Warm rolls at six");
    let on_post = NewGift { object: Some(post), ..new_gift(bageriet.account, thanks, "for the warm rolls") };
    let id = give(&square, &anna, on_post).expect("to the keeper who wrote it");
    assert_eq!(seen(&square, &anna, id).and_then(|view| view.gift.receiver), Some(mette.person));

    refused(give(&square, &bageriet, new_gift(jorrit.account, thanks, "for opening early")));
    give(&square, &mette, new_gift(jorrit.account, thanks, "for opening early")).expect("in her own name");
    let id = give(&square, &bageriet, new_gift(anna.account, thanks, "for coming by")).expect("in the stall's name");
    let view = seen(&square, &anna, id).expect("there");
    assert_eq!((view.gift.giver, view.gift.stall), (Some(mette.person), Some(bageriet.account)));
    ledger_holds(&square);
}

#[test]
fn currencies_are_made_by_hosts_and_keepers_and_can_rest() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let host = Member::person(square.person("Mette").account, Role::Host);
    let new = |slug: &str| NewCurrency {
        slug: slug.into(),
        name: "Opskrift".into(),
        says: "For knowledge you pass on.".into(),
        kind: CurrencyKind::Expressive,
        emblem: Emblem::Ours("opskrift".into()),
    };
    let make = |who: &Member, new: NewCurrency| square.does(who, move |tx, who| currencies::create(tx, who, &new));
    refused(make(&anna, new("opskrift")));
    let id = make(&host, new("opskrift")).expect("the host makes it");
    refused(make(&host, new("opskrift")));
    for bad in ["", "x", "Opskrift", "op-skrift", "øpskrift", &"x".repeat(31)] {
        refused(make(&host, new(bad)));
    }
    refused(make(&host, NewCurrency { emblem: Emblem::Ours("dollar".into()), ..new("other") }));
    square.does(&host, move |tx, host| currencies::rest(tx, host, id, true)).expect("rests");
    refused(give(&square, &anna, new_gift(fenna.account, id, "for the recipe")));
    let page = square.asks(&anna, |tx, anna| currencies::page(tx, &Viewer::from(anna), "opskrift"));
    assert!(page.currency.rests && page.lately.is_empty());
}
