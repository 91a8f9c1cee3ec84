//! What the square says of itself: name, language, door, rules, and how it began.

mod begin;
mod rows;

use std::collections::HashMap;

use crate::accounts::one_line;
use crate::{AccountId, Member, Notice, Refusal, Result, RuleId, Tx, accounts, host_log};

pub use begin::{AXES, Begin, SelfCheck, begin, begin_token, has_begun, self_check, set_self_check};

/// Languages that our pages speak.
pub const PAGE_LANGUAGES: &[&str] = &["en", "nl", "da"];
/// Most house rules.
pub const RULES_MAX: usize = 30;

/// How people come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignUp {
    /// By the link of somebody who is here.
    Invitation,
    /// By ringing the bell.
    Approval,
    /// By themselves.
    Open,
    /// Not at the moment.
    Closed,
}

impl SignUp {
    /// As stored and as in `SOULAVA_SIGN_UP`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Approval => "approval",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// The reverse of [`SignUp::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Invitation, Self::Approval, Self::Open, Self::Closed].into_iter().find(|mode| mode.as_str() == text)
    }
}

/// The square, as everybody may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Square {
    /// Its name.
    pub name: String,
    /// Of its pages for who says nothing: `en`, `nl` or `da`.
    pub language: String,
    /// One business and the people around it, or a market of many stalls.
    pub business: bool,
    /// The business's own stall.
    pub stall: Option<AccountId>,
    /// How people come in.
    pub sign_up: SignUp,
    /// Whom to write to; may be empty.
    pub contact_email: String,
    /// Who answers for it: the first host.
    pub contact: Option<AccountId>,
    /// One or two sentences.
    pub description: String,
    /// More about it, as written.
    pub extended_description: String,
    /// What happens with what people leave here, as written; empty: our own text.
    pub privacy_policy: String,
    /// When somebody said what is in the texts, in milliseconds since 1970.
    pub changed_at: i64,
    /// When the first host came in; none: nobody has begun.
    pub begun_at: Option<i64>,
}

/// The square's settings; a fresh square has sensible ones.
pub fn square(tx: &Tx) -> Result<Square> {
    let mut found: HashMap<String, String> = rows::all(tx)?.into_iter().collect();
    let mut text = |key: &str| found.remove(key).unwrap_or_default();
    let number = |text: String| text.parse::<i64>().ok();
    let name = text("name");
    let language = text("language");
    Ok(Square {
        name: if name.is_empty() { "Soulava".to_owned() } else { name },
        language: page_language(&language).to_owned(),
        business: text("business") != "market",
        stall: number(text("stall")).map(AccountId),
        sign_up: SignUp::parse(&text("sign_up")).unwrap_or(SignUp::Invitation),
        contact_email: text("contact_email"),
        contact: number(text("contact")).map(AccountId),
        description: text("description"),
        extended_description: text("extended_description"),
        privacy_policy: text("privacy_policy"),
        changed_at: number(text("changed_at")).unwrap_or(0),
        begun_at: number(text("begun_at")),
    })
}

/// The public origin as the door last opened with it; empty before the first time.
pub fn origin(tx: &Tx) -> Result<String> {
    Ok(rows::get(tx, "origin")?.unwrap_or_default())
}

/// Writes down the public origin: scheme, host and, when unusual, port.
pub fn set_origin(tx: &Tx, origin: &str) -> Result<()> {
    rows::put(tx, "origin", origin.trim_end_matches('/'))
}

/// The square's own account, which speaks when no person does; none until it first had something to say.
pub(crate) fn service(tx: &Tx) -> Result<Option<AccountId>> {
    Ok(rows::get(tx, "service")?.and_then(|id| AccountId::parse(&id)))
}

/// Writes down which account is the square's own.
pub(crate) fn set_service(tx: &Tx, id: AccountId) -> Result<()> {
    rows::put(tx, "service", &id.to_string())
}

