//! The ledger over random histories: L1 to L7, L13, erasure (L10), the chain, and what the schema cannot say.

use std::collections::HashMap;
use std::time::Duration;

use proptest::prelude::*;
use soulava_social::gifts::{self, GiftOrigin, NewGift};
use soulava_social::{CurrencyId, GiftId, Member, PostId, ledger, posts, relations};
use soulava_store::{args, sql};

use crate::gifts::{currency, ledger_holds};
use crate::square::Square;

#[derive(Clone, Debug)]
enum Act {
    Give { from: usize, to: usize, object: bool, key: Option<u8>, currency: usize },
    Settle { gift: usize, how: u8 },
    Block { from: usize, to: usize },
    Unblock { from: usize, to: usize },
    Use { from: usize, post: usize, how: u8 },
    Clock { hours: i64 },
    Seal,
    Erase { who: usize },
}

const PEOPLE: usize = 5;

fn act() -> impl Strategy<Value = Act> {
    let who = 0..PEOPLE;
    prop_oneof![
        10 => (who.clone(), who.clone(), any::<bool>(), prop::option::of(0_u8..4), 0_usize..2)
            .prop_map(|(from, to, object, key, currency)| Act::Give { from, to, object, key, currency }),
        8 => (any::<prop::sample::Index>(), 0_u8..5).prop_map(|(gift, how)| Act::Settle { gift: gift.index(64), how }),
        1 => (who.clone(), who.clone()).prop_map(|(from, to)| Act::Block { from, to }),
        1 => (who.clone(), who.clone()).prop_map(|(from, to)| Act::Unblock { from, to }),
        2 => (who.clone(), 0..PEOPLE, 0_u8..4).prop_map(|(from, post, how)| Act::Use { from, post, how }),
        2 => (-72_i64..72).prop_map(|hours| Act::Clock { hours }),
        1 => Just(Act::Seal),
        1 => who.prop_map(|who| Act::Erase { who }),
    ]
}

struct History {
    square: Square,
    people: Vec<Member>,
    posts: Vec<PostId>,
    currencies: [CurrencyId; 2],
    gifts: Vec<(GiftId, usize, usize)>,
    keys: HashMap<(usize, u8), GiftId>,
}

impl History {
    fn new() -> Self {
        let square = Square::new();
        let people: Vec<Member> =
            ["Anna", "Fenna", "Soren", "Mette", "Jorrit"].into_iter().map(|name| square.person(name)).collect();
        let posts = people.iter().map(|who| square.says(who, "a recipe of mine")).collect();
        let currencies = [currency(&square, "appeltaart"), currency(&square, "opskrift")];
        Self { square, people, posts, currencies, gifts: Vec::new(), keys: HashMap::new() }
    }

    /// One act; what is refused leaves nothing behind.
    fn run(&mut self, act: &Act) {
        match *act {
            Act::Give { from, to, object, key, currency } => self.give(from, to, object, key, currency),
            Act::Settle { gift, how } => self.settle(gift, how),
            Act::Block { from, to } => {
                let whom = self.people[to].account;
                let _ = self.square.does(&self.people[from], move |tx, who| relations::block(tx, who, whom));
            }
            Act::Unblock { from, to } => {
                let whom = self.people[to].account;
                let _ = self.square.does(&self.people[from], move |tx, who| relations::unblock(tx, who, whom));
            }
            Act::Use { from, post, how } => {
                let post = self.posts[post];
                let _ = self.square.does(&self.people[from], move |tx, who| match how {
                    0 => posts::favourite(tx, who, post),
                    1 => posts::unfavourite(tx, who, post),
                    2 => posts::use_it(tx, who, post, posts::UseKind::Made, ""),
                    _ => posts::use_it(tx, who, post, posts::UseKind::Helped, "thank you"),
                });
            }
            Act::Clock { hours } => {
                let now = soulava_store::Clock::now_ms(&self.square.db.clock);
                self.square.db.clock.set(now + hours * 3_600_000);
            }
            Act::Seal => while self.square.write(ledger::seal).expect("sealing works").more {},
            Act::Erase { who } => {
                let gone = self.people[who].account;
                while self.square.write(move |tx| gifts::erase_slice(tx, gone)).expect("erasing works") {}
            }
        }
    }

