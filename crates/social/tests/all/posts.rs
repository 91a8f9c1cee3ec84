//! Saying something, and what people do with it.

use soulava_social::posts::{self, Change, Draft, Key, UseKind, Visibility};
use soulava_social::{Page, Refusal, Viewer};

use crate::square::{Square, refused};

#[test]
fn a_post_is_read_as_it_was_written() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let draft = Draft {
        language: Some("nl".into()),
        spoiler: "Soep".into(),
        ..Draft::public("Dank @Fenna voor de #soep & <b>brood</b>")
    };
    let id = square.posts(&anna, draft).expect("a good post");
    let seen = square.sees(&fenna, id).expect("a public post");
    assert_eq!(seen.post.text, "Dank @Fenna voor de #soep & <b>brood</b>");
    assert!(seen.post.html.contains("&lt;b&gt;") && seen.post.html.contains("href=\"/@fenna\""), "{}", seen.post.html);
    assert_eq!((seen.post.language.as_str(), seen.post.spoiler.as_str(), seen.post.sensitive), ("nl", "Soep", true));
    assert_eq!(seen.mentions.len(), 1);
    assert_eq!(seen.tags, [("soep".to_owned(), "soep".to_owned())]);
    assert!(seen.flags.mentioned);
    assert_eq!(square.sees(&anna, id).expect("one's own").author.posts, 1);
}

#[test]
fn empty_too_long_and_nonsense_is_refused_and_leaves_nothing() {
    let square = Square::new();
    let anna = square.person("Anna");
    let because = |draft: Draft| refused(square.posts(&anna, draft));
    assert!(matches!(because(Draft::public(" \n ")), Refusal::Invalid { field: "text", code: "ERR_BLANK", .. }));
    assert!(matches!(because(Draft::public("ø".repeat(5_001))), Refusal::Invalid { code: "ERR_TOO_LONG", .. }));
    assert!(matches!(
        because(Draft { language: Some("klingon!".into()), ..Draft::public("x") }),
        Refusal::Invalid { field: "language", .. }
    ));
    assert!(matches!(
        because(Draft { media: vec![soulava_social::MediaId(7)], ..Draft::public("x") }),
        Refusal::Invalid { .. }
    ));
    assert!(matches!(
        because(Draft { reply_to: Some(soulava_social::PostId(7)), ..Draft::public("x") }),
        Refusal::NotFound
    ));
    square.says(&anna, &"ø".repeat(5_000));
    let long_link = format!("{} https://square.example/{}", "a".repeat(4_900), "b".repeat(900));
    square.says(&anna, &long_link);
    let found = square.asks(&anna, |tx, me| soulava_social::timelines::home(tx, me, Page::first(40)));
    assert_eq!(found.items.len(), 2);
}

#[test]
fn the_same_key_gives_the_same_post_and_another_body_is_refused() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let with =
        |hash: u8| Draft { idempotency: Some(Key { key: "k".into(), body_hash: [hash; 32] }), ..Draft::public("once") };
    let first = square.posts(&anna, with(1)).expect("a good post");
    assert_eq!(square.posts(&anna, with(1)).expect("the same again"), first);
    assert_eq!(refused(square.posts(&anna, with(2))), Refusal::KeyReused);
    assert_ne!(square.posts(&fenna, with(2)).expect("somebody else's key"), first);
    square.db.clock.pass(std::time::Duration::from_secs(86_401));
    assert_ne!(square.posts(&anna, with(2)).expect("a day later"), first);
}

#[test]
fn an_edit_keeps_how_it_was() {
    let square = Square::new();
    let (anna, fenna, soren) = (square.person("Anna"), square.person("Fenna"), square.person("Soren"));
    let id = square.says(&anna, "hello @fenna #one");
    square.db.clock.pass(std::time::Duration::from_secs(60));
    let change = Change { text: "hello @soren #two".into(), ..Change::default() };
    square.does(&anna, move |tx, me| posts::edit(tx, me, id, &change)).expect("one's own post");
    let seen = square.sees(&soren, id).expect("a public post");
    assert_eq!(seen.post.mentions, [soren.account]);
    assert_eq!(seen.tags[0].0, "two");
    assert!(seen.post.edited_at.is_some() && seen.post.version == 1);
    let versions = square.read(move |tx| posts::history(tx, &Viewer::PASSER_BY, id));
    assert_eq!(
        versions.iter().map(|version| version.text.as_str()).collect::<Vec<_>>(),
        ["hello @fenna #one", "hello @soren #two"]
    );
    assert!(versions[0].at < versions[1].at);
    assert_eq!(
        refused(square.does(&fenna, move |tx, me| posts::edit(
            tx,
            me,
            id,
            &Change { text: "x".into(), ..Change::default() }
        ))),
        Refusal::NotFound
    );
}