/// How often people who want to are paired for a meet-up; none: never.
pub(crate) fn meetups(tx: &Tx) -> Result<String> {
    Ok(rows::get(tx, "meetups")?.unwrap_or_default())
}

/// Sets how often. The caller checked who asks.
pub(crate) fn set_meetups(tx: &Tx, every: &str) -> Result<()> {
    rows::put(tx, "meetups", every)
}

/// Sets how people come in, as the operator configured it.
pub fn set_sign_up(tx: &Tx, mode: SignUp) -> Result<()> {
    rows::put(tx, "sign_up", mode.as_str())?;
    tx.announce(Notice::Square);
    Ok(())
}

/// What the square remembers of itself under a word, when it does.
pub(crate) fn kept(tx: &Tx, word: &str) -> Result<Option<String>> {
    rows::get(tx, word)
}

/// Remembers something of the square itself under a word.
pub(crate) fn keep(tx: &Tx, word: &str, value: &str) -> Result<()> {
    rows::put(tx, word, value)
}

/// What a host changes; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct SquareChange {
    /// 1 to 60 characters on one line.
    pub name: Option<String>,
    /// `en`, `nl` or `da`.
    pub language: Option<String>,
    /// How people come in.
    pub sign_up: Option<SignUp>,
    /// An address, or empty.
    pub contact_email: Option<String>,
    /// Up to 500 characters.
    pub description: Option<String>,
    /// Up to 10,000 characters.
    pub extended_description: Option<String>,
    /// Up to 50,000 characters.
    pub privacy_policy: Option<String>,
}

/// Changes the square's settings. Only a host may.
pub fn set(tx: &Tx, by: &Member, change: &SquareChange) -> Result<()> {
    accounts::check_is_host(by)?;
    if let Some(name) = &change.name {
        rows::put(tx, "name", &check_name(name)?)?;
    }
    if let Some(language) = &change.language {
        rows::put(tx, "language", check_language(language)?)?;
    }
    if let Some(mode) = change.sign_up {
        set_sign_up(tx, mode)?;
    }
    if let Some(email) = change.contact_email.as_deref() {
        let email = if email.trim().is_empty() { String::new() } else { accounts::check_email(email)? };
        rows::put(tx, "contact_email", &email)?;
    }
    for (key, given, most) in [
        ("description", &change.description, 500),
        ("extended_description", &change.extended_description, 10_000),
        ("privacy_policy", &change.privacy_policy, 50_000),
    ] {
        if let Some(text) = given {
            if text.chars().count() > most {
                return Err(Refusal::invalid_as(
                    key,
                    "ERR_TOO_LONG",
                    format!("is too long (maximum is {most} characters)"),
                ));
            }
            rows::put(tx, key, text.trim())?;
        }
    }
    rows::put(tx, "changed_at", &tx.now().to_string())?;
    host_log::add(tx, by, "settings", None, "")?;
    tx.announce(Notice::Square);
    Ok(())
}

/// A house rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The row.
    pub id: RuleId,
    /// The rule.
    pub text: String,
    /// What it means.
    pub hint: String,
}

/// The house rules, in order.
pub fn rules(tx: &Tx) -> Result<Vec<Rule>> {
    Ok(rows::rules(tx)?.into_iter().map(|(id, text, hint)| Rule { id, text, hint }).collect())
}

/// Replaces the house rules: (rule, hint) each. Only a host may.
pub fn set_rules(tx: &Tx, by: &Member, rules: &[(String, String)]) -> Result<()> {
    accounts::check_is_host(by)?;
    replace_rules(tx, rules)?;
    host_log::add(tx, by, "rules", None, "")?;
    tx.announce(Notice::Square);
    Ok(())
}

