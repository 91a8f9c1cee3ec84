//! Making a currency, and letting it rest. Nothing about it can be sold or raised.

use super::{CURRENCIES_MAX, CurrencyKind, CurrencyView, by_slug, rows, view};
use crate::{AccountId, CurrencyId, MediaId, Member, Notice, Refusal, Result, Role, Tx, emblems, stalls};

/// Where a currency's picture comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Emblem {
    /// One of `emblems::ALL`.
    Ours(String),
    /// An uploaded PNG, stored as an emblem.
    Picture(MediaId),
}

/// A currency that somebody wants to make.
#[derive(Clone, Debug)]
pub struct NewCurrency {
    /// Its emoji's shortcode: 2 to 30 of `a-z`, `0-9`, `_`.
    pub slug: String,
    /// 1 to 50 characters.
    pub name: String,
    /// One sentence of 3 to 200 characters: what it says.
    pub says: String,
    /// How it exists.
    pub kind: CurrencyKind,
    /// Its picture.
    pub emblem: Emblem,
}

/// Makes a currency: the host the square's, a keeper the stall's in whose name they act.
pub fn create(tx: &Tx, member: &Member, new: &NewCurrency) -> Result<CurrencyId> {
    let stall = member.keeper().map(|_| member.account);
    may_issue(tx, member, stall)?;
    create_for(tx, stall, Some(member.person), new)
}

/// The same for whoever was checked elsewhere: the command line of the host, the first day of a square.
pub fn create_for(tx: &Tx, stall: Option<AccountId>, by: Option<AccountId>, new: &NewCurrency) -> Result<CurrencyId> {
    let (slug, name, says) = (new.slug.trim(), new.name.trim(), new.says.trim());
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !(2..=30).contains(&slug.len()) || !slug.chars().all(fits) {
        return Err(Refusal::invalid("slug", "2 to 30 of the letters a to z, figures and _."));
    }
    within("name", name, 1, 50)?;
    within("says", says, 3, 200)?;
    let (emblem, emblem_media) = match &new.emblem {
        Emblem::Ours(name) if emblems::find(name).is_some() => (name.clone(), None),
        Emblem::Ours(_) => {
            return Err(Refusal::invalid(
                "emblem",
                format!("One of: {}.", emblems::ALL.map(|emblem| emblem.name).join(", ")),
            ));
        }
        Emblem::Picture(media) if rows::is_emblem(tx, *media)? => (String::new(), Some(*media)),
        Emblem::Picture(_) => return Err(Refusal::invalid("emblem", "There is no such picture.")),
    };
    if by_slug(tx, slug)?.is_some() {
        return Err(Refusal::invalid_as("slug", "ERR_TAKEN", "There is a currency of that name."));
    }
    if rows::count(tx)? >= CURRENCIES_MAX {
        return Err(Refusal::invalid("slug", "A square has at most 200 currencies."));
    }
    let row = rows::InsertRow {
        id: CurrencyId(tx.next_id()),
        slug: slug.to_owned(),
        name: name.to_owned(),
        says: says.to_owned(),
        kind: new.kind,
        emblem,
        emblem_media,
        stall,
        created_by: by,
    };
    rows::insert(tx, &row)?;
    tx.announce(Notice::Square);
    Ok(row.id)
}

/// Lets a currency rest, or wakes it: nothing more is given in it, and what was given stays.
pub fn rest(tx: &Tx, member: &Member, id: CurrencyId, rests: bool) -> Result<()> {
    let currency: std::sync::Arc<CurrencyView> = view(tx, id)?;
    match currency.stall {
        Some(stall) if member.role < Role::Host => may_issue(tx, member, Some(stall))?,
        _ => may_issue(tx, member, None)?,
    }
    rows::set_rests(tx, id, rests.then(|| tx.now()))?;
    tx.announce(Notice::Square);
    Ok(())
}

/// The currency `thanks`, made when it is missing: every community has said that much.
pub fn ensure_thanks(tx: &Tx) -> Result<CurrencyId> {
    if let Some(thanks) = by_slug(tx, "thanks")? {
        return Ok(thanks.id);
    }
    let thanks = NewCurrency {
        slug: "thanks".into(),
        name: "Thanks".into(),
        says: "For whoever did somebody good.".into(),
        kind: CurrencyKind::Expressive,
        emblem: Emblem::Ours("hand".into()),
    };
    create_for(tx, None, None, &thanks)
}

/// The square's currencies are the host's to make, a stall's its keepers'.
fn may_issue(tx: &Tx, member: &Member, stall: Option<AccountId>) -> Result<()> {
    let may = match stall {
        None => member.role == Role::Host,
        Some(stall) => {
            let keepers = stalls::keepers(tx, stall)?;
            keepers.iter().any(|keeper| keeper.account == member.person && keeper.role != "helper")
        }
    };
    if may {
        Ok(())
    } else {
        Err(Refusal::forbidden("The square's currencies are made by its host, a stall's by its keepers."))
    }
}

fn within(field: &'static str, text: &str, least: usize, most: usize) -> Result<()> {
    let length = text.chars().count();
    if text.chars().any(char::is_control) || !(least..=most).contains(&length) {
        return Err(Refusal::invalid(field, format!("{least} to {most} characters, in one line.")));
    }
    Ok(())
}
