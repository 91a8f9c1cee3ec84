//! Forty times `kill -9` while people write: nothing acknowledged is lost, doubled or torn.
//!
//! The oracle is this process. A writer notes what it is about to ask, asks, and takes the act for acknowledged when
//! the whole 2xx answer has been read. After each kill it looks: what was acknowledged is there once and equal; what
//! was not is there whole or not at all, and asking again with the same key makes it exactly one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use soulava_social::accounts::{NewPerson, create_person};
use soulava_social::currencies::{Emblem, NewCurrency, create_for};
use soulava_social::posts::{self, Draft};
use soulava_social::{Member, Role, ledger, migrations, oauth};
use soulava_store::{Db, Error, Options, Statement, Target, args, sql};

use super::process::Process;
use super::wire::Wire;

const KILLS: u64 = 40;
const WRITERS: usize = 8;
/// Gifts one writer gives in all: under the day's allowance, and at most five to one person.
const GIFTS_MAX: usize = 30;

/// What a writer asks for.
#[derive(Clone, Debug)]
enum Act {
    Post { text: String },
    Gift { text: String, to: usize },
    Edit { post: String, text: String },
    Delete { post: String },
    Favourite { post: String, on: bool },
    Follow { whom: usize, on: bool },
}

/// Everything a writer knows it was promised.
struct Writer {
    number: usize,
    name: String,
    id: String,
    token: String,
    wire: Wire,
    chance: Chance,
    count: usize,
    /// Posts by id: the words, and how often they were edited.
    posts: BTreeMap<u64, (String, usize)>,
    gifts: BTreeMap<u64, usize>,
    gone: Vec<String>,
    favourites: BTreeSet<String>,
    follows: BTreeSet<usize>,
    /// The act that is under way: asked for, not answered.
    open: Option<Act>,
    /// How many acts a kill cut off.
    cut: usize,
}

/// What the square was before the first kill.
struct Stage {
    people: Vec<(String, String, String)>,
    /// Posts that nobody deletes, to be favourited.
    walls: Vec<String>,
}

