//! A small square for the stories of this folder: the cast, and short words for what they do.

use soulava_social::posts::{self, Draft, PostView, Visibility};
use soulava_social::relations::{self, FollowOptions};
use soulava_social::{AccountId, Db, Error, Member, PostId, Refusal, Result, Role, Tx, Viewer};
use soulava_store::{args, sql};
use soulava_testkit::{TestDb, db};

/// A database with people in it.
pub struct Square {
    pub db: TestDb,
}

impl Square {
    pub fn new() -> Self {
        Self { db: db() }
    }

    pub fn write<T>(&self, unit: impl Fn(&Tx) -> Result<T> + Send + Sync + 'static) -> Result<T>
    where
        T: Send + 'static,
    {
        let db: &Db = &self.db;
        db.write_blocking(unit)
    }

    pub fn read<T>(&self, unit: impl Fn(&Tx) -> Result<T> + Send + Sync + 'static) -> T
    where
        T: Send + 'static,
    {
        let db: &Db = &self.db;
        db.read_blocking(unit).expect("a read that works")
    }

    /// Somebody who may act.
    pub fn person(&self, name: &'static str) -> Member {
        self.account(name, "person")
    }

    /// A stall, as this keeper speaks for it.
    pub fn stall(&self, name: &'static str, keeper: &Member) -> Member {
        let stall = self.account(name, "stall");
        Member { person: keeper.person, account: stall.account, role: keeper.role }
    }

    /// Makes somebody a keeper of a stall.
    pub fn keeps(&self, who: &Member, stall: &Member) {
        let (who, stall) = (who.person, stall.account);
        self.write(move |tx| {
            tx.run(
                sql!("INSERT INTO keepers (stall_id, account_id, role, since) VALUES ($1, $2, 'keeper', $3)"),
                args![stall, who, tx.now()],
            )?;
            Ok(())
        })
        .expect("room for a keeper");
    }

    fn account(&self, name: &'static str, kind: &'static str) -> Member {
        let id = self
            .write(move |tx| {
                let id = AccountId(tx.next_id());
                tx.run(
                    sql!("INSERT INTO accounts (id, kind, state, username, username_folded, display_name, portrait_seed, created_at, changed_at) \
                          VALUES ($1, $2, 'active', $3, $3, $4, 1, $5, $5)"),
                    args![id, kind, name.to_lowercase(), name, tx.now()],
                )?;
                tx.run(sql!("INSERT INTO account_counters (account_id) VALUES ($1)"), args![id])?;
                Ok(id)
            })
            .expect("room for an account");
        Member::person(id, Role::Person)
    }

    pub fn says(&self, who: &Member, text: &str) -> PostId {
        self.posts(who, Draft::public(text)).expect("a post that may be")
    }

    pub fn says_to(&self, who: &Member, visibility: Visibility, text: &str) -> PostId {
        self.posts(who, Draft { visibility, ..Draft::public(text) }).expect("a post that may be")
    }

    pub fn answers(&self, who: &Member, post: PostId, text: &str) -> PostId {
        self.posts(who, Draft { reply_to: Some(post), ..Draft::public(text) }).expect("an answer that may be")
    }

    pub fn posts(&self, who: &Member, draft: Draft) -> Result<PostId> {
        let who = who.clone();
        self.write(move |tx| posts::publish(tx, &who, &draft))
    }

    pub fn follow(&self, who: &Member, whom: &Member) {
        let (who, whom) = (who.clone(), whom.account);
        self.write(move |tx| relations::follow(tx, &who, whom, &FollowOptions::default()))
            .expect("a follow that may be");
    }

    pub fn block(&self, who: &Member, whom: &Member) {
        let (who, whom) = (who.clone(), whom.account);
        self.write(move |tx| relations::block(tx, &who, whom)).expect("a block that may be");
    }

    pub fn sees(&self, who: &Member, id: PostId) -> Option<PostView> {
        let viewer = Viewer::from(who);
        self.read(move |tx| posts::views(tx, &viewer, &[id])).pop()
    }

    /// Does something as somebody.
    pub fn does<T>(&self, who: &Member, act: impl Fn(&Tx, &Member) -> Result<T> + Send + Sync + 'static) -> Result<T>
    where
        T: Send + 'static,
    {
        let who = who.clone();
        self.write(move |tx| act(tx, &who))
    }

    /// Looks something up as somebody.
    pub fn asks<T>(&self, who: &Member, look: impl Fn(&Tx, &Member) -> Result<T> + Send + Sync + 'static) -> T
    where
        T: Send + 'static,
    {
        let who = who.clone();
        self.read(move |tx| look(tx, &who))
    }
}

/// Makes sure that a verb refused, and gives why.
pub fn refused<T>(result: Result<T>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        Err(Error::Broken(error)) => panic!("broken instead of refused: {error}"),
        Ok(_) => panic!("not refused"),
    }
}
