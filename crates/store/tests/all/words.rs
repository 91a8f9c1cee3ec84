//! One SQL text means the same on both databases.

use soulava_store::{Column, Error, Row, args, record, sql};

use crate::store;

record! {
    #[derive(Debug, PartialEq)]
    struct Note {
        id: i64,
        text: Option<String>,
        flag: Option<bool>,
        real: Option<f64>,
        bytes: Option<Vec<u8>>,
    }
}

#[test]
fn every_kind_of_value_comes_back_as_it_went() {
    let db = store();
    let notes = db
        .write_blocking::<_, Error>(|tx| {
            tx.run(sql!("INSERT INTO purses (id, owner, coins) VALUES (1, 'Søren', 1)"), args![])?;
            let insert =
                sql!("INSERT INTO notes (id, purse_id, text, flag, real, bytes) VALUES ($1, 1, $2, $3, $4, $5)");
            tx.run(insert, args![1_i64, "tak ❤", true, 0.5, [0_u8, 255]])?;
            tx.run(insert, args![2_i64, None::<String>, None::<bool>, None::<f64>, None::<Vec<u8>>])?;
            tx.all::<Note>(
                sql!("SELECT id, text, flag, real, bytes FROM notes WHERE purse_id = $1 ORDER BY id"),
                args![1_i64],
            )
        })
        .expect("notes come back");
    assert_eq!(
        notes,
        [
            Note { id: 1, text: Some("tak ❤".into()), flag: Some(true), real: Some(0.5), bytes: Some(vec![0, 255]) },
            Note { id: 2, text: None, flag: None, real: None, bytes: None },
        ]
    );
}

#[test]
fn lists_are_single_arguments() {
    let db = store();
    let (kept, others, upserted) = db
        .write_blocking::<_, Error>(|tx| {
            let names = ["Anna".to_owned(), "b\"\\c".to_owned(), "Søren".to_owned()];
            let insert = sql!(
                "INSERT INTO purses (id, owner, coins)
                 SELECT i, o, CAST($3 AS BIGINT) FROM unnest($1::bigint[], $2::text[]) AS t(i, o)
                 ON CONFLICT (owner) DO UPDATE SET coins = purses.coins + excluded.coins"
            );
            tx.run(insert, args![&[1_i64, 2, 3][..], &names[..], 5_i64])?;
            tx.run(insert, args![vec![7_i64], ["Anna"], 1_i64])?;
            let kept: Vec<String> = tx.all(
                sql!("SELECT owner FROM purses WHERE id = ANY($1) AND owner = ANY($2::text[]) ORDER BY id"),
                args![&[2_i64, 3, 9][..], &names[..]],
            )?;
            let others: Vec<i64> =
                tx.all(sql!("SELECT id FROM purses WHERE id <> ALL($1) ORDER BY id"), args![vec![1_i64, 2]])?;
            let upserted: i64 = tx.one(sql!("SELECT coins FROM purses WHERE owner = $1"), args!["Anna"])?;
            Ok((kept, others, upserted))
        })
        .expect("lists work");
    assert_eq!(kept, ["b\"\\c", "Søren"]);
    assert_eq!(others, [3]);
    assert_eq!(upserted, 6);
}

#[test]
fn numbered_lists_keep_their_order() {
    let db = store();
    let rows = db.read_blocking::<_, Error>(|tx| {
        tx.all::<(i64, i64)>(
            sql!("SELECT t.x, t.n FROM unnest($1::bigint[]) WITH ORDINALITY AS t(x, n) ORDER BY t.n"),
            args![&[30_i64, 10, 20][..]],
        )
    });
    assert_eq!(rows, Ok(vec![(30, 1), (10, 2), (20, 3)]));
}

#[test]
fn a_statement_that_writes_may_answer() {
    let db = store();
    let ids = db.write_blocking::<_, Error>(|tx| {
        let ids: Vec<i64> = tx.all(
            sql!("INSERT INTO purses (id, owner, coins) VALUES ($1, 'a', 1), ($2, 'b', 2) RETURNING id"),
            args![1_i64, 2_i64],
        )?;
        let gone: Option<String> = tx.opt(sql!("DELETE FROM purses WHERE coins > $1 RETURNING owner"), args![0_i64])?;
        assert!(gone.is_some());
        let left: i64 = tx
            .one(sql!("SELECT CAST(COALESCE(SUM(coins), 0) AS BIGINT) FROM purses FOR UPDATE"), args![])
            .or(Ok::<_, Error>(0))?;
        Ok((ids, left))
    });
    match ids {
        Ok((ids, left)) => assert_eq!((ids, left), (vec![1, 2], 0)),
        // PostgreSQL takes no lock on an aggregate; the subset does not ask for it.
        Err(error) => assert!(crate::on_postgres(), "{error}"),
    }
}

#[test]
fn a_large_id_may_be_compared_with_nothing() {
    let db = store();
    for id in [Some(i64::MAX), None] {
        let count = db.read_blocking::<i64, Error>(move |tx| {
            tx.one(sql!("SELECT COUNT(*) FROM purses WHERE $1 = 0 OR COALESCE(id, 0) = $1"), args![id])
        });
        assert_eq!(count, Ok(0));
    }
}

#[test]
fn text_sorts_by_its_bytes() {
    let db = store();
    let names = db.write_blocking::<_, Error>(|tx| {
        tx.run(
            sql!("INSERT INTO purses (id, owner, coins) VALUES (1, 'b', 0), (2, 'B', 0), (3, 'a', 0), (4, 'å', 0)"),
            args![],
        )?;
        tx.all::<String>(sql!("SELECT owner FROM purses ORDER BY owner"), args![])
    });
    assert_eq!(names.expect("names"), ["B", "a", "b", "å"]);
}

#[test]
fn a_mistake_in_a_unit_is_told_and_not_a_panic() {
    let db = store();
    let missing =
        db.read_blocking::<i64, Error>(|tx| tx.one(sql!("SELECT id FROM purses WHERE id = $1"), args![1_i64]));
    assert_eq!(missing, Err(Error::NoRow));
    let few = db.read_blocking::<Option<i64>, Error>(|tx| tx.opt(sql!("SELECT id FROM purses WHERE id = $1"), args![]));
    assert!(matches!(few, Err(Error::Broken(_))));
    let wide = db.read_blocking::<i64, Error>(|tx| tx.one(sql!("SELECT COUNT(*), COUNT(*) FROM purses"), args![]));
    assert!(matches!(wide, Err(Error::Broken(_))));
    let wrong = db.read_blocking::<String, Error>(|tx| tx.one(sql!("SELECT COUNT(*) FROM purses"), args![]));
    assert!(matches!(wrong, Err(Error::Broken(_))));
}

/// A column type of one's own, as the ids are.
#[derive(Debug, PartialEq)]
struct Named(String);

impl Column for Named {
    fn column(row: &Row<'_>, index: usize) -> soulava_store::Result<Self> {
        String::column(row, index).map(Self)
    }
}

#[test]
fn tuples_take_columns_of_ones_own() {
    let db = store();
    let named = db.write_blocking::<_, Error>(|tx| {
        tx.run(sql!("INSERT INTO purses (id, owner, coins) VALUES (1, 'Anna', 0)"), args![])?;
        tx.one::<(Named, Option<Named>)>(sql!("SELECT owner, NULLIF(owner, 'Anna') FROM purses"), args![])
    });
    assert_eq!(named, Ok((Named("Anna".into()), None)));
}
