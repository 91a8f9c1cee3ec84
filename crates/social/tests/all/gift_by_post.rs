//! The gift by post, from any app: a mention, a currency's emoji, a reason.

use soulava_social::gifts::{self, GiftState, GiftView};
use soulava_social::notifications::{self, Kinds};
use soulava_social::posts::{self, Change, Draft, Visibility};
use soulava_social::waiting::{self, WaitingItem};
use soulava_social::{Member, Page, PostId, Viewer};

use crate::gifts::{currency, ledger_holds};
use crate::square::Square;

fn on(square: &Square, who: &Member, post: PostId) -> Vec<GiftView> {
    square.asks(who, move |tx, who| gifts::for_posts(tx, &Viewer::from(who), &[post])).remove(&post).unwrap_or_default()
}

fn waits(square: &Square, who: &Member) -> Vec<WaitingItem> {
    square.asks(who, waiting::list)
}

fn favours(square: &Square, who: &Member, post: PostId) {
    square.does(who, move |tx, who| posts::favourite(tx, who, post)).expect("a favourite that may be");
}

fn heard(square: &Square, who: &Member) -> Vec<String> {
    let list = square.asks(who, |tx, who| notifications::list(tx, who, Page::first(20), &Kinds::default()));
    list.items.into_iter().map(|item| item.kind).collect()
}

#[test]
fn a_mention_an_emoji_and_a_reason_are_a_gift_and_the_receivers_favourite_accepts_it() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    currency(&square, "appeltaart");
    let post = square.says(&anna, "@fenna :appeltaart: for the soup, and that you did not ask");
    let gift = on(&square, &fenna, post).pop().expect("a gift");
    assert_eq!((&*gift.reason, gift.gift.public), ("for the soup, and that you did not ask", true));
    assert_eq!(heard(&square, &fenna), ["gift"], "once, as a gift");
    assert!(on(&square, &soren, post).is_empty(), "to others it is a post until it is accepted");

    favours(&square, &soren, post);
    assert_eq!(on(&square, &anna, post)[0].gift.state, GiftState::Given, "somebody else's favourite accepts nothing");
    favours(&square, &fenna, post);
    assert_eq!(on(&square, &soren, post)[0].gift.state, GiftState::Accepted);
    assert_eq!(heard(&square, &anna), ["gift_accepted", "favourite"], "she hears it once");
    ledger_holds(&square);
}

#[test]
fn a_reply_does_not_accept_and_is_a_gift_to_the_author_answered_alone() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    currency(&square, "appeltaart");
    let post = square.says(&anna, "@fenna :appeltaart: for the soup");
    square.answers(&fenna, post, "@anna gladly!");
    assert_eq!(on(&square, &anna, post)[0].gift.state, GiftState::Given);

    let recipe = square.says(&fenna, "Sourdough in four steps");
    let answer = square.answers(&anna, recipe, "@fenna @soren :appeltaart: this rose at last");
    let given = on(&square, &anna, answer);
    assert_eq!(given.iter().map(|view| view.gift.receiver).collect::<Vec<_>>(), [Some(fenna.account)]);
    assert_eq!(given[0].gift.object, Some(recipe));
    let missing = square.answers(&anna, recipe, "@soren :appeltaart: look at this");
    assert!(on(&square, &anna, missing).is_empty());
    assert!(matches!(waits(&square, &anna)[..], [WaitingItem::MeantForSomeone { .. }]));
    assert!(waits(&square, &soren).is_empty());
}

#[test]
fn up_to_five_people_each_get_one_and_the_first_currency_counts() {
    let square = Square::new();
    let anna = square.person("Anna");
    let names = ["a1", "a2", "a3", "a4", "a5", "a6"];
    let people: Vec<Member> = names.into_iter().map(|name| square.person(name)).collect();
    let appeltaart = currency(&square, "appeltaart");
    currency(&square, "opskrift");
    let post = square.says(&anna, "@a1 @a2 @a3 @a4 @a5 @anna :appeltaart: :opskrift: for carrying the piano");
    let given = on(&square, &anna, post);
    assert_eq!(given.len(), 5);
    assert!(given.iter().all(|view| view.currency.id == appeltaart));
    favours(&square, &people[1], post);
    let states: Vec<GiftState> = on(&square, &anna, post).into_iter().map(|view| view.gift.state).collect();
    assert_eq!(states.iter().filter(|state| **state == GiftState::Accepted).count(), 1, "each for themselves");

    let post = square.says(&anna, "@a1 @a2 @a3 @a4 @a5 @a6 :appeltaart: for carrying the piano");
    assert!(on(&square, &anna, post).is_empty());
    ledger_holds(&square);
}