#[test]
fn forty_kills_lose_nothing_double_nothing_tear_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (target, _database) = target(folder.path());
    let stage = set(&target);
    let mut writers: Vec<Writer> = (0..WRITERS).map(|number| Writer::new(number, &stage)).collect();
    let acknowledged = AtomicUsize::new(0);
    let mut chance = Chance(0x5EED);
    for round in 0..KILLS {
        let process = Process::start(folder.path(), &target);
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for writer in &mut writers {
                let (stage, stop, acknowledged, address) = (&stage, &stop, &acknowledged, process.address);
                scope.spawn(move || {
                    writer.wire = Wire::new(address, &writer.token);
                    writer.settle(stage);
                    writer.look(stage, round % 10 == 9);
                    while !stop.load(Ordering::Relaxed) && writer.act(stage) {
                        acknowledged.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
            std::thread::park_timeout(Duration::from_millis(150 + chance.below(450)));
            process.kill();
            stop.store(true, Ordering::Relaxed);
        });
    }
    let process = Process::start(folder.path(), &target);
    for writer in &mut writers {
        writer.wire = Wire::new(process.address, &writer.token);
        writer.settle(&stage);
        writer.look(&stage, true);
    }
    process.kill();
    let acknowledged = acknowledged.into_inner();
    let gifts: usize = writers.iter().map(|writer| writer.gifts.len()).sum();
    let cut: usize = writers.iter().map(|writer| writer.cut).sum();
    println!("{KILLS} kills, {acknowledged} acts acknowledged, {gifts} gifts, {cut} acts cut off under way");
    assert!(gifts > 0 && cut > 0, "the kills came at quiet moments: nothing was tried");
    assert!(acknowledged > 4 * KILLS as usize, "only {acknowledged} acts were acknowledged: nothing was tried");
    audit(&target, &writers, &stage);
}

/// Where the data is; the second keeps a test database alive.
fn target(folder: &Path) -> (Target, Option<soulava_testkit::TestDb>) {
    if soulava_testkit::postgres().is_none() {
        return (Target::Sqlite(folder.join("soulava.db")), None);
    }
    let database = soulava_testkit::db();
    database.close();
    (database.target.clone(), Some(database))
}

fn open(target: &Target) -> Db {
    let mut options = Options::new(target.clone(), migrations::ALL);
    options.unsafe_allow_volatile = true;
    Db::open(options).expect("the database opens")
}

/// The people, their tokens, a currency, and walls to put favourites on.
fn set(target: &Target) -> Stage {
    let db = open(target);
    let stage = db
        .write_blocking::<_, soulava_social::Error>(|tx| {
            let mut people = Vec::new();
            for number in 0..WRITERS {
                let name = format!("writer{number}");
                let id = create_person(
                    tx,
                    &NewPerson { email: Some(format!("{name}@square.example")), ..NewPerson::named(&name) },
                )?;
                let token = oauth::token_by_host(tx, &name, "read write follow")?;
                people.push((name, id.to_string(), token.token));
            }
            let says = "Tak for what you did.".to_owned();
            let kind = soulava_social::currencies::CurrencyKind::Expressive;
            let emblem = Emblem::Ours("appeltaart".into());
            create_for(tx, None, None, &NewCurrency { slug: "tak".into(), name: "Tak".into(), says, kind, emblem })?;
            let builder = Member::person(create_person(tx, &NewPerson::named("builder"))?, Role::Person);
            let mut walls = Vec::new();
            for number in 0..10 {
                let draft = Draft { text: format!("Wall number {number}"), ..Draft::default() };
                walls.push(posts::publish(tx, &builder, &draft)?.to_string());
            }
            Ok(Stage { people, walls })
        })
        .expect("the stage is set");
    db.close();
    stage
}

impl Writer {
    fn new(number: usize, stage: &Stage) -> Self {
        let (name, id, token) = stage.people[number].clone();
        let wire = Wire::new(([127, 0, 0, 1], 1).into(), &token);
        Self {
            number,
            name,
            id,
            token,
            wire,
            chance: Chance(number as u64 + 77),
            count: 0,
            posts: BTreeMap::new(),
            gifts: BTreeMap::new(),
            gone: Vec::new(),
            favourites: BTreeSet::new(),
            follows: BTreeSet::new(),
            open: None,
            cut: 0,
        }
    }

    /// Asks for something and learns whether it was acknowledged; false when the server is gone.
    fn act(&mut self, stage: &Stage) -> bool {
        if self.open.is_some() {
            // Killed while it was being settled: what became of it is asked of the next server, before anything else.
            return false;
        }
        let act = self.next(stage);
        self.open = Some(act.clone());
        match self.ask(stage, &act) {
            Ok((status, body)) => {
                self.answered(&act, status, &body);
                self.open = None;
                true
            }
            Err(_) => {
                self.cut += 1;
                false
            }
        }
    }

    fn next(&mut self, stage: &Stage) -> Act {
        self.count += 1;
        let words = format!("w{}n{}x{:08x}", self.number, self.count, self.chance.below(u64::from(u32::MAX)));
        let own: Vec<u64> =
            self.posts.keys().rev().take(8).copied().filter(|id| !self.gifts.contains_key(id)).collect();
        let one = own.get(self.chance.below(8) as usize).map(u64::to_string);
        match (self.chance.below(10), one) {
            (0..2, Some(post)) => Act::Edit { post, text: words },
            (2, Some(post)) => Act::Delete { post },
            (3..5, _) => {
                let post = stage.walls[self.chance.below(stage.walls.len() as u64) as usize].clone();
                let on = !self.favourites.contains(&post);
                Act::Favourite { post, on }
            }
            (5, _) => {
                let whom = (self.number + 1 + self.chance.below(WRITERS as u64 - 1) as usize) % WRITERS;
                Act::Follow { whom, on: !self.follows.contains(&whom) }
            }
            (6, _) if self.gifts.len() < GIFTS_MAX => {
                let to = (self.number + 1 + self.gifts.len() % (WRITERS - 1)) % WRITERS;
                Act::Gift { text: format!("@{} :tak: for the help, {words}", stage.people[to].0), to }
            }
            _ => Act::Post { text: words },
        }
    }

    fn ask(&mut self, stage: &Stage, act: &Act) -> std::io::Result<(u16, String)> {
        let statuses = "/api/v1/statuses";
        match act {
            Act::Post { text } | Act::Gift { text, .. } => {
                let body = json!({ "status": text, "visibility": "public" }).to_string();
                self.wire.ask("POST", statuses, Some(&body), Some(text))
            }
            Act::Edit { post, text } => {
                let body = json!({ "status": text }).to_string();
                self.wire.ask("PUT", &format!("{statuses}/{post}"), Some(&body), None)
            }
            Act::Delete { post } => self.wire.ask("DELETE", &format!("{statuses}/{post}"), None, None),
            Act::Favourite { post, on } => {
                let verb = if *on { "favourite" } else { "unfavourite" };
                self.wire.ask("POST", &format!("{statuses}/{post}/{verb}"), None, None)
            }
            Act::Follow { whom, on } => {
                let verb = if *on { "follow" } else { "unfollow" };
                self.wire.ask("POST", &format!("/api/v1/accounts/{}/{verb}", stage.people[*whom].1), None, None)
            }
        }
    }

    /// Takes an answer for a promise. A 503 promises that nothing happened.
    fn answered(&mut self, act: &Act, status: u16, body: &str) {
        if status == 503 {
            return;
        }
        assert_eq!(status, 200, "{} asked for {act:?} and was told: {body}", self.name);
        let answer: Value = serde_json::from_str(body).expect("a complete answer is JSON");
        self.note(act, &answer);
    }

    fn note(&mut self, act: &Act, answer: &Value) {
        match act.clone() {
            Act::Post { text } => {
                self.posts.insert(number(&answer["id"]), (text, 0));
            }
            Act::Gift { text, to } => {
                self.posts.insert(number(&answer["id"]), (text, 0));
                self.gifts.insert(number(&answer["id"]), to);
            }
            Act::Edit { post, text } => {
                let kept = self.posts.get_mut(&post.parse().expect("an id")).expect("one of one's own");
                *kept = (text, kept.1 + 1);
            }
            Act::Delete { post } => {
                self.posts.remove(&post.parse().expect("an id"));
                self.gone.push(post);
            }
            Act::Favourite { post, on: true } => drop(self.favourites.insert(post)),
            Act::Favourite { post, on: false } => drop(self.favourites.remove(&post)),
            Act::Follow { whom, on: true } => drop(self.follows.insert(whom)),
            Act::Follow { whom, on: false } => drop(self.follows.remove(&whom)),
        }
    }

    /// Learns what became of the act that was under way at the kill: all of it, or nothing.
    fn settle(&mut self, stage: &Stage) {
        let Some(act) = self.open.clone() else { return };
        match &act {
            // The same key again: whatever happened, now there is exactly one.
            Act::Post { .. } | Act::Gift { .. } => {
                // A busy server says 503 and leaves open what became of the first try: only an answer settles it.
                let (status, body) = loop {
                    let Ok((status, body)) = self.ask(stage, &act) else { return };
                    if status != 503 {
                        break (status, body);
                    }
                };
                self.answered(&act, status, &body);
            }
            Act::Edit { post, text } => {
                let Ok((status, answer)) = self.get(&format!("/api/v1/statuses/{post}")) else { return };
                assert_eq!(status, 200, "an edit does not delete");
                let (before, _) = &self.posts[&post.parse().expect("an id")];
                match (says(&answer, text), says(&answer, before)) {
                    (true, false) => self.note(&act, &Value::Null),
                    (false, true) => {}
                    _ => panic!("a torn edit: {answer} is neither {before} nor {text}"),
                }
            }
            Act::Delete { post } => {
                let Ok((status, _)) = self.get(&format!("/api/v1/statuses/{post}")) else { return };
                if status == 404 {
                    self.note(&act, &Value::Null);
                }
            }
            Act::Favourite { post, on } => {
                let Ok((_, answer)) = self.get(&format!("/api/v1/statuses/{post}")) else { return };
                if answer["favourited"].as_bool() == Some(*on) {
                    self.note(&act, &Value::Null);
                }
            }
            Act::Follow { whom, on } => {
                let path = format!("/api/v1/accounts/relationships?id[]={}", stage.people[*whom].1);
                let Ok((_, answer)) = self.get(&path) else { return };
                if answer[0]["following"].as_bool() == Some(*on) {
                    self.note(&act, &Value::Null);
                }
            }
        }
        self.open = None;
    }

    /// Compares what is there with what was promised: the newest page, or everything.
    fn look(&mut self, stage: &Stage, all: bool) {
        let mut expected = self.posts.clone();
        let mut below = String::new();
        loop {
            let path = format!("/api/v1/accounts/{}/statuses?limit=40{below}", self.id);
            let Ok((status, page)) = self.get(&path) else { return };
            assert_eq!(status, 200, "{page}");
            let page = page.as_array().expect("a list").clone();
            for post in &page {
                let id = number(&post["id"]);
                let promised = expected.remove(&id);
                let Some((text, _)) = promised else { panic!("{} never wrote, or deleted: {post}", self.name) };
                assert!(says(post, &text), "{} wrote {text}; there is {post}", self.name);
            }
            let last = page.last().map(|post| number(&post["id"]));
            match last {
                Some(last) if all => below = format!("&max_id={last}"),
                Some(last) => {
                    expected.retain(|id, _| *id > last);
                    break;
                }
                None => break,
            }
        }
        assert!(expected.is_empty(), "{} was promised posts that are lost: {expected:?}", self.name);
        if all {
            self.look_around(stage);
        }
    }

    fn look_around(&mut self, stage: &Stage) {
        for post in self.gone.iter().rev().take(20).cloned().collect::<Vec<_>>() {
            let Ok((status, _)) = self.get(&format!("/api/v1/statuses/{post}")) else { return };
            assert_eq!(status, 404, "a deleted post is back");
        }
        for post in &stage.walls {
            let Ok((_, answer)) = self.get(&format!("/api/v1/statuses/{post}")) else { return };
            assert_eq!(
                answer["favourited"].as_bool(),
                Some(self.favourites.contains(post)),
                "{} and {post}",
                self.name
            );
        }
        let ids: String = stage.people.iter().map(|(_, id, _)| format!("&id[]={id}")).collect();
        let Ok((_, answer)) = self.get(&format!("/api/v1/accounts/relationships?{}", &ids[1..])) else { return };
        for (whom, (_, id, _)) in stage.people.iter().enumerate().filter(|(whom, _)| *whom != self.number) {
            let relation = answer.as_array().and_then(|all| all.iter().find(|one| one["id"] == **id));
            let following = relation.and_then(|one| one["following"].as_bool());
            assert_eq!(following, Some(self.follows.contains(&whom)), "{} and {id}", self.name);
        }
    }

    /// Asks for something; fails only when the server is gone.
    fn get(&mut self, path: &str) -> std::io::Result<(u16, Value)> {
        let (status, body) = self.wire.ask("GET", path, None, None)?;
        Ok((status, serde_json::from_str(&body).expect("a complete answer is JSON")))
    }
}

/// Looks into the database itself: the totals agree with the rows, every gift is there once, the ledger holds.
fn audit(target: &Target, writers: &[Writer], stage: &Stage) {
    let db = open(target);
    assert_eq!(db.faults(), Ok(vec![]), "the data file is whole");
    let report = db.read_blocking::<_, soulava_social::Error>(ledger::verify).expect("the ledger can be read");
    assert!(report.holds(), "{report:?}");
    let none = |statement: &'static Statement, what: &str| {
        let wrong = db.read_blocking::<Vec<i64>, Error>(move |tx| tx.all(statement, args![]));
        assert_eq!(wrong, Ok(vec![]), "{what}");
    };
    none(
        sql!(
            "SELECT c.post_id FROM post_counters c
             WHERE c.favourites <> (SELECT COUNT(*) FROM favourites f WHERE f.post_id = c.post_id) ORDER BY 1 LIMIT 9"
        ),
        "a total of favourites is not the number of favourites",
    );
    none(
        sql!(
            "SELECT c.account_id FROM account_counters c
             WHERE c.posts <> (SELECT COUNT(*) FROM posts p WHERE p.account_id = c.account_id)
             OR c.following <> (SELECT COUNT(*) FROM follows f WHERE f.follower_id = c.account_id AND f.state = 'follows')
             OR c.followers <> (SELECT COUNT(*) FROM follows f WHERE f.followee_id = c.account_id AND f.state = 'follows')
             ORDER BY 1 LIMIT 9"
        ),
        "a total of an account is not the number of its rows",
    );
    none(
        sql!(
            "SELECT p.id FROM posts p WHERE p.boost_of_id IS NULL
             AND NOT EXISTS (SELECT 1 FROM post_counters c WHERE c.post_id = p.id) ORDER BY 1 LIMIT 9"
        ),
        "a post without its counters",
    );
    none(
        sql!(
            "SELECT MIN(p.id) FROM posts p JOIN post_edits e ON e.post_id = p.id
             GROUP BY p.id, p.version HAVING COUNT(*) NOT IN (p.version, p.version + 1) ORDER BY 1 LIMIT 9"
        ),
        "an edit without its history",
    );
    for writer in writers {
        let posts: Vec<i64> = writer.gifts.keys().map(|id| *id as i64).collect();
        let wanted: Vec<(i64, i64)> = posts.iter().map(|id| (*id, 1)).collect();
        let given = db.read_blocking::<Vec<(i64, i64)>, Error>(move |tx| {
            tx.all(
                sql!("SELECT post_id, COUNT(*) FROM gifts WHERE post_id = ANY($1) GROUP BY post_id ORDER BY post_id LIMIT 500"),
                args![posts],
            )
        });
        assert_eq!(given, Ok(wanted), "the gifts of {}", writer.name);
    }
    let people: Vec<i64> = stage.people.iter().map(|(_, id, _)| id.parse().expect("an id")).collect();
    let count = db.read_blocking::<i64, Error>(move |tx| {
        tx.one(sql!("SELECT COUNT(*) FROM posts WHERE account_id = ANY($1)"), args![people])
    });
    let promised: usize = writers.iter().map(|writer| writer.posts.len()).sum();
    assert_eq!(count, Ok(promised as i64), "posts that nobody asked for");
    db.close();
}

/// Whether a post's page says these words. A gift's text has a mention in it: its last word is its own.
fn says(post: &Value, text: &str) -> bool {
    let own = text.rsplit(' ').next().unwrap_or(text);
    post["content"].as_str().is_some_and(|content| content.contains(own))
}

fn number(id: &Value) -> u64 {
    id.as_str().and_then(|id| id.parse().ok()).expect("an id in an answer")
}

/// Chance that is the same in every run: a fault can be met again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}
