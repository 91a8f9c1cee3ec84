//! A secret is read by those it is for, and by nobody else, whichever way they look.

use proptest::prelude::*;
use soulava_social::notifications::{self, Kinds};
use soulava_social::posts::{self, Visibility};
use soulava_social::timelines::{self, Filter, TagQuery};
use soulava_social::{AccountId, Member, Page, PostId, Tx, Viewer, relations, search};

use crate::square::Square;

const CANARY: &str = "canary7291";

/// Every way of reading a post, as somebody: the texts they get to see.
fn everything_read(tx: &Tx, viewer: &Viewer, people: &[AccountId], known: &[PostId]) -> soulava_social::Result<String> {
    let page = Page::first(40);
    let mut ids: Vec<PostId> = known.to_vec();
    let mut seen = String::new();
    ids.extend(timelines::square(tx, viewer, page, false)?.items);
    ids.extend(
        timelines::tag(tx, viewer, page, &TagQuery { any: vec!["secret".into()], ..TagQuery::default() })?.items,
    );
    for person in people {
        ids.extend(timelines::account(tx, viewer, *person, page, &Filter::default())?.items);
    }
    if let Some(me) = &viewer.0 {
        ids.extend(timelines::home(tx, me, page)?.items);
        ids.extend(timelines::direct(tx, me, page)?.items);
        ids.extend(timelines::favourites(tx, me, page)?.items);
        ids.extend(timelines::bookmarks(tx, me, page)?.items);
        ids.extend(search::posts(tx, me, CANARY, None, page, 0)?);
        ids.extend(posts::conversations(tx, me, page)?.items.into_iter().map(|(_, last)| last));
        for note in notifications::list(tx, me, page, &Kinds::default())?.items {
            seen.extend(note.post.map(|view| view.post.text));
        }
    }
    for id in known {
        if let Ok(thread) = posts::thread(tx, viewer, *id) {
            seen.extend(thread.ancestors.into_iter().chain(thread.descendants).map(|view| view.post.text));
        }
        if let Ok(versions) = posts::history(tx, viewer, *id) {
            seen.extend(versions.into_iter().map(|version| version.text));
        }
        if let Ok(post) = posts::find(tx, viewer, *id) {
            seen.push_str(&post.text);
        }
    }
    for view in posts::views(tx, viewer, &ids)? {
        seen.push_str(&view.post.text);
        seen.extend(view.boosted.map(|original| original.post.text));
    }
    Ok(seen)
}

#[derive(Clone, Debug)]
struct Standing {
    follows: bool,
    asked: bool,
    named: bool,
    blocks: bool,
    blocked: bool,
}

fn standing() -> impl Strategy<Value = Standing> {
    (any::<bool>(), any::<bool>(), any::<bool>(), prop::bool::weighted(0.2), prop::bool::weighted(0.2))
        .prop_map(|(follows, asked, named, blocks, blocked)| Standing { follows, asked, named, blocks, blocked })
}

fn visibility() -> impl Strategy<Value = Visibility> {
    prop_oneof![
        Just(Visibility::Public),
        Just(Visibility::Unlisted),
        Just(Visibility::Private),
        Just(Visibility::Direct)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_secret_reaches_those_it_is_for_and_nobody_else(visibility in visibility(), standing in standing()) {
        let square = Square::new();
        let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
        if standing.follows {
            square.follow(&fenna, &anna);
        } else if standing.asked {
            lock(&square, &anna);
            square.follow(&fenna, &anna);
        }
        let first = square.says(&anna, "an open word #secret");
        let name = if standing.named { " @fenna" } else { "" };
        let secret = square.says_to(&anna, visibility, &format!("{CANARY} #secret{name}"));
        let boost = square.does(&anna, move |tx, me| posts::boost(tx, me, secret, None));
        let answer = square.posts(&anna, posts::Draft { reply_to: Some(first), visibility, ..posts::Draft::public(format!("{CANARY} again{name}")) }).expect("an answer");
        if standing.blocks {
            square.block(&fenna, &anna);
        }
        if standing.blocked {
            square.block(&anna, &fenna);
        }
        let known: Vec<PostId> = [Some(first), Some(secret), boost.ok(), Some(answer)].into_iter().flatten().collect();
        let people = [anna.account, fenna.account, soren.account];
        let reads = |who: Viewer| {
            let known = known.clone();
            square.read(move |tx| everything_read(tx, &who, &people, &known)).contains(CANARY)
        };
        let open = matches!(visibility, Visibility::Public | Visibility::Unlisted);
        let apart = standing.blocks || standing.blocked;
        let follower = visibility == Visibility::Private && standing.follows;
        prop_assert_eq!(reads(Viewer::from(&fenna)), !apart && (open || follower || standing.named));
        prop_assert_eq!(reads(Viewer::from(&soren)), open);
        prop_assert_eq!(reads(Viewer::PASSER_BY), open);
        prop_assert!(reads(Viewer::from(&anna)));
    }
}

fn lock(square: &Square, who: &Member) {
    let id = who.account;
    square
        .write(move |tx| {
            Ok(tx.run(
                soulava_store::sql!("UPDATE accounts SET locked = TRUE WHERE id = $1"),
                soulava_store::args![id],
            )?)
        })
        .expect("an account that can be locked");
}

#[test]
fn who_left_the_square_is_not_read_any_more() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    square.follow(&fenna, &anna);
    let id = square.says(&anna, CANARY);
    square.does(&fenna, move |tx, me| posts::favourite(tx, me, id)).expect("a favourite");
    let out = anna.account;
    square
        .write(move |tx| {
            Ok(tx.run(
                soulava_store::sql!("UPDATE accounts SET state = 'suspended' WHERE id = $1"),
                soulava_store::args![out],
            )?)
        })
        .expect("put out");
    let text = square.asks(&fenna, move |tx, me| everything_read(tx, &Viewer::from(me), &[], &[id]));
    assert!(!text.contains(CANARY));
}

#[test]
fn an_answer_to_what_one_cannot_read_is_an_answer_to_nothing() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let id = square.says_to(&anna, Visibility::Direct, "to myself");
    let draft = posts::Draft { reply_to: Some(id), ..posts::Draft::public("hm?") };
    assert_eq!(crate::square::refused(square.posts(&fenna, draft)), soulava_social::Refusal::NotFound);
    for verb in [posts::favourite, posts::bookmark, posts::unfavourite] {
        assert_eq!(
            crate::square::refused(square.does(&fenna, move |tx, me| verb(tx, me, id))),
            soulava_social::Refusal::NotFound
        );
    }
    assert!(relations_untouched(&square, &fenna, &anna));
}

fn relations_untouched(square: &Square, a: &Member, b: &Member) -> bool {
    let (a, b) = (a.account, b.account);
    !square.read(move |tx| relations::is_blocked(tx, a, b))
}
