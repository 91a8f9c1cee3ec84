//! A generated square: people, follows that favour a few, posts of ordinary length. The same numbers every time.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use soulava_store::{Db, Options, Statement, Target, Tx, args, sql};
use soulava_testkit::TestClock;

use super::scenes::Plan;

/// What the scenes need to know of it.
pub struct Generated {
    /// A bearer token for each person, by number.
    pub tokens: Vec<String>,
    /// The token of the person who publishes to many.
    pub star: String,
    /// Tokens of those who follow that person.
    pub followers: Vec<String>,
    /// Ids of posts, oldest first.
    pub posts: Vec<i64>,
}

const START_MS: i64 = 1_790_000_000_000;
const UNIT: usize = 100;
const WORDS: &str = "the oven was warm before six and the first loaves went to the harbour with Wiebe who carries them for nothing \
    because his mother likes the crust and somebody left a basket of pears at the door without a name so there is cake";

/// Fills a data folder with the plan's square; takes tens of seconds at full size.
pub fn square(folder: &Path, plan: &Plan) -> Generated {
    let clock = Arc::new(TestClock::new());
    clock.set(START_MS);
    let mut options = Options::new(Target::Sqlite(folder.join("soulava.db")), soulava_social::migrations::ALL);
    options.clock = clock.clone();
    let db = Db::open(options).expect("a fresh database opens");
    let mut chance = Chance(42);

    write(&db, |tx| {
        tx.run(
            sql!("INSERT INTO apps (id, client_id, secret_hash, name, redirect_uris, scopes, created_at) VALUES ($1, 'bench', $2, 'Bench', 'urn:ietf:wg:oauth:2.0:oob', 'read write follow push', $1)"),
            args![1_i64, vec![0_u8; 32]],
        )?;
        Ok(())
    });
    for numbers in chunks(plan.people) {
        write(&db, move |tx| numbers.clone().try_for_each(|number| person(tx, number)));
    }

    let followed = follows(plan, &mut chance);
    for pairs in followed.chunks(UNIT) {
        let pairs = pairs.to_vec();
        write(&db, move |tx| pairs.iter().try_for_each(|(by, whom)| follow(tx, *by, *whom)));
    }

    let mut posts = Vec::with_capacity(plan.posts);
    for numbers in chunks(plan.posts) {
        clock.pass(Duration::from_secs(30) * u32::try_from(numbers.len()).expect("a unit is small"));
        let authors: Vec<usize> = numbers.clone().map(|_| chance.below(plan.people)).collect();
        posts.extend(
            db.write_blocking(move |tx| {
                numbers
                    .clone()
                    .zip(&authors)
                    .map(|(number, author)| post(tx, number, *author))
                    .collect::<soulava_store::Result<Vec<i64>>>()
            })
            .expect("posts are written"),
        );
    }
    db.close();

    Generated {
        tokens: (0..plan.people).map(token).collect(),
        star: token(0),
        followers: followed.iter().filter(|(_, whom)| *whom == 0).map(|(by, _)| token(*by)).collect(),
        posts,
    }
}

fn chunks(count: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    (0..count).step_by(UNIT).map(move |start| start..(start + UNIT).min(count))
}

