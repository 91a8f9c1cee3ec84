//! Who was here on which day: every act leaves its weight, reading leaves nothing.

use std::time::Duration;

use soulava_social::gifts::{self, GiftOrigin, NewGift};
use soulava_social::posts::{self, UseKind};
use soulava_social::{CurrencyId, GiftId, Member, Viewer, accounts, currencies, jobs, presence};
use soulava_store::{args, sql};

use crate::square::Square;

const DAY: Duration = Duration::from_secs(86_400);

impl Square {
    /// Somebody's days: (days since the first of them, weight, heaviest).
    fn days(&self, who: &Member) -> Vec<(i64, i64, i64)> {
        let who = who.person;
        let rows: Vec<(i64, i64, i64)> = self.read(move |tx| {
            Ok(tx.all(
                sql!("SELECT day, weight, best FROM presence WHERE account_id = $1 ORDER BY day LIMIT 100"),
                args![who],
            )?)
        });
        let first = rows.first().map_or(0, |row| row.0);
        rows.into_iter().map(|(day, weight, best)| (day - first, weight, best)).collect()
    }

    fn thanks(&self) -> CurrencyId {
        self.write(currencies::ensure_thanks).expect("a currency")
    }

    fn gives(&self, giver: &Member, to: &Member, currency: CurrencyId) -> GiftId {
        let to = to.account;
        self.does(giver, move |tx, giver| {
            let gift = NewGift {
                to,
                currency,
                reason: "kept the oven on".into(),
                changed: None,
                public: true,
                object: None,
                idempotency: None,
                origin: GiftOrigin::Page,
            };
            gifts::give(tx, giver, &gift)
        })
        .expect("a gift that may be")
    }
}

#[test]
fn an_act_leaves_its_weight_on_its_day_and_reading_leaves_nothing() {
    let square = Square::new();
    let (anna, fenna, mette) = (square.person("Anna"), square.person("Fenna"), square.person("Mette"));
    let bread = square.says(&anna, "Bread tomorrow at six");
    square.answers(&fenna, bread, "I will be there");
    square.does(&fenna, move |tx, who| posts::favourite(tx, who, bread)).expect("a favourite");
    square.does(&fenna, move |tx, who| posts::favourite(tx, who, bread)).expect("the same favourite");
    square.db.clock.pass(2 * DAY);
    square.does(&fenna, move |tx, who| posts::use_it(tx, who, bread, UseKind::Made, "with rye")).expect("a use");
    square.asks(&mette, move |tx, who| posts::thread(tx, &Viewer::from(who), bread).map(|_| ()));
    assert_eq!(square.days(&anna), [(0, 4, 4)]);
    assert_eq!(square.days(&fenna), [(0, 6, 4), (2, 7, 7)]);
    assert_eq!(square.days(&mette), []);
}

#[test]
fn what_is_done_for_a_stall_is_done_by_its_keeper() {
    let square = Square::new();
    let (jorrit, anna) = (square.person("Jorrit"), square.person("Anna"));
    let bakery = square.stall("Bageriet", &jorrit);
    square.keeps(&jorrit, &bakery);
    let bread = square.says(&anna, "Who bakes on Monday?");
    square.answers(&bakery, bread, "We do");
    square.does(&bakery, move |tx, who| posts::favourite(tx, who, bread)).expect("a favourite");
    assert_eq!(square.days(&jorrit), [(0, 6, 4)]);
    let stall = Member { person: bakery.account, ..bakery };
    assert_eq!(square.days(&stall), []);
}

#[test]
fn who_gives_was_here_and_who_is_glad_of_it_helped() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    let thanks = square.thanks();
    let gift = square.gives(&anna, &fenna, thanks);
    assert_eq!((square.days(&anna), square.days(&fenna)), (vec![(0, 4, 4)], vec![]));
    square.db.clock.pass(DAY);
    square.does(&fenna, move |tx, who| gifts::accept(tx, who, gift, None)).expect("a yes");
    let best: Vec<i64> = square.days(&fenna).iter().map(|day| day.2).collect();
    assert_eq!((square.days(&anna), best), (vec![(0, 4, 4)], vec![8]));
}

#[test]
fn those_who_were_here_are_counted_by_day_and_only_while_they_may_act() {
    let square = Square::new();
    let (anna, fenna) = (square.person("Anna"), square.person("Fenna"));
    square.says(&anna, "Good morning");
    square.db.clock.pass(10 * DAY);
    square.says(&fenna, "Good morning");
    let today = square.read(soulava_social::ledger::today);
    let since = |days: i64| square.read(move |tx| presence::active_since(tx, today - days));
    assert_eq!((since(0), since(9), since(10)), (1, 1, 2));
    square.does(&anna, accounts::delete).expect("a goodbye");
    assert_eq!(since(10), 1);
    while square
        .write({
            let anna = anna.person;
            move |tx| accounts::erase_slice(tx, anna)
        })
        .expect("a slice")
    {}
    assert_eq!(square.days(&anna), []);
}

#[test]
fn old_days_are_swept_and_the_year_stays() {
    let square = Square::new();
    let anna = square.person("Anna");
    square.says(&anna, "Good morning");
    square.db.clock.pass(100 * DAY);
    square.says(&anna, "Still here");
    square.db.clock.pass(301 * DAY);
    while square.write(|tx| jobs::sweep(tx, 1)).expect("a sweep") {}
    assert_eq!(square.days(&anna), [(0, 4, 4)]);
    assert_eq!(square.read(|tx| presence::active_since(tx, 0)), 1);
}

#[test]
fn history_is_filled_in_once_and_says_what_the_acts_would_have_said() {
    let square = Square::new();
    let (anna, fenna, jorrit) = (square.person("Anna"), square.person("Fenna"), square.person("Jorrit"));
    let bakery = square.stall("Bageriet", &jorrit);
    square.keeps(&jorrit, &bakery);
    let thanks = square.thanks();
    for day in 0..3 {
        for _ in 0..50 {
            let bread = square.says(&anna, "Bread");
            square.answers(&bakery, bread, "With rye");
            if day == 1 {
                square.does(&fenna, move |tx, who| posts::favourite(tx, who, bread)).expect("a favourite");
            }
        }
        let gift = square.gives(&anna, &fenna, thanks);
        square.does(&fenna, move |tx, who| gifts::accept(tx, who, gift, None)).expect("a yes");
        square.db.clock.pass(DAY);
    }
    // As in a square that is older than presence.
    let noted = [square.days(&anna), square.days(&fenna), square.days(&jorrit)];
    square
        .write(|tx| {
            tx.run(sql!("DELETE FROM presence WHERE day >= 0"), args![])?;
            tx.run(sql!("UPDATE presence_fill SET last_id = $1 WHERE one = 1"), args![tx.next_id()])?;
            Ok(())
        })
        .expect("an older square");
    let mut slices = 1;
    while square.write(presence::fill).expect("a slice") {
        slices += 1;
    }
    assert!(slices > 3, "history is filled in one unit: {slices}");
    assert_eq!([square.days(&anna), square.days(&fenna), square.days(&jorrit)], noted);
    assert!(!square.write(presence::fill).expect("nothing left"));
    assert_eq!(square.days(&anna), noted[0]);
}
