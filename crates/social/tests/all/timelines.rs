//! What people find at home, in the square and on a page.

use proptest::prelude::*;
use soulava_social::posts::{self, Draft, Visibility};
use soulava_social::relations::{self, FollowOptions};
use soulava_social::timelines::{self, Filter, TagQuery};
use soulava_social::{Member, Page, PostId, Viewer};

use crate::square::Square;

fn home(square: &Square, who: &Member) -> Vec<PostId> {
    square.asks(who, |tx, me| timelines::home(tx, me, Page::first(40))).items
}

#[test]
fn home_is_what_i_and_those_i_follow_say() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    square.follow(&anna, &fenna);
    let mine = square.says(&anna, "mine");
    let hers = square.says(&fenna, "hers");
    let his = square.says(&soren, "his");
    assert_eq!(home(&square, &anna), [hers, mine]);
    let boost = square.does(&fenna, move |tx, me| posts::boost(tx, me, his, None)).expect("a boost");
    assert_eq!(home(&square, &anna), [boost, hers, mine]);
    let whom = fenna.account;
    let quiet = FollowOptions { boosts: Some(false), ..FollowOptions::default() };
    square.does(&anna, move |tx, me| relations::follow(tx, me, whom, &quiet)).expect("a change");
    assert_eq!(home(&square, &anna), [hers, mine]);
}

#[test]
fn answers_to_strangers_stay_out_of_home() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    square.follow(&anna, &fenna);
    let his = square.says(&soren, "a stranger");
    let to_stranger = square.answers(&fenna, his, "to a stranger");
    let hers = square.says(&fenna, "a thread");
    let own = square.answers(&fenna, hers, "of her own");
    let mine = square.says(&anna, "mine");
    let to_me = square.answers(&fenna, mine, "to me");
    assert_eq!(home(&square, &anna), [to_me, mine, own, hers]);
    square.follow(&anna, &soren);
    assert_eq!(home(&square, &anna), [to_me, mine, own, hers, to_stranger, his]);
}

#[test]
fn who_is_muted_is_not_met_but_can_be_visited() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    square.follow(&anna, &fenna);
    square.follow(&anna, &soren);
    let hers = square.says(&fenna, "hers");
    square.does(&soren, move |tx, me| posts::boost(tx, me, hers, None)).expect("a boost");
    let whom = fenna.account;
    square.does(&anna, move |tx, me| relations::mute(tx, me, whom, true, None)).expect("a mute");
    assert!(home(&square, &anna).is_empty());
    assert!(
        square.asks(&anna, |tx, me| timelines::square(tx, &Viewer::from(me), Page::first(40), false)).items.is_empty()
    );
    let page = square.asks(&anna, move |tx, me| {
        timelines::account(tx, &Viewer::from(me), whom, Page::first(40), &Filter::default())
    });
    assert_eq!(page.items, [hers]);
}

#[test]
fn the_square_holds_what_is_said_to_all() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let first = square.says(&anna, "to all");
    square.says_to(&anna, Visibility::Unlisted, "to who looks");
    square.says_to(&anna, Visibility::Private, "to followers");
    square.answers(&fenna, first, "an answer");
    let own = square.answers(&anna, first, "going on");
    square.does(&fenna, move |tx, me| posts::boost(tx, me, first, None)).expect("a boost");
    let found = square.read(|tx| timelines::square(tx, &Viewer::PASSER_BY, Page::first(40), false));
    assert_eq!(found.items, [own, first]);
}