    fn give(&mut self, from: usize, to: usize, object: bool, key: Option<u8>, currency: usize) {
        let gift = NewGift {
            to: self.people[to].account,
            currency: self.currencies[currency],
            reason: "for the soup".into(),
            changed: (currency == 1).then(|| "I bake now".into()),
            public: true,
            object: object.then(|| self.posts[to]),
            // Another body under the same key is refused.
            idempotency: key.map(|key| (key.to_string(), vec![to as u8, u8::from(object), currency as u8])),
            origin: GiftOrigin::Page,
        };
        if let Ok(id) = self.square.does(&self.people[from], move |tx, who| gifts::give(tx, who, &gift)) {
            if let Some(key) = key {
                assert_eq!(*self.keys.entry((from, key)).or_insert(id), id, "L5: one key, one gift");
            }
            assert!(from != to, "L4");
            self.gifts.push((id, from, to));
        }
    }

    fn settle(&mut self, gift: usize, how: u8) {
        if self.gifts.is_empty() {
            return;
        }
        let (id, from, to) = self.gifts[gift % self.gifts.len()];
        let who = &self.people[if how < 2 { to } else { from }];
        let _ = self.square.does(who, move |tx, who| match how {
            0 => gifts::accept(tx, who, id, None),
            1 => gifts::decline(tx, who, id),
            2 => gifts::withdraw(tx, who, id),
            3 => gifts::retract(tx, who, id),
            _ => gifts::share_costs(tx, who, id, true),
        });
    }

