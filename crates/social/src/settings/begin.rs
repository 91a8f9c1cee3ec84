//! The first minutes of a square: the host comes in, and the business says how it is doing.

use super::{check_language, check_name, rows};
use crate::accounts::{self, NewPerson, State};
use crate::stalls::{self, NewStall};
use crate::{AccountId, Member, Notice, Refusal, Result, Role, Tx, host_log, proofs};

/// What the host fills in at `/begin`.
#[derive(Clone, Debug)]
pub struct Begin {
    /// Of the square.
    pub name: String,
    /// `en`, `nl` or `da`.
    pub language: String,
    /// The stall of the one business; none for a market.
    pub stall: Option<NewStall>,
    /// The host's own name.
    pub username: String,
    /// The host's shown name.
    pub display_name: String,
    /// Where letters go, if anywhere.
    pub email: Option<String>,
    /// From `passwords::hash`.
    pub password_hash: Option<String>,
}

/// Whether the square has a host.
pub fn has_begun(tx: &Tx) -> Result<bool> {
    Ok(!accounts::rows::hosts(tx)?.is_empty())
}

/// A new secret for `/begin`, while the square has no host; earlier ones end.
pub fn begin_token(tx: &Tx) -> Result<Option<String>> {
    if has_begun(tx)? { Ok(None) } else { proofs::begin_token(tx).map(Some) }
}

/// Begins the square: its name, its host and, for one business, its stall with the host as owner.
pub fn begin(tx: &Tx, token: &str, begin: &Begin) -> Result<AccountId> {
    proofs::use_begin(tx, token)?;
    if has_begun(tx)? {
        return Err(crate::Error::Refused(Refusal::Gone));
    }
    let (name, language) = (check_name(&begin.name)?, check_language(&begin.language)?);
    let person = NewPerson {
        display_name: begin.display_name.clone(),
        email: begin.email.clone(),
        password_hash: begin.password_hash.clone(),
        role: Role::Host,
        locale: language.to_owned(),
        state: State::Active,
        ..NewPerson::named(&begin.username)
    };
    let id = accounts::create_person(tx, &person)?;
    let host = Member::person(id, Role::Host);
    rows::put(tx, "name", &name)?;
    rows::put(tx, "language", language)?;
    rows::put(tx, "contact", &id.to_string())?;
    rows::put(tx, "business", if begin.stall.is_some() { "one" } else { "market" })?;
    rows::put(tx, "begun_at", &tx.now().to_string())?;
    rows::put(tx, "changed_at", &tx.now().to_string())?;
    if let Some(stall) = &begin.stall {
        let stall = stalls::create(tx, &host, stall)?;
        rows::put(tx, "stall", &stall.to_string())?;
    }
    super::replace_rules(tx, &first_rules(language))?;
    host_log::add(tx, &host, "begin", Some(id), "")?;
    tx.announce(Notice::Square);
    Ok(id)
}

/// What holds in a square until the host says otherwise.
fn first_rules(language: &str) -> Vec<(String, String)> {
    let rules: [&str; 3] = match language {
        "nl" => [
            "We zijn aardig voor elkaar, ook als we het oneens zijn.",
            "Wat iemand je hier toevertrouwt, blijft hier.",
            "Reclame hoort niet tussen de mensen.",
        ],
        "da" => [
            "Vi er venlige mod hinanden, også når vi er uenige.",
            "Hvad nogen betror dig her, bliver her.",
            "Reklame hører ikke til mellem mennesker.",
        ],
        _ => [
            "We are kind to each other, also when we disagree.",
            "What somebody trusts you with here stays here.",
            "Advertising has no place between people.",
        ],
    };
    rules.map(|rule| (rule.to_owned(), String::new())).into()
}

/// What the business said of itself on one axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfCheck {
    /// `relations`, `standing`, `currency`, `face_to_face`, `at_once`, `word_of_mouth` or `place_to_be`.
    pub axis: String,
    /// `basic`, `better` or `best`.
    pub level: String,
    /// None once erased.
    pub said_by: Option<AccountId>,
    /// Milliseconds since 1970.
    pub said_at: i64,
}

/// The axes of the self-check, in the order of the page.
pub const AXES: [&str; 7] =
    ["relations", "standing", "currency", "face_to_face", "at_once", "word_of_mouth", "place_to_be"];

/// What the business says of itself so far, in the order of the page; unanswered axes are left out.
pub fn self_check(tx: &Tx) -> Result<Vec<SelfCheck>> {
    let mut said: Vec<_> = rows::self_checks(tx)?
        .into_iter()
        .map(|(axis, level, said_by, said_at)| SelfCheck { axis, level, said_by, said_at })
        .collect();
    said.sort_by_key(|it| AXES.iter().position(|axis| *axis == it.axis));
    Ok(said)
}

/// Answers some axes: (axis, level) each. Only a host may.
pub fn set_self_check(tx: &Tx, by: &Member, answers: &[(String, String)]) -> Result<()> {
    accounts::check_is_host(by)?;
    for (axis, level) in answers.iter().take(AXES.len()) {
        if !AXES.contains(&axis.as_str()) || !["basic", "better", "best"].contains(&level.as_str()) {
            return Err(Refusal::invalid_as("self_check", "ERR_INCLUSION", "is not one of the choices"));
        }
        rows::put_self_check(tx, axis, level, by.person, tx.now())?;
    }
    tx.announce(Notice::Square);
    Ok(())
}