fn write(db: &Db, unit: impl Fn(&Tx<'_>) -> soulava_store::Result<()> + Send + Sync + 'static) {
    db.write_blocking(unit).expect("a unit of the generated square is written");
}

fn token(number: usize) -> String {
    format!("bench-token-{number}")
}

fn account(number: usize) -> i64 {
    ((START_MS << 16) - 1_000_000) + i64::try_from(number).expect("a small number")
}

fn person(tx: &Tx<'_>, number: usize) -> soulava_store::Result<()> {
    let (id, name) = (account(number), format!("person{number}"));
    let hash = Sha256::digest(token(number).as_bytes()).to_vec();
    let rows: [(&'static Statement, Vec<soulava_store::Value<'_>>); 4] = [
        (
            sql!(
                "INSERT INTO accounts (id, kind, state, username, username_folded, display_name, note, note_html, portrait_seed, created_at, changed_at) VALUES ($1, 'person', 'active', $2, $2, $3, 'Bakes.', '<p>Bakes.</p>', $1, $4, $4)"
            ),
            args![id, name, name, START_MS].to_vec(),
        ),
        (sql!("INSERT INTO account_counters (account_id) VALUES ($1)"), args![id].to_vec()),
        (
            sql!(
                "INSERT INTO logins (account_id, email, email_folded, role, confirmed_at, approved_at, created_at) VALUES ($1, $2, $2, 'person', $3, $3, $3)"
            ),
            args![id, name, START_MS].to_vec(),
        ),
        (
            sql!(
                "INSERT INTO tokens (id, token_hash, app_id, account_id, scopes, created_at) VALUES ($1, $2, 1, $1, 'read write follow push', $3)"
            ),
            args![id, hash, START_MS].to_vec(),
        ),
    ];
    rows.iter().try_for_each(|(statement, values)| tx.run(statement, values).map(drop))?;
    let hand = Sha256::digest(name.as_bytes())[..16].to_vec();
    tx.run(sql!("INSERT INTO hands (account_id, hand) VALUES ($1, $2)"), args![id, hand]).map(drop)
}

/// The first person has exactly the plan's followers; the rest of the follows favour low numbers.
fn follows(plan: &Plan, chance: &mut Chance) -> Vec<(usize, usize)> {
    let mut seen: std::collections::HashSet<(usize, usize)> = (1..=plan.followers).map(|by| (by, 0)).collect();
    let mut all: Vec<(usize, usize)> = (1..=plan.followers).map(|by| (by, 0)).collect();
    while all.len() < plan.follows {
        let by = chance.below(plan.people);
        let whom = 1 + (chance.below(1_000) * chance.below(plan.people - 1)) / 1_000;
        if by != whom && seen.insert((by, whom)) {
            all.push((by, whom));
        }
    }
    all
}

fn follow(tx: &Tx<'_>, by: usize, whom: usize) -> soulava_store::Result<()> {
    tx.run(
        sql!("INSERT INTO follows (id, follower_id, followee_id, state, at) VALUES ($1, $2, $3, 'follows', $4)"),
        args![tx.next_id(), account(by), account(whom), tx.now()],
    )?;
    tx.run(sql!("UPDATE account_counters SET following = following + 1 WHERE account_id = $1"), args![account(by)])?;
    tx.run(sql!("UPDATE account_counters SET followers = followers + 1 WHERE account_id = $1"), args![account(whom)])?;
    Ok(())
}

fn post(tx: &Tx<'_>, number: usize, author: usize) -> soulava_store::Result<i64> {
    let (id, author) = (tx.next_id(), account(author));
    let text = format!("{number}: {}", &WORDS[number % 97..]);
    let html = format!("<p>{text}</p>");
    tx.run(
        sql!("INSERT INTO posts (id, account_id, origin, visibility, thread_id, text, html, language, app_id, created_at) VALUES ($1, $2, 'written', 'public', $1, $3, $4, 'en', 1, $5)"),
        args![id, author, text, html, tx.now()],
    )?;
    tx.run(sql!("INSERT INTO post_counters (post_id, favourites) VALUES ($1, $2)"), args![id, 0_i64])?;
    tx.run(
        sql!("UPDATE account_counters SET posts = posts + 1, last_post_at = $2 WHERE account_id = $1"),
        args![author, tx.now()],
    )?;
    if number.is_multiple_of(4) {
        tx.run(
            sql!("INSERT INTO media (id, account_id, purpose, file, preview_file, mime, width, height, preview_width, preview_height, size_bytes, blurhash, description, post_id, created_at) VALUES ($1, $2, 'attachment', $3, $3, 'image/jpeg', 1600, 1200, 640, 480, 180000, 'LEHV6nWB2yk8pyo0adR*.7kCMdnj', 'A round loaf on a wooden board', $4, $5)"),
            args![tx.next_id(), author, format!("{number:064x}.jpg"), id, tx.now()],
        )?;
    }
    Ok(id)
}

/// A small generator of numbers (SplitMix64), so that every run makes the same square.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((value ^ (value >> 31)) % limit as u64).expect("below a usize")
    }
}