#[test]
fn boosts_and_favourites_count_people_once() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let id = square.says(&anna, "soup");
    let boost = square.does(&fenna, move |tx, me| posts::boost(tx, me, id, None)).expect("a boost");
    assert_eq!(square.does(&fenna, move |tx, me| posts::boost(tx, me, id, None)).expect("again"), boost);
    for _ in 0..2 {
        square
            .does(&fenna, move |tx, me| posts::favourite(tx, me, boost))
            .expect("a favourite of what the boost repeats");
    }
    let seen = square.sees(&fenna, boost).expect("a boost");
    let original = seen.boosted.expect("the original");
    assert_eq!((original.counters.boosts, original.counters.favourites), (1, 1));
    assert!(original.flags.boosted && original.flags.favourited);
    assert_eq!(
        square.asks(&anna, move |tx, me| posts::favourited_by(tx, &Viewer::from(me), id, Page::first(10))).items,
        [fenna.account]
    );
    square.does(&fenna, move |tx, me| posts::unboost(tx, me, id)).expect("taken back");
    square.does(&fenna, move |tx, me| posts::unfavourite(tx, me, id)).expect("taken back");
    square.does(&fenna, move |tx, me| posts::unfavourite(tx, me, id)).expect("none is as good");
    let now = square.sees(&fenna, id).expect("a public post");
    assert_eq!((now.counters.boosts, now.counters.favourites), (0, 0));
    assert!(square.sees(&fenna, boost).is_none());
    assert_eq!(square.sees(&fenna, id).expect("a public post").author.posts, 1);
}

#[test]
fn a_followers_only_post_is_boosted_by_its_author_alone() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    square.follow(&fenna, &anna);
    let id = square.says_to(&anna, Visibility::Private, "among us");
    assert!(matches!(
        refused(square.does(&fenna, move |tx, me| posts::boost(tx, me, id, None))),
        Refusal::Forbidden { .. }
    ));
    let boost = square.does(&anna, move |tx, me| posts::boost(tx, me, id, None)).expect("one's own");
    assert_eq!(square.sees(&fenna, boost).expect("a follower sees it").post.visibility, Visibility::Private);
}

#[test]
fn replies_stay_when_the_post_goes() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let id = square.says(&anna, "question");
    let answer = square.answers(&fenna, id, "answer");
    let boost = square.does(&fenna, move |tx, me| posts::boost(tx, me, id, None)).expect("a boost");
    assert_eq!(square.sees(&anna, id).expect("there").counters.replies, 1);
    assert_eq!(refused(square.does(&fenna, move |tx, me| posts::delete(tx, me, id))), Refusal::NotFound);
    square.does(&anna, move |tx, me| posts::delete(tx, me, id)).expect("one's own");
    assert!(square.sees(&anna, id).is_none() && square.sees(&anna, boost).is_none());
    let left = square.sees(&fenna, answer).expect("the answer stays");
    assert_eq!(left.post.reply_to, Some(id));
    assert_eq!(left.author.posts, 1);
    let thread = square.read(move |tx| posts::thread(tx, &Viewer::PASSER_BY, answer));
    assert!(thread.ancestors.is_empty());
}

#[test]
fn a_thread_reads_from_the_top() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let first = square.says(&anna, "1");
    let second = square.answers(&fenna, first, "1.1");
    let other = square.answers(&fenna, first, "1.2");
    let third = square.answers(&anna, second, "1.1.1");
    let hidden = square
        .posts(&fenna, Draft { reply_to: Some(second), visibility: Visibility::Direct, ..Draft::public("to nobody") })
        .expect("a note to oneself");
    let thread = square.read(move |tx| posts::thread(tx, &Viewer::PASSER_BY, first));
    assert_eq!(thread.descendants.iter().map(|view| view.post.id).collect::<Vec<_>>(), [second, third, other]);
    let thread = square.asks(&fenna, move |tx, me| posts::thread(tx, &Viewer::from(me), third));
    assert_eq!(thread.ancestors.iter().map(|view| view.post.id).collect::<Vec<_>>(), [first, second]);
    let thread = square.asks(&fenna, move |tx, me| posts::thread(tx, &Viewer::from(me), first));
    assert!(thread.descendants.iter().any(|view| view.post.id == hidden));
}

#[test]
fn use_is_said_once_of_each_and_not_of_ones_own() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let id = square.says(&anna, "a recipe");
    assert!(matches!(
        refused(square.does(&anna, move |tx, me| posts::use_it(tx, me, id, UseKind::Made, ""))),
        Refusal::Invalid { .. }
    ));
    for kind in [UseKind::Made, UseKind::Made, UseKind::Helped] {
        square.does(&fenna, move |tx, me| posts::use_it(tx, me, id, kind, " lovely ")).expect("somebody else's post");
    }
    let uses = square.read(move |tx| posts::uses(tx, &Viewer::PASSER_BY, id));
    assert_eq!(
        uses.iter().map(|one| (one.kind, one.words.as_str())).collect::<Vec<_>>(),
        [(UseKind::Helped, "lovely"), (UseKind::Made, "lovely")]
    );
}

#[test]
fn a_stall_speaks_with_its_keepers_name() {
    let square = Square::new();
    let mette = square.person("Mette");
    let bageriet = square.stall("Bageriet", &mette);
    let id = square.says(&bageriet, "Rye at ten");
    let seen = square.sees(&mette, id).expect("a public post");
    assert_eq!(seen.author.display_name, "Bageriet");
    assert_eq!(seen.keeper.expect("a keeper").display_name, "Mette");
    assert!(matches!(
        refused(square.does(&mette, move |tx, me| posts::use_it(tx, me, id, UseKind::Made, ""))),
        Refusal::Invalid { .. }
    ));
}