#[test]
fn what_is_not_yet_a_gift_asks_and_what_may_not_be_one_says_why() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    currency(&square, "appeltaart");
    square.block(&soren, &anna);
    for text in [
        ":appeltaart: what a day",
        "@fenna :appeltaart:",
        "@fenna :appeltaart: ❤️❤️❤️",
        "@nobody :appeltaart: for the soup",
    ] {
        let post = square.says(&anna, text);
        assert!(on(&square, &anna, post).is_empty(), "{text}");
    }
    assert_eq!(waits(&square, &anna).len(), 4);
    assert!(waits(&square, &anna).iter().all(|item| matches!(item, WaitingItem::MeantForSomeone { .. })));
    square.says(&anna, "@soren :appeltaart: for the soup");
    let waiting = waits(&square, &anna);
    let Some(WaitingItem::GiftRefused { id, why, post, .. }) = waiting.first() else { panic!("{waiting:?}") };
    assert!(why.contains("does not take gifts") && post.is_some());
    let id = *id;
    square.does(&anna, move |tx, anna| waiting::dismiss(tx, anna, id)).expect("hers to put away");
    assert_eq!(square.asks(&anna, waiting::count), 4);

    for number in 0..6 {
        square.says(&anna, Box::leak(format!("@fenna :appeltaart: for evening {number}").into_boxed_str()));
    }
    let waiting = waits(&square, &anna);
    assert!(
        matches!(&waiting[0], WaitingItem::GiftRefused { why, .. } if why.contains("five times today")),
        "{waiting:?}"
    );
    assert_eq!(waits(&square, &fenna).len(), 5);
    ledger_holds(&square);
}

#[test]
fn followers_only_and_direct_posts_are_between_the_two() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    currency(&square, "appeltaart");
    square.follow(&soren, &anna);
    for (visibility, public) in
        [(Visibility::Unlisted, true), (Visibility::Private, false), (Visibility::Direct, false)]
    {
        let post = square.says_to(&anna, visibility, "@fenna :appeltaart: for the soup");
        favours(&square, &fenna, post);
        assert_eq!(on(&square, &anna, post)[0].gift.public, public);
        assert_eq!(on(&square, &soren, post).len(), usize::from(public), "{visibility:?}");
    }
}

#[test]
fn an_edit_changes_only_the_text_shown_and_deleting_takes_back_what_is_open() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    let appeltaart = currency(&square, "appeltaart");
    currency(&square, "opskrift");
    let post = square.says(&anna, "@fenna @soren :appeltaart: for the soup");
    square
        .does(&anna, move |tx, anna| {
            posts::edit(
                tx,
                anna,
                post,
                &Change { text: "@soren :opskrift: for the good soup".into(), ..Change::default() },
            )
        })
        .expect("an edit that may be");
    let given = on(&square, &anna, post);
    assert_eq!(given.len(), 2);
    assert!(given.iter().all(|view| view.currency.id == appeltaart && view.reason == "for the good soup"));

    favours(&square, &fenna, post);
    let (accepted, open) = (given[0].gift.id, given[1].gift.id);
    square.does(&anna, move |tx, anna| posts::delete(tx, anna, post)).expect("hers to delete");
    let kept = crate::gifts::seen(&square, &fenna, accepted).expect("the gift stays");
    assert_eq!((kept.gift.state, &*kept.reason), (GiftState::Accepted, ""));
    assert_eq!(crate::gifts::seen(&square, &soren, open).expect("his").gift.state, GiftState::Withdrawn);
    ledger_holds(&square);
}

#[test]
fn a_post_that_is_no_gift_now_is_none_later_and_a_boost_gives_nothing() {
    let square = Square::new();
    let (anna, _fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    currency(&square, "appeltaart");
    let plain = square.says(&anna, "@fenna good morning");
    square
        .does(&anna, move |tx, anna| {
            posts::edit(
                tx,
                anna,
                plain,
                &Change { text: "@fenna :appeltaart: for the soup".into(), ..Change::default() },
            )
        })
        .expect("an edit that may be");
    assert!(on(&square, &anna, plain).is_empty());
    let post = square.says(&anna, "@fenna :appeltaart: for the soup");
    square.does(&soren, move |tx, soren| posts::boost(tx, soren, post, None)).expect("boosted");
    assert_eq!(on(&square, &anna, post).len(), 1);
    assert!(waits(&square, &soren).is_empty());
}

#[test]
fn a_stall_gives_by_post_in_its_keepers_voice() {
    let square = Square::new();
    let (mette, anna) = (square.person("Mette"), square.person("Anna"));
    currency(&square, "appeltaart");
    let bageriet = square.stall("Bageriet", &mette);
    square.keeps(&mette, &bageriet);
    let post =
        square.posts(&bageriet, Draft::public("@anna :appeltaart: for bringing the crates back")).expect("a post");
    let view = on(&square, &anna, post).pop().expect("a gift");
    assert_eq!((view.gift.giver, view.gift.stall), (Some(mette.person), Some(bageriet.account)));
    let thanks = square.says(&anna, "@bageriet :appeltaart: for the warm rolls");
    assert_eq!(on(&square, &anna, thanks)[0].gift.receiver, Some(mette.person));
}