pub(crate) fn replace_rules(tx: &Tx, rules: &[(String, String)]) -> Result<()> {
    let rules: Vec<_> = rules
        .iter()
        .map(|(text, hint)| (one_line(text), one_line(hint)))
        .filter(|(text, _)| !text.is_empty())
        .collect();
    if rules.len() > RULES_MAX {
        return Err(Refusal::invalid_as("rules", "ERR_TOO_LONG", format!("are too many (maximum is {RULES_MAX})")));
    }
    if rules.iter().any(|(text, hint)| text.chars().count() > 300 || hint.chars().count() > 500) {
        return Err(Refusal::invalid_as("rules", "ERR_TOO_LONG", "are too long (300 characters each)"));
    }
    rows::delete_rules(tx)?;
    let ids: Vec<i64> = rules.iter().map(|_| tx.next_id()).collect();
    for (position, (id, (text, hint))) in ids.iter().zip(&rules).enumerate() {
        rows::insert_rule(tx, RuleId(*id), i64::try_from(position).expect("few rules"), text, hint)?;
    }
    Ok(())
}

/// The nearest language our pages speak; `en-GB` is `en`.
pub fn page_language(tag: &str) -> &'static str {
    let first = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    PAGE_LANGUAGES.iter().find(|known| **known == first).copied().unwrap_or("en")
}

fn check_language(tag: &str) -> Result<&'static str> {
    PAGE_LANGUAGES
        .iter()
        .find(|known| **known == tag)
        .copied()
        .ok_or_else(|| Refusal::invalid_as("language", "ERR_INCLUSION", "is not a language of our pages"))
}

fn check_name(name: &str) -> Result<String> {
    let name = one_line(name);
    match name.chars().count() {
        0 => Err(Refusal::invalid_as("name", "ERR_BLANK", "can't be blank")),
        1..=60 => Ok(name),
        _ => Err(Refusal::invalid_as("name", "ERR_TOO_LONG", "is too long (maximum is 60 characters)")),
    }
}

/// The numbers of the square that anybody may know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// People who are here.
    pub people: i64,
    /// Posts of this square.
    pub posts: i64,
    /// People seen in the last 30 days.
    pub active_month: i64,
    /// People seen in the last 180 days.
    pub active_half_year: i64,
}

/// Counts people and posts. For heavy reads; doors keep the answer for minutes.
pub fn figures(tx: &Tx) -> Result<Figures> {
    let since = |days: i64| tx.now() - days * 86_400_000;
    Ok(Figures {
        people: rows::count_people(tx)?,
        posts: rows::count_posts(tx)?,
        active_month: rows::count_seen(tx, since(30))?,
        active_half_year: rows::count_seen(tx, since(180))?,
    })
}

/// One week of the square, for `/api/v1/instance/activity`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Monday 00:00 UTC, in milliseconds since 1970.
    pub begins_at: i64,
    /// Posts written.
    pub posts: i64,
    /// People seen last in this week, or who posted in it.
    pub people: i64,
    /// People who came in.
    pub newcomers: i64,
}

/// The last twelve weeks, newest first. For heavy reads.
pub fn weeks(tx: &Tx) -> Result<Vec<Week>> {
    const WEEK_MS: i64 = 7 * 86_400_000;
    // 1970-01-05 was a Monday.
    const FIRST_MONDAY_MS: i64 = 4 * 86_400_000;
    let monday = tx.now() - (tx.now() - FIRST_MONDAY_MS).rem_euclid(WEEK_MS);
    let oldest = monday - 11 * WEEK_MS;
    let by_week = |rows: Vec<(i64, i64)>| rows.into_iter().collect::<HashMap<i64, i64>>();
    let posts = by_week(rows::posts_by_week(tx, oldest, WEEK_MS)?);
    let people = by_week(rows::people_by_week(tx, oldest, WEEK_MS)?);
    let newcomers = by_week(rows::newcomers_by_week(tx, oldest, WEEK_MS)?);
    let of = |found: &HashMap<i64, i64>, week: i64| found.get(&week).copied().unwrap_or(0);
    Ok((0..12)
        .rev()
        .map(|week| Week {
            begins_at: oldest + week * WEEK_MS,
            posts: of(&posts, week),
            people: of(&people, week),
            newcomers: of(&newcomers, week),
        })
        .collect())
}