    /// The ledger as it stands: (id, gift, amount).
    fn lines(&self) -> Vec<(i64, i64, i64)> {
        self.square.read(|tx| {
            Ok(tx.all(sql!("SELECT id, gift_id, amount FROM postings WHERE id > 0 ORDER BY id LIMIT 10000"), args![])?)
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_ledger_holds_and_only_grows(acts in prop::collection::vec(act(), 1..60)) {
        let mut history = History::new();
        let mut before = history.lines();
        for (number, act) in acts.iter().enumerate() {
            if matches!(act, Act::Erase { .. }) && number % 2 == 0 {
                continue; // a key forgotten by erasure may give again
            }
            history.run(act);
            if matches!(act, Act::Erase { .. }) {
                history.keys.clear();
            }
            let after = history.lines();
            prop_assert!(after.starts_with(&before), "L6: added to, never changed");
            before = after;
        }
        let report = history.square.read(ledger::verify);
        prop_assert!(report.holds(), "{:#?}", report.checks);
    }
}

#[test]
fn erasing_leaves_the_sums_the_chain_and_no_name() {
    let mut history = History::new();
    for to in 1..PEOPLE {
        history.give(0, to, true, None, 1);
        history.give(to, 0, false, None, 0);
    }
    for gift in 0..history.gifts.len() - 1 {
        history.settle(gift, 0);
    }
    history.square.db.clock.pass(Duration::from_secs(2 * 86_400));
    history.run(&Act::Seal);
    let head = |history: &History| -> Vec<Vec<u8>> {
        history
            .square
            .read(|tx| Ok(tx.all(sql!("SELECT head FROM ledger_days WHERE day > 0 ORDER BY day LIMIT 100"), args![])?))
    };
    let (lines, sealed) = (history.lines(), head(&history));
    assert!(!sealed.is_empty());
    history.run(&Act::Erase { who: 0 });
    history.run(&Act::Erase { who: 0 });
    let gone = history.people[0].account;
    let left: (i64, i64) = history.square.read(move |tx| {
        let hands: i64 = tx.one(sql!("SELECT COUNT(*) FROM hands WHERE account_id = $1"), args![gone])?;
        let words: i64 = tx.one(sql!("SELECT COUNT(*) FROM gift_words WHERE gift_id > 0"), args![])?;
        Ok((hands, words))
    });
    assert_eq!(left, (0, 0), "every gift was from or to her");
    assert!(history.lines().starts_with(&lines));
    assert_eq!(head(&history), sealed, "the chain is the same");
    let id = history.gifts[0].0;
    let view = history
        .square
        .asks(&history.people[1], move |tx, who| gifts::views(tx, &who.into(), &[id]))
        .pop()
        .expect("the gift is there");
    assert!(view.giver.is_none() && view.reason.is_empty());
    ledger_holds(&history.square);
}

#[test]
fn the_verifier_finds_what_was_changed_behind_its_back() {
    let faults = |change: fn(&soulava_social::Tx) -> soulava_store::Result<u64>| -> Vec<&'static str> {
        let mut history = History::new();
        history.give(0, 1, false, Some(1), 0);
        history.give(2, 1, false, None, 0);
        history.settle(0, 0);
        history.square.db.clock.pass(Duration::from_secs(2 * 86_400));
        history.run(&Act::Seal);
        ledger_holds(&history.square);
        history.square.write(move |tx| Ok(change(tx)?)).expect("a change");
        let report = history.square.read(ledger::verify);
        report.checks.into_iter().filter(|check| check.faults_in_all > 0).map(|check| check.name).collect()
    };
    assert_eq!(
        faults(|tx| tx.run(sql!("UPDATE postings SET amount = 1 WHERE bucket = 'allowance'"), args![])),
        ["L1", "L6", "L7"]
    );
    assert_eq!(
        faults(|tx| tx.run(sql!("UPDATE allowances SET given = given + 1 WHERE given > 0"), args![])),
        ["allowances"]
    );
    assert_eq!(
        faults(|tx| tx.run(sql!("UPDATE recognitions SET grade = 2 WHERE grade = 1"), args![])),
        ["recognitions"]
    );
    assert_eq!(faults(|tx| tx.run(sql!("UPDATE gifts SET state = 'declined' WHERE state = 'given'"), args![])), ["L7"]);
    assert_eq!(
        faults(|tx| tx.run(sql!("UPDATE idempotency_keys SET result_id = 7 WHERE verb = 'gift'"), args![])),
        ["L5"]
    );
    assert_eq!(
        faults(|tx| tx.run(sql!("UPDATE ledger_days SET postings = postings + 1 WHERE day > 0"), args![])),
        ["L6"]
    );
    assert_eq!(
        faults(|tx| tx.run(sql!("UPDATE postings SET hand = $1 WHERE bucket = 'received'"), args![[7_u8; 16]])),
        ["L6", "L7"]
    );
}

#[test]
fn the_last_line_of_defence_is_a_check() {
    let square = Square::new();
    for bad in [
        "allowances (hand, day, given) VALUES ($1, 1, 51)",
        "pair_allowances (giver, receiver, day, given) VALUES ($1, $1, 1, 6)",
    ] {
        let statement: &'static soulava_store::Statement = Box::leak(Box::new(soulava_store::Statement::new(
            Box::leak(format!("INSERT INTO {bad}").into_boxed_str()),
            None,
        )));
        let result = square.write(move |tx| Ok(tx.run(statement, args![[1_u8; 16]])?));
        assert!(
            matches!(result, Err(soulava_social::Error::Broken(soulava_store::Error::Check(_)))),
            "{bad}: {result:?}"
        );
    }
}

#[test]
fn no_column_holds_money_and_no_table_passes_on_what_was_received() {
    let forbidden = [
        "price",
        "amount_of_money",
        "balance",
        "cents",
        "euro",
        "cost",
        "paid",
        "payment",
        "redeem",
        "sale",
        "transfer",
        "value_in",
    ];
    let allowed = ["shared_costs"];
    for migration in soulava_social::migrations::ALL {
        for line in migration.sql.lines().map(|line| line.split("--").next().unwrap_or("").to_lowercase()) {
            for word in line
                .split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .filter(|word| !word.starts_with("shared_costs"))
            {
                let named = forbidden.iter().any(|bad| word.split('_').any(|part| part == *bad));
                assert!(!named || allowed.contains(&word), "{}: {word}", migration.name);
            }
        }
    }
    // The one `amount` is a whole posting, and the one `money` says that a recognition does not count.
    let all: String = soulava_social::migrations::ALL.iter().map(|migration| migration.sql).collect();
    assert!(all.contains("amount BIGINT NOT NULL CHECK (amount IN (-1, 1))"));
    assert!(all.contains("money BOOLEAN NOT NULL DEFAULT FALSE"));
}
