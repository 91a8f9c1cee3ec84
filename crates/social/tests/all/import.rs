//! Bringing the thanks of another community.

use std::io::Read;
use std::time::{Duration, Instant};

use soulava_social::accounts::{NewPerson, State};
use soulava_social::import::{self, Field, Options, Refused, Summary, Why};
use soulava_social::{Error, Page, Refusal, Role, Viewer, accounts, currencies, gifts, ledger};

use crate::gifts::{currency, ledger_holds};
use crate::square::{Square, refused};
use crate::standing::House;

fn bring(square: &Square, list: &'static [u8], options: &Options) -> Result<Summary, Error> {
    import::thanks(&square.db, &move || Ok(Box::new(list) as Box<dyn Read + Send>), options, &mut |_| ())
}

fn reasons(summary: &Summary) -> Vec<(u64, String)> {
    summary.refused.iter().map(|Refused { line, why }| (*line, why.to_string())).collect()
}

const PRAISE: &[u8] = include_bytes!("../../../../tests/data/praise_2021.csv.gz");

fn praise_options() -> Options {
    Options {
        map: vec![(Field::From, "thanker".into()), (Field::To, "giver_thanked".into())],
        day_zero: import::day_zero("2020-11-20").ok(),
        ..Options::default()
    }
}

#[test]
fn the_real_thanks_of_a_community_come_in_once_and_the_ledger_holds() {
    let square = Square::new();
    let begun = Instant::now();
    let mut units = 0;
    let open = || Ok(Box::new(PRAISE) as Box<dyn Read + Send>);
    let summary = import::thanks(&square.db, &open, &praise_options(), &mut |_| units += 1).expect("a good list");
    assert_eq!((summary.rows, summary.added, summary.refused_in_all, summary.already), (7624, 7140, 484, 0));
    assert!(summary.refused.iter().all(|refused| refused.why == Why::ToOneself));
    assert_eq!(summary.refused[0].line, 4);
    assert!(units > 7140 / 500 && begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());

    let report = square.read(ledger::verify);
    assert!(report.holds());
    assert_eq!((report.gifts, report.postings, report.recognitions), (7140, 14_280, 7140));

    let again = bring(&square, PRAISE, &praise_options()).expect("a good list");
    assert_eq!((again.added, again.already, again.people), (0, 7140, 0));
    assert_eq!(square.read(ledger::verify).gifts, 7140);

    let page = square.read(|tx| currencies::page(tx, &Viewer::PASSER_BY, "thanks"));
    assert_eq!(page.lately.len(), 20);
    let receiver = page.lately[0].receiver.clone().expect("a shadow");
    assert_eq!(receiver.state, State::Shadow);
    let shelf = square.read(move |tx| gifts::received_by(tx, &Viewer::PASSER_BY, receiver.id, Page::first(40)));
    assert!(!shelf.items.is_empty());
    assert!(shelf.items.iter().all(|view| view.gift.given_at < 1_640_995_200_000));
}

#[test]
fn to_try_it_out_the_newest_is_today_and_whom_the_host_knows_has_a_voice() {
    const LIST: &[u8] = b"from,to,at,reason\n\
        Ada,Bo,2021-05-01,for the lamp\nBo,Cy,2021-05-11,for the key\nAda,Cy,2021-05-21,for the song\n";
    let house = House::new();
    let options = Options { newest_today: true, known: true, ..Options::default() };
    assert!(matches!(bring(&house.square, LIST, &options), Err(Error::Refused(_))), "nobody could know them yet");
    let host = NewPerson { role: Role::Host, ..NewPerson::named("tess") };
    house.square.write(move |tx| accounts::create_person(tx, &host)).expect("a host");
    let summary = bring(&house.square, LIST, &options).expect("a good list");
    assert_eq!((summary.added, summary.people, summary.known), (3, 3, 3));
    let newest = house.square.read(|tx| gifts::lately(tx, &Viewer::PASSER_BY, Page::first(10)));
    let today = house.square.read(ledger::today);
    let days: Vec<i64> = newest.items.iter().map(|view| today - view.gift.day).collect();
    assert_eq!(days, [0, 10, 20], "all moved by the same number of days: {}", summary.moved_days);
    house.square.db.clock.pass(Duration::from_secs(86_400));
    let again = bring(&house.square, LIST, &options).expect("a good list");
    assert_eq!((again.added, again.known), (0, 3), "the same list is known, wherever its days were moved");

    let cy = newest.items[0].receiver.clone().expect("a shadow").id;
    let standings = house.standings.clone();
    let it = house.square.read(move |tx| standings.explain(tx, &Viewer::PASSER_BY, cy));
    let sum: f64 = it.voices.iter().map(|voice| voice.points).sum();
    assert!(it.figure.points > 1.0 && (sum + it.rest - it.figure.points).abs() < 1e-9, "{it:?}");
    assert_eq!(it.voices.len(), 2);
}

