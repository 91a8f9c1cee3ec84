//! Storing a unit of imported thanks: people, gifts, postings, recognitions; nobody is notified.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use soulava_store::Db;

use super::table::Row;
use super::{Why, rows};
use crate::currencies::{self, CurrencyKind};
use crate::event::Event;
use crate::gifts::{Gift, GiftOrigin, GiftState, rows as gift_rows};
use crate::ledger::{self, day_of};
use crate::{AccountId, CurrencyId, Error, GiftId, Member, Refusal, Result, Role, Tx, accounts, effects, vouches};

/// People known in one unit; each is a few rows.
const KNOWN_SLICE: usize = 50;

/// What one unit did.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// Gifts that are new.
    pub added: u64,
    /// Rows that were there.
    pub already: u64,
    /// People who are new.
    pub people: u64,
    /// Everybody named, in no order.
    pub named: Vec<AccountId>,
}

/// The currencies that can be named in a list.
pub struct Currencies(HashMap<String, CurrencyId>);

impl Currencies {
    /// Those that are made when given.
    pub fn load(db: &Db) -> Result<Self> {
        let all = db.read_blocking(currencies::list)?;
        let given = all.iter().filter(|currency| currency.kind == CurrencyKind::Expressive);
        Ok(Self(given.map(|currency| (currency.slug.clone(), currency.id)).collect()))
    }

    /// The currency of a slug; none for no slug, which is `thanks`.
    pub fn find(&self, slug: &str) -> std::result::Result<Option<CurrencyId>, Why> {
        match slug.trim_matches(':') {
            "" | "thanks" => Ok(None),
            slug => {
                self.0.get(slug).map(|id| Some(*id)).ok_or_else(|| Why::NoSuchCurrency(slug.chars().take(40).collect()))
            }
        }
    }
}

/// Stores a unit; all of it or nothing.
pub fn unit(db: &Db, rows: Vec<Row>) -> Result<Done> {
    let rows = Arc::new(rows);
    db.write_blocking(move |tx| store(tx, &rows))
}

fn store(tx: &Tx, rows: &[Row]) -> Result<Done> {
    let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
    let known: HashSet<String> = rows::known(tx, &keys)?.into_iter().collect();
    let fresh: Vec<&Row> = rows.iter().filter(|row| !known.contains(&row.key)).collect();
    let mut done = Done { already: known.len() as u64, ..Done::default() };
    if fresh.is_empty() {
        done.named = named(tx, rows)?;
        return Ok(done);
    }
    let thanks = currencies::ensure_thanks(tx)?;
    let people = people(tx, &fresh, &mut done)?;
    let mut hands = HashMap::new();
    for account in people.values() {
        if !hands.contains_key(account) {
            hands.insert(*account, ledger::hand(tx, *account)?);
        }
    }
    for row in fresh {
        let (giver, receiver) = (people[&row.from_folded], people[&row.to_folded]);
        if giver == receiver {
            continue;
        }
        let gift = Gift {
            id: GiftId(tx.next_id()),
            currency: row.currency.unwrap_or(thanks),
            giver_hand: hands[&giver],
            receiver_hand: hands[&receiver],
            giver: Some(giver),
            receiver: Some(receiver),
            stall: None,
            grade: 1,
            state: GiftState::Accepted,
            public: true,
            origin: GiftOrigin::Import,
            again: false,
            taken_back: false,
            object: None,
            post: None,
            heirloom: None,
            day: day_of(row.at),
            given_at: row.at,
            settled_at: Some(row.at),
        };
        gift_rows::insert(tx, &gift)?;
        rows::set_key(tx, gift.id, &row.key)?;
        if !(row.reason.is_empty() && row.place.is_empty()) {
            rows::insert_words(tx, gift.id, &row.reason, &row.place)?;
        }
        ledger::given(tx, &gift)?;
        effects::record(tx, Event::GiftAccepted(&gift))?;
        done.added += 1;
    }
    done.named = named(tx, rows)?;
    Ok(done)
}

/// Everybody named in some rows.
fn named(tx: &Tx, rows: &[Row]) -> Result<Vec<AccountId>> {
    let mut names: Vec<String> = rows.iter().flat_map(|row| [row.from_folded.clone(), row.to_folded.clone()]).collect();
    names.sort_unstable();
    names.dedup();
    Ok(rows::shadows(tx, &names)?.into_iter().map(|(_, account)| account).collect())
}

/// The host in whose name people are known.
pub fn host(tx: &Tx) -> Result<Member> {
    let host = accounts::first_host(tx)?;
    let host = host.ok_or_else(|| Refusal::forbidden("There is no host yet who could know these people."))?;
    Ok(Member::person(host, Role::Host))
}

/// The host says "I know this person" of each; in slices.
pub fn know(db: &Db, host: &Member, people: &[AccountId]) -> Result<()> {
    for slice in people.chunks(KNOWN_SLICE) {
        let (host, slice) = (host.clone(), slice.to_vec());
        db.write_blocking(move |tx| {
            slice.iter().try_for_each(|person| match vouches::know(tx, &host, *person) {
                // Claimed, and gone since: nobody to know.
                Err(Error::Refused(Refusal::NotFound)) => Ok(()),
                other => other,
            })
        })?;
    }
    Ok(())
}

/// The shadows of everybody named, made where they are new: by folded name, as earlier lists named them.
fn people(tx: &Tx, rows: &[&Row], done: &mut Done) -> Result<HashMap<String, AccountId>> {
    let mut names: Vec<(&str, &str)> = Vec::new();
    let mut seen = HashSet::new();
    for row in rows {
        for (folded, shown) in [(&row.from_folded, &row.from), (&row.to_folded, &row.to)] {
            if seen.insert(folded.as_str()) {
                names.push((folded, shown));
            }
        }
    }
    let folded: Vec<String> = names.iter().map(|name| name.0.to_owned()).collect();
    let mut people: HashMap<String, AccountId> = rows::shadows(tx, &folded)?.into_iter().collect();
    let fresh: Vec<&(&str, &str)> = names.iter().filter(|name| !people.contains_key(name.0)).collect();
    let shown: Vec<String> = fresh.iter().map(|name| name.1.to_owned()).collect();
    let ids = accounts::create_shadows(tx, &shown)?;
    for (name, id) in fresh.iter().zip(&ids) {
        rows::insert_shadow(tx, name.0, *id)?;
        people.insert(name.0.to_owned(), *id);
    }
    done.people += ids.len() as u64;
    Ok(people)
}