#[test]
fn a_page_can_leave_out_answers_and_boosts() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let hers = square.says(&fenna, "hers");
    let mine = square.says(&anna, "mine #soep");
    let answer = square.answers(&anna, hers, "an answer");
    let boost = square.does(&anna, move |tx, me| posts::boost(tx, me, hers, None)).expect("a boost");
    let of = anna.account;
    let page = |filter: Filter| {
        square.read(move |tx| timelines::account(tx, &Viewer::PASSER_BY, of, Page::first(40), &filter)).items
    };
    assert_eq!(page(Filter::default()), [boost, answer, mine]);
    assert_eq!(page(Filter { exclude_replies: true, ..Filter::default() }), [boost, mine]);
    assert_eq!(page(Filter { exclude_boosts: true, ..Filter::default() }), [answer, mine]);
    assert_eq!(page(Filter { tagged: Some("soep".into()), ..Filter::default() }), [mine]);
    assert!(page(Filter { only_media: true, ..Filter::default() }).is_empty());
}

#[test]
fn hashtags_combine() {
    let square = Square::new();
    let anna = square.person("Anna");
    let both = square.says(&anna, "#Soep #brood");
    let soup = square.says(&anna, "#soep");
    let bread = square.says(&anna, "#Brood");
    let found = |any: &[&str], all: &[&str], none: &[&str]| {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let query = TagQuery { any: list(any), all: list(all), none: list(none), only_media: false };
        square.read(move |tx| timelines::tag(tx, &Viewer::PASSER_BY, Page::first(40), &query)).items
    };
    assert_eq!(found(&["soep"], &[], &[]), [soup, both]);
    assert_eq!(found(&["soep", "brood"], &[], &[]), [bread, soup, both]);
    assert_eq!(found(&["soep"], &["brood"], &[]), [both]);
    assert_eq!(found(&["soep"], &[], &["brood"]), [soup]);
}

#[test]
fn a_full_page_comes_even_when_much_is_not_for_the_reader() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    square.follow(&anna, &fenna);
    let wanted: Vec<PostId> = (0..3).map(|n| square.says(&fenna, &format!("for all {n}"))).collect();
    let his = square.says(&soren, "a stranger");
    for n in 0..60 {
        square.answers(&fenna, his, &format!("to a stranger {n}"));
    }
    let found = square.asks(&anna, |tx, me| timelines::home(tx, me, Page::first(3)));
    assert_eq!(found.items, wanted.into_iter().rev().collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn walking_home_meets_everything_once(posts in prop::collection::vec((0usize..3, 0u8..4), 1..30), step in 1u32..6) {
        let square = Square::new();
        let people = [square.person("Anna"), square.person("Fenna"), square.person("Soren")];
        square.follow(&people[0], &people[1]);
        let mut last = None;
        for (who, what) in posts {
            last = Some(match (what, last) {
                // An answer to what one cannot read is refused.
                (0, Some(post)) => square.posts(&people[who], Draft { reply_to: Some(post), ..Draft::public("an answer") }).unwrap_or(post),
                (1, Some(post)) => {
                    let _ = square.does(&people[who], move |tx, me| posts::boost(tx, me, post, None));
                    post
                }
                (2, _) => square.says_to(&people[who], Visibility::Private, "to followers"),
                _ => square.posts(&people[who], Draft::public("to all")).expect("a good post"),
            });
        }
        let whole = square.asks(&people[0], |tx, me| timelines::home(tx, me, Page::first(100))).items;
        let walk = |mut page: Page, down: bool| {
            let mut met: Vec<PostId> = Vec::new();
            loop {
                let found = square.asks(&people[0], move |tx, me| timelines::home(tx, me, page));
                if found.items.is_empty() {
                    return met;
                }
                if down {
                    page.max_id = found.last;
                    met.extend(found.items);
                } else {
                    page.min_id = found.first;
                    met.splice(0..0, found.items);
                }
            }
        };
        prop_assert_eq!(&walk(Page::first(step), true), &whole);
        prop_assert_eq!(&walk(Page { min_id: Some(0), ..Page::first(step) }, false), &whole);
        let second = whole.get(1).map(|id| id.0);
        if let Some(second) = second {
            let newer = square.asks(&people[0], move |tx, me| timelines::home(tx, me, Page { since_id: Some(second), ..Page::first(40) }));
            prop_assert_eq!(&newer.items, &whole[..1].to_vec());
        }
    }
}