#[test]
fn bad_rows_are_told_with_their_lines_and_the_others_come_in() {
    let square = Square::new();
    currency(&square, "appeltaart");
    let list: &[u8] = b"from,to,at,reason,currency,place,extra\n\
        Anna,Fenna,2021-03-04,for the soup,appeltaart,quay,x\n\
        Anna,anna,2021-03-04,,,,\n\
        ,Fenna,2021-03-04,,,,\n\
        Anna,,2021-03-04,,,,\n\
        Anna,Fenna,04/03/2021,,,,\n\
        Anna,Fenna,2999-01-01,,,,\n\
        Anna,Fenna,,,,,\n\
        Anna,Fenna,2021-03-04,for nothing,gold,,\n\
        Anna,Fenna,2021-03-04\n\
        \"Anna\",Fenna,2021-03-05,\"two\nlines\",,,\n\
        S\xc3\xb8ren,Fenna,2021-03-06,\xff\xfe,,,\n\
        S\xc3\xb8ren,Fenna,2021-03-06,\xc3\xa6bler,,,\n\
        Anna,Fenna,2021-03-04,for the soup,appeltaart,quay,y\n";
    let summary = bring(&square, list, &Options::default()).expect("a list with columns");
    assert_eq!((summary.rows, summary.added, summary.people), (13, 4, 3));
    let told = [
        (3, "to oneself"),
        (4, "`from` is missing"),
        (5, "`to` is missing"),
        (6, "\"04/03/2021\" is no date that was"),
        (7, "\"2999-01-01\" is no date that was"),
        (8, "`at` is missing"),
        (9, "no currency \"gold\" to give here"),
        (10, "not as many columns as the first line"),
        (13, "not text in the encoding of this file"),
    ];
    assert_eq!(reasons(&summary), told.map(|(line, why)| (line, why.to_owned())));
    assert_eq!(bring(&square, list, &Options::default()).expect("again").added, 0);
    let page = square.read(|tx| currencies::page(tx, &Viewer::PASSER_BY, "appeltaart"));
    assert_eq!(page.lately.len(), 2, "a repeat in the list stays");
    assert_eq!((&*page.lately[0].reason, &*page.lately[0].place), ("for the soup", "quay"));
    ledger_holds(&square);
}

#[test]
fn lists_come_in_the_encodings_of_the_trade() {
    let utf16: &'static [u8] = Box::leak(
        [0xff, 0xfe]
            .into_iter()
            .chain("from;to;at\r\nSøren;Mette;20-11-2020\r\n".encode_utf16().flat_map(u16::to_le_bytes))
            .collect::<Vec<u8>>()
            .into_boxed_slice(),
    );
    let lists: [(&'static [u8], &str); 3] = [
        (b"from;to;at\r\nS\xf8ren;Mette;20-11-2020\r\n", "windows-1252"),
        (b"\xef\xbb\xbffrom;to;at\r\nS\xc3\xb8ren;Mette;20-11-2020\r\n", "UTF-8"),
        (utf16, "UTF-16LE"),
    ];
    let square = Square::new();
    for (number, (list, encoding)) in lists.into_iter().enumerate() {
        let summary = bring(&square, list, &Options::default()).expect("a good list");
        assert_eq!(summary.encoding, encoding);
        let expected = if number == 0 { (1, 0) } else { (0, 1) };
        assert_eq!((summary.added, summary.already), expected, "{encoding} says the same");
    }
    let soren = square.read(|tx| accounts::by_name(tx, "s_ren", "")).expect("a shadow with a name to link to");
    assert_eq!(square.read(move |tx| accounts::view(tx, soren)).display_name, "Søren");
}

#[test]
fn a_list_that_says_too_little_is_refused_whole() {
    let square = Square::new();
    let zero = Options { day_zero: Some(0), ..Options::default() };
    for (list, options) in [
        (&b""[..], Options::default()),
        (b"who,whom\n1,2\n", Options::default()),
        (b"from,to\n1,2\n", Options::default()),
        (b"from,to,day\n1,2,3\n", Options::default()),
        (b"from,to,day\n1,2,3\n", Options { map: vec![(Field::From, "nobody".into())], ..zero.clone() }),
        (b"\x89PNG\r\n\x1a\n\0\0\0", zero.clone()),
        (b"\x1f\x8b\x08\0broken", zero.clone()),
    ] {
        let refusal = refused(bring(&square, list, &options));
        assert!(matches!(refusal, Refusal::Invalid { field: "file", .. }), "{refusal:?}");
    }
    for bad in ["from", "who=x", "=x", ""] {
        assert!(Options::mapping(bad).is_err(), "{bad:?}");
    }
    assert_eq!(Options::mapping(" from = thanker ").expect("a mapping"), (Field::From, "thanker".into()));
    assert_eq!(square.read(ledger::verify).gifts, 0);
}

#[test]
fn nobody_is_notified_and_shadows_cannot_be_given_to() {
    let square = Square::new();
    let anna = square.person("Anna");
    let list: &[u8] = b"from,to,day\nanna,Bo,1\nBo,anna,2\n";
    let options = Options { day_zero: Some(18_000), ..Options::default() };
    let summary = bring(&square, list, &options).expect("a good list");
    assert_eq!((summary.added, summary.people), (2, 2), "the name in a list is not the person who has it here");
    let heard = square.asks(&anna, |tx, anna| {
        soulava_social::notifications::list(tx, anna, Page::first(10), &soulava_social::notifications::Kinds::default())
    });
    assert!(heard.items.is_empty());
    let bo = square.read(|tx| accounts::by_name(tx, "bo", "")).expect("a shadow");
    let thanks = square.read(|tx| currencies::by_slug(tx, "thanks")).expect("made by the import").id;
    refused(crate::gifts::give(&square, &anna, crate::gifts::new_gift(bo, thanks, "for the soup")));
}
